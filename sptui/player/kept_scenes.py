"""The scenes in a file of their own, which several windows share."""

from collections.abc import Callable
from pathlib import Path

from sptui.player.scenes import Scenes, read, written
from sptui.store.kept_file import KeptFile


class KeptScenes:
    """The scenes at `path`, in memory without one. The file is read each time; what goes wrong with it is told."""

    def __init__(self, path: Path | None, tell: Callable[[str], object]) -> None:
        self._file = KeptFile(path)
        self._tell = tell

    def read(self) -> Scenes:
        """The scenes, none where they cannot be read; a damaged file is set aside."""
        try:
            return read(self._file.read())
        except OSError as error:
            self._tell(f"The scenes cannot be read ({error.strerror}). Their file is left as it is.")
        except (ValueError, KeyError, TypeError):
            self._file.set_aside()
            self._tell(f"{self._file.name} was damaged, and is kept as {self._file.name}.broken.")
        return ()

    def change(self, make: Callable[[Scenes], Scenes]) -> Scenes | None:
        """Keep other scenes from now on, and give them back; None where that is not possible."""
        after = make(self.read())
        try:
            self._file.write(written(after))
        except OSError as error:
            self._tell(f"The scenes cannot be changed ({error.strerror}). Those from before are still there.")
            return None
        return after
