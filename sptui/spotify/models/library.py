"""The listener's own things: saved items and the profile. Source: reference chapters "Library" and "Users"."""

from typing import Any, Generic, TypeVar

from sptui.spotify.models.base import Body, Rows, first_object
from sptui.spotify.models.catalogue import Artist, Image
from sptui.spotify.models.paging import CursorPage
from sptui.spotify.models.text import Text

T = TypeVar("T")


class Saved(Body, Generic[T]):
    """A row of a saved list; `added_at` is an ISO time, `item` None where the content was withdrawn."""

    added_at: str | None = None
    item: T | None = None

    @classmethod
    def _adapted(cls, data: dict[str, Any]) -> dict[str, Any]:
        item = first_object(data, "item", "track", "album", "show", "episode", "audiobook")
        # Saved audiobooks also arrive bare, without a row around them.
        return {**data, "item": data if item is None and "id" in data else item}


class User(Body):
    """The listener's profile; what Development Mode took away is not read."""

    id: str
    display_name: Text = ""
    uri: str | None = None
    images: Rows[Image] = ()


class FollowedArtists(Body):
    """The answer of `GET /me/following`."""

    artists: CursorPage[Artist]
