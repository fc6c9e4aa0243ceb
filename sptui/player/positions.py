"""Places in an item, as one types them: `1:23`, `83`, `40%`, `+30`, `-1:30`."""

import re

from sptui.figures import duration

EXAMPLES = "1:23 · 40% · +30 · -15"

_FORM = re.compile(r"(?P<sign>[+-]?)(?P<parts>[0-9]+(?::[0-9]{0,2}){0,2})(?P<percent>%?)")
_UNITS = (1, 60, 3600)
_LONGEST_S = 10**7  # seconds: beyond all that is sold


class NoPosition(ValueError):
    """Text that names no place in the item; says what is wrong with it."""


def position(text: str, now_ms: int, duration_ms: int) -> int:
    """The place in ms that `text` names, in an item of `duration_ms` (0: nobody knows) that is at `now_ms`.

    A number by itself counts seconds; a sign counts from here, and back no further than to the start.
    Raises `NoPosition`.
    """
    match = _FORM.fullmatch("".join(text.split()))
    if match is None:
        raise NoPosition(f"Type a time: {EXAMPLES}")
    sign, parts, percent = match["sign"], match["parts"], match["percent"]
    if percent:
        return _share(sign, parts, duration_ms)
    ms = _seconds(parts) * 1000
    at = {"": ms, "+": now_ms + ms, "-": max(0, now_ms - ms)}[sign]
    if duration_ms and at > duration_ms:
        raise NoPosition(f"It ends at {duration(duration_ms)}.")
    return at


def meaning(at_ms: int, duration_ms: int) -> str:
    """A place as people read it: `2:04 of 3:05`."""
    return f"{duration(at_ms)} of {duration(duration_ms)}" if duration_ms else duration(at_ms)


def _share(sign: str, parts: str, duration_ms: int) -> int:
    percent = parts.lstrip("0") or "0"
    if sign or ":" in parts or len(percent) > 3 or int(percent) > 100:
        raise NoPosition("Percent go from 0% to 100%.")
    if not duration_ms:
        raise NoPosition("Spotify does not tell how long it is: type a time.")
    return duration_ms * int(percent) // 100


def _seconds(parts: str) -> int:
    numbers = [int((part.lstrip("0") or "0")[:9]) for part in parts.split(":")][::-1]
    if any(number > 59 for number in numbers[:-1]):
        raise NoPosition("Seconds and minutes go to 59: 1:05, 1:02:03")
    return min(sum(number * unit for number, unit in zip(numbers, _UNITS, strict=False)), _LONGEST_S)
