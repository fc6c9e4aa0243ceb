"""Plain `sptui`: the remote on the account that is signed in."""

import argparse
import asyncio
import os
from contextlib import closing
from functools import partial

from sptui.cli.account import Account, account_of, complain
from sptui.cli.pictures import artwork_of
from sptui.cli.wiring import lyrics_of, session_of, show, wants_plain
from sptui.desktop.browser import open_in_browser
from sptui.player.staging.staging import kept
from sptui.settings_file import remember
from sptui.store import Store
from sptui.tui.desk import Desk
from sptui.tui.outside import Outside
from sptui.tui.settings_desk import SettingsDesk


def run(args: argparse.Namespace) -> int:
    """Open the remote and return its exit status. Raises `NoTerminal` and `SettingsError`."""
    account = account_of(args, tell=lambda _: None)  # the screen tells
    account.tokens.peek()  # before the screen is there: a keyring may have to be unlocked
    if wants_plain(args, account.settings):
        for problem in account.loaded.problems if account.loaded is not None else ():
            complain(problem.told)
        from sptui.cli.plain import talk_to_account  # noqa: PLC0415 -- most open the screen

        return asyncio.run(talk_to_account(account))
    return asyncio.run(_remote(account))


async def _remote(account: Account) -> int:
    settings = account.settings
    with closing(Store(account.paths.store_file)) as store:
        pacing = account.pacing(store)
        async with (
            artwork_of(settings.art, account.paths.cache / "art") as artwork,
            session_of(settings, account.tokens, pacing=pacing) as session,
            lyrics_of(store) as lyrics,
        ):
            desk = Desk(
                session, open_browser=open_in_browser, remember=partial(_remember, account), profile=account.profile
            )
            status = await show(
                session.spotify,
                store,
                pacing,
                settings=settings,
                account=account.profile,
                desk=desk,
                outside=Outside(
                    lyrics=lyrics,
                    artwork=artwork,
                    scenes=account.paths.scenes_file,
                    settings=SettingsDesk(account.loaded) if account.loaded is not None else None,
                ),
                typed_theme=account.loaded is None or account.loaded.given_by("theme") != "file",
            )
        tell_what_waits(store)
        return status


def tell_what_waits(store: Store) -> None:
    """Tell what waits in the queue that nobody hands over any more."""
    if waiting := len(kept(store).here):
        many = f"{waiting} items wait" if waiting > 1 else "1 item waits"
        print(f"{many} in the queue here: sptui hands over what waits while it is open.")


def _remember(account: Account, client_id: str, port: int) -> bool:
    """Keep what was entered, but for what the environment says anyway and a port that nobody has ever fixed."""
    told: dict[str, str | int] = {}
    if client_id != os.environ.get("SPTUI_CLIENT_ID"):
        told["client_id"] = client_id
    if port or account.settings.redirect_port:
        told["redirect_port"] = port
    return remember(account.paths.config_file, **told)
