"""The staged queue as a value: what waits keeps its order, and comes back as it was."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.player.commands import AddToQueue
from sptui.player.staging.staged import MOST, Staged
from sptui.player.state import Picture
from sptui.spotify.models.catalogue import Album, Artist, Episode, Image, Show, Track
from tests.player.fakes import TAKER, A, B, C, D

EPISODE = Episode(
    id="e",
    uri="spotify:episode:e",
    name="Talk",
    duration_ms=60_000,
    description="Long",
    show=Show(id="s", uri="spotify:show:s", name="Show", description="Longer"),
)
FULL = Track(
    id="f",
    uri="spotify:track:f",
    name="Full",
    duration_ms=1_000,
    explicit=True,
    album=Album(id="al", name="Album", images=(Image(url="https://i.scdn.co/image/x", width=640, height=640),)),
    artists=(Artist(id="ar", name="Artist", uri="spotify:artist:ar"),),
)
WAITING = Staged().added((A, B, C, D))


def names(staged: Staged) -> str:
    """What is listed, and in brackets what is in Spotify's hands."""
    return "".join(f"({entry.item.name})" if not entry.here else entry.item.name for entry in staged.entries)


def test_items_wait_behind_all_others_or_before_them() -> None:
    assert names(Staged().added((A, B)).added((C,)).added((D, D), first=True)) == "DDABC"
    assert len({entry.id for entry in WAITING.added((A, A)).entries}) == 6


def test_no_more_than_so_many_can_wait() -> None:
    assert len(Staged().added([A] * (MOST + 5)).entries) == MOST
    assert WAITING.added([A] * MOST).added((B,)) == WAITING.added([A] * MOST)


@pytest.mark.parametrize(
    ("ids", "by", "moved"),
    [
        ({1}, 1, "BACD"),
        ({1}, 9, "BCDA"),
        ({4}, -1, "ABDC"),
        ({1, 2}, 1, "CABD"),
        ({1, 3}, 1, "BADC"),
        ({1, 3}, 2, "BADC"),
        ({2, 4}, -1, "BADC"),
        ({3}, 0, "ABCD"),
        ({99}, 1, "ABCD"),
    ],
)
def test_what_is_moved_keeps_its_distances_and_stops_at_the_ends(ids: set[int], by: int, moved: str) -> None:
    assert names(WAITING.moved(ids, by)) == moved


def test_an_entry_that_is_given_stands_before_those_that_wait_and_comes_back_in_front() -> None:
    given_ = WAITING.turned(3, "waiting").begun(3, 7.0).turned(1, "sent", 8.0)
    assert names(given_) == "(C)(A)BD"
    assert [entry.since for entry in given_.given] == [7.0, 8.0]
    assert names(given_.turned(1, "waiting")) == "(C)ABD"
    assert given_.begun(3, 9.0) == given_
    assert names(given_.without({1, 2, 3})) == "(C)(A)D"
    assert names(given_.moved({1, 4}, -1)) == "(C)(A)DB"


def test_an_item_that_begins_has_left_the_queue_and_with_it_those_before_it() -> None:
    staged = WAITING.begun(1, 0.0).begun(2, 0.0).begun(3, 0.0)
    assert names(staged.after_start(A.uri)) == "(B)(C)D"
    assert names(staged.after_start(B.uri)) == "(C)D"
    assert names(staged.after_start(D.uri)) == names(staged)
    assert names(staged.after_start(None)) == names(staged)


def test_a_refused_item_waits_no_more_until_somebody_hands_it_over() -> None:
    refused = WAITING.begun(1, 0.0).turned(1, "refused")
    assert names(refused) == "ABCD"
    assert refused.begun(1, 0.0) == refused


def test_all_of_it_comes_back_from_text_as_it_was() -> None:
    staged = Staged(held=True).added((A, FULL)).added((EPISODE,)).begun(1, 3.5)
    staged = staged.seen_with("spotify:track:A", "spotify:album:x", 12.5)
    again = Staged.from_text(staged.as_text())
    bare = EPISODE.model_copy(update={"description": "", "show": Show(id="s", uri="spotify:show:s", name="Show")})
    assert [entry.item for entry in again.entries] == [A, FULL, bare]
    assert [(entry.id, entry.state, entry.since) for entry in again.entries] == [
        (entry.id, entry.state, entry.since) for entry in staged.entries
    ]
    assert (again.held, again.context, again.playing, again.at) == (True, "spotify:album:x", "spotify:track:A", 12.5)
    assert again.added((A,)).entries[-1].id == staged.next_id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        "{}",
        '{"entries": 7}',
        '{"entries": [[1]]}',
        '{"entries": [[1, "gone", 0, ["track", {}]]]}',
        '{"entries": [[1, "waiting", "x", ["track", {}]]]}',
        '{"entries": [[1, "waiting", 0, "track"]]}',
        '{"entries": [], "at": "x"}',
    ],
)
def test_rubbish_is_an_empty_list(text: str) -> None:
    assert Staged.from_text(text) == Staged()


def test_ids_are_never_given_twice() -> None:
    told = json.loads(WAITING.as_text()) | {"next": 1}
    assert Staged.from_text(json.dumps(told)).added((A,)).entries[-1].id == 5


CHANGES: dict[str, Callable[[Staged], Staged]] = {
    "add": lambda staged: staged.added((D, C)),
    "add first": lambda staged: staged.added((D, C), first=True),
    "remove": lambda staged: staged.without({2, 3}),
    "clear": lambda staged: staged.arranged(()),
    "move": lambda staged: staged.moved({1}, 2),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_taken_back(change: str) -> None:
    after = CHANGES[change](WAITING)
    assert names(after) != names(WAITING)
    assert names(after.restored(WAITING, after)) == "ABCD"


def test_what_has_been_given_since_does_not_come_back_and_what_came_since_stays() -> None:
    after = WAITING.moved({4}, -3)
    now = after.begun(4, 0.0).added((A,))
    assert names(now.restored(WAITING, after)) == "(D)ABCA"
    cleared = WAITING.arranged(())
    assert names(cleared.added((D,)).restored(WAITING, cleared)) == "ABCDD"


ids = st.sets(st.integers(1, 8), max_size=4)


@given(st.lists(st.sampled_from([A, B, C]), max_size=8), ids, st.integers(-9, 9), st.integers(1, 8))
def test_moving_loses_nothing(items: list[Track], chosen: set[int], by: int, sent: int) -> None:
    staged = Staged().added(items).begun(sent, 1.0)
    moved = staged.moved(chosen, by)
    assert sorted(entry.id for entry in moved.entries) == sorted(entry.id for entry in staged.entries)
    assert moved.given == staged.given
    still = [entry.id for entry in staged.here if entry.id not in chosen]
    assert [entry.id for entry in moved.here if entry.id not in chosen] == still
    assert names(moved.restored(staged, moved)) == names(staged)


def test_what_is_handed_over_is_shown_behind_all_that_the_listener_is_known_to_have_queued() -> None:
    waiting = Staged().added((B,)).turned(1, "sent").added((A,))
    picture = Picture(queue=(D, B, C), staged=waiting.entries)  # D was queued elsewhere, in front of B
    after = AddToQueue(A, TAKER, 2).predict(picture, 1.0)
    assert after.queue == (D, B, A, C)
    assert [entry.state for entry in after.staged] == ["sent", "sent"]
