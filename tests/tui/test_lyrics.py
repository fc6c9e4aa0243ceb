from pathlib import Path

import pytest
from textual.geometry import Region

from sptui.simulator import Simulator
from sptui.simulator.faults import Fault
from sptui.simulator.lyrics import Kind, kind_of, words
from sptui.simulator.objects import Track
from sptui.tui.panes.lyrics import LyricsPane
from sptui.tui.widgets.rows import Rows
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, Stage

GET, SEARCH = "/api/get", "/api/search"


def asked(stage: Stage) -> list[str]:
    """What LRCLIB was asked, in order."""
    return [path for path in stage.asked if path in (GET, SEARCH)]


def pane(stage: Stage) -> LyricsPane:
    return stage.app.main.query_one(LyricsPane)


def list_(stage: Stage) -> Rows:
    return stage.rows("lyrics")


def current(stage: Stage) -> str:
    """The line that stands out."""
    return "".join(span.text for row in list_(stage).rows if row.playing for span in row.cells[0] if row.kind == "item")  # type: ignore[union-attr]


def under_cursor(stage: Stage) -> object:
    row = list_(stage).highlighted
    return row.key if row is not None else None


def subtitle(stage: Stage) -> str:
    return str(pane(stage).border_subtitle or "")


def sung(stage: Stage) -> tuple[tuple[int, str], ...]:
    """The lines of what plays and the milliseconds at which they begin."""
    track = stage.truth.item
    assert isinstance(track, Track)
    return words(track)


def put_on(simulator: Simulator, kind: Kind) -> None:
    """Let a track play of which LRCLIB has that, and no other one of its artist has the name of it."""
    tracks = simulator.world.catalogue.tracks
    told = [(track.name, track.artists[0]) for track in tracks]
    track = next(
        each
        for each in tracks
        if kind_of(each) == kind and each.playable and each.name and told.count((each.name, each.artists[0])) == 1
    )
    album = simulator.world.context(track.album.uri)
    assert album is not None
    simulator.world.player.play(album, row=track.album.tracks.index(track), position_ms=30_000)


async def go_to(stage: Stage, line: int) -> None:
    """Let time pass until a line has just begun."""
    start = sung(stage)[line][0]
    stage.clock.advance((start - stage.app.main.playback.position_ms(stage.clock.now)) / 1000 + 0.01)
    pane(stage).tick()
    await stage.pilot.pause()


def found(stage: Stage) -> bool:
    """Whether it is shown what there is."""
    return stage.app.main.words.lyrics is not None


async def open_lyrics(stage: Stage) -> None:
    """Open them, and wait until they are there."""
    await stage.read()
    await stage.press("w")
    await stage.until(lambda: found(stage))
    await stage.pilot.pause()


async def test_nobody_is_asked_before_they_are_open_and_then_once_and_spotify_not_at_all(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.later(5)
        assert asked(stage) == []
        spent = stage.app.main.usage.day
        await stage.press("w")
        await stage.until(lambda: found(stage))
        await stage.press("w", "w", "w", "w")
        await stage.later(0.5)
        assert asked(stage) == [GET]
        assert stage.app.player.state.usage.day == spent
        assert stage.told == []


async def test_the_line_that_is_sung_goes_with_the_song_in_the_middle_of_the_list(remote: Opened) -> None:
    async with remote() as stage:
        await open_lyrics(stage)
        lines = sung(stage)
        for line in (14, 15, 17):
            await go_to(stage, line)
            assert (current(stage), under_cursor(stage)) == (lines[line][1] or "♪", line)
            rows = list_(stage)
            assert rows.cursor is not None
            middle = rows.cursor - rows.scroll_offset.y - rows.size.height // 2
            assert abs(middle) <= 1 or rows.scroll_offset.y == rows.max_scroll_y
        assert pane(stage).following
        assert subtitle(stage) == "LRCLIB"


async def test_whoever_moves_stays_there_until_enter_goes_on_from_the_line(remote: Opened) -> None:
    async with remote() as stage:
        await open_lyrics(stage)
        await go_to(stage, 12)
        await stage.press("k", "k")
        assert subtitle(stage) == "not following: enter seeks, w follows"
        await go_to(stage, 13)
        assert under_cursor(stage) == 10
        assert current(stage) == sung(stage)[13][1]
        await stage.press("enter")
        assert current(stage) == (sung(stage)[10][1] or "♪")
        assert (pane(stage).following, subtitle(stage)) == (True, "LRCLIB")
        await stage.until(lambda: stage.writes)
        assert stage.writes == [("PUT", "player/seek")]
        expected = sung(stage)[10][0] // 10 * 10
        assert stage.truth.position_at(stage.clock.now) == expected


async def test_the_wheel_and_a_click_stop_it_too_and_w_follows_again_before_it_closes(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await open_lyrics(stage)
        await go_to(stage, 12)
        list_(stage).scroll_to(y=0, animate=False, immediate=True)
        await stage.until(lambda: not pane(stage).following)
        await go_to(stage, 13)
        assert list_(stage).scroll_offset.y == 0
        await stage.press("w")
        assert pane(stage).following
        assert list_(stage).scroll_offset.y > 0
        await stage.pilot.click(list_(stage), offset=(5, 1))
        await stage.until(lambda: not pane(stage).following)
        clicked = under_cursor(stage)
        assert stage.writes == []
        await stage.pilot.click(list_(stage), offset=(5, 1))
        await stage.until(lambda: stage.writes)
        assert pane(stage).following
        assert under_cursor(stage) == clicked
        await stage.press("w")
        assert stage.pane == "queue"


async def test_a_smaller_window_goes_on_following(remote: Opened) -> None:
    async with remote() as stage:
        await open_lyrics(stage)
        await go_to(stage, 12)
        await stage.pilot.resize_terminal(*NARROW)
        await stage.until(lambda: list_(stage).size.height < 20)
        await stage.pilot.pause()
        assert pane(stage).following
        assert stage.shows(f"▶ {sung(stage)[12][1] or '♪'}")


async def test_an_offset_shows_at_once_and_is_remembered_for_the_track(remote: Opened, tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite3"
    async with remote(store_file=file) as stage:
        await stage.ready()
        await stage.press(")")
        assert stage.told == ["Open the lyrics first, with w."]
        await open_lyrics(stage)
        await go_to(stage, 10)
        await stage.press(")")
        assert (current(stage), subtitle(stage)) == (sung(stage)[9][1] or "♪", "+0.25 s  ·  LRCLIB")
        await stage.press("(", "(")
        assert (current(stage), subtitle(stage)) == (sung(stage)[10][1] or "♪", "-0.25 s  ·  LRCLIB")
    async with remote(store_file=file) as stage:
        await stage.ready()
        stage.simulator.log.clear()
        await stage.press("w")
        await stage.pilot.pause()
        assert subtitle(stage) == "-0.25 s  ·  LRCLIB"
        assert asked(stage) == []


async def test_whoever_skips_asks_nothing_until_a_track_has_been_there_for_a_second(remote: Opened) -> None:
    async with remote() as stage:
        await open_lyrics(stage)
        await stage.press("n")
        assert stage.shows("Looking for lyrics …")
        assert list_(stage).rows == ()
        await stage.until(lambda: stage.writes and stage.app.player._in_flight is None)
        await stage.later(0.8)
        await stage.press("n")
        await stage.until(lambda: len(stage.writes) == 2 and stage.app.player._in_flight is None)
        await stage.later(0.8)
        assert asked(stage) == [GET]
        await stage.later(0.3)
        await stage.until(lambda: found(stage))
        assert asked(stage) == [GET, GET]
        item = stage.app.main.playback.item
        assert item is not None
        assert stage.app.main.words.uri == item.uri


@pytest.mark.parametrize(
    ("kind", "says", "requests"),
    [
        ("plain", "This text has no timing", [GET]),
        ("instrumental", "Instrumental", [GET]),
        ("missing", "No lyrics found", [GET, SEARCH]),
        ("longer", "No lyrics found", [GET, SEARCH]),
    ],
)
async def test_what_is_not_timed_says_so_quietly(
    remote: Opened, simulator: Simulator, kind: Kind, says: str, requests: list[str]
) -> None:
    put_on(simulator, kind)
    async with remote() as stage:
        await open_lyrics(stage)
        assert stage.shows(says)
        assert asked(stage) == requests
        await stage.press("j", "enter", ")")
        assert stage.writes == []
        assert stage.told == ["These lyrics have no timing to change."]
        assert pane(stage).following


async def test_a_failure_is_said_quietly_and_asked_again_by_r_alone(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.faults.add(Fault(path=GET, status=500))
        await stage.press("w")
        await stage.until(lambda: stage.shows("LRCLIB has trouble of its own."))
        assert stage.shows("Press r to try again")
        await stage.later(60)
        assert asked(stage) == [GET]
        await stage.press("r")
        await stage.until(lambda: found(stage))
        assert asked(stage) == [GET, GET]
        await stage.press("r")
        await stage.later(2)
        assert asked(stage) == [GET, GET]
        assert stage.told == []


async def test_an_answer_that_comes_after_the_track_is_kept_for_it_and_not_shown_for_another(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        first = stage.app.main.playback.uri
        stage.hold(GET, times=1)
        await stage.press("w")
        await stage.until(lambda: asked(stage) == [GET])
        await stage.press("n")
        stage.answers.set()
        await stage.until(lambda: stage.writes and stage.app.player._in_flight is None)
        await stage.pilot.pause()
        assert not found(stage)
        await stage.later(0.4)
        await stage.press("p")
        await stage.until(lambda: len(stage.writes) == 2 and stage.app.player._in_flight is None)
        await stage.reread()
        assert stage.app.main.playback.uri == first
        assert found(stage)
        assert asked(stage) == [GET]


async def test_turned_off_they_say_how_to_turn_them_on_and_nobody_is_asked(remote: Opened) -> None:
    async with remote(with_lyrics=False) as stage:
        await stage.ready()
        await stage.press("w")
        assert stage.shows("Lyrics are turned off")
        assert stage.shows("With them turned on in the settings (,)")
        await stage.press("r", ")")
        await stage.later(5)
        assert asked(stage) == []


async def test_they_stand_before_the_library_and_leave_it_as_it_was(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("/", "escape", "d", "w")
        assert stage.app.main.visible_panes == {"playing", "lyrics", "queue", "devices"}
        places = []
        for _ in range(3):
            await stage.press("tab")
            places.append(stage.pane)
        assert places == ["queue", "devices", "lyrics"]
        await stage.press("escape")
        assert stage.pane == "devices"
        assert "lyrics" not in stage.app.main.visible_panes


async def test_in_a_small_window_they_are_a_pane_without_a_tab(remote: Opened) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        await stage.press("L", "w")
        await stage.until(lambda: found(stage))
        assert stage.screen[0].split() == ["Library", "Search", "Queue", "Devices"]
        assert stage.screen[2].split() == ["Lyrics", "LRCLIB"]
        await stage.press("tab")
        assert stage.pane == "queue"
        await stage.press("w", "escape")
        assert stage.pane == "queue"


async def test_a_new_line_repaints_two_lines_and_lays_out_nothing(
    remote: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with remote(size=(120, 60)) as stage:
        await open_lyrics(stage)
        await go_to(stage, 10)
        repainted: list[object] = []
        laid_out: list[bool] = []
        refresh = Rows.refresh

        def noted(rows: Rows, *regions: Region, layout: bool = False, **rest: bool) -> Rows:
            repainted.extend(regions or [None])
            laid_out.append(layout)
            return refresh(rows, *regions, layout=layout, **rest)

        monkeypatch.setattr(Rows, "refresh", noted)
        pane(stage).tick()
        assert repainted == []
        await go_to(stage, 11)
        assert len(set(repainted)) == 2
        assert None not in repainted
        assert not any(laid_out)


async def test_the_next_line_comes_by_itself(remote: Opened) -> None:
    async with remote() as stage:
        await open_lyrics(stage)
        await go_to(stage, 10)
        stage.clock.advance((sung(stage)[11][0] - sung(stage)[10][0] - 60) / 1000)
        pane(stage).tick()
        assert current(stage) == sung(stage)[10][1]
        stage.clock.advance(0.1)
        await stage.until(lambda: current(stage) == (sung(stage)[11][1] or "♪"))


async def test_a_filter_finds_a_line_and_enter_goes_there(remote: Opened) -> None:
    async with remote() as stage:
        await open_lyrics(stage)
        await go_to(stage, 3)
        await stage.press("f", *"rooftop", "enter")
        shown = [row.key for row in list_(stage).rows if isinstance(row.key, int)]
        assert shown == [place for place, (_, line) in enumerate(sung(stage)) if "Rooftop" in line]
        await stage.press("G", "enter")
        await stage.until(lambda: stage.writes)
        assert stage.truth.position_at(stage.clock.now) == sung(stage)[shown[-1]][0] // 10 * 10


async def test_the_keys_of_lists_do_nothing_to_a_line(remote: Opened) -> None:
    async with remote() as stage:
        await open_lyrics(stage)
        await stage.press(*"zxXPheJKsFvV", "ctrl+a", "delete")
        await stage.pilot.pause()
        assert stage.writes == []
        assert (stage.pane, list_(stage).marks) == ("lyrics", frozenset())


async def test_they_stand_beside_what_plays_alone_and_can_be_sought_in_there(remote: Opened) -> None:
    async with remote(with_lyrics=True) as stage:
        await stage.ready()
        await stage.press("m")
        await stage.until(lambda: stage.app.main.view == "full")
        await stage.press("w")
        await stage.until(lambda: len(stage.app.main.query(LyricsPane)) == 1)
        await stage.later(1.0)
        await stage.until(lambda: asked(stage) == [GET])
        beside = stage.app.main.query(LyricsPane).last()
        await stage.until(lambda: beside.words.lyrics is not None)
        await stage.press("home", "enter")
        await stage.until(lambda: ("PUT", "player/seek") in stage.writes)
        assert beside.following
        await stage.press("w")
        await stage.until(lambda: not stage.app.main.query(LyricsPane))
        await stage.press("escape")
        await stage.until(lambda: stage.app.main.view == "panes")
