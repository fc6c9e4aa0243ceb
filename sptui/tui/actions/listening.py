"""What an action can reach of what goes on while one listens."""

from typing import Protocol


class Sound(Protocol):
    """How loud it is."""

    def mute(self) -> None:
        """Silence, and back to the volume before."""
        ...


class Listening(Protocol):
    """What goes beyond single commands."""

    @property
    def sound(self) -> Sound:
        """How loud it is."""
        ...
