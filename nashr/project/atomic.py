"""Atomic writes: files that appear whole or not at all, whatever happens to the build.

Files that belong together are first written to temporary files and flushed to the disk; only when
all of them are there are they renamed over the old ones. The folder is locked meanwhile, so that
two builds never mix their files. A temporary file that a killed build left is recognised by its
name, and removed by the next build.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from nashr.project import temporary_folders

if sys.platform != "win32":
    import fcntl

#: Seconds to wait for another build that has locked the folder; it writes for less than one.
TIMEOUT = 60.0
#: How the names of temporary files begin and end.
_TEMPORARY_FILE = (".nashr-", ".part")
#: How a folder is opened: not a named pipe in its place, which would wait for a writer.
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)

File = tuple[str, bytes]


def write_together(
    folder: Path,
    files: Iterable[File],
    last: Callable[[], File],
    remove: Callable[[], Iterable[str]] = tuple,
) -> list[Path]:
    """Write the files into the folder, all or none, and after them the one that ``last`` gives.

    ``last`` is called while the folder is locked: no other build changes what it reads there. When
    all is written, the files that ``remove`` names are removed.
    Raises OSError. For lack of space or permission it does so before the first renaming, and then
    everything is as it was.
    """

    def make() -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    with locked(make) as (_, is_exclusive):
        if is_exclusive:
            remove_leftovers(folder)
        written: dict[Path, Path] = {}
        try:
            for name, data in files:
                written[folder / name] = _write_unflushed(folder, data)
            name, data = last()
            last_target = folder / name
            written[last_target] = _write_unflushed(folder, data)
            _flush_files(written.values())
            _check_targets(folder, written)
            for target, temporary in written.items():
                if target == last_target:
                    _flush_folders(written)
                temporary.replace(target)
            for name in remove():
                _check_folders(folder, folder / name)
                (folder / name).unlink(missing_ok=True)
            _flush_folders(written)
        except BaseException:
            for temporary in written.values():
                temporary.unlink(missing_ok=True)
            if is_exclusive:
                remove_leftovers(folder)  # a signal may come before ``written`` has the new file
            with contextlib.suppress(OSError):
                folder.rmdir()  # only where it is empty
            raise
    return list(written)


def replace(path: Path, data: bytes) -> None:
    """Put the data into the place of a file, whole or not at all, with the file's rights. Raises
    OSError.
    """
    temporary = _write_temporary(path.parent, data)
    try:
        shutil.copymode(path, temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of killed builds. The caller has locked the folder."""
    for path in _leftovers(folder):
        with contextlib.suppress(OSError):
            path.unlink()


def remove_leftovers_if_idle(folder: Path) -> None:
    """The same for a folder that may be missing, or locked; then nothing is removed."""
    if not _leftovers(folder):
        return  # nearly always: hundreds of folders need no lock
    with contextlib.suppress(OSError), locked(lambda: _resolved(folder), timeout=0) as lock:
        if lock[1]:
            remove_leftovers(folder)


def _leftovers(folder: Path) -> list[Path]:
    """The temporary files in a folder, as far as it can be read."""
    begin, end = _TEMPORARY_FILE
    try:
        paths = list(folder.iterdir())
    except OSError:
        return []
    return [path for path in paths if path.name.startswith(begin) and path.name.endswith(end)]


@contextlib.contextmanager
def locked(
    make: Callable[[], Path], *, timeout: float | None = None
) -> Iterator[tuple[Path, bool]]:
    """Lock the folder that ``make`` gives, and give it and whether the lock is exclusive.

    The lock is the operating system's (flock), on the folder itself: it leaves no file behind and
    ends with the process. File systems without such locks give False, and the block runs
    unprotected. TimeoutError when another process holds the folder for longer than ``timeout``
    seconds (without a number: ``TIMEOUT``).
    """
    deadline = time.monotonic() + (TIMEOUT if timeout is None else timeout)
    while True:
        folder = make()
        try:
            handle = os.open(folder, _FOLDER)
        except FileNotFoundError:
            continue  # removed since it was made
        except OSError:
            yield folder, False
            return
        try:
            is_exclusive = _lock(handle, folder, deadline)
            if is_exclusive and not _is_same_folder(folder, handle):
                continue  # removed by the process that had locked it
            yield folder, is_exclusive
            return
        finally:
            _unlock(handle)
            os.close(handle)


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A temporary folder that is removed after the block; those of killed builds are removed too.
    Every temporary folder of nashr is one of these.
    """
    remove_stale_temporary_folders()
    base = temporary_folders.root()
    prefix, suffix = temporary_folders.NAMES
    with locked(lambda: Path(tempfile.mkdtemp(suffix, prefix, base))) as (folder, _):
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def remove_stale_temporary_folders() -> None:
    """Remove the temporary folders of killed builds."""
    for left in temporary_folders.present():
        _remove_if_stale(Path(left))


def _remove_if_stale(left: Path) -> None:
    """Remove a temporary folder of this user that no running build has locked."""
    with contextlib.suppress(OSError):
        if hasattr(os, "getuid") and left.lstat().st_uid != os.getuid():
            return
        with locked(lambda: _resolved(left), timeout=0) as (folder, is_exclusive):
            if is_exclusive:
                shutil.rmtree(folder, ignore_errors=True)


def _resolved(folder: Path) -> Path:
    """The folder with links resolved; OSError where it does not exist."""
    return Path(os.path.realpath(folder, strict=True))


def _write_temporary(folder: Path, data: bytes) -> Path:
    temporary = _write_unflushed(folder, data)
    try:
        _flush(temporary, os.O_RDWR)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _write_unflushed(folder: Path, data: bytes) -> Path:
    prefix, suffix = _TEMPORARY_FILE
    handle, name = tempfile.mkstemp(suffix, prefix, folder)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _flush_files(files: Collection[Path]) -> None:
    """Flush files to the disk, all at once: the disk takes hardly longer than for one of them."""
    with ThreadPoolExecutor(max(1, len(files))) as executor:
        for _ in executor.map(partial(_flush, flags=os.O_RDWR), files):
            pass


def _flush(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check_targets(folder: Path, targets: Iterable[Path]) -> None:
    """Raise before the first renaming where one of them would fail, or lead out of the folder."""
    for target in targets:
        _check_folders(folder, target)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir() and not target.is_symlink():
            message = f"a folder stands in the place of “{target.name}”"
            raise IsADirectoryError(errno.EISDIR, message, str(target))


def _check_folders(folder: Path, target: Path) -> None:
    """Raise where a folder between ``folder`` and the target is a link: it may lead anywhere."""
    for above in target.relative_to(folder).parents:
        if above.name and (folder / above).is_symlink():
            message = f"a link stands in the place of the folder “{above.name}”"
            raise PermissionError(errno.EPERM, message, str(folder / above))


def _flush_folders(targets: Iterable[Path]) -> None:
    """Flush the renamings to the disk, where the system can do that for folders."""
    for folder in {target.parent for target in targets}:
        with contextlib.suppress(OSError):
            _flush(folder, _FOLDER)


def _is_same_folder(folder: Path, handle: int) -> bool:
    try:
        return os.path.samestat(folder.stat(), os.fstat(handle))
    except OSError:
        return False


def _lock(handle: int, folder: Path, deadline: float) -> bool:
    if sys.platform == "win32":
        return False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                message = "another build has been writing here for too long"
                raise TimeoutError(errno.ETIMEDOUT, message, str(folder)) from None
            time.sleep(0.02)
        except OSError:
            return False
        else:
            return True


def _unlock(handle: int) -> None:
    """Unlock: a process that was forked meanwhile has the handle too, so closing is not enough."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
