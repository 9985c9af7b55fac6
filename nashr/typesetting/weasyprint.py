"""WeasyPrint, shut in: HTML and CSS in, PDF out, with no font, file or address but those given.

WeasyPrint asks fontconfig for fonts when it is imported and with every font configuration; both
happen here under a configuration of our own that knows no folder, so that the fonts of the
machine can neither appear on a page nor be waited for.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import logging
import os
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from nashr.engines.fonts import last_resort
from nashr.languages import register_hyphenation
from nashr.ports import PrintingCondition, Typeset
from nashr.project.atomic import scratch
from nashr.typesetting.pages.floats import fill_pages
from nashr.typesetting.pages.folios import known_folios
from nashr.typesetting.pages.queries import set_in_margin, whole_queries
from nashr.typesetting.paragraphs.drawing import inked
from nashr.typesetting.paragraphs.lineboxes import whole_paragraphs
from nashr.typesetting.paragraphs.lineends import remembered_line_ends
from nashr.typesetting.paragraphs.shaping import know_types, set_once
from nashr.typesetting.patching.pdfobjects import written_once
from nashr.typesetting.patching.styles import quick_styles
from nashr.typesetting.standards.deflate import visible_ends
from nashr.typesetting.standards.pdfa import declare
from nashr.typesetting.standards.pdfx import finisher
from nashr.typesetting.tagging.tags import logical_structure, one_annotation_a_line

#: An address that leads nowhere (RFC 2606), so that relative names become absolute ones.
_BASE = "https://nashr.invalid/"
_VARIANT, _PRESS_VARIANT = "pdf/ua-1", "pdf/x-4"
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <match target="font">
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
  </match>
</fontconfig>
"""
#: How many figures may be moved to fill pages; each costs a layout.
_MOVED_FIGURES = 4
#: Pango crashes where there is no font at all, so there always is one.
_LAST_RESORT = "nashr/last-resort.ttf"
_LAST_RESORT_CSS = f'@font-face{{font-family:"Nashr Last Resort";src:url("{_LAST_RESORT}")}}\n'
_FONT_FACE = "@font-face"
#: Whose hyphens are read beforehand: nearly every article has an abstract in English.
_WARM_LANGUAGES = ("az", "tr", "en")
_LENGTH = re.compile(r"\[\d+\]$")
#: What of WeasyPrint's layout is done in our way, in the order in which it is put in place.
_HANDS = (
    *(quick_styles, set_once, whole_paragraphs),
    *(remembered_line_ends, known_folios, whole_queries),
)
_sheets: dict[str, tuple[Any, list[str]]] = {}
_environment = threading.Lock()


def warm(sheets: Iterable[str] = ()) -> None:
    """Import WeasyPrint and parse style sheets beforehand.

    It takes half as long as setting a short article.
    """
    import email.policy  # noqa: F401 - an answer of the fetcher has headers

    import pyphen

    register_hyphenation()
    _weasyprint()
    know_types()
    last_resort()
    for lang in _WARM_LANGUAGES:
        pyphen.Pyphen(lang=pyphen.language_fallback(lang)).positions("sənəd")
    for sheet in sheets:
        _parsed(sheet, [])


def typeset(html: str, sheets: Sequence[str], files: Mapping[str, tuple[str, bytes]]) -> Typeset:
    """Set ``html`` by the style sheets as PDF/UA-1 and PDF/A-2a in one file.

    ``files`` are images and fonts by their relative names, each with its media type; whatever
    else the page asks for is refused and becomes a warning. The same input gives the same bytes:
    dates come from the page's ``meta`` elements, the identifier from the input.
    """
    with _laid_out(html, sheets, files, _VARIANT) as laid_out:
        set_in_margin(laid_out.document)
        one_annotation_a_line(laid_out.document)
        with logical_structure(laid_out.root, laid_out.order):
            return laid_out.written(_identifier(html, sheets, files), declare)


def typeset_for_print(
    html: str,
    sheets: Sequence[str],
    files: Mapping[str, tuple[str, bytes]],
    press: PrintingCondition,
) -> Typeset:
    """The same as PDF/X-4 for a press: its inks and no other colour, no links, no structure."""
    identifier = _identifier(html, sheets, {**files, "press": ("", press.profile)})
    with _laid_out(html, sheets, files, _PRESS_VARIANT) as laid_out:
        for page in laid_out.document.pages:
            page.links.clear()
        return laid_out.written(identifier, finisher(press, identifier.decode()))


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A document whose pages are set. ``order`` is the place of each element in the text."""

    document: Any
    root: Any
    order: Mapping[Any, int]
    variant: str
    complaints: list[str]

    def written(self, identifier: bytes, finish: Callable[[Any, Any], None]) -> Typeset:
        with visible_ends(), written_once(), inked():
            pdf: bytes = self.document.write_pdf(
                pdf_variant=self.variant, pdf_identifier=identifier, finisher=finish
            )
        warnings = tuple(dict.fromkeys(self.complaints))
        return Typeset(pdf, len(self.document.pages), warnings)


@contextlib.contextmanager
def _laid_out(
    html: str, sheets: Sequence[str], files: Mapping[str, tuple[str, bytes]], variant: str
) -> Iterator[_LaidOut]:
    """The pages, set; they must be written within the block."""
    register_hyphenation()
    with _no_machine_fonts() as folder, _complaints() as complaints:
        weasyprint = _weasyprint()
        fonts = _font_configuration(folder)
        fetch = _fetcher({**files, _LAST_RESORT: ("font/ttf", last_resort())})
        styles = [
            _with_fonts(sheet, fetch, fonts) if _FONT_FACE in sheet else _parsed(sheet, complaints)
            for sheet in (_LAST_RESORT_CSS, *sheets)
        ]
        page = weasyprint.HTML(string=html, base_url=_BASE, url_fetcher=fetch)
        root = page.etree_element
        order = {element: place for place, element in enumerate(root.iter())}
        with _our_hands():
            images: dict[str, Any] = {}
            for _ in range(1 + _MOVED_FIGURES):
                document = page.render(
                    font_config=fonts, stylesheets=styles, pdf_variant=variant, cache=images
                )
                if not fill_pages(document, root):
                    break
        yield _LaidOut(document, root, order, variant, complaints)


@contextlib.contextmanager
def _our_hands() -> Iterator[None]:
    """Let WeasyPrint set pages as we do while the block runs."""
    with contextlib.ExitStack() as stack:
        for hand in _HANDS:
            stack.enter_context(hand())
        yield


def _with_fonts(sheet: str, fetch: Any, fonts: Any) -> Any:
    """A style sheet that brings the document's fonts."""
    return _weasyprint().CSS(string=sheet, base_url=_BASE, url_fetcher=fetch, font_config=fonts)


def _parsed(sheet: str, complaints: list[str]) -> Any:
    """A style sheet without fonts, which is parsed once in a process."""
    if sheet not in _sheets:
        with _complaints() as heard:
            parsed = _weasyprint().CSS(string=sheet, base_url=_BASE, url_fetcher=_fetcher({}))
        _sheets[sheet] = parsed, heard
    parsed, heard = _sheets[sheet]
    complaints.extend(heard)
    return parsed


def _identifier(html: str, sheets: Sequence[str], files: Mapping[str, tuple[str, bytes]]) -> bytes:
    digest = hashlib.sha256("\0".join((html, *sheets)).encode())
    for name, (_, data) in sorted(files.items()):
        digest.update(name.encode() + hashlib.sha256(data).digest())
    return digest.hexdigest()[:32].encode("ascii")


# --- what WeasyPrint may see ---------------------------------------------------------------


@contextlib.contextmanager
def _libraries_by_name() -> Iterator[None]:
    """Let Linux find libraries by their names alone, which is what the loader is for.

    WeasyPrint tries six spellings a library; for each that fails, cffi asks ldconfig, gcc and ld,
    programs that take longer than all the rest of the import.
    """
    if sys.platform != "linux":
        yield
        return
    import ctypes.util

    find_library = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = find_library


class _Deferred(ModuleType):
    """Stands for a module whose functions are wanted only at their first call."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **options)

        return call


@contextlib.contextmanager
def _without_font_cutters() -> Iterator[None]:
    """Let WeasyPrint load without fontTools' cutters, a fifth of its import.

    It has them for variable fonts and for systems without HarfBuzz's; our fonts come cut.
    """
    names = [n for n in ("fontTools.subset", "fontTools.varLib.instancer") if n not in sys.modules]
    sys.modules.update({name: _Deferred(name) for name in names})
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


def _weasyprint() -> Any:
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"]
    with warnings.catch_warnings(), _libraries_by_name(), _without_font_cutters():
        # It finds no font at all, and that is what we want.
        warnings.filterwarnings("ignore", "No fonts configured", UserWarning)
        import weasyprint
        import weasyprint.pdf.fonts

    weasyprint.pdf.fonts.ffi = _Arrays(weasyprint.pdf.fonts.ffi)
    return weasyprint


class _Arrays:
    """Stands for cffi, which parses every C type that it has not seen, and so every length.

    WeasyPrint names the lengths of its arrays of glyphs in the type: three parses a font.
    """

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, type_name: str, *values: Any) -> Any:
        return self._ffi.new(_LENGTH.sub("[]", type_name) if values else type_name, *values)


def _font_configuration(folder: Path) -> Any:
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    # It would make a folder of its own, which a worker that ends without ado leaves behind.
    fonts._folder = folder
    return fonts


@contextlib.contextmanager
def _no_machine_fonts() -> Iterator[Path]:
    """Point fontconfig to a configuration without folders, for the time of a rendering.

    Gives a temporary folder for the fonts of the page.
    """
    with _environment, scratch() as folder:
        path = folder / "fonts.conf"
        path.write_text(_FONTCONFIG, encoding="utf-8")
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(path)
        try:
            yield folder
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


def _fetcher(files: Mapping[str, tuple[str, bytes]]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Answers for the given files and for nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            del headers
            name = unquote(url.removeprefix(_BASE)) if url.startswith(_BASE) else None
            if name is None or name not in files:
                raise ValueError(f"not one of the article's files: {url}")
            media_type, data = files[name]
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

    return Fetcher()


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint logs as a warning or worse while the block runs."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    listener = Listener(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate
