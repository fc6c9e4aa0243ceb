"""Keys in the whole app: chords, numbers, and what somebody chose instead."""

from sptui.settings import Keys, Settings
from sptui.tui.panes.key_guide import KeyGuide
from sptui.tui.widgets.hints import HintBar
from tests.tui.conftest import Opened
from tests.tui.stage import Stage


def hints(stage: Stage) -> list[str]:
    return [f"{hint.key} {hint.title}" for hint in stage.app.main.query_one(HintBar)._hints]


def place(stage: Stage) -> str:
    return stage.app.browsing.place.kind


def pane(stage: Stage) -> str:
    return stage.app.main.pane


async def test_g_and_a_letter_lead_somewhere_and_a_guide_tells_where(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("g")
        assert hints(stage)[:4] == ["g …", "t time", "/ search", "q queue"]
        await stage.until(lambda: bool(stage.app.main.query(KeyGuide)) and stage.app.main.query_one(KeyGuide).display)
        await stage.until(lambda: stage.shows("top artists"))
        await stage.press("l")
        assert not stage.app.main.query_one(KeyGuide).display
        assert place(stage) == "liked"
        await stage.press("g", "d")
        assert pane(stage) == "devices"
        await stage.press("g", "p")
        await stage.until(lambda: "Late Train Home" in str(getattr(stage.rows("library").highlighted, "cells", "")))
        assert pane(stage) == "library"
        assert place(stage) == "playlists"
        await stage.press("g", "escape")
        assert pane(stage) == "library", "escape forgets the g and leaves all as it is"
        assert hints(stage)[0] == "enter open"


async def test_a_number_moves_so_far_and_repeats_what_can_be_repeated(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        rows = stage.rows("queue")
        await stage.press("g", "g", "5", "j")
        assert rows.highlighted is rows.rows[[i for i, row in enumerate(rows.rows) if row.kind == "item"][5]]
        await stage.press("3", "g", "g")
        assert rows.highlighted is rows.rows[[i for i, row in enumerate(rows.rows) if row.kind == "item"][2]]
        assert stage.writes == [], "no digit has meant a place in the item"
        await stage.press("j", "2", "z")
        await stage.until(lambda: len(stage.app.staging.staged.here) == 2)
        assert (rows.marks, stage.writes) == (frozenset(), []), "rows ahead are as good as marked ones"
        await stage.press("u", "2", "n")
        await stage.until(lambda: len(stage.writes) == 1)
        await stage.later(0.3)
        await stage.until(lambda: stage.writes == [("POST", "player/next")] * 2)
        await stage.press("2", "plus")
        device = stage.app.main.playback.device
        assert device is not None
        assert device.volume_percent == 72
        await stage.press("5")
        playback, now = stage.app.main.playback, stage.clock.now
        assert playback.position_ms(now) < playback.duration_ms // 3
        await stage.until(lambda: stage.app.main.playback.position_ms(now) == playback.duration_ms // 2)


async def test_chosen_keys_count_everywhere_and_what_is_wrong_with_them_is_told(remote: Opened) -> None:
    keys = Keys.model_validate(
        {"preset": "vim", "player.toggle": ["F2", "g space"], "app.helps": "F1", "pause_ms": 100}
    )
    async with remote(settings=Settings.model_construct(keys=keys)) as stage:
        await stage.ready()
        assert hints(stage)[0] == "f2 pause"
        await stage.press("space")
        await stage.press("f2")
        await stage.until(lambda: stage.writes == [("PUT", "player/pause")])
        await stage.later(0.3)
        await stage.press("g", "space")
        await stage.until(lambda: len(stage.writes) == 2)
        await stage.press("/")
        assert stage.app.main.panes.row_list.filtering, "in Vim's keys one looks in the list"
        await stage.press("escape", "?")
        assert stage.shows("f2  g space")
        await stage.press("escape")
        stage.app.main.reminder = "It ends: [[account.sign-in]] renews it."
        stage.simulator.world.player.go_idle()
        await stage.reread()
        await stage.until(lambda: stage.shows("Press f2 to go on") and stage.shows("It ends: g I renews it."))
        stage.app.settings = Settings()
        stage.app.use_keys()
        await stage.until(lambda: stage.shows("Press space to go on") and stage.shows("It ends: A renews it."))


async def test_what_can_follow_may_be_clicked_and_a_click_elsewhere_forgets_what_was_begun(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("g")
        bar = stage.app.main.query_one(HintBar)
        await stage.pilot.click(bar, offset=(stage.screen[-1].index("l liked"), 0))
        await stage.until(lambda: place(stage) == "liked")
        assert hints(stage)[0] == "enter open"
        await stage.press("g")
        await stage.pilot.click(stage.rows("queue"), offset=(5, 1))
        assert not hints(stage)[0].startswith("g ")
        await stage.press("d")
        assert pane(stage) == "devices"
