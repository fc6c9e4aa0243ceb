"""How the panes are put in their places."""

from typing import cast

from textual import on
from textual.containers import Container
from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from sptui.tui.layout import Arrangement, Box, Kind, Use, Wishes, columns_of, placed
from sptui.tui.widgets.rowholder import RowHolder


class _Places(Layout):
    """Asks the `Placing` itself."""

    name = "places"

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: ARG002, FBT001, FBT002 -- Textual's
    ) -> ArrangeResult:
        """Where each child stands; one that has no place is not seen."""
        boxes = cast("Placing", parent).boxes(size)
        return [
            WidgetPlacement(Region(*boxes[child.id]), Offset(), Spacing(), child)
            for child in children
            if child.id in boxes
        ]


_PLACES = _Places()


class Placing(Container):
    """Puts its children where `layout` says.

    `standing` are the children that there are, by name. Which of them can be seen goes by the `kind` of arrangement,
    by what somebody wants of it, and by the `use` that is made of them.
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self.kind: Kind = "two"
        self.wanted: dict[Kind, Wishes] = {}
        self.standing: dict[str, Widget] = {}
        self._lines = 0
        self._asked: object = None

    @property
    def layout(self) -> Layout:
        """Textual's word for what asks where the children stand."""
        return _PLACES

    @property
    def wishes(self) -> Wishes:
        """What is wanted of the arrangement as it is now."""
        return self.wanted.get(self.kind, Wishes())

    def be(self, kind: Kind) -> None:
        """Be arranged so."""
        if kind != self.kind:
            self.kind = kind
            self.settle()

    def wish(self, wishes: Wishes) -> None:
        """Want this of it."""
        self.wanted[self.kind] = wishes
        self.settle()

    @property
    def use(self) -> Use:
        """What the arrangement has to know."""
        raise NotImplementedError

    @property
    def arrangement(self) -> Arrangement:
        """Where all stands now."""
        return self.placed(self.content_size)

    def boxes(self, size: Size) -> dict[str | None, Box]:
        """The places of the children, by id."""
        return dict(self.placed(size).boxes.items())

    def settle(self) -> None:
        """Put everything in its place, unless it stands there."""
        asked = columns_of(self.kind, self.wishes, self.use), self.wishes, self._lines, len(self.children)
        if self.children and asked != self._asked:
            self._asked = asked
            self.children[0].refresh(layout=True)

    @on(RowHolder.Sifted)
    def _grow(self, event: RowHolder.Sifted) -> None:
        """The devices have as many lines as they need."""
        devices, lines = self.standing.get("devices"), len(event.rows.rows)
        if devices is not None and devices in event.rows.ancestors and lines != self._lines:
            self._lines = lines
            self.settle()

    def placed(self, size: Size) -> Arrangement:
        """Where all stands in so much room."""
        return placed(columns_of(self.kind, self.wishes, self.use), *size, self.wishes, self._lines)
