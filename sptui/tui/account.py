"""The app's side of the account: when to set it up, sign in again, and remind of the end."""

import asyncio
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from sptui.spotify.errors import LoginRequired
from sptui.spotify.login_advice import ending, welcome
from sptui.spotify.scopes import missing
from sptui.spotify.tokens import Token, same_account
from sptui.tui.desk import Desk
from sptui.tui.screens.box import BoxScreen
from sptui.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp
    from sptui.tui.screens.sign_in import Ended

LOOK = 600.0
"""Seconds between two looks at how long the sign-in still lasts."""
GLANCE = 2.0
"""Seconds between two looks for a sign-in that takes the place of one that has ended."""
SETTLED = 5.0
"""Seconds after which nobody notices an import."""

PATIENCE = 5
"""Looks for which a new sign-in may be without a name."""

_DEMO = "This is a simulated account: there is nothing to sign in to."


class AppAccount:
    """Opens the screens of the account at `desk`, and lets the app go on when somebody has signed in.

    Without a desk the account is a simulated one.
    """

    def __init__(self, app: "SptuiApp", desk: Desk | None) -> None:
        self._app = app
        self._desk = desk
        self._watching = False
        self._seen: Token | None = None  # the last sign-in that was alive
        self._patience = PATIENCE

    @property
    def nobody(self) -> bool:
        """Whether nobody has ever signed in."""
        if self._desk is None:
            return False
        try:
            return self._desk.session.tokens.load() is None
        except LoginRequired:
            return False  # there is a sign-in, which cannot be read: the first request will tell

    @property
    def problem(self) -> str:
        """Why the sign-in cannot be kept, "" while it can."""
        return "" if self._desk is None else self._desk.session.tokens.problem

    @property
    def user_id(self) -> str:
        """Whose account it is, "" where the sign-in does not tell."""
        token = self._seen
        return token.user_id if token is not None else ""

    def open_browser(self, url: str) -> bool:
        """Show a page in the browser; False without one, as for a simulated account, whose pages do not exist."""
        return self._desk is not None and self._desk.open_browser(url)

    def watch(self) -> None:
        """Remind of the end of the sign-in, now and from now on."""
        if self._watching or self._desk is None:
            return
        self._watching = True
        if not isinstance(self._app.screen, Dialog):  # a sign-in during the first set-up is news to that
            self.remind()
        self._app.set_interval(LOOK, self.remind)
        self._app.set_timer(SETTLED, self._prepare)
        if not self._desk.session.tokens.slow:  # or somebody would be asked again and again to unlock it
            self._app.set_interval(GLANCE, self.look)

    def look(self) -> None:
        """Go on by itself when somebody has signed in elsewhere, as on the command line; no request tells of that."""
        if self._desk is None or not self._app.main.ready:
            return
        screen, trouble = self._app.screen, self._app.player.state.trouble
        dialog = screen if isinstance(screen, Dialog) else None
        if dialog is None and (trouble is None or trouble.kind != "login"):
            return
        token = self._desk.new_login(self._seen)
        if token is None:
            return
        if not token.user_name and self._patience:  # whose it is may come to be known in a moment
            self._patience -= 1
        elif dialog is not None:
            dialog.signed_in_elsewhere(token)
        else:
            self._welcome(self._seen, token)

    def _prepare(self) -> None:
        """Import what is seldom used while nobody waits: an upgrade may replace it under a remote open all day."""
        self._app.run_worker(_import_all, thread=True, exit_on_error=False, group="prepare")

    def remind(self) -> None:
        """Tell how long the sign-in still lasts, when that is not long, and which keys it does not allow."""
        if self._desk is not None and self._desk.session.tokens.slow:
            self._app.run_worker(self._remind_of_slow(self._desk), exclusive=True, group="remind")
        elif self._desk is not None:
            self._tell(self._desk.session.tokens.peek())

    async def _remind_of_slow(self, desk: Desk) -> None:
        self._tell(await asyncio.to_thread(desk.session.tokens.peek))

    def _tell(self, token: Token | None) -> None:
        if token is not None and not token.ended:
            self._seen, self._patience = token, PATIENCE
        self._app.main.missing = missing(token.scopes) if token is not None else {}
        text = "" if token is None else ending(token, self._app.player.clock.time())
        self._app.main.reminder = f"{text.removesuffix('.')}: [[account.sign-in]] renews it." if text else ""

    def set_up(self, *, first: bool) -> None:
        """Show how one comes to an app of one's own, and sign in to it."""
        if self._desk is None:
            self._app.tell(_DEMO)
            return
        from sptui.tui.screens.setup import SetupScreen  # noqa: PLC0415 -- once in six months

        before = self._desk.session.tokens.peek()
        self._app.clear_notifications()  # which would lie over what is entered
        warn = partial(self._app.tell, severity="warning")
        screen = SetupScreen(self._desk, first=first, warn=warn)
        self._app.push_screen(screen, lambda ended: self._went(before, ended))

    def sign_in(self) -> None:
        """Sign in again, to the app of the last time."""
        if self._desk is None or not self._desk.session.app.client_id:
            self.set_up(first=False)
            return
        if isinstance(self._app.screen, BoxScreen):
            self._app.pop_screen()  # what it tells is about to change
        from sptui.tui.screens.sign_in import SignInScreen  # noqa: PLC0415

        before = self._desk.session.tokens.peek()
        screen = SignInScreen(self._desk, self._desk.session.app)
        self._app.clear_notifications()
        self._app.push_screen(screen, lambda ended: self._went(before, ended))

    def toggle(self) -> None:
        """Show whose account it is, or close that again."""
        if self._desk is None:
            self._app.tell(_DEMO)
            return
        from sptui.tui.screens.account import AccountScreen  # noqa: PLC0415

        if isinstance(self._app.screen, AccountScreen):
            self._app.pop_screen()
            return
        self._app.clear_notifications()
        usage, now = self._app.player.state.usage, self._app.player.clock.time()
        self._app.push_screen(AccountScreen(self._desk, usage, now))

    def _went(self, before: Token | None, ended: "Ended") -> None:
        if ended == "edit":
            self.set_up(first=False)
        elif ended is not None:
            self._welcome(before, ended.token, quietly=ended.trouble is not None)
        elif self._desk is not None and (token := self._desk.new_login(before)) is not None:
            self._welcome(before, token)  # it was left in the moment in which the sign-in came

    def _welcome(self, before: Token | None, token: Token, *, quietly: bool = False) -> None:
        if not quietly:
            self._app.tell(welcome(token))
        self._app.signed_in(same=same_account(before, token))
        self.remind()


def _import_all() -> None:
    for module in (
        "sptui.tui.screens.setup",
        "sptui.tui.screens.account",
        "sptui.tui.playlists",
        "sptui.tui.screens.settings",
        "filelock",
        "tomlkit",
    ):
        import_module(module)
