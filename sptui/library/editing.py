"""How a playlist is changed with what the service offers, so that no row is lost on the way: pure decisions.

The service removes every occurrence of a URI at once. Where others of them are to stay, they are put back at their
places, which costs them the date of their adding. Plans take the fewest requests that leave all other rows alone: to
remove some of those as well and put them back would save a few, and cost them their dates, too.

Source: reference chapter "Playlists" (add, remove, update items).
"""

from collections.abc import Iterable, Iterator, Sequence

from sptui.library.edits import CannotEdit, ChangedElsewhere, Insert, Move, Plan, Remove, Step, Version, is_local
from sptui.spotify.endpoints.playlists import BATCH


def remove(version: Version, positions: Iterable[int]) -> Plan:
    """Remove the rows at `positions` and no others, whatever else has their URIs.

    Raises `CannotEdit` when a local file or a row without a URI is among them, `IndexError` for one that is not there.
    """
    rows = sorted(set(positions))
    doomed = _removable(version, rows)
    gone = set(rows)
    order = tuple(row for row in range(len(version.uris)) if row not in gone)
    uris = tuple(version.uris[row] for row in order)
    back = [place for place, uri in enumerate(uris) if uri in doomed]
    removed = (Remove(tuple(each)) for each in _batches(list(doomed)))
    return Plan(version, (*removed, *_inserts(uris, back)), order)


def remove_duplicates(version: Version) -> Plan:
    """Remove every row whose URI stands further up already; local files and rows without a URI stay as they are."""
    seen, later = set[str](), list[int]()
    for row, uri in enumerate(version.uris):
        if uri is None or is_local(uri):
            continue
        if uri in seen:
            later.append(row)
        seen.add(uri)
    return remove(version, later)


def insert(version: Version, uris: Sequence[str], position: int) -> Plan:
    """Put `uris` before the row at `position`, or at the end.

    Raises `CannotEdit` when a local file is among them, `IndexError` for a position that is not there.
    """
    size = len(version.uris)
    if not 0 <= position <= size:
        raise IndexError(position)
    if any(is_local(uri) for uri in uris):
        raise CannotEdit("Local files can be added to a playlist in the Spotify app only.")
    order = (*range(position), *[None] * len(uris), *range(position, size))
    places = range(position, position + len(uris))
    fresh = (*version.uris[:position], *uris)
    return Plan(version, tuple(_inserts(fresh, places)), order, tuple(uris))


def move(version: Version, rows: range, by: int) -> Plan:
    """Move a block of rows down by so many, or up when `by` is negative; at the ends it stops.

    Raises `IndexError` for rows that are not there.
    """
    return move_to(version, rows, max(0, min(len(version.uris) - len(rows), rows.start + by)))


def move_to(version: Version, rows: range, to: int) -> Plan:
    """Move a block of rows so that the first of them stands at `to`.

    Raises `IndexError` for rows or a place that are not there.
    """
    size, length = len(version.uris), len(rows)
    if rows.step != 1 or not length or rows.start < 0 or rows.stop > size or not 0 <= to <= size - length:
        raise IndexError(rows, to)
    everything = tuple(range(size))
    if to == rows.start:
        return Plan(version, (), everything)
    step = Move(rows.start, length, to if to < rows.start else to + length)
    rest = (*everything[: rows.start], *everything[rows.stop :])
    return Plan(version, (step,), (*rest[:to], *rows, *rest[to:]))


def inverse(plan: Plan, now: Version) -> Plan:
    """What undoes `plan`, made up for the playlist as it is `now`, with the snapshot that it has meanwhile.

    Rows that were removed come back as new ones to where they were, what came in goes, without any other row that has
    its URI. Raises `ChangedElsewhere` when `now` is not what came of the plan.
    """
    if now.uris != plan.uris:
        raise ChangedElsewhere
    came = [place for place, row in enumerate(plan.order) if row is None]
    if came:
        return remove(now, came)
    place_of = {row: place for place, row in enumerate(plan.order)}
    before = plan.before.uris
    order = tuple(place_of.get(row) for row in range(len(before)))
    gone = [row for row, place in enumerate(order) if place is None]
    moves = (step for step in plan.steps if isinstance(step, Move))
    back = (Move(step.to, step.length, _undone(step)) for step in moves)
    return Plan(now, (*back, *_inserts(before, gone)), order, tuple(_uris_at(before, gone)))


def _undone(move: Move) -> int:
    """Before which row a block goes back to where it was."""
    return move.start if move.to > move.start else move.start + move.length


def _removable(version: Version, rows: Sequence[int]) -> dict[str, None]:
    """The URIs of `rows`, each once, in their order."""
    if rows and not 0 <= rows[0] <= rows[-1] < len(version.uris):
        raise IndexError(rows)
    found = dict[str, None]()
    for row in rows:
        uri = version.uris[row]
        if uri is None:
            raise CannotEdit("What stood in that row was withdrawn: it can be removed in the Spotify app only.")
        if is_local(uri):
            raise CannotEdit("Local files can be removed from a playlist in the Spotify app only.")
        found[uri] = None
    return found


def _inserts(result: Sequence[str | None], places: Sequence[int]) -> Iterator[Step]:
    """What fills `places` of `result`, ascending, where everything else stands already."""
    begin = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or places[end] != places[end - 1] + 1 or end - begin == BATCH:
            run = places[begin:end]
            yield Insert(tuple(_uris_at(result, run)), run[0])
            begin = end


def _uris_at(uris: Sequence[str | None], places: Sequence[int]) -> Iterator[str]:
    """The URIs at `places`, none of which is a withdrawn row."""
    return (uri for place in places if (uri := uris[place]) is not None)


def _batches(uris: Sequence[str]) -> Iterator[Sequence[str]]:
    return (uris[start : start + BATCH] for start in range(0, len(uris), BATCH))
