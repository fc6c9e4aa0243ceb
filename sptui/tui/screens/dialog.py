"""A screen over the others that has a table of actions of its own."""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen
from textual.widgets import Input

from sptui.spotify.tokens import Token
from sptui.tui.actions import Action
from sptui.tui.keyboard.keyboard import Layer
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.widgets.codefield import CodeField
from sptui.tui.widgets.hints import Hint, HintBar

T = TypeVar("T")


class Dialog(ModalScreen[T], Generic[T]):
    """Binds and hints the rows of its `TABLE`, whose actions reach the screen itself."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        &.-short Box { padding: 0; }
        &.-short Box > HintBar { margin-top: 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012 -- Textual's own declaration
    TABLE: ClassVar[tuple[Action[Any], ...]] = ()
    also: tuple[Action[Any], ...] = ()
    """Actions of the app that are hinted here as well."""

    @property
    def tables(self) -> Sequence[Layer]:
        """The actions whose keys count here, the first before the others."""
        return (Layer(self.TABLE, self.reaches, self.do),)

    @property
    def typing(self) -> bool:
        """Whether letters are text now; in a field for a code they are not."""
        return isinstance(self.focused, Input) and not isinstance(self.focused, CodeField)

    def counts(self, action: Action[Any]) -> bool:  # noqa: ARG002 -- what a subclass may look at
        """Whether an action can be done in the state that the screen is in."""
        return True

    def title_of(self, action: Action[Any]) -> str:
        """The short name of an action in that state."""
        return action.hint

    def signed_in_elsewhere(self, token: Token) -> None:
        """Somebody has signed in elsewhere; most dialogs have a business of their own."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave, and whatever lies over this screen with it; nothing happens when it has been left already."""
        # Textual takes away whatever is on top, and a worker may come to its end after its screen has gone.
        if self not in self.app.screen_stack:
            return AwaitComplete()
        while self.app.screen is not self:
            self.app.pop_screen()
        return super().dismiss(result)

    def show_hints(self) -> None:
        """Hint what can be done now."""
        hints = [
            Hint(action.id, key, self.title_of(action))
            for action in (*self.TABLE, *self.also)
            if action.hint and self.counts(action) and (action.while_typing or not self.typing)
            if (key := self._keymap.first(action))
        ]
        for bar in self.query(HintBar):  # a small one has none
            bar.set_hints(hints)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _refocused(self) -> None:
        """Other keys count where one types."""
        if self.is_mounted:
            self.show_hints()

    def reaches(self, action: Action[Any]) -> bool:
        """Whether a key of the table counts; in a field that takes any text most are text."""
        return self.counts(action) and (action.while_typing or not self.typing)

    def do(self, action: Action[Any], count: int | None = None) -> None:  # noqa: ARG002 -- no dialog counts
        """Do what a row of the table says."""
        action.run(self)

    def action_act(self, action_id: str) -> None:
        """Do what a row of the table says, if that makes sense now."""
        row = self._row(action_id)
        if self.reaches(row):
            self.do(row)

    @property
    def _keymap(self) -> Keymap:
        keyboard = getattr(self.app, "keyboard", None)
        return AS_IN_THE_TABLE if keyboard is None else keyboard.keymap

    def _row(self, action_id: str) -> Action[Any]:
        return next(action for action in self.TABLE if action.id == action_id)

    @on(HintBar.Pressed)
    async def _press_hint(self, event: HintBar.Pressed) -> None:
        space = "screen" if any(action.id == event.id for action in self.TABLE) else "app"
        await self.run_action(f"{space}.act({event.id!r})")
