"""What a list of ten thousand rows costs: opened, paged through, and filtered letter by letter.

In milliseconds of processor time until the screen is painted, since painting itself waits for the next sixtieth of a
second. The rows are built on demand, as those of a long playlist are; the floor of the first two is the same list with
fifty rows, that of the third a comprehension over the same texts.
"""

import asyncio
import gc
import time
from collections.abc import Callable, Coroutine

from textual.app import App, ComposeResult

from sptui.tui.widgets.columns import Column, Row
from sptui.tui.widgets.rowlist import RowList
from sptui.tui.widgets.rowsequence import LazyRows

LONG, SHORT = 10_000, 50
ROUNDS = 10
WORD = "harbour"

_FIRST = ("Late", "Silver", "Night", "Été", "Harbour", "Paper", "Small", "Über", "Glass", "Northern", "Last")
_SECOND = ("Train", "Harbour", "Lights", "Coração", "Morning", "Machine", "Letters", "夜", "Garden", "Signal")


class _Bench(App[None]):
    """One list."""

    def __init__(self) -> None:
        super().__init__()
        self.list = RowList(Column(width=5, align="right"), Column(width=16, weight=3), Column(width=10, weight=2))

    def compose(self) -> ComposeResult:
        yield self.list

    async def painted(self) -> None:
        """Wait until all that was asked for is on the screen."""
        done = asyncio.Event()
        self.list.rows.call_after_refresh(done.set)
        await done.wait()

    async def show(self, rows: LazyRows) -> None:
        self.list.rows.set_rows(rows, keep_cursor=False)
        await self.painted()


def opened() -> float:
    """Until ten thousand rows stand in the place of others."""
    return _measured(lambda bench: _open(bench, LONG))


def opened_floor() -> float:
    """The same for fifty."""
    return _measured(lambda bench: _open(bench, SHORT))


def paged() -> float:
    """Until the next page of ten thousand rows stands there."""
    return _measured(lambda bench: _page(bench, LONG))


def paged_floor() -> float:
    """The same for fifty, down and up again."""
    return _measured(lambda bench: _page(bench, SHORT))


def filtered() -> float:
    """Until each letter of a word has narrowed down ten thousand rows; the first one reads all their texts."""
    return _measured(_type)


def filtered_floor() -> float:
    """The same search in plain Python, and nothing shown."""
    start = time.process_time()
    for _ in range(ROUNDS):
        texts = [_text(index) for index in range(LONG)]
        for end in range(1, len(WORD) + 1):
            texts = [text for text in texts if WORD[:end] in text.casefold()]
    return (time.process_time() - start) * 1000 / ROUNDS / len(WORD)


def _measured(work: Callable[[_Bench], Coroutine[None, None, float]]) -> float:
    async def run() -> float:
        bench = _Bench()
        async with bench.run_test(size=(120, 36)):
            await work(bench)  # whatever is slow only once, and the rubbish of the app before, is none of the list's
            gc.collect()
            return await work(bench)

    return asyncio.run(run())


async def _open(bench: _Bench, length: int) -> float:
    spent = 0.0
    for _ in range(ROUNDS):
        await bench.show(LazyRows(LONG + SHORT, _row))
        start = time.process_time()
        await bench.show(_rows(length))
        spent += time.process_time() - start
    return spent * 1000 / ROUNDS


async def _page(bench: _Bench, length: int) -> float:
    await bench.show(_rows(length))
    start = time.process_time()
    for page in range(ROUNDS):
        bench.list.rows.action_page(-1 if length == SHORT and page % 2 else 1)
        await bench.painted()
    return (time.process_time() - start) * 1000 / ROUNDS


async def _type(bench: _Bench) -> float:
    spent = 0.0
    for _ in range(ROUNDS):
        await bench.show(_rows(LONG))
        start = time.process_time()
        for end in range(1, len(WORD) + 1):
            bench.list.rows.set_filter(WORD[:end])
            await bench.painted()
        spent += time.process_time() - start
        bench.list.rows.set_filter("")
    return spent * 1000 / ROUNDS / len(WORD)


def _rows(length: int) -> LazyRows:
    return LazyRows(length, _row, key=lambda index: index, text=_text)


def _row(index: int) -> Row:
    return Row((str(index + 1), _title(index), f"Artist {index % 977}"), key=index)


def _title(index: int) -> str:
    return f"{_FIRST[index % len(_FIRST)]} {_SECOND[index % len(_SECOND)]} {index}"


def _text(index: int) -> str:
    return f"{_title(index)} Artist {index % 977}"


FIGURES: tuple[tuple[str, Callable[[], float], Callable[[], float]], ...] = (
    (f"a list of {LONG:,} rows opened / of {SHORT}", opened, opened_floor),
    (f"a page down in {LONG:,} rows / in {SHORT}", paged, paged_floor),
    (f"a letter typed to filter {LONG:,} rows / plain Python", filtered, filtered_floor),
)
