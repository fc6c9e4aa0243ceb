"""The fifteen calls of the reference's chapter "Player".

Writes need Premium. `device_id` names the device to act on; without it the active one is meant. The service does not
promise to act in the order of the requests, so one command should be answered before the next is sent. Every write
raises `NoActiveDevice`, `DeviceNotFound`, `RestrictionViolated` or `PremiumRequired` besides what every call raises.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from sptui.spotify.endpoints.base import Endpoints, needs
from sptui.spotify.models.base import RepeatState
from sptui.spotify.models.paging import CursorPage
from sptui.spotify.models.playback import Device, Devices, PlaybackState, PlayHistory, Queue

READ = "user-read-playback-state"
MODIFY = "user-modify-playback-state"

_STATE = TypeAdapter(PlaybackState)
_DEVICES = TypeAdapter(Devices)
_QUEUE = TypeAdapter(Queue)
_HISTORY = TypeAdapter(CursorPage[PlayHistory])
_BOTH = "track,episode"


class PlayerCalls(Endpoints):
    """What plays where, and every command that a Connect device obeys."""

    @needs(READ)
    async def playback_state(self) -> PlaybackState | None:
        """What plays, on which device and how; None when nothing is active ("Get Playback State")."""
        return await self._send("GET", "/me/player", _STATE, params={"additional_types": _BOTH})

    @needs("user-read-currently-playing")
    async def currently_playing(self) -> PlaybackState | None:
        """What plays, without device and modes; None when nothing is active ("Get Currently Playing Track")."""
        return await self._send("GET", "/me/player/currently-playing", _STATE, params={"additional_types": _BOTH})

    @needs(READ)
    async def devices(self) -> tuple[Device, ...]:
        """The devices that are awake and can be steered ("Get Available Devices")."""
        return (await self._get("/me/player/devices", _DEVICES)).devices

    @needs(READ)
    async def queue(self) -> Queue:
        """The current item and up to twenty that follow ("Get the User's Queue")."""
        return await self._get("/me/player/queue", _QUEUE)

    @needs("user-read-recently-played")
    async def recently_played(
        self, *, limit: int = 50, after: int | None = None, before: int | None = None
    ) -> CursorPage[PlayHistory]:
        """The last plays of tracks, at most 50 in all, newest first ("Get Recently Played Tracks").

        `after` or `before`, not both, is a Unix time in ms.
        """
        return await self._get("/me/player/recently-played", _HISTORY, limit=limit, after=after, before=before)

    @needs(MODIFY)
    async def transfer(self, device_id: str, *, play: bool | None = None) -> None:
        """Go on on another device; `play` starts it, otherwise it keeps playing or pausing ("Transfer Playback")."""
        body: dict[str, Any] = {"device_ids": [device_id]}
        if play is not None:
            body["play"] = play
        await self._send("PUT", "/me/player", json=body)

    @needs(MODIFY)
    async def resume(self, *, device_id: str | None = None) -> None:
        """Go on playing what is paused ("Start/Resume Playback", without a body, which keeps the context)."""
        await self._send("PUT", "/me/player/play", params={"device_id": device_id})

    @needs(MODIFY)
    async def play(
        self,
        *,
        context_uri: str | None = None,
        uris: Sequence[str] | None = None,
        offset: int | str | None = None,
        position_ms: int | None = None,
        device_id: str | None = None,
    ) -> None:
        """Play a context or a list of up to 100 track and episode URIs, one of the two ("Start/Resume Playback").

        `offset` is a position from 0 or an item's URI inside the context (albums, playlists and shows only);
        `position_ms` is where in the first item to start. Raises `ValueError` unless one of the two is given.
        """
        if (context_uri is None) == (uris is None):
            msg = "play needs either context_uri or uris"
            raise ValueError(msg)
        body: dict[str, Any] = {"context_uri": context_uri} if context_uri is not None else {"uris": list(uris or ())}
        if offset is not None:
            body["offset"] = {"uri": offset} if isinstance(offset, str) else {"position": offset}
        if position_ms is not None:
            body["position_ms"] = position_ms
        await self._send("PUT", "/me/player/play", params={"device_id": device_id}, json=body)

    @needs(MODIFY)
    async def pause(self, *, device_id: str | None = None) -> None:
        """Pause; refused when paused already ("Pause Playback")."""
        await self._send("PUT", "/me/player/pause", params={"device_id": device_id})

    @needs(MODIFY)
    async def next(self, *, device_id: str | None = None) -> None:
        """Skip to the next item ("Skip To Next"). Never sent twice."""
        await self._send("POST", "/me/player/next", params={"device_id": device_id})

    @needs(MODIFY)
    async def previous(self, *, device_id: str | None = None) -> None:
        """Skip to the previous item, whatever the progress ("Skip To Previous"). Never sent twice."""
        await self._send("POST", "/me/player/previous", params={"device_id": device_id})

    @needs(MODIFY)
    async def seek(self, position_ms: int, *, device_id: str | None = None) -> None:
        """Jump to `position_ms` from 0; past the end means the next item ("Seek To Position")."""
        await self._send("PUT", "/me/player/seek", params={"position_ms": position_ms, "device_id": device_id})

    @needs(MODIFY)
    async def repeat(self, state: RepeatState, *, device_id: str | None = None) -> None:
        """Repeat the track, the context or nothing ("Set Repeat Mode")."""
        await self._send("PUT", "/me/player/repeat", params={"state": state, "device_id": device_id})

    @needs(MODIFY)
    async def volume(self, volume_percent: int, *, device_id: str | None = None) -> None:
        """Set the volume, 0 to 100 percent ("Set Playback Volume")."""
        await self._send("PUT", "/me/player/volume", params={"volume_percent": volume_percent, "device_id": device_id})

    @needs(MODIFY)
    async def shuffle(self, *, state: bool, device_id: str | None = None) -> None:
        """Shuffle or not ("Toggle Playback Shuffle")."""
        await self._send("PUT", "/me/player/shuffle", params={"state": state, "device_id": device_id})

    @needs(MODIFY)
    async def add_to_queue(self, uri: str, *, device_id: str | None = None) -> None:
        """Append a track or an episode to what the listener has queued ("Add Item to Playback Queue").

        Never sent twice.
        """
        await self._send("POST", "/me/player/queue", params={"uri": uri, "device_id": device_id})
