"""What a menu offers for what."""

import pytest
from textual.geometry import Offset, Size

from sptui.library.places import Place
from sptui.spotify.models.catalogue import Album, Artist, Chapter, Episode, Show, Track
from sptui.spotify.models.playback import Device
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing
from sptui.tui.actions import Action, Remote
from sptui.tui.menus import CHOOSE, of_playing, of_row
from sptui.tui.panes.devices import Entry as DeviceEntry
from sptui.tui.screens.menu import corner
from sptui.tui.things import Pick

THINGS: dict[str, Thing] = {
    "track": Track(id="t", uri="spotify:track:t", name="T"),
    "episode": Episode(id="e", uri="spotify:episode:e", name="E"),
    "chapter": Chapter(id="c", uri="spotify:episode:c", name="C"),
    "album": Album(id="a", uri="spotify:album:a", name="A"),
    "artist": Artist(id="r", uri="spotify:artist:r", name="R"),
    "show": Show(id="s", uri="spotify:show:s", name="S"),
    "playlist": Playlist(id="p", uri="spotify:playlist:p", name="P"),
}


def open_(_: Action[Remote]) -> str:
    return ""


def ids(pick: object, pane: str = "search") -> list[str]:
    return [entry.id for entry in of_row(pick, pane, open_)[1]]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", THINGS)
def test_enter_comes_first_and_nothing_twice(kind: str) -> None:
    title, entries = of_row(Pick(THINGS[kind]), "search", open_)
    assert title == kind[0].upper() or kind == "artist"
    assert entries[0].id == CHOOSE
    assert entries[0].title == ("Play" if kind in ("track", "episode", "chapter") else "Open")
    assert len({entry.id for entry in entries}) == len(entries)
    assert all(entry.action is not None for entry in entries)
    assert {"row.copy", "row.browse"} <= {entry.id for entry in entries}


def test_what_waits_can_be_moved_and_what_is_listed_removed() -> None:
    track = THINGS["track"]
    assert ids(Pick(track, entry=7), "queue")[-3:] == ["playlist.move-up", "playlist.move-down", "playlist.remove"]
    assert ids(Pick(track, index=3), "library")[-1] == "playlist.remove"
    assert "playlist.remove" not in ids(Pick(track, index=3), "queue")


def test_a_part_of_the_library_opens_and_the_liked_songs_play_too() -> None:
    assert ids(Pick(place=Place("albums"))) == [CHOOSE]
    assert ids(Pick(place=Place("liked"))) == [CHOOSE, "row.play", "row.shuffle"]
    assert of_row(Pick(), "library", open_) == ("", [])
    assert of_row(None, "library", open_) == ("", [])


def test_a_device_that_sleeps_can_be_forgotten_and_one_that_is_awake_turned() -> None:
    device = Device(id="d", name="Kitchen")
    assert ids(DeviceEntry(device, None, awake=True)) == [CHOOSE, "player.louder", "player.quieter", "device.prefer"]
    assert ids(DeviceEntry(device, None, awake=False)) == [CHOOSE, "device.prefer", "playlist.remove"]


def test_what_cannot_be_done_says_why() -> None:
    entries = of_playing(lambda action: "Not during an advertisement." if action.id == "player.next" else "")
    assert [entry.id for entry in entries if entry.off] == ["player.next"]


@pytest.mark.parametrize(
    ("at", "there"), [((5, 5), (5, 5)), ((70, 5), (60, 5)), ((5, 20), (5, 12)), ((-3, -3), (0, 0)), ((5, 3), (5, 3))]
)
def test_a_menu_stays_on_the_screen(at: tuple[int, int], there: tuple[int, int]) -> None:
    assert corner(Offset(*at), Size(20, 8), Size(80, 24)) == Offset(*there)
