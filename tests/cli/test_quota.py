import io
import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from sptui.cli.main import main
from sptui.cli.quota import Spent, as_json, as_lines
from sptui.paths import Paths
from sptui.spotify.pacing import Cooldown, Usage
from sptui.store import Store

pytestmark = pytest.mark.usefixtures("utc")

NOW = 1_741_000_000.0  # 2025-03-03 11:06:40 UTC, a Monday
BUSY = [0] * 8 + [1, 2, 4, 8, 16, 20, 24, 28, 31, 32] + [0] * 6
ONCE = [0] * 23 + [1]


def spent(*cooldowns: Cooldown, usage: Usage | None = None, **by_hour: Sequence[int]) -> Spent:
    day = sum(sum(counts) for family, counts in by_hour.items() if family != "accounts")
    return Spent(now=NOW, usage=usage or Usage(day=day, recent=2), by_hour=by_hour, cooldowns=cooldowns)


def silence(seconds: float, *, family: str = "player", quota: bool = True) -> Cooldown:
    return Cooldown(family=family, until=NOW + seconds, seconds=seconds, quota=quota)


def test_the_chart_has_a_row_a_family_the_largest_first_and_local_times_beneath() -> None:
    assert list(as_lines(spent(accounts=ONCE, search=ONCE, player=BUSY))) == [
        "167 of 1,000 requests in the last 24 hours, 2 in the last 30 s",
        "",
        "player    ········▁▁▁▂▄▅▆▇██······     166",
        "search    ·······················▁       1",
        "accounts  ·······················▁       1  sign-in, not counted",
        "all       ········▁▁▁▂▄▅▆▇██·····▁     167",
        "          11:06 17:06 23:06 05:06 now     █ = 32 an hour",
    ]


def test_the_axis_is_in_the_local_time_of_each_hour_over_a_change_of_the_clocks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    spring = Spent(now=1_743_330_000.0, usage=Usage(day=1), by_hour={"player": ONCE}, cooldowns=())
    assert "        11:20 17:20 23:20 06:20 now " in list(as_lines(spring))[-1]
    starts = [hour["from"] for hour in json.loads(as_json(spring))["by_hour"]]
    assert (starts[0], starts[-1]) == ("2025-03-29T11:20:00+01:00", "2025-03-30T11:20:00+02:00")


def test_the_widest_chart_fits_80_columns() -> None:
    rows = {"following": [99_999] * 24, "accounts": [99_999] * 24}
    usage = Usage(day=2_399_976, recent=99_999, budget=100_000)
    lines = list(as_lines(spent(silence(170_000), silence(5, family="*", quota=False), usage=usage, **rows)))
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("usage", "note"),
    [
        (Usage(day=400), None),
        (Usage(day=600), "Reads come 2.0 times further apart than usual, so that the budget lasts."),
        (Usage(day=800), "Until the count falls below 800, only your keys send requests."),
        (Usage(day=90, budget=100), "Until the count falls below 80, only your keys send requests."),
    ],
)
def test_what_the_count_means_is_told_when_it_matters(usage: Usage, note: str | None) -> None:
    lines = list(as_lines(spent(usage=usage, player=BUSY)))
    assert lines[5:] == ([] if note is None else ["", note])


@pytest.mark.parametrize(
    ("cooldown", "line"),
    [
        (silence(50_000), "player: Spotify wants no requests until Tuesday 01:00 (daily quota used up)"),
        (
            silence(560, quota=False, family="*"),
            "everything: Spotify wants no requests until Monday 11:16 (too many at",
        ),
        (
            silence(4.2, quota=False, family="*"),
            "everything: Spotify wants no requests until 11:06:45 (too many at once)",
        ),
    ],
)
def test_a_cooldown_is_told_with_its_end_in_local_time_never_too_early(cooldown: Cooldown, line: str) -> None:
    lines = list(as_lines(spent(cooldown, player=BUSY)))
    assert lines[-2] == ""
    assert lines[-1].startswith(line)


@pytest.fixture
def store(home: Path) -> Iterator[Store]:  # noqa: ARG001 -- the store lies there
    with closing(Store(Paths.of_user().store_file)) as store:
        yield store


@pytest.mark.usefixtures("home")
def test_before_anything_was_sent_a_line_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quota"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "0 of 1,000 requests in the last 24 hours, 0 in the last 30 s"
    assert second.startswith("Nothing was sent")


def test_quota_prints_what_all_processes_sent_by_the_budget_of_the_settings_without_a_sign_in(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = time.time()
    for family, age in (("player", 90_000), ("player", 7_000), ("search", 3_700), ("player", 5), ("accounts", 1)):
        store.note(family, now - age)
    monkeypatch.setenv("SPTUI_SYNC__DAILY_BUDGET", "50")
    assert main(["quota"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "3 of 50 requests in the last 24 hours, 1 in the last 30 s"
    assert lines[2:6] == [
        "player    ······················▄▄       2",
        "search    ······················▄·       1",
        "accounts  ·······················▄       1  sign-in, not counted",
        "all       ······················█▄       3",
    ]


def test_the_json_has_the_documented_keys_in_order_and_is_ascii(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    now = time.time()
    for family, age in (("player", 7_000), ("player", 5), ("accounts", 1)):
        store.note(family, now - age)
    store.hold(Cooldown(family="*", until=now + 60, seconds=60, quota=False))
    assert main(["quota", "--json"]) == 0
    line = capsys.readouterr().out
    assert line.isascii()
    assert line.count("\n") == 1
    told = json.loads(line)
    by_hour, cooldowns = told.pop("by_hour"), told.pop("cooldowns")
    assert list(told.items()) == [
        ("daily_budget", 1_000),
        ("last_24_h", 2),
        ("last_30_s", 1),
        ("reserved_from", 800),
        ("stretch", 1.0),
        (
            "families",
            {
                "player": {"last_24_h": 2, "by_hour": [0] * 22 + [1, 1]},
                "accounts": {"last_24_h": 1, "by_hour": [0] * 23 + [1]},
            },
        ),
    ]
    assert [hour["requests"] for hour in by_hour] == [0] * 22 + [1, 1]
    assert [(each["family"], each["quota"]) for each in cooldowns] == [("*", False)]
    assert cooldowns[0]["until"].endswith("+00:00")


def test_a_stretch_without_end_is_null() -> None:
    assert json.loads(as_json(spent(usage=Usage(day=800))))["stretch"] is None


def test_a_terminal_that_knows_ascii_only_gets_a_chart_in_ascii(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.note("player", time.time())
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["quota"]) == 0
    terminal.seek(0)
    text = terminal.read()
    assert f"player  {'.' * 23}@" in text
    assert "?" not in text


def test_a_store_that_cannot_be_used_is_told_on_standard_error(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    (home / "state").write_text("a file where a folder belongs")
    assert main(["quota", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["last_24_h"] == 0
    assert err.startswith("sptui: ")
    assert err.count("\n") == 1
