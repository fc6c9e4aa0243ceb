"""`sptui demo`: the whole program on a simulated account."""

import argparse
import asyncio
from contextlib import closing

from sptui.cli.simulated import demo_lyrics, demo_spotify
from sptui.cli.wiring import show
from sptui.spotify.pacing import Pacing
from sptui.store import Store


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
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Open the remote on a simulated account and return its exit status."""
    return asyncio.run(_demo(args.seed, args.theme or "sptui"))


async def _demo(seed: int, theme: str) -> int:
    with closing(Store.in_memory()) as store:
        pacing = Pacing(store)
        async with demo_spotify(seed, pacing) as spotify, demo_lyrics(seed, store) as lyrics:
            return await show(spotify, store, pacing, theme=theme, account="demo", lyrics=lyrics)
