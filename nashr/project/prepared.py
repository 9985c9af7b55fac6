"""Files in the virtual environment with what setup can work out beforehand.

What is the same in every build, and costs a tenth of a second or a part of it at each start, is
worked out once by ``make`` (``python -m nashr.pipeline.prepare``). A file is only believed where
nobody but its owner may write, if its name has the digest of its bytes and the key of all that it
was made from. Without one everything works as it does without setup, a little slower.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import stat
import sys
from pathlib import Path

#: In the virtual environment.
_FOLDER = "share/nashr"
_ENDING = ".prepared"


def write(name: str, key: str, data: bytes) -> Path | None:
    """Keep ``data`` under a name, and remove what was kept under it before; None outside of a
    virtual environment.
    """
    folder = _folder()
    if folder is None:
        return None
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    path = folder / f"{name}-{key}-{hashlib.sha256(data).hexdigest()}{_ENDING}"
    for other in folder.glob(f"{name}-*"):
        if other != path:
            other.unlink(missing_ok=True)
    if not path.exists():
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(data)
        part.replace(path)
    return path


def read(name: str, key: str) -> bytes | None:
    """What was kept under the name for this key; None where that is not there or not sound."""
    path = find(name, key)
    data = path.read_bytes() if path is not None else b""
    if path is None or not path.stem.endswith(hashlib.sha256(data).hexdigest()):
        return None
    return data


def find(name: str, key: str) -> Path | None:
    """The file that was kept under the name for this key; None where there is none, or others may
    write there. Its bytes are still to be held against a digest.
    """
    folder = _folder()
    if folder is None or not _is_private(folder):
        return None
    begins = f"{name}-{key}-"  # a pattern for ``glob`` would be compiled each time
    found = (one for one in folder.iterdir() if one.name.startswith(begins))
    return next((one for one in found if one.suffix == _ENDING and _is_private(one)), None)


def key_of(*parts: bytes) -> str:
    """The key of what is made from these parts with this Python."""
    digest = hashlib.sha256(importlib.util.MAGIC_NUMBER)
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _folder() -> Path | None:
    return Path(sys.prefix) / _FOLDER if sys.prefix != sys.base_prefix else None


def _is_private(path: Path) -> bool:
    """Whether nobody can have written there but its owner, who is this user or the system's."""
    if not hasattr(os, "geteuid"):
        return False
    try:
        found = path.lstat()
    except OSError:
        return False
    others = stat.S_IWGRP | stat.S_IWOTH
    is_ours = found.st_uid in (0, os.geteuid())
    return is_ours and not found.st_mode & others and not stat.S_ISLNK(found.st_mode)
