"""Which of the first lines of a manuscript is its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from nashr import ast
from nashr.importing.front_dates import dates_in
from nashr.importing.front_text import FrontText, front_text
from nashr.importing.front_words import (
    article_type,
    begins_text,
    classified,
    doi_of,
    is_institution,
    labelled,
)
from nashr.importing.names import emails_in, orcids_in, persons, without_patronymic
from nashr.importing.paragraphs import Paragraph
from nashr.importing.text_language import language_of
from nashr.model import Inlines, Node
from nashr.records import dataclass, field, replace

LONGEST_TITLE = 400
_WORD = re.compile(r"[^\W\d_]{2}")
#: A person has fewer words than this.
_FEWEST_OF_TITLE = 5
#: In a line in capitals with a star behind it there are no more in most names.
_FEWEST_OF_STARRED = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the front: its place among the blocks, and its text in one line."""

    place: int
    text: str
    #: The text with ``^…^`` around what is raised.
    raised: str
    paragraph: Paragraph | None
    notes: Inlines
    #: Whether it stands out in a file that is not Word's.
    shown: bool = False
    #: The words at its head that look otherwise than the rest.
    lead: str = ""
    #: How many notes the lines before it have.
    first_note: int = 0
    #: For each of its notes, whether it has words alone.
    plain_notes: tuple[bool, ...] = ()
    inlines: Inlines = field(default_factory=list)
    #: The text, as long as it is, with characters for what is raised or lowered.
    flat: str = ""

    def label(self, kind: str) -> tuple[str, int] | None:
        """The language of the label that it begins with, and the length of that (``labelled``)."""
        return labelled(self.text, kind, self.lead)

    def words(self, start: int = 0) -> FrontText:
        """Its words from a character on, with what is raised or slanted in them, and its notes."""
        return front_text(self.text, self.inlines, start, self.notes_of_words)

    @property
    def notes_of_words(self) -> list[Node]:
        """Its notes that have words alone."""
        notes = [note for note in self.notes if note["t"] == "Note"]
        return [one for one, plain in zip(notes, self.plain_notes, strict=False) if plain]

    @property
    def look(self) -> tuple[object, ...]:
        """How it looks beside other lines."""
        one = self.paragraph
        if one is None:
            return (self.shown,)
        return one.bold, one.italic, one.capitals, one.centred, one.size, one.style

    @property
    def stands_out(self) -> bool:
        one = self.paragraph
        if one is None:
            return self.shown
        return bool(one.bold or one.capitals or one.centred or one.outline > 0)


def title_line(lines: Sequence[Line]) -> Line | None:
    """The line that has the style of titles; else, of the lines before the first abstract that are
    nothing else, the one in the largest letters of those that stand out, bold ones before others.
    Names that stand before it are none.
    """
    for line in lines:
        if line.paragraph is not None and line.paragraph.style == "title":
            return line
    before = _before_abstract(lines)
    possible = [line for line in before if _may_be_title(line)] or [
        line for line in lines if _may_be_title(line)
    ]
    shown = [line for line in possible if line.stands_out]
    candidates = [one for one in shown if not _are_names(one, before)] or shown
    candidates = [one for one in candidates if not _is_byline(one, before)] or candidates
    if not candidates:
        named = [one for one in possible if not _are_names(one, before)] or possible
        return named[0] if named else None
    return max(candidates, key=_rank)


def _rank(line: Line) -> tuple[float, bool]:
    one = line.paragraph
    return (one.size, one.bold or one.outline > 0) if one is not None else (0.0, False)


def second_titles(lines: Sequence[Line], title: Line | None) -> list[Line]:
    """Lines right behind the title that look like it and could be names, where names that look
    otherwise follow: the title in other languages.
    """
    if title is None:
        return []
    place = next(n for n, line in enumerate(lines) if line is title)
    following = _before_abstract(lines[place + 1 :])
    found = list(takewhile(lambda line: line.look == title.look and line.stands_out, following))
    others = following[len(found) :]
    return found if any(persons(line.raised, "en") for line in others) else []


def with_signed_note(title: Line, lines: Sequence[Line]) -> tuple[Line, Line] | None:
    """A title that ends in a raised sign, as “*”, with the note to it, and the line that is the
    note: it begins with the sign, and says nothing of who has written, or where they work.
    """
    signed = re.search(r"\^([*†‡§]{1,4})\^$", title.raised)
    if signed is None:
        return None
    sign = signed[1]
    for line in lines:
        begin = re.match(rf"\^{re.escape(sign)}\^\s*|{re.escape(sign)}\s*(?![*†‡§])", line.raised)
        if line is title or begin is None or _tells_of_authors(line.text):
            continue
        bare = ast.rewrite(line.inlines, lambda node: [] if node["t"] == "Superscript" else None)
        words = front_text(line.text, bare, 0 if begin[0][0] == "^" else begin.end())
        if not words.blocks:
            continue
        note = {"t": "Note", "c": words.blocks}

        def noted(node: Node, note: Node = note) -> list[Node] | None:
            is_sign = node["t"] == "Superscript" and ast.plain_text(node["c"]).strip() == sign
            return [note] if is_sign else None

        text = title.text.removesuffix(sign)
        inlines = ast.rewrite(title.inlines, noted)
        notes = [*(one for one in title.notes if one["t"] == "Note"), note]
        plain = (*title.plain_notes, True)
        return replace(title, text=text, inlines=inlines, notes=notes, plain_notes=plain), line
    return None


def _tells_of_authors(text: str) -> bool:
    small = text.lower()
    said = ("corresponding", "sorumlu yazar", "məsul müəllif", "автор")
    return (
        bool(emails_in(text) or orcids_in(text))
        or is_institution(text)
        or any(one in small for one in said)
    )


def _before_abstract(lines: Sequence[Line]) -> list[Line]:
    before: list[Line] = []
    for line in lines:
        if line.label("abstract") or line.label("keywords"):
            break
        before.append(line)
    return before


def _may_be_title(line: Line) -> bool:
    text = line.text
    if not _WORD.search(text):
        return False
    if len(text) > LONGEST_TITLE or classified(text) or begins_text(text) or doi_of(text):
        return False
    if line.label("abstract") or line.label("keywords") or dates_in(text) or article_type(text):
        return False
    if any(node["t"] == "Math" for node in ast.nodes(line.inlines)):
        return False
    return not (emails_in(text) or orcids_in(text) or line.raised.startswith("^"))


def _is_byline(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line may be names, and where these people work or how they are reached stands right
    behind it.
    """
    if not persons(line.raised, language_of(line.text) or "en"):
        return False
    place = next((n for n, one in enumerate(lines) if one is line), len(lines))
    return any(
        is_institution(one.text) or bool(emails_in(one.text) or orcids_in(one.text))
        for one in lines[place + 1 : place + 2]
    )


def _are_surely_names(line: Line) -> bool:
    """Whether a line has names that show that they are: signs, initials, a family in capitals."""
    words = [word for word in line.text.split() if len(word) > 1]
    capitals = [word for word in words if word == word.upper() and "." not in word]
    has_signs = "^" in re.sub("\\^[\ue000-\ue7ff]\\^", "", line.raised)
    has_signs |= any(len(word) == 2 and word[1] == "." for word in words)
    if not has_signs and not 0 < len(capitals) < len(words):
        return False
    return bool(persons(line.raised, language_of(line.text) or "en"))


def _are_names(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line has names alone. Titles whose words have capitals look like names: then signs
    behind them, or initials, tell, and that no other names follow. Behind a line of several words
    in capitals one star may lead to a note on the title.
    """
    raised = re.sub("\\^[\ue000-\ue7ff]\\^", "", line.raised)
    if line.text == line.text.upper() and len(line.text.split()) >= _FEWEST_OF_STARRED:
        raised = re.sub(r"\^\*\^$", "", raised)
    has_signs = "^" in raised or any(len(w) == 2 and w[1] == "." for w in line.text.split())
    if is_institution(line.text) and not has_signs:
        return len(line.text.split()) < 3
    in_capitals = line.text == line.text.upper()
    people = persons(line.raised, language_of(line.text) or "en")
    has_signs |= any(without_patronymic(one.given) != one.given for one in people)
    if not people or has_signs:
        return bool(people)
    longest = max(len(f"{one.given} {one.family}".split()) for one in people)
    place = next((n for n, one in enumerate(lines) if one is line), len(lines))
    if not _are_surely_names(line) and any(map(_are_surely_names, lines[place + 1 :])):
        return False
    following = lines[place + 1].raised if place + 1 < len(lines) else ""
    return not in_capitals and longest < _FEWEST_OF_TITLE and not persons(following, "en")
