"""Run the command line as `python -m tf2_port.cli`."""

from __future__ import annotations

import sys

from tf2_port.cli import main

if __name__ == "__main__":
    sys.exit(main())
