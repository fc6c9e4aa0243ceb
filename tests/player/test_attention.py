import pytest

from sptui.player.attention import Attention, Level


@pytest.mark.parametrize(
    ("attention", "level"),
    [
        (Attention(), "glancing"),
        (Attention(last_key=40.001), "watching"),
        (Attention(last_key=40.0), "glancing"),
        (Attention(last_key=99.0, focused=False), "away"),
        (Attention(focused=False), "away"),
    ],
)
def test_the_level_at_second_100(attention: Attention, level: Level) -> None:
    assert attention.level(100.0) == level


def test_a_key_proves_that_the_terminal_has_the_focus() -> None:
    pressed = Attention(focused=False, panes=frozenset({"queue"})).with_key(100.0)
    assert pressed == Attention(focused=True, last_key=100.0, panes=frozenset({"queue"}))


def test_rows_are_in_view_since_others_were() -> None:
    seen = Attention().with_view(["spotify:track:A", None, "", "spotify:album:a"], 100.0)
    assert (seen.view, seen.viewed_at) == (("spotify:track:A", "spotify:album:a"), 100.0)
    assert seen.with_view(list(seen.view), 105.0) is seen
    assert seen.with_view([], 105.0) == Attention(viewed_at=105.0)
