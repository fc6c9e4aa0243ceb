"""Search results. Source: reference chapter "Search"."""

from sptui.spotify.models.base import Body
from sptui.spotify.models.catalogue import Album, Artist, Audiobook, Episode, Show, Track
from sptui.spotify.models.paging import Page
from sptui.spotify.models.playlists import Playlist


class SearchResults(Body):
    """A page for each kind that was asked for, None for the others."""

    tracks: Page[Track] | None = None
    albums: Page[Album] | None = None
    artists: Page[Artist] | None = None
    playlists: Page[Playlist] | None = None
    shows: Page[Show] | None = None
    episodes: Page[Episode] | None = None
    audiobooks: Page[Audiobook] | None = None
