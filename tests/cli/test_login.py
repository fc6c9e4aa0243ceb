import asyncio
import io
import os
import pty
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sptui.cli import login as module
from sptui.cli.login import login, typed_lines
from sptui.cli.main import main
from sptui.paths import Paths
from sptui.settings import SettingsError, load_settings
from sptui.simulator import Simulator
from sptui.simulator.server import SimulatorServer
from sptui.spotify.errors import LoginRefused, LoginRequired, NoPort, Unreachable
from sptui.spotify.login import SignedIn
from sptui.spotify.pacing import SIGN_IN
from sptui.spotify.scopes import ALL_SCOPES
from sptui.spotify.session import Session, SpotifyApp
from sptui.spotify.tokens import Token, TokenFile
from sptui.store import Kept, Store
from tests.spotify.accounts import ID, SECRETS, Accounts, landing, session_at

pytestmark = pytest.mark.usefixtures("home")


class Browser:
    """A user who consents, or not, with a browser that fetches the redirect and hears what came of it."""

    def __init__(self, answer: str = "code=code-1") -> None:
        self.urls: list[str] = []
        self._answer = answer
        self._pages: list[Future[str]] = []

    def __call__(self, url: str) -> bool:
        self.urls.append(url)
        page: Future[str] = Future()
        self._pages.append(page)
        threading.Thread(target=lambda: page.set_result(fetched(self.back(url))), daemon=True).start()
        return True

    def back(self, url: str) -> str:
        """Where Spotify leads it to."""
        return landing(url, self._answer)

    def page(self) -> str:
        """What it shows at the end."""
        return self._pages[-1].result(timeout=10)


class Consent(Browser):
    """The same at the simulated accounts service."""

    def back(self, url: str) -> str:
        # Not by httpx, whose log would hold the code: what logs do is looked at.
        there = urlsplit(url)
        with closing(HTTPConnection(there.netloc)) as connection:
            connection.request("GET", f"{there.path}?{there.query}")
            return connection.getresponse().headers["location"]


def fetched(address: str) -> str:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port)) as connection, connection.makefile("rb") as answer:
        connection.sendall(f"GET {parts.path}?{parts.query} HTTP/1.1\r\n\r\n".encode())
        return answer.read().decode()


async def signed_in(
    session: Session, browser: Callable[[str], bool], pasted: AsyncIterator[str] | None = None
) -> tuple[SignedIn, str, str]:
    """Sign in; what came of it, what standard output showed, and what standard error showed."""
    out, notes = io.StringIO(), io.StringIO()
    came = await login(session, open_browser=browser, pasted=pasted, out=out, notes=notes)
    return came, out.getvalue(), notes.getvalue()


async def test_standard_output_is_the_address_alone_on_a_line_and_then_the_outcome() -> None:
    browser = Browser()
    async with session_at(Accounts()) as session:
        _, out, notes = await signed_in(session, browser)
    address, outcome = out.splitlines()
    assert [address] == browser.urls
    assert outcome.startswith("Signed in as Ana until ")
    assert "http://127.0.0.1/callback, exactly so." in notes
    assert "This address is open in your browser." in notes
    assert max(map(len, notes.splitlines())) < 80
    assert "Signed in as Ana" in browser.page()


async def test_no_secret_is_printed() -> None:
    accounts = Accounts()
    async with session_at(accounts) as session:
        _, out, notes = await signed_in(session, Browser())
    for secret in (*SECRETS, accounts.form["code_verifier"]):
        assert secret not in out + notes


async def test_scopes_that_were_not_granted_are_listed_with_what_will_not_work() -> None:
    granted = " ".join(scope for scope in ALL_SCOPES if scope != "user-top-read")
    async with session_at(Accounts(granted)) as session:
        _, out, _ = await signed_in(session, Browser())
    assert out.splitlines()[2:] == [
        "Not granted, so these will not work:",
        "  user-top-read: your top artists and tracks",
    ]


async def test_when_no_answer_comes_for_long_it_is_told_what_only_the_browser_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_LONG", 0.02)
    out, notes = io.StringIO(), io.StringIO()
    async with session_at(Accounts()) as session:
        with pytest.raises(TimeoutError):
            await login(session, out=out, notes=notes, patience=0.2)
    assert notes.getvalue().count("INVALID_CLIENT") == 1


async def test_without_a_browser_the_user_is_asked_to_open_the_address() -> None:
    browser = Browser()

    def none_installed(url: str) -> bool:
        browser(url)  # the user opens it by hand
        return False

    async with session_at(Accounts()) as session:
        _, _, notes = await signed_in(session, none_installed)
    assert "No browser could be started: open the address above yourself." in notes


async def test_the_address_that_a_browser_elsewhere_ended_at_can_be_pasted() -> None:
    opened: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    loop = asyncio.get_running_loop()

    def elsewhere(url: str) -> bool:
        loop.call_soon_threadsafe(opened.set_result, url)
        return False

    async def pasted() -> AsyncIterator[str]:
        yield "http://127.0.0.1/callback?code=other&state=other"
        yield landing(await opened)

    async with session_at(Accounts()) as session:
        came, _, notes = await signed_in(session, elsewhere, pasted())
    assert came.token.user_name == "Ana"
    assert "That address belongs to another sign-in" in notes
    assert "Paste the address that it ends at here" in notes


async def test_a_port_that_is_taken_is_told_and_another_one_is_used() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with session_at(Accounts(), port=port) as session:
            came, _, notes = await signed_in(session, Browser())
    assert came.trouble is None
    assert f"Port {port} is in use, so sptui waits on " in notes


async def test_an_answer_to_another_sign_in_is_told() -> None:
    browser = Browser()

    def twice(url: str) -> bool:
        assert "Not this sign-in" in fetched(landing(url).replace("state=", "state=x"))
        return browser(url)

    async with session_at(Accounts()) as session:
        _, _, notes = await signed_in(session, twice)
    assert "An answer to another sign-in came, and was ignored." in notes


async def test_without_a_client_id_nothing_is_opened_and_the_way_to_one_is_told() -> None:
    browser = Browser()
    async with session_at(Accounts(), app=SpotifyApp("")) as session:
        with pytest.raises(SettingsError, match=r"developer\.spotify\.com/dashboard.*http://127\.0\.0\.1/callback"):
            await signed_in(session, browser)
    assert browser.urls == []


async def test_the_lines_of_a_terminal_are_what_is_pasted(monkeypatch: pytest.MonkeyPatch) -> None:
    keyboard, terminal = pty.openpty()
    with os.fdopen(terminal) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        lines = typed_lines()
        assert lines is not None
        os.write(keyboard, b"one\n\n  two \n")
        async with asyncio.timeout(5):
            assert [await anext(lines), await anext(lines)] == ["one", "two"]
            os.close(keyboard)  # which is an error of reading for whoever holds the other end
            assert [line async for line in lines] == []


@pytest.mark.parametrize("stdin", [io.StringIO("one\n"), None])
def test_without_a_terminal_nothing_can_be_pasted(stdin: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    assert typed_lines() is None


@pytest.fixture
def simulated(home: Path, simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """A simulated account over HTTP, that nobody at `home` is signed in to."""
    assert not list(home.iterdir())
    with SimulatorServer(simulator) as server:
        monkeypatch.setenv("SPTUI_API_URL", f"{server.url}/v1")
        monkeypatch.setenv("SPTUI_ACCOUNTS_URL", server.url)
        monkeypatch.setattr("sys.stdin", io.StringIO())
        yield simulator


@pytest.mark.usefixtures("simulated")
def test_the_command_signs_in_keeps_the_token_and_remembers_the_app(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths, browser = Paths.of_user(), Consent()
    monkeypatch.setattr("sptui.desktop.browser.open_in_browser", browser)
    with closing(Store(paths.store_file)) as store:
        store.keep(Kept(state=None, at=time.time(), read_at=time.time()))
    assert main(["login", "--client-id", ID]) == 0
    assert "Signed in as Mira Lindqvist until " in capsys.readouterr().out
    assert "Signed in as Mira Lindqvist" in browser.page()
    kept = TokenFile(paths.tokens_file).load()
    assert kept is not None
    assert kept.user_name == "Mira Lindqvist"
    assert load_settings(paths.config_file).settings.client_id == ID
    with closing(Store(paths.store_file)) as store:
        assert store.counted(0, time.time()) == {SIGN_IN: 1, "library": 1}
        assert store.kept() is None, "it may be another account's"


@pytest.mark.usefixtures("simulated")
def test_the_app_of_the_last_sign_in_is_the_one_that_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sptui.desktop.browser.open_in_browser", Consent())
    config = Paths.of_user().config_file
    config.parent.mkdir(parents=True)
    config.write_text(f'client_id = "{"f" * 32}"\n')
    assert main(["login", "--client-id", ID]) == 0
    assert load_settings(config).settings.client_id == ID


@pytest.mark.parametrize(("field", "told"), [("registered", "User Management"), ("owner_premium", "renewed Premium")])
def test_an_account_that_is_not_let_in_is_signed_in_and_told_what_to_do(
    simulated: Simulator, field: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    setattr(simulated.world, field, False)
    browser = Consent()
    monkeypatch.setattr("sptui.desktop.browser.open_in_browser", browser)
    assert main(["login", "--client-id", ID]) == 1
    assert told in capsys.readouterr().err
    assert "Signed in, but not let in" in browser.page()
    assert TokenFile(Paths.of_user().tokens_file).load() is not None


@pytest.mark.usefixtures("simulated")
def test_a_token_that_cannot_be_kept_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sptui.desktop.browser.open_in_browser", Consent())

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(TokenFile, "save", full)
    assert main(["login", "--client-id", ID]) == 1
    told = capsys.readouterr().err
    assert told.count("cannot be kept for the next start (No space left on device)") == 1


def test_no_browser_opens_none_and_the_port_is_the_one_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}
    token = Token.model_validate(
        {"access_token": "a", "refresh_token": "r", "expires_at": 0, "authorized_at": 0, "scopes": [], "client_id": ID}
    )

    async def core(session: Session, *, open_browser: object) -> SignedIn:
        seen.update(port=session.port, browser=open_browser, app=session.app)
        return SignedIn(token)

    monkeypatch.setattr(module, "login", core)
    assert main(["login", "--client-id", ID, "--no-browser", "--port", "8765"]) == 0
    assert seen == {"port": 8765, "browser": None, "app": SpotifyApp(ID)}


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (TimeoutError(), 1, "INVALID_CLIENT"),
        (LoginRefused("No.", error="access_denied"), 3, "press Agree"),
        (LoginRefused("No (invalid_client).", error="invalid_client"), 3, "Compare the client id"),
        (LoginRefused("No (odd).", error="odd"), 3, "No (odd). Compare the client id"),
        (LoginRequired("Dead."), 3, "expired or was used before"),
        (Unreachable("The accounts service cannot be reached.", sent=False), 4, "Check the network"),
        (NoPort("No port of this machine can be used (Too many open files)."), 1, "(Too many open files). Close what"),
        (KeyboardInterrupt(), 1, "the sign-in was cancelled"),
    ],
)
def test_an_error_is_one_line_with_a_next_step_and_the_documented_status(
    error: BaseException, status: int, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def core(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(module, "login", core)
    assert main(["login", "--client-id", ID]) == status
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("sptui: ")
    assert shown.err.count("\n") == 1
    assert told in shown.err


def test_a_proxy_that_cannot_be_used_is_told_before_anything_is_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALL_PROXY", "foo://host")
    assert main(["login", "--client-id", ID, "--no-browser"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sptui: ALL_PROXY: ")


@pytest.mark.parametrize(("words", "told"), [(["--client-id", "abc"], "32 hexadecimal"), ([], "no client id")])
def test_a_bad_setting_is_told_like_any_error(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["login", *words]) == 1
    assert told in capsys.readouterr().err


def test_the_environments_tokens_need_the_app_that_they_are_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPTUI_REFRESH_TOKEN", "AQ-secret")
    assert main(["status"]) == 1
    monkeypatch.setenv("SPTUI_CLIENT_ID", ID)
    monkeypatch.setenv("SPTUI_REFRESH_TOKEN", "AQ secret")
    assert main(["status"]) == 1
    needs, is_none = capsys.readouterr().err.splitlines()
    assert "SPTUI_CLIENT_ID" in needs
    assert "not a refresh token" in is_none
    assert "secret" not in needs + is_none
