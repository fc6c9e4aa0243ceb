"""Something is started, and no device is active."""

from sptui.player import intents
from sptui.player.commands import Play, Resume, Transfer
from sptui.spotify import errors
from sptui.spotify.models.playback import Device
from tests.player.fakes import DESK, PHONE, A, B, Rig, answer

NOBODY = errors.NoActiveDevice("No device is active.", status=404)


async def idle(rig: Rig, *devices: Device) -> None:
    rig.fake.answers |= {"play": NOBODY, "resume": NOBODY, "devices": devices}
    rig.clock.now += 60
    await rig.read(None)
    rig.fake.calls.clear()


async def test_a_start_without_an_active_device_goes_to_the_only_one_that_is_awake(rig: Rig) -> None:
    restricted = Device(id="tv", name="TV", is_restricted=True)
    await idle(rig, PHONE, restricted)
    rig.player.do(Play("spotify:album:album", first=B))
    await rig.player.send_one()
    await rig.after(0.4)
    assert "devices" not in rig.fake.counted()
    await rig.after(0.1)
    assert rig.shown.device is not None
    assert (rig.shown.device.id, rig.shown.item) == ("phone", B)
    assert rig.player.state.notice is not None
    assert rig.player.state.notice.text.startswith("No device was active, so ")
    await rig.player.send_one()
    sent = ("play", {"context_uri": "spotify:album:album", "device_id": "phone"})
    assert rig.fake.calls == [("devices",), sent]
    await rig.after(5)
    assert not await rig.player.send_one()


async def test_a_start_waits_for_the_device_that_the_listener_chooses(rig: Rig) -> None:
    await idle(rig, PHONE, DESK)
    rig.player.do(Resume())
    await rig.player.send_one()
    await rig.after(0.5)
    assert not await rig.player.send_one()
    rig.fake.calls.clear()
    for _ in range(2):
        rig.player.do(intents.use(rig.player.state.shown, PHONE))
        await rig.player.send_one()
    assert [call[0] for call in rig.fake.calls] == ["resume", "transfer"]
    assert rig.fake.calls[0] == ("resume", {"device_id": "phone"})


async def test_once_something_plays_the_start_is_forgotten(rig: Rig) -> None:
    await idle(rig)
    rig.player.do(Resume())
    await rig.player.send_one()
    await rig.read(answer(A))
    rig.fake.calls.clear()
    rig.player.do(Transfer(PHONE))
    await rig.player.send_one()
    assert rig.fake.calls == [("transfer", "phone")]
