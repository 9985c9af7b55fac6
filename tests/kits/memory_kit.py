"""The memory of a process that forks many others, in large pages.

To fork a process, and to end the one that was forked, takes time for each page of its memory. Of
large ones there are 512 times fewer; where one is written to, only that one is divided.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from pathlib import Path

#: Linux (madvise(2)): these addresses may have large pages; have them at once, since Linux 6.1.
MADV_HUGEPAGE, MADV_COLLAPSE = 14, 25
LARGE = 1 << 21


def join_pages() -> None:
    """Have what this process has allocated in large pages, where the system can."""
    if sys.platform != "linux":
        return
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    with contextlib.suppress(OSError):  # no /proc
        for begin, end in own_ranges(Path("/proc/self/maps").read_text("utf-8")):
            for advice in (MADV_HUGEPAGE, MADV_COLLAPSE):
                madvise(begin, end - begin, advice)


def own_ranges(maps: str) -> list[tuple[int, int]]:
    """The ranges of whole large pages in what the process has allocated itself (proc(5))."""
    found = []
    for line in maps.splitlines():
        addresses, rights, _, _, inode, *name = line.split()
        if rights != "rw-p" or inode != "0" or name not in ([], ["[heap]"]):
            continue
        begin, end = (int(address, 16) for address in addresses.split("-"))
        begin, end = -(-begin // LARGE) * LARGE, end // LARGE * LARGE
        if begin < end:
            found.append((begin, end))
    return found
