import asyncio

import pytest
from textual.widgets import Input

from sptui.simulator import Simulator
from sptui.simulator.faults import Fault
from sptui.spotify.models.catalogue import Track
from sptui.tui.panes.search import FRESH
from sptui.tui.widgets.searchline import SearchLine
from tests.tui.conftest import Opened
from tests.tui.stage import Stage, answer_with, playback_body

SEARCH = "/v1/search"
HEADINGS = {"Tracks", "Artists", "Albums", "Playlists", "Shows", "Episodes", "Audiobooks"}


def groups(stage: Stage) -> dict[str, list[str]]:
    """The names of the results under each heading."""
    found: dict[str, list[str]] = {}
    for row in stage.rows("search").rows:
        name = str(row.cells[0])
        if row.kind == "heading":
            found[name] = []
        elif row.kind == "item" and row.markable:
            next(reversed(found.values())).append(name)
    return found


def go_to(stage: Stage, heading: str, place: int) -> None:
    rows = stage.rows("search")
    rows.move_cursor(next(index for index, row in enumerate(rows.rows) if row.key == (heading, place)))


async def test_results_stand_in_groups_and_the_list_takes_the_focus(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.find("the")
        found = groups(stage)
        assert list(found) == [each for each in found if each in HEADINGS]
        assert {"Tracks", "Artists", "Albums", "Episodes"} <= found.keys()
        assert len(found["Tracks"]) == 10
        assert stage.rows("search").has_focus
        assert stage.count("GET", SEARCH) == 1


async def test_enter_plays_a_track_with_the_rest_of_its_group_behind_it(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.find("the")
        results = stage.app.main.found.results
        assert results is not None
        assert results.tracks is not None
        tracks = [track for track in results.tracks.items if track.available]
        go_to(stage, "Tracks", 2)
        chosen = stage.thing
        assert isinstance(chosen, Track)
        place = tracks.index(chosen)
        await stage.press("enter")
        assert stage.app.main.playback.item == chosen
        await stage.until(lambda: stage.writes)
        assert stage.writes == [("PUT", "player/play")]
        playing = [item.uri if item else None for item in stage.truth.context.items]
        assert playing == [track.uri for track in tracks[place:]]
        assert stage.truth.item is not None
        assert stage.truth.item.uri == playing[0]


@pytest.mark.parametrize(("words", "heading"), [("small hours", "Albums"), ("paper lanterns", "Artists")])
async def test_enter_opens_what_has_a_list_and_capital_p_plays_it(remote: Opened, words: str, heading: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.find(words)
        go_to(stage, heading, 0)
        thing = stage.thing
        assert thing is not None
        await stage.press("enter")
        assert stage.pane == "library"
        await stage.until(lambda: stage.app.main.contents and stage.app.main.contents.listing.known)
        assert stage.app.main.contents is not None
        assert stage.app.main.contents.about is not None
        assert stage.app.main.contents.about.uri == thing.uri
        await stage.press("escape")
        assert stage.pane == "search"
        assert stage.thing == thing
        await stage.press("P")
        await stage.until(lambda: stage.writes)
        assert stage.truth.context.uri == thing.uri


async def test_what_is_not_offered_here_is_not_asked_for(remote: Opened, simulator: Simulator) -> None:
    withdrawn = next(track for track in simulator.world.catalogue.tracks if not track.playable)
    answer_with(simulator, SEARCH, {"tracks": {"items": [withdrawn.full]}})
    async with remote() as stage:
        await stage.ready()
        await stage.find(withdrawn.name)
        await stage.press("enter", "z")
        assert stage.told == [
            "That cannot be played: Spotify does not offer it here.",
            "There is nothing in it that Spotify could queue.",
        ]
        assert stage.writes == []


async def test_z_queues_the_row_under_the_cursor(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.find("ivy")
        await stage.press("z")
        thing = stage.thing
        assert thing is not None
        await stage.until(lambda: stage.told)
        assert [entry.item.uri for entry in stage.app.staging.staged.here] == [thing.uri]
        assert stage.told == [f"Queued: “{thing.name}”. u undoes it."]


async def test_what_plays_is_marked_among_the_results(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.find("hummingbird heart")
        marked = [row.cells[0] for row in stage.rows("search").rows if row.playing]
        assert marked == ["Hummingbird Heart"]
        await stage.press("n")
        assert not any(row.playing for row in stage.rows("search").rows)


async def test_nothing_found_says_so(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.find("qqqqqq")
        assert stage.rows("search").rows == ()
        assert stage.shows("Nothing found")
        assert stage.shows("Fewer words, or another spelling, may help")
        assert stage.app.main.query_one(Input).has_focus


async def test_blank_words_are_not_asked_for(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("/", "enter", "space", "enter")
        assert stage.shows("Find something to play")
        assert stage.count("GET", SEARCH) == 0


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("refused", "Spotify cannot be reached."),
        ("bad_gateway", "Spotify has a fault of its own (502). Try again in a moment."),
        ("rate_limited", "Spotify asks to slow down. It passes by itself."),
        ("null", "Spotify's answer is not what it should be. Try again in a moment."),
    ],
)
async def test_a_search_that_fails_tells_why_and_can_be_tried_again(remote: Opened, fault: str, told: str) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.faults.add(Fault.named(fault, path=SEARCH))
        await stage.find("ivy")
        assert stage.app.main.found.trouble == told
        assert stage.shows("“ivy” was not found out")
        assert stage.app.main.query_one(Input).has_focus
        await stage.later(5.1)
        await stage.press("enter")
        await stage.until(lambda: groups(stage).get("Tracks"))


async def test_the_same_words_again_go_to_the_results_without_asking_while_these_are_fresh(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.find("ivy")
        first = groups(stage)
        await stage.later(FRESH - 1)
        await stage.press("/", "enter")
        assert stage.rows("search").has_focus
        assert (stage.count("GET", SEARCH), groups(stage)) == (1, first)
        await stage.later(1)
        await stage.press("/", "enter")
        await stage.until(lambda: stage.count("GET", SEARCH) == 2)


async def test_the_answers_of_the_last_searches_are_kept(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        for words in ("night", "heart", "night"):
            await stage.find(words)
            await stage.until(lambda words=words: stage.app.main.found.query == words)  # type: ignore[misc]
            await stage.until(lambda: stage.app.main.found.results is not None)
        assert [path for path in stage.asked if "search" in path] == ["/v1/search"] * 2


async def test_the_same_words_again_are_not_asked_for_while_their_answer_is_on_its_way(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.hold(SEARCH)
        await stage.press("/", *"ivy", "enter", "enter")
        await stage.pilot.pause()
        stage.answers.set()
        await stage.until(lambda: stage.rows("search").has_focus)
        assert stage.count("GET", SEARCH) == 1


async def test_words_that_nothing_was_found_for_are_not_asked_for_again(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.find("qqqqqq")
        await stage.press("enter")
        await stage.pilot.pause()
        assert stage.count("GET", SEARCH) == 1
        assert stage.app.main.typing
        assert stage.shows("Nothing found")


async def test_a_second_search_replaces_the_first_whose_late_answer_is_ignored(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.hold(SEARCH, times=1)
        await stage.press("/", *"ivy", "enter")
        await stage.until(lambda: stage.count("GET", SEARCH) == 1)
        assert stage.shows("Looking for “ivy” …")
        await stage.press("backspace", "backspace", "backspace", *"salt", "enter")
        await stage.until(lambda: stage.app.main.found.results is not None)
        first = groups(stage)
        stage.answers.set()
        await asyncio.sleep(0)
        await stage.pilot.pause()
        assert stage.app.main.found.query == "salt"
        assert groups(stage) == first
        assert "Ivy" not in first.get("Tracks", [])


async def test_results_leave_the_line_to_whoever_goes_on_typing(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.hold(SEARCH, times=1)
        await stage.press("/", *"moo", "enter", "n")
        stage.answers.set()
        await stage.until(lambda: stage.app.main.found.results is not None)
        await stage.press("q")
        assert stage.app.main.typing
        assert stage.app.main.query_one(SearchLine).value == "moonq"
        assert stage.writes == []


async def test_a_page_with_holes_shows_what_is_left(remote: Opened, simulator: Simulator) -> None:
    item = playback_body(simulator)["item"]
    answer_with(
        simulator,
        SEARCH,
        {"tracks": {"items": [None, item, 7, {**item, "name": ""}]}, "artists": None, "albums": {"items": "none"}},
    )
    async with remote() as stage:
        await stage.ready()
        await stage.find("x")
        assert groups(stage) == {"Tracks": ["Hummingbird Heart", "Untitled"]}
