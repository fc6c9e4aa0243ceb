"""The proof that the tests of recorded bodies can fail: whatever a model loses, `losses` complains about."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Chapter, Episode, Show, Track
from sptui.spotify.models.library import Saved, User
from sptui.spotify.models.paging import CursorPage, Page
from sptui.spotify.models.playback import Device, PlaybackState, PlayHistory, Queue
from sptui.spotify.models.playlists import Playlist, PlaylistPage
from sptui.spotify.models.search import SearchResults
from tests.contract.calls import CALLS
from tests.contract.recorded import FOLDERS, TOKEN, Recorded, fulfils
from tests.contract.walk import NEEDED, losses

PICTURE = {"url": "https://i.scdn.co/image/1", "width": 640, "height": 640}
NAMED = {"id": "1", "uri": "spotify:x:1", "name": "\x1b[31mName"}
POINT = {"fully_played": True, "resume_position_ms": 5}
PLAYABLE = {**NAMED, "duration_ms": 200_000, "explicit": True, "is_playable": False, "restrictions": {"reason": "x"}}
ARTIST = {**NAMED, "images": [PICTURE]}
PAGE = {"limit": 50, "offset": 50, "next": "https://api.spotify.com/v1/next", "total": 99}
TALK = {"description": "about", "images": [PICTURE], "release_date": "2026-01", "resume_point": POINT}
ALBUM = {
    **NAMED, "album_type": "single", "artists": [ARTIST], "images": [PICTURE, None], "release_date": "2026",
    "total_tracks": 1, "tracks": {**PAGE, "items": [{**PLAYABLE, "type": "track"}]},
}  # fmt: skip
TRACK = {
    **PLAYABLE, "type": "track", "album": ALBUM, "artists": [ARTIST, None, ARTIST], "disc_number": 2,
    "track_number": 3, "is_local": True,
}  # fmt: skip
EPISODE = {**PLAYABLE, **TALK, "type": "episode", "show": {**NAMED, "publisher": "P"}}
SHOW = {
    **NAMED, "publisher": "P", "description": "about", "images": [PICTURE], "total_episodes": 1,
    "episodes": {**PAGE, "items": [EPISODE]},
}  # fmt: skip
CHAPTER = {**PLAYABLE, **TALK, "chapter_number": 4, "audiobook": NAMED}
BOOK = {
    **NAMED, "authors": [{"name": "A"}], "narrators": [{"name": "N"}], "description": "about", "publisher": "P",
    "images": [PICTURE], "total_chapters": 9, "chapters": {**PAGE, "items": [CHAPTER]},
}  # fmt: skip
CONTEXT = {"type": "album", "uri": "spotify:album:1"}
DEVICE = {
    "id": "d1", "name": "Küche", "type": "Speaker", "is_active": True, "is_private_session": True,
    "is_restricted": True, "volume_percent": 60, "supports_volume": False,
}  # fmt: skip
STATE = {
    "device": DEVICE, "is_playing": True, "item": TRACK, "currently_playing_type": "track", "progress_ms": 1,
    "timestamp": 2, "context": CONTEXT, "shuffle_state": True, "smart_shuffle": True, "repeat_state": "context",
    "actions": {"disallows": {"seeking": True, "pausing": False}},
}  # fmt: skip
ROWS = [{"added_at": "2026", "is_local": True, "track": TRACK}, None, {"added_at": "2026", "item": EPISODE}]
PLAYLIST = {
    **NAMED, "description": "a &amp; b", "collaborative": True, "public": True, "images": [PICTURE],
    "owner": {"id": "o", "display_name": "Owner"}, "snapshot_id": "s", "tracks": {**PAGE, "items": ROWS},
}  # fmt: skip
CURSORS = {"items": [ARTIST], "limit": 2, "next": "n", "cursors": {"after": "a", "before": "b"}, "total": 2}
SEARCH = {
    kind: {**PAGE, "items": [None, row]}
    for kind, row in {
        "tracks": TRACK, "albums": ALBUM, "artists": ARTIST, "playlists": PLAYLIST, "shows": SHOW,
        "episodes": EPISODE, "audiobooks": BOOK,
    }.items()
}  # fmt: skip

BODIES: tuple[tuple[type[BaseModel], dict[str, Any]], ...] = (
    (Artist, ARTIST),
    (Album, ALBUM),
    (Track, TRACK),
    (Show, SHOW),
    (Episode, EPISODE),
    (Audiobook, BOOK),
    (Chapter, CHAPTER),
    (Page[Track], {**PAGE, "items": [TRACK, None, TRACK]}),
    (CursorPage[Artist], CURSORS),
    (Saved[Album], {"added_at": "2026", "album": ALBUM}),
    (Saved[Audiobook], BOOK),
    (User, {"id": "u", "display_name": "U", "uri": "spotify:user:u", "images": [PICTURE]}),
    (Device, DEVICE),
    (PlaybackState, STATE),
    (PlaybackState, {**STATE, "item": EPISODE}),
    (Queue, {"currently_playing": EPISODE, "queue": [TRACK, None, EPISODE]}),
    (PlayHistory, {"track": TRACK, "played_at": "2026", "context": CONTEXT}),
    (PlaylistPage, {**PAGE, "items": ROWS}),
    (Playlist, PLAYLIST),
    (SearchResults, SEARCH),
)
each_body = pytest.mark.parametrize(
    ("model", "raw"), BODIES, ids=[f"{number}-{model.__name__}" for number, (model, _) in enumerate(BODIES)]
)


def damaged(model: BaseModel) -> Iterator[tuple[str, BaseModel]]:
    """Copies of `model`, each with one value lost or changed, however deep it lies."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        default = field.get_default(call_default_factory=True)
        for other in damaged_values(value):
            yield name, model.model_copy(update={name: other})
        if not field.is_required() and value != default:
            yield name, model.model_copy(update={name: default})


def damaged_values(value: object) -> Iterator[object]:
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
        case str():
            yield value + "x"
        case BaseModel():
            yield from (copy for _, copy in damaged(value))
        case tuple() if value:
            yield value[:-1]
            yield (*value, value[0])
            for number, row in enumerate(value):
                yield from ((*value[:number], copy, *value[number + 1 :]) for _, copy in damaged(row))
        case frozenset():
            yield value | {"x"}
        case _:
            return


@each_body
def test_a_whole_body_is_kept(model: type[BaseModel], raw: dict[str, Any]) -> None:
    assert list(losses(raw, model.model_validate(raw))) == []


@each_body
def test_every_single_damage_is_noticed(model: type[BaseModel], raw: dict[str, Any]) -> None:
    copies = list(damaged(model.model_validate(raw)))

    assert copies
    assert [name for name, copy in copies if not list(losses(raw, copy))] == []


@each_body
def test_what_was_read_can_be_written_and_read_again(model: type[BaseModel], raw: dict[str, Any]) -> None:
    value = model.model_validate(raw)

    assert model.model_validate_json(value.model_dump_json()) == value
    assert model.model_validate({name: getattr(value, name) for name in model.model_fields}) == value


def test_a_field_that_a_model_no_longer_has_is_noticed() -> None:
    class Device(BaseModel):
        id: str = "d1"

    assert "$.name: the model has no such field" in list(losses(DEVICE, Device()))


def test_every_field_of_every_model_is_walked() -> None:
    seen: dict[str, set[str]] = {}

    def visit(value: object) -> None:
        if isinstance(value, BaseModel):
            seen[type(value).__name__.partition("[")[0]] = set(type(value).model_fields)
        for part in value if isinstance(value, tuple) else dict(value).values() if isinstance(value, BaseModel) else ():
            visit(part)

    for model, raw in BODIES:
        visit(model.model_validate(raw))
    assert seen == {kind: {need.split(":")[0] for need in needs.split()} for kind, needs in NEEDED.items()}


def test_every_folder_has_its_call() -> None:
    assert set(FOLDERS.values()) - set(CALLS) == {TOKEN}


@pytest.mark.parametrize(
    ("endpoint", "status", "calls"),
    [
        ("GET /albums/{id}", 200, ["catalogue.album"]),
        ("GET /albums/5bU1XKYxHhEwukllT20xtk", 401, ["catalogue.album"]),
        ("GET https://api.spotify.com/v1/albums/5bU1XKYxHhEwukllT20xtk?market=ES", 200, ["catalogue.album"]),
        ("GET /me/following?type=artist", 200, ["users.followed_artists"]),
        ("GET /playlists/{id}/tracks", 200, ["playlists.items"]),
        ("POST|PUT|DELETE /playlists/{id}/items", 200,
         ["playlists.add", "playlists.remove", "playlists.reorder", "playlists.replace"]),
        ("PUT /me/player, POST /me/player/queue", 200, ["player.transfer", "player.add_to_queue"]),
        ("player writes with device_id", 404, [name for name, row in CALLS.items() if row.steers]),
        ("/me/library*", 400, ["library.save", "library.remove", "library.contains"]),
        ("GET /me/player/*", 401,
         ["player.playback_state", "player.currently_playing", "player.devices", "player.queue",
          "player.recently_played"]),
        ("GET /episodes", 400, ["catalogue.episode"]),
        ("GET /playlists/{id}/tracks, batch reads", 403, ["playlists.items"]),
        ("(any)", 404, list(CALLS)),
        ("PUT/DELETE /me/library (41 URIs)", 400, ["library.save", "library.remove"]),
        ("something new", 404, list(CALLS)),
        ("something new", 200, []),
        ("POST https://accounts.spotify.com/api/token", 400, [TOKEN]),
    ],
)  # fmt: skip
def test_an_index_line_names_its_calls(endpoint: str, status: int, calls: list[str]) -> None:
    assert sorted(Recorded("errors/x.json", endpoint, status, "").calls) == sorted(calls)


def test_a_line_that_names_no_call_is_about_its_folder() -> None:
    assert Recorded("saved_albums/x.json", "saved albums, somehow", 200, "").calls == ["library.albums"]
    assert Recorded("top_tracks/x.json", "GET /me/top/{type}", 200, "").calls == ["users.top_tracks"]


def test_headers_are_those_that_the_notes_quote() -> None:
    notes = 'kind: x; recorded with headers: cache-control private, max-age=0, etag "MC-1"; see retry-after: 30'

    assert Recorded("errors/x.txt", "(any)", 429, notes).headers == {
        "content-type": "text/plain",
        "cache-control": "private, max-age=0",
        "etag": '"MC-1"',
        "retry-after": "30",
    }
    assert Recorded("x.json", "(any)", 429, "Retry-After may be many hours; see www-authenticate").headers == {
        "content-type": "application/json"
    }


def test_a_promise_is_kept_by_its_kind_and_keys() -> None:
    assert fulfils({"items": [{}]}, {"items": [None], "more": 1})
    assert not fulfils({"items": [{}]}, {"items": {}})
    assert not fulfils({"items": [{}]}, {})
    assert not fulfils({}, [{}])
    assert not fulfils([True], [True, None])


@pytest.mark.parametrize(
    ("call", "notes", "raw", "body"),
    [
        ("catalogue.episode", "resume_point object only, negative position", POINT, {"resume_point": POINT}),
        ("catalogue.episode", "", POINT, POINT),
        ("playlists.mine", "one element of items[]; public null", PLAYLIST, {"items": [PLAYLIST]}),
        ("playlists.items", "episode row", {"items": ROWS}, {"items": ROWS}),
        ("playlists.items", "episode row", ROWS[0], {"items": ROWS[:1]}),
        ("catalogue.track", "local file object from a playlist row", TRACK, TRACK),
        ("player.devices", "one element of devices[]", DEVICE, {"devices": [DEVICE]}),
    ],
)
def test_a_part_of_an_answer_is_put_in_its_place(
    call: str, notes: str, raw: object, body: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recorded, "read", lambda _: json.dumps(raw).encode())

    assert json.loads(Recorded("x.json", "", 200, notes).body(CALLS[call])) == body
