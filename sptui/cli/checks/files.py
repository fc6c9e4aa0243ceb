"""The program's own files: where they lie, and who may read them."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sptui.cli.checks.check import Check, State, what_and_step
from sptui.paths import Paths
from sptui.settings import Problem

_FOLDER, _FILE = 0o700, 0o600
_OTHERS, _EVERYBODY_WRITES = 0o077, 0o002  # a group that may write is no fault: many systems give every user his own


@dataclass(frozen=True, slots=True)
class Files:
    """The checks of the files at `paths`, which are shown with ~ for `home`.

    `modes` tells whether the platform has modes that mean something.
    """

    paths: Paths
    home: Path
    modes: bool = True

    def config(self, problem: str, *, secret: bool) -> Check:
        """config.toml; `problem` says why the settings cannot be used, and `secret` that one stands in the file."""
        file, shown = self.paths.config_file, self._shown(self.paths.config_file)
        if problem:
            what, step = what_and_step(problem)
            return _config("bad", what.replace(f"{file.name}:", f"{shown}:", 1), step)
        mode = _mode(file)
        if mode is None:
            return _config("note", f"no {shown}, so the defaults hold")
        detail = self._with_mode(file, mode)
        if self.modes and secret and mode & _OTHERS:
            return _config("bad", f"{detail}: others can read the client secret in it", self._chmod(_FILE, [file]))
        if self.modes and mode & _EVERYBODY_WRITES:
            return _config("bad", f"{detail}: everybody can change it", f"Run `chmod o-w {self._quoted(file)}`.")
        return _config("ok", detail)

    def settings(self, problems: Sequence[Problem], told: str = "") -> Sequence[Check]:
        """What is wrong in config.toml, a check for each; no check where nothing is. What is `told` is so already."""
        shown = self._shown(self.paths.config_file)
        others = [problem for problem in problems if str(problem) != told]
        return [
            Check(
                "files.settings" if number == 1 else f"files.settings_{number}",
                "setting",
                "bad",
                problem.what_stands.replace(f"{self.paths.config_file.name}:", f"{shown}:", 1),
                f"{problem.todo[:1].upper()}{problem.todo[1:]}{'' if problem.todo.endswith('?') else '.'} "
                f"{problem.instead}".rstrip(),
            )
            for number, problem in enumerate(others, 1)
        ]

    def variables(self, env: Mapping[str, str]) -> Sequence[Check]:
        """The environment variables that go before the file, without their values; no check where there are none."""
        names = ", ".join(sorted(name for name in env if name.upper().startswith("SPTUI_")))
        return [Check("files.variables", "variables", "note", f"{names} set as well")] if names else ()

    def state(self) -> Check:
        """The folder of the sign-in and the store."""
        return self._private("files.state", "state folder", _FOLDER, [self.paths.state])

    def sign_in(self) -> Check:
        """The file of the sign-in, or what lies beside a keyring or a variable."""
        return self._private("files.sign_in", "sign-in file", _FILE, self.paths.sign_in_files)

    def store(self, problem: str) -> Check:
        """What all processes share; `problem` is what its opening has told."""
        file = self.paths.store_file
        if problem and _mode(file.with_name(f"{file.name}.broken")) is None:
            step = f"Look whether {self._shown(self.paths.state)} can be written, and whether its disk has space."
            return Check("files.store", "store", "bad", problem, step)
        if problem:
            return Check("files.store", "store", "note", problem)
        beside = [file.with_name(f"{file.name}-{ending}") for ending in ("wal", "shm")]
        return self._private("files.store", "store", _FILE, [file, *beside])

    @property
    def has_store(self) -> bool:
        """Whether there is a store already."""
        return _mode(self.paths.store_file) is not None

    def leftovers(self) -> Sequence[Check]:
        """Damaged files that were set aside; no check where there are none."""
        names = ", ".join(sorted(file.name for file in _listed(self.paths.state, "*.broken")))
        step = "Delete what you need no more, and never post it: a token may stand in it."
        return [Check("files.broken", "set aside", "note", f"{names}, which could not be read", step)] if names else ()

    def _private(self, identity: str, title: str, wanted: int, places: Sequence[Path]) -> Check:
        """Whether all of `places` that are there have the mode `wanted`."""
        there = {place: mode for place in places if (mode := _mode(place)) is not None}
        if not there:
            return Check(identity, title, "note", f"no {self._shown(places[0])} yet")
        wrong = [place for place, mode in there.items() if self.modes and mode != wanted]
        shown = ", ".join(self._with_mode(place, there[place]) for place in wrong or list(there)[:1])
        if wrong:
            return Check(identity, title, "bad", f"{shown}: it has to be {wanted:o}", self._chmod(wanted, wrong))
        return Check(identity, title, "ok", shown)

    def _with_mode(self, place: Path, mode: int) -> str:
        return f"{self._shown(place)}, mode {mode:03o}" if self.modes else self._shown(place)

    def _chmod(self, mode: int, places: Sequence[Path]) -> str:
        return f"Run `chmod {mode:o} {' '.join(map(self._quoted, places))}`."

    def _shown(self, place: Path) -> str:
        return self._below_home(place, str)

    def _quoted(self, place: Path) -> str:
        """The path for a shell, for which a ~ inside of quotes is none."""
        return self._below_home(place, shlex.quote)

    def _below_home(self, place: Path, written: Callable[[str], str]) -> str:
        if self.home == Path(self.home.anchor) or not place.is_relative_to(self.home):
            return written(str(place))
        return f"~/{written(place.relative_to(self.home).as_posix())}"


def _config(state: State, detail: str, step: str = "") -> Check:
    return Check("files.config", "config", state, detail, step)


def _mode(place: Path) -> int | None:
    """The mode of a file or folder; None where there is none, or none that may be looked at."""
    try:
        return place.stat().st_mode & 0o777
    except OSError:
        return None


def _listed(folder: Path, pattern: str) -> Sequence[Path]:
    try:
        return list(folder.glob(pattern))
    except OSError:
        return ()
