"""What is found as one types, what was searched for before, and searches of one kind."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from sptui.library.queries import RESTRICTIONS
from sptui.simulator import Request, Simulator
from sptui.simulator.faults import Fault
from sptui.simulator.messages import Response
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, Stage
from tests.tui.test_library import go_to, loaded, names, open_row, quiet, reads, status, title, under


@pytest.fixture
def asked(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, int]]:
    """Words, kinds and offset of every search."""
    questions: list[tuple[str, str, int]] = []
    handle = simulator.handle

    def note(request: Request) -> Response:
        if request.path == "/v1/search":
            query = parse_qs(urlsplit(request.url).query)
            questions.append((query["q"][0], query["type"][0], int(query.get("offset", ["0"])[0])))
        return handle(request)

    monkeypatch.setattr(simulator, "handle", note)
    return questions


def groups(stage: Stage) -> dict[str, list[str]]:
    """The names under each heading."""
    found: dict[str, list[str]] = {}
    for row in stage.rows("search").rows:
        if row.kind == "heading":
            found[str(row.cells[0])] = []
        elif row.kind == "item" and found:
            found[next(reversed(found))].append(str(row.cells[0]))
    return found


async def type_(stage: Stage, words: str) -> None:
    """Type into an empty line."""
    await stage.press("/")
    stage.search.write("")
    await stage.press(*words)
    await quiet(stage)


async def ask(stage: Stage, words: str) -> None:
    await stage.press("/")
    stage.search.write(words)
    await stage.press("enter")
    await quiet(stage)


async def test_what_is_known_here_shows_with_every_letter_and_no_request(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Liked songs")
        await stage.press("backspace")
        await open_row(stage, "Albums")
        before = len(stage.asked)
        await type_(stage, "ha")
        assert names(stage, "search")[0] == "Search Spotify for “ha”"
        assert {"Playlists", "Tracks", "Albums"} <= groups(stage).keys()
        await stage.press(*"rbour")
        await quiet(stage)
        assert groups(stage)["Playlists"] == ["Fresh Finds from the Harbour"]
        assert groups(stage)["Albums"] == ["Harbour Songs"]
        assert len(stage.asked) == before
        await stage.press("backspace", "backspace", *"zz")
        await quiet(stage)
        assert names(stage, "search") == ["Search Spotify for “harbozz”"]


async def test_what_was_known_to_an_earlier_process_is_found_as_well(remote: Opened, tmp_path: Path) -> None:
    for known in (True, False):
        async with remote(store_file=tmp_path / "store") as stage:
            await stage.ready()
            if known:
                await open_row(stage, "Shows")
            before = len(stage.asked)
            await type_(stage, "slow com")
            assert groups(stage) == {"Shows": ["The Slow Commute"]}
            assert len(stage.asked) == before


async def test_enter_in_the_line_asks_spotify_and_down_leads_to_what_is_known(
    remote: Opened, asked: list[tuple[str, str, int]]
) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage)
        await type_(stage, "late train")
        await stage.press("down", "j")
        assert under(stage, "search") == "Late Train Home"
        assert asked == []
        await stage.press("enter")
        await quiet(stage)
        assert (stage.pane, title(stage)) == ("library", "‹ Late Train Home")
        await stage.press("escape", "/", "enter")
        await quiet(stage)
        assert asked == [("late train", ",".join(each.kind for each in RESTRICTIONS.values()), 0)]


async def test_the_first_row_asks_spotify(remote: Opened, asked: list[tuple[str, str, int]]) -> None:
    async with remote() as stage:
        await stage.ready()
        await type_(stage, "ivy")
        await stage.press("down", "home", "enter")
        await quiet(stage)
        assert [words for words, *_ in asked] == ["ivy"]
        assert "Ivy" in groups(stage)["Tracks"]


async def test_a_track_that_is_known_plays(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Liked songs")
        await type_(stage, "marigold paper")
        await stage.press("down", "j", "enter")
        await quiet(stage)
        assert stage.truth.item is not None
        assert (stage.truth.item.name, stage.writes) == ("Marigold", [("PUT", "player/play")])


async def test_a_device_is_found_and_taken(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await type_(stage, "kitch")
        assert groups(stage) == {"Devices": ["Kitchen"]}
        await stage.press("down", "j", "enter")
        await stage.until(lambda: stage.truth.device is not None and stage.truth.device.name == "Kitchen")


async def test_a_command_is_found_with_its_key_and_done(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await type_(stage, "unmute")
        assert [row.cells for row in stage.rows("search").rows if row.kind == "item"][1:] == [("Mute or unmute", "_")]
        await stage.press("down", "j", "enter")
        await stage.until(lambda: stage.writes == [("PUT", "player/volume")])


@pytest.mark.parametrize(("words", "found"), [("undo", ["Undo the last change"]), ("move the row", [])])
async def test_a_command_for_a_row_is_none_of_the_search(remote: Opened, words: str, found: list[str]) -> None:
    async with remote() as stage:
        await stage.ready()
        await type_(stage, words)
        assert groups(stage).get("Commands", []) == found


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("blue", "Search Spotify for “blue”"),
        ("t: blue", "Search Spotify for tracks: “blue”"),
        ("ta: blue year:1999", "Search Spotify for tracks and artists: “blue year:1999”"),
        ("t:", "Search Spotify for tracks: type what to look for"),
        ("https://open.spotify.com/album/6KTqQTl8cYq9jZX0ZZrgYx", "Open this link"),
    ],
)
async def test_the_first_row_tells_what_enter_does(remote: Opened, typed: str, told: str) -> None:
    async with remote() as stage:
        await stage.ready()
        await type_(stage, typed)
        assert stage.rows("search").rows[0].cells == (told,)


async def test_the_arrows_go_through_what_was_searched_for_and_back_to_what_one_typed(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        for words in ("night", "ivy", "t: blue", "ivy"):
            await ask(stage, words)
        await type_(stage, "draft")
        lines = []
        for key in ("up", "up", "up", "up", "down", "down", "down"):
            await stage.press(key)
            await stage.pilot.pause()
            lines.append(stage.search.line.value)
        assert lines == ["ivy", "t: blue", "night", "night", "t: blue", "ivy", "draft"]


async def test_recent_searches_stand_below_an_empty_line_also_in_a_new_process(remote: Opened, tmp_path: Path) -> None:
    async with remote(store_file=tmp_path / "store") as stage:
        await stage.ready()
        for words in ("night", "ivy"):
            await ask(stage, words)
    async with remote(store_file=tmp_path / "store") as stage:
        await stage.ready()
        await type_(stage, "")
        assert groups(stage) == {"Recent searches": ["ivy", "night"]}
        before = reads(stage, "/search")
        await stage.press("down", "j", "enter")
        await quiet(stage)
        assert (stage.search.line.value, reads(stage, "/search")) == ("night", before + 1)
        assert "Night Bus Lullaby" in groups(stage)["Tracks"]


async def test_another_account_does_not_see_what_was_searched_for(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage)
        await ask(stage, "ivy")
        stage.app.signed_in(same=False)
        await quiet(stage)
        await type_(stage, "")
        assert groups(stage) == {}
        await type_(stage, "late train")
        assert groups(stage) == {}


@pytest.mark.parametrize(
    ("letter", "words", "first"),
    [
        ("t", "ivy", "Ivy"),
        ("a", "juniper", "Juniper Vale"),
        ("l", "harbour", "Harbour Songs"),
        ("p", "rainy", "Rainy Window"),
        ("s", "slow", "The Slow Commute"),
        ("e", "22. salt", "22. Salt"),
        ("b", "winter", "The Cartographer's Winter"),
    ],
)
async def test_a_letter_restricts_the_search_and_opens_all_of_that_kind(
    remote: Opened, asked: list[tuple[str, str, int]], letter: str, words: str, first: str
) -> None:
    async with remote() as stage:
        await stage.ready()
        await ask(stage, f"{letter}: {words}")
        assert asked[0] == (words, RESTRICTIONS[letter].kind, 0)
        assert (stage.pane, names(stage)[0]) == ("library", first)
        assert title(stage) == f"‹ {RESTRICTIONS[letter].title}: {words}"
        await stage.press("escape")
        assert stage.pane == "search"


async def test_several_letters_show_their_groups_and_filters_are_spotify_s(
    remote: Opened, asked: list[tuple[str, str, int]]
) -> None:
    async with remote() as stage:
        await stage.ready()
        await ask(stage, 'tl: artist:"paper lanterns"')
        assert asked == [('artist:"paper lanterns"', "track,album", 0)]
        assert list(groups(stage)) == ["Tracks", "Albums"]


async def test_a_letter_alone_is_not_asked_for(remote: Opened, asked: list[tuple[str, str, int]]) -> None:
    async with remote() as stage:
        await stage.ready()
        await ask(stage, "t:")
        assert (stage.told, asked) == (["Type what to look for behind the letter."], [])


async def test_a_letter_restricts_what_is_known_here_as_well(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums")
        await type_(stage, "l: harbour")
        assert groups(stage) == {"Albums": ["Harbour Songs"]}
        await type_(stage, "p: harbour")
        assert groups(stage) == {"Playlists": ["Fresh Finds from the Harbour"]}


async def test_more_of_a_kind_begins_with_what_is_known_and_goes_on_at_its_end(
    remote: Opened, asked: list[tuple[str, str, int]]
) -> None:
    async with remote(size=NARROW) as stage:
        await stage.read()
        await ask(stage, "the")
        known = groups(stage)["Tracks"]
        assert known[-1] == "More tracks …"
        go_to(stage, "More tracks …", "search")
        await stage.press("enter")
        await quiet(stage)
        assert (title(stage), names(stage)[:10]) == ("‹ Tracks: the", known[:-1])
        for _ in range(2):
            await stage.press("G")
            await quiet(stage)
        assert asked[1:] == [("the", "track", offset) for offset in (10, 20, 30)]
        assert (loaded(stage), status(stage)) == (40, "40 loaded")
        await stage.press("escape")
        assert (stage.pane, under(stage, "search")) == ("search", "More tracks …")


async def test_a_kind_of_which_there_is_no_more_has_no_row_for_that(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await ask(stage, "juniper")
        assert groups(stage)["Artists"] == ["Juniper Vale"]
        assert groups(stage)["Tracks"][-1] == "More tracks …"


async def test_the_last_page_ends_the_list(remote: Opened, asked: list[tuple[str, str, int]]) -> None:
    async with remote() as stage:
        await stage.ready()
        await ask(stage, "t: juniper")
        count = loaded(stage)
        assert count == sum("Juniper Vale" in str(row.cells) for row in stage.rows("library").rows)
        spent = len(asked)
        await stage.press("G")
        await quiet(stage)
        assert (loaded(stage), len(asked), status(stage)) == (count, spent, "")


async def test_a_kind_that_could_not_be_read_says_so_and_is_tried_again(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.faults.add(Fault.named("refused", path="/v1/search"))
        await ask(stage, "a: juniper")
        assert stage.shows("Not read")
        await stage.press("r")
        await quiet(stage)
        assert names(stage) == ["Juniper Vale"]
