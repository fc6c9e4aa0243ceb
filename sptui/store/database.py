"""The file itself: opened, prepared, and done without where it cannot be used."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

_VERSION = 3
_SCHEMA = """
CREATE TABLE IF NOT EXISTS requests (at REAL NOT NULL, family TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS requests_at ON requests (at);
CREATE TABLE IF NOT EXISTS cooldowns (family TEXT PRIMARY KEY, until REAL, seconds REAL, quota INTEGER);
CREATE TABLE IF NOT EXISTS playback
    (id INTEGER PRIMARY KEY, at REAL, read_at REAL, predicted INTEGER, who TEXT, body TEXT);
CREATE TABLE IF NOT EXISTS leases (name TEXT PRIMARY KEY, who TEXT, until REAL);

CREATE TABLE IF NOT EXISTS lists
    (key TEXT PRIMARY KEY, tag TEXT, total INTEGER, at REAL, used REAL, bytes INTEGER DEFAULT 0, about TEXT);
CREATE TABLE IF NOT EXISTS pages
    (key TEXT, start INTEGER, count INTEGER, bytes INTEGER, body TEXT, PRIMARY KEY (key, start));
CREATE TABLE IF NOT EXISTS remembered (name TEXT PRIMARY KEY, text TEXT);
CREATE TABLE IF NOT EXISTS lyrics
    (key TEXT PRIMARY KEY, at REAL, used REAL, bytes INTEGER, body TEXT, offset_ms INTEGER DEFAULT 0);
-- `lists.bytes` is what the pages of a list take, whoever writes or drops them.
CREATE TRIGGER IF NOT EXISTS page_comes BEFORE INSERT ON pages BEGIN
    DELETE FROM pages WHERE key = NEW.key AND start < NEW.start + NEW.count AND start + count > NEW.start;
    UPDATE lists SET bytes = bytes + NEW.bytes WHERE key = NEW.key;
END;
CREATE TRIGGER IF NOT EXISTS page_goes AFTER DELETE ON pages BEGIN
    UPDATE lists SET bytes = bytes - OLD.bytes WHERE key = OLD.key;
END;
CREATE TRIGGER IF NOT EXISTS list_changes AFTER UPDATE OF tag ON lists WHEN NEW.tag IS NOT OLD.tag BEGIN
    DELETE FROM pages WHERE key = NEW.key;
END;
CREATE TRIGGER IF NOT EXISTS list_goes AFTER DELETE ON lists BEGIN
    DELETE FROM pages WHERE key = OLD.key;
END;
"""
_PATIENCE = 0.25  # seconds to wait for another process that writes
_MOMENT = 0.02  # seconds: the same where a key waits, and what is not written is no loss
_RUINED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Database:
    """An SQLite file, or the same in memory where there can be none.

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

    def changed(self) -> bool:
        """Whether another process has written anything since this was last asked; costs next to nothing."""
        before = self._seen_version
        for (version,) in self.run("PRAGMA data_version"):
            self._seen_version = int(version)
        return self._seen_version != before

    def run(self, statement: str, *values: object) -> list[Any]:
        """The rows of a statement; none when the file is busy for longer than anybody waits.

        None as well, and nothing is written, with a number or half a character that no file can hold.
        """
        try:
            return self._db.execute(statement, values).fetchall()
        except (OverflowError, UnicodeEncodeError):
            return []
        except sqlite3.Error as error:
            if _kind(error) == sqlite3.SQLITE_BUSY:
                return []
            before, self._db = self._db, self._instead(error)
            if _kind(error) not in _RUINED:
                _carry_over(before, self._db)
            before.close()
            with suppress(sqlite3.Error):
                return self._db.execute(statement, values).fetchall()
            return []

    def spare(self, statement: str, *values: object) -> list[Any]:
        """The same for what may as well be left undone: a busy file is hardly waited for."""
        self.run(f"PRAGMA busy_timeout = {round(_MOMENT * 1000)}")
        rows = self.run(statement, *values)
        self.run(f"PRAGMA busy_timeout = {round(_PATIENCE * 1000)}")
        return rows

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
            for ending in ("-wal", "-shm"):
                with suppress(OSError):
                    self._file.with_name(self._file.name + ending).unlink()
            with suppress(OSError):
                self._file.replace(self._file.with_name(f"{self._file.name}.broken"))
            return self._opened()
        self.problem = f"What is spent cannot be kept for the next start: {error}."
        return _prepared(":memory:")


def _carry_over(before: sqlite3.Connection, after: sqlite3.Connection) -> None:
    """Copy what can still be read and must not be forgotten."""
    for table, marks in (("requests", "?, ?"), ("cooldowns", "?, ?, ?, ?"), ("remembered", "?, ?")):
        with suppress(sqlite3.Error):
            rows = before.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 -- our own names
            after.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)  # noqa: S608


def _kind(error: Exception) -> int:
    """SQLite's primary code of an error, whose higher bits tell its variant; 0 when it has none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _text(raw: bytes) -> str:
    """A text of the file; one that is damaged is for whoever reads it to notice."""
    return raw.decode(errors="replace")


def _prepared(name: str) -> sqlite3.Connection:
    """An open connection whose tables are there. Raises `sqlite3.Error`."""
    db = sqlite3.connect(name, timeout=_PATIENCE, isolation_level=None)
    db.text_factory = _text
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
