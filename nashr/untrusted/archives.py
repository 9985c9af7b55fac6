"""Read a zip archive that a stranger made: within limits, and without writing anything.

A small archive can hold petabytes (CWE-409), name files outside its folder (CWE-22), or give one
name to two files, of which programs read different ones. Each of these is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from nashr.messages import Message

#: A manuscript's package: Word files of books with hundreds of pictures have a few hundred entries.
MOST_ENTRIES = 5000
#: Bytes of one file, and of all, after decompression.
LARGEST_FILE, LARGEST_TOTAL = 200_000_000, 600_000_000
#: How often a file of more than ``RATIO_FROM`` bytes may be larger than its compressed form. Word's
#: own XML reaches 40; deflate can reach 1,032.
HIGHEST_RATIO, RATIO_FROM = 250, 1_000_000
_ENCRYPTED = 0x1
_PIECE = 1 << 20


class ArchiveError(ValueError):
    """The data is no archive that may be read: a sentence says why."""


class Archive(Mapping[str, bytes]):
    """The files of an archive by their names, each decompressed when it is asked for."""

    def __init__(self, data: bytes) -> None:
        """Raises ``ArchiveError``."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise ArchiveError(Message("It is not a whole zip archive.")) from error
        self._members: dict[str, zipfile.ZipInfo] = {}
        members = [one for one in self._zip.infolist() if not one.is_dir()]
        if len(members) > MOST_ENTRIES:
            raise ArchiveError(
                Message(
                    "It has {count} files; {most} are allowed.",
                    count=len(members),
                    most=MOST_ENTRIES,
                )
            )
        for one in members:
            self._add(one)
        if sum(one.file_size for one in members) > LARGEST_TOTAL:
            raise ArchiveError(
                Message("Its files have more than {size} MB.", size=LARGEST_TOTAL // 1_000_000)
            )

    def _add(self, one: zipfile.ZipInfo) -> None:
        name = one.filename
        if name in self._members:
            raise ArchiveError(Message("Two of its files are called “{name}”.", name=name))
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise ArchiveError(Message("It names a file outside of itself, “{name}”.", name=name))
        if one.flag_bits & _ENCRYPTED:
            raise ArchiveError(Message("It is protected by a password."))
        if one.file_size > LARGEST_FILE:
            size = LARGEST_FILE // 1_000_000
            raise ArchiveError(
                Message("Its file “{name}” has more than {size} MB.", name=name, size=size)
            )
        if one.file_size > max(RATIO_FROM, HIGHEST_RATIO * one.compress_size):
            raise ArchiveError(
                Message("Its file “{name}” grows too much when it is decompressed.", name=name)
            )
        self._members[name] = one

    def __getitem__(self, name: str) -> bytes:
        """The bytes of a file. Raises KeyError, and ``ArchiveError`` where it is damaged, or
        larger than the archive says.
        """
        one = self._members[name]
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(one) as file:
                while piece := file.read(_PIECE):
                    size += len(piece)
                    if size > one.file_size:
                        raise ArchiveError(
                            Message("Its file “{name}” is larger than it says.", name=name)
                        )
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
            raise ArchiveError(Message("Its file “{name}” is damaged.", name=name)) from error
        return b"".join(pieces)

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """An archive of the files, in their order, without dates."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, data, compresslevel=1)
    return into.getvalue()
