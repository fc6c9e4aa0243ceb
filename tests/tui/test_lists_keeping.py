"""What z and h do on every kind of row: what is then queued, saved and followed."""

import pytest

from tests.tui.conftest import Opened
from tests.tui.stage import Stage
from tests.tui.test_library import go_to, open_row, quiet
from tests.tui.test_lists import MINE, press

SAVE, REMOVE = ("PUT", "library"), ("DELETE", "library")


def queued(stage: Stage) -> list[str]:
    """What waits to be handed to Spotify's queue."""
    return [entry.item.name for entry in stage.app.staging.staged.here]


def saved(stage: Stage, uri: str) -> bool:
    world = stage.simulator.world
    if uri.startswith("spotify:playlist:"):
        return uri.rpartition(":")[2] in world.playlists.listed
    return world.library.contains(uri)


@pytest.mark.parametrize(
    ("path", "name"),
    [((MINE,), "Ivy"), (("Shows", "The Slow Commute"), "22. Salt"), (("Top tracks",), "Tangerine")],
    ids=["track", "episode", "track of no album"],
)
async def test_z_queues_a_row(remote: Opened, path: tuple[str, ...], name: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        go_to(stage, name)
        await stage.press("z")
        await stage.until(lambda: stage.told)
        assert (queued(stage), stage.told) == ([name], [f"Queued: “{name}”. u undoes it."])
        assert stage.writes == []


async def test_z_queues_marked_rows_in_their_order(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, MINE)
        for name in ("Low Tide", "Ivy", "Fjörður"):
            go_to(stage, name)
            await stage.press("v")
        await stage.press("z")
        await stage.until(lambda: stage.told)
        assert (queued(stage), stage.told) == (["Ivy", "Fjörður", "Low Tide"], ["Queued: 3 tracks. u undoes it."])
        assert stage.rows("library").marks == frozenset()


async def test_how_many_rows_are_marked_stands_first_among_the_keys_with_the_one_that_lets_go_of_them(
    remote: Opened,
) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, MINE)
        await stage.press("j", "v", "v", "v")
        await stage.until(lambda: stage.screen[-1].startswith(" esc 3 marked  "))
        await stage.press("Q")
        await stage.until(lambda: "marked" not in stage.screen[-1])
        await stage.press("L", "y")
        await stage.until(lambda: "Copied 3 links." in stage.told)
        assert stage.rows("library").marks == frozenset()
        await stage.press("v", "v")
        await stage.until(lambda: stage.screen[-1].startswith(" esc 2 marked  "))
        await stage.press("escape")
        await stage.until(lambda: stage.screen[-1].startswith(" enter "))


@pytest.mark.parametrize("opened", [True, False], ids=["on its head", "on its row"])
async def test_z_queues_what_is_in_an_album(remote: Opened, opened: bool) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums", *(["Harbour Songs"] if opened else []))
        go_to(stage, "Harbour Songs")
        await stage.press("z")
        await stage.until(lambda: stage.told)
        names = next(album for album in stage.simulator.world.catalogue.albums if album.name == "Harbour Songs").tracks
        assert queued(stage) == [track.name for track in names]
        assert stage.told == ["Queued: 11 tracks. u undoes it."]


@pytest.mark.parametrize(
    ("path", "name", "told"),
    [
        ((), "Rainy Window", "There is nothing in it that Spotify could queue."),
        ((), "Liked songs", "Nothing to queue here: press z on a track, an album, a playlist …"),
        (("Artists",), "Juniper Vale", "There is nothing in it that Spotify could queue."),
        (("Audiobooks", "The Cartographer's Winter"), "Chapter 4", "There is nothing in it that Spotify could queue."),
        (
            ("Sunday Kitchen ☕",),
            "Not available any more",
            "Nothing to queue here: press z on a track, an album, a playlist …",
        ),
        (("Sunday Kitchen ☕",), "Accordion in the Rain", "There is nothing in it that Spotify could queue."),
    ],
    ids=["playlist of somebody else", "part of the library", "artist", "chapter", "withdrawn", "local file"],
)
async def test_what_cannot_be_queued_says_so(remote: Opened, path: tuple[str, ...], name: str, told: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        go_to(stage, name)
        await stage.press("z")
        await quiet(stage)
        assert (stage.told, stage.writes) == ([told], [])


@pytest.mark.parametrize(
    ("path", "name", "told"),
    [
        ((MINE,), "Fjörður", "Liked “Fjörður”."),
        (("Artists", "Paper Lanterns"), "The Long Way Home", "Saved “The Long Way Home” to your library."),
        (("Top artists",), "", "Following “{}”."),
        (("Shows", "The Slow Commute"), "22. Salt", "Saved “22. Salt” to your library."),
    ],
    ids=["track", "album", "artist", "episode"],
)
async def test_h_saves_or_follows_a_row(remote: Opened, path: tuple[str, ...], name: str, told: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        await stage.later(0.5)
        await quiet(stage)
        likes = stage.app.main.picture.likes
        name = name or next(
            str(row.cells[0]) for row in stage.rows("library").rows if not likes.get(row.value.thing.uri)
        )
        go_to(stage, name)
        uri = stage.thing.uri if stage.thing else None
        assert uri is not None
        assert not saved(stage, uri)
        stage.hold("/v1/me/library")
        await stage.press("h")
        row = stage.rows("library").highlighted
        assert row is not None
        assert row.cells[4] == "♥"
        stage.answers.set()
        await quiet(stage)
        assert (saved(stage, uri), stage.writes, stage.told) == (True, [SAVE], [told.format(name)])


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ((MINE,), "Ivy"),
        (("Albums",), "Harbour Songs"),
        (("Artists",), "Juniper Vale"),
        (("Shows",), "The Slow Commute"),
        (("Audiobooks",), "The Cartographer's Winter"),
        ((), "Rainy Window"),
    ],
    ids=["track", "album", "artist", "show", "audiobook", "playlist of somebody else"],
)
async def test_h_on_what_is_saved_takes_it_away_and_u_brings_it_back(
    remote: Opened, path: tuple[str, ...], name: str
) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        await stage.later(0.5)
        await quiet(stage)
        go_to(stage, name)
        uri = stage.thing.uri if stage.thing else None
        assert uri is not None
        await press(stage, "h")
        assert (stage.writes, saved(stage, uri)) == ([REMOVE], False)
        assert len(stage.told) == 1
        assert stage.told[0].endswith(" u undoes it.")
        await press(stage, "u", 2)
        assert (stage.writes, saved(stage, uri)) == ([REMOVE, SAVE], True)


async def test_of_marked_rows_h_likes_those_that_are_not_and_then_takes_all_away(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, MINE)
        await stage.later(0.5)
        await quiet(stage)
        for name in ("Ivy", "Fjörður", "October, Again"):
            go_to(stage, name)
            await stage.press("v")
        uris = [row.value.thing.uri for row in stage.rows("library").marked]
        assert [saved(stage, uri) for uri in uris] == [True, False, False]
        await press(stage, "h")
        assert [saved(stage, uri) for uri in uris] == [True, True, True]
        assert stage.told == ["Liked 2 tracks."]
        await press(stage, "h", 2)
        assert [saved(stage, uri) for uri in uris] == [False, False, False]
        assert stage.writes == [SAVE, REMOVE]


@pytest.mark.parametrize(
    ("path", "name", "told"),
    [
        ((), MINE, "Your own playlist is in your library as long as there is one."),
        ((), "Liked songs", "There is nothing to like here."),
        (
            ("Audiobooks", "The Cartographer's Winter"),
            "Chapter 4",
            "A chapter cannot be liked, only its audiobook.",
        ),
        (("Sunday Kitchen ☕",), "Not available any more", "There is nothing to like here."),
        (("Sunday Kitchen ☕",), "Accordion in the Rain", "A local file cannot be liked."),
    ],
    ids=["own playlist", "part of the library", "chapter", "withdrawn", "local file"],
)
async def test_what_cannot_be_liked_says_so(remote: Opened, path: tuple[str, ...], name: str, told: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        go_to(stage, name)
        await stage.press("h")
        assert (stage.told, stage.writes) == ([told], [])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Not available any more", "Spotify has withdrawn it: there is nothing to play."),
        ("Drift", "That cannot be played: Spotify does not offer it here."),
        ("Accordion in the Rain", "That cannot be played: local files play in the Spotify app only."),
    ],
)
async def test_what_cannot_be_played_says_so(remote: Opened, name: str, told: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Sunday Kitchen ☕")
        go_to(stage, name)
        assert stage.rows("library").highlighted
        await stage.press("enter")
        assert (stage.told, stage.writes) == ([told], [])


async def test_a_row_that_is_not_read_yet_says_so(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Every Song I Ever Liked")
        stage.hold("/v1/playlists/*/items")
        stage.rows("library").move_cursor(5_000)
        await stage.press("enter")
        assert stage.told == ["That is not loaded yet. Try again in a moment."]
        assert stage.writes == []


async def test_a_sign_in_that_may_not_save_says_so(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, MINE)
        stage.app.main.missing = {"user-library-modify": "to like"}
        go_to(stage, "Fjörður")
        await stage.press("h")
        assert stage.told == ["This sign-in does not allow that (to like). Press A, and agree."]
        assert stage.writes == []
