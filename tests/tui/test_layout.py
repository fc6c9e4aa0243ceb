"""Where panes stand, worked out without a screen."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.tui.layout import (
    HIDEABLE,
    Columns,
    Kind,
    Use,
    Wishes,
    columns_of,
    kind_of,
    moved,
    nearest_edge,
    placed,
    read,
    written,
)

BOTH = Use(cover=True, words=True)
KINDS: tuple[Kind, ...] = ("one", "two", "three")
shares = st.none() | st.integers(1, 999)
wishes = st.builds(Wishes, st.frozensets(st.sampled_from(HIDEABLE["three"])), left=shares, right=shares, lower=shares)
uses = st.builds(
    Use,
    st.sampled_from(["library", "search", "lyrics", "queue", "devices"]),
    st.sampled_from(["library", "search", "lyrics"]),
    st.booleans(),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("size", "kind"),
    [
        ((80, 24), "one"),
        ((99, 60), "one"),
        ((100, 20), "two"),
        ((159, 60), "two"),
        ((200, 39), "two"),
        ((160, 40), "three"),
    ],
)
def test_the_number_of_columns_goes_by_the_room(size: tuple[int, int], kind: Kind) -> None:
    assert kind_of(*size) == kind


@pytest.mark.parametrize(
    ("kind", "hidden", "use", "shown"),
    [
        ("one", "", Use("devices"), ([], ["devices"], [])),
        ("two", "", Use(), (["library"], ["queue", "devices"], [])),
        ("two", "", Use("search", "search"), (["search"], ["queue", "devices"], [])),
        ("two", "", Use("lyrics", "lyrics"), (["lyrics"], ["queue", "devices"], [])),
        ("two", "library", Use(), ([], ["queue", "devices"], [])),
        ("two", "library", Use("search", "search"), (["search"], ["queue", "devices"], [])),
        ("two", "queue devices", Use("library"), (["library"], [], [])),
        ("two", "queue devices", Use("devices"), (["library"], ["devices"], [])),
        ("three", "", BOTH, (["library"], ["queue", "devices"], ["cover", "lyrics"])),
        ("three", "", Use(words=True), (["library"], ["queue", "devices"], ["lyrics"])),
        ("three", "", Use(), (["library"], ["queue", "devices"], [])),
        ("three", "lyrics", BOTH, (["library"], ["queue", "devices"], ["cover"])),
        ("three", "lyrics", replace(BOTH, current="lyrics"), (["library"], ["queue", "devices"], ["cover", "lyrics"])),
        ("three", "library queue devices lyrics", replace(BOTH, current="search"), (["search"], [], ["cover"])),
    ],
)
def test_a_hidden_pane_is_there_only_while_it_is_used(
    kind: Kind, hidden: str, use: Use, shown: tuple[list[str], list[str], list[str]]
) -> None:
    assert columns_of(kind, Wishes(frozenset(hidden.split())), use) == Columns(*map(tuple, shown))


def test_with_everything_hidden_the_queue_stays() -> None:
    assert columns_of("two", Wishes(frozenset({"library", "queue", "devices"})), Use("")).names == ("queue",)


@given(st.sampled_from(KINDS), wishes, uses, st.integers(1, 400), st.integers(1, 120), st.integers(0, 40))
def test_boxes_lie_inside_and_never_over_one_another(
    kind: Kind, wished: Wishes, use: Use, width: int, height: int, devices: int
) -> None:
    columns = columns_of(kind, wished, use)
    boxes = placed(columns, width, height, wished, devices).boxes
    assert use.current in boxes
    assert set(boxes) <= set(columns.names)
    cells = [
        (x, y)
        for box in boxes.values()
        for x in (box.x, box.x + max(0, box.width - 1))
        for y in (box.y, box.y + max(0, box.height - 1))
        if box.width > 0 and box.height > 0
    ]
    if width >= 100 and height >= 6:
        assert all(0 <= x < width and 0 <= y < height for x, y in cells)
        assert all(sum(box.holds(x, y) for box in boxes.values()) == 1 for x, y in cells)


def test_the_devices_have_what_they_need_and_no_more() -> None:
    columns = columns_of("two", Wishes(), Use())
    heights = [placed(columns, 120, 28, Wishes(), rows).boxes["devices"].height for rows in (0, 4, 30)]
    assert heights == [4, 6, 10]


def test_the_cover_is_square_and_leaves_room_for_the_words() -> None:
    boxes = placed(columns_of("three", Wishes(), BOTH), 200, 42, Wishes()).boxes
    assert boxes["cover"].width == 2 * boxes["cover"].height
    assert boxes["lyrics"].height >= 14
    assert boxes["lyrics"].y == boxes["cover"].height


@given(st.sampled_from(KINDS[1:]), wishes, st.integers(120, 400), st.integers(20, 120), st.integers(-9, 9))
def test_a_moved_edge_stands_where_it_was_moved_or_at_the_end_of_its_way(
    kind: Kind, wished: Wishes, width: int, height: int, by: int
) -> None:
    columns = columns_of(kind, wished, BOTH)
    now = placed(columns, width, height, wished, 4)
    for edge in now.edges:
        after = placed(columns, width, height, moved(wished, edge.name, by, now, width, height), 4)
        there = next(each for each in after.edges if each.name == edge.name)
        way = there.line.y - edge.line.y if edge.name == "lower" else there.line.x - edge.line.x
        assert 0 <= way * (1 if by >= 0 else -1) <= abs(by)


def test_keys_move_the_edge_that_the_pane_has() -> None:
    three = placed(columns_of("three", Wishes(), BOTH), 200, 42, Wishes())
    edges = [nearest_edge(pane, upright=True, now=three) for pane in ("library", "queue", "devices", "lyrics")]
    assert edges == ["left", "right", "right", "right"]
    assert [nearest_edge(pane, upright=False, now=three) for pane in ("library", "queue")] == [None, "lower"]
    one = placed(columns_of("one", Wishes(), BOTH), 80, 20, Wishes())
    assert nearest_edge("queue", upright=True, now=one) is None


@given(st.dictionaries(st.sampled_from(KINDS), wishes))
def test_what_is_remembered_comes_back(wanted: dict[Kind, Wishes]) -> None:
    known = {kind: replace(each, hidden=each.hidden & set(HIDEABLE[kind])) for kind, each in wanted.items()}
    assert {kind: each for kind, each in read(written(wanted)).items() if each != Wishes()} == {
        kind: each for kind, each in known.items() if each != Wishes()
    }


@given(
    st.text()
    | st.recursive(
        st.none() | st.integers() | st.text() | st.floats(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*KINDS, "hidden", "left", "lower"]), inner),
    ).map(json.dumps)
)
def test_a_bad_record_is_left_out(text: str) -> None:
    for kind, each in read(text).items():
        assert each.hidden <= set(HIDEABLE[kind])
        assert all(share is None or 0 < share < 1000 for share in (each.left, each.right, each.lower))
