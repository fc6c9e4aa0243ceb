from hypothesis import given
from hypothesis import strategies as st

from sptui.plain.voice import Voice, broken, columns, sayable


def test_lines_are_broken_between_words_only() -> None:
    text = "Now: A Very Long Title, by Somebody, on Something Or Other. 3:14. On Kitchen."
    lines = list(broken(text, 30))
    assert " ".join(lines) == text
    assert all(columns(line) <= 30 for line in lines)
    assert list(broken("x" * 50, 30)) == ["x" * 50]
    assert list(broken(text, None)) == list(broken(text, 5)) == [text]
    assert list(broken("", 30)) == [""]


@given(st.text(), st.sampled_from(["utf-8", "ascii", "latin-1", "koi8-r", "no-such-encoding"]))
def test_whatever_is_said_can_be_printed_and_encoded(text: str, encoding: str) -> None:
    said = sayable(text, encoding)
    assert said.isprintable()
    said.encode("ascii" if encoding == "no-such-encoding" else encoding)


def test_an_output_without_unicode_gets_the_nearest_letters() -> None:
    assert sayable("“Fête d'été” … – ♥ 風", "ascii") == '"Fete d\'ete" ... - ? ?'
    assert sayable("a\x1b[31mb\u202ec", "utf-8") == "a [31mb c"


def test_an_answer_comes_behind_what_waited_for_it() -> None:
    said: list[str] = []
    busy = True
    voice = Voice(said.append, typing=lambda: busy)
    voice.announce("first")
    assert (said, voice.waiting) == ([], True)
    voice.catch_up()
    assert said == []
    voice.say("answer")
    assert said == ["first\n", "answer\n"]
    voice.announce("second")
    busy = False
    voice.announce("third")
    assert said[2:] == ["second\n", "third\n"]
