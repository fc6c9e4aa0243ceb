"""Whose account it is: the settings, the sign-in, and the store that all processes of that account share."""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sptui.paths import Paths
from sptui.player.clock import RealClock
from sptui.settings import Settings, SettingsError, load_settings
from sptui.spotify.pacing import Pacing
from sptui.spotify.tokens import TokenFile
from sptui.store import Store


@dataclass(frozen=True, slots=True)
class Account:
    """What a profile has on this machine; neither the sign-in nor the store need exist."""

    settings: Settings
    tokens: TokenFile
    store_file: Path

    def store(self) -> Store:
        """The opened store; what is wrong with it is told on standard error."""
        store = Store(self.store_file)
        if store.problem:
            print(f"sptui: {store.problem}", file=sys.stderr)
        return store

    def pacing(self, store: Store, now: Callable[[], float] = time.time) -> Pacing:
        """What may be sent by the settings, counted in `store`; `now` gives epoch seconds."""
        return Pacing(store, now=now, monotonic=RealClock().monotonic, budget=self.settings.sync.daily_budget)


def account_of(args: argparse.Namespace) -> Account:
    """The account of the profile that the command line names. Raises `SettingsError`."""
    try:
        paths = Paths.of_user(args.profile)
    except ValueError as error:
        raise SettingsError(f"--profile: {error}") from None
    settings = load_settings(paths.config_file, theme=args.theme)
    return Account(settings, TokenFile(paths.tokens_file), paths.store_file)
