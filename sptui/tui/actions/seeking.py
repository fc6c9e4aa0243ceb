"""The keys that move within the item that plays."""

from collections.abc import Callable

from sptui.player import intents
from sptui.spotify.scopes import STEERING
from sptui.tui.actions.action import Action, Family
from sptui.tui.actions.making import closed_to
from sptui.tui.actions.remote import Remote

SEEK_MS = 5_000

_PERCENT = Family("0 … 9", "To 0 … 90 %, or to the device of that number")


def seek_by(remote: Remote, ms: int) -> None:
    """Move by so many milliseconds, back when that is below 0."""
    remote.do(intents.seek_by(remote.picture, remote.now, ms))


def _seek(id_: str, keys: str, ms: int) -> Action[Remote]:
    return Action(
        id=f"player.{id_}",
        keys=keys,
        title=f"{'Back' if ms < 0 else 'Forward'} {abs(ms) // 1000} seconds",
        hint=f"{'back' if ms < 0 else 'forward'} {abs(ms) // 1000} s",
        group="Position",
        run=lambda remote: seek_by(remote, ms),
        counted=lambda remote, count: seek_by(remote, count * ms),
        why_not=closed_to("seeking"),
        scope=STEERING,
    )


def _choose(digit: int) -> Callable[[Remote], object]:
    return lambda remote: remote.listening.seeking.digit(digit)


SEEK_ACTIONS: tuple[Action[Remote], ...] = (
    _seek("seek-back", "<,left", -SEEK_MS),
    _seek("seek-forward", ">,right", SEEK_MS),
    _seek("seek-back-15", "[", -15_000),
    _seek("seek-forward-15", "]", 15_000),
    _seek("seek-back-30", "{", -30_000),
    _seek("seek-forward-30", "}", 30_000),
    Action(
        id="player.go-to",
        keys="g t,:",
        title="Go to a time: 1:23, 40%, +30, -15",
        hint="time",
        group="Position",
        run=lambda remote: remote.listening.seeking.ask(),
    ),
    *(
        Action(
            id=f"player.go-to-{digit}0-percent",
            keys=f"{digit}",
            title=f"Go to {digit}0 %" if digit else "Go to its start",
            group="Position",
            run=_choose(digit),
            family=_PERCENT,
        )
        for digit in range(10)
    ),
)
