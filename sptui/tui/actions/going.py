"""The keys that lead somewhere, one after the other: `g` and where to."""

from collections.abc import Callable, Mapping
from typing import Final

from sptui.library.places import Shelved
from sptui.tui.actions.action import Action
from sptui.tui.actions.remote import Remote


def _go(kind: Shelved) -> Callable[[Remote], object]:
    return lambda remote: remote.opening.visit(kind)


_PLACES: Final[tuple[tuple[Shelved, str, str], ...]] = (
    ("playlists", "g p", "Playlists"),
    ("liked", "g l", "Liked songs"),
    ("albums", "g a", "Saved albums"),
    ("artists", "g r", "Artists that you follow"),
    ("shows", "g s", "Shows that you follow"),
    ("episodes", "g e", "Saved episodes"),
    ("audiobooks", "g b", "Audiobooks"),
    ("recent", "g h", "Recently played"),
    ("top tracks", "g k", "Top tracks"),
    ("top artists", "g K", "Top artists"),
)

GOING: Final[Mapping[Shelved, Action[Remote]]] = {
    kind: Action(
        id=f"go.{kind.replace(' ', '-')}",
        keys=keys,
        title=title,
        hint=kind,
        group="Places",
        run=_go(kind),
    )
    for kind, keys, title in _PLACES
}
"""The action that leads to each part of the library."""

GO_ACTIONS: Final[tuple[Action[Remote], ...]] = tuple(GOING.values())
