"""What a change of a playlist is made of, and what can come of one.

The errors are for people: `str()` is one plain sentence or two. ::

    EditError
    ├── CannotEdit          no app can do that to these rows
    ├── ChangedElsewhere    the playlist is not what it was when the change was made up
    ├── HalfDone            a change stopped on its way, or may have been carried out without saying so
    └── HalfAdded           the same of songs that were added at the end

Source: reference chapter "Playlists" (add, remove, update items).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sptui.spotify.errors import SpotifyError
from sptui.spotify.models.playlists import Playlist

_LOCAL: Final = "spotify:local:"


def is_local(uri: str) -> bool:
    """Whether it names a file on somebody's computer, which no app can add or remove."""
    return uri.startswith(_LOCAL)


@dataclass(frozen=True, slots=True)
class Version:
    """A playlist as it is known in full. In `uris`, None is a row whose content was withdrawn."""

    playlist_id: str
    snapshot_id: str
    uris: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """Every occurrence of up to 100 URIs goes."""

    uris: tuple[str, ...]

    def applied(self, uris: Sequence[str | None]) -> tuple[str | None, ...]:
        """The URIs after it."""
        return tuple(uri for uri in uris if uri not in self.uris)


@dataclass(frozen=True, slots=True)
class Insert:
    """Up to 100 URIs come in before the row at `position`."""

    uris: tuple[str, ...]
    position: int

    def applied(self, uris: Sequence[str | None]) -> tuple[str | None, ...]:
        """The URIs after it."""
        return (*uris[: self.position], *self.uris, *uris[self.position :])


@dataclass(frozen=True, slots=True)
class Move:
    """`length` rows from `start` on go before the row that stands at `before` until then."""

    start: int
    length: int
    before: int

    @property
    def to(self) -> int:
        """Where the first of them stands afterwards."""
        return self.before if self.before <= self.start else self.before - self.length

    def applied(self, uris: Sequence[str | None]) -> tuple[str | None, ...]:
        """The URIs after it."""
        moved = uris[self.start : self.start + self.length]
        rest = (*uris[: self.start], *uris[self.start + self.length :])
        return (*rest[: self.to], *moved, *rest[self.to :])


Step = Remove | Insert | Move
"""What one request does."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the playlist `before` is changed, step by step.

    `order` tells for each row of the result which row it was, or None for the next one of `new`.
    """

    before: Version
    steps: tuple[Step, ...]
    order: tuple[int | None, ...]
    new: tuple[str, ...] = ()

    @property
    def requests(self) -> int:
        """How many requests it takes, besides the one that may look whether the playlist is still the same."""
        return len(self.steps)

    @property
    def uris(self) -> tuple[str | None, ...]:
        """The result."""
        new = iter(self.new)
        return tuple(next(new) if row is None else self.before.uris[row] for row in self.order)


@dataclass(frozen=True, slots=True)
class Added:
    """What was added at the end. `left_out` counts what no app can add: local files and rows without a URI.

    `snapshot_id` is "" when there was nothing to add.
    """

    snapshot_id: str
    uris: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Created:
    """A playlist that was made, what it holds, and how much of what was wanted it cannot hold."""

    playlist: Playlist
    version: Version
    left_out: int


class EditError(Exception):
    """A playlist is not as it was to be."""


class CannotEdit(EditError):
    """No app can do that to these rows, and nothing was sent."""


class ChangedElsewhere(EditError):
    """The playlist has been changed by somebody else, or from another device, and was left as it is.

    `missing` are the URIs that a change which had begun had yet to put in: added at its end, none is lost.
    """

    def __init__(self, missing: tuple[str, ...] = ()) -> None:
        super().__init__("The playlist has been changed elsewhere meanwhile, and was left as it is now.")
        self.missing = missing


class HalfDone(EditError):
    """A plan stopped on its way because of `error`; `Editor.resume` goes on with it.

    `version` is the playlist as it is now, as far as that is known, and `rest` are the steps that are left. When
    `unsure`, the first of them may have been done all the same.
    """

    def __init__(
        self, plan: Plan, version: Version, rest: tuple[Step, ...], error: SpotifyError, *, unsure: bool
    ) -> None:
        done = len(plan.steps) - len(rest)
        if unsure:
            state = "It may have been done all the same: going on finds that out."
        else:
            state = f"The playlist is half changed, by {done} of {len(plan.steps)} steps: go on to finish it."
        super().__init__(f"{error} {state}")
        self.plan = plan
        self.version = version
        self.rest = rest
        self.error = error
        self.unsure = unsure

    @property
    def missing(self) -> tuple[str, ...]:
        """The URIs that are still to be put in."""
        return tuple(uri for step in self.rest if isinstance(step, Insert) for uri in step.uris)


class HalfAdded(EditError):
    """Adding to the end stopped on its way because of `error`.

    `added` went in and `rest` did not; when `unsure`, the first hundred of `rest` may have gone in all the same. `made`
    is the playlist if it was made for them.
    """

    def __init__(
        self,
        playlist_id: str,
        added: Added,
        rest: tuple[str, ...],
        error: SpotifyError,
        *,
        unsure: bool,
        made: Playlist | None = None,
    ) -> None:
        done, wanted = len(added.uris), len(added.uris) + len(rest)
        state = f"{done} of {wanted} were added" + (", or some more: look before you go on." if unsure else ".")
        super().__init__(f"{error} {state}")
        self.playlist_id = playlist_id
        self.added = added
        self.rest = rest
        self.error = error
        self.unsure = unsure
        self.made = made
