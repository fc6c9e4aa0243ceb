"""A list that can be filtered: the rows, and below them a line to type into."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from sptui.tui.widgets.columns import Column
from sptui.tui.widgets.filterline import FilterLine
from sptui.tui.widgets.rows import Rows


class RowList(Vertical):
    """`rows` of that class, made with `columns` and `placeholder`, and a line to type into that `show_filter` brings.

    What is typed filters at once. Enter and Down go to what is left of the list, and the line stays.
    """

    @dataclass
    class Filtered(Message):
        """The filter has become `text`, "" when all rows are shown."""

        row_list: "RowList"
        text: str

        @property
        def control(self) -> "RowList":
            """The list, for `@on` with a selector."""
            return self.row_list

    def __init__(
        self,
        *columns: Column,
        placeholder: str = "",
        rows: type[Rows] = Rows,
        id: str | None = None,  # noqa: A002 - Textual's word
    ) -> None:
        super().__init__(id=id)
        self.rows = rows(*columns, placeholder=placeholder)
        self._line = FilterLine()

    def compose(self) -> ComposeResult:
        """The list and the line."""
        yield self.rows
        yield self._line

    @property
    def filtering(self) -> bool:
        """Whether the line is there, with words in it or without."""
        return self._line.display

    @property
    def filter_text(self) -> str:
        """What shown items must hold, "" when all are shown."""
        return self.rows.filter_text

    def show_filter(self) -> None:
        """Bring the line, and let it have what is typed from now on."""
        self._line.display = True
        self._count()
        self.screen.set_focus(self._line.field)  # at once, so that the next key goes there

    def close_filter(self) -> bool:
        """Take the line away and show all rows; False when it was not there."""
        there = self.filtering
        self.set_filter("")
        return there

    def set_filter(self, text: str) -> None:
        """Filter by `text` as if it had been typed, without going to the line; "" takes that away."""
        if not text and self._line.has_focus_within:
            self.screen.set_focus(self.rows)
        self._line.display = bool(text)
        with self.prevent(Input.Changed):
            self._line.field.value = text
        self._filter()

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        event.stop()
        self._filter()

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        rows, under = self.rows, self.rows.highlighted
        if under is None or (rows.filter_text and not rows.matches[0]):
            return  # there is nothing to go to
        self.screen.set_focus(rows)
        if under.pinned and rows.filter_text:  # what one has looked for stands below
            rows.move_cursor(
                next(place for place, row in enumerate(rows.rows) if row.kind == "item" and not row.pinned)
            )

    @on(Rows.Sifted)
    def _count(self) -> None:
        if self.filtering:
            self._line.show_matches(*self.rows.matches)

    def _filter(self) -> None:
        """Filter by what stands in the line now, whatever stood there when the message was sent."""
        before = self.rows.filter_text
        self.rows.set_filter(self._line.field.value)
        if self.rows.filter_text != before:
            self.post_message(self.Filtered(self, self.rows.filter_text))
