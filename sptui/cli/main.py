"""The command line's grammar; a command's own module is imported only when the command is typed."""

import argparse
import io
import sys
from collections.abc import Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final

from sptui import __version__

_COMMANDS: Final = MappingProxyType({
    "login": "sign in to Spotify with the browser",
    "logout": "forget the sign-in",
    "doctor": "check what sptui needs, and print what to do",
    "config": "write, show or check the configuration file",
    "demo": "look around in a simulated account; needs nothing",
    "status": "print what plays",
    "quota": "print what was sent to Spotify in the last 24 hours",
    "simulate": "serve a simulated account to other programs",
})  # fmt: skip

_PROFILE: Final = "use a configuration and a sign-in of their own"

_EPILOG: Final = """\
examples:
  sptui demo                    look around before an account is set up
  sptui                         open the remote, or first the way to an account
  sptui login --client-id ID    sign in from the command line instead
  sptui doctor                  see what is missing, and what to do
  sptui status --json           what plays, for scripts and status bars
  sptui --plain                 words and lines, for screen readers and pipes
  sptui quota                   what was spent of the day's requests, by hour
  sptui config init             write a config.toml that explains every setting

exit status:
  0  done                          3  nobody is signed in
  1  refused, or another failure   4  Spotify cannot be reached
  2  a mistake in the command      5  Spotify asks to wait
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv`, without the program's name, and return the exit status that `--help` explains.

    Raises `SystemExit` for `--help`, `--version` and mistakes in the command, as argparse does.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a title may hold what the terminal's encoding lacks
    arguments = sys.argv[1:] if argv is None else list(argv)
    args = _parser(arguments).parse_args(arguments)
    return _run(args)


def _run(args: argparse.Namespace) -> int:
    from sptui.cli.failures import FAILURES, forget_output, report  # noqa: PLC0415 -- not before a command is known to be well-formed

    try:
        status: int = args.run(args)
    except FAILURES as error:
        return report(error, args.profile)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        forget_output()
        return 141
    return status


def _parser(typed: Sequence[str]) -> argparse.ArgumentParser:
    """The grammar, complete for the commands among the `typed` words; of the others it knows name and summary."""
    parser = argparse.ArgumentParser(
        prog="sptui",
        description="A keyboard-driven Spotify Connect remote.\nWithout a command it opens on your account.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"sptui {__version__}")
    parser.add_argument("--profile", metavar="NAME", help=_PROFILE)
    parser.add_argument("--theme", metavar="NAME", help="the colours, such as sptui or sptui-light")
    parser.add_argument("--plain", action="store_true", help="lines of text instead of a screen")
    parser.set_defaults(run=_open)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, summary in _COMMANDS.items():
        if name in typed:
            import_module(f"sptui.cli.{name}").add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=summary)
    for command in subparsers.choices.values():
        # Suppressed, so that `sptui --profile NAME status` holds as well.
        command.add_argument("--profile", default=argparse.SUPPRESS, metavar="NAME", help=_PROFILE)
    return parser


def _open(args: argparse.Namespace) -> int:
    from sptui.cli.remote import run  # noqa: PLC0415 -- like the commands' modules

    return run(args)
