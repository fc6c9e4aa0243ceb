"""`sptui status`: what plays, in one line, with one request at most."""

import argparse
import asyncio
import json
import time
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Literal

from sptui.cli.account import Account, account_of
from sptui.cli.arguments import seconds
from sptui.figures import duration
from sptui.spotify.models.catalogue import Item, Track
from sptui.spotify.models.playback import PlaybackState
from sptui.store import Kept, Store

MAX_AGE = 5.0
"""Seconds that an answer may be old that costs no request, unless told."""
MOST_STRETCHED = 60.0
"""How many times older it may be once the day's budget has run down."""

Source = Literal["spotify", "store"]
"""Who said it: the service itself, or the store, where another process has kept its answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What plays, `age` seconds after the service was asked; `state` is None when nothing is active."""

    state: PlaybackState | None
    age: float = 0.0
    source: Source = "spotify"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `status` to the command line."""
    parser = subparsers.add_parser(
        "status",
        help="print what plays",
        description="Print what plays and where, in one line. It costs one request of the day's quota, and none while "
        "what another sptui has read is fresh.",
    )
    parser.add_argument("--json", action="store_true", help="as one line of JSON, with the same keys always")
    parser.add_argument(
        "--max-age",
        type=seconds,
        metavar="SECONDS",
        help="how old an answer may be that costs no request (default: 5, more as the day's budget runs down); "
        "0 always asks",
    )
    parser.add_argument(
        "--follow", action="store_true", help="print a line of JSON now and at each change, until Ctrl-C"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what plays and return the exit status. Raises `SpotifyError` and `SettingsError`."""
    account = account_of(args)
    if args.follow:
        from sptui.cli.follow import run as follow  # noqa: PLC0415 -- one answer does not wait for the player

        return follow(account)
    with closing(account.store()) as store:
        stretch = min(account.pacing(store).usage().stretch, MOST_STRETCHED)
        max_age = MAX_AGE * stretch if args.max_age is None else args.max_age
        answer = known(store.kept(), time.time(), max_age) or asyncio.run(_asked(account, store))
    print(as_json(answer) if args.json else as_line(answer))
    return 0


def known(kept: Kept | None, now: float, max_age: float) -> Answer | None:
    """What another process has kept, as it is by `now` (epoch seconds); None when it is not younger than `max_age`."""
    if kept is None or not 0 <= now - kept.read_at < max_age:
        return None
    state = kept.state
    if state is not None and state.is_playing and state.progress_ms is not None:
        position = state.progress_ms + max(0, int((now - kept.at) * 1000))
        end = state.item.duration_ms if state.item else 0
        state = state.model_copy(update={"progress_ms": min(position, end or position)})
    return Answer(state, now - kept.read_at, "store")


async def _asked(account: Account, store: Store) -> Answer:
    """What the service says now, which is kept for other processes."""
    from sptui.cli.wiring import spotify_of  # noqa: PLC0415 -- an answer from the store does without HTTP

    async with spotify_of(account.settings, account.tokens, pacing=account.pacing(store)) as spotify:
        asked_at = time.time()
        state = await spotify.player.playback_state()
        middle = (asked_at + time.time()) / 2
    store.keep(Kept(state=state, at=middle, read_at=middle))
    return Answer(state)


def as_line(answer: Answer) -> str:
    """`answer` for people: `▶ Title – Artist (1:23 / 4:05) on Kitchen`, and from the store also ` · 3 s old`."""
    state = answer.state
    age = f" · {_age(answer.age)} old" if answer.source == "store" else ""
    if state is None:
        return f"Nothing is playing.{age}"
    mark = "▶" if state.is_playing else "⏸"
    where = f" on {state.device.name}" if state.device and state.device.name else ""
    return f"{mark} {_what(state)}{where}{age}"


def as_json(answer: Answer) -> str:
    """`answer` as one line of ASCII JSON, with the keys of `fields` and two more.

    `age_s` is how long ago the service was asked, in seconds, and `source` who said it: "spotify" or "store".
    """
    return json.dumps({**fields(answer.state), "age_s": round(answer.age, 1), "source": answer.source})


def fields(state: PlaybackState | None) -> dict[str, Any]:
    """`state` as an object for JSON, whose keys and their order never change.

    `is_playing`, `currently_playing_type`, `item`, `progress_ms` (ms), `device` {id, name, type, volume_percent},
    `shuffle_state`, `repeat_state`, `context_uri`. Of `item`, a track has {uri, name, type, artists, album,
    duration_ms} and an episode {uri, name, type, show, duration_ms}. `item`, `progress_ms`, `device`, `context_uri`
    and what stands in a device are null where unknown; all of them are when nothing plays.
    """
    state = state or PlaybackState()
    device, context = state.device, state.context
    return {
        "is_playing": state.is_playing,
        "currently_playing_type": state.currently_playing_type,
        "item": _item(state.item) if state.item else None,
        "progress_ms": state.progress_ms,
        "device": device.model_dump(include={"id", "name", "type", "volume_percent"}) if device else None,
        "shuffle_state": state.shuffle_state,
        "repeat_state": state.repeat_state,
        "context_uri": context.uri if context else None,
    }


def _item(item: Item) -> dict[str, Any]:
    of_kind: dict[str, Any]
    if isinstance(item, Track):
        of_kind = {"artists": [artist.name for artist in item.artists], "album": item.collection}
    else:
        of_kind = {"show": item.byline}
    return {"uri": item.uri, "name": item.name, "type": item.type, **of_kind, "duration_ms": item.duration_ms}


def _what(state: PlaybackState) -> str:
    item = state.item
    if item is None:
        if state.currently_playing_type == "ad":
            return "Advertisement"
        return "Private session" if state.device and state.device.is_private_session else "Something unknown"
    title = " – ".join(text for text in (item.name or "Untitled", item.byline) if text)
    return f"{title}{_times(state.progress_ms, item.duration_ms)}"


def _times(progress_ms: int | None, duration_ms: int) -> str:
    """Position and length in parentheses, without what is unknown; a position beyond the end counts as the end."""
    position = None if progress_ms is None else min(progress_ms, duration_ms or progress_ms)
    known = [duration(ms) for ms in (position, duration_ms or None) if ms is not None]
    return f" ({' / '.join(known)})" if known else ""


def _age(age: float) -> str:
    return f"{age:.0f} s" if age < 90 else f"{age / 60:.0f} min"
