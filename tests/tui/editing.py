"""Playlists whose rows are letters, as the service has them and as the app shows them."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from textual.widgets import Static

from sptui.library.places import Place, Shelved
from sptui.simulator import Simulator
from sptui.simulator.catalogue import LOCAL_FILES
from sptui.simulator.faults import Fault
from sptui.simulator.playlists import Playlist, Row
from sptui.tui.screens.ask_first import AskFirst
from sptui.tui.screens.choose_playlist import ChoosePlaylist, OptionRows
from sptui.tui.things import Pick
from sptui.tui.widgets.rows import Rows
from tests.tui.conftest import Opened
from tests.tui.stage import Stage

NAME = "Late Train Home"
OTHER = "Зима"
FOREIGN = "Rainy Window"

Edits = Callable[..., AbstractAsyncContextManager["Editing"]]
"""Opens the app with such a playlist open: `async with edits("abcb") as at`."""

ELSEWHERE = "The playlist has been changed elsewhere meanwhile, and was left as it is now."
ONLY_ITS_OWNER = "Only its owner can change this playlist: i adds what is in it to one of yours."
NOT_HERE = "Only what is in a playlist can be changed so."
NOTHING = "There is nothing to undo: a change can be taken back for ten minutes."

_LETTERS = "Labcdefghijklmnopqrstuvwxyz"
_ITEMS = "/v1/playlists/*/items"


def track(simulator: Simulator, letter: str) -> str:
    """The URI of a letter: `L` is a local file, any other one a track."""
    return LOCAL_FILES[0].uri if letter == "L" else simulator.world.catalogue.tracks[ord(letter)].uri


def fill(simulator: Simulator, letters: str, name: str = NAME) -> Playlist:
    """Let a playlist have these rows, of which `-` is a withdrawn one."""
    tracks, playlist = simulator.world.catalogue.tracks, simulator.world.playlists.named(name)
    items = {"-": None, "L": LOCAL_FILES[0]}
    playlist.rows = [Row(items[each] if each in items else tracks[ord(each)], None) for each in letters]
    return playlist


@dataclass
class Letters:
    """A playlist as the service has it."""

    stage: Stage
    playlist: Playlist

    @property
    def simulator(self) -> Simulator:
        return self.stage.simulator

    @property
    def truth(self) -> str:
        """What the service has, as letters."""
        return self.spelling(self.playlist)

    def spelling(self, playlist: Playlist) -> str:
        return "".join(self.letter(item.uri if item is not None else None) for item in playlist.items)

    def letter(self, uri: str | None) -> str:
        if uri is None:
            return "-"
        return next((each for each in _LETTERS if track(self.simulator, each) == uri), "*")

    def uris(self, letters: str) -> list[str]:
        return [track(self.simulator, each) for each in letters]

    def name(self, letter: str) -> str:
        return self.simulator.world.catalogue.tracks[ord(letter)].name

    def elsewhere(self, letters: str, position: int | None = None) -> None:
        """What another device adds to the playlist."""
        tracks = self.simulator.world.catalogue.tracks
        self.playlist.insert([tracks[ord(each)] for each in letters], position, 0.0)

    def fails(self, name: str, method: str, *, after: int = 0) -> None:
        """Let what changes the rows of a playlist fail once, `after` so many that go well."""
        if after:
            self.simulator.faults.add(Fault(method=method, path=_ITEMS, times=after))
        self.simulator.faults.add(Fault.named(name, method=method, path=_ITEMS))

    @property
    def changes(self) -> list[str]:
        """The methods of the requests that have changed rows, or were to."""
        return [m for _, m, path, _ in self.simulator.log if m != "GET" and path.endswith("/items")]

    def count_asked(self) -> int:
        """How many requests were sent for lists and for changes of any kind."""
        return sum("/player" not in path and "/contains" not in path for _, _, path, _ in self.simulator.log)


class Editing(Letters):
    """The open app, in which that playlist is open."""

    @property
    def rows(self) -> Rows:
        return self.stage.rows("library")

    @property
    def shown(self) -> str:
        """What the app shows of the list that is open, as letters; a row that is not known yet is `?`."""
        entries = self.stage.app.browsing.current.listing.entries
        return "".join("?" if entry is None else self.letter(entry.uri or None) for entry in entries)

    @property
    def both(self) -> tuple[str, str]:
        return self.shown, self.truth

    @property
    def cursor(self) -> int | None:
        """Which row of the open list has the cursor."""
        row = self.rows.highlighted
        return row.value.index if row is not None and isinstance(row.value, Pick) else None

    def go_to(self, index: int) -> None:
        """Put the cursor on a row of the open list."""
        picks = [row.value.index if isinstance(row.value, Pick) else None for row in self.rows.rows]
        self.rows.move_cursor(picks.index(index))

    def mark(self, *indices: int) -> None:
        for index in indices:
            self.go_to(index)
            self.rows.action_mark()

    async def press(self, *keys: str) -> None:
        await self.stage.press(*keys)

    async def becomes(self, letters: str) -> None:
        """Wait until the service has these rows, and the app shows them."""
        await self.stage.until(lambda: self.both == (letters, letters))

    async def told(self, text: str) -> None:
        """Wait until something has been said."""
        await self.stage.until(lambda: text in self.stage.told)

    async def open(self, name: str) -> None:
        """Open a playlist, and wait until it has been read."""
        await self._go(Place("playlist", self.simulator.world.playlists.named(name).id))

    async def open_shelf(self, kind: Shelved) -> None:
        """Open a part of the library, and wait until it has been read."""
        await self._go(Place(kind))

    async def asked(self, question: str) -> None:
        """Wait until a question is asked that holds these words."""
        await self.stage.until(lambda: isinstance(self.stage.app.screen, AskFirst))
        await self.stage.pilot.pause()
        screen = self.stage.app.screen
        assert question in " ".join(str(each.content) for each in screen.query(Static))

    async def _go(self, place: Place) -> None:
        browsing = self.stage.app.browsing
        browsing.go(place)
        await self.stage.until(lambda: browsing.current.listing.known and not browsing.current.contents.loading)
        await self.stage.pilot.pause()


@asynccontextmanager
async def edited(remote: Opened, simulator: Simulator, letters: str) -> AsyncIterator[Editing]:
    """The app with a playlist of these rows open, and the cursor on the first."""
    playlist = fill(simulator, letters)
    async with remote() as stage:
        await stage.ready()
        at = Editing(stage, playlist)
        await stage.press("L")
        await stage.until(lambda: stage.app.browsing.current.listing.known)
        await at.open(NAME)
        at.go_to(0)
        yield at


def other(at: Editing) -> Playlist:
    return at.simulator.world.playlists.named(OTHER)


async def choosing(at: Editing, key: str = "i") -> ChoosePlaylist:
    """Press the key that adds, and wait for the playlists to choose from."""
    await at.press(key)
    await at.stage.until(lambda: at.stage.in_front == "ChoosePlaylist" and offered(at))
    await at.stage.pilot.pause()
    screen = at.stage.app.screen
    assert isinstance(screen, ChoosePlaylist)
    return screen


def offered(at: Editing) -> list[str]:
    """What there is to choose, in its order."""
    rows = at.stage.app.screen.query_one(OptionRows).rows
    return [str(row.cells[0]) for row in rows if row.value is not None]


async def add_to(at: Editing, name: str, key: str = "i") -> None:
    """Add to the playlist of that name."""
    await choosing(at, key)
    rows = at.stage.app.screen.query_one(OptionRows)
    rows.move_cursor(next(place for place, row in enumerate(rows.rows) if row.cells[0] == name))
    await at.press("enter")


async def name_new(at: Editing, name: str) -> None:
    """Add to a new playlist of that name."""
    screen = await choosing(at)
    screen._line.value = name
    await at.press("enter")
