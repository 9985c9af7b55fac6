"""The words of files in other formats than Word's, read apart from pandoc, to see what it drops."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from itertools import groupby
from typing import Any
from urllib.parse import unquote

from nashr.importing.jats import missing_words
from nashr.importing.latex_acronyms import with_acronyms
from nashr.importing.latex_capitals import with_capitals
from nashr.importing.latex_source import decoded, whole_source
from nashr.importing.latex_words import latex_words
from nashr.importing.query_marks import without_queries
from nashr.importing.rtf import read_rtf
from nashr.importing.rtf_tree import with_characters
from nashr.records import dataclass
from nashr.untrusted.xml import decode_xml, parse_xml

_WORD = re.compile(r"\w+")
#: What calls a note, in a link.
_MARK = re.compile(r"\W*\d{1,3}\W*|\W*")
_NOT_TEXT = frozenset("script style head title nav annotation".split())
_WITHIN_WORDS = frozenset(
    "a abbr b big cite code del em font i ins kbd mark q s small span strike strong sub sup tt u "
    "var wbr bdi bdo".split()
)
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a file and their place: a line or a paragraph from 1, a file in it; 0 and nothing
    where that is not known.
    """

    words: tuple[str, ...]
    line: int = 0
    paragraph: int = 0
    part: str = ""


def passages_of(ending: str, data: bytes, files: Mapping[str, bytes]) -> list[Passage]:
    """The words of a file by the ending of its name, ``files`` being those in it, passage by
    passage. Raises ``XmlError``.
    """
    match ending:
        case "html" | "htm":
            return list(_html_lines(decode_xml(data)))
        case "epub":
            return list(_epub_chapters(files))
        case "odt":
            return list(_odt_paragraphs(parse_xml(files["content.xml"])))
        case "rtf":
            whole = ((n, with_characters(without_queries(one))) for n, one in read_rtf(data).texts)
            texts = ((n, _words(text)) for n, text in whole)
            return [Passage(words, paragraph=number) for number, words in texts if words]
        case "tex":
            lines = groupby(latex_words(with_acronyms(decode_xml(data))), key=lambda one: one[0])
            own = [Passage(tuple(word for _, word in words), line) for line, words in lines]
            for path in whole_source(data, files).included:
                found = latex_words(with_capitals(decoded(files[path]), data.decode()))
                own.append(Passage(tuple(word for _, word in found), part=path))
            return own
        case _:
            return []


def lost_passages(passages: Iterable[Passage], text: str) -> list[Passage]:
    """What a text lacks of the passages. A word that stands in several of them is taken to be lost
    where most other lost words are; lost words of lines that follow each other are one passage.
    """
    passages = list(passages)
    wanted = Counter(word for one in passages for word in one.words)
    missing = Counter(missing_words(wanted, text))
    by_loss = sorted(passages, key=lambda one: -sum(word in missing for word in one.words))
    found: dict[int, Passage] = {}
    for one in by_loss:
        lost = []
        for word in one.words:
            if missing[word] > 0:
                missing[word] -= 1
                lost.append(word)
        if lost:
            found[id(one)] = Passage(tuple(lost), one.line, one.paragraph, one.part)
    return _joined(found[id(one)] for one in passages if id(one) in found)


def _joined(passages: Iterable[Passage]) -> list[Passage]:
    joined: list[Passage] = []
    last = 0
    for one in passages:
        if joined and one.line and one.line == last + 1:
            before = joined[-1]
            joined[-1] = Passage((*before.words, *one.words), before.line)
        else:
            joined.append(one)
        last = one.line
    return joined


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


# --- HTML and EPUB -------------------------------------------------------------------------


class _Text(HTMLParser):
    """The text of a page in pieces, each with its line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[int, str]] = []
        self._skipped = 0
        #: The pieces of a link within the page, which may be the mark of a note.
        self._link: list[tuple[int, str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped += tag in _NOT_TEXT
        self._part(tag)
        if tag == "a" and any(name == "href" and (to or "")[:1] == "#" for name, to in attrs):
            self._end_link()
            self._link = []

    def _end_link(self) -> None:
        if self._link and not _MARK.fullmatch("".join(text for _, text in self._link).strip()):
            self.pieces += self._link
        self._link = None

    def close(self) -> None:
        super().close()
        self._end_link()

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        self._skipped -= tag in _NOT_TEXT and self._skipped > 0
        self._part(tag)

    def handle_startendtag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002
    ) -> None:
        """An element without contents, as ``<title/>``, hides nothing behind it."""
        self._part(tag)

    def _part(self, tag: str) -> None:
        """Words end where an element does that stands among others as a block."""
        if tag not in _WITHIN_WORDS:
            self.pieces.append((self.getpos()[0], " "))

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            line = self.getpos()[0]
            pieces = self.pieces if self._link is None else self._link
            pieces += [(line + n, piece) for n, piece in enumerate(data.split("\n"))]


def _html_lines(source: str) -> Iterator[Passage]:
    parser = _Text()
    parser.feed(source)
    parser.close()
    for line, pieces in groupby(parser.pieces, key=lambda one: one[0]):
        words = _words("".join(piece for _, piece in pieces))
        if words:
            yield Passage(words, line)


def _epub_chapters(files: Mapping[str, bytes]) -> Iterator[Passage]:
    """The chapters in their order of reading (EPUB 3.3, 5.7)."""
    for path in _chapters(files):
        lines = _html_lines(decode_xml(files[path]))
        yield Passage(tuple(word for one in lines for word in one.words), part=path)


def _chapters(files: Mapping[str, bytes]) -> Iterator[str]:
    if "META-INF/container.xml" not in files:
        return
    root = next(parse_xml(files["META-INF/container.xml"]).iter(_CONTAINER), None)
    package = "" if root is None else root.get("full-path", "")
    if package not in files:
        return
    tree = parse_xml(files[package])
    items = {one.get("id"): one for one in tree.iter(f"{_PACKAGE}item")}
    for one in tree.iter(f"{_PACKAGE}itemref"):
        item = items.get(one.get("idref"))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        target = unquote(item.get("href", "").partition("#")[0])
        path = posixpath.normpath(posixpath.join(posixpath.dirname(package), target))
        if path in files and "html" in item.get("media-type", ""):
            yield path


# --- OpenDocument --------------------------------------------------------------------------


def _odt_paragraphs(root: Any) -> Iterator[Passage]:
    number = 0
    for body in root.iter(_OFFICE):
        blocks = list(body.iter(f"{_ODF}p", f"{_ODF}h"))
        for number, one in enumerate(blocks, start=1):
            inner = {id(other) for other in one.iter(f"{_ODF}p", f"{_ODF}h")} - {id(one)}
            words = _words("".join(_own_text(one, inner)))
            if words:
                yield Passage(words, paragraph=number)
        if not blocks and (words := _words(" ".join(body.itertext()))):
            yield Passage(words)


def _own_text(element: Any, others: set[int]) -> Iterator[str]:
    """The text of a paragraph without that of paragraphs in it, as in notes."""
    yield element.text or ""
    for one in element:
        if one.tag == f"{_ODF}note-citation":
            yield " "
        elif id(one) not in others and isinstance(one.tag, str):
            if one.tag in (f"{_ODF}s", f"{_ODF}tab", f"{_ODF}line-break"):
                yield " "
            yield from _own_text(one, others)
        yield one.tail or ""
