"""How the queue and the devices look, in all the states that the player can be in."""

import pytest
from syrupy.assertion import SnapshotAssertion

from sptui.simulator import Simulator
from sptui.simulator.devices import Device
from sptui.simulator.playback import Context
from tests.snapshots.conftest import Taken
from tests.snapshots.scenes import OFFLINE, Scene, presses, with_variants, without_scope
from tests.tui.stage import Stage

QUEUE, DEVICES = "/v1/me/player/queue", "/v1/me/player/devices"


def nothing_plays(simulator: Simulator) -> None:
    simulator.world.player.go_idle()


def endless(simulator: Simulator) -> None:
    """A mix plays, of which the service does not tell what comes next."""
    world = simulator.world
    for _ in world.player.state.queue:
        world.player.next()
    mix = world.context(world.playlists.named("Daily Mix 1").uri)
    assert mix is not None
    world.player.play(mix)


def episode(simulator: Simulator) -> None:
    show = simulator.world.catalogue.shows[0]
    simulator.world.player.play(Context(show.uri, tuple(show.episodes)))


def asleep(simulator: Simulator) -> None:
    for device in simulator.world.devices:
        simulator.world.player.remove_device(device.key)


def restricted(simulator: Simulator) -> None:
    simulator.world.player.transfer("Garden")


def several(simulator: Simulator) -> None:
    """More devices than there is room for, some of them odd."""
    player = simulator.world.player
    player.add_device(Device(id="nameless", name="", type="Speaker", volume_percent=None))
    player.add_device(Device(id="long", name="The loudspeaker behind the sofa in the guest room", type="CastAudio"))
    for number in range(1, 8):
        player.add_device(Device(id=f"box{number}", name=f"Box {number}", type="AVR", volume_percent=10 * number))


async def loses_the_network(stage: Stage) -> None:
    """All is known when the network goes."""
    stage.simulator.faults.add(OFFLINE)
    await stage.reread()


SCENES = with_variants(
    {
        "queue-full": Scene(),
        "queue-moved": Scene(steps=presses("j", "j", "j")),
        "queue-loading": Scene(held=QUEUE),
        "queue-last": Scene(arrange=endless),
        "queue-episodes": Scene(arrange=episode),
        "queue-advertisement": Scene(arrange=lambda simulator: simulator.world.player.play_ad(30)),
        "queue-idle": Scene(arrange=nothing_plays),
        "queue-refused": Scene(faults=[without_scope(QUEUE)]),
        "queue-offline": Scene(faults=[OFFLINE]),
        "queue-known-offline": Scene(steps=loses_the_network),
        "player-refused": Scene(faults=[without_scope("/v1/me/player")]),
        "devices-full": Scene(steps=presses("d")),
        "devices-loading": Scene(steps=presses("d"), held=DEVICES),
        "devices-idle": Scene(steps=presses("d"), arrange=nothing_plays),
        "devices-none": Scene(steps=presses("d"), arrange=asleep),
        "devices-restricted": Scene(steps=presses("d"), arrange=restricted),
        "devices-several": Scene(steps=presses("d", "G"), arrange=several),
        "devices-refused": Scene(steps=presses("d"), faults=[without_scope(DEVICES)]),
        "devices-offline": Scene(steps=presses("d"), faults=[OFFLINE]),
    },
    narrow=["queue-full", "queue-known-offline", "devices-full", "devices-none"],
    large=["queue-full"],
    light=["devices-restricted"],
)


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
async def test_it_looks_like_this(taken: Taken, picture: SnapshotAssertion, scene: Scene) -> None:
    assert await taken(scene) == picture
