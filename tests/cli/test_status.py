import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sptui.cli.main import main
from sptui.cli.status import as_json, as_line
from sptui.simulator import Fault, Simulator
from sptui.simulator.server import SimulatorServer
from sptui.spotify.models.playback import PlaybackState
from sptui.spotify.tokens import Token, TokenFile

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
    assert as_line(playback) == line


def test_the_json_of_a_track_has_the_documented_keys_in_order_and_is_ascii() -> None:
    text = as_json(
        state(item=TRACK, progress_ms=83_000, currently_playing_type="track", context={"uri": "spotify:album:1"})
    )
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
    ]


def test_the_json_of_an_episode_names_its_show() -> None:
    assert json.loads(as_json(state(item=EPISODE)))["item"] == {
        "uri": "spotify:episode:1",
        "name": "The Long Wait",
        "type": "episode",
        "show": "Slow Radio",
        "duration_ms": 3_725_000,
    }


def test_the_json_of_nothing_has_the_same_keys() -> None:
    nothing = json.loads(as_json(None))
    assert list(nothing) == list(json.loads(as_json(state(item=TRACK))))
    assert [nothing[key] for key in ("is_playing", "item", "device", "context_uri")] == [False, None, None, None]


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(lag=0)


@pytest.fixture
def signed_in(home: Path, simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """A simulated account over HTTP, and a home in which somebody is signed in to it."""
    answer = simulator.sign_in()
    with SimulatorServer(simulator) as server:
        monkeypatch.setenv("SPTUI_API_URL", f"{server.url}/v1")
        monkeypatch.setenv("SPTUI_ACCOUNTS_URL", server.url)
        token = Token.model_validate(
            {
                **answer,
                "expires_at": 2e9,
                "authorized_at": 0,
                "scopes": answer["scope"].split(),
                "client_id": "0" * 32,
            }
        )
        TokenFile(home / "state" / "sptui" / "tokens.json").save(token)
        yield simulator


def test_status_costs_one_request(signed_in: Simulator, capsys: pytest.CaptureFixture[str]) -> None:
    playing = signed_in.world.player.state
    assert playing.item is not None
    assert main(["status"]) == 0
    line = capsys.readouterr().out
    assert line.startswith(f"▶ {playing.item.name} – ")
    assert line.endswith(f" on {signed_in.world.devices[0].name}\n")
    assert [entry[1:] for entry in signed_in.log] == [("GET", "/v1/me/player", 200)]


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


def test_a_cooldown_is_told_and_exits_5(signed_in: Simulator, capsys: pytest.CaptureFixture[str]) -> None:
    signed_in.faults.add(Fault(path="/v1/me/player", status=429, headers={"retry-after": "540"}))
    assert main(["status"]) == 5
    assert capsys.readouterr().err == "sptui: Spotify asks to slow down. Try again in 9 min.\n"


def test_a_dead_sign_in_exits_3_and_is_not_a_traceback(
    signed_in: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    signed_in.accounts.revoke()
    assert main(["status"]) == 3
    told = capsys.readouterr().err
    assert told.startswith("sptui: Spotify no longer accepts this sign-in. Run `sptui login")
    assert told.count("\n") == 1
