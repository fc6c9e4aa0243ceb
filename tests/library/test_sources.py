"""Every list, from its first row to its last, against the account that it is of."""

from collections.abc import Callable

import pytest

from sptui.library.places import Place
from sptui.simulator import Simulator
from sptui.simulator.world import World
from sptui.spotify.models.catalogue import Album, Audiobook, Chapter, Episode, Show, Track
from sptui.spotify.models.playlists import Playlist
from tests.library.conftest import Opens


def of_library(kind: str) -> Callable[[World], list[str]]:
    return lambda world: [thing.name for thing, _ in world.library.saved(kind)]


def own_playlists(world: World) -> list[str]:
    listed = (world.playlists.get(each) for each in world.playlists.listed if each is not None)
    return [playlist.name for playlist in listed if playlist is not None]


SHELVES: dict[str, Callable[[World], list[str]]] = {
    "liked": of_library("track"),
    "albums": of_library("album"),
    "shows": of_library("show"),
    "episodes": of_library("episode"),
    "audiobooks": of_library("audiobook"),
    "artists": of_library("artist"),
    "playlists": own_playlists,
}


@pytest.mark.parametrize("kind", SHELVES)
async def test_a_part_of_the_library_is_read_to_its_end(kind: str, opens: Opens, simulator: Simulator) -> None:
    collection = opens(Place(kind))  # type: ignore[arg-type]
    collection.fill()
    await collection.load()
    shown = [entry for entry in collection.listing.entries if entry is not None and not entry.hidden]
    wanted = [name.strip() for name in SHELVES[kind](simulator.world)]
    assert collection.listing.complete
    assert len(shown) == len(wanted)
    plain = [name for name in wanted if name.isalnum()]
    names = [entry.thing.name for entry in shown if entry.thing is not None]
    assert [name for name in names if name in plain] == plain
    assert names


async def test_what_was_played_lately_comes_with_its_moment(opens: Opens, asked: Callable[[], list[str]]) -> None:
    collection = opens(Place("recent"))
    await collection.load()
    assert len(collection.listing.entries) == 50
    moments = [entry.at for entry in collection.listing.entries if entry is not None]
    assert moments == sorted(moments, reverse=True)
    assert asked() == ["GET me/player/recently-played"]


@pytest.mark.parametrize("kind", ["top tracks", "top artists"])
async def test_what_was_played_most_is_asked_for_by_its_span(kind: str, opens: Opens) -> None:
    names = []
    for span in ("short_term", "long_term"):
        collection = opens(Place(kind, span))  # type: ignore[arg-type]
        await collection.load()
        names.append([entry.thing.name for entry in collection.listing.entries if entry and entry.thing])
    assert all(names)


async def test_an_album_brings_its_tracks_each_with_the_album(opens: Opens, simulator: Simulator) -> None:
    album = next(album for album in simulator.world.catalogue.albums if album.name == "Small Hours")
    collection = opens(Place("album", album.id))
    await collection.load()
    assert isinstance(collection.contents.about, Album)
    assert (collection.contents.about.name, collection.contents.about.tracks) == ("Small Hours", None)
    tracks = [entry.thing for entry in collection.listing.entries if entry is not None]
    assert [track.name for track in tracks if isinstance(track, Track)] == [track.name for track in album.tracks]
    assert {track.collection for track in tracks if isinstance(track, Track)} == {"Small Hours"}
    assert {track.disc_number for track in tracks if isinstance(track, Track)} == {1, 2}


async def test_an_artist_brings_releases_and_popular_tracks(
    opens: Opens, simulator: Simulator, asked: Callable[[], list[str]]
) -> None:
    artist = simulator.world.catalogue.artists[0]
    collection = opens(Place("artist", artist.id))
    await collection.load()
    assert sorted(asked()) == sorted([f"GET artists/{artist.id}", f"GET artists/{artist.id}/albums", "GET search"])
    assert {entry.thing.name for entry in collection.listing.entries if entry and entry.thing} == {
        album.name for album in artist.albums if artist in album.artists
    }
    popular = [entry.thing for entry in collection.contents.popular]
    assert popular
    assert all(artist.id in {each.id for each in track.artists} for track in popular if isinstance(track, Track))


async def test_popular_tracks_that_cannot_be_found_leave_the_releases(opens: Opens, simulator: Simulator) -> None:
    from sptui.simulator.faults import Fault  # noqa: PLC0415

    simulator.faults.add(Fault(path="/v1/search", status=502))
    artist = simulator.world.catalogue.artists[0]
    collection = opens(Place("artist", artist.id))
    await collection.load()
    assert (collection.contents.popular, collection.contents.trouble) == ((), "")
    assert collection.listing.entries


async def test_a_show_brings_its_episodes_each_with_the_show(opens: Opens, simulator: Simulator) -> None:
    show = simulator.world.catalogue.shows[0]
    collection = opens(Place("show", show.id))
    await collection.load()
    episodes = [entry.thing for entry in collection.listing.entries if entry is not None]
    assert len(episodes) == len(show.episodes)
    assert isinstance(collection.contents.about, Show)
    assert {episode.byline for episode in episodes if isinstance(episode, Episode)} == {show.name}


async def test_an_audiobook_brings_its_chapters_each_with_the_book(opens: Opens, simulator: Simulator) -> None:
    book = simulator.world.catalogue.audiobooks[0]
    collection = opens(Place("audiobook", book.id))
    await collection.load()
    chapters = [entry.thing for entry in collection.listing.entries if entry is not None]
    assert isinstance(collection.contents.about, Audiobook)
    assert [chapter.audiobook for chapter in chapters if isinstance(chapter, Chapter)] == [
        collection.contents.about
    ] * len(book.chapters)


async def test_an_episode_has_more_to_tell_and_no_list(opens: Opens, simulator: Simulator) -> None:
    episode = simulator.world.catalogue.episodes[0]
    collection = opens(Place("episode", episode.id))
    await collection.load()
    assert isinstance(collection.contents.about, Episode)
    assert collection.contents.about.description.startswith(episode.name)
    assert collection.listing.complete
    assert collection.listing.entries == ()


async def test_a_playlist_comes_with_its_first_rows_in_one_request(
    opens: Opens, simulator: Simulator, asked: Callable[[], list[str]]
) -> None:
    playlist = simulator.world.playlists.named("Sunday Kitchen ☕")
    collection = opens(Place("playlist", playlist.id))
    await collection.load()
    assert asked() == [f"GET playlists/{playlist.id}"]
    assert isinstance(collection.contents.about, Playlist)
    assert collection.listing.tag == playlist.snapshot_id
    assert [uri or None for uri in collection.listing.uris] == [item.uri if item else None for item in playlist.items]


async def test_search_results_go_on_until_the_service_has_no_more(
    opens: Opens, asked: Callable[[], list[str]], simulator: Simulator
) -> None:
    collection = opens(Place("results", "track e"))
    collection.look(range(5))
    await collection.load()
    assert asked() == ["GET search"]
    assert (collection.listing.loaded, collection.listing.total) == (10, None)
    collection.look(range(5, 14))
    await collection.load()
    assert asked() == ["GET search"]
    collection.fill()
    await collection.load()
    hits = [track for track in simulator.world.catalogue.tracks if "e" in track.haystack]
    assert collection.listing.loaded == min(1_000, len(hits))
    assert collection.listing.complete
