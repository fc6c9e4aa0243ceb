"""A menu alone, over nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from sptui.tui.actions import BY_ID
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.screens.menu import Entry, Menu
from tests.tui.dialogbench import Bench

COPY = Entry("row.copy", "Copy", BY_ID["row.copy"])
NEXT = Entry("player.next", "Next", BY_ID["player.next"], off="It is paused. Press [[player.toggle]] to go on.")


@dataclass
class Opened:
    """An open menu, and what it ended with."""

    pilot: Pilot[None]
    screen: Menu
    ended: list[str | None] = field(default_factory=list)

    @property
    def told(self) -> str:
        shown = self.screen.query_one(Static).content
        return shown.plain if isinstance(shown, Content) else str(shown)


@asynccontextmanager
async def menu(*entries: Entry, keymap: Keymap = AS_IN_THE_TABLE) -> AsyncIterator[Opened]:
    app = Bench()
    app.keyboard.keymap = keymap
    async with app.run_test() as pilot:
        opened = Opened(pilot, Menu("Menu", entries, keymap=keymap))
        app.push_screen(opened.screen, opened.ended.append)
        await pilot.pause()
        yield opened


async def test_why_something_cannot_be_done_names_keys() -> None:
    async with menu(NEXT, COPY) as opened:
        assert opened.told == "It is paused. Press space to go on."
        await opened.pilot.press("n")
        assert opened.ended == []
