import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptui.player.positions import NoPosition, meaning, position

LENGTH, NOW = 3_905_000, 120_000  # 1:05:05 and 2:00


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("83", 83),
        ("0", 0),
        ("1:23", 83),
        ("1:2:3", 3_723),
        ("1:02:03", 3_723),
        ("65:05", 3_905),
        ("1:", 60),
        ("1:0", 60),
        (" 1:23 ", 83),
        ("0083", 83),
        ("+30", 150),
        ("-15", 105),
        ("+1:30", 210),
        ("-1:00:00", 0),
        ("0%", 0),
        ("40%", 1_562),
        ("100%", 3_905),
        ("00040%", 1_562),
    ],
)
def test_a_time_means_a_place(text: str, seconds: int) -> None:
    assert position(text, NOW, LENGTH) == seconds * 1000


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Type a time: 1:23 · 40% · +30 · -15"),
        ("-", "Type a time: 1:23 · 40% · +30 · -15"),
        ("1:23:45:67", "Type a time: 1:23 · 40% · +30 · -15"),
        ("1%2", "Type a time: 1:23 · 40% · +30 · -15"),
        ("1:60", "Seconds and minutes go to 59: 1:05, 1:02:03"),
        ("1:60:00", "Seconds and minutes go to 59: 1:05, 1:02:03"),
        ("101%", "Percent go from 0% to 100%."),
        ("0000101%", "Percent go from 0% to 100%."),
        ("+10%", "Percent go from 0% to 100%."),
        ("1:10%", "Percent go from 0% to 100%."),
        ("65:06", "It ends at 1:05:05."),
        ("+1:30:00", "It ends at 1:05:05."),
        ("9" * 5_000, "It ends at 1:05:05."),
    ],
)
def test_what_means_none_tells_why(text: str, why: str) -> None:
    with pytest.raises(NoPosition, match=f"^{re.escape(why)}$"):
        position(text, NOW, LENGTH)


def test_of_an_unknown_length_there_are_times_and_no_percent() -> None:
    assert position("2:04", 0, 0) == 124_000
    with pytest.raises(NoPosition, match="does not tell how long"):
        position("40%", 0, 0)


def test_a_place_is_told_with_the_length_where_that_is_known() -> None:
    assert (meaning(124_000, 185_000), meaning(124_000, 0)) == ("2:04 of 3:05", "2:04")


@given(st.text("0123456789:%+- ", max_size=12), st.integers(0, 10**7), st.integers(0, 10**7))
def test_whatever_is_typed_leads_nowhere_but_into_the_item(text: str, now: int, length: int) -> None:
    with contextlib.suppress(NoPosition):
        at = position(text, min(now, length), length)
        assert at >= 0
        assert at <= length or not length
