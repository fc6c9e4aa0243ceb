"""A sign-in that waits for the browser, and what came of it."""

import asyncio
from typing import Any, Literal

from textual import events, on, work
from textual.app import ComposeResult
from textual.widgets import Input

from sptui.spotify.callback import NotThisSignIn
from sptui.spotify.errors import Forbidden, LoginRequired, SpotifyError, Unauthorized
from sptui.spotify.login import PATIENCE, Login, SignedIn
from sptui.spotify.login_advice import REDIRECT_URI, STRAYED, moved, stays_off, told
from sptui.spotify.session import SpotifyApp
from sptui.tui.actions import Action
from sptui.tui.actions.signing_in import SIGNING_IN
from sptui.tui.desk import Desk
from sptui.tui.panes.sign_in_view import SignInView
from sptui.tui.screens.dialog import Dialog
from sptui.tui.screens.plain import PlainScreen
from sptui.tui.text import duration

SHORT = 22
"""Lines below which what is told scrolls, so that the keys stay in sight."""
TICK = 0.5
"""Seconds between two looks at how long is left."""

Ended = SignedIn | Literal["edit"] | None
"""How the screen is left: signed in, to enter another client id, or not at all."""

State = Literal["waiting", "checking", "failed", "refused", "done"]

_COUNTS: dict[State, tuple[str, ...]] = {
    "waiting": (
        "sign-in.open",
        "sign-in.copy",
        "sign-in.show",
        "sign-in.paste",
        "sign-in.use",
        "sign-in.edit",
        "sign-in.leave",
    ),
    "checking": ("sign-in.leave",),
    "failed": ("sign-in.again", "sign-in.edit", "sign-in.leave"),
    "refused": ("sign-in.again", "sign-in.leave"),
    "done": ("sign-in.again", "sign-in.leave"),
}
_TITLES: dict[tuple[State, str], str] = {
    ("failed", "sign-in.leave"): "close",
    ("refused", "sign-in.again"): "check again",
    ("refused", "sign-in.leave"): "go on all the same",
    ("done", "sign-in.again"): "go on",
    ("done", "sign-in.leave"): "close",
}
_HEADS: dict[State, tuple[str, str]] = {
    "checking": ("Asking Spotify …", "line--title"),
    "failed": ("✗  Not signed in", "line--warning"),
    "refused": ("✗  Signed in, but not let in", "line--warning"),
    "done": ("✓  Signed in", "line--accent"),
}
_STILL_SIGNED_IN = "✗  Not signed in anew; the sign-in from before still holds", "line--warning"
_AGREE = "Press Agree on Spotify's page in your browser; all the rest follows."
_NO_BROWSER = "No browser could be started here."
_COPIED = "Copied, if your terminal allows it. If not, [[sign-in.show]] shows it as text."
_SELECT = (
    "The address of Spotify's page for this sign-in. Select all of it with your terminal's mouse; "
    "[[plain.leave]] goes back."
)
_ELSEWHERE = (
    "Browser on another machine? Open the address there ([[sign-in.copy]] copies it). It ends at a page that cannot be "
    "shown: paste that page's address here."
)
_INVALID = (
    f"Does the browser say INVALID_CLIENT? Then the client id is another one ([[sign-in.edit]] changes it), or the "
    f"app's redirect URI is not {REDIRECT_URI}, exactly so, added and saved."
)


class SignInScreen(Dialog[Ended]):
    """Opens the consent page of `app` and waits for what comes back. Nothing waits any more once it is closed."""

    DEFAULT_CSS = """
    SignInScreen {
        &.-short SignInView { padding: 0 1; & > HintBar { margin-top: 1; } }
        &.-short VerticalScroll { max-height: 40vh; }
    }
    """
    TABLE = SIGNING_IN
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]  # noqa: RUF012 -- Textual's own declaration

    def __init__(self, desk: Desk, app: SpotifyApp) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._login: Login | None = None
        self._state: State = "waiting"
        self._ended: SignedIn | None = None
        self._until = 0.0
        self._view = SignInView()

    def compose(self) -> ComposeResult:
        """All of it in a box."""
        yield self._view

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(TICK, self.tick)
        self._begin()

    def counts(self, action: Action[Any]) -> bool:
        """Whether an action can be done in the state that the sign-in is in."""
        return action.id in _COUNTS[self._state] and (action.id != "sign-in.use" or self.typing)

    def title_of(self, action: Action[Any]) -> str:
        """The short name of an action in that state."""
        if self.typing and action.id == "sign-in.leave":
            return "back"
        return _TITLES.get((self._state, action.id), action.hint)

    def tick(self) -> None:
        """Say how long is left."""
        if self._state != "waiting":
            return
        if self._login is not None and self._login.answered:
            self._view.head("The answer is there; asking Spotify …")
        else:
            left = max(0.0, self._until - self._desk.monotonic())
            self._view.head("Waiting for your browser …", right=f"{duration(int(left * 1000))} left")

    def _turn(self, state: State, what: str = "", how: str = "") -> None:
        """Go into another state, and show it."""
        self._state = state
        if state == "waiting":
            self._view.show(_AGREE, _ELSEWHERE, pasting=True, otherwise=_INVALID)
        else:
            renewing = state == "failed" and self._desk.session.signed_in
            self._view.head(*(_STILL_SIGNED_IN if renewing else _HEADS[state]))
            self._view.show(what, how)
        self.set_focus(None)
        self.show_hints()
        self.tick()

    @work(exclusive=True, group="sign-in")
    async def _begin(self) -> None:
        self._until = self._desk.monotonic() + PATIENCE
        self._turn("waiting")
        try:
            async with self._desk.session.login(self._app, strayed=lambda: self._view.note(STRAYED)) as login:
                self._login = login
                if login.moved_to is not None:
                    self._view.note(
                        moved(self._desk.session.port, login.moved_to, "([[sign-in.edit]], then [[setup.more]])")
                    )
                self.open_again()
                ended = await login.finish()
        except (SpotifyError, TimeoutError) as error:
            self._turn("failed", *told(error))
        else:
            self._came(ended)
        finally:
            self._login = None

    def _came(self, ended: SignedIn) -> None:
        """Go on at once when all is well; else tell what is not, and wait for a key."""
        self._ended = ended
        if ended.trouble is not None:
            self._turn("refused", *told(ended.trouble))
        elif ended.missing:
            how = "[[account.sign-in]] brings them back: sign in again, and agree to everything."
            self._turn("done", stays_off(ended.missing), how)
            self._view.head(f"✓  Signed in as {ended.token.user_name or 'somebody'}", "line--accent")
        else:
            self.dismiss(ended)

    @work(group="browser")
    async def open_again(self) -> None:
        """Open the consent page in the browser."""
        if self._login is None:
            return
        opened = await asyncio.to_thread(self._desk.open_browser, self._login.url)
        if not opened and self._state == "waiting":
            self._view.replace(_NO_BROWSER)

    def copy_address(self) -> None:
        """Copy the address of the consent page."""
        if self._login is not None:
            self.app.copy_to_clipboard(self._login.url)
            self._view.note(_COPIED)

    def paste(self) -> None:
        """Go to the line for the address."""
        self._view.line.focus()

    def show_address(self) -> None:
        """Show the address of the consent page as text."""
        if self._login is not None:
            self.app.push_screen(PlainScreen(_SELECT, self._login.url))

    @on(events.Paste)
    def _paste_anywhere(self, event: events.Paste) -> None:
        """Take what is pasted anywhere."""
        if self._state == "waiting":
            self._view.line.value = "".join(event.text.split())
            self.use()

    @on(Input.Submitted)
    def use(self) -> None:
        """Take what stands in the line for an address."""
        pasted = self._view.line.value
        if self._login is None or not pasted.strip():
            return
        try:
            self._login.take(pasted)
        except NotThisSignIn as wrong:
            self._view.note(str(wrong))
        else:
            self._view.line.value = ""

    def try_again(self) -> None:
        """Begin anew; ask again whether the account is let in; or go on."""
        if self._state == "failed":
            self._begin()
        elif self._state == "refused":
            self._check()
        else:
            self.dismiss(self._ended)

    @work(exclusive=True, group="sign-in")
    async def _check(self) -> None:
        """Ask again whether this account may use the app."""
        self._turn("checking")
        try:
            token = await self._desk.session.greet()
        except (Forbidden, Unauthorized) as error:
            self._turn("refused", *told(error))
            self._view.head("✗  Asked again: still not let in", "line--warning")
        except LoginRequired as error:
            self._turn("failed", str(error), "Sign in anew.")
        except SpotifyError as error:
            self._turn("refused", *told(error))
            self._view.head("✗  Spotify could not be asked", "line--warning")
        else:
            self._came(SignedIn(token))

    def leave(self) -> None:
        """Leave the line where one types; else cancel, or go on with a sign-in that Spotify does not let in."""
        if self.typing:
            self.set_focus(None)
        else:
            self.dismiss(self._ended)
