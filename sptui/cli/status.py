"""`sptui status`: what plays, in one line, with one request."""

import argparse
import asyncio
import json
from typing import Any

from sptui.cli.wiring import account_of, spotify_of
from sptui.settings import Settings
from sptui.spotify.models.catalogue import Item, Track
from sptui.spotify.models.playback import PlaybackState
from sptui.spotify.tokens import TokenStore


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `status` to the command line."""
    parser = subparsers.add_parser(
        "status",
        help="print what plays",
        description="Print what plays and where, in one line. It costs one request of the day's quota.",
    )
    parser.add_argument("--json", action="store_true", help="as one line of JSON, with the same keys always")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what plays and return the exit status. Raises `SpotifyError` and `SettingsError`."""
    state = asyncio.run(_playback_state(*account_of(args)))
    print(as_json(state) if args.json else as_line(state))
    return 0


async def _playback_state(settings: Settings, store: TokenStore) -> PlaybackState | None:
    async with spotify_of(settings, store) as spotify:
        return await spotify.player.playback_state()


def as_line(state: PlaybackState | None) -> str:
    """`state` for people: `▶ Title – Artist (1:23 / 4:05) on Kitchen`."""
    if state is None:
        return "Nothing is playing."
    mark = "▶" if state.is_playing else "⏸"
    where = f" on {state.device.name}" if state.device and state.device.name else ""
    return f"{mark} {_what(state)}{where}"


def as_json(state: PlaybackState | None) -> str:
    """`state` as one line of ASCII JSON; its keys and their order never change.

    `is_playing`, `currently_playing_type`, `item`, `progress_ms` (ms), `device` {id, name, type, volume_percent},
    `shuffle_state`, `repeat_state`, `context_uri`. Of `item`, a track has {uri, name, type, artists, album,
    duration_ms} and an episode {uri, name, type, show, duration_ms}. `item`, `progress_ms`, `device`, `context_uri`
    and what stands in a device are null where unknown; all of them are when nothing plays.
    """
    state = state or PlaybackState()
    device, context = state.device, state.context
    return json.dumps({
        "is_playing": state.is_playing,
        "currently_playing_type": state.currently_playing_type,
        "item": _item(state.item) if state.item else None,
        "progress_ms": state.progress_ms,
        "device": device.model_dump(include={"id", "name", "type", "volume_percent"}) if device else None,
        "shuffle_state": state.shuffle_state,
        "repeat_state": state.repeat_state,
        "context_uri": context.uri if context else None,
    })  # fmt: skip


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
    known = [_clock(ms) for ms in (position, duration_ms or None) if ms is not None]
    return f" ({' / '.join(known)})" if known else ""


def _clock(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
