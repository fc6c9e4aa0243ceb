"""Measure what sptui spends, and what a user waits for beside the floor that it is compared with in the same run.

Requests are counted on a simulated account and clock, so they are exact. Machines are noisy, so every time is a median
of several runs and the ratio to its floor is what counts. Prints two tables, and writes the same as JSON to
bench/results/latest.json.
"""

import compileall
import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

from lists import FIGURES as LISTS
from parsing import parse_page, parse_page_floor
from renewing import FIGURES as RENEWING
from spending import spent
from startup import FLOOR_APP, screen_after, time_of

HERE = Path(__file__).resolve().parent
SPTUI = [sys.executable, "-m", "sptui"]
RUNS = 7

Measure = Callable[[], float]

FIGURES: tuple[tuple[str, Measure, Measure], ...] = (
    (
        "`sptui --version` / `python -c pass`",
        lambda: time_of([*SPTUI, "--version"]),
        lambda: time_of([sys.executable, "-c", "pass"]),
    ),
    (
        "demo: start to the screen / an app with one Static",
        lambda: screen_after([*SPTUI, "demo"], "Devices"),
        lambda: screen_after([sys.executable, "-c", FLOOR_APP], "floor"),
    ),
    (
        "demo: start to what plays / an app with one Static",
        lambda: screen_after([*SPTUI, "demo"], "repeat off"),
        lambda: screen_after([sys.executable, "-c", FLOOR_APP], "floor"),
    ),
    ("a page of 50 tracks to models / json.loads", parse_page, parse_page_floor),
    *LISTS,
    *RENEWING,
)


def main() -> None:
    """Count the requests, then measure the times."""
    results = {"requests": spent(), "times": timed()}
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "latest.json").write_text(json.dumps(results, indent=2) + "\n")


def timed() -> list[dict[str, object]]:
    """Measure each time and its floor in turn, so that both meet the same noise."""
    for package in ("sptui", "textual", "httpx", "pydantic"):
        compileall.compile_dir(str(Path(__import__(package).__file__ or "").parent), quiet=2)
    results: list[dict[str, object]] = []
    print(f"{'figure / floor':<52} {'ms':>8} {'spread':>15} {'floor ms':>9} {'ratio':>6}")
    for name, measure, floor in FIGURES:
        pairs = [(measure(), floor()) for _ in range(RUNS + 1)][1:]
        times, floors = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        middle, base = statistics.median(times), statistics.median(floors)
        ratio = statistics.median(time / floor for time, floor in pairs)
        spread = f"{min(times):.1f}–{max(times):.1f}"
        print(f"{name:<52} {middle:>8.1f} {spread:>15} {base:>9.1f} {ratio:>6.2f}", flush=True)
        results.append(
            {"figure": name, "ms": middle, "min": min(times), "max": max(times), "floor_ms": base, "ratio": ratio}
        )
    return results


if __name__ == "__main__":
    main()
