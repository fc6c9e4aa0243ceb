"""What is done with the rows of lists on a simulated account: what it costs, and that it ends in the truth."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from random import Random

import pytest

from sptui.player import intents
from sptui.player.commands import Like
from sptui.simulator import Fault
from sptui.simulator.accounts import ALL_SCOPES
from sptui.simulator.objects import Thing as Simulated
from sptui.spotify.models.catalogue import Album, Artist, Chapter, Episode, Track
from sptui.spotify.models.things import Single
from tests.scenario.driver import AWAY, DEVICES, LIKES, QUEUE, READ, WATCHING, Driver, started
from tests.scenario.figures import HOUR, opened

PLAY, SHUFFLE, ADD = "PUT player/play", "PUT player/shuffle", "POST player/queue"
SAVE, REMOVE = "PUT library", "DELETE library"
STARTED = {PLAY: 1, READ: 1, QUEUE: 1, LIKES: 1}


@pytest.fixture(params=[0.0, 0.15], ids=["at once", "slow"])
async def driver(request: pytest.FixtureRequest) -> AsyncGenerator[Driver, None]:
    async for driver in started(Driver(latency=request.param)):
        yield driver


def of_every_kind(driver: Driver) -> list[Simulated]:
    catalogue = driver.world.catalogue
    groups: tuple[Sequence[Simulated], ...] = (
        catalogue.tracks, catalogue.albums, catalogue.artists, catalogue.shows, catalogue.episodes
    )  # fmt: skip
    return [thing for group in groups for thing in group[:6]]


def uris(things: Sequence[Simulated]) -> tuple[str, ...]:
    return tuple(thing.uri for thing in things)


def tracks(driver: Driver, album: int, count: int = 100) -> list[Track]:
    listed = driver.world.catalogue.albums[album].tracks
    playable = [track for track in listed if track.playable and track.name]
    return [Track.model_validate(track.full) for track in playable[:count]]


def assert_likes_are_true(driver: Driver, things: Sequence[Simulated]) -> None:
    likes, library = driver.player.state.shown.likes, driver.world.library
    assert {thing.uri: likes.get(thing.uri) for thing in things} == {
        thing.uri: library.contains(thing.uri) for thing in things
    }


async def test_hearts_of_what_is_in_view_are_true_for_one_request_a_screenful(driver: Driver) -> None:
    things = of_every_kind(driver)
    driver.player.look_at(uris(things))
    await driver.run(5)
    assert driver.requests() == {LIKES: 1}
    assert_likes_are_true(driver, things)
    playlist = driver.world.playlists.named("Late Train Home")
    driver.player.look_at([playlist.uri, *uris(things)])
    await driver.run(5)
    assert driver.requests() == {LIKES: 2}
    assert driver.player.state.shown.likes[playlist.uri] is True


async def test_who_scrolls_through_a_long_list_asks_only_where_it_rests(driver: Driver) -> None:
    rows = uris(driver.world.catalogue.tracks[:300])
    for top in range(0, 260, 2):
        driver.player.look_at(rows[top : top + 30])
        await driver.run(0.05)
    await driver.run(5)
    assert driver.requests() == {LIKES: 1}


async def test_rows_that_stay_in_view_cost_one_request_in_an_hour_and_none_while_nobody_looks() -> None:
    spent = []
    for attention, view in ((WATCHING, False), (WATCHING, True), (AWAY, False), (AWAY, True)):
        driver = await opened(attention=attention)
        async with aclosing(driver.http):
            driver.player.look_at(uris(driver.world.catalogue.albums[:30]) if view else ())
            await driver.run(HOUR)
            spent.append(driver.requests().total())
    assert (spent[1] - spent[0], spent[3] - spent[2]) == (1, 0)


@pytest.mark.parametrize("withheld", ["user-follow-read", "playlist-read-private"])
async def test_a_sign_in_without_a_scope_costs_one_refusal_and_shows_all_other_hearts(withheld: str) -> None:
    driver = Driver()
    scopes = tuple(scope for scope in ALL_SCOPES if scope != withheld)
    driver.auth._token = driver.simulator.sign_in(scopes)["access_token"]
    async for each in started(driver):
        things = of_every_kind(each)
        playlist = each.world.playlists.named("Late Train Home")
        each.player.look_at([playlist.uri, *uris(things)])
        await each.run(5)
        assert each.requests() == {LIKES: 2}
        assert_likes_are_true(each, [thing for thing in things if thing.kind != "artist"])
        each.player.look_at(
            [playlist.uri, *uris(each.world.catalogue.artists), *uris(each.world.catalogue.albums)[:20]]
        )
        await each.run(600)
        assert each.requests()[LIKES] == 3
        assert each.player.state.trouble is None


async def test_a_like_of_everything_is_sent_forty_at_a_time_and_undone_by_the_next(driver: Driver) -> None:
    catalogue = driver.world.catalogue
    albums = [Album.model_validate(album.simplified) for album in catalogue.albums[:30]]
    artists = [Artist.model_validate(artist.full) for artist in catalogue.artists[:20]]
    driver.player.look_at([*uris(catalogue.albums[:30]), *uris(catalogue.artists[:20])])
    await driver.run(5)
    for wanted in (True, False):
        saved = sum(driver.world.library.contains(thing.uri or "") for thing in (*albums, *artists))
        command = intents.like(driver.player.state.shown, [*albums, *artists])
        assert command is not None
        count = 50 - saved if wanted else 50
        cost = await driver.do(command, settle=2.0)
        assert cost == {SAVE if wanted else REMOVE: -(-count // 40)}
        assert_likes_are_true(driver, [*catalogue.albums[:30], *catalogue.artists[:20]])
        assert {driver.world.library.contains(thing.uri or "") for thing in (*albums, *artists)} == {wanted}
        assert driver.player.state.notice is not None
        verb = f"Saved {count} items to" if wanted else f"Removed {count} items from"
        assert driver.player.state.notice.text == f"{verb} your library."


async def test_a_like_of_which_a_part_is_lost_ends_in_the_truth(driver: Driver) -> None:
    rows = driver.world.catalogue.tracks[:60]
    for track in rows:
        driver.world.library.remove(track.uri)
    driver.player.look_at(uris(rows[:40]))
    await driver.run(5)
    driver.simulator.faults.add(Fault(method="PUT", path="*/me/library"))  # the first part goes through
    driver.simulator.faults.add(Fault(method="PUT", path="*/me/library", status=403))
    await driver.do(Like(uris(rows), on=True))
    assert_likes_are_true(driver, rows[:40])
    assert [driver.world.library.contains(uri) for uri in uris(rows)] == [True] * 40 + [False] * 20


def whole(driver: Driver, kind: str) -> tuple[str, list[Single], int]:
    """A context by its URI, its rows, and the place of one that is not among the first."""
    catalogue = driver.world.catalogue
    rows: list[Single]
    if kind == "album":
        album = catalogue.albums[3]
        uri, rows = album.uri, [Track.model_validate(track.full) for track in album.tracks]
    elif kind == "playlist":
        playlist = driver.world.playlists.named("Late Train Home")
        again = next(item for item in playlist.items if item is not None and item.kind == "track" and item.playable)
        playlist.insert([again, *catalogue.albums[3].tracks[:2], again], 0, 0.0)
        uri, rows = playlist.uri, [Track.model_validate((item or again).full) for item in playlist.items]
    elif kind == "show":
        show = catalogue.shows[0]
        uri, rows = show.uri, [Episode.model_validate(episode.full) for episode in show.episodes]
    elif kind == "audiobook":
        book = catalogue.audiobooks[0]
        uri, rows = book.uri, [Chapter.model_validate(chapter.detailed) for chapter in book.chapters]
    else:
        saved = [thing for thing, _ in driver.world.library.saved("track")]
        uri = driver.world.collection_uri
        rows = [Track.model_validate(thing.full) for thing in saved if isinstance(thing, type(catalogue.tracks[0]))]
    return uri, rows, next(place for place, row in enumerate(rows) if place >= 3 and row.available)


KINDS = ("album", "playlist", "show", "audiobook", "collection")


@pytest.mark.parametrize("kind", KINDS)
async def test_a_row_starts_inside_its_list_and_what_follows_there_comes_next(driver: Driver, kind: str) -> None:
    uri, rows, place = whole(driver, kind)
    while driver.world.player.state.queue:
        driver.world.player.next()
    command = intents.play(rows[place], rows[place + 1 :], within=uri, position=place)
    assert command is not None
    driver.forget()
    driver.player.do(command)
    assert driver.shown.uri == rows[place].uri
    cost = await driver.do(settle=5.0)
    assert cost == STARTED
    assert driver.player.state.notice is None
    driver.assert_true()
    state = driver.world.player.state
    assert (state.context.uri, state.index) == (uri, place)
    assert driver.looks(lambda shown: shown.uri) == [rows[place].uri]
    assert driver.looks(lambda shown: shown.item and shown.item.byline) == [
        driver.shown.item and driver.shown.item.byline
    ]


@pytest.mark.parametrize("status", [400, 403, 404])
@pytest.mark.parametrize("kind", KINDS)
async def test_where_a_list_is_refused_its_rows_are_started(driver: Driver, kind: str, status: int) -> None:
    uri, rows, place = whole(driver, kind)
    driver.simulator.faults.add(Fault(path="*/play", status=status))
    command = intents.play(rows[place], rows[place + 1 :], within=uri, position=place)
    cost = await driver.do(command)
    assert cost == {**STARTED, PLAY: 2}
    driver.assert_true()
    assert driver.world.player.state.context.uri is None
    assert driver.shown.uri == rows[place].uri


@pytest.mark.parametrize("active", [True, False])
@pytest.mark.parametrize("shuffled", [True, False])
async def test_a_whole_is_started_in_the_mode_that_was_asked_for(active: bool, shuffled: bool) -> None:
    async for driver in started(Driver()):
        album = driver.world.catalogue.albums[3]
        if not active:
            driver.world.player.go_idle()
            for each in driver.world.devices:
                if each.name not in ("Kitchen", "Garden"):
                    driver.world.player.remove_device(each.key)
            await driver.run(16)
        commands = intents.play_whole(driver.player.state.shown, Album(uri=album.uri), shuffled=shuffled)
        cost = await driver.do(*commands, settle=8.0)
        tries = 1 if active else 2
        assert (cost[PLAY], cost[SHUFFLE], cost[DEVICES]) == (tries, 1 if shuffled else 0, tries - 1)
        state = driver.world.player.state
        assert (state.context.uri, state.shuffle, state.is_playing) == (album.uri, shuffled, True)
        driver.assert_true()


async def test_a_list_without_a_context_plays_in_the_order_that_it_was_shuffled_to(driver: Driver) -> None:
    while driver.world.player.state.queue:
        driver.world.player.next()
    things = tracks(driver, 3, 5) + tracks(driver, 4, 5)
    rng = Random(2)  # noqa: S311 -- repeatable, no secret
    cost = await driver.do(*intents.play_all(things, shuffled=True, rng=rng))
    assert cost == STARTED
    heard = driver.world.player.state.context.items
    assert sorted(item.uri for item in heard if item) == sorted(thing.uri or "" for thing in things)
    assert [item.uri for item in heard if item] != [thing.uri for thing in things]
    driver.assert_true()


async def test_a_dozen_items_are_queued_in_their_order_and_the_queue_is_read_once(driver: Driver) -> None:
    things = (tracks(driver, 3) + tracks(driver, 4))[:12]
    before = len(driver.world.player.state.queue)
    cost = await driver.do(*driver.given(*things), settle=10)
    assert cost == {ADD: 12, QUEUE: 1}
    assert [item.uri for item in driver.world.player.state.queue[before:]] == [thing.uri for thing in things]
    assert [state.notice.text for state in driver.seen if state.notice][-1] == "12 items are in Spotify's queue."
    assert driver.player.state.notice is not None
    assert driver.player.state.notice.serial == 1
    driver.assert_true()


async def test_a_dozen_items_of_which_one_is_refused_stop_there(driver: Driver) -> None:
    things = (tracks(driver, 3) + tracks(driver, 4))[:12]
    driver.simulator.faults.add(Fault(path="*/player/queue", method="POST", times=4))  # that many go through
    driver.simulator.faults.add(Fault(path="*/player/queue", method="POST", status=403))
    before = len(driver.world.player.state.queue)
    cost = await driver.do(*driver.given(*things), settle=15)
    assert cost[ADD] == 5
    assert len(driver.world.player.state.queue) - before == 4
    assert driver.player.state.notice is not None
    assert driver.player.state.notice.text.endswith("4 of 12 items are in Spotify's queue.")
    driver.assert_true()
