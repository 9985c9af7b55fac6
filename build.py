#!/usr/bin/env python3
"""Build the journal: ``python build.py --help`` tells how."""

from __future__ import annotations

import os
import sys

HERE = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(HERE, ".venv")


def in_environment() -> None:
    """Go on inside the virtual environment that ``make`` set up, where there is one, and with
    UTF-8 for the names of files, whatever the locale says.
    """
    python = os.path.join(VENV, "Scripts/python.exe" if os.name == "nt" else "bin/python")
    if os.path.exists(python) and os.path.realpath(sys.prefix) != os.path.realpath(VENV):
        os.execv(python, [python, *sys.argv])
    if sys.getfilesystemencoding().lower() not in ("utf-8", "utf8"):
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.argv])


if __name__ == "__main__":
    in_environment()
    sys.path.insert(0, HERE)
    from nashr.cli.main import main

    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = 141
    # Python would take a tenth of a second to take apart what ends anyway.
    os._exit(code)
