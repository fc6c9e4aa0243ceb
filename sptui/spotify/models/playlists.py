"""Playlists. Source: reference chapter "Playlists", with the renames of February 2026."""

from html import unescape
from typing import Annotated, Any

from pydantic import BeforeValidator

from sptui.spotify.models.base import Body, Count, PlacedRows, Rows, first_object
from sptui.spotify.models.catalogue import Image, Item
from sptui.spotify.models.paging import Page
from sptui.spotify.models.text import Text, clean


def _from_html(value: object) -> object:
    return clean(unescape(value)) if isinstance(value, str) else value


class PlaylistOwner(Body):
    """Whose playlist it is."""

    id: str | None = None
    display_name: Text = ""


class PlaylistItem(Body):
    """A row of a playlist; `item` is None where the content was withdrawn, and the row keeps its position."""

    item: Item | None = None
    added_at: str | None = None
    is_local: bool = False

    @classmethod
    def _adapted(cls, data: dict[str, Any]) -> dict[str, Any]:
        # Only on the row: a track inside one has a boolean key of that name.
        return {**data, "item": first_object(data, "item", "track")}


class PlaylistPage(Page[PlaylistItem]):
    """A page of a playlist's rows, every position in its place."""

    items: PlacedRows[PlaylistItem]


class Playlist(Body):
    """A playlist. `items` is None unless the listener owns it or collaborates; `total` may still be known."""

    id: str | None = None
    uri: str | None = None
    name: Text = ""
    description: Annotated[str, BeforeValidator(_from_html)] = ""
    collaborative: bool = False
    public: bool | None = None
    owner: PlaylistOwner = PlaylistOwner()
    images: Rows[Image] = ()
    snapshot_id: str = ""
    total: Count | None = None
    items: PlaylistPage | None = None

    @classmethod
    def _adapted(cls, data: dict[str, Any]) -> dict[str, Any]:
        contents = first_object(data, "items", "tracks")
        return {**data, "items": contents, "total": contents.get("total")} if isinstance(contents, dict) else data


class Snapshot(Body):
    """The version of a playlist after a change."""

    snapshot_id: str
