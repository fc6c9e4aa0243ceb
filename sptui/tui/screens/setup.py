"""The way from nothing to an app of one's own at Spotify, and its client id."""

import asyncio
import re
from typing import ClassVar

from pydantic import SecretStr
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Label

from sptui.spotify.login import SignedIn
from sptui.spotify.login_advice import DASHBOARD, REDIRECT_URI
from sptui.spotify.session import SpotifyApp
from sptui.tui.actions.signing_in import SETUP
from sptui.tui.desk import Desk
from sptui.tui.screens.dialog import Dialog
from sptui.tui.screens.sign_in import Ended, SignInScreen
from sptui.tui.widgets.codefield import CodeField
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line

NAME, DESCRIPTION = "My remote", "A remote control for my terminal"
"""What the app may be called; Spotify allows no name that begins like its own."""

LENGTH = 32
"""Characters of a client id, and of a secret."""

_NAMES = {"client-id": "Client ID", "client-secret": "Secret", "port": "Port"}
_STEPS: tuple[tuple[str, str, str], ...] = (
    ("Open the dashboard, log in, and press Create app", DASHBOARD, "o opens · y copies"),
    ("Give it a name and a description", f"{NAME}  ·  {DESCRIPTION}", "n · t copy"),
    ("Add this redirect URI, exactly so and without a port", REDIRECT_URI, "u copies"),
    ("Tick Web API, agree to the terms, and press Save", "", ""),
    ("Copy the Client ID of the app, and paste it here", "", ""),
)


class SetupScreen(Dialog[SignedIn | None]):
    """Tells how an app is made, asks for its client id, and signs in; ends with None when somebody goes back.

    `first` says that there is nothing behind it to go back to.
    """

    DEFAULT_CSS = """
    SetupScreen {
        align: center top;
        background: $background;

        & VerticalScroll { width: 80; max-width: 100%; height: 1fr; padding: 1 2 0 2; }
        & .gap { margin-top: 1; }
        & #form { height: auto; margin-top: 1; padding-left: 3; }
        & #form Horizontal { height: 1; }
        & #form .more { display: none; }
        & #form.-more .more { display: block; }
        & #form Label { width: 11; color: $text-muted; }
        & #form CodeField { width: 36; }
        & #form Line { margin-left: 1; }
        & #told { margin: 1 0 0 3; }
    }
    """
    TABLE = SETUP
    BINDINGS: ClassVar[list[BindingType]] = [action.bound("screen") for action in SETUP]
    AUTO_FOCUS = "#client-id"

    def __init__(self, desk: Desk, *, first: bool) -> None:
        super().__init__()
        self._desk = desk
        self._first = first

    def compose(self) -> ComposeResult:
        """Steps above, a form below."""
        with VerticalScroll(can_focus=False):
            yield _line(Span("Set up sptui", "line--title"))
            yield _line(Span("Spotify asks every listener to bring an app of their own. That takes two", "line--muted"))
            yield _line(Span("minutes and costs nothing; its owner needs Spotify Premium.", "line--muted"))
            for number, (what, text, keys) in enumerate(_STEPS, start=1):
                step = _line(Span(f"{number}  ", "line--accent"), Span(what, "line--text"))
                step.set_class(number == 1, "gap")
                yield step
                if text:
                    yield _line(Span(f"   {text}", "line--accent"), right=Span(keys, "line--muted"))
            with Vertical(id="form"):
                yield from self._line_of("Client ID", _hex_field("client-id"))
                yield from self._line_of("Secret", _hex_field("client-secret", hidden=True), more=True)
                yield from self._line_of("Port", CodeField("0-9", placeholder="any", id="port"), more=True)
            yield Line(id="told")
        yield HintBar()

    def _line_of(self, label: str, field: CodeField, *, more: bool = False) -> ComposeResult:
        with Horizontal(classes="more" if more else ""):
            yield Label(label)
            yield field
            yield Line(id=f"{field.id}-told")

    def on_mount(self) -> None:
        """Begin with what is known."""
        session = self._desk.session
        self._field("client-id").value = session.app.client_id
        self._field("port").value = str(session.port or "")
        self.query_one("#form").set_class(bool(session.port or session.app.client_secret), "-more")
        self._check()
        self.show_hints()

    def _field(self, name: str) -> CodeField:
        return self.query_one(f"#{name}", CodeField)

    @on(Input.Changed)
    def _check(self) -> None:
        """Say beside each field what it takes, or what is wrong with what it holds."""
        kept = self._desk.session.app.client_secret is not None
        self._tell("client-id", flaw_of_code(self._field("client-id").value), "32 characters", good="✓ as it should be")
        about = "kept as it is" if kept else "most apps need none"
        self._tell("client-secret", flaw_of_code(self._field("client-secret").value), about, good="✓ as it should be")
        self._tell("port", flaw_of_port(self._field("port").value), "if the URI there has one")

    def _tell(self, name: str, flaw: str, about: str, good: str = "") -> None:
        if not self._field(name).value:
            span = Span(about, "line--muted")
        elif flaw:
            span = Span(flaw, "line--warning")
        else:
            span = Span(good, "line--accent")
        self.query_one(f"#{name}-told", Line).show((span,))

    def open_dashboard(self) -> None:
        """Open the developer dashboard."""
        self.run_worker(self._open_dashboard())

    async def _open_dashboard(self) -> None:
        if not await asyncio.to_thread(self._desk.open_browser, DASHBOARD):
            self._copy(DASHBOARD, "No browser could be started. Copied")

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

    def _copy(self, text: str, what: str = "Copied, if your terminal allows it") -> None:
        self.app.copy_to_clipboard(text)
        self._say(f"{what}: {text}")

    def _say(self, text: str, style: str = "line--muted") -> None:
        self.query_one("#told", Line).show((Span(text, style),))

    def toggle_more(self) -> None:
        """Show or hide secret and port."""
        form = self.query_one("#form")
        form.toggle_class("-more")
        self._field("client-secret" if form.has_class("-more") else "client-id").focus()

    def submit(self) -> None:
        """Sign in, or go to the field that is not right."""
        client_id, secret, port = (self._field(name).value.lower() for name in _NAMES)
        flaws = {
            "client-id": flaw_of_code(client_id) or ("" if client_id else "paste the app's client id first"),
            "client-secret": flaw_of_code(secret),
            "port": flaw_of_port(port),
        }
        for name, flaw in flaws.items():
            if flaw:
                self._field(name).focus()
                self._say(f"{_NAMES[name]}: {flaw}.", "line--warning")
                return
        self._say("")
        app = SpotifyApp(client_id, SecretStr(secret) if secret else self._kept_secret(client_id))
        self._desk.session.port = int(port or 0)
        self.app.push_screen(SignInScreen(self._desk, app), self._ended)

    def _kept_secret(self, client_id: str) -> SecretStr | None:
        app = self._desk.session.app
        return app.client_secret if app.client_id == client_id else None

    def _ended(self, ended: Ended) -> None:
        if isinstance(ended, SignedIn):
            self._desk.remember(ended.token.client_id, self._desk.session.port)
            self.dismiss(ended)

    def leave(self) -> None:
        """Go back; from the first screen there is only the way out."""
        if self._first:
            self._say("q quits. `sptui demo` shows the remote without an account.")
        else:
            self.dismiss(None)


def flaw_of_code(text: str) -> str:
    """What is wrong with a client id or a secret, "" for one that can be right and for none."""
    if re.search("[^0-9a-fA-F]", text):
        return "only 0-9 and a-f"
    return f"{len(text)} of {LENGTH} characters" if text and len(text) != LENGTH else ""


def flaw_of_port(text: str) -> str:
    """What is wrong with a port, "" for one that can be right and for none."""
    right = not text or (text.isascii() and text.isdecimal() and len(text) <= 5 and 1 <= int(text) <= 65_535)
    return "" if right else "1 to 65535"


def _hex_field(name: str, *, hidden: bool = False) -> CodeField:
    return CodeField("0-9a-fA-F", hidden=hidden, id=name)


def _line(*left: Span, right: Span | None = None) -> Line:
    line = Line()
    line.show(left, () if right is None else (right,))
    return line
