"""One-page PDF figures, drawn as images by PDFium.

PDFium is given bytes, no path. It runs no scripts (the build that ``pypdfium2`` brings has none),
and no fonts but its own are looked for, so that the same file gives the same image everywhere.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import io
import math
import re
import zlib
from collections.abc import Iterator
from typing import Any

from nashr.messages import Message
from nashr.untrusted.image_errors import ImageError

DOTS_PER_INCH = 300
#: Limits: the longer side of a page in points (the most that PDF 1.7 can say), pixels of an image.
_MAX_POINTS = 14_400
_MAX_PIXELS = 60_000_000
#: Levels of forms within forms in which fonts are looked for.
_MAX_DEPTH = 8
_ENCRYPTED = 4
#: Fonts that every reader of PDF has (ISO 32000-1, 9.6.2.2) and that draw signs, not letters.
_SIGNS = ("Symbol", "ZapfDingbats")
#: Characters of Adobe's standard encoding that Windows' Western code page lacks; U+FFFD stands for
#: what is not known.
_STANDARD = "ıŁłˇ˘˙˚˛˝¯⁄−ﬁﬂ\ufffd"
_DIFFERENCES = re.compile(rb"/Differences\s*\[([^\]]*)\]")
_GLYPH_NAME = re.compile(rb"/([A-Za-z0-9._]+)")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b[^>]*>>\s*stream\r?\n")
_MAX_OBJECTS = 4_000_000


def page_size(data: bytes) -> tuple[float, float]:
    """Width and height of the page, in points. Raises ``ImageError`` for what is no figure: more
    pages than one, encryption, damage, or letters in a font that the file does not hold.
    """
    with _page(data) as (pdfium, page):
        size = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        if not all(math.isfinite(side) and 1 <= side <= _MAX_POINTS for side in size):
            raise ImageError(
                "image-unreadable",
                Message(
                    "has a page of {width:g} × {height:g} points", width=size[0], height=size[1]
                ),
            )
        _check_fonts(pdfium, page, data)
        return float(size[0]), float(size[1])


def draw(data: bytes, width: int) -> tuple[bytes, int, int]:
    """The page as a PNG of this many pixels in width, and its size. Raises ``ImageError``."""
    from PIL import Image

    with _page(data) as (pdfium, page):
        sides = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        height = max(1, round(width * sides[1] / sides[0]))
        if width * height > _MAX_PIXELS:
            raise ImageError(
                "image-too-large",
                Message("would have {width:,} × {height:,} pixels", width=width, height=height),
            )
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, None, 0)
        if not bitmap:
            raise ImageError("image-too-large", Message("needs too much memory"))
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            flags = pdfium.FPDF_ANNOT | pdfium.FPDF_PRINTING
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
    image: Any = Image.frombuffer("RGB", (width, height), pixels, "raw", "BGRX", stride, 1)
    if _is_grey(image):
        image = image.convert("L")
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue(), width, height


def _is_grey(image: Any) -> bool:
    from PIL import ImageChops

    red, green, blue = image.split()
    return all(ImageChops.difference(red, other).getbbox() is None for other in (green, blue))


@functools.cache
def _library() -> Any:
    import pypdfium2_raw as pdfium

    no_paths = (ctypes.POINTER(ctypes.c_char) * 1)()
    config = pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=no_paths)
    pdfium.FPDF_InitLibraryWithConfig(ctypes.byref(config))
    return pdfium, no_paths, config


@contextlib.contextmanager
def _page(data: bytes) -> Iterator[tuple[Any, Any]]:
    """PDFium and the only page of a document."""
    pdfium = _library()[0]
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() == _ENCRYPTED:
            raise _encrypted()
        raise ImageError("image-unreadable", Message("is a damaged PDF"))
    try:
        if pdfium.FPDF_GetSecurityHandlerRevision(document) != -1:
            raise _encrypted()
        pages = pdfium.FPDF_GetPageCount(document)
        if pages != 1:
            clause = Message("is a PDF of {pages} pages; a figure has one", pages=pages)
            hint = Message("Save the page that is the figure as a PDF of its own.")
            raise ImageError("image-unsupported", clause, hint)
        page = pdfium.FPDF_LoadPage(document, 0)
        if not page:
            raise ImageError("image-unreadable", Message("is a damaged PDF"))
        try:
            yield pdfium, page
        finally:
            pdfium.FPDF_ClosePage(page)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _encrypted() -> ImageError:
    hint = Message("Save it without a password and without restrictions.")
    return ImageError("image-unsupported", Message("is an encrypted PDF"), hint)


# --- fonts ---------------------------------------------------------------------------------


def _check_fonts(pdfium: Any, page: Any, data: bytes) -> None:
    """Refuse letters that PDFium's own fonts lack, in a font that the file does not hold."""
    text_page = pdfium.FPDFText_LoadPage(page)
    names: list[str] = []
    try:
        for text in _texts(pdfium, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, page):
            font = pdfium.FPDFTextObj_GetFont(text)
            if not font or pdfium.FPDFFont_GetIsEmbedded(font) == 1:
                continue
            name = _string(pdfium.FPDFFont_GetBaseFontName, font)
            written = _written(pdfium, text, text_page).strip()
            if name.startswith(_SIGNS):
                continue
            if not all(_is_drawn(char) for char in written):
                clause = Message(
                    "writes “{written}” in a font that it does not hold ({name})",
                    written=written[:40],
                    name=name,
                )
                raise ImageError("image-external", clause)
            names.append(name)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    # PDFium leaves out of the text what its fonts cannot draw, and so the encoding must tell.
    missing = _undrawn_letters(data) if names else ""
    if missing:
        clause = Message(
            "may write “{missing}” in a font that it does not hold ({names})",
            missing=missing[:20],
            names=names[0],
        )
        raise ImageError("image-external", clause)


def _undrawn_letters(data: bytes) -> str:
    """The letters that encodings in the file name and PDFium's own fonts lack."""
    from fontTools.agl import toUnicode

    letters: dict[str, None] = {}
    for objects in (data, *_object_streams(data)):
        for differences in _DIFFERENCES.findall(objects):
            for name in _GLYPH_NAME.findall(differences):
                char = toUnicode(name.decode("ascii"))
                if char and not all(map(_is_drawn, char)):
                    letters[char] = None
    return "".join(letters)


def _object_streams(data: bytes) -> Iterator[bytes]:
    """The compressed objects of a file (ISO 32000-1, 7.5.7)."""
    for found in _OBJECT_STREAM.finditer(data):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[found.end() :], _MAX_OBJECTS)


def _texts(pdfium: Any, count: Any, get: Any, parent: Any, depth: int = 0) -> Iterator[Any]:
    for number in range(max(0, count(parent))):
        thing = get(parent, number)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield thing
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inside = (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
            yield from _texts(pdfium, *inside, thing, depth + 1)


def _string(function: Any, handle: Any) -> str:
    length = function(handle, None, 0)
    buffer = ctypes.create_string_buffer(length or 1)
    function(handle, buffer, length)
    return buffer.value.decode("utf-8", "replace")[:60]


def _written(pdfium: Any, text: Any, text_page: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(text, text_page, None, 0)
    buffer = (ctypes.c_ushort * max(1, length // 2))()
    pdfium.FPDFTextObj_GetText(text, text_page, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _is_drawn(char: str) -> bool:
    """Whether PDFium's own fonts have a letter: those of Windows' Western code page and of Adobe's
    standard encoding.
    """
    if char < " " or char in _STANDARD:
        return True
    try:
        char.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
