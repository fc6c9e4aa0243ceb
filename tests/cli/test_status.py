import io
import json
import subprocess
import sys
import time
from contextlib import closing
from math import inf

import pytest

from sptui.cli.main import main
from sptui.cli.status import Answer, as_json, as_line, known
from sptui.paths import Paths
from sptui.simulator import Fault, Simulator
from sptui.spotify.models.playback import PlaybackState
from sptui.store import Kept, Store

TRACK = {
    "type": "track",
    "uri": "spotify:track:1",
    "name": "Söder om ån",
    "duration_ms": 245_000,
    "artists": [{"name": "Mira"}, {"name": "Ōkami"}],
    "album": {"name": "Vatten"},
}
EPISODE = {
    "type": "episode",
    "uri": "spotify:episode:1",
    "name": "The Long Wait",
    "duration_ms": 3_725_000,
    "show": {"name": "Slow Radio"},
}
KITCHEN = {"id": "k", "name": "Kitchen", "type": "Speaker", "is_active": True, "volume_percent": 40}


def state(**fields: object) -> PlaybackState:
    return PlaybackState.model_validate({"is_playing": True, "device": KITCHEN, **fields})


@pytest.mark.parametrize(
    ("playback", "line"),
    [
        (None, "Nothing is playing."),
        (state(item=TRACK, progress_ms=83_999), "▶ Söder om ån – Mira, Ōkami (1:23 / 4:05) on Kitchen"),
        (state(item=TRACK, progress_ms=0, is_playing=False), "⏸ Söder om ån – Mira, Ōkami (0:00 / 4:05) on Kitchen"),
        (state(item=TRACK, progress_ms=999_000), "▶ Söder om ån – Mira, Ōkami (4:05 / 4:05) on Kitchen"),
        (state(item=TRACK), "▶ Söder om ån – Mira, Ōkami (4:05) on Kitchen"),
        (state(item=EPISODE, progress_ms=3_600_000), "▶ The Long Wait – Slow Radio (1:00:00 / 1:02:05) on Kitchen"),
        (state(item={"type": "track"}, progress_ms=5_000), "▶ Untitled (0:05) on Kitchen"),
        (state(item={"type": "track"}, device=None), "▶ Untitled"),
        (state(currently_playing_type="ad"), "▶ Advertisement on Kitchen"),
        (state(device={**KITCHEN, "is_private_session": True}), "▶ Private session on Kitchen"),
        (state(currently_playing_type="hologram", is_playing=False), "⏸ Something unknown on Kitchen"),
    ],
)
def test_the_line_tells_what_plays_and_leaves_out_what_is_unknown(playback: PlaybackState | None, line: str) -> None:
    assert as_line(Answer(playback)) == line


@pytest.mark.parametrize(("age", "told"), [(0.2, "0 s"), (3.4, "3 s"), (89.4, "89 s"), (600, "10 min")])
def test_the_line_tells_how_old_an_answer_of_the_store_is(age: float, told: str) -> None:
    assert as_line(Answer(None, age, "store")) == f"Nothing is playing. · {told} old"
    assert as_line(Answer(state(item={"type": "track"}), age, "store")) == f"▶ Untitled on Kitchen · {told} old"


def test_the_json_of_a_track_has_the_documented_keys_in_order_and_is_ascii() -> None:
    playing = state(item=TRACK, progress_ms=83_000, currently_playing_type="track", context={"uri": "spotify:album:1"})
    text = as_json(Answer(playing, 3.14159, "store"))
    assert text.isascii()
    assert list(json.loads(text).items()) == [
        ("is_playing", True),
        ("currently_playing_type", "track"),
        (
            "item",
            {
                "uri": "spotify:track:1",
                "name": "Söder om ån",
                "type": "track",
                "artists": ["Mira", "Ōkami"],
                "album": "Vatten",
                "duration_ms": 245_000,
            },
        ),
        ("progress_ms", 83_000),
        ("device", {"id": "k", "name": "Kitchen", "type": "Speaker", "volume_percent": 40}),
        ("shuffle_state", False),
        ("repeat_state", "off"),
        ("context_uri", "spotify:album:1"),
        ("age_s", 3.1),
        ("source", "store"),
    ]


def test_the_json_of_an_episode_names_its_show() -> None:
    assert json.loads(as_json(Answer(state(item=EPISODE))))["item"] == {
        "uri": "spotify:episode:1",
        "name": "The Long Wait",
        "type": "episode",
        "show": "Slow Radio",
        "duration_ms": 3_725_000,
    }


def test_the_json_of_nothing_has_the_same_keys() -> None:
    nothing = json.loads(as_json(Answer(None)))
    assert list(nothing) == list(json.loads(as_json(Answer(state(item=TRACK)))))
    assert [nothing[key] for key in ("is_playing", "item", "device", "context_uri")] == [False, None, None, None]


def asked(simulator: Simulator) -> list[str]:
    return [path for _, _, path, _ in simulator.log]


def test_status_costs_one_request(signed_in: Simulator, capsys: pytest.CaptureFixture[str]) -> None:
    playing = signed_in.world.player.state
    assert playing.item is not None
    assert main(["status"]) == 0
    line = capsys.readouterr().out
    assert line.startswith(f"▶ {playing.item.name} – ")
    assert line.endswith(f" on {signed_in.world.devices[0].name}\n")
    assert asked(signed_in) == ["/v1/me/player"]
    assert main(["status", "--json", "--max-age", "0"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["age_s"], told["source"]) == (0.0, "spotify")
    assert asked(signed_in) == ["/v1/me/player"] * 2


def test_every_request_is_counted_in_the_store_renewals_of_the_token_included(signed_in: Simulator) -> None:
    signed_in.accounts.expire()
    assert main(["status"]) == 0
    assert asked(signed_in) == ["/v1/me/player", "/api/token", "/v1/me/player"]
    with closing(Store(Paths.of_user().store_file)) as store:
        assert store.counted(0, inf) == {"player": 2, "accounts": 1}


def test_a_second_status_answers_from_the_store_while_the_first_is_fresh(
    signed_in: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status"]) == main(["status", "--max-age", "60"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert second.startswith(first.partition(" (")[0])
    assert second.endswith(" s old")
    assert asked(signed_in) == ["/v1/me/player"]


def keep(kept: Kept) -> None:
    with closing(Store(Paths.of_user().store_file)) as store:
        store.keep(kept)


@pytest.mark.usefixtures("home")
def test_a_stored_answer_needs_no_sign_in(capsys: pytest.CaptureFixture[str]) -> None:
    now = time.time()
    keep(Kept(state=state(item=TRACK, progress_ms=60_000, is_playing=False), at=now - 40, read_at=now - 40))
    assert main(["status", "--max-age", "3600"]) == 0
    assert capsys.readouterr().out.startswith("⏸ Söder om ån – Mira, Ōkami (1:00 / 4:05) on Kitchen · 4")
    assert main(["status", "--max-age", "3600", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["item"]["uri"] == "spotify:track:1"
    assert told["age_s"] >= 40
    assert told["source"] == "store"


def test_what_is_older_than_the_default_of_5_s_costs_a_request(signed_in: Simulator) -> None:
    now = time.time()
    keep(Kept(state=None, at=now - 6, read_at=now - 6))
    assert main(["status"]) == 0
    assert asked(signed_in) == ["/v1/me/player"]


@pytest.mark.parametrize(
    ("spent", "age", "asks"), [(600, 9, False), (600, 11, True), (900, 290, False), (900, 310, True)]
)
def test_as_the_budget_runs_down_older_answers_will_do(
    signed_in: Simulator, *, spent: int, age: float, asks: bool
) -> None:
    now = time.time()
    keep(Kept(state=None, at=now - age, read_at=now - age))
    with closing(Store(Paths.of_user().store_file)) as store:
        for _ in range(spent):
            store.note("player", now - 3_600)
    assert main(["status"]) == 0
    assert bool(asked(signed_in)) == asks


def test_an_age_that_was_told_counts_whatever_was_spent(signed_in: Simulator) -> None:
    now = time.time()
    keep(Kept(state=None, at=now - 6, read_at=now - 6))
    with closing(Store(Paths.of_user().store_file)) as store:
        for _ in range(900):
            store.note("player", now - 3_600)
    assert main(["status", "--max-age", "5"]) == 0
    assert main(["status", "--max-age", "0"]) == 0
    assert asked(signed_in) == ["/v1/me/player"] * 2


NOW = 1e9


@pytest.mark.parametrize(
    ("age", "max_age", "answers"),
    [(4.9, 5.0, True), (5.1, 5.0, False), (0.0, 0.0, False), (-0.1, 5.0, False), (4_000.0, 4_001.0, True)],
)
def test_what_is_kept_answers_while_it_is_young_enough_and_not_from_the_future(
    age: float, max_age: float, answers: bool
) -> None:
    kept = Kept(state=None, at=NOW - age, read_at=NOW - age)
    assert (known(kept, NOW, max_age) is not None) == answers
    assert known(None, NOW, max_age) is None


@pytest.mark.parametrize(
    ("fields", "progress_ms"),
    [
        ({"item": TRACK, "progress_ms": 60_000}, 63_000),
        ({"item": TRACK, "progress_ms": 60_000, "is_playing": False}, 60_000),
        ({"item": TRACK, "progress_ms": 244_000}, 245_000),
        ({"progress_ms": 60_000}, 63_000),
        ({"item": TRACK}, None),
    ],
)
def test_a_kept_position_runs_on_while_it_plays_to_the_end_of_the_item(
    fields: dict[str, object], progress_ms: int | None
) -> None:
    answer = known(Kept(state=state(**fields), at=NOW - 3, read_at=NOW - 4, predicted=True), NOW, 5.0)
    assert answer is not None
    assert answer.state is not None
    assert answer.state.progress_ms == progress_ms
    assert (answer.age, answer.source) == (4.0, "store")


IMPORTS = """
import sys
from sptui.cli.main import main

print(main(["status", "--max-age", "3600"]), sorted({"httpx", "textual", "sptui.player.player"} & set(sys.modules)))
"""


@pytest.mark.usefixtures("home")
def test_a_stored_answer_waits_for_neither_http_nor_the_player() -> None:
    keep(Kept(state=None, at=time.time(), read_at=time.time()))
    done = subprocess.run([sys.executable, "-c", IMPORTS], capture_output=True, text=True, timeout=60, check=True)  # noqa: S603 -- a fixed program
    assert done.stdout.splitlines()[1:] == ["0 []"]


def test_status_tells_when_nothing_plays(signed_in: Simulator, capsys: pytest.CaptureFixture[str]) -> None:
    signed_in.world.player.go_idle()
    assert main(["status"]) == 0
    assert capsys.readouterr().out == "Nothing is playing.\n"


def test_status_survives_a_terminal_that_knows_ascii_only(
    signed_in: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in.world.player.pause()
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["status"]) == 0
    terminal.seek(0)
    assert terminal.read().startswith("? ")


def test_a_cooldown_is_told_exits_5_and_holds_for_the_next_process(
    signed_in: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    signed_in.faults.add(Fault(path="/v1/me/player", status=429, headers={"retry-after": "540"}))
    assert main(["status"]) == 5
    assert capsys.readouterr().err == "sptui: Spotify asks to slow down. Try again in 9 min.\n"
    assert main(["status"]) == 5
    assert capsys.readouterr().err == "sptui: Spotify asks to slow down. Try again in 9 min.\n"
    assert asked(signed_in) == ["/v1/me/player"]


def test_a_dead_sign_in_exits_3_and_is_not_a_traceback(
    signed_in: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    signed_in.accounts.revoke()
    assert main(["status"]) == 3
    told = capsys.readouterr().err
    assert told.startswith("sptui: Spotify no longer accepts this sign-in. Run `sptui login")
    assert told.count("\n") == 1
