"""Answers fit the response schemas of the OpenAPI description, but for what Development Mode is known to change."""

import re
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest
import yaml

from sptui.simulator import Simulator
from tests.places import DESCRIPTION

Ask = Callable[..., tuple[int, Any]]

pytestmark = pytest.mark.skipif(
    not DESCRIPTION.is_file(), reason=f"no OpenAPI description at {DESCRIPTION}: set SPTUI_SHARED"
)

# Required by the description, removed from Development Mode by the February 2026 migration guide.
REMOVED = {
    "AlbumBase": {"available_markets"},
    "ArtistDiscographyAlbumObject": {"album_group"},
    "ShowBase": {"available_markets", "publisher"},
    "AudiobookBase": {"available_markets", "publisher"},
    "AlbumObject": {"label", "popularity"},
}
# Never null in the description, null on the wire.
NULLED = {
    ("EpisodeBase", "resume_point"): "recorded as null",
    ("PlaylistTrackObject", "item"): "withdrawn content",
    ("PlaylistTrackObject", "added_at"): "very old rows",
    ("PlaylistTrackObject", "added_by"): "very old rows",
    ("CurrentlyPlayingContextObject", "item"): "ads, private sessions, episodes not asked for",
    ("CurrentlyPlayingContextObject", "context"): "a bare list of URIs plays",
    ("CurrentlyPlayingContextObject", "progress_ms"): "ads",
    ("CurrentlyPlayingObject", "item"): "as above",
    ("CurrentlyPlayingObject", "context"): "as above",
    ("CurrentlyPlayingObject", "progress_ms"): "as above",
    ("QueueObject", "currently_playing"): "nothing is active",
    ("PlayHistoryObject", "context"): "played from no context",
    ("SimplifiedTrackObject", "preview_url"): "closed to new apps in November 2024",
    ("CursorPagingObject", "cursors"): "the history's end",
    ("CursorPagingObject", "next"): "the last page",
    ("CursorObject", "after"): "the last page",
    ("PagingPlaylistObject", "items[]"): "hidden and withdrawn playlists",
    ("PagingSimplifiedEpisodeObject", "items[]"): "recorded in search",
    **dict.fromkeys(
        [("TrackObject", name) for name in ("id", "href")]
        + [
            ("AlbumBase", name)
            for name in ("album_type", "id", "href", "uri", "release_date", "release_date_precision")
        ]
        + [("SimplifiedArtistObject", name) for name in ("id", "href", "uri")],
        "local files have no ids",
    ),
}
LACKING = {"AlbumBase": {"total_tracks"}}  # a local file's album
OTHER_TYPES = {"ChapterBase": "chapter"}  # documented as "episode", recorded as "chapter"


@cache
def description() -> dict[str, Any]:
    """The description as JSON Schema: `nullable` spelled out, the known differences applied."""
    loaded: dict[str, Any] = yaml.load(DESCRIPTION.read_text(), Loader=yaml.CSafeLoader)
    schemas = loaded["components"]["schemas"]
    for table in (REMOVED, LACKING):
        for name, fields in table.items():
            for part in parts(schemas[name]):
                part["required"] = [field for field in part.get("required", []) if field not in fields]
    for name, field in NULLED:
        or_null(schemas[name], field)
    for name, kind in OTHER_TYPES.items():
        schemas[name]["properties"]["type"]["enum"].append(kind)
    spelled: dict[str, Any] = spell_out_nulls(loaded)
    return spelled


def parts(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [schema, *(part for part in schema.get("allOf", []) if "$ref" not in part)]


def or_null(schema: dict[str, Any], field: str) -> None:
    """Let a field, or each element of it (`field[]`), be null."""
    for part in parts(schema):
        if field.removesuffix("[]") in part.get("properties", {}):
            holder = part["properties"][field.removesuffix("[]")] if field.endswith("[]") else part["properties"]
            key = "items" if field.endswith("[]") else field
            holder[key] = {"anyOf": [holder[key], {"type": "null"}]}


def spell_out_nulls(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        return [spell_out_nulls(element) for element in value]
    if not isinstance(value, dict):
        return value
    spelled = {key: spell_out_nulls(element) for key, element in value.items() if key != "nullable"}
    return {"anyOf": [spelled, {"type": "null"}]} if value.get("nullable") is True else spelled


def schema_of(method: str, path: str, status: int) -> dict[str, Any]:
    """The schema of the documented answer to a request."""
    for pattern, operations in description()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern).lstrip("/"), path) and method.lower() in operations:
            response = operations[method.lower()]["responses"][str(status)]
            if "$ref" in response:
                response = description()["components"]["responses"][response["$ref"].rpartition("/")[2]]
            schema: dict[str, Any] = response["content"]["application/json"]["schema"]
            return schema
    raise LookupError(path)


def check(method: str, path: str, status: int, body: object) -> None:
    schema = {**schema_of(method, path.partition("?")[0], status), "components": description()["components"]}
    jsonschema.Draft202012Validator(schema).validate(body)


def subjects(simulator: Simulator) -> dict[str, str]:
    """Something to ask for in place of each word in braces."""
    catalogue = simulator.world.catalogue
    odd = next(album for album in catalogue.albums if album.name.startswith("Odds"))
    return {
        "album": catalogue.albums[0].id,
        "odd_album": odd.id,
        "artist": catalogue.artists[0].id,
        "track": catalogue.tracks[0].id,
        "withdrawn": next(track.id for track in catalogue.tracks if not track.playable),
        "show": catalogue.shows[0].id,
        "episode": catalogue.episodes[3].id,
        "audiobook": catalogue.audiobooks[0].id,
        "chapter": catalogue.chapters[0].id,
        "playlist": simulator.world.playlists.named("Sunday Kitchen ☕").id,
        "foreign": simulator.world.playlists.named("Rainy Window").id,
    }


READS = """me me/player me/player/currently-playing me/player/devices me/player/queue me/player/recently-played
    me/playlists?limit=50 me/tracks?limit=50 me/albums me/shows me/episodes me/audiobooks me/top/artists me/top/tracks
    me/following?type=artist me/library/contains?uris=spotify:track:{track} albums/{album} albums/{odd_album}
    albums/{album}/tracks artists/{artist} artists/{artist}/albums tracks/{track} tracks/{withdrawn} shows/{show}
    shows/{show}/episodes episodes/{episode} audiobooks/{audiobook} audiobooks/{audiobook}/chapters chapters/{chapter}
    playlists/{playlist}?additional_types=track,episode playlists/{foreign}
    playlists/{playlist}/items?limit=50&additional_types=track,episode
    playlists/{playlist}/images search?q=a&type=album,artist,playlist,track,show,episode,audiobook&limit=10""".split()  # noqa: SIM905 - shorter so


@pytest.mark.parametrize("path", READS)
def test_a_read_fits_its_schema(ask: Ask, simulator: Simulator, path: str) -> None:
    path = path.format(**subjects(simulator))
    status, body = ask("GET", path)
    assert status == 200
    check("GET", path, status, body)


@pytest.mark.parametrize(
    "situation", ["ad", "uris", "show", "audiobook", "local file", "private", "restricted", "idle"]
)
def test_every_state_of_the_player_fits_its_schema(
    ask: Ask, clock: SimpleNamespace, simulator: Simulator, situation: str
) -> None:
    world, player = simulator.world, simulator.world.player
    match situation:
        case "ad":
            player.play_ad(30)
        case "uris":
            ask("PUT", "me/player/play", {"uris": [world.catalogue.tracks[0].uri]})
        case "show" | "audiobook":
            uri = world.catalogue.shows[0].uri if situation == "show" else world.catalogue.audiobooks[0].uri
            ask("PUT", "me/player/play", {"context_uri": uri})
        case "local file":
            rows = world.playlists.named("Sunday Kitchen ☕")
            place = next(
                place for place, item in enumerate(rows.items) if item and item.uri.startswith("spotify:local")
            )
            ask("PUT", "me/player/play", {"context_uri": rows.uri, "offset": {"position": place}})
        case "private":
            player.set_private_session(on=True, hides_item=True)
        case "restricted":
            player.transfer(world.device("Garden").key)
        case "idle":
            player.go_idle()
    clock.now += 0.9
    paths = ["me/player/queue", "me/player/devices"]
    paths += [] if situation == "idle" else ["me/player", "me/player/currently-playing"]
    for path in paths:
        status, body = ask("GET", f"{path}?additional_types=track,episode")
        assert status == 200
        check("GET", path, status, body)


def test_the_writes_that_answer_json_fit_their_schemas(ask: Ask, simulator: Simulator) -> None:
    playlist = simulator.world.playlists.named("Late Train Home").id
    track = {"uri": simulator.world.catalogue.tracks[0].uri}
    writes: list[tuple[str, str, object]] = [
        ("POST", f"playlists/{playlist}/items", {"uris": [track["uri"]]}),
        ("PUT", f"playlists/{playlist}/items", {"range_start": 0, "insert_before": 2}),
        ("DELETE", f"playlists/{playlist}/items", {"items": [track]}),
        ("POST", "me/playlists", {"name": "New"}),
    ]
    for method, path, sent in writes:
        status, body = ask(method, path, sent)
        check(method, path, status, body)


def test_a_wrong_answer_would_be_noticed(ask: Ask, simulator: Simulator) -> None:
    path = f"albums/{simulator.world.catalogue.albums[0].id}"
    body = ask("GET", path)[1]
    check("GET", path, 200, body)
    for broken in ({**body, "name": 1}, {key: value for key, value in body.items() if key != "uri"}):
        with pytest.raises(jsonschema.ValidationError):
            check("GET", path, 200, broken)
