"""When lines of text take the place of the screen."""

import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from sptui.cli.main import main
from sptui.cli.wiring import wants_plain
from sptui.paths import Paths
from sptui.settings import DEFAULTS
from sptui.simulator import Simulator

PLAIN, SCREEN = (DEFAULTS.model_copy(update={"interface": name}) for name in ("plain", "screen"))


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
@pytest.mark.usefixtures("in_terminal")
def test_lines_are_wanted_by_the_flag_the_settings_and_a_terminal_that_can_do_no_more(
    term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_itself, asked = Namespace(plain=False), Namespace(plain=True)
    assert not wants_plain(by_itself, DEFAULTS)
    assert wants_plain(by_itself, PLAIN)
    assert wants_plain(asked, DEFAULTS)
    assert wants_plain(asked, SCREEN)
    monkeypatch.setenv("TERM", term)
    assert wants_plain(by_itself, DEFAULTS)
    assert not wants_plain(by_itself, SCREEN)


def test_what_is_wrong_with_the_settings_is_told_before_talking(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = Paths.of_user().config_file
    assert file.is_relative_to(home)
    file.parent.mkdir(parents=True)
    file.write_text('motion = "slow"\n')
    assert main(["--plain"]) == 3
    assert capsys.readouterr().err.startswith("sptui: config.toml:1:1: motion: there is no such choice; give ")


def test_without_a_sign_in_it_is_told_how_to_get_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--plain"]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("sptui: Nobody is signed in. Run `sptui login ")
    assert home.exists()


def test_lines_from_a_pipe_are_done_on_the_account_that_is_signed_in(
    signed_in: Simulator,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sptui", "--plain"],
        input="pause\nvolume 30\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("Paused.\nVolume 30 percent.\n", "", 0)
    state = signed_in.world.player.state
    assert not state.is_playing
    assert state.device is not None
    assert state.device.volume_percent == 30


def test_neither_the_settings_nor_the_flag_import_the_screen(home: Path) -> None:
    code = (
        "import sys; from sptui.cli.main import main; status = main(['demo', '--plain']);"
        "sys.exit(status or 10 * any(name.partition('.')[0] == 'textual' for name in sys.modules))"
    )
    done = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", code], input="status\n", capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Playing: ")
    assert home.exists()


def test_what_goes_wrong_in_a_pipe_is_told_by_the_status(home: Path) -> None:
    for typed, status in (("", 0), ("pause\n\nquit\nnext\n", 0), ("foo\n", 1), ("play 3", 1)):
        done = subprocess.run(
            [sys.executable, "-m", "sptui", "demo", "--plain"],
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (status, "")
        assert "Now:" not in done.stdout, "nothing is told that nobody asked for"
    assert home.exists()
