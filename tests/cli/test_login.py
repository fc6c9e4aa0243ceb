import argparse
import io
import socket
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pydantic import SecretStr

from sptui.cli import login as module
from sptui.cli.login import add_parser, login, run
from sptui.paths import Paths
from sptui.settings import Settings, SettingsError
from sptui.spotify.errors import LoginRefused, LoginRequired, Unreachable
from sptui.spotify.oauth import ALL_SCOPES, challenge_of
from sptui.spotify.pacing import SIGN_IN
from sptui.spotify.tokens import MemoryTokens, Token, TokenFile
from sptui.store import Kept, Store

pytestmark = pytest.mark.usefixtures("home")

ID = "0123456789abcdef" * 2


def query_of(url: str) -> dict[str, str]:
    return {key: value for key, (value,) in parse_qs(urlsplit(url).query).items()}


class Browser:
    """A user who reads an address and consents, or not, with a browser that fetches the redirect."""

    def __init__(self, answer: str = "code=code-1") -> None:
        self.urls: list[str] = []
        self._answer = answer

    def __call__(self, url: str) -> bool:
        self.urls.append(url)
        query = query_of(url)
        parts = urlsplit(query["redirect_uri"])
        with socket.create_connection((parts.hostname, parts.port)) as connection:
            target = f"{parts.path}?{self._answer}&state={query['state']}"
            connection.sendall(f"GET {target} HTTP/1.1\r\n\r\n".encode())
        return True


class Accounts:
    """A token endpoint that grants `scope` and keeps the form that it was sent."""

    def __init__(self, scope: str = " ".join(ALL_SCOPES), status: int = 200) -> None:
        self.form: dict[str, str] = {}
        self._scope = scope
        self._status = status

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert str(request.url) == "https://accounts.spotify.com/api/token"
        self.form = {key: value for key, (value,) in parse_qs(request.content.decode()).items()}
        body = {"access_token": "access-1", "token_type": "Bearer", "expires_in": 3600, "refresh_token": "refresh-1"}
        return httpx.Response(self._status, json=body | {"scope": self._scope})


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in Settings.model_fields:
        monkeypatch.delenv(f"SPTUI_{key.upper()}", raising=False)
    for kind in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path))


async def signed_in(
    store: MemoryTokens, browser: Callable[[str], object], accounts: Accounts, settings: Settings | None = None
) -> tuple[Token, str, str]:
    """Sign in; the token, what standard output showed, and what standard error showed."""
    out, notes = io.StringIO(), io.StringIO()
    token = await login(
        settings or Settings(client_id=ID),
        store,
        open_browser=browser,
        out=out,
        notes=notes,
        transport=httpx.MockTransport(accounts),
    )
    return token, out.getvalue(), notes.getvalue()


async def test_a_login_exchanges_the_code_and_keeps_the_token() -> None:
    store, browser, accounts = MemoryTokens(), Browser(), Accounts()
    token, _, _ = await signed_in(store, browser, accounts)
    asked = query_of(browser.urls[0])
    assert accounts.form["code"] == "code-1"
    assert accounts.form["redirect_uri"] == asked["redirect_uri"]
    assert challenge_of(SecretStr(accounts.form["code_verifier"])) == asked["code_challenge"]
    assert asked["scope"].split() == list(ALL_SCOPES)
    assert store.load() == token
    assert token.client_id == ID


async def test_standard_output_is_the_address_alone_on_a_line_and_then_the_outcome() -> None:
    browser = Browser()
    _, out, notes = await signed_in(MemoryTokens(), browser, Accounts())
    assert out.splitlines() == [*browser.urls, "Signed in."]
    assert "http://127.0.0.1/callback\n" in notes


async def test_no_secret_is_printed() -> None:
    accounts = Accounts()
    _, out, notes = await signed_in(MemoryTokens(), Browser(), accounts)
    for secret in ("access-1", "refresh-1", "code-1", accounts.form["code_verifier"]):
        assert secret not in out + notes


async def test_scopes_that_were_not_granted_are_listed_with_what_will_not_work() -> None:
    granted = " ".join(scope for scope in ALL_SCOPES if scope != "user-top-read")
    _, out, _ = await signed_in(MemoryTokens(), Browser(), Accounts(granted))
    assert out.splitlines()[1:] == [
        "Signed in.",
        "Not granted, so these will not work:",
        "  user-top-read: your top artists and tracks",
    ]


async def test_every_login_has_a_state_and_a_challenge_of_its_own() -> None:
    browser = Browser()
    for _ in range(2):
        await signed_in(MemoryTokens(), browser, Accounts())
    first, second = map(query_of, browser.urls)
    assert first["state"] != second["state"]
    assert first["code_challenge"] != second["code_challenge"]


async def test_with_a_client_secret_neither_challenge_nor_verifier_is_sent() -> None:
    browser, accounts = Browser(), Accounts()
    await signed_in(MemoryTokens(), browser, accounts, Settings(client_id=ID, client_secret=SecretStr("s3cret")))
    assert "code_challenge" not in query_of(browser.urls[0])
    assert set(accounts.form) == {"grant_type", "code", "redirect_uri"}


async def test_without_a_browser_the_user_is_asked_to_open_the_address() -> None:
    browser = Browser()

    def none_installed(url: str) -> bool:
        browser(url)  # the user opens it by hand
        return False

    _, _, notes = await signed_in(MemoryTokens(), none_installed, Accounts())
    assert "No browser could be started: open the address above yourself." in notes


async def test_a_refusal_keeps_the_login_from_before() -> None:
    before = Token(
        access_token=SecretStr("a"),
        refresh_token=SecretStr("r"),
        expires_at=0,
        authorized_at=0,
        scopes=frozenset(),
        client_id=ID,
    )
    store = MemoryTokens(before)
    with pytest.raises(LoginRefused):
        await signed_in(store, Browser("error=access_denied"), Accounts())
    assert store.load() == before


async def test_without_a_client_id_nothing_is_opened_and_the_way_to_one_is_told() -> None:
    browser = Browser()
    with pytest.raises(SettingsError, match=r"developer\.spotify\.com/dashboard.*http://127\.0\.0\.1/callback"):
        await signed_in(MemoryTokens(), browser, Accounts(), Settings())
    assert browser.urls == []


async def test_patience_ends() -> None:
    with pytest.raises(TimeoutError):
        await login(Settings(client_id=ID), MemoryTokens(), out=io.StringIO(), notes=io.StringIO(), patience=0.01)


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return parser.parse_args(["login", *words])


def test_the_command_signs_in_and_keeps_the_token_in_the_users_state_folder(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    browser, accounts = Browser(), Accounts()
    monkeypatch.setattr("webbrowser.open", browser)
    monkeypatch.setattr(module, "login", partial(login, transport=httpx.MockTransport(accounts)))
    args = parsed("--client-id", ID)
    assert args.run(args) == 0
    assert capsys.readouterr().out.splitlines() == [*browser.urls, "Signed in."]
    kept = TokenFile(Paths.of_user().tokens_file).load()
    assert kept is not None
    assert kept.access_token == SecretStr("access-1")


def test_no_browser_opens_none_and_the_port_is_the_one_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: dict[str, object] = {}

    async def core(settings: Settings, _: object, *, open_browser: object, sent: Callable[[str], None]) -> None:
        seen.update(port=settings.redirect_port, browser=open_browser)
        sent(SIGN_IN)

    monkeypatch.setattr(module, "login", core)
    with closing(Store(Paths.of_user().store_file)) as store:
        store.keep(Kept(state=None, at=time.time(), read_at=time.time()))
    assert run(parsed("--client-id", ID, "--no-browser", "--port", "8765")) == 0
    assert seen == {"port": 8765, "browser": None}
    with closing(Store(Paths.of_user().store_file)) as store:
        assert store.counted(0, time.time()) == {SIGN_IN: 1}
        assert store.kept() is None


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (TimeoutError(), 1, "INVALID_CLIENT"),
        (LoginRefused("No.", error="access_denied"), 3, "press Agree"),
        (LoginRefused("No (invalid_client).", error="invalid_client"), 3, "No (invalid_client). Check the client id"),
        (LoginRequired("Dead."), 3, "came too late"),
        (Unreachable("The accounts service cannot be reached.", sent=False), 4, "reached. Wait a minute, then run"),
        (OSError(28, "No space left on device"), 1, "No space left on device"),
        (PermissionError(13, "Permission denied", "/state/tokens.json"), 1, "Check /state/tokens.json"),
        (KeyboardInterrupt(), 1, "the sign-in was cancelled"),
    ],
)
def test_an_error_is_one_line_with_a_next_step_and_the_documented_status(
    error: BaseException, status: int, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def core(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(module, "login", core)
    assert run(parsed("--client-id", ID)) == status
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("sptui: ")
    assert shown.err.count("\n") == 1
    assert told in shown.err


def test_a_proxy_that_cannot_be_used_is_told_before_anything_is_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALL_PROXY", "foo://host")
    assert run(parsed("--client-id", ID, "--no-browser")) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sptui: ALL_PROXY: ")


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(parsed("--client-id", ID, "--no-browser", "--port", str(port))) == 1
    assert "Choose another with --port" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "told"), [(["--client-id", "abc"], "32 hexadecimal"), ([], "no client id")])
def test_a_bad_setting_is_told_like_any_error(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(parsed(*words)) == 1
    assert told in capsys.readouterr().err
