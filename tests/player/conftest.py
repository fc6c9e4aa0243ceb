"""What most tests of the player start from."""

import pytest

from sptui.player.attention import Attention
from tests.player.fakes import A, B, Rig, answer, queue


@pytest.fixture
async def rig() -> Rig:
    """A player that has read that A plays on the desk."""
    rig = Rig()
    rig.player.attend(Attention(panes=frozenset({"playing", "queue"})))
    rig.fake.answers["queue"] = queue(B, playing=A)
    await rig.read(answer(A))
    rig.fake.calls.clear()
    rig.seen.clear()
    return rig
