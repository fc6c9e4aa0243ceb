"""How wide the columns of an open list are, without an app around it."""

import pytest

from sptui.library.contents import Contents
from sptui.library.listing import Batch, Entry, Listing
from sptui.library.places import Place
from sptui.spotify.models.catalogue import Artist, Track
from sptui.tui.pages import gauge
from sptui.tui.pages.gauge import Gauge
from sptui.tui.pages.look import Look
from sptui.tui.pages.rows import entry_row, rows_of
from sptui.tui.widgets.columns import Row, Widths

HERE, ELSEWHERE = Place("liked"), Place("recent")


def entry(name: str, artist: str = "Wren") -> Entry:
    artists = (Artist(id=artist, name=artist),)
    return Entry(Track(id=name, uri=f"spotify:track:{name}", name=name, artists=artists, duration_ms=60_000))


def listing(*entries: Entry, total: int | None = None) -> Listing:
    return Listing().with_first(Batch(entries, 0, len(entries) if total is None else total), 100.0)


def measured(by: Gauge, shown: Listing, place: Place = HERE, user_id: str = "") -> Widths:
    contents, look = Contents(place, listing=shown), Look(user_id=user_id)
    return by.widths(contents, look, rows_of(contents, look))


def test_columns_are_as_wide_as_the_widest_of_the_rows_that_are_known() -> None:
    assert measured(Gauge(), listing(entry("Ivy"), entry("Night Train", "Otis"), total=9)) == (11, 4, 0, 0, 0, 4)


def test_what_stands_above_the_rows_counts_as_well() -> None:
    contents, look = Contents(Place("playlists")), Look(totals={"liked": 12_345})
    assert Gauge().widths(contents, look, rows_of(contents, look)) == (len("Recently played"), 0, 0, 0, 0, 6)


def test_rows_that_come_make_columns_wider_and_rows_that_go_leave_them_as_they_are() -> None:
    by, first = Gauge(), listing(entry("Ivy"), entry("Fog", "Otis"), total=4)
    assert measured(by, first)[:2] == (3, 4)
    more = first.with_page(Batch((entry("Night Train"), entry("Sea")), 2, 4))
    assert measured(by, more)[:2] == (11, 4)
    assert measured(by, more.rearranged((0, 3), (), ""))[:2] == (11, 4)


def test_when_all_rows_are_others_they_are_measured_anew() -> None:
    by = Gauge()
    assert measured(by, listing(entry("Night Train", "Otis")))[:2] == (11, 4)
    assert measured(by, listing(entry("Fog", "Wren & Willow")))[:2] == (3, 13)


def test_each_row_is_measured_once_also_of_lists_that_one_comes_back_to(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def noted(each: Entry, listed: int, contents: Contents, look: Look) -> Row:
        made.append(each.uri[-3:])
        return entry_row(each, listed, contents, look)

    monkeypatch.setattr(gauge, "entry_row", noted)
    by, here, elsewhere = Gauge(), listing(entry("Ivy"), total=2), listing(entry("Fog"))
    for shown, place in ((here, HERE), (elsewhere, ELSEWHERE), (here, HERE)):
        assert measured(by, shown, place)[:1] == (3,)
    measured(by, here.with_page(Batch((entry("Sea"),), 1, 2)))
    assert made == ["Ivy", "Fog", "Sea"]


def test_of_ten_thousand_rows_that_come_at_once_some_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gauge, "MOST", 3)
    assert measured(Gauge(), listing(*map(entry, ("a", "bb", "ccc", "dddd"))))[0] == 3


def test_it_forgets_the_lists_that_were_left_long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gauge, "LISTS", 2)
    by = Gauge()
    for number in range(5):
        measured(by, listing(entry("Ivy")), Place("playlist", str(number)))
    assert len(by._known) == 2
