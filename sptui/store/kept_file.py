"""A small text that somebody would miss, in a file of its own."""

from pathlib import Path

from sptui.spotify.tokens.file import set_aside, write_private


class KeptFile:
    """A file of mode 0600 that is written whole or not at all; without a path, the same in memory."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._text = ""

    @property
    def name(self) -> str:
        """What the file is called."""
        return self._path.name if self._path is not None else ""

    def read(self) -> str:
        """The text; "" when there is no file. Raises `OSError` and, where it holds no text, `UnicodeDecodeError`."""
        if self._path is None:
            return self._text
        try:
            return self._path.read_text("utf-8")
        except FileNotFoundError:
            return ""

    def write(self, text: str) -> None:
        """Keep `text` in place of what was there. Raises `OSError`."""
        self._text = text
        if self._path is not None:
            write_private(self._path, text.encode, at_once=False)

    def set_aside(self) -> None:
        """Keep what is there under another name, `<name>.broken`, so that nothing is lost by writing."""
        if self._path is not None:
            set_aside(self._path)
