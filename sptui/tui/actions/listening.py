"""What an action can reach of what goes on while one listens."""

from typing import Protocol


class Sound(Protocol):
    """How loud it is."""

    def mute(self) -> None:
        """Silence, and back to the volume before."""
        ...


class Waiting(Protocol):
    """What waits in the queue."""

    def clear(self) -> None:
        """Take all out."""
        ...


class Queue(Protocol):
    """The queue: what waits here, and Spotify's behind it."""

    @property
    def waiting(self) -> Waiting:
        """What waits."""
        ...

    def add(self, *, first: bool) -> None:
        """Queue the rows, behind all that waits or first."""
        ...

    def hand_over(self) -> None:
        """Give what is chosen to Spotify's queue now."""
        ...

    def save(self) -> None:
        """Save it as a playlist."""
        ...

    def skip(self) -> None:
        """On to the next item."""
        ...


class Lyrics(Protocol):
    """The words of what plays."""

    def toggle(self) -> None:
        """Open them, or let them follow again, or close them."""
        ...

    def shift(self, ms: int) -> None:
        """Let them come later, or below zero earlier, than they do."""
        ...


class Views(Protocol):
    """How the screen is arranged."""

    def toggle_full(self) -> None:
        """Show what plays alone, or the panes again."""
        ...

    def toggle_compact(self) -> None:
        """Show a few lines, or the panes again."""
        ...


class Listening(Protocol):
    """What goes beyond single commands."""

    @property
    def queue(self) -> Queue:
        """The queue."""
        ...

    @property
    def sound(self) -> Sound:
        """How loud it is."""
        ...

    @property
    def lyrics(self) -> Lyrics:
        """The words of what plays."""
        ...

    @property
    def views(self) -> Views:
        """How the screen is arranged."""
        ...
