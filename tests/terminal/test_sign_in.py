"""From nothing to music in a real terminal, and back to it when the sign-in has died."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.simulated import CLIENT_ID, browser_in, control, simulated
from tests.terminal.conftest import Opens
from tests.terminal.tmux import Terminal

TITLE = "Hummingbird Heart"


@pytest.fixture
def http(env: dict[str, str]) -> Iterator[httpx.Client]:
    with simulated(env) as client:
        yield client


def set_up(terminal: Terminal) -> None:
    """Enter the client id in the form, and go on."""
    terminal.wait_for("Set up sptui")
    terminal.text(CLIENT_ID)
    terminal.wait_for("✓ as it should be")
    terminal.keys("Enter")


@pytest.mark.usefixtures("http")
@pytest.mark.parametrize(("columns", "lines"), [(120, 36), (80, 24)])
def test_a_client_id_and_a_browser_lead_from_nothing_to_music(
    sptui: Opens, env: dict[str, str], tmp_path: Path, columns: int, lines: int
) -> None:
    opened = browser_in(tmp_path, env)
    terminal = sptui(columns=columns, lines=lines)
    set_up(terminal)
    terminal.wait_for("Signed in as Mira Lindqvist")
    terminal.wait_for(lambda screen: screen.title == TITLE and screen.mark == "▶")
    assert "/authorize?" in opened.read_text()
    terminal.keys("q")
    assert terminal.exit_status() == 0
    again = sptui()
    again.wait_for(lambda screen: screen.title == TITLE)


@pytest.mark.usefixtures("http")
def test_without_a_browser_the_address_that_one_elsewhere_ended_at_is_pasted(
    sptui: Opens, env: dict[str, str], http: httpx.Client
) -> None:
    env["BROWSER"] = "lynx"
    terminal = sptui()
    set_up(terminal)
    terminal.wait_for("No browser could be started here.")
    terminal.keys("y")
    terminal.wait_for("Copied, if your terminal allows it.")
    address = terminal.copied()
    assert address.startswith(env["SPTUI_ACCOUNTS_URL"])
    terminal.keys("p")
    terminal.text(http.get(address, follow_redirects=False).headers["location"])
    terminal.keys("Enter")
    terminal.wait_for(lambda screen: screen.title == TITLE)


def test_a_sign_in_that_dies_leaves_the_remote_as_it_was_and_one_key_brings_it_back(
    sptui: Opens, env: dict[str, str], tmp_path: Path, http: httpx.Client
) -> None:
    browser_in(tmp_path, env)
    terminal = sptui()
    set_up(terminal)
    terminal.wait_for(lambda screen: screen.title == TITLE)
    terminal.wait_for("Kitchen")
    terminal.keys("d", "j")
    terminal.wait_for("▌  2  Pocket")
    control(http, "tokens", revoke=True)
    terminal.wait_for(lambda screen: "Signed in as" not in screen)
    terminal.keys("r")
    terminal.wait_for(
        lambda screen: "Press A to sign in again. What you see was read" in screen and screen.title == TITLE
    )
    asked = len(http.get("/_simulator/log").json())
    terminal.keys("Space", "n", "r")
    terminal.watch(0.5)
    assert len(http.get("/_simulator/log").json()) == asked
    terminal.keys("A")
    terminal.wait_for("Signed in as Mira Lindqvist")
    terminal.wait_for(lambda screen: "Press A to sign in" not in screen and "▌  2  Pocket" in screen)
    terminal.keys("Space")
    terminal.wait_for(lambda screen: screen.mark == "⏸")


@pytest.mark.usefixtures("http")
def test_closing_the_screen_of_a_sign_in_ends_the_listening(sptui: Opens, env: dict[str, str]) -> None:
    env["BROWSER"] = "lynx"
    terminal = sptui()
    set_up(terminal)
    terminal.wait_for("No browser could be started here.")
    assert listening(terminal.program)
    terminal.keys("Escape")
    terminal.wait_for(lambda screen: "No browser could be started here." not in screen)
    terminal.wait_for(lambda _: not listening(terminal.program))


def test_q_leaves_the_form_and_gives_the_terminal_back(sptui: Opens) -> None:
    terminal = sptui()
    terminal.wait_for("Set up sptui")
    terminal.keys("q")
    assert terminal.exit_status() == 0
    assert terminal.state("alternate_on", "cursor_flag") == ("0", "1")


def test_the_command_line_takes_a_pasted_address_from_the_terminal(sptui: Opens, http: httpx.Client) -> None:
    terminal = sptui("login", "--client-id", CLIENT_ID, "--no-browser", columns=200)
    terminal.wait_for("Paste the address that it ends at here")
    printed = "".join(terminal.screen().lines)
    address = "http" + printed.partition("/authorize?")[0].rpartition("http")[2] + "/authorize?"
    address += printed.partition("/authorize?")[2].partition("Open this address")[0].strip()
    terminal.text(http.get(address, follow_redirects=False).headers["location"])
    terminal.keys("Enter")
    terminal.wait_for("Signed in as Mira Lindqvist until")
    assert terminal.exit_status() == 0


def test_logging_out_is_noticed_by_the_remote_that_is_open(sptui: Opens, env: dict[str, str], tmp_path: Path) -> None:
    with simulated(env):
        browser_in(tmp_path, env)
        terminal = sptui()
        set_up(terminal)
        terminal.wait_for(lambda screen: screen.title == TITLE)
        done = subprocess.run(
            [sys.executable, "-m", "sptui", "logout"], env=env, check=True, capture_output=True, text=True
        )
        assert done.stdout.startswith("Signed out: the tokens in ")
        assert "https://www.spotify.com/account/apps/" in done.stdout
        terminal.wait_for(lambda screen: "Signed in as" not in screen)
        terminal.keys("r")
        terminal.wait_for("Nobody is signed in. Press A to sign in again.")


def listening(process: int) -> bool:
    """Whether a process waits for connections (Linux only)."""
    sockets = {link.readlink().name for link in Path(f"/proc/{process}/fd").iterdir() if link.is_symlink()}
    inodes = {name.removeprefix("socket:[").rstrip("]") for name in sockets if name.startswith("socket:")}
    states = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return any(fields[3] == "0A" and fields[9] in inodes for fields in states)
