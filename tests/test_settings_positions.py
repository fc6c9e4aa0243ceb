import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from sptui.settings.positions import positions, where

TEXT = """\
# a comment with [sync] and profile = 3
title = 'its'  # no
"quoted key".'and [another]'.bare = "a # b"
many = [1, [2, "]"], {a = 1, b.c = 2}, # in
  3,
]
long = \"\"\"
[sync]
profile = "live"\"\"\"
also = '''
x = 1'''
[sync] # here
  profile = "live"
[keys]
"player.next" = ["n"]
player.previous = "p"
[keys.view]
full = "F"
[[list]]
a = 1979-05-27 07:32:00
[ a . "b" ]
c={d=1,e={f=-1.5}}
"""


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("sync", "12:2"),
        ("sync.profile", "13:3"),
        ("keys.player.next", "15:2"),
        ("keys.player.previous", "16:8"),
        ("keys.view.full", "18:1"),
        ("quoted key.and [another].bare", "3:30"),
        ("many.b.c", "4:32"),
        ("a.b.c.e.f", "22:11"),
        ("a.b.c.nothing", "22:1"),
        ("list.a", "20:1"),
    ],
)
def test_a_key_is_found_however_it_is_written_or_else_what_it_would_stand_in(key: str, place: str) -> None:
    tomllib.loads(TEXT)
    assert where(TEXT, key, "c.toml") == f"c.toml:{place}"


def test_what_stands_nowhere_has_no_place() -> None:
    assert where("", "a") == where("[b]", "a.b") == where("# a = 1", "a") == ""


def keys(table: dict[str, Any], above: str = "") -> Iterator[str]:
    for key, value in table.items():
        yield above + key
        if isinstance(value, dict):
            yield from keys(value, f"{above}{key}.")


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=4)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.integers(-9, 9) | st.booleans() | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_every_key_of_any_file_has_a_place(table: dict[str, Any]) -> None:
    text = tomlkit.dumps(table)
    found = positions(text).keys
    assert set(keys(tomllib.loads(text))) <= set(found)


@settings(max_examples=200, deadline=None)
@given(st.text("ab.=[]{}\"'#\n ,1\\", max_size=40))
def test_any_text_is_looked_at_to_its_end_or_to_what_is_broken(text: str) -> None:
    starts = positions(text).statements
    assert list(starts) == sorted(set(starts))
    assert all(0 <= start < len(text) for start in starts)
