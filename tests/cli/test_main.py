import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sptui import __version__
from sptui.cli.failures import report
from sptui.cli.main import main
from sptui.settings import SettingsError
from sptui.spotify.errors import (
    BadAnswer,
    Forbidden,
    InsufficientScope,
    LoginRefused,
    LoginRequired,
    NotAllowlisted,
    OwnerNotPremium,
    QuotaExceeded,
    RateLimited,
    ServerFault,
    SpotifyError,
    Unauthorized,
    Unreachable,
)

COMMANDS = ("login", "demo", "status", "quota", "simulate")


pytestmark = pytest.mark.usefixtures("home")


def printed(capsys: pytest.CaptureFixture[str], *argv: str, status: int = 0) -> str:
    with pytest.raises(SystemExit) as exit_:
        main(argv)
    assert exit_.value.code == status
    out, err = capsys.readouterr()
    return err if status else out


def test_version_names_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--version") == f"sptui {__version__}\n"


def test_help_lists_every_command_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "--help")
    assert all(f"\n    {command} " in text for command in COMMANDS)
    assert "\nexamples:\n" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_help_reads_the_same_whether_or_not_a_command_is_loaded(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, "--help", command) == printed(capsys, "--help")


@pytest.mark.parametrize("argv", [(), *((command,) for command in COMMANDS)])
def test_help_fits_80_columns(
    argv: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert max(len(line) for line in printed(capsys, *argv, "--help").splitlines()) <= 80


@pytest.mark.parametrize(
    "argv",
    [
        ("dance",),
        ("--volume", "11"),
        ("status", "--yaml"),
        ("status", "--max-age", "-1"),
        ("status", "--max-age", "soon"),
        ("quota", "--yaml"),
        ("demo", "--seed", "x"),
        ("simulate", "--port", "70000"),
        ("simulate", "--port", "-1"),
        ("simulate", "--lag", "-1"),
        ("simulate", "--lag", "nan"),
        ("simulate", "--lag", "inf"),
    ],
)
def test_a_mistake_in_the_command_exits_2(argv: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert "error: " in printed(capsys, *argv, status=2)


def test_the_next_step_is_one_for_the_profile(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", "work", "status"]) == 3
    assert "`sptui --profile work login --client-id ID`, or `sptui --profile work demo`" in capsys.readouterr().err
    assert main(["--profile", "work", "doctor"]) == 1
    told = capsys.readouterr().out
    assert "`sptui --profile work login --client-id ID`" in told
    assert "`sptui login" not in told


def test_without_a_terminal_there_is_no_remote(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 1
    assert "The remote needs a terminal." in capsys.readouterr().err


@pytest.mark.parametrize("argv", [["status"], ["status", "--follow"]])
def test_without_a_sign_in_one_line_tells_what_to_do(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "`sptui login --client-id ID`" in err
    assert "`sptui demo`" in err


@pytest.mark.parametrize("argv", [[], ["status"], ["quota"]])
def test_a_mistaken_setting_is_one_line(argv: list[str], home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = home / "config" / "sptui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("client_id = 1\n")
    assert main(argv) == 1
    told = capsys.readouterr().err
    assert told.startswith("sptui: config.toml:1:1: client_id: not a text, so nothing is sent; copy the 32")
    assert told.count("\n") == 1


def test_a_profile_with_an_impossible_name_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", "../x", "status"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("sptui: --profile: a profile's name ")
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (LoginRequired("Gone."), 3, "Gone. Run `sptui login --client-id ID`, or `sptui demo` to"),
        (LoginRefused("No.", error="invalid_client"), 3, "No. Run `sptui login --client-id ID`"),
        (Unauthorized("No.", status=401), 1, "No. Run `sptui login --client-id ID`"),
        (Unreachable("Lost.", sent=False), 4, "Lost. Check the network"),
        (RateLimited(retry_after=None), 5, "Spotify asks to slow down. Try again later."),
        (RateLimited(retry_after=12.3), 5, "Spotify asks to slow down. Try again in 13 s."),
        (RateLimited(retry_after=91.0), 5, "Spotify asks to slow down. Try again in 2 min."),
        (QuotaExceeded(retry_after=82_661.0), 5, "Spotify's daily quota for this app is used up. Try again in 23 h."),
        (InsufficientScope("No.", status=403), 1, "No. Run `sptui login` again and agree to everything."),
        (NotAllowlisted("No.", status=403), 1, "No. Its owner can add the account"),
        (Forbidden("No.", status=403), 1, "No. Try again later."),
        (OwnerNotPremium("No.", status=403), 1, "No. It works again some hours after"),
        (ServerFault("Broken.", status=502), 1, "Broken. Try again in a moment."),
        (BadAnswer("Odd."), 1, "Odd. Try again in a moment."),
        (SettingsError("theme: not a text; give a name"), 1, "theme: not a text; give a name\n"),
    ],
)
def test_a_failure_is_one_line_with_a_next_step_and_the_documented_status(
    error: SpotifyError | SettingsError, status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(error) == status
    line = capsys.readouterr().err
    assert line.startswith(f"sptui: {told}")
    assert line.count("\n") == 1


@pytest.mark.parametrize(
    "argv",
    [
        ["--profile", "work", "status"],
        ["status", "--profile", "work"],
        ["--profile", "home", "status", "--profile", "work"],
    ],
)
def test_the_profile_may_stand_on_either_side_of_the_command(argv: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    profiles: list[str] = []

    def run(args: argparse.Namespace) -> int:
        profiles.append(args.profile)
        return 0

    monkeypatch.setattr("sptui.cli.status.run", run)
    assert main(argv) == 0
    assert profiles == ["work"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_profile(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--profile NAME" in printed(capsys, command, "--help")


IMPORTS = """
import sys
from sptui.cli.main import main

print(sorted({"textual", "rich", "httpx", "pydantic"} & set(sys.modules)))
print(main(["status"]), sorted({"textual", "sptui.simulator"} & set(sys.modules)))
"""


def test_the_grammar_imports_no_library_and_status_neither_screen_nor_simulator() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTS], capture_output=True, text=True, timeout=60, check=True)  # noqa: S603 -- a fixed program
    assert done.stdout.splitlines() == ["[]", "3 []"]


def test_an_interrupt_ends_a_command_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sptui.cli.status.run", interrupted)
    assert main(["status"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_has_gone_is_no_traceback(home: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "sptui", "quota"], stdout=writing, stderr=subprocess.PIPE, check=False, cwd=home
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
