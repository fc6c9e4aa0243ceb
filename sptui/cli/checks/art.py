"""How covers are shown."""

import re
from collections.abc import Callable, Mapping

from sptui.cli.checks.check import Check
from sptui.desktop.graphics import EXTRA, Setting, choose
from sptui.desktop.terminal import Abilities


def art(
    setting: Setting, env: Mapping[str, str], abilities: Abilities | None, platform: str, has: Callable[[str], bool]
) -> Check:
    """What is chosen by `setting` in a terminal that has said so of itself, and why; `has` tells what is installed."""
    chosen = choose(setting, env, platform=platform, has=has, ask=lambda: abilities)
    if chosen.missing:
        step = f'Run `{EXTRA}`, or set art to "off".'
        return Check("surroundings.art", "covers", "bad", f'art = "{setting}", but {chosen.why}', step)
    if chosen.art != "off":
        return Check("surroundings.art", "covers", "ok", chosen.told)
    # It is no fault to go without, so there is something to do only where one thing is lacking.
    detail = re.sub(rf" \({re.escape(EXTRA)}\)$", "", chosen.told)
    return Check("surroundings.art", "covers", "note", detail, "" if detail == chosen.told else f"Run `{EXTRA}`.")
