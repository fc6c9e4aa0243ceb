"""The figures that the README promises; `make bench` prints them."""

import pytest

from tests.scenario.figures import CHANGES, DISTURBED, HOURS, TRACK, UNDISTURBED, Line

WORST = {  # seconds for which a change made elsewhere may stay unseen
    "60 changes elsewhere, watching": 16.0,
    "60 changes elsewhere, glancing": 62.0,
    "60 changes elsewhere, away": TRACK + 2.0,
    "9 changes elsewhere, live, watching": 4.5,
    "30 changes, each before a look": 1.0,
}
LEVEL = {"watching": 16.0, "glancing": 62.0, "away": TRACK + 2.0}
RESUMED = {"watching": 16.0, "glancing": 122.0, "away": TRACK + 2.0}  # a paused player is read more rarely
HIDING = ("skipped ten times elsewhere", "three ads of 30 s", "a private session", "paused elsewhere, away")


def by_name(line: Line) -> str:
    return line.name


@pytest.mark.parametrize("line", HOURS, ids=by_name)
async def test_an_hour_costs_what_it_may_and_shows_what_plays(line: Line) -> None:
    figure = await line.measure()
    assert line.most is not None
    assert figure.requests <= line.most
    assert figure.share is None or figure.share >= UNDISTURBED


@pytest.mark.parametrize("line", CHANGES, ids=by_name)
async def test_what_others_change_is_seen_in_time(line: Line) -> None:
    figure = await line.measure()
    assert len(figure.unseen) >= 8
    assert figure.worst <= WORST[line.name]


@pytest.mark.parametrize("line", DISTURBED, ids=by_name)
async def test_a_disturbed_hour_stays_within_its_means_and_ends_in_the_truth(line: Line) -> None:
    name, _, level = line.name.rpartition(", ")
    figure = await line.measure()
    assert figure.worst <= (RESUMED if name == "paused elsewhere" else LEVEL)[level]
    assert figure.requests <= {"watching": 270, "glancing": 100, "away": 60}[level]
    assert figure.share is not None
    if not line.name.startswith(HIDING):
        assert figure.share >= UNDISTURBED
