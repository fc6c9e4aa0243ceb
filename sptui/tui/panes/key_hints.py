"""What the most useful keys do now."""

from textual.reactive import reactive

from sptui.player.state import Picture
from sptui.tui.actions import HINTED
from sptui.tui.keys import first_key
from sptui.tui.widgets.hints import Hint, HintBar


class KeyHints(HintBar):
    """The hinted rows of the table of actions, dimmed where they cannot work. Bound to the screen's `picture`."""

    picture: reactive[Picture] = reactive(Picture)

    def watch_picture(self) -> None:
        """Other keys can work."""
        toggle = "pause" if self.picture.playback.is_playing else "play"
        self.set_hints(
            Hint(
                action.id,
                first_key(action.keys),
                toggle if action.id == "player.toggle" else action.hint,
                not action.why_not(self.picture),
            )
            for action in HINTED
        )
