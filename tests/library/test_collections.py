"""What one list tells of another."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from sptui.library.collections import HELD, PLAYLISTS, Collections
from sptui.library.contents import Contents
from sptui.library.listing import Batch, Entry
from sptui.library.places import Place, kind_of, place_of
from sptui.simulator import Simulator
from sptui.spotify.client import Spotify
from sptui.spotify.models.catalogue import Album, Audiobook, Chapter, Episode, Track
from sptui.spotify.models.playlists import Playlist
from sptui.store import Store

Asked = Callable[[], list[str]]
Makes = Callable[[], Collections]


@pytest.fixture
def makes(spotify: Spotify, store: Store, clock: SimpleNamespace, told: list[Contents]) -> Makes:
    """Makes the lists of a new process."""

    async def pause(_: float) -> None:
        """Nobody waits."""

    return lambda: Collections(spotify, store, now=lambda: clock.now, pause=pause, changed=told.append)


def late_train(simulator: Simulator) -> Place:
    return Place("playlist", simulator.world.playlists.named("Late Train Home").id)


async def test_the_list_of_playlists_tells_which_of_them_have_changed(
    makes: Makes, simulator: Simulator, asked: Asked, clock: SimpleNamespace
) -> None:
    collections, place = makes(), late_train(simulator)
    await collections.at(place).load()
    clock.now += 3_500
    await collections.at(PLAYLISTS).load()
    asked()
    clock.now += 3_500
    assert collections.at(place).fresh  # by what the list of playlists told in between
    simulator.world.playlists.named("Late Train Home").reorder(0, 1, 3)
    collections.at(PLAYLISTS).want()
    await collections.at(PLAYLISTS).load()
    assert not collections.at(place).fresh
    await collections.at(place).load()
    reads = [each for each in asked() if each.startswith("GET")]  # the sign-in was renewed meanwhile
    assert list(dict.fromkeys(reads)) == ["GET me/playlists", f"GET playlists/{place.id}"]
    assert collections.at(place).fresh


async def test_what_the_store_remembers_of_the_playlists_is_no_news(
    makes: Makes, simulator: Simulator, clock: SimpleNamespace
) -> None:
    collections, place = makes(), late_train(simulator)
    await collections.at(PLAYLISTS).load()
    await collections.at(place).load()
    clock.now += 20 * 24 * 3_600
    again = makes()
    again.at(PLAYLISTS)
    assert not again.at(place).fresh


async def test_a_change_from_here_stands_in_the_list_of_playlists_as_well(makes: Makes, simulator: Simulator) -> None:
    collections, place = makes(), late_train(simulator)
    await collections.at(PLAYLISTS).load()
    known = next(each for each in collections.known(PLAYLISTS) if isinstance(each, Playlist) and each.id == place.id)
    collections.update(known.model_copy(update={"name": "Early Train", "snapshot_id": "new"}))
    names = [thing.name for thing in collections.known(PLAYLISTS)]
    assert "Early Train" in names
    assert "Late Train Home" not in names
    assert collections.version(place.id)[0] == "new"
    await collections.at(PLAYLISTS).load()
    assert [thing.name for thing in makes().known(PLAYLISTS)] == names


async def test_a_new_playlist_stands_on_top(makes: Makes) -> None:
    collections = makes()
    await collections.at(PLAYLISTS).load()
    made = Playlist(id="x", uri="spotify:playlist:x", name="New", snapshot_id="s")
    collections.insert(made)
    assert next(iter(collections.known(PLAYLISTS))) == made


async def test_whose_account_it_is_is_asked_for_once(makes: Makes, asked: Asked, simulator: Simulator) -> None:
    assert makes().user_id == ""
    assert await makes().me() == simulator.world.user.id
    assert await makes().me() == makes().user_id == simulator.world.user.id
    assert asked() == ["GET me"]


def test_the_lists_that_were_looked_at_last_are_held(makes: Makes) -> None:
    collections = makes()
    collections.at(PLAYLISTS)
    for number in range(HELD + 5):
        collections.at(Place("album", str(number)))
    assert collections.held(PLAYLISTS) is not None
    assert collections.held(Place("album", "0")) is None
    assert collections.held(Place("album", str(HELD + 4))) is not None


def test_the_length_of_a_list_is_known_without_opening_it(makes: Makes) -> None:
    collections = makes()
    assert collections.kept_total(Place("liked")) is None
    collections.at(Place("liked")).begin(Batch((Entry(Track(uri="spotify:track:x")),), 0, 1))
    assert collections.kept_total(Place("liked")) == makes().kept_total(Place("liked")) == 1


def test_results_are_not_kept_for_tomorrow(makes: Makes, store: Store) -> None:
    place = Place("results", "track ivy")
    makes().at(place).begin(Batch((Entry(Track(uri="spotify:track:x")),), grows=True))
    assert store.kept_list(place.key, 0.0) is None


def test_another_account_knows_nothing_of_the_one_before(makes: Makes, told: list[Contents]) -> None:
    collections = makes()
    before = collections.at(Place("liked"))
    collections.forget()
    told.clear()
    before.begin(Batch((Entry(Track(uri="spotify:track:x")),), 0, 1))
    assert told == []
    assert collections.held(Place("liked")) is None


def test_one_sees_more_of_a_thing_where_it_belongs() -> None:
    album, book = Album(id="a", name="A"), Audiobook(id="b")
    assert place_of(Track(id="t", album=album)) == Place("album", "a")
    assert place_of(Chapter(id="c", audiobook=book)) == Place("audiobook", "b")
    assert place_of(Episode(id="e")) == Place("episode", "e")
    assert place_of(Playlist(id="p")) == Place("playlist", "p")
    assert place_of(Track(id="t")) is None
    assert place_of(Album(name="local")) is None
    assert kind_of(book) == "audiobook"
