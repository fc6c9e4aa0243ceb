import sys
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from sptui.cli.main import main
from sptui.cli.pictures import artwork_of
from sptui.desktop.artwork import Artwork
from sptui.desktop.graphics import Setting
from sptui.paths import Paths
from sptui.settings import SettingsError
from sptui.tui.outside import Outside

XTERM = {"TERM": "xterm-256color"}


@pytest.fixture
def extra(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The modules of the extra that are there: both, until a test takes one away."""
    there = {"PIL", "textual_image"}
    monkeypatch.setattr("sptui.desktop.graphics.find_spec", lambda name: name if name in there else None)
    return there


@pytest.mark.usefixtures("extra")
@pytest.mark.parametrize("setting", ["auto", "blocks", "kitty"])
async def test_covers_are_got_as_the_setting_says_and_no_more_once_it_closes(setting: Setting, tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, content=b"GIF89a")

    async with artwork_of(setting, tmp_path / "art", httpx.MockTransport(answer), XTERM) as artwork:
        assert artwork is not None
        assert artwork.art == ("kitty" if setting == "kitty" else "blocks")
        assert await artwork.fetched("https://i.scdn.co/image/1") == b"GIF89a"
    assert await artwork.fetched("https://i.scdn.co/image/2") is None
    assert asked == ["https://i.scdn.co/image/1"]
    assert len(list((tmp_path / "art").iterdir())) == 1


@pytest.mark.parametrize(("setting", "env"), [("off", XTERM), ("auto", {**XTERM, "SSH_TTY": "/dev/pts/0"})])
async def test_where_covers_are_off_there_is_nothing_to_get_them(
    setting: Setting, env: dict[str, str], extra: set[str], tmp_path: Path
) -> None:
    async with artwork_of(setting, tmp_path / "art", env=env) as artwork:
        assert artwork is None
    extra.clear()
    async with artwork_of("auto", tmp_path / "art", env=XTERM) as artwork:
        assert artwork is None


async def test_what_is_asked_for_and_not_installed_is_one_line_that_names_the_extra(extra: set[str]) -> None:
    extra.discard("textual_image")
    with pytest.raises(SettingsError) as caught:
        async with artwork_of("sixel", None, env=XTERM):
            pass
    told = str(caught.value)
    assert told == "art: textual-image is not installed; run `pip install 'sptui[art]'`, or set it to \"off\""


class App:
    """Stands in for the screen."""

    opened: list[Artwork | None]
    available_themes = ("sptui",)
    theme = ""
    return_code = None

    def __init__(self, *_: object, outside: Outside, **__: object) -> None:
        assert outside.artwork is None or isinstance(outside.artwork, Artwork)
        self.opened.append(outside.artwork)

    async def run_async(self, *, mouse: bool) -> None:
        artwork = self.opened[-1]
        if artwork is not None and artwork.art == "kitty":
            url = "https://i.scdn.co/image/00000040" + "0" * 32
            assert (await artwork.fetched(url) or b"").startswith(b"\x89PNG")


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, in_terminal: None) -> type[App]:  # noqa: ARG001 -- only to be there
    monkeypatch.setattr(App, "opened", [], raising=False)
    monkeypatch.setitem(sys.modules, "sptui.tui.app", SimpleNamespace(SptuiApp=App))
    return App


@pytest.mark.usefixtures("extra")
def test_the_demo_draws_covers_of_its_own_and_keeps_none(app: type[App], home: Path) -> None:
    assert main(["demo", "--art", "kitty"]) == 0
    assert main(["demo", "--art", "off"]) == 0
    assert [each.art if each is not None else None for each in app.opened] == ["kitty", None]
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("extra", "signed_in")
def test_the_remote_gets_covers_by_its_settings(app: type[App], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPTUI_ART", "blocks")
    assert main([]) == 0
    monkeypatch.setenv("SPTUI_ART", "off")
    assert main([]) == 0
    assert [each.art if each is not None else None for each in app.opened] == ["blocks", None]
    assert not (Paths.of_user().cache / "art").exists()


def test_what_is_missing_ends_the_program_before_the_screen(
    app: type[App], extra: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    extra.clear()
    assert main(["demo", "--art", "blocks"]) == 1
    assert app.opened == []
    assert capsys.readouterr().err.startswith("sptui: art: Pillow is not installed; run `pip install ")
