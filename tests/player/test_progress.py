import pytest

from sptui.player.progress import Progress


def test_a_running_position_goes_on_from_its_anchor() -> None:
    assert Progress(5_000, 100.0, running=True).position(102.5) == 7_500


def test_a_standing_position_stays() -> None:
    assert Progress(5_000, 100.0, running=False).position(900.0) == 5_000


@pytest.mark.parametrize(("now", "expected"), [(1_000.0, 60_000), (90.0, 0), (155.0, 60_000), (154.5, 59_500)])
def test_a_position_stays_within_the_item(now: float, expected: int) -> None:
    assert Progress(5_000, 100.0, running=True).position(now, 60_000) == expected


def test_an_unknown_length_limits_nothing() -> None:
    assert Progress(5_000, 100.0, running=True).position(1_000.0, 0) == 905_000


def test_it_tells_when_a_position_will_be_reached() -> None:
    assert Progress(5_000, 100.0, running=True).when(60_000) == 155.0


def test_a_standing_position_reaches_nothing() -> None:
    assert Progress(5_000, 100.0, running=False).when(60_000) is None


def test_turning_keeps_the_position_of_the_moment() -> None:
    paused = Progress(5_000, 100.0, running=True).turned(103.0, running=False)
    assert paused == Progress(8_000, 103.0, running=False)
    assert paused.turned(200.0, running=True).position(201.0) == 9_000
