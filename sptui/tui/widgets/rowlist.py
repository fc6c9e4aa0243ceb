"""A list that can be filtered: the rows, and below them a line to type into."""

from dataclasses import dataclass

from textual import events, on
from textual.message import Message
from textual.widgets import Input

from sptui.tui.widgets.columns import Column
from sptui.tui.widgets.filterline import FilterLine
from sptui.tui.widgets.parted import Parted
from sptui.tui.widgets.rows import Rows


class RowList(Parted):
    """`rows` of that class, made with `columns` and `placeholder`, and a line to type into that `show_filter` brings.

    What is typed filters at once. Enter and Down go to what is left of the list, and the line stays. It is made when
    it is first wanted.
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

    @dataclass
    class Asked(Message):
        """The right button went down on a row, which has the cursor now, at a place on the screen."""

        row_list: "RowList"
        x: int
        y: int

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
        self.parts = (self.rows,)
        self._line: FilterLine | None = None

    @property
    def filtering(self) -> bool:
        """Whether the line is there, with words in it or without."""
        return self._line is not None and self._line.display

    @property
    def filter_text(self) -> str:
        """What shown items must hold, "" when all are shown."""
        return self.rows.filter_text

    def show_filter(self) -> None:
        """Bring the line, and let it have what is typed from now on."""
        line = self._made_line
        line.display = True
        self._count()
        self.screen.set_focus(line.field)  # at once, so that the next key goes there

    def close_filter(self) -> bool:
        """Take the line away and show all rows; False when it was not there."""
        there = self.filtering
        self.set_filter("")
        return there

    def set_filter(self, text: str) -> None:
        """Filter by `text` as if it had been typed, without going to the line; "" takes that away."""
        if self._line is None and not text:
            return
        line = self._made_line
        if not text and line.has_focus_within:
            self.screen.set_focus(self.rows)
        line.display = bool(text)
        with self.prevent(Input.Changed):
            line.field.value = text
        self._filter()

    @on(events.Click)
    def _ask(self, event: events.Click) -> None:
        offset = event.get_content_offset(self.rows)
        if event.button != 3 or event.widget is not self.rows or offset is None:
            return
        index = offset.y + self.rows.scroll_offset.y
        if index in self.rows.visible_indices and self.rows.rows[index].kind == "item":
            event.stop()
            self.screen.set_focus(self.rows)
            self.rows.move_cursor(index)
            self.post_message(self.Asked(self, event.screen_x, event.screen_y))

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
        if self._line is not None and self._line.display:
            self._line.show_matches(*self.rows.matches)

    @property
    def _made_line(self) -> FilterLine:
        if self._line is None:
            self._line = FilterLine()
            self._line.plant(self)
        return self._line

    def _filter(self) -> None:
        """Filter by what stands in the line now, whatever stood there when the message was sent."""
        before = self.rows.filter_text
        self.rows.set_filter(self._line.field.value if self._line is not None else "")
        if self.rows.filter_text != before:
            self.post_message(self.Filtered(self, self.rows.filter_text))
