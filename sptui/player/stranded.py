"""A start that found no active device, kept until there is a device for it.

Source: reference chapter "Player", `NO_ACTIVE_DEVICE`.
"""

from collections.abc import Sequence
from dataclasses import replace

from sptui.player.command import Command
from sptui.player.commands import Play, Resume, SetShuffle
from sptui.spotify.models.playback import Device


class Stranded:
    """The last such start, if any, and the shuffle mode that was to go with it."""

    def __init__(self) -> None:
        self._start: Play | Resume | None = None
        self._shuffle: SetShuffle | None = None
        self._untried = False

    def keep(self, command: Command) -> bool:
        """Keep `command` if it is a start that named no device, or a shuffle mode for one; False for all others."""
        if isinstance(command, SetShuffle) and self._start is not None:
            self._shuffle = command
            return True
        if not isinstance(command, Play | Resume) or command.device_id is not None:
            return False
        self._start, self._shuffle, self._untried = command, None, True
        return True

    def forget(self) -> None:
        """Something plays, so there is nothing to make up for."""
        self._start = self._shuffle = None

    def start_on(self, device: Device) -> Sequence[Command]:
        """The start, now for `device`, and its shuffle mode, both forgotten; nothing when there is none."""
        start, shuffle = self._start, self._shuffle
        self._start = self._shuffle = None
        if start is None:
            return ()
        return (replace(start, device_id=device.id), *((shuffle,) if shuffle is not None else ()))

    def only_choice(self, devices: Sequence[Device]) -> Device | None:
        """The device to take without asking, the only one that can be steered; offered once for each start."""
        usable = [device for device in devices if device.controllable]
        untried, self._untried = self._untried, False
        return usable[0] if self._start is not None and untried and len(usable) == 1 else None
