"""`sptui config`: the configuration file, written, checked and shown."""

import argparse
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sptui.cli.account import complain, paths_of
from sptui.cli.failures import of_profile
from sptui.settings import Loaded, SettingsError, load_settings
from sptui.settings.catalogue import as_toml, catalogue, value_of
from sptui.settings.template import template

_WHAT = {
    "init": "write a config.toml that explains every setting and changes none",
    "path": "print where config.toml lies, or would lie",
    "check": "print all that is wrong in config.toml and in the environment",
    "show": "print every setting as it holds, and where that comes from",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `config` to the command line."""
    parser = subparsers.add_parser(
        "config",
        help="write, show or check the configuration file",
        description="Write, show or check the configuration file. None of it costs a request.",
    )
    runs = {"init": _init, "path": _path, "check": _check, "show": _show}
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, run in runs.items():
        command = commands.add_parser(name, help=_WHAT[name], description=f"{_WHAT[name].capitalize()}.")
        # Suppressed, so that `sptui --profile NAME config show` holds as well.
        command.add_argument("--profile", default=argparse.SUPPRESS, metavar="NAME", help=argparse.SUPPRESS)
        command.set_defaults(run=_for_profile(run))
        if name == "init":
            command.add_argument("--print", action="store_true", help="to standard output instead")


def _for_profile(run: Callable[[argparse.Namespace, Path], int]) -> Callable[[argparse.Namespace], int]:
    return lambda args: run(args, paths_of(args).config_file)


def _init(args: argparse.Namespace, file: Path) -> int:
    """Write the file where there is none; the exit status."""
    if args.print:
        print(template(), end="")
        return 0
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Exclusively: not even one that has just come up is overwritten. Its owner's alone: a secret may come in.
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as written:
            written.write(template())
    except FileExistsError:
        there = f"{file} is there already, and nothing was written"
        complain(of_profile(f"{there}. `sptui config init --print` prints what a new one holds.", args.profile))
        return 1
    except OSError as error:
        complain(f"{file} cannot be written ({error.strerror}); look at the rights of its folder.")
        return 1
    print(file)
    return 0


def _path(_: argparse.Namespace, file: Path) -> int:
    print(file)
    return 0


def _check(_: argparse.Namespace, file: Path) -> int:
    """Tell everything that is wrong; 1 when there is anything, else 0."""
    from sptui.tui.wrong import problems_of  # noqa: PLC0415 -- the other commands do not wait for Textual

    try:
        problems = problems_of(load_settings(file))
    except SettingsError as error:
        problems = error.problems
    for problem in problems:
        print(problem.told)
    if not problems:
        print(f"Nothing is wrong in {file}." if file.exists() else f"There is no {file}, and the defaults hold.")
    return 1 if problems else 0


def _show(_: argparse.Namespace, file: Path) -> int:
    """Print the settings in effect. Raises `SettingsError`."""
    loaded = load_settings(file)
    for problem in loaded.problems:
        complain(problem.told)
    for line in shown(loaded):
        print(line)
    return 0


def shown(loaded: Loaded) -> Iterator[str]:
    """`sync.profile = "live"  # config.toml:3:1`, a line for each setting, section by section; no secret among them."""
    lines = [
        (entry.section, f"{entry.key} = {as_toml(value_of(loaded.settings, entry.key))}", _origin(loaded, entry.key))
        for entry in catalogue()
    ]
    width = min(max(len(line) for _, line, _ in lines), 48)
    section = ""
    for heading, line, origin in lines:
        if heading != section:
            yield from ("",) if section else ()
            yield f"# {heading}"
            section = heading
        yield f"{line:{width}}  # {origin}"


def _origin(loaded: Loaded, key: str) -> str:
    origin = loaded.origin(key)
    return origin.name or "default"
