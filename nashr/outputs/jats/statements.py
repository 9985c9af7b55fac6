"""The statements of the front matter in JATS: among the author's notes, or in ``back``."""

from __future__ import annotations

from collections.abc import Iterator

from nashr import statements
from nashr.languages import language
from nashr.model import Blocks
from nashr.outputs.declarations import fact_lines, field_name, heading
from nashr.outputs.edition import Edition
from nashr.outputs.jats.blocks import Writer
from nashr.outputs.jats.xml import Element, add, make
from nashr.records import dataclass
from nashr.statements import Statement

_FOOTNOTE = "fn"
#: The types of footnotes that the DTD has (JATS 1.4 Publishing, ``fn-types``); another is custom.
_FOOTNOTES = frozenset(
    """
    abbr coi-statement com con conflict corresp current-aff custom deceased edited-by equal
    financial-disclosure on-leave other participating-researchers present-address presented-at
    presented-by previously-at study-group-members supplementary-material supported-by
    """.split()
)
#: The attribute that says of what type an element is.
_TYPES = {"sec": "sec-type", "notes": "notes-type", "app": "content-type"}


@dataclass(frozen=True, slots=True)
class _Given:
    """A statement in one language: its heading, the facts as sentences, what its author wrote.

    ``lang`` is None for the article's own.
    """

    row: Statement
    lang: str | None
    heading: str
    facts: tuple[str, ...]
    blocks: Blocks


def _given(edition: Edition, *, notes: bool) -> Iterator[_Given]:
    article = edition.document.article
    for text in article.texts:
        own = text is article.text
        words = edition.language if own else language(text.lang)
        for row in statements.STATEMENTS:
            if not row.jats or (row.jats.partition(":")[0] == _FOOTNOTE) != notes:
                continue
            blocks = edition.document.fields.get(field_name(row, text, article), [])
            facts = tuple(fact_lines(edition, row, text, words))
            if blocks or facts:
                lang = None if own else text.lang
                yield _Given(row, lang, heading(row, article, words), facts, blocks)


def author_notes(edition: Edition, writer: Writer) -> Iterator[Element]:
    """The footnotes of ``author-notes``."""
    for given in _given(edition, notes=True):
        kind = given.row.jats.partition(":")[2]
        name = "-".join(filter(None, ("nashr", kind.split("-")[0], given.lang)))
        known = kind in _FOOTNOTES
        note = make(
            "fn",
            fn_type=kind if known else "custom",
            custom_type=None if known else kind,
            id=writer.prose.ids.claim(name),
            lang=given.lang,
        )
        add(note, "label", given.heading)
        _write(note, given, writer)
        yield note


def back_matter(edition: Edition, writer: Writer) -> Iterator[Element]:
    """The elements of ``back``, each with its title."""
    for given in _given(edition, notes=False):
        tag, _, kind = given.row.jats.partition(":")
        element = make(tag, lang=given.lang)
        if kind:
            element.set(_TYPES[tag], kind)
        add(element, "title", given.heading)
        _write(element, given, writer)
        yield element


def _write(element: Element, given: _Given, writer: Writer) -> None:
    for line in given.facts:
        add(element, "p", line)
    if given.row.jats.startswith(_FOOTNOTE):
        writer.flow(element, given.blocks)
    else:
        writer.sections(element, given.blocks)
