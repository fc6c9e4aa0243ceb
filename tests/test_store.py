"""The shared file: what one process writes the others see."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptui.spotify.models.playback import PlaybackState
from sptui.spotify.pacing import DAY, Cooldown, Pacing
from sptui.store import Kept, Store
from tests.contract.recorded import index
from tests.stored import BLANK, COOLDOWN, KEPT, NOW, WRITTEN, told, written

HOUR = 3_600.0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "store.sqlite"


@pytest.fixture
def pair(file: Path) -> Iterator[tuple[Store, Store]]:
    """Two processes' stores on one file."""
    stores = Store(file), Store(file)
    yield stores
    for store in stores:
        assert store.problem == ""
        store.close()


def test_what_one_process_writes_another_sees(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    assert told(other) == BLANK
    written(mine)

    assert told(other) == WRITTEN


def test_a_restart_keeps_everything(file: Path) -> None:
    store = Store(file)
    written(store)
    store.close()
    store = Store(file)

    assert told(store) == WRITTEN
    store.close()


def test_a_store_in_memory_does_the_same_for_one_process() -> None:
    mine, other = Store.in_memory(), Store.in_memory()
    written(mine)

    assert told(mine) == WRITTEN
    assert told(other) == BLANK
    assert mine.problem == ""
    mine.close()
    other.close()


def test_requests_of_all_processes_are_counted_by_family(pair: tuple[Store, Store]) -> None:
    for store in pair:
        store.note("player", NOW)
        store.note("search", NOW - 40.0)

    assert pair[0].counted(NOW - DAY, NOW) == {"player": 2, "search": 2}
    assert pair[1].counted(NOW - 30.0, NOW) == {"player": 2}
    assert pair[1].counted(NOW, NOW + 1.0) == {}


def test_requests_older_than_a_day_are_forgotten(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    for hours in (0.0, 1.0, 24.0, 24.5):
        mine.note("player", NOW + hours * HOUR)

    assert other.counted(0.0, NOW + 2 * DAY) == {"player": 3}
    assert other._db.execute("SELECT COUNT(*) FROM requests").fetchone() == (3,)


def test_requests_are_told_by_the_hour_the_oldest_first(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    for hours in (23.9, 23.9, 1.5, 0.5, 0.0):
        mine.note("player", NOW - hours * HOUR)
    other.note("search", NOW - 0.5 * HOUR)

    quiet = [0] * 24
    assert other.by_hour(NOW) == {"player": [2, *quiet[3:], 1, 2], "search": [*quiet[1:], 1]}


@given(st.lists(st.floats(-2 * DAY, 2 * DAY)))
@settings(max_examples=30)
def test_the_hours_add_up_to_the_day(ages: list[float]) -> None:
    store = Store.in_memory()
    for age in ages:
        store.note("player", NOW - age)

    hours = store.by_hour(NOW)
    assert sum(hours.get("player", [])) == Pacing(store, now=lambda: NOW).usage().day
    assert all(len(each) == 24 for each in hours.values())
    store.close()


def test_a_cooldown_replaces_the_one_of_its_family(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    longer = Cooldown(family="player", until=NOW + 9.5, seconds=9.5, quota=False)
    search = Cooldown(family="search", until=NOW + 1.0, seconds=1.0, quota=True)
    for cooldown in (COOLDOWN, search, longer):
        mine.hold(cooldown)

    assert sorted(other.cooldowns(), key=lambda each: each.family) == [longer, search]


def test_nothing_that_plays_is_told_apart_from_nothing_told(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    assert other.kept() is None
    mine.keep(Kept(state=None, at=NOW, read_at=NOW))

    assert other.kept() == Kept(state=None, at=NOW, read_at=NOW)


def test_what_another_process_writes_is_noticed_once(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    other.changed()
    assert not other.changed()

    mine.keep(KEPT)
    assert other.changed()
    assert not other.changed()

    other.keep(KEPT)
    assert not other.changed()


PLAYBACKS = {
    line.file: line
    for line in index()
    if line.status == 200 and line.folder in {"player_playback", "player_currently_playing"}
}


@pytest.mark.parametrize("name", sorted(PLAYBACKS) or [pytest.param("", marks=pytest.mark.skip("no recorded bodies"))])
def test_every_recorded_playback_comes_back_as_it_was(name: str) -> None:
    value: Any = json.loads(PLAYBACKS[name].read())
    state = PlaybackState.model_validate(value)
    store = Store.in_memory()
    store.keep(Kept(state=state, at=NOW, read_at=NOW))

    kept = store.kept()
    assert kept is not None
    assert kept.state == state
    store.close()


odd = st.text(st.characters() | st.sampled_from('\ud800\udfff\x00"\\'), max_size=8)
counts = st.none() | st.integers(0, 2**70)
bodies = st.fixed_dictionaries({
    "device": st.none() | st.fixed_dictionaries({"id": st.none() | odd, "name": odd, "volume_percent": counts}),
    "is_playing": st.booleans(),
    "item": st.none() | st.fixed_dictionaries({"type": st.sampled_from(["track", "episode"]), "id": odd, "uri": odd}),
    "currently_playing_type": odd,
    "progress_ms": counts,
    "timestamp": counts,
    "context": st.none() | st.fixed_dictionaries({"type": odd, "uri": odd}),
    "actions": st.fixed_dictionaries({"disallows": st.dictionaries(odd, st.booleans())}),
})  # fmt: skip


@given(bodies)
def test_every_playback_comes_back_as_it_was_also_with_half_characters(body: object) -> None:
    kept = Kept(state=PlaybackState.model_validate(body), at=NOW, read_at=NOW - 0.25)
    store = Store.in_memory()
    store.keep(kept)

    assert store.kept() == kept
    assert store.problem == ""
    store.close()


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "3", '{"device": 3}', '{"progress_ms": -1e400}'])
def test_a_playback_that_cannot_be_read_is_none(file: Path, body: str) -> None:
    store = Store(file)
    store.keep(KEPT)
    store._db.execute("UPDATE playback SET body = ?", (body,))

    kept = store.kept()
    assert kept is None or isinstance(kept.state, PlaybackState)
    assert store.problem == ""
    store.close()


def test_a_lease_is_had_by_one_renewed_by_him_and_free_when_it_ends(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    assert mine.take("screen", "a", NOW)
    assert not other.take("screen", "b", NOW + 20.0)
    assert mine.take("screen", "a", NOW + 22.0)

    assert not other.take("screen", "b", NOW + 46.0)
    assert other.holder("screen", NOW + 46.0) == "a"
    assert other.holder("screen", NOW + 48.0) is None
    assert other.take("screen", "b", NOW + 48.0)
    assert not mine.take("screen", "a", NOW + 49.0)


def test_a_lease_that_is_given_back_is_free(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    mine.take("reading", "a", NOW)
    mine.release("reading", "a")

    assert other.take("reading", "b", NOW)


def test_nobody_gives_back_what_another_has(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    mine.take("reading", "a", NOW)
    other.release("reading", "b")
    mine.release("screen", "a")

    assert other.holder("reading", NOW) == "a"


def test_the_two_leases_are_apart(pair: tuple[Store, Store]) -> None:
    mine, other = pair

    assert mine.take("reading", "a", NOW)
    assert other.take("screen", "b", NOW)


def test_a_lease_from_before_the_clock_was_set_back_is_taken_over(pair: tuple[Store, Store]) -> None:
    mine, other = pair
    mine.take("screen", "a", NOW)
    back = NOW - 10 * HOUR

    assert other.holder("screen", back) is None
    assert other.take("screen", "b", back)
    assert mine.holder("screen", back) == "b"


_PROCESS = """
import sys
from pathlib import Path
from sptui.store import Store

sys.stdin.readline()
store = Store(Path(sys.argv[1]))
for number in range(200):
    store.note(sys.argv[2], 1_800_000_000.0 + number)
print(store.problem)
"""


def test_two_processes_that_begin_a_file_at_once_lose_nothing(file: Path) -> None:
    processes = [
        subprocess.Popen(  # noqa: S603 -- this very Python
            [sys.executable, "-c", _PROCESS, str(file), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in ("player", "search")
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=30)[0] for process in processes] == ["\n", "\n"]

    store = Store(file)
    assert store.counted(0.0, NOW + DAY) == {"player": 200, "search": 200}
    store.close()
