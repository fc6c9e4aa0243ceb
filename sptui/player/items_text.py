"""Items as the store keeps them: what of each is worth keeping, as JSON."""

from typing import Any, Final

from pydantic import TypeAdapter

from sptui.spotify.models.catalogue import Episode, Item, Track

_KINDS: Final = {"track": TypeAdapter[Item](Track), "episode": TypeAdapter[Item](Episode)}
_UNUSED: Final[dict[str, Any]] = {
    "description": True,
    "album": {"tracks"},
    "show": {"description", "episodes"},
    "artists": {"__all__": {"images"}},
}


def frozen(item: Item) -> list[Any]:
    """An item as JSON."""
    return [item.type, item.model_dump(mode="json", exclude_defaults=True, exclude=_UNUSED)]


def thawed(data: Any) -> Item:  # noqa: ANN401 -- any JSON
    """The item that JSON stands for. Raises `ValueError` or `TypeError` for rubbish."""
    kind, fields = data
    return _KINDS["episode" if kind == "episode" else "track"].validate_python(fields)
