"""Whether somebody sits at the other end."""

from typing import TextIO


def are_terminals(*streams: TextIO | None) -> bool:
    """Whether all `streams` are terminals; those that are closed, which Python gives as None, are none."""
    return all(stream is not None and stream.isatty() for stream in streams)
