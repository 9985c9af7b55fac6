"""The interior of an issue for a printing house: all pages but the outer covers, as PDF/X-4.

The articles are those of their own print files, page for page. Pages keep the folios and the sides
that they have in the PDF of the issue; left-over pages fill the last sheet.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from nashr.issue.edition import IssueEdition
from nashr.issue.pdf.fonts import share_fonts
from nashr.issue.pdf.join import DECIMAL, Part, saved
from nashr.issue.pdf.matter import Matter, set_matter, set_title, typeset_blank_page
from nashr.issue.pdf.render import MEDIA_TYPE, known_matter, parts_in_order, set_date
from nashr.issue.print.press import for_print, identify
from nashr.issue.products import PRINT
from nashr.model import Artifact
from nashr.ports import Engines, PrintingCondition, Typeset
from nashr.records import dataclass, replace

#: A sheet that is folded once has so many pages.
_SHEET = 4


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a file, by its place there, and its folio, which a page that is left over at the
    end has none of; whether it needs other inks than black.
    """

    pdf: bytes
    index: int
    folio: int | None = None
    numbers: str = DECIMAL
    is_coloured: bool = False


def interior(
    edition: IssueEdition, engines: Engines, condition: PrintingCondition
) -> Artifact | None:
    """The interior as ``ISSUE-print.pdf``; None where a part before or behind the articles has an
    error, which the PDF of the issue tells of.
    """
    printers = for_print(engines, condition)
    issue = edition.issue
    last = max((one.last_page for one in edition.articles), default=issue.first_page - 1)
    # The contents list what has a bookmark, and a print file has none.
    on_screen = known_matter(edition, engines)
    later = on_screen.later if on_screen is not None else ()
    edition = replace(edition, is_for_print=True)
    back = set_matter(edition, printers, issue.back, last + 1, is_front=False)
    front = set_matter(edition, printers, issue.front, 1, later, is_front=True)
    if front.value is None or back.value is None:
        return None
    blank = typeset_blank_page(edition, printers)
    inner = [one for one in front.value if not one.is_cover]
    behind = [one for one in back.value if not one.is_cover]
    parts = list(parts_in_order(edition, inner, behind, blank.pdf, PRINT))
    pages = list(_pages(edition, parts, (*inner, *behind), blank))
    if edition.printing.inside_covers == "inner-cover":
        del pages[:1]  # it stands behind the cover
    pages = list(_on_their_sides(pages, blank))
    pages += [_left_over(blank)] * (-len(pages) % _multiple(condition))
    base = inner or behind
    metadata = base[0].pdf if base else set_title(edition, printers)
    return Artifact(
        edition.file_name("-print.pdf"),
        _joined(edition, pages, metadata),
        MEDIA_TYPE,
        len(pages),
        coloured=tuple(number for number, one in enumerate(pages, 1) if one.is_coloured),
    )


def _multiple(condition: PrintingCondition) -> int:
    """The number of pages that the whole sheets of the interior have."""
    return max(_SHEET, condition.settings.pages_multiple)


def _left_over(blank: Typeset) -> _Page:
    return _Page(blank.pdf, 0, is_coloured=bool(blank.coloured))


def _pages(
    edition: IssueEdition, parts: Sequence[Part], matter: Sequence[Matter], blank: Typeset
) -> Iterator[_Page]:
    """The pages of the parts, in their order."""
    articles = {one.slug: one for one in edition.articles}
    set_apart = {one.pdf: one for one in matter}
    for part in parts:
        article = articles.get(part.key)
        if article is not None:
            pages = article.last_page - article.first_page + 1
            coloured = article.products[PRINT].coloured or ()
        else:
            found = set_apart.get(part.pdf)
            pages = found.pages if found is not None else 1
            coloured = found.coloured if found is not None else blank.coloured
        for index in range(pages):
            yield _Page(part.pdf, index, part.first + index, part.numbers, index + 1 in coloured)


def _on_their_sides(pages: Sequence[_Page], blank: Typeset) -> Iterator[_Page]:
    """The pages, with others between them so that odd folios are on the right."""
    count = 0
    for one in pages:
        if one.folio is not None and count % 2 != (one.folio + 1) % 2:
            yield _left_over(blank)
            count += 1
        yield one
        count += 1


def _joined(edition: IssueEdition, pages: Sequence[_Page], metadata: bytes) -> bytes:
    """One file of the pages, with the output intent and the metadata of another print file."""
    with pikepdf.open(io.BytesIO(metadata)) as pdf:
        del pdf.pages[:]
        sources: dict[bytes, pikepdf.Pdf] = {}
        for one in pages:
            if one.pdf not in sources:
                sources[one.pdf] = pikepdf.open(io.BytesIO(one.pdf))
            pdf.pages.append(sources[one.pdf].pages[one.index])
        pdf.Root.PageLabels = Dictionary(Nums=_labels(pages))
        share_fonts(pdf)
        set_date(pdf, edition.date)
        identify(pdf, [one.pdf for one in pages])
        done = saved(pdf)
        for source in sources.values():
            source.close()
    return done


def _labels(pages: Sequence[_Page]) -> Array:
    """The folios as labels. A page that is left over between others has none."""
    found = Array()
    expected: tuple[int | None, str] | None = None
    for number, one in enumerate(pages):
        if expected is None or (one.folio, one.numbers) != expected:
            found.append(number)
            has_folio = one.folio is not None
            found.append(
                Dictionary(S=Name(one.numbers), St=one.folio) if has_folio else Dictionary()
            )
        expected = (None if one.folio is None else one.folio + 1, one.numbers)
    return found
