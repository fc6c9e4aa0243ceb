from sptui.library.listing import HIDDEN, Entry, Listing
from sptui.library.ordering import AS_IT_IS, ordered, orders
from sptui.library.places import Place
from sptui.spotify.models.catalogue import Album, Artist, Track
from sptui.spotify.models.playlists import Playlist, PlaylistOwner


def track(name: str, artist: str, album: str, ms: int, at: str) -> Entry:
    made = Track(
        name=name, artists=(Artist(name=artist),), album=Album(name=album), duration_ms=ms, track_number=len(name)
    )
    return Entry(made, at)


ROWS = Listing(
    (
        track("beta", "Young", "Z", 300, "2026-01-02"),
        track("Alpha", "adams", "Z", 100, "2026-01-03"),
        None,
        track("alpha", "Baker", "Y", 200, "2026-01-01"),
    ),
    total=4,
    read_at=1.0,
)


def test_its_own_order_is_that_of_the_service() -> None:
    assert list(ordered(ROWS, AS_IT_IS)) == [0, 1, 2, 3]
    assert isinstance(ordered(ROWS, AS_IT_IS), range)


def test_rows_that_are_not_known_yet_come_last_in_any_other() -> None:
    assert ordered(ROWS, "by title") == [1, 3, 0, 2]
    assert ordered(ROWS, "by artist") == [1, 3, 0, 2]
    assert ordered(ROWS, "by album") == [3, 0, 1, 2]
    assert ordered(ROWS, "last added") == [1, 0, 3, 2]
    assert ordered(ROWS, "shortest first") == [1, 3, 0, 2]


def test_rows_that_show_nothing_are_left_out() -> None:
    assert list(ordered(Listing((HIDDEN, *ROWS.entries)), AS_IT_IS)) == [1, 2, 3, 4]


def test_playlists_and_albums_have_orders_of_their_own() -> None:
    playlists = (
        Playlist(name="b", owner=PlaylistOwner(display_name="x"), total=3),
        Playlist(name="a", owner=PlaylistOwner(display_name="y"), total=30),
    )
    albums = Album(name="b", release_date="1999"), Album(name="a", release_date="2003-01")
    for things, order, wanted in (
        (playlists, "largest first", [1, 0]),
        (playlists, "by owner", [0, 1]),
        (albums, "newest first", [1, 0]),
        (albums, "oldest first", [0, 1]),
    ):
        assert ordered(Listing(tuple(Entry(thing) for thing in things)), order) == wanted


def test_a_list_whose_order_is_its_meaning_has_no_other() -> None:
    assert orders(Place("album", "x")) == orders(Place("recent")) == (AS_IT_IS,)
    assert orders(Place("playlist", "x"))[0] == AS_IT_IS
    assert "last added" not in orders(Place("liked"))
