"""What the corner of the screen tells about the requests that were spent, and how often to read is chosen."""

from pathlib import Path
from typing import get_args

import pytest
from textual.theme import Theme

from sptui.player.schedule import RHYTHMS, Profile
from sptui.spotify.pacing import Usage
from sptui.tui import profiles
from sptui.tui.panes.key_hints import warned
from sptui.tui.preferences import UNKEPT
from sptui.tui.themes import THEMES
from sptui.tui.widgets.hints import HintBar
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, WIDE, Stage

HUGE = (200, 50)
STATES: dict[tuple[str, tuple[int, int]], tuple[Usage, Profile, str]] = {
    ("quiet", HUGE): (Usage(day=12), "balanced", "────── 12 of 1,000 requests  test"),
    ("quiet", WIDE): (Usage(day=12), "balanced", "12/1,000  test"),
    ("quiet", NARROW): (Usage(day=12), "balanced", "12/1,000  test"),
    ("quiet", (40, 12)): (Usage(day=12), "balanced", "12  test"),
    ("half spent", WIDE): (Usage(day=550), "balanced", "550/1,000  test"),
    ("half spent", HUGE): (Usage(day=550), "balanced", "━━━─── 550 of 1,000 requests  test"),
    ("live", HUGE): (Usage(day=12), "live", "────── 12 of 1,000 requests  live  test"),
    ("live", WIDE): (Usage(day=12), "live", "12/1,000  live  test"),
    ("frugal", HUGE): (Usage(day=12), "frugal", "12/1,000  frugal  test"),
    ("rarer", HUGE): (Usage(day=640), "balanced", "640 of 1,000: reads are rarer  test"),
    ("rarer", WIDE): (Usage(day=640), "balanced", "640 of 1,000: reads are rarer  test"),
    ("rarer", NARROW): (Usage(day=640), "balanced", "640/1,000: rarer reads"),
    ("reserved", HUGE): (Usage(day=812), "balanced", "812 of 1,000: reads wait for a key (r)  test"),
    ("reserved", WIDE): (Usage(day=812), "balanced", "812 of 1,000: reads wait for a key (r)"),
    ("reserved", NARROW): (Usage(day=812), "balanced", "812/1,000: r to read  test"),
    ("overspent", WIDE): (Usage(day=1_024), "balanced", "1,024 of 1,000: reads wait for a key (r)"),
    ("crowded", WIDE): (Usage(day=60, recent=41), "balanced", "41 in 30 s: reads are rarer  test"),
}


def show(stage: Stage, usage: Usage, profile: Profile = "balanced") -> None:
    stage.app.player._pacing.usage = lambda: usage  # type: ignore[method-assign]
    stage.app.player.set_profile(profile)


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state[0]} at {state[1][0]}")
async def test_the_meter_tells_what_was_spent_and_what_that_means(
    remote: Opened, state: tuple[str, tuple[int, int]]
) -> None:
    usage, profile, text = STATES[state]
    async with remote(size=state[1]) as stage:
        await stage.read()
        show(stage, usage, profile)
        await stage.pilot.pause()
        assert stage.status == text
        assert stage.screen[-1].endswith(f" {text} ")
        assert stage.screen[-1].startswith(" space pause  ") or state[1][0] < 40


@pytest.mark.parametrize(
    ("usage", "loud"),
    [
        (Usage(day=599), False),
        (Usage(day=600), True),
        (Usage(day=799), True),
        (Usage(day=800), True),
        (Usage(day=0, recent=39), False),
        (Usage(day=0, recent=40), True),
        (Usage(day=300, budget=500), True),
        (Usage(day=290, budget=500), False),
    ],
)
def test_it_speaks_up_when_reads_come_half_as_often(usage: Usage, loud: bool) -> None:
    assert bool(warned(usage)) is loud is (usage.stretch >= 2)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_only_a_loud_meter_is_coloured(remote: Opened, theme: Theme) -> None:
    async with remote() as stage:
        stage.app.theme = theme.name
        await stage.read()
        bar = stage.app.main.query_one(HintBar)
        quiet, loud = Usage(day=12), Usage(day=812)
        looks = []
        for usage in (quiet, loud, quiet):
            show(stage, usage)
            await stage.pilot.pause()
            looks.append(next(segment.style for segment in bar.render_line(0) if str(usage.day) in segment.text))
        assert looks[0] == looks[2] == bar.get_visual_style("hint-bar--title").rich_style
        assert looks[1] == bar.get_visual_style("hint-bar--loud").rich_style != looks[0]


async def test_it_counts_every_request_that_goes_out(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.until(lambda: stage.app.main.usage.day == len(stage.asked) == 4)
        assert stage.status == "4/1,000  test"
        await stage.press("space")
        await stage.until(lambda: stage.writes)
        await stage.until(lambda: stage.app.main.usage.day == len(stage.asked) >= 5)


async def test_its_key_goes_round_the_profiles_and_tells_what_each_means(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        for profile in ("live", "frugal", "balanced"):
            await stage.press("S")
            assert stage.app.player.state.profile == profile
            assert stage.told[-1] == f"{profiles.MEANINGS[profile]} {UNKEPT if profile != 'balanced' else ''}".rstrip()
            assert (profile in stage.status) is (profile != "balanced")
        assert stage.writes == []


def test_what_a_profile_is_said_to_do_is_what_it_does() -> None:
    assert set(profiles.TITLES) == set(profiles.MEANINGS) == set(get_args(Profile))
    for profile, meaning in profiles.MEANINGS.items():
        assert meaning.startswith(f"{profile.title()}: ")
        assert f"every {RHYTHMS[profile]['watching'].playing} s while you are at it" in meaning
        assert ("every third item" in meaning) is (RHYTHMS[profile]["away"].ends == 3)


async def test_a_profile_can_be_chosen_in_the_palette(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("ctrl+p", *"live")
        await stage.until(lambda: stage.shows("Read live"))
        await stage.press("enter")
        await stage.until(lambda: stage.app.player.state.profile == "live")
        await stage.until(lambda: "live" in stage.status)
        assert stage.app.screen is stage.app.main


async def test_live_reads_after_three_seconds_while_somebody_is_at_it(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("S")
        reads = stage.reads
        await stage.later(3.1)
        await stage.until(lambda: stage.reads == reads + 1)


async def test_a_search_is_in_the_meter_as_soon_as_it_is_answered(remote: Opened) -> None:
    async with remote(size=WIDE) as stage:
        await stage.ready()
        assert stage.status.startswith("4/1,000")
        await stage.find("night")
        await stage.until(lambda: stage.status.startswith("5/1,000"))


async def test_a_damaged_store_is_told_once(remote: Opened, tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite3"
    file.write_bytes(b"no database " * 1_000)
    async with remote(store_file=file) as stage:
        await stage.ready()
        assert stage.told == ["store.sqlite3 was damaged, and is kept as store.sqlite3.broken."]
        await stage.until(lambda: "4/1,000" in stage.status)
