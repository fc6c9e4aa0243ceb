from dataclasses import replace
from typing import Any

import pytest

from sptui.player import intents
from sptui.player.commands import Play, SeekToPosition, SetRepeat, SetVolume, SkipToNext
from sptui.player.playback import Playback
from sptui.player.state import Picture
from sptui.spotify.models.base import RepeatState
from sptui.spotify.models.catalogue import Album, Track
from sptui.spotify.models.playback import Context
from tests.player.fakes import ALBUM, DESK, A, picture, sent, track

ROWS = tuple(track(name) for name in "bcdefgh")
LOCAL = Track(uri="spotify:local:Attic:Tapes:Rain:40", name="Rain", is_local=True)
LIKED = Context(type="collection", uri="spotify:user:mira:collection")


def shown(**fields: Any) -> Picture:  # noqa: ANN401 -- whatever fields of the playback
    known = picture(A, *ROWS)
    return replace(known, playback=replace(known.playback, **fields))


def skips(to: int) -> tuple[SkipToNext, ...]:
    return tuple(SkipToNext(item.uri) for item in (A, *ROWS)[: to + 1])


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_row_nearby_is_reached_by_skips(index: int) -> None:
    assert intents.jump(shown(), index) == skips(index)


def test_a_row_far_down_is_started_inside_its_context() -> None:
    assert intents.jump(shown(), 3) == (Play(ALBUM.uri, offset=ROWS[3].uri, first=ROWS[3]),)


def test_a_row_that_was_queued_from_here_is_in_no_context_and_is_reached_by_skips() -> None:
    assert intents.jump(replace(shown(), staged=sent(ROWS[3])), 3) == skips(3)


@pytest.mark.parametrize(
    "context",
    [None, LIKED, Context(type="artist", uri="spotify:artist:x"), Context(type="playlist", uri="https://elsewhere")],
)
def test_where_no_context_can_be_entered_the_row_and_those_behind_it_are_started(context: Context | None) -> None:
    uris = tuple(item.uri or "" for item in ROWS[3:])
    assert intents.jump(shown(context=context), 3) == (Play(uris=uris, first=ROWS[3]),)


def test_what_cannot_be_started_or_would_be_heard_twice_is_left_out() -> None:
    withdrawn = ROWS[4].model_copy(update={"is_playable": False})
    known = replace(shown(context=None), queue=(*ROWS[:4], withdrawn, LOCAL, *ROWS[5:]))
    known = replace(known, staged=sent(ROWS[5]))
    assert intents.jump(known, 3) == (Play(uris=(ROWS[3].uri or "", ROWS[6].uri or ""), first=ROWS[3]),)


def test_a_local_file_far_down_is_reached_by_skips() -> None:
    known = replace(shown(context=None), queue=(*ROWS[:3], LOCAL))
    assert intents.jump(known, 3) == skips(3)


def test_a_row_that_has_gone_is_no_command() -> None:
    assert intents.jump(shown(), len(ROWS)) == ()


def test_one_skip_leads_beyond_an_empty_queue_and_no_second_one() -> None:
    last = replace(picture(A), queue=())
    first = intents.skip_to_next(last)
    assert first == SkipToNext(A.uri)
    assert intents.skip_to_next(first.predict(last, 5.0)) is None


def test_beyond_an_unknown_queue_every_press_counts() -> None:
    unknown = picture(A).advanced(5.0)
    assert intents.skip_to_next(unknown) == SkipToNext(None)


def with_volume(percent: int | None) -> Picture:
    return shown(device=DESK.model_copy(update={"volume_percent": percent}))


@pytest.mark.parametrize(
    ("before", "by", "command"),
    [
        (60, 5, SetVolume(65)),
        (98, 5, SetVolume(100)),
        (100, 5, None),
        (3, -5, SetVolume(0)),
        (0, -5, None),
        (None, 5, None),
    ],
)
def test_a_volume_that_changes_nothing_is_no_command(before: int | None, by: int, command: SetVolume | None) -> None:
    assert intents.volume_by(with_volume(before), by) == command


def test_an_unknown_volume_is_why_it_cannot_be_changed() -> None:
    assert intents.why_not_volume(with_volume(None)) == "Desk does not tell how loud it is."
    assert intents.why_not_volume(shown(device=None)) == "This device does not tell how loud it is."
    assert intents.why_not_volume(with_volume(0)) == ""


CONTEXT, TRACK = "toggling_repeat_context", "toggling_repeat_track"


@pytest.mark.parametrize(
    ("before", "disallowed", "after"),
    [
        ("off", (), "context"),
        ("context", (), "track"),
        ("track", (), "off"),
        ("off", (CONTEXT,), "track"),
        ("context", (TRACK,), "off"),
        ("track", (CONTEXT, TRACK), "off"),
        ("off", (CONTEXT, TRACK), None),
    ],
)
def test_repeat_goes_round_what_is_allowed(
    before: RepeatState, disallowed: tuple[str, ...], after: RepeatState | None
) -> None:
    known = shown(repeat=before, disallows=frozenset(disallowed))
    assert intents.cycle_repeat(known) == (SetRepeat(after) if after else None)
    assert bool(intents.why_not_repeat(known)) == (after is None)


def test_before_the_first_read_nothing_is_claimed() -> None:
    unread, idle = Picture(), Picture(playback=Playback(known=True))
    for why_not in (intents.why_not, intents.why_not_volume, intents.why_not_like, intents.why_not_repeat):
        assert why_not(unread) == "Not connected to Spotify yet."
        assert why_not(idle) == "Nothing is playing."
    assert intents.why_not_toggle(unread) == "Not connected to Spotify yet."
    assert intents.why_not_toggle(idle) == ""


def test_what_nobody_has_named_yet_cannot_be_sought_in() -> None:
    starting = Play("spotify:album:x").predict(shown(), 5.0)
    assert intents.seek_by(starting, 6.0, 5_000) is None


def test_a_seek_stays_inside_an_item_of_known_length_only() -> None:
    last = A.duration_ms - 1_000
    assert intents.seek_to(shown(), 10**9) == SeekToPosition(last, A.uri)
    assert intents.seek_to(shown(), -5) == SeekToPosition(0, A.uri)
    endless = shown(item=A.model_copy(update={"duration_ms": 0}))
    assert intents.seek_to(endless, 70_000) == SeekToPosition(70_000, A.uri)


def test_a_thing_with_an_odd_uri_is_played_as_the_service_names_it() -> None:
    command = intents.play(Album(uri="odd", name="Odd"))
    assert command == Play(context_uri="odd")
    assert command.predict(shown(), 5.0).playback.context == Context(type="odd", uri="odd")
