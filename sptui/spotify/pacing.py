"""May this request go now? Source: reference chapters "Rate limits" and "Quota modes"."""

from sptui.spotify.errors import QuotaExceeded, RateLimited

UNTOLD_RATE = 5.0
"""Seconds to stay silent after a short 429 that does not say for how long."""
UNTOLD_QUOTA = 3_600.0
"""Seconds to stay silent after a quota refusal that does not say for how long."""


class Pacing:
    """Remembers until when the service wants silence. Times are seconds of one monotonic clock.

    A short rate limit holds for everything, a quota refusal for the family of endpoints that it met: the
    service counts them apart.
    """

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self._quota: set[str] = set()

    def refused(self, family: str, error: RateLimited, now: float) -> None:
        """Take note of a 429 on an endpoint of `family`; a longer silence that still holds is not shortened."""
        if isinstance(error, QuotaExceeded):
            self._quota.add(family)
            name, wait = family, error.retry_after or UNTOLD_QUOTA
        else:
            name, wait = "*", error.retry_after or UNTOLD_RATE
        self._until[name] = max(now + wait, self._until.get(name, now))

    def check(self, family: str, now: float) -> None:
        """Raise the refusal that still holds for `family`, with the seconds that are left; else do nothing."""
        for name in (family, "*"):
            left = self._until.get(name, now) - now
            if left > 0:
                raise (QuotaExceeded if name in self._quota else RateLimited)(retry_after=left)


def family_of(path: str) -> str:
    """The endpoint family that a path is counted in: its reference chapter, as near as is known.

    >>> family_of("/me/player/devices"), family_of("/me/tracks"), family_of("/albums/4aawyAB9vmqN3uQ7FjRGTy/tracks")
    ('player', 'library', 'albums')
    """
    parts = path.strip("/").split("/")
    if parts[0] != "me":
        return parts[0]
    return parts[1] if parts[1:] and parts[1] in {"player", "playlists", "top", "following"} else "library"
