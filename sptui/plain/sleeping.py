"""The word that makes it quiet later."""

import time
from typing import TYPE_CHECKING

from sptui.plain.words import NotUnderstood, Word, one_number
from sptui.player.endings import Plan

if TYPE_CHECKING:
    from sptui.plain.conversation import Conversation

LONGEST = 24 * 60
"""Minutes that the timer may run."""


async def sleep(talk: "Conversation", rest: str) -> None:
    """Stop what plays in so many minutes, or at the end of the item; or tell when that will be."""
    timer, picture = talk.timer, talk.picture
    minutes = one_number(rest.removesuffix("min").strip())
    match rest.casefold():
        case "":
            _tell(talk, "No sleep timer runs. sleep 30 stops in half an hour." if timer.plan is None else "")
            return
        case "off":
            was = timer.plan is not None
            talk.do(*timer.off())
            talk.say("Sleep timer off." if was else "No sleep timer runs.")
        case "more":
            talk.do(*timer.extend(picture, talk.now))
            _tell(talk)
        case "track" | "episode" | "item":
            if picture.playback.item is None:
                raise NotUnderstood("Nothing plays whose end could be waited for.")
            talk.do(*timer.stop(Plan.end_of("item", picture), picture, talk.now))
            _tell(talk)
        case _ if minutes is not None and 0 < minutes <= LONGEST:
            talk.do(*timer.stop(Plan(until="moment", at=talk.now + minutes * 60), picture, talk.now))
            _tell(talk)
        case _:
            raise NotUnderstood("Type minutes, track, more or off behind it: sleep 30, sleep track.")
    talk.player.to_read.set()


def _tell(talk: "Conversation", instead: str = "") -> None:
    goal = talk.timer.goal(talk.picture)
    if instead:
        talk.say(instead)
    elif goal is None:
        talk.say("Sleep timer: until the end of what plays.")
    else:
        left = goal - talk.now
        clock = time.strftime("%H:%M", time.localtime(talk.clock.time() + left))
        minutes = max(1, round(left / 60))
        talk.say(f"Sleep timer: {minutes} {'minutes' if minutes > 1 else 'minute'}, until {clock}. sleep off ends it.")


SLEEP_WORDS = (
    Word(
        name="sleep",
        takes="[MINUTES|track|more|off]",
        also=("timer",),
        group="While you listen",
        summary="stop later, getting quieter first",
        run=sleep,
        more="sleep 30 stops in half an hour, sleep track at the end of what plays, sleep more in ten minutes more.",
    ),
)
