"""A draft of a Word file that nashr made: its text from styles and marks, its front matter from the
record in it. What an author has changed around the text is told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.fields import BibliographyField
from nashr.importing.findings import Outcome
from nashr.importing.marks import number_of, without_marks
from nashr.importing.own_marks import (
    BodyBegin,
    BodyEnd,
    OwnFormula,
    OwnKeys,
    OwnLink,
    OwnReference,
)
from nashr.importing.own_record import OwnRecord
from nashr.importing.own_text import OwnText
from nashr.importing.paragraphs import Paragraph
from nashr.messages import Message
from nashr.model import Blocks, Inlines, Node

#: Fields of front matter that an author's change is brought into.
_TAKEN = re.compile(r"(title|subtitle|abstract|keywords)\.(.+)")


def take_own(draft: Draft, record: OwnRecord) -> None:
    """Make the draft that of the manuscript that the file was made of."""
    before, text, behind = _parts(draft)
    draft.front = dict(record.front)
    _compare(draft, record, [*before, *behind])
    made = OwnText(draft, record)
    draft.blocks = made.blocks(text)


def _parts(draft: Draft) -> tuple[Blocks, Blocks, Blocks]:
    """What stands before the text, the text, and what stands behind it."""
    begin, end = 0, len(draft.blocks)
    for place, block in enumerate(draft.blocks):
        things = list(draft.things_in(block))
        if any(isinstance(thing, BodyBegin) for thing in things):
            begin = place
        if any(isinstance(thing, BodyEnd) for thing in things):
            end = place
            break
    return draft.blocks[:begin], draft.blocks[begin:end], draft.blocks[end:]


# --- around the text -----------------------------------------------------------------------


def _compare(draft: Draft, record: OwnRecord, blocks: Blocks) -> None:
    """Hold what stands around the text against what was printed there."""
    found: list[tuple[str, Paragraph | None]] = []
    for block in blocks:
        things = list(draft.things_in(block))
        listed = [thing for thing in things if isinstance(thing, BibliographyField)]
        if listed:
            _compare_references(draft, record, listed[0], block)
            continue
        found.extend(_lines_in(draft, block))
    printed = [(name, _line(text)) for name, text in record.printed]
    old, new = [text for _, text in printed], [_line(text) for text, _ in found]
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        names = {name for name, _ in printed[a:b]} - {""}
        place = found[c][1] if c < len(found) else None
        written = " ".join(new[c:d])
        if len(names) == 1 and kind == "replace":
            _take_field(draft, next(iter(names)), new[c:d], place)
        else:
            draft.add(
                "front-changed",
                Outcome.DOUBTFUL,
                Message(
                    "The author has changed “{old}” to “{new}”.",
                    old=" ".join(old[a:b])[:200],
                    new=written[:200],
                ),
                place,
                Message("change it in the front matter."),
            )


def _lines_in(draft: Draft, block: Node) -> Iterator[tuple[str, Paragraph | None]]:
    """The paragraphs of a block, as they read in Word."""
    for node in ast.nodes(block, leaves=False):
        if node["t"] not in ("Para", "Plain", "Header"):
            continue
        inlines: Inlines = node["c"][2] if node["t"] == "Header" else node["c"]

        def text(words: str) -> list[Node] | None:
            number = number_of(words)
            return None if number is None else ast.words(_text_of(draft.things[number]))

        shown = ast.plain_text(ast.rewrite_strings(inlines, text))
        if _line(shown):
            yield shown, draft.paragraph_of(inlines)


def _text_of(thing: object) -> str:
    match thing:
        case OwnReference() | OwnLink() | OwnKeys():
            return thing.text
        case OwnFormula():
            return thing.tex
    return ""


def _line(text: str) -> str:
    return " ".join(without_marks(text).split())


def _take_field(draft: Draft, name: str, lines: list[str], place: Paragraph | None) -> None:
    """Bring a changed title, abstract or list of keywords into the front matter."""
    text = "\n\n".join(lines)
    found = _TAKEN.fullmatch(name)
    if found is None:
        draft.add(
            "front-changed",
            Outcome.DOUBTFUL,
            Message("The author has changed “{name}” to “{new}”.", name=name, new=text[:200]),
            place,
            Message("change it in the front matter."),
        )
        return
    key, lang = found[1], found[2]
    translations = draft.front.get("translations")
    within = draft.front
    if isinstance(translations, dict) and isinstance(translations.get(lang), dict):
        within = translations[lang]
    if key == "keywords":
        words = text.partition(":")[2] if ":" in text else text
        within[key] = [word.strip(" .") for word in re.split(r"[,،;]", words) if word.strip(" .")]
    else:
        within[key] = text
    draft.add(
        "front-taken",
        Outcome.DOUBTFUL,
        Message("The author’s “{name}” was taken: “{new}”.", name=name, new=text[:200]),
        place,
        Message("look whether words of it were in italics."),
    )


def _compare_references(
    draft: Draft, record: OwnRecord, found: BibliographyField, block: Node
) -> None:
    """Tell of entries of the reference list that are not as they were printed."""
    printed = {_line(entry) for entry in record.references}
    for line in filter(None, map(_line, found.text.split("\n"))):
        if printed and line not in printed:
            draft.add(
                "reference-changed",
                Outcome.DOUBTFUL,
                Message("The author has changed the reference list: “{entry}”.", entry=line[:300]),
                draft.paragraph_of(block),
                Message("change the entry in the bibliography."),
            )
