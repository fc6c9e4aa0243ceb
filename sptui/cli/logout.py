"""`sptui logout`: forget the sign-in."""

import argparse
import asyncio
import os
from contextlib import closing, suppress

from sptui.cli.account import Account, account_of, complain
from sptui.spotify.login_advice import REVOKE
from sptui.spotify.tokens import HeldTokens
from sptui.spotify.tokens.environment import VARIABLE


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `logout` to the command line."""
    parser = subparsers.add_parser(
        "logout",
        help="forget the sign-in",
        description="Forget the tokens of the sign-in on this machine. What was counted of the day's requests, and the "
        "settings, stay.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Forget the tokens and return the exit status. Raises `SettingsError`."""
    account = account_of(args)
    there = account.tokens.peek() is not None
    asyncio.run(_drop(account))
    with closing(account.store()) as store:
        store.forget()  # what the account has played
    if account.tokens.problem:
        return 1
    if os.environ.get(VARIABLE):
        complain(f"the refresh token in {VARIABLE} stays, and signs in again: unset it.")
        return 1
    print(f"Signed out: the tokens in {account.tokens.place} are gone." if there else "Nobody was signed in.")
    if there:
        print(f"To take the app's access back as well, for all machines, remove it at {REVOKE}.")
    return 0


async def _drop(account: Account) -> None:
    """Forget what is kept where the settings say, and what another setting or the environment has left elsewhere."""
    await account.tokens.drop()
    for left in account.left_elsewhere():
        await HeldTokens(left, complain).drop()
    for broken in account.paths.state.glob("*.json.broken"):
        with suppress(OSError):
            broken.unlink()
