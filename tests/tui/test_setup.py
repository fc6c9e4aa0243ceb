"""From nothing to music: the form of the app, and the first sign-in."""

import pytest
from textual import events
from textual.widgets import Input

from sptui.tui.panes.app_form import flaw_of_code, flaw_of_port
from sptui.tui.screens.setup import DESCRIPTION, NAME, SetupScreen
from tests.tui.conftest import Opened
from tests.tui.stage import NARROW, Stage

ID = "0123456789abcdef" * 2


def field(stage: Stage, name: str) -> Input:
    return stage.app.screen.query_one(f"#{name}", Input)


async def paste(stage: Stage, text: str) -> None:
    stage.app.post_message(events.Paste(text))
    await stage.pilot.pause()


async def signed_in_at_once(stage: Stage) -> None:
    await stage.until(lambda: stage.in_front == "MainScreen")
    await stage.ready()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_before_anybody_has_signed_in_it_leads_the_way_and_asks_spotify_nothing(
    remote: Opened, size: tuple[int, int]
) -> None:
    async with remote(signed_in=False, with_desk=True, client_id="", size=size) as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        for text in (
            "https://developer.spotify.com/dashboard",
            "http://127.0.0.1/callback",
            "Web API",
            NAME,
            DESCRIPTION,
            "Client ID",
            "enter sign in",
        ):
            assert stage.shows(text), text
        assert stage.asked == []


async def test_whoever_is_signed_in_sees_the_remote(remote: Opened) -> None:
    async with remote(with_desk=True) as stage:
        await stage.ready()
        assert stage.in_front == "MainScreen"


@pytest.mark.parametrize("size", [NARROW, (120, 36)])
async def test_a_client_id_and_a_browser_are_all_it_takes_until_the_music_is_there(
    remote: Opened, size: tuple[int, int]
) -> None:
    async with remote(signed_in=False, with_desk=True, client_id="", size=size) as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        await paste(stage, f"  {ID.upper()}\n")
        assert stage.shows("✓ as it should be")
        await stage.press("enter")
        await stage.until(lambda: stage.in_front == "MainScreen")
        await stage.until(lambda: stage.app.main.playback.known and stage.told)
        (told,) = stage.told
        assert told.startswith("Signed in as Mira Lindqvist until ")
        token = stage.tokens.load()
        assert token is not None
        assert token.client_id == ID
        assert stage.remembered == [(ID, 0)]
        await stage.until(lambda: stage.browser.pages)
        assert "Signed in as Mira Lindqvist" in stage.browser.pages[0]


@pytest.mark.parametrize(
    ("key", "copied"),
    [
        ("y", "https://developer.spotify.com/dashboard"),
        ("n", NAME),
        ("t", DESCRIPTION),
        ("u", "http://127.0.0.1/callback"),
    ],
)
async def test_each_text_to_enter_there_is_one_key_away_though_a_field_has_the_focus(
    remote: Opened, key: str, copied: str
) -> None:
    async with remote(signed_in=False, with_desk=True, client_id="") as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        await stage.press(key)
        assert stage.app.clipboard == copied
        assert stage.shows(copied)
        assert field(stage, "client-id").value == ""


async def test_o_opens_the_dashboard_and_copies_its_address_where_there_is_no_browser(remote: Opened) -> None:
    async with remote(signed_in=False, with_desk=True, client_id="") as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        await stage.press("o")
        await stage.until(lambda: stage.browser.opened == ["https://developer.spotify.com/dashboard"])
        assert stage.app.clipboard == ""
        stage.browser.none = True
        await stage.press("o")
        await stage.until(lambda: stage.shows("No browser here. Copied: "))
        assert stage.app.clipboard == "https://developer.spotify.com/dashboard"


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("", ""),
        (ID, ""),
        (ID.upper(), ""),
        (ID[:-1], "31 of 32 characters"),
        (ID + "0", "33 of 32 characters"),
        ("https://developer.spotify.com", "only 0-9 and a-f"),
        ("\x1b[31m", "only 0-9 and a-f"),
    ],
)
def test_a_code_is_32_hexadecimal_digits(text: str, flaw: str) -> None:
    assert flaw_of_code(text) == flaw


@pytest.mark.parametrize(
    ("text", "right"),
    [("", True), ("1", True), ("65535", True), ("0", False), ("65536", False), ("8²", False), ("-1", False)],
)
def test_a_port_is_a_number_up_to_65535(text: str, right: bool) -> None:
    assert (flaw_of_port(text) == "") is right


async def test_the_client_id_is_checked_as_it_is_typed_and_nothing_goes_on_before_it_is_right(remote: Opened) -> None:
    async with remote(signed_in=False, with_desk=True, client_id="") as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        await stage.press("enter")
        assert stage.shows("Client ID: paste the app's client id first.")
        await stage.press(*"12", "enter")
        assert stage.shows("Client ID: 2 of 32 characters.")
        assert stage.in_front == "SetupScreen"


async def test_letters_that_no_client_id_has_are_not_entered(remote: Opened) -> None:
    async with remote(signed_in=False, with_desk=True, client_id="") as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        await stage.press(*"1g2zAf")
        assert field(stage, "client-id").value == "12Af"
        assert stage.shows("4 of 32 characters")
        await paste(stage, "not an id")
        assert stage.shows("only 0-9 and a-f")
        await stage.press("enter")
        assert stage.in_front == "SetupScreen"
        assert stage.shows("Client ID: only 0-9 and a-f.")


async def test_a_secret_is_never_shown_and_is_kept_with_the_sign_in(remote: Opened) -> None:
    secret = "5ec4e7" * 5 + "00"
    async with remote(signed_in=False, with_desk=True, client_id="") as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        stage.simulator.accounts.client_secret = secret
        await paste(stage, ID)
        await stage.press("x")
        await paste(stage, secret)
        assert field(stage, "client-secret").value == secret
        assert not stage.shows("5ec4e7")
        await stage.press("enter")
        await signed_in_at_once(stage)
        token = stage.tokens.load()
        assert token is not None
        assert token.client_secret is not None
        assert token.client_secret.get_secret_value() == secret
        assert "code_challenge" not in stage.browser.opened[0]


async def test_a_fixed_port_can_be_set_and_is_remembered(remote: Opened, unused_tcp_port: int) -> None:
    async with remote(signed_in=False, with_desk=True, client_id=ID) as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        await stage.press("x", "tab", *str(unused_tcp_port), "enter")
        await signed_in_at_once(stage)
        assert stage.remembered == [(ID, unused_tcp_port)]
        assert f"127.0.0.1%3A{unused_tcp_port}%2Fcallback" in stage.browser.opened[0]


async def test_cancelling_the_browser_comes_back_to_the_form_with_what_was_entered(remote: Opened) -> None:
    async with remote(signed_in=False, with_desk=True, client_id="") as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        stage.browser.stuck = True
        await paste(stage, ID)
        await stage.press("enter")
        await stage.until(lambda: stage.in_front == "SignInScreen")
        await stage.press("escape")
        await stage.until(lambda: stage.in_front == "SetupScreen")
        assert field(stage, "client-id").value == ID
        await stage.press("escape")
        assert stage.in_front == "SetupScreen", "there is nothing behind it"
        assert stage.shows("q quits.")
        await stage.press("q")
        await stage.until(lambda: not stage.app.is_running)


async def test_it_fits_where_there_is_little_room(remote: Opened) -> None:
    async with remote(signed_in=False, with_desk=True, client_id="", size=(40, 12)) as stage:
        await stage.until(lambda: isinstance(stage.app.screen, SetupScreen))
        await paste(stage, ID)
        await stage.until(lambda: stage.shows(ID[:10]))
        await stage.press("enter")
        await stage.until(lambda: stage.in_front == "MainScreen")


async def test_x_stays_with_the_client_id_until_that_is_right(remote: Opened) -> None:
    async with remote(signed_in=False, with_desk=True, client_id="") as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        await stage.press("x")
        await paste(stage, ID)
        assert (field(stage, "client-id").value, field(stage, "client-secret").value) == (ID, "")
        await stage.press("x", "x")
        assert stage.app.screen.focused is field(stage, "client-secret")


async def test_a_field_that_is_not_right_is_shown_and_the_complaint_goes_with_the_flaw(remote: Opened) -> None:
    async with remote(signed_in=False, with_desk=True, client_id="") as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        await paste(stage, ID)
        await stage.press("x", "tab", *"70000", "x", "enter")
        assert stage.shows("Port: 1 to 65535.")
        assert stage.app.screen.focused is field(stage, "port")
        assert field(stage, "port").region.height == 1
        await stage.press("backspace")
        await stage.pilot.pause()
        assert not stage.shows("Port: 1 to 65535.")


async def test_enter_right_behind_a_client_id_finds_all_of_it(remote: Opened) -> None:
    async with remote(signed_in=False, with_desk=True, client_id="") as stage:
        await stage.until(lambda: stage.in_front == "SetupScreen")
        for key in (*ID, "enter"):  # in one burst, as a terminal without bracketed paste sends it
            stage.app.post_message(events.Key(key, None if key == "enter" else key))
        await stage.until(lambda: stage.in_front == "MainScreen")
        assert stage.remembered == [(ID, 0)]
