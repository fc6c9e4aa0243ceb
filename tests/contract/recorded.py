"""The recorded bodies: what each is, and which calls of the client it answers."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.contract.calls import CALLS, Row
from tests.places import RECORDED

TOKEN = "token"
"""Stands for the accounts service's token endpoint, which is no call of `Spotify`."""

FOLDERS = {
    "album": "catalogue.album",
    "album_tracks": "catalogue.album_tracks",
    "artist": "catalogue.artist",
    "artist_albums": "catalogue.artist_albums",
    "audiobook": "catalogue.audiobook",
    "audiobook_chapters": "catalogue.chapters",
    "chapter": "catalogue.chapter",
    "devices": "player.devices",
    "episode": "catalogue.episode",
    "followed_artists": "users.followed_artists",
    "library_contains": "library.contains",
    "my_playlists": "playlists.mine",
    "player_currently_playing": "player.currently_playing",
    "player_playback": "player.playback_state",
    "playlist_create": "playlists.create",
    "playlist_images": "playlists.images",
    "playlist_items": "playlists.items",
    "playlist_snapshot": "playlists.add",
    "playlists": "playlists.one",
    "queue": "player.queue",
    "recently_played": "player.recently_played",
    "saved_albums": "library.albums",
    "saved_audiobooks": "library.audiobooks",
    "saved_episodes": "library.episodes",
    "saved_shows": "library.shows",
    "saved_tracks": "library.tracks",
    "search": "search",
    "show": "catalogue.show",
    "show_episodes": "catalogue.show_episodes",
    "token": TOKEN,
    "top_artists": "users.top_artists",
    "top_tracks": "users.top_tracks",
    "track": "catalogue.track",
    "user_profile": "users.me",
}
"""The call that a folder is about."""

_STATUSES = {"4xx": (400, 404), "5xx": (500, 503)}
_HEADER = r"(cache-control|etag|retry-after|www-authenticate|content-type)"


_PROSE: dict[str, Callable[[Row], bool]] = {
    "(any)": lambda _: True,
    "(ids)": lambda row: "{" in row.template,
    "player writes": lambda row: row.steers,
    "playlist writes": lambda row: row.method != "GET" and "/playlists" in row.template,
    "GET by id": lambda row: row.name == "playlists.one",
}


@dataclass(frozen=True)
class Recorded:
    """A line of the index."""

    file: str
    endpoint: str
    status: int
    notes: str

    @property
    def folder(self) -> str:
        return self.file.partition("/")[0]

    @property
    def headers(self) -> dict[str, str]:
        """What the line tells of the answer's headers."""
        kind = "application/json" if self.file.endswith(".json") else "text/plain"
        told = re.search(r"recorded with headers: ([^;]*)", self.notes)
        pairs = re.findall(rf"\b{_HEADER}:? (.+?)(?=, {_HEADER}\b|$)", told[1].strip()) if told else []
        pairs += re.findall(r"\b(retry-after)[:= ]+(-?\d[\d.]*)()", self.notes, re.IGNORECASE)
        pairs += re.findall(r"\b(www-authenticate)[:= ]+(Bearer[^;]*)()", self.notes, re.IGNORECASE)
        return {"content-type": kind} | {name.lower(): value for name, value, _ in pairs if value != "none"}

    @property
    def calls(self) -> list[str]:
        """The names of the calls that this body may answer; `TOKEN` for the token endpoint."""
        names = [name for part in re.split(r",| / |;", self.endpoint) for name in _named(part.strip())]
        subject = FOLDERS.get(self.folder)
        if subject and (not names or "{type}" in self.endpoint):
            return [subject]
        return list(dict.fromkeys(names)) or ([] if self.status < 300 else list(CALLS))

    def read(self) -> bytes:
        return (RECORDED / self.file).read_bytes()

    def body(self, row: Row) -> bytes:
        """The answer's body; what is only a part of an answer is put in its place in one of `row`."""
        body = self.read()
        value = json_or_none(body)
        if self.status >= 300 or not isinstance(value, dict):
            return body
        if (part := re.search(r"(\w+) object only", self.notes)) and part[1] not in value:
            return json.dumps({part[1]: value}).encode()
        if part := re.search(r"element of (\w+)|\brow\b", self.notes):
            name = part[1] or "items"
            if isinstance(row.promise, dict) and name in row.promise and not isinstance(value.get(name), list):
                return json.dumps({name: [value]}).encode()
        return body


def json_or_none(body: bytes) -> Any:  # noqa: ANN401 -- any JSON
    try:
        return json.loads(body)
    except ValueError:
        return None


def index(folder: Path = RECORDED) -> list[Recorded]:
    """The lines of the folder's index; one without an exact status stands for 400 and 404. Empty without a folder."""
    if not (folder / "INDEX.tsv").is_file():
        return []
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Recorded(line["file"], line["endpoint"], status, line["notes"] or "")
        for line in lines
        for status in _STATUSES.get(line["http_status"]) or map(int, re.findall(r"\d{3}", line["http_status"]))
    ]


def fulfils(promise: object, value: object) -> bool:
    """True when `value` is at least what `promise` shows: the same kinds, and in objects the same keys."""
    if isinstance(promise, dict):
        return isinstance(value, dict) and all(
            name in value and fulfils(part, value[name]) for name, part in promise.items()
        )
    if isinstance(promise, list):
        # Rows of a list may be null, so objects in one are promised to nobody.
        return isinstance(value, list) and (promise == [{}] or all(fulfils(promise[0], part) for part in value))
    return type(value) is type(promise)


def _named(part: str) -> list[str]:
    """The calls that a part of an index line's endpoint names, in prose or as a request."""
    part = part.replace("https://api.spotify.com/v1", "").partition("?")[0]
    if "/api/token" in part:
        return [TOKEN]
    if request := re.match(r"(?:([A-Z|/]+) )?(/\S+)", part):
        return _requested(set(re.findall("[A-Z]+", request[1] or "")), request[2])
    return [row.name for words, fits in _PROSE.items() if part.startswith(words) for row in CALLS.values() if fits(row)]


def _requested(methods: set[str], path: str) -> list[str]:
    path = re.sub(r"^(/playlists/[^/]+)/tracks$", r"\1/items", path)
    rows = [row for row in CALLS.values() if not methods or row.method in methods]
    if path.endswith("*"):
        return [row.name for row in rows if (row.template + "/").startswith(path.rstrip("*"))]
    for whole in (path, path + "/{id}"):  # what used to be read in batches is read one by one
        for fits in (_same, _alike):
            if found := [row.name for row in rows if fits(row.template, whole)]:
                return found
    return []


def _same(template: str, path: str) -> bool:
    """True for "/albums/{id}" however the id is called."""
    return re.sub(r"\{\w+\}", "{}", template) == re.sub(r"\{\w+\}", "{}", path)


def _alike(template: str, path: str) -> bool:
    """True for "/albums/{id}" with an id in it, and for "/me/top/{type}" for "/me/top/tracks"."""
    ours, theirs = template.split("/"), path.split("/")
    return len(ours) == len(theirs) and all(
        mine == other or "{" in mine or "{" in other for mine, other in zip(ours, theirs, strict=True)
    )
