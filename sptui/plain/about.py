"""Words about sptui itself: the account, what was spent, what was told, and how to end."""

import time
from math import isinf
from typing import TYPE_CHECKING

from sptui.figures import count
from sptui.library.edits import EditError
from sptui.plain.telling import Detail
from sptui.plain.words import Word
from sptui.spotify.advice import date_of
from sptui.spotify.errors import SpotifyError
from sptui.spotify.login_advice import ending, stays_off

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation

_DETAILS: dict[Detail, str] = {
    "quiet": "Quiet: only troubles, and answers to what you type, are told.",
    "normal": "Changes of what plays, of the device, the volume and the modes are told.",
    "verbose": "Verbose: likes and jumps are told as well.",
}


async def account(talk: "Conversation", _: str) -> None:
    """Tell whose account it is, and how long the sign-in lasts."""
    tokens = talk.outside.tokens
    if tokens is None:
        talk.say("This is a simulated account: there is nothing to sign in to.")
        return
    token = tokens.peek()
    if token is None or token.ended:
        talk.complain("Nobody is signed in. Run `sptui login` in another window: it goes on here by itself.")
        return
    name = token.user_name or "somebody whose name is not known"
    until = f", until {date_of(token.ends_at)} at least" if token.ends_at is not None else ""
    talk.say(f"Signed in as {name}{until}." + (f" Profile {talk.outside.account}." if talk.outside.account else ""))
    if soon := ending(token, talk.clock.time()):
        talk.say(f"{soon} `sptui login` renews it.")
    if talk.missing:
        talk.say(stays_off(talk.missing))


async def quota(talk: "Conversation", _: str) -> None:
    """Tell what was spent of the day's requests."""
    usage = talk.player.state.usage
    talk.say(
        f"{count(usage.day)} of {count(usage.budget)} requests in the last 24 hours, "
        f"{count(usage.recent)} in the last 30 seconds."
    )
    if usage.reserved:
        talk.say(f"Until the count falls below {count(usage.reserved_from)}, only your words send requests.")
    elif usage.stretch > 1 and not isinf(usage.stretch):
        talk.say(f"Reads come {usage.stretch:.1f} times further apart than usual, so that the budget lasts.")


async def notices(talk: "Conversation", _: str) -> None:
    """Tell once more what was told."""
    if not talk.announcer.notices:
        talk.say("There were no notices.")
    for each in talk.announcer.notices:
        talk.say(f"{time.strftime('%H:%M', time.localtime(each.at))} {each.text}")


async def refresh(talk: "Conversation", _: str) -> None:
    """Read again what plays."""
    player, read_at = talk.player, talk.player.state.read_at
    talk.player.refresh()
    told = talk.until(lambda: player.state.read_at != read_at or player.state.trouble is not None, seconds=5.0)
    heard = talk.announcer.heard
    await talk.patiently("Asking Spotify …", told)
    if talk.announcer.heard == heard:
        if (trouble := player.state.trouble) is not None:
            talk.complain(trouble.text)
        else:
            talk.say("Nothing has changed.")


async def undo(talk: "Conversation", _: str) -> None:
    """Take back the last change."""
    try:
        undone = await talk.undos.undo()
    except (SpotifyError, EditError) as error:
        talk.complain(f"Not undone: {error}")
    else:
        talk.say(undone.text if undone is not None else "There is nothing to undo.")


async def quit_(talk: "Conversation", _: str) -> None:
    """Leave; the music goes on."""
    talk.leave(0)


async def quiet(talk: "Conversation", _: str) -> None:
    """Tell troubles only."""
    _tell_by(talk, "quiet")


async def normal(talk: "Conversation", _: str) -> None:
    """Tell what changes."""
    _tell_by(talk, "normal")


async def verbose(talk: "Conversation", _: str) -> None:
    """Tell likes and jumps as well."""
    _tell_by(talk, "verbose")


def _tell_by(talk: "Conversation", detail: Detail) -> None:
    talk.announcer.detail = detail
    talk.say(_DETAILS[detail])


_G = "sptui"
ABOUT_WORDS = (
    Word(name="account", group=_G, summary="who is signed in, and for how long", run=account, asks=False),
    Word(name="quota", group=_G, summary="what was spent of the day's requests", run=quota, asks=False),
    Word(name="notices", group=_G, summary="what was told before, with its time", run=notices, asks=False),
    Word(name="quiet", group=_G, summary="tell only troubles by itself", run=quiet, asks=False),
    Word(name="normal", group=_G, summary="tell what changes", run=normal, asks=False),
    Word(name="verbose", group=_G, summary="tell likes and jumps as well", run=verbose, asks=False),
    Word(name="refresh", also=("r",), group=_G, summary="read again what plays", run=refresh, asks=False),
    Word(name="undo", also=("u",), group=_G, summary="take back the last change", run=undo, asks=False),
    Word(name="quit", also=("exit", "bye"), group=_G, summary="leave; the music goes on", run=quit_, asks=False),
)
