"""What stands on the screen, line by line, for everything that the service can say of its player."""

from collections.abc import Callable
from typing import Any

import pytest

from sptui.simulator import Simulator
from sptui.simulator.catalogue import LOCAL_FILES
from sptui.simulator.devices import Device
from sptui.simulator.faults import Fault
from sptui.simulator.objects import Track
from sptui.simulator.playback import Context
from sptui.simulator.spoken import Playable
from sptui.simulator.world import World
from sptui.tui.actions import BY_ID
from sptui.tui.keyboard.strokes import strokes
from sptui.tui.playing import dated
from sptui.tui.widgets.hints import HintBar
from tests.tui.conftest import Opened
from tests.tui.stage import KEYS, Stage, answer_with, playback_body

PLAYER = "/v1/me/player"
MODES = "⇄ shuffle off · ↻ repeat off"
DESK = "Desk · ━━━━╸─── 62 %"


def play(world: World, item: Playable) -> None:
    world.player.play(Context(None, (item,)))


def named(world: World, name: str) -> Track:
    return next(track for track in world.catalogue.tracks if track.name == name)


def transfer(world: World, device: Device) -> None:
    world.player.add_device(device)
    world.player.transfer(device.key)


SITUATIONS: dict[str, tuple[Callable[[World], object], str, str]] = {
    "playing": (
        lambda world: world,
        f"▶ Hummingbird Heart {{like}}{MODES}",
        f"Paper Lanterns · Small Hours · 1980 {DESK}",
    ),
    "paused": (
        lambda world: world.player.pause(),
        f"⏸ Hummingbird Heart {{like}}{MODES}",
        f"Paper Lanterns · Small Hours · 1980 {DESK}",
    ),
    "advertisement": (
        lambda world: world.player.play_ad(30),
        f"▶ Advertisement {MODES}",
        f"Skipping and seeking come back after it. {DESK}",
    ),
    "private session that hides the item": (
        lambda world: world.player.set_private_session(on=True, hides_item=True),
        f"▶ Private session {MODES}",
        "Spotify does not tell what plays in it. Desk · private session · ━━━━╸─── 62 %",
    ),
    "private session": (
        lambda world: world.player.set_private_session(on=True),
        f"▶ Hummingbird Heart {{like}}{MODES}",
        "Paper Lanterns · Small Hours · 1980 Desk · private session · ━━━━╸─── 62 %",
    ),
    "episode": (
        lambda world: play(world, world.catalogue.shows[0].episodes[0]),
        f"▶ {{item}} episode · {{left}} min left {{like}}{MODES}",
        f"{{by}} {DESK}",
    ),
    "chapter of an audiobook": (
        lambda world: play(world, world.catalogue.chapters[0]),
        f"▶ {{item}} episode · {{left}} min left {{like}}{MODES}",
        f"{{by}} {DESK}",
    ),
    "local file": (
        lambda world: play(world, LOCAL_FILES[0]),
        f"▶ Accordion in the Rain local file {MODES}",
        f"Grandpa's Tape Deck · Attic {DESK}",
    ),
    "explicit": (
        lambda world: play(world, next(track for track in world.catalogue.tracks if track.explicit and track.playable)),
        f"▶ {{item}} explicit {{like}}{MODES}",
        f"{{by}} {DESK}",
    ),
    "nameless": (
        lambda world: play(world, named(world, "")),
        f"▶ Untitled {{like}}{MODES}",
        f"{{by}} {DESK}",
    ),
    "nothing": (
        lambda world: world.player.go_idle(),
        "■ Nothing is playing",
        "Press / to search, or d to choose a device.",
    ),
    "restricted device": (
        lambda world: world.player.transfer("Garden"),
        f"▶ Hummingbird Heart {{like}}{MODES}",
        "Paper Lanterns · Small Hours · 1980 Garden · no remote control",
    ),
    "device without volume": (
        lambda world: world.player.transfer(world.device("Pocket 📱").key),
        f"▶ Hummingbird Heart {{like}}{MODES}",
        "Paper Lanterns · Small Hours · 1980 Pocket 📱 · volume on the device",
    ),
    "device without a name and without a known volume": (
        lambda world: transfer(world, Device(id="speaker", name="", type="Speaker", volume_percent=None)),
        f"▶ Hummingbird Heart {{like}}{MODES}",
        "Paper Lanterns · Small Hours · 1980 Unnamed device · —",
    ),
}


def filled(line: str, stage: Stage) -> str:
    item, liked = stage.app.main.playback.item, stage.app.main.picture.liked
    like = "" if liked is None else "♥ liked · " if liked else "♡ not liked · "
    by = " · ".join(part for part in (item.byline, item.collection, dated(item)) if part) if item else ""
    left = item.duration_ms // 60_000 if item else 0
    return line.format(item=item.name if item else "", like=like, by=by, left=left)


@pytest.mark.parametrize("situation", SITUATIONS)
async def test_what_plays_is_told_in_two_lines(remote: Opened, simulator: Simulator, situation: str) -> None:
    arrange, title, byline = SITUATIONS[situation]
    arrange(simulator.world)
    async with remote() as stage:
        await stage.read()
        likeable = "{like}" in title
        await stage.until(lambda: (stage.app.main.picture.liked is not None) is likeable)
        assert stage.line("title") == filled(title, stage)
        assert stage.line("byline") == filled(byline, stage)
        assert stage.told == []


ODD_ANSWERS: dict[str, tuple[dict[str, Any], str, str]] = {
    "between two items": (
        {"item": None, "currently_playing_type": "track"},
        f"▶ … {MODES}",
        f"Between two items {DESK}",
    ),
    "of an unknown type": (
        {"item": None, "currently_playing_type": "unknown"},
        f"▶ Something that Spotify does not name {MODES}",
        DESK,
    ),
    "without a device": (
        {"device": None},
        f"▶ Hummingbird Heart {{like}}{MODES}",
        "Paper Lanterns · Small Hours · 1980",
    ),
    "that says next to nothing": ({"item": {}, "actions": None}, f"▶ Untitled {MODES}", DESK),
}


@pytest.mark.parametrize("situation", ODD_ANSWERS)
async def test_an_answer_with_holes_is_shown_as_far_as_it_goes(
    remote: Opened, simulator: Simulator, situation: str
) -> None:
    changes, title, byline = ODD_ANSWERS[situation]
    answer_with(simulator, PLAYER, playback_body(simulator) | changes)
    async with remote() as stage:
        await stage.read()
        likeable = "{like}" in title
        await stage.until(lambda: (stage.app.main.picture.liked is not None) is likeable)
        assert stage.line("title") == filled(title, stage)
        assert stage.line("byline") == filled(byline, stage)


async def test_before_the_first_answer_it_says_that_it_asks(remote: Opened, simulator: Simulator) -> None:
    simulator.faults.add(Fault(delay=1.0))
    async with remote() as stage:
        await stage.until(lambda: stage.reads)
        assert stage.line("title") == "■ …"
        assert stage.line("byline") == "Asking Spotify what plays"
        assert not stage.shows("Nothing is playing")
        stage.answers.set()
        await stage.read()
        assert stage.line("title").startswith("▶ Hummingbird Heart")


CLOSED: dict[str, tuple[Callable[[World], object], dict[str, str]]] = {
    "an advertisement": (
        lambda world: world.player.play_ad(30),
        dict.fromkeys(("n", "p", "<", "right"), "Not during an advertisement."),
    ),
    "a restricted device": (
        lambda world: world.player.transfer("Garden"),
        dict.fromkeys(("space", "n", "p", "<", "-", "_", "ctrl+s"), "Garden takes no commands from other apps."),
    ),
    "nothing": (
        lambda world: world.player.go_idle(),
        dict.fromkeys(("n", "p", "<", "-", "_", "ctrl+s", "ctrl+r", "l"), "Nothing is playing."),
    ),
    "a device without volume": (
        lambda world: world.player.transfer(world.device("Pocket 📱").key),
        dict.fromkeys(("+", "-", "_"), "Pocket 📱 has no volume control from here."),
    ),
    "a mix": (
        lambda world: world.player.play(
            world.context(world.playlists.named("Daily Mix 1").uri) or pytest.fail("the mix is gone")
        ),
        {"ctrl+s": "Spotify does not allow that now."},
    ),
    "a local file": (lambda world: play(world, LOCAL_FILES[0]), {"l": "A local file cannot be liked."}),
}
HINTED = {"space": "player.toggle", "n": "player.next", "p": "player.previous", "l": "player.like"}


@pytest.mark.parametrize("situation", CLOSED)
async def test_what_cannot_work_is_dimmed_and_tells_why_instead_of_asking(
    remote: Opened, simulator: Simulator, situation: str
) -> None:
    arrange, refused = CLOSED[situation]
    arrange(simulator.world)
    async with remote() as stage:
        await stage.read()
        for key, reason in refused.items():
            await stage.press(key)
            assert stage.told[-1:] == [reason]
        assert stage.app.player._outbox.first_unsent() is None
        assert stage.writes == []
        closed = {id_ for id_, keys in KEYS for key in refused if keys == strokes(key)[0]}
        assert len(closed) == len(refused)
        assert all(stage.app.why_not(BY_ID[id_]) for id_ in closed), "in the list of keys, too"
        hinted = {hint.id: hint.enabled for hint in stage.app.main.query_one(HintBar)._hints}
        assert not any(hinted.get(action_id) for key, action_id in HINTED.items() if key in refused)
        assert hinted["pane.search"]


@pytest.mark.parametrize("gone", ["asleep", "never played"])
async def test_with_no_device_space_asks_once_and_shows_the_devices(
    remote: Opened, simulator: Simulator, gone: str
) -> None:
    simulator.world.player.go_idle() if gone == "asleep" else simulator.world.player.stop()
    async with remote() as stage:
        await stage.read()
        await stage.press("space")
        await stage.until(lambda: stage.told)
        assert stage.told == ["No device is active. Choose one here."]
        assert stage.rows("devices").has_focus
        assert stage.writes == [("PUT", "player/play")]
        assert not stage.app.main.playback.is_playing


TROUBLES: dict[str, tuple[Callable[[Simulator], object], str]] = {
    "offline": (
        lambda simulator: simulator.faults.add(Fault.named("refused", times=None)),
        "Spotify cannot be reached.",
    ),
    "a short limit": (
        lambda simulator: simulator.faults.add(Fault.named("rate_limited")),
        "Spotify asks to slow down. It passes by itself.",
    ),
    "the quota": (
        lambda simulator: simulator.faults.add(Fault.named("quota_exceeded", path=PLAYER)),
        (
            "Spotify's daily quota for this app is used up. It is renewed within a day; "
            "what was read last stays on the screen."
        ),
    ),
    "not on the list": (
        lambda simulator: setattr(simulator.world, "registered", False),
        (
            "This account is not on the user list of the Spotify app. "
            "Its owner can add the account in the developer dashboard, under User Management."
        ),
    ),
    "an owner without Premium": (
        lambda simulator: setattr(simulator.world, "owner_premium", False),
        (
            "The owner of this Spotify app has no Premium, so the app is switched off. "
            "It works again some hours after the owner has renewed Premium."
        ),
    ),
    "a broken answer": (
        lambda simulator: simulator.faults.add(Fault.named("truncated", path=PLAYER)),
        "Spotify's answer cannot be read.",
    ),
    "a fault of the service": (
        lambda simulator: simulator.faults.add(Fault.named("bad_gateway", path=PLAYER)),
        "Spotify has a fault of its own (502).",
    ),
}


def trouble(stage: Stage) -> str:
    return stage.app.player.state.trouble.text if stage.app.player.state.trouble else ""


def on_screen(stage: Stage, text: str) -> bool:
    """Whether the words of `text` can be read on the screen, however its lines are broken."""
    return all(any(word in line for line in stage.screen) for word in text.split())


@pytest.mark.parametrize("kind", TROUBLES)
async def test_trouble_with_the_first_read_is_told_in_words(remote: Opened, simulator: Simulator, kind: str) -> None:
    arrange, text = TROUBLES[kind]
    arrange(simulator)
    async with remote() as stage:
        await stage.until(lambda: trouble(stage) == text)
        await stage.until(lambda: on_screen(stage, text))
        assert stage.line("title") == "■ Not connected"
        assert stage.line("byline") == ""
        assert stage.reads == 1


@pytest.mark.parametrize("kind", TROUBLES)
async def test_trouble_later_keeps_what_was_known_and_goes_when_a_read_succeeds(
    remote: Opened, simulator: Simulator, kind: str
) -> None:
    arrange, text = TROUBLES[kind]
    async with remote() as stage:
        await stage.ready()
        known = stage.line("title")
        arrange(simulator)
        await stage.reread()
        assert trouble(stage) == text
        await stage.until(lambda: on_screen(stage, text))
        assert stage.line("title") == known
        simulator.faults.clear()
        simulator.world.registered = simulator.world.owner_premium = True
        await stage.later(86_400)
        await stage.until(lambda: not trouble(stage))
        assert not on_screen(stage, text)


async def test_without_a_login_it_says_how_to_sign_in_and_asks_nothing(remote: Opened) -> None:
    async with remote(signed_in=False) as stage:
        await stage.until(lambda: trouble(stage))
        assert "Press [[account.sign-in]] to sign in again." in trouble(stage)
        await stage.until(lambda: on_screen(stage, "Press A to sign in again."))
        assert list(stage.simulator.log) == []


async def test_a_login_that_dies_says_how_to_sign_in_and_keeps_what_was_known(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        known = stage.line("title")
        stage.simulator.accounts.revoke()
        await stage.later(2.5)
        stage.app.player.refresh()
        await stage.until(lambda: "Press [[account.sign-in]] to sign in again." in trouble(stage))
        await stage.until(lambda: on_screen(stage, "Press A to sign in again."))
        assert stage.line("title") == known


async def test_a_silence_that_the_service_asks_for_is_kept(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        stage.simulator.faults.add(Fault.named("rate_limited", path=PLAYER))
        await stage.reread()
        reads = stage.reads
        await stage.later(2.4)
        await stage.press("r")
        assert stage.reads == reads
        await stage.later(2.7)
        await stage.until(lambda: stage.reads == reads + 1)
