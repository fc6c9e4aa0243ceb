"""What can be done with something, as a menu tells it: which actions, and what they are called there."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sptui.player import intents
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Chapter, Episode, Show, Track
from sptui.spotify.models.playlists import Playlist
from sptui.tui.actions import BY_ID, Action, PaneName, Remote
from sptui.tui.panes.devices import Entry as Device
from sptui.tui.screens.menu import Entry
from sptui.tui.things import UNTITLED, Pick

CHOOSE: Final = "choose"
"""What stands for Enter on the row."""

_ENTER: Final = BY_ID["rows.choose"]

Closed = Callable[[Action[Remote]], str]
"""Why an action cannot be done now, "" when it can."""

Named = tuple[str, str]
"""An action by its id, and what it is called in the menu."""

_ITEM: Final[Sequence[Named]] = (
    ("row.enqueue-first", "Play next"),
    ("row.enqueue", "Add to the queue"),
    ("row.like", "Like, or like no more"),
    ("playlist.add", "Add to a playlist …"),
)
_WHOLE: Final[Sequence[Named]] = (
    ("row.play", "Play"),
    ("row.shuffle", "Play shuffled"),
    ("row.enqueue", "Add to the queue"),
)
_SHARE: Final[Sequence[Named]] = (("row.copy", "Copy the link"), ("row.browse", "Open in the browser"))
_DEVICE: Final[Sequence[Named]] = (
    ("player.louder", "Louder"),
    ("player.quieter", "Quieter"),
    ("device.prefer", "Prefer it, or no longer"),
)
_PLAYING: Final[Sequence[Named]] = (
    ("player.toggle", "Play or pause"),
    ("player.next", "Next"),
    ("player.previous", "Previous"),
    ("player.go-to", "Go to a time …"),
    ("player.like", "Like, or like no more"),
    ("playlist.add-playing", "Add to a playlist …"),
    ("playing.open", "Open its album or playlist"),
    ("lyrics.toggle", "Lyrics"),
    ("player.mute", "Mute, or sound again"),
    ("sleep.choose", "Sleep timer …"),
    ("view.full", "Show it alone, or the panes"),
)


def of_row(value: object, pane: PaneName, closed: Closed) -> tuple[str, list[Entry]]:
    """The title and the entries of the menu for the row of a pane that stands for `value`; none for some."""
    if isinstance(value, Device):
        return value.device.name or "Unnamed device", list(_of_device(value, closed))
    if not isinstance(value, Pick) or (value.thing is None and value.place is None):
        return "", []
    thing = value.thing
    title = (thing.name or UNTITLED) if thing is not None else "Library"
    lost = "" if thing is None or _opens(value) else intents.why_not_play(thing)
    first = Entry(CHOOSE, "Open" if _opens(value) else "Play", _ENTER, off=lost)

    def closed_to(action: Action[Remote]) -> str:
        return closed(action) or (lost if action.group == "Queue" else "")

    return title, [first, *_entries(_of_pick(value, pane), closed_to)]


def of_playing(closed: Closed) -> list[Entry]:
    """The entries of the menu for what plays."""
    return list(_entries(_PLAYING, closed))


def _opens(pick: Pick) -> bool:
    return pick.place is not None or isinstance(pick.thing, Album | Artist | Audiobook | Playlist | Show)


def _of_pick(pick: Pick, pane: PaneName) -> Iterator[Named]:
    thing = pick.thing
    match thing:
        case None:
            if pick.place is not None and pick.place.kind == "liked":
                yield from _WHOLE[:2]
            return
        case Track():
            yield from (*_ITEM, ("row.album", "Open the album"), ("row.artist", "Open the artist"))
        case Episode():
            yield from (*_ITEM, ("row.album", "Open the episode"), ("row.artist", "Open the show"))
        case Chapter():
            yield from (("row.album", "Open the book"), ("row.artist", "Open the book"))[:1]
        case Playlist():
            yield from (*_WHOLE, ("row.like", "Follow, or no more"), ("playlist.edit", "Rename, describe …"))
        case Album():
            yield from (*_WHOLE, ("row.like", "Save, or no more"), ("playlist.add", "Add to a playlist …"))
            yield "row.artist", "Open the artist"
        case _:
            yield from (*_WHOLE[:2], ("row.like", "Follow, or no more"))
    yield from _SHARE
    if pane == "queue" and pick.entry:
        yield from (("playlist.move-up", "Move up"), ("playlist.move-down", "Move down"))
        yield "playlist.remove", "Take out of the queue"
    elif pane == "library" and pick.index is not None:
        yield "playlist.remove", "Remove from this list"


def _of_device(entry: Device, closed: Closed) -> Iterator[Entry]:
    why = "" if not entry.awake else intents.why_not_use(entry.device)
    yield Entry(CHOOSE, "Play here", _ENTER, off=why)
    yield from _entries(_DEVICE if entry.awake else _DEVICE[2:], closed)
    if not entry.awake:
        yield from _entries([("playlist.remove", "Forget it")], closed)


def _entries(named: Sequence[Named] | Iterator[Named], closed: Closed) -> Iterator[Entry]:
    for id_, title in named:
        yield Entry(id_, title, BY_ID[id_], off=closed(BY_ID[id_]))
