import random

import pytest

from sptui.spotify.errors import (
    BadAnswer,
    BadRequest,
    Forbidden,
    LoginRequired,
    NoActiveDevice,
    QuotaExceeded,
    RateLimited,
    RestrictionViolated,
    ServerFault,
    SpotifyError,
    Unauthorized,
    Unreachable,
)
from sptui.spotify.retry import LONGEST_SLEEP, Retry

FAULT = ServerFault("fault", status=503)
LOST = Unreachable("lost", sent=True)
UNSENT = Unreachable("unsent", sent=False)


def retry() -> Retry:
    return Retry(rng=random.Random(1))  # noqa: S311 -- jitter is no secret


@pytest.mark.parametrize("error", [FAULT, LOST, UNSENT], ids=repr)
@pytest.mark.parametrize(("tried", "least", "most"), [(1, 0.2, 0.4), (2, 0.4, 0.8)])
def test_a_passing_fault_is_tried_again_after_a_doubling_jittered_wait(
    error: SpotifyError, tried: int, least: float, most: float
) -> None:
    patient = retry()
    waits = [patient.after(error, tried=tried, waited=0.0, repeatable=True) for _ in range(50)]

    assert all(wait is not None and least <= wait <= most for wait in waits)
    assert len(set(waits)) == 50


@pytest.mark.parametrize("error", [FAULT, LOST, UNSENT, RateLimited(retry_after=0.1)], ids=repr)
def test_the_third_try_is_the_last(error: SpotifyError) -> None:
    assert retry().after(error, tried=3, waited=0.0, repeatable=True) is None


@pytest.mark.parametrize(
    ("error", "again"),
    [(FAULT, False), (LOST, False), (RateLimited(retry_after=1.0), False), (UNSENT, True)],
    ids=repr,
)
def test_what_must_not_happen_twice_is_tried_again_only_when_nothing_was_sent(error: SpotifyError, again: bool) -> None:
    assert (retry().after(error, tried=1, waited=0.0, repeatable=False) is not None) == again


@pytest.mark.parametrize(
    ("retry_after", "waited", "wait"),
    [
        (1.0, 0.0, 1.0),
        (LONGEST_SLEEP, 0.0, LONGEST_SLEEP),
        (LONGEST_SLEEP + 0.1, 0.0, None),
        (3.0, 2.5, None),
        (82_661.0, 0.0, None),
        (None, 0.0, None),
    ],
)
def test_a_rate_limit_is_waited_for_only_when_it_is_told_and_short(
    retry_after: float | None, waited: float, wait: float | None
) -> None:
    limited = RateLimited(retry_after=retry_after)

    assert retry().after(limited, tried=1, waited=waited, repeatable=True) == wait


@pytest.mark.parametrize("error", [FAULT, LOST], ids=repr)
def test_all_waits_together_stay_below_the_limit(error: SpotifyError) -> None:
    assert retry().after(error, tried=1, waited=LONGEST_SLEEP, repeatable=True) is None


@pytest.mark.parametrize(
    "error",
    [
        BadAnswer("x"),
        LoginRequired("x"),
        BadRequest("x", status=400),
        Unauthorized("x", status=401),
        Forbidden("x", status=403),
        NoActiveDevice("x", status=404),
        RestrictionViolated("x", status=403),
        QuotaExceeded(retry_after=80_000.0),
    ],
    ids=repr,
)
def test_an_answer_that_would_be_the_same_again_is_the_answer(error: SpotifyError) -> None:
    assert retry().after(error, tried=1, waited=0.0, repeatable=True) is None
