import re
import sys
from contextlib import AbstractAsyncContextManager, nullcontext
from math import inf
from pathlib import Path
from types import SimpleNamespace

import pytest

from sptui.cli.main import main
from sptui.desktop.lyrics.kept import KeptLyrics
from sptui.desktop.lyrics.lyrics import Song
from sptui.paths import Paths
from sptui.settings import Settings
from sptui.spotify.client import Spotify
from sptui.spotify.models.catalogue import Track
from sptui.spotify.pacing import Pacing
from sptui.store import Store
from sptui.tui.outside import Outside


class App:
    """Stands in for the screen: asks once what plays and closes."""

    opened: list[tuple[str, str, str | None]]
    available_themes = ("sptui", "nord")
    theme = ""
    return_code = None

    def __init__(
        self,
        spotify: Spotify,
        *,
        account: str,
        store: Store,
        pacing: Pacing,
        settings: Settings,
        desk: None,
        outside: Outside,
    ) -> None:
        assert desk is None, "a simulated account is nothing to sign in to"
        self._spotify, self._account, self._theme = spotify, account, settings.theme
        assert isinstance(outside.lyrics, KeptLyrics)
        self._store, self._pacing, self._lyrics = store, pacing, outside.lyrics
        assert settings.sync.profile == "balanced"

    async def run_async(self, *, mouse: bool) -> None:
        assert mouse
        state = await self._spotify.player.playback_state()
        assert self._store.counted(0, inf) == {"player": self._pacing.usage().day} == {"player": 1}
        item = state.item if state else None
        assert isinstance(item, Track)
        song = Song(item.name, tuple(artist.name for artist in item.artists), item.collection, item.duration_ms)
        assert await self._lyrics.find(song) == self._lyrics.kept(song)
        assert self._pacing.usage().day == 1, "words are nothing that Spotify counts"
        self.opened.append((self._theme, self._account, state.item.uri if state and state.item else None))


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, in_terminal: None) -> type[App]:  # noqa: ARG001 -- only to be there
    monkeypatch.setattr(App, "opened", [], raising=False)
    monkeypatch.setitem(sys.modules, "sptui.tui.app", SimpleNamespace(SptuiApp=App))
    return App


def test_the_demo_opens_a_working_account_labelled_as_such_and_keeps_nothing(app: type[App], home: Path) -> None:
    assert main(["demo"]) == 0
    assert main(["demo", "--seed", "7"]) == 0
    (theme, account, first), (_, _, second) = app.opened
    assert (theme, account) == ("sptui", "demo")
    assert first is not None
    assert second not in {None, first}
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("argv", [["--theme", "nord", "demo"], ["demo", "--theme", "nord"]])
def test_the_theme_may_stand_before_or_after_the_command(argv: list[str], app: type[App]) -> None:
    assert main(argv) == 0
    assert [theme for theme, _, _ in app.opened] == ["nord"]


def test_without_a_terminal_nothing_opens_and_one_line_says_what_else_there_is(
    app: type[App], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sptui.cli.wiring.has_terminal", lambda: False)
    assert main(["demo"]) == 1
    assert app.opened == []
    assert (
        capsys.readouterr().err == "sptui: The remote needs a terminal. For scripts there is `sptui status --json`.\n"
    )


def test_the_demo_looks_as_the_file_says_and_a_mistake_in_it_stops_nothing(
    app: type[App], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Paths.of_user().config_file
    assert file.is_relative_to(home)
    file.parent.mkdir(parents=True)
    file.write_text('theme = "neon"\nart = "off"\n')
    arts: list[str] = []

    def artwork(art: str, *_: object) -> AbstractAsyncContextManager[None]:
        arts.append(art)
        return nullcontext()

    monkeypatch.setattr("sptui.cli.demo.artwork_of", artwork)
    assert main(["demo"]) == 0
    assert main(["demo", "--art", "blocks", "--theme", "nord"]) == 0
    assert main(["demo", "--theme", "gone"]) == 1
    assert [theme for theme, _, _ in app.opened] == ["neon", "nord"], "the screen tells of it, and wears its own"
    assert arts == ["off", "blocks", "off"]


@pytest.mark.usefixtures("in_terminal")
def test_an_unknown_theme_is_one_line_that_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--theme", "[neon]"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("sptui: theme: there is none called '[neon]'; choose among ")
    assert told.count("\n") == 1
    assert {"sptui", "sptui-light", "nord"} <= set(re.findall(r"[\w-]+", told))
