"""Zip archives of strangers: what is refused, and why."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from nashr.untrusted import archives
from nashr.untrusted.archives import Archive, ArchiveError, write_archive


def _zip(*files: tuple[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def test_what_was_written_is_read() -> None:
    archive = Archive(write_archive({"a/b.xml": b"<a/>", "c": b""}))
    assert list(archive) == ["a/b.xml", "c"]
    assert archive["a/b.xml"] == b"<a/>"


def test_an_archive_is_the_same_whenever_it_is_written() -> None:
    assert write_archive({"a": b"1"}) == write_archive({"a": b"1"})


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no archive", "not a whole zip archive"),
        (b"", "not a whole zip archive"),
        (_zip(("a", b"1"))[:-10], "not a whole zip archive"),
        (_zip(("../a", b"1")), "outside of itself"),
        (_zip(("/etc/passwd", b"1")), "outside of itself"),
        (_zip(("a\\\\..\\\\b", b"1")), "outside of itself"),
        (_zip(("a", b"0" * 5_000_000)), "grows too much"),
    ],
)
def test_what_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ArchiveError, match=said):
        Archive(data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(ArchiveError, match="Two of its files"):
        Archive(_zip(("a", b"1"), ("a", b"2")))


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_ENTRIES", 2)
    with pytest.raises(ArchiveError, match="3 files"):
        Archive(_zip(*((name, b"1") for name in "abc")))


def test_files_that_are_too_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_TOTAL", 2)
    with pytest.raises(ArchiveError, match="MB"):
        Archive(_zip(("a", b"12"), ("b", b"3")))


def test_a_password_is_named() -> None:
    data = bytearray(_zip(("a", b"1")))
    data[6] |= 1  # the general purpose flags of the file, and of the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ArchiveError, match="password"):
        Archive(bytes(data))


def test_a_damaged_file_is_named() -> None:
    data = bytearray(_zip(("a", zlib.compress(bytes(range(256))))))
    data[60] ^= 0xFF
    with pytest.raises(ArchiveError, match="“a” is damaged"):
        Archive(bytes(data))["a"]
