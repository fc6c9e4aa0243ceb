"""A conversation that runs by itself: lines come, time passes, and somebody leaves."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from sptui.plain.running import run
from sptui.spotify.tokens import HeldTokens, MemoryTokens, Token
from tests.plain.talking import Talk, turns
from tests.scenario.driver import EPOCH

DAY = 86_400.0


class Typed:
    """Lines that the test types."""

    typing = False

    def __init__(self) -> None:
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()

    def type(self, *lines: str | None) -> None:
        for line in lines:
            self._lines.put_nowait(line)

    async def next(self) -> str | None:
        return await self._lines.get()


def token(authorized_at: float, name: str = "Mira", id_: str = "mira") -> Token:
    return Token(
        access_token=SecretStr("access"),
        refresh_token=SecretStr("refresh"),
        expires_at=EPOCH + 3_600,
        authorized_at=authorized_at,
        scopes=frozenset(),
        client_id="0" * 32,
        user_name=name,
        user_id=id_,
    )


@pytest.fixture
async def tokens() -> HeldTokens:
    return HeldTokens(MemoryTokens(token(EPOCH - 170 * DAY)))


@pytest.fixture
async def talk(tokens: HeldTokens) -> AsyncIterator[Talk]:
    talk = Talk(tokens=tokens)
    async with talk.driver.http:
        yield talk


async def passes(talk: Talk, seconds: float) -> list[str]:
    """What is said while so many seconds pass, of which the player makes what it likes."""
    talk.lines.clear()
    for _ in range(int(seconds * 4)):
        await turns()
        talk.driver.clock.now += 0.25
    await turns()
    return list(talk.lines)


async def test_it_greets_reminds_hears_and_leaves(talk: Talk) -> None:
    typed = Typed()
    running = asyncio.create_task(run(talk.conversation, typed, tty=True))  # type: ignore[arg-type]  # all that is asked of them
    greeting, *said = await passes(talk, 1.0)
    assert greeting == "sptui in plain lines. Type help for the words, quit to leave."
    assert any(line.startswith("The sign-in ends in ") and line.endswith("`sptui login` renews it.") for line in said)
    assert any(line.startswith("Now: Hummingbird Heart") for line in said)
    typed.type("pause")
    assert await passes(talk, 3.0) == ["Paused."]
    assert not talk.driver.world.player.state.is_playing
    typed.type("quit", "play")
    await passes(talk, 1.0)
    assert await running == 0
    assert not talk.driver.world.player.state.is_playing


@pytest.mark.parametrize(("name", "told"), [("mira", "Now: "), ("other", "Now: ")])
async def test_an_ended_sign_in_goes_on_by_itself_once_somebody_has_signed_in(
    talk: Talk, tokens: HeldTokens, name: str, told: str
) -> None:
    typed = Typed()
    running = asyncio.create_task(run(talk.conversation, typed, tty=True))  # type: ignore[arg-type]  # all that is asked of them
    await passes(talk, 1.0)
    talk.driver.auth.dead = True
    (ended,) = await passes(talk, 65.0)
    assert ended.endswith("Run `sptui login` in another window: it goes on here by itself.")
    tokens.save(token(EPOCH + 60, name.capitalize(), name))
    talk.driver.auth.dead = False
    said = await passes(talk, 5.0)
    assert said[0].startswith(f"Signed in as {name.capitalize()} until ")
    assert "Spotify answers again." in said
    assert any(line.startswith(told) for line in said) == (name == "other"), "another account is told of from the start"
    typed.type(None)
    await passes(talk, 1.0)
    assert await running == 0


async def test_piped_lines_are_done_one_after_the_other_and_the_status_tells_how_it_went(talk: Talk) -> None:
    typed = Typed()
    typed.type("volume 30", "volume +5", "foo", None)
    running = asyncio.create_task(run(talk.conversation, typed, tty=False))  # type: ignore[arg-type]  # all that is asked of them
    said = await passes(talk, 10.0)
    assert said[-3:] == ["Volume 30 percent.", "Volume 35 percent.", "“foo” is no word here. Type help for all words."]
    assert not any("renews it" in line for line in said)
    assert await running == 1
    device = talk.driver.world.player.state.device
    assert device is not None
    assert device.volume_percent == 35
