from dataclasses import replace

import pytest

from sptui.player.playback import Playback
from sptui.player.progress import Progress
from sptui.player.staging.entry import given_uris
from sptui.player.state import Notice, Picture, PlayerState
from sptui.spotify.models.catalogue import Track
from sptui.spotify.models.playback import Actions, Context
from tests.player.fakes import ALBUM, DESK, LENGTH_MS, PHONE, A, B, C, D, answer, picture, sent, track


def test_nothing_active_is_an_empty_playback() -> None:
    assert Playback.read(None, 5.0) == Playback(known=True)


def test_an_answer_that_names_nothing_is_not_taken_for_something_that_starts() -> None:
    playback = Playback.read(answer(None, kind=""), 5.0)
    assert (playback.kind, playback.starting) == ("unknown", False)


def test_a_read_anchors_the_progress_at_its_middle() -> None:
    playback = Playback.read(answer(progress_ms=4_000), 50.0)
    assert (playback.position_ms(51.0), Picture(playback=playback).ends_at) == (
        5_000,
        50.0 + (LENGTH_MS - 4_000) / 1000,
    )


def test_unknown_progress_and_kind_have_plain_stand_ins() -> None:
    playback = Playback.read(answer().model_copy(update={"progress_ms": None, "currently_playing_type": ""}), 50.0)
    assert (playback.position_ms(50.0), playback.kind) == (0, "track")


def test_what_the_service_disallows_is_not_allowed() -> None:
    refusing = answer().model_copy(update={"actions": Actions(disallows=frozenset({"seeking"}))})
    playback = Playback.read(refusing, 0.0)
    assert not playback.allows("seeking")
    assert playback.allows("pausing")


@pytest.mark.parametrize("item", [None, track("x", duration_ms=0)])
def test_what_has_no_length_has_no_end(item: Track | None) -> None:
    assert picture(item).ends_at is None


def following(known: Picture, item: Track, *, shuffle: bool = False, context: Context | None = ALBUM) -> Picture:
    return known.following(Playback.read(answer(item, shuffle=shuffle, context=context), 0.0))


def test_the_same_item_keeps_the_queue() -> None:
    assert following(picture(A, B, C), A).queue == (B, C)


def test_the_expected_item_shifts_the_queue() -> None:
    assert following(picture(A, B, C, D), B).queue == (C, D)


def test_an_item_further_down_shifts_it_further() -> None:
    assert following(picture(A, B, C, D), C).queue == (D,)


def test_the_last_known_item_leaves_the_queue_unknown() -> None:
    assert following(picture(A, B), B).queue is None


def test_an_unexpected_item_leaves_the_queue_unknown() -> None:
    assert following(picture(A, B, C), D).queue is None


def test_another_context_leaves_the_queue_unknown() -> None:
    assert following(picture(A, B), A, context=None).queue is None


@pytest.mark.parametrize("item", [A, B])
def test_another_order_leaves_the_queue_unknown(item: Track) -> None:
    assert following(picture(A, B, C), item, shuffle=True).queue is None


def test_items_without_a_uri_are_never_taken_for_one_another() -> None:
    assert picture(A, Track(), C).following(Playback.read(answer(None, kind="unknown"), 0.0)).queue is None


def test_between_two_items_what_comes_is_still_to_come() -> None:
    between = picture(A, B, C).following(Playback.read(answer(None), 0.0))
    assert between.playback.between
    assert between.queue == (B, C)
    assert between.following(Playback.read(answer(B), 0.0)).queue == (C,)


def test_between_two_items_the_known_next_one_is_shown_from_its_start() -> None:
    between = picture(A, B, C).following(Playback.read(answer(None, 190_000), 5.0))
    shown = between.rolled(6.0)
    assert (shown.playback.item, shown.queue, shown.playback.position_ms(6.0)) == (B, (C,), 1_000)
    assert picture(A).following(Playback.read(answer(None), 5.0)).rolled(6.0).playback.item is None


@pytest.mark.parametrize(("kind", "between"), [("track", True), ("episode", True), ("ad", False), ("unknown", False)])
def test_only_where_an_item_is_missing_it_is_between_two(kind: str, between: bool) -> None:
    assert Playback.read(answer(None, kind=kind), 0.0).between is between
    assert not Playback.read(answer(A, kind=kind), 0.0).between


def test_advancing_starts_the_next_item() -> None:
    advanced = picture(A, B, C).advanced(7.0)
    assert (advanced.playback.item, advanced.playback.progress) == (B, Progress(0, 7.0, running=True))
    assert advanced.queue == (C,)


def test_advancing_without_a_queue_shows_an_unknown_item() -> None:
    advanced = picture(A).advanced(7.0)
    assert (advanced.playback.item, advanced.queue, advanced.playback.is_playing) == (None, None, True)


def test_behind_the_last_of_the_known_items_the_queue_is_unknown_and_an_empty_one_stays_empty() -> None:
    assert picture(A, B).advanced(7.0).queue is None
    assert replace(picture(A), queue=()).advanced(7.0).queue == ()


def test_what_was_queued_from_here_is_remembered_until_it_plays() -> None:
    uris = frozenset(item.uri or "" for item in (A, B))
    known = replace(picture(A, B, C), staged=sent(B, A))
    assert given_uris(following(known, A).staged) == uris
    assert given_uris(following(known, B).staged) == {A.uri}
    assert given_uris(known.advanced(7.0).staged) == {A.uri}
    assert following(known, C).staged == known.staged


def test_the_same_notice_is_told_again_after_four_seconds_and_another_at_once() -> None:
    refused, lost = Notice(text="Refused."), Notice(text="Lost.")
    state = PlayerState().telling(refused, 100.0)
    assert state.telling(refused, 103.9) is state
    assert state.telling(refused, 104.0).notice == Notice(text="Refused.", serial=2, at=104.0)
    assert state.telling(lost, 100.1).notice == Notice(text="Lost.", serial=2, at=100.1)


def test_an_item_gives_way_at_its_end_and_not_before() -> None:
    known = picture(A, B, ms=LENGTH_MS - 10_000)
    assert known.rolled(9.999) == known
    assert known.rolled(10.0).playback.item == B


def test_many_ends_are_rolled_over_at_once() -> None:
    rolled = picture(A, B, C, D, ms=0).rolled(2.5 * LENGTH_MS / 1000)
    assert (rolled.playback.item, rolled.playback.position_ms(500.0), rolled.queue) == (C, 100_000, (D,))


def test_the_end_of_the_known_queue_is_where_rolling_stops() -> None:
    rolled = picture(A, B, ms=0).rolled(1e6)
    assert (rolled.playback.item, rolled.playback.position_ms(1e6)) == (B, LENGTH_MS)


def test_a_paused_item_does_not_give_way() -> None:
    known = picture(A, B, playing=False)
    assert known.rolled(1e6) == known


def test_a_repeated_track_begins_again_and_again() -> None:
    known = Picture(playback=Playback.read(answer(repeat="track"), 0.0), queue=(B,))
    for now, position_ms in ((189.0, 199_000), (190.0, 0), (191.0, 1_000), (389.5, 199_500), (1_000_190.5, 500)):
        rolled = known.rolled(now)
        assert (rolled.playback.item, rolled.queue) == (A, (B,))
        assert rolled.playback.position_ms(now) == pytest.approx(position_ms, abs=1)
    assert known.ends(3) == (190.0, 390.0, 590.0)


def test_the_ends_of_the_known_items_follow_one_another() -> None:
    known = picture(A, B, C)
    assert known.ends(9) == (190.0, 390.0, 590.0)
    assert known.ends(2) == (190.0, 390.0)
    assert replace(known, crossfade_ms=6_000).ends(3) == (184.0, 378.0, 572.0)
    assert replace(known, crossfade_ms=6_000).ends(3, whole=True) == (190.0, 390.0, 590.0)


def test_behind_an_item_of_unknown_length_no_end_is_known() -> None:
    assert picture(A, track("B", duration_ms=0), C).ends(3) == (190.0,)


def test_what_is_not_available_is_passed_over() -> None:
    withdrawn = B.model_copy(update={"is_playable": False})
    known = picture(A, withdrawn, withdrawn, C, D)
    assert known.ends(3) == (190.0, 390.0, 590.0)
    rolled = known.rolled(200.0)
    assert (rolled.playback.item, rolled.queue) == (C, (D,))
    assert picture(A, withdrawn).rolled(200.0).playback.item is None


def test_no_crossfade_takes_more_than_half_of_a_short_item() -> None:
    jingle = track("J", duration_ms=4_000)
    assert replace(picture(jingle, ms=0), crossfade_ms=6_000).ends(1) == (2.0,)


@pytest.mark.parametrize("kind", ["track", "ad"])
@pytest.mark.parametrize("playing", [True, False])
def test_what_is_told_to_others_reads_back_as_it_was(kind: str, playing: bool) -> None:
    item = A if kind == "track" else None
    playback = Playback.read(answer(item, 5_000, playing=playing, kind=kind, repeat="context", shuffle=True), 100.0)
    back = Playback.read(playback.told(103.0), 103.0)
    assert back == replace(playback, progress=back.progress)
    assert back.position_ms(110.0) == playback.position_ms(110.0)


def test_nothing_active_is_told_as_nothing() -> None:
    assert Playback.read(None, 1.0).told(2.0) is None
    assert Playback.read(Playback().told(2.0), 2.0) == Playback(known=True)


def test_the_active_device_is_the_only_active_one() -> None:
    known = Picture(playback=Playback(device=DESK, active=True), devices=(DESK, PHONE))
    moved = known.with_device(PHONE.model_copy(update={"is_active": True}))
    assert moved.playback.device is not None
    assert moved.playback.device.id == "phone"
    assert [(device.id, device.is_active) for device in moved.devices or ()] == [("desk", False), ("phone", True)]


def test_a_change_of_the_current_device_shows_in_both_places() -> None:
    known = Picture(playback=Playback(device=DESK, active=True), devices=(DESK, PHONE))
    louder = DESK.model_copy(update={"volume_percent": 90})
    assert known.with_device(louder) == Picture(playback=Playback(device=louder, active=True), devices=(louder, PHONE))


def test_an_idle_device_changes_in_the_list_only() -> None:
    known = Picture(playback=Playback(device=DESK, active=True), devices=(DESK, PHONE))
    renamed = PHONE.model_copy(update={"name": "Pocket"})
    assert known.with_device(renamed) == Picture(playback=Playback(device=DESK, active=True), devices=(DESK, renamed))


def test_unknown_devices_stay_unknown() -> None:
    assert picture().with_device(DESK).devices is None


def test_whether_the_item_is_liked_is_unknown_until_asked() -> None:
    assert picture().liked is None
    assert Picture(playback=picture().playback, likes={"spotify:track:A": True}).liked is True
