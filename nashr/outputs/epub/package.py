"""The package document of an EPUB: its manifest, its spine and what it says of its access.

Property names and values are those of EPUB 3.3, EPUB Accessibility 1.1 and the Schema.org
Accessibility Properties for Discoverability Vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nashr.languages import Labels
from nashr.outputs.catalogue import CatalogueRecord
from nashr.outputs.epub.xhtml import Element, XhtmlPage
from nashr.records import dataclass

#: Types of images that may flash; whether one does is not looked into.
_MOVING = frozenset({"image/gif", "image/webp"})
_NUMBER = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place to jump to; ``type`` is of the EPUB Structural Semantics Vocabulary."""

    type: str
    href: str


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page of the PDF, and where it begins in the book."""

    folio: str
    href: str


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the manifest."""

    id: str
    href: str
    media_type: str
    properties: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """What senses the book needs, and what it does for readers who lack one."""

    modes: tuple[str, ...]
    #: Sets of modes each of which is enough to read the book.
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazard: str
    summary: str
    summary_lang: str
    #: Whether the book may claim WCAG 2.2, level AA: a picture without a description fails its
    #: criterion 1.1.1, and one that may flash its criterion 2.3.1.
    conforms: bool


@dataclass(frozen=True, slots=True)
class Package:
    """What the template of the package document shows beside the article's record."""

    items: tuple[Item, ...]
    spine: tuple[str, ...]
    ncx_id: str
    cover_id: str
    #: In UTC, to the second (EPUB 3.3, section 5.5.4).
    modified: str
    rights: str
    #: Volume and issue as the place in the journal, e.g. ``12.3``; None where one is no number.
    position: str | None
    #: The issue as a collection of articles; None where the article is in none.
    issue: str | None
    #: What the page list numbers the pages of; None where there is no page list.
    page_source: str | None
    access: Access


def item(href: str, media_type: str, properties: str = "") -> Item:
    """A file of the container, its path relative to the package document."""
    return Item(item_id(href), href, media_type, properties)


def item_id(href: str) -> str:
    """The id of a file in the manifest, made of its path."""
    return "file-" + re.sub(r"[^A-Za-z0-9]+", "-", href)


def position(volume: str | None, issue: str | None) -> str | None:
    """Volume and issue as a ``group-position`` (EPUB 3.3, appendix D.3.6): whole numbers, dots."""
    given = [part for part in (volume, issue) if part]
    return ".".join(given) if given and all(_NUMBER.fullmatch(part) for part in given) else None


def issue_name(journal: str, volume: str | None, issue: str | None) -> str | None:
    """What an issue is called as a collection: *Journal, 12(3)*; a volume without issues is one."""
    if not volume and not issue:
        return None
    return f"{journal}, {volume or ''}{f'({issue})' if issue else ''}"


def properties(page: XhtmlPage) -> str:
    """The manifest properties of a page (EPUB 3.3, section 5.6.2.1)."""
    found = ["nav"] if page.name == "nav.xhtml" else []
    if page.has_math:
        found.append("mathml")
    return " ".join(found)


def page_source(record: CatalogueRecord) -> str:
    """What has the pages of the page list (EPUB Accessibility 1.1, section 4.3.2): the article as a
    PDF, by its DOI or else its title.
    """
    return f"PDF, {record.doi_url or record.title}"


def access(
    pages: Iterable[XhtmlPage],
    items: Iterable[Item],
    labels: Labels,
    lang: str,
    *,
    has_pages: bool = False,
) -> Access:
    """The accessibility metadata that the pages bear out. The cover counts for nothing: all that
    it shows stands on the title page as text.
    """
    pages = [page for page in pages if page.name != "cover.xhtml"]
    images = [image for page in pages for image in page.images]
    math = any(page.has_math for page in pages)
    described = all(map(_is_described, images))
    features = [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
    ]
    if described:
        features.append("alternativeText")
    if has_pages:
        features += ["pageNavigation", "pageBreakMarkers"]
    if math:
        features += ["MathML", "describedMath", "latex"]
    modes = ("textual", "visual") if images else ("textual",)
    sufficient = ["textual"] if described else []
    if images:
        sufficient.append("textual,visual")
    parts = ["text", *(["images"] if images and described else []), *(["math"] if math else [])]
    summary, summary_lang = _summary(parts, labels, lang)
    moving = any(item.media_type in _MOVING for item in items)
    return Access(
        modes=modes,
        sufficient=tuple(sufficient),
        features=tuple(features),
        hazard="unknown" if moving else "none",
        summary=summary,
        summary_lang=summary_lang,
        conforms=described and not moving,
    )


def _is_described(image: Element) -> bool:
    is_named = bool((image.get("alt") or "").strip())
    return is_named and "undescribed" not in (image.get("class") or "").split()


_SUMMARY = {
    "text": "The text can be resized and reflowed, and headings give it structure. "
    "Citations and notes are links that lead there and back.",
    "images": "Images have text alternatives.",
    "math": "Formulas are MathML and carry their TeX source.",
}


def _summary(parts: Iterable[str], labels: Labels, lang: str) -> tuple[str, str]:
    """The sentences in the article's language where it has them all, else in English."""
    parts = list(parts)
    own = [str(getattr(labels, f"access_{part}", "")) for part in parts]
    if all(own):
        return " ".join(own), lang
    return " ".join(_SUMMARY[part] for part in parts), "en"
