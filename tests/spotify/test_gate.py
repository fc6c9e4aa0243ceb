"""Who is let through, and when."""

import asyncio

import pytest

from sptui.spotify.gate import Gate


class Visitor:
    """Somebody who asks for a slot, and keeps it until told to go."""

    def __init__(self, gate: Gate, inside: list[str], name: str, *, write: bool = False) -> None:
        self.leave = asyncio.Event()
        self.task = asyncio.create_task(self._visit(gate, inside, name, write=write))

    async def _visit(self, gate: Gate, inside: list[str], name: str, *, write: bool) -> None:
        async with gate.slot(write=write):
            inside.append(name)
            await self.leave.wait()


async def turns() -> None:
    """Let everybody do what they can."""
    for _ in range(10):
        await asyncio.sleep(0)


async def gone(*visitors: Visitor) -> None:
    for visitor in visitors:
        visitor.leave.set()
        await visitor.task


async def test_two_are_let_through_and_the_third_when_one_has_gone() -> None:
    gate, inside = Gate(), list[str]()
    a, b, c = (Visitor(gate, inside, name) for name in "abc")
    await turns()
    assert inside == ["a", "b"]

    await gone(a)
    await turns()
    assert inside == ["a", "b", "c"]
    await gone(b, c)


async def test_writes_go_first_and_each_kind_in_its_order() -> None:
    gate, inside = Gate(slots=1), list[str]()
    names = ["first", "read 1", "write 1", "read 2", "write 2"]
    visitors = [Visitor(gate, inside, name, write=name.startswith("write")) for name in names]
    await turns()
    for visitor in visitors:
        visitor.leave.set()
    await asyncio.gather(*(visitor.task for visitor in visitors))

    assert inside == ["first", "write 1", "write 2", "read 1", "read 2"]


async def test_who_stops_waiting_leaves_no_trace() -> None:
    gate, inside = Gate(slots=1), list[str]()
    a, b, c = (Visitor(gate, inside, name) for name in "abc")
    await turns()
    b.task.cancel()
    await turns()
    await gone(a)
    await turns()

    assert b.task.cancelled()
    assert inside == ["a", "c"]
    await gone(c, Visitor(gate, inside, "d"))


async def test_a_slot_that_comes_in_the_moment_of_a_cancellation_is_passed_on() -> None:
    gate, inside = Gate(slots=1), list[str]()
    a, b, c = (Visitor(gate, inside, name) for name in "abc")
    await turns()
    a.leave.set()
    await asyncio.sleep(0)  # `a` goes, and `b` is given its slot
    b.task.cancel()
    await turns()

    assert b.task.cancelled()
    assert inside == ["a", "c"]
    await gone(c, Visitor(gate, inside, "d"))


async def test_a_slot_is_not_given_to_somebody_who_is_being_cancelled() -> None:
    gate, inside = Gate(slots=1), list[str]()
    a, b, c = (Visitor(gate, inside, name) for name in "abc")
    await turns()
    a.leave.set()
    b.task.cancel()
    await turns()

    assert inside == ["a", "c"]
    await gone(c, Visitor(gate, inside, "d"))


async def test_an_error_inside_gives_the_slot_back() -> None:
    gate = Gate(slots=1)
    for _ in range(3):
        with pytest.raises(KeyError):
            async with gate.slot(write=False):
                raise KeyError

    async with gate.slot(write=False):
        pass
