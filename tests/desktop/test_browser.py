import sys
import time
import webbrowser
from pathlib import Path

import pytest

from sptui.desktop.browser import command_of, open_in_browser

URL = "https://accounts.spotify.com/authorize?state=a%20b&x=1"


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    """Where the user's browser writes down what it was asked to open."""
    return tmp_path / "opened"


def browser(monkeypatch: pytest.MonkeyPatch, opened: Path, then: str = "") -> None:
    """Let the system's browser be a program that chats on the terminal and goes on with `then`."""
    program = f"import sys, time; print('chatter', flush=True); open({str(opened)!r}, 'w').write(sys.argv[1]); {then}"
    found = webbrowser.GenericBrowser([sys.executable, "-c", program, "%s"])
    monkeypatch.setattr(webbrowser, "get", lambda: found)


def test_the_address_is_handed_over_and_the_browser_writes_nothing_to_the_terminal(
    monkeypatch: pytest.MonkeyPatch, opened: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    browser(monkeypatch, opened)
    assert open_in_browser(URL)
    assert opened.read_text() == URL
    assert capfd.readouterr() == ("", "")


def test_a_browser_that_fails_is_none(monkeypatch: pytest.MonkeyPatch, opened: Path) -> None:
    browser(monkeypatch, opened, "sys.exit(3)")
    assert not open_in_browser(URL)


def test_a_browser_that_stays_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, opened: Path) -> None:
    monkeypatch.setattr("sptui.desktop.browser.PATIENCE", 0.05)
    browser(monkeypatch, opened, "time.sleep(5)")
    begun = time.monotonic()
    assert open_in_browser(URL)
    assert time.monotonic() - begun < 4


def test_a_browser_that_is_not_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("/no/such/browser"))
    assert not open_in_browser(URL)


def test_without_any_browser_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    assert not open_in_browser(URL)


@pytest.mark.parametrize("name", ["lynx", "/usr/bin/w3m", "www-browser", "links"])
def test_a_browser_that_would_draw_over_the_remote_is_not_started(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command_of(webbrowser.GenericBrowser(name), URL) == ()
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser(name))
    assert not open_in_browser(URL)


@pytest.mark.skipif(not hasattr(webbrowser, "Elinks"), reason="this Python knows no Elinks")
def test_a_browser_of_the_terminal_that_the_standard_library_knows_is_not_started_either() -> None:
    assert command_of(webbrowser.Elinks("elinks"), URL) == ()


def test_a_background_browser_is_run_as_a_command_too() -> None:
    assert command_of(webbrowser.BackgroundBrowser("xdg-open"), URL) == ["xdg-open", URL]


class Native(webbrowser.BaseBrowser):
    """A browser that the standard library knows how to start."""

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        del new, autoraise
        if url != URL:
            raise OSError
        return True


def test_other_browsers_are_left_to_the_standard_library(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command_of(Native(), URL) is None
    monkeypatch.setattr(webbrowser, "get", Native)
    assert open_in_browser(URL)
    assert not open_in_browser("about:nothing")


def test_a_browser_that_is_named_in_a_way_that_cannot_be_read_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable() -> None:
        raise ValueError("No closing quotation")

    monkeypatch.setattr(webbrowser, "get", unreadable)
    assert not open_in_browser(URL)
