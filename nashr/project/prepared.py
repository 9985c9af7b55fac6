"""Files in the virtual environment with what setup can work out beforehand.

What is the same in every build, and costs a tenth of a second or a part of it at each start, is
worked out once by ``make`` (``python -m nashr.pipeline.prepare``). A file is only believed where
nobody but its owner may write, if its name has the digest of its bytes and the key of all that it
was made from. Without one everything works as it does without setup, a little slower.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from importlib.util import MAGIC_NUMBER

#: In the virtual environment.
_FOLDER = "share/nashr"
_ENDING = ".prepared"


def write(name: str, key: str, data: bytes) -> str | None:
    """Keep ``data`` under a name, and remove what was kept under it before; the path of the file,
    or None outside of a virtual environment.
    """
    folder = _folder()
    if folder is None:
        return None
    os.makedirs(folder, mode=0o755, exist_ok=True)
    file = f"{name}-{key}-{hashlib.sha256(data).hexdigest()}{_ENDING}"
    for other in os.listdir(folder):
        if other.startswith(f"{name}-") and other != file:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(os.path.join(folder, other))
    path = os.path.join(folder, file)
    if not os.path.exists(path):
        part = f"{path.removesuffix(_ENDING)}.{os.getpid()}"
        with open(part, "wb") as written:
            written.write(data)
        os.replace(part, path)
    return path


def read(name: str, key: str) -> bytes | None:
    """What was kept under the name for this key; None where that is not there or not sound."""
    path = find(name, key)
    if path is None:
        return None
    with open(path, "rb") as file:
        data = file.read()
    is_sound = path.endswith(f"{hashlib.sha256(data).hexdigest()}{_ENDING}")
    return data if is_sound else None


def find(name: str, key: str) -> str | None:
    """The file that was kept under the name for this key; None where there is none, or others may
    write there. Its bytes are still to be held against a digest.
    """
    folder = _folder()
    if folder is None or not _is_private(folder):
        return None
    begins = f"{name}-{key}-"
    found = (one for one in os.listdir(folder) if one.startswith(begins) and one.endswith(_ENDING))
    paths = (os.path.join(folder, one) for one in found)
    return next((path for path in paths if _is_private(path)), None)


def key_of(*parts: bytes) -> str:
    """The key of what is made from these parts with this Python."""
    digest = hashlib.sha256(MAGIC_NUMBER)
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _folder() -> str | None:
    return os.path.join(sys.prefix, _FOLDER) if sys.prefix != sys.base_prefix else None


def _is_private(path: str) -> bool:
    """Whether nobody can have written there but its owner, who is this user or the system's."""
    if not hasattr(os, "geteuid"):
        return False
    try:
        found = os.lstat(path)
    except OSError:
        return False
    others = stat.S_IWGRP | stat.S_IWOTH
    is_ours = found.st_uid in (0, os.geteuid())
    return is_ours and not found.st_mode & others and not stat.S_ISLNK(found.st_mode)
