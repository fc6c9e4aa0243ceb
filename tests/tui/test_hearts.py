"""Which rows are liked: asked for what is in view, forty at a time, each once."""

from urllib.parse import parse_qs, urlsplit

import pytest
from textual import events

from sptui.simulator import Request, Simulator
from sptui.simulator.messages import Response
from tests.tui.conftest import Opened
from tests.tui.stage import Stage
from tests.tui.test_library import go_to, open_row, quiet

MINE, LONG = "Late Train Home", "Every Song I Ever Liked"
TALL = (120, 70)


@pytest.fixture
def asked(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The URIs of every question after what is saved."""
    questions: list[list[str]] = []
    handle = simulator.handle

    def note(request: Request) -> Response:
        if request.path == "/v1/me/library/contains":
            questions.append(parse_qs(urlsplit(request.url).query)["uris"][0].split(","))
        return handle(request)

    monkeypatch.setattr(simulator, "handle", note)
    return questions


async def rest(stage: Stage, seconds: float = 0.5) -> None:
    """Let somebody look at what is in view."""
    await quiet(stage)
    await stage.later(seconds)
    await quiet(stage)


def in_view(stage: Stage) -> list[str]:
    """The URIs of the things in the rows of the library that can be seen."""
    things = (row.value.thing for row in stage.rows("library").visible_rows if row.value is not None)
    return [thing.uri for thing in things if thing is not None and thing.uri]


def hearts(stage: Stage) -> dict[str, bool]:
    """By URI whether a heart stands in the row."""
    rows = (row for row in stage.rows("library").visible_rows if row.value is not None and row.value.thing is not None)
    return {row.value.thing.uri: row.cells[4] == "♥" for row in rows}


def truth(stage: Stage, uris: list[str]) -> dict[str, bool]:
    world = stage.simulator.world
    return {
        uri: uri.rpartition(":")[2] in world.playlists.listed
        if uri.startswith("spotify:playlist:")
        else world.library.contains(uri)
        for uri in uris
    }


async def test_the_rows_in_view_are_asked_for_at_once_after_half_a_second(
    remote: Opened, asked: list[list[str]]
) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, MINE)
        asked.clear()
        await rest(stage, 0.49)
        assert asked == []
        await rest(stage, 0.01)
        assert len(asked) == 1
        assert set(in_view(stage)) - {stage.simulator.world.playlists.named(MINE).uri} >= set(asked[0])
        assert hearts(stage) == truth(stage, in_view(stage))
        assert True in hearts(stage).values()
        assert False in hearts(stage).values()


async def test_what_is_known_is_not_asked_for_again(remote: Opened, asked: list[list[str]]) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, LONG)
        await rest(stage)
        for key in ("pagedown", "pagedown", "home", "pagedown", "pagedown"):
            await stage.press(key)
            await rest(stage)
        uris = [uri for question in asked for uri in question]
        assert len(uris) == len(set(uris))
        assert len(asked) == 4  # when the app was opened, and three screenfuls
        assert all(len(question) <= 40 for question in asked)
        await stage.press("Q")
        await rest(stage)
        await stage.press("L")
        await rest(stage, 5)
        assert len(asked) == 4


async def test_who_scrolls_asks_where_it_rests(remote: Opened, asked: list[list[str]]) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, LONG)
        asked.clear()
        for _ in range(3):
            await stage.press("pagedown")
            await rest(stage, 0.4)
        assert asked == []
        await rest(stage, 0.1)
        assert len(asked) == 1
        assert set(asked[0]) <= set(in_view(stage))


async def test_more_than_forty_rows_are_asked_for_forty_at_a_time(remote: Opened, asked: list[list[str]]) -> None:
    async with remote(size=TALL) as stage:
        await stage.ready()
        await open_row(stage, "Зима")
        await rest(stage)
        assert len(in_view(stage)) > 50
        uris = [uri for question in asked[1:] for uri in question]
        assert [len(question) for question in asked[1:]] == [40, len(uris) - 40]
        assert len(uris) == len(set(uris))
        assert hearts(stage) == truth(stage, in_view(stage))


@pytest.mark.parametrize("path", [("Liked songs",), ("Albums",), ("Artists",), ("Shows",), ("Audiobooks",), ()])
async def test_lists_of_what_is_saved_tell_it_by_themselves(
    remote: Opened, asked: list[list[str]], path: tuple[str, ...]
) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, *path)
        asked.clear()
        await rest(stage)
        assert asked == []
        assert "♥" not in [row.cells[4] for row in stage.rows("library").rows if len(row.cells) > 4]


async def test_what_a_list_of_saved_things_told_is_known_in_other_lists(remote: Opened, asked: list[list[str]]) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums")
        await stage.press("backspace")
        await open_row(stage, "Artists", "Juniper Vale")
        await rest(stage)
        albums = stage.simulator.world.catalogue.albums
        album = next(each for each in albums if each.name == "Field Notes")
        assert album.uri not in [uri for question in asked for uri in question]
        assert hearts(stage)[album.uri]


async def test_an_audiobook_is_not_asked_for(remote: Opened, asked: list[list[str]]) -> None:
    async with remote() as stage:
        await stage.ready()
        book = stage.simulator.world.catalogue.audiobooks[1]
        await stage.press("/")
        stage.search.write(f"spotify:audiobook:{book.id}")
        await stage.press("enter")
        await rest(stage)
        assert in_view(stage)[0] == book.uri
        assert book.uri not in [uri for question in asked for uri in question]


async def test_while_nobody_looks_nothing_is_asked_for(remote: Opened, asked: list[list[str]]) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, MINE)
        asked.clear()
        stage.app.post_message(events.AppBlur())
        await rest(stage, 5)
        assert asked == []
        stage.app.post_message(events.AppFocus())
        await rest(stage)
        assert len(asked) == 1


async def test_a_like_shows_in_every_list_that_holds_the_row(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.find("october, again")
        await rest(stage)
        await open_row(stage, MINE)
        await rest(stage)
        go_to(stage, "October, Again")
        uri = stage.thing.uri if stage.thing else ""
        await stage.press("h")
        found = [row.cells[4] for row in stage.rows("search").rows if row.value and row.value.thing.uri == uri]
        assert found == ["♥"]
        assert hearts(stage)[uri or ""]


async def test_in_a_list_of_what_is_saved_a_hollow_heart_shows_what_is_no_more(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, "Albums")
        go_to(stage, "Harbour Songs")
        await stage.press("h")
        row = stage.rows("library").highlighted
        assert row is not None
        assert (row.cells[0], row.cells[4]) == ("Harbour Songs", "♡")


async def test_r_asks_again_for_what_is_in_view(remote: Opened, asked: list[list[str]]) -> None:
    async with remote() as stage:
        await stage.ready()
        await open_row(stage, MINE)
        await rest(stage)
        fjord = next(uri for uri, liked in hearts(stage).items() if not liked)
        stage.simulator.world.library.save(fjord, stage.clock.now)
        asked.clear()
        await stage.later(2.5)
        await stage.press("r")
        await rest(stage)
        assert fjord in asked[0]
        assert hearts(stage)[fjord]
