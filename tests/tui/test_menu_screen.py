"""A menu alone, over nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from sptui.tui.actions import BY_ID
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap
from sptui.tui.screens.menu import Entry, Menu
from tests.tui.dialogbench import Bench

COPY = Entry("row.copy", "Copy", BY_ID["row.copy"])
PLAY = Entry("choose", "Play", BY_ID["rows.choose"])
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


@pytest.mark.parametrize("keys", [("y", "y"), ("f2",)])
async def test_every_key_of_an_entry_chooses_it_also_those_after_one_another(keys: tuple[str, ...]) -> None:
    async with menu(PLAY, COPY, keymap=Keymap({"row.copy": (("y", "y"), ("f2",))})) as opened:
        await opened.pilot.press(*keys)
        assert opened.ended == ["row.copy"]


async def test_enter_chooses_what_has_the_cursor_and_not_the_entry_that_it_stands_beside() -> None:
    async with menu(PLAY, COPY) as opened:
        await opened.pilot.press("j", "enter")
        assert opened.ended == ["row.copy"]
