"""Albums, artists, tracks, shows, episodes, audiobooks and chapters. Source: the reference chapters of these names."""

from typing import TypeVar

from sptui.simulator.call import Answer, Call, first_page
from sptui.simulator.catalogue import BASE62
from sptui.simulator.messages import Json, Refusal, bad_request
from sptui.simulator.objects import Album, Artist, Thing, Track
from sptui.simulator.playback import resume_point
from sptui.simulator.spoken import Audiobook, Chapter, Episode, Show

RESUME_SCOPE = "user-read-playback-position"
GROUPS = ("album", "single", "compilation", "appears_on")
Found = TypeVar("Found", bound=Thing)


def album(call: Call) -> Answer:
    """GET /albums/{id}."""
    return full_album(_find(call, Album))


def album_tracks(call: Call) -> Answer:
    """GET /albums/{id}/tracks."""
    return call.page(_find(call, Album).tracks, _simplified)


def artist(call: Call) -> Answer:
    """GET /artists/{id}."""
    return _find(call, Artist).full


def artist_albums(call: Call) -> Answer:
    """GET /artists/{id}/albums: at most ten a page, group by group, newest first, the same release sometimes twice."""
    found = _find(call, Artist)
    groups = call.query.get("include_groups", ",".join(GROUPS)).split(",")
    if not set(groups) <= set(GROUPS):
        raise bad_request("Invalid include_groups")
    newest_first = sorted(found.albums, key=lambda album: album.release_date, reverse=True)
    albums = [album for group in GROUPS for album in newest_first if _group(found, album) == group and group in groups]
    return call.page(albums, lambda album: album.simplified, default=5, most=10)


def track(call: Call) -> Answer:
    """GET /tracks/{id}."""
    return _find(call, Track).full


def show(call: Call) -> Answer:
    """GET /shows/{id}."""
    found = _find(call, Show)
    href = f"{found.links['href']}/episodes"
    episodes = first_page(href, found.episodes, lambda one: simplified_episode(call, one), 50)
    return {**found.simplified, "episodes": episodes}


def show_episodes(call: Call) -> Answer:
    """GET /shows/{id}/episodes."""
    return call.page(_find(call, Show).episodes, lambda one: simplified_episode(call, one))


def episode(call: Call) -> Answer:
    """GET /episodes/{id}."""
    return full_episode(call, _find(call, Episode))


def audiobook(call: Call) -> Answer:
    """GET /audiobooks/{id}."""
    return full_audiobook(call, _find(call, Audiobook))


def audiobook_chapters(call: Call) -> Answer:
    """GET /audiobooks/{id}/chapters."""
    return call.page(_find(call, Audiobook).chapters, lambda one: pointed(call, one, one.simplified))


def chapter(call: Call) -> Answer:
    """GET /chapters/{id}."""
    found = _find(call, Chapter)
    return pointed(call, found, found.detailed)


def full_album(found: Album) -> Json:
    """The reference's AlbumObject, with the first fifty tracks."""
    return {
        **found.simplified,
        "tracks": first_page(f"{found.links['href']}/tracks", found.tracks, _simplified, 50),
        "copyrights": [{"text": f"℗ {found.release_date[:4]} {found.artists[0].name}", "type": "P"}],
        "external_ids": {"upc": f"{sum(map(ord, found.id)):012d}"},
        "genres": [],
    }


def full_audiobook(call: Call, found: Audiobook) -> Json:
    """The reference's AudiobookObject, with the first fifty chapters."""
    href = f"{found.links['href']}/chapters"
    chapters = first_page(href, found.chapters, lambda one: pointed(call, one, one.simplified), 50)
    return {**found.simplified, "chapters": chapters}


def full_episode(call: Call, found: Episode) -> Json:
    """The episode with its show, its resume point only for those who may see it."""
    return pointed(call, found, found.full)


def simplified_episode(call: Call, found: Episode) -> Json:
    """The episode as lists show it, its resume point only for those who may see it."""
    return pointed(call, found, found.simplified)


def _find(call: Call, kind: type[Found]) -> Found:
    identifier = call.ids[0]
    if len(identifier) != 22 or not set(identifier) <= set(BASE62):
        raise bad_request("Invalid base62 id")
    found = call.world.catalogue.get(f"spotify:{kind.kind}:{identifier}")
    if not isinstance(found, kind):
        raise Refusal(404, "Resource not found")
    return found


def _simplified(thing: Track) -> Json:
    return thing.simplified


def pointed(call: Call, found: Episode | Chapter, shape: Json) -> Json:
    """The shape with how far the listener came, and only for those who may see it."""
    if RESUME_SCOPE not in call.scopes:
        return {key: value for key, value in shape.items() if key != "resume_point"}
    point = resume_point(call.world.player.seen, found.id, call.world.clock())
    return shape if point is None else {**shape, "resume_point": point}


def _group(found: Artist, album: Album) -> str:
    return album.album_type if found in album.artists else "appears_on"
