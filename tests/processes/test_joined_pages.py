"""The memory of the tests in large pages: which of it, and that nothing of it changes."""

from __future__ import annotations

import hashlib

from memory_kit import LARGE, join_pages, own_ranges

MAPS = f"""\
00001000-{3 * LARGE:08x} rw-p 00000000 00:00 0
{8 * LARGE:08x}-{9 * LARGE:08x} rw-p 00000000 00:00 0                  [heap]
{10 * LARGE:08x}-{12 * LARGE:08x} r--p 00000000 00:00 0
{12 * LARGE:08x}-{14 * LARGE:08x} rw-p 00001000 fe:00 4711             /usr/lib/of a test.so
{15 * LARGE + 4096:08x}-{16 * LARGE + 8192:08x} rw-p 00000000 00:00 0
{18 * LARGE:08x}-{20 * LARGE:08x} rw-p 00000000 00:00 0                [stack]
"""


def test_whole_pages_of_what_a_process_has_allocated_are_joined() -> None:
    assert own_ranges(MAPS) == [(LARGE, 3 * LARGE), (8 * LARGE, 9 * LARGE)]


def test_what_they_hold_stays_as_it_was() -> None:
    held = [bytes([n % 256]) * 5_000 for n in range(4_000)]
    before = hashlib.sha256(b"".join(held)).digest()
    join_pages()
    assert hashlib.sha256(b"".join(held)).digest() == before
