"""What is started: a row of the queue, a thing of a list, or many at once."""

from collections.abc import Iterable, Sequence
from itertools import islice
from random import Random
from typing import TypeGuard

from sptui.player.command import Command
from sptui.player.commands import Play, SetShuffle, SkipToNext
from sptui.player.commands.starts import MOST_URIS, context_type
from sptui.player.staging.entry import given_uris
from sptui.player.state import Picture
from sptui.spotify.models.catalogue import Chapter, Episode, Item, Show, Track
from sptui.spotify.models.things import Single, Thing, Whole

_NEAR = 3  # rows of the queue that are skipped one by one; what lies further is started anew
_JUMPABLE = ("album", "playlist", "show")  # contexts that can be entered at an item
_ENTERED = frozenset({*_JUMPABLE, "collection"})  # the last is not documented to be one, and may be refused
_BY_POSITION = ("album", "playlist")  # the same track may be there twice


def jump(picture: Picture, index: int) -> Sequence[Command]:
    """To row `index` of the queue: by skips where it is near, or was queued from here, so that no context holds it;
    else by one start, inside the context where that can be entered, or of the row and those behind it. What was left in
    its midst goes on there.
    """
    queue, context, queued = picture.queue or (), picture.playback.context, given_uris(picture.staged)
    if index >= len(queue):
        return ()
    target = queue[index]
    near = index < _NEAR and not _left_at(target)  # a skip begins at the start
    if near or target.is_local or not target.uri or target.uri in queued:
        leaving = [picture.playback.uri, *(item.uri for item in queue[:index])]
        return tuple(SkipToNext(uri) for uri in leaving)
    if context is not None and context.type in _JUMPABLE and context.uri.startswith("spotify:"):
        return (Play(context_uri=context.uri, offset=target.uri, first=target, position_ms=_left_at(target)),)
    # What was queued from here stays queued, and would be heard twice.
    behind = [item for item in queue[index + 1 :] if item.uri not in queued]
    return (Play(uris=_uris([target, *behind], whatever=target), first=target, position_ms=_left_at(target)),)


def play(
    thing: Thing, following: Iterable[Thing] = (), *, within: str | None = None, position: int | None = None
) -> Command | None:
    """Play `thing`; a single one inside the context `within` that it is listed in, so that the rest comes after it.

    An episode or a chapter goes on where it was left. `position`, from 0, is the place of `thing` among all rows of the
    context. Where that cannot be entered, or no context is
    given, those of `following` that are of the same kind come after it. None for what cannot be played.
    """
    if not thing.uri:
        return None
    if not isinstance(thing, Single):
        return Play(context_uri=_playable_context(thing.uri))
    if not _playable(thing):
        return None
    first = _as_told(thing)
    uris = _uris([thing, *(each for each in following if isinstance(each, type(thing)))])
    context = _playable_context(within or _book_uri(thing))
    kind = context_type(context)
    if kind not in _ENTERED:
        return Play(uris=uris, first=first, position_ms=_left_at(thing))
    offset = position if position is not None and kind in _BY_POSITION else thing.uri
    return Play(context_uri=context, offset=offset, first=first, otherwise=uris, position_ms=_left_at(thing))


def play_whole(
    picture: Picture, thing: Whole | str, *, shuffled: bool = False, otherwise: Sequence[str] = ()
) -> Sequence[Command]:
    """Play what `thing`, or the context of that URI, holds from its beginning, in the mode that is set or `shuffled`.

    `otherwise` are the items to play where the service does not take the context. Nothing without a URI.
    """
    uri = thing if isinstance(thing, str) else thing.uri
    if not uri:
        return ()
    playback, start = picture.playback, Play(context_uri=_playable_context(uri), otherwise=otherwise)
    if not shuffled or (playback.active and playback.shuffle):
        return (start,)
    shuffle = SetShuffle(on=True)
    # No device takes the mode before one is active, nor while something plays that has no end.
    before = playback.active and playback.allows("toggling_shuffle")
    return (shuffle, start) if before else (start, shuffle)


def play_all(things: Iterable[Thing], *, shuffled: bool, rng: Random) -> Sequence[Play]:
    """Play the single ones of `things`, a hundred at most, in their order or `shuffled` by `rng`."""
    singles = [thing for thing in things if _playable(thing)]
    if shuffled:
        rng.shuffle(singles)
    return (Play(uris=_uris(singles), first=_as_told(singles[0])),) if singles else ()


def why_not_play(thing: Thing) -> str:
    """Why one thing cannot be played by itself, "" when it can, as far as that is known."""
    if play(thing, ()) is not None:
        return ""
    local = isinstance(thing, Track) and thing.is_local
    why = "local files play in the Spotify app only." if local else "Spotify does not offer it here."
    return f"That cannot be played: {why}"


def _playable(thing: Thing) -> TypeGuard[Single]:
    """Whether it is a single thing that Spotify offers; local files are no such thing."""
    offered = isinstance(thing, Single) and bool(thing.uri) and thing.available
    return offered and not (isinstance(thing, Track) and thing.is_local)


def _left_at(thing: Single) -> int:
    """Where the listener left it, in ms; the service may tell so of episodes and chapters."""
    point = None if isinstance(thing, Track) else thing.resume_point
    return point.left_at(thing.duration_ms) if point is not None else 0


def _uris(things: Iterable[Thing], *, whatever: Item | None = None) -> tuple[str, ...]:
    """The URIs of what can be played of `things`, as many as one start may name; `whatever` it is said to be, too."""
    playable = (thing.uri or "" for thing in things if thing is whatever or _playable(thing))
    return tuple(islice(playable, MOST_URIS))


def _playable_context(uri: str) -> str:
    """A context by the name that the player has for it: audiobooks are shows to it."""
    kind, _, id_ = uri.removeprefix("spotify:").partition(":")
    return f"spotify:show:{id_}" if kind == "audiobook" else uri


def _book_uri(thing: Single) -> str:
    book = thing.audiobook if isinstance(thing, Chapter) else None
    return f"spotify:show:{book.id}" if book is not None and book.id else ""


def _as_told(thing: Single) -> Item:
    """A single thing as the player will tell of it: a chapter as an episode, and its book as a show."""
    if not isinstance(thing, Chapter):
        return thing
    book, shared = thing.audiobook, (Chapter.model_fields.keys() & Episode.model_fields.keys()) - {"uri"}
    return Episode(
        **{name: getattr(thing, name) for name in shared},
        uri=f"spotify:episode:{thing.id}" if thing.id else thing.uri,
        show=Show(id=book.id, uri=_book_uri(thing), name=book.name, images=book.images) if book is not None else None,
    )
