"""All that is wrong with the settings, what only the screen knows of as well: themes and keys."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from textual.theme import BUILTIN_THEMES

from sptui.settings import Loaded, Problem
from sptui.tui.keyboard.choosing import keymap_by
from sptui.tui.looks.own import own_themes
from sptui.tui.themes import DARK, OWN

_MOST_TOLD: Final = 2
"""Problems that are told one by one."""


class Wrong:
    """Tells what is wrong, each thing once for as long as it stays so."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._known: frozenset[str] = frozenset()

    def tell(self, loaded: Loaded) -> Sequence[str]:
        """Tell what is wrong with settings and was not told before: the first, and how much there is besides; what it
        is, one by one.
        """
        problems = problems_of(loaded)
        # Not by their places: a change of another setting moves them.
        texts = [problem.told for problem in problems if problem.what not in self._known]
        self._known = frozenset(problem.what for problem in problems)
        some = len(texts) <= _MOST_TOLD
        for text in texts if some else texts[:1]:
            self._tell(text)
        if not some:
            self._tell(f"{len(texts) - 1} more settings are wrong: `sptui config check` tells all of them.")
        return texts


def problems_of(loaded: Loaded) -> tuple[Problem, ...]:
    """What is wrong, as it stands in the file. No app need run."""
    found = [*loaded.problems, *_of_themes(loaded), *_of_keys(loaded)]
    return tuple(sorted(found, key=lambda problem: problem.position))


def _of_themes(loaded: Loaded) -> Iterator[Problem]:
    known = {**BUILTIN_THEMES, **{theme.name: theme for theme in OWN}}
    own, flaws = own_themes(loaded.settings.themes, known)
    for flaw in flaws:
        yield replace(flaw, place=loaded.where(flaw.key))
    names = [*known, *(theme.name for theme in own)]
    wanted = loaded.settings.theme
    if wanted not in names:
        near = get_close_matches(wanted, names, 1)
        origin = loaded.origin("theme")
        typed = origin.kind in ("flag", "variable")  # sptui does not start with that
        yield Problem(
            what=f"{origin.name if typed else 'theme'}: there is none called {wanted!r}",
            todo=f"perhaps {near[0]} is meant" if near else "the palette has them all",
            place="" if typed else origin.name,
            key="theme",
            instead="" if typed else f'"{DARK.name}" holds instead.',
        )


def _of_keys(loaded: Loaded) -> Iterator[Problem]:
    for mistake in keymap_by(loaded.settings.keys)[1]:
        key = f"keys.{mistake.id}"
        what, _, todo = mistake.text.partition("; ")
        yield Problem(what=f"{key}: {what}", todo=todo or "choose another", place=loaded.where(key), key=key)
