"""The library in a real terminal: long ways through it, and what they do to the account."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from sptui.simulator.playlists import LONG_PLAYLIST
from sptui.simulator.simulator import Simulator
from sptui.simulator.world import World
from tests.simulated import CLIENT_ID, browser_in, control, simulated
from tests.terminal.conftest import Opens
from tests.terminal.screen import Screen
from tests.terminal.steps import go_to, open_row, search, to_the_search
from tests.terminal.tmux import PATIENCE, Terminal

LATE_TRAIN, FIRST = "Late Train Home", "Night Bus Lullaby"
TITLE = "Hummingbird Heart"


@dataclass(frozen=True)
class Service:
    """A simulated account behind HTTP, and a twin of it as it was in the beginning."""

    http: httpx.Client
    twin: World

    def playback(self) -> dict[str, Any]:
        state: dict[str, Any] = self.http.get("/v1/me/player").raise_for_status().json()
        return state

    def playlists(self) -> dict[str, str]:
        """The ids of the listener's playlists, by their names."""
        rows = self.http.get("/v1/me/playlists?limit=50").raise_for_status().json()["items"]
        return {row["name"]: row["id"] for row in rows if row is not None}

    def rows(self, name: str) -> list[str]:
        """What a playlist holds, by name."""
        page = self.http.get(f"/v1/playlists/{self.playlists()[name]}/items?limit=100").raise_for_status().json()
        return [row["item"]["name"] for row in page["items"]]

    def becomes(self, wanted: Callable[[], object]) -> None:
        """Wait until something is true of the account."""
        deadline = time.monotonic() + PATIENCE
        while not wanted():
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.fixture
def service(env: dict[str, str], tmp_path: Path) -> Iterator[Service]:
    """`sptui simulate`, to which somebody has signed in."""
    env["SPTUI_CLIENT_ID"] = CLIENT_ID
    with simulated(env) as http:
        http.headers["authorization"] = f"Bearer {control(http, 'sign-in')['access_token']}"
        browser_in(tmp_path, env)
        command = [sys.executable, "-m", "sptui", "login"]
        subprocess.run(command, env=env, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603 -- this program
        yield Service(http, Simulator(seed=1, clock=lambda: 1_000.0).world)


@pytest.fixture
def remote(service: Service, sptui: Opens) -> Terminal:
    """Plain `sptui`, with the library open."""
    terminal = sptui()
    title = service.playback()["item"]["name"]
    terminal.wait_for(lambda screen: screen.title == title and screen.queue)
    return in_the_library(terminal)


def in_the_library(terminal: Terminal) -> Terminal:
    terminal.keys("L")
    terminal.wait_for(lambda screen: screen.heading == "Library" and LATE_TRAIN in screen.rows)
    return terminal


def stands_at(heading: str, cursor: str, screen: Screen) -> bool:
    return (screen.heading, screen.cursor) == (heading, cursor)


def loaded(screen: Screen) -> int:
    """How many rows of a list are known that goes on; 0 while more are read."""
    match = re.fullmatch(r"([\d,]+) loaded", screen.status)
    return int(match[1].replace(",", "")) if match else 0


def shows(cell: str, text: str) -> bool:
    """Whether a cell of a list shows `text`, whole or cut."""
    return text.startswith(cell[:-1]) if cell.endswith("…") else text == cell


def test_three_rows_of_a_filtered_playlist_become_a_new_one_and_one_of_them_goes_and_comes_back(
    remote: Terminal, service: Service
) -> None:
    open_row(remote, LATE_TRAIN, row=FIRST)
    remote.keys("f")
    remote.text("the")
    remote.wait_for(lambda screen: " of 24" in screen)
    remote.keys("Enter")
    screen = remote.wait_for(lambda screen: screen.cursor not in ("", LATE_TRAIN))
    first, second, third = [*filter(None, screen.rows)][1:4]
    remote.keys("v", "v", "v")
    assert remote.wait_for(lambda screen: len(screen.marked) == 3).marked == [first, second, third]

    remote.keys("i")
    remote.wait_for("Add 3 items to …")
    remote.text("Night ride")
    remote.wait_for("New playlist “Night ride”")
    remote.keys("Enter")
    remote.wait_for("Added 3 items to “Night ride”. u undoes it.")
    remote.wait_for(lambda screen: not screen.marked)
    remote.keys("Escape")
    remote.wait_for(lambda screen: screen.heading == LATE_TRAIN and " of 24" not in screen)
    remote.keys("Escape")
    remote.wait_for(lambda screen: screen.heading == "Library")
    remote.keys("Home")
    remote.wait_for("▌  Liked songs")
    open_row(remote, "Night ride", row=third)
    in_it = service.rows("Night ride")
    assert all(map(shows, (first, second, third), in_it))

    go_to(remote, second)
    remote.keys("x")
    remote.wait_for(f"Removed “{in_it[1]}”. u undoes it.")
    remote.wait_for(lambda screen: second not in screen.rows and screen.cursor == third)
    assert service.rows("Night ride") == [in_it[0], in_it[2]]
    remote.keys("u")
    remote.wait_for(f"Back in the playlist: “{in_it[1]}”.")
    remote.wait_for(lambda screen: [*filter(None, screen.rows)][2:] == [first, second, third])
    assert service.rows("Night ride") == in_it

    remote.keys("u")
    remote.wait_for(lambda screen: screen.heading == "Library" and "Night ride" not in screen.rows)
    assert "Night ride" not in service.playlists()
    remote.keys("q")
    assert remote.exit_status() == 0


def test_a_row_is_moved_and_what_another_device_changes_meanwhile_is_kept(remote: Terminal, service: Service) -> None:
    before = service.rows(LATE_TRAIN)
    open_row(remote, LATE_TRAIN, row=FIRST)
    go_to(remote, FIRST)
    remote.keys("J", "J")
    moved = [before[1], before[2], before[0], *before[3:]]
    remote.wait_for(f"Moved “{FIRST}”. u undoes it.")
    assert service.rows(LATE_TRAIN) == moved
    uri = service.twin.catalogue.tracks[0].uri
    change = {"name": LATE_TRAIN, "action": "add", "uris": [uri], "position": 0}
    service.http.post("/_simulator/playlist", json=change).raise_for_status()
    remote.keys("r")
    title = service.twin.catalogue.tracks[0].name
    remote.wait_for(lambda screen: any(shows(row, title) for row in screen.rows if row))
    remote.keys("u")
    remote.wait_for("The playlist has been changed elsewhere")
    assert service.rows(LATE_TRAIN) == [title, *moved]


def test_a_playlist_of_ten_thousand_rows_is_read_where_somebody_looks(demo: Terminal) -> None:
    rows = Simulator(seed=1, clock=lambda: 1_000.0).world.playlists.named(LONG_PLAYLIST).items
    names = [item.name for item in rows if item is not None]
    in_the_library(demo)
    open_row(demo, LONG_PLAYLIST, row="Low Tide")
    demo.wait_for(lambda screen: screen.status == "100 of 10,000 loaded")

    demo.keys("G")
    demo.wait_for(lambda screen: screen.cursor != "…" and shows(screen.cursor, names[-1]))
    demo.wait_for(lambda screen: re.fullmatch(r"1[1-9]\d of 10,000 loaded|200 of 10,000 loaded", screen.status))
    demo.keys("Home")
    head = demo.wait_for(lambda screen: screen.cursor.startswith("Every Song")).cursor
    demo.keys("NPage")
    screen = demo.wait_for(lambda screen: screen.cursor not in ("", head))
    assert any(shows(screen.cursor, name) for name in names[20:30])
    before = screen.status

    demo.keys("F")
    demo.wait_for("That takes ")
    demo.keys("Escape")
    demo.wait_for(lambda screen: "That takes " not in screen)
    assert demo.screen().status == before
    demo.keys("F")
    demo.wait_for("load them")
    demo.keys("Enter")
    fewer = f"loading all: {before.removesuffix(' loaded')}, F stops"
    going_on = re.compile(r"loading all: [\d,]+ of 10,000, F stops")
    demo.wait_for(lambda screen: going_on.fullmatch(screen.status) and screen.status != fewer)
    demo.keys("F")
    screen = demo.wait_for(lambda screen: screen.status.endswith(" of 10,000 loaded"))
    assert screen.status != before
    demo.watch(0.6)
    assert demo.screen().status == screen.status


def test_a_search_by_a_letter_goes_on_as_one_scrolls_and_more_leads_to_the_same_list(demo: Terminal) -> None:
    search(demo, "t:paper")
    few = loaded(demo.wait_for(lambda screen: screen.heading == "Tracks: paper" and loaded(screen)))
    demo.keys("G")
    demo.wait_for(lambda screen: loaded(screen) > few)
    demo.keys("Escape")
    demo.wait_for(lambda screen: screen.heading == "Search")

    demo.keys("/")
    demo.wait_for(lambda screen: not screen.cursor)
    demo.keys("C-u")
    demo.wait_for("Recent searches")
    demo.text("paper")
    demo.keys("Enter")
    demo.wait_for(lambda screen: shows(screen.cursor, "Paper Boats"))
    open_row(demo, "More tracks …", "Tracks: paper", row="Paper Boats")
    demo.keys("Escape")
    demo.wait_for(lambda screen: screen.heading == "Search" and screen.cursor == "More tracks …")


def test_an_artist_is_found_one_of_the_albums_opened_and_played_shuffled(remote: Terminal, service: Service) -> None:
    search(remote, "paper lanterns")
    remote.wait_for(lambda screen: screen.heading == "Search" and screen.cursor)
    remote.wait_for(lambda screen: "Artists" in screen.rows)
    go_to_the_row_below(remote, "Artists")
    remote.keys("Enter")
    parts = {"Popular", "Albums"}  # each is read by itself, and the answers come in any order
    remote.wait_for(lambda screen: screen.heading == "Paper Lanterns" and parts <= {*screen.rows})
    open_row(remote, "Small Hours", row=TITLE)
    remote.keys("X")
    album = next(each for each in service.twin.catalogue.albums if each.name == "Small Hours")
    service.becomes(lambda: (service.playback()["context"] or {}).get("uri") == album.uri)
    service.becomes(lambda: service.playback()["shuffle_state"])
    titles = {track.name for track in album.tracks}
    remote.wait_for(lambda screen: screen.title in titles and "shuffle on" in screen.modes)


def go_to_the_row_below(terminal: Terminal, heading: str) -> None:
    """Move the cursor to the first row below a heading."""
    rows = terminal.screen().rows
    name = rows[rows.index(heading) + 1]
    go_to(terminal, name)


@pytest.mark.parametrize("link", ["https://open.spotify.com/album/{}?si=0123456789abcdef", "spotify:album:{}"])
def test_a_pasted_link_opens_what_it_leads_to(demo: Terminal, link: str) -> None:
    album = next(
        each
        for each in Simulator(seed=1, clock=lambda: 1_000.0).world.catalogue.albums
        if each.name == "Saltwater Letters"
    )
    to_the_search(demo)
    demo.text(link.format(album.id))
    demo.keys("Enter")
    screen = demo.wait_for(lambda screen: screen.heading == album.name and len(screen.rows) > 4)
    assert any(shows(row, album.tracks[0].name) for row in screen.rows if row)
    demo.keys("Escape")
    demo.wait_for(lambda screen: screen.heading == "Search")


def test_escape_leads_all_the_way_back(demo: Terminal) -> None:
    in_the_library(demo)
    open_row(demo, LATE_TRAIN, row=FIRST)
    go_to(demo, TITLE)
    demo.keys("b")
    demo.wait_for(lambda screen: screen.heading == "Small Hours" and screen.cursor == TITLE)
    demo.keys("B")
    demo.wait_for(lambda screen: screen.heading == "Paper Lanterns" and "Albums" in screen.rows)
    for heading, cursor in (("Small Hours", TITLE), (LATE_TRAIN, TITLE), ("Library", LATE_TRAIN), ("Library", "")):
        demo.keys("Escape")
        demo.wait_for(partial(stands_at, heading, cursor))
    demo.wait_for(f"▌▶ {TITLE}")
    demo.keys("q")
    assert demo.exit_status() == 0
