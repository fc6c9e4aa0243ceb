"""The text on a terminal's screen, and where on it sptui says what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

_TITLE = re.compile(r" +(?P<mark>[▶⏸■])  (?P<title>\S.*?)(?:  +(?P<modes>[♥♡⇄].*))?")
_SEEK = re.compile(r" +(?P<minutes>\d+):(?P<seconds>\d\d)  [━╸─┄]+  +\d+:\d\d")
_BYLINE = re.compile(r".*  (?P<device>\S.*?)  ·  (?P<volume>\S.*)")
_PERCENT = re.compile(r"(\d+) %")
_BETWEEN = re.compile("│ [│╭╰]")
_HEADING = re.compile(r" ╭─ (?:‹ )?(.+?) ─+╮")
_FOOT = re.compile(r" ╰─+(?: (.+?) ─)?╯")
_LISTED = re.compile(r" │(?P<cursor>[▌▏ ])(?P<mark>.) (?P<name>[^│]*)│")
_SCROLL_BAR = " ▁▂▃▄▅▆▇█"
_STATUS = re.compile(r"exit status (\d+)")


@dataclass(frozen=True)
class Screen:
    """The lines of a screen from top to bottom, without the blanks at their ends."""

    lines: Sequence[str]

    def __contains__(self, text: str) -> bool:
        return any(text in line for line in self.lines)

    def __str__(self) -> str:
        return "\n".join(self.lines)

    @property
    def exit_status(self) -> int | None:
        """What the shell has told about the program's end."""
        found = [match for line in self.lines if (match := _STATUS.fullmatch(line))]
        return int(found[-1][1]) if found else None

    @property
    def mark(self) -> str:
        """▶, ⏸ or ■, and "" before the player is there."""
        return self._player(_TITLE, 0, "mark")

    @property
    def title(self) -> str:
        """What plays."""
        return self._player(_TITLE, 0, "title")

    @property
    def modes(self) -> str:
        """Liked, shuffle and repeat."""
        return self._player(_TITLE, 0, "modes")

    @property
    def device(self) -> str:
        """Where it plays."""
        return self._player(_BYLINE, 1, "device")

    @property
    def volume(self) -> int | None:
        """In percent, None when the player line shows none."""
        told = self._player(_BYLINE, 1, "volume")
        match = _PERCENT.search(told)
        return int(match[1]) if match else 0 if told == "muted" else None

    @property
    def position(self) -> int:
        """The time on the left of the seek bar, in seconds; -1 without one."""
        match = next((match for line in self.lines if (match := _SEEK.fullmatch(line))), None)
        return int(match["minutes"]) * 60 + int(match["seconds"]) if match else -1

    @property
    def found(self) -> list[str]:
        """The lines of the search, which is the left one of two columns of panes."""
        return [
            _BETWEEN.split(line)[0].lstrip(" │▌▏▶×").rstrip(_SCROLL_BAR) for line in self.lines if _BETWEEN.search(line)
        ]

    @property
    def heading(self) -> str:
        """What the pane in the left one of two columns is called."""
        match = _HEADING.match(self.lines[0]) if self.lines else None
        return match[1] if match else ""

    @property
    def status(self) -> str:
        """What stands in the border below it."""
        return next((match[1] or "" for line in self.lines if (match := _FOOT.match(line))), "")

    @property
    def rows(self) -> list[str]:
        """The names in its list, also beside a message that covers the other column."""
        return [_name(match) for match in self._listed]

    @property
    def cursor(self) -> str:
        """The name in the row with the cursor, "" where the list has not the focus."""
        return next((_name(match) for match in self._listed if match["cursor"] == "▌"), "")

    @property
    def marked(self) -> list[str]:
        """The names in the marked rows."""
        return [_name(match) for match in self._listed if match["mark"] == "✓"]

    @property
    def queue(self) -> list[str]:
        """The titles of what comes next, as far as they are seen in the right one of two columns of panes."""
        right = [_BETWEEN.split(line, maxsplit=1)[-1] for line in self.lines]
        start = next((place for place, row in enumerate(right) if row.strip(" │") == "Next"), len(right))
        rows = takewhile(bool, (row.strip(" │▌▏╮╯─×") for row in right[start + 1 :]))
        return [re.split(r"  +", row)[0] for row in rows]

    @property
    def _listed(self) -> list[re.Match[str]]:
        return [match for line in self.lines if (match := _LISTED.match(line))]

    def _player(self, pattern: re.Pattern[str], below: int, group: str) -> str:
        """A group of the `pattern` for the line so far `below` that of the title."""
        place = max((place for place, line in enumerate(self.lines) if _TITLE.fullmatch(line)), default=None)
        match = None if place is None else pattern.fullmatch(self.lines[place + below])
        return (match[group] or "") if match else ""


def _name(row: re.Match[str]) -> str:
    return re.split(r"  +", row["name"].strip())[0]
