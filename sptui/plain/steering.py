"""Words that steer what plays."""

from typing import TYPE_CHECKING

from sptui.library.origins import UNNAMED, origin
from sptui.library.wording import UNTITLED
from sptui.plain.telling import REPEATS, sentences, stands
from sptui.plain.words import NotUnderstood, Word, on_or_off, one_number
from sptui.player import intents
from sptui.player.commands import SetRepeat, SetShuffle, SetVolume
from sptui.player.positions import NoPosition, meaning, position
from sptui.spotify.models.playlists import Playlist
from sptui.spotify.scopes import SAVING

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation

AGED = 15.0
"""Seconds after which what is known is read again before it is told to somebody who asks."""

_SEEK_NEEDS = "seeking"


async def status(talk: "Conversation", _: str) -> None:
    """Tell how it stands."""
    player, read_at = talk.player, talk.player.state.read_at
    if read_at is not None and talk.now - read_at > AGED:
        player.refresh()
        again = talk.until(lambda: player.state.read_at != read_at or player.state.trouble is not None)
        await talk.patiently("Asking Spotify …", again)
    picture, trouble = talk.picture, player.state.trouble
    if picture.playback.known:
        for line in stands(picture, talk.now):
            talk.say(line)
        _tell_around(talk)
    if trouble is not None:
        talk.complain(f"That is how it was last: {trouble.text}" if picture.playback.known else trouble.text)
    elif not picture.playback.known:
        talk.complain("Spotify has not answered yet. Try again in a moment.")


def _tell_around(talk: "Conversation") -> None:
    """Tell what it is played from, what comes next, and how long it goes on."""
    picture = talk.picture
    if (source := source_of(talk)) and source != UNNAMED:
        talk.say(sentences(f"Played {source}"))
    if picture.queue and picture.playback.active:
        talk.say(sentences(f"Next: {picture.queue[0].name or UNTITLED}"))
    if (waiting := len(talk.staging.staged.here)) > 0:
        talk.say(
            f"{waiting} {'items wait' if waiting > 1 else 'item waits'} here. {talk.staging.why_not(talk.player.state)}"
        )
    goal = talk.timer.goal(picture)
    if talk.timer.plan is not None:
        talk.say(
            "Sleep timer on." if goal is None else f"Sleep timer: {max(1, round((goal - talk.now) / 60))} minutes left."
        )


def source_of(talk: "Conversation") -> str:
    """Where the item is played from, as far as that is known without asking anybody."""
    from sptui.library.collections import PLAYLISTS  # noqa: PLC0415 -- a word seldom typed

    names = {each.id: each.name or UNTITLED for each in talk.collections.known(PLAYLISTS) if isinstance(each, Playlist)}
    return origin(talk.picture.playback.context, talk.picture.playback.item, names.get)


async def pause(talk: "Conversation", _: str) -> None:
    """Pause."""
    if not talk.picture.playback.is_playing:
        talk.say("It is paused already." if talk.picture.playback.active else "Nothing is playing.")
    elif talk.may(intents.why_not_toggle(talk.picture)):
        talk.do(intents.toggle(talk.picture))


def resume(talk: "Conversation") -> None:
    """Go on with what is paused."""
    if talk.picture.playback.is_playing:
        talk.say("It plays already. play and a number plays a row of the last list.")
    elif talk.may(intents.why_not_toggle(talk.picture)):
        talk.do(intents.toggle(talk.picture), otherwise="Playing.")


async def following(talk: "Conversation", _: str) -> None:
    """On to the next item."""
    if talk.may(intents.why_not_next(talk.picture)):
        talk.do(*talk.staging.skip(talk.picture), otherwise="Next.")


async def previous(talk: "Conversation", _: str) -> None:
    """Back to the item before."""
    if talk.may(intents.why_not(talk.picture, "skipping_prev")):
        talk.do(intents.skip_to_previous(talk.picture), otherwise="Back.")


async def seek(talk: "Conversation", rest: str) -> None:
    """Go to a place in the item."""
    picture, playback = talk.picture, talk.picture.playback
    if not talk.may(intents.why_not(picture, _SEEK_NEEDS)):
        return
    try:
        at_ms = position(rest, playback.position_ms(talk.now), playback.duration_ms)
    except NoPosition as error:
        raise NotUnderstood(str(error)) from None
    command = intents.seek_to(picture, at_ms)
    if command is None:
        talk.complain("Spotify does not tell what plays, so there is no place to go to.")
        return
    heard = talk.announcer.heard
    talk.do(command)
    if talk.announcer.heard == heard:
        now_ms = talk.picture.playback.position_ms(talk.now)
        talk.say(sentences(f"At {meaning(now_ms, playback.duration_ms)}"))


async def volume(talk: "Conversation", rest: str) -> None:
    """Set or tell how loud it is."""
    picture = talk.picture
    device = picture.playback.device
    percent = device.volume_percent if device is not None else None
    if not rest:
        talk.say(intents.why_not_volume(picture) or f"Volume {percent} percent.")
        return
    if not talk.may(intents.why_not_volume(picture)):
        return
    text = rest.removesuffix("%").strip()
    number = one_number(text.lstrip("+-"))
    if number is None or number > 100 or text.lstrip("+-") != text[int(text[:1] in "+-") :]:
        raise NotUnderstood("Type a volume from 0 to 100, or how much louder or quieter: volume 40, volume +5.")
    if text[:1] in "+-":
        by = -number if text[0] == "-" else number
        talk.do(talk.sound.turn(picture, by), otherwise=f"It is at {percent} percent already.")
    else:
        talk.do(SetVolume(number) if number != percent else None, otherwise=f"It is at {number} percent already.")


async def mute(talk: "Conversation", _: str) -> None:
    """Silence, and back."""
    if talk.may(intents.why_not_volume(talk.picture)):
        talk.do(talk.sound.mute(talk.picture))


async def shuffle(talk: "Conversation", rest: str) -> None:
    """Shuffle or not."""
    on = on_or_off(rest, now=talk.picture.playback.shuffle)
    if talk.may(intents.why_not(talk.picture, "toggling_shuffle")):
        same = on == talk.picture.playback.shuffle
        talk.do(None if same else SetShuffle(on=on), otherwise=f"Shuffle is {'on' if on else 'off'} already.")


async def repeat(talk: "Conversation", rest: str) -> None:
    """Repeat all, one, or nothing; without a word, the next of these."""
    names = {name: state for state, name in REPEATS.items()} | {"track": "track", "context": "context"}
    wanted = names.get(rest.casefold()) if rest else None
    if rest and wanted is None:
        raise NotUnderstood("Type repeat off, repeat all, or repeat one.")
    if not talk.may(intents.why_not_repeat(talk.picture)):
        return
    if wanted is None:
        talk.do(intents.cycle_repeat(talk.picture))
    elif wanted == talk.picture.playback.repeat:
        talk.say(f"Repeat is {REPEATS[talk.picture.playback.repeat]} already.")
    else:
        talk.do(SetRepeat(wanted))


def like_playing(talk: "Conversation") -> None:
    """Like what plays, or no more."""
    if talk.may(intents.why_not_like(talk.picture), SAVING):
        was = talk.picture.liked
        talk.do(intents.toggle_like(talk.picture), otherwise="No longer liked." if was else "Liked.")


_G = "What plays"
STEERING_WORDS = (
    Word(
        name="status",
        also=("s", "now"),
        group=_G,
        summary="what plays, how far, where and how",
        run=status,
    ),
    Word(name="pause", also=("stop",), group=_G, summary="pause", run=pause),
    Word(name="next", also=("n", "skip"), group=_G, summary="on to the next item", run=following),
    Word(name="previous", also=("p", "prev"), group=_G, summary="back to the item before", run=previous),
    Word(
        name="seek",
        takes="TIME",
        also=("goto",),
        group=_G,
        summary="go to a place in the item",
        run=seek,
        more="seek 1:23 goes to a time, seek +30 and seek -15 go forth and back by seconds, seek 40% goes to a share.",
    ),
    Word(
        name="volume",
        takes="[N]",
        also=("vol", "v"),
        group=_G,
        summary="set the volume, or tell it",
        run=volume,
        more="volume 40 sets it in percent, volume +5 and volume -5 make it louder and quieter.",
    ),
    Word(name="mute", group=_G, summary="silence, and back", run=mute),
    Word(name="shuffle", takes="[on|off]", group=_G, summary="shuffle or not", run=shuffle),
    Word(name="repeat", takes="[off|all|one]", group=_G, summary="what is repeated", run=repeat),
)
