"""What was sent, and until when the service wants silence."""

from collections.abc import Mapping, Sequence

from sptui.spotify.pacing import DAY, Cooldown
from sptui.store.database import Database


class Spending(Database):
    """The requests of a day, and the cooldowns; a `sptui.spotify.pacing.Ledger`."""

    def note(self, family: str, at: float) -> None:
        """Count a request of `family` that was sent at `at`, and forget those that are a day away from it."""
        self.run("DELETE FROM requests WHERE at <= ? OR at >= ?", at - DAY, at + DAY)
        self.run("INSERT INTO requests VALUES (?, ?)", at, family)

    def strike(self, family: str) -> None:
        """Take back the last request of `family` that was counted."""
        self.run("DELETE FROM requests WHERE rowid = (SELECT MAX(rowid) FROM requests WHERE family = ?)", family)

    def counted(self, since: float, until: float) -> Mapping[str, int]:
        """How many requests were sent after `since` and not after `until`, by family."""
        counts = "SELECT family, COUNT(*) FROM requests WHERE at > ? AND at <= ? GROUP BY family"
        return dict(self.run(counts, since, until))

    def by_hour(self, now: float) -> Mapping[str, Sequence[int]]:
        """How many requests were sent in each of the last 24 hours, the oldest first, by family."""
        hours: dict[str, list[int]] = {}
        counts = self.run(
            "SELECT family, MIN(CAST((at - ?1) / 3600 AS INTEGER), 23), COUNT(*) FROM requests "
            "WHERE at > ?1 AND at <= ?2 GROUP BY 1, 2",
            now - DAY,
            now + DAY,  # what was sent before the clock was set back is in the last hour
        )
        for family, hour, count in counts:
            hours.setdefault(family, [0] * 24)[hour] = count
        return hours

    def hold(self, cooldown: Cooldown) -> None:
        """Keep a cooldown in place of an earlier one of its family."""
        values = cooldown.family, cooldown.until, cooldown.seconds, cooldown.quota
        self.run("INSERT OR REPLACE INTO cooldowns VALUES (?, ?, ?, ?)", *values)

    def cooldowns(self) -> Sequence[Cooldown]:
        """The cooldowns that were kept, also those that are over."""
        rows = self.run("SELECT family, until, seconds, quota FROM cooldowns")
        return [
            Cooldown(family=family, until=until, seconds=seconds, quota=bool(quota))
            for family, until, seconds, quota in rows
        ]
