"""Words of songs: said as a whole, or line by line as they are sung."""

import asyncio
from typing import TYPE_CHECKING

from sptui.desktop.lyrics.asking import song_of
from sptui.desktop.lyrics.lyrics import Lyrics, LyricsError, Song
from sptui.plain.words import NotUnderstood, Word
from sptui.spotify.models.catalogue import Episode

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation

LINGERS = 2.0
"""Seconds for which a song must be there before anybody is asked for its words: who skips asks nothing."""


async def lyrics(talk: "Conversation", rest: str) -> None:
    """Say the words of what plays, or begin or end to say each line as it is sung."""
    match rest.casefold():
        case "":
            await _say_all(talk)
        case "on":
            await _follow(talk)
        case "off":
            was = stop(talk)
            talk.say("Lines are no longer said." if was else "No lines were being said.")
        case _:
            raise NotUnderstood(
                "Type lyrics for all words, lyrics on for each line as it is sung, lyrics off to end that."
            )


def stop(talk: "Conversation") -> bool:
    """End to say lines; False where nobody did."""
    tasks = [task for task in talk.background if task.get_name() == "lyrics"]
    for task in tasks:
        task.cancel()
        talk.background.discard(task)
    return bool(tasks)


async def _say_all(talk: "Conversation") -> None:
    song = _song(talk)
    if song is None:
        return
    found = await talk.patiently("Looking for lyrics …", _found(talk, song))
    if found is None:
        return
    if not found.lines:
        talk.say("Instrumental." if found.kind == "instrumental" else "No lyrics were found.")
        return
    talk.say(f"Lyrics of {song.title}, from LRCLIB:")
    for line in found.lines:
        talk.say(line)


async def _follow(talk: "Conversation") -> None:
    stop(talk)
    if talk.outside.lyrics is None:
        talk.complain(_OFF)
        return
    talk.say("Each line is said as it is sung. lyrics off ends that.")
    talk.background.add(asyncio.create_task(_following(talk), name="lyrics"))


async def _following(talk: "Conversation") -> None:
    """Say each line as it is sung, from song to song, for ever."""
    of: Song | None = None
    found: Lyrics | None = None
    said: int | None = None
    while True:
        news, playback = talk.news, talk.picture.playback
        song = song_of(playback)
        if song != of:
            of, found, said = song, None, None
            await talk.clock.wait(asyncio.Event(), LINGERS)
            if song is None or song != song_of(talk.picture.playback):
                continue
            found = await _found(talk, song)
            if found is not None and not found.starts:
                talk.voice.announce(
                    "Instrumental." if found.kind == "instrumental" else "No timed lyrics for this one."
                )
        wait = None
        if song is not None and found is not None and found.starts and talk.outside.lyrics is not None:
            at = talk.picture.playback.position_ms(talk.now) - talk.outside.lyrics.offset_ms(song)
            line = found.line_at(at)
            if line is not None and line != said and playback.is_playing and found.lines[line]:
                talk.voice.announce(found.lines[line])
            said = line
            later = [start for start in found.starts if start > at]
            wait = (later[0] - at) / 1000 + 0.01 if later and playback.is_playing else None
        await talk.clock.wait(news, wait)


async def _found(talk: "Conversation", song: Song) -> Lyrics | None:
    """The words of a song; None, and why, where nobody could be asked."""
    if talk.outside.lyrics is None:
        return None
    try:
        return talk.outside.lyrics.kept(song) or await talk.outside.lyrics.find(song)
    except LyricsError as error:
        talk.complain(str(error))
        return None


def _song(talk: "Conversation") -> Song | None:
    """What to ask for; None, and why, where there is nothing."""
    playback = talk.picture.playback
    song = song_of(playback) if talk.outside.lyrics is not None else None
    if talk.outside.lyrics is None:
        talk.complain(_OFF)
    elif song is None:
        talk.complain(
            "Episodes have no lyrics." if isinstance(playback.item, Episode) else "Nothing plays that has lyrics."
        )
    return song


_OFF = "Lyrics are turned off. With lyrics.enabled = true in config.toml, LRCLIB is asked for them."
LYRICS_WORDS = (
    Word(
        name="lyrics",
        takes="[on|off]",
        also=("w",),
        group="While you listen",
        summary="the words of the song, or each line as it is sung",
        run=lyrics,
    ),
)
