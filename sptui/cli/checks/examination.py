"""All the checks, in groups."""

import argparse
import asyncio
import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from sptui.cli.account import Account
from sptui.cli.checks import service
from sptui.cli.checks.art import art
from sptui.cli.checks.check import Check
from sptui.cli.checks.files import Files
from sptui.cli.checks.found import found
from sptui.cli.checks.machine import Machine
from sptui.cli.failures import of_profile
from sptui.cli.wiring import reach_accounts, session_of
from sptui.settings import SettingsError
from sptui.spotify.pacing import Pacing
from sptui.store import Store


def examined(args: argparse.Namespace, machine: Machine) -> Mapping[str, Sequence[Check]]:
    """What was found, under its headings, fit for the public.

    Raises `SettingsError` for the name of a profile that cannot be one.
    """
    surroundings = machine.surroundings()  # before anything is printed, and before anybody gets impatient and types
    patient = found(args, machine.env)
    paths, before = patient.account.paths, patient.sign_in(machine.now())
    setting = patient.account.settings.art
    covers = art(setting, machine.env, surroundings.abilities, machine.platform, machine.has)
    files = Files(paths, machine.home, modes=machine.platform != "win32")
    # Nobody needs a store that looks in vain: on a machine without sptui's files, none are made.
    with closing(Store(paths.store_file if before.token or files.has_store else None)) as store:
        pacing = patient.account.pacing(store, machine.now)
        # Before a request, which may renew the token and so put modes right.
        of_files = [
            files.config(patient.bad_settings, secret=patient.secret_in_file),
            *files.settings(patient.problems, told=patient.bad_settings),
            *files.variables(machine.env),
            files.state(),
            files.sign_in(),
            files.store(store.problem),
            *files.leftovers(),
        ]
        of_service = [
            *asyncio.run(_of_service(patient.account, pacing, before.absence)),
            service.budget(pacing),
            service.cooldown(pacing, machine.now()),
        ]
    # After the requests: Spotify may just have said that the sign-in has ended.
    of_sign_in = [*patient.sign_in(machine.now()).all(), *patient.keyring()]
    groups = {
        "Files": of_files,
        "Sign-in": of_sign_in,
        "Service": of_service,
        "Surroundings": [*surroundings.all(), covers],
    }
    return _public(groups, machine.home, args.profile)


async def _of_service(account: Account, pacing: Pacing, absence: str) -> Sequence[Check]:
    reached = await service.accounts(partial(reach_accounts, account.settings))
    if absence:
        return [reached, *service.unasked(absence)]
    try:
        async with session_of(account.settings, account.tokens, pacing=pacing) as session:
            return [reached, *await service.account(session.spotify, pacing)]
    except SettingsError:
        return [reached, *service.unasked("nothing can be sent")]


def _public(groups: Mapping[str, Sequence[Check]], home: Path, profile: str | None) -> Mapping[str, Sequence[Check]]:
    """The same without the name of the home folder, which often is that of a person, and with commands of `profile`."""
    named = re.compile(rf"{re.escape(str(home))}(?![\w.-])")

    def without(text: str) -> str:
        return of_profile(text if home == Path(home.anchor) else named.sub("~", text), profile)

    return {
        heading: [replace(check, detail=without(check.detail), step=without(check.step)) for check in checks]
        for heading, checks in groups.items()
    }
