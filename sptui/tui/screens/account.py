"""Whose account it is, until when, and what it lets sptui do."""

import os
from collections.abc import Iterator
from pathlib import Path

from sptui.spotify.advice import date_of
from sptui.spotify.login_advice import REVOKE, shortened
from sptui.spotify.pacing import Usage
from sptui.spotify.scopes import missing
from sptui.spotify.tokens import Token
from sptui.tui.desk import Desk
from sptui.tui.keyboard.named import with_keys
from sptui.tui.screens.box import BoxScreen
from sptui.tui.text import count
from sptui.tui.widgets.columns import Row

_AGAIN = "[[account.sign-in]] signs in again"


class AccountScreen(BoxScreen):
    """The login at `desk` at the moment `now` (epoch seconds), and what has been spent. Escape or `a` closes it."""

    BORDER = "Account"
    TOLD = (("account.sign-in", "signs in again"), ("app.back", "closes"))
    QUIET = 0

    def __init__(self, desk: Desk, usage: Usage, now: float) -> None:
        super().__init__()
        self._tokens = desk.session.tokens
        self._command = desk.command
        self._usage = usage
        self._now = now

    def rows(self) -> list[Row]:
        """What is known of the login."""
        token = self._tokens.peek()
        pairs = [("Signed in", "Nobody is")] if token is None else [*_about(token, self._now)]
        pairs += [
            ("Kept in", _short(self._tokens.place)),
            ("Last 24 hours", f"{count(self._usage.day)} of {count(self._usage.budget)} requests"),
            ("To sign out", f"{self._command} logout"),
            ("To revoke", REVOKE.removeprefix("https://").rstrip("/")),
        ]
        return [Row(pair, key=pair) for pair in pairs]


def _about(token: Token, now: float) -> Iterator[tuple[str, str]]:
    yield "Signed in as", token.user_name or "unknown"
    yield "Spotify app", shortened(token.client_id)
    if token.authorized_at is not None:
        yield "Since", date_of(token.authorized_at)
    days = token.days_left(now)
    if token.ended:
        yield "Until", f"It has ended: {with_keys(_AGAIN)}"
    elif days is None or token.ends_at is None:
        yield "Until", "Unknown; six months from the sign-in"
    elif token.ends_at > now:
        when = {0: "today", 1: "tomorrow"}.get(days, f"{days} days from now")
        yield "Until", f"{date_of(token.ends_at)}, {when}"
    else:
        yield "Until", f"Any day now: {with_keys(_AGAIN)}"
    off = missing(token.scopes)
    yield "Allowed", "Everything that sptui asks for" if not off else "All but what follows"
    for number, purpose in enumerate(off.values()):
        yield "" if number else "Not allowed", purpose


def _short(place: str) -> str:
    home = str(Path.home())
    return f"~{place.removeprefix(home)}" if place.startswith(f"{home}{os.sep}") else place
