"""What an action can reach: the app, seen from the table."""

from typing import Literal, Protocol

from sptui.library.places import Shelved
from sptui.player.command import Command
from sptui.player.state import Picture
from sptui.tui.actions.listening import Listening
from sptui.tui.actions.moving import Moving

PaneName = Literal["library", "search", "lyrics", "queue", "devices"]
BoxName = Literal["palette", "notices"]


class Account(Protocol):
    """The account of the app."""

    def sign_in(self) -> None:
        """Sign in again."""
        ...

    def toggle(self) -> None:
        """Show whose account it is and until when, or close that again."""
        ...


class Lists(Protocol):
    """The lists of the app: those with marks act on all marked rows, else on the row with the cursor."""

    def play_whole(self, *, shuffled: bool) -> None:
        """Play the row's album, playlist … or, on a row of an open one, that."""
        ...

    def like(self) -> None:
        """Like or follow the rows, or no more when all of them are."""
        ...

    def filter(self) -> None:
        """Type what the rows must hold."""
        ...

    def sort(self) -> None:
        """Put the rows in another order."""
        ...

    def fill(self) -> None:
        """Read all rows, or stop reading them."""
        ...


class Opening(Protocol):
    """The ways from a row to other lists, to the browser and to the clipboard."""

    def open_album(self) -> None:
        """Open what the row is part of: its album, its show, its book."""
        ...

    def open_artist(self) -> None:
        """Open who made it."""
        ...

    def open_playing(self) -> None:
        """Open what plays: its album or playlist."""
        ...

    def visit(self, kind: Shelved) -> None:
        """Open a part of the library."""
        ...

    def browse(self) -> None:
        """Open the row in the browser."""
        ...

    def copy_link(self) -> None:
        """Copy the addresses of the rows."""
        ...


class Playlists(Protocol):
    """The playlists, and what can be taken back."""

    def add(self) -> None:
        """Add the rows to a playlist."""
        ...

    def add_playing(self) -> None:
        """Add what plays to a playlist."""
        ...

    def create(self) -> None:
        """Make a new one."""
        ...

    def edit(self) -> None:
        """Change its name, description, and who can see it."""
        ...

    def remove(self) -> None:
        """Remove the rows from where they are listed."""
        ...

    def move(self, by: int) -> None:
        """Move the rows up (below 0) or down."""
        ...

    def remove_duplicates(self) -> None:
        """Keep only the first of equal rows."""
        ...

    def undo(self) -> None:
        """Take back the last change."""
        ...


class Leaving(Protocol):
    """The ways out of the app."""

    def close(self) -> None:
        """Close the box that is open, or quit."""
        ...

    def quit(self) -> None:
        """Quit, whatever is open."""
        ...

    def suspend(self) -> None:
        """Stop, until the shell brings it back."""
        ...


class Preferences(Protocol):
    """The settings."""

    def toggle(self) -> None:
        """Open them, or close them again."""
        ...

    def keep(self) -> None:
        """Keep what was chosen for this session."""
        ...

    def cycle_profile(self) -> None:
        """Read by the next profile."""
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

    @property
    def listening(self) -> Listening:
        """What goes beyond single commands while one listens."""
        ...

    @property
    def leaving(self) -> Leaving:
        """The ways out."""
        ...

    @property
    def moving(self) -> Moving:
        """The list that is used, in a box as well."""
        ...

    @property
    def preferences(self) -> Preferences:
        """The settings."""
        ...

    @property
    def lists(self) -> Lists:
        """The lists."""
        ...

    @property
    def opening(self) -> Opening:
        """Where one gets to from a row."""
        ...

    @property
    def playlists(self) -> Playlists:
        """The playlists."""
        ...

    def do(self, *commands: Command | None) -> object:
        """Hand commands to the player."""
        ...

    def show_pane(self, name: PaneName) -> None:
        """Bring a pane forward and focus it."""
        ...

    def cycle_pane(self, step: int) -> None:
        """Focus the next pane, or with -1 the one before."""
        ...

    def refresh_all(self) -> None:
        """Read again what is shown."""
        ...

    def back(self) -> None:
        """Leave what is open."""
        ...

    def go_back(self) -> None:
        """Go back to the list before."""
        ...

    def toggle_help(self) -> None:
        """Open or close the list of keys."""
        ...

    def open(self, box: BoxName) -> None:
        """Open what lies over the panes: the command palette, or the list of what was told."""
        ...
