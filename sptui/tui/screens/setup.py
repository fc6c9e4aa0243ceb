"""The way from nothing to an app of one's own at Spotify, and its client id."""

import asyncio
from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Input

from sptui.spotify.login import SignedIn
from sptui.spotify.login_advice import DASHBOARD, REDIRECT_URI
from sptui.spotify.tokens import Token
from sptui.tui.actions import BY_ID
from sptui.tui.actions.signing_in import SETUP
from sptui.tui.desk import Desk
from sptui.tui.keyboard.named import with_keys
from sptui.tui.panes.app_form import AppForm
from sptui.tui.screens.dialog import Dialog
from sptui.tui.screens.sign_in import Ended, SignInScreen
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line

NAME, DESCRIPTION = "My remote", "A remote control for my terminal"
"""What the app may be called; Spotify allows no name that begins like its own."""

_FORGOTTEN = "config.toml cannot be written: the client id stays with the sign-in, a fixed port until you quit."
_STEPS: tuple[tuple[str, str, str], ...] = (
    (
        "Open the dashboard, log in, and press Create app",
        DASHBOARD,
        "[[setup.open-dashboard]] opens · [[setup.copy-dashboard]] copies",
    ),
    (
        "Give it a name and a description",
        f"{NAME}  ·  {DESCRIPTION}",
        "[[setup.copy-name]] · [[setup.copy-description]] copy",
    ),
    ("Add this redirect URI, exactly so and without a port", REDIRECT_URI, "[[setup.copy-redirect-uri]] copies"),
    ("Tick Web API, agree to the terms, and press Save", "", ""),
    ("Copy the Client ID of the app, and paste it here", "", ""),
)


class SetupScreen(Dialog[SignedIn | None]):
    """Tells how an app is made, asks for its client id, and signs in; ends with None when somebody goes back.

    `first` says that there is nothing behind it to go back to, and `warn` tells what goes wrong beside it.
    """

    DEFAULT_CSS = """
    SetupScreen {
        background: $background;

        & #page { align: center middle; height: 1fr; }
        & VerticalScroll { width: 80; max-width: 100%; height: auto; max-height: 100%; padding: 1 2; }
        & .gap { margin-top: 1; }
        & AppForm { margin-top: 1; padding-left: 3; }
        & #told { margin: 1 0 0 3; }
    }
    """
    TABLE = SETUP
    AUTO_FOCUS = "#client-id"

    def __init__(self, desk: Desk, *, first: bool, warn: Callable[[str], object]) -> None:
        super().__init__()
        self._desk = desk
        self._warn = warn
        self._first = first
        self._before: Token | None = None

    def compose(self) -> ComposeResult:
        """Steps above, a form below."""
        with Container(id="page"), VerticalScroll(can_focus=False):
            yield _line(Span("Set up sptui", "line--title"))
            yield _line(Span("Spotify asks every listener to bring an app of their own. That takes two", "line--muted"))
            yield _line(Span("minutes and costs nothing; its owner needs Spotify Premium.", "line--muted"))
            for number, (what, text, keys) in enumerate(_STEPS, start=1):
                hint = Span(with_keys(keys), "line--muted") if keys else None
                step = _line(Span(f"{number}  ", "line--accent"), Span(what, "line--text"), right=hint)
                step.set_class(number == 1, "gap")
                yield step
                if text:  # alone on its line: it has to be entered as it stands
                    yield _line(Span(f"   {text}", "line--accent"))
            yield AppForm(self._desk.session.app, self._desk.session.port)
            yield Line(id="told")
        yield HintBar()

    def on_mount(self) -> None:
        """Hint the keys."""
        self.also = (BY_ID["app.quit"],) if self._first else ()
        self.show_hints()

    @work(group="browser")
    async def open_dashboard(self) -> None:
        """Open the developer dashboard."""
        if await asyncio.to_thread(self._desk.open_browser, DASHBOARD):
            self._say("The dashboard is open in your browser.")
        else:
            self._copy(DASHBOARD, "No browser here. Copied")

    def copy_dashboard(self) -> None:
        """Copy its address."""
        self._copy(DASHBOARD)

    def copy_name(self) -> None:
        """Copy the name."""
        self._copy(NAME)

    def copy_description(self) -> None:
        """Copy the description."""
        self._copy(DESCRIPTION)

    def copy_redirect_uri(self) -> None:
        """Copy the redirect URI."""
        self._copy(REDIRECT_URI)

    def _copy(self, text: str, what: str = "Copied, if possible") -> None:
        self.app.copy_to_clipboard(text)
        self._say(f"{what}: {text}")

    def _say(self, text: str, style: str = "line--muted") -> None:
        self.query_one("#told", Line).show((Span(with_keys(text), style),))

    def toggle_more(self) -> None:
        """Show or hide secret and port."""
        self.query_one(AppForm).toggle_more()

    @on(Input.Changed)
    def _changed(self) -> None:
        """What was wrong may be right now."""
        self._say("")

    @on(Input.Submitted)
    def submit(self) -> None:
        """Sign in, or tell what is not right yet."""
        form = self.query_one(AppForm)
        flaw = form.find_flaw()
        self._say(flaw, "line--warning")
        if not flaw:
            self._desk.session.port = form.port
            self._before = self._desk.session.tokens.peek()
            self.app.push_screen(SignInScreen(self._desk, form.spotify_app), self._ended)

    def _ended(self, ended: Ended) -> None:
        # It may have been left in the moment in which the sign-in came.
        if not isinstance(ended, SignedIn) and (token := self._desk.new_login(self._before)) is not None:
            ended = SignedIn(token)
        if isinstance(ended, SignedIn):
            if not self._desk.remember(ended.token.client_id, self._desk.session.port):
                self._warn(_FORGOTTEN)
            self.dismiss(ended)

    def signed_in_elsewhere(self, token: Token) -> None:
        """There is nothing more to set up."""
        self.dismiss(SignedIn(token))

    def leave(self) -> None:
        """Go back; from the first screen there is only the way out."""
        if self._first:
            self._say(f"[[app.quit]] quits. `{self._desk.command} demo` shows the remote without an account.")
        else:
            self.dismiss(None)


def _line(*left: Span, right: Span | None = None) -> Line:
    line = Line()
    line.show(left, () if right is None else (right,))
    return line
