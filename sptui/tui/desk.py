"""What the screens of an account work with."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sptui.spotify.session import Session
from sptui.spotify.tokens import Token


@dataclass(frozen=True, slots=True)
class Desk:
    """The session, a browser beside the terminal, and a place where a client id and a port are remembered.

    `open_browser` returns False when there is no browser; it may take a second. `remember` takes port 0 for any free
    one, and returns False when nothing can be kept. `monotonic` gives seconds. `profile` is
    the account's, "" for that without a name.
    """

    session: Session
    open_browser: Callable[[str], bool]
    remember: Callable[[str, int], bool]
    monotonic: Callable[[], float] = time.monotonic
    profile: str = ""

    @property
    def command(self) -> str:
        """How sptui is called in the shell for this account."""
        return f"sptui --profile {self.profile}" if self.profile else "sptui"

    def new_login(self, before: Token | None) -> Token | None:
        """The live login that has taken the place of `before`; None when there is none."""
        token = self.session.tokens.peek()
        old = before is not None and token is not None and token.authorized_at == before.authorized_at
        return None if token is None or token.ended or old else token
