"""Which keys do what: the table's, those of a preset, and those that somebody chose in `config.toml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from sptui.tui.actions.action import Action
from sptui.tui.keyboard.strokes import NoKey, Strokes, shown, strokes, written

Room = Sequence[Action[Any]]
"""Actions whose keys count at the same time."""

Keys = Mapping[str, tuple[Strokes, ...]]
"""Alternatives by the id of an action."""

_parsed = lru_cache(maxsize=None)(strokes)


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in the line of the action `id` that cannot be, and what becomes of it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of actions: those of their table, but for those that are `changed`."""

    changed: Keys = field(default_factory=dict)

    def of(self, action: Action[Any]) -> tuple[Strokes, ...]:
        """All that does the action; nothing when no key does."""
        changed = self.changed.get(action.id)
        return _parsed(action.keys) if changed is None else changed

    def shown(self, action: Action[Any]) -> str:
        """All of that, as people read it."""
        keys = self.of(action)
        return ("  " if any(len(each) > 1 for each in keys) else " ").join(shown(each) for each in keys)

    def first(self, action: Action[Any]) -> str:
        """The one to tell of where there is room for one only, "" for none."""
        keys = self.of(action)
        return shown(keys[0]) if keys else ""


AS_IN_THE_TABLE: Final = Keymap()


def keymap_of(
    rooms: Sequence[Room],
    preset: Mapping[str, str] = MappingProxyType({}),
    chosen: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> tuple[Keymap, tuple[Mistake, ...]]:
    """The keys of all actions in `rooms`, and what cannot be in what was `chosen`: alternatives by the action's id.

    What was chosen goes before the preset, and that before the table: a key that stands in two of them does what the
    first says, and so does whatever begins with it. What is wrong is not used, all the rest is. What leaves something
    has always a key.
    """
    if not preset and not chosen:
        return AS_IN_THE_TABLE, ()
    by_id = {action.id: action for room in rooms for action in room}
    own, mistakes = _read(by_id, chosen)
    own = _with_ways_out(rooms, preset, own)
    for room in rooms:
        mistakes += _part(room, own)
    given = {id_: strokes(keys) for id_, keys in preset.items() if id_ not in own}
    table = {id_: _parsed(action.keys) for id_, action in by_id.items() if id_ not in own and id_ not in given}
    keys = dict(own)
    for weaker in (given, table):
        left = _left(rooms, weaker, keys)
        keys |= left
        mistakes += _bereft([by_id[id_] for id_, its in left.items() if weaker[id_] and not its], weaker, own)
    return Keymap({id_: its for id_, its in keys.items() if its != _parsed(by_id[id_].keys)}), tuple(mistakes)


def _read(
    by_id: Mapping[str, Action[Any]], chosen: Mapping[str, Sequence[str]]
) -> tuple[dict[str, tuple[Strokes, ...]], list[Mistake]]:
    """What was chosen, as far as it can be read; no key at all where that was meant."""
    own: dict[str, tuple[Strokes, ...]] = {}
    mistakes: list[Mistake] = []
    for id_, alternatives in chosen.items():
        if (action := by_id.get(id_)) is None:
            near = get_close_matches(id_, by_id, n=1)
            advice = f"did you mean “{near[0]}”?" if near else "the list of keys has them all"
            mistakes.append(Mistake(id_, f"there is no such action; {advice}"))
            continue
        its: list[Strokes] = []
        wrong: list[str] = []
        for each in alternatives:
            try:
                its += strokes(written(each))
            except NoKey as error:
                wrong.append(str(error))
        if action.in_turn and any(len(each) > 1 for each in its):
            its = [each for each in its if len(each) == 1]
            wrong.append("where one types, one key at a time counts; give a single one")
        if not its and not wrong and _leaves(id_):
            wrong.append("there has to be a way out; it keeps its keys")
        mistakes += [Mistake(id_, text) for text in wrong]
        if its or not wrong:
            own[id_] = tuple(dict.fromkeys(its))
    return own, mistakes


def _leaves(id_: str) -> bool:
    """Whether nothing else closes what the action closes."""
    return id_ == "app.back" or id_.endswith(".leave")


def _with_ways_out(
    rooms: Sequence[Room], preset: Mapping[str, str], own: dict[str, tuple[Strokes, ...]]
) -> dict[str, tuple[Strokes, ...]]:
    """What was chosen, with that first which leaves something: also its usual keys, were they all given away."""
    out = {id_: its for id_, its in own.items() if _leaves(id_)}
    for room in rooms:
        taken = {each for action in room for each in own.get(action.id, ())}
        for action in room:
            its = _parsed(preset.get(action.id, action.keys))
            if _leaves(action.id) and action.id not in own and taken.issuperset(its):
                out[action.id] = its
    return {**out, **own}


def _part(room: Room, own: dict[str, tuple[Strokes, ...]]) -> list[Mistake]:
    """Leave what was chosen for two actions of a room to the first of them."""
    mistakes: list[Mistake] = []
    ids = {action.id for action in room}
    holders: dict[Strokes, str] = {}
    for id_ in [id_ for id_ in own if id_ in ids]:
        for each in own[id_]:
            holder = holders.setdefault(each, id_)
            if holder != id_:
                mistakes.append(Mistake(id_, f"“{shown(each)}” is given to “{holder}” already, which keeps it"))
                own[id_] = tuple(one for one in own[id_] if one != each)
    return mistakes


def _left(rooms: Sequence[Room], weaker: Keys, stronger: Keys) -> Keys:
    """What the `stronger` leave to the `weaker`."""
    left = dict(weaker)
    for room in rooms:
        taken = {each for action in room for each in stronger.get(action.id, ())}
        for action in room:
            if taken and action.id in left:
                left[action.id] = tuple(
                    each for each in left[action.id] if not any(each[:end] in taken for end in range(1, len(each) + 1))
                )
    return left


def _bereft(actions: Sequence[Action[Any]], table: Keys, own: Keys) -> list[Mistake]:
    """That actions have no key left, told where their keys were given away."""
    without: dict[tuple[str, Strokes], list[Action[Any]]] = {}
    for action in actions:
        for id_, its in own.items():
            taken = next((one for one in its for each in table[action.id] if each[: len(one)] == one), None)
            if taken is not None:
                without.setdefault((id_, taken), []).append(action)
                break
    return [
        Mistake(id_, f"“{shown(taken)}” leaves {_named(bereft)} without a key; choose another")
        for (id_, taken), bereft in without.items()
    ]


def _named(actions: Sequence[Action[Any]]) -> str:
    names = [f"“{action.id}” ({action.title})" for action in actions[:1]] + [f"“{each.id}”" for each in actions[1:3]]
    more = f" and {len(actions) - 3} more" if len(actions) > 3 else ""
    return ", ".join(names) + more
