"""The keys that move in lists, wherever there is one."""

from typing import Final

from sptui.tui.actions.action import Action
from sptui.tui.actions.remote import Remote


def _mark(remote: Remote, count: int) -> None:
    for _ in range(count):
        remote.moving.action_mark()


MOTIONS: Final[tuple[Action[Remote], ...]] = (
    Action(
        id="rows.down",
        keys="j,down",
        title="Down",
        group="Moving",
        run=lambda remote: remote.moving.action_move(1),
        counted=lambda remote, count: remote.moving.step(count),
    ),
    Action(
        id="rows.up",
        keys="k,up",
        title="Up",
        group="Moving",
        run=lambda remote: remote.moving.action_move(-1),
        counted=lambda remote, count: remote.moving.step(-count),
    ),
    Action(
        id="rows.first",
        keys="g g,home",
        title="First, or with a number before it the one of that number",
        hint="first one",
        group="Moving",
        run=lambda remote: remote.moving.action_first(),
        counted=lambda remote, count: remote.moving.go(count),
    ),
    Action(
        id="rows.last",
        keys="G,end",
        title="Last, or with a number before it the one of that number",
        hint="last one",
        group="Moving",
        run=lambda remote: remote.moving.action_last(),
        counted=lambda remote, count: remote.moving.go(count),
    ),
    Action(
        id="rows.page-down",
        keys="pagedown,ctrl+f",
        title="Page down",
        group="Moving",
        run=lambda remote: remote.moving.action_page(1),
        counted=lambda remote, count: remote.moving.action_page(count),
    ),
    Action(
        id="rows.page-up",
        keys="pageup,ctrl+b",
        title="Page up",
        group="Moving",
        run=lambda remote: remote.moving.action_page(-1),
        counted=lambda remote, count: remote.moving.action_page(-count),
    ),
    Action(
        id="rows.half-page-down",
        keys="ctrl+d",
        title="Half a page down",
        group="Moving",
        run=lambda remote: remote.moving.action_page(0.5),
        counted=lambda remote, count: remote.moving.action_page(count / 2),
    ),
    Action(
        id="rows.half-page-up",
        keys="ctrl+u",
        title="Half a page up",
        group="Moving",
        run=lambda remote: remote.moving.action_page(-0.5),
        counted=lambda remote, count: remote.moving.action_page(-count / 2),
    ),
    Action(
        id="rows.top",
        keys="g H",
        title="The top of what can be seen",
        hint="top in sight",
        group="Moving",
        run=lambda remote: remote.moving.go_in_sight(0),
    ),
    Action(
        id="rows.middle",
        keys="g M",
        title="The middle of what can be seen",
        hint="middle in sight",
        group="Moving",
        run=lambda remote: remote.moving.go_in_sight(0.5),
    ),
    Action(
        id="rows.bottom",
        keys="g L",
        title="The bottom of what can be seen",
        hint="bottom in sight",
        group="Moving",
        run=lambda remote: remote.moving.go_in_sight(1),
    ),
    Action(
        id="rows.centre",
        keys="g z",
        title="Scroll until the cursor stands in the middle",
        hint="to the middle",
        group="Moving",
        run=lambda remote: remote.moving.centre(),
    ),
    Action(
        id="rows.choose",
        keys="enter",
        title="Open, play, jump or transfer",
        hint="open",
        group="Moving",
        run=lambda remote: remote.moving.action_choose(),
    ),
    Action(
        id="rows.mark",
        keys="v",
        title="Mark it, or no more, and go to the next",
        group="Moving",
        run=lambda remote: remote.moving.action_mark(),
        counted=_mark,
    ),
    Action(
        id="rows.mark-range",
        keys="V",
        title="Mark all up to it",
        group="Moving",
        run=lambda remote: remote.moving.action_mark_range(),
    ),
    Action(
        id="rows.mark-all",
        keys="ctrl+a",
        title="Mark all, or none",
        group="Moving",
        run=lambda remote: remote.moving.action_mark_all(),
    ),
)
"""What works in every list, those in boxes as well."""
