"""The Web API's endpoints: which exist, which are closed to Development Mode apps, and what scope each needs.

Source: the status table of an app created in 2026 (February 2026 migration guide and changelog).
"""

from collections.abc import Callable
from dataclasses import dataclass

from sptui.simulator.call import Answer, Call
from sptui.simulator.messages import Refusal
from sptui.simulator.routes import catalogue, library, playback, player, playlists, search, users

Handler = Callable[[Call], Answer]
CATALOGUE = "public, max-age=7200"
PERSONAL = "private, max-age=0"


@dataclass(frozen=True, slots=True)
class Route:
    """One endpoint. A call needs one of the `scopes`, if there are any; `cache` is its cache-control header."""

    handler: Handler
    scopes: tuple[str, ...] = ()
    cache: str = PERSONAL

    @property
    def needs_premium(self) -> bool:
        """Whether the listener must have Premium: for everything that changes the player."""
        return self.scopes == player.MODIFY


def closed(_: Call) -> Answer:
    """An endpoint that restricted apps have lost."""
    raise Refusal(403, "Forbidden")


def gone(_: Call) -> Answer:
    """An endpoint that exists no more."""
    raise Refusal(404, "Resource not found")


def _routes() -> dict[str, Route]:
    return {**_catalogue(), **_player(), **_library(), **_playlists(), **_closed()}


def _catalogue() -> dict[str, Route]:
    return {
        "GET albums/*": Route(catalogue.album, cache=CATALOGUE),
        "GET albums/*/tracks": Route(catalogue.album_tracks, cache=CATALOGUE),
        "GET artists/*": Route(catalogue.artist, cache=CATALOGUE),
        "GET artists/*/albums": Route(catalogue.artist_albums, cache=CATALOGUE),
        "GET tracks/*": Route(catalogue.track, cache=CATALOGUE),
        "GET shows/*": Route(catalogue.show),
        "GET shows/*/episodes": Route(catalogue.show_episodes),
        "GET episodes/*": Route(catalogue.episode),
        "GET audiobooks/*": Route(catalogue.audiobook, cache=CATALOGUE),
        "GET audiobooks/*/chapters": Route(catalogue.audiobook_chapters, cache=CATALOGUE),
        "GET chapters/*": Route(catalogue.chapter, cache=CATALOGUE),
        "GET search": Route(search.search),
    }


def _player() -> dict[str, Route]:
    return {
        "GET me/player": Route(playback.playback_state, playback.READ),
        "PUT me/player": Route(player.transfer, player.MODIFY),
        "GET me/player/devices": Route(playback.devices, playback.READ),
        "GET me/player/currently-playing": Route(playback.currently_playing, playback.READ_PLAYING),
        "PUT me/player/play": Route(player.play, player.MODIFY),
        "PUT me/player/pause": Route(player.pause, player.MODIFY),
        "POST me/player/next": Route(player.skip_next, player.MODIFY),
        "POST me/player/previous": Route(player.skip_previous, player.MODIFY),
        "PUT me/player/seek": Route(player.seek, player.MODIFY),
        "PUT me/player/repeat": Route(player.repeat, player.MODIFY),
        "PUT me/player/shuffle": Route(player.shuffle, player.MODIFY),
        "PUT me/player/volume": Route(player.volume, player.MODIFY),
        "GET me/player/recently-played": Route(playback.recently_played, ("user-read-recently-played",)),
        "GET me/player/queue": Route(playback.queue, playback.READ_PLAYING),
        "POST me/player/queue": Route(player.add_to_queue, player.MODIFY),
    }


def _library() -> dict[str, Route]:
    read = ("user-library-read",)
    return {
        "GET me": Route(users.me),
        "GET me/top/artists": Route(users.top_artists, ("user-top-read",)),
        "GET me/top/tracks": Route(users.top_tracks, ("user-top-read",)),
        "GET me/following": Route(library.followed_artists, ("user-follow-read",)),
        "PUT me/library": Route(library.save),
        "DELETE me/library": Route(library.remove),
        "GET me/library/contains": Route(library.contains),
        "GET me/tracks": Route(library.saved_tracks, read),
        "GET me/albums": Route(library.saved_albums, read),
        "GET me/shows": Route(library.saved_shows, read),
        "GET me/episodes": Route(library.saved_episodes, read),
        "GET me/audiobooks": Route(library.saved_audiobooks, read),
    }


def _playlists() -> dict[str, Route]:
    modify = playlists.MODIFY
    return {
        "GET me/playlists": Route(playlists.my_playlists),
        "POST me/playlists": Route(playlists.create, modify),
        "GET playlists/*": Route(playlists.playlist),
        "PUT playlists/*": Route(playlists.change_details, modify),
        "GET playlists/*/items": Route(playlists.items),
        "POST playlists/*/items": Route(playlists.add_items, modify),
        "PUT playlists/*/items": Route(playlists.change_items, modify),
        "DELETE playlists/*/items": Route(playlists.remove_items, modify),
        "GET playlists/*/images": Route(playlists.images),
        "PUT playlists/*/images": Route(playlists.upload_image, ("ugc-image-upload",)),
        "PUT playlists/*/followers": Route(playlists.follow, modify),
        "DELETE playlists/*/followers": Route(playlists.unfollow, modify),
    }


def _closed() -> dict[str, Route]:
    saved = ("tracks", "albums", "shows", "episodes", "audiobooks")
    lost = [f"{method} me/{kind}" for kind in saved for method in ("PUT", "DELETE")]
    lost += [f"GET me/{kind}/contains" for kind in saved]
    lost += [f"GET {kind}" for kind in ("albums", "artists", "tracks", "shows", "episodes", "audiobooks", "chapters")]
    lost += [f"{method} playlists/*/tracks" for method in ("GET", "POST", "PUT", "DELETE")]
    lost += [
        "GET artists/*/top-tracks",
        "GET artists/*/related-artists",
        "GET browse",
        "GET markets",
        "GET playlists/*/followers/contains",
        "GET users/*",
        "GET users/*/playlists",
        "POST users/*/playlists",
        "PUT me/following",
        "DELETE me/following",
        "GET me/following/contains",
        "GET audio-features",
        "GET audio-features/*",
        "GET audio-analysis/*",
    ]
    vanished = ("GET recommendations", "GET recommendations/available-genre-seeds")
    return {**dict.fromkeys(lost, Route(closed)), **dict.fromkeys(vanished, Route(gone))}


ROUTES = _routes()
METHODS = ("GET", "POST", "PUT", "DELETE")


def match(method: str, path: str) -> tuple[Route, tuple[str, ...]]:
    """The route of a path below /v1 and the ids in it. Refusal 404 for an unknown path, 405 for a wrong method."""
    parts = path.strip("/").split("/")
    if parts[0] == "browse":
        parts = parts[:1]
    for pattern in ("/".join(parts), "/".join([parts[0], "*", *parts[2:]])):
        if route := ROUTES.get(f"{method} {pattern}"):
            return route, tuple(parts[1:2])
        if any(f"{other} {pattern}" in ROUTES for other in METHODS):
            raise Refusal(405, "Method Not Allowed")
    raise Refusal(404, "Service not found")
