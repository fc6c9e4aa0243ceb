"""Words about the queue."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sptui.figures import count
from sptui.library.places import place_of
from sptui.library.wording import named, several
from sptui.plain.lists import Listed, Row, described
from sptui.plain.showing import show
from sptui.plain.telling import called
from sptui.plain.words import NotUnderstood, Word, numbers, split
from sptui.player import intents
from sptui.player.staging.entry import Entry, own_in
from sptui.player.staging.staged import MOST, Staged
from sptui.spotify.models.catalogue import Artist
from sptui.spotify.models.things import Single, Thing, Whole

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation

TITLE = "Queue"

_STATES = {
    "waiting": "queued here",
    "held": "held here",
    "refused": "refused by Spotify",
    "sending": "on its way to Spotify",
    "sent": "queued",
}


async def queue(talk: "Conversation", rest: str) -> None:
    """List what comes next, or change it."""
    word, behind = split(rest)
    match word.casefold():
        case "":
            await _list(talk)
        case "add":
            await add(talk, behind)
        case "first" | "next":
            await first(talk, behind)
        case "remove":
            await remove(talk, behind)
        case "clear":
            await clear(talk, behind)
        case "go":
            await hand_over(talk, behind)
        case _:
            raise NotUnderstood("Type queue by itself, or queue add 3, queue first 3, queue remove 2, queue clear.")


async def _list(talk: "Conversation") -> None:
    player, before = talk.player, talk.player.attention
    if talk.picture.queue is None and talk.picture.playback.item is not None:
        player.attend(replace(before, panes=before.panes | {"queue"}))
        known = talk.until(
            lambda: (
                talk.picture.queue is not None or "queue" in talk.picture.refused or player.state.trouble is not None
            )
        )
        await talk.patiently("Asking Spotify …", known)
        player.attend(replace(player.attention, panes=before.panes))
    picture = talk.picture
    if picture.playback.item is not None:
        talk.say(f"Now: {called(picture.playback.item)}.")
    if picture.queue is None and "queue" in picture.refused:
        talk.complain(picture.refused["queue"])
    await show(talk, Listed(TITLE, rows_of(picture.queue or (), talk.staging.staged.shown)))
    if any(entry.here for entry in picture.staged) and (why := talk.staging.why_not(player.state)):
        talk.say(why)


def rows_of(upcoming: Sequence[Thing], staged: Sequence[Entry]) -> list[Row]:
    """What comes next: the listener's own in Spotify's queue, what waits here, and the rest of Spotify's."""
    own = own_in(staged, upcoming)  # type: ignore[arg-type]  # items are things
    rows = [
        Row(text=described(thing, mark="queued" if at < own else ""), thing=thing, ahead=at)
        for at, thing in enumerate(upcoming)
    ]
    known = {thing.uri for thing in upcoming[:own]}
    waiting = [
        Row(text=described(entry.item, mark=_STATES[entry.state]), thing=entry.item, waits=entry.id)
        for entry in staged
        if entry.here or entry.item.uri not in known
    ]
    return [*rows[:own], *waiting, *rows[own:]]


async def add(talk: "Conversation", rest: str, *, ahead: bool = False) -> None:
    """Queue rows of the last list; of an album or the like, what is in it."""
    if not rest:
        raise NotUnderstood("Type the numbers of rows of the last list: add 3, or add 1 4, or add 2-5.")
    things = [thing for number in numbers(rest) if (thing := talk.lists.row(number).thing) is not None]
    items = intents.queueable(await talk.patiently("Looking into it …", _items(talk, things)))
    if not items:
        talk.complain("There is nothing in it that Spotify could queue.")
        return
    before, after = talk.staging.add(items, first=ahead)
    added = len(after.entries) - len(before.entries)
    if added < len(items):
        talk.complain(f"The queue holds {count(MOST)} items at most.")
    if added:
        what = named(items[:added])
        talk.say(f"{'Next' if ahead else 'Queued'}: {what}.")
        _can_undo(talk, before, after, f"Not queued any more: {what}.")


async def first(talk: "Conversation", rest: str) -> None:
    """Queue rows before all that wait."""
    await add(talk, rest, ahead=True)


async def _items(talk: "Conversation", things: Sequence[Thing]) -> list[Single]:
    """The single ones of `things`, and what the beginnings of the others hold."""
    items: list[Single] = []
    for thing in things:
        place = place_of(thing) if isinstance(thing, Whole) and not isinstance(thing, Artist) else None
        if isinstance(thing, Single):
            items.append(thing)
        elif place is not None:
            collection = talk.collections.at(place)
            await collection.load()
            await collection.settled()
            if collection.contents.trouble:
                talk.complain(collection.contents.trouble)
            held = (entry.thing for entry in collection.listing.entries if entry is not None)
            items += [each for each in held if isinstance(each, Single)]
    return items


async def remove(talk: "Conversation", rest: str) -> None:
    """Take rows out of the queue that wait here."""
    if talk.lists.last is None or talk.lists.last.title != TITLE:
        raise NotUnderstood("Type queue first: remove takes the numbers of its rows.")
    if not rest:
        raise NotUnderstood("Type the numbers of rows of the queue: remove 3.")
    ids = {row.waits for number in numbers(rest) if (row := talk.lists.row(number)).waits is not None}
    chosen = [entry for entry in talk.staging.staged.here if entry.id in ids]
    if not chosen:
        talk.complain("Spotify takes nothing out of its queue again: next skips it.")
        return
    gone = {entry.id for entry in chosen}
    _removed(talk, chosen, *talk.staging.change(lambda staged: staged.without(gone)))


async def clear(talk: "Conversation", _: str) -> None:
    """Take all out of the queue that waits here."""
    before, after = talk.staging.change(lambda staged: staged.arranged(()))
    if not before.here:
        talk.complain("Nothing waits here: add queues a row of the last list.")
    else:
        _removed(talk, before.here, before, after)


async def hand_over(talk: "Conversation", rest: str) -> None:
    """Give rows that wait here to Spotify's queue now; without any, let all be handed over one by one again."""
    staged, ids = talk.staging.staged, set[int | None]()
    if rest:
        if talk.lists.last is None or talk.lists.last.title != TITLE:
            raise NotUnderstood("Type queue first: queue go takes the numbers of its rows.")
        ids = {talk.lists.row(number).waits for number in numbers(rest)}
    chosen = [entry for entry in staged.here if entry.id in ids]
    if staged.held:
        talk.staging.hold(on=False)
    if not staged.here:
        talk.complain("Nothing waits here: add queues a row of the last list.")
    elif rest and not chosen:
        talk.complain("None of these waits here. Type queue, and choose again.")
    elif chosen:
        if talk.may(intents.why_not(talk.picture)):
            commands = talk.staging.hand_over([entry.id for entry in chosen])
            talk.do(*commands, otherwise=f"Handing over: {named([entry.item for entry in chosen])}.")
    elif staged.held:
        talk.say("They are handed over one by one again.")
    else:
        talk.say("They are handed over one by one already. queue go 1 hands a row over at once.")
    talk.player.to_read.set()


def _removed(talk: "Conversation", gone: Sequence[Entry], before: Staged, after: Staged) -> None:
    items = [entry.item for entry in gone]
    what = named(items) if len(items) == 1 else several(items)
    talk.say(f"Out of the queue: {what}. undo puts {'it' if len(items) == 1 else 'them'} back.")
    _can_undo(talk, before, after, f"Back in the queue: {what}.")


def _can_undo(talk: "Conversation", before: Staged, after: Staged, back: str) -> None:
    talk.can_undo(back, partial(_take_back, talk, before, after))
    talk.player.to_read.set()


async def _take_back(talk: "Conversation", before: Staged, after: Staged) -> None:
    talk.staging.change(lambda staged: staged.restored(before, after))
    talk.player.to_read.set()


_G = "Devices and queue"
QUEUE_WORDS = (
    Word(
        name="queue",
        takes="[add N|first N|remove N|clear|go]",
        also=("q",),
        group=_G,
        summary="what comes next",
        run=queue,
        more="queue add 3 queues a row of the last list, queue first 3 before all that wait here. queue remove 2 takes "
        "out what waits here, and queue clear all of it. queue go 2 gives a row to Spotify's queue at once, and queue "
        "go lets those that are held go on one by one. What Spotify has been given it takes out no more.",
    ),
    Word(name="add", takes="N …", also=("a",), group=_G, summary="queue rows of the last list", run=add),
    Word(name="remove", takes="N …", group=_G, summary="take rows out of the queue", run=remove),
)
