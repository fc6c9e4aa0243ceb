"""Which of the panes are to be seen, which of them is used, and which one goes round."""

from typing import cast

from sptui.tui.actions import PaneName
from sptui.tui.layout import SHARING, Use, columns_of
from sptui.tui.screens.dragging import Dragging
from sptui.tui.widgets.tabs import Tab

PANES: tuple[PaneName, ...] = ("library", "search", "queue", "devices")
"""Those that have a tab and that one goes round; the lyrics come and go by their own key."""


class Choosing(Dragging):
    """The panes by their names. The right column can hold a `cover` and `words`, where there are any."""

    def __init__(self, *, id: str, cover: bool, words: bool) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self.current: PaneName = "queue"
        self._with_cover = cover
        self._with_words = words
        self._front: PaneName = "library"
        self._behind_lyrics: PaneName = "library"

    def bring(self, name: PaneName) -> None:
        """Use a pane: where one is shown at a time, only that is there, elsewhere only that of those which share a
        place.
        """
        self.current = name
        if name in SHARING:
            if name != "lyrics":
                self._behind_lyrics = name
            if name != "lyrics" or self.kind == "two":
                self._front = name
        self.settle()

    def restore(self) -> None:
        """Let what the lyrics stand before be there again."""
        self.bring(self._behind_lyrics)

    @property
    def use(self) -> Use:
        """What the arrangement has to know."""
        return Use(self.current, self._front, self._with_cover, self._with_words)

    @property
    def around(self) -> tuple[PaneName, ...]:
        """The panes that one goes round: not those behind the lyrics, where these stay in sight, nor hidden ones."""
        behind = self.kind == "two" and self._front == "lyrics"
        names: list[PaneName] = ["lyrics", "queue", "devices"] if behind else [*PANES]
        if "lyrics" in self.shown and not behind:
            names.insert(2 if self.kind != "three" else 4, "lyrics")
        hidden = self.wishes.hidden | ({"search"} if "library" in self.wishes.hidden and self.kind != "one" else set())
        return tuple(name for name in names if name not in hidden or name == self.current)

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """A tab for each of those that one goes round where one is shown at a time."""
        there = (name for name in PANES if name not in self.wishes.hidden or name == self.current)
        return tuple(Tab(name, name.title()) for name in there)

    @property
    def shown(self) -> tuple[PaneName, ...]:
        """The panes that can be seen."""
        names = columns_of(self.kind, self.wishes, self.use).names
        return tuple(cast("PaneName", name) for name in names if name != "cover")

    @property
    def covered(self) -> bool:
        """Whether the cover of what plays is to be seen among them."""
        return "cover" in columns_of(self.kind, self.wishes, self.use).names
