"""Plans for playlists, carried out on a model of the service that knows nothing of how they are made up."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptui.library import editing
from sptui.library.edits import CannotEdit, ChangedElsewhere, Insert, Move, Plan, Remove, Version

LOCAL = "spotify:local:Artist:Album:Title:200"
URIS = {"-": None, "L": LOCAL}
Rows = tuple[str | None, ...]

thorough = settings(derandomize=True, max_examples=300, deadline=None, database=None)


def spelled(rows: str) -> Version:
    """A playlist whose rows are letters: `-` is a withdrawn row, `L` a local file, any other one a track."""
    return Version("p1", "s1", tuple(URIS.get(letter, f"spotify:track:{letter}") for letter in rows))


def tracks(letters: str) -> tuple[str, ...]:
    return tuple(f"spotify:track:{letter}" for letter in letters)


def served(plan: Plan) -> Rows:
    """What the service makes of the steps; it refuses what is over its limits."""
    rows = list(plan.before.uris)
    for step in plan.steps:
        match step:
            case Remove(uris):
                assert 1 <= len(uris) <= 100
                assert len(set(uris)) == len(uris)
                assert not any(uri.startswith("spotify:local:") for uri in uris)
                for uri in uris:
                    while uri in rows:
                        rows.remove(uri)
            case Insert(uris, position):
                assert 1 <= len(uris) <= 100
                assert 0 <= position <= len(rows)
                assert not any(uri.startswith("spotify:local:") for uri in uris)
                for number, uri in enumerate(uris):
                    rows.insert(position + number, uri)
            case Move(start, length, before):
                assert 0 <= start < start + length <= len(rows)
                assert 0 <= before <= len(rows)
                marked = [(row in range(start, start + length), uri) for row, uri in enumerate(rows)]
                head, tail = marked[:before], marked[before:]
                moved = [each for each in marked if each[0]]
                stays = [[each for each in part if not each[0]] for part in (head, tail)]
                rows = [uri for _, uri in (*stays[0], *moved, *stays[1])]
    return tuple(rows)


def after(plan: Plan) -> Version:
    return Version(plan.before.playlist_id, "s2", served(plan))


def check(plan: Plan, expected: Sequence[str | None], requests: int) -> None:
    """The service, the plan's order and the test agree on what comes of it, and undoing it brings everything back."""
    assert served(plan) == plan.uris == tuple(expected)
    assert plan.requests == requests
    undone = editing.inverse(plan, after(plan))
    assert undone.before == after(plan)
    assert served(undone) == undone.uris == plan.before.uris
    again = editing.inverse(undone, after(undone))
    assert served(again) == again.uris == plan.uris


@pytest.mark.parametrize(
    ("rows", "positions", "left", "requests"),
    [
        ("abc", [], "abc", 0),
        ("abc", [1], "ac", 1),
        ("abc", [2, 0, 2], "b", 1),
        ("abcab", [1, 4], "aca", 1),  # both of them go: nothing is to be put back
        ("abcab", [1], "acab", 2),
        ("abcab", [4], "abca", 2),
        ("aab", [0], "ab", 2),
        ("aaab", [1], "aab", 2),  # two that stand together come back together
        ("abab", [0], "bab", 2),
        ("ababa", [2], "abba", 3),
        ("ababab", [4, 5], "abab", 2),  # the same of different URIs
        ("L-aLa", [2], "L-La", 2),
    ],
)
def test_removing_rows_takes_those_and_no_others(rows: str, positions: list[int], left: str, requests: int) -> None:
    check(editing.remove(spelled(rows), positions), spelled(left).uris, requests)


def test_what_is_put_back_is_the_old_row() -> None:
    assert editing.remove(spelled("abcab"), [1]).order == (0, 2, 3, 4)


def test_removing_names_a_hundred_uris_in_a_request() -> None:
    version = Version("p1", "s1", tuple(f"spotify:track:{number}" for number in range(201)))
    plan = editing.remove(version, range(201))
    assert [len(step.uris) for step in plan.steps if isinstance(step, Remove)] == [100, 100, 1]
    check(plan, (), 3)


def test_putting_back_takes_a_hundred_in_a_request() -> None:
    version = spelled("a" * 251 + "b")
    plan = editing.remove(version, [0])
    assert plan.steps[1:] == (
        Insert(tracks("a" * 100), 0),
        Insert(tracks("a" * 100), 100),
        Insert(tracks("a" * 50), 200),
    )
    check(plan, version.uris[1:], 4)


@pytest.mark.parametrize(("row", "reason"), [(1, "withdrawn"), (2, "Local files")])
def test_what_cannot_be_put_back_is_not_removed(row: int, reason: str) -> None:
    with pytest.raises(CannotEdit, match=reason):
        editing.remove(spelled("a-Lb"), [0, row])


@pytest.mark.parametrize("row", [-1, 3])
def test_a_row_that_is_not_there_is_an_error(row: int) -> None:
    with pytest.raises(IndexError):
        editing.remove(spelled("abc"), [1, row])


@pytest.mark.parametrize(
    ("rows", "left", "requests"),
    [
        ("abc", "abc", 0),
        ("", "", 0),
        ("abcabca", "abc", 2),
        ("abacb", "abc", 2),
        ("axbyab", "axby", 3),
        ("L-aL-a", "L-aL-", 2),
        ("LL--", "LL--", 0),
    ],
)
def test_of_duplicates_the_first_stays(rows: str, left: str, requests: int) -> None:
    check(editing.remove_duplicates(spelled(rows)), spelled(left).uris, requests)


@pytest.mark.parametrize(("position", "expected"), [(0, "xyabL"), (2, "abxyL"), (3, "abLxy")])
def test_inserting_puts_the_new_rows_before_a_position(position: int, expected: str) -> None:
    plan = editing.insert(spelled("abL"), tracks("xy"), position)
    assert plan.new == tracks("xy")
    assert plan.order.count(None) == 2
    check(plan, spelled(expected).uris, 1)


def test_undoing_an_insertion_leaves_what_was_there_before() -> None:
    plan = editing.insert(spelled("aba"), tracks("ab"), 1)
    undone = editing.inverse(plan, after(plan))
    assert undone.order == (0, 3, 4)
    check(plan, tracks("aabba"), 1)


def test_inserting_takes_a_hundred_in_a_request_and_nothing_none() -> None:
    check(editing.insert(spelled("ab"), tracks("x" * 101), 1), tracks("a" + "x" * 101 + "b"), 2)
    check(editing.insert(spelled("ab"), (), 1), tracks("ab"), 0)


def test_a_local_file_is_not_inserted() -> None:
    with pytest.raises(CannotEdit, match="Local files"):
        editing.insert(spelled("ab"), (LOCAL,), 1)


@pytest.mark.parametrize("position", [-1, 3])
def test_nothing_is_inserted_where_nothing_is(position: int) -> None:
    with pytest.raises(IndexError):
        editing.insert(spelled("ab"), tracks("x"), position)


@pytest.mark.parametrize(
    ("rows", "by", "expected", "requests"),
    [
        (range(1, 2), 1, "acbL-", 1),
        (range(1, 2), -1, "bacL-", 1),
        (range(1, 3), 1, "aLbc-", 1),
        (range(1, 3), 99, "aL-bc", 1),
        (range(3, 5), -99, "L-abc", 1),
        (range(3, 5), 1, "abcL-", 0),
        (range(2), -1, "abcL-", 0),
        (range(5), 1, "abcL-", 0),
    ],
)
def test_a_block_moves_by_so_many_rows_and_stops_at_the_ends(
    rows: range, by: int, expected: str, requests: int
) -> None:
    check(editing.move(spelled("abcL-"), rows, by), spelled(expected).uris, requests)


def test_the_place_of_a_move_is_counted_before_it() -> None:
    version = spelled("abcdef")
    assert editing.move_to(version, range(1, 3), 3).steps == (Move(start=1, length=2, before=5),)
    assert editing.move_to(version, range(3, 5), 1).steps == (Move(start=3, length=2, before=1),)


@pytest.mark.parametrize(
    ("rows", "to"), [(range(2, 4), 0), (range(-1, 1), 0), (range(1, 1), 0), (range(2), 2), (range(2), -1)]
)
def test_a_block_that_is_not_there_or_has_no_place_is_an_error(rows: range, to: int) -> None:
    with pytest.raises(IndexError):
        editing.move_to(spelled("abc"), rows, to)


def test_rows_that_do_not_stand_together_do_not_move_together() -> None:
    with pytest.raises(IndexError):
        editing.move_to(spelled("abcde"), range(0, 4, 2), 1)


def test_a_plan_is_undone_on_what_came_of_it_only() -> None:
    plan = editing.remove(spelled("abc"), [1])
    with pytest.raises(ChangedElsewhere):
        editing.inverse(plan, spelled("abc"))


letters = st.text("abcdL-", max_size=14)


def least_requests(left: str, doomed: set[str]) -> int:
    """One to remove the URIs, and one for each block of them that is to be there afterwards."""
    blocks = "".join("x" if letter in doomed else " " for letter in left).split()
    return bool(doomed) + len(blocks)


@thorough
@given(st.data(), letters)
def test_any_rows_can_be_removed_and_come_back(data: st.DataObject, rows: str) -> None:
    known = [row for row, letter in enumerate(rows) if letter not in "L-"]
    chosen = data.draw(st.sets(st.sampled_from(known))) if known else set()
    plan = editing.remove(spelled(rows), chosen)
    left = "".join(letter for row, letter in enumerate(rows) if row not in chosen)
    check(plan, spelled(left).uris, least_requests(left, {rows[row] for row in chosen}))


@thorough
@given(st.data(), letters, st.text("abcd", max_size=5))
def test_anything_can_be_inserted_and_taken_out(data: st.DataObject, rows: str, new: str) -> None:
    position = data.draw(st.integers(0, len(rows)))
    plan = editing.insert(spelled(rows), tracks(new), position)
    check(plan, spelled(rows[:position] + new + rows[position:]).uris, min(1, len(new)))


@thorough
@given(st.data(), letters.filter(bool))
def test_any_block_moves_anywhere_and_back(data: st.DataObject, rows: str) -> None:
    start = data.draw(st.integers(0, len(rows) - 1))
    stop = data.draw(st.integers(start + 1, len(rows)))
    to = data.draw(st.integers(0, len(rows) - (stop - start)))
    plan = editing.move_to(spelled(rows), range(start, stop), to)
    rest = rows[:start] + rows[stop:]
    check(plan, spelled(rest[:to] + rows[start:stop] + rest[to:]).uris, int(to != start))


@thorough
@given(letters)
def test_without_duplicates_each_uri_is_there_once(rows: str) -> None:
    plan = editing.remove_duplicates(spelled(rows))
    first = [letter for row, letter in enumerate(rows) if letter in "L-" or letter not in rows[:row]]
    doomed = {letter for letter in set(rows) - set("L-") if rows.count(letter) > 1}
    check(plan, spelled("".join(first)).uris, least_requests("".join(first), doomed))
