"""Values that more than one command takes."""

import argparse
import math


def seconds(text: str) -> float:
    """A number of seconds; `argparse` tells why when it is none."""
    try:
        given = float(text)
    except ValueError:
        given = math.nan
    if not 0 <= given < math.inf:
        msg = "give seconds, 0 or more"
        raise argparse.ArgumentTypeError(msg)
    return given
