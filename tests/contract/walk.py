"""What a body says beside what its model kept: every difference that a listener would notice."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from pydantic import BaseModel

from sptui.spotify.models.text import clean

_NAMED = "id:word uri:word name:text"
_PLAYABLE = f"{_NAMED} duration_ms:count explicit:flag is_playable:flag restrictions:object"
_PAGE = "items:rows limit:count next:word total:count"

NEEDED = {
    "Image": "url:word width:number height:number",
    "Restrictions": "reason:text",
    "ResumePoint": "fully_played:flag resume_position_ms:count",
    "Artist": f"{_NAMED} images:rows",
    "Album": f"{_NAMED} album_type:text artists:rows images:rows release_date:text total_tracks:count tracks:page",
    "Track": f"{_PLAYABLE} type:word album:object artists:rows disc_number:count track_number:count is_local:flag",
    "Show": f"{_NAMED} publisher:text description:text images:rows total_episodes:count episodes:page",
    "Episode": f"{_PLAYABLE} type:word description:text images:rows release_date:text resume_point:object show:object",
    "Author": "name:text",
    "Audiobook": f"{_NAMED} authors:rows narrators:rows description:text publisher:text images:rows"
    " total_chapters:count chapters:page",
    "Chapter": f"{_PLAYABLE} chapter_number:count description:text images:rows release_date:text"
    " resume_point:object audiobook:object",
    "Saved": "added_at:word item:object",
    "User": "id:word display_name:text uri:word images:rows",
    "Page": f"{_PAGE} offset:count",
    "Cursors": "after:word before:word",
    "CursorPage": f"{_PAGE} cursors:object",
    "PlaylistOwner": "id:word display_name:text",
    "PlaylistItem": "item:object added_at:word is_local:flag",
    "PlaylistPage": f"{_PAGE.replace('rows', 'places')} offset:count",
    "Playlist": f"{_NAMED} description:html collaborative:flag public:flag owner:object images:rows snapshot_id:word"
    " total:count items:page",
    "Device": "id:word name:text type:text is_active:flag is_private_session:flag is_restricted:flag"
    " volume_percent:count supports_volume:flag",
    "Context": "type:word uri:word",
    "Actions": "disallows:names",
    "PlaybackState": "device:object is_playing:flag item:object currently_playing_type:word progress_ms:count"
    " timestamp:count context:object shuffle_state:flag smart_shuffle:flag repeat_state:mode actions:object",
    "Queue": "queue:places currently_playing:object",
    "PlayHistory": "track:object played_at:word context:object",
    "SearchResults": "tracks:page albums:page artists:page playlists:page shows:page episodes:page audiobooks:page",
}
"""What the screen needs of each object of the service, and of which kind it is."""


def losses(raw: Any, kept: object, where: str = "$") -> Iterator[str]:  # noqa: ANN401 -- any JSON
    """One line for each value of the object `raw` that the model `kept` lost, changed or made up."""
    kind = type(kept).__name__.partition("[")[0]
    told = as_told(kind, raw)
    if kind in {"Track", "Episode"} and told.get("type") in {"track", "episode"} - {kind.lower()}:
        yield f"{where}: {told['type']!r} became a {kind}"
    for name, wanted in (need.split(":") for need in NEEDED[kind].split()):
        here = f"{where}.{name}"
        if not hasattr(kept, name):
            yield f"{here}: the model has no such field"
        else:
            yield from _lost(told.get(name), getattr(kept, name), wanted, default(kept, name), here)


def default(model: object, name: str) -> object:
    """What stands in a field of `model` when the service said nothing that can be used."""
    assert isinstance(model, BaseModel)
    return type(model).model_fields[name].get_default(call_default_factory=True)


def as_told(kind: str, raw: dict[str, Any]) -> dict[str, Any]:
    """`raw` in the names of today's reference."""
    match kind:
        case "Saved":
            rows = [raw[name] for name in ("item", "track", "album", "show", "episode", "audiobook") if name in raw]
            return {**raw, "item": rows[0] if rows else raw if "id" in raw else None}
        case "PlaylistItem":
            return {**raw, "item": raw.get("item") or raw.get("track")}
        case "Playlist":
            contents = raw.get("items") or raw.get("tracks") or {}
            return {**raw, "items": contents, "total": contents.get("total")}
        case _:
            return raw


def _lost(told: Any, kept: object, wanted: str, absent: object, where: str) -> Iterator[str]:  # noqa: ANN401
    if wanted in {"rows", "places"}:
        yield from _lost_rows(told, kept, absent, where, placed=wanted == "places")
    elif wanted in {"object", "page"}:
        if isinstance(told, dict) and (wanted == "object" or isinstance(told.get("items"), list)):
            if isinstance(kept, BaseModel):
                yield from losses(told, kept, where)
            else:
                yield f"{where}: lost"
        elif kept != absent:
            yield f"{where}: {told!r} became {kept!r}"
    else:
        expected = expected_value(told, wanted, absent)
        if kept != expected or type(kept) is not type(expected):
            yield f"{where}: {told!r} became {kept!r}"


def _lost_rows(told: Any, kept: object, absent: object, where: str, *, placed: bool) -> Iterator[str]:  # noqa: ANN401
    if not isinstance(told, list):
        if kept != absent:
            yield f"{where}: {told!r} became {kept!r}"
        return
    rows = [row if isinstance(row, dict) else {} for row in told if placed or isinstance(row, dict)]
    if not isinstance(kept, tuple) or len(kept) != len(rows):
        yield f"{where}: {len(rows)} rows became {kept!r:.80}"
        return
    for number, (row, model) in enumerate(zip(rows, kept, strict=True)):
        yield from losses(row, model, f"{where}[{number}]")


def expected_value(told: Any, wanted: str, absent: object) -> object:  # noqa: ANN401 -- any JSON
    """What has to be kept of the plain value `told`: `absent` unless it is of the kind that is `wanted`."""
    number = as_number(told)
    match wanted, told:
        case (("text" | "html"), str()):
            return clean(unescape(told) if wanted == "html" else told)
        case ("word", str()) | ("flag", bool()) | ("mode", "off" | "context" | "track"):
            return told
        case (("number" | "count"), _) if number is not None and (wanted == "number" or number >= 0):
            return number
        case "names", dict():
            return frozenset(name for name, on in told.items() if on is True)
        case _:
            return absent


def as_number(told: object) -> int | None:
    """The whole number that `told` is; some recordings write it as a string."""
    if isinstance(told, str):
        return int(told) if told.isascii() and told.removeprefix("-").isdigit() else None
    return int(told) if isinstance(told, int | float) and not isinstance(told, bool) and told == int(told) else None
