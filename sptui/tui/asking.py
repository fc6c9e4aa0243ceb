"""Asking first where something costs many requests, and telling how far it is."""

from typing import TYPE_CHECKING

from sptui.tui.text import count

if TYPE_CHECKING:
    from sptui.tui.app import SptuiApp

SEVERAL = 5
"""Requests above which somebody is asked first."""


async def agreed(app: "SptuiApp", requests: int, question: str, *, yes: str) -> bool:
    """Whether so many `requests` may be sent: they are few, or somebody says yes. `yes` is what that does."""
    if requests <= SEVERAL:
        return True
    usage = app.player.state.usage
    spent = f"{count(usage.day)} of {count(usage.budget)} were sent in the last 24 hours."
    cost = f"{count(requests)} request{'s' if requests != 1 else ''}"
    return await app.asks(question, f"That takes {cost}; {spent}", yes=yes)


def show_progress(app: "SptuiApp", done: int, total: int) -> None:
    """Tell that so many of several requests of one change are done, until all are."""
    app.main.working = f"{count(done)} of {count(total)} requests done …" if done < total > 1 else ""
