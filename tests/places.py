"""Where the description of the service and its recorded bodies lie."""

import os
from pathlib import Path

_REPOSITORY = Path(__file__).parents[1]

SHARED = Path(os.environ.get("SPTUI_SHARED") or _REPOSITORY.parent / "shared")
"""The folder that holds both."""

DESCRIPTION = SHARED / "spotify" / "openapi-2026-05-31.yml"
"""The service's own description of itself."""

RECORDED = Path(os.environ.get("SPTUI_FIXTURES") or SHARED / "spotify" / "fixtures")
"""The folder of recorded bodies, with its `INDEX.tsv`."""
