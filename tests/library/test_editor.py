"""Plans for playlists, carried out on a simulated account."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from sptui.library import editing
from sptui.library.editing import remove_duplicates
from sptui.library.edits import ChangedElsewhere
from sptui.simulator.playlists import Row
from sptui.spotify.errors import Forbidden, RateLimited, SpotifyError, Unreachable
from tests.library.edited import (
    CHECK,
    INSERT,
    MOVE,
    REMOVE,
    Outcome,
    Planned,
    Stage,
    moved,
    removed,
    staged,
)


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged() as stage:
        yield stage


@pytest.mark.parametrize(
    ("rows", "planned", "expected", "asked"),
    [
        ("abc", removed, "ac", [REMOVE]),
        ("aba", removed, "aa", [REMOVE]),
        ("abcbL-", removed, "acbL-", [REMOVE, INSERT]),
        ("aaa", removed, "aa", [REMOVE, INSERT]),
        ("abacb-L-L", remove_duplicates, "abc-L-L", [REMOVE, INSERT]),
        ("axbyab", remove_duplicates, "axby", [REMOVE, INSERT, INSERT]),
        ("a-Lbc", moved, "abc-L", [MOVE]),
    ],
)
async def test_a_plan_takes_its_requests_and_a_look_before(
    stage: Stage, rows: str, planned: Planned, expected: str, asked: list[str]
) -> None:
    before = stage.fill(rows)
    plan = planned(before)
    after = await stage.editor.carry_out(plan)
    assert stage.spelling() == expected
    assert after == stage.now
    assert stage.connection.asked == [CHECK, *asked]
    assert len(asked) == plan.requests

    await stage.editor.carry_out(editing.inverse(plan, after))
    assert stage.spelling() == rows


async def test_a_plan_for_nothing_asks_nothing(stage: Stage) -> None:
    before = stage.fill("abc")
    assert await stage.editor.carry_out(editing.move(before, range(1), -1)) is before
    assert stage.connection.asked == []


async def test_an_insertion_goes_to_its_place(stage: Stage) -> None:
    plan = editing.insert(stage.fill("aL-"), stage.uris("bc"), 2)
    after = await stage.editor.carry_out(plan)
    assert stage.spelling() == "aLbc-"
    await stage.editor.carry_out(editing.inverse(plan, after))
    assert stage.spelling() == "aL-"
    assert stage.connection.asked == [CHECK, INSERT, CHECK, REMOVE]


async def test_each_step_names_the_version_that_the_one_before_has_made(stage: Stage) -> None:
    before = stage.fill("".join(chr(ord("a") + number % 26) for number in range(52)))
    tracks = stage.simulator.world.catalogue.tracks
    stage.playlist.rows += [Row(track, None) for track in tracks[200:320]]
    plan = editing.remove(stage.now, range(len(before.uris), 172))
    snapshots = [stage.playlist.snapshot_id]
    await stage.editor.carry_out(plan)
    moved = await stage.editor.carry_out(editing.move(stage.now, range(1), 1))
    named = [body["snapshot_id"] for body in stage.connection.bodies]
    assert (named[0], len(set(named)), moved) == (snapshots[0], 3, stage.now)
    assert stage.connection.asked == [CHECK, REMOVE, REMOVE, CHECK, MOVE]


async def test_what_was_changed_elsewhere_is_noticed_and_left_alone(stage: Stage) -> None:
    plan = removed(stage.fill("abcb"))
    stage.change_elsewhere()
    with pytest.raises(ChangedElsewhere, match="changed elsewhere"):
        await stage.editor.carry_out(plan)
    assert stage.spelling() == "abcbz"
    assert stage.connection.asked == [CHECK]


@pytest.mark.parametrize(
    ("outcome", "error"), [("unsent", Unreachable), ("limited", RateLimited), ("forbidden", Forbidden)]
)
async def test_what_fails_before_anything_was_changed_is_the_plain_error(
    stage: Stage, outcome: Outcome, error: type[SpotifyError]
) -> None:
    plan = removed(stage.fill("abcb"))
    stage.connection.outcomes = [outcome]
    with pytest.raises(error):
        await stage.editor.carry_out(plan)
    assert stage.spelling() == "abcb"


async def test_a_plan_that_has_begun_goes_on_when_its_caller_is_cancelled(stage: Stage) -> None:
    plan = removed(stage.fill("abcb"))
    stage.connection.held = asyncio.Event()
    caller = asyncio.create_task(stage.editor.carry_out(plan))
    await stage.connection.answered.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert stage.spelling() == "ac"
    (going,) = stage.editor._going
    stage.connection.held.set()
    assert await going == stage.now
    assert stage.spelling() == "acb"
    assert not stage.editor._going
