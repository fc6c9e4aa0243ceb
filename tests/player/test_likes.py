"""Of which things it is known whether they are saved, and what that costs."""

import asyncio
from collections.abc import Sequence
from typing import cast

import pytest

from sptui.player.attention import Attention
from sptui.player.commands import Like, Pause
from sptui.player.likes import SETTLED
from sptui.player.state import LIKES_KEPT, Picture
from sptui.spotify import errors
from sptui.spotify.errors import SpotifyError
from sptui.spotify.pacing import Usage
from tests.player.fakes import A, B, C, Rig, answer, queue

ALBUM, ARTIST, PLAYLIST, SHOW = (f"spotify:{kind}:x" for kind in ("album", "artist", "playlist", "show"))
FORBIDDEN = errors.InsufficientScope("No.", status=403)


def track_uris(start: int, stop: int) -> list[str]:
    return [f"spotify:track:{number}" for number in range(start, stop)]


@pytest.fixture
async def rig() -> Rig:
    """A player that knows that A plays, before B, and whether these are saved."""
    rig = Rig()
    rig.player.attend(Attention(panes=frozenset({"playing", "queue"})))
    rig.fake.answers["queue"] = queue(B, playing=A)
    await rig.read(answer(A))
    rig.fake.calls.clear()
    return rig


def asked(rig: Rig) -> list[list[str]]:
    """The URIs of each question since the last look."""
    uris = [cast("list[str]", call[1]) for call in rig.fake.calls if call[0] == "contains"]
    rig.fake.calls.clear()
    return uris


async def look(rig: Rig, uris: Sequence[str | None]) -> None:
    """Let these stand in view for long enough."""
    rig.player.look_at(uris)
    await rig.after(SETTLED)


async def test_one_question_serves_all_that_is_in_view(rig: Rig) -> None:
    view = [ALBUM, ARTIST, PLAYLIST, SHOW, "spotify:episode:x", "spotify:track:x"]
    rig.fake.answers["contains"] = (True, False, True, False, True, False)
    await look(rig, view)
    assert asked(rig) == [view]
    likes = rig.player.state.shown.likes
    assert [likes[uri] for uri in view] == [True, False, True, False, True, False]


async def test_what_cannot_be_saved_or_would_spoil_the_question_is_not_asked_for(rig: Rig) -> None:
    odd = ["spotify:local:Attic:Tape:Rain:201", "spotify:chapter:x", "spotify:audiobook:x", "spotify:user:mira", None]
    await look(rig, [*odd, "", "spotify:track:", "spotify:track:a,b", "spotify:track:x", "spotify:track:x"])
    assert asked(rig) == [["spotify:track:x"]]
    await look(rig, odd)
    assert asked(rig) == []


async def test_nothing_is_asked_for_twice(rig: Rig) -> None:
    await look(rig, [A.uri, ALBUM])
    assert asked(rig) == [[ALBUM]]
    await look(rig, [ALBUM, B.uri, ARTIST])
    assert asked(rig) == [[ARTIST]]
    await look(rig, [ALBUM])
    await rig.after(10)
    assert asked(rig) == []


async def test_forty_are_asked_for_at_a_time(rig: Rig) -> None:
    await look(rig, track_uris(0, 90))
    assert asked(rig) == [track_uris(0, 40), track_uris(40, 80), track_uris(80, 90)]


async def test_the_item_that_plays_comes_first_then_the_rows_and_then_the_queue() -> None:
    rig = Rig()
    rig.player.attend(Attention(panes=frozenset({"playing", "queue"})))
    rig.player.look_at([ALBUM, B.uri, ARTIST])
    rig.fake.answers["queue"] = queue(C, B, playing=A)
    await rig.read(answer(A))
    assert asked(rig) == [[A.uri, ALBUM, B.uri, ARTIST, C.uri]]


async def test_rows_that_fly_past_are_not_asked_for(rig: Rig) -> None:
    for top in range(30):
        rig.player.look_at(track_uris(top, top + 20))
        await rig.after(0.1)
    assert asked(rig) == []
    await rig.after(SETTLED - 0.1)
    assert asked(rig) == [track_uris(29, 49)]


async def test_looking_at_the_same_rows_again_does_not_put_the_question_off(rig: Rig) -> None:
    rig.player.look_at([ALBUM])
    rig.clock.now += SETTLED / 2
    rig.player.look_at([ALBUM])
    await rig.after(SETTLED / 2)
    assert asked(rig) == [[ALBUM]]


async def test_the_player_comes_back_for_the_rows_by_itself(rig: Rig) -> None:
    rig.player.look_at([ALBUM])
    assert rig.player.to_read.is_set()
    assert await rig.player.read_due() == rig.clock.now + SETTLED


async def test_nobody_asks_for_the_rows_of_a_terminal_without_the_focus(rig: Rig) -> None:
    attention = rig.player.attention
    rig.player.attend(Attention(focused=False, panes=attention.panes))
    await look(rig, [ALBUM])
    assert asked(rig) == []
    rig.player.attend(rig.player.attention.with_key(rig.clock.now))
    await rig.player.read_due()
    assert asked(rig) == [[ALBUM]]


async def test_the_rows_wait_while_a_command_waits_or_is_not_confirmed(rig: Rig) -> None:
    rig.player.do(Pause())
    await look(rig, [ALBUM])
    assert asked(rig) == []
    await rig.player.send_one()
    await rig.after(0.5)
    assert asked(rig) == []
    rig.clock.now += 0.1
    await rig.read(answer(A, 10_000, playing=False))
    assert asked(rig) == [[ALBUM]]


async def test_the_rows_leave_the_reserve_to_the_keys(rig: Rig) -> None:
    spent = Usage(day=800, budget=1_000)
    rig.player._pacing.usage = lambda: spent  # type: ignore[method-assign]
    assert spent.reserved
    await look(rig, [ALBUM])
    assert asked(rig) == []
    rig.player.refresh("likes")
    await rig.player.read_due()
    assert asked(rig) == []  # the last read is young enough
    rig.clock.now += 3
    rig.player.refresh("likes")
    await rig.player.read_due()
    assert asked(rig) == [[A.uri, ALBUM, B.uri]]


async def test_nothing_need_play_for_the_rows_to_be_asked_for(rig: Rig) -> None:
    rig.clock.now += 60
    await rig.read(None)
    await look(rig, [ALBUM])
    assert asked(rig) == [[ALBUM]]
    rig.clock.now += 3
    rig.player.refresh("likes")
    await rig.player.read_due()
    assert asked(rig) == [[ALBUM]]


async def test_a_list_of_saved_things_tells_without_a_question(rig: Rig) -> None:
    rig.player.learn_likes([ALBUM, None, "spotify:audiobook:x"], saved=True)
    rig.player.learn_likes([ARTIST], saved=False)
    shown = rig.player.state.shown.likes
    assert (shown[ALBUM], shown["spotify:audiobook:x"], shown[ARTIST]) == (True, True, False)
    await look(rig, [ALBUM, ARTIST])
    assert asked(rig) == []
    told = len(rig.seen)
    rig.player.learn_likes([ALBUM], saved=True)
    assert len(rig.seen) == told


async def test_a_list_that_was_read_before_does_not_undo_what_was_done_from_here(rig: Rig) -> None:
    rig.player.learn_likes([ALBUM, ARTIST], saved=True)
    rig.player.do(Like((ALBUM,), on=False))
    rig.player.learn_likes([ALBUM, ARTIST], saved=True)
    assert rig.player.state.shown.likes[ALBUM] is False
    await rig.player.send_one()
    rig.player.learn_likes([ALBUM, ARTIST], saved=True)
    likes = rig.player.state.shown.likes
    assert (likes[ALBUM], likes[ARTIST]) == (False, True)


@pytest.mark.parametrize("by", ["a command", "another way"])
async def test_what_was_saved_again_from_here_is_believed_of_lists_again(rig: Rig, by: str) -> None:
    rig.player.do(Like((ALBUM,), on=False))
    await rig.player.send_one()
    if by == "a command":
        rig.player.do(Like((ALBUM,), on=True))
        await rig.player.send_one()
    else:
        rig.player.learn_likes([ALBUM], saved=True, done=True)
    assert rig.player.state.shown.likes[ALBUM] is True
    rig.player.learn_likes([ALBUM], saved=False)
    assert rig.player.state.shown.likes[ALBUM] is False
    rig.player.learn_likes([ALBUM], saved=True)
    assert rig.player.state.shown.likes[ALBUM] is True


async def test_what_was_removed_without_a_command_is_not_undone_by_a_list(rig: Rig) -> None:
    rig.player.learn_likes([ALBUM, None], saved=False, done=True)
    rig.player.learn_likes([ALBUM], saved=True)
    assert rig.player.state.shown.likes[ALBUM] is False


async def test_a_list_that_is_told_of_while_the_question_is_on_its_way_outlives_the_answer(rig: Rig) -> None:
    gate = rig.fake.gates["contains"] = asyncio.Event()
    rig.player.look_at([ALBUM, ARTIST])
    rig.clock.now += SETTLED
    reading = asyncio.create_task(rig.player.read_due())
    await asyncio.sleep(0)
    rig.player.learn_likes([ALBUM], saved=True)
    gate.set()
    await reading
    likes = rig.player.state.shown.likes
    assert (likes[ALBUM], likes[ARTIST]) == (True, False)


def test_of_very_many_the_ones_told_of_first_are_forgotten() -> None:
    full = Picture().with_likes(dict.fromkeys(track_uris(0, LIKES_KEPT), True))
    more = full.with_likes({ALBUM: False, ARTIST: True})
    assert len(more.likes) == LIKES_KEPT
    assert list(more.likes)[-2:] == [ALBUM, ARTIST]
    assert [uri in more.likes for uri in track_uris(0, 3)] == [False, False, True]


async def test_a_list_without_end_does_not_drive_out_what_plays(rig: Rig) -> None:
    rig.player.learn_likes(track_uris(0, LIKES_KEPT + 10), saved=True)
    likes = rig.player.state.shown.likes
    assert len(likes) == LIKES_KEPT
    assert A.uri in likes
    await look(rig, ["spotify:track:0"])
    assert asked(rig) == []


@pytest.mark.parametrize("withheld", [ARTIST, PLAYLIST])
async def test_where_a_sign_in_lacks_a_scope_the_kinds_that_need_none_are_asked_for_alone(
    rig: Rig, withheld: str
) -> None:
    rig.fake.answers["contains"] = FORBIDDEN
    rig.player.look_at([withheld, ALBUM, SHOW])
    rig.clock.now += SETTLED
    forbidding = rig.fake.answer

    async def forgiving(name: str) -> object:
        try:
            return await forbidding(name)
        finally:
            if name == "contains":
                rig.fake.answers["contains"] = ()

    rig.fake.answer = forgiving  # type: ignore[method-assign]
    await rig.player.read_due()
    assert asked(rig) == [[withheld, ALBUM, SHOW], [ALBUM, SHOW]]
    await look(rig, [withheld, "spotify:track:x"])
    assert asked(rig) == [["spotify:track:x"]]
    assert rig.player.state.trouble is None


async def test_where_nothing_else_is_in_view_a_refusal_costs_one_question_and_keeps_the_hearts_of_tracks(
    rig: Rig,
) -> None:
    rig.fake.answers["contains"] = FORBIDDEN
    await look(rig, [ARTIST])
    assert asked(rig) == [[ARTIST]]
    rig.fake.answers["contains"] = ()
    await look(rig, [ARTIST, "spotify:track:x"])
    assert asked(rig) == [["spotify:track:x"]]


@pytest.mark.parametrize("again", ["asked for", "signed in again"])
async def test_what_was_refused_is_asked_for_again_by_who_may_have_allowed_it(rig: Rig, again: str) -> None:
    rig.fake.answers["contains"] = FORBIDDEN
    await look(rig, [ARTIST, ALBUM])
    assert asked(rig) == [[ARTIST, ALBUM], [ALBUM]]
    await rig.after(600)
    assert asked(rig) == []
    rig.fake.answers["contains"] = ()
    if again == "asked for":
        rig.clock.now += 3
        rig.player.refresh("likes")
    else:
        rig.player.signed_in(same=True)
    await rig.player.read_due()
    assert asked(rig) == [[A.uri, ARTIST, ALBUM, B.uri] if again == "asked for" else [ARTIST, ALBUM]]


@pytest.mark.parametrize(
    "error",
    [
        errors.ServerFault("No.", status=500),
        errors.BadRequest("No.", status=400),
        errors.NotFound("No.", status=404),
        errors.BadAnswer("No."),
    ],
)
async def test_rows_that_spoil_the_question_are_left_out_of_the_next_one(rig: Rig, error: SpotifyError) -> None:
    rig.fake.answers["contains"] = error
    await look(rig, [ALBUM, "spotify:show:book"])
    assert asked(rig) == [[ALBUM, "spotify:show:book"]]
    rig.fake.answers |= {"contains": (), "queue": queue(B, playing=C)}
    rig.clock.now += 60
    await rig.read(answer(C))
    assert asked(rig) == [[C.uri]]
    rig.player.reread("likes")
    await rig.player.read_due()
    assert asked(rig) == [[C.uri, ALBUM, "spotify:show:book", B.uri]]


async def test_other_listeners_do_not_inherit_what_is_liked_but_see_the_same_rows(rig: Rig) -> None:
    await look(rig, [ALBUM])
    rig.fake.calls.clear()
    rig.player.signed_in(same=False)
    assert rig.player.state.shown.likes == {}
    await rig.player.read_due()
    assert asked(rig) == [[A.uri, ALBUM, B.uri]]
