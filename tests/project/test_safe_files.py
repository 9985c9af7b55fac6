"""What a stranger puts on the disk is read within limits and without waiting, whatever it is."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_kit import NAMES, TREES, make_tree

from nashr.project import safe_files

pytestmark = pytest.mark.timeout(60)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("secret")
    return Path(os.path.realpath(tmp_path / "root"))


def why(path: Path, root: Path, limit: int = 1000) -> int | None:
    with pytest.raises(OSError) as raised:
        safe_files.read(str(path), limit, str(root))
    return raised.value.errno


def test_a_file_is_read_whole(root: Path) -> None:
    (root / "a").mkdir()
    (root / "a" / "b").write_bytes(b"x" * 100_000)
    assert safe_files.read(str(root / "a" / "b"), 100_000, str(root)) == b"x" * 100_000


def test_what_is_no_file_is_refused_at_once(root: Path) -> None:
    os.mkfifo(root / "pipe")
    (root / "device").symlink_to("/dev/zero")
    (root / "folder").mkdir()
    assert why(root / "pipe", root) == errno.EINVAL
    with pytest.raises(OSError, match="usual kind"):
        safe_files.read(str(root / "device"))
    assert why(root / "folder", root) == errno.EISDIR
    assert why(root / "nothing", root) == errno.ENOENT


def test_a_sparse_file_is_not_read(root: Path) -> None:
    with (root / "huge").open("wb") as file:
        file.truncate(4 << 40)
    assert why(root / "huge", root) == errno.EFBIG


def test_a_file_that_grows_while_it_is_read_is_refused(root: Path) -> None:
    (root / "a").write_bytes(b"x" * 900)
    pieces = safe_files.chunks(str(root / "a"), 1000, str(root))
    assert len(next(pieces)) == 900
    with (root / "a").open("ab") as file:
        file.write(b"x" * 900)
    with pytest.raises(OSError, match="large"):
        next(pieces)


def test_a_link_that_was_made_after_the_path_was_resolved_is_not_followed(root: Path) -> None:
    (root / "a").mkdir()
    (root / "a" / "secret.txt").write_text("mine")
    found = safe_files.resolved_inside(str(root), "a/secret.txt")
    assert found is not None
    (root / "a").rename(root / "b")
    (root / "a").symlink_to(root.parent / "outside")
    assert why(Path(found), root) in (errno.ELOOP, errno.ENOTDIR)


@pytest.mark.parametrize("path", ["/etc/hosts", "../outside", "a\\b", "a\0b", "\ud800", "a/../.."])
def test_a_path_that_leads_out_is_none(root: Path, path: str) -> None:
    assert safe_files.resolved_inside(str(root), path) is None


def test_a_folder_is_walked_to_a_depth_and_a_number(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "a" / "b").mkdir(parents=True)
    (root / "a" / "b" / "c").write_text("")
    (root / "a" / "d").write_text("")
    assert safe_files.walk(str(root), "a") == (("b/c", "d"), "", "")
    monkeypatch.setattr(safe_files, "MOST_NAMES", 2)
    assert safe_files.walk(str(root), "a").fault == ""
    (root / "a" / "e").write_text("")
    assert safe_files.walk(str(root), "a").fault == safe_files.TOO_MANY
    monkeypatch.setattr(safe_files, "DEEPEST", 0)
    monkeypatch.setattr(safe_files, "MOST_NAMES", 20)
    assert safe_files.walk(str(root), "a").fault == safe_files.TOO_DEEP


@pytest.fixture
def deep(root: Path) -> Iterator[Path]:
    """A folder with more levels than Python can recurse into, which pytest could not remove."""
    here = os.open(root, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    yield root
    subprocess.run(["rm", "-rf", str(root)], check=True)


def test_folders_that_python_cannot_recurse_into_are_walked(deep: Path) -> None:
    assert safe_files.walk(str(deep)).fault == safe_files.TOO_DEEP


def test_a_link_out_ends_the_walk_and_is_named(root: Path) -> None:
    (root / "a").mkdir()
    (root / "a" / "inner").symlink_to(root)
    assert safe_files.walk(str(root), "a") == ((), "", "")
    (root / "a" / "out").symlink_to(root.parent / "outside")
    assert safe_files.walk(str(root), "a") == ((), safe_files.LEADS_OUT, "a/out")
    assert safe_files.walk(str(root), "a", with_links=True).names == ("inner", "out")
    (root / "b").symlink_to("/")
    assert safe_files.walk(str(root), "b") == ((), safe_files.LEADS_OUT, "b")


def test_private_folders_are_closed_to_others_under_any_umask(root: Path) -> None:
    before = os.umask(0)
    try:
        assert safe_files.make_private(str(root / "a" / "b"))
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((root / name).stat().st_mode) for name in ("a", "a/b")]
    assert modes == [0o700, 0o700]
    (root / "a").chmod(0o777)
    assert safe_files.make_private(str(root / "a"))
    assert stat.S_IMODE((root / "a").stat().st_mode) == 0o700


def test_a_folder_of_another_user_is_not_trusted(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getuid", lambda: root.stat().st_uid + 1)
    assert not safe_files.make_private(str(root))


# --- any file tree -------------------------------------------------------------------------


def test_a_folder_that_another_build_makes_meanwhile_is_ours_as_well(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two builds begin a cache: each finds its folder missing, and one of them makes it first."""
    made = os.mkdir

    def late(path: str, mode: int) -> None:
        made(path, mode)
        made(path, mode)  # as if the other had been there before

    monkeypatch.setattr(os, "mkdir", late)
    assert safe_files.make_private(str(root / "entries" / "a5"))
    assert (root / "entries" / "a5").is_dir()


@settings(max_examples=60, deadline=5000)
@given(tree=TREES, asked=st.lists(NAMES, min_size=1, max_size=4))
def test_any_tree_is_walked_and_read_in_time(
    tree: list[tuple[list[str], str]], asked: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(os.path.realpath(folder))
        before = time.monotonic()
        (root / "tree").mkdir()
        make_tree(root / "tree", tree)
        for with_links in (False, True):
            walked = safe_files.walk(str(root), "tree", with_links=with_links)
            assert list(walked.names) == sorted(walked.names)
        for name in (*walked.names, "/".join(asked)):
            found = safe_files.resolved_inside(str(root), f"tree/{name}")
            if found is None:
                continue
            try:
                assert safe_files.read(found, 1000, str(root)) == b"text"
            except OSError as error:
                assert error.errno is not None
        assert time.monotonic() - before < 5
