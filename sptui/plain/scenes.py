"""Words about scenes: what plays where and how, under a name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sptui.plain.lists import Listed, Row
from sptui.plain.showing import show
from sptui.plain.words import NotUnderstood, Word, one_number, split
from sptui.player import intents
from sptui.player import scenes as kept
from sptui.player.scenes import LONGEST, Scene, Scenes, Where
from sptui.spotify.models.text import clean

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation

TITLE = "Scenes"


async def scenes(talk: "Conversation", _: str) -> None:
    """List the scenes."""
    rows = [Row(text=_described(scene), scene=scene) for scene in talk.scenes.read()]
    if rows:
        await show(talk, Listed(TITLE, rows))
    else:
        talk.say("There are no scenes yet. scene save NAME keeps what plays now, where and how.")


async def scene(talk: "Conversation", rest: str) -> None:
    """Recall a scene by its number or name, or save what plays as one."""
    word, name = split(rest)
    if not word:
        await scenes(talk, "")
    elif word.casefold() == "save":
        _save(talk, clean(name)[:LONGEST])
    elif word.casefold() == "delete":
        _delete(talk, _found(talk, name))
    else:
        recall(talk, _found(talk, rest))


def recall(talk: "Conversation", chosen: Scene) -> None:
    """Make it as it was."""
    place = kept.where(chosen, talk.picture, talk.now)
    if place.asleep and chosen.device is not None:
        name = chosen.device.name or "The device"
        others = ", ".join(each.name for each in talk.picture.devices or () if each.controllable and each.name)
        awake = f"Awake are: {others}. " if others else ""
        talk.complain(f"{name} is asleep. {awake}Open Spotify on it, and recall the scene again.")
        return
    if talk.may(talk.picture.closed or _why_not(place)):
        talk.say(f"Scene “{chosen.name}”.")
        talk.do(*kept.recall(chosen, talk.picture, place, talk.now))


def _why_not(place: Where) -> str:
    return intents.why_not_use(place.device) if place.device is not None else ""


def _found(talk: "Conversation", text: str) -> Scene:
    """The scene that a number or a name means. Raises `NotUnderstood`."""
    number, there = one_number(text), talk.scenes.read()
    found = kept.named(there, text)
    if found is None and number is not None and talk.lists.last is not None and talk.lists.last.title == TITLE:
        found = talk.lists.row(number).scene
    if found is None and number is not None and 0 < number <= len(there):
        found = there[number - 1]
    if found is None:
        raise NotUnderstood(f"There is no scene “{text}”. Type scenes for those there are.")
    return found


def _save(talk: "Conversation", name: str) -> None:
    if not name:
        raise NotUnderstood("Type a name behind it: scene save Evening.")
    made = kept.scene_of(talk.picture, name)
    before = kept.named(talk.scenes.read(), name)
    if made is None:
        talk.complain("Nothing is playing that could be saved.")
    elif talk.scenes.change(lambda now: kept.with_scene(now, made)) is not None:
        talk.say(f"Saved the scene {_described(made)}." + (" undo brings the one before back." if before else ""))
        if before is not None:
            _can_undo(talk, lambda now: kept.with_scene(now, before), f"“{before.name}” is as it was.")


def _delete(talk: "Conversation", gone: Scene) -> None:
    place = kept.place_of(talk.scenes.read(), gone)
    if talk.scenes.change(lambda now: kept.without(now, gone)) is not None:
        talk.say(f"Deleted “{gone.name}”. undo brings it back.")
        _can_undo(talk, lambda now: kept.with_again(now, gone, place), f"“{gone.name}” is there again.")


def _can_undo(talk: "Conversation", take_back: Callable[[Scenes], Scenes], back: str) -> None:
    async def again() -> None:
        talk.scenes.change(take_back)

    talk.can_undo(back, again)


def _described(each: Scene) -> str:
    """A scene in a line."""
    what = each.context_name or each.item_name or "what was played"
    parts = [
        f"{each.name}: {what}" if each.name else what,
        f"on {each.device_name}" if each.device_name else "",
        f"volume {each.volume_percent} percent" if each.volume_percent is not None else "",
        "shuffled" if each.shuffle else "",
    ]
    return ", ".join(part for part in parts if part)


_G = "While you listen"
SCENE_WORDS = (
    Word(name="scenes", group=_G, summary="list what was saved under a name", run=scenes, asks=False),
    Word(
        name="scene",
        takes="N|NAME|save NAME",
        group=_G,
        summary="recall a scene, or save one",
        run=scene,
        more="scene save Evening keeps what plays, where and how. scene Evening makes it so again, and scene delete "
        "Evening forgets it.",
    ),
)
