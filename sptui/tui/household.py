"""What a listener has settled about the devices outside of the app."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Household:
    """The name of the `preferred` device, "" for none, and the file of the `scenes`, None to keep them in memory."""

    preferred: str = ""
    scenes: Path | None = None
