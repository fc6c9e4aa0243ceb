import pytest

from sptui.spotify.errors import QuotaExceeded, RateLimited
from sptui.spotify.pacing import UNTOLD_QUOTA, UNTOLD_RATE, Pacing, family_of


def held(pacing: Pacing, family: str, now: float) -> RateLimited | None:
    try:
        pacing.check(family, now)
    except RateLimited as error:
        return error
    return None


def test_a_rate_limit_silences_every_family_until_its_deadline() -> None:
    pacing = Pacing()
    pacing.refused("player", RateLimited(retry_after=3.0), 100.0)

    for family in ("player", "albums"):
        error = held(pacing, family, 102.0)
        assert type(error) is RateLimited
        assert error.retry_after == 1.0
        assert held(pacing, family, 103.0) is None


def test_a_quota_silences_only_its_own_family() -> None:
    pacing = Pacing()
    pacing.refused("tracks", QuotaExceeded(retry_after=80_000.0), 100.0)

    error = held(pacing, "tracks", 80_099.0)
    assert type(error) is QuotaExceeded
    assert error.retry_after == 1.0
    assert held(pacing, "player", 101.0) is None
    assert held(pacing, "tracks", 80_100.0) is None


@pytest.mark.parametrize(
    ("refusal", "silence"),
    [(RateLimited(), UNTOLD_RATE), (QuotaExceeded(), UNTOLD_QUOTA)],
    ids=repr,
)
def test_a_refusal_that_does_not_say_for_how_long_counts_too(refusal: RateLimited, silence: float) -> None:
    pacing = Pacing()
    pacing.refused("tracks", refusal, 0.0)

    assert type(held(pacing, "tracks", silence - 0.5)) is type(refusal)
    assert held(pacing, "tracks", silence) is None


@pytest.mark.parametrize("refusal", [RateLimited, QuotaExceeded])
def test_a_shorter_refusal_does_not_end_a_longer_silence(refusal: type[RateLimited]) -> None:
    pacing = Pacing()
    pacing.refused("tracks", refusal(retry_after=30.0), 0.0)
    pacing.refused("tracks", refusal(retry_after=1.0), 1.0)

    assert held(pacing, "tracks", 29.0) is not None
    assert held(pacing, "tracks", 30.0) is None


def test_a_refusal_after_an_old_deadline_counts_from_now() -> None:
    pacing = Pacing()
    pacing.refused("tracks", RateLimited(retry_after=1.0), 0.0)
    pacing.refused("tracks", RateLimited(retry_after=1.0), 10.0)

    assert held(pacing, "tracks", 10.5) is not None
    assert held(pacing, "tracks", 11.0) is None


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
def test_a_path_belongs_to_its_chapter(path: str, family: str) -> None:
    assert family_of(path) == family
