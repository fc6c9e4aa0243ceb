"""The devices that can play: first those that are awake, then those that were seen before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual import events, on
from textual.message import Message
from textual.reactive import reactive

from sptui.player import intents
from sptui.player.playback import Playback
from sptui.player.rooms import NO_ROOMS, KnownDevice, Rooms
from sptui.player.state import Trouble
from sptui.spotify.models.playback import Device
from sptui.tui.keyboard.named import with_keys
from sptui.tui.text import ago, count, titled, wrapped
from sptui.tui.things import BLANK
from sptui.tui.widgets.columns import Cell, Column, Row, Span
from sptui.tui.widgets.meter import volume
from sptui.tui.widgets.parted import Parted
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rows import Rows

NUMBERED = 9
"""Devices that have a number."""

_WAITING = "Looking for devices …"
_REFUSED = "Spotify does not tell which devices there are."
_CUT_OFF = "Not connected"
_NONE = ("No device is awake", "Open Spotify somewhere, then press [[app.refresh]]")
_STEP = 5  # percent for one notch of the wheel


@dataclass(frozen=True, slots=True)
class Entry:
    """A device of the list and what is remembered of it; not `awake` is one that was only seen before."""

    device: Device
    known: KnownDevice | None
    awake: bool

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return self.device.id or self.device.name


class DevicesPane(Parted):
    """Names, kinds and volumes; Enter goes on on the row's device. Bound to the screen's slices.

    `clock` gives epoch seconds. While it has the focus the devices are numbered, and keep their places.
    """

    DEFAULT_CLASSES = "pane"

    BORDER_TITLE = "Devices"

    devices: reactive[tuple[Device, ...] | None] = reactive(None, init=False)
    playback: reactive[Playback] = reactive(Playback, init=False)
    trouble: reactive[Trouble | None] = reactive(None, init=False)
    refused: reactive[Mapping[str, str]] = reactive(dict, init=False)
    rooms: reactive[Rooms] = reactive(NO_ROOMS, init=False)

    @dataclass
    class Chosen(Message):
        """Playback shall go on here."""

        device: Device

    @dataclass
    class Turned(Message):
        """It shall be louder or quieter here by so many percent."""

        device: Device
        percent: int

    def __init__(self, clock: Callable[[], float], *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._clock = clock
        self._entries: tuple[Entry, ...] = ()
        self._list = RowList(
            Column(width=1, style="rows--muted", priority=1),
            Column(width=10, weight=1),
            Column(width=13, style="rows--muted", priority=3),
            Column(width=14, align="right", style="rows--muted", priority=2),
            placeholder=_WAITING,
        )
        self.parts = (self._list,)

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

    def watch_rooms(self) -> None:
        """Those that were seen before."""
        self._draw()

    def numbered(self, number: int) -> Device | None:
        """The device of that number, from 1."""
        return self._entries[number - 1].device if 0 < number <= min(len(self._entries), NUMBERED) else None

    def point_at(self, number: int) -> None:
        """Put the cursor on the device of that number."""
        self._list.rows.move_cursor(number - 1)

    @property
    def under_cursor(self) -> Entry | None:
        """The device of the row with the cursor."""
        row = self._list.rows.highlighted
        return row.value if row is not None and isinstance(row.value, Entry) else None

    @property
    def _awake(self) -> tuple[Device, ...]:
        """The devices of the list, and before them the one that plays when the service does not list it."""
        listed, current = self.devices or (), self.playback.device
        if current is None or not self.playback.active or any(each.id == current.id for each in listed):
            return listed
        return (current, *listed)

    def _listed(self) -> tuple[Entry, ...]:
        """All devices in their order, which stays as it was while somebody looks at it."""
        awake = self._awake
        entries = [Entry(each, self.rooms.of(each), awake=True) for each in awake]
        entries += [Entry(each.device, each, awake=False) for each in self.rooms.asleep(awake)]
        if self.has_focus_within:
            places = {each.key: place for place, each in enumerate(self._entries)}
            entries.sort(key=lambda each: places.get(each.key, len(places)))
        return tuple(entries)

    def _draw(self) -> None:
        rows, self._entries = self._list.rows, self._listed()
        unknown: tuple[str, ...] = (_CUT_OFF,) if self.trouble else (_WAITING,)
        if why := self.refused.get("devices"):
            unknown = _REFUSED, why
        rows.set_placeholder("\n".join(unknown if self.devices is None else _NONE))
        shown = [self._row(entry, place) for place, entry in enumerate(self._entries, start=1)]
        notes: tuple[str, ...] = ()
        if shown and self.devices is None and not self.trouble:
            notes = unknown
        elif shown and self.devices is not None and not any(entry.awake for entry in self._entries):
            notes = (". ".join(_NONE) + ".",)
        told = (part for line in notes for part in wrapped(with_keys(line), rows.room))
        shown += [BLANK, *(Row((part,), kind="note") for part in told)] if notes else []
        rows.set_rows(shown)
        self.border_title = titled(self.BORDER_TITLE, count(len(self._entries)) if self._entries else "")

    def _row(self, entry: Entry, place: int) -> Row:
        device, current = entry.device, self.playback.device
        number = str(place) if place <= NUMBERED and self.has_focus_within else ""
        starred = entry.known is not None and entry.known is self.rooms.preferred
        name: Cell = device.name or "Unnamed device"
        if starred:
            name = (Span(device.name or "Unnamed device", ""), Span(" ★", "rows--marker"))
        if entry.awake:
            cells: tuple[Cell, ...] = (number, name, _kind(device), _detail(entry))
        else:
            cells = (number, name, _asleep(entry.known, self._clock(), told=self.devices is not None))
        playing = entry.awake and self.playback.active and current is not None and current.id == device.id
        off = not entry.awake or bool(intents.why_not_use(device))
        return Row(cells=cells, key=entry.key, playing=playing, disabled=off, value=entry)

    @on(events.Resize)
    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _look_again(self) -> None:
        self._draw()

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        event.stop()
        self.post_message(self.Chosen(event.row.value.device))

    @on(events.MouseScrollUp)
    @on(events.MouseScrollDown)
    def _turn(self, event: events.MouseScrollUp | events.MouseScrollDown) -> None:
        """Turn the volume of the device under the pointer, unless the list itself has to be scrolled."""
        rows = self._list.rows
        place = event.screen_y - rows.content_region.y
        if rows.max_scroll_y or not 0 <= place < len(rows.rows) or rows.rows[place].kind != "item":
            return
        event.stop()
        step = _STEP if isinstance(event, events.MouseScrollUp) else -_STEP
        self.post_message(self.Turned(rows.rows[place].value.device, step))


def _detail(entry: Entry) -> str:
    """How loud it is, and how loud it is to be once playback moves there."""
    device, known = entry.device, entry.known
    if intents.why_not_use(device):
        return "no remote control"
    if not device.supports_volume:
        return "fixed volume"
    if known is not None and known.wish is not None and device.volume_percent is not None:
        return f"{device.volume_percent} → {known.wish} %"
    return volume(device.volume_percent, 6)


def _asleep(known: KnownDevice | None, now: float, *, told: bool) -> str:
    """Since when it was not seen; that it sleeps only where Spotify has `told` who does not."""
    seen = f"last seen {ago(max(0.0, now - known.last_seen))}" if known is not None else ""
    return f"asleep · {seen}" if told else seen


def _kind(device: Device) -> str:
    known = {"tv": "TV", "avr": "AV receiver", "stb": "set-top box", "castvideo": "Cast", "castaudio": "Cast"}
    return known.get(device.type.casefold(), device.type.lower())
