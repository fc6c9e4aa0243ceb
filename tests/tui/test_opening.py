"""Where one gets to from a row, from what plays, and from a link that was pasted."""

from collections.abc import Callable

import pytest

from sptui.simulator import Simulator
from sptui.simulator.world import World
from sptui.spotify.tokens import MemoryTokens
from tests.tui.conftest import Opened
from tests.tui.stage import Stage, token
from tests.tui.test_library import go_to, open_row, quiet, reads, title, under

NO_MORE = "There is no more to see of it."
NOWHERE = "0" * 22
KITCHEN = "Sunday Kitchen ☕"


def uri(stage: Stage) -> str | None:
    """The URI of what the row with the cursor stands for."""
    return stage.thing.uri if stage.thing is not None else None


def url(uri: str | None) -> str:
    kind, id_ = (uri or "").split(":")[1:]
    return f"https://open.spotify.com/{kind}/{id_}"


async def paste(stage: Stage, text: str) -> None:
    await stage.press("/")
    stage.search.write(text)
    await stage.press("enter")
    await quiet(stage)


BESIDE = [
    ("b", ("Late Train Home",), "Ivy", "‹ Harbour Songs", "Ivy"),
    ("b", ("Shows", "The Slow Commute"), "22. Salt", "‹ 22. Salt", "22. Salt"),
    ("b", ("Audiobooks", "The Cartographer's Winter"), "Chapter 4", "‹ The Cartographer's Winter", "Chapter 4"),
    ("b", ("Albums",), "Harbour Songs", "‹ Harbour Songs", "Harbour Songs"),
    ("b", ("Artists",), "Juniper Vale", "‹ Juniper Vale", "Juniper Vale"),
    ("b", (), "Rainy Window", "‹ Rainy Window", "Rainy Window"),
    ("B", ("Late Train Home",), "Ivy", "‹ Marlow & the Tides", "Marlow & the Tides"),
    ("B", ("Albums",), "Harbour Songs", "‹ Marlow & the Tides", "Marlow & the Tides"),
    ("B", ("Shows", "The Slow Commute"), "22. Salt", "‹ The Slow Commute", "22. Salt"),
    ("B", ("Episodes",), "10. Paper", "‹ The Slow Commute", "The Slow Commute"),
    ("B", ("Audiobooks", "The Cartographer's Winter"), "Chapter 4", "‹ The Cartographer's Winter", "Chapter 4"),
]


@pytest.mark.parametrize(("key", "path", "name", "shown", "cursor"), BESIDE)
async def test_b_leads_to_the_whole_and_capital_b_to_who_made_it(
    remote: Opened, key: str, path: tuple[str, ...], name: str, shown: str, cursor: str
) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        go_to(stage, name)
        await stage.press(key)
        await quiet(stage)
        assert (title(stage), under(stage), stage.told) == (shown, cursor, [])


async def test_b_on_an_open_episode_leads_to_its_show_and_to_the_episode_there(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Episodes")
        go_to(stage, "10. Paper")
        await stage.press("b")
        await quiet(stage)
        assert title(stage) == "‹ 10. Paper"
        await stage.press("b")
        await quiet(stage)
        assert (title(stage), under(stage)) == ("‹ The Slow Commute", "10. Paper")


@pytest.mark.parametrize(("pane", "keys"), [("queue", ("Q", "j", "j", "j")), ("devices", ("d",))])
async def test_from_the_queue_b_leads_to_the_row_s_album_and_from_the_devices_to_that_of_what_plays(
    remote: Opened, pane: str, keys: tuple[str, ...]
) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press(*keys)
        thing = stage.thing if pane == "queue" else stage.app.main.playback.item
        assert thing is not None
        await stage.press("b")
        await quiet(stage)
        about = stage.app.browsing.current.contents.about
        assert about is not None
        assert (getattr(thing, "album", None) or about).id == about.id
        assert (stage.pane, uri(stage)) == ("library", thing.uri)
        await stage.press("backspace")
        assert stage.pane == pane


@pytest.mark.parametrize(
    ("key", "path", "name"),
    [
        ("b", (), "Liked songs"),
        ("B", (), "Liked songs"),
        ("B", (), "Rainy Window"),
        ("B", ("Artists",), "Juniper Vale"),
        ("b", (KITCHEN,), "Not available any more"),
        ("b", (KITCHEN,), "Accordion in the Rain"),
        ("B", (KITCHEN,), "Accordion in the Rain"),
    ],
)
async def test_what_leads_nowhere_says_so(remote: Opened, key: str, path: tuple[str, ...], name: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        go_to(stage, name)
        before = title(stage)
        await stage.press(key)
        assert (title(stage), stage.told) == (before, [NO_MORE])


@pytest.mark.parametrize(
    ("context", "shown"),
    [
        (lambda world: world.playlists.named("Зима").uri, "‹ Зима"),
        (lambda world: world.catalogue.albums[8].uri, "‹ Field Notes"),
        (lambda world: world.catalogue.artists[0].uri, "‹ Paper Lanterns"),
        (lambda world: world.catalogue.shows[0].uri, "‹ The Slow Commute"),
        (lambda world: world.catalogue.audiobooks[0].uri, "‹ The Cartographer's Winter"),
        (lambda world: world.collection_uri, "‹ Liked songs"),
    ],
    ids=["playlist", "album", "artist", "show", "audiobook", "liked songs"],
)
async def test_c_opens_what_plays(
    remote: Opened, simulator: Simulator, context: Callable[[World], str], shown: str
) -> None:
    world = simulator.world
    plays = world.context(context(world))
    assert plays is not None
    world.player.play(plays, row=1)
    async with remote() as stage:
        await stage.read()
        await stage.press("c")
        await quiet(stage)
        assert (stage.pane, title(stage), stage.told) == ("library", shown, [])
        assert uri(stage) == stage.app.main.playback.uri or "Paper Lanterns" in shown  # an artist's page shows releases


async def test_without_a_context_c_opens_the_album_at_the_item_that_plays(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Top tracks")
        go_to(stage, "Tangerine")
        await stage.press("enter")
        await quiet(stage)
        playing = stage.app.main.playback.uri
        await stage.press("c")
        await quiet(stage)
        assert uri(stage) == playing
        assert title(stage) != "‹ Top tracks"


async def test_with_nothing_playing_c_leads_nowhere(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.go_idle()
    async with remote() as stage:
        await stage.read()
        await stage.press("c")
        assert (stage.pane, stage.told) == ("queue", [NO_MORE])


@pytest.fixture
def kept(simulator: Simulator) -> MemoryTokens:
    return MemoryTokens(token(simulator))


async def test_o_opens_a_row_in_the_browser(remote: Opened, kept: MemoryTokens) -> None:
    async with remote(kept=kept, with_desk=True) as stage:
        await stage.ready()
        await open_row(stage, "Late Train Home")
        go_to(stage, "Ivy")
        await stage.press("o")
        await quiet(stage)
        assert (stage.browser.opened, stage.told) == ([url(uri(stage))], [])


async def test_where_there_is_no_browser_the_address_is_copied(remote: Opened, kept: MemoryTokens) -> None:
    async with remote(kept=kept, with_desk=True) as stage:
        await stage.ready()
        stage.browser.none = True
        await open_row(stage, "Late Train Home")
        await stage.press("o")
        await quiet(stage)
        address = url(stage.simulator.world.playlists.named("Late Train Home").uri)
        assert stage.app.clipboard == address
        assert stage.told == [f"No browser was found; the address is copied: {address}"]


async def test_y_copies_the_link_of_a_row_or_of_all_marked_ones(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Late Train Home")
        go_to(stage, "Ivy")
        ivy = url(uri(stage))
        await stage.press("y")
        assert (stage.app.clipboard, stage.told) == (ivy, [f"Copied: {ivy}"])
        await stage.press("v", "v")
        await stage.press("y")
        copied = stage.app.clipboard.splitlines()
        assert (copied[0], len(copied), stage.told[-1]) == (ivy, 2, "Copied 2 links.")


@pytest.mark.parametrize("key", ["o", "y"])
@pytest.mark.parametrize(
    ("path", "name", "told"),
    [
        ((), "Liked songs", "There is nothing here to do that with."),
        ((KITCHEN,), "Not available any more", "There is nothing here to do that with."),
        ((KITCHEN,), "Accordion in the Rain", "It has no page at Spotify."),
    ],
)
async def test_what_has_no_page_says_so(remote: Opened, key: str, path: tuple[str, ...], name: str, told: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        go_to(stage, name)
        await stage.press(key)
        assert (stage.told, stage.app.clipboard) == ([told], "")


LINKS: dict[str, tuple[Callable[[World], str], str]] = {
    "album": (lambda world: world.catalogue.albums[2].id, "‹ Lighthouse"),
    "artist": (lambda world: world.catalogue.artists[3].id, "‹ The Night Gardeners"),
    "playlist": (lambda world: world.playlists.named("Canciones para volver").id, "‹ Canciones para volver"),
    "show": (lambda world: world.catalogue.shows[1].id, "‹ 深夜の図書室"),
    "episode": (lambda world: world.catalogue.episodes[3].id, "‹ 25. The Lamplighter's Ledger"),
    "audiobook": (lambda world: world.catalogue.audiobooks[1].id, "‹ Les Jardins de la mer"),
}


@pytest.mark.parametrize("form", ["https://open.spotify.com/{}/{}?si=abc", "spotify:{}:{}"], ids=["url", "uri"])
@pytest.mark.parametrize("kind", LINKS)
async def test_a_pasted_link_opens_what_it_leads_to(remote: Opened, simulator: Simulator, kind: str, form: str) -> None:
    id_, shown = LINKS[kind]
    async with remote() as stage:
        await stage.ready()
        await paste(stage, form.format(kind, id_(simulator.world)))
        assert (stage.pane, title(stage), stage.told) == ("library", shown, [])
        assert kind == "artist" or reads(stage, "/search") == 0
        await stage.press("escape")
        assert stage.pane == "search"


@pytest.mark.parametrize("kind", ["track", "chapter"])
async def test_a_link_to_a_part_opens_the_whole_at_that_part(remote: Opened, simulator: Simulator, kind: str) -> None:
    catalogue = simulator.world.catalogue
    thing = catalogue.tracks[40] if kind == "track" else catalogue.chapters[3]
    async with remote() as stage:
        await stage.ready()
        await paste(stage, f"spotify:{kind}:{thing.id}")
        assert (under(stage), stage.thing and stage.thing.id) == (thing.name, thing.id)
        assert title(stage) == ("‹ Songs for a Borrowed Sofa" if kind == "track" else "‹ The Cartographer's Winter")


@pytest.mark.parametrize("text", ["spotify:collection", "https://open.spotify.com/collection/tracks"])
async def test_a_link_to_a_collection_opens_the_liked_songs(remote: Opened, text: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await paste(stage, text)
        assert title(stage) == "‹ Liked songs"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("spotify:user:mira", "Spotify no longer tells apps about its listeners."),
        (
            "https://spotify.link/abc",
            "That short link leads through the web. Open it in a browser, and paste where it ends.",
        ),
    ],
)
async def test_a_link_that_leads_to_nothing_here_says_so_without_a_request(
    remote: Opened, text: str, told: str
) -> None:
    async with remote() as stage:
        await stage.ready()
        asked = len(stage.asked)
        await paste(stage, text)
        assert (stage.pane, stage.told, len(stage.asked)) == ("search", [told], asked)


async def test_a_link_to_a_track_that_there_is_not_says_so_and_one_to_an_album_shows_it(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await paste(stage, f"spotify:track:{NOWHERE}")
        assert stage.told == ["Spotify does not know that, or does not show it to this app. Choose something else."]
        assert stage.pane == "search"
        await paste(stage, f"spotify:album:{NOWHERE}")
        assert stage.pane == "library"
        assert stage.shows("Spotify does not know this album any more.")
