"""The player moves on by itself as the clock does."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from sptui.simulator import Simulator
from sptui.simulator.objects import Album
from sptui.simulator.player import Player

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def player(simulator: Simulator) -> Player:
    return simulator.world.player


@pytest.fixture
def album(simulator: Simulator) -> Album:
    """An album that plays from its first to its last track."""
    world = simulator.world
    found = next(
        album for album in world.catalogue.albums if len(album.tracks) > 8 and all(t.playable for t in album.tracks)
    )
    context = world.context(found.uri)
    assert context is not None
    world.player.stop()
    world.player.play(context, device=world.device("Desk").key)
    return found


def playing(player: Player) -> str:
    item = player.state.item
    return "" if item is None else item.uri


@pytest.mark.usefixtures("album")
def test_progress_runs_only_while_playing(player: Player, clock: SimpleNamespace) -> None:
    clock.now += 10
    assert player.state.position_at(clock.now) == 10_000
    player.pause()
    clock.now += 60
    assert player.state.position_at(clock.now) == 10_000
    player.resume()
    clock.now += 2.5
    assert player.state.position_at(clock.now) == 12_500


def test_an_item_that_ends_is_followed_by_the_next_of_its_context(
    player: Player, album: Album, clock: SimpleNamespace
) -> None:
    first, second = album.tracks[:2]
    clock.now += first.duration_ms / 1000 - 0.001
    assert playing(player) == first.uri
    clock.now += 0.501
    assert playing(player) == second.uri
    assert player.state.position_at(clock.now) == 500
    assert player.state.changed == pytest.approx(clock.now - 0.5, abs=0.001)


def test_several_items_end_in_one_jump_of_the_clock(player: Player, album: Album, clock: SimpleNamespace) -> None:
    clock.now += sum(track.duration_ms for track in album.tracks[:3]) / 1000 + 1
    assert playing(player) == album.tracks[3].uri
    finished = [play.item.uri for play in player.state.plays[:3]]
    assert finished == [track.uri for track in reversed(album.tracks[:3])]


def test_the_end_of_the_context_stops_at_its_start(player: Player, album: Album, clock: SimpleNamespace) -> None:
    clock.now += sum(track.duration_ms for track in album.tracks) / 1000 + 5
    assert playing(player) == album.tracks[0].uri
    assert not player.state.is_playing
    assert player.state.position_at(clock.now) == 0


def test_repeat_context_begins_again(player: Player, album: Album, clock: SimpleNamespace) -> None:
    player.set_repeat("context")
    clock.now += sum(track.duration_ms for track in album.tracks) / 1000 + 5
    assert playing(player) == album.tracks[0].uri
    assert player.state.is_playing
    assert player.state.position_at(clock.now) == 5_000


def test_repeat_track_plays_it_again_but_next_leaves_it(player: Player, album: Album, clock: SimpleNamespace) -> None:
    player.set_repeat("track")
    clock.now += album.tracks[0].duration_ms / 1000 + 1
    assert playing(player) == album.tracks[0].uri
    player.next()
    assert playing(player) == album.tracks[1].uri


def test_the_users_queue_comes_before_the_context_and_in_order(
    player: Player, album: Album, simulator: Simulator
) -> None:
    one, other = simulator.world.catalogue.tracks[-3:-1]
    player.add_to_queue(one)
    player.add_to_queue(other)
    heard = []
    for _ in range(3):
        player.next()
        heard.append(playing(player))
    assert heard == [one.uri, other.uri, album.tracks[1].uri]


def test_shuffle_plays_every_item_once_and_keeps_the_current_one(player: Player, album: Album) -> None:
    player.next()
    player.set_shuffle(on=True)
    heard = [playing(player)]
    for _ in album.tracks[1:]:
        player.next()
        heard.append(playing(player))
    uris = [track.uri for track in album.tracks]
    assert heard[0] == album.tracks[1].uri
    assert sorted(heard) == sorted(uris)
    assert heard != uris


def test_shuffle_off_returns_to_the_contexts_order(player: Player, album: Album) -> None:
    player.set_shuffle(on=True)
    player.next()
    here = [track.uri for track in album.tracks].index(playing(player))
    player.set_shuffle(on=False)
    player.previous() if here else player.next()
    assert playing(player) == album.tracks[here - 1 if here else 1].uri


def test_crossfade_ends_items_early(player: Player, album: Album, clock: SimpleNamespace) -> None:
    player.set_crossfade(5)
    clock.now += album.tracks[0].duration_ms / 1000 - 4
    assert playing(player) == album.tracks[1].uri
    assert player.state.position_at(clock.now) == 1_000


def test_an_ad_interrupts_and_the_item_goes_on(ask: Ask, player: Player, album: Album, clock: SimpleNamespace) -> None:
    clock.now += 20
    player.play_ad(30)
    clock.now += 29
    _, state = ask("GET", "me/player")
    assert (state["item"], state["currently_playing_type"]) == (None, "ad")
    assert state["actions"]["disallows"]["skipping_next"] is True
    clock.now += 6
    _, state = ask("GET", "me/player")
    assert (state["item"]["uri"], state["progress_ms"]) == (album.tracks[0].uri, 25_000)


def test_seeking_past_the_end_is_next(player: Player, album: Album) -> None:
    player.seek(album.tracks[0].duration_ms)
    assert playing(player) == album.tracks[1].uri
    assert player.state.position_ms == 0


def test_previous_goes_back_whatever_the_progress(player: Player, album: Album, clock: SimpleNamespace) -> None:
    player.next()
    clock.now += 60
    player.previous()
    assert playing(player) == album.tracks[0].uri


def test_unplayable_rows_are_skipped(player: Player, simulator: Simulator) -> None:
    tracks = simulator.world.catalogue.tracks
    place = next(place for place, track in enumerate(tracks) if not track.playable and tracks[place + 1].playable)
    context = simulator.world.context(tracks[place].album.uri)
    assert context is not None
    player.play(context, row=context.items.index(tracks[place]))
    assert playing(player) == tracks[place + 1].uri


def test_an_item_without_length_does_not_stop_the_clock(
    player: Player, clock: SimpleNamespace, simulator: Simulator
) -> None:
    rows = simulator.world.playlists.named("Sunday Kitchen ☕")
    memo = next(row.item for row in rows.rows if row.item is not None and row.item.duration_ms == 0)
    context = simulator.world.context(rows.uri)
    assert context is not None
    player.stop()
    player.play(context, row=rows.items.index(memo), device=simulator.world.device("Desk").key)
    player.set_repeat("track")
    clock.now += 3.5
    assert playing(player) == memo.uri
    assert player.state.position_at(clock.now) == 500


def test_the_same_seed_shuffles_alike(clock: SimpleNamespace) -> None:
    def order(seed: int) -> list[str]:
        simulator = Simulator(clock=lambda: clock.now, seed=seed)
        simulator.world.player.set_shuffle(on=True)
        return [str(simulator.world.player.state.order)]

    assert order(3) == order(3)
    assert order(3) != order(4)
