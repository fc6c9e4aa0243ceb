import os
from pathlib import Path

import pytest

from sptui.cli.main import main
from sptui.paths import Paths
from sptui.settings.template import template


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.upper().startswith("SPTUI_")]:
        monkeypatch.delenv(name)
    for kind in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    return Paths.of_user().config_file


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")


def test_init_writes_the_file_for_its_owner_alone_and_never_over_another(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", "init"]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert file.read_text("utf-8") == template()
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("mine")
    assert main(["config", "init"]) == 1
    assert file.read_text() == "mine"
    assert capsys.readouterr().err == (
        f"sptui: {file} is there already, and nothing was written. "
        "`sptui config init --print` prints what a new one holds.\n"
    )
    assert main(["config", "init", "--print"]) == 0
    assert capsys.readouterr().out == template()


def test_init_tells_of_a_folder_that_cannot_be_made(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.parents[1].write_text("in its place")
    assert main(["config", "init"]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_path_tells_the_file_of_the_profile_wherever_that_is_named(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["config", "path"], ["--profile", "b", "config", "path"], ["config", "path", "--profile", "b"]):
        assert main(words) == 0
    assert capsys.readouterr().out.split() == [str(file), *[str(Paths.of_user("b").config_file)] * 2]


def test_check_tells_everything_that_is_wrong(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "check"]) == 0
    assert capsys.readouterr().out == f"There is no {file}, and the defaults hold.\n"
    write(file, 'motion = 3\nclient_secret = ""\n')
    assert main(["config", "check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        'config.toml:1:1: motion: there is no such choice; give "full" or "reduced". "full" holds instead.',
        "config.toml:2:1: client_secret: empty, so nothing is sent; copy it from the dashboard, or leave it out for PKCE.",  # noqa: E501 -- one line
    ]
    file.write_text('theme = "neon"\n[themes.mine]\nmuted = "ash"\n[keys]\n"player.nxt" = "x"\n"app.refresh" = "gg"\n')
    assert main(["config", "check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "config.toml:1:1: theme: there is none called 'neon'; the palette has them all. \"sptui\" holds instead.",
        "config.toml:3:1: themes.mine.muted: “ash” is no colour; write it as #74d3b4. That of “sptui” holds instead.",
        "config.toml:5:2: keys.player.nxt: there is no such action; did you mean “player.next”?",
        "config.toml:6:2: keys.app.refresh: “gg” is no key; for one after the other write “g g”.",
    ]
    file.write_text("art = 'off'")
    assert main(["config", "check"]) == 0
    assert capsys.readouterr().out == f"Nothing is wrong in {file}.\n"


def test_a_theme_in_the_environment_that_is_none_is_told_by_the_name_of_the_variable(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPTUI_THEME", "sptui-lihgt")
    assert main(["config", "check"]) == 1
    told = "SPTUI_THEME: there is none called 'sptui-lihgt'; perhaps sptui-light is meant.\n"
    assert capsys.readouterr().out == told


def test_show_tells_what_holds_and_where_it_comes_from_but_no_secret(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(file, 'art = 3\ntheme = "nord"\nclient_secret = "s3cret"\n[keys]\nplayer.next = "N"\n')
    monkeypatch.setenv("SPTUI_MOTION", "reduced")
    assert main(["config", "show"]) == 0
    out, err = capsys.readouterr()
    told = {" ".join(line.split()) for line in out.splitlines()}
    assert told >= {
        "# Look",
        'theme = "nord" # config.toml:2:1',
        'motion = "reduced" # SPTUI_MOTION',
        'art = "auto" # default',
        'keys = { "player.next" = ["N"] } # config.toml:4:2',
        "client_secret = (hidden) # config.toml:3:1",
    }
    assert "s3cret" not in out
    assert err.startswith("sptui: config.toml:1:1: art: ")


def test_a_command_tells_what_is_wrong_and_goes_on(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, "art = 3\n")
    assert main(["quota"]) == 0
    assert capsys.readouterr().err.startswith("sptui: config.toml:1:1: art: there is no such choice; ")


def test_one_of_its_commands_has_to_be_named() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["config"])
    assert caught.value.code == 2
