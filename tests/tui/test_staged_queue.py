"""The queue that waits here: what the keys make of it, and how it stands in its pane."""

from pathlib import Path

from sptui.simulator import Simulator
from tests.tui.conftest import Opened
from tests.tui.stage import Stage
from tests.tui.test_library import open_row
from tests.tui.test_lists import MINE


def waiting(stage: Stage) -> list[str]:
    """What the pane shows as waiting."""
    rows = stage.rows("queue").rows
    return [str(row.cells[0]) for row in rows if row.kind == "item" and row.value.entry]


def before(stage: Stage) -> list[str]:
    """What the pane shows as played before."""
    rows = stage.rows("queue").rows
    return [str(row.cells[0]) for row in rows if row.kind == "item" and row.value.entry == 0]


def headings(stage: Stage) -> list[str]:
    return [str(row.cells[0]) for row in stage.rows("queue").rows if row.kind == "heading"]


async def staged(stage: Stage, *names: str) -> None:
    """Queue rows of a playlist by their names, and go to the first of them in the queue."""
    await stage.ready()
    await open_row(stage, MINE)
    rows = stage.rows("library")
    for name in names:
        rows.move_cursor(next(place for place, row in enumerate(rows.rows) if row.cells[0] == name))
        await stage.press("z")
        await stage.until(lambda name=name: waiting(stage)[-1:] == [name])  # type: ignore[misc]
    await stage.press("Q")
    await stage.until(lambda: stage.pane == "queue")
    shown = stage.rows("queue")
    shown.move_cursor(next(place for place, row in enumerate(shown.rows) if row.value and row.value.entry))


async def order(stage: Stage, *names: str) -> None:
    await stage.until(lambda: waiting(stage) == list(names))


async def test_what_is_queued_waits_between_what_plays_and_what_the_context_holds(remote: Opened) -> None:
    async with remote() as stage:
        await staged(stage, "Ivy", "Low Tide")
        assert headings(stage) == ["Now", "Waiting here  ·  2", "Next"]
        assert waiting(stage) == ["Ivy", "Low Tide"]
        assert stage.writes == []
        await stage.press("L", "Z")
        await order(stage, "Low Tide", "Ivy", "Low Tide")


async def test_it_is_moved_removed_cleared_and_all_of_that_is_taken_back(remote: Opened) -> None:
    async with remote() as stage:
        await staged(stage, "Ivy", "Low Tide", "Fjörður")
        await stage.press("J", "J")
        await order(stage, "Low Tide", "Fjörður", "Ivy")
        assert stage.thing is not None
        assert stage.thing.name == "Ivy"
        await stage.press("x")
        await order(stage, "Low Tide", "Fjörður")
        await stage.press("C")
        await order(stage)
        await stage.press("u")
        await order(stage, "Low Tide", "Fjörður")
        await stage.press("u")
        await order(stage, "Low Tide", "Fjörður", "Ivy")
        await stage.press("u")
        await order(stage, "Ivy", "Low Tide", "Fjörður")
        await stage.press("u")
        await order(stage, "Ivy", "Low Tide")
        assert stage.told[-1] == "Not queued any more: “Fjörður”."
        assert stage.writes == []


async def test_what_spotify_has_is_shown_apart_and_cannot_be_taken_out(remote: Opened) -> None:
    async with remote() as stage:
        await staged(stage, "Ivy", "Low Tide")
        await stage.press("H")
        await stage.until(lambda: stage.writes == [("POST", "player/queue")])
        await order(stage, "Low Tide")
        await stage.until(lambda: "In Spotify's queue: Ivy" in stage.told)
        assert headings(stage)[:2] == ["Now", "In Spotify's queue"]
        rows = stage.rows("queue")
        rows.move_cursor(next(place for place, row in enumerate(rows.rows) if row.cells[0] == "Ivy"))
        for key in ("x", "J"):
            await stage.press(key)
        refused = ["Spotify takes nothing out of its queue again: n skips it.", "Only what waits here can be moved."]
        await stage.until(lambda: stage.told == refused)
        assert [item.name for item in stage.truth.queue][-1] == "Ivy"


async def test_enter_goes_to_what_waits_and_what_was_played_stands_above(remote: Opened, simulator: Simulator) -> None:
    while simulator.world.player.state.queue:
        simulator.world.player.next()
    async with remote() as stage:
        await staged(stage, "Ivy", "Low Tide")
        was = stage.app.main.playback.item
        assert was is not None
        await stage.later(10)
        await stage.press("j", "enter")
        await stage.until(lambda: stage.writes == [("POST", "player/queue")])
        await stage.later(0.3)
        await stage.until(lambda: stage.truth.item is not None and stage.truth.item.name == "Low Tide")
        await stage.later(0.6)
        await order(stage, "Ivy")
        await stage.until(lambda: before(stage) == [was.name])
        rows = stage.rows("queue")
        rows.move_cursor(next(place for place, row in enumerate(rows.rows) if row.value and row.value.entry == 0))
        await stage.press("enter")
        await stage.until(lambda: len(stage.writes) == 3)
        await stage.later(0.3)
        await stage.until(lambda: stage.truth.item is not None and stage.truth.item.name == was.name)
        await order(stage, "Ivy")


async def test_with_nothing_playing_what_waits_can_be_started(remote: Opened, simulator: Simulator) -> None:
    async with remote() as stage:
        await staged(stage, "Ivy", "Low Tide")
        simulator.world.player.pause()
        await stage.reread()
        assert stage.shows("They wait until music plays.")
        await stage.press("H")
        await stage.until(lambda: stage.writes == [("POST", "player/queue")])


async def test_after_a_restart_the_queue_is_as_it_was(remote: Opened, tmp_path: Path) -> None:
    async with remote(store_file=tmp_path / "store") as stage:
        await staged(stage, "Ivy", "Low Tide")
    async with remote(store_file=tmp_path / "store") as stage:
        await stage.ready()
        assert waiting(stage) == ["Ivy", "Low Tide"]


async def test_the_queue_is_saved_as_a_playlist(remote: Opened) -> None:
    async with remote() as stage:
        await staged(stage, "Ivy", "Low Tide")
        await stage.press("W")
        await stage.until(lambda: stage.in_front == "ChoosePlaylist")
        await stage.until(lambda: stage.shows("Add 2 items to …"))
        await stage.press(*"My evening", "enter")
        await stage.until(lambda: any("My evening" in told for told in stage.told))
        made = stage.simulator.world.playlists.named("My evening")
        assert [item.name for item in made.items if item] == ["Ivy", "Low Tide"]
