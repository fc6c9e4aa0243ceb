"""Identical reads at the same time."""

import asyncio
import gc
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from sptui.spotify.inflight import InFlight


class Asked:
    """What was asked, each to be answered by the test."""

    def __init__(self) -> None:
        self.answers: list[asyncio.Future[bytes]] = []

    async def __call__(self) -> bytes:
        self.answers.append(asyncio.get_running_loop().create_future())
        return await self.answers[-1]


class Table:
    """One `InFlight`, what it asked, and who waits."""

    def __init__(self) -> None:
        self.shared = InFlight()
        self.asked = Asked()

    async def ask(self, key: str = "key") -> asyncio.Task[bytes]:
        """Somebody who waits for an answer, after everybody did what they could."""
        task = asyncio.create_task(self.shared.share(key, self.asked))
        await turns()
        return task


async def turns() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_those_who_ask_meanwhile_get_the_same_answer() -> None:
    table = Table()
    waiting = [await table.ask() for _ in range(3)]
    assert len(table.asked.answers) == 1

    table.asked.answers[0].set_result(b"yes")
    assert await asyncio.gather(*waiting) == [b"yes"] * 3


async def test_those_who_ask_meanwhile_get_the_same_error() -> None:
    table = Table()
    waiting = [await table.ask() for _ in range(3)]

    table.asked.answers[0].set_exception(KeyError("no"))
    assert [type(each) for each in await asyncio.gather(*waiting, return_exceptions=True)] == [KeyError] * 3


async def test_another_question_is_asked_by_itself() -> None:
    table = Table()
    a, b = await table.ask("a"), await table.ask("b")

    for answer, body in zip(table.asked.answers, [b"A", b"B"], strict=True):
        answer.set_result(body)
    assert (await a, await b) == (b"A", b"B")


@pytest.mark.parametrize("end", [lambda f: f.set_result(b""), lambda f: f.set_exception(KeyError())], ids=["ok", "no"])
async def test_who_asks_after_the_answer_asks_anew(end: Callable[[asyncio.Future[bytes]], None]) -> None:
    table = Table()
    first = await table.ask()
    end(table.asked.answers[0])
    await turns()
    second = await table.ask()
    table.asked.answers[1].set_result(b"new")

    assert await second == b"new"
    await asyncio.gather(first, return_exceptions=True)


async def test_an_answer_that_has_come_is_not_joined_before_those_who_waited_have_it() -> None:
    table = Table()
    first = await table.ask()
    table.asked.answers[0].set_result(b"old")
    await asyncio.sleep(0)  # the request has ended, and `first` has not been told
    assert not first.done()
    second = await table.ask()
    table.asked.answers[1].set_result(b"new")

    assert (await first, await second) == (b"old", b"new")


@pytest.mark.parametrize("leaving", [0, 1])
async def test_one_who_goes_does_not_take_the_answer_from_the_others(leaving: int) -> None:
    table = Table()
    waiting = [await table.ask(), await table.ask()]
    waiting[leaving].cancel()
    await turns()
    table.asked.answers[0].set_result(b"yes")

    assert await waiting[1 - leaving] == b"yes"
    assert waiting[leaving].cancelled()


async def test_when_the_last_one_goes_the_request_is_cancelled_before_he_has_gone() -> None:
    shared, closed = InFlight(), asyncio.Event()

    async def closes_slowly() -> bytes:
        try:
            await asyncio.Event().wait()
        finally:
            await turns()
            closed.set()
        return b""

    waiting = [asyncio.create_task(shared.share("key", closes_slowly)) for _ in range(2)]
    await turns()
    for task in waiting:
        task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting[1]

    assert closed.is_set()


async def test_nobody_joins_a_request_that_is_being_cancelled() -> None:
    table = Table()
    first = await table.ask()
    first.cancel()
    second = await table.ask()
    table.asked.answers[-1].set_result(b"yes")

    assert await second == b"yes"
    assert len(table.asked.answers) == 2


async def test_what_was_sealed_is_answered_and_not_joined() -> None:
    table = Table()
    before = await table.ask()
    table.shared.seal()
    after, joined = await table.ask(), await table.ask()
    assert len(table.asked.answers) == 2

    table.asked.answers[0].set_result(b"old")
    assert await before == b"old"
    late = await table.ask()
    table.asked.answers[1].set_result(b"new")
    assert {await after, await joined, await late} == {b"new"}


async def test_an_error_that_nobody_waits_for_is_not_reported_by_the_loop() -> None:
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
    shared = InFlight()

    async def fails_when_cancelled() -> bytes:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise KeyError from None
        return b""

    async def left(ask: Callable[[], Coroutine[Any, Any, bytes]]) -> None:
        task = asyncio.create_task(shared.share("key", ask))
        await turns()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    await left(fails_when_cancelled)
    await turns()
    gc.collect()

    assert told == []
