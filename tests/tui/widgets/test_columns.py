import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from sptui.tui.widgets.columns import (
    GAP,
    Column,
    Row,
    Span,
    arrange,
    draw,
    draw_placeholder,
    fitted,
    wider,
    widths_of,
)

NUMBER = Column(width=4, align="right", style="rows--muted", priority=3)
TITLE = Column(width=8, weight=3)
ARTIST = Column(width=6, weight=2, style="rows--muted", priority=1)
ALBUM = Column(width=6, weight=1, style="rows--muted", priority=2)
LENGTH = Column(width=5, align="right", style="rows--muted")
COLUMNS = (NUMBER, TITLE, ARTIST, ALBUM, LENGTH)


def look(*names: str) -> Style:
    return Style(meta={"names": names})


def styles(row: Row, columns: tuple[Column, ...]) -> dict[str, str]:
    strip = draw(row, columns, 40, look, "rows--plain", " ")
    return {segment.text.strip(): segment.style.meta["names"][-1] for segment in strip if segment.style}


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (43, (4, 11, 8, 7, 5)),
        (37, (4, 8, 6, 6, 5)),
        (36, (0, 10, 8, 7, 5)),
        (31, (0, 8, 6, 6, 5)),
        (30, (0, 12, 9, 0, 5)),
        (22, (0, 15, 0, 0, 5)),
    ],
)
def test_spare_room_follows_the_weights_and_the_least_important_column_vanishes_first(
    room: int, widths: tuple[int, ...]
) -> None:
    assert arrange(COLUMNS, room) == widths


def test_the_last_column_shrinks_rather_than_vanishes() -> None:
    assert arrange((TITLE,), 3) == (3,)
    assert arrange((LENGTH,), 3) == (3,)
    assert arrange((LENGTH,), 0) == (0,)
    assert arrange((TITLE,), -4) == (0,)


@pytest.mark.parametrize(
    ("room", "cells", "widths"),
    [
        (43, (2, 30, 4, 30, 5), (2, 15, 4, 9, 5)),  # what the artists do not need, the others get
        (43, (2, 5, 4, 5, 5), (2, 19, 4, 5, 5)),  # and when nobody needs it, the first
        (43, (2, 30, 30, 0, 5), (2, 17, 13, 0, 5)),  # nor does an empty column need a gap
        (31, (0, 30, 4, 4, 4), (0, 13, 4, 4, 4)),
        (30, (2, 30, 4, 4, 4), (2, 8, 4, 4, 4)),  # where all of it would not fit, if one knew less
    ],
)
def test_what_a_column_has_no_use_for_the_others_get(
    room: int, cells: tuple[int, ...], widths: tuple[int, ...]
) -> None:
    assert arrange(fitted(COLUMNS, cells), room) == widths


def test_a_column_with_slack_is_there_only_where_the_others_have_some_room_to_spare() -> None:
    columns = (TITLE, Column(width=4, priority=1, slack=5), LENGTH)
    assert arrange(columns, 26) == (13, 4, 5)
    assert arrange(columns, 25) == (18, 0, 5)


def test_a_firm_column_keeps_its_room_though_nothing_is_in_it_yet() -> None:
    columns = (TITLE, Column(width=1, firm=True), LENGTH)
    assert arrange(fitted(columns, (20, 0, 4)), 30) == (21, 1, 4)


def test_only_the_cells_of_items_that_keep_to_their_columns_are_measured() -> None:
    rows = [
        Row(("夜", (Span("a", ""), Span("bc", "")))),
        Row(("a heading",), kind="heading"),
        Row(("one that has all the room",)),
        Row(("a command", "and its key"), flowing=True),
    ]
    assert widths_of(rows, 2) == (2, 3)
    assert wider((2, 3), (1, 4)) == (2, 4)
    assert wider((), (1, 4)) == (1, 4)


@given(
    st.lists(
        st.builds(
            Column,
            st.integers(0, 20),
            st.integers(0, 4),
            priority=st.integers(0, 3),
            most=st.none() | st.integers(0, 40),
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 120),
)
def test_columns_never_take_more_than_the_room_and_flexible_ones_all_of_it(columns: list[Column], room: int) -> None:
    widths = arrange(tuple(columns), room)
    shown = [(column, width) for column, width in zip(columns, widths, strict=True) if width]
    taken = sum(width for _, width in shown) + GAP * max(0, len(shown) - 1)
    assert taken <= room
    if len(shown) == len(columns) and any(column.weight for column in columns):
        assert taken == room


@given(st.lists(st.integers(1, 60), min_size=5, max_size=5), st.integers(30, 120))
def test_no_cell_is_cut_while_the_first_column_has_more_room_than_it_can_use(cells: list[int], room: int) -> None:
    widths = arrange(fitted(COLUMNS, tuple(cells)), room)
    flexible = [place for place, column in enumerate(COLUMNS) if column.weight and widths[place]]
    if widths[flexible[0]] > cells[flexible[0]]:
        assert all(widths[place] == cells[place] for place in flexible[1:])


def test_a_row_is_a_gutter_its_cells_and_a_margin() -> None:
    row = Row(("1", "Teardrop", "5:30"), playing=True)
    strip = draw(row, (NUMBER, TITLE, LENGTH), 30, look, "rows--cursor", "▌")
    assert strip.text == "▌▶    1  Teardrop        5:30 "
    assert strip.cell_length == 30


def test_playing_lights_up_text_but_leaves_quiet_columns_quiet() -> None:
    row = Row(("Teardrop", "Massive Attack"), playing=True)
    assert styles(row, (TITLE, ARTIST)) == {
        "": "rows--plain",
        "▶": "rows--marker",
        "Teardrop": "rows--playing",
        "Massive Attack": "rows--muted",
    }


def test_a_marked_row_shows_a_sign_before_its_cells_on_any_ground() -> None:
    row = Row(("Teardrop",), playing=True, key=1)
    for ground in ("rows--plain", "rows--hover", "rows--cursor"):
        strip = draw(row, (TITLE,), 20, look, ground, "▌", marked=True)
        assert strip.text == "▌✓ Teardrop         "
        sign = next(segment for segment in strip if segment.text == "✓")
        assert sign.style is not None
        assert sign.style.meta["names"] == (ground, "rows--mark")
    assert "✓" not in draw(row, (TITLE,), 20, look, "rows--plain", "▌").text


def test_a_pending_row_is_muted_and_what_is_off_stays_so() -> None:
    assert styles(Row(("…",), pending=True, playing=True), (TITLE,))["…"] == "rows--muted"
    assert styles(Row(("…",), pending=True, disabled=True), (TITLE,))["…"] == "rows--disabled"


@pytest.mark.parametrize(
    ("row", "can"),
    [
        (Row(("a",), key=1), True),
        (Row(("a",), key=1, disabled=True), True),
        (Row(("a",)), False),
        (Row(("a",), key=1, markable=False), False),
        (Row(("a",), key=1, pending=True), False),
        (Row(("a",), key=1, kind="heading"), False),
    ],
)
def test_only_loaded_items_with_a_key_that_do_not_refuse_can_be_marked(row: Row, can: bool) -> None:
    assert row.can_be_marked is can


def test_a_disabled_row_is_disabled_in_every_cell_and_span() -> None:
    row = Row(((Span("Teardrop", ""), Span(" E", "rows--marker")), "Massive Attack"), disabled=True, playing=True)
    assert {styles(row, (TITLE, ARTIST))[text] for text in ("Teardrop", "E", "Massive Attack")} == {"rows--disabled"}


def test_spans_keep_their_own_style_and_are_clipped_together() -> None:
    cell = (Span("Teardrop", ""), Span(" explicit", "rows--muted"))
    assert styles(Row((cell,)), (TITLE,))["explicit"] == "rows--muted"
    assert draw(Row((cell,)), (TITLE,), 18, look, "rows--plain", " ").text == "   Teardrop expl… "[:18]
    assert draw(Row((cell,)), (TITLE,), 9, look, "rows--plain", " ").text == "   Tear… "


def test_spans_can_stand_on_the_right() -> None:
    cell = (Span("5", ""), Span(":30", "rows--muted"))
    assert draw(Row((cell,)), (LENGTH,), 9, look, "rows--plain", " ").text == "    5:30 "


def test_the_cells_of_a_flowing_row_follow_one_another() -> None:
    row = Row(("Volume down", "-"), flowing=True)
    assert draw(row, COLUMNS, 40, look, "rows--plain", " ").text == f"   Volume down  -{' ' * 23}"
    assert draw(row, COLUMNS, 17, look, "rows--plain", " ").text == "   Volume do…  - "
    assert draw(Row(("Desk", ""), flowing=True), COLUMNS, 11, look, "rows--plain", " ").text == "   Desk    "


def test_headings_and_notes_run_across_all_columns() -> None:
    for kind in ("heading", "note"):
        row = Row(("A heading that is long",), kind=kind)
        assert draw(row, COLUMNS, 26, look, "rows--plain", " ").text == "   A heading that is long "


def test_markup_and_brackets_in_a_title_are_only_text() -> None:
    row = Row(("[/] [@click=app.quit]go[/",))
    assert draw(row, (TITLE,), 30, look, "rows--plain", " ").text.strip() == "[/] [@click=app.quit]go[/"


@given(st.integers(0, 60), st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20))
def test_every_row_is_exactly_as_wide_as_the_list(width: int, text: str) -> None:
    row = Row((text, (Span(text, "rows--muted"), Span(text, "")), text))
    assert draw(row, (TITLE, ARTIST, LENGTH), width, look, "rows--plain", " ").cell_length == width


def test_a_placeholder_stands_in_the_middle_line_by_line() -> None:
    lines = [draw_placeholder("Nothing here\nPress a", y, 20, 4, look).text for y in range(4)]
    assert lines == [" " * 20, "    Nothing here    ", "      Press a       ", " " * 20]


def test_a_placeholder_that_is_too_long_is_broken_between_words() -> None:
    lines = [draw_placeholder("Not read\nPress A, and agree", y, 16, 3, look).text for y in range(3)]
    assert lines == ["    Not read    ", "  Press A, and  ", "     agree      "]


@pytest.mark.parametrize(
    ("row", "sign"),
    [
        (Row(("Teardrop",), key=1), " "),
        (Row(("Teardrop",), key=1, playing=True), "▶"),
        (Row(("Teardrop",), key=1, disabled=True), "×"),
        (Row(("Teardrop",), key=1, disabled=True, playing=True), "▶"),
        (Row(("Teardrop",), key=1, disabled=True, past=True), " "),
    ],
)
def test_what_plays_and_what_cannot_have_signs_besides_their_colours(row: Row, sign: str) -> None:
    assert draw(row, (TITLE,), 20, look, "rows--plain", " ").text[1] == sign
    assert draw(row, (TITLE,), 20, look, "rows--plain", " ", marked=True).text[1] == "✓"
