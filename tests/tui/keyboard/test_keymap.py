from collections import Counter

import pytest

from sptui.settings import Keys
from sptui.tui.actions import ACTIONS, BY_ID
from sptui.tui.actions.hints import HINTED
from sptui.tui.actions.motions import MOTIONS
from sptui.tui.keyboard.choosing import keymap_by
from sptui.tui.keyboard.keymap import AS_IN_THE_TABLE, Keymap, keymap_of
from sptui.tui.keyboard.presets import PRESETS
from sptui.tui.keyboard.rooms import DIALOGS, EVERY, ROOMS

STATES = {("sign-in.again", "sign-in.use")}
"""Actions that share a key since never both of them can be done."""


def chosen(**keys: object) -> tuple[Keymap, list[tuple[str, str]]]:
    keymap, mistakes = keymap_by(
        Keys.model_validate({id_.replace("__", ".").replace("_", "-"): its for id_, its in keys.items()})
    )
    return keymap, [(mistake.id, mistake.text) for mistake in mistakes]


def first(keymap: Keymap, id_: str) -> str:
    return keymap.shown(EVERY[id_])


def test_every_action_has_an_id_of_its_own() -> None:
    assert len(EVERY) == sum(map(len, ROOMS))
    assert all("." in id_ for id_ in EVERY), "a preset and a pause have none"


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_names_actions_that_are_there_and_leaves_each_of_them_a_key_of_its_own(preset: str) -> None:
    assert set(PRESETS[preset]) <= set(EVERY)
    keymap, mistakes = keymap_of(ROOMS, PRESETS[preset])
    assert mistakes == ()
    for room in ROOMS:
        held = Counter(keys for action in room for keys in keymap.of(action))
        shared = {keys for keys, holders in held.items() if holders > 1}
        sharing = {action.id for action in room for keys in keymap.of(action) if keys in shared}
        assert sharing == set() or tuple(sorted(sharing)) in STATES
        assert [action.id for action in room if not keymap.of(action)] == []
        for keys in held:
            assert not any(keys[:end] in held for end in range(1, len(keys))), f"{keys} would have to wait"


@pytest.mark.parametrize("preset", PRESETS)
def test_no_dialog_takes_a_key_that_moves_in_its_list(preset: str) -> None:
    keymap, _ = keymap_of(ROOMS, PRESETS[preset])
    moves = {keys for action in MOTIONS for keys in keymap.of(action)}
    for name, table in DIALOGS.items():
        taken = {keys for action in table if not action.in_turn for keys in keymap.of(action)} & moves
        assert taken <= {("down",), ("up",), ("enter",)}, name  # in forms and questions, which have no list


def test_what_is_hinted_is_an_action_with_a_short_name() -> None:
    assert all(BY_ID[id_].hint for hinted in HINTED.values() for id_ in hinted)
    assert all(len(set(hinted)) == len(hinted) for hinted in HINTED.values())


def test_nothing_chosen_is_the_table_itself() -> None:
    assert keymap_by(Keys()) == (AS_IN_THE_TABLE, ())
    assert [AS_IN_THE_TABLE.first(action) for action in ACTIONS[:2]] == ["space", "n"]


def test_an_action_gets_one_key_or_several_or_none() -> None:
    keymap, mistakes = chosen(player__next=["ctrl+n", "F5"], player__previous="", app__refresh="g R")
    assert mistakes == []
    assert [first(keymap, id_) for id_ in ("player.next", "player.previous", "app.refresh")] == ["^n f5", "", "g R"]
    assert first(keymap, "player.toggle") == "space"


def test_ids_may_be_written_as_tables_of_their_parts() -> None:
    keys = Keys.model_validate({"player": {"next": "x"}, "list": {"sort": ["y"]}})
    assert keys.of == {"player.next": ("x",), "list.sort": ("y",)}


def test_a_chosen_key_is_taken_from_the_action_that_has_others() -> None:
    keymap, mistakes = chosen(player__next="Q")
    assert mistakes == []
    assert first(keymap, "pane.queue") == "g q"


def test_it_is_told_where_an_action_loses_its_last_key() -> None:
    keymap, mistakes = chosen(player__next="p")
    assert mistakes == [("player.next", "“p” leaves “player.previous” (Previous) without a key; choose another")]
    assert first(keymap, "player.previous") == ""
    _, mistakes = chosen(player__next="g")
    ((id_, text),) = mistakes
    assert id_ == "player.next"
    assert text == (
        "“g” leaves “go.playlists” (Playlists), “go.liked”, “go.albums” and 11 more without a key; choose another"
    )


def test_of_a_key_that_is_chosen_twice_the_first_has_it() -> None:
    keymap, mistakes = chosen(player__next=["x", "F5"], player__previous=["x", "F6"], playlist__remove="F7")
    assert mistakes == [("player.previous", "“x” is given to “player.next” already, which keeps it")]
    assert (first(keymap, "player.next"), first(keymap, "player.previous")) == ("x f5", "f6")


def test_keys_of_different_dialogs_are_no_clash() -> None:
    _, mistakes = chosen(scenes__delete="F7", ask_first__agree="F7", player__next="F7")
    assert mistakes == []


def test_an_unknown_action_is_told_with_the_nearest_one() -> None:
    _, mistakes = chosen(player__nxt="x")
    assert mistakes == [("player.nxt", "there is no such action; did you mean “player.next”?")]
    _, mistakes = chosen(qqq__zzz="x")
    assert mistakes == [("qqq.zzz", "there is no such action; the list of keys has them all")]


def test_what_cannot_be_read_changes_nothing_and_the_rest_counts() -> None:
    keymap, mistakes = chosen(player__next="gg", player__previous=["gg", "F6"], app__help="F1")
    assert [id_ for id_, _ in mistakes] == ["player.next", "player.previous"]
    assert [first(keymap, id_) for id_ in ("player.next", "player.previous", "app.help")] == ["n", "f6", "f1"]


def test_where_one_types_only_single_keys_can_be_chosen() -> None:
    keymap, mistakes = chosen(setup__submit=["g s", "F2"])
    assert mistakes == [("setup.submit", "where one types, one key at a time counts; give a single one")]
    assert first(keymap, "setup.submit") == "f2"


def test_what_is_chosen_goes_before_a_preset() -> None:
    keymap, mistakes = keymap_by(Keys.model_validate({"preset": "vim", "player.next": "h"}))
    assert mistakes == ()
    assert (first(keymap, "player.next"), first(keymap, "player.seek-back")) == ("h", "< ←")


@pytest.mark.parametrize("id_", ["app.back", "menu.leave", "settings-box.leave"])
def test_what_leaves_something_keeps_a_key(id_: str) -> None:
    keymap, mistakes = keymap_by(Keys.model_validate({id_: ""}))
    assert [(mistake.id, mistake.text) for mistake in mistakes] == [
        (id_, "there has to be a way out; it keeps its keys")
    ]
    assert keymap.of(EVERY[id_]) == AS_IN_THE_TABLE.of(EVERY[id_])
    assert first(keymap_by(Keys.model_validate({id_: "F9"}))[0], id_) == "f9"


def test_nobody_else_takes_the_only_key_that_leaves_something() -> None:
    keymap, mistakes = chosen(app__help=["escape", "F1"], notices__copy="x", scenes__delete="escape")
    assert mistakes[:1] == [("app.help", "“esc” is given to “app.back” already, which keeps it")]
    assert (first(keymap, "app.help"), first(keymap, "app.back")) == ("f1", "esc")
    keymap, mistakes = chosen(app__help="F8", app__back="F8")
    assert mistakes == [("app.help", "“f8” is given to “app.back” already, which keeps it")]
    assert first(keymap, "app.back") == "f8"
