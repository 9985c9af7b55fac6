"""A page of HTML for pandoc: the places that links lead to, of which its reader drops some, and
tables without the names of columns, beyond which it drops cells.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Mapping

_TAG = re.compile(r"<(?P<name>p|sup|dt|dd|small|em|b|i|strong)\b(?P<attributes>[^<>]*)>", re.I)
_ID = re.compile(r"""\sid\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>]+))""", re.IGNORECASE)


_COLUMNS = re.compile(r"</?col(?:group)?\b[^<>]*>", re.IGNORECASE)


def readable(source: str) -> str:
    """The page with an empty element in each paragraph that has an id, and has that."""

    def put(found: re.Match[str]) -> str:
        named = _ID.search(found["attributes"])
        if named is None or found["attributes"].endswith("/"):
            return found[0]
        name = named[1] or named[2] or named[3]
        return f'{found[0]}<span id="{name}"></span>'

    if "doc-noteref" not in source:  # pandoc drops notes of this role that nothing calls by its own
        source = source.replace("doc-endnotes", "notes")
    return _COLUMNS.sub("", _TAG.sub(put, source))


def readable_epub(files: Mapping[str, bytes]) -> bytes:
    """An EPUB with its pages so; ``files`` are those in it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files, key=lambda one: one != "mimetype"):
            data = files[name]
            if name.lower().endswith((".xhtml", ".html", ".htm")):
                with contextlib.suppress(UnicodeDecodeError):
                    data = readable(data.decode()).encode()
            archive.writestr(name, data)
    return written.getvalue()
