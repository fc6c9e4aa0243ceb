"""What is counted, what may be spent on reading, and until when nothing is sent; the clock is passed in."""

from math import inf, isinf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.spotify.errors import QuotaExceeded, RateLimited
from sptui.spotify.pacing import (
    DAY,
    EVERYTHING,
    SIGN_IN,
    UNTOLD_QUOTA,
    UNTOLD_RATE,
    WINDOW,
    Cooldown,
    Ledger,
    MemoryLedger,
    Pacing,
    Usage,
    family_of,
)
from sptui.store import Store

START = 1_800_000_000.0


class Desk:
    """A pacing whose clocks tests set: `now` is the time, and `wall` how far the clock on the wall is ahead of it."""

    def __init__(self, ledger: Ledger) -> None:
        self.now = START
        self.wall = 0.0
        self.ledger = ledger
        self.pacing = self.process()

    def process(self) -> Pacing:
        """The pacing of another process."""
        return Pacing(self.ledger, now=lambda: self.now + self.wall, monotonic=lambda: self.now)

    def held(self, family: str, after: float) -> RateLimited | None:
        """The refusal that holds for `family` so many seconds after the start."""
        self.now = START + after
        try:
            self.pacing.check(family)
        except RateLimited as error:
            return error
        return None

    def refused(self, family: str, error: RateLimited, after: float = 0.0) -> None:
        self.now = START + after
        self.pacing.refused(family, error)

    def sent(self, *families: str, after: float = 0.0) -> None:
        self.now = START + after
        for family in families:
            self.pacing.sent(family)


@pytest.fixture(params=[MemoryLedger, Store.in_memory], ids=["memory", "store"])
def desk(request: pytest.FixtureRequest) -> Desk:
    return Desk(request.param())


def test_a_rate_limit_silences_every_family_until_its_deadline(desk: Desk) -> None:
    desk.refused("player", RateLimited(retry_after=3.0))

    for family in ("player", "albums"):
        error = desk.held(family, 2.0)
        assert type(error) is RateLimited
        assert error.retry_after == 1.0
        assert desk.held(family, 3.0) is None


def test_a_quota_silences_only_its_own_family(desk: Desk) -> None:
    desk.refused("tracks", QuotaExceeded(retry_after=80_000.0))

    error = desk.held("tracks", 79_999.0)
    assert type(error) is QuotaExceeded
    assert error.retry_after == 1.0
    assert desk.held("player", 1.0) is None
    assert desk.held("tracks", 80_000.0) is None


@pytest.mark.parametrize(
    ("refusal", "silence"),
    [(RateLimited(), UNTOLD_RATE), (QuotaExceeded(), UNTOLD_QUOTA)],
    ids=repr,
)
def test_a_refusal_that_does_not_say_for_how_long_counts_too(desk: Desk, refusal: RateLimited, silence: float) -> None:
    desk.refused("tracks", refusal)

    assert type(desk.held("tracks", silence - 0.5)) is type(refusal)
    assert desk.held("tracks", silence) is None


@pytest.mark.parametrize("refusal", [RateLimited, QuotaExceeded])
def test_a_shorter_refusal_does_not_end_a_longer_silence(desk: Desk, refusal: type[RateLimited]) -> None:
    desk.refused("tracks", refusal(retry_after=30.0))
    desk.refused("tracks", refusal(retry_after=1.0), after=1.0)

    assert desk.held("tracks", 29.0) is not None
    assert desk.held("tracks", 30.0) is None


def test_a_refusal_long_after_an_old_deadline_counts_from_now(desk: Desk) -> None:
    desk.refused("tracks", RateLimited(retry_after=1.0))
    desk.refused("tracks", RateLimited(retry_after=1.0), after=32.0)

    assert desk.held("tracks", 32.5) is not None
    assert desk.held("tracks", 33.0) is None


@pytest.mark.parametrize(
    ("refusal", "silences"),
    [
        (RateLimited(), [5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 600.0, 600.0]),
        (RateLimited(retry_after=25.0), [25.0, 50.0, 100.0, 200.0, 400.0, 600.0]),
        (QuotaExceeded(), [3_600.0, 7_200.0, 14_400.0, 28_800.0, 57_600.0, 86_400.0, 86_400.0]),
        (QuotaExceeded(retry_after=86_400.0), [86_400.0, 86_400.0]),
    ],
    ids=repr,
)
def test_a_silence_that_follows_hard_upon_another_is_twice_as_long(
    desk: Desk, refusal: RateLimited, silences: list[float]
) -> None:
    for silence in silences:
        desk.pacing = desk.process()  # whichever process asks again
        desk.pacing.refused("tracks", refusal)
        (cooldown,) = desk.pacing.cooldowns()
        assert cooldown.left(desk.now) == pytest.approx(silence)
        desk.now += silence + 1.0


def test_a_quota_that_is_told_is_believed_whatever_went_before(desk: Desk) -> None:
    desk.refused("player", QuotaExceeded(retry_after=80_000.0))
    desk.refused("player", QuotaExceeded(retry_after=7_200.0), after=80_010.0)
    assert desk.held("player", 80_010.0 + 7_199.0) is not None
    assert desk.held("player", 80_010.0 + 7_200.0) is None


def test_a_refusal_of_the_accounts_service_silences_that_alone(desk: Desk) -> None:
    desk.refused(SIGN_IN, RateLimited(retry_after=300.0))
    assert desk.held("player", 1.0) is None
    assert desk.held(SIGN_IN, 299.0) is not None


def test_of_two_silences_the_longer_is_told_first(desk: Desk) -> None:
    desk.refused("tracks", RateLimited(retry_after=4.0))
    desk.refused("tracks", QuotaExceeded(retry_after=80_000.0))

    assert [(each.family, each.quota) for each in desk.pacing.cooldowns()] == [("tracks", True), (EVERYTHING, False)]
    assert type(desk.held("tracks", 1.0)) is QuotaExceeded
    assert type(desk.held("albums", 1.0)) is RateLimited


def test_a_silence_that_is_over_is_not_told(desk: Desk) -> None:
    desk.refused("tracks", RateLimited(retry_after=4.0))
    desk.now += 4.0

    assert desk.pacing.cooldowns() == ()


def test_a_silence_holds_for_whoever_shares_the_ledger(desk: Desk) -> None:
    desk.refused("tracks", QuotaExceeded(retry_after=80_000.0))
    other = Pacing(desk.ledger, now=lambda: START + 79_990.0)

    with pytest.raises(QuotaExceeded) as caught:
        other.check("tracks")

    assert caught.value.retry_after == 10.0


@pytest.mark.parametrize("wall", [-36_000.0, 36_000.0])
def test_a_silence_ends_in_its_own_time_although_the_clock_was_set(desk: Desk, wall: float) -> None:
    desk.refused("tracks", RateLimited(retry_after=50.0))
    desk.wall = wall

    error = desk.held("tracks", 40.0)
    assert error is not None
    assert error.retry_after == pytest.approx(10.0)
    assert desk.held("tracks", 50.0) is None


def test_a_process_that_starts_after_the_clock_was_set_back_is_silent_for_once_the_length_at_most(desk: Desk) -> None:
    desk.refused("tracks", RateLimited(retry_after=5.0))
    desk.wall = -36_000.0
    for _ in range(2):
        desk.pacing = desk.process()
        error = desk.held("tracks", 0.0)
        assert error is not None
        assert error.retry_after == pytest.approx(5.0)
    desk.pacing = desk.process()
    assert desk.held("tracks", 5.0) is None


def test_a_refusal_after_the_clock_was_set_back_is_held_in_full(desk: Desk) -> None:
    desk.refused("tracks", RateLimited(retry_after=5.0))
    desk.wall = -36_000.0
    desk.refused("tracks", RateLimited(retry_after=30.0), after=1.0)

    assert desk.held("tracks", 30.5) is not None
    assert desk.held("tracks", 31.0) is None


class Forgetful(MemoryLedger):
    """A ledger that cannot be written to."""

    def hold(self, cooldown: Cooldown) -> None:
        """Lose it."""


def test_a_silence_holds_in_its_process_when_it_cannot_be_written_down() -> None:
    desk = Desk(Forgetful())
    desk.refused("player", QuotaExceeded(retry_after=80_000.0))
    assert desk.held("player", 79_999.0) is not None
    assert desk.held("player", 80_000.0) is None


def test_requests_are_counted_over_a_day_and_over_the_last_seconds(desk: Desk) -> None:
    desk.sent("player", "search")
    desk.sent("player", after=100.0)

    assert desk.pacing.usage() == Usage(day=3, recent=1)

    desk.now = START + 100.0 + WINDOW
    assert desk.pacing.usage() == Usage(day=3, recent=0)

    desk.now = START + DAY
    assert desk.pacing.usage() == Usage(day=1, recent=0)


def test_sign_in_is_noted_and_not_counted_in_what_was_spent(desk: Desk) -> None:
    desk.sent("player", SIGN_IN, SIGN_IN)

    assert desk.ledger.counted(START - 1, START) == {"player": 1, SIGN_IN: 2}
    assert desk.pacing.usage() == Usage(day=1, recent=1)


def test_usage_tells_the_budget() -> None:
    assert Pacing(budget=600).usage() == Usage(budget=600)


def test_what_was_sent_before_the_clock_was_set_back_counts_in_the_day_alone(desk: Desk) -> None:
    desk.sent(*["player"] * 50)
    desk.wall = -36_000.0
    desk.sent("player")

    usage = desk.pacing.usage()
    assert usage == Usage(day=51, recent=1)
    assert usage.stretch == 1.0


def test_what_was_sent_with_a_clock_years_ahead_is_forgotten(desk: Desk) -> None:
    desk.sent(*["player"] * 900, after=12 * 365 * DAY)
    desk.now = START
    assert desk.pacing.usage() == Usage()

    desk.sent("player")
    assert desk.ledger.counted(0.0, inf) == {"player": 1}


def test_what_is_older_than_a_day_is_forgotten(desk: Desk) -> None:
    desk.sent("player", "player")
    desk.sent("search", after=DAY)

    assert desk.ledger.counted(0.0, inf) == {"search": 1}


@pytest.mark.parametrize("budget", [1, 7, 600, 1_000, 1_333])
def test_reads_are_not_stretched_up_to_two_fifths_of_the_budget_and_end_at_four_fifths(budget: int) -> None:
    stretches = [Usage(day=day, budget=budget).stretch for day in range(budget + 1)]

    for day, stretch in enumerate(stretches):
        assert (stretch == 1.0) == (day * 10 <= budget * 4)
        assert isinf(stretch) == (day * 10 >= budget * 8)
        assert Usage(day=day, budget=budget).reserved == isinf(stretch)
    assert stretches == sorted(stretches)


def test_the_user_keeps_the_last_fifth() -> None:
    assert Usage(budget=1_000).reserved_from == 800
    assert not Usage(day=799).reserved
    assert Usage(day=800).reserved


def test_half_way_between_the_two_reads_are_half_as_often() -> None:
    assert Usage(day=600, budget=1_000).stretch == 2.0


counts = st.integers(0, 2_000)


@given(day=counts, recent=counts, more_day=counts, more_recent=counts, budget=st.integers(1, 5_000))
def test_who_has_sent_more_never_reads_more_often(
    day: int, recent: int, more_day: int, more_recent: int, budget: int
) -> None:
    less = Usage(day=day, recent=recent, budget=budget)
    more = Usage(day=day + more_day, recent=recent + more_recent, budget=budget)

    assert 1.0 <= less.stretch <= more.stretch


def test_many_requests_within_seconds_stretch_too() -> None:
    assert Usage(recent=20).stretch == 1.0
    assert Usage(recent=40).stretch == 2.0
    assert Usage(day=600, recent=40).stretch == 4.0


@given(
    now=st.floats(0, 4e9),
    seconds=st.floats(0.001, DAY),
    set_by=st.floats(-4e9, 4e9),
)
def test_no_clock_makes_a_silence_longer_than_it_was(now: float, seconds: float, set_by: float) -> None:
    ledger = MemoryLedger()
    ledger.hold(Cooldown(family=EVERYTHING, until=now + seconds, seconds=seconds, quota=False))

    for held in Pacing(ledger, now=lambda: now + set_by).cooldowns():
        assert held.left(now + set_by) <= seconds + 1.001


@pytest.mark.parametrize(
    ("path", "family"),
    [
        ("/me", "library"),
        ("/me/player", "player"),
        ("/me/player/devices", "player"),
        ("/me/playlists", "playlists"),
        ("/me/top/tracks", "top"),
        ("/me/following", "following"),
        ("/me/tracks", "library"),
        ("/me/library/contains", "library"),
        ("/playlists/1/items", "playlists"),
        ("/albums/4aawyAB9vmqN3uQ7FjRGTy/tracks", "albums"),
        ("/search", "search"),
    ],
)
def test_a_path_belongs_to_its_chapter_with_and_without_the_version(path: str, family: str) -> None:
    assert family_of(path) == family_of("/v1" + path) == family


def test_the_token_endpoint_is_its_own_family() -> None:
    assert family_of("/api/token") == SIGN_IN


def test_a_request_that_never_went_out_is_counted_no_longer(desk: Desk) -> None:
    desk.sent("player", "player", "search")
    desk.pacing.unsent("player")
    assert desk.pacing.usage().day == 2
    desk.pacing.unsent("albums")
    assert desk.pacing.usage().day == 2
    desk.pacing.unsent("search")
    desk.pacing.unsent("search")
    assert desk.pacing.usage().day == 1
