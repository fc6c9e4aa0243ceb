"""Times and counts as people read them."""


def duration(ms: int) -> str:
    """`ms` milliseconds as `3:05` or `1:02:03`, rounded down to whole seconds; below zero counts as zero."""
    minutes, seconds = divmod(max(0, ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def count(n: int) -> str:
    """`n` with its thousands apart: `10,000`."""
    return f"{n:,}"
