import pytest

from sptui.library.origins import BY_ITSELF, UNNAMED, origin, playlist_of
from sptui.spotify.models.catalogue import Album, Artist, Episode, Show, Track
from sptui.spotify.models.playback import Context

ID, OTHER = "4aawyAB9vmqN3uQ7FjRGTy", "5aawyAB9vmqN3uQ7FjRGTy"
EDITORIAL = "37i9dQZF1DX0XUsuxWHRQd"
SONG = Track(name="Ivy", album=Album(id=ID, name="Harbour"), artists=(Artist(id=ID, name="Marlow"),))
NAMES = {ID: "Late Train Home", OTHER: BY_ITSELF}


def context(kind: str, id_: str = ID) -> Context:
    return Context(type=kind, uri=f"spotify:{kind}:{id_}")


@pytest.mark.parametrize(
    ("played_from", "item", "said"),
    [
        (None, SONG, ""),
        (context("playlist"), SONG, "from playlist Late Train Home"),
        (Context(type="playlist", uri=f"spotify:user:mira:playlist:{ID}"), SONG, "from playlist Late Train Home"),
        (context("playlist", OTHER), SONG, "from a playlist of Spotify's"),
        (context("playlist", EDITORIAL), SONG, "from a playlist of Spotify's"),
        (context("playlist", "6aawyAB9vmqN3uQ7FjRGTy"), SONG, UNNAMED),
        (context("playlist", "nonsense"), SONG, ""),
        (context("album"), SONG, "from its album"),
        (context("album", OTHER), SONG, "from another album"),
        (context("album"), None, "from another album"),
        (Context(type="album"), Track(album=Album()), "from another album"),
        (context("artist"), SONG, "from the artist Marlow"),
        (context("artist", OTHER), SONG, "from an artist"),
        (context("show"), Episode(show=Show(id=ID)), ""),
        (context("show"), SONG, "from a podcast"),
        (Context(type="collection", uri="spotify:user:mira:collection"), SONG, "from Liked songs"),
        (Context(type="collectionyourepisodes", uri="spotify:user:mira:x"), SONG, "from Your episodes"),
        (Context(type="search", uri="spotify:search:ivy"), SONG, ""),
        (Context(), SONG, ""),
    ],
)
def test_where_it_is_played_from(played_from: Context | None, item: Track | Episode | None, said: str) -> None:
    assert origin(played_from, item, NAMES.get) == said


def test_only_a_playlist_has_the_id_of_one() -> None:
    assert playlist_of(context("playlist")) == ID
    assert playlist_of(context("album")) == playlist_of(Context()) == playlist_of(None) == ""
