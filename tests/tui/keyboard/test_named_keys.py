"""Sentences that name keys."""

import re
from pathlib import Path

import pytest

import sptui
from sptui.spotify import advice, errors
from sptui.tui.keyboard.marks import filled
from sptui.tui.keyboard.named import key_of, with_keys

PACKAGE = Path(sptui.__file__).parent
KEYS = {"pane.devices": "d", "pane.search": "g /", "player.like": "", "app.palette": "^p"}
TITLES = {"player.like": "Like"}


def said(text: str) -> str:
    return filled(text, KEYS.get, lambda id_: TITLES[id_])


def test_a_mark_reads_as_the_key_of_its_action() -> None:
    assert said("Press [[pane.search]] to search, or [[pane.devices]].") == "Press g / to search, or d."


def test_an_action_without_a_key_is_found_in_the_palette() -> None:
    assert said("Press [[player.like]] while one plays") == "Press ^p “Like” while one plays"
    assert filled("[[player.like]] it", {"player.like": ""}.get, TITLES.__getitem__) == "“Like” it"


@pytest.mark.parametrize("title", ["[[no.such]]", "[[ ]]", "[[Deluxe]]", "[[pane.devices]", "[/bold]", "]] [["])
def test_what_is_no_mark_stays_as_it_is(title: str) -> None:
    assert said(f"“{title}” is queued.") == f"“{title}” is queued."


def test_the_app_names_its_own_keys_and_those_of_its_dialogs() -> None:
    assert with_keys("[[pane.devices]] [[device.prefer]] [[app.back]] [[sign-in.copy]]") == "d * esc y"


def test_every_mark_in_the_program_names_an_action() -> None:
    marks = {
        (path.name, mark)
        for path in PACKAGE.rglob("*.py")
        if path.name != "marks.py"
        for mark in re.findall(r"\[\[([a-z-]+\.[a-z.-]+)\]\]", path.read_text("utf-8"))
    }
    assert len(marks) > 20
    assert [mark for mark in marks if key_of(mark[1]) is None] == []


def test_the_command_line_is_told_of_no_key_of_the_screen() -> None:
    some = [
        kind("No.", status=400) for kind in (errors.NoActiveDevice, errors.DeviceNotFound, errors.InsufficientScope)
    ]
    assert not any("[[" in advice.told(error) for error in (*some, errors.LoginRequired("No.")))
    assert "[[pane.devices]]" in advice.told(some[0], on_screen=True)
