"""Words about the devices."""

from typing import TYPE_CHECKING

from sptui.plain.lists import Listed, Row
from sptui.plain.showing import show
from sptui.plain.telling import UNNAMED
from sptui.plain.words import NotUnderstood, Word, one_number
from sptui.player import intents
from sptui.player.reader import DEVICES_FRESH
from sptui.player.rooms import KnownDevice
from sptui.spotify.models.playback import Device

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation


async def devices(talk: "Conversation", rest: str) -> None:
    """List the devices, or go on on one of them."""
    if rest:
        await device(talk, rest)
        return
    await _read(talk)
    picture = talk.picture
    if picture.devices is None:
        talk.complain(picture.refused.get("devices") or "Spotify has not told the devices. Try again in a moment.")
        return
    rows = _rows(talk)
    if not rows:
        talk.say("No device is awake. Start Spotify somewhere, and type devices again.")
        return
    await show(talk, Listed("Devices", rows))


async def _read(talk: "Conversation") -> None:
    """Know the devices that are awake now."""
    player, before = talk.player, talk.player.state.confirmed.listed_at
    if before is not None and talk.now - before < DEVICES_FRESH:
        return
    player.reread("devices")
    told = talk.until(
        lambda: (
            player.state.confirmed.listed_at != before
            or "devices" in talk.picture.refused
            or player.state.trouble is not None
        )
    )
    await talk.patiently("Asking Spotify …", told)


def _rows(talk: "Conversation") -> list[Row]:
    picture = talk.picture
    awake = picture.devices or ()
    rows = [Row(text=_described(talk, each), device=each) for each in awake]
    rows += [Row(text=_asleep(each), device=each.device) for each in picture.rooms.asleep(awake)]
    return rows


def _described(talk: "Conversation", each: Device) -> str:
    playback = talk.picture.playback
    here = playback.active and playback.device is not None and playback.device.id == each.id
    known = talk.picture.rooms.of(each)
    parts = [
        each.name or UNNAMED,
        each.type.lower(),
        ("playing here" if playback.is_playing else "paused here") if here else "",
        _volume(each),
        "takes no commands" if not each.controllable else "",
        "preferred" if known is not None and known == talk.picture.rooms.preferred else "",
    ]
    return ", ".join(part for part in parts if part)


def _volume(device: Device) -> str:
    if not device.supports_volume:
        return "fixed volume"
    return f"volume {device.volume_percent} percent" if device.volume_percent is not None else ""


def _asleep(known: KnownDevice) -> str:
    return ", ".join(part for part in (known.name or UNNAMED, known.type.lower(), "asleep") if part)


async def device(talk: "Conversation", rest: str) -> None:
    """Go on on a device: by its number, where devices were listed last, or by its name."""
    if not rest:
        await devices(talk, "")
        return
    number = one_number(rest)
    if number is not None and talk.lists.last is not None and talk.lists.last.title == "Devices":
        row = talk.lists.row(number)
        if row.device is not None:
            use(talk, row.device)
        return
    await _read(talk)
    picture = talk.picture
    known = [*(picture.devices or ()), *(each.device for each in picture.rooms.asleep(picture.devices or ()))]
    if number is not None and 0 < number <= len(known):
        use(talk, known[number - 1])
        return
    wanted = rest.casefold()
    same = [each for each in known if each.name.casefold() == wanted]
    near = same or [each for each in known if wanted in each.name.casefold()]
    if not near:
        names = ", ".join(each.name or UNNAMED for each in known)
        raise NotUnderstood(f"There is no device “{rest}”. {f'There are: {names}.' if names else 'None is awake.'}")
    if len(near) > 1:
        raise NotUnderstood(f"Which one: {', or '.join(each.name for each in near)}? Type more of its name.")
    use(talk, near[0])


def use(talk: "Conversation", chosen: Device) -> None:
    """Go on on a device."""
    playback = talk.picture.playback
    if playback.active and playback.device is not None and playback.device.id == chosen.id:
        talk.say(f"It is on {chosen.name or UNNAMED} already.")
    elif talk.may(talk.picture.closed or intents.why_not_use(chosen)):
        talk.do(*intents.use_as_wished(talk.picture, chosen), otherwise=f"Going on on {chosen.name or UNNAMED}.")


_G = "Devices and queue"
ROOM_WORDS = (
    Word(
        name="devices",
        takes="[NAME|N]",
        also=("d",),
        group=_G,
        summary="list the devices, or go on on one",
        run=devices,
    ),
    Word(
        name="device",
        takes="NAME|N",
        also=("on",),
        group=_G,
        summary="go on on a device",
        run=device,
        more="A part of its name is enough, or its number in the list of devices.",
    ),
)
