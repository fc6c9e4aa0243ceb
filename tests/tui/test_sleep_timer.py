from dataclasses import replace

import pytest

from sptui.player.endings import FADE, Endings, Plan
from sptui.player.playback import Playback
from sptui.player.sleep import FADE_OUT, WARNED
from sptui.player.staging.entry import Entry, State
from sptui.simulator import Simulator
from sptui.spotify.models.catalogue import Episode
from sptui.spotify.models.playback import Context
from sptui.tui.keyboard.named import with_keys
from sptui.tui.screens.sleep_box import SleepBox
from sptui.tui.sleeping import Option, countdown, options
from sptui.tui.widgets.line import Line
from tests.player.fakes import A, B, C, picture
from tests.tui.conftest import Opened
from tests.tui.dialogbench import Bench
from tests.tui.stage import NARROW, WIDE, Stage

MOMENT = Plan(until="moment", at=1_000.0)
ALBUM = picture(A).playback
EVENING = 1_790_000_000.0
"""14:13:20 in UTC."""


@pytest.mark.parametrize(
    ("plan", "left", "fading", "text"),
    [
        (None, None, False, ""),
        (MOMENT, 5_400.0, False, "☾ 90 min"),
        (MOMENT, 1_380.1, False, "☾ 24 min"),
        (MOMENT, 61.0, False, "☾ 2 min"),
        (MOMENT, 60.0, False, "☾ 60 s"),
        (MOMENT, 0.2, False, "☾ 1 s"),
        (MOMENT, -3.0, False, "☾ 0 s"),
        (MOMENT, 10.0, True, "☾ fading out"),
        (Plan(until="moment", at=6.0, fade=FADE_OUT), 6.0, True, "↘ fading out"),
        (Plan.end_of("item", picture(A)), None, False, "☾ end of the track"),
        (Plan.end_of("item", picture(A)), 100.0, False, "☾ 2 min"),
        (Plan.end_of("context", picture(A)), None, False, "☾ end of the album"),
    ],
)
def test_the_corner_counts_minutes_and_at_last_seconds(
    plan: Plan | None, left: float, text: str, *, fading: bool
) -> None:
    assert countdown(plan, left, ALBUM, fading=fading) == text


@pytest.mark.parametrize(
    ("playback", "words"),
    [
        (Playback(item=Episode(), context=Context(type="show", uri="spotify:show:1")), ("episode", "show")),
        (Playback(item=A, context=Context(type="collection", uri="spotify:user:1:collection")), ("track", "list")),
        (Playback(item=A), ("track", "list")),
    ],
)
def test_what_ends_is_called_by_its_name(playback: Playback, words: tuple[str, str]) -> None:
    plans = Plan(until="item"), Plan(until="context")
    corner = [countdown(plan, None, playback, fading=False) for plan in plans]
    assert corner == [f"☾ end of the {word}" for word in words]


@pytest.mark.usefixtures("utc")
def test_each_choice_tells_the_time_of_day_at_which_it_ends() -> None:
    endings, shown = Endings(), picture(A, B)
    endings.look(shown, 0.0)
    rows = options(None, shown, endings, 10.0, EVENING)
    assert [(row.title, row.note) for row in rows] == [
        ("15 minutes", "until 14:28"),
        ("30 minutes", "until 14:43"),
        ("45 minutes", "until 14:58"),
        ("60 minutes", "until 15:13"),
        ("90 minutes", "until 15:43"),
        ("End of the track", "until 14:16  ·  2:58 left"),
        ("End of the album", "until 14:19  ·  6:18 left"),
    ]
    assert not any(row.chosen or row.closed for row in rows)


@pytest.mark.usefixtures("utc")
@pytest.mark.parametrize(
    ("state", "note"), [("waiting", "until 14:22  ·  after what waits"), ("held", "until 14:19  ·  6:18 left")]
)
def test_the_end_of_an_album_comes_after_what_waits_in_the_queue_and_says_so(state: State, note: str) -> None:
    endings, shown = Endings(), replace(picture(A, B), staged=(Entry(id=1, item=C, state=state),))
    endings.look(shown, 0.0)
    rows = options(None, shown, endings, 10.0, EVENING)
    assert [row.note for row in rows[-2:]] == ["until 14:16  ·  2:58 left", note]


@pytest.mark.usefixtures("utc")
def test_a_plan_can_be_taken_back_and_is_marked() -> None:
    rows = options(MOMENT, picture(A), Endings(), 400.0, EVENING)
    assert rows[-1] == Option("off", "Off", "now until 14:23")
    rows = options(Plan.end_of("item", picture(A)), picture(A), Endings(), 10.0, EVENING)
    assert [row.choice for row in rows if row.chosen] == ["item"]


def test_an_end_that_nobody_knows_says_so_and_one_that_never_comes_is_closed() -> None:
    (row,) = (row for row in options(None, picture(A), Endings(), 0.0, EVENING) if row.choice == "context")
    assert (row.note, row.closed) == ("not known yet when that is", False)
    repeated = replace(picture(A), playback=replace(ALBUM, repeat="context"))
    (row,) = (row for row in options(None, repeated, Endings(), 0.0, EVENING) if row.choice == "context")
    assert (row.note, row.closed) == ("never: repeat is on for all", True)


def test_with_nothing_playing_there_are_minutes_only() -> None:
    rows = options(None, picture(None), Endings(), 0.0, EVENING)
    assert [row.choice for row in rows] == [15, 30, 45, 60, 90]


class Choosing(Bench):
    def __init__(self) -> None:
        super().__init__()
        self.ended: list[object] = []
        self.box = SleepBox([Option(15, "15 minutes"), Option("context", "End", "never", closed=True)], EVENING)

    def on_mount(self) -> None:
        self.push_screen(self.box, self.ended.append)


@pytest.mark.parametrize("size", [NARROW, WIDE, (40, 12)])
@pytest.mark.parametrize(
    ("keys", "ended"),
    [
        (["enter"], [15]),
        (["escape"], [None]),
        (["j", "enter"], []),
        ([*"25", "enter"], [25]),
        ([*"1440", "enter"], [1440]),
        ([*"1441", "enter"], []),
        (["0", "enter"], []),
        ([*"25", "backspace", "backspace", "enter", "enter"], [15]),
        ([*"25", "escape"], [None]),
        (["j", "g", "g", "enter"], [15]),
    ],
)
async def test_a_row_or_a_number_is_chosen(size: tuple[int, int], keys: list[str], ended: list[object]) -> None:
    app = Choosing()
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        assert app.ended == ended


@pytest.mark.usefixtures("utc")
async def test_a_number_tells_until_when_it_lasts() -> None:
    app = Choosing()
    async with app.run_test(size=NARROW) as pilot:
        told = []
        for key in ("", "9", "0", "0", "0"):
            await pilot.press(*key)
            told.append(app.box.query_one("#meaning", Line).text.strip())
        assert told == ["or type a number", "until 14:22", "until 15:43", "until 05:13", "1 to 1,440 minutes"]


def corner(stage: Stage) -> str:
    stage.app.listening.sleep.tick()
    return stage.app.main.sleep


def loudness(stage: Stage) -> int | None:
    return stage.truth.device.volume_percent if stage.truth.device is not None else None


async def pass_time(stage: Stage, seconds: float) -> None:
    """Let time pass so that all that is due on the way is done."""
    for _ in range(round(seconds * 2)):
        await stage.later(0.5)


async def test_a_timer_is_chosen_counts_in_the_corner_and_ends_in_silence(remote: Opened, simulator: Simulator) -> None:
    simulator.world.player.seek(0)
    async with remote() as stage:
        await stage.ready()
        await stage.press("t", "2", "enter")
        assert (stage.in_front, corner(stage)) == ("MainScreen", "☾ 2 min")
        assert stage.status.startswith("☾ 2 min")
        await pass_time(stage, 61)
        assert with_keys(WARNED) in stage.told
        assert corner(stage) == "☾ 59 s"
        await pass_time(stage, 59 - FADE)
        await stage.until(lambda: loudness(stage) != 62)
        assert corner(stage) == "☾ fading out"
        await pass_time(stage, FADE + 3)
        await stage.until(lambda: not stage.truth.is_playing and loudness(stage) == 62)
        assert corner(stage) == ""


async def test_ten_minutes_more_begin_a_timer_and_off_ends_it(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("T", "T")
        assert corner(stage) == "☾ 20 min"
        await stage.press("t", "G", "enter")
        assert (corner(stage), stage.told[-1]) == ("", "Sleep timer off.")
        assert stage.writes == []


async def test_in_three_lines_the_countdown_stands_beside_the_title(remote: Opened) -> None:
    async with remote(size=(60, 3)) as stage:
        await stage.read()
        await stage.press("T")
        assert corner(stage) == "☾ 10 min"
        await stage.until(lambda: "☾ 10 min" in stage.screen[0])
        await stage.pilot.resize_terminal(60, 8)
        await stage.until(lambda: stage.shows("space pause"))
        assert sum("☾ 10 min" in line for line in stage.screen) == 1


async def test_once_it_is_quiet_no_corner_tells_of_the_fade(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("\\")
        await pass_time(stage, FADE_OUT)
        await stage.until(lambda: not stage.app.main.playback.is_playing)
        assert corner(stage) == ""


async def test_another_account_has_no_timer(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("T", "\\")
        stage.app.signed_in(same=False)
        assert corner(stage) == ""
        assert stage.app.listening.sleep.timer.due(stage.app.player.state) is None


async def test_fading_out_is_taken_back_by_its_key(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("\\")
        await stage.until(lambda: loudness(stage) == 53)
        assert (corner(stage), stage.told[-1]) == ("↘ fading out", "Fading out. The same key takes it back.")
        await stage.press("\\")
        await stage.later(0.3)
        await stage.until(lambda: loudness(stage) == 62)
        await pass_time(stage, FADE_OUT + 1)
        assert (stage.truth.is_playing, corner(stage)) == (True, "")


async def test_a_device_without_a_volume_is_paused_without_a_fade_and_that_is_told(
    remote: Opened, simulator: Simulator
) -> None:
    simulator.world.player.transfer(simulator.world.device("Pocket 📱").key)
    async with remote() as stage:
        await stage.ready()
        await stage.press("\\")
        await stage.until(lambda: not stage.truth.is_playing)
        assert stage.told == ["Pocket 📱 has no volume control from here. It is paused without a fade."]
        await stage.press("\\")
        assert stage.told[1:] == ["It is paused already. Press space to go on."]
        assert stage.writes == [("PUT", "player/pause")]
