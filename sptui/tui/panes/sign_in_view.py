"""What a sign-in shows: where it stands, what to do, and a line for an address that is pasted."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from sptui.tui.keyboard.named import with_keys
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.searchline import SearchLine


class SignInView(Box):
    """A head, paragraphs of which empty ones are not there, a line to paste into, and hints."""

    DEFAULT_CSS = """
    SignInView {
        width: 76;
        padding: 1 2;

        & VerticalScroll { height: auto; max-height: 70vh; }
        & Static { margin-top: 1; height: auto; color: $text-muted; }
        & #note { color: $text-warning; }
        & #what { color: $foreground; }
        & SearchLine { margin-top: 1; }
    }
    """
    BORDER_TITLE = "Sign in to Spotify"

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Line(id="head")
        with VerticalScroll(can_focus=False):
            yield Static(id="what")
            yield Static(id="how")
            # Hidden: what is pasted is worth a sign-in until it has been used.
            yield SearchLine(placeholder="http://127.0.0.1:…/callback?code=…", password=True, id="pasted")
            yield Static(id="note")
            yield Static(id="else")
        yield HintBar()

    @property
    def line(self) -> Input:
        """Where an address is pasted."""
        return self.query_one("#pasted", Input)

    def head(self, text: str, style: str = "line--title", right: str = "") -> None:
        """Where the sign-in stands."""
        self.query_one("#head", Line).show((Span(text, style),), (Span(right, "line--muted"),) if right else ())

    def show(self, what: str, how: str, *, pasting: bool = False, otherwise: str = "") -> None:
        """What happened, and what to do; with `pasting` there is a line to paste into, and `otherwise` below it."""
        self.line.display = pasting
        self.line.value = ""
        for name, text in {"what": what, "how": how, "note": "", "else": otherwise}.items():
            self._write(name, text)
        self.query_one("#note").display = pasting  # room for what may come, so that nothing moves then

    def note(self, text: str) -> None:
        """Something to know besides, until something else is shown."""
        self._write("note", text)

    def replace(self, what: str) -> None:
        """Something else has happened; all the rest stays."""
        self._write("what", what)

    def _write(self, name: str, text: str) -> None:
        static = self.query_one(f"#{name}", Static)
        static.display = bool(text)
        static.update(Content(with_keys(text)))  # never markup: a name may stand in it
