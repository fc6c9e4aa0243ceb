"""What the Web API shows of the simulated account's player."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from sptui.simulator import Simulator

Ask = Callable[..., tuple[int, Any]]


def test_history_pages_backwards_and_ends_after_fifty(ask: Ask) -> None:
    first = ask("GET", "me/player/recently-played?limit=30")[1]
    second = ask("GET", f"me/player/recently-played?limit=30&before={first['cursors']['before']}")[1]
    assert (len(first["items"]), len(second["items"])) == (30, 20)
    assert second["next"] is None
    played = [item["played_at"] for item in first["items"] + second["items"]]
    assert played == sorted(played, reverse=True)
    beyond = ask("GET", f"me/player/recently-played?before={second['cursors']['before']}")[1]
    assert (beyond["items"], beyond["cursors"]) == ([], None)


def test_a_finished_track_enters_the_history(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    item = simulator.world.player.state.item
    assert item is not None
    clock.now += 600
    history = ask("GET", "me/player/recently-played?limit=50")[1]["items"]
    assert item.uri in [play["track"]["uri"] for play in history]
    assert len(history) == 50


def test_liked_songs_play_as_a_collection(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    uri = simulator.world.collection_uri
    newest = ask("GET", "me/tracks?limit=3")[1]["items"][2]["track"]["uri"]
    assert ask("PUT", "me/player/play", {"context_uri": uri, "offset": {"uri": newest}})[0] in {200, 204}
    clock.now += 1
    state = ask("GET", "me/player")[1]
    assert (state["context"]["type"], state["context"]["uri"], state["item"]["uri"]) == ("collection", uri, newest)


def test_liked_songs_play_from_any_position(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    uri, liked = simulator.world.collection_uri, simulator.world.library.saved("track")
    body = {"context_uri": uri, "offset": {"position": 4}}
    assert ask("PUT", "me/player/play", body)[0] in {200, 204}
    clock.now += 1
    state = ask("GET", "me/player")[1]
    assert (state["context"]["uri"], state["item"]["uri"]) == (uri, liked[4][0].uri)
    beyond = {"context_uri": uri, "offset": {"position": len(liked)}}
    assert ask("PUT", "me/player/play", beyond)[0] == 400


def test_uris_play_without_a_context(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    wanted = [track.uri for track in simulator.world.catalogue.tracks[:3]]
    body = {"uris": wanted, "offset": {"position": 1}, "position_ms": 5_000}
    assert ask("PUT", "me/player/play", body)[0] in {200, 204}
    clock.now += 1
    state = ask("GET", "me/player")[1]
    assert (state["context"], state["item"]["uri"], state["progress_ms"]) == (None, wanted[1], 6_000)


def test_an_episode_needs_additional_types(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    show = simulator.world.catalogue.shows[0]
    ask("PUT", "me/player/play", {"context_uri": show.uri})
    clock.now += 1
    hidden = ask("GET", "me/player")[1]
    assert (hidden["item"], hidden["currently_playing_type"]) == (None, "episode")
    shown = ask("GET", "me/player?additional_types=track,episode")[1]
    assert shown["item"]["uri"] == show.episodes[0].uri


def test_a_chapter_plays_as_an_episode_of_a_show(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    ask("PUT", "me/player/play", {"context_uri": simulator.world.catalogue.audiobooks[0].uri})
    clock.now += 1
    state = ask("GET", "me/player?additional_types=track,episode")[1]
    assert (state["item"]["type"], state["context"]["type"]) == ("episode", "show")


def test_queue_shows_the_users_items_first_and_twenty_at_most(
    ask: Ask, clock: SimpleNamespace, simulator: Simulator
) -> None:
    added = simulator.world.catalogue.tracks[5].uri
    assert ask("POST", f"me/player/queue?uri={added}")[0] in {200, 204}
    clock.now += 1
    queue = ask("GET", "me/player/queue")[1]["queue"]
    assert len(queue) == 20
    assert queue[2]["uri"] == added


def test_a_mix_shows_no_queue_though_it_plays(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    ask("PUT", "me/player/play", {"context_uri": simulator.world.playlists.named("Daily Mix 1").uri})
    clock.now += 1
    answer = ask("GET", "me/player/queue")[1]
    assert answer["currently_playing"] is not None
    assert answer["queue"] == []


def test_transfer_keeps_the_position_and_the_state(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    kitchen = simulator.world.device("Kitchen").id
    simulator.world.player.pause()
    ask("PUT", "me/player", {"device_ids": [kitchen]})
    clock.now += 1
    state = ask("GET", "me/player")[1]
    assert (state["device"]["name"], state["is_playing"], state["progress_ms"]) == ("Kitchen", False, 61_000)
    ask("PUT", "me/player", {"device_ids": [kitchen], "play": True})
    clock.now += 1
    assert ask("GET", "me/player")[1]["is_playing"] is True


def test_a_restricted_device_plays_but_is_not_listed(ask: Ask, clock: SimpleNamespace, simulator: Simulator) -> None:
    simulator.world.player.transfer(simulator.world.device("Garden").key)
    clock.now += 1
    state = ask("GET", "me/player")[1]
    assert (state["device"]["id"], state["device"]["is_restricted"]) == (None, True)
    listed = ask("GET", "me/player/devices")[1]["devices"]
    assert "Garden" not in [device["name"] for device in listed]
    assert not any(device["is_active"] for device in listed)


def test_a_device_that_falls_asleep_leaves_nothing_active(
    ask: Ask, clock: SimpleNamespace, simulator: Simulator
) -> None:
    desk = simulator.world.device("Desk")
    simulator.world.player.remove_device(desk.key)
    clock.now += 1
    assert ask("GET", "me/player") == (204, None)
    assert desk.id not in [device["id"] for device in ask("GET", "me/player/devices")[1]["devices"]]
    assert ask("GET", "me/player/queue")[1] == {"currently_playing": None, "queue": []}


def test_a_private_session_shows_on_the_device_and_may_hide_the_item(
    ask: Ask, clock: SimpleNamespace, simulator: Simulator
) -> None:
    simulator.world.player.set_private_session(on=True, hides_item=True)
    clock.now += 1
    state = ask("GET", "me/player")[1]
    assert state["device"]["is_private_session"] is True
    assert (state["item"], state["currently_playing_type"]) == (None, "unknown")


def test_an_item_that_has_come_up_is_named_after_the_gap(
    ask: Ask, clock: SimpleNamespace, simulator: Simulator
) -> None:
    simulator.world.gap = 1.0
    before = ask("GET", "me/player")[1]["item"]
    assert before is not None
    simulator.world.player.next()
    clock.now += 0.9
    between = ask("GET", "me/player")[1]
    assert (between["item"], between["currently_playing_type"], between["is_playing"]) == (None, "track", True)
    clock.now += 0.2
    assert ask("GET", "me/player")[1]["item"]["uri"] not in (None, before["uri"])
