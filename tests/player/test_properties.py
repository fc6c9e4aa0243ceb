"""Whatever listeners press and services answer, in whatever order: the fold stays sane."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptui.player.attention import Attention
from sptui.player.command import Command
from sptui.player.commands import (
    AddToQueue,
    Like,
    Pause,
    Play,
    Resume,
    SeekToPosition,
    SetRepeat,
    SetShuffle,
    SetVolume,
    SkipToNext,
    SkipToPrevious,
    Transfer,
)
from sptui.spotify import errors
from sptui.spotify.models.playback import PlaybackState
from tests.player.fakes import DESK, LENGTH_MS, PHONE, TAKER, A, B, C, D, Rig, answer, picture, queue

OFFLINE = errors.Unreachable("Spotify cannot be reached.", sent=False)
LOST = errors.Unreachable("The connection to Spotify broke off.", sent=True)
REFUSED = errors.RestrictionViolated("The player does not allow that now.", status=403)

items = st.sampled_from([A, B, C, D])
uris = st.one_of(st.none(), items.map(lambda item: item.uri))
positions = st.integers(0, LENGTH_MS + 50_000)
commands: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from([Pause(), Resume(), Play("spotify:album:other"), Transfer(DESK), Transfer(PHONE, play=True)]),
    st.builds(SkipToNext, uris),
    st.builds(SkipToPrevious, uris),
    st.builds(SeekToPosition, positions, uris),
    st.builds(SetVolume, st.integers(0, 100)),
    st.builds(SetShuffle, st.booleans()),
    st.builds(SetRepeat, st.sampled_from(["off", "context", "track"])),
    st.builds(Play, st.just("spotify:album:album"), first=items),
    st.builds(AddToQueue, items, st.just(TAKER), st.integers(0, 3)),
    st.builds(Like, st.lists(items.map(lambda item: item.uri or ""), min_size=1).map(tuple), st.booleans()),
)
answers: st.SearchStrategy[PlaybackState | Exception | None] = st.one_of(
    st.none(),
    st.sampled_from([OFFLINE, LOST]),
    st.builds(
        answer,
        st.one_of(st.none(), items),
        positions,
        playing=st.booleans(),
        device=st.sampled_from([DESK, PHONE]),
        shuffle=st.booleans(),
        repeat=st.sampled_from(["off", "context", "track"]),
    ),
)
steps = st.lists(
    st.one_of(
        commands,
        st.tuples(st.just("answer"), answers),
        st.tuples(st.just("say to commands"), st.sampled_from([None, REFUSED, OFFLINE, LOST])),
        st.tuples(st.just("wait"), st.floats(0, 400)),
        st.just(("send", None)),
    ),
    max_size=30,
)
PLAYER_WRITES = ("pause", "resume", "next", "previous", "seek", "volume", "shuffle", "repeat", "transfer", "play")


async def live(rig: Rig, life: Sequence[Command | tuple[str, object]]) -> None:
    for step in life:
        match step:
            case Command():
                rig.player.do(step)
            case ("answer", said):
                rig.fake.answers["playback_state"] = said
            case ("say to commands", said):
                rig.fake.answers |= dict.fromkeys(PLAYER_WRITES, said)
            case ("wait", float(seconds)):
                rig.clock.now += seconds
            case _:
                await rig.player.send_one()
        await rig.player.read_due()
        assert_sane(rig)


def assert_sane(rig: Rig) -> None:
    shown, now = rig.shown, rig.clock.now
    assert shown.position_ms(now) >= 0
    assert shown.duration_ms == 0 or shown.position_ms(now) <= shown.duration_ms
    assert rig.player.state.shown == rig.player._outbox.fold(rig.player.state.confirmed, now)
    assert len(rig.fake.calls) < 1_000


@settings(deadline=None)
@given(steps)
def test_no_life_breaks_the_fold_and_the_truth_comes_out_in_the_end(life: list[Command | tuple[str, object]]) -> None:
    async def whole() -> None:
        rig = Rig()
        rig.fake.answers |= {"queue": queue(B, C, D, playing=A), "devices": (DESK, PHONE)}
        rig.player.attend(Attention(panes=frozenset({"playing", "queue", "devices"})))
        await live(rig, life)
        rig.fake.answers |= dict.fromkeys(PLAYER_WRITES)
        while await rig.player.send_one():
            pass
        rig.clock.now += 100
        rig.player.refresh()
        await rig.read(answer(B, 20_000))
        assert rig.player.state.shown == rig.player.state.confirmed
        assert rig.shown.item == B
        assert rig.player.state.trouble is None

    asyncio.run(whole())


@pytest.mark.parametrize("playing", [True, False])
@given(command=commands, at=st.floats(0, 100))
def test_predicting_twice_is_predicting_once(playing: bool, command: Command, at: float) -> None:
    once = command.predict(picture(A, B, C, D, playing=playing), at)
    assert command.predict(once, at) == once


@given(command=commands)
def test_what_a_command_predicts_confirms_it(command: Command) -> None:
    predicted = command.predict(picture(A, B, C, D), 5.0)
    if not (isinstance(command, Play) and command.first is None):
        assert command.confirmed_by(predicted, 5.0, 5.0)
