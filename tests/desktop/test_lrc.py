import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sptui.desktop.lyrics.lrc import LONGEST_LINE, LONGEST_RAW, MOST_LINES, parse, plain
from sptui.desktop.lyrics.lyrics import NONE, Lyrics
from sptui.spotify.models.text import clean

PIECES = (
    "[00:01.50]", "[00:01]", "[1:2.3]", "[01:00:500]", "[00:61.00]", "[999:59.999]", "[0:]", "[[", "]", "<00:01.20>",
    "<0", "<", ">", "[offset:+500]", "[offset: -99999]", "[offset:x]", "[ar:Somebody]", "[Verse 1: Both]", "\n", "\r\n",
    "\n\n", " ", "\t", "\x1b[31m", "\u202e", "\u200b", "\ud800", "♪", "words", "더", "[00:", "02.00]", "0", ":",
)  # fmt: skip
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


def written(lyrics: Lyrics) -> str:
    """Synced lyrics as an LRC text without an offset."""
    stamps = (f"[{at // 60_000:02}:{at // 1000 % 60:02}.{at % 1000:03}]" for at in lyrics.starts)
    return "\n".join(f"{stamp}{line}" for stamp, line in zip(stamps, lyrics.lines, strict=True))


@given(texts)
@example("[00:01.00]a\n[00:00.50][00:03.00]b\n[offset:250]")
@example("[00:<<00:01>00:01>02.00]a")
def test_whatever_the_text_is_the_lines_are_in_order_clean_and_as_many_as_their_moments(text: str) -> None:
    lyrics = parse(text)
    assert list(lyrics.starts) == sorted(lyrics.starts)
    assert all(start >= 0 for start in lyrics.starts)
    assert len(lyrics.starts) == (len(lyrics.lines) if lyrics.kind == "synced" else 0)
    assert all(line == clean(line) and len(line) <= LONGEST_LINE for line in lyrics.lines)
    assert not any(re.search(r"<\d+:\d\d(\.\d+)?>", line, re.ASCII) for line in lyrics.lines)
    assert (lyrics.kind == "none") == (not any(lyrics.lines))


@given(texts)
def test_what_is_written_down_again_is_understood_the_same_with_the_offset_counted_once(text: str) -> None:
    lyrics = parse(text)
    if lyrics.kind == "synced" and lyrics.starts[-1] < 1000 * 60_000:
        assert parse(written(lyrics)) == lyrics


@given(st.lists(st.tuples(st.integers(0, 59_999), st.integers(-9_999, 9_999)), min_size=1))
def test_a_positive_offset_lets_every_line_come_sooner_and_none_before_the_beginning(
    moments: list[tuple[int, int]],
) -> None:
    text = "\n".join(f"[00:{start // 1000:02}.{start % 1000:03}]words" for start, _ in moments)
    offset = moments[0][1]
    assert parse(f"{text}\n[offset:{offset:+}]").starts == tuple(
        max(0, start - offset) for start in sorted(start for start, _ in moments)
    )


@given(texts)
def test_a_plain_text_has_no_moments_and_no_two_blank_lines_together(text: str) -> None:
    lyrics = plain(text)
    assert lyrics.starts == ()
    assert lyrics == NONE or (lyrics.lines[0] and lyrics.lines[-1])
    assert all(one or other for one, other in zip(lyrics.lines, lyrics.lines[1:], strict=False))


@pytest.mark.parametrize(
    ("stamp", "ms"),
    [
        ("[00:12.34]", 12_340),
        ("[00:12]", 12_000),
        ("[0:5.5]", 5_500),
        ("[01:02.003]", 62_003),
        ("[01:02:50]", 62_500),
        ("[100:00.00]", 6_000_000),
    ],
)
def test_moments_are_written_in_several_ways(stamp: str, ms: int) -> None:
    assert parse(f"{stamp} words") == Lyrics("synced", ("words",), (ms,))


def test_a_line_that_comes_again_is_put_in_all_its_places() -> None:
    text = "[ti:Song]\n[00:10.00] [00:30.00]again\n[00:20.00]once\n[00:40.00]\n"
    assert parse(text) == Lyrics("synced", ("again", "once", "again", ""), (10_000, 20_000, 30_000, 40_000))


def test_moments_of_words_go_and_headings_of_verses_stay() -> None:
    text = "[00:01.00] <00:01.00> Low <00:01.40> tide\n[00:05.00][Verse 2: Both]\nloose words\n[00:07.00]<3 you"
    assert parse(text).lines == ("Low tide", "[Verse 2: Both]", "<3 you")


def test_a_text_without_moments_is_plain_and_loses_its_tags() -> None:
    assert parse("[ar:Somebody]\n\n\nOne\n\n\nTwo\n\n") == Lyrics("plain", ("One", "", "Two"))


@pytest.mark.parametrize("text", ["", "\n \n", "[00:01.00]\n[00:02.00]  ", "[ar:Somebody]", "[00:01.00]\u200b"])
def test_a_text_without_words_is_none(text: str) -> None:
    assert parse(text) == NONE


def test_what_a_terminal_would_obey_goes() -> None:
    assert parse("[00:01.00]a\x1b]0;owned\x07b\u202ec").lines == ("a ]0;owned bc",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<00:01>Hel<00:02>lo", "Hello"),
        ("<0<00:01>0:01>low", "low"),
        ("<0<0<00:01>0:01>0:01>low", "<0 0:01>low"),
    ],
)
def test_moments_of_words_that_stand_in_one_another_are_taken_out_twice(text: str, words: str) -> None:
    assert parse(f"[00:01.00]{text}").lines == (words,)


LONG = 120_000
HOSTILE = {
    "moments in one another": "<0" * (LONG // 7) + "0:01>" * (LONG // 7),
    "moments that never end": "<00:01" * (LONG // 6),
    "blanks": "a" + " " * LONG + "b",
    "one moment after the other": "[00:01.00]" * (LONG // 10),
    "tags that never end": "[ar" + " " * LONG + ":",
    "brackets": "[" * LONG,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_of_a_line_without_end_the_beginning_is_looked_at(text: str) -> None:
    for each in (parse(f"{text}\n[00:02.00]words"), parse(f"[00:02.00]{text}"), plain(text)):
        assert all(len(line) <= LONGEST_LINE for line in each.lines)
        assert len(each.lines) <= LONGEST_RAW // len("[00:01.00]") + 1
    assert parse(f"{text}\n[00:02.00]words").lines[-1:] == ("words",)


def test_an_absurd_text_is_cut_off() -> None:
    assert len(parse("[00:01.00]a\n" * 5_000).lines) == MOST_LINES
    assert len(plain("a\n" * 5_000).lines) == MOST_LINES


@pytest.mark.parametrize(
    ("position", "line"), [(0, None), (999, None), (1_000, 0), (1_999, 0), (2_000, 2), (9_999_999, 2)]
)
def test_the_line_that_is_sung_is_the_last_that_has_begun(position: int, line: int | None) -> None:
    assert Lyrics("synced", ("a", "b", "c"), (1_000, 2_000, 2_000)).line_at(position) == line
    assert Lyrics("plain", ("a",)).line_at(position) is None
