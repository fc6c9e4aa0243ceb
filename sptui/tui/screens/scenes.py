"""The scenes, to recall one, to delete one, or to save what plays as another one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from sptui.player.commands.starts import context_type
from sptui.player.scenes import LONGEST, Scene, Scenes
from sptui.spotify.models.text import clean
from sptui.tui.actions import Action
from sptui.tui.actions.scene_dialog import SCENE_BOX
from sptui.tui.screens.dialog import Dialog
from sptui.tui.widgets.box import Box
from sptui.tui.widgets.columns import Column, Row, Span
from sptui.tui.widgets.hints import HintBar
from sptui.tui.widgets.line import Line
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.searchline import SearchLine

_SAVE: Final = ("save",)
"""The key of the row that saves what plays; all others have a scene's name."""
_TO_SAVE = "Save what plays as a scene …"
_NONE = "A scene is a device, what plays there, and how loud."
_NAMELESS = "Type a name first."
_REPEATS = {"off": "", "context": "repeat all", "track": "repeat one"}


@dataclass(frozen=True, slots=True)
class Decision:
    """The scene to recall, or the name under which to save what plays."""

    scene: Scene | None = None
    name: str = ""


def summary(scene: Scene) -> str:
    """What a scene does: `Kitchen · Late Train Home · 35 % · shuffle`."""
    what = scene.context_name or scene.item_name
    if scene.context_uri and not scene.context_name:  # nobody has told what that is called
        kind = context_type(scene.context_uri)
        what = f"{kind} with {scene.item_name}" if scene.item_name else kind
    parts = (
        scene.device_name or "wherever it plays",
        what,
        f"{scene.volume_percent} %" if scene.volume_percent is not None else "",
        "shuffle" if scene.shuffle else "",
        _REPEATS[scene.repeat],
    )
    return " · ".join(part for part in parts if part)


class ScenesBox(Dialog[Decision | None]):
    """Ends with what was decided, or with None. What plays is told as `now`, "" when it cannot be saved.

    `remove` and `undo` are what the box lets others do; they show the outcome with `show_scenes`.
    """

    DEFAULT_CSS = """
    ScenesBox {
        & Box { width: 84; max-height: 90%; }
        & Rows { width: 100%; height: auto; max-height: 16; }
        & SearchLine { margin: 0 1; padding: 0 2; }
        & Line { width: 100%; padding: 0 3; }
        & #told { margin-top: 1; }
        &.-short Rows { max-height: 6; }
        &.-short #told { margin-top: 0; }
    }
    """
    TABLE = SCENE_BOX
    AUTO_FOCUS = "Rows"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 -- Textual's own declaration

    def __init__(
        self,
        scenes: Scenes,
        now: str,
        *,
        suggested: str,
        remove: Callable[[Scene], None],
        undo: Callable[[], None],
    ) -> None:
        super().__init__()
        self._scenes = scenes
        self._now = now
        self._suggested = suggested
        self._remove = remove
        self._undo = undo
        self._deleted = False
        self._list = Rows(Column(width=12, weight=1), Column(width=32, weight=2, style="rows--muted", priority=1))
        self._field = SearchLine(placeholder="Name of the scene …", max_length=LONGEST)
        self._told = Line(id="told")

    def compose(self) -> ComposeResult:
        """The list, or the name in its place, a word on both, the hints."""
        with Box() as box:
            box.border_title = "Scenes"
            yield self._list
            yield self._field
            yield self._told
            yield HintBar()

    def on_mount(self) -> None:
        """Begin with the first scene."""
        self._field.display = False
        self.show_scenes(self._scenes)
        self._list.move_cursor(1 if self._scenes else 0)

    def show_scenes(self, scenes: Scenes) -> None:
        """Show these from now on."""
        self._scenes = scenes
        rows = [Row(((Span(_TO_SAVE, "rows--marker"),),), key=_SAVE, disabled=not self._now)]
        rows += [Row((each.name, summary(each)), key=each.name.casefold(), value=each) for each in scenes]
        self._list.set_rows(rows)
        self._say()
        self.show_hints()

    def counts(self, action: Action[Any]) -> bool:
        """A scene is deleted where there is one under the cursor, and only then is there something to undo."""
        if action.id == "scenes.undo":
            return self._deleted
        return action.id != "scenes.delete" or self._scene is not None

    def title_of(self, action: Action[Any]) -> str:
        """What Enter and Escape bring about now."""
        if action.id == "scenes.choose":
            return "save it" if self._naming else "recall" if self._scene is not None else "name it"
        return "back to the list" if self._naming and action.id == "scenes.leave" else action.hint

    @on(Input.Submitted)
    def choose(self) -> None:
        """Leave with the scene, or with the name, or ask for one."""
        if self._naming:
            if name := clean(self._field.value):
                self.dismiss(Decision(name=name))
            else:
                self._say(_NAMELESS)
        elif self._scene is not None:
            self.dismiss(Decision(scene=self._scene))
        elif self._now:
            self._ask_name(asking=True)
        else:
            self._say("Nothing is playing that could be saved. Play something first.")

    def delete(self) -> None:
        """Delete the scene with the cursor; the box stays."""
        if self._scene is not None:
            self._deleted = True
            self._remove(self._scene)

    def undo(self) -> None:
        """Take back the last change."""
        self._undo()

    def leave(self) -> None:
        """Go back by one step."""
        if self._naming:
            self._ask_name(asking=False)
        else:
            self.dismiss(None)

    @property
    def _naming(self) -> bool:
        return bool(self._field.display)

    @property
    def _scene(self) -> Scene | None:
        """The scene with the cursor."""
        row = self._list.highlighted
        return row.value if row is not None and not self._naming else None

    def _ask_name(self, *, asking: bool) -> None:
        self._field.display, self._list.display = asking, not asking
        self._field.value = self._suggested if asking else ""
        self.set_focus(self._field if asking else self._list)
        self._say()
        self.show_hints()

    @on(Rows.Highlighted)
    def _moved(self) -> None:
        self._say()
        self.show_hints()

    @on(Rows.Chosen)
    def _press(self, event: Rows.Chosen) -> None:
        event.stop()
        self.choose()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say()

    def _say(self, complaint: str = "") -> None:
        """Tell what is not right, or else what would be saved."""
        note = self._now if self._naming or (self._scene is None and self._scenes) else ""
        if not self._scenes and not self._naming:
            note = _NONE
        self._told.show((Span(complaint, "line--warning") if complaint else Span(note, "line--muted"),))
