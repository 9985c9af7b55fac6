"""The shelf: folders in which files appear whole or not at all, whatever happens to the build.

Files that belong together are first written under names of their own and flushed to the disk; only
when all of them are there are they renamed over the old ones. Whoever does so holds the folder, so
that two builds never mix their files. A name that a dead build left is known by its form, and is
swept by the next build.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

#: Seconds to wait for another build that holds the folder; writing takes it a part of one.
PATIENCE = 60.0
_PART = (".nashr-", ".part")
_SCRATCH = ("nashr-scratch-", ".tmp")
#: Where temporary files go: what the environment names, else the usual places.
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")
_USUAL = (r"C:\TEMP", r"C:\TMP") if sys.platform == "win32" else ("/tmp", "/var/tmp", "/usr/tmp")

File = tuple[str, bytes]


def put(folder: Path, files: Iterable[File], last: Callable[[], File]) -> list[Path]:
    """Put the files into the folder, and after them the one that tells of them.

    ``last`` is called when the folder is held: what it reads there, no other build changes. Raises
    OSError; where it does so before the first renaming, which it does for want of room or of a
    right, everything is as it was.
    """

    def make() -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    with held(make) as (_, alone):
        if alone:
            sweep(folder)
        parts: dict[Path, Path] = {}
        try:
            for name, data in files:
                parts[folder / name] = _part(folder, data)
            name, data = last()
            sealing = folder / name
            parts[sealing] = _part(folder, data)
            _clear_way(parts)
            for target, part in parts.items():
                if target == sealing:
                    _flush(parts)
                part.replace(target)
            _flush(parts)
        except BaseException:
            for part in parts.values():
                part.unlink(missing_ok=True)
            if alone:
                sweep(folder)  # a signal may come before a new part is noted
            with contextlib.suppress(OSError):
                folder.rmdir()  # only where it is empty
            raise
    return list(parts)


def sweep(folder: Path) -> None:
    """Remove what dead builds left half-written. The caller holds the folder."""
    for path in _parts(folder):
        with contextlib.suppress(OSError):
            path.unlink()


def sweep_idle(folder: Path) -> None:
    """The same for a folder that may be missing, or in use; it is then left alone."""
    if not _parts(folder):
        return  # as nearly always; there may be hundreds of folders to look into
    with contextlib.suppress(OSError), held(lambda: _there(folder), patience=0) as (_, alone):
        if alone:
            sweep(folder)


def _parts(folder: Path) -> list[Path]:
    """What is half-written in a folder, as far as it can be seen."""
    begin, end = _PART
    try:
        paths = list(folder.iterdir())
    except OSError:
        return []
    return [path for path in paths if path.name.startswith(begin) and path.name.endswith(end)]


@contextlib.contextmanager
def held(make: Callable[[], Path], *, patience: float | None = None) -> Iterator[tuple[Path, bool]]:
    """The folder that ``make`` gives, and whether it is ours alone while the block runs.

    The lock is the operating system's (flock), on the folder itself: it leaves no file behind and
    ends with the process. File systems without such locks give False, and the block runs all the
    same. TimeoutError when another process holds the folder for longer than ``patience``
    seconds (without a number: ``PATIENCE``).
    """
    until = time.monotonic() + (PATIENCE if patience is None else patience)
    while True:
        folder = make()
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue  # removed since it was made
        except OSError:
            yield folder, False
            return
        try:
            alone = _lock(handle, folder, until)
            if alone and not _stands(folder, handle):
                continue  # removed by the one who held it before
            yield folder, alone
            return
        finally:
            _unlock(handle)
            os.close(handle)


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A temporary folder that is gone after the block; those of dead builds go with it. Every
    temporary folder of nashr is one of these.
    """
    sweep_scratch()
    base = temporary()
    prefix, suffix = _SCRATCH
    with held(lambda: Path(tempfile.mkdtemp(suffix, prefix, base))) as (folder, _):
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def temporary() -> Path:
    """The folder for temporary files. It is found by looking: ``tempfile.gettempdir`` would write
    a file there to see whether it can, which a build that is killed meanwhile leaves behind.
    """
    named = filter(None, map(os.environ.get, _TEMPORARY))
    for place in map(os.path.abspath, (*named, *_USUAL, os.curdir)):
        if os.path.isdir(place) and os.access(place, os.W_OK | os.X_OK):  # noqa: PTH112
            return Path(place)
    raise FileNotFoundError(errno.ENOENT, "there is no folder for temporary files", _USUAL[0])


def sweep_scratch() -> None:
    """Remove the temporary folders of dead builds."""
    prefix, suffix = _SCRATCH
    with contextlib.suppress(OSError):
        for left in list(temporary().glob(f"{prefix}*{suffix}")):
            _sweep_scratch(left)


def _sweep_scratch(left: Path) -> None:
    """Remove a temporary folder that no living build holds; another user's is none of ours."""
    with contextlib.suppress(OSError):
        if hasattr(os, "getuid") and left.lstat().st_uid != os.getuid():
            return
        with held(lambda: _there(left), patience=0) as (folder, alone):
            if alone:
                shutil.rmtree(folder, ignore_errors=True)


def _there(folder: Path) -> Path:
    """The folder, where it leads to; OSError where it leads to nothing."""
    return Path(os.path.realpath(folder, strict=True))


def _part(folder: Path, data: bytes) -> Path:
    prefix, suffix = _PART
    handle, name = tempfile.mkstemp(suffix, prefix, folder)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _clear_way(targets: Iterable[Path]) -> None:
    """Find out before the first renaming whether one of them would fail."""
    for target in targets:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir() and not target.is_symlink():
            message = f"a folder stands in the place of “{target.name}”"
            raise IsADirectoryError(errno.EISDIR, message, str(target))


def _flush(targets: Iterable[Path]) -> None:
    """Make the renaming last through a power cut, where the system can do that for folders."""
    for folder in {target.parent for target in targets}:
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _stands(folder: Path, handle: int) -> bool:
    try:
        return os.path.samestat(folder.stat(), os.fstat(handle))
    except OSError:
        return False


def _lock(handle: int, folder: Path, until: float) -> bool:
    if sys.platform == "win32":
        return False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                message = "another build has been writing here for too long"
                raise TimeoutError(errno.ETIMEDOUT, message, str(folder)) from None
            time.sleep(0.02)
        except OSError:
            return False
        else:
            return True


def _unlock(handle: int) -> None:
    """A process forked meanwhile has the handle too, so closing ours would not be enough."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
