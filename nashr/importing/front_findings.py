"""What is told of the front matter that was read: what is a guess, what stays in the text, and
which words are in none of its fields.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from nashr import ast
from nashr.importing.changes import ChangeBegin, ParagraphChange
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_dates import dates_in
from nashr.importing.front_fields import Front, calls_of
from nashr.importing.front_people import ANSWERS, CONTACT, text_of_note, without_address
from nashr.importing.front_text import strings_of, texts_of
from nashr.importing.front_title import Line
from nashr.importing.front_words import (
    article_type,
    classified,
    doi_of,
    is_corresponding,
    names_information,
)
from nashr.importing.marks import without_marks
from nashr.importing.names import AUTHORS, emails_in, orcids_in
from nashr.importing.ooxml import one_line
from nashr.importing.paragraphs import Paragraph
from nashr.languages import lower
from nashr.messages import Message
from nashr.model import Inlines, Node

_LONGEST_SHOWN = 300
_WORD = re.compile(r"\w+")


def tell_changes(draft: Draft, line: Line) -> None:
    """Front matter has no place for queries: open changes in it are accepted."""
    block = draft.blocks[line.place]
    changes = (ChangeBegin, ParagraphChange)
    if not any(isinstance(thing, changes) for thing in draft.things_in(block)):
        return
    before = without_marks(ast.plain_text(block["c"][2] if block["t"] == "Header" else block["c"]))
    draft.add(
        "front-changes",
        Outcome.DOUBTFUL,
        Message(
            "Changes in the front matter were accepted; with what is deleted it reads “{text}”.",
            text=one_line(before)[:_LONGEST_SHOWN],
        ),
        line.paragraph,
        Message("compare it with the author's file."),
    )


def tell_notes(draft: Draft, notes: Inlines) -> None:
    """Say that notes of the front have no call any more."""
    draft.add(
        "front-notes",
        Outcome.DOUBTFUL,
        Message("Notes to the title or to a name stand before the text."),
        draft.paragraph_of(notes),
        Message("put them into acknowledgements, an affiliation, or a note of the text."),
    )


def tell_translations_without_title(draft: Draft, first: Paragraph | None = None) -> None:
    """Say in which languages there is an abstract, and no title; ``first`` is where they stand."""
    for tag, parts in draft.front.get("translations", {}).items():
        if "title" not in parts:
            draft.add(
                "title-missing",
                Outcome.DOUBTFUL,
                Message(
                    "The file has an abstract or keywords in the language “{language}”, and no "
                    "title in it.",
                    language=tag,
                ),
                first,
                Message("ask the author for it; the build warns until it is there."),
            )


def tell_front(draft: Draft, found: Front, lines: list[Line], front: int) -> None:
    """Say what was guessed, and which words of the front are in none of its fields; ``front`` is
    the number of lines that are not behind the references.
    """
    first = lines[0].paragraph
    is_named = first is not None and first.style == "title"
    if draft.front.keys() - {"lang", "title" if is_named else ""}:
        names = ", ".join(draft.front)
        draft.add(
            "front-guessed",
            Outcome.DOUBTFUL,
            Message("Front matter was read from the first paragraphs: {names}.", names=names),
            first,
            Message("compare it with the author's file."),
        )
    behind = [line for line in lines[front:] if line.place in found.taken]
    if behind:
        draft.add(
            "front-behind",
            Outcome.DONE,
            Message("Front matter behind the references stands with the rest of it."),
            behind[0].paragraph,
        )
    for text, paragraph in found.plain:
        tell_plain_keyword(draft, text, paragraph)
    tell_translations_without_title(draft, first)
    notes = [text_of_note(note) for text in texts_of(draft.front) for note in text.notes]
    written = " ".join((*strings_of(draft.front), *notes))
    known = {*_WORD.findall(written), *_WORD.findall(unicodedata.normalize("NFKC", written))}
    known |= {lower(word, found.language) for word in known}
    known |= {sign for person in found.people for sign in calls_of(person)}
    taken = [line for line in lines if line.place in found.taken and not _is_label(line)]
    # What is raised is part of a word there, as in Ca²⁺, or a call behind a name.
    texts = [
        (_behind_label(line), line.paragraph)
        for line in taken
        if not known.issuperset(_WORD.findall(_behind_label(line, is_raised=False)))
    ]
    texts += [(text_of_note(note), paragraph) for note, paragraph in found.read_notes]
    # An address may be lost although each of its words is there.
    addresses = [
        (one, line.paragraph)
        for line in lines
        if line.place in found.taken
        for one in (*emails_in(line.text), *orcids_in(line.text))
        if one not in written
    ]
    for text, paragraph in addresses:
        _tell_lost(draft, text, paragraph)
    lost = " ".join(text for text, _ in addresses)
    known.update(_WORD.findall(lost))
    for text, paragraph in texts:
        text = ANSWERS.sub(" ", text)
        bare = CONTACT.sub(" ", re.sub(r"\^[^^]*\^", " ", AUTHORS.sub("", text, count=1)))
        words = [
            word
            for word in _WORD.findall(bare)
            if word not in known and lower(word, found.language) not in known
        ]
        if words:
            _tell_lost(draft, " ".join(words), paragraph)


def tell_left(draft: Draft, lines: Sequence[Line], before: Sequence[Node] = ()) -> None:
    """Say which lines of the front stay in the text, where there is front matter, and what stands
    before it.
    """
    above = one_line(without_marks(ast.plain_text(list(before))))
    texts = [*([above] if above else []), *(line.text for line in lines)]
    if not texts or not draft.front.keys() - {"lang"}:
        return
    shown = " / ".join(texts)
    draft.add(
        "front-left",
        Outcome.DOUBTFUL,
        Message(
            "Lines before the text are no front matter that is known, and stand at its head: "
            "“{text}”.",
            text=shown[:_LONGEST_SHOWN],
        ),
        lines[0].paragraph if lines else draft.paragraph_of(list(before)),
        Message("take out what the journal prints itself, and put the rest where it belongs."),
    )


def tell_plain_keyword(draft: Draft, text: str, paragraph: Paragraph | None = None) -> None:
    """Say that a keyword is set otherwise in the file."""
    draft.add(
        "front-plain",
        Outcome.DONE,
        Message("“{text}” stands in other type in the file: keywords are plain.", text=text),
        paragraph,
    )


def _tell_lost(draft: Draft, words: str, paragraph: Paragraph | None) -> None:
    draft.add(
        "front-words",
        Outcome.LOST,
        Message(
            "Words of the front matter are in none of its fields: “{words}”.",
            words=words[:200],
        ),
        paragraph,
        Message("put them where they belong."),
    )


def _behind_label(line: Line, is_raised: bool = True) -> str:
    """A line without the word for an abstract or for keywords that it begins with."""
    for kind in ("abstract", "keywords"):
        if found := line.label(kind):
            return line.text[found[1] :]
    return line.raised if is_raised else line.text


def _is_label(line: Line) -> bool:
    """Whether the words that are left are those of labels alone."""
    text = line.text
    return bool(
        classified(text)
        or names_information(text)
        or article_type(text)
        or dates_in(text)
        or doi_of(text)
        or is_corresponding(without_address(text))
    )
