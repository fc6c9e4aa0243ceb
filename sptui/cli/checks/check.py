"""One line of the list."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "bad", "note"]
"""`bad` is what does not work now, or tells a secret to others; `note` what is not needed or cannot be told."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was found about one thing, for people, and the next `step`, "" where there is nothing to do.

    `id` is for programs and never changes. Neither text may hold a secret, nor the name of an account or a device.
    """

    id: str
    title: str
    state: State
    detail: str
    step: str = ""


def what_and_step(problem: str) -> tuple[str, str]:
    """The two halves of a `SettingsError`: what is wrong, and what to do, "" where it does not say."""
    what, _, step = problem.rpartition("; ")
    return (what, f"{step[:1].upper()}{step[1:]}.") if what else (problem, "")
