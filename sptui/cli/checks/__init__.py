"""What `sptui doctor` looks at, one file a group of checks."""

from sptui.cli.checks.check import Check, State

__all__ = ["Check", "State"]
