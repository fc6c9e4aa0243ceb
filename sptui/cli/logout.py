"""`sptui logout`: forget the sign-in."""

import argparse
import asyncio
import os
from collections.abc import Sequence
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
    found, failed = asyncio.run(_drop(account))
    with closing(account.store()) as store:
        store.forget()  # what the account has played
    stays = bool(os.environ.get(VARIABLE))
    if stays:
        found = [place for place in found if place != account.tokens.place]
    if found:
        print(f"Signed out: the tokens in {' and '.join(found)} are gone.")
        print(f"To take the app's access back as well, for all machines, remove it at {REVOKE}.")
    elif not failed and not stays:
        print("Nobody was signed in.")
    if stays:
        complain(f"the refresh token in {VARIABLE} stays, and signs in again: unset it.")
        return 1
    return 1 if failed else 0


async def _drop(account: Account) -> tuple[Sequence[str], bool]:
    """Forget what is kept where the settings say, and what another setting or the environment has left elsewhere.

    Returns the places where there was something that is gone now, and whether something could not be removed.
    """
    found, failed = [], False
    for tokens in (account.tokens, *(HeldTokens(left, complain) for left in account.left_elsewhere())):
        there = tokens.peek() is not None
        await tokens.drop()
        if tokens.problem:
            failed = True
        elif there:
            found.append(tokens.place)
    for file in account.paths.sign_in_files:
        with suppress(OSError):
            file.with_name(f"{file.name}.broken").unlink()
    return found, failed
