"""An open list as rows, without an app around it."""

import pytest

from sptui.library.contents import Contents
from sptui.library.listing import HIDDEN, Batch, Entry, Listing
from sptui.library.places import Kind, Place
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Author, Episode, ResumePoint, Show, Track
from sptui.spotify.models.playlists import Playlist, PlaylistOwner
from sptui.spotify.models.things import Thing
from sptui.tui.pages.look import Look, status_of, title_of
from sptui.tui.pages.rows import PageRows, rows_of
from sptui.tui.things import Marks

ME = PlaylistOwner(id="me", display_name="Mira")
WREN = Artist(id="wren", name="Wren")
PLAYLIST = Playlist(
    id="p", uri="spotify:playlist:p", name="Late", owner=ME, public=False, total=3, description="For trains"
)


def track(name: str, **fields: object) -> Track:
    return Track(id=name, uri=f"spotify:track:{name}", name=name, artists=(WREN,), **fields)  # type: ignore[arg-type]


def listing(*things: Thing | None, total: int | None = None) -> Listing:
    entries = tuple(Entry(thing) for thing in things)
    return Listing().with_first(Batch(entries, 0, len(entries) if total is None else total), 100.0)


def page(
    place: Place, shown: Listing, about: Thing | None = None, look: Look | None = None, **more: object
) -> PageRows:
    return rows_of(Contents(place, about=about, listing=shown, **more), look or Look(now=100.0))  # type: ignore[arg-type]


def texts(rows: PageRows) -> list[str]:
    return [str(row.cells[0]) for row in rows]


def test_a_playlist_has_itself_and_what_is_known_of_it_for_its_head() -> None:
    rows = page(Place("playlist", "p"), listing(track("Ivy"), None, track("Fog")), PLAYLIST)
    assert texts(rows)[:3] == ["Late", "by Mira  ·  private  ·  3 items", "For trains"]
    assert (rows[0].pinned, rows[0].markable, rows[0].cells[1]) == (True, False, "playlist")
    assert texts(rows)[4:] == ["Ivy", "Not available any more", "Fog"]
    assert [row.disabled for row in rows[4:]] == [False, True, False]


def test_rows_that_are_not_known_yet_hold_their_places_and_cannot_be_marked() -> None:
    rows = page(Place("playlist", "p"), listing(track("Ivy"), total=3), PLAYLIST)
    assert texts(rows)[4:] == ["Ivy", "…", "…"]
    assert [row.pending for row in rows[4:]] == [False, True, True]
    assert rows.text(5) == rows.text(6) == "…"
    assert rows.listed(range(5, 7)) == range(1, 3)
    assert rows.listed(range(3)) == range(0)


def test_a_row_is_found_where_it_is_now_also_of_several_that_are_equal() -> None:
    before = page(Place("playlist", "p"), listing(track("a"), track("b"), track("a"), track("c")), PLAYLIST)
    after = page(Place("playlist", "p"), listing(track("b"), track("a"), track("c"), track("a")), PLAYLIST)
    assert [before.index_of(row.key, 0) for row in before[4:]] == [4, 5, 6, 7]
    assert after.index_of(before[5].key, 5) == 4  # b has gone up
    assert after.index_of(before[7].key, 7) == 6
    assert after.index_of(before[4].key, 4) == 5  # the nearer of two
    assert after.index_of(("spotify:track:gone", 2), 4) is None
    assert after.index_of(before[0].key, 0) == 0
    assert after.index_of("nothing", 0) is None


def test_a_row_that_has_come_is_where_one_waited_for_it() -> None:
    waiting = page(Place("playlist", "p"), listing(track("a"), total=2), PLAYLIST)
    here = page(Place("playlist", "p"), listing(track("a"), track("b")), PLAYLIST)
    assert here.index_of(waiting[5].key, 5) == 5


def test_a_list_of_ten_thousand_builds_only_what_is_looked_at() -> None:
    rows = page(Place("playlist", "p"), listing(track("a"), total=10_000), PLAYLIST)
    assert (len(rows), len(rows._made)) == (10_004, 0)
    assert rows[-1].pending
    assert len(rows._made) == 1


def test_discs_stand_under_headings_when_there_are_several() -> None:
    album = Album(id="l", uri="spotify:album:l", name="Hours", album_type="album", artists=(WREN,), release_date="1999")
    one, two = track("one", disc_number=1), track("two", disc_number=2)
    assert texts(page(Place("album", "l"), listing(one, two), album)) == [
        "Hours",
        "Wren  ·  album  ·  1999",
        "",
        "Disc 1",
        "one",
        "",
        "Disc 2",
        "two",
    ]
    assert texts(page(Place("album", "l"), listing(one), album))[3:] == ["one"]
    by_others = track("three", disc_number=1).model_copy(update={"artists": (Artist(id="x", name="Otis"),)})
    rows = page(Place("album", "l"), listing(one, by_others), album)
    assert [row.cells[1] for row in rows[3:]] == ["", "Otis"]


def test_the_releases_of_an_artist_stand_by_kind_and_each_once() -> None:
    def release(name: str, kind: str, year: str) -> Album:
        return Album(uri=f"spotify:album:{name}{year}", name=name, album_type=kind, artists=(WREN,), release_date=year)

    shown = listing(
        release("Hours", "album", "1999-02"),
        release("hours", "ALBUM", "1999"),
        release("Hours", "album", "2009"),
        release("Ivy", "single", "1998"),
    )
    rows = page(Place("artist", "wren"), shown, WREN, popular=(Entry(track("Fog")),))
    assert texts(rows) == ["Wren", "", "Popular", "Fog", "", "Albums", "Hours", "Hours", "", "Singles", "Ivy"]
    assert [row.cells[1] for row in rows if row.kind == "item"] == ["artist", "", "1999", "2009", "1998"]
    by_title = page(Place("artist", "wren"), shown, WREN, Look(order="by title"))
    assert texts(by_title)[2:] == ["Hours", "Hours", "Ivy"]


def test_what_was_null_shows_nothing() -> None:
    shown = Listing().with_first(Batch((Entry(PLAYLIST), HIDDEN), 0, 2), 1.0)
    assert texts(page(Place("playlists"), shown))[-2:] == ["Playlists  ·  2", "Late"]


@pytest.mark.parametrize(
    ("place", "contents", "told"),
    [
        (Place("liked"), {}, []),
        (Place("playlist", "p"), {"about": PLAYLIST}, ["Loading …"]),
        (
            Place("playlist", "p"),
            {"about": PLAYLIST, "trouble": "Why."},
            ["Not read", "Why.", "Press r to try again."],
        ),
        (Place("playlist", "p"), {"about": PLAYLIST, "trouble": "Press A, then."}, ["Not read", "Press A, then."]),
        (
            Place("playlist", "p"),
            {"about": PLAYLIST, "listing": listing(), "trouble": "Why."},
            ["Not read again: Why."],
        ),
        (
            Place("results", "album ivy"),
            {"about": PLAYLIST, "listing": listing()},
            ["Nothing found for “ivy”", "Fewer words, or another spelling, may help"],
        ),
        (
            Place("playlist", "p"),
            {"about": PLAYLIST, "listing": listing()},
            ["Nothing in it yet", "Press i on a track to add it to a playlist"],
        ),
    ],
    ids=["nothing is known", "loading", "refused", "another key helps", "known to be empty", "nothing found", "empty"],
)
def test_a_list_without_rows_says_why(place: Place, contents: dict[str, object], told: list[str]) -> None:
    rows = rows_of(Contents(place, **contents), Look())  # type: ignore[arg-type]
    assert texts(rows)[4:] == told


def test_a_closed_list_tells_in_lines_that_fit_why_its_rows_are_missing() -> None:
    rows = page(Place("playlist", "p"), listing(), PLAYLIST, Look(width=30), closed="not yours")
    lines = texts(rows)[4:]
    assert " ".join(lines).startswith("Spotify shows what is in a playlist to its owner only.")
    assert all(len(line) <= 30 for line in lines)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("playlist", "Spotify does not know this playlist any more. It was deleted or made private."),
        ("album", "Spotify does not know this album any more. It was taken down, or is not offered where you live."),
        ("show", "Spotify does not know this podcast any more. It was taken down, or is not offered where you live."),
        ("results", "Spotify does not know it any more. It was taken down, or is not offered where you live."),
    ],
)
def test_what_has_gone_is_called_what_it_is(kind: Kind, told: str) -> None:
    assert " ".join(texts(page(Place(kind, "x"), listing(), closed="gone"))) == told


def test_what_was_read_before_stays_when_it_cannot_be_read_again() -> None:
    rows = page(Place("liked"), listing(track("Ivy")), trouble="Spotify cannot be reached.")
    assert texts(rows) == ["Not read again: Spotify cannot be reached.", "", "Ivy"]


def test_marks_tell_what_plays_and_what_is_liked() -> None:
    marks = Marks("spotify:track:Ivy", "spotify:user:mira:playlist:p", {"spotify:track:Fog": True})
    rows = page(Place("playlist", "p"), listing(track("Ivy"), track("Fog")), PLAYLIST, Look(marks))
    assert [row.playing for row in rows if row.kind == "item"] == [True, True, False]
    assert [row.cells[4] for row in rows if row.kind == "item"] == ["", "", "♥"]


def test_among_liked_songs_only_what_is_liked_no_more_has_a_sign() -> None:
    marks = Marks(likes={"spotify:track:Fog": True, "spotify:track:Ivy": False})
    rows = page(Place("liked"), listing(track("Ivy"), track("Fog")), look=Look(marks))
    assert [row.cells[4] for row in rows] == ["♡", ""]


def test_own_playlists_tell_who_sees_them_and_others_whose_they_are() -> None:
    other = PLAYLIST.model_copy(update={"owner": PlaylistOwner(id="x", display_name="Otis")})
    rows = page(Place("playlists"), listing(PLAYLIST, other), look=Look(user_id="me"))
    assert [row.cells[1] for row in rows[-2:]] == ["private", "Otis"]


def test_episodes_of_a_show_tell_their_day_and_how_far_one_came() -> None:
    show = Show(id="s", uri="spotify:show:s", name="Fog", description="Long. " * 100)
    half = Episode(name="One", show=show, release_date="2026-01-02", duration_ms=60_000)
    heard = half.model_copy(update={"resume_point": ResumePoint(fully_played=True)})
    begun = half.model_copy(update={"resume_point": ResumePoint(resume_position_ms=20_000)})
    rows = page(Place("show", "s"), listing(half, heard, begun), show)
    assert [row.cells[1:] for row in rows[-3:]] == [
        ("2026-01-02", "", "", "", "1:00"),
        ("2026-01-02", "", "", "", "✓ heard"),
        ("2026-01-02", "", "", "", "0:40 left"),
    ]
    described = [line for line in texts(rows)[1:-4] if line]
    assert len(described) == 3
    assert described[-1].endswith("…")


def test_an_episode_tells_all_of_its_description() -> None:
    episode = Episode(id="e", name="One", description="word " * 200)
    rows = page(Place("episode", "e"), listing(), episode)
    assert "".join(texts(rows)).count("word") == 200


def test_an_episode_tells_how_long_it_is_and_how_much_of_it_is_left() -> None:
    begun = ResumePoint(resume_position_ms=20_000)
    episode = Episode(id="e", name="One", release_date="2026-01-02", duration_ms=60_000, resume_point=begun)
    rows = page(Place("episode", "e"), listing(), episode)
    assert (rows[0].cells[-1], rows[1].cells[0]) == ("0:40 left", "2026-01-02  ·  1:00")


def test_a_book_tells_who_wrote_and_who_reads_it() -> None:
    book = Audiobook(id="b", name="Winter", authors=(Author(name="Ada"),), narrators=(Author(name="Tom"),))
    assert texts(page(Place("audiobook", "b"), listing(), book))[1] == "by Ada  ·  read by Tom"


@pytest.mark.parametrize(
    ("contents", "look", "status"),
    [
        (Contents(Place("liked")), Look(), ""),
        (Contents(Place("liked"), loading=True), Look(), "loading …"),
        (Contents(Place("liked"), listing=listing(track("a"), total=9)), Look(now=100.0), "1 of 9 loaded"),
        (
            Contents(Place("liked"), listing=listing(track("a"), total=9), filling=True, loading=True),
            Look(now=100.0),
            "loading all: 1 of 9, F stops",
        ),
        (Contents(Place("liked"), listing=listing(track("a"))), Look(now=7_300.0), "read 2 h ago"),
        (Contents(Place("liked"), listing=listing(track("a"))), Look(now=100.0, order="by title"), "by title"),
        (Contents(Place("top tracks", "short_term"), listing=listing()), Look(now=100.0), "four weeks"),
    ],
)
def test_the_state_of_a_list_is_told_in_a_few_words(contents: Contents, look: Look, status: str) -> None:
    assert status_of(contents, look) == status


def test_every_list_has_a_name() -> None:
    assert title_of(Contents(Place("playlists"))) == "Library"
    assert title_of(Contents(Place("recent"))) == "Recently played"
    assert title_of(Contents(Place("playlist", "p"), about=PLAYLIST.model_copy(update={"name": ""}))) == "Untitled"
    assert title_of(Contents(Place("results", "track a b"))) == "Tracks: a b"
    assert title_of(Contents(Place("album", "x"))) == "Album"
