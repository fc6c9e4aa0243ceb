"""What there is to choose from: everything that the app can do or open, and knows without asking anybody."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from sptui.library.collections import PLAYLISTS
from sptui.library.folding import folded
from sptui.library.places import Place
from sptui.player import intents
from sptui.spotify.models.playlists import Playlist
from sptui.tui import profiles
from sptui.tui.actions import ACTIONS, Action, Remote
from sptui.tui.actions.going import GOING
from sptui.tui.actions.views import needs_rows
from sptui.tui.keyboard.named import key_of
from sptui.tui.pages.look import RANGES, shelf_place
from sptui.tui.palette import settings
from sptui.tui.palette.entry import Entry
from sptui.tui.searching import RECENT
from sptui.tui.themes import in_order
from sptui.tui.things import UNTITLED, size

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

_HIDDEN = "No list is shown: [[view.full]] brings the panes back."
CLOSED = ("app.palette", "app.back")
"""Actions that are not in it: it is open, and the other would close it."""
DOT = "  ·  "


def entries_of(app: "SptuiApp") -> Iterator[Entry]:
    """All but the playlists, of which there may be many."""
    yield from _actions(app, [action for action in ACTIONS if not _is_of_the_fingers(action)])
    yield from _places(app)
    yield from _devices(app)
    yield from _scenes(app)
    yield from _searches(app)
    yield from _readings(app)
    yield from settings.entries_of(app)
    yield from _themes(app)
    yield from _actions(app, [action for action in ACTIONS if _is_of_the_fingers(action)])


def playlists_of(app: "SptuiApp", playlists: Sequence[Playlist]) -> tuple[Entry, ...]:
    """The playlists of the library, each of which opens as a list."""

    def entry(playlist: Playlist) -> Entry:
        return Entry(
            kind="playlist",
            id=playlist.id or "",
            title=playlist.name or UNTITLED,
            detail=DOT.join(part for part in ("playlist", size(playlist.total, "items")) if part),
            also="playlist",
            run=lambda: app.browsing.go(Place("playlist", playlist.id or "", playlist)),
        )

    return tuple(entry(playlist) for playlist in playlists if playlist.id)


def known_playlists(app: "SptuiApp") -> list[Playlist]:
    """The playlists that the library has by now."""
    return [thing for thing in app.browsing.collections.known(PLAYLISTS) if isinstance(thing, Playlist)]


def _is_of_the_fingers(action: Action[Remote]) -> bool:
    """Whether nobody looks for it by name: one of ten digits, a step in a list. Such stand behind all others."""
    return action.family is not None or action.group == "Moving"


def _is_of_the_palette(action: Action[Remote]) -> bool:
    """Whether it is offered as an action: one is open now, and places stand there as such."""
    return action.id not in CLOSED and action.group != "Places"


def _actions(app: "SptuiApp", actions: Iterable[Action[Remote]]) -> Iterator[Entry]:
    hidden = app.main.view != "panes"
    for action in actions:
        if not _is_of_the_palette(action):
            continue
        reason = app.why_not(action)
        yield Entry(
            kind="action",
            id=action.id,
            title=action.title,
            detail=action.group.lower(),
            key=key_of(action.id) or "",
            why_not=reason or (_HIDDEN if hidden and needs_rows(action) else ""),
            also=folded(f"{action.group} {action.hint}"),
            run=partial(app.action_act, action.id),
        )


def _places(app: "SptuiApp") -> Iterator[Entry]:
    for kind, action in GOING.items():
        place = shelf_place(kind)
        total = app.browsing.collections.kept_total(place)
        about = RANGES.get(place.id, "") or size(total, "items")
        yield Entry(
            kind="place",
            id=action.id,
            title=action.title,
            detail=DOT.join(part for part in ("library", about) if part),
            key=key_of(action.id) or "",
            also="library",
            run=partial(app.action_act, action.id),
        )


def _devices(app: "SptuiApp") -> Iterator[Entry]:
    picture = app.player.state.shown
    awake = picture.devices or ()
    asleep = [known.device for known in picture.rooms.asleep(awake)]
    for device in (*awake, *asleep):
        state = "plays now" if device.is_active and picture.playback.active else "asleep" if device in asleep else ""
        yield Entry(
            kind="device",
            id=device.id or device.name,
            title=device.name or "Unnamed device",
            detail=DOT.join(part for part in (device.type.lower() or "device", state) if part),
            why_not=intents.why_not_use(device),
            also=folded(f"device {device.type}"),
            run=partial(app.use, device),
        )


def _scenes(app: "SptuiApp") -> Iterator[Entry]:
    for name, about, recall in app.listening.scenes.commands():
        yield Entry(kind="scene", id=name, title=name, detail=f"scene{DOT}{about}", also="scene", run=recall)


def _searches(app: "SptuiApp") -> Iterator[Entry]:
    for text in reversed(app.searching.history.searches[-RECENT:]):
        yield Entry(
            kind="search", id=text, title=text, detail="searched before", also="search", run=partial(_search, app, text)
        )


def _search(app: "SptuiApp", text: str) -> None:
    app.main.show_pane("search")
    app.main.panes.search.write(text)
    app.searching.find(text)


def _readings(app: "SptuiApp") -> Iterator[Entry]:
    for profile, title in profiles.TITLES.items():
        now = "in use" if app.player.state.profile == profile else ""
        detail = DOT.join(part for part in ("for this session", now) if part)
        yield Entry(
            kind="reading",
            id=profile,
            title=title,
            detail=detail,
            also="sync profile setting",
            run=partial(app.preferences.read_by, profile),
        )


def _themes(app: "SptuiApp") -> Iterator[Entry]:
    for name in in_order(app.available_themes):
        detail = f"theme{DOT}in use" if app.theme == name else "theme"
        yield Entry(
            kind="theme",
            id=name,
            title=name,
            detail=detail,
            also="theme look",
            run=partial(app.preferences.wardrobe.wear, name),
        )
