"""Whatever happens to the shared file ends nobody, and nobody else may read it."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from sptui.store import Store
from tests.stored import BLANK, COOLDOWN, KEPT, NOW, WRITTEN, told, written


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "store.sqlite"


@pytest.fixture
def loose_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
@pytest.mark.usefixtures("loose_umask")
def test_file_and_folder_are_for_the_user_alone(file: Path) -> None:
    store = Store(file)
    written(store)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [file.parent, *file.parent.iterdir()]}
    store.close()

    names = (file.name, f"{file.name}-wal", f"{file.name}-shm")
    assert modes == {file.parent.name: 0o700, **dict.fromkeys(names, 0o600)}


def test_a_damaged_file_is_set_aside_and_a_new_one_begun(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"this is not a database " * 100)
    file.with_name(f"{file.name}-wal").write_bytes(b"nor is this its log")
    store = Store(file)
    written(store)

    assert told(store) == WRITTEN
    assert store.problem == f"{file.name} was damaged, and is kept as {file.name}.broken."
    assert file.with_name(f"{file.name}.broken").read_bytes().startswith(b"this is not a database")
    store.close()

    again = Store(file)
    assert (told(again), again.problem) == (WRITTEN, "")
    again.close()


def test_a_file_whose_pages_are_damaged_is_set_aside_when_that_shows(file: Path) -> None:
    store = Store(file)
    for second in range(500):
        store.note("player", NOW + second)
    store.close()
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    store = Store(file)
    written(store)

    assert told(store) == WRITTEN
    assert "damaged" in store.problem
    assert file.with_name(f"{file.name}.broken").is_file()
    store.close()


def test_a_folder_that_cannot_be_made_means_memory(file: Path) -> None:
    file.parent.write_text("a file in the folder's place")
    store = Store(file)
    written(store)

    assert told(store) == WRITTEN
    assert store.problem.startswith("What is spent cannot be kept for the next start")
    assert file.parent.read_text() == "a file in the folder's place"
    store.close()


def test_a_folder_in_the_files_place_means_memory(file: Path) -> None:
    file.mkdir(parents=True)
    store = Store(file)
    written(store)

    assert told(store) == WRITTEN
    assert store.problem != ""
    store.close()


def test_a_file_of_a_newer_version_is_left_as_it_is(file: Path) -> None:
    file.parent.mkdir()
    newer = sqlite3.connect(file)
    newer.execute("CREATE TABLE requests (something INTEGER)")
    newer.execute("PRAGMA user_version = 4")
    newer.close()
    before = file.read_bytes()
    store = Store(file)
    written(store)

    assert told(store) == WRITTEN
    assert "newer sptui" in store.problem
    store.close()
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sptui.store.database._PATIENCE", 0.0)


@pytest.mark.usefixtures("impatient")
def test_a_file_that_another_process_locks_raises_nothing_and_works_again_afterwards(file: Path) -> None:
    store, locking = Store(file), sqlite3.connect(file, isolation_level=None)
    locking.execute("BEGIN EXCLUSIVE")
    store.note("player", NOW)
    store.hold(COOLDOWN)
    store.keep(KEPT)
    assert not store.take("screen", "a", NOW)
    store.release("screen", "a")
    assert told(store) == BLANK
    assert store.by_hour(NOW) == {}
    store.changed()
    locking.execute("ROLLBACK")
    locking.close()

    written(store)
    assert told(store) == WRITTEN
    assert store.problem == ""
    store.close()


@pytest.mark.usefixtures("impatient")
def test_a_file_that_cannot_even_be_read_raises_nothing(file: Path) -> None:
    Store(file).close()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN")
    other.execute("SELECT * FROM requests").fetchall()
    store = Store(file)  # which cannot switch to WAL while the other reads, so that an exclusive lock shuts it out
    other.execute("COMMIT")
    other.execute("BEGIN EXCLUSIVE")

    assert told(store) == BLANK
    assert store.by_hour(NOW) == {}
    assert not store.changed()
    other.close()
    written(store)
    assert told(store) == WRITTEN
    assert store.problem == ""
    store.close()


@pytest.mark.usefixtures("impatient")
def test_a_file_that_is_locked_at_the_start_means_memory(file: Path) -> None:
    file.parent.mkdir()
    locking = sqlite3.connect(file, isolation_level=None)
    locking.execute("BEGIN EXCLUSIVE")
    store = Store(file)
    written(store)

    assert told(store) == WRITTEN
    assert "locked" in store.problem
    store.close()
    locking.close()


class Broken:
    """A connection on which everything fails with one of SQLite's codes."""

    def __init__(self, code: int) -> None:
        self._error = sqlite3.OperationalError("broken")
        self._error.sqlite_errorcode = code

    def execute(self, *_: object) -> None:
        raise self._error

    def close(self) -> None: ...


def breaking(file: Path, code: int) -> Store:
    """A store whose file fails from now on."""
    store = Store(file)
    store._db.close()
    store._db = cast("sqlite3.Connection", Broken(code))
    return store


@pytest.mark.parametrize("code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY, sqlite3.SQLITE_BUSY_SNAPSHOT])
def test_a_busy_file_is_not_given_up(file: Path, code: int) -> None:
    store = breaking(file, code)
    store.note("player", NOW)

    assert told(store) == BLANK
    assert store.problem == ""


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CORRUPT_INDEX, sqlite3.SQLITE_NOTADB])
def test_a_file_that_turns_out_to_be_damaged_is_set_aside(file: Path, code: int) -> None:
    store = breaking(file, code)
    written(store)

    assert told(store) == WRITTEN
    assert store.problem == "store.sqlite was damaged, and is kept as store.sqlite.broken."
    assert {path.name for path in file.parent.iterdir()} >= {"store.sqlite", "store.sqlite.broken"}
    store.close()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_READONLY])
def test_a_file_that_cannot_be_written_is_done_without(file: Path, code: int) -> None:
    store = breaking(file, code)
    written(store)

    assert told(store) == WRITTEN
    assert store.problem == "What is spent cannot be kept for the next start: broken."
    assert not file.with_name("store.sqlite.broken").exists()
    store.close()


def test_what_could_still_be_read_is_carried_over_when_a_file_can_no_longer_be_written(file: Path) -> None:
    store = Store(file)
    written(store)
    store.run("PRAGMA query_only = ON")
    store.note("player", NOW + 1.0)

    assert store.problem.startswith("What is spent cannot be kept for the next start")
    assert store.cooldowns() == [COOLDOWN]
    assert store.counted(0.0, NOW + 1.0) == {"player": 2}
    store.close()
