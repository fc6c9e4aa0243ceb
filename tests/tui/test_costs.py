"""What each flow through the lists costs, request by request.

The hearts of what is in view are asked for when somebody has looked at it for half a second, which has rows of its own
here: while the clock stands, none are.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sptui.simulator import Simulator
from sptui.spotify.tokens import MemoryTokens
from tests.tui.conftest import Opened
from tests.tui.stage import Stage, token
from tests.tui.test_library import go_to, open_row, quiet

Step = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True)
class Earlier:
    """What was done in another process, which has ended."""

    step: Step


def all_of(*steps: Step) -> Step:
    async def take(stage: Stage) -> None:
        for step in steps:
            await step(stage)
            await quiet(stage)

    return take


def keys(*pressed: str) -> Step:
    """Keys, at once."""
    return lambda stage: stage.press(*pressed)


def on(name: str, *pressed: str) -> Step:
    """Keys on the row of that name."""

    async def press(stage: Stage) -> None:
        go_to(stage, name, stage.pane)
        await stage.press(*pressed)

    return press


def asked(key: str, *answer: str) -> Step:
    """A key that asks something, and what is answered."""

    async def press(stage: Stage) -> None:
        await stage.press(key)
        await stage.until(lambda: stage.in_front != "MainScreen")
        await stage.press(*answer)

    return press


def page_down(times: int) -> Step:
    """So fast that no row is rested on."""

    async def press(stage: Stage) -> None:
        for _ in range(times):
            stage.rows("library").action_page(1)

    return press


def to_row(index: int) -> Step:
    async def go(stage: Stage) -> None:
        stage.rows("library").move_cursor(index)

    return go


def find(words: str) -> Step:
    """Type what is looked for, and press Enter."""

    async def search(stage: Stage) -> None:
        await stage.press("/")
        stage.search.write(words)
        await stage.press("enter")

    return search


def library(*path: str) -> Step:
    """Open the library, and one row after the other."""
    return lambda stage: open_row(stage, *path)


def later(seconds: float) -> Step:
    return lambda stage: stage.later(seconds)


def link(kind: str) -> Step:
    """Paste the link to something that is in no list yet."""

    async def paste(stage: Stage) -> None:
        artist = stage.simulator.world.catalogue.artists[1]
        thing = artist if kind == "artist" else artist.albums[0].tracks[3]
        await find(f"https://open.spotify.com/{kind}/{thing.id}")(stage)

    return paste


async def nothing(_: Stage) -> None:
    """The app is open."""


async def obeyed(stage: Stage) -> None:
    """Spotify does make a playlist private when it says so."""
    stage.simulator.world.public_sticks = True


async def copy(stage: Stage) -> None:
    """Go to a row of which there is another one further down."""
    uris = [entry.uri for entry in stage.app.browsing.current.listing.entries if entry is not None]
    twice = next(uri for uri in uris if uri and uris.count(uri) == 2)
    rows = stage.rows("library")
    rows.move_cursor(next(index for index, row in enumerate(rows.rows) if row.key == (twice, uris.index(twice))))


async def to_waiting(stage: Stage) -> None:
    """Go to the first that waits in the queue."""
    await stage.press("Q")
    await stage.until(lambda: stage.app.main.staged)
    rows = stage.rows("queue")
    rows.move_cursor(next(place for place, row in enumerate(rows.rows) if row.value and row.value.entry))


look, back, away, undo = later(0.5), keys("backspace"), keys("Q"), keys("u")
home, liked, albums = library(), library("Liked songs"), all_of(library("Albums"), look)
mine, kitchen = library("Late Train Home"), library("Sunday Kitchen ☕")
long, narrow = library("Every Song I Ever Liked"), keys("f", *"sea", "enter")
from_home = all_of(keys("L", "backspace"), mine)
known = on("Harbour Songs", "enter")
marked = all_of(mine, on("Château de sable", "v", "v", "v"))
find_the = find("the")
more_tracks = on("More tracks …", "enter")
like, dislike = on("Château de sable", "h"), on("Ivy", "h")
add, make, make_empty = asked("i", *"Зима", "enter"), asked("i", *"Three", "enter"), asked("N", *"New", "enter")
remove, move, unfollow, unsave = on("Ivy", "x"), on("Ivy", *"JJJJJ"), on("Rainy Window", "x"), on("Harbour Songs", "x")
rename, hide = asked("e", *" 2", "enter"), asked("e", "tab", "tab", "space", "enter")
chosen, open_one = all_of(home, on("Late Train Home")), all_of(mine, keys("home"))
enqueue = on("Harbour Songs", "z")
seen = all_of(later(0.3), later(0.6))
waiting = all_of(albums, enqueue, to_waiting, look)
due, jump = all_of(later(60), later(0.6)), all_of(keys("j", "j", "enter"), seen)

OPEN = ("GET me/player", "GET me/player/queue", "GET me/player/devices", "GET me/library/contains")
LISTS, LIST, ROWS, LIKED = ("GET me/playlists",), ("GET playlists/*",), ("GET playlists/*/items",), ("GET me/tracks",)
ALBUM, SHOW, EPISODE, BOOK = ("GET albums/*",), ("GET shows/*",), ("GET episodes/*",), ("GET audiobooks/*",)
TRACK, SEARCH, ARTIST = ("GET tracks/*",), ("GET search",), ("GET artists/*",)
RELEASES = ("GET artists/*/albums", "GET search")  # popular tracks are found by a search
HEARTS, SAVE, UNSAVE = ("GET me/library/contains",), ("PUT me/library",), ("DELETE me/library",)
MAKE, DESCRIBE, ADD = ("POST me/playlists",), ("PUT playlists/*",), ("POST playlists/*/items",)
CHECK, REMOVE, MOVE = ("GET playlists/*",), ("DELETE playlists/*/items",), ("PUT playlists/*/items",)
PLAY, ADD_ONE, LOOK = ("PUT me/player/play",), ("POST me/player/queue",), ("GET me/player/queue",)
SKIPPED = ("POST me/player/next", "GET me/player", "GET me/player/queue")
FREE: tuple[str, ...] = ()

DAY = 86_400

Row = tuple[str, tuple[str, ...], Step | Earlier | None, Step]
COSTS: tuple[Row, ...] = (
    # what one does                      what it costs       what was done before             how
    ("open the app",                     OPEN,               None,                            Stage.ready),
    ("open the library",                 LISTS,              nothing,                         home),
    ("... again at once",                FREE,               all_of(home, away),              home),
    ("... again in 11 minutes",          LISTS,              all_of(home, away, later(660)),  home),
    ("open the liked songs",             LIKED,              home,                            liked),
    ("... again in a minute",            FREE,               all_of(liked, away, later(60)),  keys("L")),
    ("... again in 11 minutes",          LIKED,              all_of(liked, away, later(660)), keys("L")),

    ("open a playlist",                  LIST,               home,                            mine),
    ("... again",                        FREE,               all_of(mine, back),              mine),
    ("... again tomorrow",               LIST + LISTS,            all_of(mine, away, later(DAY)),  from_home),
    ("... again in a new process",       FREE,               Earlier(mine),                   mine),
    ("open one of 10,000 rows",          LIST,               home,                            long),
    ("... scroll to row 500",            ROWS,               long,                            to_row(500)),
    ("... page down ten times",          ROWS,               long,                            page_down(10)),
    ("... jump to the end",              ROWS,               long,                            keys("G")),
    ("... and back up",                  FREE,               all_of(long, keys("G")),         keys("home")),
    ("... filter it",                    FREE,               long,                            narrow),

    ("open an album",                    ALBUM,              albums,                          keys("enter")),
    ("open an artist",                   RELEASES,           library("Artists"),              keys("enter")),
    ("open a show",                      SHOW,               library("Shows"),                keys("enter")),
    ("open an episode",                  EPISODE,            library("Episodes"),             keys("b")),
    ("open an audiobook",                BOOK,               library("Audiobooks"),           keys("enter")),
    ("follow a link to a track",         TRACK + ALBUM,      nothing,                         link("track")),
    ("follow a link to an artist",       ARTIST + RELEASES,  nothing,                         link("artist")),

    ("type what to look for",            FREE,               home,                            keys("/", *"the")),
    ("search",                           SEARCH,             nothing,                         find_the),
    ("... the same again",               FREE,               all_of(find_the, away),          find_the),
    # Spotify gives ten of a kind at a time, and the pane has room for twenty-six.
    ("... more of one kind",             SEARCH * 2,         find_the,                        more_tracks),
    ("... a page more",                  SEARCH,             all_of(find_the, more_tracks),   keys("G")),
    ("search one kind",                  SEARCH,             nothing,                         find("s: the")),

    ("look at a screenful",              HEARTS,             mine,                            look),
    ("... again",                        FREE,               all_of(mine, look, away),        all_of(keys("L"), look)),
    ("like a row",                       SAVE,               mine,                            like),
    ("like three marks",                 SAVE,               marked,                          keys("h")),
    ("like a row no more",               UNSAVE,             mine,                            dislike),
    ("... undo",                         SAVE,               all_of(mine, dislike),           all_of(undo, later(0.3))),
    ("take an album out of the library", UNSAVE,             albums,                          unsave),
    ("... undo",                         SAVE,               all_of(albums, unsave),          undo),

    ("add a row to a playlist",          ADD,                mine,                            all_of(keys("G"), add)),
    ("add three marks",                  ADD,                marked,                          add),
    # The rows that were added must be told from copies that were there before.
    ("... undo",                         LIST + CHECK + REMOVE, all_of(marked, add),             undo),
    ("make a playlist",                  MAKE,               home,                            make_empty),
    ("... undo",                         UNSAVE,             all_of(home, make_empty),        undo),
    ("make a playlist of three marks",   MAKE + ADD,         marked,                          make),
    ("... undo",                         UNSAVE,             all_of(marked, make),            undo),

    ("remove a row",                     CHECK + REMOVE,     mine,                            remove),
    ("... undo",                         CHECK + ADD,        all_of(mine, remove),            undo),
    # It is asked first whether somebody has changed the playlist.
    # Spotify removes all copies of a track, so the others are put back.
    ("remove one of two copies",         CHECK + REMOVE + ADD, kitchen,                      all_of(copy, keys("x"))),
    ("... undo",                         CHECK + ADD,        all_of(kitchen, copy, keys("x")), undo),
    ("move a row down five times",       CHECK + MOVE,       mine,                            move),
    ("... undo",                         CHECK + MOVE,       all_of(mine, move),              undo),

    ("rename a playlist",                DESCRIBE,           chosen,                          rename),
    ("... undo",                         DESCRIBE,           all_of(chosen, rename),          undo),
    # That makes another version of it, without which its rows could not be changed any more.
    ("... that is open",                 DESCRIBE + LIST,    open_one,                        rename),
    # Spotify does not always do that when it says so, so it is looked at.
    ("make a playlist private",          DESCRIBE + LIST,    all_of(obeyed, chosen),          hide),
    ("... undo",                         DESCRIBE,           all_of(obeyed, chosen, hide),    undo),
    ("unfollow a playlist",              UNSAVE,             home,                            unfollow),
    ("... undo",                         SAVE,               all_of(home, unfollow),          undo),

    ("play an album",                    PLAY,               albums,                          on("Harbour Songs", "P")),
    ("queue an album",                   ALBUM,              albums,                          enqueue),
    ("... that is known",                FREE,               all_of(albums, known, back),     enqueue),
    ("... move, remove, undo",           FREE,               waiting,                         keys(*"JJxuuKu")),
    # What was handed over is looked for once where its place in the queue can be seen; the playback is read anyway.
    ("... the next one is due",          OPEN[:1] + ADD_ONE + LOOK,    waiting,                         due),
    ("... hand one over at once",        ADD_ONE + LOOK,     waiting,                         all_of(keys("H"), seen)),
    ("... skip to the first",            ADD_ONE + SKIPPED,  waiting,                         all_of(keys("n"), seen)),
    ("... jump to the third",            ADD_ONE + SKIPPED,  waiting,                         jump),
)  # fmt: skip


@pytest.fixture
def kept(simulator: Simulator) -> MemoryTokens:
    """A sign-in that tells whose it is, as all do."""
    return MemoryTokens(token(simulator).model_copy(update={"user_id": simulator.world.user.id}))


def titles() -> list[str]:
    """A name for each row of the table; those that go on from one before are told by it, too."""
    names: list[str] = []
    begun = ""
    for name, *_ in COSTS:
        begun = begun if name.startswith("...") else name
        names.append(f"{begun} {name}" if name.startswith("...") else name)
    return names


@pytest.mark.parametrize(("costs", "before", "how"), [row[1:] for row in COSTS], ids=titles())
async def test_it_costs(
    remote: Opened,
    kept: MemoryTokens,
    tmp_path: Path,
    costs: tuple[str, ...],
    before: Step | Earlier | None,
    how: Step,
) -> None:
    store_file = tmp_path / "store" if isinstance(before, Earlier) else None
    if isinstance(before, Earlier):
        async with remote(kept=kept, with_desk=True, store_file=store_file) as stage:
            await stage.ready()
            await before.step(stage)
            await quiet(stage)
        before = nothing
    async with remote(kept=kept, with_desk=True, store_file=store_file) as stage:
        if before is not None:
            await stage.ready()
            await before(stage)
            await quiet(stage)
            stage.simulator.log.clear()
        await how(stage)
        await quiet(stage)
        assert spent(stage) == costs


def spent(stage: Stage) -> tuple[str, ...]:
    """Method and path of every request, with a star for the id."""
    paths = ((method, path.removeprefix("/v1/")) for _, method, path, _ in stage.simulator.log)
    return tuple(f"{method} {re.sub('[0-9A-Za-z]{22}', '*', path)}" for method, path in paths)
