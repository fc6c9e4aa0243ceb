"""What one process has for a while."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from sptui.store.database import Database

Lease = Literal["screen", "reading"]
"""What one process has for a while: `screen`, that it shows what plays and reads it for all; `reading`, that it is
asking the service right now."""

LEASES: Final[Mapping[Lease, float]] = MappingProxyType({"screen": 25.0, "reading": 5.0})
"""Seconds for which each holds when it is neither renewed nor released, because its process has vanished."""


class Leases(Database):
    """Who has which lease."""

    def take(self, lease: Lease, who: str, now: float) -> bool:
        """Take a lease, or hold it longer; False while another process has it."""
        until = now + LEASES[lease]
        # One that lasts beyond a whole term was taken before the clock was set back.
        taken = self.run(
            "INSERT INTO leases VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET who = excluded.who, "
            "until = excluded.until WHERE who = excluded.who OR until NOT BETWEEN ? AND ? RETURNING name",
            *(lease, who, until, now, until),
        )
        return bool(taken)

    def holder(self, lease: Lease, now: float) -> str | None:
        """Who has a lease at `now`."""
        holders = "SELECT who FROM leases WHERE name = ? AND until BETWEEN ? AND ?"
        return next((str(who) for (who,) in self.run(holders, lease, now, now + LEASES[lease])), None)

    def release(self, lease: Lease, who: str) -> None:
        """Give a lease back, if `who` has it."""
        self.run("DELETE FROM leases WHERE name = ? AND who = ?", lease, who)
