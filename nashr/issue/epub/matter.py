"""The pages of the book before and behind the articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nashr.issue import listing
from nashr.issue.edition import IssueEdition
from nashr.issue.matter_values import common_values
from nashr.issue.texts import MatterText, text_of
from nashr.issue.wanted import IssueWords, WantedWords
from nashr.issues import MatterPart
from nashr.languages import language
from nashr.model import Resource
from nashr.outputs.epub.media import media
from nashr.outputs.epub.render import COVER_IMAGE
from nashr.outputs.epub.xhtml import Heading, XhtmlPage, page
from nashr.outputs.phrases import written_date
from nashr.outputs.shells import environment
from nashr.ports import MathDrawer
from nashr.records import dataclass

TEMPLATE = "issue/book.xhtml.j2"
NAVIGATION = "nav.xhtml"
#: Parts that are files of the book already: the cover, and the contents, which are its navigation.
#: What a back cover says stands on the title page.
_OTHERWISE = frozenset({"cover", "contents", "back-cover"})
#: How the names of the files begin, before and behind the articles.
FRONT, BACK = "front", "back"
#: How the templates begin a link to an article.
_LINK = "#article-"


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A page, the lines that the contents have for it (none where it has no title), and what it
    must show.
    """

    page: XhtmlPage
    headings: tuple[Heading, ...]
    wanted: WantedWords
    #: The files of its images and formulas.
    files: tuple[Resource, ...] = ()


def cover_page(edition: IssueEdition) -> XhtmlPage:
    """The page that shows the picture of the cover."""
    labels = edition.words.labels
    said = [listing.whole_title(edition, edition.journal.language)]
    said += filter(None, [edition.issue.cover.description])
    values = {
        "cover_image": COVER_IMAGE,
        "cover_alt": f"{labels.cover}. " + " ".join(f"{one.rstrip('.')}." for one in said),
    }
    return page("cover.xhtml", _filled(edition, "epub/cover.xhtml.j2", values), (COVER_IMAGE,))


def title_page(
    edition: IssueEdition, starts: Mapping[str, str], draw_math: MathDrawer
) -> MatterPage:
    """What the inner cover says, with the numbers of the issue."""
    part = MatterPart("inner-cover")
    return _page(edition, part, "title.xhtml", edition.words.labels.title_page, starts, draw_math)


def matter_pages(
    edition: IssueEdition,
    parts: Sequence[MatterPart],
    stem: str,
    starts: Mapping[str, str],
    draw_math: MathDrawer,
) -> tuple[MatterPage, ...]:
    """The pages of the parts, in files whose names begin with ``stem``. ``starts`` are the files
    that the articles begin with.
    """
    labels = edition.words.labels
    titles = {"authors": labels.author_index, "colophon": labels.colophon}
    pages = []
    for number, part in enumerate(parts, 1):
        if part.kind in _OTHERWISE or part.kind == "inner-cover":
            continue
        text = text_of(edition, part).value if part.file is not None else None
        title = titles.get(part.kind) or (text.title if text else "")
        pages.append(_page(edition, part, f"{stem}-{number}.xhtml", title, starts, draw_math, text))
    return tuple(pages)


def _page(
    edition: IssueEdition,
    part: MatterPart,
    name: str,
    title: str,
    starts: Mapping[str, str],
    draw_math: MathDrawer,
    text: MatterText | None = None,
) -> MatterPage:
    lang = text.lang if text is not None else edition.journal.language
    values = {
        "part": part,
        "is_front": not name.startswith(BACK),
        "text": text,
        "heading": title or listing.whole_title(edition, lang),
        "lang": lang,
        "direction": language(lang).direction,
        "authors": listing.authors(edition),
        "link": _LINK,
        "published": _published(edition),
    }
    shown = media(text.resources if text is not None else (), draw_math)
    found = page(name, _filled(edition, TEMPLATE, values), shown.renamed)
    shown.show(found)
    for link in found.root.iter("{http://www.w3.org/1999/xhtml}a"):
        slug = link.get("href", "").removeprefix(_LINK)
        if slug in starts and link.get("href") == f"{_LINK}{slug}":
            link.set("href", starts[slug])
    words = IssueWords(edition)
    wanted = words.title_page() if part.kind == "inner-cover" else words.part(part, text)
    headings = (Heading(title, name, lang),) if title else ()
    return MatterPage(found, headings, wanted, shown.files)


def _published(edition: IssueEdition) -> str:
    date = edition.issue.date
    return written_date(date, edition.words) if date else ""


def _filled(edition: IssueEdition, template: str, values: Mapping[str, Any]) -> str:
    common = common_values(edition)
    names = {**common, "direction": edition.words.direction, "logo": None, **values}
    return environment(edition.templates).get_template(template).render(names)
