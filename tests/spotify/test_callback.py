import asyncio
import gc
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr

from sptui.spotify.callback import Callback
from sptui.spotify.errors import LoginRefused


@pytest.fixture
async def callback() -> AsyncIterator[Callback]:
    async with Callback() as waiting:
        yield waiting


async def talk(callback: Callback, request: bytes) -> str:
    """Send some bytes to the callback's port; all that comes back until it hangs up."""
    parts = urlsplit(callback.redirect_uri)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(request)
        await writer.drain()
        return (await reader.read()).decode()
    except ConnectionError:
        return ""
    finally:
        writer.close()


async def get(callback: Callback, target: str) -> str:
    return await talk(callback, f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())


async def test_the_code_that_comes_with_the_right_state_is_the_answer(callback: Callback) -> None:
    waiting = asyncio.create_task(callback.wait("s1"))
    page = await get(callback, "/callback?code=c%2F1&state=s1")
    assert await waiting == SecretStr("c/1")
    assert page.startswith("HTTP/1.1 200 OK\r\n")
    assert "go back to sptui" in page
    assert "c/1" not in page


async def test_the_page_is_complete_and_loads_nothing_and_is_not_kept(callback: Callback) -> None:
    waiting = asyncio.create_task(callback.wait("s1"))
    head, _, body = (await get(callback, "/callback?code=c&state=s1")).partition("\r\n\r\n")
    await waiting
    assert f"Content-Length: {len(body.encode())}\r\n" in head
    assert "default-src 'none'" in head
    assert "no-store" in head
    assert "src=" not in body
    assert "href=" not in body


async def test_the_redirect_uri_is_on_loopback_with_the_port_that_was_free(callback: Callback) -> None:
    parts = urlsplit(callback.redirect_uri)
    assert (parts.scheme, parts.hostname, parts.path) == ("http", "127.0.0.1", "/callback")
    assert parts.port


async def test_ipv6_is_put_in_brackets() -> None:
    async with Callback(host="::1") as waiting:
        assert waiting.redirect_uri.startswith("http://[::1]:")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::"])  # noqa: S104 -- that it is refused is the test
def test_a_host_that_others_reach_is_refused(host: str) -> None:
    with pytest.raises(ValueError, match="not a loopback address"):
        Callback(host=host)


@pytest.mark.parametrize(("told", "code"), [("access_denied", "access_denied"), ("%3Cscript%3E", "unknown_error")])
async def test_a_refusal_with_the_right_state_ends_the_wait(callback: Callback, told: str, code: str) -> None:
    waiting = asyncio.create_task(callback.wait("s1"))
    page = await get(callback, f"/callback?error={told}&state=s1&x=1")
    with pytest.raises(LoginRefused) as caught:
        await waiting
    assert caught.value.error == code
    assert code in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    "query",
    ["code=evil&state=other", "code=evil", "code=evil&state=", "code=evil&state=s1&state=s1", "error=x&state=%ff"],
)
async def test_a_wrong_state_gets_an_error_page_and_the_wait_goes_on(callback: Callback, query: str) -> None:
    waiting = asyncio.create_task(callback.wait("s1"))
    assert (await get(callback, f"/callback?{query}")).startswith("HTTP/1.1 400 ")
    assert not waiting.done()
    await get(callback, "/callback?code=good&state=s1")
    assert await waiting == SecretStr("good")


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("GET /favicon.ico HTTP/1.1", "404"),
        ("GET /callback/?code=evil&state=s1 HTTP/1.1", "404"),
        ("POST /callback?code=evil&state=s1 HTTP/1.1", "404"),
        ("GET /callback?" + "&".join("abcdefghijklmnopqrstuvwxyz") + "&state=s1&code=evil HTTP/1.1", "404"),
        ("GET http://[/callback HTTP/1.1", "404"),
        ("GET /\xff HTTP/1.1", "404"),
        ("nonsense", "404"),
        ("GET /callback?state=s1 HTTP/1.1", "400"),
        ("GET /callback?state=s1&error= HTTP/1.1", "400"),
        ("GET /callback?state=s1&code=a&code=b HTTP/1.1", "400"),
    ],
)
async def test_strays_are_answered_and_the_wait_goes_on(callback: Callback, request_line: str, status: str) -> None:
    waiting = asyncio.create_task(callback.wait("s1"))
    answer = await talk(callback, request_line.encode("latin-1") + b"\r\n\r\n")
    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert not waiting.done()
    await get(callback, "/callback?code=good&state=s1")
    assert await waiting == SecretStr("good")


async def test_connections_that_ask_for_nothing_or_never_end_do_not_disturb(callback: Callback) -> None:
    waiting = asyncio.create_task(callback.wait("s1"))
    parts = urlsplit(callback.redirect_uri)
    _, silent = await asyncio.open_connection(parts.hostname, parts.port)
    _, gone = await asyncio.open_connection(parts.hostname, parts.port)
    gone.close()
    await gone.wait_closed()
    async with asyncio.timeout(5):
        assert await talk(callback, b"GET /callback?code=evil&state=s1&" + b"x" * 20_000) == ""
    await get(callback, "/callback?code=good&state=s1")
    assert await waiting == SecretStr("good")
    silent.close()


async def test_a_silent_connection_is_hung_up_on(callback: Callback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sptui.spotify.callback._SLOWEST_REQUEST", 0.01)
    async with asyncio.timeout(5):
        assert await talk(callback, b"GET /callback") == ""


async def test_leaving_does_not_wait_for_connections_that_stay_open() -> None:
    async with asyncio.timeout(5):
        async with Callback() as callback:
            parts = urlsplit(callback.redirect_uri)
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
            await get(callback, "/favicon.ico")
        assert await reader.read() == b""
        writer.close()


async def test_nobody_listens_any_more_after_the_login() -> None:
    async with Callback() as callback:
        pass
    with pytest.raises(ConnectionRefusedError):
        await get(callback, "/callback")


async def test_an_answer_that_is_quicker_than_the_waiter_is_not_lost(callback: Callback) -> None:
    early = asyncio.create_task(get(callback, "/callback?code=c&state=s1"))
    await asyncio.sleep(0)
    assert await callback.wait("s1") == SecretStr("c")
    assert "200 OK" in await early


async def test_a_second_answer_changes_nothing(callback: Callback) -> None:
    strays: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: strays.append(context))
    waiting = asyncio.create_task(callback.wait("s1"))
    await get(callback, "/callback?code=first&state=s1")
    await get(callback, "/callback?code=second&state=s1")
    assert await waiting == SecretStr("first")
    gc.collect()
    assert strays == []


async def test_waiting_ends_after_the_timeout(callback: Callback) -> None:
    with pytest.raises(TimeoutError):
        await callback.wait("s1", timeout=0.01)
