"""The store of what was made: what comes back, what does not, and what goes first."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_kit import make_tree

from nashr.project.cache import Cache, key_of


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    key = key_of("page", b"\0\1")
    assert cache.get(key) is None
    cache.put(key, b"a page")
    assert cache.get(key) == b"a page"
    assert Cache(tmp_path / "cache").get(key) == b"a page"


def test_parts_of_a_key_do_not_run_together() -> None:
    keys = {key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("abc", "")}
    assert len(keys) == 4


@pytest.mark.parametrize("damage", ["cut", "flip", "empty"])
def test_a_damaged_entry_is_dropped(tmp_path: Path, damage: str) -> None:
    cache = Cache(tmp_path)
    cache.put(key_of("x"), b"sound bytes")
    (entry,) = files(tmp_path)
    whole = entry.read_bytes()
    spoiled = {"cut": whole[:-1], "flip": whole[:-1] + b"!", "empty": b""}[damage]
    entry.write_bytes(spoiled)
    assert cache.get(key_of("x")) is None
    assert files(tmp_path) == []


def test_the_least_recently_used_entries_are_removed_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=10_000)
    for number in range(12):
        cache.put(key_of(str(number)), bytes(1000))
        (newest,) = [p for p in files(tmp_path) if p.stat().st_mtime > 1_000_000_000]
        os.utime(newest, (number + 1, number + 1))
    assert cache.get(key_of("0")) is not None  # asked for: now it is the newest
    cache.evict()
    kept = [n for n in range(12) if cache.get(key_of(str(n))) is not None]
    assert 0 in kept
    assert kept[1:] == list(range(12 - len(kept) + 1, 12))
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 10_000


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put(key_of("x"), b"bytes")
    assert cache.get(key_of("x")) is None
    nowhere = Cache(None)
    nowhere.put(key_of("x"), b"bytes")
    assert nowhere.get(key_of("x")) is None


def test_an_emptied_store_is_empty(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(3):
        cache.put(key_of(str(number)), b"12345")
    number, total = cache.clear()
    assert (number, total > 15) == (3, True)
    assert files(tmp_path) == []
    assert cache.clear() == (0, 0)


# --- whatever stands in the cache's place --------------------------------------------------

_KEYS = [key_of(str(number)) for number in range(4)]
#: Names of the cache's own, so that what a stranger lays out stands where entries are looked for.
_PLACES = st.sampled_from(["entries", *(part for key in _KEYS for part in (key[:2], key[2:]))])
_ENTRY = st.sampled_from(_KEYS).map(lambda key: ["entries", key[:2], key[2:]])
_KINDS = st.sampled_from(["file", "folder", "pipe", "sparse", "out", "up", "loop", "zero", "shut"])
_TREES = st.lists(
    st.tuples(_ENTRY | st.lists(_PLACES, min_size=1, max_size=4), _KINDS), max_size=10
)
_BYTES = st.dictionaries(st.sampled_from(_KEYS), st.binary(max_size=200), max_size=4)


@settings(max_examples=100, deadline=None)
@given(tree=_TREES, spoiled=_BYTES)
def test_whatever_stands_in_its_place_only_what_was_put_comes_back(
    tree: list[tuple[list[str], str]], spoiled: dict[str, bytes]
) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "cache"
        folder.mkdir(mode=0o700)
        make_tree(folder, tree)
        for key, data in spoiled.items():
            place = folder / "entries" / key[:2] / key[2:]
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                with place.open("xb") as file:  # what stands there stays
                    file.write(data)
            except OSError:
                continue
        begun = time.monotonic()
        cache = Cache(folder, limit=100_000)
        assert [cache.get(key) for key in _KEYS] == [None] * 4
        for key in _KEYS:
            cache.put(key, key.encode())
        assert {cache.get(key) for key in _KEYS} <= {None, *(key.encode() for key in _KEYS)}
        for key in _KEYS:
            assert cache.get(key) in (None, key.encode())
        cache.evict()
        cache.clear()
        assert time.monotonic() - begun < 10
        assert Path(__file__).stat().st_size > 0  # a link out of the cache is not followed to here
