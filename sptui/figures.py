"""Numbers, lengths, times and words as people read them: one place for the screen and for the command line."""

import time


def duration(ms: int) -> str:
    """`ms` milliseconds as `3:05` or `1:02:03`, rounded down to whole seconds; below zero counts as zero."""
    minutes, seconds = divmod(max(0, ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def remaining(ms: int) -> str:
    """`ms` milliseconds that are left, as `-2:10`."""
    return f"-{duration(ms)}"


def count(n: int) -> str:
    """`n` with its thousands apart: `10,000`."""
    return f"{n:,}"


def ago(seconds: float) -> str:
    """How long ago something `seconds` old was: `just now`, `12 s ago`, `4 min ago`, `3 h ago`, `2 d ago`."""
    if seconds < 5:
        return "just now"
    for limit, size, unit in ((60, 1, "s"), (3600, 60, "min"), (86_400, 3600, "h")):
        if seconds < limit:
            return f"{int(seconds // size)} {unit} ago"
    return f"{int(seconds // 86_400)} d ago"


def time_of_day(epoch: float) -> str:
    """The time on the wall at `epoch` (epoch seconds): `23:41`."""
    return time.strftime("%H:%M", time.localtime(epoch))


def moment(epoch: float, now: float) -> str:
    """When `epoch` was, seen from `now` (epoch seconds): `23:41`, and on another day `Mon 23:41`."""
    then, today = time.localtime(epoch), time.localtime(now)
    return time.strftime("%H:%M" if then[:3] == today[:3] else "%a %H:%M", then)


def lower_first(text: str) -> str:
    """`text` as it goes on behind a colon."""
    return text[:1].lower() + text[1:]
