"""What can be taken back."""

import asyncio
from functools import partial
from types import SimpleNamespace

import pytest

from sptui.library.edits import CannotEdit, ChangedElsewhere
from sptui.library.undo import Undo, UndoStack
from sptui.spotify.errors import SpotifyError, Unreachable


class Changes:
    """Changes that are taken back; `errors` come up in the place of the next ones."""

    def __init__(self) -> None:
        self.clock = SimpleNamespace(now=1_000.0)
        self.stack = UndoStack(lambda: self.clock.now, most=3)
        self.undone: list[str] = []
        self.errors: list[Exception] = []

    def make(self, *texts: str) -> None:
        for text in texts:
            self.stack.push(Undo(text, partial(self.take_back, text), self.clock.now))

    async def take_back(self, text: str) -> None:
        await asyncio.sleep(0)
        if self.errors:
            raise self.errors.pop()
        self.undone.append(text)

    @property
    def last(self) -> str | None:
        last = self.stack.peek()
        return last.text if last else None


@pytest.fixture
def changes() -> Changes:
    return Changes()


async def test_the_last_change_is_taken_back_first(changes: Changes) -> None:
    changes.make("one", "two")
    assert changes.last == "two"
    undone = [await changes.stack.undo() for _ in range(3)]
    assert [undo and undo.text for undo in undone] == [*changes.undone, None] == ["two", "one", None]


async def test_there_are_so_many_at_most(changes: Changes) -> None:
    changes.make("one", "two", "three", "four")
    undone = [await changes.stack.undo() for _ in range(4)]
    assert [undo and undo.text for undo in undone] == ["four", "three", "two", None]


async def test_after_ten_minutes_a_change_stays(changes: Changes) -> None:
    changes.make("one")
    changes.clock.now += 599.0
    changes.make("two")
    assert changes.last == "two"
    await changes.stack.undo()
    assert changes.last == "one"
    changes.clock.now += 1.0
    assert changes.last is None


async def test_what_has_expired_is_not_taken_back(changes: Changes) -> None:
    changes.make("one")
    changes.clock.now += 600.0
    assert await changes.stack.undo() is None
    assert changes.undone == []


async def test_what_fails_stays_for_another_try(changes: Changes) -> None:
    changes.make("one", "two")
    changes.errors.append(Unreachable("Spotify cannot be reached.", sent=False))
    with pytest.raises(SpotifyError):
        await changes.stack.undo()
    assert changes.last == "two"
    await changes.stack.undo()
    assert (changes.last, changes.undone) == ("one", ["two"])


@pytest.mark.parametrize("error", [ChangedElsewhere(), CannotEdit("No.")])
async def test_what_has_become_impossible_goes(changes: Changes, error: Exception) -> None:
    changes.make("one", "two")
    changes.errors.append(error)
    with pytest.raises(type(error)):
        await changes.stack.undo()
    assert (changes.last, changes.undone) == ("one", [])


async def test_two_at_once_take_back_two_changes_in_turn(changes: Changes) -> None:
    changes.make("one", "two", "three")
    await asyncio.gather(changes.stack.undo(), changes.stack.undo())
    assert (changes.undone, changes.last) == (["three", "two"], "one")


async def test_a_change_made_meanwhile_stays(changes: Changes) -> None:
    changes.make("one")
    undoing = asyncio.create_task(changes.stack.undo())
    await asyncio.sleep(0)
    changes.make("two")
    await undoing
    assert (changes.undone, changes.last) == (["one"], "two")
