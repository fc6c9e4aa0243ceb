"""Whatever stands in a body, it is read or refused by name; nothing else ever comes out."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from sptui.spotify.client import Spotify
from sptui.spotify.errors import BadAnswer
from sptui.spotify.models.playlists import PlaylistPage
from sptui.spotify.models.text import clean
from tests.contract.calls import CALLS, PAGE, Row
from tests.contract.recorded import fulfils, index, json_or_none

LARGEST = 60_000  # bytes; the larger bodies hold more of the same
Path = tuple[str | int, ...]

modest = settings(derandomize=True, max_examples=40, deadline=None, database=None)

texts = st.text(st.characters(), max_size=8)  # lone surrogates among them
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.integers(10**30, 10**40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def chosen() -> dict[str, tuple[Row, Any]]:
    """For each call that answers something, the largest of its recorded bodies that is not too large."""
    found: dict[str, tuple[Row, Any]] = {}
    bodies = ((recorded, recorded.read()) for recorded in index() if recorded.status < 300)
    for recorded, body in sorted(bodies, key=lambda pair: len(pair[1]), reverse=True):
        for row in (CALLS[name] for name in recorded.calls if name in CALLS and len(body) <= LARGEST):
            value = json_or_none(recorded.body(row))
            if row.promise is not None and fulfils(row.promise, value):
                found.setdefault(row.name, (row, value))
    return found


BODIES = chosen()
NONE = [pytest.param("", marks=pytest.mark.skip(reason="no recorded bodies: set SPTUI_FIXTURES"))]
PAGES = [
    name for name, (row, body) in BODIES.items() if row.promise == PAGE and body["items"][:1] not in ([], [None], [{}])
]
each_call = pytest.mark.parametrize("name", BODIES or NONE)
each_page = pytest.mark.parametrize("name", PAGES or NONE)


def places(value: Any, path: Path = ()) -> Iterator[Path]:  # noqa: ANN401 -- any JSON
    """Every place in a JSON value; of a long list the first rows stand for all."""
    yield path
    if isinstance(value, dict):
        for name, part in value.items():
            yield from places(part, (*path, name))
    elif isinstance(value, list):
        for number, part in enumerate(value[:2]):
            yield from places(part, (*path, number))


def with_value(whole: Any, path: Path, value: object) -> Any:  # noqa: ANN401 -- any JSON
    if not path:
        return value
    whole = copy.deepcopy(whole)
    parent = whole
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = value
    return whole


async def answered(row: Row, value: object) -> object:
    body = json.dumps(value).encode()
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
    async with httpx.AsyncClient(transport=transport) as http:
        try:
            return await row.call(Spotify(http))
        except BadAnswer as error:
            return error


@each_call
@modest
@given(data=st.data())
async def test_any_value_in_any_field_is_read_or_refused(name: str, data: st.DataObject) -> None:
    row, body = BODIES[name]
    path = data.draw(st.sampled_from(list(places(body))))

    value = await answered(row, with_value(body, path, data.draw(json_values)))

    assert isinstance(value, BaseModel | tuple | str | BadAnswer)


@each_page
@modest
@given(data=st.data())
async def test_one_odd_value_in_a_row_costs_no_row(name: str, data: st.DataObject) -> None:
    row, body = BODIES[name]
    inside = st.sampled_from([path for path in places(body) if path[:1] == ("items",) and len(path) > 2])
    page = await answered(row, with_value(body, data.draw(inside), data.draw(json_values)))

    assert isinstance(page, BaseModel)
    placed = isinstance(page, PlaylistPage)
    assert len(dict(page)["items"]) == len([row for row in body["items"] if placed or row is not None])


FORBIDDEN = {
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u200b\ufeff\u2060\u00ad\u200e\u200f\u061c\u2028\u2029",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    *map(chr, range(0xD800, 0xE000)),
}
nasty = st.text(st.sampled_from(sorted(FORBIDDEN)) | st.characters() | st.sampled_from("ab \u0301\u200d\u200c\ufe0f"))


@settings(modest, max_examples=400)
@given(nasty)
def test_clean_text_is_one_harmless_line(text: str) -> None:
    cleaned = clean(text)

    assert not FORBIDDEN & set(cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert clean(cleaned) == cleaned


@settings(modest, max_examples=200)
@given(st.lists(st.sampled_from("\u0301\u0336\u20dd\u200d\u200c\U000e0041"), min_size=9, max_size=60))
def test_at_most_eight_marks_stand_on_one_character(marks: list[str]) -> None:
    assert clean("e" + "".join(marks) + "!") == "e" + "".join(marks[:8]) + "!"


@pytest.mark.parametrize("loose", ["\u200da b", "a\u200d b", "a \u200d\u200db", "a b\u200d"])
def test_a_joiner_that_joins_nothing_goes(loose: str) -> None:
    assert clean(loose) == "a b"
