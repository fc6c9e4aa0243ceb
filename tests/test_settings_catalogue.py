import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sptui.settings import DEFAULTS, Settings, load_settings
from sptui.settings.about import SECTIONS
from sptui.settings.catalogue import as_toml, catalogue, entry_of, give_of, known_below, value_of
from sptui.settings.models import Keys
from sptui.settings.template import template
from sptui.settings_file import change


def leaves(table: dict[str, Any], above: str = "") -> set[str]:
    """The dotted keys of all that is no table with something in it."""
    found = set()
    for key, value in table.items():
        found |= leaves(value, f"{above}{key}.") if isinstance(value, dict) and value else {above + key}
    return found


def test_every_setting_stands_in_the_catalogue_once_with_all_that_is_to_be_told() -> None:
    entries = catalogue()
    assert {entry.key for entry in entries} == leaves(DEFAULTS.model_dump()) | {"keys"}
    assert len({entry.key for entry in entries}) == len({entry.title for entry in entries}) == len(entries)
    assert [section for section in SECTIONS if any(entry.section == section for entry in entries)] == list(SECTIONS)
    for entry in entries:
        assert entry.about.endswith("."), entry.key
        assert entry.give, entry.key
        assert "[" not in entry.about, "the palette would take it for markup"
        assert not entry.give.endswith("."), entry.key
        assert not entry.restart or entry.restart.endswith("."), entry.key
        assert entry.default == value_of(DEFAULTS, entry.key)


def test_choices_ranges_and_variables_are_those_of_the_fields() -> None:
    budget, profile, mouse, keys = map(entry_of, ("sync.daily_budget", "sync.profile", "mouse", "keys"))
    assert budget is not None and profile is not None and mouse is not None and keys is not None  # noqa: PT018
    assert (budget.kind, budget.least, budget.most, budget.variable) == (
        "number",
        50,
        10_000,
        "SPTUI_SYNC__DAILY_BUDGET",
    )
    assert (profile.kind, profile.choices) == ("choice", ("frugal", "balanced", "live"))
    assert (mouse.kind, mouse.allowed, keys.variable) == ("switch", "true or false", "")
    assert entry_of("nothing") is None


def test_what_may_be_given_in_tables_with_names_of_ones_own_is_known() -> None:
    assert give_of(("themes", "mine", "accent")) == "give a colour, such as #74d3b4"
    assert known_below(("themes", "mine"))[:2] == ("based_on", "accent")
    assert (give_of(("themes", "mine")), give_of(("sync", "no")), known_below(("theme",))) == ("", "", ())


@pytest.mark.parametrize(
    ("value", "text"),
    [('ä\n"', '"ä\\n\\""'), (True, "true"), (3, "3"), (None, '""'), (["n", "N"], '["n", "N"]'), ({}, "{}")],
)
def test_a_value_is_shown_as_config_toml_writes_it(value: object, text: str) -> None:
    assert as_toml(value) == text


def test_a_table_is_shown_in_one_line_and_a_secret_not_at_all() -> None:
    settings = Settings.model_validate({"client_secret": "s3cret", "keys": {"player": {"next": "n"}}})
    assert as_toml(value_of(settings, "keys")) == '{ "player.next" = ["n"] }'
    assert tomllib.loads(f"x = {as_toml(value_of(settings, 'keys'))}") == {"x": {"player.next": ["n"]}}
    assert as_toml(value_of(settings, "client_secret")) == "(hidden)"


def test_the_file_to_begin_with_sets_nothing_and_shows_every_default(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(template(), "utf-8")
    loaded = load_settings(file)
    assert (loaded.settings, loaded.problems) == (Settings(), ())
    assert {entry.key for entry in catalogue() if loaded.origin(entry.key).kind != "default"} == set()
    shown = re.sub(r'^# (?=[a-z_]+ = |"player)', "", template(), flags=re.MULTILINE)
    file.write_text(shown.replace('client_secret = ""\n', "").replace("# [themes", "[themes"), "utf-8")
    given = load_settings(file)
    assert given.problems == ()
    assert given.settings.model_copy(update={"themes": {}, "keys": Keys()}) == Settings()
    assert given.settings.keys.of == {"player.next": ("n", "ctrl+right"), "player.previous": ("",)}
    assert given.settings.themes["mine"].accent == "#74d3b4"
    missing = [entry.key for entry in catalogue() if given.origin(entry.key).kind == "default"]
    assert missing == ["client_secret"]
    assert max(map(len, template().splitlines())) <= 79


def test_in_that_file_each_setting_can_be_changed_below_its_default(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    for entry in catalogue():
        if entry.kind == "table":
            continue
        file.write_text(template(), "utf-8")
        change(file, {entry.key: entry.default if entry.default is not None else "s3cret"})
        name = entry.key.rpartition(".")[2]
        assert re.search(rf"^# {name} = .*\n{name} = ", file.read_text("utf-8"), re.MULTILINE), entry.key


def test_a_broken_line_in_that_file_is_no_reason_to_stop(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(template().replace('# theme = "sptui"', "theme = = 3"), "utf-8")
    assert len(load_settings(file).problems) == 1
