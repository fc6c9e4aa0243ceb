"""What the most useful keys do now."""

from textual.reactive import reactive

from sptui.player.state import Picture, Trouble
from sptui.tui.actions import HINTED, why_not
from sptui.tui.keys import first_key
from sptui.tui.widgets.hints import Hint, HintBar


class KeyHints(HintBar):
    """The hinted rows of the table of actions, dimmed where they cannot work.

    Bound to the screen's `picture` and `trouble`.
    """

    picture: reactive[Picture] = reactive(Picture)
    trouble: reactive[Trouble | None] = reactive(None)

    def watch_picture(self) -> None:
        """Other keys can work."""
        self._hint()

    def watch_trouble(self) -> None:
        """None can, or all can again."""
        self._hint()

    def _hint(self) -> None:
        toggle = "pause" if self.picture.playback.is_playing else "play"
        self.set_hints(
            Hint(
                action.id,
                first_key(action.keys),
                toggle if action.id == "player.toggle" else action.hint,
                not why_not(action, self.picture, self.trouble),
            )
            for action in HINTED
        )
