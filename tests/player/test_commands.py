from dataclasses import replace
from typing import Any

import pytest

from sptui.player.command import Command
from sptui.player.commands import (
    AddToQueue,
    Like,
    Pause,
    Play,
    Resume,
    SeekToPosition,
    SetRepeat,
    SetShuffle,
    SetVolume,
    SkipToNext,
    SkipToPrevious,
    Transfer,
)
from sptui.player.playback import Playback
from sptui.player.progress import Progress
from sptui.player.state import Picture
from sptui.spotify.models.catalogue import Episode
from sptui.spotify.models.playback import Context
from tests.player.fakes import DESK, LENGTH_MS, PHONE, TAKER, A, B, C, FakeSpotify, picture

URI_A, URI_B = "spotify:track:A", "spotify:track:B"
PLAYING = picture(A, B, C)
PAUSED = picture(A, B, C, playing=False)
OTHER = picture(B, C, ms=0)
STARTED = picture(B, C, at=5.4, ms=300)
ON_PHONE = replace(PLAYING, playback=replace(PLAYING.playback, device=PHONE))
TALK = Episode(id="t", uri="spotify:episode:t", name="Talk", duration_ms=LENGTH_MS)
ELSEWHERE = Context(type="playlist", uri="spotify:playlist:p")


def changed(known: Picture, **fields: Any) -> Picture:  # noqa: ANN401 -- whatever fields
    return replace(known, playback=replace(known.playback, **fields))


@pytest.mark.parametrize(
    ("command", "call"),
    [
        (Resume(), ("resume",)),
        (Resume(device_id="phone"), ("resume", {"device_id": "phone"})),
        (Pause(), ("pause",)),
        (SkipToNext(URI_A), ("next",)),
        (SkipToPrevious(URI_A), ("previous",)),
        (SeekToPosition(30_000, URI_A), ("seek", 30_000)),
        (SetVolume(0), ("volume", 0)),
        (SetShuffle(on=False), ("shuffle", {"state": False})),
        (SetRepeat("context"), ("repeat", "context")),
        (Transfer(PHONE), ("transfer", "phone")),
        (Transfer(PHONE, play=True), ("transfer", "phone", {"play": True})),
        (Play("spotify:album:album"), ("play", {"context_uri": "spotify:album:album"})),
        (
            Play("spotify:album:album", uris=(URI_A,), offset=URI_B, device_id="phone"),
            ("play", {"context_uri": "spotify:album:album", "offset": URI_B, "device_id": "phone"}),
        ),
        (Play(uris=(URI_A, URI_B), offset=1), ("play", {"uris": (URI_A, URI_B), "offset": 1})),
        (AddToQueue(A, TAKER, 1), ("add_to_queue", URI_A)),
        (Like((URI_A,), on=True), ("save", (URI_A,))),
        (Like((URI_A,), on=False), ("remove", (URI_A,))),
    ],
)
async def test_a_command_sends_exactly_one_request(command: Command, call: tuple[object, ...]) -> None:
    fake = FakeSpotify()
    await command.send(fake.spotify)
    assert fake.calls == [call]


PAUSING = frozenset({"pausing"})
RESUMING = frozenset({"resuming"})


@pytest.mark.parametrize(
    ("command", "before", "after"),
    [
        (Pause(), PLAYING, changed(PLAYING, progress=Progress(15_000, 5.0, running=False), disallows=PAUSING)),
        (Resume(), PAUSED, changed(PAUSED, progress=Progress(10_000, 5.0, running=True), disallows=RESUMING)),
        (SkipToNext(URI_A), PLAYING, PLAYING.advanced(5.0)),
        (SkipToPrevious(URI_A), PLAYING, changed(PLAYING, progress=Progress(0, 5.0, running=True))),
        (SkipToPrevious(URI_A), PAUSED, changed(PAUSED, progress=Progress(0, 5.0, running=False))),
        (SeekToPosition(90_000, URI_A), PLAYING, changed(PLAYING, progress=Progress(90_000, 5.0, running=True))),
        (SeekToPosition(90_000, URI_A), PAUSED, changed(PAUSED, progress=Progress(90_000, 5.0, running=False))),
        (SetVolume(20), PLAYING, changed(PLAYING, device=DESK.model_copy(update={"volume_percent": 20}))),
        (SetShuffle(on=True), PLAYING, changed(PLAYING, shuffle=True)),
        (SetRepeat("track"), PLAYING, changed(PLAYING, repeat="track")),
        (Transfer(PHONE), PLAYING, changed(PLAYING, device=PHONE.model_copy(update={"is_active": True}))),
        (
            Play("spotify:playlist:p", first=B),
            PAUSED,
            replace(
                changed(
                    PAUSED,
                    item=B,
                    progress=Progress(0, 5.0, running=True),
                    context=ELSEWHERE,
                    disallows=RESUMING,
                ),
                queue=None,
            ),
        ),
        (Play(uris=(URI_B,), first=B), Picture(), Picture(playback=Playback(
            active=True, item=B, kind="track", progress=Progress(0, 5.0, running=True), disallows=RESUMING))),
        (Like((URI_A,), on=True), PLAYING, replace(PLAYING, likes={URI_A: True})),
    ],
)  # fmt: skip
def test_what_a_command_predicts(command: Command, before: Picture, after: Picture) -> None:
    assert command.predict(before, 5.0) == after


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (Pause(), PAUSED),
        (Resume(), PLAYING),
        (SkipToNext(URI_A), OTHER),
        (SkipToPrevious(URI_B), PLAYING),
        (SeekToPosition(90_000, URI_B), PLAYING),
        (SetVolume(60), PLAYING),
        (SetVolume(60), changed(PLAYING, device=None)),
        (SetShuffle(on=False), PLAYING),
        (SetRepeat("off"), PLAYING),
        (Transfer(DESK), PLAYING),
        (Transfer(DESK, play=True), PLAYING),
        (Play("spotify:album:album", first=B), STARTED),
        (Play("spotify:album:album"), STARTED),
        (AddToQueue(B, TAKER, 7), PLAYING),
        (Like((URI_A,), on=True), replace(PLAYING, likes={URI_A: True})),
    ],
)
def test_a_prediction_leaves_alone_what_shows_it_already(command: Command, shown: Picture) -> None:
    assert command.predict(shown, 5.0) == shown


@pytest.mark.parametrize(
    ("command", "read", "done"),
    [
        (Pause(), PAUSED, True),
        (Pause(), PLAYING, False),
        (Resume(), PAUSED, False),
        (SkipToNext(URI_A), OTHER, True),
        (SkipToNext(URI_A), PLAYING, False),
        (SkipToNext(None), changed(PLAYING, item=None), False),
        (SkipToPrevious(URI_A), OTHER, True),
        (SkipToPrevious(URI_A), PLAYING, False),
        (SkipToPrevious(URI_A), picture(A, at=5.2, ms=0), True),
        (SeekToPosition(90_000, URI_A), PLAYING, False),
        (SeekToPosition(90_000, URI_A), picture(A, at=5.5, ms=90_100), True),
        (SeekToPosition(90_000, URI_A), picture(A, at=5.5, ms=87_000), False),
        (SeekToPosition(90_000, URI_A), OTHER, True),
        (SetVolume(20), PLAYING, False),
        (SetShuffle(on=True), PLAYING, False),
        (SetRepeat("context"), PLAYING, False),
        (Transfer(PHONE), PLAYING, False),
        (Transfer(PHONE), ON_PHONE, True),
        (Transfer(DESK, play=True), PAUSED, False),
        (Play("spotify:playlist:p", first=B), PLAYING, False),
        (Play("spotify:playlist:p", first=B), STARTED, True),
        (Play("spotify:playlist:p"), STARTED, False),
        (Play("spotify:playlist:p"), changed(STARTED, context=ELSEWHERE), True),
        (Play("spotify:user:mira:playlist:p"), changed(STARTED, context=ELSEWHERE), True),
        (Play("spotify:playlist:p"), changed(STARTED, context=ELSEWHERE, item=None), False),
        (Play("spotify:playlist:p"), changed(STARTED, context=None), False),
        (Play(uris=(URI_B, URI_A)), STARTED, True),
        (Play(uris=(URI_B, URI_A)), OTHER, False),
        (Play(uris=(URI_A,), first=A), PAUSED, False),
        (Play(uris=(URI_A,), first=A), picture(A, playing=False, at=5.4, ms=0), False),
        (Play(uris=(URI_A,), first=A), PLAYING, False),
        (Play(uris=(URI_A,), first=A), picture(A, at=5.4, ms=300), True),
        (Play("spotify:show:s", first=TALK), changed(PLAYING, item=TALK), True),
        (Play("spotify:show:s", first=TALK), changed(PAUSED, item=TALK), False),
        (Play(uris=(URI_B, URI_A)), PLAYING, False),
    ],
)
def test_which_reads_confirm_a_command_given_a_second_ago(command: Command, read: Picture, done: bool) -> None:
    assert command.confirmed_by(read, 5.0, 6.0) is done


@pytest.mark.parametrize(
    ("uri", "kind"),
    [
        ("spotify:album:x", "album"),
        ("spotify:user:mira:collection", "collection"),
        ("spotify:user:mira:playlist:x", "playlist"),
    ],
)
def test_a_started_context_is_shown_with_its_type(uri: str, kind: str) -> None:
    assert Play(uri, first=B).predict(PLAYING, 5.0).playback.context == Context(type=kind, uri=uri)


def test_an_item_that_is_loaded_and_paused_is_played_from_its_start() -> None:
    started = Play(uris=(URI_A,), first=A).predict(PAUSED, 5.0).playback
    assert (started.item, started.progress) == (A, Progress(0, 5.0, running=True))


def test_a_context_of_unknown_order_shows_that_something_starts_in_it() -> None:
    started = Play("spotify:playlist:p").predict(PLAYING, 5.0)
    playback = started.playback
    assert (playback.starting, playback.context, playback.position_ms(6.0)) == (True, ELSEWHERE, 1_000)
    assert started.queue is None
    assert not PLAYING.playback.starting
    assert not PLAYING.advanced(5.0).advanced(5.0).advanced(5.0).playback.starting


@pytest.mark.parametrize("command", [Resume(device_id="phone"), Play("spotify:album:x", device_id="phone")])
def test_a_start_on_a_named_device_shows_it(command: Command) -> None:
    idle = Picture(devices=(DESK.model_copy(update={"is_active": False}), PHONE))
    playback = command.predict(idle, 5.0).playback
    assert playback.device == PHONE.model_copy(update={"is_active": True})
    assert (playback.active, playback.is_playing, playback.starting) == (True, True, True)


SILENT = ""


@pytest.mark.parametrize(
    ("command", "read", "complaint"),
    [
        (Resume(), PAUSED, "Spotify did not go on."),
        (Pause(), PLAYING, "Spotify did not pause."),
        (Transfer(PHONE), PLAYING, "The device did not take over."),
        (SetVolume(20), PLAYING, "The device did not take the volume."),
        (SetShuffle(on=True), PLAYING, "Spotify did not change the shuffle mode."),
        (SetRepeat("track"), PLAYING, "Spotify did not change the repeat mode."),
        (SeekToPosition(90_000, URI_A), PLAYING, "Spotify did not jump there."),
        (SkipToNext(URI_A), PLAYING, "Spotify did not skip."),
        (SkipToNext(URI_A), OTHER, SILENT),
        (SkipToNext(URI_A), picture(A, at=8.0, ms=2_500), SILENT),
        (SkipToNext(None), picture(None), SILENT),
        (SkipToPrevious(URI_A), PLAYING, "Spotify did not go back."),
        (Play("spotify:album:x"), PLAYING, "Spotify did not start that."),
        (Play(uris=("spotify:track:another-release-of-B",)), STARTED, SILENT),
    ],
)
def test_what_is_told_of_a_command_that_was_not_heeded(command: Command, read: Picture, complaint: str) -> None:
    assert command.complaint(read, 5.0) == complaint


@pytest.mark.parametrize("kind", [SkipToNext, SkipToPrevious])
def test_skips_fall_with_a_refused_one_of_their_kind_alone(kind: type[SkipToNext | SkipToPrevious]) -> None:
    refused = kind(URI_A)
    falling = [each for each in (SkipToNext(URI_B), SkipToPrevious(URI_B), Pause()) if each.falls_with(refused)]
    assert falling == [kind(URI_B)]


def test_only_what_cannot_be_seen_is_acknowledged() -> None:
    assert (AddToQueue(A, TAKER, 1).receipt, Like((URI_A,), on=True).receipt) == ("In Spotify's queue: A", "")


UNSENT_REPLACED = [
    (SeekToPosition(1, URI_A), SeekToPosition(2, URI_A)),
    (SetVolume(1), SetVolume(2)),
    (SetShuffle(on=True), SetShuffle(on=False)),
    (SetRepeat("off"), SetRepeat("track")),
    (Like((URI_A,), on=True), Like((URI_A,), on=False)),
]
UNDONE = [
    (Pause(), Resume()),
    (Resume(), Pause()),
    (SkipToNext(URI_A), SkipToPrevious(URI_B)),
    (SkipToPrevious(URI_A), SkipToPrevious(URI_B)),
    (Transfer(PHONE), Transfer(DESK)),
    (SkipToNext(URI_A), Play("spotify:album:x")),
    (SeekToPosition(1, URI_A), Play("spotify:album:x")),
    (Play("spotify:album:x", first=A), SeekToPosition(1, URI_A)),
]
APART = [
    (SeekToPosition(1, URI_A), SeekToPosition(2, URI_B)),
    (Like((URI_A,), on=True), Like((URI_B,), on=True)),
    (SetVolume(1), SetShuffle(on=True)),
    (SkipToNext(URI_A), SkipToNext(URI_B)),
    (AddToQueue(A, TAKER, 1), AddToQueue(A, TAKER, 1)),
    (Pause(), SetVolume(1)),
    (SetVolume(1), Play("spotify:album:x")),
    (Play("spotify:album:x", first=B), SeekToPosition(1, URI_A)),
    (Play("spotify:album:x"), SeekToPosition(1, None)),
]


@pytest.mark.parametrize(("older", "newer"), UNSENT_REPLACED)
def test_the_last_wish_replaces_an_unsent_one(older: Command, newer: Command) -> None:
    assert newer.replaces(older)
    assert newer.covers(older)


@pytest.mark.parametrize(("older", "newer"), UNDONE)
def test_what_was_undone_is_sent_all_the_same_and_seen_no_more(older: Command, newer: Command) -> None:
    assert not newer.replaces(older)
    assert newer.covers(older)


@pytest.mark.parametrize(("older", "newer"), APART)
def test_commands_that_have_nothing_to_do_with_one_another_both_count(older: Command, newer: Command) -> None:
    assert not newer.replaces(older)
    assert not newer.covers(older)


@pytest.mark.parametrize("kind", [SkipToPrevious, SetShuffle, SetRepeat, Play, AddToQueue])
def test_which_commands_leave_another_queue_behind(kind: type[Command]) -> None:
    assert kind.unsettles_queue


@pytest.mark.parametrize("kind", [Resume, Pause, SkipToNext, SeekToPosition, SetVolume, Transfer, Like])
def test_which_commands_leave_the_queue_as_it_is(kind: type[Command]) -> None:
    assert not kind.unsettles_queue


@pytest.mark.parametrize(("first", "second"), [(Pause(), Resume()), (Resume(), Pause())])
def test_what_was_just_done_may_be_undone_before_any_read(first: Command, second: Command) -> None:
    before = changed(PLAYING if isinstance(first, Pause) else PAUSED, disallows=frozenset({"skipping_prev"}))
    turned = first.predict(before, 5.0)
    opposite = "resuming" if isinstance(second, Resume) else "pausing"
    assert turned.playback.allows(opposite)
    assert second.predict(turned, 6.0).playback.disallows >= {"skipping_prev"}


def test_after_a_skip_there_is_something_to_go_back_to() -> None:
    first = changed(PLAYING, disallows=frozenset({"skipping_prev"}))
    assert SkipToNext(URI_A).predict(first, 5.0).playback.allows("skipping_prev")
