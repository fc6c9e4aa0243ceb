from collections.abc import Sequence
from dataclasses import replace

from sptui.player.command import Command
from sptui.player.commands import SetVolume
from sptui.player.state import PlayerState
from tests.player.fakes import A, Rig, answer


class Quieter:
    """Turns the volume down once, at its time, and shows a crossfade meanwhile."""

    def __init__(self, at: float) -> None:
        self.at: float | None = at

    def look(self, state: PlayerState, now: float) -> PlayerState:
        return replace(state, confirmed=replace(state.confirmed, crossfade_ms=7 if self.at else 0))

    def due(self, state: PlayerState) -> float | None:
        return self.at

    def run(self, state: PlayerState, now: float) -> Sequence[Command]:
        self.at = None
        return (SetVolume(10),)


async def test_an_errand_is_done_at_its_time_and_once() -> None:
    rig = Rig()
    rig.player.errands.add(Quieter(rig.clock.now + 3))
    again = await rig.read(answer(A))
    assert again == rig.clock.now + 3
    assert rig.player.state.confirmed.crossfade_ms == 7
    assert not await rig.player.send_one()
    await rig.after(3)
    assert await rig.player.send_one()
    assert ("volume", 10) in rig.fake.calls
    await rig.after(1)
    assert not await rig.player.send_one()
    assert rig.player.state.confirmed.crossfade_ms == 0
