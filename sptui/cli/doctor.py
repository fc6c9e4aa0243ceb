"""`sptui doctor`: what sptui needs, whether it is there, and what to do where it is not."""

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Final

from sptui import __version__
from sptui.cli.checks import Check, State, glyphs
from sptui.cli.checks.examination import examined
from sptui.cli.checks.machine import Machine
from sptui.desktop.terminal import widths

_MARKS: Final[Mapping[State, str]] = MappingProxyType({"ok": "✓", "bad": "✗", "note": "·"})
_WIDTH = 79
_IN_ASCII: Final = str.maketrans({"✓": "+", "✗": "x", "·": "-", "→": ">", "…": "..."})
_GAP = "\u00a0"  # a blank at which no line is broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found on a machine; `groups` are the checks by their heading."""

    machine: Machine
    groups: Mapping[str, Sequence[Check]]

    @property
    def checks(self) -> Sequence[Check]:
        """All of them, in the order to show them."""
        return [check for checks in self.groups.values() for check in checks]

    @property
    def bad(self) -> int:
        """How many of them are bad."""
        return sum(check.state == "bad" for check in self.checks)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `doctor` to the command line."""
    parser = subparsers.add_parser(
        "doctor",
        help="check what sptui needs, and print what to do",
        description="Check what sptui needs, and print what to do where it is not there. It costs two requests of the "
        "day's quota. No token, no account and no device is named, so that it can be pasted in a bug report.",
        epilog="exit status: 0 when nothing is wrong, 1 when something is. With --json: version, python, platform, "
        "packages, terminal, ok, and checks, each with id, title, state (ok, bad or note), detail and step.",
    )
    parser.add_argument("--json", action="store_true", help="as one line of JSON, with the same keys always")
    parser.add_argument(
        "--glyphs", action="store_true", help="only print the signs of the screen, and measure them in this terminal"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what was found; 1 when anything is bad, else 0. Raises `SettingsError` for a profile that cannot be."""
    machine = Machine.this()
    if args.glyphs:
        print("\n".join(glyphs.told(machine.env, sys.stdout.encoding, widths)))
        return 0
    report = Report(machine=machine, groups=examined(args, machine))
    print(as_json(report) if args.json else in_encoding("\n".join(as_lines(report)), sys.stdout.encoding))
    return 1 if report.bad else 0


def as_json(report: Report) -> str:
    """`report` as one line of ASCII JSON; its keys and their order never change.

    `version` of sptui, `python`, `platform`, `packages` by name, `terminal` as the environment names it, `ok`, and
    `checks`, each {id, title, state, detail, step}, where `state` is "ok", "bad" or "note", and `step` is "" where
    there is nothing to do. New checks may come; the ids of those that are there stay.
    """
    machine = report.machine
    return json.dumps({
        "version": __version__,
        "python": machine.python,
        "platform": machine.system,
        "packages": dict(machine.packages),
        "terminal": machine.terminal,
        "ok": not report.bad,
        "checks": [asdict(check) for check in report.checks],
    })  # fmt: skip


def as_lines(report: Report) -> Iterator[str]:
    """`report` for people, in lines of 79 columns at most where a path or a command is not longer by itself."""
    machine = report.machine
    heads = {
        "sptui": __version__,
        "Python": f"{machine.python} on {machine.system}",
        "packages": ", ".join(f"{name} {version}" for name, version in machine.packages.items()),
        "terminal": machine.terminal,
    }
    for name, told in heads.items():
        yield from _wrapped(f"{name:10}", told)
    titles = max(len(check.title) for check in report.checks)
    for heading, checks in report.groups.items():
        yield from ("", heading)
        for check in checks:
            yield from _wrapped(f"  {_MARKS[check.state]} {check.title:{titles}}  ", check.detail)
            if check.step:
                yield from _wrapped(f"{'':{titles + 6}}→ ", check.step)
    yield from ("", "Nothing is wrong." if not report.bad else f"{report.bad} to put right, marked ✗.")


def in_encoding(text: str, encoding: str) -> str:
    """`text` with marks that an output in `encoding` can take."""
    try:
        "".join(map(chr, _IN_ASCII)).encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_IN_ASCII)
    return text


def _wrapped(before: str, text: str) -> Sequence[str]:
    """`text` behind `before`, its further lines below its first; commands and paths stay in one piece."""
    pieces = text.split("`")
    pieces[1::2] = [command.replace(" ", _GAP) for command in pieces[1::2]]
    lines = textwrap.wrap(
        "`".join(pieces),
        _WIDTH,
        initial_indent=before,
        subsequent_indent=" " * len(before),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_GAP, " ") for line in lines]
