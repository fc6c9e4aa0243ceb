import string

import pytest
from textual.keys import _character_to_key

from sptui.tui.keyboard.strokes import NoKey, shown, strokes, written


def test_a_character_has_the_name_that_textual_gives_it() -> None:
    for character in string.printable[:94]:
        alternative = "comma" if character == "," else character
        assert strokes(alternative) == ((_character_to_key(character),),)


def test_what_is_shown_of_a_character_is_the_character() -> None:
    for character in string.printable[:94]:
        assert shown((_character_to_key(character),)) == character


@pytest.mark.parametrize(
    ("text", "keys", "told"),
    [
        ("n", "n", "n"),
        ("N", "N", "N"),
        ("shift+n", "N", "N"),
        ("g p", "g p", "g p"),
        ("  g   p ", "g p", "g p"),
        (",", "comma", ","),
        ("g ,", "g comma", "g ,"),
        ("Ctrl+S", "ctrl+s", "^s"),
        ("ctrl++", "ctrl+plus", "^+"),
        ("+", "plus", "+"),
        ("alt+shift+up", "shift+alt+up", "shift+alt+up"),
        ("Esc", "escape", "esc"),
        ("page_down", "pagedown", "page down"),
        ("PgUp", "pageup", "page up"),
        ("F5", "f5", "f5"),
        ("ctrl+space", "ctrl+@", "^space"),
        ("ctrl+i", "tab", "tab"),
        ("backtab", "shift+tab", "shift+tab"),
        ("left", "left", "←"),
        ("é", "é", "é"),
    ],
)
def test_what_people_write_is_a_key(text: str, keys: str, told: str) -> None:
    assert written(text) == keys
    assert shown(strokes(written(text))[0]) == told


@pytest.mark.parametrize("text", ["", " ", "none", "None"])
def test_no_key_can_be_written_too(text: str) -> None:
    assert written(text) == ""
    assert strokes(written(text)) == ()


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("gg", "“gg” is no key; for one after the other write “g g”"),
        ("C-n", "“C-n” is no key; write “ctrl+n”"),
        ("^n", "“^n” is no key; write “ctrl+n”"),
        ("M-x", "“M-x” is no key; write “alt+x”"),
        ("g spacebar", "“spacebar” is no key; write such as “n”, “ctrl+n”, “pagedown” or “g n”"),
        ("strg+n", "“strg+n” is no key; write such as “n”, “ctrl+n”, “pagedown” or “g n”"),
    ],
)
def test_what_is_no_key_gets_advice(text: str, advice: str) -> None:
    with pytest.raises(NoKey) as caught:
        written(text)
    assert str(caught.value) == advice
