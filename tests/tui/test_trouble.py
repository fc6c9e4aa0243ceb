from datetime import UTC, datetime

import pytest

from sptui.player.state import Trouble
from sptui.tui.panes.trouble import told

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("until", "read_at", "line"),
    [
        (None, None, "Gone."),
        (1_060.0, None, "Gone."),
        (1_600.0, None, "Gone. sptui asks again at 12:10."),
        (1_000.0 + 13 * 3600, None, "Gone. sptui asks again on Tuesday at 01:00."),
        (None, 880.0, "Gone. What you see was read 2 min ago."),
        (1_600.0, 999.0, "Gone. sptui asks again at 12:10. What you see was read just now."),
    ],
)
def test_it_tells_what_when_again_and_how_old(until: float | None, read_at: float | None, line: str) -> None:
    trouble = Trouble(kind="offline", text="Gone.", until=until)
    assert told(trouble, read_at, 1_000.0, NOON) == line
