"""Words that play and like rows of the last list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sptui.library.contents import entered_as
from sptui.library.wording import named
from sptui.plain.browsing import SHELVES
from sptui.plain.lists import Listed, Row
from sptui.plain.rooms import use
from sptui.plain.scenes import recall
from sptui.plain.steering import like_playing, resume
from sptui.plain.words import NotUnderstood, Word, numbers, one_number
from sptui.player import intents
from sptui.player.command import Command
from sptui.player.commands import Like, Play
from sptui.spotify.models.things import Single, Thing, Whole
from sptui.spotify.scopes import SAVING

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation


async def play(talk: "Conversation", rest: str) -> None:
    """Play a row, or go on with what is paused."""
    if not rest:
        resume(talk)
        return
    number = one_number(rest)
    if number is None:
        raise NotUnderstood(
            "play takes the number of a row of the last list. To find something, type search and words."
        )
    row = talk.lists.row(number)
    if row.device is not None:
        use(talk, row.device)
    elif row.scene is not None:
        recall(talk, row.scene)
    elif talk.may(talk.picture.closed):
        await _play_row(talk, row)


async def _play_row(talk: "Conversation", row: Row) -> None:
    picture, listed = talk.picture, talk.lists.last
    commands: Sequence[Command | None] = ()
    if row.waits is not None:
        commands = _play_waiting(talk, row.waits)
    elif row.ahead is not None and picture.queue is not None:
        commands = intents.jump(picture, _place_now(talk, row))
    elif row.place == SHELVES["Liked songs"] and (user := await talk.collections.me()):
        commands = intents.play_whole(picture, f"spotify:user:{user}:collection")
    elif isinstance(row.thing, Single):
        commands = (_single(talk, row.thing, row, listed),)
    elif isinstance(row.thing, Whole):
        commands = intents.play_whole(picture, row.thing)
    if not any(commands):
        talk.complain(_why_unplayable(row))
    else:
        talk.do(*commands, otherwise=f"Starting {named([row.thing]) if row.thing is not None else row.text}.")


def _place_now(talk: "Conversation", row: Row) -> int:
    """Where a row of the queue stands by now: it may have moved on since it was said."""
    uri = row.thing.uri if row.thing is not None else None
    queue = talk.picture.queue or ()
    places = [place for place, item in enumerate(queue) if item.uri == uri and place <= (row.ahead or 0)]
    return places[-1] if places else len(queue)


def _play_waiting(talk: "Conversation", id_: int) -> Sequence[Command | None]:
    entry = talk.staging.staged.entry(id_)
    if entry is None:
        return ()
    if talk.picture.playback.active:
        return talk.staging.jump(talk.picture, id_)
    talk.staging.change(lambda staged: staged.without({id_}))
    return (Play(uris=(entry.item.uri or "",), first=entry.item),)


def _single(talk: "Conversation", thing: Single, row: Row, listed: Listed | None) -> Command | None:
    """Play one thing inside of the list that it stands in, or with what stands behind it after it."""
    behind = list(_behind(row, listed))
    contents = listed.contents if listed is not None else None
    within = entered_as(contents, talk.collections.user_id) if contents is not None else None
    command = None
    if within is not None and row.index is not None:
        command = intents.play(thing, behind, within=within, position=row.index)
    return command or intents.play(thing, behind)


def _behind(row: Row, listed: Listed | None) -> Iterator[Thing]:
    rows = list(listed.rows) if listed is not None else []
    for each in rows[rows.index(row) + 1 :] if row in rows else ():
        if each.thing is not None:
            yield each.thing


def _why_unplayable(row: Row) -> str:
    if row.waits is not None or row.ahead is not None:
        return "The queue has moved on. Type queue, and choose again."
    if row.place is not None:
        return "That plays only as a whole list of something: open it, and play a row."
    return intents.why_not_play(row.thing) if row.thing is not None else "There is nothing to play in it."


async def like(talk: "Conversation", rest: str) -> None:
    """Like what plays or rows, or no more when all of them are liked."""
    if not rest:
        like_playing(talk)
        return
    things = [thing for number in numbers(rest) if (thing := talk.lists.row(number).thing) is not None]
    user_id = talk.collections.user_id
    command = intents.like(talk.picture, things, user_id=user_id)
    if command is None:
        talk.complain(intents.why_not_like_things(things, user_id=user_id) or "There is nothing to like here.")
    elif talk.may("", SAVING):
        what = named(things)
        done = f"Liked: {what}." if command.on else f"No longer liked: {what}. undo likes it again."
        talk.do(replace(command, names=()), otherwise=done)  # with names, it would be told twice
        if not command.on:
            talk.can_undo(f"Liked again: {what}.", partial(_like_again, talk, command))


async def _like_again(talk: "Conversation", command: Like) -> None:
    talk.do(Like(command.uris, on=True))


PLAYING_WORDS = (
    Word(
        name="play",
        takes="[N]",
        also=("resume",),
        group="What plays",
        summary="go on, or play a row of the last list",
        run=play,
    ),
    Word(
        name="like",
        takes="[N …]",
        also=("l", "heart"),
        group="What plays",
        summary="like what plays or rows, or no more",
        run=like,
    ),
)
