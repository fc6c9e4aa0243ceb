"""The devices that can play."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive

from sptui.player import intents
from sptui.player.playback import Playback
from sptui.player.state import Trouble
from sptui.spotify.models.playback import Device
from sptui.tui.text import wrapped
from sptui.tui.things import BLANK
from sptui.tui.widgets.columns import Column, Row
from sptui.tui.widgets.meter import volume
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows

_WAITING = "Looking for devices …"
_REFUSED = "Spotify does not tell which devices there are."
_CUT_OFF = "Not connected"
_NONE = "No device is awake\nOpen Spotify somewhere, then press r"


class DevicesPane(Vertical):
    """Names, kinds and volumes; Enter goes on on the row's device. Bound to the screen's `devices` and `playback`."""

    DEFAULT_CLASSES = "pane"

    BORDER_TITLE = "Devices"

    devices: reactive[tuple[Device, ...] | None] = reactive(None, init=False)
    playback: reactive[Playback] = reactive(Playback, init=False)
    trouble: reactive[Trouble | None] = reactive(None, init=False)
    refused: reactive[Mapping[str, str]] = reactive(dict, init=False)

    @dataclass
    class Chosen(Message):
        """Playback shall go on here."""

        device: Device

    def compose(self) -> ComposeResult:
        """One list."""
        yield RowList(
            Column(width=10, weight=1),
            Column(width=10, style="rows--muted", priority=2),
            Column(width=14, align="right", style="rows--muted", priority=1),
            placeholder=_WAITING,
        )

    def watch_devices(self) -> None:
        """Others, or other volumes."""
        self._draw()

    def watch_playback(self) -> None:
        """The active one."""
        self._draw()

    def watch_trouble(self) -> None:
        """Why there are none."""
        self._draw()

    def watch_refused(self) -> None:
        """Spotify does not tell them, or does again."""
        self._draw()

    @property
    def _shown(self) -> tuple[Device, ...]:
        """The devices of the list, and before them the one that plays when the service does not list it."""
        listed, current = self.devices or (), self.playback.device
        if current is None or not self.playback.active or any(each.id == current.id for each in listed):
            return listed
        return (current, *listed)

    def _draw(self) -> None:
        rows, shown = self.query_one(Rows), [_row(device, self.playback) for device in self._shown]
        unknown: tuple[str, ...] = (_CUT_OFF,) if self.trouble else (_WAITING,)
        if why := self.refused.get("devices"):
            unknown = _REFUSED, why
        rows.set_placeholder("\n".join(unknown) if self.devices is None else _NONE)
        if shown and self.devices is None and not self.trouble:
            told = (part for line in unknown for part in wrapped(line, rows.room))
            shown += [BLANK, *(Row((part,), kind="note") for part in told)]
        rows.set_rows(shown)

    @on(events.Resize)
    def _resized(self) -> None:
        self._draw()

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        event.stop()
        self.post_message(self.Chosen(event.row.value))


def _row(device: Device, playback: Playback) -> Row:
    current = playback.device
    playing = playback.active and current is not None and current.id == device.id
    if intents.why_not_use(device):
        detail = "no remote control"
    else:
        detail = volume(device.volume_percent, 6) if device.supports_volume else "fixed volume"
    return Row(
        cells=(device.name or "Unnamed device", _kind(device), detail),
        key=device.id or device.name,
        playing=playing,
        disabled=bool(intents.why_not_use(device)),
        value=device,
    )


def _kind(device: Device) -> str:
    known = {"tv": "TV", "avr": "AV receiver", "stb": "set-top box", "castvideo": "Cast", "castaudio": "Cast"}
    return known.get(device.type.casefold(), device.type.lower())
