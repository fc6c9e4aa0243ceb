"""Whose account it is: the settings, the sign-in, and the store that all processes of that account share."""

import argparse
import asyncio
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from pydantic import SecretStr, ValidationError

from sptui.paths import Paths
from sptui.player.clock import RealClock
from sptui.settings import Loaded, Settings, SettingsError, load_settings
from sptui.spotify.errors import LoginRequired
from sptui.spotify.pacing import Pacing
from sptui.spotify.tokens import HeldTokens, TokenFile, TokenStore
from sptui.spotify.tokens.environment import VARIABLE, EnvironmentTokens
from sptui.store import Store


@dataclass(frozen=True, slots=True)
class Account:
    """What a profile has on this machine; neither the sign-in nor the store need exist.

    `loaded` is where the settings come from.
    """

    settings: Settings
    paths: Paths
    tokens: HeldTokens
    profile: str = ""
    loaded: Loaded | None = None

    def store(self) -> Store:
        """The opened store; what is wrong with it is told on standard error."""
        store = Store(self.paths.store_file)
        if store.problem:
            complain(store.problem)
        return store

    def left_elsewhere(self) -> Iterator[TokenStore]:
        """The places where a sign-in may lie that was kept by other settings, or came from the environment."""
        for file in (self.paths.tokens_file, self.paths.environment_file):
            if file.exists() and str(file) != self.tokens.place:
                yield TokenFile(file)
        if self.paths.keyring_file.exists():
            with suppress(ImportError):
                keyring = keyring_of(self.paths, self.profile or "default")
                if keyring.place != self.tokens.place:
                    yield keyring

    def pacing(self, store: Store, now: Callable[[], float] = time.time) -> Pacing:
        """What may be sent by the settings, counted in `store`; `now` gives epoch seconds."""
        return Pacing(store, now=now, monotonic=RealClock().monotonic, budget=self.settings.sync.daily_budget)


def complain(problem: str) -> None:
    """Tell on standard error what is wrong, in one line."""
    print(f"sptui: {problem}", file=sys.stderr, flush=True)


def account_of(args: argparse.Namespace, *, tell: Callable[[str], None] = complain) -> Account:
    """The account of the profile that the command line names. Raises `SettingsError`.

    `tell` is given what is wrong with the settings that can be done without, and why a sign-in cannot be kept, should
    that come to pass.
    """
    paths = paths_of(args)
    flags = {"theme": "theme", "client_id": "client_id", "redirect_port": "port"}
    given = {setting: getattr(args, name, None) for setting, name in flags.items()}
    loaded = load_settings(paths.config_file, **given)
    for problem in loaded.problems:
        tell(problem.told)
    tokens = HeldTokens(_tokens_of(loaded.settings, paths, args.profile or "default"), tell)
    return Account(loaded.settings, paths, tokens, args.profile or "", loaded)


def paths_of(args: argparse.Namespace) -> Paths:
    """Where the files of that profile lie. Raises `SettingsError`."""
    try:
        return Paths.of_user(args.profile)
    except ValueError as error:
        raise SettingsError(f"--profile: {error}") from None


def _tokens_of(settings: Settings, paths: Paths, profile: str) -> TokenStore:
    """Where the sign-in is kept: the environment goes before the settings."""
    file = TokenFile(paths.tokens_file)
    if os.environ.get(VARIABLE):
        return _of_environment(settings, paths)
    return file if settings.auth.store == "file" else _of_keyring(file, paths, profile)


def _of_environment(settings: Settings, paths: Paths) -> TokenStore:
    if not settings.client_id:
        raise SettingsError(f"{VARIABLE}: set SPTUI_CLIENT_ID as well, to the app that the token was got for")
    try:
        cache = TokenFile(paths.environment_file)
        return EnvironmentTokens(SecretStr(os.environ[VARIABLE]), settings.client_id, cache)
    except ValidationError:  # without it as the cause: nothing of the token may be told
        raise SettingsError(f"{VARIABLE}: not a refresh token; give it without quotes and blanks") from None


def _of_keyring(file: TokenFile, paths: Paths, profile: str) -> TokenStore:
    try:
        keyring = keyring_of(paths, profile)
        if file.load() is not None:  # somebody has just chosen the keyring
            asyncio.run(_move(file, keyring, keyring_of(paths, profile)))
    except ImportError:
        what = "the package keyring is missing; install sptui[keyring]"
        raise SettingsError(f'auth.store: {what}, or set it to "file"') from None
    except LoginRequired as error:
        raise SettingsError(f"auth.store: {error}") from None
    except TimeoutError:
        raise SettingsError("auth.store: another sptui is renewing the sign-in; try again in a moment") from None
    except OSError as error:
        what = f"the keyring cannot be used ({error.strerror or error}); unlock it"
        raise SettingsError(f'auth.store: {what}, or set it to "file"') from None
    return keyring


def keyring_of(paths: Paths, profile: str) -> TokenStore:
    """The keyring's entry of a profile. Raises `ImportError` where the extra is not installed."""
    from sptui.spotify.tokens.keyring import KeyringTokens, SystemKeyring  # noqa: PLC0415 -- an extra

    return KeyringTokens(paths.keyring_file, profile, SystemKeyring())


async def _move(file: TokenStore, keyring: TokenStore, looked_at: TokenStore) -> None:
    """Move the sign-in, which is in one of the two places at any moment. Raises `OSError`.

    `looked_at` is the keyring once more, which has only what was really kept.
    """
    async with file.lock(), keyring.lock():
        token = file.load()
        if token is None:
            return
        keyring.save(token)
        if looked_at.load() != token:
            raise OSError(errno.EIO, "it keeps nothing")
        file.forget()
