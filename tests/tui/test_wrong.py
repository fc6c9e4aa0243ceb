"""What is told of settings that are wrong."""

from pathlib import Path

import pytest

from sptui.settings import DEFAULTS, Loaded, Settings, load_settings
from sptui.tui.wrong import Wrong, problems_of


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("SPTUI_MOTION", "SPTUI_THEME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "config.toml"


def test_what_is_wrong_is_told_once_for_as_long_as_it_stays_so(config: Path) -> None:
    told: list[str] = []
    wrong = Wrong(told.append)
    config.write_text('theme = "neon"\nart = 3\n')
    assert len(wrong.tell(load_settings(config))) == 2
    config.write_text('mouse = false\ntheme = "neon"\nart = 3\n')
    assert wrong.tell(load_settings(config)) == []
    assert [text.partition(";")[0] for text in told] == [
        "config.toml:1:1: theme: there is none called 'neon'",
        "config.toml:2:1: art: there is no such choice",
    ]
    config.write_text('theme = "nord"\n')
    wrong.tell(load_settings(config))
    config.write_text('theme = "neon"\n')
    wrong.tell(load_settings(config))
    assert told[2:] == told[:1], "it was mended meanwhile"


def test_of_more_than_two_the_first_is_told_and_how_many_there_are_besides(config: Path) -> None:
    told: list[str] = []
    config.write_text('theme = "neon"\nart = 3\nmotion = 3\nkeys."player.nxt" = "x"\n')
    assert len(Wrong(told.append).tell(load_settings(config))) == 4
    assert told[1:] == ["3 more settings are wrong: `sptui config check` tells all of them."]


def test_without_a_file_the_same_is_told_without_places() -> None:
    assert problems_of(Loaded(DEFAULTS)) == ()
    (problem,) = problems_of(Loaded(Settings.model_construct(theme="sptui-lihgt")))
    assert problem.told == (
        "theme: there is none called 'sptui-lihgt'; perhaps sptui-light is meant. \"sptui\" holds instead."
    )


def test_a_theme_of_ones_own_is_one(config: Path) -> None:
    config.write_text('theme = "mine"\n[themes.mine]\nbased_on = "nord"\n')
    assert problems_of(load_settings(config)) == ()
