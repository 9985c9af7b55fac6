"""A ZIP container whose bytes depend on nothing but its contents and a date."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping

#: ZIP knows no earlier and no later year (APPNOTE 4.4.6).
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
_UNIX = 3
_PERMISSIONS = 0o644


def container(files: Mapping[str, bytes], date: dt.datetime, *, media_type: str) -> bytes:
    """The files in an OCF container (EPUB 3.3, section 4.3).

    The entry ``mimetype`` comes first and uncompressed, then the files in the order of their
    names. Every entry carries ``date``, to the two seconds that ZIP can tell.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(_entry("mimetype", date, zipfile.ZIP_STORED), media_type)
        for name in sorted(files):
            entry = _entry(name, date, zipfile.ZIP_DEFLATED)
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def _entry(name: str, date: dt.datetime, compression: int) -> zipfile.ZipInfo:
    date = max(date, dt.datetime(_FIRST_YEAR, 1, 1, tzinfo=date.tzinfo))
    date = min(date, dt.datetime(_LAST_YEAR, 12, 31, 23, 59, 58, tzinfo=date.tzinfo))
    entry = zipfile.ZipInfo(name, date.timetuple()[:6])
    entry.compress_type = compression
    entry.create_system = _UNIX
    entry.external_attr = _PERMISSIONS << 16
    return entry
