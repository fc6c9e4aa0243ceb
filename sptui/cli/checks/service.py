"""What Spotify answers, and what was spent on asking it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from sptui.cli.checks.check import Check, State, what_and_step
from sptui.cli.quota import count, meaning, silence
from sptui.settings import SettingsError
from sptui.spotify import advice, login_advice
from sptui.spotify.client import Spotify
from sptui.spotify.errors import (
    LoginRefused,
    LoginRequired,
    NotAllowlisted,
    OwnerNotPremium,
    RateLimited,
    SpotifyError,
    Unauthorized,
    Unreachable,
)
from sptui.spotify.models.playback import Device
from sptui.spotify.pacing import Pacing, family_of

_OF_EVERYTHING: Final = (
    LoginRequired,
    LoginRefused,
    NotAllowlisted,
    OwnerNotPremium,
    Unauthorized,
    Unreachable,
)
"""What one request has met would be met by the next as well."""

PROFILE: Final = ("service.profile", "profile")
DEVICES: Final = ("service.devices", "devices")


async def accounts(reach: Callable[[], Awaitable[None]]) -> Check:
    """Whether the accounts service answers, as `reach` finds out, which raises `Unreachable` or `SettingsError`."""
    try:
        await reach()
    except SettingsError as error:  # a proxy that cannot be used
        return _accounts("bad", *what_and_step(str(error)))
    except Unreachable as error:
        return _accounts("bad", str(error), "Check the network, a firewall or a proxy, then try again.")
    return _accounts("ok", "the accounts service answers")


async def account(spotify: Spotify, pacing: Pacing) -> Sequence[Check]:
    """What the Web API answers to two requests, which count in the quota like any others.

    Neither is sent while Spotify wants silence about it, which is a note here, because `cooldown` has it already; a
    silence that the answer asks for is bad here as well. After what would meet the second one too, it is not sent.
    """
    calls: Sequence[tuple[tuple[str, str], str, Callable[[], Awaitable[Check]]]] = (
        (PROFILE, "/me", lambda: _profile(spotify)),
        (DEVICES, "/me/player/devices", lambda: _devices(spotify)),
    )
    checks, failed = [], ""
    for name, path, ask in calls:
        if why := failed or _silence(pacing, path):
            checks.append(Check(*name, "note", f"not asked: {why}"))
            continue
        try:
            checks.append(await ask())
        except SpotifyError as error:
            checks.append(Check(*name, "bad", *_told(error)))
            failed = f"GET {path} has failed" if isinstance(error, _OF_EVERYTHING) else ""
    return checks


def unasked(why: str) -> Sequence[Check]:
    """What takes the place of `account` where nothing at all can be sent."""
    return [Check(*name, "note", f"not asked: {why}") for name in (PROFILE, DEVICES)]


def budget(pacing: Pacing) -> Check:
    """What was spent of the day's budget."""
    usage = pacing.usage()
    told = ". ".join([count(usage), *meaning(usage)])
    return Check("service.budget", "budget", "note" if usage.reserved else "ok", told)


def cooldown(pacing: Pacing, now: float) -> Check:
    """What Spotify wants no requests for at `now` (epoch seconds). That is bad: until then, something does not work."""
    told = [silence(each, now) for each in pacing.cooldowns()]
    if not told:
        return Check("service.cooldown", "cooldown", "ok", "none: Spotify has asked for no silence")
    step = "Wait: sptui asks again by itself after that."
    return Check("service.cooldown", "cooldown", "bad", ". ".join(told), step)


async def _profile(spotify: Spotify) -> Check:
    await spotify.users.me()
    return Check(*PROFILE, "ok", "GET /me answers")


async def _devices(spotify: Spotify) -> Check:
    devices = await spotify.player.devices()
    if not devices:
        return Check(*DEVICES, "note", "none awake", "Start Spotify somewhere: a phone, a speaker, a computer.")
    return Check(*DEVICES, "ok", f"{len(devices)} awake: {', '.join(sorted(map(_kind, devices)))}")


def _kind(device: Device) -> str:
    """What a device is, and never what it is called."""
    traits = [*(["active"] if device.is_active else []), *([] if device.controllable else ["not controllable"])]
    kind = device.type or "unknown"
    return f"{kind} ({', '.join(traits)})" if traits else kind


def _silence(pacing: Pacing, path: str) -> str:
    try:
        pacing.check(family_of(path))
    except RateLimited:
        return "Spotify wants silence for now"
    return ""


def _told(error: SpotifyError) -> tuple[str, str]:
    """What happened, and what to do."""
    if isinstance(error, NotAllowlisted | OwnerNotPremium | LoginRefused):
        return login_advice.told(error)
    return str(error), advice.told(error).removeprefix(f"{error} ")


def _accounts(state: State, detail: str, step: str = "") -> Check:
    return Check("service.accounts", "reachable", state, detail, step)
