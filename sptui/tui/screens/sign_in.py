"""A sign-in that waits for the browser, and what came of it."""

import asyncio
from typing import Any, ClassVar, Literal

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from sptui.spotify.callback import NotThisSignIn
from sptui.spotify.errors import SpotifyError
from sptui.spotify.login import PATIENCE, Login, SignedIn
from sptui.spotify.login_advice import REDIRECT_URI, STRAYED, moved, told
from sptui.spotify.session import SpotifyApp
from sptui.tui.actions import Action
from sptui.tui.actions.signing_in import SIGNING_IN
from sptui.tui.desk import Desk
from sptui.tui.screens.dialog import Dialog
from sptui.tui.text import duration
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.searchline import SearchLine

TICK = 0.5
"""Seconds between two looks at how long is left."""

Ended = SignedIn | Literal["edit"] | None
"""How the screen is left: signed in, to enter another client id, or not at all."""

State = Literal["waiting", "checking", "failed", "refused", "done"]

_COUNTS: dict[State, tuple[str, ...]] = {
    "waiting": ("sign-in.open", "sign-in.copy", "sign-in.paste", "sign-in.edit", "sign-in.leave"),
    "checking": ("sign-in.leave",),
    "failed": ("sign-in.again", "sign-in.edit", "sign-in.leave"),
    "refused": ("sign-in.again", "sign-in.leave"),
    "done": ("sign-in.again",),
}
_TITLES: dict[tuple[State, str], str] = {
    ("failed", "sign-in.leave"): "close",
    ("refused", "sign-in.again"): "check again",
    ("refused", "sign-in.leave"): "go on all the same",
    ("done", "sign-in.again"): "go on",
}
_AGREE = "Press Agree on Spotify's page in your browser. All the rest happens by itself."
_NO_BROWSER = "No browser could be started here."
_COPIED = "Copied, if your terminal allows it. If not: close this, and run `sptui login --no-browser` in the shell."
_ELSEWHERE = (
    "Browser on another machine? Open the address there (y copies it). It ends at a page that cannot be shown: "
    "paste that page's address here."
)
_INVALID = (
    f"Does the browser say INVALID_CLIENT? Then the client id is another one (e changes it), or the app's redirect URI "
    f"is not {REDIRECT_URI}, exactly so, added and saved."
)


class SignInScreen(Dialog[Ended]):
    """Opens the consent page of `app` and waits for what comes back. Nothing waits any more once it is closed."""

    DEFAULT_CSS = """
    SignInScreen {
        align: center middle;
        background: $background 60%;

        & > Vertical {
            width: 76;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 1 2;
            background: $surface;
            border: round $border;
            border-title-color: $text-accent;
        }
        & Static { margin-top: 1; height: auto; color: $text-muted; }
        & #note { color: $text-warning; }
        & #what { color: $foreground; }
        & Input {
            height: 1; border: none; padding: 0 1; margin-top: 1; background: $panel; color: $foreground;
            &:focus { border: none; background: $block-cursor-background; }
            & > .input--placeholder { color: $text-muted; }
        }
        & HintBar { margin-top: 1; width: 100%; }
    }
    """
    TABLE = SIGNING_IN
    BINDINGS: ClassVar[list[BindingType]] = [action.bound("screen") for action in SIGNING_IN]
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, app: SpotifyApp) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._login: Login | None = None
        self._state: State = "waiting"
        self._ended: SignedIn | None = None
        self._until = 0.0

    def compose(self) -> ComposeResult:
        """What happens, how long it can take, what to do, and what the keys do."""
        with Vertical() as box:
            box.border_title = "Sign in to Spotify"
            yield Line(id="state")
            yield Static(id="what")
            yield Static(id="elsewhere")
            yield SearchLine(placeholder="http://127.0.0.1:…/callback?code=…", id="pasted")
            yield Static(id="note")
            yield Static(id="invalid")
            yield HintBar()

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(TICK, self.tick)
        self._begin()

    def counts(self, action: Action[Any]) -> bool:
        """Whether an action can be done in the state that the sign-in is in."""
        return action.id in _COUNTS[self._state]

    def title_of(self, action: Action[Any]) -> str:
        """The short name of an action in that state."""
        return _TITLES.get((self._state, action.id), action.hint)

    def tick(self) -> None:
        """Say how long is left."""
        if self._state == "waiting":
            left = max(0.0, self._until - self._desk.monotonic())
            answered = self._login is not None and self._login.answered
            text = "The answer is there; asking Spotify …" if answered else "Waiting for your browser …"
            self._head(text, "line--title", right="" if answered else f"{duration(int(left * 1000))} left")

    @work(exclusive=True, group="sign-in")
    async def _begin(self) -> None:
        self._until = self._desk.monotonic() + PATIENCE
        self._show("waiting", _AGREE, "")
        try:
            async with self._desk.session.login(self._app, strayed=lambda: self._note(STRAYED)) as login:
                self._login = login
                if login.moved_to is not None:
                    self._note(moved(self._desk.session.port, login.moved_to))
                self.open_again()
                ended = await login.finish()
        except (SpotifyError, TimeoutError) as error:
            self._failed(*told(error))
        except OSError as error:
            self._failed(f"No port of this machine can be used ({error.strerror}).", "Try again in a moment.")
        else:
            self._came(ended)
        finally:
            self._login = None

    def _came(self, ended: SignedIn) -> None:
        """Go on at once when all is well; else tell what is not, and wait for a key."""
        self._ended = ended
        if ended.trouble is not None:
            self._head("✗  Signed in, but not let in", "line--warning")
            self._show("refused", *told(ended.trouble))
        elif ended.missing:
            self._head(f"✓  Signed in as {ended.token.user_name}", "line--accent")
            off = ", ".join(ended.missing.values())
            self._show(
                "done", f"Not allowed, so these stay off: {off}.", "A brings them back: sign in again, and agree."
            )
        else:
            self.dismiss(ended)

    def _failed(self, what: str, step: str) -> None:
        self._head("✗  Not signed in", "line--warning")
        self._show("failed", what, step)

    def _head(self, text: str, style: str, right: str = "") -> None:
        self.query_one("#state", Line).show((Span(text, style),), (Span(right, "line--muted"),) if right else ())

    def _show(self, state: State, what: str, step: str) -> None:
        """Show a state: what it is, and what to do."""
        self._state = state
        waiting = state == "waiting"
        texts = {"what": what, "elsewhere": _ELSEWHERE if waiting else step, "invalid": _INVALID if waiting else ""}
        for name, text in {**texts, "note": ""}.items():
            self._write(name, text)
        pasted = self.query_one("#pasted", Input)
        pasted.display = waiting
        pasted.value = ""
        self.set_focus(None)
        self.show_hints()
        self.tick()

    def _note(self, text: str) -> None:
        self._write("note", text)

    def _write(self, name: str, text: str) -> None:
        static = self.query_one(f"#{name}", Static)
        static.display = bool(text)
        static.update(Content(text))  # never markup: a name may stand in it

    def open_again(self) -> None:
        """Open the consent page in the browser."""
        if self._login is not None:
            self.run_worker(self._open(self._login.url), group="browser")

    async def _open(self, url: str) -> None:
        if not await asyncio.to_thread(self._desk.open_browser, url) and self._state == "waiting":
            self._write("what", _NO_BROWSER)

    def copy_address(self) -> None:
        """Copy the address of the consent page."""
        if self._login is not None:
            self.app.copy_to_clipboard(self._login.url)
            self._note(_COPIED)

    def paste(self) -> None:
        """Go to the line for the address."""
        self.query_one("#pasted", Input).focus()

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted anywhere."""
        if self._state == "waiting":
            self.query_one("#pasted", Input).value = event.text.strip()
            self._take(event.text)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self._take(event.value)

    def _take(self, pasted: str) -> None:
        if self._login is None:
            return
        try:
            self._login.take(pasted)
        except NotThisSignIn as wrong:
            self._note(str(wrong))

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
        self._head("Asking Spotify …", "line--title")
        self._show("checking", "", "")
        try:
            self._came(SignedIn(await self._desk.session.greet()))
        except SpotifyError as error:
            self._head("✗  Signed in, but not let in", "line--warning")
            self._show("refused", *told(error))

    def edit_app(self) -> None:
        """Leave for the form of the app."""
        self.dismiss("edit")

    def leave(self) -> None:
        """Leave the line where one types; else cancel, or go on with a sign-in that Spotify does not let in."""
        if self.typing:
            self.set_focus(None)
        else:
            self.dismiss(self._ended)
