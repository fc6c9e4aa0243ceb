from sptui.simulator import Simulator
from sptui.simulator.playback import upcoming
from tests.tui.conftest import Opened
from tests.tui.stage import Stage


def names(stage: Stage) -> list[str]:
    """What stands in the queue, from the item that plays on."""
    items = [row for row in stage.rows("queue").rows if row.kind == "item"]
    return [str(row.cells[0]) for row in items if row.value.entry != 0]


async def test_the_queue_is_the_service_s_with_what_plays_above_it(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        coming = [item.name for item in upcoming(stage.truth)]
        assert names(stage) == ["Hummingbird Heart", *coming]
        marked = [row.cells[0] for row in stage.rows("queue").rows if row.playing]
        assert marked == ["Hummingbird Heart"]


async def test_a_row_nearby_is_reached_by_skips_one_at_a_time(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("Q", "j", "j", "j", "enter")
        assert stage.app.main.playback.item is not None
        assert stage.app.main.playback.item.name == "The Bookbinder"
        assert names(stage)[:2] == ["The Bookbinder", "Ivy"]
        for _ in range(3):
            await stage.until(lambda: stage.writes and stage.app.player._in_flight is None)
            await stage.later(0.3)
        await stage.until(lambda: stage.app.player._outbox.first_unsent() is None)
        assert stage.writes == [("POST", "player/next")] * 3
        assert stage.truth.item is not None
        assert stage.truth.item.name == "The Bookbinder"


async def test_a_row_far_down_is_started_in_its_context_with_one_request(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        context = stage.truth.context.uri
        await stage.press("Q", "j", "j", "j", "j", "j")
        chosen = stage.thing
        assert chosen is not None
        await stage.press("enter")
        assert stage.app.main.playback.item == chosen
        await stage.until(lambda: stage.writes)
        assert stage.writes == [("PUT", "player/play")]
        assert stage.truth.item is not None
        assert (stage.truth.item.uri, stage.truth.context.uri) == (chosen.uri, context)


async def test_enter_on_what_plays_does_nothing(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("Q", "home", "enter")
        assert stage.app.player._outbox.first_unsent() is None
        assert stage.writes == []


async def test_when_an_item_ends_the_queue_moves_up_without_a_read(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        before = names(stage)
        ends_at = stage.app.main.picture.ends_at
        assert ends_at is not None
        await stage.press("Q", "j", "j")
        stage.clock.advance(ends_at - stage.clock.now)
        await stage.until(lambda: names(stage)[0] == before[1])
        assert names(stage) == before[1:]
        assert stage.count("GET", "/v1/me/player/queue") == 1
        cursor = stage.rows("queue").highlighted
        assert cursor is not None
        assert cursor.cells[0] in before


async def test_a_shorter_queue_keeps_the_cursor_on_a_row(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("Q", "G")
        last = stage.thing
        assert last is not None
        before = names(stage)
        assert last.name == before[-1]
        await stage.press("n")
        assert names(stage) == before[1:]
        assert stage.rows("queue").highlighted is not None
        assert stage.thing is not None


async def test_a_queue_that_somebody_else_changed_is_read_again(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        world = stage.simulator.world
        album = world.context(world.catalogue.albums[0].uri)
        assert album is not None
        world.player.play(album)
        await stage.reread()
        await stage.until(lambda: stage.count("GET", "/v1/me/player/queue") == 2)
        expected = [item.name for item in (stage.truth.item, *stage.truth.queue) if item]
        await stage.until(lambda: names(stage)[: len(expected)] == expected)


async def test_an_endless_context_shows_no_queue_and_says_what_to_do(remote: Opened, simulator: Simulator) -> None:
    world = simulator.world
    for _ in world.player.state.queue:
        world.player.next()
    mix = world.context(world.playlists.named("Daily Mix 1").uri)
    assert mix is not None
    world.player.play(mix)
    async with remote() as stage:
        await stage.ready()
        assert len(names(stage)) == 1
        assert stage.shows("Nothing comes next")


async def test_with_nothing_playing_the_queue_says_so(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.go_idle()
    async with remote() as stage:
        await stage.read()
        assert names(stage) == []
        assert stage.shows("Press / to find something to play")
        assert stage.count("GET", "/v1/me/player/queue") == 0


async def test_the_cursor_goes_with_its_item_as_the_queue_moves_up(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("Q", *"jjjj")
        under = stage.thing
        await stage.press("n")
        await stage.until(lambda: stage.writes == [("POST", "player/next")])
        assert stage.thing == under
