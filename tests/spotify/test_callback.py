import asyncio
import gc
import re
import socket
import time
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr

from sptui.spotify.callback import Callback, NotThisSignIn
from sptui.spotify.callback_page import Page
from sptui.spotify.errors import LoginRefused

DONE = Page("Signed in as <Ana>", ("Go & listen.",), good=True)


@pytest.fixture
async def callback() -> AsyncIterator[Callback]:
    async with Callback("s1") as waiting:
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
    waiting = asyncio.create_task(callback.wait())
    page = asyncio.create_task(get(callback, "/callback?code=c%2F1&state=s1"))
    assert await waiting == SecretStr("c/1")
    assert callback.answered
    callback.show(DONE)
    assert "c/1" not in await page


async def test_the_browser_waits_until_it_is_known_what_came_of_its_answer(callback: Callback) -> None:
    waiting = asyncio.create_task(callback.wait())
    page = asyncio.create_task(get(callback, "/callback?code=c&state=s1"))
    await waiting
    await asyncio.sleep(0.02)
    assert not page.done()
    callback.show(DONE)
    callback.show(Page("Too late"))
    shown = await page
    assert shown.startswith("HTTP/1.1 200 OK\r\n")
    assert "✓" in shown
    assert "Signed in as &lt;Ana&gt;" in shown
    assert "Go &amp; listen." in shown
    assert "You can close this tab." in shown


async def test_the_page_is_complete_and_loads_nothing_and_is_not_kept(callback: Callback) -> None:
    waiting = asyncio.create_task(callback.wait())
    callback.show(Page("Not signed in", ("Why.", "What to do.")))
    head, _, body = (await get(callback, "/callback?code=c&state=s1")).partition("\r\n\r\n")
    await waiting
    assert f"Content-Length: {len(body.encode())}\r\n" in head
    assert "default-src 'none'" in head
    assert "no-store" in head
    assert "src=" not in body
    assert re.findall('href="([^"]*)"', body) == ["data:,"]
    assert "✗" in body
    assert re.findall("<p[^>]*>(.*)</p>", body) == ["Why.", "What to do.", "You can close this tab."]


async def test_a_browser_that_is_still_waiting_when_everybody_leaves_is_told_that_it_is_over() -> None:
    async with Callback("s1") as callback:
        waiting = asyncio.create_task(callback.wait())
        page = asyncio.create_task(get(callback, "/callback?code=c&state=s1"))
        await waiting
    assert "This sign-in is over" in await page


async def test_a_browser_that_fetches_its_address_twice_sees_the_same_page_twice(callback: Callback) -> None:
    waiting = asyncio.create_task(callback.wait())
    pages = [asyncio.create_task(get(callback, "/callback?code=c&state=s1")) for _ in range(2)]
    await waiting
    callback.show(DONE)
    first, second = await asyncio.gather(*pages)
    assert first == second
    assert "Go &amp; listen." in first


async def test_a_port_that_is_taken_is_exchanged_for_one_that_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with Callback("s1", port) as callback:
            assert callback.moved
            assert urlsplit(callback.redirect_uri).port not in (0, port)
    async with Callback("s1", port) as callback:
        assert not callback.moved
        assert urlsplit(callback.redirect_uri).port == port


async def test_the_redirect_uri_is_on_loopback_with_the_port_that_was_free(callback: Callback) -> None:
    parts = urlsplit(callback.redirect_uri)
    assert (parts.scheme, parts.hostname, parts.path) == ("http", "127.0.0.1", "/callback")
    assert parts.port


async def test_ipv6_is_put_in_brackets() -> None:
    async with Callback("s1", host="::1") as waiting:
        assert waiting.redirect_uri.startswith("http://[::1]:")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::"])  # noqa: S104 -- that it is refused is the test
def test_a_host_that_others_reach_is_refused(host: str) -> None:
    with pytest.raises(ValueError, match="not a loopback address"):
        Callback("s1", host=host)


@pytest.mark.parametrize(("told", "code"), [("access_denied", "access_denied"), ("%3Cscript%3E", "unknown_error")])
async def test_a_refusal_with_the_right_state_ends_the_wait(callback: Callback, told: str, code: str) -> None:
    waiting = asyncio.create_task(callback.wait())
    callback.show(Page("Not signed in"))
    page = await get(callback, f"/callback?error={told}&state=s1&x=1")
    with pytest.raises(LoginRefused) as caught:
        await waiting
    assert caught.value.error == code
    assert "<script>" not in page


@pytest.mark.parametrize(
    "query",
    ["code=evil&state=other", "code=evil", "code=evil&state=", "code=evil&state=s1&state=s1", "error=x&state=%ff"],
)
async def test_a_wrong_state_gets_an_error_page_and_is_told_and_the_wait_goes_on(query: str) -> None:
    strayed: list[str] = []
    async with Callback("s1", strayed=lambda: strayed.append(query)) as callback:
        waiting = asyncio.create_task(callback.wait())
        assert (await get(callback, f"/callback?{query}")).startswith("HTTP/1.1 400 ")
        assert strayed == [query]
        assert not waiting.done()
        callback.show(DONE)
        await get(callback, "/callback?code=good&state=s1")
        assert await waiting == SecretStr("good")


async def test_nothing_but_an_answer_is_taken_for_one(callback: Callback) -> None:
    waiting = asyncio.create_task(callback.wait())
    assert not callback.answered
    callback.show(DONE)
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
    waiting = asyncio.create_task(callback.wait())
    answer = await talk(callback, request_line.encode("latin-1") + b"\r\n\r\n")
    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert not waiting.done()
    callback.show(DONE)
    await get(callback, "/callback?code=good&state=s1")
    assert await waiting == SecretStr("good")


async def test_connections_that_ask_for_nothing_or_never_end_do_not_disturb(callback: Callback) -> None:
    waiting = asyncio.create_task(callback.wait())
    parts = urlsplit(callback.redirect_uri)
    _, silent = await asyncio.open_connection(parts.hostname, parts.port)
    _, gone = await asyncio.open_connection(parts.hostname, parts.port)
    gone.close()
    await gone.wait_closed()
    async with asyncio.timeout(5):
        assert await talk(callback, b"GET /callback?code=evil&state=s1&" + b"x" * 20_000) == ""
    callback.show(DONE)
    await get(callback, "/callback?code=good&state=s1")
    assert await waiting == SecretStr("good")
    silent.close()


async def test_a_silent_connection_is_hung_up_on(callback: Callback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sptui.spotify.callback._SLOWEST_REQUEST", 0.01)
    async with asyncio.timeout(5):
        assert await talk(callback, b"GET /callback") == ""


async def test_leaving_does_not_wait_for_connections_that_stay_open() -> None:
    async with asyncio.timeout(5):
        async with Callback("s1") as callback:
            parts = urlsplit(callback.redirect_uri)
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
            await get(callback, "/favicon.ico")
        assert await reader.read() == b""
        writer.close()


async def test_nobody_listens_any_more_after_the_login() -> None:
    async with Callback("s1") as callback:
        pass
    with pytest.raises(ConnectionRefusedError):
        await get(callback, "/callback")


async def test_an_answer_that_is_quicker_than_the_waiter_is_not_lost(callback: Callback) -> None:
    early = asyncio.create_task(get(callback, "/callback?code=c&state=s1"))
    await asyncio.sleep(0)
    assert await callback.wait() == SecretStr("c")
    callback.show(DONE)
    assert "200 OK" in await early


async def test_a_second_answer_changes_nothing_and_is_told_that_it_is_over(callback: Callback) -> None:
    strays: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: strays.append(context))
    waiting = asyncio.create_task(callback.wait())
    callback.show(DONE)
    await get(callback, "/callback?code=first&state=s1")
    for second in ("code=second", "error=access_denied"):
        assert (await get(callback, f"/callback?{second}&state=s1")).startswith("HTTP/1.1 410 ")
    assert await waiting == SecretStr("first")
    gc.collect()
    assert strays == []


@pytest.mark.parametrize(
    "pasted",
    [
        "http://127.0.0.1:8080/callback?code=c1&state=s1",
        "  127.0.0.1:8080/callback?state=s1&code=c1\n",
        "http://127.0.0.1:80\n80/callback?co de=c1&sta\r\nte=s1",
        "code=c1&state=s1",
    ],
)
async def test_an_address_from_a_browser_elsewhere_can_be_pasted(callback: Callback, pasted: str) -> None:
    waiting = asyncio.create_task(callback.wait())
    callback.take(pasted)
    assert await waiting == SecretStr("c1")


async def test_a_refusal_can_be_pasted_too(callback: Callback) -> None:
    waiting = asyncio.create_task(callback.wait())
    callback.take("http://127.0.0.1/callback?error=access_denied&state=s1")
    with pytest.raises(LoginRefused, match="access_denied"):
        await waiting


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("http://127.0.0.1/callback?code=c1&state=other", "another sign-in"),
        ("http://127.0.0.1/callback?code=c1", "another sign-in"),
        ("http://127.0.0.1/callback?state=s1", "no code"),
        ("http://127.0.0.1/callback?state=s1&code=", "no code"),
        ("https://accounts.spotify.com/authorize?client_id=1&state=s1", "no code"),
        ("c1", "no code"),
        ("http://[", "no address"),
    ],
)
async def test_what_is_no_answer_to_this_sign_in_is_told_and_the_wait_goes_on(
    callback: Callback, pasted: str, told: str
) -> None:
    waiting = asyncio.create_task(callback.wait())
    with pytest.raises(NotThisSignIn, match=told):
        callback.take(pasted)
    await asyncio.sleep(0)
    assert not waiting.done()
    waiting.cancel()


async def test_no_secret_stands_in_what_a_crash_would_show(callback: Callback) -> None:
    waiting = asyncio.create_task(callback.wait())
    callback.take("code=c0de&state=s1")
    await waiting
    assert "c0de" not in repr(callback._answer)


async def test_a_connection_that_a_browser_keeps_open_holds_nothing_up(callback: Callback) -> None:
    parts = urlsplit(callback.redirect_uri)
    _, idle = await asyncio.open_connection(parts.hostname, parts.port)
    page = asyncio.create_task(get(callback, "/callback?code=c&state=s1"))
    await callback.wait()
    callback.show(DONE)
    begun = time.monotonic()
    await callback.__aexit__()
    assert time.monotonic() - begun < 0.5
    assert "Signed in" in await page
    idle.close()


# asyncio itself leaves a connection to the garbage that it accepts while its server is being closed.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("turns", range(6))
async def test_a_connection_that_comes_in_the_moment_of_leaving_holds_nothing_up(turns: int) -> None:
    async with asyncio.timeout(5):
        async with Callback("s1") as callback:
            parts = urlsplit(callback.redirect_uri)
            connecting = asyncio.create_task(asyncio.open_connection(parts.hostname, parts.port))
            for _ in range(turns):
                await asyncio.sleep(0)
        connected = await asyncio.gather(connecting, return_exceptions=True)
        await asyncio.sleep(0.01)
    for each in connected:
        if not isinstance(each, BaseException):
            each[1].close()
            await asyncio.gather(each[1].wait_closed(), return_exceptions=True)
    gc.collect()


async def test_it_listens_on_this_machine_alone(callback: Callback) -> None:
    assert [listening.getsockname()[0] for listening in callback._server.sockets] == ["127.0.0.1"]
