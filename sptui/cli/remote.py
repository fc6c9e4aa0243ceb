"""Plain `sptui`: the remote on the account that is signed in."""

import argparse
import asyncio
from contextlib import closing
from functools import partial

from sptui.cli.account import Account, account_of
from sptui.cli.wiring import session_of, show
from sptui.desktop.browser import open_in_browser
from sptui.settings_file import remember
from sptui.store import Store
from sptui.tui.desk import Desk


def run(args: argparse.Namespace) -> int:
    """Open the remote and return its exit status. Raises `NoTerminal` and `SettingsError`."""
    return asyncio.run(_remote(account_of(args, tell=lambda _: None)))  # the screen tells


async def _remote(account: Account) -> int:
    settings = account.settings
    with closing(Store(account.paths.store_file)) as store:
        pacing = account.pacing(store)
        async with session_of(settings, account.tokens, pacing=pacing) as session:
            desk = Desk(session, open_browser=open_in_browser, remember=partial(_remember, account))
            return await show(
                session.spotify,
                store,
                pacing,
                theme=settings.theme,
                profile=settings.sync.profile,
                account=account.profile,
                desk=desk,
            )


def _remember(account: Account, client_id: str, port: int) -> bool:
    """Keep what the settings do not say yet."""
    told: dict[str, str | int] = {"client_id": client_id, "redirect_port": port}
    news = {name: value for name, value in told.items() if value != getattr(account.settings, name)}
    return remember(account.paths.config_file, **news)
