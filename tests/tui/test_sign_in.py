"""Signing in inside the remote: waiting for the browser, what can go wrong, and going on where it was."""

import asyncio
import socket
import threading
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr
from textual import events
from textual.widgets import Input

from sptui.simulator.faults import Fault
from sptui.spotify import errors
from sptui.spotify.login_advice import told
from sptui.spotify.tokens import MemoryTokens, Token
from sptui.tui.widgets.hints import HintBar
from tests.tui.conftest import Opened
from tests.tui.stage import CLIENT_ID, NARROW, Stage, token


def words(stage: Stage) -> str:
    """All that stands in the box of a sign-in, or on the screen without one, as one text."""
    screen = stage.app.screen
    region = (
        screen.query_one("SignInView").region.shrink((1,) * 4) if stage.in_front == "SignInScreen" else screen.region
    )
    strips = screen._compositor.render_strips()[region.y : region.bottom]
    return " ".join(" ".join(strip.crop(region.x, region.right).text for strip in strips).split())


async def waiting(stage: Stage) -> str:
    """Press the key, and wait until the browser has been asked; the address."""
    stage.browser.stuck = True
    await stage.press("A")
    await stage.until(lambda: stage.browser.opened)
    await stage.pilot.pause()
    return stage.browser.opened[-1]


def disallow_steering(stage: Stage) -> None:
    """Let the sign-in be one whose listener has not allowed player commands."""
    held = token(stage.simulator)
    stage.tokens.save(held.model_copy(update={"scopes": held.scopes - {"user-modify-playback-state"}}))
    stage.app.account.remind()


async def shows(stage: Stage, text: str) -> None:
    await stage.until(lambda: text in words(stage))


async def test_one_key_signs_in_again_and_leaves_everything_in_its_place(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        await stage.find("moon")
        await stage.press("j", "j")
        before = stage.tokens.load()
        where = stage.rows("search").cursor, stage.app.main.pane, stage.cells("queue")
        await stage.press("A")
        await stage.until(lambda: stage.told)
        await stage.until(lambda: stage.in_front == "MainScreen")
        after = stage.tokens.load()
        assert before is not None
        assert after is not None
        assert before.refresh_token != after.refresh_token
        assert stage.told[0].startswith("Signed in as Mira Lindqvist until ")
        assert (stage.rows("search").cursor, stage.app.main.pane, stage.cells("queue")) == where


@pytest.mark.parametrize("size", [NARROW, (120, 36)])
async def test_while_it_waits_it_says_so_and_how_long_and_what_else_can_be_done(
    remote: Opened, size: tuple[int, int]
) -> None:
    async with remote(with_desk=True, size=size) as stage:
        await stage.read()
        await waiting(stage)
        for text in ("Waiting for your browser", "5:00 left", "Browser on another machine?", "INVALID_CLIENT"):
            assert text in words(stage)
        for hint in ("o open again", "y copy address", "p paste", "e client id", "esc cancel"):
            assert hint in words(stage)
        stage.clock.advance(62)
        await shows(stage, "3:58 left")


async def test_the_page_can_be_opened_again_and_its_address_copied(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        url = await waiting(stage)
        await stage.press("o", "y")
        await stage.until(lambda: len(stage.browser.opened) == 2)
        assert stage.browser.opened == [url, url]
        assert stage.app.clipboard == url
        assert "Copied" in words(stage)


async def test_cancelling_stops_listening_and_changes_nothing(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        before = stage.tokens.load()
        landing = urlsplit(parse_qs(urlsplit(await waiting(stage)).query)["redirect_uri"][0])
        with socket.create_connection((landing.hostname, landing.port)):
            await stage.press("escape")
            await stage.until(lambda: stage.in_front == "MainScreen")
        await stage.pilot.pause()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((landing.hostname, landing.port))
        assert stage.tokens.load() == before
        assert stage.told == []


async def test_a_browser_on_another_machine_is_served_by_pasting_where_it_ended(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.browser.none = True
        url = await waiting(stage)
        await shows(stage, "No browser could be started here.")
        stage.app.post_message(events.Paste(stage.browser.landing(url)))
        await stage.until(lambda: stage.told)
        assert stage.in_front == "MainScreen"


async def test_the_address_can_be_typed_too_and_what_is_wrong_with_it_is_told(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        url = await waiting(stage)
        await stage.press("p", *"hopeless", "enter")
        assert stage.app.screen.query_one("#pasted", Input).value == "hopeless"
        assert "hopeless" not in words(stage), "a code may stand in it"
        assert "There is no code in that" in words(stage)
        stage.app.screen.query_one("#pasted", Input).value = stage.browser.landing(url).replace("state=", "state=x")
        await stage.press("enter")
        assert "That address belongs to another sign-in" in words(stage)
        stage.app.screen.query_one("#pasted", Input).value = stage.browser.landing(url)
        await stage.press("escape", "p", "enter")
        await stage.until(lambda: stage.told)


async def test_a_stray_answer_is_told_and_the_wait_goes_on(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        url = await waiting(stage)
        stage.browser.visit(stage.browser.landing(url).replace("state=", "state=x"))
        await shows(stage, "An answer to another sign-in came, and was ignored.")
        assert "Waiting for your browser" in words(stage)


async def test_a_port_in_use_is_told_and_another_one_serves(remote: Opened) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with remote(with_desk=True, port=port) as stage:
            await stage.ready()
            url = await waiting(stage)
            await shows(stage, f"Port {port} is in use, so sptui waits on ")
            stage.browser.visit(stage.browser.landing(url))
            await stage.until(lambda: stage.told)


async def test_a_denied_consent_is_told_with_a_next_step_and_can_be_tried_again(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        before = stage.tokens.load()
        stage.simulator.accounts.deny = True
        await stage.press("A")
        await shows(stage, "You did not allow the access. Try again, and press Agree on Spotify's page.")
        assert "✗ Not signed in anew" in words(stage)
        assert "enter try again" in words(stage)
        assert stage.tokens.load() == before
        stage.simulator.accounts.deny = False
        await stage.press("r")
        await stage.until(lambda: stage.told)


async def test_an_expired_code_is_told(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        refused = '{"error": "invalid_grant", "error_description": "Invalid authorization code"}'
        stage.simulator.faults.add(Fault(path="/api/token", status=400, body=refused))
        await stage.press("A")
        await shows(stage, "Spotify's answer has expired or was used before. Try again")


async def test_when_no_answer_comes_it_waits_no_longer_and_says_why_that_may_be(
    remote: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    timeout = asyncio.timeout
    monkeypatch.setattr("sptui.spotify.login.asyncio.timeout", lambda _: timeout(0.05))
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.browser.stuck = True
        await stage.press("A")
        await shows(stage, "No answer came within five minutes, so sptui waits no longer.")
        assert "INVALID_CLIENT" in words(stage)


@pytest.mark.parametrize(
    ("field", "why"), [("registered", "not on the app's list of users"), ("owner_premium", "has no Spotify Premium")]
)
async def test_an_account_that_is_not_let_in_can_check_again_without_signing_in_anew(
    remote: Opened, field: str, why: str
) -> None:
    async with remote(signed_in=False, with_desk=True) as stage:
        setattr(stage.simulator.world, field, False)
        await stage.until(lambda: stage.in_front == "SetupScreen")
        await stage.press("enter")
        await shows(stage, why)
        assert "✗ Signed in, but not let in" in words(stage)
        await stage.press("r")
        await stage.until(lambda: stage.count("GET", "/v1/me") == 2)
        await shows(stage, why)
        setattr(stage.simulator.world, field, True)
        await stage.press("r")
        await stage.until(lambda: stage.in_front == "MainScreen")
        await stage.ready()
        assert stage.count("POST", "/api/token") == 1


async def test_one_that_is_not_let_in_can_go_on_all_the_same(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.simulator.world.registered = False
        await stage.press("A")
        await shows(stage, "not on the app's list of users")
        await stage.press("escape")
        await stage.until(lambda: stage.app.main.trouble)
        assert "not on the user list" in stage.app.main.trouble.text  # type: ignore[union-attr]


async def test_what_was_not_allowed_is_named_before_it_goes_on(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        url = await waiting(stage)
        landing = stage.browser.landing(url.replace("user-top-read+", "").replace("+ugc-image-upload", ""))
        stage.browser.visit(landing)
        await shows(stage, "Not allowed, so these stay off: your top artists and tracks, playlist covers.")
        assert "✓ Signed in as Mira Lindqvist" in words(stage)
        await stage.press("enter")
        await stage.until(lambda: stage.told)
        assert stage.in_front == "MainScreen"


async def test_another_client_id_can_be_entered_from_there(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        await waiting(stage)
        await stage.press("e")
        await stage.until(lambda: stage.in_front == "SetupScreen")
        assert stage.app.screen.query_one("#client-id", Input).value == CLIENT_ID
        await stage.press("escape")
        await stage.until(lambda: stage.in_front == "MainScreen")


async def test_a_dead_sign_in_leaves_what_was_known_and_goes_on_after_one_key(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        title = stage.line("title")
        stage.simulator.accounts.revoke()
        await stage.reread()
        await stage.until(lambda: stage.app.main.trouble)
        assert "Spotify no longer accepts this sign-in. Press A to sign in again." in words(stage)
        assert "What you see was read" in words(stage)
        assert stage.line("title") == title
        spent = len(stage.asked)
        for _ in range(5):
            await stage.press("space", "n", "r")
            await stage.later(60)
        assert len(stage.asked) == spent, "nothing is tried again with a sign-in that has died"
        await stage.press("A")
        await stage.until(lambda: stage.app.main.trouble is None)
        assert stage.in_front == "MainScreen"
        assert stage.line("title") != ""
        await stage.press("space")
        await stage.until(lambda: ("PUT", "player/pause") in stage.writes)


async def test_a_sign_in_that_ended_before_the_start_opens_the_remote_and_asks_for_another(remote: Opened) -> None:
    ended = MemoryTokens()
    async with remote(with_desk=True, kept=ended, client_id="") as stage:
        ended.save(token(stage.simulator).model_copy(update={"ended": True}))
    async with remote(with_desk=True, kept=ended, client_id="") as stage:
        await stage.until(lambda: stage.app.main.trouble)
        assert stage.in_front == "MainScreen"
        assert stage.asked == []
        await stage.press("A")
        await stage.until(lambda: stage.app.main.trouble is None and stage.app.main.playback.known)


async def test_another_account_begins_anew(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        await stage.find("moon")
        known = stage.tokens.load()
        assert known is not None
        stage.tokens.save(known.model_copy(update={"user_id": "somebody-else"}))
        stage.simulator.world.player.go_idle()
        await stage.press("A")
        await stage.until(lambda: stage.told)
        await stage.until(lambda: not stage.app.main.playback.active)
        assert stage.app.main.found.results is None
        assert stage.app.main.picture.likes == {}


class Full(MemoryTokens):
    """A disk that takes nothing more."""

    def save(self, token: Token, *, at_once: bool = False) -> None:
        del token, at_once
        raise OSError(28, "No space left on device")


async def test_a_sign_in_that_cannot_be_kept_is_told_once_and_works_on(remote: Opened) -> None:
    async with remote(with_desk=True, kept=Full(), signed_in=False) as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        await stage.press("enter")
        await stage.until(lambda: stage.in_front == "MainScreen")
        await stage.ready()
        stage.simulator.accounts.expire()
        await stage.reread()
        problems = [text for text in stage.told if "cannot be kept for the next start" in text]
        assert len(problems) == 1
        assert "No space left on device" in problems[0]
        assert stage.app.main.trouble is None


async def test_no_secret_stands_on_any_screen_of_a_sign_in(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        url = await waiting(stage)
        seen = words(stage)
        await stage.press("escape", "a")
        await stage.until(lambda: stage.in_front == "AccountScreen")
        seen += words(stage)
        kept = stage.tokens.load()
        assert kept is not None
        query = parse_qs(urlsplit(url).query)
        for secret in (kept.access_token, kept.refresh_token, SecretStr(query["state"][0])):
            assert secret.get_secret_value() not in seen


async def test_in_a_simulated_account_there_is_nothing_to_sign_in_to(remote: Opened) -> None:
    async with remote() as stage:
        await stage.ready()
        await stage.press("A", "a")
        assert stage.in_front == "MainScreen"
        assert set(stage.told) == {"This is a simulated account: there is nothing to sign in to."}


def test_every_failure_has_a_sentence_and_a_next_step_of_its_own() -> None:
    troubles: list[errors.SpotifyError | TimeoutError] = [
        TimeoutError(),
        errors.LoginRefused("No.", error="access_denied"),
        errors.LoginRefused("No.", error="invalid_client"),
        errors.LoginRefused("No (odd).", error="odd"),
        errors.LoginRequired("Dead."),
        errors.NotAllowlisted("No.", status=403),
        errors.OwnerNotPremium("No.", status=403),
        errors.Unreachable("The accounts service cannot be reached.", sent=False),
        errors.BadAnswer("Odd."),
        errors.Unauthorized("No token.", status=401),
    ]
    sentences = [told(error) for error in troubles]
    assert len({what for what, _ in sentences}) == len(troubles)
    assert all(what.endswith(".") and step.endswith(".") for what, step in sentences)


async def test_leaving_in_the_moment_in_which_the_sign_in_comes_leaves_somebody_signed_in(remote: Opened) -> None:
    async with remote(signed_in=False, with_desk=True) as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        stage.hold("/v1/me", times=1)
        await stage.press("enter")
        await stage.until(stage.tokens.load)
        await stage.press("escape")
        await stage.until(lambda: stage.in_front == "MainScreen")
        await stage.until(lambda: stage.app.main.playback.known)
        assert stage.remembered == [(CLIENT_ID, 0)]


async def test_leaving_then_ends_the_trouble_of_a_dead_sign_in_too(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.simulator.accounts.revoke()
        await stage.reread()
        await stage.until(lambda: stage.app.main.trouble)
        dead = stage.tokens.load()
        stage.hold("/v1/me", times=1)
        await stage.press("A")
        await stage.until(lambda: stage.tokens.load() != dead)
        await stage.press("escape")
        await stage.until(lambda: stage.app.main.trouble is None)


async def test_a_name_that_cannot_be_asked_for_now_leaves_everything_in_its_place(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        await stage.find("moon")
        known = stage.tokens.load()
        assert known is not None
        stage.tokens.save(known.model_copy(update={"user_id": "mira.lindqvist"}))
        stage.simulator.faults.add(Fault.named("unavailable", path="/v1/me", times=None))
        await stage.press("A")
        await stage.until(lambda: stage.told)
        assert stage.told[0].startswith("Signed in until ")
        assert stage.app.main.found.results is not None


async def test_what_was_asked_for_another_account_is_not_learned_by_the_next(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        known = stage.tokens.load()
        assert known is not None
        stage.tokens.save(known.model_copy(update={"user_id": "somebody-else"}))
        stage.hold("/v1/me/player", times=1)
        await stage.reread_later()
        stage.simulator.world.player.go_idle()
        await stage.press("A")
        await stage.until(lambda: stage.told)
        assert not stage.app.main.playback.active, "what the other account plays is gone at once"
        stage.answers.set()
        await stage.pilot.pause()
        await stage.until(lambda: stage.app.main.playback.known)
        assert not stage.app.main.playback.active
        await stage.press("space")
        await stage.until(lambda: len(stage.told) == 2)


@pytest.mark.parametrize(
    ("fault", "head", "told_too"),
    [
        (None, "✗ Not signed in", "Spotify no longer accepts this sign-in. Sign in anew."),
        ("unavailable", "✗ Spotify could not be asked", "Wait a minute, then try again."),
    ],
)
async def test_checking_again_tells_what_it_has_met_in_words_of_its_own(
    remote: Opened, fault: str | None, head: str, told_too: str
) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.simulator.world.registered = False
        await stage.press("A")
        await shows(stage, "not on the app's list of users")
        if fault is None:
            stage.simulator.accounts.revoke()
        else:
            stage.simulator.faults.add(Fault.named(fault, path="/v1/me"))
        await stage.press("enter")
        await shows(stage, head)
        await shows(stage, told_too)


@pytest.fixture
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sptui.tui.account.GLANCE", 0.02)


@pytest.mark.usefixtures("quick_looks")
async def test_a_sign_in_on_the_command_line_is_noticed_without_a_key_and_without_a_request(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        await stage.find("moon")
        known = signed_in_as(stage, "mira")
        stage.tokens.save(known)
        stage.app.account.remind()
        stage.tokens.forget()
        await stage.reread_refused()
        assert "Nobody is signed in." in words(stage)
        spent = len(stage.asked)
        await asyncio.sleep(0.1)
        assert len(stage.asked) == spent
        stage.tokens.save(signed_in_as(stage, "mira", later=True))
        await stage.until(lambda: stage.app.main.trouble is None)
        assert stage.app.main.found.results is not None


@pytest.mark.usefixtures("quick_looks")
async def test_another_account_that_signs_in_on_the_command_line_begins_anew(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        await stage.find("moon")
        stage.tokens.save(signed_in_as(stage, "mira"))
        stage.app.account.remind()
        stage.tokens.forget()
        await stage.reread_refused()
        stage.tokens.save(signed_in_as(stage, "ben", later=True))
        await stage.until(lambda: stage.app.main.trouble is None)
        assert stage.app.main.found.results is None


@pytest.mark.usefixtures("quick_looks")
async def test_the_same_sign_in_is_not_tried_again_and_again_when_it_is_refused(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        refused = '{"error": "invalid_client"}'
        stage.simulator.faults.add(Fault(path="/api/token", status=400, body=refused, times=None))
        stage.simulator.accounts.expire()
        await stage.reread_refused()
        spent = len(stage.asked)
        await asyncio.sleep(0.2)
        await stage.later(60)
        assert len(stage.asked) == spent


@pytest.mark.usefixtures("quick_looks")
async def test_a_sign_in_on_the_command_line_ends_the_first_set_up(remote: Opened) -> None:
    async with remote(signed_in=False, with_desk=True) as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        stage.tokens.save(signed_in_as(stage, "mira"))
        await stage.until(lambda: stage.in_front == "MainScreen" and stage.app.main.playback.known)


def signed_in_as(stage: Stage, user: str, *, later: bool = False) -> Token:
    """A login of somebody, at another time than the one before."""
    fresh = token(stage.simulator)
    began = (fresh.authorized_at or 0.0) + (60 if later else 0)
    return fresh.model_copy(update={"user_id": user, "user_name": user, "authorized_at": began})


async def test_keys_that_were_not_allowed_are_dimmed_and_tell_why_and_send_nothing(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        disallow_steering(stage)
        await stage.pilot.pause()
        assert not stage.hint("player.toggle")
        assert stage.hint("player.like")
        await stage.press("space", "n", "+")
        assert stage.writes == []
        assert stage.told[0] == (
            "This sign-in does not allow that (play, pause, skip, seek, volume, transfer). Press A, and agree."
        )


async def test_the_key_that_helps_is_hinted_first_when_the_sign_in_has_died(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.simulator.accounts.revoke()
        await stage.reread_refused()
        await stage.pilot.pause()
        assert stage.screen[-1].startswith(" A sign in  ")


async def test_the_address_can_be_shown_as_text_from_edge_to_edge(remote: Opened) -> None:
    async with remote(with_desk=True, size=NARROW) as stage:
        await stage.read()
        url = await waiting(stage)
        await stage.press("t")
        await stage.until(lambda: stage.in_front == "PlainScreen")
        await stage.pilot.pause()
        lines = stage.screen
        start = next(place for place, line in enumerate(lines) if line.startswith("https://"))
        assert "".join(lines[start : start + len(url) // 80 + 1]).rstrip() == url
        await stage.press("escape")
        assert stage.in_front == "SignInScreen"


async def test_where_one_types_other_keys_are_hinted(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        await waiting(stage)
        await stage.press("p")
        await stage.pilot.pause()
        assert "enter use it esc back" in words(stage)
        assert "o open again" not in words(stage)
        await stage.press("escape")
        await stage.pilot.pause()
        assert "o open again" in words(stage)


async def test_nothing_moves_when_something_is_told(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        await waiting(stage)
        before = stage.app.screen.query_one("SignInView").region
        await stage.press("y")
        await stage.pilot.pause()
        assert stage.app.screen.query_one("SignInView").region == before


async def test_a_toast_goes_before_a_sign_in_comes(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.app.tell("Something.")
        await stage.until(lambda: stage.told)
        await waiting(stage)
        assert stage.told == []


async def test_a_renewal_that_fails_says_that_the_sign_in_from_before_still_holds(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.simulator.accounts.deny = True
        await stage.press("A")
        await shows(stage, "✗ Not signed in anew; the sign-in from before still holds")


@pytest.mark.parametrize("size", [(60, 20), (44, 14), (40, 12)])
async def test_in_a_small_window_the_keys_stay_in_sight(remote: Opened, size: tuple[int, int]) -> None:
    async with remote(with_desk=True, size=size) as stage:
        await stage.read()
        await waiting(stage)
        assert stage.shows("o open again")
        await stage.press("escape")
        await stage.until(lambda: stage.in_front == "MainScreen")
        await stage.press("a")
        await stage.pilot.pause()
        assert stage.shows("0000…0000")


@pytest.mark.parametrize("signed_in", [True, False])
async def test_an_answer_that_comes_while_the_address_is_shown_leads_on(remote: Opened, signed_in: bool) -> None:
    async with remote(with_desk=True, signed_in=signed_in) as stage:
        stage.browser.stuck = True
        if signed_in:
            await stage.ready()
            await stage.press("A")
        else:
            await stage.until(lambda: stage.in_front == "SetupScreen")
            await stage.press("enter")
        await stage.until(lambda: stage.browser.opened)
        await stage.press("t")
        assert stage.in_front == "PlainScreen"
        stage.browser.visit(stage.browser.landing(stage.browser.opened[-1]))
        await stage.until(lambda: stage.in_front == "MainScreen" and stage.told)
        assert len(stage.app.screen_stack) == 1
        await stage.press("escape", "j")
        assert stage.app.is_running


@pytest.mark.parametrize("moment", range(8))
async def test_a_key_in_the_very_moment_of_the_answer_ends_nothing(remote: Opened, moment: int) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        stage.hold("/v1/me", times=1)
        before = stage.tokens.load()
        await stage.press("A")
        await stage.until(lambda: stage.tokens.load() != before)
        stage.answers.set()
        for _ in range(moment):
            await asyncio.sleep(0)
        stage.app.post_message(events.Key("escape", None))
        await stage.until(lambda: stage.in_front == "MainScreen" and stage.told)
        assert len(stage.app.screen_stack) == 1


async def test_what_is_chosen_in_a_list_is_refused_like_a_key_when_it_was_not_allowed(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        disallow_steering(stage)
        await stage.press("d", "j", "j", "enter")
        await stage.until(lambda: stage.told)
        assert stage.told[0].startswith("This sign-in does not allow that (play, pause, ")
        assert stage.writes == []


async def test_an_import_that_fails_beside_ends_nothing(remote: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise ImportError

    monkeypatch.setattr("sptui.tui.account._import_all", gone)
    monkeypatch.setattr("sptui.tui.account.SETTLED", 0.01)
    async with remote(with_desk=True) as stage:
        await stage.ready()
        await asyncio.sleep(0.1)
        await stage.press("j")
        assert stage.app.is_running


class Slow(MemoryTokens):
    """A place where somebody may have to be asked; counts how often, and in which thread."""

    slow = True

    def __init__(self, token: Token) -> None:
        super().__init__(token)
        self.threads: list[int] = []

    def load(self) -> Token | None:
        self.threads.append(threading.get_ident())
        return super().load()


@pytest.mark.usefixtures("quick_looks")
async def test_a_place_that_has_to_be_unlocked_is_not_polled(remote: Opened) -> None:
    kept = MemoryTokens()
    async with remote(with_desk=True, kept=kept) as stage:
        slow = Slow(token(stage.simulator))
    async with remote(with_desk=True, kept=slow) as stage:
        await stage.ready()
        asked = len(slow.threads)
        await asyncio.sleep(0.2)
        stage.app.account.remind()
        await stage.until(lambda: len(slow.threads) > asked)
        assert len(slow.threads) == asked + 1
        assert slow.threads[-1] != threading.get_ident()


class Unreadable(MemoryTokens):
    """A sign-in that is there and cannot be read."""

    def load(self) -> Token | None:
        raise errors.LoginRequired("The sign-in cannot be read (Permission denied): check /state/tokens.json.")


async def test_a_sign_in_that_cannot_be_read_is_told_and_nobody_is_led_through_the_set_up(remote: Opened) -> None:
    async with remote(with_desk=True, kept=Unreadable()) as stage:
        await stage.until(lambda: stage.app.main.trouble)
        assert stage.in_front == "MainScreen"
        told_there = stage.app.main.trouble
        assert told_there is not None
        assert "cannot be read (Permission denied): check /state/tokens.json." in told_there.text
        assert stage.asked == []


async def test_a_click_on_a_hint_does_what_its_key_does(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        await waiting(stage)
        bar = stage.app.screen.query_one(HintBar)
        await stage.pilot.click(bar, offset=stage.spot(bar, "open again"))
        await stage.until(lambda: len(stage.browser.opened) == 2)
        await stage.pilot.click(bar, offset=stage.spot(bar, "esc cancel"))
        await stage.until(lambda: stage.in_front == "MainScreen")
    async with remote(with_desk=True, signed_in=False) as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        bar = stage.app.screen.query_one(HintBar)
        await stage.pilot.click(bar, offset=stage.spot(bar, "quit"))
        await stage.until(lambda: not stage.app.is_running)
