"""The right button, on something that has no rows."""

from dataclasses import dataclass

from textual import events, on
from textual.message import Message
from textual.widget import Widget


class Askable(Widget):
    """A widget that tells of the right button. Among several bases it comes last: styles come from the first."""

    @dataclass
    class Asked(Message):
        """It was pressed at a place on the screen."""

        x: int
        y: int

    @on(events.Click)
    def _ask(self, event: events.Click) -> None:
        if event.button == 3:
            event.stop()
            self.post_message(self.Asked(event.screen_x, event.screen_y))
