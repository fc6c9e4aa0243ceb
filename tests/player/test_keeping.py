"""Many things at once, for the queue or for good, and what is told of them when not all goes well."""

from collections.abc import Sequence

import pytest

from sptui.player.commands import Like, Pause
from sptui.player.outbox import Outbox
from sptui.player.staging.entry import given_uris
from sptui.player.state import Picture
from sptui.spotify import errors
from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.catalogue import Item
from tests.player.fakes import A, B, C, D, FakeSpotify, Rig

URIS = tuple(f"spotify:track:{number}" for number in range(81))
ITEMS = [A, B, C, D]
REFUSED = errors.RestrictionViolated("The player does not allow that now.", status=403)
LOST = errors.Unreachable("The connection to Spotify broke off.", sent=True)


def refuse(rig: Rig, call: str, error: SpotifyError, *, after: int) -> None:
    """Let so many of these calls succeed before each further one fails."""
    answer, asked = rig.fake.answer, [0]

    async def refusing(name: str) -> object:
        if name == call:
            asked[0] += 1
            if asked[0] > after:
                raise error
        return await answer(name)

    rig.fake.answer = refusing  # type: ignore[method-assign]


async def send_all(rig: Rig) -> None:
    while await rig.player.send_one():
        pass


def told(rig: Rig) -> list[str]:
    """What was told since the rig was made, once each."""
    notices = {state.notice.serial: state.notice.text for state in rig.seen if state.notice is not None}
    return list(notices.values())


async def test_forty_are_saved_at_a_time() -> None:
    fake = FakeSpotify()
    await Like(URIS, on=True).send(fake.spotify)
    await Like(URIS[:40], on=False).send(fake.spotify)
    assert fake.calls == [
        ("save", URIS[:40]),
        ("save", URIS[40:80]),
        ("save", URIS[80:]),
        ("remove", URIS[:40]),
    ]


async def test_likes_show_at_once_and_are_told_of_when_they_are_answered(rig: Rig) -> None:
    rig.player.do(Like(URIS[:2], on=True, names=("Ivy", "Oak")))
    assert [rig.player.state.shown.likes[uri] for uri in URIS[:2]] == [True, True]
    assert told(rig) == []
    await send_all(rig)
    assert told(rig) == ["Liked 2 tracks."]
    assert rig.player.state.confirmed.likes.keys() >= set(URIS[:2])


@pytest.mark.parametrize(
    ("older", "newer", "left"),
    [
        (URIS[:2], URIS[:2], 1),
        (URIS[1:2], URIS[:2], 1),
        (URIS[:2], URIS[1:2], 2),
        (URIS[:2], URIS[1:3], 2),
    ],
)
def test_only_the_last_wish_for_the_same_things_is_sent(
    older: tuple[str, ...], newer: tuple[str, ...], left: int
) -> None:
    outbox = Outbox()
    outbox.put(Like(older, on=True), 1.0, in_flight=None)
    outbox.put(Like(newer, on=False), 2.0, in_flight=None)
    assert len(outbox._pending) == left
    likes = outbox.fold(Picture(), 3.0).likes
    assert [likes[uri] for uri in newer] == [False] * len(newer)


async def test_a_refused_like_is_taken_back(rig: Rig) -> None:
    before = rig.player.state.shown.likes
    rig.fake.answers["save"] = REFUSED
    rig.player.do(Like(URIS[:40], on=True, names=("x",) * 40))
    await send_all(rig)
    assert rig.player.state.shown.likes == before
    assert told(rig) == [f"{REFUSED} If need be, use the Spotify app itself."]


async def test_where_only_some_may_be_saved_it_is_asked_for_anew(rig: Rig) -> None:
    rig.player.look_at(URIS[:20])
    await rig.after(0.5)
    rig.fake.calls.clear()
    refuse(rig, "save", REFUSED, after=1)
    rig.player.do(Like(URIS, on=True, names=("x",) * 81))
    await send_all(rig)
    assert not set(URIS) & rig.player.state.shown.likes.keys()
    rig.fake.answers["contains"] = (True,) * 20
    await rig.after(0.6)
    assert [call[1] for call in rig.fake.calls if call[0] == "contains"] == [list(URIS[:20])]
    assert rig.player.state.shown.likes[URIS[0]] is True


async def give(rig: Rig, items: Sequence[Item]) -> None:
    rig.give(*items)
    await send_all(rig)


async def test_many_are_queued_in_their_order_and_told_of_once(rig: Rig) -> None:
    await give(rig, ITEMS)
    assert rig.fake.calls == [("add_to_queue", item.uri) for item in ITEMS]
    assert told(rig) == ["4 items are in Spotify's queue."]
    rig.fake.calls.clear()
    await rig.after(0.6)
    assert rig.fake.counted() == {"queue": 1}


@pytest.mark.parametrize(
    ("after", "made"),
    [(0, "None of the 4 items is"), (1, "1 of 4 items is"), (3, "3 of 4 items are")],
)
async def test_with_a_refused_item_those_behind_it_fall_and_it_is_told_how_many_made_it(
    rig: Rig, after: int, made: str
) -> None:
    refuse(rig, "add_to_queue", REFUSED, after=after)
    await give(rig, ITEMS)
    assert [call[1] for call in rig.fake.calls] == [item.uri for item in ITEMS[: after + 1]]
    assert told(rig) == [f"{REFUSED} If need be, use the Spotify app itself. {made} in Spotify's queue."]
    assert given_uris(rig.player.state.shown.staged) == {item.uri for item in ITEMS[:after]}


async def test_what_was_given_by_itself_is_sent_all_the_same(rig: Rig) -> None:
    refuse(rig, "add_to_queue", LOST, after=1)
    rig.give(A, B, C)
    rig.player.do(Pause())
    await send_all(rig)
    assert rig.fake.calls == [("add_to_queue", item.uri) for item in (A, B)] + [("pause",)]
    text = "It may have been done all the same; the next read will show."
    assert told(rig) == [f"{LOST} {text} 1 of 3 items is in Spotify's queue."]
