"""What is told of a playlist, to be filled in: its name, its description, and whether it is public."""

from dataclasses import dataclass, replace
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label

from sptui.spotify.models.text import clean
from sptui.tui.actions import Action
from sptui.tui.actions.playlist_dialogs import FORM
from sptui.tui.screens.dialog import Dialog
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.columns import Span
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.searchline import SearchLine

LONGEST = 300
"""Characters of a description, at most."""

_NAMELESS = "A playlist needs a name."
_LOCKED = "A collaborative playlist cannot be public."
_ON_PROFILE, _OFF_PROFILE = "It shows on your profile.", "It does not show on your profile."


@dataclass(frozen=True, slots=True)
class Details:
    """What its owner tells of a playlist."""

    name: str = ""
    description: str = ""
    public: bool = False


class Visibility(Line, can_focus=True):
    """Private or public; a click asks for the other one."""

    DEFAULT_CSS = """
    Visibility {
        padding: 0 1;
        background: $panel;
        &:focus { background: $block-cursor-background; }
    }
    """

    class Pressed(Message):
        """A click."""

    def set_public(self, *, public: bool, locked: bool) -> None:
        """Show which of both it is; a `locked` one takes no focus."""
        self.can_focus = not locked
        chosen, other = "line--muted" if locked else "line--accent", "line--off" if locked else "line--muted"
        self.show(
            (
                Span(f"{'○' if public else '●'} private", other if public else chosen),
                Span("   ", "line--text"),
                Span(f"{'●' if public else '○'} public", chosen if public else other),
            )
        )

    @on(events.Click)
    def _press(self) -> None:
        self.post_message(self.Pressed())


class PlaylistForm(Dialog[Details | None]):
    """Begins with what `before` tells; of a `new` playlist that may be nothing.

    Ends with what was entered, cleaned to one line each, or with None when that changes nothing. A `collaborative`
    playlist is private, and stays so.
    """

    DEFAULT_CSS = """
    PlaylistForm {
        & Box { width: 76; }
        & Horizontal { height: 1; padding: 0 1; }
        & Label { width: 13; color: $text-muted; }
        & SearchLine { width: 1fr; }
        & .told { padding: 0 1; }
    }
    """
    TABLE = FORM
    AUTO_FOCUS = "#name"

    def __init__(self, before: Details | None = None, *, new: bool, collaborative: bool = False) -> None:
        super().__init__()
        before = before or Details()
        self._new = new
        self._locked = collaborative
        self._before = replace(before, public=before.public and not collaborative)
        self._public = self._before.public

    def compose(self) -> ComposeResult:
        """A line a field, and below each what there is to tell of it."""
        with Box() as box:
            box.border_title = "New playlist" if self._new else "Edit the playlist"
            yield from self._line("Name", self._field("name"))
            yield from self._line("Description", self._field("description"))
            yield from self._line("Visibility", Visibility(id="visibility"))
            yield HintBar()

    def _field(self, name: str) -> Input:
        # Nothing is selected when one comes to a field: the first letter would take the place of all there is.
        return SearchLine(value=str(getattr(self._before, name)), select_on_focus=False, id=name)

    def _line(self, label: str, field: Widget) -> ComposeResult:
        with Horizontal():
            yield Label(label)
            yield field
        with Horizontal():
            yield Label()
            told = Line(id=f"{field.id}-told")
            told.add_class("told")
            yield told

    def on_mount(self) -> None:
        """Tell of each field, and hint the keys."""
        self._describe()
        self._show_visibility()

    @property
    def entered(self) -> Details:
        """What stands in the fields."""
        name, description = (clean(self.query_one(f"#{field}", Input).value) for field in ("name", "description"))
        return Details(name, description, self._public)

    def counts(self, action: Action[Any]) -> bool:
        """Whether there is something to choose."""
        return action.id != "playlist-form.toggle-public" or not self._locked

    def title_of(self, action: Action[Any]) -> str:
        """What Enter and space bring about."""
        if action.id == "playlist-form.toggle-public":
            return "make private" if self._public else "make public"
        return "create" if self._new and action.id == "playlist-form.save" else action.hint

    def toggle_public(self) -> None:
        """Public or private."""
        if not self._locked:
            self._public = not self._public
            self._show_visibility()

    @on(Visibility.Pressed)
    def _press(self) -> None:
        self.toggle_public()

    def _show_visibility(self) -> None:
        self.query_one(Visibility).set_public(public=self._public, locked=self._locked)
        self.show_hints()
        unlocked = _ON_PROFILE if self._public else _OFF_PROFILE
        self._tell("visibility", _LOCKED if self._locked else unlocked)

    @on(Input.Changed, "#name")
    def _named(self) -> None:
        """What was missing may be there now."""
        self._tell("name", "")

    @on(Input.Changed, "#description")
    def _describe(self) -> None:
        """Tell how much of the room for a description is taken."""
        taken = len(self.entered.description)
        about = f"{taken} of {LONGEST} characters" if taken else f"one line, at most {LONGEST} characters"
        self._tell("description", about, "line--warning" if taken > LONGEST else "line--muted")

    def _tell(self, field: str, text: str, style: str = "line--muted") -> None:
        self.query_one(f"#{field}-told", Line).show((Span(text, style),))

    @on(Input.Submitted)
    def save(self) -> None:
        """Leave with what was entered, or go to the field that is not right and tell why."""
        entered = self.entered
        if not entered.name:
            self._tell("name", _NAMELESS, "line--warning")
            self.query_one("#name").focus()
        elif len(entered.description) > LONGEST:
            self.query_one("#description").focus()
        else:
            self.dismiss(None if entered == self._before and not self._new else entered)

    def leave(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)
