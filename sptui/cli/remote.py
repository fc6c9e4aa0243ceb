"""Plain `sptui`: the remote on the account that is signed in."""

import argparse
import asyncio

from sptui.cli.wiring import account_of, show, spotify_of
from sptui.settings import Settings
from sptui.spotify.errors import LoginRequired
from sptui.spotify.tokens import TokenFile


def run(args: argparse.Namespace) -> int:
    """Open the remote and return its exit status. Raises `LoginRequired` and `SettingsError`."""
    settings, store = account_of(args)
    if store.load() is None:
        raise LoginRequired("Nobody is signed in.")
    return asyncio.run(_remote(settings, store, args.profile or ""))


async def _remote(settings: Settings, store: TokenFile, account: str) -> int:
    async with spotify_of(settings, store) as spotify:
        return await show(spotify, theme=settings.theme, account=account)
