"""The statements of the front matter in JATS: among the author's notes, or in ``back``."""

from __future__ import annotations

from collections.abc import Iterator

from nashr import statements
from nashr.model import Blocks
from nashr.outputs.edition import Edition
from nashr.outputs.jats.blocks import Writer
from nashr.outputs.jats.xml import Element, add, make
from nashr.statements import Statement

_FOOTNOTE = "fn"
#: The attribute that says of what type an element is.
_TYPES = {"sec": "sec-type", "notes": "notes-type", "app": "content-type"}


def _given(edition: Edition, *, notes: bool) -> Iterator[tuple[Statement, Blocks]]:
    for statement in statements.STATEMENTS:
        blocks = edition.document.fields.get(statement.key)
        if blocks and (statement.jats.partition(":")[0] == _FOOTNOTE) == notes:
            yield statement, blocks


def author_notes(edition: Edition, writer: Writer) -> Iterator[Element]:
    """The footnotes of ``author-notes``."""
    for statement, blocks in _given(edition, notes=True):
        kind = statement.jats.partition(":")[2]
        note = make("fn", fn_type=kind, id=writer.prose.ids.claim(f"nashr-{kind.split('-')[0]}"))
        writer.flow(note, blocks)
        yield note


def back_matter(edition: Edition, writer: Writer) -> Iterator[Element]:
    """The elements of ``back``, each with its title."""
    for statement, blocks in _given(edition, notes=False):
        tag, _, kind = statement.jats.partition(":")
        element = make(tag)
        if kind:
            element.set(_TYPES[tag], kind)
        add(element, "title", getattr(edition.language.labels, statement.name))
        writer.sections(element, blocks)
        yield element
