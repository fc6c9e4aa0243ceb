"""`sptui demo`: the whole program on a simulated account."""

import argparse
import asyncio
from contextlib import closing
from typing import Final, get_args

from sptui.cli.pictures import artwork_of
from sptui.cli.simulated import demo_lyrics, demo_spotify, demo_transport
from sptui.cli.wiring import show, wants_plain
from sptui.desktop.graphics import Setting
from sptui.paths import Paths
from sptui.settings import DEFAULTS, Loaded, Settings, SettingsError, load_settings
from sptui.simulator import Simulator
from sptui.spotify.pacing import Pacing
from sptui.store import Store
from sptui.tui.outside import Outside

_LIKED: Final = ("theme", "themes", "accent", "glyphs", "motion", "mouse", "interface", "art", "keys")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo` to the command line."""
    parser = subparsers.add_parser(
        "demo",
        help="look around in a simulated account; needs nothing",
        description="Open the remote on a simulated account: no network, no sign-in, nothing is kept.",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which account; the same N, the same music")
    # Suppressed, so that `sptui --theme NAME demo` holds as well.
    parser.add_argument("--theme", default=argparse.SUPPRESS, metavar="NAME", help="the colours")
    parser.add_argument("--art", choices=get_args(Setting), help="how covers are shown, in place of the setting")
    parser.add_argument(
        "--plain", action="store_true", default=argparse.SUPPRESS, help="lines of text instead of a screen"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Open the remote on a simulated account and return its exit status."""
    settings, typed = _settings(args)
    if wants_plain(args, settings):
        from sptui.cli.plain import talk_to_demo  # noqa: PLC0415 -- most open the screen

        return asyncio.run(talk_to_demo(args.seed))
    return asyncio.run(_demo(args.seed, settings, typed_theme=typed))


def _settings(args: argparse.Namespace) -> tuple[Settings, bool]:
    """How somebody likes the screen and the keys, and whether the theme was just typed.

    Nothing else of their settings counts, and no mistake in them.
    """
    try:
        loaded = load_settings(Paths.of_user(args.profile).config_file)
    except SettingsError:
        loaded = Loaded(DEFAULTS)
    looks = {name: getattr(loaded.settings, name) for name in _LIKED}
    typed = {name: value for name in ("theme", "art") if (value := getattr(args, name, None)) is not None}
    return Settings.model_construct(**(looks | typed)), "theme" in typed or loaded.given_by("theme") == "variable"


async def _demo(seed: int, settings: Settings, *, typed_theme: bool) -> int:
    simulator = Simulator(seed=seed)
    with closing(Store.in_memory()) as store:
        pacing = Pacing(store)
        async with (
            artwork_of(settings.art, None, demo_transport(simulator)) as artwork,
            demo_spotify(simulator, pacing) as spotify,
            demo_lyrics(seed, store) as lyrics,
        ):
            outside = Outside(lyrics=lyrics, artwork=artwork)
            return await show(
                spotify, store, pacing, settings=settings, account="demo", outside=outside, typed_theme=typed_theme
            )
