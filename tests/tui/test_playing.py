"""What is said of what plays, sentence by sentence."""

from dataclasses import replace

import pytest

from sptui.player.playback import Playback
from sptui.player.state import Picture, Trouble
from sptui.player.troubles import NO_PREMIUM
from sptui.spotify.models.base import RepeatState
from sptui.spotify.models.catalogue import Album, Artist, Episode, Image, Restrictions, Show, Track
from sptui.spotify.models.playback import Device
from sptui.tui import playing
from sptui.tui.playing import Around
from sptui.tui.widgets.columns import Span
from tests.player.fakes import DESK, A, B, C, picture

NOBODY = Picture(playback=Playback(known=True))
COVER = (Image(url="https://i.scdn.co/image/1", width=300),)
SONG = Track(
    id="s",
    uri="spotify:track:s",
    name="Ivy",
    artists=(Artist(name="Marlow"), Artist(name="Mira")),
    album=Album(name="Harbour Songs", release_date="2019-03-01", images=COVER),
)
TALK = Episode(id="e", uri="spotify:episode:e", name="On rails", release_date="2026-05-12", show=Show(name="Commute"))


def showing(
    item: Track | Episode | None = A,
    *queued: Track,
    kind: str = "track",
    device: Device = DESK,
    shuffle: bool = False,
    repeat: RepeatState = "off",
) -> Picture:
    """A picture of something that plays."""
    base = picture(A, *queued)
    playback = replace(base.playback, known=True, item=item, kind=kind, device=device, shuffle=shuffle, repeat=repeat)
    return replace(base, playback=playback)


def private(kind: str) -> Picture:
    return showing(None, device=DESK.model_copy(update={"is_private_session": True}), kind=kind)


@pytest.mark.parametrize(
    ("shown", "around", "title", "credit"),
    [
        (Picture(), Around(), "…", "Asking Spotify what plays"),
        (Picture(), Around(trouble=Trouble(kind="offline", text="No.")), "Not connected", ""),
        (showing(SONG), Around(), "Ivy", "Marlow, Mira | Harbour Songs | 2019"),
        (showing(TALK, kind="episode"), Around(), "On rails", "Commute | 2026-05-12"),
        (showing(Track(uri="spotify:local:a")), Around(), "Untitled", ""),
        (showing(None, kind="ad"), Around(), "Advertisement", "Skipping and seeking come back after it."),
        (showing(None, kind=""), Around(), "Starting …", ""),
        (showing(None), Around(), "…", "Between two items"),
        (showing(None, kind="unknown"), Around(), "Something that Spotify does not name", ""),
        (private(kind="unknown"), Around(), "Private session", "Spotify does not tell what plays in it."),
        (private(kind="ad"), Around(), "Advertisement", "Skipping and seeking come back after it."),
        (NOBODY, Around(), "Nothing is playing", "Press / to search, or d to choose a device."),
        (
            NOBODY,
            Around(left="Kitchen"),
            "Nothing is playing",
            "Kitchen is no longer active. Press d to choose a device, or / to search.",
        ),
        (
            replace(NOBODY, devices=()),
            Around(left="Kitchen"),
            "Nothing is playing",
            "No device is awake. Open Spotify on one, then press d.",
        ),
        (
            replace(NOBODY, devices=()),
            Around(offer="Space goes on with “Late” on Kitchen"),
            "Nothing is playing",
            "Space goes on with “Late” on Kitchen",
        ),
    ],
)
def test_each_state_has_its_title_and_its_sentence(shown: Picture, around: Around, title: str, credit: str) -> None:
    assert playing.headline(shown, around) == title
    assert " | ".join(playing.credit(shown, around)) == credit


@pytest.mark.parametrize("date", ["", "0000", "0000-00-00"])
def test_a_year_that_nobody_knows_is_not_told(date: str) -> None:
    assert playing.dated(Track(album=Album(release_date=date))) == ""
    assert playing.dated(Episode(release_date=date)) == ""
    assert playing.dated(Track()) == ""


GONE = Track(name="Gone", restrictions=Restrictions(reason="market"))


def test_what_comes_is_the_queue_without_what_is_not_available() -> None:
    assert playing.coming(picture(A, GONE, B, C), 1) == (B,)
    assert playing.coming(picture(A, GONE, B, C), 3) == (B, C)
    assert playing.next_up(picture(A, GONE)) is None


def test_nothing_is_said_of_what_comes_while_nobody_knows() -> None:
    assert playing.next_up(picture(A)) is None
    assert playing.next_line(picture(A)) == playing.next_line(NOBODY) == ""


def test_an_item_that_is_repeated_comes_again() -> None:
    again = showing(A, B, repeat="track")
    assert playing.next_up(again) == A
    assert playing.next_line(again) == "next: the same again"
    assert playing.coming(showing(None, repeat="track"), 3) == ()


def test_the_next_one_is_told_with_who_made_it() -> None:
    assert playing.next_line(replace(picture(A), queue=(SONG, B))) == "next: Ivy — Marlow, Mira"
    assert playing.in_short(Track(name="")) == "Untitled"


@pytest.mark.parametrize(
    ("shown", "said", "look"),
    [
        (showing(A), "from its album", "line--muted"),
        (
            showing(A, device=Device(id=None, name="Garden")),
            "Garden takes no commands from other apps. Press d to choose another.",
            "line--warning",
        ),
        (
            showing(A, device=Device(id="x", is_restricted=True)),
            "This device takes no commands from other apps. Press d to choose another.",
            "line--warning",
        ),
        (
            replace(showing(A), closed=NO_PREMIUM),
            "Spotify Premium is needed to control playback. What plays is shown all the same.",
            "line--warning",
        ),
        (showing(None, kind="ad"), "", "line--muted"),
        (NOBODY, "", "line--muted"),
    ],
)
def test_the_third_line_says_where_it_is_from_or_why_no_key_works(shown: Picture, said: str, look: str) -> None:
    span = playing.note(shown, Around(source="from its album"))
    assert (span.text, span.style) == (said, look)


def texts(spans: tuple[Span, ...]) -> list[str]:
    return [span.text for span in spans]


def test_where_there_is_room_all_modes_are_told_and_else_those_that_are_on() -> None:
    off, on = showing(A), replace(showing(A, shuffle=True, repeat="track"), likes={"spotify:track:A": True})
    assert texts(playing.modes(off)) == ["⇄ shuffle off", "↻ repeat off"]
    assert texts(playing.modes(on)) == ["♥ liked", "⇄ shuffle on", "↻ repeat one"]
    assert texts(playing.modes(off, briefly=True)) == []
    assert texts(playing.modes(on, briefly=True)) == ["♥", "⇄", "↻ one"]
    assert playing.modes(NOBODY) == playing.modes(NOBODY, briefly=True) == ()


def test_a_local_file_has_no_heart_whatever_was_heard_of_its_name() -> None:
    local = showing(Track(name="Tape", uri="spotify:local:a", is_local=True))
    known = replace(local, likes={"spotify:local:a": True})
    assert "♥" not in "".join(texts(playing.modes(known)) + texts(playing.modes(known, briefly=True)))
    assert playing.tags(known.playback.item) == ("local file",)
    assert playing.tags(Track(explicit=True), briefly=True) == ("E",)


@pytest.mark.parametrize(
    ("device", "long", "short"),
    [
        (DESK, ["Desk", "━━━━╸───  60 %"], ["Desk", "60 %"]),
        (Device(id="x", supports_volume=False), ["Unnamed device", "volume on the device"], ["Unnamed device"]),
        (Device(id="x", name="TV"), ["TV", "—"], ["TV"]),
        (
            Device(id=None, name="Garden", is_private_session=True),
            ["Garden", "private session", "no remote control"],
            ["Garden", "private", "no remote control"],
        ),
    ],
)
def test_the_device_is_told_with_its_volume(device: Device, long: list[str], short: list[str]) -> None:
    playback = showing(A, device=device).playback
    assert texts(playing.where(playback)) == long
    assert texts(playing.where(playback, briefly=True)) == short
    assert playing.where(NOBODY.playback) == ()


def test_a_cover_is_the_album_s_or_the_episode_s_or_else_the_show_s() -> None:
    assert playing.images(showing(SONG)) == COVER
    assert playing.images(showing(Episode(show=Show(images=COVER)))) == COVER
    assert playing.images(showing(Episode())) == playing.images(showing(None)) == ()
