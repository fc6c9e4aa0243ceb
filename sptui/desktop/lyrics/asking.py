"""What the words of a song are asked for by."""

from sptui.desktop.lyrics.lyrics import Song
from sptui.player.playback import Playback
from sptui.spotify.models.catalogue import Track


def song_of(playback: Playback) -> Song | None:
    """What to ask for the words of what plays by; None for what has none, or too little to be told from others."""
    item = playback.item
    if not playback.active or not isinstance(item, Track):
        return None
    artists = tuple(artist.name for artist in item.artists if artist.name)
    if not (item.name and artists and item.duration_ms):
        return None
    return Song(item.name, artists, item.collection, item.duration_ms)
