"""No token, code, verifier or secret in anything that any command prints or logs, whatever state the sign-in is in."""

import io
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from sptui.cli.main import _COMMANDS, main
from sptui.simulator import Simulator
from sptui.simulator.messages import Request, Response
from sptui.spotify.tokens import Token, TokenFile
from tests.cli.test_login import Consent

CLIENT_SECRET = "5ec4e7" * 5 + "00"
RUNS: dict[str, list[list[str]]] = {
    "": [[]],
    "login": [["login"], ["login", "--no-browser", "--client-id", "nonsense"]],
    "logout": [["logout"]],
    "doctor": [["doctor"], ["doctor", "--json"]],
    "config": [["config", "path"], ["config", "check"], ["config", "show"], ["config", "init"]],
    "demo": [["demo"]],
    "status": [["status", "--max-age", "0"], ["status", "--json", "--max-age", "0"], ["status", "--follow"]],
    "quota": [["quota"], ["quota", "--json"]],
    "simulate": [["simulate", "--help"]],
}


class Watched:
    """A simulated service that remembers every secret that passed between it and anybody."""

    def __init__(self, simulator: Simulator) -> None:
        self.secrets = {CLIENT_SECRET}
        self._accounts = simulator.accounts
        self._simulator = simulator
        simulator.handle, self._handle = self._watch, simulator.handle  # type: ignore[method-assign]

    def _watch(self, request: Request) -> Response:
        response = self._handle(request)
        location = dict(response.headers).get("location", "")
        self.secrets.update(value for name, value in parse_qsl(location.partition("?")[2]) if name == "code")
        form = dict(parse_qsl(request.body.decode("utf-8", "replace")))
        self.secrets.update(form[name] for name in ("refresh_token", "code", "code_verifier") if name in form)
        self.look()
        return response

    def look(self) -> None:
        """Take note of the tokens that are live now."""
        self.secrets.update([*self._accounts._access, *self._accounts._refresh])

    def found_in(self, text: str) -> list[str]:
        return [secret for secret in self.secrets if secret in text]


def healthy(_: Simulator, __: Path) -> None:
    """Nothing is wrong."""


def rotating(simulator: Simulator, _: Path) -> None:
    simulator.accounts.rotate = True
    simulator.accounts.expire()


def revoked(simulator: Simulator, _: Path) -> None:
    simulator.accounts.revoke()


def not_let_in(simulator: Simulator, _: Path) -> None:
    simulator.world.registered = False


def ruined(_: Simulator, home: Path) -> None:
    file = home / "state" / "sptui" / "tokens.json"
    file.write_text(file.read_text()[:-2])


def folder_in_its_place(_: Simulator, home: Path) -> None:
    file = home / "state" / "sptui" / "tokens.json"
    file.unlink()
    file.mkdir()


STATES: dict[str, Callable[[Simulator, Path], None]] = {
    each.__name__: each for each in (healthy, rotating, revoked, not_let_in, ruined, folder_in_its_place)
}


def test_every_command_is_among_them() -> None:
    assert set(RUNS) == {"", *_COMMANDS}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("with_secret", [False, True])
def test_no_output_and_no_log_of_any_command_holds_a_secret(
    state: str,
    with_secret: bool,
    signed_in: Simulator,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    watched = Watched(signed_in)
    signed_in.accounts.client_secret = CLIENT_SECRET
    monkeypatch.setenv("SPTUI_CLIENT_ID", "0" * 32)
    if with_secret:
        monkeypatch.setenv("SPTUI_CLIENT_SECRET", CLIENT_SECRET)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr("sptui.desktop.browser.open_in_browser", Consent())
    caplog.set_level(logging.DEBUG)
    for argv in (argv for runs in RUNS.values() for argv in runs):
        if argv == ["status", "--follow"] and state in ("healthy", "rotating", "not_let_in"):
            continue  # it would go on for ever
        begin_anew(signed_in, home)
        STATES[state](signed_in, home)
        watched.look()
        try:
            main(argv)
        except SystemExit:
            assert "--help" in argv
        out, err = capsys.readouterr()
        assert watched.found_in(out + err) == [], argv
        if argv == ["doctor"]:
            assert "nobody is signed in" not in out or state == "ruined"
    assert watched.found_in(caplog.text) == []
    assert len(watched.secrets) > 3


def begin_anew(simulator: Simulator, home: Path) -> None:
    """Sign in again, as if nothing had happened."""
    simulator.world.registered, simulator.accounts.rotate = True, False
    file = home / "state" / "sptui" / "tokens.json"
    if file.is_dir():
        file.rmdir()
    answer = simulator.sign_in()
    kept = {"expires_at": 2e9, "authorized_at": 0, "scopes": answer["scope"].split(), "client_id": "0" * 32}
    TokenFile(file).save(Token.model_validate({**answer, **kept}))


def test_the_watch_knows_what_it_watches_for(signed_in: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(signed_in)
    monkeypatch.setenv("SPTUI_CLIENT_ID", "0" * 32)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr("sptui.desktop.browser.open_in_browser", Consent())
    assert main(["login"]) == 0
    kept = (Path(os.environ["XDG_STATE_HOME"]) / "sptui" / "tokens.json").read_text()
    access, refresh = sorted(watched.found_in(kept), key=lambda secret: secret[:2] != "BQ")
    assert (access[:2], refresh[:2]) == ("BQ", "AQ")
    assert len(watched.secrets) >= 5, "the code and the verifier have passed as well"
