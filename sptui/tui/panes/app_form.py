"""The form for the app that one signs in to: its client id, and what is seldom needed."""

import re

from pydantic import SecretStr
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from sptui.spotify.session import SpotifyApp
from sptui.tui.widgets.codefield import CodeField
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.line import Line

LENGTH = 32
"""Characters of a client id, and of a secret."""

_NAMES = {"client-id": "Client ID", "client-secret": "Secret", "port": "Port"}


class AppForm(Vertical):
    """Begins with the `known` app and port, 0 for any; says beside each field whether what it holds can be right."""

    DEFAULT_CSS = """
    AppForm {
        height: auto;

        & Horizontal { height: 1; }
        & .more { display: none; }
        &.-more .more { display: block; }
        & Label { width: 11; color: $text-muted; }
        & CodeField { width: 36; }
        & Line { margin-left: 1; }
    }
    """

    def __init__(self, known: SpotifyApp, port: int, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._known = known
        self._port = port

    def compose(self) -> ComposeResult:
        """A line a field; those that are seldom needed show on demand."""
        yield from self._line("client-id", CodeField("0-9a-fA-F", id="client-id"))
        yield from self._line("client-secret", CodeField("0-9a-fA-F", hidden=True, id="client-secret"))
        yield from self._line("port", CodeField("0-9", placeholder="any", id="port"))

    def _line(self, name: str, field: CodeField) -> ComposeResult:
        with Horizontal(classes="" if name == "client-id" else "more"):
            yield Label(_NAMES[name])
            yield field
            yield Line(id=f"{name}-told")

    def on_mount(self) -> None:
        """Begin with what is known."""
        self.field("client-id").value = self._known.client_id
        self.field("port").value = str(self._port or "")
        self.set_class(bool(self._port or self._known.client_secret), "-more")
        self._check()

    def field(self, name: str) -> CodeField:
        """The field `client-id`, `client-secret` or `port`."""
        return self.query_one(f"#{name}", CodeField)

    @property
    def port(self) -> int:
        """The port that was asked for, 0 for any."""
        return int(self.field("port").value or 0)

    @property
    def spotify_app(self) -> SpotifyApp:
        """The app that was entered; a secret that is known already stays with its client id."""
        client_id, secret = (self.field(name).value.lower() for name in ("client-id", "client-secret"))
        known = self._known.client_secret if self._known.client_id.lower() == client_id else None
        return SpotifyApp(client_id, SecretStr(secret) if secret else known)

    def find_flaw(self) -> str:
        """Go to the first field that cannot be right; what is wrong with it, "" when all of them can be right."""
        client_id, secret, port = (self.field(name).value for name in _NAMES)
        missing = "" if client_id else "paste the app's client id first"
        flaws = (flaw_of_code(client_id) or missing, flaw_of_code(secret), flaw_of_port(port))
        for name, flaw in zip(_NAMES, flaws, strict=True):
            if flaw:
                self.set_class(self.has_class("-more") or name != "client-id", "-more")
                self.field(name).focus()
                return f"{_NAMES[name]}: {flaw}."
        return ""

    def toggle_more(self) -> None:
        """Show or hide what is seldom needed."""
        self.toggle_class("-more")
        first = self.field("client-id")
        unfinished = not first.value or flaw_of_code(first.value)
        (first if unfinished or not self.has_class("-more") else self.field("client-secret")).focus()

    @on(Input.Changed)
    def _check(self) -> None:
        """Say beside each field what it takes, or what is wrong with what it holds."""
        about = "most apps need none" if self._known.client_secret is None else "kept as it is"
        self._tell("client-id", flaw_of_code(self.field("client-id").value), "32 characters", "✓ as it should be")
        self._tell("client-secret", flaw_of_code(self.field("client-secret").value), about, "✓ as it should be")
        self._tell("port", flaw_of_port(self.field("port").value), "if the URI there has one")

    def _tell(self, name: str, flaw: str, about: str, right: str = "") -> None:
        if not self.field(name).value:
            span = Span(about, "line--muted")
        elif flaw:
            span = Span(flaw, "line--warning")
        else:
            span = Span(right, "line--accent")
        self.query_one(f"#{name}-told", Line).show((span,))


def flaw_of_code(text: str) -> str:
    """What is wrong with a client id or a secret, "" for one that can be right and for none."""
    if re.search("[^0-9a-fA-F]", text):
        return "only 0-9 and a-f"
    return f"{len(text)} of {LENGTH} characters" if text and len(text) != LENGTH else ""


def flaw_of_port(text: str) -> str:
    """What is wrong with a port, "" for one that can be right and for none."""
    right = not text or (text.isascii() and text.isdecimal() and len(text) <= 5 and 1 <= int(text) <= 65_535)
    return "" if right else "1 to 65535"
