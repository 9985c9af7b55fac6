"""The cache: bytes by key, on the disk. Knows nothing of publishing.

An entry has a checksum of its key and its bytes, so that a damaged one is noticed and dropped.
Entries are written to a temporary file and renamed, so that any number of builds may share the
cache. When it grows over its limit, the least recently used entries are removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nashr.project import safe_files

#: Bytes that the entries may have together.
LIMIT = 2_000_000_000
_ENTRIES = "entries"
#: The entries, and the records of the ledger beside them: the size limit is for both.
_ALL = "*/*/*"
_DIGEST = hashlib.sha256().digest_size
#: The share of the limit that is kept when entries are removed, and how many writes there are
#: between two checks of the size.
_KEPT = 0.8
_WRITES = 200


class Cache:
    """The cache in a folder, which is this user's alone, for what is in it is trusted. Where it is
    another user's, or cannot be written, nothing is kept.
    """

    def __init__(self, folder: Path | None, limit: int = LIMIT) -> None:
        is_usable = folder is not None and safe_files.make_private(str(folder))
        self.folder = folder if is_usable else None
        self._limit = limit
        self._writes = 0

    def get(self, key: str) -> bytes | None:
        """What was put under the key, whole; None where there is nothing, or damaged bytes."""
        if self.folder is None:
            return None
        path = self._path(key)
        try:
            entry = safe_files.read(str(path), self._limit)
        except OSError:
            return None
        digest, data = entry[:_DIGEST], entry[_DIGEST:]
        if _checksum(key, data) != digest:
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # the time of the last use
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes, unless that fails."""
        if self.folder is None or len(data) > self._limit // 4:
            return
        path = self._path(key)
        try:
            safe_files.make_private(str(path.parent))
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_checksum(key, data))
                    file.write(data)
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError:
            return
        self._writes += 1
        if self._writes % _WRITES == 1:
            self.evict()

    def evict(self) -> None:
        """Remove the least recently used entries until the cache is under its limit."""
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        if total <= self._limit:
            return
        for _, size, path in entries:
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size
            if total <= _KEPT * self._limit:
                return

    def clear(self) -> tuple[int, int]:
        """Empty the cache; how many files it had, and their bytes."""
        sizes = [size for _, size, _ in self._entries()]
        if self.folder is not None:
            for folder in self.folder.glob("*/"):
                shutil.rmtree(folder, ignore_errors=True)
        return len(sizes), sum(sizes)

    def _path(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder / _ENTRIES / key[:2] / key[2:]

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """Each entry's time in nanoseconds, its size, and its path."""
        if self.folder is None:
            return
        for path in self.folder.glob(_ALL):
            with contextlib.suppress(OSError):
                state = path.stat()
                yield state.st_mtime_ns, state.st_size, path


def _checksum(key: str, data: bytes) -> bytes:
    """The checksum of an entry under its key, so that a copy under another key is not valid."""
    return hashlib.sha256(key.encode() + data).digest()


def key_of(*parts: str | bytes) -> str:
    """The key of what depends on these parts and on nothing else."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()
