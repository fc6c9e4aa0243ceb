import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sptui.player.state import Trouble
from sptui.simulator.faults import Fault
from sptui.spotify.advice import minute_after
from sptui.tui.panes.trouble import TroubleLine, told
from tests.tui.conftest import Opened
from tests.tui.stage import Stage

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC).timestamp()


@pytest.fixture(autouse=True)
def local_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Central European time, with its summer time, also where there is no list of the world's zones."""
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("until", "read_at", "line"),
    [
        (None, None, "Gone."),
        (1_000.0, None, "Gone."),
        (1_005.0, None, "Gone. sptui asks again in a moment."),
        (1_005.1, None, "Gone. sptui asks again in 6 s."),
        (1_090.0, None, "Gone. sptui asks again in 90 s."),
        (1_600.0, None, "Gone. sptui asks again at 14:10."),
        (1_600.1, None, "Gone. sptui asks again at 14:11."),
        (1_000.0 + 13 * 3600, None, "Gone. sptui asks again on Tuesday at 03:00."),
        (None, 880.0, "Gone. What you see was read 2 min ago."),
        (1_600.0, 999.0, "Gone. sptui asks again at 14:10. What you see was read just now."),
    ],
)
def test_it_tells_what_when_again_and_how_old(until: float | None, read_at: float | None, line: str) -> None:
    trouble = Trouble(kind="offline", text="Gone.", until=until)
    assert told(trouble, read_at, 1_000.0, NOON) == line


def test_the_hour_that_summer_time_gives_back_is_counted() -> None:
    evening = datetime(2026, 10, 24, 18, 0, tzinfo=UTC).timestamp()
    trouble = Trouble(kind="quota", text="Gone.", until=13 * 3_600.0)
    assert told(trouble, None, 0.0, evening) == "Gone. sptui asks again on Sunday at 08:00."


def line(stage: Stage) -> str:
    return str(stage.app.main.query_one(TroubleLine).visual)


async def test_a_short_silence_is_counted_down_and_its_line_goes_with_it(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        refused = Fault.named("rate_limited", path="/v1/me/player")
        stage.simulator.faults.add(replace(refused, headers={"retry-after": "40"}))
        await stage.reread()
        assert "slow down" in line(stage)
        assert "sptui asks again in 40 s." in line(stage)
        stage.clock.advance(28)
        stage.app.main.query_one(TroubleLine).tick()
        assert "sptui asks again in 12 s." in line(stage)
        await stage.later(12.5)
        await stage.until(lambda: not stage.app.main.query_one(TroubleLine).display)


async def test_a_used_up_quota_tells_the_hour_and_reads_differently(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.faults.add(Fault.named("quota_exceeded", path="/v1/me/player"))
        await stage.reread()
        again = minute_after(stage.clock.now + 82_661)
        assert "daily quota" in line(stage)
        assert "slow down" not in line(stage)
        assert f"{again:at %H:%M}" in line(stage)


async def test_in_a_silence_what_is_loaded_can_be_gone_through_and_nothing_is_sent(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.faults.add(Fault.named("quota_exceeded", path="/v1/me/player"))
        await stage.reread()
        stage.simulator.log.clear()
        rows = stage.rows("queue")
        before = rows.cursor
        await stage.press("j", "j")
        assert None not in (before, rows.cursor)
        assert rows.cursor != before
        await stage.press("d", "Q", "?", "escape", "space", "n")
        assert "Not now: the line above what plays says why." in stage.told
        assert stage.asked == []
