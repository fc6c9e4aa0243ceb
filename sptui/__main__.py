"""`python -m sptui`, and the installed command."""

import sys

from sptui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
