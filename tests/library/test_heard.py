import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.library.heard import MOST_ROWS, heard_to, with_heard
from sptui.library.listing import HIDDEN, Entry, Listing
from sptui.spotify.models.catalogue import Chapter, Episode, ResumePoint, Track

HOUR = 3_600_000
HEARD = ResumePoint(fully_played=True)


def left(position_ms: int) -> ResumePoint:
    return ResumePoint(resume_position_ms=position_ms)


def episode(point: ResumePoint | None = None, *, id: str = "e") -> Episode:  # noqa: A002 -- Spotify's word
    return Episode(id=id, uri=f"spotify:episode:{id}", name="An hour", duration_ms=HOUR, resume_point=point)


@pytest.mark.parametrize(
    ("before", "position", "after"),
    [
        (None, 60_000, left(60_000)),
        (left(0), 60_000, left(60_000)),
        (left(90_000), 60_000, left(90_000)),
        (left(-1), 60_000, left(60_000)),
        (left(90_000), HOUR - 15_001, left(HOUR - 15_001)),
        (left(90_000), HOUR - 15_000, HEARD),
        (None, HOUR, HEARD),
        (HEARD, 60_000, HEARD),
    ],
)
def test_what_is_heard_goes_forward_and_counts_as_whole_near_the_end(
    before: ResumePoint | None, position: int, after: ResumePoint
) -> None:
    assert heard_to(episode(before), position).resume_point == after


def test_something_of_unknown_length_is_never_heard_to_its_end() -> None:
    endless = Chapter(id="c", name="C")
    assert heard_to(endless, 10 * HOUR).resume_point == left(10 * HOUR)


@given(st.lists(st.integers(0, HOUR), max_size=6))
def test_no_order_of_reads_takes_it_back(positions: list[int]) -> None:
    thing: Episode | Chapter = episode()
    for position in positions:
        thing = heard_to(thing, position)
    assert thing.resume_point == heard_to(episode(), max(positions, default=0)).resume_point


def test_every_row_of_it_follows_and_no_other_does() -> None:
    rows = (
        Entry(episode()),
        None,
        HIDDEN,
        Entry(Track(id="e", name="T")),
        Entry(episode(id="other")),
        Entry(episode()),
    )
    after = with_heard(Listing(rows, total=6, read_at=1.0, tag="v"), "e", 60_000)
    points = [getattr(entry.thing, "resume_point", "") if entry is not None else "" for entry in after.entries]
    assert points == [left(60_000), "", "", "", None, left(60_000)]
    assert (after.total, after.read_at, after.tag) == (6, 1.0, "v")


def test_a_list_without_it_or_too_long_stays_the_very_same() -> None:
    short, endless = Listing((Entry(episode()),)), Listing((Entry(episode()),) * (MOST_ROWS + 1))
    assert with_heard(short, "another", 60_000) is short
    assert with_heard(endless, "e", 60_000) is endless
