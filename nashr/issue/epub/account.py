"""The finished EPUB of an issue held against what it is made of.

Every page of an article's own EPUB must be read in the book, once, in its order and with the same
text, and every file that it shows must be there; other pages must show the words of their parts.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from lxml.etree import _Element as Element

from nashr.diagnostics import Diagnostic
from nashr.issue.account import findings, missing
from nashr.issue.edition import IssueEdition
from nashr.issue.epub.articles import ArticlePart, text_of
from nashr.issue.epub.matter import NAVIGATION, MatterPage
from nashr.issue.wanted import IssueWords, Wanted, WantedWords
from nashr.messages import Message
from nashr.outputs.account import shown_html
from nashr.outputs.epub.render import FOLDER
from nashr.untrusted.xml import parse_xml

PRODUCT = Message("the EPUB of the issue")
_XHTML = "{http://www.w3.org/1999/xhtml}"
_OPF = "{http://www.idpf.org/2007/opf}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def book_findings(
    edition: IssueEdition,
    matter: Sequence[MatterPage],
    parts: Sequence[ArticlePart],
    data: bytes,
) -> tuple[Diagnostic, ...]:
    """What the book does not show. ``data`` is the finished file, which is read again."""
    words = IssueWords(edition)
    found: list[Diagnostic] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = frozenset(archive.namelist())
        spine = _spine(archive)

        def shown(name: str) -> Element | None:
            is_read = name in spine and f"{FOLDER}/{name}" in names
            return _parsed(archive.read(f"{FOLDER}/{name}")) if is_read else None

        for one in matter:
            found += _of_matter(one.wanted, shown(one.page.name))
        navigation = shown(NAVIGATION)
        titles = [heading.text for one in matter for heading in one.headings]
        key = shown_html.shown(_contents(navigation)) if navigation is not None else ""
        found += findings(PRODUCT, words.navigation(titles), key)
        lost: list[Wanted] = []
        for part in parts:
            lost += _lost(words, part, [one for one in spine if one in part.texts], shown)
            lost += [
                words.page_of(part.article.slug, name, part.article.first_page)
                for name, one in part.files.items()
                if f"{FOLDER}/{name}" not in names or archive.read(f"{FOLDER}/{name}") != one.data
            ]
    return (*found, *missing(PRODUCT, lost))


def _of_matter(wanted: WantedWords, page: Element | None) -> tuple[Diagnostic, ...]:
    return findings(PRODUCT, wanted, shown_html.shown([page]) if page is not None else "")


def _lost(
    words: IssueWords,
    part: ArticlePart,
    read: Sequence[str],
    shown: Callable[[str], Element | None],
) -> Iterator[Wanted]:
    """The pages of an article that are not read, or read otherwise. ``read`` are those of its pages
    that the book has, in its order.
    """
    in_order = [name for name in part.texts if name in read] == list(read)
    for name, text in part.texts.items():
        page = shown(name) if in_order else None
        if page is None or text_of(page) != text:
            said = " ".join(text.split()[:8]) or name
            yield words.page_of(part.article.slug, said, part.article.first_page)


def _contents(navigation: Element) -> list[Element]:
    kinds = (one for one in navigation.iter(f"{_XHTML}nav") if one.get(_EPUB_TYPE) == "toc")
    return [child for one in kinds for child in one]


def _spine(archive: zipfile.ZipFile) -> list[str]:
    package = _parsed(archive.read(f"{FOLDER}/package.opf"))
    files = {one.get("id"): unquote(one.get("href", "")) for one in package.iter(f"{_OPF}item")}
    return [files.get(one.get("idref"), "") for one in package.iter(f"{_OPF}itemref")]


def _parsed(data: bytes) -> Element:
    root: Element = parse_xml(data.decode(), trusted=True)
    return root
