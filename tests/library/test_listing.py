import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.library.listing import HIDDEN, Batch, Entry, Listing, placed
from sptui.spotify.models.catalogue import Track


def entry(name: str, at: str = "") -> Entry:
    return Entry(Track(uri=f"spotify:track:{name}", name=name), at)


def page(start: int, count: int, total: int = 10) -> Batch:
    return Batch(tuple(entry(str(place)) for place in range(start, start + count)), start, total)


def names(listing: Listing) -> list[str | None]:
    return [None if each is None else each.thing.name if each.thing else "?" for each in listing.entries]


def test_rows_that_are_not_known_keep_their_places() -> None:
    listing = Listing().with_first(page(0, 3), 7.0).with_page(page(6, 2))
    assert names(listing) == ["0", "1", "2", None, None, None, "6", "7", None, None]
    assert (listing.loaded, listing.complete, listing.read_at) == (5, False, 7.0)
    assert listing.with_page(page(3, 3)).with_page(page(8, 2)).complete


def test_a_page_that_tells_another_total_is_of_another_list() -> None:
    listing = Listing().with_first(page(0, 3), 7.0).with_page(page(5, 2, total=8))
    assert names(listing) == [None, None, None, None, None, "5", "6", None]


def test_a_list_that_grows_ends_where_the_service_tells_no_next_page() -> None:
    first = Batch((entry("a"),), 0, None, grows=True, more="cursor")
    listing = Listing().with_first(first, 1.0)
    assert (names(listing), listing.more, listing.complete) == (["a"], "cursor", False)
    listing = listing.with_page(Batch((entry("b"),), 1, None, grows=True))
    assert (names(listing), listing.more, listing.complete) == (["a", "b"], None, True)


@pytest.mark.parametrize(
    ("again", "kept"),
    [
        (page(0, 3), True),
        (page(0, 3, total=11), False),
        (Batch((entry("new"), entry("0"), entry("1")), 0, 10), False),
        (Batch((entry("0", "2026"), entry("1"), entry("2")), 0, 10), False),
    ],
    ids=["the same", "longer", "another first row", "the same row added at another time"],
)
def test_a_first_page_and_the_total_tell_whether_it_is_the_same_list(again: Batch, kept: bool) -> None:
    listing = Listing().with_first(page(0, 3), 1.0).with_page(page(6, 2)).with_first(again, 2.0)
    assert (listing.entries[6] is not None) is kept
    assert listing.read_at == 2.0


def test_of_a_playlist_the_version_alone_tells() -> None:
    first = Batch((entry("a"),), 0, 2, tag="one")
    listing = Listing().with_first(first, 1.0).with_page(Batch((entry("b"),), 1, 2))
    assert listing.same_as(Batch((entry("x"),), 0, 2, tag="one"))
    assert not listing.same_as(Batch((entry("a"),), 0, 2, tag="two"))
    assert names(listing.with_first(Batch((entry("a"),), 0, 2, tag="two"), 2.0)) == ["a", None]


def test_a_list_that_grows_stays_as_long_as_it_was_when_it_begins_the_same() -> None:
    first = Batch((entry("a"),), 0, 3, grows=True, more="x")
    listing = Listing().with_first(first, 1.0).with_page(Batch((entry("b"),), 1, 3, grows=True, more="y"))
    again = listing.with_first(first, 2.0)
    assert (names(again), again.more) == (["a", "b"], "y")


@pytest.mark.parametrize(
    ("view", "start"),
    [(range(4), 3), (range(4, 9), 4), (range(3), None), (range(95, 120), 95), (range(0), None)],
    ids=["the end of it", "all of it", "nothing", "beyond the end", "no view"],
)
def test_one_page_serves_what_is_in_view(view: range, start: int | None) -> None:
    listing = Listing().with_first(page(0, 3, total=100), 1.0)
    assert listing.missing(view, 50) == start


def test_a_page_above_what_is_known_ends_right_before_it() -> None:
    listing = Listing().with_first(page(0, 3, total=100), 1.0).with_page(page(60, 10, total=100))
    assert listing.missing(range(50, 65), 20) == 40
    assert listing.missing(range(58, 63), 100) == 0


def test_rows_that_came_as_null_hold_their_places_and_show_nothing() -> None:
    assert placed([entry("a")], 0, 50, 3) == (entry("a"), HIDDEN, HIDDEN)
    assert placed([entry("a"), entry("b")], 50, 50, 51) == (entry("a"),)
    assert placed([entry("a")], 0, 50, None)[0] == entry("a")


def test_a_change_is_the_old_rows_in_another_order_and_new_ones_between_them() -> None:
    listing = Listing().with_first(page(0, 3, total=3), 1.0)
    changed = listing.rearranged([2, None, 0], [entry("new")], "two")
    assert names(changed) == ["2", "new", "0"]
    assert (changed.total, changed.tag) == (3, "two")


@given(
    st.integers(1, 60).flatmap(
        lambda total: st.tuples(
            st.just(total), st.lists(st.tuples(st.integers(0, total - 1), st.integers(1, 20)), max_size=12)
        )
    ),
    st.integers(1, 25),
)
def test_looking_at_all_rows_one_view_after_the_other_loads_each_once(
    case: tuple[int, list[tuple[int, int]]], size: int
) -> None:
    total, views = case
    listing = Listing(total=total, read_at=1.0).with_page(Batch((), 0, total))
    asked: list[int] = []
    for start, height in [*views, *((row, 1) for row in range(total))]:
        view = range(start, min(total, start + height))
        while (at := listing.missing(view, size)) is not None:
            batch = page(at, min(size, total - at), total)
            asked.append(at)
            listing = listing.with_page(batch)
            assert len(asked) <= total
    assert listing.complete
    assert names(listing) == [str(row) for row in range(total)]
