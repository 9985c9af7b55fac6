"""The PDF of an issue: covers and contents, the articles, and what stands behind them, in one file.

The articles are those of their offprints, page for page, joined with their tags, links and
languages (``join``); fonts that several of them have are kept once (``fonts``).
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
from collections.abc import Iterator, Sequence

import pikepdf
from markupsafe import escape

from nashr.diagnostics import Diagnostic, Outcome
from nashr.issue.account import missing
from nashr.issue.edition import IssueEdition, NumberedArticle
from nashr.issue.pdf.fonts import share_fonts
from nashr.issue.pdf.join import DECIMAL, ROMAN, Part, join, saved
from nashr.issue.pdf.joined import lost_pages, page_marks
from nashr.issue.pdf.matter import (
    NO_DATE,
    PRODUCT,
    LaterPart,
    Matter,
    set_blank_page,
    set_matter,
    set_title,
)
from nashr.issue.products import PAGES
from nashr.issue.wanted import IssueWords
from nashr.model import Artifact
from nashr.ports import Engines
from nashr.records import dataclass, replace

MEDIA_TYPE = "application/pdf"


def render(edition: IssueEdition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
    """The issue as ``ISSUE.pdf``."""
    pages = all_matter(edition, engines)
    found = pages.diagnostics
    if pages.value is None:
        return Outcome((), found)
    front, back = pages.value.front, pages.value.back
    blank = set_blank_page(edition, engines)
    of_whole = (*front, *back)
    metadata = of_whole[0].pdf if of_whole else set_title(edition, engines)
    parts: list[tuple[Part, Sequence[bytes]]] = []

    def each() -> Iterator[Part]:
        """The parts; what their pages show is read when they are joined, while others are set."""
        for part in parts_in_order(edition, front, back, blank):
            yield part
            parts.append((part, page_marks(part.pdf)))

    with join(each(), metadata, edition.journal.language) as pdf:
        share_fonts(pdf)
        set_date(pdf, edition.date)
        _set_identifier(pdf, edition)
        if edition.words.direction == "rtl":  # pages side by side begin on the right
            pdf.Root.ViewerPreferences.Direction = pikepdf.Name.R2L
        number = len(pdf.pages)
        data = saved(pdf)
    found += _account(edition, parts, data)
    artifact = Artifact(edition.file_name(".pdf"), data, MEDIA_TYPE, number)
    return Outcome((artifact,), found)


@dataclass(frozen=True, slots=True)
class AllMatter:
    """The pages before and those behind the articles, and what the contents list of these."""

    front: tuple[Matter, ...]
    back: tuple[Matter, ...]
    later: tuple[LaterPart, ...]

    def without_pages(self) -> AllMatter:
        """What other products need: where pages begin, and not their PDF."""
        front, back = (tuple(replace(m, pdf=b"") for m in part) for part in (self.front, self.back))
        return AllMatter(front, back, self.later)


def all_matter(edition: IssueEdition, engines: Engines) -> Outcome[AllMatter | None]:
    """The pages before and those behind the articles, of which other processes are told; None where
    an error keeps some from being set.
    """
    issue = edition.issue
    last = max((one.last_page for one in edition.articles), default=issue.first_page - 1)
    back = set_matter(edition, engines, issue.back, last + 1, is_front=False)
    later = parts_behind(edition, back.value or ())
    front = set_matter(edition, engines, issue.front, 1, later, is_front=True)
    found = (*front.diagnostics, *back.diagnostics)
    done = None
    if front.value is not None and back.value is not None:
        done = AllMatter(front.value, back.value, later)
    edition.tell(pickle.dumps(done and done.without_pages()))
    return Outcome(done, found)


def known_matter(edition: IssueEdition, engines: Engines) -> AllMatter | None:
    """What another process tells of the pages before and behind the articles, or the same set here;
    None where they cannot be set, which is told with the PDF.
    """
    told = edition.told()
    if not told:
        return all_matter(edition, engines).value
    matter: AllMatter | None = pickle.loads(told)
    return matter


def _account(
    edition: IssueEdition, parts: Sequence[tuple[Part, Sequence[bytes]]], data: bytes
) -> tuple[Diagnostic, ...]:
    """What of its parts the PDF does not show, and of its file what no part is made of."""
    issue, words = edition.issue, IssueWords(edition)
    lost = [
        words.page_of(part.key, part.title, part.first + number - 1)
        for part, number in lost_pages(parts, data)
    ]
    return missing(PRODUCT, (*words.unplaced((*issue.front, *issue.back)), *lost))


def _set_identifier(pdf: pikepdf.Pdf, edition: IssueEdition) -> None:
    """Write the DOI of the issue into its metadata, or else its ISBN (XMP, ``dc:identifier``)."""
    issue = edition.issue
    isbn = f"urn:isbn:{issue.isbn.replace('-', '')}" if issue.isbn else ""
    identifier = f"https://doi.org/{issue.doi}" if issue.doi else isbn
    if identifier:
        metadata, end = pdf.Root.Metadata, b"</dc:title>"
        said = f"<dc:identifier>{escape(identifier)}</dc:identifier>".encode()
        metadata.write(metadata.read_bytes().replace(end, end + said, 1))


def set_date(pdf: pikepdf.Pdf, date: dt.datetime) -> None:
    """Write the date of the issue into its metadata."""
    written = date.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    metadata = pdf.Root.Metadata
    metadata.write(metadata.read_bytes().replace(NO_DATE.encode(), written))
    for key in ("/CreationDate", "/ModDate"):
        if "/Info" in pdf.trailer and key in pdf.trailer.Info:
            pdf.trailer.Info[key] = pikepdf.String(date.strftime("D:%Y%m%d%H%M%SZ"))


def parts_behind(edition: IssueEdition, back: Sequence[Matter]) -> tuple[LaterPart, ...]:
    """The parts behind the articles, by the entries of their own outlines."""
    return tuple(row for one in back for row in _rows_of(edition, one))


def _rows_of(edition: IssueEdition, back: Matter) -> Iterator[LaterPart]:
    with pikepdf.open(io.BytesIO(back.pdf)) as pdf, pdf.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, back.first)}
        for item in outline.root:
            destination = item.destination
            if isinstance(destination, pikepdf.Array):
                page = numbers[pikepdf.Page(destination[0]).objgen]
                title = " ".join(item.title.split())
                lang = back.foreign.get(title, edition.journal.language)
                yield LaterPart(item.title, lang, page)


def parts_in_order(
    edition: IssueEdition,
    front: Sequence[Matter],
    back: Sequence[Matter],
    blank: bytes,
    output: str = PAGES,
) -> Iterator[Part]:
    """All that is joined, in its order, blank pages included. ``output`` is that of the articles
    whose pages are taken.
    """
    issue = edition.issue
    count = 0
    for number, one in enumerate(front):
        yield Part(f"front-{number}", one.pdf, "", one.first, ROMAN)
        count = one.first + one.pages - 1
    # The first article begins on the side of its page number.
    starts_at = edition.articles[0].first_page if edition.articles else issue.first_page
    if (count + 1) % 2 != starts_at % 2:
        yield Part("left-over", blank, "", count + 1, ROMAN, kind="")
    page = issue.first_page
    groups = {slug: one.title or "" for one in issue.sections for slug in one.articles}
    for article in edition.articles:
        for left_over in range(page, article.first_page):
            yield Part(f"left-over-{left_over}", blank, "", left_over, kind="")
        yield _article(article, groups[article.slug], output)
        page = article.last_page + 1
    for number, one in enumerate(back):
        yield Part(f"back-{number}", one.pdf, "", one.first, DECIMAL)


def _article(article: NumberedArticle, group: str, output: str) -> Part:
    record = article.entry.record
    return Part(
        article.slug,
        article.products[output].data,
        record.title,
        article.first_page,
        group=group,
        lang=record.lang,
    )
