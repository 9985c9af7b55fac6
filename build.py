#!/usr/bin/env python3
"""Build the journal from a checkout of nashr: ``python3 build.py --help`` tells how."""

from __future__ import annotations

import os
import sys

HERE = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(HERE, ".venv")


def enter_environment() -> None:
    """Go on inside the virtual environment that ``make`` set up, where there is one."""
    python = os.path.join(VENV, "Scripts/python.exe" if os.name == "nt" else "bin/python")
    if os.path.exists(python) and os.path.realpath(sys.prefix) != os.path.realpath(VENV):
        interrupts.hold()
        os.execv(python, [python, *sys.argv])


if __name__ == "__main__":
    sys.path.insert(0, HERE)
    from nashr.cli import interrupts

    interrupts.let_end()
    enter_environment()
    from nashr.cli.entry import run

    run()
