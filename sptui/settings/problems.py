"""What is wrong with the settings, in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the configuration file, a variable or a flag that cannot be used.

    `place` is "config.toml:3:7", "" outside of the file; `what` is wrong, `todo` mends it, `instead` is what holds
    meanwhile, as a sentence, "" where nothing does. `key` is the setting's, dotted, "" for the file as a whole.
    """

    what: str
    todo: str
    place: str = ""
    key: str = ""
    instead: str = ""

    def __str__(self) -> str:
        """One line: where it stands, what is wrong, and what to do."""
        return f"{self.what_stands}; {self.todo}"

    @property
    def what_stands(self) -> str:
        """Where it stands and what is wrong."""
        return f"{self.place}: {self.what}" if self.place else self.what

    @property
    def position(self) -> tuple[int, ...]:
        """Line and column, from 1; empty outside of the file."""
        return tuple(map(int, self.place.split(":")[-2:])) if self.place else ()

    @property
    def told(self) -> str:
        """The same, and what holds meanwhile."""
        whole = str(self) if self.todo.endswith("?") else f"{self}."
        return f"{whole} {self.instead}".rstrip()


class SettingsError(Exception):
    """A setting that cannot be used; `str()` is one line: where it stands, what is wrong, and what to do.

    `problems` are all that were found beside it, itself among them.
    """

    def __init__(self, told: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(told)
        self.problems = problems
