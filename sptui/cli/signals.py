"""The ends that come from outside: signals, and a terminal that goes away."""

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_FAREWELL = 3.0  # seconds that a signalled process has to end well; longer than a renewal of the token may take


@contextmanager
def signals_to(leave: Callable[[int], None]) -> Iterator[None]:
    """Call `leave` with the number of a signal that ends the process, for whatever has to be put in order before.

    The second SIGTERM ends it at once, and so does the first signal when that takes too long. A terminal that goes away
    counts as SIGHUP also where nobody sends one: the kernel tells only the first process in it, which may be a `make`
    or `sudo` that waits for this one.
    Not through the event loop alone: when the terminal has gone, the loop hangs in a write that nobody will read.
    """
    loop = asyncio.get_running_loop()

    def caught(number: int, _: object) -> None:
        # Of a terminal that has gone this process may hear twice.
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
        backstop = threading.Timer(_FAREWELL, os._exit, (128 + number,))
        backstop.daemon = True
        backstop.start()
        loop.call_soon_threadsafe(leave, number)

    # Windows lacks the second.
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, caught) for number in numbers}
    try:
        with _hangup_as_signal():
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _hangup_as_signal() -> Iterator[None]:
    """Send this process SIGHUP when the terminal that it reads from goes away within the block."""
    stdin = sys.__stdin__
    if stdin is None or not stdin.isatty() or not hasattr(select, "poll"):
        yield
        return
    terminal = stdin.fileno()
    ended, end = os.pipe()
    poll = select.poll()
    for fd in (terminal, ended):
        poll.register(fd, 0)  # of these, nothing but their hanging up

    def watch() -> None:
        told = dict(poll.poll())
        if ended not in told and told.get(terminal, 0) & select.POLLHUP:
            os.kill(os.getpid(), signal.SIGHUP)

    thread = threading.Thread(target=watch, name="hangup", daemon=True)
    thread.start()
    try:
        yield
    finally:
        os.close(end)
        thread.join()
        os.close(ended)
