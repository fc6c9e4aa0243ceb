"""Lines from standard input, read beside the event loop, with the line editing that the terminal and Python offer."""

import asyncio
import codecs
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_MOST = 65_536  # bytes at once
_KEPT = 200  # lines that the arrow keys bring back


class Lines:
    """The lines that somebody types or a pipe brings; None at their end. They come in their order."""

    def __init__(self, *, tty: bool) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._line_so_far: Callable[[], str] = str
        self._tty = tty

    @property
    def typing(self) -> bool:
        """Whether somebody is in the midst of a line, as far as that can be known."""
        return bool(self._line_so_far())

    async def next(self) -> str | None:
        """The next line, without its end; None when there will be no more."""
        return await self._queue.get()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read while this is open; at its end the terminal is as it was."""
        with _terminal_kept(sys.stdin.fileno() if self._tty else None):
            if self._tty:
                self._line_so_far = _line_editing()
            read = self._typed if self._tty else self._piped
            # A daemon: nothing ends a read but a line, and nobody waits for that at the end.
            threading.Thread(target=read, name="lines", daemon=True).start()
            yield

    def _put(self, line: str | None) -> None:
        with suppress(RuntimeError):  # the loop has ended meanwhile
            self._loop.call_soon_threadsafe(self._queue.put_nowait, line)

    def _typed(self) -> None:
        """Read what is typed. No prompt: a screen reader would read it out behind every answer."""
        while True:
            try:
                line = input()
            except (EOFError, OSError, ValueError):
                self._put(None)
                return
            except UnicodeDecodeError:
                continue
            self._put(line)

    def _piped(self) -> None:
        """Read what comes; by its descriptor, since Python may not end while a thread holds the stream."""
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        rest = ""
        try:
            while data := os.read(sys.stdin.fileno(), _MOST):
                *lines, rest = (rest + decoder.decode(data)).split("\n")
                for line in lines:
                    self._put(line)
        except (AttributeError, OSError, ValueError):
            pass  # there is no input, or none any more
        if rest:
            self._put(rest)
        self._put(None)


def _line_editing() -> Callable[[], str]:
    """Have lines edited and remembered where Python can do that; what tells the line so far."""
    try:
        import readline  # noqa: PLC0415 -- not on every platform, and of no use to pipes
    except ImportError:
        return str
    readline.set_history_length(_KEPT)
    for setting in ("set enable-bracketed-paste off", "set bell-style none"):
        with suppress(Exception):
            readline.parse_and_bind(setting)
    return readline.get_line_buffer


@contextmanager
def _terminal_kept(terminal: int | None) -> Iterator[None]:
    """Leave the terminal as it was: whoever ends in the midst of a line has changed it."""
    if terminal is None or os.name != "posix":
        yield
        return
    import termios  # noqa: PLC0415 -- not on every platform

    try:
        before = termios.tcgetattr(terminal)
    except termios.error:
        yield
        return
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
