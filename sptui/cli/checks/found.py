"""The account as far as it can be found: a setting that cannot be used keeps nobody from looking at the rest."""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sptui.cli.account import Account, account_of, paths_of
from sptui.cli.checks.check import Check
from sptui.cli.checks.sign_in import SignIn, keyring
from sptui.settings import Problem, Settings, SettingsError, load_settings
from sptui.spotify.errors import LoginRequired
from sptui.spotify.tokens import HeldTokens, MemoryTokens, TokenFile
from sptui.spotify.tokens.environment import VARIABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An account, with defaults where its settings cannot be used and without a token where none can be got.

    `bad_settings` and `bad_tokens` say why, "" while all is well; `problems` are all that were found in the settings.
    """

    account: Account
    env: Mapping[str, str]
    bad_settings: str = ""
    bad_tokens: str = ""
    problems: Sequence[Problem] = ()

    @property
    def secret_in_file(self) -> bool:
        """Whether the app's secret stands in config.toml."""
        return self.account.settings.client_secret is not None and "SPTUI_CLIENT_SECRET" not in self.env

    def sign_in(self, now: float) -> SignIn:
        """The sign-in as it is kept at `now` (epoch seconds)."""
        tokens, unreadable = self.account.tokens, ""
        try:
            token = tokens.load()
        except LoginRequired as error:
            token, unreadable = None, str(error)
        unknown = self._unknown
        return SignIn(
            token=token,
            place=tokens.place,
            client_id=self.account.settings.client_id,
            now=now,
            problem=unreadable or tokens.problem or ("" if unknown else self.bad_tokens),
            unknown=unknown,
        )

    def keyring(self) -> Sequence[Check]:
        """Whether the keyring can be used; no check where nobody has chosen it."""
        if not self._chose_keyring:
            return ()
        return [keyring(self.bad_tokens or _keyring_problem(self.account.profile or "default"))]

    @property
    def _unknown(self) -> str:
        """Why nobody can say whether there is a sign-in, "" where one can."""
        if self.bad_settings:
            return "the settings cannot be read"
        return "the keyring cannot be used" if self._chose_keyring and self.bad_tokens else ""

    @property
    def _chose_keyring(self) -> bool:
        return self.account.settings.auth.store == "keyring" and not self.env.get(VARIABLE)


def found(args: argparse.Namespace, env: Mapping[str, str]) -> Found:
    """The account of the profile that the command line names. Raises `SettingsError` where there can be no such one."""
    paths, profile = paths_of(args), args.profile or ""
    try:
        loaded = load_settings(paths.config_file)
    except SettingsError as error:
        tokens = HeldTokens(MemoryTokens() if env.get(VARIABLE) else TokenFile(paths.tokens_file))
        account = Account(_defaults(), paths, tokens, profile)
        return Found(account=account, env=env, bad_settings=str(error), problems=error.problems)
    from sptui.tui.wrong import problems_of  # noqa: PLC0415 -- nobody else on the command line waits for Textual

    problems = problems_of(loaded)
    try:
        return Found(account=account_of(args, tell=lambda _: None), env=env, problems=problems)
    except SettingsError as error:
        nowhere = HeldTokens(MemoryTokens())
        account = Account(loaded.settings, paths, nowhere, profile)
        return Found(account=account, env=env, bad_tokens=str(error), problems=problems)


def _defaults() -> Settings:
    """What holds without the file: the environment's settings, or not even those."""
    try:
        return load_settings(Path(os.devnull)).settings
    except SettingsError:
        return Settings.model_construct()


def _keyring_problem(profile: str) -> str:
    from sptui.spotify.tokens.keyring import SERVICE, SystemKeyring  # noqa: PLC0415 -- an extra

    try:
        SystemKeyring().get_password(SERVICE, profile)
    except OSError as error:
        return f'the keyring cannot be used ({error.strerror}); unlock it, or choose "file" in auth.store'
    return ""
