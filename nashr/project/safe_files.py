"""Reading what a stranger may have put on the disk: within limits, and without waiting.

A path that should be a text may be a named pipe, whose opening waits for a writer without end, a
device that never ends, a sparse file of terabytes, or a link to any of these; a folder may hold
millions of names or be nested without end; and each may be exchanged while it is looked at. So
every file is opened without blocking, must be a regular one, and is read up to a limit; a file
inside a folder is opened step by step from that folder, following no link that was made after its
path was resolved. Imports next to nothing: see ``ledger``.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections import namedtuple
from collections.abc import Iterator

#: Bytes: a larger source is not read.
LARGEST_FILE = 100_000_000
#: The most levels of folders, and the most names, that are looked at below a folder.
DEEPEST, MOST_NAMES = 16, 20_000
_CHUNK = 1 << 16

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_FLAGS |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_CAN_STEP = os.open in os.supports_dir_fd and hasattr(os, "O_DIRECTORY")

#: What ``walk`` found: the paths of files below the folder, sorted; and what kept it from finding
#: all, with the path where: a kind of ``FAULTS``, or "".
Walked = namedtuple("Walked", "names fault at")
#: A link leads out of the folder around it, there are too many names, or too many levels.
LEADS_OUT, TOO_MANY, TOO_DEEP = "leads out", "too many", "too deep"


def resolved_inside(root: str, path: str) -> str | None:
    """The path below ``root`` with every link followed; None where it is absolute, leads out, or
    can be no path. ``root`` is resolved already.
    """
    if path.startswith("/") or os.path.isabs(path) or "\\" in path or "\0" in path:
        return None
    try:
        found = os.path.realpath(os.path.join(root, path))
    except ValueError:  # a name that the file system cannot have
        return None
    return found if is_below(found, root) else None


def is_below(path: str, root: str) -> bool:
    """Whether a path is the folder, or lies below it; both are resolved."""
    return path == root or path.startswith(os.path.join(root, ""))


def open_file(path: str, inside: str | None = None) -> int:
    """A descriptor of a regular file; with ``inside``, a folder that the resolved path lies below,
    no link is followed on the way from there. Raises OSError, of EINVAL for what is no file.
    """
    _check(os.stat(path), path)  # before it is opened: to open a device may already do something
    handle = _open_in(inside, path) if inside is not None and _CAN_STEP else os.open(path, _FLAGS)
    try:
        _check(os.fstat(handle), path)
    except OSError:
        os.close(handle)
        raise
    return handle


def read(path: str, limit: int = LARGEST_FILE, inside: str | None = None) -> bytes:
    """The bytes of a regular file; OSError of EFBIG where there are more than ``limit``."""
    return b"".join(chunks(path, limit, inside))


def digest(path: str, limit: int = LARGEST_FILE, inside: str | None = None) -> str:
    """The SHA-256 of a regular file; raises what ``read`` raises."""
    whole = hashlib.sha256()
    for chunk in chunks(path, limit, inside):
        whole.update(chunk)
    return whole.hexdigest()


def chunks(path: str, limit: int, inside: str | None = None) -> Iterator[bytes]:
    """The bytes of a regular file, piece by piece; raises what ``read`` raises."""
    handle = open_file(path, inside)
    try:
        if os.fstat(handle).st_size > limit:
            raise _too_large(path)
        total = 0
        while chunk := os.read(handle, _CHUNK):
            total += len(chunk)
            if total > limit:  # it grows while it is read
                raise _too_large(path)
            yield chunk
    finally:
        os.close(handle)


class Budget:
    """Bytes that may still be read, however many files they are in."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def digest(self, path: str, inside: str) -> str:
        """The SHA-256 of a regular file; OSError of EFBIG where too little is left."""
        size = os.stat(path).st_size
        found = digest(path, self.left, inside)
        self.left -= size
        return found


def walk(root: str, folder: str = "", *, with_links: bool = False) -> Walked:
    """The files below ``folder`` of the resolved ``root``, by their paths below the folder.

    A folder behind a link is not entered. A link out of ``root``, the folder itself too, too many
    names and too many levels end the walk, as its ``fault`` says. What is not there or may not be
    listed has no names. ``with_links``: links are names, wherever they lead.
    """
    names: list[str] = []
    base = resolved_inside(root, folder)
    if base is None:
        return Walked((), LEADS_OUT, folder)
    waiting = [("", 0)]
    while waiting:
        inner, depth = waiting.pop()
        if depth > DEEPEST:
            return Walked((), TOO_DEEP, os.path.join(folder, inner))
        for entry in _entries(os.path.join(base, inner)):
            name = os.path.join(inner, entry.name)
            if with_links and entry.is_symlink():
                names.append(name)
            elif entry.is_symlink() and resolved_inside(root, os.path.join(folder, name)) is None:
                return Walked((), LEADS_OUT, os.path.join(folder, name))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((name, depth + 1))
            elif not (entry.is_symlink() and os.path.isdir(os.path.join(base, name))):
                names.append(name)
            if len(names) + len(waiting) > MOST_NAMES:
                return Walked((), TOO_MANY, folder)
    return Walked(tuple(sorted(names)), "", "")


def listed(folder: str) -> list[str]:
    """The names in a folder, sorted; OSError of EFBIG where there are too many."""
    names: list[str] = []
    with os.scandir(folder) as found:
        for entry in found:
            names.append(entry.name)
            if len(names) > MOST_NAMES:
                raise OSError(errno.EFBIG, f"it has more than {MOST_NAMES} entries", folder)
    return sorted(names)


def make_private(folder: str) -> bool:
    """Make a folder, and those above it that are missing, for this user alone (mode 0700); False
    where it cannot be made, or belongs to another user. One of this user that others may write
    into is closed to them.
    """
    missing, above = [], folder
    try:
        while not os.path.lexists(above):
            missing.append(above)
            above = os.path.dirname(above)
        for one in reversed(missing):
            try:
                os.mkdir(one, 0o700)
            except FileExistsError:  # another build has made it meanwhile
                if not is_private(one):
                    return False
    except OSError:
        return False
    return is_private(folder)


def is_private(folder: str) -> bool:
    """Whether a folder is this user's, and closed to what others would write into it. Where it is
    open it is closed.
    """
    if not hasattr(os, "getuid"):
        return True
    try:
        state = os.stat(folder)
        if state.st_uid != os.getuid():
            return False
        if state.st_mode & 0o022:
            os.chmod(folder, 0o700)
    except OSError:
        return False
    return True


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            yield from found
    except OSError:
        return


def _check(state: os.stat_result, path: str) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.EINVAL, "it is not a file of the usual kind", path)


def _too_large(path: str) -> OSError:
    return OSError(errno.EFBIG, os.strerror(errno.EFBIG), path)


def _open_in(root: str, path: str) -> int:
    """Open a path below a folder, each step from the folder before it, through no link."""
    *folders, name = os.path.relpath(path, root).split(os.sep)
    at = os.open(root, _FLAGS | os.O_DIRECTORY)
    try:
        for one in folders:
            inner = os.open(one, _FLAGS | os.O_DIRECTORY | _NO_LINK, dir_fd=at)
            os.close(at)
            at = inner
        return os.open(name, _FLAGS | _NO_LINK, dir_fd=at)
    finally:
        os.close(at)
