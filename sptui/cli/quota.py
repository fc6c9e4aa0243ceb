"""`sptui quota`: what was sent to Spotify in the last 24 hours, by hour and by kind of request."""

import argparse
import json
import math
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from sptui.cli.account import Account, account_of
from sptui.spotify.advice import minute_after
from sptui.spotify.pacing import DAY, EVERYTHING, SIGN_IN, Cooldown, Usage
from sptui.store import Store

_HOUR = DAY / 24
_BLOCKS, _ASCII = "·▁▂▃▄▅▆▇█", ".:-=+*%#@"  # none, then from the fewest to the most
_TICK = 6  # hours between two times on the axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What all processes of an account have sent until `now` (epoch seconds), and what must not be sent.

    `by_hour` has the counts of each family in the last 24 hours, the oldest first.
    """

    now: float
    usage: Usage
    by_hour: Mapping[str, Sequence[int]]
    cooldowns: Sequence[Cooldown]

    @property
    def families(self) -> Sequence[str]:
        """The families, the one with the most requests first, and sign-in, which counts in no quota, last."""
        return sorted(self.by_hour, key=lambda name: (name == SIGN_IN, -sum(self.by_hour[name]), name))

    @property
    def counted(self) -> Sequence[int]:
        """How many requests of each hour count in the quota."""
        rows = [counts for family, counts in self.by_hour.items() if family != SIGN_IN]
        return [sum(hour) for hour in zip(*rows, strict=True)] or [0] * 24


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `quota` to the command line."""
    parser = subparsers.add_parser(
        "quota",
        help="print what was sent to Spotify in the last 24 hours",
        description="Print what every sptui of yours has sent to Spotify in the last 24 hours, by hour and by kind of "
        "request, and until when Spotify wants silence. It sends nothing.",
    )
    parser.add_argument("--json", action="store_true", help="as one line of JSON, with the same keys always")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what was spent and return the exit status. Raises `SettingsError`."""
    account = account_of(args)
    with closing(account.store()) as store:
        spent = _spent(account, store, time.time())
    if args.json:
        print(as_json(spent))
    else:
        print(*as_lines(spent, _marks(sys.stdout.encoding)), sep="\n")
    return 0


def _spent(account: Account, store: Store, now: float) -> Spent:
    pacing = account.pacing(store, lambda: now)
    return Spent(now=now, usage=pacing.usage(), by_hour=store.by_hour(now), cooldowns=pacing.cooldowns())


def _marks(encoding: str) -> str:
    """The nine marks of the chart that an output in `encoding` can take."""
    try:
        _BLOCKS.encode(encoding)
    except UnicodeEncodeError:
        return _ASCII
    return _BLOCKS


def as_json(spent: Spent) -> str:
    """`spent` as one line of ASCII JSON; its keys and their order never change.

    `daily_budget`; `last_24_h` and `last_30_s`, requests that count in it; `reserved_from`, the number in a day from
    which only the user's own are sent; `stretch`, how many times longer than usual the intervals between reads are,
    null when there are no reads; `by_hour`, 24 times {from, requests}, the oldest first; `families`, by name
    {last_24_h, by_hour: 24 numbers}, of which `accounts` counts in no quota; `cooldowns`, each {family, until, quota},
    where family "*" is everything and `quota` tells a used-up quota from a short rate limit. Times are ISO, local.
    """
    usage = spent.usage
    starts = [_local(spent.now - DAY + hour * _HOUR).isoformat(timespec="seconds") for hour in range(24)]
    return json.dumps({
        "daily_budget": usage.budget,
        "last_24_h": usage.day,
        "last_30_s": usage.recent,
        "reserved_from": usage.reserved_from,
        "stretch": None if math.isinf(usage.stretch) else round(usage.stretch, 2),
        "by_hour": [{"from": start, "requests": n} for start, n in zip(starts, spent.counted, strict=True)],
        "families": {
            name: {"last_24_h": sum(spent.by_hour[name]), "by_hour": list(spent.by_hour[name])}
            for name in spent.families
        },
        "cooldowns": [
            {"family": each.family, "until": _local(each.until).isoformat(timespec="seconds"), "quota": each.quota}
            for each in spent.cooldowns
        ],
    })  # fmt: skip


def as_lines(spent: Spent, marks: str = _BLOCKS) -> Iterator[str]:
    """`spent` for people, in `marks`: none, then from the fewest to the most in an hour."""
    yield count(spent.usage)
    if spent.by_hour:
        yield ""
        yield from _chart(spent, marks)
    else:
        yield "Nothing was sent: the chart begins with the first request."
    notes = [*meaning(spent.usage), *(silence(each, spent.now) for each in spent.cooldowns)]
    yield from ("", *notes) if notes else ()


def _chart(spent: Spent, marks: str) -> Iterator[str]:
    rows = {name: spent.by_hour[name] for name in spent.families}
    most = max(max(counts) for counts in (*rows.values(), spent.counted))
    width = max(map(len, (*rows, "all")))
    for name, counts in {**rows, "all": spent.counted}.items():
        bars = "".join(marks[math.ceil(count * (len(marks) - 1) / most)] for count in counts)
        note = "  sign-in, not counted" if name == SIGN_IN else ""
        yield f"{name:{width}}  {bars}  {sum(counts):>6,}{note}"
    ticks = [f"{_local(spent.now - DAY + hour * _HOUR):%H:%M}" for hour in range(0, 24, _TICK)]
    yield f"{'':{width}}  {' '.join(ticks)} now     {marks[-1]} = {most:,} an hour"


def count(usage: Usage) -> str:
    """What was spent of the budget."""
    return f"{usage.day:,} of {usage.budget:,} requests in the last 24 hours, {usage.recent:,} in the last 30 s"


def meaning(usage: Usage) -> Iterator[str]:
    """What that count means for what is sent from now on; nothing while it means nothing."""
    if usage.reserved:
        yield f"Until the count falls below {usage.reserved_from:,}, only your keys send requests."
    elif usage.stretch > 1:
        yield f"Reads come {usage.stretch:.1f} times further apart than usual, so that the budget lasts."


def silence(cooldown: Cooldown, now: float) -> str:
    """Until when Spotify wants silence, and why, as it is by `now` (epoch seconds)."""
    what = "everything" if cooldown.family == EVERYTHING else cooldown.family
    why = "daily quota used up" if cooldown.quota else "too many at once"
    if cooldown.left(now) < 120:
        until = f"{_local(math.ceil(cooldown.until)):%H:%M:%S}"
    else:
        until = f"{minute_after(cooldown.until):%A %H:%M}"
    return f"{what}: Spotify wants no requests until {until} ({why})"


def _local(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch).astimezone()
