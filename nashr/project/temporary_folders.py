"""Where temporary folders are, and which there are. Imports next to nothing: see ``ledger``.

``atomic`` makes and removes them; a build with nothing to do only looks whether one was left.
"""

from __future__ import annotations

import errno
import os
import sys

#: How the names of temporary folders begin and end.
NAMES = ("nashr-scratch-", ".tmp")
#: Where they go: the variables that name the place, and the usual places.
_VARIABLES = ("TMPDIR", "TEMP", "TMP")
USUAL = (r"C:\TEMP", r"C:\TMP") if sys.platform == "win32" else ("/tmp", "/var/tmp", "/usr/tmp")


def root() -> str:
    """The folder for temporary folders. ``tempfile.gettempdir`` would test it by writing a file,
    which a build that is killed meanwhile leaves behind; this only asks for the permissions.
    """
    named = filter(None, map(os.environ.get, _VARIABLES))
    places: list[str] = [os.path.abspath(place) for place in (*named, *USUAL, os.curdir)]
    for place in places:
        if os.path.isdir(place) and os.access(place, os.W_OK | os.X_OK):
            return place
    raise FileNotFoundError(errno.ENOENT, "there is no folder for temporary files", USUAL[0])


def present() -> list[str]:
    """The temporary folders that are there: of running builds, and of killed ones."""
    begin, end = NAMES
    try:
        folder = root()
        names = os.listdir(folder)
    except OSError:
        return []
    return [
        os.path.join(folder, n) for n in sorted(names) if n.startswith(begin) and n.endswith(end)
    ]
