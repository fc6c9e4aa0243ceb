"""The sign-in as this machine keeps it; nobody is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sptui.cli.checks.check import Check, State, what_and_step
from sptui.spotify.advice import date_of
from sptui.spotify.login_advice import DASHBOARD, REDIRECT_URI, ending, shortened
from sptui.spotify.scopes import ALL_SCOPES, missing
from sptui.spotify.tokens import Token

_AGAIN = "Run `sptui login`."


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """The checks of `token`, which is kept at `place`; None when nobody is signed in.

    `client_id` is what the settings say, "" for nothing. `problem` says why a token cannot be read or kept, and
    `unknown` why nobody can say where one would be kept. `now` is in epoch seconds.
    """

    token: Token | None
    place: str
    client_id: str
    now: float
    problem: str = ""
    unknown: str = ""

    def all(self) -> Sequence[Check]:
        """The checks in the order to show them."""
        return [self.app(), self.present(), self.scopes(), self.age()]

    @property
    def absence(self) -> str:
        """Why nothing can be asked of Spotify, "" when somebody is signed in."""
        if self.token is None:
            return self.unknown or ("the sign-in cannot be read" if self.problem else "nobody is signed in")
        return "the sign-in has ended" if self.token.ended else ""

    def app(self) -> Check:
        """The client id's form, and whose it is."""
        of_token = self.token.client_id if self.token else ""
        client_id = self.client_id or of_token
        if not client_id and self.unknown:
            return _app("note", f"not known: {self.unknown}")
        if not client_id:
            step = f"Make an app at {DASHBOARD} with the redirect URI {REDIRECT_URI}"
            return _app("bad", "no client id", f"{step}, then run `sptui login --client-id ID`.")
        if not re.fullmatch(r"[0-9a-fA-F]{32}", client_id):
            return _app("bad", "the client id is not made of 32 hexadecimal digits", _AGAIN)
        if of_token and of_token != client_id:
            detail = f"the settings say client id {shortened(client_id)}, and the sign-in was to {shortened(of_token)}"
            return _app("bad", detail, "Run `sptui login` to sign in to the app of the settings.")
        source = "of the settings" if self.client_id else "of the sign-in"
        return _app("ok", f"client id {shortened(client_id)}, {source}")

    def present(self) -> Check:
        """Whether somebody is signed in, and where that is kept."""
        if self.problem:
            what, step = what_and_step(self.problem)
            return _present("bad", what, step or "Put that right, or sign in again with `sptui login`.")
        if self.token is None and self.unknown:
            return _present("note", f"not known: {self.unknown}")
        if self.absence:
            return _present("bad", self.absence, _AGAIN)
        return _present("ok", f"kept in {self.place}")

    def scopes(self) -> Check:
        """What the listener has allowed."""
        if self.absence or self.token is None:
            return _scopes("note", self.absence)
        if not self.token.scopes:
            return _scopes("note", "not known until the token is renewed for the first time")
        lacking = missing(self.token.scopes)
        if not lacking:
            return _scopes("ok", f"all that sptui asks for, {len(ALL_SCOPES)} scopes")
        listed = "; ".join(f"{scope} ({purpose})" for scope, purpose in lacking.items())
        return _scopes("bad", f"not granted: {listed}", "Run `sptui login` again, and agree to everything.")

    def age(self) -> Check:
        """How long the sign-in lasts."""
        if self.absence or self.token is None:
            return _age("note", self.absence)
        begun, ends, days = self.token.authorized_at, self.token.ends_at, self.token.days_left(self.now)
        if begun is None or ends is None or days is None:
            return _age("note", "not known when it began; six months after that it ends")
        if soon := ending(self.token, self.now):
            return _age("note", f"since {date_of(begun)}. {soon}", "Sign in again with `sptui login`, now or later.")
        return _age("ok", f"since {date_of(begun)}, until {date_of(ends)}: {days} days left")


def keyring(problem: str) -> Check:
    """Whether the system's keyring, which the settings have chosen, can be used; `problem` says why not."""
    what, step = what_and_step(problem)
    return Check("sign_in.keyring", "keyring", "bad" if problem else "ok", what or "can be used", step)


def _app(state: State, detail: str, step: str = "") -> Check:
    return Check("sign_in.app", "app", state, detail, step)


def _present(state: State, detail: str, step: str = "") -> Check:
    return Check("sign_in.token", "signed in", state, detail, step)


def _scopes(state: State, detail: str, step: str = "") -> Check:
    return Check("sign_in.scopes", "allowed", state, detail, step)


def _age(state: State, detail: str, step: str = "") -> Check:
    return Check("sign_in.age", "lasts", state, detail, step)
