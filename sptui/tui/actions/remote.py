"""What an action can reach: the app, seen from the table."""

from typing import Literal, Protocol

from sptui.player.command import Command
from sptui.player.state import Picture

PaneName = Literal["search", "queue", "devices"]


class Account(Protocol):
    """The account of the app."""

    def sign_in(self) -> None:
        """Sign in again."""
        ...

    def toggle(self) -> None:
        """Show whose account it is and until when, or close that again."""
        ...


class Remote(Protocol):
    """The app."""

    @property
    def picture(self) -> Picture:
        """What is shown now."""
        ...

    @property
    def now(self) -> float:
        """Monotonic seconds."""
        ...

    @property
    def account(self) -> Account:
        """The account."""
        ...

    def do(self, *commands: Command | None) -> None:
        """Hand commands to the player."""
        ...

    def show_pane(self, name: PaneName) -> None:
        """Bring a pane forward and focus it."""
        ...

    def cycle_pane(self, step: int) -> None:
        """Focus the next pane, or with -1 the one before."""
        ...

    def mute(self) -> None:
        """Silence, and back to the volume before."""
        ...

    def enqueue(self) -> None:
        """Append the row under the cursor to the queue."""
        ...

    def cycle_profile(self) -> None:
        """Read by the next profile."""
        ...

    def refresh_all(self) -> None:
        """Read again what is shown."""
        ...

    def back(self) -> None:
        """Leave what is open."""
        ...

    def toggle_help(self) -> None:
        """Open or close the list of keys."""
        ...

    def open_palette(self) -> None:
        """Open the command palette."""
        ...

    def suspend(self) -> None:
        """Stop, until the shell brings it back."""
        ...

    def leave(self) -> None:
        """Quit."""
        ...
