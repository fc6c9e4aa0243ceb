import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from sptui.player.history import History
from sptui.player.playback import Playback
from sptui.player.progress import Progress
from sptui.player.state import HEARD_KEPT, HEARD_MS, Picture, PlayerState
from sptui.spotify.models.catalogue import Item
from sptui.store import Store
from tests.player.fakes import A, B, C, D, StillClock, track

NAME = "heard"  # the store's name for it


class Remote:
    """One process; its clock is everybody's."""

    def __init__(self, store: Store, clock: StillClock) -> None:
        self._clock = clock
        self.store = store
        self.history = History(store, clock)
        self.state = PlayerState()

    def see(self, item: Item | None, seconds: float = 0.0, *, playing: bool = True) -> None:
        """Read that an item is so many seconds in."""
        progress = Progress(round(seconds * 1000), self._clock.now, playing)
        playback = Playback(active=item is not None, item=item, progress=progress)
        self.state = self.history.look(PlayerState(confirmed=Picture(playback=playback)), self._clock.now)

    @property
    def heard(self) -> str:
        return "".join(item.name for item in self.state.confirmed.heard)


@pytest.fixture
def clock() -> StillClock:
    return StillClock(now=1_000.0, wall=1.79e9)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


@pytest.fixture
def remotes(file: Path, clock: StillClock) -> Iterator[tuple[Remote, Remote]]:
    """Two processes of one user."""
    pair = Remote(Store(file), clock), Remote(Store(file), clock)
    yield pair
    for each in pair:
        each.store.close()


@pytest.fixture
def remote(remotes: tuple[Remote, Remote]) -> Remote:
    return remotes[0]


def test_an_item_is_kept_when_another_one_has_begun_and_after_a_restart(remote: Remote, clock: StillClock) -> None:
    remote.see(A)
    clock.now += 200
    remote.see(B)
    assert remote.heard == "A"
    clock.now += 200
    remote.see(C)
    assert remote.heard == "AB"
    assert Remote(remote.store, clock).history.look(PlayerState(), clock.now).confirmed.heard == (A, B)


def test_an_item_that_begins_over_again_at_its_end_is_kept_each_time(remote: Remote, clock: StillClock) -> None:
    for _ in range(3):
        remote.see(A)
        clock.now += 100
        remote.see(A, 100)
        clock.now += 100
    assert remote.heard == "AA"


@pytest.mark.parametrize(("seconds", "heard"), [(HEARD_MS / 1000 - 0.1, ""), (HEARD_MS / 1000, "A")])
def test_what_was_skipped_at_once_is_not_kept(remote: Remote, clock: StillClock, seconds: float, heard: str) -> None:
    remote.see(A)
    clock.now += seconds
    remote.see(B)
    assert remote.heard == heard


def test_between_two_items_nothing_is_kept_twice(remote: Remote, clock: StillClock) -> None:
    remote.see(A)
    clock.now += 200
    remote.see(None)
    remote.see(B)
    assert remote.heard == "A"


def test_the_oldest_make_room(remote: Remote, clock: StillClock) -> None:
    for number in range(HEARD_KEPT + 3):
        remote.see(track(f"{number}"))
        clock.now += 200
    assert [item.name for item in remote.state.confirmed.heard] == [str(number) for number in range(2, HEARD_KEPT + 2)]


def test_two_remotes_keep_each_item_once(remotes: tuple[Remote, Remote], clock: StillClock) -> None:
    one, other = remotes
    for item in (A, A, B, C, D):
        one.see(item)
        other.see(item, 1.5)  # which is as exact as it gets
        clock.now += 100
        for each in remotes:
            each.see(item, 100)
        clock.now += 100
    for each in (*remotes, one):
        each.see(B)
    assert [each.heard for each in remotes] == ["AABCD", "AABCD"]


def test_one_that_came_later_and_one_that_missed_a_pause_or_a_seek_keep_nothing_twice(
    remotes: tuple[Remote, Remote], clock: StillClock
) -> None:
    one, other = remotes
    one.see(A)
    clock.now += 100
    one.see(A, 100, playing=False)
    clock.now += 300
    one.see(A, 100)
    clock.now += 50
    other.see(A, 150)  # it was opened after the pause
    clock.now += 50
    one.see(B)
    other.see(B)
    clock.now += 20
    one.see(B, 190)  # sought, which the other one did not read
    clock.now += 10
    one.see(C)
    clock.now += 30
    other.see(C, 30)
    assert (one.heard, other.heard) == ("AB", "AB")


def test_one_that_lags_behind_keeps_nothing_twice(remotes: tuple[Remote, Remote], clock: StillClock) -> None:
    one, other = remotes
    for each in remotes:
        each.see(A)
    for item in (B, C):
        clock.now += 200
        one.see(item)
    other.see(C)
    assert (one.heard, other.heard) == ("AB", "AB")


def test_what_another_remote_has_kept_in_the_same_moment_stays(
    remotes: tuple[Remote, Remote], clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = remotes
    one.see(A)
    clock.now += 200
    swap = one.store.swap

    def later(name: str, before: str, after: str) -> bool:
        monkeypatch.setattr(one.store, "swap", swap)
        other.see(C)
        clock.now += 50
        other.see(D)
        return swap(name, before, after)

    monkeypatch.setattr(one.store, "swap", later)
    one.see(B)
    other.see(D, 50)
    assert (one.heard, other.heard) == ("CA", "CA")


def test_while_the_file_is_busy_what_is_known_stays_and_is_shown(
    remotes: tuple[Remote, Remote], clock: StillClock, file: Path
) -> None:
    one, other = remotes
    other.store.close()
    one.store.run("PRAGMA journal_mode = DELETE")  # in which who writes shuts readers out
    one.store.run("PRAGMA busy_timeout = 0")
    one.see(A)
    clock.now += 200
    one.see(B)
    writing = sqlite3.connect(file, isolation_level=None)
    writing.execute("BEGIN EXCLUSIVE")
    clock.now += 200
    one.see(C)
    assert one.heard == "A"
    writing.execute("ROLLBACK")
    writing.close()
    clock.now += 200
    one.see(D)
    assert one.heard == "AC"


def test_of_another_account_nothing_is_shown_and_nothing_of_the_one_before_is_kept(
    remote: Remote, clock: StillClock
) -> None:
    for item in (A, B):
        remote.see(item)
        clock.now += 200
    remote.store.forget()
    remote.history.forget()
    remote.see(C)
    assert (remote.heard, remote.store.remembered(NAME)) == ("", "")
    clock.now += 200
    remote.see(D)
    assert remote.heard == "C"


@pytest.mark.parametrize(
    "text", ["{", "null", "[3]", '[["track", {}]]', '[["track", {}, "x", 0]]', '[["track", 1, 0, 0]]']
)
def test_what_got_damaged_is_begun_anew(remote: Remote, clock: StillClock, text: str) -> None:
    remote.store.remember(NAME, text)
    remote.see(A)
    assert remote.heard == ""
    clock.now += 200
    remote.see(B)
    assert remote.heard == "A"
    ((kind, _, began, ended),) = json.loads(remote.store.remembered(NAME))
    assert (kind, began, ended) == ("track", clock.time() - 200, clock.time())


def test_there_is_never_anything_to_do(remote: Remote) -> None:
    assert (remote.history.due(remote.state), remote.history.run(remote.state, 0.0)) == (None, ())
