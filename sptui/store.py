"""One small SQLite file that all sptui processes of a user share: what they have sent, until when the service wants
silence, what plays, and who is reading it.

Times are seconds of the clock on the wall (epoch), which all processes agree on.
"""

import json
import logging
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, Self

from pydantic import ValidationError

from sptui.spotify.models.playback import PlaybackState
from sptui.spotify.pacing import DAY, Cooldown

Lease = Literal["screen", "reading"]
"""What one process has for a while: `screen`, that it shows what plays and reads it for all; `reading`, that it is
asking the service right now."""

LEASES: Final[Mapping[Lease, float]] = MappingProxyType({"screen": 90.0, "reading": 5.0})
"""Seconds for which each holds when it is neither renewed nor released, because its process has vanished."""

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS requests (at REAL NOT NULL, family TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS requests_at ON requests (at);
CREATE TABLE IF NOT EXISTS cooldowns (family TEXT PRIMARY KEY, until REAL, seconds REAL, quota INTEGER);
CREATE TABLE IF NOT EXISTS playback
    (id INTEGER PRIMARY KEY, at REAL, read_at REAL, predicted INTEGER, who TEXT, body TEXT);
CREATE TABLE IF NOT EXISTS leases (name TEXT PRIMARY KEY, who TEXT, until REAL);
"""
_PATIENCE = 0.25  # seconds to wait for another process that writes
_RUINED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What plays, as a process last knew it; `state` is None when nothing is active.

    `at` is the moment of the state's position, `read_at` that of the last read behind it. `predicted` tells whether
    it is more than the service has said: a command or an item's end has been counted in. `by` names the process.
    """

    state: PlaybackState | None
    at: float
    read_at: float
    predicted: bool = False
    by: str = ""


class Store:
    """The shared file, or the same in memory where there can be none; a `sptui.spotify.pacing.Ledger`.

    No method raises: a file that breaks is set aside, and one that cannot be used is done without. `problem` says why,
    "" while all is well.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._seen_version = 0
        self.problem = ""
        self._db = self._opened()

    @classmethod
    def in_memory(cls) -> Self:
        """A store for one process, gone with it."""
        return cls(None)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def note(self, family: str, at: float) -> None:
        """Count a request of `family` that was sent at `at`, and forget those that are a day away from it."""
        self._run("DELETE FROM requests WHERE at <= ? OR at >= ?", at - DAY, at + DAY)
        self._run("INSERT INTO requests VALUES (?, ?)", at, family)

    def strike(self, family: str) -> None:
        """Take back the last request of `family` that was counted."""
        self._run("DELETE FROM requests WHERE rowid = (SELECT MAX(rowid) FROM requests WHERE family = ?)", family)

    def counted(self, since: float, until: float) -> Mapping[str, int]:
        """How many requests were sent after `since` and not after `until`, by family."""
        counts = "SELECT family, COUNT(*) FROM requests WHERE at > ? AND at <= ? GROUP BY family"
        return dict(self._run(counts, since, until))

    def by_hour(self, now: float) -> Mapping[str, Sequence[int]]:
        """How many requests were sent in each of the last 24 hours, the oldest first, by family."""
        hours: dict[str, list[int]] = {}
        counts = self._run(
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
        self._run("INSERT OR REPLACE INTO cooldowns VALUES (?, ?, ?, ?)", *values)

    def cooldowns(self) -> Sequence[Cooldown]:
        """The cooldowns that were kept, also those that are over."""
        rows = self._run("SELECT family, until, seconds, quota FROM cooldowns")
        return [
            Cooldown(family=family, until=until, seconds=seconds, quota=bool(quota))
            for family, until, seconds, quota in rows
        ]

    def keep(self, kept: Kept) -> None:
        """Tell the other processes what plays."""
        body = None if kept.state is None else json.dumps(kept.state.model_dump(mode="json"))
        values = kept.at, kept.read_at, kept.predicted, kept.by, body
        self._run("INSERT OR REPLACE INTO playback VALUES (1, ?, ?, ?, ?, ?)", *values)

    def kept(self) -> Kept | None:
        """What plays, as somebody last told; None when nobody did."""
        for at, read_at, predicted, by, body in self._run("SELECT at, read_at, predicted, who, body FROM playback"):
            try:
                state = None if body is None else PlaybackState.model_validate(json.loads(body))
            except (ValueError, ValidationError):
                return None
            return Kept(state=state, at=at, read_at=read_at, predicted=bool(predicted), by=by)
        return None

    def take(self, lease: Lease, who: str, now: float) -> bool:
        """Take a lease, or hold it longer; False while another process has it."""
        until = now + LEASES[lease]
        # One that lasts beyond a whole term was taken before the clock was set back.
        taken = self._run(
            "INSERT INTO leases VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET who = excluded.who, "
            "until = excluded.until WHERE who = excluded.who OR until NOT BETWEEN ? AND ? RETURNING name",
            *(lease, who, until, now, until),
        )
        return bool(taken)

    def holder(self, lease: Lease, now: float) -> str | None:
        """Who has a lease at `now`."""
        holders = "SELECT who FROM leases WHERE name = ? AND until BETWEEN ? AND ?"
        return next((str(who) for (who,) in self._run(holders, lease, now, now + LEASES[lease])), None)

    def release(self, lease: Lease, who: str) -> None:
        """Give a lease back, if `who` has it."""
        self._run("DELETE FROM leases WHERE name = ? AND who = ?", lease, who)

    def changed(self) -> bool:
        """Whether another process has written anything since this was last asked; costs next to nothing."""
        before = self._seen_version
        for (version,) in self._run("PRAGMA data_version"):
            self._seen_version = int(version)
        return self._seen_version != before

    def _run(self, statement: str, *values: object) -> list[Any]:
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            if _kind(error) == sqlite3.SQLITE_BUSY:
                _log.warning("The store was busy for %s s.", _PATIENCE)
                return []
            self._db.close()
            self._db = self._instead(error)
            with suppress(sqlite3.Error):
                return self._db.execute(statement, values).fetchall()
            return []

    def _opened(self) -> sqlite3.Connection:
        if self._file is None:
            return _prepared(":memory:")
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # It tells what somebody listens to; the files that SQLite lays beside it take over its mode.
            os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))
            return _prepared(str(self._file))
        except (OSError, sqlite3.Error) as error:
            return self._instead(error)

    def _instead(self, error: Exception) -> sqlite3.Connection:
        """A store after the file has failed: a new one where it was ruined, else one in memory."""
        if self._file is not None and _kind(error) in _RUINED and not self.problem:
            self.problem = f"{self._file.name} was damaged, and is kept as {self._file.name}.broken."
            _log.warning(self.problem)
            for ending in ("-wal", "-shm"):
                with suppress(OSError):
                    self._file.with_name(self._file.name + ending).unlink()
            with suppress(OSError):
                self._file.replace(self._file.with_name(f"{self._file.name}.broken"))
            return self._opened()
        self.problem = f"What is spent cannot be kept for the next start: {error}."
        _log.warning(self.problem)
        return _prepared(":memory:")


def _kind(error: Exception) -> int:
    """SQLite's primary code of an error, whose higher bits tell its variant; 0 when it has none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _prepared(name: str) -> sqlite3.Connection:
    """An open connection whose tables are there. Raises `sqlite3.Error`."""
    db = sqlite3.connect(name, timeout=_PATIENCE, isolation_level=None)
    try:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            msg = "it was written by a newer sptui"
            raise sqlite3.DatabaseError(msg)  # noqa: TRY301 -- closed below like after any other failure
        if version < _VERSION:
            db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
        # A power cut may cost the last seconds, and never the file: no wait for the disk while keys are handled.
        # While another process makes that switch, which counts for all, this one is refused without a wait.
        with suppress(sqlite3.OperationalError):
            db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        db.close()
        raise
    return db
