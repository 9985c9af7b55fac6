"""The web page: one file that holds the article, its fonts, its images and its manners.

The page asks no other host for anything, and says so: its Content-Security-Policy allows its own
style and script by their hashes and nothing else. Without JavaScript everything on it can be read
and reached; the script adds pop-ups for citations and notes, copying, and a choice of theme.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import partial
from urllib.parse import quote

import lxml.html
from markupsafe import Markup, escape

from nashr.diagnostics import Outcome
from nashr.languages import Language, language
from nashr.messages import Message
from nashr.model import Artifact
from nashr.outputs import (
    assets,
    byline,
    cite_this,
    declarations,
    digits,
    fragments,
    page_breaks,
    phrases,
    typefaces,
)
from nashr.outputs.account import shown_html
from nashr.outputs.account.letters import unshown_of_article
from nashr.outputs.account.pages import account_of_pages
from nashr.outputs.cited_pages import cited_pages
from nashr.outputs.clusters import with_clusters
from nashr.outputs.edition import Edition, Finish
from nashr.outputs.html import indexing, theme_style, web_markup
from nashr.outputs.html.line_art import is_drawing
from nashr.outputs.marks import ORCID_MARK
from nashr.outputs.shells import environment
from nashr.outputs.table import outputs
from nashr.ports import Engines, Face, FontShop
from nashr.records import dataclass, replace

MEDIA_TYPE = "text/html"
TEMPLATE = "html/article.html.j2"
FOLDER = "html"
STYLE = f"{FOLDER}/article.css"
#: The colours of this page and of others.
COLOURS = f"{FOLDER}/colours.css"
SCRIPT = "html/article.js"


@dataclass(frozen=True, slots=True)
class Download:
    """A record to download: ``url`` is a ``data:`` address."""

    format: str
    file_name: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class ProductFile:
    """Another product of the article. ``url`` leads from the page to its file."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the page's ``head`` and is not seen."""

    title: str
    description: str
    tags: tuple[indexing.Meta, ...]
    properties: tuple[indexing.Property, ...]
    #: The page's own address, where it is known.
    address: str | None
    json_ld: Markup
    policy: str
    style: Markup
    script: Markup
    license_url: str | None


@dataclass(frozen=True, slots=True)
class WebPage:
    """Everything that the template shows."""

    lang: str
    direction: str
    title: Markup
    subtitle: Markup | None
    article_type: str
    journal_lang: str | None
    issue_facts: tuple[str, ...]
    special_issue: str
    issns: tuple[str, ...]
    authors: tuple[byline.AuthorLine, ...]
    contacts: list[byline.AuthorLine]
    affiliations: tuple[byline.AffiliationLine, ...]
    ranks: tuple[str, ...]
    classification: tuple[str, ...]
    codes: tuple[str, ...]
    people: tuple[fragments.PeopleLine, ...]
    origin: Markup
    holders: str
    dates: tuple[fragments.DateLine, ...]
    license: fragments.LicenseLine | None
    files: tuple[ProductFile, ...]
    abstracts: tuple[fragments.AbstractPart, ...]
    extended: tuple[fragments.AbstractPart, ...]
    body: web_markup.Body
    contents: tuple[web_markup.Heading, ...]
    notes: tuple[fragments.NoteLine, ...]
    declarations: tuple[declarations.Declaration, ...]
    references: tuple[fragments.ReferenceLine, ...]
    #: The marks of the pages that begin with the reference list, and with the article.
    before_references: Markup
    latin: fragments.LatinPart | None
    opening: Markup
    hanging_indent: bool
    #: The address of the journal's sign.
    logo: str | None
    #: Whether light and dark of the logo are exchanged in the dark.
    logo_is_drawing: bool
    #: The article as a reference, in the journal's style.
    citation: Markup
    #: The same in author-date form, for templates that journals have written.
    cite: cite_this.Suggestion
    downloads: tuple[Download, ...]
    proof: bool

    @property
    def abstract(self) -> fragments.AbstractPart | None:
        """The abstract in the article's language."""
        return next((part for part in self.abstracts if part.lang == self.lang), None)

    @property
    def translations(self) -> tuple[fragments.AbstractPart, ...]:
        """The abstracts, or titles alone, in other languages."""
        return tuple(part for part in self.abstracts if part.lang != self.lang)


def begin(edition: Edition, engines: Engines) -> Finish:
    """Make the page ``SLUG.html``, but for what its pages in the PDF tell."""
    page = page_of(edition)
    faces = edition.theme.typefaces
    more = typefaces.SCREEN_HEADINGS if "headings" in faces else ()
    shop = engines.fonts.themed(faces)
    bare, clusters = with_clusters(_fill(edition, page, _head(edition)), shop)
    fonts = font_rules(shop, bare, edition.language, more, clusters)
    own = (
        theme_style.style(edition.theme.settings),
        edition.theme.sheets.get(FOLDER, ""),
        digits.list_css(edition.language),
    )
    sheets = [edition.templates[COLOURS], edition.templates[STYLE], *filter(None, own)]
    sheets = [fonts, *sheets, page.body.css]
    style = "\n".join(sheets).strip()
    script = edition.templates[SCRIPT].strip()
    # Without fonts and script the page is read in a tenth of the time; its text is the same.
    root = shown_html.parsed(bare)
    found = (
        *account_of_pages(
            edition, Message("the web page"), [root], resources=edition.document.resources
        ),
        *unshown_of_article(edition, shop.missing(typefaces.characters_of(bare))),
    )

    def finish(edition: Edition) -> Outcome[tuple[Artifact, ...]]:
        head = _head(edition)
        head = replace(
            head,
            style=Markup(style),
            script=Markup(script),
            policy=policy([style], [script, head.json_ld], images="<img" in bare),
        )
        done = _fill(edition, with_pages(page, edition), head)
        if clusters:
            done, _ = with_clusters(done, shop)
        artifact = Artifact(edition.file_name(".html"), done.encode(), MEDIA_TYPE)
        return Outcome((artifact,), found)

    return finish


def render(edition: Edition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
    """``SLUG.html`` of an edition whose pages are set, or will not be."""
    return begin(edition, engines)(edition)


def page_of(edition: Edition) -> WebPage:
    """What the template shows of the edition, without what its pages tell."""
    record = edition.record
    article, words, document = edition.document.article, edition.language, edition.document
    styles = web_markup.Styles()
    named = web_markup.names(words)
    ready = partial(web_markup.fragment, resources=document.resources, named=named, styles=styles)
    abstracts = [
        replace(a, html=ready(a.html), origin=ready(a.origin)) for a in fragments.abstracts(edition)
    ]
    extended = [replace(a, html=ready(a.html)) for a in fragments.extended_abstracts(edition)]
    notes = [replace(n, html=ready(n.html)) for n in fragments.notes(edition)]
    declared = [replace(d, html=ready(d.html)) for d in declarations.declarations(edition)]
    entries = [replace(e, html=ready(e.html)) for e in fragments.references(edition)]
    latin = fragments.latin_references(edition)
    if latin is not None:
        lines = tuple(replace(line, html=ready(line.html)) for line in latin.lines)
        latin = replace(latin, lines=lines)
    authors = byline.author_lines(article)
    # Last: by now every other part has met the styles.
    body = web_markup.body(edition.markup.body, document.resources, named, styles)
    return WebPage(
        lang=article.lang,
        direction=words.direction,
        title=ready(edition.title),
        subtitle=ready(edition.subtitle) if edition.subtitle else None,
        article_type=edition.article_type,
        journal_lang=edition.journal.language if edition.journal.language != article.lang else None,
        issue_facts=fragments.issue_facts(article, words),
        special_issue=fragments.special_issue(article, words),
        issns=fragments.issn_facts(edition.journal, words),
        authors=authors,
        contacts=byline.contacts(authors),
        affiliations=byline.affiliation_lines(article, edition.language),
        ranks=byline.rank_lines(article.authors, words),
        classification=fragments.classification_lines(article, words),
        codes=fragments.code_lines(article, words),
        people=fragments.people_lines(article, words),
        origin=ready(fragments.origin(edition)),
        holders=fragments.copyright_line(edition),
        dates=fragments.date_lines(edition, words),
        license=fragments.license_line(edition),
        files=_files(edition),
        abstracts=tuple(abstracts),
        extended=tuple(extended),
        notes=tuple(notes),
        declarations=tuple(declared),
        references=tuple(entries),
        before_references=Markup(),
        latin=latin,
        opening=Markup(),
        hanging_indent=document.hanging_indent,
        logo=assets.data_uri(edition.logo) if edition.logo else None,
        logo_is_drawing=edition.logo is not None and is_drawing(edition.logo),
        citation=fragments.own_citation(edition),
        cite=cite_this.suggestion(record),
        downloads=tuple(_download(export) for export in cite_this.exports(record)),
        proof=edition.proof,
        body=body,
        contents=body.contents + _after_text(words, bool(notes), bool(entries), latin, extended),
    )


def with_pages(page: WebPage, edition: Edition) -> WebPage:
    """The page with the pages of the edition: marks where they begin, and the last one."""
    record, marks = edition.record, edition.page_marks
    body = marks.within(page_breaks.TEXT, page.body.html, beginning=True)
    return replace(
        page,
        opening=marks.opening,
        abstracts=tuple(
            replace(
                part,
                before=marks.before(page_breaks.abstract_part(part.lang)),
                html=marks.within(page_breaks.abstract_part(part.lang), part.html),
            )
            for part in page.abstracts
        ),
        extended=tuple(
            replace(
                part,
                before=marks.before(page_breaks.extended_part(part.lang)),
                html=marks.within(page_breaks.extended_part(part.lang), part.html),
            )
            for part in page.extended
        ),
        body=replace(page.body, html=body),
        declarations=tuple(
            replace(part, before=marks.before(part.id), html=marks.within(part.id, part.html))
            for part in page.declarations
        ),
        references=fragments.marked_references(
            fragments.with_cited_pages(page.references, edition.language, cited_pages(edition)),
            marks,
        ),
        before_references=fragments.before_references(page.references, marks),
        latin=fragments.marked_latin(page.latin, marks),
        citation=fragments.own_citation(edition),
        cite=cite_this.suggestion(record),
        downloads=tuple(_download(export) for export in cite_this.exports(record)),
    )


def _after_text(
    words: Language,
    notes: bool,
    references: bool,
    latin: fragments.LatinPart | None,
    extended: Iterable[fragments.AbstractPart],
) -> tuple[web_markup.Heading, ...]:
    """What the contents list below the text's own headings."""
    labels = words.labels
    lines = (
        ("nashr-notes", labels.notes if notes else ""),
        ("nashr-references", labels.references if references else ""),
        ("nashr-references-latin", latin.heading if latin else ""),
        *((f"nashr-extended-{part.lang}", str(part.heading)) for part in extended),
        ("nashr-cite", labels.cite_this_article),
    )
    return tuple(web_markup.Heading(id, escape(label), ()) for id, label in lines if label)


def _files(edition: Edition) -> tuple[ProductFile, ...]:
    """The products beside the page."""
    stem, proof = edition.stem or edition.document.article.slug, edition.proof
    return tuple(
        ProductFile(row.button, quote(row.file_name(stem, proof=proof)))
        for row in outputs()
        if row.button and (row.proof or not proof)
    )


def _download(export: cite_this.Export) -> Download:
    url = f"data:{export.media_type};charset=utf-8,{quote(export.text)}"
    return Download(export.format, export.file_name, url, export.text)


# --- head ----------------------------------------------------------------------------------


def _head(edition: Edition) -> Head:
    record = edition.record
    journal = edition.journal.short_title or edition.journal.title
    addresses = _addresses(edition)
    return Head(
        title=f"{record.title} · {journal}",
        description=indexing.description(record),
        tags=indexing.highwire(record, addresses) + indexing.dublin_core(record),
        properties=indexing.open_graph(record, addresses),
        address=addresses.page if addresses else None,
        json_ld=Markup(indexing.json_ld(record)),
        policy="",
        style=Markup(""),
        script=Markup(""),
        license_url=record.license_url,
    )


def _addresses(edition: Edition) -> indexing.Addresses | None:
    """Where the page and the PDF will be found; None where the journal does not say it."""
    if not edition.journal.articles_url:
        return None
    folder = f"{edition.journal.articles_url.rstrip('/')}/{quote(edition.document.article.slug)}"
    page, pdf = (f"{folder}/{quote(edition.file_name(suffix))}" for suffix in (".html", ".pdf"))
    return indexing.Addresses(page, pdf)


#: Everything that ``default-src`` stands for, save style, script, font and image.
_NEVER = (*("child-src", "frame-src", "manifest-src", "media-src", "object-src", "worker-src"),)


def policy(styles: Iterable[str], scripts: Iterable[str], *, images: bool) -> str:
    """The Content-Security-Policy that allows these inline texts, and fonts in ``data:``.

    The Nu checker calls every ``data:`` image a breach of any ``img-src``, also of one that
    allows it. So a page with images names what is forbidden one by one and leaves images out;
    ``screen`` sees to it that they stand in the page itself.
    """
    rest = ("img-src data:", "default-src 'none'")
    return "; ".join(
        (
            f"style-src {hash_sources(styles)}",
            f"script-src {hash_sources(scripts)}",
            "font-src data:",
            # Asked of by nothing on the page; auditors look for robots.txt through it.
            "connect-src 'self'",
            *((f"{directive} 'none'" for directive in _NEVER) if images else rest),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def hash_sources(texts: Iterable[str]) -> str:
    """The sources of a Content-Security-Policy that are these inline texts."""
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


# --- fonts ---------------------------------------------------------------------------------


#: Where the page has the face of code.
_CODE = "//code | //pre | //kbd | //samp"
_SMALL = "*[contains(concat(' ', @class, ' '), ' smallcaps ')]"
#: Where text is bold.
_HEAVY = "*[self::h1 or self::h2 or self::h3 or self::h4 or self::strong or self::dt or self::th]"
#: Faces that few pages need, for few words, and where on the page they are needed.
_RARE = (
    (typefaces.CAPITALS, f"//{_SMALL}[not(ancestor::{_HEAVY})]"),
    (typefaces.BOLD_CAPITALS, f"//{_HEAVY}//{_SMALL} | //{_SMALL}//strong"),
    (
        typefaces.Cut(typefaces.SERIF, Face("serif", "italic", 600, plain=True)),
        "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::strong or self::dt"
        " or @class='title']//*[self::em or self::i or self::cite]"
        " | //em//strong | //*[@class='epigraph']//strong",
    ),
    (
        typefaces.Cut(typefaces.SANS, Face("sans", "italic", plain=True)),
        "//*[self::figcaption or self::table or self::nav or @class='keywords']"
        "//*[self::em or self::i or self::cite]",
    ),
)


def font_rules(
    shop: FontShop,
    page: str,
    words: Language,
    more: Iterable[typefaces.Cut],
    clusters: frozenset[str] = frozenset(),
) -> str:
    """The ``@font-face`` rules for the characters of the page, and the names of the stacks."""
    labels = words.labels  # what the script writes into the page
    written = (labels.copied, labels.light, labels.dark, labels.close, "0123456789:↓", words.digits)
    shown = typefaces.characters_of(page, *written)
    tree = lxml.html.document_fromstring(page)
    usual = [one for one in typefaces.SCREEN if one.face.family != "mono" or tree.xpath(_CODE)]
    files = typefaces.with_ordinary(shop, (*usual, *more), shown, "woff2", clusters)
    for cut, places in _RARE:
        there: list[lxml.html.HtmlElement] = tree.xpath(places)  # type: ignore[assignment]
        characters = frozenset("".join(place.text_content() for place in there))
        if characters := characters - frozenset("\n\r\t"):
            files += typefaces.cut(shop, (cut,), characters, "woff2")
    formulas: list[str] = tree.xpath("//math//text()[not(parent::annotation)]")  # type: ignore[assignment]
    if characters := typefaces.formula_characters(formulas):
        files += typefaces.cut(shop, (typefaces.FORMULAS,), characters, "woff2")
    faces = typefaces.font_face_css(files, lambda file: file.data_uri)
    generic = {"serif": "serif", "sans": "sans-serif", "mono": "monospace"}
    stacks = ";".join(f"--{k}:{v},{generic[k]}" for k, v in typefaces.STACKS.items())
    return faces + typefaces.with_scripts(f":root{{{stacks}}}", files)


# --- the shell -----------------------------------------------------------------------------


def _fill(edition: Edition, page: WebPage, head: Head) -> str:
    template = environment(edition.templates).get_template(TEMPLATE)
    return template.render(
        page=page,
        head=head,
        journal=edition.journal,
        record=edition.record,
        labels=edition.language.labels,
        orcid_mark=Markup(ORCID_MARK.decode()),
        comma=lambda lang: language(lang).comma,
        asset=assets.addresses(edition.assets, assets.data_uri),
        with_colon=lambda label, lang=None: phrases.with_colon(
            label, language(lang) if lang else edition.language
        ),
    )
