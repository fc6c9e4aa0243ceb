"""What Enter, P, X, z and h do on every kind of row, and what then plays."""

from collections.abc import Callable

import pytest

from sptui.simulator import Simulator
from sptui.simulator.faults import Fault
from sptui.simulator.objects import Thing
from sptui.simulator.spoken import Playable
from sptui.simulator.world import World
from tests.tui.conftest import Opened
from tests.tui.stage import Stage
from tests.tui.test_library import go_to, loaded, open_row, quiet, title, under

NOT_OFFERED = "That cannot be played: Spotify does not offer it here."
MINE = "Late Train Home"


def playlist(name: str) -> Callable[[World], str]:
    return lambda world: world.playlists.named(name).uri


def album(name: str) -> Callable[[World], str]:
    return lambda world: next(each.uri for each in world.catalogue.albums if each.name == name)


def first(kind: str) -> Callable[[World], str]:
    """The URI of the first thing of a kind in the catalogue."""

    def uri(world: World) -> str:
        things: tuple[Thing, ...] = getattr(world.catalogue, f"{kind}s")
        return things[0].uri

    return uri


def position(stage: Stage) -> int | None:
    """Where the row with the cursor stands in its list."""
    pick = stage.app.main.panes.pick
    return pick.index if pick is not None else None


def playing(stage: Stage) -> str | None:
    return stage.truth.item.uri if stage.truth.item is not None else None


def heard_next(stage: Stage) -> list[str]:
    """What the service's player has in its context, from what plays on."""
    items: tuple[Playable | None, ...] = stage.truth.context.items
    return [item.uri for item in items[stage.truth.index :] if item is not None]


async def press(stage: Stage, key: str, commands: int = 1) -> None:
    """Press a key whose commands are sent one after the other."""
    await stage.press(key)
    for sent in range(commands):
        await stage.until(lambda sent=sent: len(stage.writes) > sent)  # type: ignore[misc]
        await stage.later(0.3)
        await quiet(stage)


WITHIN = [
    ((MINE,), "Ivy", playlist(MINE)),
    (("Albums", "Field Notes"), "Tin Roof", album("Field Notes")),
    (("Liked songs",), "Marigold", lambda world: world.collection_uri),
    (("Shows", "The Slow Commute"), "22. Salt", first("show")),
    (("Audiobooks", "The Cartographer's Winter"), "Chapter 4", first("audiobook")),
]


@pytest.mark.parametrize(("path", "name", "context"), WITHIN, ids=[path[-1] for path, *_ in WITHIN])
async def test_enter_plays_a_row_inside_of_its_list(
    remote: Opened, simulator: Simulator, path: tuple[str, ...], name: str, context: Callable[[World], str]
) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        go_to(stage, name)
        thing, place = stage.thing, position(stage)
        assert thing is not None
        await press(stage, "enter")
        assert stage.writes == [("PUT", "player/play")]
        assert (stage.truth.context.uri, stage.truth.index) == (context(simulator.world), place)
        assert playing(stage) == stage.app.main.playback.uri == thing.uri


@pytest.mark.parametrize("path", [("Top tracks",), ("Recently played",), ("Episodes",)], ids=" ".join)
async def test_enter_in_a_list_without_a_context_plays_the_rows_behind_it_as_well(
    remote: Opened, path: tuple[str, ...]
) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        await stage.press("j", "j", "j")
        things = [entry.thing for entry in stage.app.browsing.current.listing.entries[3:] if entry and entry.thing]
        await press(stage, "enter")
        assert stage.truth.context.uri is None
        assert heard_next(stage) == [thing.uri for thing in things if getattr(thing, "available", False)]
        assert playing(stage) == things[0].uri


async def test_enter_on_a_popular_track_plays_it_with_the_other_popular_ones(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Artists", "Paper Lanterns")
        go_to(stage, "Paper Boats")
        await press(stage, "enter")
        listed = [row for row in stage.rows("library").rows if isinstance(row.key, tuple) and row.key[0] == "popular"]
        popular = [row.cells[0] for row in listed if not row.disabled]
        heard = [item.name for item in stage.truth.context.items if item is not None]
        assert heard == popular[popular.index("Paper Boats") :]


async def test_of_two_copies_the_one_under_the_cursor_plays(remote: Opened, simulator: Simulator) -> None:
    rows = simulator.world.playlists.named(MINE).rows
    rows.insert(20, rows[7])
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, MINE)
        stage.rows("library").move_cursor(20 + 3)
        assert (under(stage), position(stage)) == ("Ivy", 20)
        await press(stage, "enter")
        assert (stage.truth.context.uri, stage.truth.index) == (simulator.world.playlists.named(MINE).uri, 20)


@pytest.mark.parametrize("keys", ["fivy", "s"], ids=["filtered", "sorted"])
async def test_a_row_plays_at_its_own_place_also_from_another_order(remote: Opened, keys: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, MINE)
        await stage.press(*keys, *(["enter"] if keys[0] == "f" else []))
        go_to(stage, "Ivy")
        await press(stage, "enter")
        assert (stage.truth.index, playing(stage)) == (7, stage.thing and stage.thing.uri)


async def test_a_list_that_cannot_be_entered_is_played_by_its_rows(remote: Opened, simulator: Simulator) -> None:
    simulator.faults.add(Fault(method="PUT", path="/v1/me/player/play", status=404))
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, MINE)
        go_to(stage, "Ivy")
        await press(stage, "enter", 2)
        assert (stage.truth.context.uri, playing(stage)) == (None, stage.thing and stage.thing.uri)
        assert len(heard_next(stage)) == 16


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        (("Albums",), "Harbour Songs"),
        (("Artists",), "Juniper Vale"),
        (("Shows",), "The Slow Commute"),
        (("Audiobooks",), "The Cartographer's Winter"),
        ((), MINE),
        ((), "Liked songs"),
    ],
    ids=["album", "artist", "show", "audiobook", "playlist", "part of the library"],
)
async def test_enter_opens_what_has_rows_of_its_own(remote: Opened, path: tuple[str, ...], heading: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path, heading)
        assert title(stage) == f"‹ {heading}"
        assert stage.writes == []


WHOLES = [
    ((MINE,), playlist(MINE)),
    (("Albums", "Field Notes"), album("Field Notes")),
    (("Artists", "Paper Lanterns"), first("artist")),
    (("Shows", "The Slow Commute"), first("show")),
    (("Audiobooks", "The Cartographer's Winter"), first("audiobook")),
    (("Rainy Window",), playlist("Rainy Window")),
    (("Daily Mix 1",), playlist("Daily Mix 1")),
]


@pytest.mark.parametrize("key", ["enter", "P"])
@pytest.mark.parametrize(("path", "context"), WHOLES, ids=[path[-1] for path, _ in WHOLES])
async def test_enter_on_the_head_of_a_list_and_p_on_its_row_play_the_whole(
    remote: Opened, simulator: Simulator, path: tuple[str, ...], context: Callable[[World], str], key: str
) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        if key == "P":
            await stage.press("backspace")
        await press(stage, key)
        assert stage.writes == [("PUT", "player/play")]
        items = stage.truth.context.items
        begins = next(place for place, item in enumerate(items) if item is not None and item.playable)
        assert (stage.truth.context.uri, stage.truth.index) == (context(simulator.world), begins)


async def test_p_on_a_row_of_an_open_list_plays_that_from_its_beginning(remote: Opened, simulator: Simulator) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums", "Field Notes")
        go_to(stage, "Tin Roof")
        await press(stage, "P")
        assert (stage.truth.context.uri, stage.truth.index) == (album("Field Notes")(simulator.world), 0)


async def test_x_shuffles_the_whole(remote: Opened, simulator: Simulator) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums", "Field Notes")
        await press(stage, "X", 2)
        assert stage.writes == [("PUT", "player/shuffle"), ("PUT", "player/play")]
        assert (stage.truth.context.uri, stage.truth.shuffle) == (album("Field Notes")(simulator.world), True)


@pytest.mark.parametrize(("key", "ordered"), [("P", True), ("X", False)])
async def test_a_list_without_a_context_is_played_by_its_rows(remote: Opened, key: str, ordered: bool) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Top tracks")
        listed = [entry.uri for entry in stage.app.browsing.current.listing.entries if entry and entry.thing]
        await press(stage, key)
        heard = [item.uri for item in stage.truth.context.items if item is not None]
        assert set(heard) <= set(listed)
        assert len(heard) >= loaded(stage) - 2
        assert (heard == [uri for uri in listed if uri in heard]) is ordered


async def test_marked_rows_are_played_in_their_order_whatever_is_open(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, MINE)
        for name in ("Low Tide", "Ivy", "Fjörður"):
            go_to(stage, name)
            await stage.press("v")
        await press(stage, "P")
        heard = [item.name for item in stage.truth.context.items if item is not None]
        assert (stage.truth.context.uri, heard) == (None, ["Ivy", "Fjörður", "Low Tide"])


@pytest.mark.parametrize("key", ["P", "X"])
async def test_where_nothing_can_be_played_p_and_x_say_so(remote: Opened, key: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("d", key)
        assert stage.told == ["There is nothing to play here."]
        assert stage.writes == []
