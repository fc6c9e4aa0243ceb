"""Plain `sptui`: the remote on the account that is signed in."""

import argparse
import asyncio
from contextlib import closing

from sptui.cli.account import Account, account_of
from sptui.cli.wiring import show, spotify_of
from sptui.spotify.errors import LoginRequired
from sptui.store import Store


def run(args: argparse.Namespace) -> int:
    """Open the remote and return its exit status. Raises `LoginRequired` and `SettingsError`."""
    account = account_of(args)
    if account.tokens.load() is None:
        raise LoginRequired("Nobody is signed in.")
    return asyncio.run(_remote(account, args.profile or ""))


async def _remote(account: Account, label: str) -> int:
    settings = account.settings
    with closing(Store(account.store_file)) as store:
        pacing = account.pacing(store)
        async with spotify_of(settings, account.tokens, pacing=pacing) as spotify:
            return await show(
                spotify, store, pacing, theme=settings.theme, profile=settings.sync.profile, account=label
            )
