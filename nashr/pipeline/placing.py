"""An article in its place of an issue: its volume, number, year, first page, and names of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from nashr.diagnostics import Diagnostic, Outcome
from nashr.frontmatter.places import value_span
from nashr.issues import FIRST_PAGE, SAID_BY_ISSUES, IssuePlace
from nashr.messages import Message
from nashr.model import Article, Manuscript
from nashr.outputs import fragments
from nashr.outputs.catalogue import CatalogueRecord
from nashr.outputs.edition import Edition
from nashr.outputs.markup import inner, parse
from nashr.records import dataclass, field, replace


def placed(
    article: Article, place: IssuePlace, manuscript: Manuscript, language: str
) -> Outcome[Article]:
    """The article with what the issue says of it, and an error for each thing that its front matter
    says otherwise. Where the place has no first page yet, that of front matter
    stays, for ``wrong_first_page``. ``language`` is the journal's.
    """
    found = tuple(_conflicts(article, place, manuscript))
    article = replace(
        article,
        volume=place.volume or article.volume,
        issue=place.number,
        year=place.year,
        first_page=place.first_page or article.first_page,
        special_issue=article.special_issue or place.titles.get(article.lang, place.title),
        issue_doi=place.doi,
        section={language: place.section, **place.sections} if place.section else {},
    )
    return Outcome(article, found)


def without_said(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without those that a profile asks for what the issue says."""
    return [
        one
        for one in found
        if one.code != "profile-unmet" or one.message.values.get("key") not in SAID_BY_ISSUES
    ]


def _conflicts(article: Article, place: IssuePlace, manuscript: Manuscript) -> Iterator[Diagnostic]:
    own = {"volume": article.volume, "issue": article.issue, "year": article.year}
    of_issue = {"volume": place.volume, "issue": place.number, "year": place.year}
    for key, given in own.items():
        wanted = of_issue[key]
        if given is not None and wanted is not None and str(given) != str(wanted):
            message = Message(
                "“{key}” is {given} here, and {wanted} in the issue {issue}.",
                key=key,
                given=str(given),
                wanted=str(wanted),
                issue=place.issue,
            )
            hint = Message("Take the key out: the issue says it.")
            yield Diagnostic("issue-place-conflict", value_span(manuscript, key), message, hint)
    if place.first_page and article.first_page and article.first_page != place.first_page:
        yield _wrong_page(article.first_page, place.first_page, place, manuscript)


def _wrong_page(given: int, page: int, place: IssuePlace, manuscript: Manuscript) -> Diagnostic:
    message = Message(
        "The article begins on page {page} of the issue {issue}, not on page {given}.",
        page=page,
        issue=place.issue,
        given=given,
    )
    hint = Message("Take “first-page” out, or change the order or the first page of the issue.")
    at = value_span(manuscript, "first-page")
    return Diagnostic("issue-place-conflict", at, message, hint)


def wrong_first_page(edition: Edition, place: IssuePlace) -> list[Diagnostic]:
    """What is wrong with the first page of front matter, once that of the place is known."""
    given, page = edition.document.article.first_page, place.first_page
    if not given or not page or given == page or edition.manuscript is None:
        return []
    return [_wrong_page(given, page, place, edition.manuscript)]


def stem(place: IssuePlace, slug: str) -> str:
    """How the names of the article's files begin; a sign stands for a first page not known yet."""
    return place.file_name.format(
        abbr=place.abbreviation or "",
        year=place.year,
        volume=place.volume or "",
        issue=place.number.replace("/", "-"),
        page=place.first_page or FIRST_PAGE,
        slug=slug,
    )


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An article as the contents of its issue list it: its record, and its titles, subtitles and
    abstracts as HTML, by language.
    """

    record: CatalogueRecord
    titles: Mapping[str, str] = field(default_factory=dict)
    subtitles: Mapping[str, str] = field(default_factory=dict)
    abstracts: Mapping[str, str] = field(default_factory=dict)


def contents_entry(edition: Edition) -> ContentsEntry:
    """The article as the contents of its issue list it; its last page is not known yet."""
    languages = [text.lang for text in edition.document.article.texts]
    titles = {lang: edition.markup.inline(f"title.{lang}") for lang in languages}
    subtitles = {lang: edition.markup.inline(f"subtitle.{lang}") for lang in languages}
    abstracts = {part.lang: str(part.html) for part in fragments.abstracts(edition)}
    return ContentsEntry(
        edition.record,
        {lang: _elsewhere(html, links=False) for lang, html in titles.items() if html},
        {lang: _elsewhere(html, links=False) for lang, html in subtitles.items() if html},
        {lang: _elsewhere(html) for lang, html in abstracts.items() if html},
    )


def _elsewhere(html: str, *, links: bool = True) -> str:
    """HTML of an article for a page that lists several: without calls of notes, which are not
    there, ids, and links to places of the article; without all ``links`` where it is one itself.
    """
    if "<a " not in html and " id=" not in html:
        return html
    root = parse(html)
    for call in root.find_class("footnote-ref"):
        call.drop_tree()
    for element in list(root.iter(etree.Element)):
        element.attrib.pop("id", None)
        if element.tag == "a" and (not links or element.get("href", "#").startswith("#")):
            element.drop_tag()
    return inner(root)
