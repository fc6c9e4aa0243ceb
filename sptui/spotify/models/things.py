"""Whatever a list can hold."""

from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Chapter, Episode, Show, Track
from sptui.spotify.models.playlists import Playlist

Thing = Track | Episode | Chapter | Album | Artist | Show | Audiobook | Playlist
"""What a list can hold and a player can play."""

Single = Track | Episode | Chapter
"""A thing that plays by itself."""

Whole = Album | Artist | Show | Audiobook | Playlist
"""A thing that others are part of."""
