"""The report of a build as a page of its own, for editors who do not read terminals.

One file without scripts: what was found in each article, its products, and pictures of its pages.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from nashr import messages, wording
from nashr.diagnostics import Diagnostic
from nashr.languages import language
from nashr.messages import Message, plural, translate
from nashr.model import Journal
from nashr.pipeline.build import ArticleReport
from nashr.pipeline.manifest import Product
from nashr.pipeline.page_pictures import page_pictures
from nashr.records import dataclass
from nashr.references.page import Row, row, style_sheet

_TEMPLATE = Path(__file__).with_name("build_report.html.j2")
#: Pictures of an article's pages; the report of an issue stays a file that can be sent by mail.
MOST_PICTURES = 40
_KINDS = ("error", "warning", "notice")

#: Gives the bytes of a product by its path below the output folder; None where it is not there.
ReadProduct = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class _Link:
    name: str
    address: str
    size: str


@dataclass(frozen=True, slots=True)
class _Picture:
    number: int
    address: str
    #: The picture as a data URL.
    source: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class _Section:
    """An article, or what all share; ``state`` is what became of it."""

    name: str
    id: str
    state: str
    found: str
    findings: tuple[Row, ...]
    #: What the list of the products is called.
    products_of: str
    links: tuple[_Link, ...]
    pictures: tuple[_Picture, ...]
    #: How many pages are not shown, in a sentence; empty for none.
    more: str


_WORDS = {
    "heading": Message("Report of the build"),
    "shared": Message("What all articles share"),
    "sound": Message("nothing to mend"),
    "place": Message("Place"),
    "finding": Message("Finding"),
}


def build_report(
    journal: Journal | None, reports: Sequence[ArticleReport], read: ReadProduct
) -> str:
    """The HTML of the report on a build. ``reports`` are those of the build, of which the one
    without a slug is about the files that all articles share.
    """
    import jinja2

    shells = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    lang = journal.language if journal is not None else "en"
    labels = language(lang).labels
    articles = [report for report in reports if report.slug]
    shared = [report for report in reports if not report.slug]
    return shells.from_string(_TEMPLATE.read_text("utf-8")).render(
        lang=lang,
        said=messages.language(),
        words={name: translate(word) for name, word in _WORDS.items()},
        direction=language(lang).direction,
        journal=journal.title if journal is not None else "nashr",
        contents=labels.contents,
        pages=labels.pages,
        skip=labels.skip_to_content,
        summary=_summary(articles, reports),
        articles=[_section(report, f"article-{n}", read) for n, report in enumerate(articles, 1)],
        shared=[_section(report, "shared", read) for report in shared],
        style_sheet=style_sheet(),
    )


def _summary(articles: Sequence[ArticleReport], reports: Iterable[ArticleReport]) -> str:
    stopped = sum(not report.products for report in articles)
    severities = [d.severity.value for d in dict.fromkeys(_findings(reports))]
    message = Message("{built}; {found}.")
    if stopped:
        lost = plural("{n} article not built", "{n} articles not built", stopped)
        message = Message("{built}, {lost}; {found}.", lost=lost)
    built = plural("{n} article built", "{n} articles built", len(articles) - stopped)
    found = wording.numbers_of(severities) or Message("nothing to mend")
    message = message.having(built=built, found=found)
    return translate(message)


def _findings(reports: Iterable[ArticleReport]) -> Iterator[Diagnostic]:
    return (found for report in reports for found in report.diagnostics)


def _counts(findings: Iterable[Diagnostic]) -> str:
    """“1 error, 2 warnings”, empty for none."""
    return ", ".join(map(translate, wording.numbers_of([f.severity.value for f in findings])))


def _section(report: ArticleReport, id: str, read: ReadProduct) -> _Section:
    name = wording.visible(report.slug)
    pictures, rest = _pictures(report.products, read, name)
    more = translate(plural("{n} more page in the PDF.", "{n} more pages in the PDF.", rest))
    state = Message("Built") if report.products else Message("Not built: see the errors")
    return _Section(
        name,
        id,
        translate(state) if report.slug else "",
        _counts(report.diagnostics),
        tuple(map(row, sorted(report.diagnostics, key=_gravity))),
        translate(Message("Products of {name}", name=name)),
        tuple(_link(product) for product in report.products),
        pictures,
        more if rest > 0 else "",
    )


def _gravity(finding: Diagnostic) -> int:
    return _KINDS.index(finding.severity.value)


def _link(product: Product) -> _Link:
    name = product.path.rpartition("/")[2]
    return _Link(name, quote(product.path), translate(wording.size(product.bytes)))


def _pictures(
    products: Sequence[Product], read: ReadProduct, article: str
) -> tuple[tuple[_Picture, ...], int]:
    """The pages of the first product that has some, and how many are not shown."""
    paged = next((product for product in products if product.pages), None)
    data = read(paged.path) if paged is not None else None
    if paged is None or data is None:
        return (), 0
    drawn = tuple(
        _Picture(
            number,
            f"{quote(paged.path)}#page={number}",
            f"data:image/webp;base64,{base64.b64encode(picture.data).decode()}",
            picture.width,
            picture.height,
            translate(Message("Page {number} of {name}", number=number, name=article)),
        )
        for number, picture in enumerate(page_pictures(data, MOST_PICTURES), 1)
    )
    return drawn, (paged.pages or 0) - len(drawn)
