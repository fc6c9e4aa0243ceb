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

    def move_edge(self, right: int, down: int) -> None:
        """Move the edge of the pane that is used by so many steps."""
        ...

    def choose_panes(self) -> None:
        """Let one choose which panes are shown."""
        ...

    def row_menu(self) -> None:
        """Show what can be done with the row."""
        ...

    def playing_menu(self) -> None:
        """Show what can be done with what plays."""
        ...


class Seeking(Protocol):
    """Where in the item it is."""

    def ask(self) -> None:
        """Let one type where to go."""
        ...

    def digit(self, digit: int) -> None:
        """Go to so many tenths of the item; while one is at the devices, choose the one of that number."""
        ...


class Rooms(Protocol):
    """The devices of the household."""

    def choose(self, number: int) -> None:
        """Go on on the device of that number in the pane of devices, from 1."""
        ...

    def prefer(self) -> None:
        """Wake the device with the cursor when nothing is active, or no longer."""
        ...

    def turn(self, percent: int) -> None:
        """Louder or quieter by `percent`: what plays, or the device with the cursor."""
        ...

    def forget(self) -> bool:
        """Forget the device with the cursor; False while another pane is used."""
        ...


class Scenes(Protocol):
    """What was saved under a name: a device, what plays there, and how."""

    def open(self) -> None:
        """Show them."""
        ...


class Sleep(Protocol):
    """Getting quiet, now or later."""

    def choose(self) -> None:
        """Let one choose when to stop."""
        ...

    def extend(self) -> None:
        """Ten minutes more."""
        ...

    def fade_out(self) -> None:
        """Fade out and pause; while it does, go on."""
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

    @property
    def rooms(self) -> Rooms:
        """The devices."""
        ...

    @property
    def scenes(self) -> Scenes:
        """What was saved under a name."""
        ...

    @property
    def seeking(self) -> Seeking:
        """Where in the item it is."""
        ...

    @property
    def sleep(self) -> Sleep:
        """Getting quiet, now or later."""
        ...
