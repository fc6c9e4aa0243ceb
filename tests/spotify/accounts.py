"""A service that one can sign in to, and a browser that comes back from it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

import httpx

from sptui.spotify.auth import BearerAuth
from sptui.spotify.client import Spotify
from sptui.spotify.oauth import OAuth
from sptui.spotify.retry import Retry
from sptui.spotify.scopes import ALL_SCOPES
from sptui.spotify.session import Session, SpotifyApp
from sptui.spotify.tokens import HeldTokens, MemoryTokens, TokenStore

ID = "0123456789abcdef" * 2
SECRETS = ("access-1", "refresh-1", "code-1")


class Accounts:
    """Grants `scope` for a code and lets `profile` or a refusal answer `GET /me`; keeps the form that it was sent."""

    def __init__(self, scope: str = " ".join(ALL_SCOPES)) -> None:
        self.scope = scope
        self.form: dict[str, str] = {}
        self.token_answer: httpx.Response | None = None
        self.profile: httpx.Response = httpx.Response(200, json={"id": "ana.1", "display_name": "Ana"})
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url.copy_with(query=None)))
        if request.url.path == "/v1/me":
            assert request.headers["authorization"] == "Bearer access-1"
            return self.profile
        assert str(request.url) == "https://accounts.spotify.com/api/token"
        self.form = {key: value for key, (value,) in parse_qs(request.content.decode()).items()}
        body = {"access_token": "access-1", "token_type": "Bearer", "expires_in": 3600, "refresh_token": "refresh-1"}
        return self.token_answer or httpx.Response(200, json=body | {"scope": self.scope})

    def refuses_codes(self, error: str) -> None:
        """Answer every code with OAuth's `error`."""
        self.token_answer = httpx.Response(400, json={"error": error})

    def refuses_account(self, message: str) -> None:
        """Answer `GET /me` with a 403."""
        self.profile = httpx.Response(403, json={"error": {"status": 403, "message": message}})


@asynccontextmanager
async def session_at(
    accounts: Accounts, store: TokenStore | None = None, app: SpotifyApp | None = None, port: int = 0
) -> AsyncIterator[Session]:
    """A session at `accounts`, by default with nobody signed in to the app `ID`."""
    app = app or SpotifyApp(ID)
    async with httpx.AsyncClient(transport=httpx.MockTransport(accounts)) as http:
        tokens = HeldTokens(store or MemoryTokens())
        oauth = OAuth(http, client_id=app.client_id, client_secret=app.client_secret)
        spotify = Spotify(http, auth=BearerAuth(oauth, tokens), retry=Retry(tries=1))
        yield Session(http, tokens, spotify, app=app, port=port)


def query_of(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return {key: value for key, (value,) in parse_qs(urlsplit(url).query).items()}


def landing(url: str, answer: str = "code=code-1") -> str:
    """Where the browser ends that has opened `url`, when the user has answered."""
    query = query_of(url)
    return f"{query['redirect_uri']}?{answer}&state={query['state']}"


async def page_at(address: str) -> str:
    """What a browser shows at an address of this machine."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(f"GET {parts.path}?{parts.query} HTTP/1.1\r\n\r\n".encode())
        return (await reader.read()).decode()
    finally:
        writer.close()
