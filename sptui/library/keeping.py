"""Lists as the store keeps them: what of each thing is worth keeping, as JSON."""

import json
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from sptui.library.listing import Entry
from sptui.library.places import ThingKind, kind_of
from sptui.spotify.models.base import Body
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Chapter, Episode, Show, Track
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing

_MODELS: Final[dict[ThingKind, type[Body]]] = {
    "track": Track,
    "chapter": Chapter,
    "episode": Episode,
    "album": Album,
    "artist": Artist,
    "show": Show,
    "audiobook": Audiobook,
    "playlist": Playlist,
}
_THINGS: Final = {kind: TypeAdapter[Any](model) for kind, model in _MODELS.items()}

# Pictures of rows are not shown, and lists inside of things are kept as lists of their own.
_PART: Final[dict[str, Any]] = {"images": True, "description": True, "tracks": True, "episodes": True, "chapters": True}
_ROW: Final[dict[str, Any]] = {
    "images": True,
    "tracks": True,
    "episodes": True,
    "chapters": True,
    "items": True,
    "album": _PART,
    "show": _PART,
    "audiobook": _PART,
    "artists": {"__all__": {"images": True}},
}


def frozen_thing(thing: Thing | None) -> str:
    """A thing as text, "" for none."""
    return "" if thing is None else json.dumps(_data(thing), separators=(",", ":"))


def thawed_thing(text: str) -> Thing | None:
    """The thing that a text stands for; None for none, and for rubbish."""
    try:
        return _thing(json.loads(text)) if text else None
    except (ValueError, TypeError, KeyError, ValidationError):
        return None


def frozen(entries: tuple[Entry | None, ...]) -> str:
    """Rows as text; none of them may be unknown."""
    rows = [
        None if entry is None or entry.hidden else [_data(entry.thing) if entry.thing else None, entry.at]
        for entry in entries
    ]
    return json.dumps(rows, separators=(",", ":"))


def thawed(text: str, count: int | None = None) -> tuple[Entry, ...] | None:
    """The rows that a text stands for, `count` of them if that is given; None for rubbish."""
    try:
        entries = tuple(_entry(row) for row in json.loads(text))
    except (ValueError, TypeError, KeyError, ValidationError):
        return None
    return entries if count is None or len(entries) == count else None


def _entry(row: Any) -> Entry:  # noqa: ANN401 -- any JSON
    if row is None:
        return Entry(None, hidden=True)
    data, at = row
    return Entry(None if data is None else _thing(data), str(at))


def _data(thing: Thing) -> list[Any]:
    return [kind_of(thing), thing.model_dump(mode="json", exclude_defaults=True, exclude=_ROW)]


def _thing(data: Any) -> Thing:  # noqa: ANN401 -- any JSON
    kind, fields = data
    thing: Thing = _THINGS[kind].validate_python(fields)
    return thing
