"""How the screen is arranged (`sptui.tui.actions.listening.Views`), and the menus that stand over it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.geometry import Offset

from sptui.tui import layout
from sptui.tui.layout import HIDEABLE, Wishes
from sptui.tui.sizes import TINY

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp
    from sptui.tui.screens.menu import Entry

KEPT = "layout"
"""The name under which the arrangement is remembered."""

_RESET = "reset"


class AppViews:
    """What plays alone, a few lines of it, or all panes, each as large as somebody wants it."""

    def __init__(self, app: "SptuiApp") -> None:
        self._app = app

    def toggle_full(self) -> None:
        """Show what plays alone, or the panes again."""
        if self._app.main.tiny:
            self._app.tell(f"There is no room for that: the terminal needs {TINY + 1} lines or more.")
        else:
            self._app.main.toggle("full")

    def toggle_compact(self) -> None:
        """Show a few lines, or the panes again."""
        self._app.main.toggle("compact")

    def leave(self) -> bool:
        """Show the panes again where there is room for them; False when they are shown."""
        main = self._app.main
        if main.view == "panes":
            return False
        if not main.tiny:
            main.show_panes()
        return True

    def rest(self) -> bool:
        """In a terminal without room for panes, show none again; False in any other."""
        return self._app.main.rest()

    def move_edge(self, right: int, down: int) -> None:
        """Move the edge of the pane that is used by so many steps."""
        main = self._app.main
        if main.view == "panes" and not main.panes.move_edge(main.pane, right, down):
            self._app.tell("This pane has no edge that moves that way.")

    def keep(self) -> None:
        """Remember how the panes are arranged."""
        self._app.store.remember(KEPT, layout.written(self._app.main.panes.wanted))

    def choose_panes(self) -> None:
        """Let one choose which panes are shown."""
        if self._app.main.view == "panes":
            self._open_panes("")

    def _open_panes(self, cursor: str) -> None:
        from sptui.tui.screens.menu import Menu  # noqa: PLC0415 -- the first frame does not wait for it

        self._app.push_screen(
            Menu("Panes", self._panes(), keymap=self._app.keyboard.keymap, cursor=cursor), self._show_or_hide
        )

    def _show_or_hide(self, chosen: str | None) -> None:
        panes = self._app.main.panes
        if chosen is None:
            return
        wishes = panes.wishes
        panes.wish(Wishes() if chosen == _RESET else replace(wishes, hidden=wishes.hidden ^ {chosen}))
        self.keep()
        self._app.main.rearrange()
        if chosen != _RESET:
            self._open_panes(chosen)

    def _panes(self) -> "list[Entry]":
        from sptui.tui.screens.menu import Entry  # noqa: PLC0415 -- the first frame does not wait for it

        panes = self._app.main.panes
        hidden, all_ = panes.wishes.hidden, HIDEABLE[panes.kind]
        kept = [name for name in all_ if name not in hidden and name != "cover"]
        entries = [
            Entry(
                name,
                name.title(),
                state="hidden" if name in hidden else "shown",
                off="One pane has to stay." if kept == [name] else "",
            )
            for name in all_
        ]
        first = "" if panes.wishes != Wishes() else "It is as at first."
        return [*entries, Entry(_RESET, "All as at first", off=first)]

    def row_menu(self, at: Offset | None = None) -> None:
        """Show what can be done with the row with the cursor, there or beside it; without panes, with what plays."""
        main = self._app.main
        if main.view != "panes":
            self.playing_menu(at)
            return
        from sptui.tui.menus import of_row  # noqa: PLC0415 -- the first frame does not wait for it

        row = main.panes.row_list.rows.highlighted
        title, entries = of_row(row.value if row is not None else None, main.pane, self._app.why_not)
        if entries:
            self._menu(title, entries, at or main.panes.beside_cursor)
        else:
            self._app.tell("There is nothing to do with it.")

    def playing_menu(self, at: Offset | None = None) -> None:
        """Show what can be done with what plays."""
        from sptui.tui.menus import of_playing  # noqa: PLC0415 -- the first frame does not wait for it

        item = self._app.player.state.shown.playback.item
        title = item.name if item is not None and item.name else "What plays"
        self._menu(title, of_playing(self._app.why_not), at)

    def _menu(self, title: str, entries: "list[Entry]", at: Offset | None) -> None:
        from sptui.tui.screens.menu import Menu  # noqa: PLC0415 -- the first frame does not wait for it

        self._app.push_screen(Menu(title, entries, keymap=self._app.keyboard.keymap, at=at), self._do)

    def _do(self, chosen: str | None) -> None:
        from sptui.tui.menus import CHOOSE  # noqa: PLC0415 -- the first frame does not wait for it

        if chosen == CHOOSE:
            self._app.main.panes.row_list.rows.action_choose()
        elif chosen is not None:
            self._app.action_act(chosen)
