"""`sptui simulate`: a simulated account over HTTP on loopback, for other programs and for tests."""

import argparse
import signal
import sys
from contextlib import closing, suppress

from sptui.cli.arguments import seconds
from sptui.simulator import Simulator
from sptui.simulator.server import SimulatorServer


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `simulate` to the command line."""
    parser = subparsers.add_parser(
        "simulate",
        help="serve a simulated account to other programs",
        description="Serve a simulated Spotify account on this machine until Ctrl-C. What it prints can be "
        "pasted into another shell, where every sptui then talks to it.",
    )
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="default: any free port")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which account; the same N, the same music")
    parser.add_argument(
        "--lag", type=seconds, default=0.4, metavar="S", help="seconds that reads stay behind writes (default: 0.4)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until an interrupt or SIGTERM; the exit status."""
    try:
        server = SimulatorServer(Simulator(seed=args.seed, lag=args.lag), port=args.port)
    except OSError as error:
        print(
            f"sptui: port {args.port} cannot be used ({error.strerror}). Choose another with --port.", file=sys.stderr
        )
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with closing(server), suppress(KeyboardInterrupt):
        print(f"# A simulated Spotify account at {server.url}; Ctrl-C ends it.")
        print(f"export SPTUI_API_URL={server.url}/v1")
        print(f"export SPTUI_ACCOUNTS_URL={server.url}", flush=True)
        server.serve_forever()
    return 0


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_535:
        msg = "give 0 for any free port, or 1 to 65535"
        raise argparse.ArgumentTypeError(msg)
    return port
