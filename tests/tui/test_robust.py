"""What must not end the app, and what its end must not show."""

import asyncio
from dataclasses import replace

import pytest
from textual import events

from sptui.player.state import Picture
from sptui.simulator.faults import Fault
from sptui.spotify.models.catalogue import Track
from sptui.tui.actions import ACTIONS, NOT_NOW
from sptui.tui.panes.queue import QueuePane
from sptui.tui.panes.search import Found
from sptui.tui.screens.main import MainScreen
from sptui.tui.things import Pick
from sptui.tui.widgets.columns import Row
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.searchline import SearchLine
from tests.tui.conftest import Opened


async def test_a_key_typed_before_there_are_panes_counts_for_nothing(
    remote: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with remote() as stage:
        await stage.ready()
        monkeypatch.setattr(MainScreen, "ready", False)
        assert not any(stage.app.check_action("act", (action.id,)) for action in ACTIONS)


async def test_what_comes_while_the_panes_are_taken_away_finds_none_and_ends_nothing(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        app, moments = stage.app, 0
        state, other = app.player.state, replace(app.player.state, shown=Picture(), read_at=None)

        async def come() -> None:
            nonlocal moments
            while app.main.is_running:
                moments += 1
                app.account.look()
                app.account.remind()
                app._changed(other if moments % 2 else state)
                assert app.is_running == any(app.check_action("act", (action.id,)) for action in ACTIONS)
                await asyncio.sleep(0)

        coming = asyncio.create_task(come())
        await asyncio.sleep(0)
        await app._shutdown()
        await coming
        app.account.look()  # with no screen at all
        assert moments > len(app.main.visible_panes)


async def test_pasted_text_is_one_harmless_line(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("slash")
        line = stage.app.main.query_one(SearchLine)
        line.post_message(events.Paste("a\x1b]0;b\x07\u202ec\nd"))
        await stage.until(lambda: line.value)
        assert line.value == "a ]0;b c d"


async def test_a_row_chosen_from_results_that_have_gone_is_still_the_row_that_was_seen(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        pane = stage.search
        track = Track(id="x", uri="spotify:track:x", name="Seen")
        rows = pane.query_one(Rows)
        stage.app.main.found = Found("another")
        rows.post_message(Rows.Chosen(rows, Row(("Seen",), key=("Tracks", 0), value=Pick(track)), 0))
        await stage.until(lambda: stage.app.player.state.shown.playback.uri == "spotify:track:x")


async def test_a_row_of_a_queue_that_has_moved_on_is_not_jumped_to(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        queue = stage.app.player.state.shown.queue or ()
        pane = stage.app.main.query_one(QueuePane)
        for index in (0, 99):
            pane.post_message(QueuePane.Chosen(queue[1], index))
        await stage.until(lambda: len(stage.told) == 2)
        assert set(stage.told) == {"The queue has moved on. Choose again."}
        assert stage.writes == []


async def crash(remote: Opened) -> None:
    def fail() -> None:
        secret = "hidden-" + "in-a-local"
        raise RuntimeError(str(len(secret)))

    async with remote() as stage:
        await stage.ready()
        stage.app.call_later(fail)
        await stage.until(lambda: stage.app.return_code == 1)
        stage.app._print_error_renderables()


async def test_the_report_of_a_crash_shows_no_locals(remote: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError):
        await crash(remote)
    report = capsys.readouterr().err
    assert "RuntimeError" in report
    assert "hidden-in-a-local" not in report


async def test_while_the_service_wants_silence_no_key_is_sent_and_one_says_where_the_reason_stands(
    remote: Opened,
) -> None:
    async with remote() as stage:
        await stage.ready()
        quota = '{"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}}'
        stage.simulator.faults.add(Fault(status=429, body=quota, headers={"retry-after": "40000"}, times=None))
        await stage.later(61)
        await stage.until(lambda: stage.app.player.state.trouble is not None)
        asked = len(stage.simulator.log)
        assert not stage.hint("player.toggle")
        assert stage.hint("pane.search")
        await stage.press("space", "n", "plus")
        assert set(stage.told) == {NOT_NOW}
        assert len(stage.simulator.log) == asked
