"""The frozen types that are passed between the stages of a build.

This module imports ``people``, ``print_settings``, ``theme_settings`` and ``records`` alone. Text
that an author wrote in Markdown is kept as ``Markdown`` until pandoc has parsed it; from then on it
is a list of Pandoc JSON nodes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from nashr.people import Affiliation as Affiliation
from nashr.people import Author as Author
from nashr.people import LocalAffiliation as LocalAffiliation
from nashr.people import LocalAuthor as LocalAuthor
from nashr.people import Person as Person
from nashr.print_settings import USUAL_PRINT, PrintSettings
from nashr.records import dataclass, field
from nashr.theme_settings import NO_SETTINGS as NO_SETTINGS
from nashr.theme_settings import PageSize as PageSize
from nashr.theme_settings import ThemeSettings as ThemeSettings
from nashr.theme_settings import Typeface as Typeface

#: Markdown source, not yet parsed.
Markdown: TypeAlias = str
#: One node of the Pandoc AST as JSON: ``{"t": tag, "c": contents}``.
Node: TypeAlias = dict[str, Any]
Inlines: TypeAlias = list[Node]
Blocks: TypeAlias = list[Node]
#: One item of CSL JSON (Citation Style Language 1.0.2, data schema).
CslItem: TypeAlias = Mapping[str, Any]


# --- sources -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A text file of the project: its path relative to the project, with forward slashes."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article's source, split into the YAML between the ``---`` lines and the body.

    ``body`` keeps the line numbers of the file: blank lines replace the front matter.
    """

    source: Source
    front_matter: str
    body: Markdown


# --- the journal and the article -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Publisher:
    name: str
    place: str | None = None
    url: str | None = None
    #: Name and place in other languages, by language tag.
    translations: Mapping[str, tuple[str, str | None]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Issn:
    print: str | None = None
    online: str | None = None


@dataclass(frozen=True, slots=True)
class BuildLimits:
    """The limits of building one article: seconds, megabytes of memory, megabytes of products."""

    time: int = 300
    memory: int = 2000
    output: int = 200


AbstractsAt: TypeAlias = Literal["front", "end"]
#: Whether dates are written with the name of the month, or in numbers.
DatesStyle: TypeAlias = Literal["words", "numbers"]
#: The file that all articles cite from, where ``journal.yaml`` names none.
USUAL_BIBLIOGRAPHY = "bibliography/references.bib"


@dataclass(frozen=True, slots=True)
class CodeStyle:
    """How blocks of code are set that do not say it themselves: with the numbers of their lines,
    with keywords, strings and comments told apart.
    """

    numbers: bool = False
    colours: bool = True


@dataclass(frozen=True, slots=True)
class LatinSettings:
    """How the second list of references is made, in Latin letters: in which language its words
    are, by which of ``languages.romanization.SCHEMES`` the works of each language are romanized
    (``""`` for those that are not named), and whether it says what language a work is in.
    """

    lang: str = "en"
    schemes: Mapping[str, str] = field(default_factory=dict, hash=False)
    original_language: bool = True


@dataclass(frozen=True, slots=True)
class Journal:
    """``manuscript/journal.yaml``."""

    title: str
    language: str
    short_title: str | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    publisher: Publisher | None = None
    issn: Issn = Issn()
    url: str | None = None
    #: The address at which the articles' folders are published.
    articles_url: str | None = None
    style: str = "nashr-author-date"
    #: The look, as journal.yaml says it, and with what its theme says once that was read.
    theme: ThemeSettings = NO_SETTINGS
    #: Whether an entry's terms, dates and quotes are in the article's or the item's language.
    reference_language: Literal["article", "item"] = "article"
    #: How references are listed in Latin letters as well; None where they are not.
    references_latin: LatinSettings | None = None
    bibliography: tuple[str, ...] = (USUAL_BIBLIOGRAPHY,)
    #: Whether ``journal.yaml`` names these files. Where it does not, the usual one may be missing.
    names_bibliography: bool = False
    license: str | None = None
    code: CodeStyle = CodeStyle()
    #: The picture of the journal's sign, as a path inside the project.
    logo: str | None = None
    #: Its colour, as ``#rrggbb``: the accent of the theme, unless that is said there.
    colour: str | None = None
    #: Where abstracts in other languages are printed: before the text, or at the article's end.
    abstracts_at: AbstractsAt = "end"
    dates_style: DatesStyle = "words"
    #: Who holds the copyright of articles that say nothing; their authors, where it is empty.
    copyright_holder: tuple[str, ...] = ()
    page: PageSize = PageSize()
    print: PrintSettings = USUAL_PRINT
    #: The names of ``frontmatter.profiles`` that the journal keeps.
    profiles: tuple[str, ...] = ()
    pdf_standard: Literal["ua-1", "ua-2"] = "ua-1"
    #: Whether a reference list leads back to the citations of each work.
    back_links: bool = True
    limits: BuildLimits = BuildLimits()
    sample_values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalText:
    """Title, abstract, keywords and statements in one language."""

    lang: str
    #: Empty for another language than the article's, where the author has not given it yet.
    title: Markdown
    subtitle: Markdown | None = None
    abstract: Markdown | None = None
    keywords: tuple[str, ...] = ()
    #: A summary of several pages, with headings, that stands behind the references.
    extended_abstract: Markdown | None = None
    #: The statements in a language other than the article's, by their keys.
    statements: Mapping[str, Markdown] = field(default_factory=dict, hash=False)
    ethics_committee: str | None = None
    special_issue: str | None = None
    derived_from: Markdown | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of an article's history, in the order in which they are printed."""

    received: dt.date | None = None
    #: Sent to the reviewers.
    sent: dt.date | None = None
    reviewed: dt.date | None = None
    revised: dt.date | None = None
    resubmitted: dt.date | None = None
    accepted: dt.date | None = None
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Funding:
    funder: str
    award: str | None = None
    #: The funder's ROR or Crossref Funder URI.
    id: str | None = None
    #: The funder's name in other languages, by language tag.
    translations: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Classification:
    """What an article is about, in the codes of each scheme; ``field`` is a field of science."""

    udc: tuple[str, ...] = ()
    bbk: tuple[str, ...] = ()
    jel: tuple[str, ...] = ()
    msc: tuple[str, ...] = ()
    pacs: tuple[str, ...] = ()
    field: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EthicsDecision:
    """The decision of an ethics committee by which the research was allowed."""

    committee: str | None = None
    date: dt.date | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The work that the article was made from; its text is ``Article.derived_from``.

    ``kind`` is a word such as ``thesis``; ``doi`` and ``url`` are where the work is found.
    """

    kind: str | None = None
    doi: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article's front matter. ``texts[0]`` is in the article's own language."""

    slug: str
    lang: str
    texts: tuple[LocalText, ...]
    authors: tuple[Author, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    #: The running head; empty where the title is to stand there.
    short_title: str = ""
    #: A JATS ``article-type``, e.g. ``research-article``.
    type: str = "research-article"
    dates: Dates = Dates()
    doi: str | None = None
    volume: str | None = None
    issue: str | None = None
    year: int | None = None
    #: Without a first page the article claims no pages; its folios begin with 1.
    first_page: int | None = None
    last_page: int | None = None  # where it is known without setting the pages
    #: What an article that has no pages is found by, e.g. ``e0123``.
    article_number: str | None = None
    isbn: str | None = None
    special_issue: str | None = None
    #: The DOI of the issue, and the heading of the article's section in it, by language tags.
    issue_doi: str | None = None
    section: Mapping[str, str] = field(default_factory=dict, hash=False)
    classification: Classification = Classification()
    editors: tuple[Person, ...] = ()
    reviewers: tuple[Person, ...] = ()
    #: Whom the copyright belongs to; the authors, where it is empty.
    copyright_holder: tuple[str, ...] = ()
    copyright_year: int | None = None
    origin: Origin = Origin()
    ethics_decision: EthicsDecision = EthicsDecision()
    license: str | None = None
    code: CodeStyle = CodeStyle()
    #: Where abstracts in other languages are printed: before the text, or at the article's end.
    abstracts_at: AbstractsAt = "end"
    funding: tuple[Funding, ...] = ()
    acknowledgements: Markdown | None = None
    conflict_of_interest: Markdown | None = None
    contribution_share: Markdown | None = None
    funding_statement: Markdown | None = None
    ethics: Markdown | None = None
    consent: Markdown | None = None
    data_availability: Markdown | None = None
    ai_use: Markdown | None = None
    peer_review: Markdown | None = None
    plagiarism_check: Markdown | None = None
    derived_from: Markdown | None = None
    #: Bibliography files of this article alone, beside the journal's.
    bibliography: tuple[str, ...] = ()
    #: The keys of works that are listed though the text does not cite them; ``*`` for all.
    nocite: tuple[str, ...] = ()
    references_latin: LatinSettings | None = None
    #: Front-matter keys whose values are samples, to be replaced before publication.
    sample_values: tuple[str, ...] = ()

    @property
    def text(self) -> LocalText:
        return self.texts[0]


# --- the bibliography and its citations ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the bibliography as CSL JSON, with its position in the author's file."""

    key: str
    item: CslItem
    file: str
    line: int
    column: int = 1
    #: The editor's open question to the author (the ``nashr-query`` field).
    query: str | None = None
    #: Other keys by which it may be cited.
    aliases: tuple[str, ...] = ()
    #: The entries that it inherits from, which need not be cited themselves.
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CiteItem:
    """One work inside a citation. Affixes and locator are Pandoc inlines and plain text."""

    key: str
    prefix: Inlines = field(default_factory=list)
    suffix: Inlines = field(default_factory=list)
    #: A CSL locator label (``page``, ``chapter``, …), set whenever ``locator`` is.
    label: str | None = None
    locator: str | None = None
    #: The sign that the author typed for the label, § or ¶, and that is printed for it.
    sign: str = ""
    #: The locators behind the first: the label, the number and the sign of each.
    more: tuple[tuple[str, str, str], ...] = ()
    suppress_author: bool = False
    author_in_text: bool = False


#: The key of front matter for works that the text does not cite, and the id of the citation, which
#: stands nowhere, by which they come into the list.
NOCITE = "nocite"


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in the text: ``[@a, 12; @b]`` is one citation of two items."""

    id: str
    items: tuple[CiteItem, ...]
    #: The number of its footnote, from 1; 0 in the running text.
    note_number: int = 0
    #: Whether words of its sentence stand before it in a note that the author wrote.
    in_sentence: bool = False


@dataclass(frozen=True, slots=True)
class RenderedCitation:
    """A citation's text; each item's part is a ``Link`` to ``#ref-KEY`` inside ``inlines``.

    In a note style ``inlines`` is the note, and ``author_in_text`` the name for the sentence that
    names its author (``@oran1998 says``).
    """

    id: str
    inlines: Inlines
    author_in_text: Inlines = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """An entry of the reference list, and the ids of the citations that cite it."""

    key: str
    inlines: Inlines
    citation_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """The style that wrote the citations: the id of its CSL file, and whether it cites in notes."""

    id: str = ""
    in_notes: bool = False


@dataclass(frozen=True, slots=True)
class RenderedCitations:
    citations: tuple[RenderedCitation, ...]
    entries: tuple[ReferenceEntry, ...]
    hanging_indent: bool = True
    #: What the style asks for and the processor does not support, a sentence each.
    warnings: tuple[str, ...] = ()
    #: Whether the style sets citations as notes.
    in_notes: bool = False
    #: The works without a language whose case the style changes, by rules that languages differ in.
    without_language: tuple[str, ...] = ()
    #: By keys: the letters behind the years, and the variables of CSL that are printed nowhere.
    year_suffixes: Mapping[str, str] = field(default_factory=dict, hash=False)
    unprinted: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class LatinList:
    """The references in Latin letters: ``works`` has the romanized entries of the bibliography,
    by the keys of ``entries``. A query of theirs is for the author.
    """

    lang: str
    entries: tuple[ReferenceEntry, ...]
    works: tuple[Reference, ...]


# --- the document --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Resource:
    """A file used by the article. ``name`` is its target in the AST, e.g. ``media/map.png``.

    ``inks`` is the author's file of an image in the inks of a press: ``data`` is in RGB then.
    """

    name: str
    data: bytes
    media_type: str
    width: int | None = None
    height: int | None = None
    inks: bytes | None = None


#: Stands in ``OwnCitation.ranged`` for the number of the last page.
LAST_PAGE = "\ue000"


@dataclass(frozen=True, slots=True)
class OwnCitation:
    """The article itself as an entry of a reference list, for *Cite as*.

    ``known`` is what is known without setting pages. ``ranged`` has both pages, the last as
    ``LAST_PAGE`` where it is not known.
    """

    known: Inlines = field(default_factory=list)
    ranged: Inlines = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Document:
    """An article as a Pandoc AST.

    In ``blocks`` after ``load_document``: every heading, figure, table and equation has an id,
    captions carry their number, cross-references are links, images name a ``Resource``.
    After ``insert_citations``: a citation is ``Span(id="cite-N", class "citation")`` around its
    text, with a ``Link("#ref-KEY", class "citation-link")`` an item; ``references`` is filled.

    ``fields`` holds the front matter's Markdown, parsed: ``title``, ``subtitle``, ``abstract``
    by language (``"abstract.az"``), the statements (``"acknowledgements"``) without, or with it
    where it is not the article's.
    """

    article: Article
    blocks: Blocks
    fields: Mapping[str, Blocks]
    resources: tuple[Resource, ...] = ()
    references: tuple[ReferenceEntry, ...] = ()
    hanging_indent: bool = True
    #: The cited entries of the bibliography: those of ``references``, in the same order, then
    #: those that the style does not list.
    cited: tuple[Reference, ...] = ()
    latin: LatinList | None = None
    #: What the author asked to be cited at each ``cite-N``.
    citations: tuple[Citation, ...] = ()
    citation_style: CitationStyle = CitationStyle()
    own_citation: OwnCitation = OwnCitation()


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page begins: the part of the article, as ``outputs.page_breaks`` names it, and how
    many letters, digits, formulas and images of the part stand on earlier pages. No part: before
    everything.
    """

    part: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Artifact:
    """A product, not yet written to disk. ``name`` is its file name in the article's folder;
    ``pages`` and ``starts`` are those of a PDF: how many, and where each begins; ``coloured`` are
    the pages of a print file that need other inks than black.
    """

    name: str
    data: bytes
    media_type: str
    pages: int | None = None
    starts: tuple[PageStart, ...] = ()
    coloured: tuple[int, ...] | None = None
