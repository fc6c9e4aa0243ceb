"""Whose account it is, and a quiet word before the sign-in ends."""

import asyncio

import pytest

from sptui.simulator.faults import Fault
from sptui.spotify.advice import date_of
from sptui.spotify.tokens import MemoryTokens, Token
from sptui.spotify.tokens.token import DAY, LIFETIME
from sptui.tui.panes.reminder import Reminder
from sptui.tui.panes.trouble import TroubleLine
from sptui.tui.widgets.rows import Rows
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, Stage, token


class Aged(MemoryTokens):
    """A sign-in with so many days left, by the clock of the tests; None when nobody knows."""

    def __init__(self, token: Token, now: float, days_left: float | None) -> None:
        begun = None if days_left is None else now + days_left * DAY - LIFETIME
        news = {"authorized_at": begun, "user_name": "Mira Lindqvist"}
        super().__init__(token.model_copy(update=news))


def account(stage: Stage) -> dict[str, str]:
    """What stands on the account screen."""
    pairs: dict[str, str] = {}
    for row in stage.app.screen.query_one(Rows).rows:
        name, value = map(str, row.cells)
        pairs[name] = f"{pairs[name]}; {value}" if name in pairs else value
    return pairs


def reminder(stage: Stage) -> str:
    line = stage.app.main.query_one(Reminder)
    return str(line.visual) if line.display else ""


async def test_the_account_screen_tells_whose_it_is_until_when_and_what_it_allows(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        now = stage.clock.time()
        stage.tokens.save(Aged(token(stage.simulator), now, 100).load() or token(stage.simulator))
        await stage.press("a")
        told = account(stage)
        assert told["Signed in as"] == "Mira Lindqvist"
        assert told["Spotify app"] == "0000…0000"
        assert told["Since"] == date_of(now - 80 * DAY)
        assert told["Until"] == f"{date_of(now + 100 * DAY)}, 100 days from now"
        assert told["Kept in"] == "memory"
        assert told["Allowed"] == "Everything that sptui asks for"
        assert told["Last 24 hours"].endswith("of 1,000 requests")
        assert told["To revoke"] == "www.spotify.com/account/apps"
        assert stage.shows("A signs in again · esc closes")
        await stage.press("a")
        assert stage.in_front == "MainScreen"
        await stage.press("a", "escape")
        assert stage.in_front == "MainScreen"


@pytest.mark.parametrize(
    ("change", "name", "told"),
    [
        ({"ended": True}, "Until", "It has ended: A signs in again"),
        ({"authorized_at": None}, "Until", "Unknown; six months from the sign-in"),
        ({"authorized_at": 0.0}, "Until", "Any day now: A signs in again"),
        ({"user_name": ""}, "Signed in as", "unknown"),
        ({"scopes": frozenset({"user-read-playback-state"})}, "Allowed", "All but what follows"),
    ],
)
async def test_what_is_not_as_it_should_be_stands_there_too(
    remote: Opened, change: dict[str, object], name: str, told: str
) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.tokens.save(token(stage.simulator).model_copy(update=change))
        await stage.press("a")
        assert account(stage)[name] == told


async def test_what_was_not_allowed_is_named_one_by_one(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        held = token(stage.simulator)
        stage.tokens.save(held.model_copy(update={"scopes": held.scopes - {"user-top-read", "ugc-image-upload"}}))
        await stage.press("a")
        assert account(stage)["Not allowed"] == "your top artists and tracks"
        assert account(stage)[""] == "playlist covers"


async def test_one_can_sign_in_from_there(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.browser.stuck = True
        await stage.press("a", "A")
        await stage.until(lambda: stage.in_front == "SignInScreen")
        await stage.press("escape")
        await stage.until(lambda: stage.in_front == "MainScreen")


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (180, ""),
        (15, ""),
        (14, "The sign-in ends in 14 days, on "),
        (1, "The sign-in ends tomorrow, "),
        (0, "The sign-in is six months old, and can end any day"),
        (-3, "The sign-in is six months old, and can end any day"),
        (None, ""),
    ],
)
async def test_from_fourteen_days_before_the_end_a_quiet_line_counts_down(
    remote: Opened, days: float | None, told: str
) -> None:
    kept = MemoryTokens()
    async with remote(with_desk=True, kept=kept, signed_in=False) as stage:
        pass
    aged = Aged(token(stage.simulator), stage.clock.time(), days)
    async with remote(with_desk=True, kept=aged) as stage:
        await stage.read()
        assert reminder(stage).startswith(told)
        assert bool(reminder(stage)) is bool(told)
        if told:
            assert reminder(stage).endswith(": A renews it.")


async def test_the_line_comes_while_it_is_open_and_goes_with_a_new_sign_in(
    remote: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sptui.tui.account.LOOK", 0.02)
    async with remote(with_desk=True) as stage:
        await stage.ready()
        aged = Aged(token(stage.simulator), stage.clock.time(), 15).load()
        assert aged is not None
        stage.tokens.save(aged)
        await asyncio.sleep(0.05)
        assert reminder(stage) == ""
        await stage.later(DAY)
        await stage.until(lambda: reminder(stage))
        await stage.press("A")
        await stage.until(lambda: stage.told)
        assert reminder(stage) == ""


async def test_a_sign_in_that_has_ended_is_no_matter_for_a_quiet_line(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.tokens.save(token(stage.simulator).model_copy(update={"ended": True, "authorized_at": 0.0}))
        stage.app.account.remind()
        assert reminder(stage) == ""


TROUBLE, REMINDER, BOTH = {"trouble"}, {"reminder"}, {"trouble", "reminder"}


@pytest.mark.parametrize("size", [NARROW, (120, 36)])
@pytest.mark.parametrize("there", [set(), TROUBLE, REMINDER, BOTH], ids=["nothing", "trouble", "reminder", "both"])
async def test_no_toast_covers_a_line_that_tells_something(
    remote: Opened, size: tuple[int, int], there: set[str]
) -> None:
    async with remote(with_desk=True, size=size) as stage:
        await stage.read()
        kept = token(stage.simulator)
        if "reminder" in there:
            stage.tokens.save(Aged(kept, stage.clock.time(), 3).load() or kept)
            stage.app.account.remind()
        if "trouble" in there:
            stage.simulator.faults.add(Fault.named("rate_limited", path="/v1/me/player", times=None))
            await stage.reread()
        stage.app.tell("Something short.")
        await stage.until(lambda: stage.app.screen.query("Toast"))
        await stage.pilot.pause()
        toast = stage.app.screen.query("Toast").first().region
        main = stage.app.main
        lines = [main.query_one(name).region for name in ("TroubleLine", "Reminder", "NowPlaying")]
        assert all(toast.bottom <= line.y for line in lines if line.height)
        assert {"trouble"} & there == ({"trouble"} if main.query_one(TroubleLine).display else set())
