"""Make the screenshots of the README from the simulated account: `python assets/make.py`.

Writes SVG files beside itself, the real screen as Textual exports it.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from sptui.cli.simulated import demo_lyrics, simulated_spotify
from sptui.cli.wiring import session_of
from sptui.desktop.artwork import Artwork
from sptui.library.places import Place
from sptui.settings import Settings
from sptui.simulator import Simulator, SimulatorTransport
from sptui.spotify.pacing import Pacing
from sptui.spotify.tokens import HeldTokens, MemoryTokens
from sptui.store import Store
from sptui.tui.app import SptuiApp
from sptui.tui.cover import Cover
from sptui.tui.desk import Desk
from sptui.tui.outside import Outside
from sptui.tui.screens.setup import SetupScreen

HERE = Path(__file__).resolve().parent
STILL = 1_800_000_000.0  # the simulated account's time, so that the bar stands at the same place in every run

FETCHED_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)

SHOTS: dict[str, tuple[str, tuple[int, int], str]] = {
    "dark": ("sptui", (120, 36), "an artist"),
    "light": ("sptui-light", (120, 36), "a search"),
    "small": ("sptui", (80, 24), "the queue"),
    "alone": ("sptui", (120, 36), "what plays alone"),
    "library": ("sptui", (180, 46), "the library"),
    "lyrics": ("sptui-light", (120, 36), "the lyrics"),
    "compact": ("sptui", (80, 5), "a few lines"),
    "palette": ("sptui", (120, 36), "the palette"),
}


async def shoot(name: str) -> None:
    """Open the app, go somewhere, and keep what is on the screen."""
    theme, size, where = SHOTS[name]
    pacing = Pacing(now=lambda: STILL)
    simulator, store = Simulator(clock=lambda: STILL), Store.in_memory()
    async with simulated_spotify(simulator, pacing) as spotify, demo_lyrics(1, store) as lyrics:
        artwork = Artwork("blocks", None, transport=SimulatorTransport(simulator))
        outside = Outside(lyrics=lyrics, artwork=artwork)
        app = SptuiApp(
            spotify,
            settings=Settings.model_construct(theme=theme),
            account="demo",
            store=store,
            pacing=pacing,
            outside=outside,
        )
        async with app.run_test(size=size) as pilot:
            await _until(lambda: app.player.state.shown.liked is not None, pilot.pause)
            await _until(lambda: "devices" not in app.main.visible_panes or bool(app.main.devices), pilot.pause)
            await go(where, app, pilot, simulator)
            await _until(lambda: _drawn(app), pilot.pause)
            await pilot.pause()
            keep(name, app)


async def go(where: str, app: SptuiApp, pilot: Pilot[None], simulator: Simulator) -> None:
    """Go where there is something to see."""
    match where:
        case "a search":
            await pilot.press("slash", *"lantern", "enter")
            await _until(lambda: app.main.found.results is not None, pilot.pause)
        case "an artist":
            app.browsing.go(Place("artist", simulator.world.catalogue.artists[0].id))
            await _until(lambda: app.browsing.current.listing.known, pilot.pause)
            await _until(lambda: len(app.main.marks.likes or ()) > 25, pilot.pause)
        case "the library":
            await pilot.press("L", "g", "p")
            await _until(lambda: app.browsing.current.listing.known and app.main.words.lyrics is not None, pilot.pause)
        case "the palette":
            await pilot.press("L")
            await _until(lambda: app.browsing.current.listing.known, pilot.pause)
            await pilot.press("ctrl+p", *"li")
        case "the lyrics":
            await pilot.press("w")
            await _until(lambda: app.main.words.lyrics is not None, pilot.pause)
        case "what plays alone":
            await pilot.press("m")
            await pilot.pause()
            await pilot.press("w")
            await _until(lambda: app.main.words.lyrics is not None, pilot.pause)


def keep(name: str, app: SptuiApp) -> None:
    """Write what is on the screen beside this file."""
    # A picture must not fetch anything: the reader's own monospaced font will do.
    drawn = FETCHED_FONT.sub("", app.export_screenshot())
    (HERE / f"{name}.svg").write_text(drawn, encoding="utf-8")


async def shoot_setup() -> None:
    """The first start, before anybody has signed in."""
    transport = SimulatorTransport(Simulator(clock=lambda: STILL))
    async with session_of(Settings.model_construct(), HeldTokens(MemoryTokens()), transport) as session:
        desk = Desk(session, open_browser=lambda _: True, remember=lambda _, __: True)
        app = SptuiApp(session.spotify, desk=desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await _until(lambda: isinstance(app.screen, SetupScreen), pilot.pause)
            await pilot.pause()
            keep("setup", app)


def _drawn(app: SptuiApp) -> bool:
    """Whether all covers that can be seen are there."""
    return all("▀" in cover.render_line(0).text for cover in app.main.query(Cover) if cover.size.area)


async def _until(true: Callable[[], bool], pause: Callable[[], Awaitable[object]]) -> None:
    while not true():
        await pause()


if __name__ == "__main__":
    for each in SHOTS:
        asyncio.run(shoot(each))
    asyncio.run(shoot_setup())
