"""Where it is played from: what is said, and what it costs to know."""

import json
from pathlib import Path

import pytest
from textual import events

from sptui.simulator import Simulator
from sptui.simulator.faults import Fault
from sptui.tui.contexts import LINGERS
from tests.tui.conftest import Opened
from tests.tui.stage import Stage

SOON = LINGERS + 0.1
NOTE = "from playlist Late Train Home"


def asked(stage: Stage) -> int:
    """How often a playlist was asked for its name."""
    return sum(path.startswith("/v1/playlists/") for path in stage.asked)


def says(stage: Stage, text: str) -> bool:
    return stage.line("note").startswith(text)


def play(simulator: Simulator, name: str) -> None:
    context = simulator.world.context(simulator.world.playlists.named(name).uri)
    assert context is not None
    simulator.world.player.play(context)


async def test_a_playlist_that_no_list_knows_is_asked_for_its_name_once_it_has_been_played_for_a_while(
    remote: Opened, tmp_path: Path
) -> None:
    async with remote(store_file=tmp_path / "store") as stage:
        await stage.ready()
        assert says(stage, "from a playlist")
        await stage.later(LINGERS - 0.2)
        assert asked(stage) == 0
        await stage.later(0.4)
        await stage.until(lambda: says(stage, NOTE))
        for _ in range(3):
            await stage.later(60)
        assert asked(stage) == 1
        stage.simulator.log.clear()
    async with remote(store_file=tmp_path / "store") as stage:
        await stage.ready()
        assert says(stage, NOTE)
        await stage.later(SOON)
        await stage.pilot.pause()
        assert asked(stage) == 0


async def test_a_playlist_of_the_library_is_known(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("L")
        await stage.until(lambda: stage.cells("library"))
        await stage.reread()
        await stage.until(lambda: says(stage, NOTE))
        await stage.later(SOON)
        assert asked(stage) == 0


async def test_nothing_is_asked_while_nobody_is_there(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.app.post_message(events.AppBlur())
        await stage.until(lambda: not stage.app.player.attention.focused)
        await stage.later(SOON)
        await stage.later(60)
        assert asked(stage) == 0
        stage.app.post_message(events.AppFocus())
        await stage.until(lambda: asked(stage) == 1)


async def test_a_playlist_that_spotify_made_is_not_asked_for(remote: Opened, simulator: Simulator) -> None:
    play(simulator, "Daily Mix 1")
    async with remote() as stage:
        await stage.read()
        await stage.until(lambda: says(stage, "from a playlist of Spotify's"))
        await stage.later(SOON)
        assert asked(stage) == 0


@pytest.mark.parametrize(
    ("fault", "text"),
    [("forbidden", "from a playlist of Spotify's"), ("not_found", "from a playlist of Spotify's")],
)
async def test_what_is_not_told_of_is_taken_for_one_of_spotify_s(
    remote: Opened, simulator: Simulator, fault: str, text: str
) -> None:
    status = {"forbidden": 403, "not_found": 404}[fault]
    body = json.dumps({"error": {"status": status, "message": "No"}})
    path = f"/v1/playlists/{simulator.world.playlists.named('Late Train Home').id}"
    simulator.faults.add(Fault(path=path, times=None, status=status, body=body))
    async with remote() as stage:
        await stage.ready()
        await stage.later(SOON)
        await stage.until(lambda: says(stage, text))
        await stage.later(60)
        assert asked(stage) == 1


async def test_a_failure_says_nothing_of_it_and_is_not_repeated(remote: Opened, simulator: Simulator) -> None:
    path = f"/v1/playlists/{simulator.world.playlists.named('Late Train Home').id}"
    simulator.faults.add(Fault.named("bad_gateway", path=path, times=None))
    async with remote() as stage:
        await stage.ready()
        await stage.later(SOON)
        await stage.until(lambda: asked(stage))
        await stage.later(60)
        assert asked(stage) == 1
        assert says(stage, "from a playlist")
        assert stage.store.remembered("playlist names") == ""


@pytest.mark.parametrize("kept", ["no json", "[1]", "{}"])
async def test_damaged_names_are_asked_for_again(remote: Opened, tmp_path: Path, kept: str) -> None:
    async with remote(store_file=tmp_path / "store") as stage:
        stage.store.remember("playlist names", kept)
        await stage.ready()
        await stage.later(SOON)
        await stage.until(lambda: says(stage, NOTE))


async def test_another_account_knows_none_of_the_names(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.later(SOON)
        await stage.until(lambda: says(stage, NOTE))
        stage.app.signed_in(same=False)
        await stage.until(lambda: says(stage, "from a playlist"))
        assert stage.store.remembered("playlist names") == ""
