import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from sptui.cli.follow import Teller
from sptui.paths import Paths
from sptui.player.clock import RealClock
from sptui.player.playback import Playback
from sptui.player.state import Picture, PlayerState, Trouble
from sptui.simulator import Fault, Simulator
from sptui.spotify.models.playback import PlaybackState
from sptui.store import Kept, Store

PATIENCE = 30.0  # seconds in which a line or an end has to come
TRACK = {"type": "track", "uri": "spotify:track:1", "name": "One", "duration_ms": 245_000}
KITCHEN = {"id": "k", "name": "Kitchen", "type": "Speaker", "is_active": True, "volume_percent": 40}


class Following:
    """`sptui status --follow` in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line)

    def next(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self._lines.get(timeout=PATIENCE))
        return told

    def ends(self, number: int | None = None) -> tuple[int, str]:
        """Exit status and standard error, after the signal `number`, with nothing more printed."""
        if number is not None:
            self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self._lines.empty()
        assert self.process.stderr is not None
        return status, self.process.stderr.read()


@contextmanager
def follow(stdout: int = subprocess.PIPE) -> Iterator[Following]:
    """The program, which never outlives the block."""
    command = [sys.executable, "-m", "sptui", "status", "--follow"]
    with subprocess.Popen(command, text=True, stdout=stdout, stderr=subprocess.PIPE) as process:  # noqa: S603 -- this program
        try:
            yield Following(process)
        finally:
            process.kill()


class Remote:
    """What a remote that is open elsewhere writes into the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.take("screen", "elsewhere", time.time())

    def shows(self, *, ms: int = 10_000, read_ago: float = 1.0, **fields: object) -> None:
        body = {"is_playing": True, "item": TRACK, "device": KITCHEN, "progress_ms": ms, **fields}
        now = time.time()
        state = PlaybackState.model_validate(body)
        self._store.keep(Kept(state=state, at=now, read_at=now - read_ago, predicted=True, by="elsewhere"))

    def closes(self) -> None:
        self._store.release("screen", "elsewhere")


@pytest.fixture
def remote(signed_in: Simulator) -> Iterator[Remote]:  # noqa: ARG001 -- in the home of whoever is signed in
    with closing(Store(Paths.of_user().store_file)) as store:
        yield Remote(store)


def asked(simulator: Simulator) -> list[str]:
    return [path for _, _, path, _ in simulator.log]


def test_while_a_remote_is_open_each_change_is_a_line_and_costs_nothing(signed_in: Simulator, remote: Remote) -> None:
    remote.shows()
    changes: list[dict[str, Any]] = [
        {"is_playing": False},
        {"item": {**TRACK, "uri": "spotify:track:2"}},
        {"device": {**KITCHEN, "name": "Hall"}},
        {"device": {**KITCHEN, "volume_percent": 41}},
        {"shuffle_state": True},
        {"repeat_state": "context"},
        {"context": {"uri": "spotify:album:9"}},
        {"ms": 100_000},
    ]
    with follow() as following:
        first = following.next()
        seen = []
        for change in changes:
            remote.shows(**change)
            seen.append(following.next())
        assert following.ends(signal.SIGTERM) == (128 + signal.SIGTERM, "")
    assert list(first)[-2:] == ["age_s", "source"]
    assert first["item"]["name"] == "One"
    assert 10_000 <= first["progress_ms"] < 10_000 + PATIENCE * 1000
    assert first["age_s"] >= 1.0
    assert [line["source"] for line in (first, *seen)] == ["store"] * 9
    assert seen[0]["is_playing"] is False
    assert seen[1]["item"]["uri"] == "spotify:track:2"
    assert seen[2]["device"]["name"] == "Hall"
    assert seen[3]["device"]["volume_percent"] == 41
    assert seen[4]["shuffle_state"] is True
    assert seen[5]["repeat_state"] == "context"
    assert seen[6]["context_uri"] == "spotify:album:9"
    assert seen[7]["progress_ms"] >= 100_000
    assert asked(signed_in) == []


@pytest.mark.usefixtures("signed_in")
def test_an_interrupt_ends_it_quietly_and_it_asked_for_what_plays_alone(signed_in: Simulator) -> None:
    with follow() as following:
        line = following.next()
        assert following.ends(signal.SIGINT) == (0, "")
    playing = signed_in.world.player.state.item
    assert playing is not None
    assert line["item"]["name"] == playing.name
    assert (line["age_s"] < PATIENCE, line["source"]) == (True, "spotify")
    assert asked(signed_in) == ["/v1/me/player"]


def test_when_the_remote_closes_it_goes_on_by_itself(signed_in: Simulator, remote: Remote) -> None:
    remote.shows(read_ago=3_600.0)
    with follow() as following:
        assert following.next()["source"] == "store"
        remote.closes()
        line = following.next()
    assert line["source"] == "spotify"
    assert line["item"]["name"] != "One"
    assert asked(signed_in) == ["/v1/me/player"]


def test_a_refusal_is_one_line_on_standard_error_and_ends_nothing(signed_in: Simulator) -> None:
    signed_in.faults.add(Fault(path="/v1/me/player", status=429, headers={"retry-after": "540"}))
    with follow() as following:
        assert following.process.stderr is not None
        assert following.process.stderr.readline() == "sptui: Spotify asks to slow down.\n"
        assert following.ends(signal.SIGTERM) == (128 + signal.SIGTERM, "")


@pytest.mark.usefixtures("signed_in")
def test_a_pipe_that_nobody_reads_any_more_ends_it_silently_before_anything_changes() -> None:
    reading, writing = os.pipe()
    with follow(writing) as following:
        os.close(writing)
        with os.fdopen(reading) as lines:
            assert json.loads(lines.readline())["item"]["name"]
        assert following.ends() == (0, "")


def test_an_output_that_cannot_be_watched_ends_it_silently_at_the_next_change(remote: Remote) -> None:
    remote.shows()
    here, there = socket.socketpair()
    with follow(there.fileno()) as following:
        there.close()
        with here, here.makefile() as lines:
            assert json.loads(lines.readline())["item"]["name"] == "One"
        remote.shows(is_playing=False)
        assert following.ends() == (0, "")


class Clock(RealClock):
    """Stands still at `now`."""

    now = 1_000.0

    def monotonic(self) -> float:
        return self.now


def playing(ms: int, at: float, *, repeat: str = "off", trouble: Trouble | None = None) -> PlayerState:
    body = {"is_playing": True, "item": TRACK, "device": KITCHEN, "progress_ms": ms, "repeat_state": repeat}
    picture = Picture(playback=Playback.read(PlaybackState.model_validate(body), at))
    return PlayerState(confirmed=picture, shown=picture, read_at=at, trouble=trouble)


async def test_time_that_passes_and_a_small_correction_are_no_change_and_a_seek_is_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = Clock()
    with closing(Store.in_memory()) as store:
        teller = Teller(clock, store)
        teller.tell(PlayerState())
        assert capsys.readouterr().out == ""
        teller.tell(playing(10_000, clock.now))
        assert json.loads(capsys.readouterr().out)["progress_ms"] == 10_000
        clock.now += 30
        teller.tell(playing(10_000, clock.now - 30))
        teller.tell(playing(41_900, clock.now))
        assert capsys.readouterr().out == ""
        teller.tell(playing(42_100, clock.now))
        assert json.loads(capsys.readouterr().out)["progress_ms"] == 42_100
        clock.now += 1
        teller.tell(playing(40_000, clock.now))
        assert json.loads(capsys.readouterr().out)["progress_ms"] == 40_000
        teller.tell(playing(40_000, clock.now - 0.26, repeat="track"))
        told = json.loads(capsys.readouterr().out)
        assert (told["age_s"], told["source"]) == (0.3, "spotify")


async def test_a_trouble_is_told_once_until_it_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    clock, offline = Clock(), Trouble(kind="offline", text="Spotify cannot be reached.")
    quota = Trouble(kind="quota", text="Spotify's daily quota for this app is used up. It is renewed; press r.")
    with closing(Store.in_memory()) as store:
        teller = Teller(clock, store)
        for trouble in (offline, offline, quota, None, quota):
            teller.tell(playing(0, clock.now, trouble=trouble))
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert err.splitlines() == [
        "sptui: Spotify cannot be reached.",
        "sptui: Spotify's daily quota for this app is used up.",
        "sptui: Spotify's daily quota for this app is used up.",
    ]
