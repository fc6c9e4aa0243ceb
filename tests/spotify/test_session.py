import asyncio
from collections.abc import Callable

import httpx
import pytest
from pydantic import SecretStr

from sptui.spotify.errors import LoginRefused, LoginRequired, NoPort, NotAllowlisted, OwnerNotPremium
from sptui.spotify.login import Login, SignedIn
from sptui.spotify.oauth import challenge_of
from sptui.spotify.scopes import ALL_SCOPES
from sptui.spotify.session import SpotifyApp
from sptui.spotify.tokens import MemoryTokens, Token
from tests.spotify.accounts import ID, SECRETS, Accounts, landing, page_at, query_of, session_at

BEFORE = Token(
    access_token=SecretStr("a"),
    refresh_token=SecretStr("r"),
    expires_at=2e9,
    authorized_at=0.0,
    scopes=frozenset(),
    client_id="f" * 32,
    client_secret=SecretStr("hush"),
    user_name="Ben",
    user_id="ben",
)


async def finished(login: Login, answer: str = "code=code-1") -> tuple[SignedIn, str]:
    """The sign-in after the browser has come back, and the page that it shows."""
    page = asyncio.create_task(page_at(landing(login.url, answer)))
    return await login.finish(), await page


async def test_a_login_exchanges_the_code_and_keeps_the_token_with_the_name() -> None:
    store, accounts = MemoryTokens(), Accounts()
    async with session_at(accounts, store) as session:
        before = session.signed_in
        async with session.login() as login:
            asked = query_of(login.url)
            signed_in, page = await finished(login)
        assert (before, session.signed_in) == (False, True)
    assert accounts.form["code"] == "code-1"
    assert accounts.form["redirect_uri"] == asked["redirect_uri"]
    assert challenge_of(SecretStr(accounts.form["code_verifier"])) == asked["code_challenge"]
    assert asked["scope"].split() == list(ALL_SCOPES)
    assert store.load() == signed_in.token
    assert (signed_in.token.client_id, signed_in.token.user_name, signed_in.token.user_id) == (ID, "Ana", "ana.1")
    assert signed_in.trouble is None
    assert "Signed in as Ana" in page
    for secret in (*SECRETS, accounts.form["code_verifier"]):
        assert secret not in page


async def test_every_login_has_a_state_and_a_challenge_of_its_own() -> None:
    async with session_at(Accounts()) as session, session.login() as one, session.login() as two:
        first, second = query_of(one.url), query_of(two.url)
        assert first["state"] != second["state"]
        assert first["code_challenge"] != second["code_challenge"]
        assert first == query_of(one.url), "the address that is opened again has to be the same"


async def test_with_a_client_secret_neither_challenge_nor_verifier_is_sent() -> None:
    accounts = Accounts()
    async with session_at(accounts, app=SpotifyApp(ID, SecretStr("s3cret"))) as session, session.login() as login:
        assert "code_challenge" not in query_of(login.url)
        signed_in, _ = await finished(login)
    assert set(accounts.form) == {"grant_type", "code", "redirect_uri"}
    assert signed_in.token.client_secret is None, "the settings have it already"


async def test_a_secret_that_was_typed_is_kept_with_the_token() -> None:
    store = MemoryTokens()
    async with session_at(Accounts(), store) as session, session.login(SpotifyApp(ID, SecretStr("typed"))) as login:
        await finished(login)
    kept = store.load()
    assert kept is not None
    assert kept.client_secret == SecretStr("typed")


async def test_what_was_not_granted_is_named() -> None:
    granted = " ".join(scope for scope in ALL_SCOPES if scope != "user-top-read")
    async with session_at(Accounts(granted)) as session, session.login() as login:
        signed_in, page = await finished(login)
    assert signed_in.missing == {"user-top-read": "your top artists and tracks"}
    assert "your top artists and tracks" in page


@pytest.mark.parametrize(
    ("message", "kind", "told"),
    [
        ("User not registered in the Developer Dashboard", NotAllowlisted, "not on the app&#x27;s list of users"),
        ("Active premium subscription required for the owner of the app.", OwnerNotPremium, "has no Spotify Premium"),
    ],
)
async def test_an_account_that_is_not_let_in_is_signed_in_and_told_why_and_can_check_again(
    message: str, kind: type[Exception], told: str
) -> None:
    store, accounts = MemoryTokens(), Accounts()
    accounts.refuses_account(message)
    async with session_at(accounts, store) as session:
        async with session.login() as login:
            signed_in, page = await finished(login)
        assert type(signed_in.trouble) is kind
        assert told in page
        assert store.load() == signed_in.token
        with pytest.raises(kind):
            await session.greet()
        accounts.profile = httpx.Response(200, json={"id": "ana.1"})
        assert (await session.greet()).user_name == "ana.1"


async def test_a_name_that_cannot_be_asked_for_now_is_no_reason_not_to_go_on() -> None:
    accounts = Accounts()
    accounts.profile = httpx.Response(503)
    async with session_at(accounts) as session, session.login() as login:
        signed_in, page = await finished(login)
    assert (signed_in.trouble, signed_in.token.user_name) == (None, "")
    assert "✓</span> Signed in" in page


def denied(_: Accounts) -> str:
    return "error=access_denied"


def expired(accounts: Accounts) -> str:
    accounts.refuses_codes("invalid_grant")
    return "code=late"


def unknown(accounts: Accounts) -> str:
    accounts.refuses_codes("invalid_client")
    return "code=code-1"


@pytest.mark.parametrize(
    ("happens", "error", "told"),
    [
        (denied, LoginRefused, "You did not allow the access."),
        (expired, LoginRequired, "has expired or was used before"),
        (unknown, LoginRefused, "does not know this app"),
    ],
)
async def test_a_failure_is_told_on_the_page_and_keeps_the_login_from_before(
    happens: Callable[[Accounts], str], error: type[Exception], told: str
) -> None:
    store, accounts = MemoryTokens(BEFORE), Accounts()
    answer = happens(accounts)
    async with session_at(accounts, store) as session, session.login() as login:
        page = asyncio.create_task(page_at(landing(login.url, answer)))
        with pytest.raises(error):
            await login.finish()
        assert told in await page
    assert store.load() == BEFORE


async def test_patience_ends() -> None:
    async with session_at(Accounts()) as session, session.login() as login:
        with pytest.raises(TimeoutError):
            await login.finish(patience=0.01)


async def test_nobody_listens_any_more_once_it_is_over() -> None:
    async with session_at(Accounts()) as session:
        async with session.login() as login:
            address = landing(login.url)
        with pytest.raises(ConnectionRefusedError):
            await page_at(address)


async def test_a_port_that_is_taken_is_told() -> None:
    async with session_at(Accounts()) as session, session.login() as first:
        assert first.moved_to is None
        port = int(query_of(first.url)["redirect_uri"].rpartition(":")[2].partition("/")[0])
        session.port = port
        async with session.login() as second:
            assert second.moved_to not in (None, port)
            assert f":{second.moved_to}/" in query_of(second.url)["redirect_uri"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (SpotifyApp(""), SpotifyApp("f" * 32, SecretStr("hush"))),
        (SpotifyApp("f" * 32), SpotifyApp("f" * 32, SecretStr("hush"))),
        (SpotifyApp("f" * 32, SecretStr("newer")), SpotifyApp("f" * 32, SecretStr("newer"))),
        (SpotifyApp(ID), SpotifyApp(ID)),
    ],
)
async def test_it_signs_in_again_to_the_app_of_the_settings_else_to_that_of_the_last_time(
    settings: SpotifyApp, expected: SpotifyApp
) -> None:
    async with session_at(Accounts(), MemoryTokens(BEFORE), settings) as session:
        assert session.app == expected


async def test_an_ended_login_is_none_but_tells_where_to_sign_in() -> None:
    ended = BEFORE.model_copy(update={"ended": True})
    async with session_at(Accounts(), MemoryTokens(ended), SpotifyApp("")) as session:
        assert not session.signed_in
        assert session.app.client_id == "f" * 32


async def test_greeting_nobody_sends_nothing() -> None:
    accounts = Accounts()
    async with session_at(accounts) as session:
        with pytest.raises(LoginRequired):
            await session.greet()
    assert accounts.asked == []


async def test_a_machine_without_a_port_to_wait_on_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    async def none_left(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(asyncio, "start_server", none_left)
    async with session_at(Accounts()) as session:
        with pytest.raises(NoPort, match="Too many open files"):
            async with session.login():
                pass
