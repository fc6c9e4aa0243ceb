"""Plans that stop on their way, and go on to the end all the same."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptui.library import editing
from sptui.library.editing import remove_duplicates
from sptui.library.edits import ChangedElsewhere, HalfDone, Plan, Version
from sptui.spotify.errors import RateLimited, SpotifyError
from tests.library.edited import (
    ALPHABET,
    CHECK,
    INSERT,
    SURE,
    UNSURE,
    Outcome,
    Planned,
    Stage,
    moved,
    removed,
    staged,
    sure,
)


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with staged() as stage:
        yield stage


async def test_a_plan_that_stopped_on_its_way_tells_what_is_missing_and_goes_on(stage: Stage) -> None:
    plan = remove_duplicates(stage.fill("axbyab"))
    half = await stage.half_done(plan, "fine", "limited")
    assert stage.spelling() == "xy"
    assert (half.version, half.rest, half.unsure) == (stage.now, plan.steps[1:], False)
    assert half.missing == stage.uris("ab")
    assert isinstance(half.error, RateLimited)
    assert str(half).endswith("The playlist is half changed, by 1 of 3 steps: go on to finish it.")

    assert await stage.editor.resume(half) == stage.now
    assert stage.spelling() == "axby"
    assert stage.connection.asked == [CHECK, INSERT, INSERT]


async def test_going_on_may_stop_again(stage: Stage) -> None:
    half = await stage.half_done(remove_duplicates(stage.fill("axbyab")), "fine", "limited")
    stage.connection.outcomes = ["fine", "lost"]
    with pytest.raises(HalfDone) as stopped:
        await stage.editor.resume(half)
    assert stopped.value.missing == stage.uris("b")
    assert await stage.editor.resume(stopped.value) == stage.now
    assert stage.spelling() == "axby"


async def test_going_on_without_a_network_can_be_tried_again(stage: Stage) -> None:
    half = await stage.half_done(removed(stage.fill("abcb")), "fine", "unsent")
    stage.simulator.world.registered = False
    with pytest.raises(SpotifyError):
        await stage.editor.resume(half)
    stage.simulator.world.registered = True
    await stage.editor.resume(half)
    assert stage.spelling() == "acb"


@pytest.mark.parametrize("outcome", UNSURE)
@pytest.mark.parametrize(
    ("rows", "planned", "fine", "expected"),
    [
        ("abcbL-", removed, 0, "acbL-"),
        ("abcbL-", removed, 1, "acbL-"),
        ("abc", removed, 0, "ac"),
        ("axbyab", remove_duplicates, 1, "axby"),
        ("axbyab", remove_duplicates, 2, "axby"),
        ("a-Lbc", moved, 0, "abc-L"),
        ("a" * 60 + "bc" + "L-" * 30 + "bc", remove_duplicates, 1, "abc" + "L-" * 30),
    ],
)
async def test_a_step_whose_answer_was_lost_is_done_once(
    stage: Stage, rows: str, planned: Planned, fine: int, expected: str, outcome: Outcome
) -> None:
    plan = planned(stage.fill(rows))
    half = await stage.half_done(plan, *sure(fine), outcome)
    assert half.unsure
    assert str(half).endswith("going on finds that out.")
    assert await stage.editor.resume(half) == stage.now
    assert stage.spelling() == expected
    left = plan.requests - fine
    looks = ["GET playlist"] if outcome == "failed" else ["GET playlist", "GET items"]
    assert stage.connection.asked[: len(looks)] == looks
    assert len(stage.connection.asked) == (left + 1 if outcome == "failed" else left - 1 + 2)


async def test_a_change_made_elsewhere_before_going_on_is_noticed(stage: Stage) -> None:
    half = await stage.half_done(removed(stage.fill("abcb")), "fine", "limited")
    stage.change_elsewhere()
    with pytest.raises(ChangedElsewhere) as noticed:
        await stage.editor.resume(half)
    assert stage.spelling() == "acz"
    assert stage.connection.asked == [CHECK]

    await stage.editor.add(stage.playlist.id, noticed.value.missing)
    assert stage.spelling() == "aczb"


@pytest.mark.parametrize("outcome", ["failed", "lost"])
@pytest.mark.parametrize(("foreign", "position"), [("z", None), ("b", 1), ("bz", 0)])
async def test_a_change_made_elsewhere_is_not_taken_for_a_lost_answer(
    stage: Stage, outcome: Outcome, foreign: str, position: int | None
) -> None:
    half = await stage.half_done(removed(stage.fill("abcb")), outcome)
    stage.change_elsewhere(foreign, position)
    changed = stage.spelling()
    with pytest.raises(ChangedElsewhere) as noticed:
        await stage.editor.resume(half)
    assert noticed.value.missing == stage.uris("b")
    assert stage.spelling() == changed


async def test_a_change_elsewhere_that_keeps_the_length_is_not_taken_for_a_lost_one(stage: Stage) -> None:
    half = await stage.half_done(moved(stage.fill("abcde")), "failed")
    stage.playlist.reorder(0, 1, 5)
    with pytest.raises(ChangedElsewhere):
        await stage.editor.resume(half)
    assert stage.spelling() == "bcdea"


async def test_what_was_added_elsewhere_far_from_a_lost_step_is_noticed(stage: Stage) -> None:
    half = await stage.half_done(editing.move(stage.fill(ALPHABET * 5), range(1), 1), "lost")
    stage.change_elsewhere()
    with pytest.raises(ChangedElsewhere):
        await stage.editor.resume(half)


async def test_a_step_far_down_that_was_not_done_is_not_taken_for_done(stage: Stage) -> None:
    half = await stage.half_done(editing.move(stage.fill(ALPHABET * 5), range(100, 101), 1), "failed")
    stage.playlist.reorder(110, 1, 130)
    with pytest.raises(ChangedElsewhere):
        await stage.editor.resume(half)


outcomes = st.lists(st.sampled_from(["fine", *SURE, *UNSURE]), max_size=8)


@settings(derandomize=True, max_examples=60, deadline=None, database=None)
@given(st.data(), st.text("abcL-", min_size=1, max_size=10), outcomes)
def test_whatever_fails_on_its_way_the_plan_ends_as_planned(
    data: st.DataObject, rows: str, script: list[Outcome]
) -> None:
    known = [row for row, letter in enumerate(rows) if letter not in "L-"]
    chosen = data.draw(st.sets(st.sampled_from(known))) if known else set()
    left = "".join(letter for row, letter in enumerate(rows) if row not in chosen)

    async def carried_out() -> None:
        async with staged() as stage:
            plan = editing.remove(stage.fill(rows), chosen)
            stage.connection.outcomes = list(script)
            assert await persistent(stage, plan) == stage.now
            assert stage.spelling() == left

    asyncio.run(carried_out())


async def persistent(stage: Stage, plan: Plan) -> Version:
    """Try until it is done, as somebody does who is told to go on."""
    going: Awaitable[Version] = stage.editor.carry_out(plan)
    half: HalfDone | None = None
    while True:
        with suppress(SpotifyError):  # nothing was changed by it
            try:
                return await going
            except HalfDone as stopped:
                half = stopped
        stage.wait()
        going = stage.editor.carry_out(plan) if half is None else stage.editor.resume(half)
