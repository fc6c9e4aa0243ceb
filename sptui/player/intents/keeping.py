"""What is saved and followed, and what can be queued."""

from collections.abc import Iterable, Sequence

from sptui.player.command import Command
from sptui.player.commands import Like
from sptui.player.intents.steering import why_not
from sptui.player.likes import kind_of_uri
from sptui.player.state import Picture
from sptui.spotify.models.catalogue import Chapter, Episode, Item, Track
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.models.things import Thing

_SAVED = frozenset({"track", "episode", "album", "show", "audiobook", "artist", "playlist"})


def why_not_like(picture: Picture) -> str:
    """Why the item cannot be saved; "" when it can."""
    playback = picture.playback
    if playback.item is not None:
        return "" if playback.item.id else "A local file cannot be liked."
    if not playback.active:
        return why_not(picture)
    return "Not during an advertisement." if playback.kind == "ad" else "Spotify does not tell what plays."


def toggle_like(picture: Picture) -> Command | None:
    """Save the item that plays, or remove it when it is saved; None when there is none that can be."""
    uri = picture.playback.uri
    return Like((uri,), on=not picture.liked) if uri and not why_not_like(picture) else None


def why_not_like_things(things: Sequence[Thing], *, user_id: str = "") -> str:
    """Why none of `things` can be saved or followed by the user `user_id`; "" when one can."""
    if any(_can_be_saved(thing, user_id) for thing in things):
        return ""
    if len(things) != 1:
        return "None of these can be liked." if things else "There is nothing to like here."
    thing = things[0]
    if isinstance(thing, Chapter):
        return "A chapter cannot be liked, only its audiobook."
    if isinstance(thing, Track) and thing.is_local:
        return "A local file cannot be liked."
    if isinstance(thing, Playlist) and thing.id:
        return "Your own playlist is in your library as long as there is one."
    return "That cannot be liked: Spotify does not offer it here."


def like(picture: Picture, things: Sequence[Thing], *, user_id: str = "") -> Like | None:
    """Save those of `things` that are not known to be saved, or when all are, remove them; None for what cannot be.

    Only playlists that are known not to be of the user `user_id` are removed: to the service, removing one's own is
    deleting it.
    """
    able = {thing.uri or "": thing for thing in things if _can_be_saved(thing, user_id)}
    unsaved = {uri: thing for uri, thing in able.items() if not picture.likes.get(uri)}
    chosen = unsaved or {uri: thing for uri, thing in able.items() if _is_others(thing, user_id)}
    if not chosen:
        return None
    # A heart beside what plays shows it by itself.
    names = () if [*chosen] == [picture.playback.uri] else tuple(thing.name for thing in chosen.values())
    return Like(tuple(chosen), on=bool(unsaved), names=names)


def queueable(things: Iterable[Thing]) -> tuple[Item, ...]:
    """The tracks and episodes among `things`, in their order, but for those that Spotify lacks."""
    return tuple(
        thing
        for thing in things
        if isinstance(thing, Track | Episode) and thing.uri and thing.available and not thing.is_local
    )


def _can_be_saved(thing: Thing, user_id: str) -> bool:
    known = bool(thing.id) and kind_of_uri(thing.uri) in _SAVED
    own = isinstance(thing, Playlist) and bool(user_id) and thing.owner.id == user_id
    return known and not isinstance(thing, Chapter) and not own


def _is_others(thing: Thing, user_id: str) -> bool:
    """False for a playlist that may be the user's own."""
    return not isinstance(thing, Playlist) or bool(user_id and thing.owner.id and thing.owner.id != user_id)
