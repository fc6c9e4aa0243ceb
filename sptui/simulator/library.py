"""What the listener has saved and follows. Source: reference chapter "Library"."""

from collections.abc import Iterable

from sptui.simulator.catalogue import Catalogue
from sptui.simulator.objects import Thing

SAVED_KINDS = ("track", "album", "show", "episode", "audiobook", "artist", "user")
LIBRARY_STARTED = 1_760_000_000  # seconds: October 2025


class Library:
    """Saved URIs by kind, each with the time it was saved (seconds), newest first when listed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._saved: dict[str, dict[str, float]] = {kind: {} for kind in SAVED_KINDS}

    def save(self, uri: str, now: float) -> None:
        """Save or follow; what is saved already keeps its place. Unknown ids are accepted, as the service does."""
        kind, uri = self._named(uri)
        self._saved[kind].setdefault(uri, now)

    def remove(self, uri: str) -> None:
        """Forget it, if it was saved."""
        kind, uri = self._named(uri)
        self._saved[kind].pop(uri, None)

    def contains(self, uri: str) -> bool:
        """Whether it is saved."""
        kind, uri = self._named(uri)
        return uri in self._saved[kind]

    def saved(self, kind: str) -> list[tuple[Thing, float]]:
        """The saved things of a kind that the catalogue knows, newest first, with the time each was saved."""
        newest_first = reversed(self._saved[kind].items())
        return [(thing, at) for uri, at in newest_first if (thing := self._catalogue.get(uri)) is not None]

    def _named(self, uri: str) -> tuple[str, str]:
        """The kind and the one URI of a thing that may go by two."""
        thing = self._catalogue.get(uri)
        if thing is None:
            return named_kind(uri), uri
        # A chapter plays, and is saved, under an episode's URI.
        return "episode" if thing.kind == "chapter" else thing.kind, thing.uri


def named_kind(uri: str) -> str:
    """The kind of thing a URI names, "" for no URI."""
    parts = uri.split(":")
    return parts[1] if len(parts) == 3 and parts[0] == "spotify" and parts[2] else ""


def stocked(catalogue: Catalogue) -> Library:
    """The demo account's library: most songs liked, some albums, shows, episodes and a book saved."""
    library = Library(catalogue)
    odd = [track for track in catalogue.tracks if track.album.artists[0] is catalogue.artists[-2]]
    liked = [track for track in catalogue.tracks[::2] if track not in odd]
    stock: tuple[Iterable[Thing], ...] = (
        [*liked, *odd],
        catalogue.albums[::2],
        catalogue.shows,
        catalogue.episodes[::9],
        catalogue.audiobooks[:1],
        catalogue.artists[::2],
    )
    for things in stock:
        for age, thing in enumerate(reversed(list(things))):
            library.save(thing.uri, LIBRARY_STARTED + age * 86_400)
    return library
