"""What simulated hours and days cost in requests, and how true the screen is meanwhile."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.scenario.figures import CHANGES, DISTURBED, HOURS


def spent() -> list[dict[str, object]]:
    """Play each scenario, print its figures, and return them.

    `true` is the share of the time for which the shown item was the one that played; `unseen` are the seconds for which
    a change made elsewhere did not show.
    """
    results: list[dict[str, object]] = []
    print(f"{'an hour of music':<44} {'requests':>8} {'at most':>8} {'true':>8} {'unseen':>8} {'worst':>8}")
    for line in (*HOURS, *CHANGES, *DISTURBED):
        figure = asyncio.run(line.measure())
        most = "" if line.most is None else str(line.most)
        share = "" if figure.share is None else f"{figure.share:.2%}"
        seconds = (f"{figure.median:.1f} s", f"{figure.worst:.1f} s") if figure.unseen else ("", "")
        print(f"{line.name:<44} {figure.requests:>8} {most:>8} {share:>8} {seconds[0]:>8} {seconds[1]:>8}", flush=True)
        results.append(
            {
                "scenario": line.name,
                "requests": figure.requests,
                "at_most": line.most,
                "true": figure.share,
                "unseen_median_s": figure.median,
                "unseen_worst_s": figure.worst,
            }
        )
    print()
    return results
