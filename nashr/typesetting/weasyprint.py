"""WeasyPrint as a typesetter of journals: HTML and CSS in, PDF out.

The parts of this package that change WeasyPrint's layout and output come together here.
"""

from __future__ import annotations

import contextlib
import copy
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from nashr.engines.fonts import last_resort
from nashr.languages import register_hyphenation
from nashr.model import PageStart
from nashr.outputs.pdf import note_blocks
from nashr.outputs.together import kept_together
from nashr.ports import AwaitedFolio, PrintingCondition, Typeset
from nashr.records import dataclass, replace
from nashr.typesetting import dictionaries, stylesheets
from nashr.typesetting.account import PageReading, table_fault
from nashr.typesetting.drawings import patch_drawings
from nashr.typesetting.gradients import patch_gradients
from nashr.typesetting.isolation import (
    BASE_URL,
    fetcher,
    import_weasyprint,
    logged_warnings,
    without_machine_fonts,
)
from nashr.typesetting.layouts import finish, remember_contexts
from nashr.typesetting.pages.awaited_folio import (
    FolioLayout,
    FolioMismatch,
    patch_awaited_folio,
)
from nashr.typesetting.pages.columns import patch_columns, spans_of
from nashr.typesetting.pages.fitting import fit
from nashr.typesetting.pages.floats import patch_floats
from nashr.typesetting.pages.folios import patch_page_counters
from nashr.typesetting.pages.footnotes import patch_footnotes
from nashr.typesetting.pages.grid import patch_grid
from nashr.typesetting.pages.opening import (
    FirstPage,
    least_lines,
    make_room,
    stop_behind_first_page,
)
from nashr.typesetting.pages.page_tops import patch_page_tops
from nashr.typesetting.pages.queries import move_queries_to_margin, patch_query_layout
from nashr.typesetting.pages.tables import TableFitter
from nashr.typesetting.paragraphs.drawing import patch_text_drawing
from nashr.typesetting.paragraphs.justification import patch_justification
from nashr.typesetting.paragraphs.lineboxes import patch_paragraph_layout
from nashr.typesetting.paragraphs.lineends import patch_line_ends
from nashr.typesetting.paragraphs.measuring import patch_measuring
from nashr.typesetting.paragraphs.pango import preload_types
from nashr.typesetting.paragraphs.turnovers import patch_code_drawing
from nashr.typesetting.patching.styles import patch_computed_values, patch_pseudo_elements
from nashr.typesetting.spreads.facing import patch_spreads
from nashr.typesetting.spreads.keeps import patch_keeps
from nashr.typesetting.standards.deflate import patch_compression
from nashr.typesetting.standards.pdfa import declare, declare_2
from nashr.typesetting.tagging.tags import drop_nested_links, patch_tagging
from nashr.untrusted.book_images import in_srgb

_VARIANT, _PRINT_VARIANT = "pdf/ua-1", "pdf/x-4"
_VARIANT_2 = "pdf/ua-2"
#: What the root of a page says that is to be PDF/UA-2.
_PDF_2 = ' data-standard="ua-2"'
#: How often tables, rows and figures that do not fit are changed; each time costs a layout.
_FITTINGS = 6
#: Pango crashes where there is no font at all, so there always is one.
_LAST_RESORT = "nashr/last-resort.ttf"
_LAST_RESORT_CSS = f'@font-face{{font-family:"Nashr Last Resort";src:url("{_LAST_RESORT}")}}\n'
_FONT_FACE = "@font-face"
#: The name under which the ICC profile enters the identifier of a print file.
_PROFILE = "press"


def warm(sheets: Iterable[str] = ()) -> None:
    """Import WeasyPrint and parse style sheets beforehand.

    It takes half as long as typesetting a short article.
    """
    import email.policy  # noqa: F401 - responses of the fetcher have headers

    dictionaries.load()
    import_weasyprint()
    preload_types()
    last_resort()
    kept_together("")  # compiles a pattern of the words of all languages
    for sheet in sheets:
        stylesheets.parsed(sheet, [])


#: Is told where the pages begin as soon as they are laid out, before the PDF is written.
Tell = Callable[[tuple[PageStart, ...]], None]


def _tell_nobody(starts: tuple[PageStart, ...]) -> None:
    del starts


def typeset(
    html: str,
    sheets: Sequence[str],
    files: Mapping[str, tuple[str, bytes]],
    *,
    tell: Tell = _tell_nobody,
) -> Typeset:
    """Typeset ``html`` by the style sheets as PDF/UA-1 and PDF/A-2a in one file, or as PDF/UA-2 and
    PDF/A-4f where its root has the attribute of ``_PDF_2``.

    ``files`` are images and fonts by their relative names, each with its media type; whatever
    else the page asks for is refused and becomes a warning. The same input gives the same bytes:
    dates come from the page's ``meta`` elements, the identifier from the input.
    """
    return _typeset(html, sheets, files, tell)


def typeset_late(
    html: str,
    sheets: Sequence[str],
    files: Mapping[str, tuple[str, bytes]],
    awaited: AwaitedFolio,
    *,
    tell: Tell = _tell_nobody,
) -> Typeset:
    """What ``typeset`` makes of the HTML and the style sheets that have the awaited number of the
    first page. ``html`` and ``sheets`` have the guess at it.
    """
    if not awaited.page.is_there():
        with contextlib.suppress(FolioMismatch):
            return _typeset(html, sheets, files, tell, awaited)
    html, sheets = awaited.pages_by(awaited.page.wait())
    return _typeset(html, sheets, files, tell)


def _typeset(
    html: str,
    sheets: Sequence[str],
    files: Mapping[str, tuple[str, bytes]],
    tell: Tell,
    awaited: AwaitedFolio | None = None,
) -> Typeset:
    in_pdf_2 = _PDF_2 in html[: html.find(">", html.find("<html"))]
    variant, finish = (_VARIANT_2, declare_2) if in_pdf_2 else (_VARIANT, declare)
    with _laid_out(html, sheets, files, variant, in_srgb, awaited) as laid_out:
        if awaited is not None:
            html, sheets = awaited.pages_by(awaited.page.wait())
        move_queries_to_margin(laid_out.document, laid_out.root)
        drop_nested_links(laid_out.document)
        with patch_tagging(laid_out.root, laid_out.order, in_pdf_2=in_pdf_2):
            return laid_out.written(_identifier(html, sheets, files), finish, tell)


def typeset_for_print(
    html: str,
    sheets: Sequence[str],
    files: Mapping[str, tuple[str, bytes]],
    condition: PrintingCondition,
    *,
    tell: Tell = _tell_nobody,
) -> Typeset:
    """The same as PDF/X-4 for a printing condition: in its inks, without links, bookmarks and
    structure. Raster images are converted by their own colour profiles.
    """
    from nashr.typesetting.standards.pdfx import PrintFile  # most builds print nothing

    made_for = condition.profile + repr(condition.settings).encode()
    identifier = _identifier(html, sheets, {**files, _PROFILE: ("", made_for)})
    with _laid_out(html, sheets, files, _PRINT_VARIANT) as laid_out:
        for page in laid_out.document.pages:
            for found in (page.links, page.bookmarks, page.anchors):
                found.clear()
        file = PrintFile(condition, identifier.decode())
        with file.patch_images():
            done = laid_out.written(identifier, file.finish, tell)
        return replace(done, coloured=file.coloured)


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A document after layout. ``order`` is the position of each element in the text."""

    document: Any
    root: Any
    order: Mapping[Any, int]
    variant: str
    warnings: list[str]
    #: The function that gives the computed style of an element, until the pages are read.
    styles: list[Callable[[Any], Any]]
    #: Tables that are wider than their place.
    too_wide: Sequence[Any]

    def written(self, identifier: bytes, finish: Callable[[Any, Any], None], tell: Tell) -> Typeset:
        reading = PageReading(self.document, self.root, self._is_in_text)
        starts = reading.starts(self.order)
        tell(starts)
        faults = reading.faults()
        faults += tuple(table_fault(table) for table in self.too_wide)
        self.styles.clear()
        with (
            patch_compression(),
            patch_text_drawing(),
            patch_code_drawing(),
            patch_gradients(),
            patch_drawings(),
        ):
            pdf: bytes = self.document.write_pdf(
                pdf_variant=self.variant, pdf_identifier=identifier, finisher=finish
            )
        warnings = tuple(dict.fromkeys(self.warnings))
        return Typeset(pdf, len(self.document.pages), warnings, faults, starts)

    def _is_in_text(self, element: Any) -> bool:
        """Whether an element is displayed, and is no running head."""
        style = self.styles[0](element)
        if style is None:
            return True
        return bool(style["display"] != ("none",) and style["position"][0] != "running()")


@contextlib.contextmanager
def _laid_out(
    html: str,
    sheets: Sequence[str],
    files: Mapping[str, tuple[str, bytes]],
    variant: str,
    convert: Callable[[bytes], bytes] = bytes,
    awaited: AwaitedFolio | None = None,
) -> Iterator[_LaidOut]:
    """The document after layout; it has to be written within the block. ``convert`` changes the
    raster images that drawings hold.
    """
    register_hyphenation()
    with without_machine_fonts(), logged_warnings() as warnings:
        weasyprint = import_weasyprint()
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        fetch = fetcher({**files, _LAST_RESORT: ("font/ttf", last_resort())}, convert)
        styles = [
            _with_fonts(sheet, fetch, fonts)
            if _FONT_FACE in sheet
            else stylesheets.parsed(sheet, warnings)
            for sheet in (_LAST_RESORT_CSS, *sheets)
        ]
        page = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetch)
        root = page.etree_element
        note_blocks.restore(root)
        order = _order_of(root)
        tables = TableFitter()
        with contextlib.ExitStack() as patches:
            patches.enter_context(_layout_patches(order, sheets))
            if awaited is not None:
                layout = FolioLayout(awaited, html, sheets, root)
                patches.enter_context(patch_awaited_folio(layout))
            patches.enter_context(tables.watching())
            contexts = patches.enter_context(remember_contexts())
            images: dict[str, Any] = {}

            def render(page: Any) -> Any:
                return page.render(
                    font_config=fonts, stylesheets=styles, pdf_variant=variant, cache=images
                )

            def render_on_trial(tree: Any) -> Any:
                try:
                    return render(_with_tree(page, tree))
                finally:
                    tables.forget_others(root)

            spans, lines = spans_of(root), None
            try:
                with stop_behind_first_page(least_lines(root)):
                    document = render(page)
            except FirstPage as stopped:
                lines = stopped.lines
            if lines is not None:  # the exception is gone, and the layout that it held
                make_room(root, lines, render_on_trial)
                order.update(_order_of(root))
                spans = spans_of(root)
                document = render(page)
            for _ in range(_FITTINGS):
                if not fit(document, root, tables) and spans == spans_of(root):
                    break
                spans = spans_of(root)
                del document  # so that its pages are gone while the next are made
                document = render(page)
            styles = [contexts[-1].style_for]
            finish(document, contexts[-1])
        yield _LaidOut(document, root, order, variant, warnings, styles, tables.too_wide)


def _order_of(root: Any) -> dict[Any, int]:
    """The position of each element in the text."""
    return {element: position for position, element in enumerate(root.iter())}


def _with_tree(page: Any, tree: Any) -> Any:
    """The page with another tree of elements in place of its own."""
    import cssselect2  # type: ignore[import-untyped]

    other = copy.copy(page)
    other.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
    other.etree_element = tree
    return other


@contextlib.contextmanager
def _layout_patches(order: Mapping[Any, int], sheets: Iterable[str]) -> Iterator[None]:
    """Apply the patches of layout that the style sheets need while the block runs."""
    with (
        patch_computed_values(),
        patch_pseudo_elements(),
        patch_justification(),
        patch_paragraph_layout(),
        patch_line_ends(),
        patch_measuring(),
        patch_grid(),
        patch_floats(),
        patch_footnotes(order),
        patch_columns(sheets),
        patch_page_tops(),
        patch_spreads(),
        patch_keeps(),
        patch_page_counters(),
        patch_query_layout(),
    ):
        yield


def _with_fonts(sheet: str, fetch: Any, fonts: Any) -> Any:
    """A style sheet that brings the document's fonts."""
    return import_weasyprint().CSS(
        string=sheet, base_url=BASE_URL, url_fetcher=fetch, font_config=fonts
    )


def _identifier(html: str, sheets: Sequence[str], files: Mapping[str, tuple[str, bytes]]) -> bytes:
    """The identifier of the PDF: a digest of all that goes into it."""
    digest = hashlib.sha256("\0".join((html, *sheets)).encode())
    for name, (_, data) in sorted(files.items()):
        digest.update(name.encode() + hashlib.sha256(data).digest())
    return digest.hexdigest()[:32].encode("ascii")
