"""What the account of words found, as diagnostics at the author's own lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Literal, Protocol

from nashr import messages
from nashr.diagnostics import Diagnostic, Span
from nashr.document.positions import Places
from nashr.languages import Language
from nashr.messages import Message
from nashr.model import Document, Journal, Manuscript, Source
from nashr.outputs.account.compare import (
    Discrepancy,
    Placed,
    Spans,
    certain,
    compare,
    words_from,
)
from nashr.outputs.account.formulas import NO_FORMULAS, Formulas, changed
from nashr.outputs.account.front_matter import front_matter, unshown
from nashr.outputs.account.leads import misled
from nashr.outputs.account.looks import Looks, unmarked
from nashr.outputs.account.passages import Mark, expected, key_with_calls
from nashr.outputs.account.pictures import Picture, displaced
from nashr.outputs.account.printed_values import printed_values
from nashr.outputs.account.shape import Shapes, misshapen
from nashr.outputs.account.signs import respelt
from nashr.outputs.markup import Markup
from nashr.ports import LayoutFault
from nashr.project.workspace import ARTICLE, MANUSCRIPTS

#: So many passages of one kind are told one by one; what is wrong with a product is soon known.
_SHOWN = 5
#: So many words of a page are named in one finding.
_WORDS = 12
_CHARACTERS = 120
#: Words that are looked for in the manuscript: fewer where a citation stands between them.
_LENGTHS = (8, 5, 3, 2, 1)

_SENTENCES = {
    "lost": ("text-lost", Message("“{words}” is missing from {product}.")),
    "doubled": ("text-doubled", Message("“{words}” stands twice in {product}.")),
    "disordered": ("text-disordered", Message("“{words}” stands in another order in {product}.")),
    "added": (
        "text-added",
        Message("Before “{words}” {product} has words that are no part of the text."),
    ),
    "changed": (
        "text-lost",
        Message("The formula “{words}” is not in {product} as it was written."),
    ),
    "unmarked": ("text-lost", Message("“{words}” stands in {product} without its formatting.")),
    "respelt": (
        "text-lost",
        Message("“{words}” stands in {product} with other signs, or without some of them."),
    ),
    "misled": (
        "text-lost",
        Message("A link at “{words}” leads elsewhere in {product} than in the manuscript."),
    ),
    "unled": ("text-lost", Message("A link at “{words}” is missing from {product}.")),
    "heading": (
        "text-lost",
        Message("“{words}” is a heading of another level, or none, in {product}."),
    ),
    "list": (
        "text-lost",
        Message("The list at “{words}” begins with another number in {product}."),
    ),
    "unlinked": ("text-lost", Message("The link to {words} is missing from {product}.")),
    "outside": (
        "text-outside-page",
        Message("“{words}” runs over the edge of page {page} of {product}."),
    ),
    "overprinted": (
        "text-overprinted",
        Message("“{words}” is over other text or a picture on page {page}."),
    ),
    "covered": (
        "text-overprinted",
        Message("“{words}” is under a coloured box on page {page}."),
    ),
    "wide": (
        "table-too-wide",
        Message(
            "The table “{words}” is too wide for {product}, also when it is turned and set small."
        ),
    ),
    "misplaced": (
        "note-misplaced",
        Message("“{words}” is a note that begins after the page of its call."),
    ),
}
_KINDS: dict[Mark, Literal["unlinked"]] = {"link": "unlinked"}
_HINTS = {
    "lost": Message("Simplify the formatting here, or report this with the manuscript."),
    "changed": Message("Write the formula in a simpler way, or report this with the manuscript."),
    "added": Message("Simplify the formatting here, or report this with the manuscript."),
    "outside": Message(
        "Make it narrower or let it break: fewer columns, a smaller image, shorter words."
    ),
    "wide": Message("Leave out columns, exchange rows and columns, or make two tables of it."),
}


class AccountedEdition(Protocol):
    @property
    def document(self) -> Document: ...
    @property
    def manuscript(self) -> Manuscript | None: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def language(self) -> Language: ...


class FrontedEdition(AccountedEdition, Protocol):
    """An edition that knows the lines of its front matter."""

    @property
    def markup(self) -> Markup: ...
    def place_of(self, key: str, /) -> Span: ...


def account(
    edition: FrontedEdition,
    product: Message,
    text: str,
    alternatives: Iterable[str],
    *,
    raw_formulas: bool = True,
    facts: str = "",
    heads: int = 1,
    formulas: Formulas = NO_FORMULAS,
    pictures: Sequence[Picture | None] = (),
    links: Sequence[tuple[int, int]] | None = None,
    shapes: Shapes | None = None,
    looks: Looks | None = None,
    front: Iterable[Discrepancy] | None = None,
) -> tuple[Diagnostic, ...]:
    """What of the edition's text a product does not show, or shows twice.

    ``text`` is all that it shows, ``alternatives`` are those of its images' alternative
    texts, ``product`` is its name in a sentence: “the web page”. ``facts`` is the key of what it
    has around the text beside that, ``heads`` are the places that name all authors, ``front`` is
    what is wrong with its front matter where that is compared otherwise. ``formulas`` and
    ``pictures`` are read of the signs for formulas and images in ``text``, ``looks`` is what stands
    out in the product. ``links`` are the places of its links and of what they lead to, ``shapes``
    those of its headings and lists.
    """
    wanted = expected(edition.document, raw_formulas=raw_formulas)
    shown = key_with_calls(text)

    def around(spans: Spans, places: Placed) -> Iterator[Discrepancy]:
        if front is not None:
            yield from front
        else:
            yield from unshown(front_matter(edition), f"{shown}\n{facts}", spans, heads=heads)
        for one in changed(edition.markup, formulas, shown, places):
            near = words_from(one.passage, one.offset)
            yield Discrepancy("changed", one.passage, one.tex, near=near)
        sure = certain(places)
        for passage, file in displaced(pictures, shown, sure):
            yield Discrepancy("disordered", passage, file)
        for passage, mark, words in unmarked([one for one, _ in places], looks) if looks else ():
            yield Discrepancy(_KINDS.get(mark, "unmarked"), passage, words, near=passage.text)
        for passage, offset, is_there in misled(wanted.parts, links, sure) if links else ():
            words = words_from(passage, offset)
            yield Discrepancy("misled" if is_there else "unled", passage, words, near=words)
        for shape, passage in misshapen(wanted.shapes, shapes, sure) if shapes else ():
            yield Discrepancy(shape, passage, words_from(passage, 0))
        for passage, offset in respelt(places, text):
            words = words_from(passage, offset)
            yield Discrepancy("respelt", passage, words, near=words)

    printed = partial(printed_values, edition)
    found = compare(wanted, shown, printed, alternatives, around)

    def place_of(one: Discrepancy) -> Span:
        if one.source:
            return edition.place_of(one.source)
        if re.search(r"\w", one.near):
            return place_of_words(edition, one.near)
        of_source = _place_of_source(edition, one.passage.source)
        return of_source or place_of_words(edition, one.words)

    return passage_findings(product, found, place_of)


def passage_findings(
    product: Message,
    found: Sequence[Discrepancy],
    place_of: Callable[[Discrepancy], Span],
    hint_of: Callable[[Discrepancy], Message | None] = lambda one: _HINTS.get(one.kind),
) -> tuple[Diagnostic, ...]:
    """What a product does not show, or shows twice, the first of it one by one."""
    told = [_passage(product, one, place_of(one), hint_of(one)) for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        message = messages.plural(
            "{n} more passage is missing from {product}, or doubled.",
            "{n} more passages are missing from {product}, or doubled.",
            len(found) - _SHOWN,
            product=product,
        )
        first = found[_SHOWN]
        told.append(Diagnostic(_SENTENCES[first.kind][0], place_of(first), message))
    return tuple(told)


def _passage(product: Message, found: Discrepancy, place: Span, hint: Message | None) -> Diagnostic:
    code, sentence = _SENTENCES[found.kind]
    message = sentence.having(words=_shortened(found.words), product=product)
    return Diagnostic(code, place, message, hint)


def layout_account(
    edition: AccountedEdition, product: Message, faults: Iterable[LayoutFault]
) -> tuple[Diagnostic, ...]:
    """``layout_findings`` of an article, at the line of the longest of their words."""
    return layout_findings(product, faults, lambda words: place_of_words(edition, words))


def layout_findings(
    product: Message, faults: Iterable[LayoutFault], place_of: Callable[[str], Span]
) -> tuple[Diagnostic, ...]:
    """What of the text the pages of a PDF do not show as they should: a finding for each kind
    and page, with the first words that it concerns. ``place_of`` gives the place of words.
    """
    pages: dict[tuple[str, int], list[str]] = {}
    for fault in faults:
        pages.setdefault((fault.kind, fault.page), []).append(fault.words)
    found = []
    for (kind, page), texts in pages.items():
        code, sentence = _SENTENCES[kind]
        shown = _shortened(" ".join(texts))
        message = sentence.having(words=shown, product=product, page=page)
        place = place_of(max(texts, key=len))
        found.append(Diagnostic(code, place, message, _HINTS.get(kind)))
    return tuple(found)


def _shortened(text: str) -> str:
    """The first words of a text, or the beginning of its first word."""
    words = text.split()
    short = " ".join(words[:_WORDS])[:_CHARACTERS]
    return short if short == text else f"{short} …"


def _place_of_source(edition: AccountedEdition, key: str) -> Span | None:
    """Where the bibliography has an entry."""
    latin = edition.document.latin
    for reference in (*edition.document.cited, *(latin.works if latin else ())) if key else ():
        if reference.key == key:
            return Span(reference.file, reference.line, reference.column)
    return None


def place_of_words(edition: AccountedEdition, words: str) -> Span:
    """Where the manuscript has the words, or the most of them that follow each other there."""
    if edition.manuscript is None:
        return whole(edition)
    some = words_in(edition.manuscript.source.text, words)
    if some:
        return Places(edition.manuscript).of_words(some)
    return whole(edition)


def words_in(text: str, words: str) -> list[str]:
    """Those of the words that follow each other in a text, the most that do; none where the text
    has none of them.
    """
    listed = re.findall(r"\w+", words)
    for length in _LENGTHS:
        for first in range(max(1, len(listed) - length + 1)):
            some = listed[first : first + length]
            if some and re.search(_following(some), text):
                return some
    return []


def span_of_words(source: Source, words: str) -> Span:
    """Where a file without front matter has the words, or the most of them."""
    some = words_in(source.text, words)
    found = re.search(_following(some), source.text) if some else None
    if found is None:
        return Span(source.path)
    before = source.text[: found.start()]
    return Span(source.path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _following(words: Sequence[str]) -> str:
    return r"[\W_]+".join(map(re.escape, words))


def whole(edition: AccountedEdition) -> Span:
    """The article's file, where no line is known."""
    return Span(f"{MANUSCRIPTS}/{edition.document.article.slug}/{ARTICLE}")
