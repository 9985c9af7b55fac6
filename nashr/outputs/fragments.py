"""The parts of an article that the web page, the EPUB and the PDF share, ready for their templates.

Each is a frozen value whose texts stand in the article's language; strings are plain and will be
escaped, ``Markup`` has passed ``markup.clean``. How a part is marked up is the template's affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from nashr.issues import FIRST_PAGE
from nashr.languages import LICENSES, Language, language
from nashr.model import LAST_PAGE, Article, Issn, Journal, LocalText, Reference
from nashr.outputs.byline import Byline, local_byline, person_line
from nashr.outputs.catalogue import (
    DOI_RESOLVER,
    copyright_holders,
    copyright_year,
    license_of,
    license_url,
)
from nashr.outputs.edition import Edition
from nashr.outputs.markup import Entry, inner, parse
from nashr.outputs.page_breaks import PageMarks
from nashr.outputs.phrases import joined_names, with_colon, written_date
from nashr.records import dataclass, field, names_of, replace

#: How many holders of the copyright are named; of more, the first.
_MOST_HOLDERS = 3


@dataclass(frozen=True, slots=True)
class DateLine:
    """``text`` is written out in the language, ``iso`` is for machines."""

    label: str
    text: str
    iso: str


@dataclass(frozen=True, slots=True)
class AbstractPart:
    """Abstract and keywords in one language, with the title where it is a translation.

    ``lang`` and ``direction`` are those of the part; its words are in that language as well.
    """

    lang: str
    direction: str
    heading: str | Markup
    title: Markup | None
    html: Markup
    keywords_label: str
    keywords: tuple[str, ...]
    #: The keywords in a row, with the comma of the language.
    keyword_list: str
    #: What stands under the title: the names in the part's language, where there are any.
    byline: Byline = Byline()
    #: The codes of classifications: above the title, and behind the keywords.
    classification: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    #: The history of the article, and the journal, in the part's language.
    dates: tuple[DateLine, ...] = ()
    source: str = ""
    #: The special issue, and the sentence on the work that the article was made from.
    special_issue: str = ""
    origin: Markup = field(default_factory=Markup)
    #: The marks of the pages that begin with its heading.
    before: Markup = field(default_factory=Markup)
    #: The heading as plain text, where it is the title.
    name: str = ""


@dataclass(frozen=True, slots=True)
class BackLink:
    """A way back to a place in the text. ``label`` names it, ``number`` tells several apart."""

    href: str
    label: str
    number: int | None


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """An entry of the reference list; ``query`` is for the margin of a proof."""

    id: str
    html: Markup
    back_links: tuple[BackLink, ...]
    query: str | None
    #: None where they are those of the list.
    lang: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class LatinPart:
    """The list in Latin letters; language and direction are None where they are the article's."""

    heading: str
    lines: tuple[ReferenceLine, ...]
    lang: str | None = None
    direction: str | None = None
    #: The marks of the pages that begin with its heading.
    before: Markup = field(default_factory=Markup)
    #: The heading as plain text, where it is the title.
    name: str = ""


@dataclass(frozen=True, slots=True)
class NoteLine:
    id: str
    number: str
    html: Markup
    back_link: BackLink


@dataclass(frozen=True, slots=True)
class LicenseLine:
    """The licence in a sentence, and its name in short. ``url`` is None for one whose deed is not
    known.
    """

    text: str
    short: str
    url: str | None


# --- who and when --------------------------------------------------------------------------


def date_lines(edition: Edition, words: Language) -> tuple[DateLine, ...]:
    """The history of the article, from received to published: what the front matter gives."""
    dates, style = edition.document.article.dates, edition.journal.dates_style
    given = ((name, getattr(dates, name)) for name in names_of(dates))
    return tuple(
        DateLine(getattr(words.labels, name), written_date(date, words, style), date.isoformat())
        for name, date in given
        if date
    )


def issue_facts(article: Article, words: Language) -> tuple[str, ...]:
    """Volume, issue, year and the article's number, a phrase each."""
    labels = words.labels
    facts = [
        f"{labels.volume} {article.volume}" if article.volume else "",
        f"{labels.issue} {article.issue}" if article.issue else "",
        str(article.year) if article.year else "",
        f"{labels.article_number} {article.article_number}" if article.article_number else "",
    ]
    return tuple(words.in_digits(fact) for fact in facts if fact)


def special_issue(place: Article | LocalText, words: Language) -> str:
    """The special issue by its title; empty where it is none."""
    if not place.special_issue:
        return ""
    return f"{with_colon(words.labels.special_issue, words)} {place.special_issue}"


def classification_lines(article: Article, words: Language) -> tuple[str, ...]:
    """What stands above the title: the numbers of libraries, and in the article's own language the
    field of science.
    """
    about, labels = article.classification, words.labels
    own = words.tag == article.lang
    facts = [(labels.udc, about.udc), (labels.bbk, about.bbk)]
    lines = [f"{label} {words.semicolon.join(codes)}" for label, codes in facts if codes]
    if about.field and own:
        lines.append(f"{with_colon(labels.field, words)} {words.listed(about.field)}")
    return tuple(lines)


def code_lines(article: Article, words: Language) -> tuple[str, ...]:
    """What stands behind the keywords of each language: the codes of a subject's own schemes."""
    about, labels = article.classification, words.labels
    facts = ((labels.jel, about.jel), (labels.msc, about.msc), (labels.pacs, about.pacs))
    return tuple(
        f"{with_colon(label, words)} {words.listed(codes)}" for label, codes in facts if codes
    )


def journal_line(journal: Journal, words: Language, lang: str) -> str:
    """Journal and publisher in another language; empty where it has no name for them."""
    publisher = journal.publisher.translations.get(lang) if journal.publisher else None
    parts = (journal.titles.get(lang), *(publisher or ()))
    return words.listed(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class PeopleLine:
    """Those who made the article ready beside its authors: a label, and names in a row."""

    label: str
    names: str


def people_lines(article: Article, words: Language) -> tuple[PeopleLine, ...]:
    """The editor in charge and the reviewers, where they are named."""
    labels = words.labels
    reviewers = labels.reviewers if len(article.reviewers) > 1 else labels.reviewer
    given = ((labels.editor_in_charge, article.editors), (reviewers, article.reviewers))
    return tuple(
        PeopleLine(label, words.listed(person_line(person) for person in people))
        for label, people in given
        if people
    )


def copyright_line(edition: Edition) -> str:
    """© with the year and the holders; of more than three, the first. Empty without a holder."""
    article, words = edition.document.article, edition.language
    holders = copyright_holders(article)
    if not holders:
        return ""
    several = len(holders) > _MOST_HOLDERS
    named = f"{holders[0]} {words.et_al}" if several else joined_names(holders, words)
    year = copyright_year(article)
    year_shown = edition.language.in_digits(str(year))
    return f"© {year_shown} {named}" if year else f"© {named}"


def origin(edition: Edition) -> Markup:
    """The sentence on the work that the article was made from, with where it is found."""
    text = Markup(edition.markup.inline("derived-from"))
    address = address_of_origin(edition.document.article)
    if not text or not address:
        return text
    return Markup('{} <a class="address" href="{}">{}</a>').format(text, address, address)


def address_of_origin(article: Article) -> str | None:
    """Where the work is found that the article was made from."""
    found = article.origin
    return f"{DOI_RESOLVER}{found.doi}" if found.doi else found.url


def issn_facts(journal: Journal, words: Language) -> tuple[str, ...]:
    """The journal's ISSNs, each behind its name."""
    return tuple(f"{name} {number}" for name, number in named_issns(journal.issn, words))


def named_issns(issn: Issn, words: Language) -> tuple[tuple[str, str], ...]:
    """The ISSNs with their names; p and e tell the printed and the online one apart (ISO 3297)."""
    paper, online, label = issn.print, issn.online, words.labels.issn
    if paper and online:
        return ((f"p-{label}", paper), (f"e-{label}", online))
    return tuple((label, number) for number in (paper, online) if number)


def license_line(edition: Edition) -> LicenseLine | None:
    """The article's licence, or the journal's, in the language's own sentence."""
    name = license_of(edition.journal, edition.document.article)
    if not name:
        return None
    text = edition.language.license_statements.get(name) or LICENSES.get(name, name)
    return LicenseLine(text, _short_name(name), license_url(name))


def _short_name(license_id: str) -> str:
    """What a licence is called on a button: *CC BY 4.0*."""
    full = LICENSES.get(license_id, "")
    return full.rpartition("(")[2].rstrip(")") if full.endswith(")") else license_id


def own_citation(edition: Edition, last_page: str = "") -> Markup:
    """The article as its readers may cite it, in the journal's style; empty where no style could
    write it. ``last_page`` is the last page, as HTML, where the pages are known.
    """
    words = edition.language
    first = words.in_digits(edition.record.first_page or "")
    known = edition.markup.own_citation.replace(FIRST_PAGE, first)
    last = last_page or words.in_digits(edition.record.last_page or "")
    if not last or edition.record.last_page == edition.record.first_page:
        return Markup(known)
    ranged = edition.markup.own_citation_ranged.replace(FIRST_PAGE, first)
    return Markup(ranged.replace(LAST_PAGE, last))


def pages_label(edition: Edition, *, is_set: bool = False) -> str:
    """The word before the numbers of the article's pages. ``is_set`` says of an output whose pages
    are set that the last one is counted there, where it is not known yet.
    """
    record, labels = edition.record, edition.language.labels
    is_range = record.last_page not in (None, record.first_page)
    return labels.pages if is_range or (is_set and record.last_page is None) else labels.page


# --- the article's parts -------------------------------------------------------------------


def abstracts(edition: Edition) -> tuple[AbstractPart, ...]:
    """An abstract a language, the article's own first. A language that has a title alone is headed
    by it.
    """
    article, markup = edition.document.article, edition.markup
    parts = []
    for n, text in enumerate(article.texts):
        html = markup.fields.get(f"abstract.{text.lang}", "")
        title = _translated_title(edition, text.lang) if n else None
        words = edition.language if n == 0 else language(text.lang)
        codes = code_lines(article, words)
        if not html and not text.keywords and not title and (n or not codes):
            continue
        heading: str | Markup = words.labels.abstract if html else words.labels.keywords
        name = ""
        if title and not html and not text.keywords:
            heading, title, name = title, None, edition.record.texts[n].full_title
        parts.append(
            AbstractPart(
                lang=text.lang,
                direction=words.direction,
                heading=heading,
                title=title,
                html=Markup(html),
                keywords_label=with_colon(words.labels.keywords, words),
                keywords=text.keywords,
                keyword_list=words.listed(text.keywords),
                codes=codes,
                name=name,
                **(_heading_of(edition, words, text) if n else {}),
            )
        )
    return tuple(parts)


def _heading_of(edition: Edition, words: Language, text: LocalText) -> dict[str, Any]:
    """What a part in another language says of the article beside title and abstract.

    Where its authors have no names in the language, their part repeats no dates.
    """
    article = edition.document.article
    names = local_byline(article, words, text.lang)
    return {
        "byline": names,
        "classification": classification_lines(article, words),
        "dates": date_lines(edition, words) if names.authors else (),
        "source": journal_line(edition.journal, words, text.lang),
        "special_issue": special_issue(text, words),
        "origin": Markup(edition.markup.inline(f"derived-from.{text.lang}")),
    }


def extended_abstracts(edition: Edition) -> tuple[AbstractPart, ...]:
    """The extended abstracts, which stand behind the references, the article's own first."""
    parts = []
    for text in edition.document.article.texts:
        html = edition.markup.fields.get(f"extended-abstract.{text.lang}", "")
        if not html:
            continue
        words = language(text.lang)
        title = _translated_title(edition, text.lang)
        own = text is edition.document.article.text
        parts.append(
            AbstractPart(
                lang=text.lang,
                direction=words.direction,
                heading=words.labels.extended_abstract,
                title=None if own else _without_calls(title),
                html=Markup(html),
                keywords_label="",
                keywords=(),
                keyword_list="",
            )
        )
    return tuple(parts)


def _without_calls(title: Markup) -> Markup:
    """A title that stands a second time: its notes are called where it stands first."""
    if "doc-noteref" not in title:
        return title
    root = parse(title)
    for call in root.xpath(".//a[@role='doc-noteref']"):
        call.drop_tree()
    return Markup(inner(root))


def _translated_title(edition: Edition, lang: str) -> Markup:
    """A title in another language, with its subtitle."""
    title, subtitle = (edition.markup.inline(f"{name}.{lang}") for name in ("title", "subtitle"))
    if not subtitle:
        return Markup(title)
    joint = " " if title.endswith(("?", "!", ".", ":", "…")) else ": "
    return Markup(f"{title}{joint}{subtitle}")


def notes(edition: Edition) -> tuple[NoteLine, ...]:
    """The footnotes, each with its way back."""
    label = edition.language.labels.back_to_text
    return tuple(
        NoteLine(
            id=f"fn{note.number}",
            number=note.shown,
            html=Markup(note.html),
            back_link=BackLink(f"#{note.call_id}", f"{label} ({note.shown})", None),
        )
        for note in edition.markup.notes
    )


def references(edition: Edition) -> tuple[ReferenceLine, ...]:
    """The reference list. Queries come with it in a proof only."""
    works, back_links = edition.document.cited, edition.journal.back_links
    return tuple(_reference_lines(edition, edition.markup.entries, works, back_links=back_links))


def latin_references(edition: Edition) -> LatinPart | None:
    """The list in Latin letters, from which nothing leads back to the text."""
    latin = edition.document.latin
    if latin is None:
        return None
    words = language(latin.lang)
    lines = _reference_lines(edition, edition.markup.latin, latin.works, back_links=False)
    labels = words.labels
    heading = labels.references
    if heading == edition.language.labels.references:
        heading = labels.references_latin
    is_foreign = latin.lang != edition.document.article.lang
    return LatinPart(
        heading,
        tuple(lines),
        latin.lang if is_foreign else None,
        words.direction if words.direction != edition.language.direction else None,
    )


def _reference_lines(
    edition: Edition, entries: Iterable[Entry], works: Iterable[Reference], *, back_links: bool
) -> Iterator[ReferenceLine]:
    queries = {work.key: work.query for work in works if edition.proof}
    for entry in entries:
        yield ReferenceLine(
            id=f"ref-{entry.key}",
            html=Markup(entry.html),
            back_links=_back_links(entry.citation_ids, edition.language, {}) if back_links else (),
            query=queries.get(entry.key),
            lang=entry.lang,
            direction=entry.direction,
        )


def marked_references(
    lines: Sequence[ReferenceLine], marks: PageMarks
) -> tuple[ReferenceLine, ...]:
    """The entries with the marks of pages; that at the beginning of the first has its place before
    the list's heading.
    """
    return tuple(
        replace(line, html=marks.within(line.id, line.html, beginning=bool(number)))
        for number, line in enumerate(lines)
    )


def before_references(lines: Sequence[ReferenceLine], marks: PageMarks) -> Markup:
    """The marks of the pages that begin with the reference list."""
    return marks.before(lines[0].id) if lines else Markup()


def marked_latin(part: LatinPart | None, marks: PageMarks) -> LatinPart | None:
    """The list in Latin letters with the marks of pages."""
    if part is None:
        return None
    before = before_references(part.lines, marks)
    return replace(part, lines=marked_references(part.lines, marks), before=before)


def _back_links(
    citation_ids: Iterable[str], words: Language, pages: Mapping[str, str]
) -> tuple[BackLink, ...]:
    ids = tuple(dict.fromkeys(citation_ids))
    labels = words.labels
    found = []
    for number, identifier in enumerate(ids, start=1):
        page = pages.get(identifier)
        label = labels.back_to_text
        if page:
            label = labels.cited_page.replace("{page}", words.in_digits(page))
        if len(ids) > 1:
            count = words.in_digits(labels.of_several.format(n=number, total=len(ids)))
            label = f"{label}{words.comma}{count}"
        found.append(BackLink(f"#{identifier}", label, number if len(ids) > 1 else None))
    return tuple(found)


def with_cited_pages(
    lines: Sequence[ReferenceLine], words: Language, pages: Mapping[str, str]
) -> tuple[ReferenceLine, ...]:
    """The entries, their ways back named by the pages of the citations: ``pages`` by their ids."""
    return tuple(
        replace(line, back_links=_back_links((b.href[1:] for b in line.back_links), words, pages))
        for line in lines
    )
