"""The keys for where the panes stand, and for what can be done with a row."""

from collections.abc import Callable

from sptui.tui.actions.action import Action, Family
from sptui.tui.actions.remote import Remote

_EDGES = Family("ctrl+←→↑↓", "Move the edge of the pane")


def _move(right: int, down: int) -> Callable[[Remote], None]:
    return lambda remote: remote.listening.views.move_edge(right, down)


LAYOUT_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="row.menu",
        keys="full_stop",
        title="What can be done with the row",
        group="Lists",
        run=lambda remote: remote.listening.views.row_menu(),
    ),
    Action(
        id="playing.menu",
        keys="semicolon",
        title="What can be done with what plays",
        group="Views",
        run=lambda remote: remote.listening.views.playing_menu(),
    ),
    Action(
        id="layout.panes",
        keys="E",
        title="Show or hide panes, or all as at first",
        group="Panes",
        run=lambda remote: remote.listening.views.choose_panes(),
    ),
    *(
        Action(
            id=f"layout.{name}",
            keys=f"ctrl+{key}",
            title=f"Move the edge of the pane {where}",
            group="Panes",
            run=_move(right, down),
            family=_EDGES,
        )
        for name, key, where, right, down in (
            ("edge-left", "left", "to the left", -1, 0),
            ("edge-right", "right", "to the right", 1, 0),
            ("edge-up", "up", "up", 0, -1),
            ("edge-down", "down", "down", 0, 1),
        )
    ),
)
