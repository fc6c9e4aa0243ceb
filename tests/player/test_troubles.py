import pytest

from sptui.player.state import Picture
from sptui.player.troubles import NO_PREMIUM, closed_by, notice_of, opened, told, trouble_of
from sptui.spotify import errors
from sptui.spotify.errors import SpotifyError

REFUSALS = (
    errors.BadRequest,
    errors.Unauthorized,
    errors.Forbidden,
    errors.InsufficientScope,
    errors.NotAllowlisted,
    errors.OwnerNotPremium,
    errors.PremiumRequired,
    errors.NotFound,
    errors.NoActiveDevice,
    errors.DeviceNotFound,
    errors.RestrictionViolated,
    errors.ServerFault,
)
EVERY: list[SpotifyError] = [
    *(kind("It said no.", status=400) for kind in REFUSALS),
    errors.Unreachable("It said no.", sent=True),
    errors.Unreachable("It said no.", sent=False),
    errors.BadAnswer("It said no."),
    errors.LoginRequired("It said no."),
    errors.NoPort("It said no."),
    errors.LoginRefused("It said no.", error="invalid_client"),
    errors.RateLimited("It said no."),
    errors.QuotaExceeded(),
]


def kinds(base: type[SpotifyError]) -> set[type[SpotifyError]]:
    return {base}.union(*(kinds(kind) for kind in base.__subclasses__()))


def test_every_kind_of_error_is_told_below() -> None:
    assert {type(error) for error in EVERY} == kinds(SpotifyError) - {SpotifyError, errors.Refused}


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_every_error_is_one_line_with_a_next_step(error: SpotifyError) -> None:
    text = told(error)
    assert text.startswith(f"{error} ")
    assert len(text) > len(str(error)) + 10
    assert "\n" not in text


def test_after_a_login_the_key_that_goes_on_is_told() -> None:
    dead = errors.LoginRequired("Spotify no longer accepts this sign-in.")
    assert told(dead) == "Spotify no longer accepts this sign-in. Press [[account.sign-in]] to sign in again."


def test_a_special_refusal_has_a_step_of_its_own() -> None:
    assert told(errors.NoActiveDevice("No.", status=404)) != told(errors.NotFound("No.", status=404))
    assert told(errors.InsufficientScope("No.", status=403)) != told(errors.Forbidden("No.", status=403))


def test_a_request_that_may_have_arrived_is_not_called_without_effect() -> None:
    assert "Nothing was changed" in told(errors.Unreachable("No.", sent=False))
    assert "Nothing was changed" not in told(errors.Unreachable("No.", sent=True))
    assert told(errors.Unreachable("No.", sent=False), reading=True) == "No."


@pytest.mark.parametrize(
    ("error", "severity"),
    [
        (errors.RestrictionViolated("No.", status=403), "warning"),
        (errors.NoActiveDevice("No.", status=404), "warning"),
        (errors.RateLimited(), "warning"),
        (errors.PremiumRequired("No.", status=403), "error"),
    ],
)
def test_what_the_listener_can_mend_is_a_warning(error: SpotifyError, severity: str) -> None:
    notice = notice_of(error, 7)
    assert (notice.severity, notice.serial) == (severity, 7)


@pytest.mark.parametrize(
    ("error", "kind", "wait"),
    [
        (errors.LoginRequired("No."), "login", None),
        (errors.LoginRefused("No.", error="access_denied"), "login", None),
        (errors.QuotaExceeded(retry_after=82_661.0), "quota", 82_661.0),
        (errors.QuotaExceeded(), "quota", 3_600.0),
        (errors.RateLimited(retry_after=7.0), "slow down", 7.0),
        (errors.RateLimited(), "slow down", 5.0),
        (errors.InsufficientScope("No.", status=403), "refused", 60.0),
        (errors.OwnerNotPremium("No.", status=403), "refused", 60.0),
        (errors.Unreachable("No.", sent=False), "offline", 2.0),
        (errors.BadAnswer("No."), "offline", 2.0),
        (errors.ServerFault("No.", status=503), "offline", 60.0),
    ],
)
def test_a_trouble_says_what_it_is_and_when_to_try_again(error: SpotifyError, kind: str, wait: float | None) -> None:
    trouble = trouble_of(error, 100.0, 1)
    assert (trouble.kind, trouble.until) == (kind, None if wait is None else 100.0 + wait)


@pytest.mark.parametrize(
    ("error", "waits"),
    [
        (errors.Unreachable("No.", sent=False), [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]),
        (errors.ServerFault("No.", status=503), [60.0, 120.0, 240.0, 480.0, 600.0, 600.0, 600.0]),
        (errors.Forbidden("No.", status=403), [60.0, 120.0, 240.0, 480.0, 600.0, 600.0, 600.0]),
    ],
    ids=repr,
)
def test_failures_in_a_row_are_tried_again_ever_later(error: SpotifyError, waits: list[float]) -> None:
    assert [trouble_of(error, 0.0, failures).until for failures in (1, 2, 3, 4, 5, 6, 1_000)] == waits


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_only_missing_premium_closes_every_command(error: SpotifyError) -> None:
    closed = closed_by(error, Picture())
    assert closed.closed == (NO_PREMIUM if type(error) is errors.PremiumRequired else "")
    assert opened(closed) == Picture()
