"""The front of a JATS article: the journal, the article's titles, authors, dates and terms.

The order of the elements is that of the DTD (``journal-meta``, ``article-meta``).
"""

from __future__ import annotations

import datetime as dt
from operator import attrgetter

from nashr import ast
from nashr.languages import language
from nashr.model import Article, Blocks, Funding, Journal, LocalText
from nashr.outputs.catalogue import (
    DOI_RESOLVER,
    copyright_holders,
    copyright_year,
    license_of,
    license_url,
    year_of,
)
from nashr.outputs.edition import Edition
from nashr.outputs.jats.blocks import Writer
from nashr.outputs.jats.contributors import Contributors
from nashr.outputs.jats.statements import author_notes
from nashr.outputs.jats.xml import ALI, XLINK, Element, add, make, write

#: Works that are articles, by their kind in the front matter: the type of the relation.
_RELATED_ARTICLES = {"paper": "article-reference", "preprint": "preprint"}
_FUNDER_REGISTRY = "doi.org/10.13039/"


def front(edition: Edition, writer: Writer) -> Element:
    """The ``front`` of the article, still without its counts."""
    element = make("front")
    element.append(journal_meta(edition.journal))
    element.append(_ArticleMeta(edition, writer).element())
    return element


# --- the journal ---------------------------------------------------------------------------


def journal_meta(journal: Journal) -> Element:
    """What the article says of its journal."""
    meta = make("journal-meta")
    short = journal.short_title or journal.title
    add(meta, "journal-id", short, journal_id_type="publisher-id")
    issn = journal.issn.online or journal.issn.print
    if issn:
        add(meta, "journal-id", issn, journal_id_type="issn")
    titles = add(meta, "journal-title-group")
    add(titles, "journal-title", journal.title, lang=journal.language)
    for lang, title in journal.titles.items():
        if lang != journal.language:
            add(add(titles, "trans-title-group", lang=lang), "trans-title", title)
    if journal.short_title:
        add(titles, "abbrev-journal-title", journal.short_title, abbrev_type="publisher")
    if journal.issn.print:
        add(meta, "issn", journal.issn.print, publication_format="print")
    # The DTD asks for an ISSN, which a young journal may not have yet: then it stands empty.
    if journal.issn.online or not journal.issn.print:
        add(meta, "issn", journal.issn.online or "", publication_format="electronic")
    if journal.publisher:
        publisher = add(meta, "publisher")
        add(publisher, "publisher-name", journal.publisher.name)
        if journal.publisher.place:
            add(publisher, "publisher-loc", journal.publisher.place)
        for lang, (name, place) in journal.publisher.translations.items():
            add(publisher, "publisher-name", name, lang=lang)
            if place:
                add(publisher, "publisher-loc", place, lang=lang)
    if journal.url:
        add(meta, "self-uri", journal.url, href=journal.url)
    return meta


# --- the article ---------------------------------------------------------------------------


class _ArticleMeta:
    """Writes ``article-meta``, an element after the other."""

    def __init__(self, edition: Edition, writer: Writer) -> None:
        self._edition = edition
        self._article: Article = edition.document.article
        self._fields = edition.document.fields
        self._journal = edition.journal
        self._words = edition.language
        self._writer = writer
        self._ids = writer.prose.ids
        self._people = Contributors(self._article, self._words, self._ids)

    def element(self) -> Element:
        meta = make("article-meta")
        self._identity(meta)
        self._titles(add(meta, "title-group"))
        meta.extend(self._people.elements())
        self._author_notes(meta)
        self._publication(meta)
        self._history(meta)
        self._permissions(meta)
        if self._article.doi:
            address = f"{DOI_RESOLVER}{self._article.doi}"
            add(meta, "self-uri", address, href=address)
        self._origin(meta, "derived-from", None)
        for text in self._article.texts[1:]:
            self._origin(meta, f"derived-from.{text.lang}", text.lang)
        for n, text in enumerate(self._article.texts):
            tag = "trans-abstract" if n else "abstract"
            self._abstract(meta, tag, text)
            self._abstract(meta, tag, text, extended=True)
        for text in self._article.texts:
            self._keywords(meta, text)
        self._codes(meta)
        self._funding(meta)
        return meta

    def _field(self, name: str) -> Blocks:
        return self._fields.get(name, [])

    def _inline(self, parent: Element, name: str, source: str | None) -> None:
        """A field in one line; its source where the document does not have it."""
        blocks = self._field(name)
        inlines = ast.inlines_of(blocks) if blocks else ast.words(" ".join((source or "").split()))
        self._writer.prose.write(parent, inlines)

    # --- what it is ------------------------------------------------------------------------

    def _identity(self, meta: Element) -> None:
        if self._article.doi:
            add(meta, "article-id", self._article.doi, pub_id_type="doi")
        add(meta, "article-id", self._article.slug, pub_id_type="publisher-id")
        categories = add(meta, "article-categories")
        kind = self._article.type
        # The heading in the contents of the issue (JATS4R, Subject and Keywords).
        usual = {self._article.lang: self._words.article_types.get(kind, kind)}
        for lang, heading in (self._article.section or usual).items():
            group = add(categories, "subj-group", lang=lang, subj_group_type="heading")
            add(group, "subject", heading)
        about = self._article.classification
        for scheme, codes in (("UDC", about.udc), ("BBK", about.bbk), ("field", about.field)):
            if codes:
                group = add(categories, "subj-group", subj_group_type=scheme)
                for code in codes:
                    add(group, "subject", code)

    def _titles(self, group: Element) -> None:
        own, *others = self._article.texts
        self._inline(add(group, "article-title", lang=own.lang), f"title.{own.lang}", own.title)
        if own.subtitle:
            subtitle = add(group, "subtitle", lang=own.lang)
            self._inline(subtitle, f"subtitle.{own.lang}", own.subtitle)
        for text in filter(attrgetter("title"), others):
            translated = add(group, "trans-title-group", lang=text.lang)
            self._inline(add(translated, "trans-title"), f"title.{text.lang}", text.title)
            if text.subtitle:
                subtitle = add(translated, "trans-subtitle")
                self._inline(subtitle, f"subtitle.{text.lang}", text.subtitle)
        if self._article.short_title:
            short = self._article.short_title
            add(group, "alt-title", short, alt_title_type="running-head", lang=own.lang)

    # --- who wrote it ----------------------------------------------------------------------

    def _author_notes(self, meta: Element) -> None:
        notes = make("author-notes")
        labels = self._words.labels
        for author in self._article.authors:
            if author.corresponding and author.email:
                corresp = add(
                    notes, "corresp", id=self._ids.claim(self._people.corresponding_id(author))
                )
                label = labels.colon.format(label=labels.corresponding_author)
                write(corresp, f"{label} {author.name}, ")
                add(corresp, "email", author.email)
        notes.extend(author_notes(self._edition, self._writer))
        if len(notes):
            meta.append(notes)

    # --- when and where --------------------------------------------------------------------

    def _publication(self, meta: Element) -> None:
        article = self._article
        published = article.dates.published
        if published:
            meta.append(_date("pub-date", published, "pub", publication_format="electronic"))
        year = year_of(article)
        if year and (article.volume or article.issue or not published):
            kind = "collection" if article.volume or article.issue else "pub"
            date = add(meta, "pub-date", date_type=kind, publication_format="electronic")
            add(date, "year", str(year))
        if article.volume:
            add(meta, "volume", article.volume)
        if article.issue:
            add(meta, "issue", article.issue)
        if article.issue_doi:
            add(meta, "issue-id", article.issue_doi, pub_id_type="doi")
        if article.special_issue:
            add(meta, "issue-title", article.special_issue, content_type="special-issue")
        for text in article.texts[1:]:
            if text.special_issue:
                add(
                    meta,
                    "issue-title",
                    text.special_issue,
                    content_type="special-issue",
                    lang=text.lang,
                )
        if article.isbn:
            add(meta, "isbn", article.isbn, publication_format="electronic")
        if article.article_number:
            add(meta, "elocation-id", article.article_number)
        record = self._edition.record
        if record.first_page:
            add(meta, "fpage", record.first_page)
        if record.last_page:
            add(meta, "lpage", record.last_page)

    def _history(self, meta: Element) -> None:
        dates = self._article.dates
        steps = (
            ("received", dates.received),
            ("sent-to-review", dates.sent),
            ("reviewed", dates.reviewed),
            ("rev-recd", dates.revised),
            ("resubmitted", dates.resubmitted),
            ("accepted", dates.accepted),
        )
        elements = [_date("date", date, kind) for kind, date in steps if date]
        if elements:
            add(meta, "history").extend(elements)

    def _permissions(self, meta: Element) -> None:
        name = license_of(self._journal, self._article)
        holders = copyright_holders(self._article)
        if not name and not holders:
            return
        permissions = add(meta, "permissions")
        year = copyright_year(self._article)
        if holders:
            named = self._words.listed(holders)
            add(permissions, "copyright-statement", f"© {year} {named}" if year else f"© {named}")
        if holders and year:
            add(permissions, "copyright-year", str(year))
        for holder in holders:
            add(permissions, "copyright-holder", holder)
        if not name:
            return
        address = license_url(name)
        if address:
            add(permissions, f"{{{ALI}}}free_to_read")
        kind = "open-access" if address else None
        terms = add(permissions, "license", license_type=kind, href=address)
        if address:
            add(terms, f"{{{ALI}}}license_ref", address)
        statement = self._words.license_statements.get(name, name)
        add(terms, "license-p", statement, lang=self._words.tag)

    # --- what it says and who paid ---------------------------------------------------------

    def _origin(self, meta: Element, field: str, lang: str | None) -> None:
        """The thesis, paper or project that the article was made from."""
        blocks, origin = self._field(field), self._article.origin
        if not blocks:
            return
        address = f"{DOI_RESOLVER}{origin.doi}" if origin.doi else origin.url
        if origin.kind in _RELATED_ARTICLES and address:
            kind = _RELATED_ARTICLES[origin.kind]
            element = add(meta, "related-article", related_article_type=kind, lang=lang)
            element.set("ext-link-type", "doi" if origin.doi else "uri")
        else:
            element = add(meta, "related-object", document_type=origin.kind, lang=lang)
            if origin.doi:
                element.set("document-id", origin.doi)
                element.set("document-id-type", "doi")
        if address:
            element.set(f"{{{XLINK}}}href", address)
        self._writer.prose.write(element, ast.inlines_of(blocks))

    def _abstract(
        self, meta: Element, tag: str, text: LocalText, *, extended: bool = False
    ) -> None:
        name = "extended-abstract" if extended else "abstract"
        blocks = self._field(f"{name}.{text.lang}")
        if not blocks:
            return
        labels = language(text.lang).labels
        element = add(meta, tag, lang=text.lang, abstract_type="extended" if extended else None)
        add(element, "title", labels.extended_abstract if extended else labels.abstract)
        self._writer.sections(element, blocks)

    def _keywords(self, meta: Element, text: LocalText) -> None:
        if not text.keywords:
            return
        group = add(meta, "kwd-group", kwd_group_type="author", lang=text.lang)
        add(group, "title", language(text.lang).labels.keywords)
        for keyword in text.keywords:
            add(group, "kwd", keyword)

    def _codes(self, meta: Element) -> None:
        """The codes that stand behind the keywords."""
        about, labels = self._article.classification, self._words.labels
        schemes = (
            ("JEL", labels.jel, about.jel),
            ("MSC", labels.msc, about.msc),
            ("PACS", labels.pacs, about.pacs),
        )
        for scheme, label, codes in schemes:
            if codes:
                group = add(meta, "kwd-group", kwd_group_type=scheme)
                add(group, "title", label)
                for code in codes:
                    add(group, "kwd", code)

    def _funding(self, meta: Element) -> None:
        stated = [
            (text.lang, blocks)
            for text in self._article.texts
            if (blocks := self._field(self._statement_on_funding(text)))
        ]
        if not self._article.funding and not stated:
            return
        group = add(meta, "funding-group")
        for n, funding in enumerate(self._article.funding, start=1):
            award = add(group, "award-group", id=self._ids.claim(f"nashr-award-{n}"))
            _funder(add(award, "funding-source"), funding, self._article.lang)
            if funding.award:
                add(award, "award-id", funding.award)
        for lang, blocks in stated:
            statement = add(group, "funding-statement", lang=lang)
            self._writer.prose.write(statement, ast.inlines_of(blocks))

    def _statement_on_funding(self, text: LocalText) -> str:
        own = text is self._article.text
        return "funding-statement" if own else f"funding-statement.{text.lang}"


def set_last_page(article: Element, page: str | None) -> None:
    """Say in a whole article on which page it ends, where that is known."""
    first = article.find("front/article-meta/fpage")
    if first is None or page is None:
        return
    last = article.find("front/article-meta/lpage")
    if last is None:
        last = make("lpage")
        first.addnext(last)
    last.text = page


def _funder(source: Element, funding: Funding, lang: str) -> None:
    """One funder with its names in all languages; a ``funding-source`` each would be several."""
    if not funding.id and not funding.translations:
        write(source, funding.funder)
        return
    wrap = add(source, "institution-wrap")
    if funding.id:
        kind = "funder-id" if _FUNDER_REGISTRY in funding.id else "ror"
        add(wrap, "institution-id", funding.id, institution_id_type=kind)
    own = lang if funding.translations else None
    add(wrap, "institution", funding.funder, lang=own)
    for other, name in funding.translations.items():
        add(wrap, "institution", name, lang=other)


def _date(tag: str, date: dt.date, kind: str, **attributes: str) -> Element:
    iso = date.isoformat()
    element = make(tag, date_type=kind, iso_8601_date=iso, **attributes)
    for part, number in (("day", date.day), ("month", date.month), ("year", date.year)):
        add(element, part, str(number))
    return element
