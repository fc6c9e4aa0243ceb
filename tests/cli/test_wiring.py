import asyncio
import sys
from contextlib import closing
from math import inf
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from sptui.cli.main import main
from sptui.cli.simulated import demo_spotify, simulated_spotify
from sptui.cli.wiring import spotify_of
from sptui.desktop.lyrics.kept import KeptLyrics
from sptui.paths import Paths
from sptui.settings import Settings, SettingsError
from sptui.simulator import Simulator
from sptui.spotify.models.playback import PlaybackState
from sptui.spotify.pacing import MemoryLedger, Pacing
from sptui.spotify.tokens import HeldTokens, MemoryTokens, Token, TokenFile
from sptui.store import Store
from sptui.tui.desk import Desk
from sptui.tui.outside import Outside

TOKEN = Token.model_validate(
    {
        "access_token": "access",
        "refresh_token": "refresh",
        "expires_at": 2e9,
        "authorized_at": 0,
        "scopes": ["user-read-playback-state"],
        "client_id": "0" * 32,
    }
)


class Recorder(httpx.AsyncBaseTransport):
    """Answers 401 to the API until it is asked for a new token; remembers what was asked and whether it is closed."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.closed = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert not self.closed
        authorization = request.headers.get("authorization", "")
        self.asked.append((str(request.url.copy_with(query=None)), authorization))
        if request.url.path == "/api/token":
            return httpx.Response(200, json={"access_token": "fresh", "token_type": "Bearer", "expires_in": 3600})
        return httpx.Response(204 if authorization == "Bearer fresh" else 401)

    async def aclose(self) -> None:
        self.closed = True


@pytest.mark.usefixtures("home")
async def test_api_and_sign_in_share_one_client_at_the_addresses_of_the_settings_and_one_count() -> None:
    transport, store, ledger = Recorder(), MemoryTokens(TOKEN), MemoryLedger()
    settings = Settings(api_url="https://api.test/v1", accounts_url="https://accounts.test")
    async with spotify_of(settings, HeldTokens(store), transport, pacing=Pacing(ledger)) as spotify:
        assert await spotify.player.playback_state() is None
    assert transport.asked == [
        ("https://api.test/v1/me/player", "Bearer access"),
        ("https://accounts.test/api/token", ""),
        ("https://api.test/v1/me/player", "Bearer fresh"),
    ]
    assert ledger.counted(0, inf) == {"player": 2, "accounts": 1}
    assert transport.closed
    kept = store.load()
    assert kept is not None
    assert kept.access_token.get_secret_value() == "fresh"


@pytest.mark.usefixtures("home")
async def test_closing_during_a_renewal_keeps_the_only_live_refresh_token() -> None:
    asked, answer = asyncio.Event(), asyncio.Event()

    async def rotating(_: httpx.Request) -> httpx.Response:
        asked.set()
        await answer.wait()
        body = {"access_token": "fresh", "refresh_token": "rotated", "token_type": "Bearer", "expires_in": 3600}
        return httpx.Response(200, json=body)

    store = MemoryTokens(TOKEN.model_copy(update={"expires_at": 0.0}))
    async with spotify_of(Settings(), HeldTokens(store), httpx.MockTransport(rotating)) as spotify:
        request = asyncio.ensure_future(spotify.player.playback_state())
        await asked.wait()
        request.cancel()
        asyncio.get_running_loop().call_soon(answer.set)
    kept = store.load()
    assert kept is not None
    assert kept.refresh_token.get_secret_value() == "rotated"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("name", "address"),
    [("ALL_PROXY", "socks5://me:hush@host:1"), ("HTTPS_PROXY", "foo://host"), ("HTTP_PROXY", "http://[::")],
)
async def test_a_proxy_that_cannot_be_used_is_told_by_its_variable(
    name: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("ALL", "HTTPS", "HTTP"):
        monkeypatch.delenv(f"{kind.lower()}_proxy", raising=False)
        monkeypatch.setenv(f"{kind}_PROXY", "127.0.0.1:8080")
    monkeypatch.setenv(name, address)
    with pytest.raises(SettingsError) as caught:
        async with spotify_of(Settings(), HeldTokens(MemoryTokens(TOKEN))):
            pass
    assert str(caught.value) == f"{name}: give the address of an HTTP proxy, http://host:port, or unset it"


async def test_a_simulated_account_is_signed_in_and_renews_its_token_as_a_real_one() -> None:
    simulator = Simulator()
    async with simulated_spotify(simulator) as spotify:
        assert await spotify.player.devices()
        simulator.accounts.expire()
        assert await spotify.player.devices()
    assert [(path, status) for _, _, path, status in simulator.log] == [
        ("/v1/me/player/devices", 200),
        ("/v1/me/player/devices", 401),
        ("/api/token", 200),
        ("/v1/me/player/devices", 200),
    ]


async def test_the_demo_plays_the_same_for_the_same_seed_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def playing(seed: int) -> str | None:
        async with demo_spotify(Simulator(seed=seed)) as spotify:
            state = await spotify.player.playback_state()
        assert isinstance(state, PlaybackState)
        assert state.item is not None
        return state.item.uri

    first = await playing(1)
    monkeypatch.setenv("SPTUI_API_URL", "nonsense")
    monkeypatch.setenv("SPTUI_CLIENT_ID", "nonsense")
    assert first == await playing(1)
    assert first != await playing(2)


@pytest.mark.usefixtures("in_terminal")
def test_plain_sptui_opens_the_remote_of_the_profile_with_its_settings(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    paths = Paths.of_user("work")
    TokenFile(paths.tokens_file).save(TOKEN)
    assert paths.config_file.is_relative_to(home)
    paths.config_file.parent.mkdir(parents=True)
    paths.config_file.write_text(
        'theme = "sptui-light"\nsync = {profile = "live", daily_budget = 400}\nlyrics = {enabled = false}\n'
        'devices.preferred = "Den"\n'
    )
    opened: list[tuple[str, ...]] = []

    class App:
        available_themes = ("sptui-light", "nord")
        theme = ""
        return_code = 4

        def __init__(
            self,
            _: object,
            *,
            account: str,
            store: Store,
            pacing: Pacing,
            settings: Settings,
            desk: Desk,
            outside: Outside,
        ) -> None:
            assert settings.lyrics.enabled == (account == ""), "they may be turned on while it is open"
            assert isinstance(outside.lyrics, KeptLyrics)
            assert outside.settings is not None
            assert outside.settings.loaded.settings == settings
            self.account, self.settings, self.desk, self.outside = account, settings, desk, outside
            pacing.sent("player")
            assert store.problem == ""
            assert pacing.usage().budget == (400 if account else 1_000)

        async def run_async(self, *, mouse: bool) -> None:
            assert mouse == self.settings.mouse
            opened.append((self.settings.theme, self.account, self.settings.sync.profile))
            assert self.desk.session.signed_in == (self.account == "work")
            own = Paths.of_user(self.account or None).scenes_file
            assert (self.settings.devices.preferred, self.outside.scenes) == ("Den" if self.account else "", own)
            if not self.account:
                assert self.desk.remember("1" * 32, 8765)

    monkeypatch.setitem(sys.modules, "sptui.tui.app", SimpleNamespace(SptuiApp=App))
    assert main(["--profile", "work"]) == 4
    assert main(["--profile", "work", "--theme", "nord"]) == 4
    assert main(["--theme", "nord"]) == 4
    assert opened == [("sptui-light", "work", "live"), ("nord", "work", "live"), ("nord", "", "balanced")]
    assert Paths.of_user().config_file.read_text() == f'client_id = "{"1" * 32}"\nredirect_port = 8765\n'
    with closing(Store(paths.store_file)) as store:
        assert store.counted(0, inf) == {"player": 2}
