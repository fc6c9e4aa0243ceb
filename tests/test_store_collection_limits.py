"""Lists in the shared file have their limits, and cost nobody else anything."""

import base64
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sptui.spotify.pacing import DAY
from sptui.store import KeptList, KeptText, Store
from sptui.store.collections import MOST_BYTES, MOST_LISTS, UNUSED
from tests.stored import BLANK, NOW, WRITTEN, begin, sums, there, told

MIB = 2**20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "store.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    store = Store(file)
    yield store
    assert sums(store)[0] == sums(store)[1]
    assert store.problem == ""
    store.close()


def test_of_too_many_lists_the_one_not_used_for_the_longest_time_goes(store: Store) -> None:
    keys = [f"album:{number}" for number in range(MOST_LISTS)]
    for number, key in enumerate(keys):
        begin(store, key, at=NOW + number)
    store.kept_list(keys[0], NOW + 1_000.0)
    begin(store, "one more", at=NOW + 1_001.0)

    assert there(store) == {*keys, "one more"} - {keys[1]}


def test_of_too_many_bytes_the_lists_not_used_for_the_longest_time_go(store: Store) -> None:
    for number, key in enumerate("abcd"):
        begin(store, key, at=NOW + number)
        store.keep_page(key, 0, 1, "x" * (8 * MIB))
    assert there(store) == set("abcd")
    assert sums(store)[1] == MOST_BYTES
    store.kept_list("a", NOW + 5.0)
    begin(store, "e", at=NOW + 6.0)
    assert there(store) == set("abcde")

    store.keep_page("e", 0, 1, "x")
    assert there(store) == set("acde")
    store.keep_page("e", 1, 1, "ż" * (4 * MIB))
    assert there(store) == set("ade")


def test_the_list_that_is_written_stays_also_when_it_alone_is_too_much(store: Store) -> None:
    begin(store, "a", at=NOW)
    begin(store, "b", at=NOW + 1.0)
    for number in range(33):
        store.keep_page("a", number, 1, "x" * MIB)

    assert there(store) == {"a"}
    assert sums(store)[1] == 33 * MIB


def test_a_list_that_nobody_used_for_thirty_days_goes_when_the_store_is_opened(file: Path) -> None:
    first = Store(file)
    begin(first, "old", "used", at=NOW)
    first.kept_list("used", NOW + 1.0)
    first.close()
    store = Store(file)
    begin(store, "new", at=NOW + UNUSED + 0.5)

    assert there(store) == {"used", "new"}
    assert store.kept_list("old", NOW + UNUSED + 0.5) is None
    store.close()


def test_a_list_that_nobody_used_for_thirty_days_goes_once_a_day(store: Store) -> None:
    begin(store, "old", at=NOW)
    begin(store, "new", at=NOW + UNUSED)
    begin(store, "new", at=NOW + UNUSED + DAY - 1.0)
    assert there(store) == {"old", "new"}

    begin(store, "new", at=NOW + UNUSED + DAY)
    assert there(store) == {"new"}


def test_a_list_that_was_used_before_the_clock_was_set_back_goes_too(file: Path) -> None:
    first = Store(file)
    begin(first, "ahead", at=NOW + 2 * UNUSED)
    first.close()
    store = Store(file)

    assert store.kept_list("ahead", NOW) is None
    store.close()


def test_a_list_that_was_read_long_ago_is_used_now(store: Store) -> None:
    assert store.kept_list("a", NOW) is None
    begin(store, "a", at=0.0)
    later = NOW + DAY

    assert store.kept_list("a", later) == KeptList(tag="", total=None, at=0.0, about="", pages=())


def test_a_busy_file_is_hardly_waited_for_and_nothing_is_lost_of_what_was_kept(store: Store, file: Path) -> None:
    begin(store, "a")
    store.keep_page("a", 0, 1, "[1]")
    locking = sqlite3.connect(file, isolation_level=None)
    locking.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    for number in range(20):
        store.keep_page("a", number, 1, "[2]")
    begin(store, "b")
    store.drop_pages("a")
    known = store.kept_list("a", NOW)
    # With the patience that everything else in the file has, this would take more than six.
    assert time.monotonic() - began < 5.0
    assert known is not None
    assert (known.pages, store.kept_page("a", 0)) == (((0, 1),), "[1]")
    locking.execute("ROLLBACK")
    locking.close()

    store.keep_page("a", 0, 1, "[3]")
    assert (store.kept_page("a", 0), there(store)) == ("[3]", {"a"})
    assert store.run("PRAGMA busy_timeout") == [(250,)]


def test_small_things_outlast_a_file_that_can_no_longer_be_written(file: Path) -> None:
    store = Store(file)
    store.remember("searches", "x")
    begin(store, "a")
    store.run("PRAGMA query_only = ON")
    begin(store, "b")
    store.keep_page("b", 0, 1, "[]")

    assert store.problem.startswith("What is spent cannot be kept")
    assert (store.remembered("searches"), there(store)) == ("x", {"b"})
    store.close()


_PROCESS = """
import sys
from pathlib import Path
from sptui.store import Store

sys.stdin.readline()
store, me = Store(Path(sys.argv[1])), sys.argv[2]
for number in range(150):
    for key in ("shared", f"own {me}"):
        if number % 50 == 0:
            store.keep_list(key, tag=f"{me} {number}" if key == "shared" else "", total=150, at=1_800_000_000.0)
        store.keep_page(key, number % 40, 1 + number % 3, f"{me} {number} " + me * 20_000)
        store.kept_list(key, 1_800_000_000.0)
    store.remember("last", me)
print(store.problem)
"""


def test_two_processes_that_write_lists_at_once_leave_whole_ones(file: Path) -> None:
    processes = [
        subprocess.Popen(  # noqa: S603 -- this very Python
            [sys.executable, "-c", _PROCESS, str(file), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in ("a", "b")
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[0] for process in processes] == ["\n", "\n"]

    store = Store(file)
    assert store.run("PRAGMA integrity_check") == [("ok",)]
    assert sums(store)[0] == sums(store)[1]
    assert store.remembered("last") in {"a", "b"}
    for key, writers in (("shared", {"a", "b"}), ("own a", {"a"}), ("own b", {"b"})):
        known = store.kept_list(key, NOW)
        assert known is not None
        assert all(one + count <= two for (one, count), (two, _) in zip(known.pages, known.pages[1:], strict=False))
        for start, count in known.pages:
            writer, number, rest = (store.kept_page(key, start) or "").split(" ")
            assert writer in writers
            assert (int(number) % 40, 1 + int(number) % 3, rest) == (start, count, writer * 20_000)
    store.close()


# A file as version 1 has written it, with one thing of each kind in it: zlib, base 85.
_VERSION_1 = """
c-rmUO>g5w7zglik|ym+X%HNu97;#w(ufEs-BT~S1tJJrvTO;`metCd+LP@le(TJ*ZB+Hp0}|@jfX~3^SoTA3LPA^+7bIrvICXdv=kWi@i9L@qo@
XAP{GxpE<WOi%C$S8frhDWyQmK%KloCQJ=Ce-jteH=()OO~de^VjvcuuqRgfyDBr1fp<c=Nl~o11SmZ<{|7000000D%9guj-
9<r{mnTG&>1+z?tGI|89JEG&mR!==k7+!vW1>bSGjVr{lrXG5!2#_}RhHF?}>R?$e9YIE(ga8fg(w)Ag|TcB9^Y&~b=}e156U0&~gdvQ)=e+s%*Y
?&j<Do6WUGduz+NiL*?SfXz;rH!arnrEH4mJ!<R-pAJXk!N-H6<)qA|rOl&HC1<|7XeE;S!qa@wtDOEx?9Z~z-etAX-rja@9%T7=aUA&ZMWhxRwW
W*}VY)M6p$KMwQ>44n^r<pOjC?h3ouy{hMLNCRTD?8k{-?SvMsjx-n`^~I^Cy*h`>id<&3-ERS<01GX6nUeb)NKa^wHocE&YH#9xa-
5hw0ukCqEq<+4PHD#k#UI`Eti>Ms)OeOh;cHnyHnmQAB%9dlBFIg_s2Z000000034+)2Y@v)8Q*(@7!>CFT4K#jhF=h000000034@qgvarcLDO}|
34A4000000002M3V7XF>(r_n`Gf!Ir{BCJ-
@nYC|NlzN0ssI200000D`lhFncoJ;p8q#T#4G>+00000@SlDCuCq>RwT;&8(7s$f9sck;yXyM<TzI^@Pp`VdH><AS?bELP|32GzB(!(RBOB7QBn#
PXp<L!^ac%<>7AT&_5-HA^=C0yOi8xx`DY?=z`$N4_{5%fQkh=+&9*?xyvG<;dsx(Prsg;}WHeoGOemx(=TpEh##XM+Znun$QwM{UU!fvZ1)?zZ-
*OGbDeO;c}fo=GyWZGovhRVe3(EKt9geUZ$CT7O8|8I9UXfYep*>;W6ASl%+8_y2Ff|E47+s~vHO4|<4p4;Jt^4us5Pq>^9pLJXgnc;)jV?mLTEr
XXzY3dcsifXv!vy;g9g~?Clv)X-s@4h{<2u;c?Oy-C6;z;vLofWR=oM-
#j@@4UT*0n>c({wTk%sJNPOqZ&pLNhsczPA*YJmE|)e%_5IldLd{(p}jyupo#pvbuB?=Tm!rpI=|+@BjZy%mM%a000000IQ+p)H<!2@+9XGn+{)f
@cusl000000KlrU@BimF0sa6`iPZ1
"""


def test_a_file_of_version_1_keeps_what_it_has_and_learns_to_keep_lists(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(zlib.decompress(base64.b85decode(_VERSION_1.replace("\n", ""))))
    old = sqlite3.connect(file)
    assert old.execute("PRAGMA user_version").fetchone() == (1,)
    assert {name for (name,) in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} == {
        "requests", "cooldowns", "playback", "leases",
    }  # fmt: skip
    old.close()
    for _ in range(2):
        store = Store(file)
        assert told(store) == WRITTEN
        assert store.run("PRAGMA user_version") == [(3,)]
        begin(store, "a")
        store.keep_page("a", 0, 1, "[]")
        store.remember("b", "c")
        store.keep_lyrics("d", "e", NOW)
        assert (store.kept_page("a", 0), store.remembered("b")) == ("[]", "c")
        assert store.kept_lyrics("d", NOW) == KeptText(body="e", at=NOW, offset_ms=0)
        assert store.problem == ""
        store.close()


def test_a_new_file_has_nothing(store: Store) -> None:
    assert told(store) == BLANK
    assert store.run("SELECT key FROM lists UNION SELECT name FROM remembered") == []
