"""A joined PDF held against its parts: every page of each, in their order, with the same words.

What the pages of a part show was looked at when it was set, so that it is enough that they are the
same pages: what they draw, the edges of the sheet, and what the letters of their fonts mean.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Stream

from nashr.issue.pdf.join import Part

_FONT = re.compile(rb"/([^\s/\[\]()<>]+)\s+[-+.0-9]+\s+Tf\b")
_FORM = re.compile(rb"/([^\s/\[\]()<>]+)\s+Do\b")
_EDGES = ("/MediaBox", "/CropBox", "/TrimBox", "/Rotate")


def page_marks(pdf: bytes) -> tuple[bytes, ...]:
    """For each page of a PDF a digest of what it shows."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return tuple(_marks(file))


def lost_pages(
    parts: Sequence[tuple[Part, Sequence[bytes]]], joined: bytes
) -> list[tuple[Part, int]]:
    """The pages of parts, counted from 1, that the joined PDF does not have in their place. Each
    part has the marks of its own pages. A page that the PDF has besides stands in the place of
    another.
    """
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        whole = _marks(pdf)
        found = []
        for part, marks in parts:
            there = [next(whole, b"") for _ in marks]
            pairs = enumerate(zip(marks, there, strict=True), 1)
            found += [(part, number) for number, (one, other) in pairs if one != other]
        if parts and not found and next(whole, None) is not None:
            found.append((parts[-1][0], 1))
    return found


def _marks(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """For each page a digest of what it shows."""
    reader = _Reader()
    for page in pdf.pages:
        digest = hashlib.sha256()
        for key in _EDGES:
            edge = page.obj.get(key)
            numbers = edge if isinstance(edge, pikepdf.Array) else [edge or 0]
            digest.update(" ".join(f"{float(number):.2f}" for number in numbers).encode())
        contents = page.obj.get("/Contents")
        pieces = contents if isinstance(contents, pikepdf.Array) else [contents]
        drawn = b"\n".join(one.read_bytes() for one in pieces if isinstance(one, Stream))
        digest.update(reader.drawn(drawn, page.obj.get("/Resources", Dictionary())))
        yield digest.digest()


class _Reader:
    """Reads what streams draw; fonts and forms that several pages have are read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bytes] = {}

    def drawn(self, content: bytes, resources: Any) -> bytes:
        """A digest of a stream with the fonts and forms that it names."""
        digest = hashlib.sha256(content)
        for pattern, kind in ((_FONT, "/Font"), (_FORM, "/XObject")):
            named = resources.get(kind, Dictionary())
            for name in sorted(set(pattern.findall(content))):
                one = named.get("/" + name.decode("latin-1"))
                digest.update(self._of(one) if one is not None else b"-")
        return digest.digest()

    def _of(self, one: Any) -> bytes:
        key = one.objgen
        if key == (0, 0):
            return self._digest(one)
        if key not in self._known:
            self._known[key] = b""
            self._known[key] = self._digest(one)
        return self._known[key]

    def _digest(self, one: Any) -> bytes:
        if not isinstance(one, Stream):
            meanings = one.get("/ToUnicode")
            return hashlib.sha256(meanings.read_bytes() if meanings is not None else b"").digest()
        if one.get("/Subtype") == pikepdf.Name.Form:
            return self.drawn(one.read_bytes(), one.get("/Resources", Dictionary()))
        return hashlib.sha256(one.read_raw_bytes()).digest()
