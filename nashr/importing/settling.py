"""Turn the marks that no other step has understood into text, queries and findings.

``split`` comes first: it gives each mark a ``Str`` of its own. ``settle`` comes last; of the marks
it leaves those of paragraphs, by which the lines of the Markdown are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from nashr import ast
from nashr.importing.changes import ChangeBegin, ChangeEnd, FormulaChange, ParagraphChange
from nashr.importing.comments import Comment
from nashr.importing.draft import Draft
from nashr.importing.fields import (
    BibliographyField,
    CitationField,
    DroppedField,
    ReferenceField,
    SequenceField,
)
from nashr.importing.findings import Outcome
from nashr.importing.flattening import TextBoxBegin, TextBoxEnd
from nashr.importing.font_letters import UnknownSign, UnreadableText
from nashr.importing.marks import MARK, number_of, pieces_of, without_marks
from nashr.importing.objects import ChangedPicture
from nashr.importing.paragraphs import Paragraph
from nashr.importing.plain_fields import FieldWithoutText
from nashr.importing.unread_markup import HiddenText
from nashr.messages import Message, plural
from nashr.model import Blocks, Inlines, Node

#: What Word writes in the place of a reference whose target is gone, in several languages.
_LEADS_NOWHERE = re.compile(
    r"(?:Error|Ошибка|Hata|Xəta|Səhv|Помилка|Қате|Fehler|Erreur|¡?Error|Errore)\s?!", re.IGNORECASE
)
#: So much of a text is shown in a finding.
_LONGEST_SHOWN = 200


def query(text: str) -> Node:
    """A query to the author, as a manuscript has it; proofs print it."""
    # Two hyphens would end the comment early.
    safe = text.replace("--", "-\u2060-").replace("\n", " / ")
    return ast.raw_html(f"<!-- query: {safe} -->")


def tell_hidden(draft: Draft, texts: Iterable[str], paragraph: Paragraph | None = None) -> None:
    """Say which words were left out because the file does not show them."""
    for text in texts:
        draft.add(
            "hidden-text",
            Outcome.DOUBTFUL,
            Message("Hidden text was left out: “{text}”.", text=text[:_LONGEST_SHOWN]),
            paragraph,
            Message("put it in, if the author means it to be read."),
        )


def tell_inner_tables(draft: Draft, count: int) -> None:
    """Say how many tables that stand in cells of others are paragraphs there."""
    if count:
        message = plural(
            "A table that stands in a cell of another one became paragraphs.",
            "{n} tables that stand in cells of others became paragraphs.",
            count,
        )
        draft.add("table-flat", Outcome.DOUBTFUL, message)


def split(tree: Any) -> Any:
    """A copy of a tree in which each mark is a ``Str`` of its own."""
    return ast.rewrite_strings(
        tree, lambda text: [*map(ast.text, pieces_of(text))] if MARK.search(text) else None
    )


def settle(draft: Draft) -> None:
    """Replace all marks but those of paragraphs. Marks in code and formulas are taken out."""
    _Settling(draft).run()


class _Settling:
    """The state of the walk: the paragraph that it is in, and the number of the last query."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._paragraph: Paragraph | None = None
        self._queries = 0
        #: The text of an open deletion, which stands in the query and not in the text.
        self._deleted: Inlines | None = None

    def run(self) -> None:
        self._draft.blocks = self._blocks(self._draft.blocks)

    def _blocks(self, blocks: Blocks) -> Blocks:
        settled = [self._any(block) for block in blocks]
        return [block for block in settled if not _is_empty(block)]

    def _any(self, tree: Any) -> Any:
        if isinstance(tree, list):
            if tree and all(isinstance(one, dict) and "t" in one for one in tree):
                if tree[0]["t"] in ast.BLOCKS:
                    return self._blocks(tree)
                return list(self._inlines(tree))
            return [self._any(one) for one in tree]
        if isinstance(tree, dict):
            if tree.get("t") in ("Code", "CodeBlock", "Math", "RawInline", "RawBlock"):
                for thing in self._draft.things_in(tree):
                    if isinstance(thing, Paragraph):
                        self._paragraph = thing
                return {"t": tree["t"], "c": [tree["c"][0], without_marks(tree["c"][1])]}
            return {key: self._any(value) if key != "t" else value for key, value in tree.items()}
        return tree

    def _inlines(self, inlines: Inlines) -> Iterator[Node]:
        for node in inlines:
            number = number_of(node["c"]) if node["t"] == "Str" else None
            if number is None:
                if self._deleted is None:
                    yield self._any(node)
                else:
                    self._deleted += _named(node) or [self._any(node)]
                continue
            thing = self._draft.things[number]
            if isinstance(thing, Paragraph):
                self._paragraph = thing
                yield node
                continue
            yield from self._settled(thing)

    def _settled(self, thing: object) -> Iterator[Node]:
        match thing:
            case Comment():
                yield self._query(_comment_text(thing))
            case ChangeBegin(kind="deletion"):
                self._deleted = []
            case ChangeEnd(kind="deletion"):
                words = ast.plain_text(self._deleted or [])
                self._deleted = None
                yield self._query(f"deleted here: “{words}”")
            case ChangeEnd(kind="insertion"):
                yield self._query("inserted before this")
            case FormulaChange(kind=kind, text=text):
                done = "deleted" if kind == "deletion" else "inserted"
                yield self._query(f"{done} in this formula: “{text}”")
            case ParagraphChange(kind="deletion"):
                yield self._query("the end of this paragraph is deleted: it goes on with the next")
            case ParagraphChange():
                yield self._query("the end of this paragraph is inserted")
            case CitationField(text=text) | ReferenceField(text=text):
                if isinstance(thing, ReferenceField):
                    self._tell_reference(thing.kind, text)
                yield from ast.words(text)
            case BibliographyField(text=text):
                self._draft.add(
                    "list-of-references",
                    Outcome.DONE,
                    Message("The list of references was left out: nashr makes it."),
                    self._paragraph,
                )
            case DroppedField(kind="TOC"):
                self._draft.add(
                    "contents-list",
                    Outcome.DONE,
                    Message("The table of contents was left out: nashr makes it."),
                    self._paragraph,
                )
            case TextBoxBegin():
                self._draft.add(
                    "text-box",
                    Outcome.DOUBTFUL,
                    Message("A text box stands behind the paragraph that it was tied to."),
                    self._paragraph,
                )
            case HiddenText(text=text):
                tell_hidden(self._draft, [text], self._paragraph)
            case ChangedPicture():
                self._draft.add(
                    "picture-changed",
                    Outcome.DOUBTFUL,
                    Message(
                        "A picture is cropped, turned or mirrored in Word, and whole "
                        "in the manuscript."
                    ),
                    self._paragraph,
                    Message("change the picture's own file, if that was meant."),
                )
            case UnreadableText() | UnknownSign():
                self._tell_letters(thing)
            case FieldWithoutText(instruction=instruction):
                self._draft.add(
                    "field-lost",
                    Outcome.LOST,
                    Message(
                        "A formula that is a field is not in the manuscript: “{text}”.",
                        text=instruction[:_LONGEST_SHOWN],
                    ),
                    self._paragraph,
                    Message("type the formula as TeX, between dollar signs."),
                )
            case DroppedField(text=text) if text.strip():
                self._draft.add(
                    "field-left-out",
                    Outcome.DONE,
                    Message(
                        "A field that Word makes anew was left out ({kind}): “{text}”.",
                        kind=thing.kind,
                        text=text.strip()[:_LONGEST_SHOWN],
                    ),
                    self._paragraph,
                )
            case SequenceField() | DroppedField() | TextBoxEnd() | ChangeBegin():
                pass

    def _tell_letters(self, found: UnreadableText | UnknownSign) -> None:
        if isinstance(found, UnknownSign):
            self._draft.add(
                "sign-lost",
                Outcome.LOST,
                Message(
                    "A sign of the font {font} is not in the manuscript: number {code}.",
                    font=found.font or "?",
                    code=found.code,
                ),
                self._paragraph,
                Message("look at it in the author's file, and type the character that it shows."),
            )
            return
        self._draft.add(
            "letters-of-font",
            Outcome.DOUBTFUL,
            Message(
                "Words in the font {font} have other letters than it shows: “{words}”.",
                font=found.font or "?",
                words=" ".join(found.words)[:_LONGEST_SHOWN],
            ),
            self._paragraph,
            Message("ask the author for the text in a font of Unicode, such as Times New Roman."),
        )

    def _tell_reference(self, kind: str, text: str) -> None:
        if _LEADS_NOWHERE.match(text.strip()):
            self._draft.add(
                "reference-broken",
                Outcome.LOST,
                Message(
                    "A cross-reference of the author's file leads nowhere: “{text}”.", text=text
                ),
                self._paragraph,
                Message("find what is meant, and refer to it, as in @fig:1."),
            )
        elif kind == "PAGEREF":
            self._tell_page(text)
        elif kind == "NOTEREF":
            self._draft.add(
                "note-reference",
                Outcome.DOUBTFUL,
                Message("“{text}” is the number of a note in the author's file.", text=text),
                self._paragraph,
                Message("see that the note has this number still."),
            )

    def _tell_page(self, page: str) -> None:
        self._draft.add(
            "page-reference",
            Outcome.DOUBTFUL,
            Message("“{text}” is the number of a page in the author's file.", text=page),
            self._paragraph,
            Message("refer to a section, a figure or a table instead."),
        )

    def _query(self, text: str) -> Node:
        self._queries += 1
        return query(f"{self._queries}. {text}")


def _comment_text(comment: Comment) -> str:
    """The words of a thread: each with who wrote it, and the day."""
    whole = (comment, *comment.answers)
    said = [f"{c.author}{f', {c.date[:10]}' if c.date else ''}: {c.text}" for c in whole]
    return " / ".join(said)


def _named(deleted: Node) -> Inlines:
    """What a query says of a note or a picture that is deleted: neither is among its words."""
    if deleted["t"] == "Note":
        words = without_marks(ast.plain_text(deleted["c"]))
        return [ast.text(f" [note: {words}]")]
    if deleted["t"] == "Image":
        return [ast.text(f" [picture: {deleted['c'][2][0]}]")]
    return []


def _is_empty(block: Node) -> bool:
    return block["t"] in ("Para", "Plain") and not block["c"]
