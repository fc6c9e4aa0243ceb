"""Every call of the client, what it has to send, and what the reference promises in return."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sptui.spotify.client import Spotify

ID = "4aawyAB9vmqN3uQ7FjRGTy"
TRACK = "spotify:track:6rqhFgbbKwnb9MLmUQDhG6"
ALBUM = f"spotify:album:{ID}"
JPEG = b"\xff\xd8\xff\xe0 a picture"
BOTH = "track,episode"

OBJECT: dict[str, Any] = {}
PAGE = {"items": [OBJECT]}
FLAGS = [True]
PICTURES = [OBJECT]
SNAPSHOT = {"snapshot_id": "MTAs"}


@dataclass(frozen=True)
class Row:
    """One call: `request` is what OpenAPI calls it, `promise` the least that its answer holds, None for nothing."""

    name: str
    call: Callable[[Spotify], Awaitable[object]]
    request: str
    query: Mapping[str, str] = field(default_factory=dict)
    scope: str | None = None
    promise: object = None
    body: object = None
    content: bytes | None = None

    @property
    def method(self) -> str:
        return self.request.split(" ")[0]

    @property
    def template(self) -> str:
        return self.request.split(" ")[1]

    @property
    def path(self) -> str:
        return self.template.replace("{id}", ID).replace("{playlist_id}", ID)

    @property
    def steers(self) -> bool:
        """True for a write to a player."""
        return self.method != "GET" and self.path.startswith("/me/player")

    @property
    def names_device(self) -> bool:
        """True for a write that says which device it means; a transfer does so in its body."""
        return "device_id" in self.query or (self.steers and self.path == "/me/player")


def _page(limit: int = 50) -> dict[str, str]:
    return {"limit": str(limit), "offset": "0"}


_STATE, _STEER = "user-read-playback-state", "user-modify-playback-state"
_DEVICE = {"device_id": "d1"}
_PLAY = "PUT /me/player/play"

PLAYER = (
    Row("player.playback_state", lambda s: s.player.playback_state(), "GET /me/player",
        {"additional_types": BOTH}, _STATE, OBJECT),
    Row("player.currently_playing", lambda s: s.player.currently_playing(), "GET /me/player/currently-playing",
        {"additional_types": BOTH}, "user-read-currently-playing", OBJECT),
    Row("player.devices", lambda s: s.player.devices(), "GET /me/player/devices", {}, _STATE, {"devices": [OBJECT]}),
    Row("player.queue", lambda s: s.player.queue(), "GET /me/player/queue", {}, _STATE, {"queue": [OBJECT]}),
    Row("player.recently_played", lambda s: s.player.recently_played(), "GET /me/player/recently-played",
        {"limit": "50"}, "user-read-recently-played", PAGE),
    Row("player.recently_played", lambda s: s.player.recently_played(limit=3, before=1_700_000_000_000),
        "GET /me/player/recently-played", {"limit": "3", "before": "1700000000000"},
        "user-read-recently-played", PAGE),
    Row("player.transfer", lambda s: s.player.transfer("d1"), "PUT /me/player", {}, _STEER,
        body={"device_ids": ["d1"]}),
    Row("player.transfer", lambda s: s.player.transfer("d1", play=True), "PUT /me/player", {}, _STEER,
        body={"device_ids": ["d1"], "play": True}),
    Row("player.resume", lambda s: s.player.resume(), _PLAY, {}, _STEER),
    Row("player.resume", lambda s: s.player.resume(device_id="d1"), _PLAY, _DEVICE, _STEER),
    Row("player.play", lambda s: s.player.play(context_uri=ALBUM, offset=5, position_ms=0), _PLAY, {}, _STEER,
        body={"context_uri": ALBUM, "offset": {"position": 5}, "position_ms": 0}),
    Row("player.play", lambda s: s.player.play(context_uri=ALBUM, offset=TRACK, device_id="d1"), _PLAY, _DEVICE,
        _STEER, body={"context_uri": ALBUM, "offset": {"uri": TRACK}}),
    Row("player.play", lambda s: s.player.play(uris=[TRACK]), _PLAY, {}, _STEER, body={"uris": [TRACK]}),
    Row("player.pause", lambda s: s.player.pause(device_id="d1"), "PUT /me/player/pause", _DEVICE, _STEER),
    Row("player.next", lambda s: s.player.next(), "POST /me/player/next", {}, _STEER),
    Row("player.next", lambda s: s.player.next(device_id="d1"), "POST /me/player/next", _DEVICE, _STEER),
    Row("player.previous", lambda s: s.player.previous(), "POST /me/player/previous", {}, _STEER),
    Row("player.seek", lambda s: s.player.seek(25_000), "PUT /me/player/seek", {"position_ms": "25000"}, _STEER),
    Row("player.repeat", lambda s: s.player.repeat("context", device_id="d1"), "PUT /me/player/repeat",
        {"state": "context", **_DEVICE}, _STEER),
    Row("player.volume", lambda s: s.player.volume(0), "PUT /me/player/volume", {"volume_percent": "0"}, _STEER),
    Row("player.shuffle", lambda s: s.player.shuffle(state=True), "PUT /me/player/shuffle", {"state": "true"},
        _STEER),
    Row("player.shuffle", lambda s: s.player.shuffle(state=False), "PUT /me/player/shuffle", {"state": "false"},
        _STEER),
    Row("player.add_to_queue", lambda s: s.player.add_to_queue(TRACK, device_id="d1"), "POST /me/player/queue",
        {"uri": TRACK, **_DEVICE}, _STEER),
)  # fmt: skip

_KEPT, _KEEP = "user-library-read", "user-library-modify"
_TWO = {"uris": f"{TRACK},{ALBUM}"}

LIBRARY = (
    Row("library.save", lambda s: s.library.save([TRACK, ALBUM]), "PUT /me/library", _TWO, _KEEP),
    Row("library.remove", lambda s: s.library.remove([TRACK, ALBUM]), "DELETE /me/library", _TWO, _KEEP),
    Row("library.contains", lambda s: s.library.contains([TRACK, ALBUM]), "GET /me/library/contains", _TWO, _KEPT,
        FLAGS),
    Row("library.tracks", lambda s: s.library.tracks(), "GET /me/tracks", _page(), _KEPT, PAGE),
    Row("library.tracks", lambda s: s.library.tracks(limit=1, offset=49), "GET /me/tracks",
        {"limit": "1", "offset": "49"}, _KEPT, PAGE),
    Row("library.albums", lambda s: s.library.albums(), "GET /me/albums", _page(), _KEPT, PAGE),
    Row("library.shows", lambda s: s.library.shows(), "GET /me/shows", _page(), _KEPT, PAGE),
    Row("library.episodes", lambda s: s.library.episodes(), "GET /me/episodes", _page(), _KEPT, PAGE),
    Row("library.audiobooks", lambda s: s.library.audiobooks(), "GET /me/audiobooks", _page(), _KEPT, PAGE),
)  # fmt: skip

_LISTS, _EDIT = "playlist-read-private", "playlist-modify-private"
_ONE, _ROWS, _COVER = "/playlists/{playlist_id}", "/playlists/{playlist_id}/items", "/playlists/{playlist_id}/images"

PLAYLISTS = (
    Row("playlists.mine", lambda s: s.playlists.mine(), "GET /me/playlists", _page(), _LISTS, PAGE),
    Row("playlists.one", lambda s: s.playlists.one(ID), f"GET {_ONE}", {"additional_types": BOTH}, _LISTS, OBJECT),
    Row("playlists.snapshot", lambda s: s.playlists.snapshot(ID), f"GET {_ONE}", {"fields": "snapshot_id"},
        promise=SNAPSHOT),
    Row("playlists.name", lambda s: s.playlists.name(ID), f"GET {_ONE}", {"fields": "name"}, promise={"name": "Été"}),
    Row("playlists.items", lambda s: s.playlists.items(ID, offset=50), f"GET {_ROWS}",
        {"limit": "50", "offset": "50", "additional_types": BOTH}, _LISTS, PAGE),
    Row("playlists.create", lambda s: s.playlists.create("Été"), "POST /me/playlists", {}, _EDIT, OBJECT,
        {"name": "Été", "public": False, "collaborative": False, "description": ""}),
    Row("playlists.change_details", lambda s: s.playlists.change_details(ID, public=False), f"PUT {_ONE}", {}, _EDIT,
        body={"public": False}),
    Row("playlists.add", lambda s: s.playlists.add(ID, [TRACK]), f"POST {_ROWS}", {}, _EDIT, SNAPSHOT,
        {"uris": [TRACK]}),
    Row("playlists.add", lambda s: s.playlists.add(ID, [TRACK], position=0), f"POST {_ROWS}", {}, _EDIT, SNAPSHOT,
        {"uris": [TRACK], "position": 0}),
    Row("playlists.remove", lambda s: s.playlists.remove(ID, [TRACK], snapshot_id="MTAs"), f"DELETE {_ROWS}", {},
        _EDIT, SNAPSHOT, {"items": [{"uri": TRACK}], "snapshot_id": "MTAs"}),
    Row("playlists.reorder", lambda s: s.playlists.reorder(ID, range_start=3, insert_before=0), f"PUT {_ROWS}", {},
        _EDIT, SNAPSHOT, {"range_start": 3, "insert_before": 0, "range_length": 1}),
    Row("playlists.replace", lambda s: s.playlists.replace(ID, []), f"PUT {_ROWS}", {}, _EDIT, SNAPSHOT,
        {"uris": []}),
    Row("playlists.images", lambda s: s.playlists.images(ID), f"GET {_COVER}", promise=PICTURES),
    Row("playlists.upload_image", lambda s: s.playlists.upload_image(ID, JPEG), f"PUT {_COVER}", {},
        "ugc-image-upload", content=b"/9j/4CBhIHBpY3R1cmU="),
)  # fmt: skip

_HEARD = "user-read-playback-position"

CATALOGUE = (
    Row("catalogue.track", lambda s: s.catalogue.track(ID), "GET /tracks/{id}", promise=OBJECT),
    Row("catalogue.album", lambda s: s.catalogue.album(ID), "GET /albums/{id}", promise=OBJECT),
    Row("catalogue.album_tracks", lambda s: s.catalogue.album_tracks(ID), "GET /albums/{id}/tracks", _page(),
        promise=PAGE),
    Row("catalogue.artist", lambda s: s.catalogue.artist(ID), "GET /artists/{id}", promise=OBJECT),
    Row("catalogue.artist_albums", lambda s: s.catalogue.artist_albums(ID), "GET /artists/{id}/albums", _page(10),
        promise=PAGE),
    Row("catalogue.artist_albums", lambda s: s.catalogue.artist_albums(ID, ("album", "single")),
        "GET /artists/{id}/albums", {"include_groups": "album,single", **_page(10)}, promise=PAGE),
    Row("catalogue.show", lambda s: s.catalogue.show(ID), "GET /shows/{id}", {}, _HEARD, OBJECT),
    Row("catalogue.show_episodes", lambda s: s.catalogue.show_episodes(ID), "GET /shows/{id}/episodes", _page(),
        _HEARD, PAGE),
    Row("catalogue.episode", lambda s: s.catalogue.episode(ID), "GET /episodes/{id}", {}, _HEARD, OBJECT),
    Row("catalogue.audiobook", lambda s: s.catalogue.audiobook(ID), "GET /audiobooks/{id}", promise=OBJECT),
    Row("catalogue.chapters", lambda s: s.catalogue.chapters(ID), "GET /audiobooks/{id}/chapters", _page(),
        promise=PAGE),
    Row("catalogue.chapter", lambda s: s.catalogue.chapter(ID), "GET /chapters/{id}", promise=OBJECT),
)  # fmt: skip

_KINDS = "track,artist,album,playlist,show,episode,audiobook"

OTHERS = (
    Row("search", lambda s: s.search("artist:Björk"), "GET /search",
        {"q": "artist:Björk", "type": _KINDS, **_page(10)}, promise=OBJECT),
    Row("search", lambda s: s.search("a&b", ("album",), limit=1, offset=999), "GET /search",
        {"q": "a&b", "type": "album", "limit": "1", "offset": "999"}, promise=OBJECT),
    Row("users.me", lambda s: s.users.me(), "GET /me", promise={"id": "smedjan"}),
    Row("users.top_artists", lambda s: s.users.top_artists("long_term"), "GET /me/top/artists",
        {"time_range": "long_term", **_page()}, "user-top-read", PAGE),
    Row("users.top_tracks", lambda s: s.users.top_tracks(), "GET /me/top/tracks",
        {"time_range": "medium_term", **_page()}, "user-top-read", PAGE),
    Row("users.followed_artists", lambda s: s.users.followed_artists(after=ID), "GET /me/following",
        {"type": "artist", "limit": "50", "after": ID}, "user-follow-read", {"artists": PAGE}),
)  # fmt: skip

ROWS: tuple[Row, ...] = PLAYER + LIBRARY + PLAYLISTS + CATALOGUE + OTHERS
"""All of them; a call with several rows shows its arguments."""

CALLS: Mapping[str, Row] = {row.name: row for row in reversed(ROWS)}
"""The first row of each call, by its name."""
