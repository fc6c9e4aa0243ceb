"""How the pages of playlists, albums, artists, shows, episodes and audiobooks look, in all their states."""

from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.snapshots import scenes
from tests.snapshots.conftest import Taken
from tests.snapshots.scenes import (
    NO_ROWS,
    OFFLINE,
    PlaceOf,
    Scene,
    answered,
    by_link,
    gone,
    listed,
    presses,
    with_variants,
    without_scope,
)

OWN, ODD, LONG = listed("Late Train Home"), listed("Sunday Kitchen ☕"), listed("Every Song I Ever Liked")
PLAYLISTS = "/v1/playlists/*"
TWO_DISCS = scenes.album(0)
PAGES: dict[str, tuple[PlaceOf, str]] = {
    "playlist": (OWN, PLAYLISTS),
    "album": (TWO_DISCS, "/v1/albums/*"),
    "artist": (scenes.artist(0), "/v1/artists/*"),
    "show": (scenes.show(0), "/v1/shows/*"),
    "episode": (scenes.episode(1), "/v1/episodes/*"),
    "audiobook": (scenes.audiobook(0), "/v1/audiobooks/*"),
}
"""The pages, each with the path of what it reads."""


def states(place: PlaceOf, path: str) -> Iterator[tuple[str, Scene]]:
    """The scenes of a page, each with the name of its state."""
    yield "full", Scene(place)
    yield "loading", Scene(place, held=path)
    yield "gone", Scene(place, faults=[gone(path)])
    yield "offline", Scene(place, faults=[OFFLINE])
    yield "known-offline", Scene(place, known=[place], faults=[OFFLINE])


OTHERS = {
    "playlist-odd": Scene(ODD),
    "playlist-loading-by-link": Scene(by_link(OWN), held=PLAYLISTS),
    "playlist-gone-by-link": Scene(by_link(OWN), faults=[gone(PLAYLISTS)]),
    "playlist-long-end": Scene(LONG, presses("G")),
    "playlist-long-end-loading": Scene(LONG, presses("G"), held="/v1/playlists/*/items"),
    "playlist-empty": Scene(listed("Empty on Purpose")),
    "playlist-refused": Scene(OWN, faults=[without_scope(PLAYLISTS)]),
    "playlist-marked": Scene(OWN, presses("j", "v", "v", "j", "v")),
    "playlist-filtered": Scene(OWN, presses("f", "a", "n")),
    "playlist-filtered-to-nothing": Scene(OWN, presses("f", "q", "q")),
    "playlist-sorted": Scene(OWN, presses("s")),
    "playlist-other": Scene(listed("Rainy Window")),
    "playlist-other-known-offline": Scene(listed("Rainy Window"), known=[listed("Rainy Window")], faults=[OFFLINE]),
    "playlist-spotify": Scene(listed("Daily Mix 1")),
    "artist-empty": Scene(
        scenes.artist(0), faults=[answered("/v1/artists/*", NO_ROWS), answered("/v1/search", {"tracks": NO_ROWS})]
    ),
    "artist-sorted": Scene(scenes.artist(0), presses("s")),
    "show-empty": Scene(
        scenes.show(0), faults=[answered("/v1/shows/*", {"id": "x", "name": "The Slow Commute", "episodes": NO_ROWS})]
    ),
}
SCENES = with_variants(
    OTHERS | {f"{name}-{state}": scene for name, page in PAGES.items() for state, scene in states(*page)},
    narrow=["playlist-odd", "album-full", "artist-full", "episode-full"],
    large=["playlist-odd", "artist-full"],
    light=["playlist-odd"],
)


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
async def test_it_looks_like_this(taken: Taken, picture: SnapshotAssertion, scene: Scene) -> None:
    assert await taken(scene) == picture
