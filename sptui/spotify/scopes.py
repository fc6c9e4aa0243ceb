"""What sptui asks the listener to allow. Source: concept "Scopes"."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

ALL_SCOPES: Final[Mapping[str, str]] = MappingProxyType({
    "user-read-playback-state": "what plays, on which device, and the queue",
    "user-read-currently-playing": "the current item",
    "user-modify-playback-state": "play, pause, skip, seek, volume, transfer",
    "user-read-recently-played": "recently played",
    "user-library-read": "saved tracks, albums, shows, episodes and audiobooks",
    "user-library-modify": "saving and removing tracks, albums, shows and audiobooks",
    "playlist-read-private": "your private playlists",
    "playlist-read-collaborative": "collaborative playlists",
    "playlist-modify-private": "changing private playlists",
    "playlist-modify-public": "changing public playlists",
    "user-follow-read": "the artists that you follow",
    "user-follow-modify": "following and unfollowing artists",
    "user-read-playback-position": "where you stopped in an episode",
    "user-top-read": "your top artists and tracks",
    "user-read-private": "your country and plan",
    "ugc-image-upload": "playlist covers",
})  # fmt: skip
"""Every scope that sptui asks for, and what it is for, in words for the listener that stand by themselves."""

STEERING: Final = "user-modify-playback-state"
"""The scope of every player command."""
SAVING: Final = "user-library-modify"
"""The scope of likes."""


def missing(granted: Collection[str]) -> Mapping[str, str]:
    """The scopes that are not among `granted`, and what each is for; none when nobody knows what was granted."""
    return {scope: purpose for scope, purpose in ALL_SCOPES.items() if granted and scope not in granted}
