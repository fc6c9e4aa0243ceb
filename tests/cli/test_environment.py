"""A refresh token from the environment, as in a container."""

from pathlib import Path

import pytest

from sptui.cli.main import main
from sptui.simulator import Simulator
from sptui.spotify.tokens import TokenFile


@pytest.fixture
def seed(signed_in: Simulator, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A container of its own: nothing in its home, and the refresh token of somebody who signed in elsewhere."""
    token = TokenFile(home / "state" / "sptui" / "tokens.json").load()
    assert token is not None
    (home / "state" / "sptui" / "tokens.json").unlink()
    seed = token.refresh_token.get_secret_value()
    monkeypatch.setenv("SPTUI_REFRESH_TOKEN", seed)
    monkeypatch.setenv("SPTUI_CLIENT_ID", "0" * 32)
    signed_in.log.clear()
    return seed


def tokens_asked_for(simulator: Simulator) -> list[int]:
    """The answers of the token endpoint."""
    return [status for _, _, path, status in simulator.log if path == "/api/token"]


@pytest.mark.usefixtures("seed")
def test_it_signs_in_and_the_access_token_is_used_again_by_the_next_process(signed_in: Simulator) -> None:
    for _ in range(3):
        assert main(["status", "--max-age", "0"]) == 0
    assert tokens_asked_for(signed_in) == [200]


def test_a_token_that_works_once_is_not_sent_twice(signed_in: Simulator, seed: str, home: Path) -> None:
    signed_in.accounts.rotate = True
    for _ in range(3):
        assert main(["status", "--max-age", "0"]) == 0
        signed_in.accounts.expire()
    assert tokens_asked_for(signed_in) == [200, 200, 200]
    kept = home / "state" / "sptui" / "environment.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert seed not in kept.read_text()


def test_a_new_value_begins_anew(signed_in: Simulator, seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["status", "--max-age", "0"]) == 0
    signed_in.accounts.revoke()
    assert main(["status", "--max-age", "0"]) == 3
    assert main(["status", "--max-age", "0"]) == 3
    assert tokens_asked_for(signed_in) == [200, 400], "a dead token is sent once"
    monkeypatch.setenv("SPTUI_REFRESH_TOKEN", signed_in.sign_in()["refresh_token"])
    assert main(["status", "--max-age", "0"]) == 0
    assert seed


@pytest.mark.usefixtures("seed")
def test_logging_out_tells_that_the_variable_stays(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["logout"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "sptui: the refresh token in SPTUI_REFRESH_TOKEN stays, and signs in again: unset it.\n"
