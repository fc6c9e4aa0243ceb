"""Commands that found no active device: kept while a device is woken for them, and then sent again, once.

Source: reference chapter "Player", `NO_ACTIVE_DEVICE`: nothing was done, so that nothing is done twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import UnionType
from typing import Literal

from sptui.player.command import Command
from sptui.player.commands import (
    AddToQueue,
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
from sptui.player.commands.starts import context_type
from sptui.player.outbox import Outbox
from sptui.player.reader import DEVICES_FRESH, Reader
from sptui.player.rooms import LastHeard
from sptui.player.state import Notice, Picture, PlayerState
from sptui.player.troubles import notice_of
from sptui.spotify.errors import DeviceNotFound, Forbidden, NoActiveDevice, NotFound, RestrictionViolated, SpotifyError
from sptui.spotify.models.playback import Device

AWAKENING = 0.5
"""Seconds after a command that found no active device until it is seen who is awake: that may be the device itself."""
LAPSE = 120.0
"""Seconds after which nobody means a command any more that waits for a device."""
MOST = 100
"""Commands that are kept."""

_WAKES = 2  # devices that are tried for one command
_KEPT = Play | Resume | SkipToNext | SkipToPrevious | SeekToPosition | SetVolume | SetShuffle | SetRepeat | AddToQueue
_LED = SkipToNext | SkipToPrevious | SeekToPosition  # of no use once something else is started
_NOTHING = (Forbidden, NotFound, RestrictionViolated)  # answers to a resume where there is nothing to go on with
_NOBODY = DeviceNotFound | NoActiveDevice


def asleep(name: str) -> str:
    """That a device does not answer, and what to do."""
    return f"{name or 'That device'} is asleep: open Spotify there, then choose it again."


def again_from(last: LastHeard | None, device: Device) -> Play | None:
    """What was heard last, once more from where it was left, on `device`; None when nobody knows what that was."""
    if last is None or not last.item_uri:
        return None
    start = Play(uris=(last.item_uri,), position_ms=last.position_ms, device_id=device.id)
    if last.context_uri is None:
        return start
    entered = context_type(last.context_uri) in ("album", "playlist", "show")
    return replace(
        start,
        context_uri=last.context_uri,
        uris=(),
        offset=last.item_uri if entered else None,
        position_ms=last.position_ms if entered else 0,
        otherwise=start.uris,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What comes next: commands to send, whether to read who is awake or what plays, something to tell."""

    send: tuple[Command, ...] = ()
    list_devices: bool = False
    reread: bool = True
    notice: Notice | None = None

    def into(self, state: PlayerState, outbox: Outbox, reader: Reader, now: float) -> PlayerState:
        """Set about it; the state that tells of it."""
        for each in self.send:
            outbox.put(each, now, in_flight=None)
        if self.list_devices:
            reader.want_later("devices", now if self.notice else now + AWAKENING)
        return state.telling(self.notice, now) if self.notice else state


class Stranded:
    """What is kept, and how far the waking is.

    Without anything kept it is "idle"; else the list of devices is read ("listing"), a device is being woken
    ("waking"), or the listener is asked for one ("asking").
    """

    def __init__(self) -> None:
        self._left: list[Command] = []
        self.forget()

    def forget(self) -> None:
        """Keep nothing: there is nothing to make up for."""
        self._kept: list[Command] = []
        self._start: Play | Resume | None = None
        self._stage: Literal["idle", "listing", "waking", "asking"] = "idle"
        self._since = 0.0
        self._wake: Command | None = None
        self._device: Device | None = None
        self._by_hand = False
        self._tried: list[str] = []

    def leave(self, command: Command) -> None:
        """Wake nobody for `command`, which no listener has asked for, unless it starts something."""
        if not isinstance(command, Play | Resume):
            self._left = [*self._left[-MOST:], command]

    def give_up(self) -> None:
        """Something plays, or nothing can be read: nobody is asked or looked for any more."""
        if self._stage in ("listing", "asking"):
            self.forget()

    def given(self, command: Command, picture: Picture, now: float) -> Sequence[Command]:
        """What to send now that `command` is given; it may have to wait for the device, or be what is waited for."""
        if self._stage != "idle" and now - self._since > LAPSE:
            self.forget()
        if isinstance(command, Transfer) and self._stage in ("listing", "asking"):
            self._by_hand = True
            return (self._woken_by(command.device, picture, now),)
        if self._stage in ("listing", "waking") and command.target is None:
            if isinstance(command, Pause) and self._stage == "listing":
                self.forget()
                return ()
            if self._keep(command):
                return ()
        return (command,)

    def refused(self, command: Command, error: SpotifyError, picture: Picture, now: float, outbox: Outbox) -> Step:
        """What comes next once `command` was refused: unsent ones may be taken out of the `outbox` and kept as well."""
        if command is self._wake:
            return self._not_woken(command, error, picture, now)
        if isinstance(error, NoActiveDevice) and command.target is None and self._keep(command):
            if self._stage in ("idle", "asking"):
                self._tried, self._by_hand = [], False
            outbox.drop_unsent(self._keep)
            return self._next(picture, now) if self._stage != "waking" else Step(reread=False)
        return Step(notice=_told(command, error, picture), list_devices=isinstance(error, _NOBODY))

    def answered(self, command: Command, picture: Picture) -> Step | None:
        """What comes next once `command` was obeyed; None for whatever was to come."""
        device = self._device
        if command is not self._wake or device is None:
            return None
        kept, known = self._kept, picture.rooms.of(device)
        loud = self._by_hand or any(isinstance(each, SetVolume) for each in kept)
        if known is not None and known.wish is not None and not loud:
            kept = [SetVolume(known.wish, device.id), *kept]
        told = Notice(text=f"No device was active, so {device.name or 'the one that is awake'} is taken.")
        step = Step(send=tuple(kept), notice=None if self._by_hand else told)
        self.forget()
        self._left = [*self._left[-MOST:], *kept]
        return step

    def listed(self, picture: Picture, now: float) -> Step | None:
        """What comes next once the list of devices was read, or refused; None when nobody waits for it."""
        return self._next(picture, now) if self._stage == "listing" else None

    def _keep(self, command: Command) -> bool:
        """Keep `command`, in place of an older one of its kind; False for what cannot be, or was kept before."""
        before = any(each is command for each in self._left)
        if before or not isinstance(command, _KEPT) or command.target is not None or len(self._kept) >= MOST:
            return False
        starts = any(isinstance(each, Play | Resume) for each in (*self._kept, self._wake))
        if isinstance(command, Resume) and starts:
            return True
        if isinstance(command, Play):
            gone: type | UnionType = Play | Resume | _LED
        else:
            gone = type(command)
        if isinstance(command, AddToQueue):
            command.giver.release(command.id)  # it may never be sent
        elif not (isinstance(command, SkipToNext) and command.behind is not None):
            self._kept = [each for each in self._kept if not isinstance(each, gone)]
        self._kept.append(command)
        return True

    def _next(self, picture: Picture, now: float) -> Step:
        """Wake the next device that comes into question, or see who is awake, or ask."""
        if len(self._tried) >= _WAKES:
            name = picture.rooms.name_of(self._tried[-1])
            self.forget()
            return Step(notice=Notice(text=asleep(name), severity="warning"))
        listed, self._stage = self._stage == "listing", "listing"
        self._since, self._wake = now, None
        fresh = picture.listed_at is not None and now - picture.listed_at <= DEVICES_FRESH
        device = self._choice(picture, fresh=fresh)
        if device is not None:
            return Step(send=(self._woken_by(device, picture, now),), reread=False)
        if not fresh and not listed:
            return Step(list_devices=True, reread=False)
        self._stage = "asking"
        gone = next((name for each in self._tried if (name := picture.rooms.name_of(each))), "")
        text = f"{gone} is asleep." if gone else "No device is active."
        text += " Choose one here." if picture.devices else " Start Spotify somewhere, then choose it here."
        return Step(notice=Notice(text=text, severity="warning", pane="devices"))

    def _choice(self, picture: Picture, *, fresh: bool) -> Device | None:
        """The preferred device, also unseen; where it is known who is awake, else the last used one or the only one."""
        rooms = picture.rooms
        awake = [each for each in picture.devices or () if each.controllable and each.id not in self._tried]
        if (preferred := rooms.preferred) is not None:
            device = next((each for each in awake if rooms.of(each) is preferred), preferred.device)
            if device.controllable and device.id not in self._tried:
                return device
        if not fresh:
            return None
        last = rooms.last_used
        used = next((each for each in awake if last is not None and rooms.of(each) is last), None)
        return used or (awake[0] if len(awake) == 1 else None)

    def _woken_by(self, device: Device, picture: Picture, now: float) -> Command:
        """The command that wakes `device`: the start that is kept, or else a transfer."""
        for each in self._kept:
            if isinstance(each, Play | Resume):
                self._start = each
        self._kept = [each for each in self._kept if each is not self._start]
        wake: Command = Transfer(device, play=picture.playback.is_playing)
        if self._start is not None:
            wake = replace(self._start, device_id=device.id)
        self._stage, self._since, self._wake, self._device = "waking", now, wake, device
        self._tried.append(device.id or "")
        return wake

    def _not_woken(self, wake: Command, error: SpotifyError, picture: Picture, now: float) -> Step:
        """Go on with what was heard last where there was nothing to resume, or with another device; else drop all."""
        if isinstance(wake, Resume) and type(error) in _NOTHING and self._device is not None:
            again = again_from(picture.rooms.last, self._device)
            if again is not None:
                self._wake = again
                return Step(send=(again,), reread=False)
        if isinstance(error, DeviceNotFound) and not self._by_hand:
            return self._next(picture, now)
        self.forget()
        return Step(notice=_told(wake, error, picture), list_devices=isinstance(error, _NOBODY))


def _told(command: Command, error: SpotifyError, picture: Picture) -> Notice:
    """Why `command` was refused, and what is to be done."""
    notice = notice_of(error, 0)
    if isinstance(error, DeviceNotFound) and command.target is not None:
        name = command.device.name if isinstance(command, Transfer) else picture.rooms.name_of(command.target)
        return replace(notice, text=asleep(name), severity="warning")
    return replace(notice, text=f"{notice.text} {command.shortfall}".rstrip())
