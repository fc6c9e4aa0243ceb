import pytest

from sptui.player.attention import Level
from sptui.player.schedule import Pace, Profile, Sight, next_read

READ_AT = 1_000.0
FAR = READ_AT + 10_000.0


def sight(
    level: Level,
    *,
    read_at: float | None = READ_AT,
    active: bool = True,
    playing: bool = True,
    ends: tuple[float, ...] = (FAR,),
    quiet: int = 0,
    answered_at: float | None = None,
    shows_after: float = 0.0,
    length: float = 200.0,
    profile: Profile = "balanced",
    stretch: float = 1.0,
    between: bool = False,
) -> Sight:
    return Sight(
        read_at=read_at,
        active=active,
        playing=playing,
        ends=ends,
        quiet=quiet,
        pace=Pace(level=level, profile=profile, stretch=stretch),
        length=length,
        answered_at=float("-inf") if answered_at is None else answered_at,
        shows_at=None if answered_at is None else answered_at + shows_after,
        between=between,
    )


@pytest.mark.parametrize(("level", "after"), [("watching", 15.0), ("glancing", 60.0), ("away", 10_000.7)])
def test_a_long_item_is_read_by_the_interval_or_at_its_end_only(level: Level, after: float) -> None:
    assert next_read(sight(level)) == READ_AT + after


@pytest.mark.parametrize("level", ["watching", "glancing", "away"])
def test_an_end_before_the_interval_is_read_just_behind_it(level: Level) -> None:
    assert next_read(sight(level, ends=(READ_AT + 9.0,))) == READ_AT + 9.7


@pytest.mark.parametrize(
    ("level", "intervals"),
    [("watching", [15, 15, 15, 15]), ("glancing", [120, 240, 300, 300]), ("away", [None] * 4)],
)
def test_a_paused_player_is_read_ever_less(level: Level, intervals: list[float | None]) -> None:
    due = [next_read(sight(level, playing=False, ends=(), quiet=quiet)) for quiet in range(4)]
    assert due == [None if interval is None else READ_AT + interval for interval in intervals]


@pytest.mark.parametrize(
    ("level", "intervals"),
    [("watching", [15] * 5), ("glancing", [60, 120, 240, 300, 300]), ("away", [None] * 5)],
)
def test_an_idle_player_is_read_ever_less(level: Level, intervals: list[float | None]) -> None:
    due = [next_read(sight(level, active=False, playing=False, ends=(), quiet=quiet)) for quiet in range(5)]
    assert due == [None if interval is None else READ_AT + interval for interval in intervals]


def test_a_thousand_quiet_reads_overflow_nothing() -> None:
    assert next_read(sight("glancing", playing=False, ends=(), quiet=1_000_000)) == READ_AT + 300


@pytest.mark.parametrize("level", ["watching", "glancing", "away"])
def test_the_first_read_is_due_at_once(level: Level) -> None:
    assert next_read(sight(level, read_at=None, active=False, playing=False)) == float("-inf")


@pytest.mark.parametrize(("level", "after"), [("watching", 10.0), ("glancing", 20.0), ("away", 60.0)])
def test_an_ad_has_no_end_to_wait_for(level: Level, after: float) -> None:
    assert next_read(sight(level, ends=())) == READ_AT + after


@pytest.mark.parametrize("level", ["watching", "glancing", "away"])
def test_an_item_that_outlives_its_length_is_looked_at_ever_less(level: Level) -> None:
    read_at, intervals = READ_AT + 0.7, []
    for _ in range(8):
        due = next_read(sight(level, read_at=read_at, ends=(READ_AT,)))
        assert due is not None
        intervals.append(round(due - read_at, 1))
        read_at = due
    longest = 15.0 if level == "watching" else 60.0
    assert intervals == [min(seconds, longest) for seconds in (5.0, 5.7, 11.4, 22.8, 45.6, 60.0, 60.0, 60.0)]


@pytest.mark.parametrize("level", ["watching", "glancing", "away"])
@pytest.mark.parametrize(("read_after", "due_after"), [(-1.0, 0.6), (0.59, 0.6), (0.6, 1.5), (1.5, 3.0)])
def test_a_command_is_confirmed_in_three_reads_at_most(level: Level, read_after: float, due_after: float) -> None:
    seen = sight(level, read_at=READ_AT + read_after, playing=False, ends=(), answered_at=READ_AT)
    assert next_read(seen) == READ_AT + due_after


def test_after_the_last_confirming_read_the_intervals_rule_again() -> None:
    due = next_read(sight("watching", read_at=READ_AT + 3.0, playing=False, ends=(), answered_at=READ_AT))
    assert due == READ_AT + 18.0


def test_what_shows_late_is_not_looked_for_early() -> None:
    seen = sight("watching", playing=False, ends=(), answered_at=READ_AT, shows_after=1.0)
    assert next_read(seen) == READ_AT + 1.5


@pytest.mark.parametrize(("level", "due"), [("watching", 12.7), ("glancing", 30.7), ("away", 60.7)])
def test_of_short_items_not_every_end_is_looked_at(level: Level, due: float) -> None:
    ends = tuple(READ_AT + 6.0 * number for number in range(1, 21))
    assert next_read(sight(level, ends=ends, length=6.0, profile="balanced")) == pytest.approx(READ_AT + due)
    assert next_read(sight(level, ends=ends[:1], length=6.0)) == pytest.approx(READ_AT + 6.7)


@pytest.mark.parametrize(
    ("profile", "watching", "glancing"), [("frugal", 30.0, 120.0), ("balanced", 15.0, 60.0), ("live", 3.0, 30.0)]
)
def test_a_profile_has_intervals_of_its_own(profile: Profile, watching: float, glancing: float) -> None:
    due = [next_read(sight(level, profile=profile)) for level in ("watching", "glancing")]
    assert due == [READ_AT + watching, READ_AT + glancing]


def test_who_is_frugal_and_away_looks_at_every_third_end_as_far_as_ends_are_known() -> None:
    ends = (READ_AT + 100.0, READ_AT + 200.0, READ_AT + 300.0)
    for known, due in ((3, 300.7), (2, 200.7), (1, 100.7)):
        assert next_read(sight("away", profile="frugal", ends=ends[:known])) == pytest.approx(READ_AT + due)


def test_what_was_spent_stretches_the_intervals_and_skips_ends() -> None:
    ends = tuple(READ_AT + 100.0 * number for number in range(1, 9))
    assert next_read(sight("watching", stretch=2.0)) == READ_AT + 30.0
    assert next_read(sight("away", stretch=2.5, ends=ends)) == READ_AT + 200.7
    assert next_read(sight("glancing", stretch=1e9, ends=ends)) == READ_AT + 800.7
    assert next_read(sight("glancing", stretch=3.0, playing=False, ends=())) == READ_AT + 360.0


@pytest.mark.parametrize("level", ["watching", "glancing", "away"])
def test_what_is_left_for_the_keys_is_not_spent_on_reads_but_on_confirming_them(level: Level) -> None:
    assert next_read(sight(level, stretch=float("inf"))) is None
    assert next_read(sight(level, stretch=float("inf"), playing=False, ends=())) is None
    assert next_read(sight(level, stretch=float("inf"), answered_at=READ_AT)) == READ_AT + 0.6
    assert next_read(sight(level, stretch=float("inf"), read_at=None)) == float("-inf")


@pytest.mark.parametrize(
    ("level", "intervals"),
    [("watching", [1.5, 3, 6, 10]), ("glancing", [1.5, 3, 6, 12, 20]), ("away", [1.5, 3, 6, 12, 24, 48, 60])],
)
def test_between_two_items_it_is_read_soon_and_then_ever_less(level: Level, intervals: list[float]) -> None:
    due = [next_read(sight(level, ends=(), between=True, quiet=quiet)) for quiet in range(len(intervals))]
    # The interval within an item bounds it as well.
    assert due == [READ_AT + interval for interval in intervals]
