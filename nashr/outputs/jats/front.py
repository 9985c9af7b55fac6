"""The front of a JATS article: the journal, the article's titles, authors, dates and terms.

The order of the elements is that of the DTD (``journal-meta``, ``article-meta``).
"""

from __future__ import annotations

import datetime as dt

from nashr import ast
from nashr.languages import CREDIT_ROLES, language
from nashr.model import Affiliation, Article, Author, Blocks, Funding, Journal, LocalText
from nashr.outputs.catalogue import (
    DOI_RESOLVER,
    ORCID_REGISTRY,
    license_of,
    license_url,
    year_of,
)
from nashr.outputs.edition import Edition
from nashr.outputs.jats.blocks import Writer
from nashr.outputs.jats.statements import author_notes
from nashr.outputs.jats.xml import ALI, Element, add, make, write

_CREDIT = "https://credit.niso.org/"
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

    def element(self) -> Element:
        meta = make("article-meta")
        self._identity(meta)
        self._titles(add(meta, "title-group"))
        self._contributors(meta)
        self._author_notes(meta)
        self._publication(meta)
        self._history(meta)
        self._permissions(meta)
        if self._article.doi:
            address = f"{DOI_RESOLVER}{self._article.doi}"
            add(meta, "self-uri", address, href=address)
        for n, text in enumerate(self._article.texts):
            self._abstract(meta, "trans-abstract" if n else "abstract", text)
        for text in self._article.texts:
            self._keywords(meta, text)
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
        group = add(add(meta, "article-categories"), "subj-group", subj_group_type="heading")
        group.set("{http://www.w3.org/XML/1998/namespace}lang", self._article.lang)
        kind = self._article.type
        add(group, "subject", self._words.article_types.get(kind, kind))

    def _titles(self, group: Element) -> None:
        own, *others = self._article.texts
        self._inline(add(group, "article-title", lang=own.lang), f"title.{own.lang}", own.title)
        if own.subtitle:
            subtitle = add(group, "subtitle", lang=own.lang)
            self._inline(subtitle, f"subtitle.{own.lang}", own.subtitle)
        for text in others:
            translated = add(group, "trans-title-group", lang=text.lang)
            self._inline(add(translated, "trans-title"), f"title.{text.lang}", text.title)
            if text.subtitle:
                subtitle = add(translated, "trans-subtitle")
                self._inline(subtitle, f"subtitle.{text.lang}", text.subtitle)
        if self._article.short_title:
            short = self._article.short_title
            add(group, "alt-title", short, alt_title_type="running-head", lang=own.lang)

    # --- who wrote it ----------------------------------------------------------------------

    def _contributors(self, meta: Element) -> None:
        article = self._article
        if article.authors:
            group = add(meta, "contrib-group", content_type="authors")
            for author in article.authors:
                self._contributor(group, author)
        for n, affiliation in enumerate(article.affiliations, start=1):
            label = str(n) if len(article.affiliations) > 1 else ""
            meta.append(self._affiliation(affiliation, label))

    def _contributor(self, group: Element, author: Author) -> None:
        is_corresponding = author.corresponding and author.email
        corresp = "yes" if author.corresponding else None
        contrib = add(group, "contrib", contrib_type="author", corresp=corresp)
        if author.orcid:
            address = f"{ORCID_REGISTRY}{author.orcid}"
            orcid = add(contrib, "contrib-id", address, contrib_id_type="orcid")
            orcid.set("authenticated", "false")
        if author.is_body:
            add(contrib, "collab", author.family)
        else:
            name = add(contrib, "name", name_style="western")
            add(name, "surname", author.family)
            if author.given:
                add(name, "given-names", author.given)
        if author.email:
            add(contrib, "email", author.email)
        for role in author.roles:
            self._role(contrib, role)
        known = [a.id for a in self._article.affiliations]
        for identifier in author.affiliations:
            if identifier in known:
                rid = self._ids.name(f"aff-{identifier}")
                add(contrib, "xref", ref_type="aff", rid=rid)
        if is_corresponding:
            rid = self._ids.name(self._corresp_id(author))
            add(contrib, "xref", ref_type="corresp", rid=rid)

    def _corresp_id(self, author: Author) -> str:
        return f"nashr-cor-{self._article.authors.index(author) + 1}"

    def _role(self, contrib: Element, role: str) -> None:
        """A role of CRediT by its name in the article's language (ANSI/NISO Z39.104-2022)."""
        if role not in CREDIT_ROLES:
            add(contrib, "role", role)
            return
        add(
            contrib,
            "role",
            self._words.credit_roles.get(role, role),
            vocab="credit",
            vocab_identifier=_CREDIT,
            vocab_term=language("en").credit_roles[role],
            vocab_term_identifier=f"{_CREDIT}contributor-roles/{role}/",
        )

    def _affiliation(self, affiliation: Affiliation, label: str) -> Element:
        element = make("aff", id=self._ids.claim(f"aff-{affiliation.id}"))
        if label:
            add(element, "label", label)
        if affiliation.department:
            add(element, "institution", affiliation.department, content_type="dept")
            write(element, ", ")
        wrap = add(element, "institution-wrap")
        if affiliation.ror:
            add(wrap, "institution-id", affiliation.ror, institution_id_type="ror")
        add(wrap, "institution", affiliation.name)
        for tag, text in (("city", affiliation.city), ("country", affiliation.country)):
            if text:
                write(element, ", ")
                add(element, tag, text)
        return element

    def _author_notes(self, meta: Element) -> None:
        notes = make("author-notes")
        labels = self._words.labels
        for author in self._article.authors:
            if author.corresponding and author.email:
                corresp = add(notes, "corresp", id=self._ids.claim(self._corresp_id(author)))
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
        record = self._edition.record
        if record.first_page:
            add(meta, "fpage", record.first_page)
        if record.last_page:
            add(meta, "lpage", record.last_page)

    def _history(self, meta: Element) -> None:
        dates = self._article.dates
        steps = (
            ("received", dates.received),
            ("rev-recd", dates.revised),
            ("accepted", dates.accepted),
        )
        elements = [_date("date", date, kind) for kind, date in steps if date]
        if elements:
            add(meta, "history").extend(elements)

    def _permissions(self, meta: Element) -> None:
        name = license_of(self._journal, self._article)
        if not name:
            return
        address = license_url(name)
        permissions = add(meta, "permissions")
        if address:
            add(permissions, f"{{{ALI}}}free_to_read")
        kind = "open-access" if address else None
        terms = add(permissions, "license", license_type=kind, href=address)
        if address:
            add(terms, f"{{{ALI}}}license_ref", address)
        statement = self._words.license_statements.get(name, name)
        add(terms, "license-p", statement, lang=self._words.tag)

    # --- what it says and who paid ---------------------------------------------------------

    def _abstract(self, meta: Element, tag: str, text: LocalText) -> None:
        blocks = self._field(f"abstract.{text.lang}")
        if not blocks:
            return
        element = add(meta, tag, lang=text.lang)
        add(element, "title", language(text.lang).labels.abstract)
        self._writer.sections(element, blocks)

    def _keywords(self, meta: Element, text: LocalText) -> None:
        if not text.keywords:
            return
        group = add(meta, "kwd-group", kwd_group_type="author", lang=text.lang)
        add(group, "title", language(text.lang).labels.keywords)
        for keyword in text.keywords:
            add(group, "kwd", keyword)

    def _funding(self, meta: Element) -> None:
        if not self._article.funding:
            return
        group = add(meta, "funding-group")
        for n, funding in enumerate(self._article.funding, start=1):
            award = add(group, "award-group", id=self._ids.claim(f"nashr-award-{n}"))
            _funder(add(award, "funding-source"), funding)
            if funding.award:
                add(award, "award-id", funding.award)


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


def _funder(source: Element, funding: Funding) -> None:
    if not funding.id:
        write(source, funding.funder)
        return
    wrap = add(source, "institution-wrap")
    kind = "funder-id" if _FUNDER_REGISTRY in funding.id else "ror"
    add(wrap, "institution-id", funding.id, institution_id_type=kind)
    add(wrap, "institution", funding.funder)


def _date(tag: str, date: dt.date, kind: str, **attributes: str) -> Element:
    iso = date.isoformat()
    element = make(tag, date_type=kind, iso_8601_date=iso, **attributes)
    for part, number in (("day", date.day), ("month", date.month), ("year", date.year)):
        add(element, part, str(number))
    return element
