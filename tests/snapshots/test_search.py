"""How the search looks: before one types, while one types, and when Spotify has answered."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from sptui.library.places import Place
from tests.snapshots.conftest import Taken
from tests.snapshots.scenes import (
    OFFLINE,
    PlaceOf,
    Scene,
    Steps,
    answered_all,
    presses,
    with_variants,
    without_scope,
)
from tests.tui.stage import Stage

SEARCH = "/v1/search"


def shelf(kind: str) -> PlaceOf:
    return lambda _: Place(kind)  # type: ignore[arg-type]  # one of its kinds


LIBRARY = [shelf(kind) for kind in ("playlists", "albums", "artists", "shows", "audiobooks", "liked")]
"""What is known of a library when one begins to type."""


async def reopened(stage: Stage) -> None:
    """Somebody opens the search who searched before."""
    stage.store.remember("searches", json.dumps(["paper lanterns", "t: ivy", "night train", "夜"]))
    await stage.press("/")


def types(text: str, *, matches: bool = True) -> Steps:
    """Type, when all that is known here can be found; tells whether there shall be `matches`."""

    async def steps(stage: Stage) -> None:
        await stage.press("/")
        await answered_all(stage)
        stage.search.write(text)
        await stage.until(lambda: stage.shows(f"Search Spotify for “{text}”"))
        await stage.until(lambda: bool(stage.app.main.matches) is matches)

    return steps


def finds(text: str) -> Steps:
    """Search, and wait until the question is under way."""

    async def steps(stage: Stage) -> None:
        await stage.press("/")
        stage.search.write(text)
        await stage.press("enter")
        await stage.until(lambda: stage.app.main.found.query == text or stage.pane == "library")

    return steps


async def finds_much(stage: Stage) -> None:
    """Search, and go to the end of the results."""
    await finds("the")(stage)
    await stage.until(lambda: stage.rows("search").has_focus)
    await stage.press("G")


async def loses_the_network(stage: Stage) -> None:
    """Search when the network has just gone."""
    stage.simulator.faults.add(OFFLINE)
    await finds("ivy")(stage)


SCENES = with_variants(
    {
        "idle": Scene(steps=presses("/")),
        "recent": Scene(steps=reopened),
        "matches": Scene(steps=types("night"), known=LIBRARY),
        "matches-of-a-letter": Scene(steps=types("pa"), known=LIBRARY),
        "matches-of-commands": Scene(steps=types("volume")),
        "matches-none": Scene(steps=types("qqqq", matches=False), known=LIBRARY),
        "looking": Scene(steps=finds("ivy"), held=SEARCH),
        "results": Scene(steps=finds("the")),
        "results-few": Scene(steps=finds("small hours")),
        "results-end": Scene(steps=finds_much),
        "nothing": Scene(steps=finds("qqqqqq")),
        "offline": Scene(steps=loses_the_network),
        "one-kind": Scene(steps=finds("t: paper")),
        "one-kind-loading": Scene(steps=finds("t: paper"), held=SEARCH),
        "one-kind-nothing": Scene(steps=finds("l: qqqqqq")),
        "refused": Scene(steps=finds("ivy"), faults=[without_scope(SEARCH)]),
        "one-kind-of-episodes": Scene(steps=finds("e: salt")),
    },
    narrow=["idle", "matches", "results"],
    large=["results"],
    light=["results"],
)


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
async def test_it_looks_like_this(taken: Taken, picture: SnapshotAssertion, scene: Scene) -> None:
    assert await taken(scene) == picture
