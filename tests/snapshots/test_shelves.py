"""How the parts of the library look, in all the states that they can be in."""

from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion

from sptui.library.collections import PLAYLISTS
from sptui.library.places import Kind
from sptui.tui.pages.look import SHELVES, shelf_place
from tests.snapshots.conftest import Taken
from tests.snapshots.scenes import (
    NO_ROWS,
    OFFLINE,
    PlaceOf,
    Scene,
    answered,
    presses,
    with_variants,
    without_scope,
)

PATHS: dict[Kind, str] = {
    "playlists": "/v1/me/playlists",
    "artists": "/v1/me/following",
    "recent": "/v1/me/player/recently-played",
    "liked": "/v1/me/tracks",
    "top tracks": "/v1/me/top/tracks",
    "top artists": "/v1/me/top/artists",
    **{kind: f"/v1/me/{kind}" for kind in ("albums", "shows", "episodes", "audiobooks")},
}
"""Where each part of the library is read."""
EACH_IN_ITS_WAY = ("playlists", "liked", "artists", "recent")
"""The parts that are read each in a way of its own: the others look like the liked songs while there are no rows."""


def shelf(kind: Kind) -> PlaceOf:
    return lambda _: PLAYLISTS if kind == "playlists" else shelf_place(kind)


def states(kind: Kind) -> Iterator[tuple[str, Scene]]:
    """The scenes of a part of the library, each with the name of its state."""
    place, path = shelf(kind), PATHS[kind]
    nothing = {"artists": NO_ROWS} if kind == "artists" else NO_ROWS
    known = [shelf(each) for each in ("playlists", *SHELVES)] if kind == "playlists" else [place]
    yield "full", Scene(place)
    yield "empty", Scene(place, faults=[answered(path, nothing)])
    yield "known-offline", Scene(place, known=known, faults=[OFFLINE])
    if kind in EACH_IN_ITS_WAY:
        yield "loading", Scene(place, held=path)
        yield "refused", Scene(place, faults=[without_scope(path)])
        yield "offline", Scene(place, faults=[OFFLINE])


LIKED = shelf("liked")
OTHERS = {
    "liked-marked": Scene(LIKED, presses("v", "j", "v")),
    "liked-sorted": Scene(LIKED, presses("s"), held="/v1/me/tracks"),
    "liked-filtered": Scene(LIKED, presses("f", "l", "i", "g", "h", "t")),
    "liked-end": Scene(LIKED, presses("G")),
    "top-tracks-another-span": Scene(shelf("top tracks"), presses("s")),
}
SCENES = with_variants(
    OTHERS | {f"{kind}-{state}".replace(" ", "-"): scene for kind in PATHS for state, scene in states(kind)},
    narrow=["playlists-full", "playlists-known-offline", "liked-full", "liked-offline"],
    large=["playlists-full", "liked-full"],
    light=["playlists-full", "liked-full"],
)


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
async def test_it_looks_like_this(taken: Taken, picture: SnapshotAssertion, scene: Scene) -> None:
    assert await taken(scene) == picture
