"""Opens an address in the user's browser, and never in this terminal."""

import subprocess
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

Open = Callable[[str], bool]
"""Opens an address; False when no browser could be started. It may take a moment, so it wants a thread of its own."""

IN_TERMINAL: Final = frozenset({"www-browser", "links", "links2", "elinks", "lynx", "w3m", "browsh", "carbonyl"})
"""Browsers that draw in the terminal, where something else is drawn already."""


PATIENCE = 1.0
"""Seconds after which a browser that has not failed is taken for one that stays in the foreground of its command."""


_left_open: list[subprocess.Popen[bytes]] = []  # so that each is waited for once it has ended


def open_in_browser(url: str) -> bool:
    """Open `url` in the browser that the system or `$BROWSER` names; False when there is none beside the terminal."""
    try:
        browser = webbrowser.get()
    except (webbrowser.Error, ValueError):  # none, or one that $BROWSER names with quotes that do not end
        return False
    command = command_of(browser, url)
    if command is None:
        try:
            return browser.open(url)
        except (webbrowser.Error, OSError, ValueError):
            return False
    return bool(command) and _started(command)


def command_of(browser: webbrowser.BaseBrowser, url: str) -> Sequence[str] | None:
    """What to run for a browser that is a mere command, () for one that would draw in the terminal.

    None for those that the standard library starts without letting them write to the terminal.
    """
    if Path(getattr(browser, "name", "")).name in IN_TERMINAL:
        return ()
    if not isinstance(browser, webbrowser.GenericBrowser):
        return None
    return [browser.name, *(word.replace("%s", url) for word in browser.args)]


def _started(command: Sequence[str]) -> bool:
    try:
        # Whatever it writes would stand on the screen of the remote.
        process = subprocess.Popen(  # noqa: S603 -- the user's own browser
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(timeout=PATIENCE) == 0
    except subprocess.TimeoutExpired:
        _left_open[:] = [process, *(each for each in _left_open if each.poll() is None)]
        return True
