"""A conversation from its first line to its last, with the player beside it."""

import asyncio
from contextlib import suppress

from sptui.plain.conversation import Conversation
from sptui.plain.reading import Lines
from sptui.spotify.login_advice import ending, welcome
from sptui.spotify.tokens import Token, same_account

FAREWELL = 10.0
"""Seconds for which commands that were given may take to be answered, once there are no more lines."""

GLANCE = 2.0
"""Seconds between two looks for a sign-in that takes the place of one that has ended."""
LOOK = 600.0
"""Seconds between two looks at how long the sign-in still lasts."""
HELD = 1.0
"""Seconds between two looks whether a line that held back announcements has gone."""

_ENDED, _FAILED = 3, 1


async def run(talk: Conversation, lines: Lines, *, tty: bool) -> int:
    """Hear line after line until there are no more or somebody leaves; the exit status.

    Away from a terminal it is 1 when something was not understood or not done, and 3 when nobody is signed in.
    """
    if tty:
        name = f", {talk.outside.account}" if talk.outside.account else ""
        talk.say(f"sptui in plain lines{name}. Type help for the words, quit to leave.")
    beside = [
        asyncio.create_task(each) for each in (talk.player.run(), _watch_account(talk, remind=tty), _catch_up(talk))
    ]
    hearing = asyncio.create_task(_hear(talk, lines, tty=tty))
    try:
        await asyncio.wait((hearing, *beside), return_when=asyncio.FIRST_COMPLETED)
    finally:
        tasks = (hearing, *beside, *talk.background)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            task.result()  # raises what has ended it, a defect
    return talk.status or 0


async def _hear(talk: Conversation, lines: Lines, *, tty: bool) -> None:
    left = asyncio.create_task(_left(talk))
    try:
        while talk.status is None:
            coming = asyncio.create_task(_take(talk, lines, tty=tty))
            await asyncio.wait((coming, left), return_when=asyncio.FIRST_COMPLETED)
            if not coming.done():
                coming.cancel()
                with suppress(asyncio.CancelledError):
                    await coming
            elif not coming.result():
                break
    finally:
        left.cancel()
    if talk.status is None:
        await settled(talk)
        talk.leave(0 if tty else status_of(talk))


async def _take(talk: Conversation, lines: Lines, *, tty: bool) -> bool:
    """Hear the next line; False when there is none. Away from a terminal each is done before the next one counts."""
    line = await lines.next()
    if line is not None:
        await talk.hear(line)
        if not tty:
            await settled(talk)
    return line is not None


async def _left(talk: Conversation) -> None:
    """Wait until somebody has left."""
    while talk.status is None:
        await talk.news.wait()


async def settled(talk: Conversation) -> None:
    """Wait until what was asked for is answered, and the answer told."""
    player = talk.player

    def rests() -> bool:
        due = player.errands.due(player.state)
        return player.idle() and (due is None or due > talk.now)

    if player.attention.last_key is not None:
        await talk.until(rests, FAREWELL)


def status_of(talk: Conversation) -> int:
    """The exit status where nobody is there to see what was said."""
    trouble = talk.player.state.trouble
    if trouble is not None and trouble.kind == "login":
        return _ENDED
    return _FAILED if talk.announcer.faults else 0


async def _catch_up(talk: Conversation) -> None:
    """Say what was held back once the line that was typed has gone."""
    while True:
        await talk.clock.wait(asyncio.Event(), HELD)
        talk.voice.catch_up()


async def _watch_account(talk: Conversation, *, remind: bool) -> None:
    """Remind of the end of the sign-in, and go on by itself once somebody has signed in again."""
    tokens = talk.outside.tokens
    if tokens is None:
        await asyncio.Event().wait()
        return
    seen, reminded_at, reminder = tokens.peek(), talk.now - LOOK, ""
    while True:
        if talk.now - reminded_at >= LOOK:
            reminded_at = talk.now
            text = ending(seen, talk.clock.time()) if seen is not None else ""
            if remind and text and text != reminder:
                talk.announcer.notice(f"{text} `sptui login` renews it.")
            reminder = text
        await talk.clock.wait(asyncio.Event(), GLANCE)
        trouble = talk.player.state.trouble
        if trouble is None or trouble.kind != "login":
            continue
        token = tokens.peek()
        if token is not None and not token.ended and (seen is None or token.authorized_at != seen.authorized_at):
            _go_on(talk, seen, token)
            seen = token


def _go_on(talk: Conversation, before: Token | None, token: Token) -> None:
    talk.announcer.notice(welcome(token))
    same = same_account(before, token)
    if not same:
        talk.forget()
    talk.player.signed_in(same=same)
