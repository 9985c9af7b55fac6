"""The edition: everything that an output is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from markupsafe import Markup

from nashr.diagnostics import Outcome, Span
from nashr.issues import FIRST_PAGE
from nashr.languages import Language
from nashr.model import (
    NO_SETTINGS,
    Artifact,
    Document,
    Journal,
    Manuscript,
    PageStart,
    Resource,
    ThemeSettings,
)
from nashr.outputs import markup as html
from nashr.outputs.catalogue import CatalogueRecord, catalogue_record
from nashr.outputs.maths import maths, tex_of
from nashr.outputs.page_breaks import PageBreak, PageMarks, page_breaks
from nashr.outputs.product_names import product_stem
from nashr.ports import FontSource, PrintingCondition
from nashr.project.workspace import ARTICLE, MANUSCRIPTS
from nashr.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as outputs need it.

    Attributes:
        settings: all that is said of the look.
        sheets: what is added to an output's style sheet, by the output's folder of templates.
        typefaces: the files of typefaces, by the family of ``Face`` that they stand for.
        files: the files that a sheet was put together of, each with the line at which it begins.
    """

    settings: ThemeSettings = NO_SETTINGS
    sheets: Mapping[str, str] = field(default_factory=dict)
    typefaces: Mapping[str, tuple[FontSource, ...]] = field(default_factory=dict)
    files: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


# Without slots, for the facts that are kept once they were asked for.
@dataclass(frozen=True)
class Edition:
    """What an output is made from, and the facts about it that several outputs print."""

    journal: Journal
    document: Document
    markup: html.Markup
    language: Language
    #: Template texts by path below ``templates/``, e.g. ``html/article.html.j2``.
    templates: Mapping[str, str]
    #: Pictures, fonts and other files that templates refer to, by path below ``templates/``.
    assets: Mapping[str, Resource] = field(default_factory=dict, kw_only=True)
    theme: Theme = field(default=Theme(), kw_only=True)
    #: The journal's sign, as it may stand in a product.
    logo: Resource | None = field(default=None, kw_only=True)
    #: The newest change of the sources, UTC: the date that goes into the products.
    date: dt.datetime
    #: A proof shows queries to the author in the margin.
    proof: bool = False
    #: Where the date comes from, for the manifest: see ``nashr.project.dating``.
    dated_by: str = "files"
    #: The press for which a print file is made beside the PDF.
    printing_condition: PrintingCondition | None = None
    #: The author's text, for the lines of what the account of words finds.
    manuscript: Manuscript | None = None

    #: How the names of its products begin, where that is not the article's slug. ``FIRST_PAGE``
    #: stands for the first page where that is not known yet.
    stem: str = ""
    #: The last page of the article as it was typeset; None where the pages were not set.
    last_page: int | None = None
    #: Where the pages of the PDF begin; none where the pages were not set.
    page_breaks: tuple[PageBreak, ...] = ()

    @cached_property
    def record(self) -> CatalogueRecord:
        """What a catalogue knows of the article."""
        formulas = _formulas_in_lines(self.markup)
        return catalogue_record(self.journal, self.document, self.last_page, formulas)

    @cached_property
    def page_marks(self) -> PageMarks:
        """The marks of the pages, for outputs that have none of their own."""
        return PageMarks(self.page_breaks)

    def numbered(self, first_page: int) -> Edition:
        """The edition with its first page, which became known after it was composed."""
        article = replace(self.document.article, first_page=first_page)
        document = replace(self.document, article=article)
        return replace(self, document=document, stem=self.stem.replace(FIRST_PAGE, str(first_page)))

    def with_pages(self, starts: Sequence[PageStart]) -> Edition:
        """The edition with what is known once its pages are set."""
        first = self.document.article.first_page
        breaks = page_breaks(starts, first)
        return replace(
            self, page_breaks=breaks, last_page=breaks[-1].folio if first and breaks else None
        )

    def file_name(self, suffix: str) -> str:
        """The name of a product, which says of a proof that it is one."""
        stem = self.stem or self.document.article.slug
        return f"{product_stem(stem, proof=self.proof)}{suffix}"

    def place_of(self, key: str) -> Span:
        """The line of a key of the article's front matter."""
        file = f"{MANUSCRIPTS}/{self.document.article.slug}/{ARTICLE}"
        lines = self.manuscript.front_matter.split("\n") if self.manuscript else ()
        found = (n for n, line in enumerate(lines, start=2) if line.startswith(f"{key}:"))
        return Span(file, next(found, 0))

    @property
    def title(self) -> Markup:
        """The article's title in its own language, as HTML of one line."""
        return Markup(self.markup.inline(f"title.{self.document.article.lang}"))

    @property
    def subtitle(self) -> Markup:
        """The same of the subtitle; empty where there is none."""
        return Markup(self.markup.inline(f"subtitle.{self.document.article.lang}"))

    @property
    def article_type(self) -> str:
        """What the journal calls the type of the article, in its language."""
        return self.language.article_types.get(self.document.article.type, "")


#: What the rest of an output is made by, once the pages of the PDF are set: it gets the edition as
#: it is then.
Finish = Callable[[Edition], Outcome[tuple[Artifact, ...]]]


def _formulas_in_lines(markup: html.Markup) -> dict[str, str]:
    """The formulas of fields and of the reference list as lines of text, by their TeX."""
    fragments = (*markup.fields.values(), *(entry.html for entry in markup.entries))
    found = maths(fragments)
    if not found:
        return {}
    from nashr.outputs.speech.linear import linear  # most articles have no such formulas

    return {tex: line for math in found if (tex := tex_of(math)) and (line := linear(math))}
