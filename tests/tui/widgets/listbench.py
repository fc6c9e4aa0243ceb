"""A list of five lines, and rows to put into it."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from textual import on
from textual.app import ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from sptui.tui.actions import Action
from sptui.tui.actions.motions import MOTIONS
from sptui.tui.keyboard.keyboard import Layer
from sptui.tui.keyboard.keyed import Keyed
from sptui.tui.widgets.columns import Column, Row
from sptui.tui.widgets.rows import Rows
from sptui.tui.widgets.rowsequence import LazyRows

Until = Callable[[Callable[[], bool]], Awaitable[None]]


class Movable(Keyed):
    """An app whose lists hear the keys that move in lists."""

    @property
    def moving(self) -> Widget | None:
        return self.focused

    def layers(self) -> Sequence[Layer]:
        return (*super().layers(), Layer(MOTIONS, lambda _: isinstance(self.focused, Rows), self.move))

    def move(self, action: Action[Any], count: int | None) -> None:
        if count is not None and action.counted is not None:
            action.counted(self, count)
        else:
            action.run(self)


class Bench(Movable):
    CSS = "Rows { height: 5; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.rows = Rows(Column(weight=1), placeholder="Nothing here", id="rows")
        self.told: list[tuple[str, str | None]] = []

    def compose(self) -> ComposeResult:
        yield self.rows

    @on(Rows.Highlighted, "#rows")
    def hear_highlighted(self, event: Rows.Highlighted) -> None:
        self.told.append(("highlighted", None if event.row is None else str(event.row.cells[0])))

    @on(Rows.Chosen, "#rows")
    def hear_chosen(self, event: Rows.Chosen) -> None:
        assert event.rows.rows[event.index] is event.row
        self.told.append(("chosen", str(event.row.cells[0])))

    def lines(self) -> list[str]:
        return [self.rows.render_line(y).text.rstrip() for y in range(self.rows.size.height)]


def items(*names: str) -> list[Row]:
    return [Row((name,), key=name) for name in names]


def numbered(n: int) -> list[Row]:
    return items(*(f"item {index}" for index in range(n)))


HEADED = [
    Row(("Albums",), kind="heading"),
    *items("a", "b"),
    Row(("Singles",), kind="heading"),
    *items("c", "d"),
    Row(("the end",), kind="note"),
]


@contextmanager
def repaints(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Region | None]]:
    asked: list[Region | None] = []
    refresh = rows.refresh

    def count(*regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Rows:
        asked.extend(regions or [None])
        return refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    with monkeypatch.context() as patch:
        patch.setattr(rows, "refresh", count)
        yield asked


async def settled(app: Bench, pilot: Pilot[None], until: Until) -> None:
    await until(lambda: app.rows.size.height == 5)
    await pilot.pause()


class Lazy(LazyRows):
    """`length` rows, `item 0` and so on, that note in `built` which of them were made."""

    def __init__(self, length: int, *, texts: bool = True) -> None:
        self.built: list[int] = []
        super().__init__(length, self._make, key=self._key_of, text=self._key_of if texts else None)

    def _make(self, index: int) -> Row:
        self.built.append(index)
        return Row((f"item {index}",), key=f"item {index}")

    def _key_of(self, index: int) -> str:
        return f"item {index}"
