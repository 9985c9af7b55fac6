"""The lines of a manuscript in which front matter is sought: their words, how they look, and the
notes to them.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile

from nashr import ast
from nashr.document.reference_heading import names_references
from nashr.importing.captions import without_start
from nashr.importing.comments import Comment
from nashr.importing.draft import Draft
from nashr.importing.fields import ReferenceField
from nashr.importing.font_letters import UnknownSign, UnreadableText
from nashr.importing.front_dates import dates_in
from nashr.importing.front_people import note_sign
from nashr.importing.front_text import with_characters
from nashr.importing.front_title import LONGEST_TITLE, Line
from nashr.importing.front_words import classified, is_institution, is_silent_field, labelled
from nashr.importing.marks import number_of, without_marks
from nashr.importing.names import emails_in, orcids_in, persons
from nashr.importing.ooxml import one_line
from nashr.importing.open_changes import without_deleted
from nashr.importing.paragraphs import Paragraph
from nashr.importing.plain_fields import FieldWithoutText
from nashr.importing.query_marks import is_query
from nashr.importing.text_language import language_of
from nashr.importing.unread_markup import HiddenText
from nashr.model import Blocks, Inlines, Node

#: How far the front of a manuscript reaches at most, in blocks.
_LONGEST_FRONT = 80
#: The number of the first note of lines behind the references, far from those of the front.
_FIRST_BACK_NOTE = 0x400
#: So many blocks may stand before the front that have the journal's sign and name.
_MASTHEAD = 2
_NO_LINES = frozenset({"Table", "HorizontalRule"})
#: The authors stand in the first blocks.
LONGEST_BYLINE = 20
#: A form has more fields than one.
_FEWEST_FIELDS = 2
#: A title and names between the label of an abstract and its text are no more lines; a title has
#: no fewer words; an abstract has no fewer characters, and no more paragraphs.
_MOST_BETWEEN, _FEWEST_OF_TITLE = 6, 3
_SHORTEST_TEXT, _LONGEST_TEXT = 30, 4
_WORD = re.compile(r"[^\W\d_]{2}")
#: What a label is set in.
_LEADING = frozenset({"Strong", "Emph", "Underline", "SmallCaps", "Space"})
#: Digits that are raised characters, where they may lead from a name to an affiliation.
_RAISED_CALL = re.compile(
    r"(?:^|(?<=\s)|(?<=[^\W\d_]{3})|(?<=[^\W\d_]\.))[⁰¹²³⁴-⁹]+(?:,\s?[⁰¹²³⁴-⁹]+)*"
)
#: What is asked or told of where its mark stands.
_TOLD = (Comment, HiddenText, FieldWithoutText, UnreadableText, UnknownSign)


def _comments(draft: Draft, inlines: Inlines) -> Inlines:
    """The marks of the comments in a line, and of what else is told of it, and the queries that
    other formats have; those in its notes stay there.
    """
    own = ast.rewrite(inlines, lambda node: [] if node["t"] == "Note" else None)
    kept: Inlines = []
    for node in ast.nodes(own):
        number = number_of(node["c"]) if node["t"] == "Str" else None
        is_told = number is not None and isinstance(draft.things[number], _TOLD)
        if is_told or is_query(node):
            kept.append(node)
    return kept


def drop_form_labels(draft: Draft) -> None:
    """Drop the labels of forms that are filled in line by line, as “Title: …”, “Institution: …”,
    where the value says itself what it is.
    """
    found: dict[int, int] = {}
    for place, block in enumerate(draft.blocks[:LONGEST_BYLINE]):
        if block["t"] not in ("Para", "Plain"):
            continue
        text = without_marks(ast.plain_text(block["c"]))
        if labelled(text, "abstract") or labelled(text, "keywords"):
            break
        label, sign, rest = text.partition(":")
        if sign and rest.strip() and is_silent_field(label):
            found[place] = len(text) - len(rest.lstrip())
    if len(found) < _FEWEST_FIELDS:
        return
    for place, length in found.items():
        block = draft.blocks[place]
        draft.blocks[place] = {"t": block["t"], "c": without_start(block["c"], length)}


def part_labels(draft: Draft) -> None:
    """Part paragraphs of an abstract or of keywords where others begin behind a line break, and
    those that have the authors and where they work, line by line.
    """
    parted: Blocks = []
    for place, block in enumerate(draft.blocks):
        # Short lines were taken for a poem.
        if block["t"] == "LineBlock" and place < LONGEST_BYLINE and _is_byline(block["c"]):
            parted += [ast.para(line) for line in block["c"]]
            continue
        if block["t"] not in ("Para", "Plain") or not any(
            node["t"] == "LineBreak" for node in block["c"]
        ):
            parted.append(block)
            continue
        lines = ast.lines(block["c"])
        is_byline = place < LONGEST_BYLINE and _is_byline(lines)
        marks = [node for node in block["c"][:1] if _is_paragraph(draft, node)]
        is_label = _begins_with_label(lines[0])
        current: Inlines = []
        for line in lines:
            if current and (is_byline or (is_label and _begins_with_label(line))):
                parted.append({"t": block["t"], "c": current})
                current = list(marks)
            elif current:
                current.append({"t": "LineBreak"})
            current += line
        parted.append({"t": block["t"], "c": current})
    draft.blocks = parted


def _is_byline(lines: list[Inlines]) -> bool:
    """Whether lines have names, and where these people work or how they are reached."""
    texts = [raised_text(line, 0) for line in lines]
    places = [n for n, one in enumerate(texts) if is_institution(one) or emails_in(one)]
    return any(
        n + 1 in places and persons(texts[n], language_of(texts[n]) or "en")
        for n in range(len(texts))
    )


def _is_paragraph(draft: Draft, node: Node) -> bool:
    number = number_of(node["c"]) if node["t"] == "Str" else None
    return number is not None and isinstance(draft.things.get(number), Paragraph)


def _begins_with_label(line: Inlines) -> bool:
    text, lead = without_marks(ast.plain_text(line)).strip(), _lead(line)
    kinds = ("abstract", "keywords")
    return bool(classified(text)) or any(labelled(text, kind, lead) for kind in kinds)


def front_lines(draft: Draft) -> list[Line]:
    """The lines at the head of the text, up to what is no paragraph, or to the references. Behind
    a table, as of the journal's sign and name, there are some where one has a label.
    """
    lines = list(_lines(draft, 0, min(_LONGEST_FRONT, len(draft.blocks)), 0))
    is_behind = bool(draft.blocks) and draft.blocks[0]["t"] in _NO_LINES
    if is_behind and not any(one.label("abstract") or one.label("keywords") for one in lines):
        return []
    return lines


def back_lines(draft: Draft, start: int) -> list[Line]:
    """The lines behind the list of references that may have front matter in other languages, as
    journals print it there: from the first label of an abstract or of keywords on, with the titles
    and names before it, to the last one; and the days of receipt and acceptance.
    """
    blocks = draft.blocks
    heading = next((n for n in range(len(blocks) - 1, start, -1) if is_list(blocks[n])), None)
    if heading is None:
        return []
    lines = list(_lines(draft, heading + 1, len(blocks), _FIRST_BACK_NOTE))
    labels = [n for n, line in enumerate(lines) if line.label("abstract") or line.label("keywords")]
    if not labels:
        return [line for line in lines if dates_in(line.text)]
    first, last = labels[0], labels[-1]
    while first and _goes_before(lines[first - 1], lines[first]):
        first -= 1
    found = lines[last].label("abstract") or lines[last].label("keywords")
    is_alone = found is not None and found[1] >= len(lines[last].text)
    end = last + 1 + is_alone
    return lines[first:end] + [line for line in lines[end:] if dates_in(line.text)]


def _goes_before(line: Line, following: Line) -> bool:
    """Whether a line is a title, a name or an institution before front matter, and no reference."""
    is_short = len(line.text) < LONGEST_TITLE and not any(map(str.isdigit, line.text))
    is_one = line.stands_out or is_institution(line.text) or bool(persons(line.raised, "en"))
    is_contact = bool(emails_in(line.text) or orcids_in(line.text))
    return line.place == following.place - 1 and (is_contact or (is_short and is_one))


def with_labels_below(lines: list[Line], *, is_back: bool = False) -> list[Line]:
    """The lines with the label of a second abstract below its title and its names, where these
    stand between the label and the text, as “Summary”, “Resume”, then the title, often printed so.
    """
    result: list[Line] = []
    seen = is_back
    rest = list(lines)
    while rest:
        line = rest.pop(0)
        label = line.label("abstract")
        between = _between(rest) if seen and label and label[1] >= len(line.text) else 0
        result += [*rest[:between], line]
        rest = rest[between:]
        seen = seen or label is not None
    return result


def _between(lines: list[Line]) -> int:
    """How many lines below the label of an abstract are its title and its names; none where no
    text with keywords behind it follows.
    """
    count = 0
    for line in lines[:_MOST_BETWEEN]:
        if line.label("abstract") or line.label("keywords") or not _WORD.search(line.text):
            return 0
        words, is_short = len(line.text.split()), len(line.text) < LONGEST_TITLE
        is_name = bool(persons(line.raised, language_of(line.text) or "en"))
        is_title = line.stands_out and words >= _FEWEST_OF_TITLE and line.text[-1] not in ".:;"
        if not (is_short and (is_name or is_title or is_institution(line.text))):
            break
        count += 1
    following = lines[count : count + _LONGEST_TEXT + 1]
    is_text = bool(following) and len(following[0].text) > _SHORTEST_TEXT
    return count if is_text and any(line.label("keywords") for line in following[1:]) else 0


def is_list(block: Node) -> bool:
    """Whether a block is the heading of a list of references."""
    is_one = block["t"] in ("Header", "Para", "Plain")
    return is_one and names_references(one_line(without_marks(ast.plain_text([block]))))


def _lines(draft: Draft, start: int, end: int, count: int) -> Iterator[Line]:
    """The lines of blocks, with signs for their notes from ``count`` on; those at the head end
    where something else stands.
    """
    for place in range(start, end):
        block = draft.blocks[place]
        if block["t"] not in ("Para", "Plain", "Header"):
            is_masthead = place < _MASTHEAD and block["t"] in _NO_LINES
            if start or is_masthead:
                continue
            return
        if not start and place and is_list(block):
            return
        inlines: Inlines = block["c"][2] if block["t"] == "Header" else block["c"]
        kept: Inlines = without_deleted(draft, inlines)
        text = without_marks(ast.plain_text(kept)).strip()
        if text and not _has_more_than_words(draft, inlines):
            raised = raised_text(kept, count)
            notes = [node for node in ast.nodes(inlines) if node["t"] == "Note"]
            first_note, count = count, count + len(notes)
            plain = tuple(_is_plain(draft, note) for note in notes)
            notes += _comments(draft, inlines)
            one = draft.paragraph_of(inlines)
            shown = block["t"] == "Header" or _is_bold(kept) or text == text.upper()
            lead = _lead(kept)
            flat = without_marks(ast.plain_text(ast.rewrite(kept, with_characters))).strip()
            yield Line(place, text, raised, one, notes, shown, lead, first_note, plain, kept, flat)


def _is_plain(draft: Draft, note: Node) -> bool:
    """Whether a note has words alone: no comments, and no changes, of which one is asked."""
    return all(isinstance(thing, Paragraph) for thing in draft.things_in(note))


def _is_bold(inlines: Inlines) -> bool:
    blank = ("Space", "SoftBreak", "LineBreak", "Note")
    words = [node for node in inlines if node["t"] not in blank]
    return bool(words) and all(node["t"] == "Strong" for node in words)


def _has_more_than_words(draft: Draft, inlines: Inlines) -> bool:
    """Whether there is what front matter cannot hold: a citation, a picture, a reference to
    something. A note can be put elsewhere.
    """
    if any(isinstance(thing, ReferenceField) for thing in draft.things_in(inlines)):
        return True
    return any(node["t"] in ("Cite", "Image") for node in ast.nodes(inlines))


def _lead(inlines: Inlines) -> str:
    """The words that a line begins with and that look otherwise than the rest, or stand on a line
    of their own: a label, perhaps.
    """
    kept = [node for node in inlines if node["t"] != "Str" or number_of(node["c"]) is None]
    styled = list(takewhile(lambda node: node["t"] in _LEADING, kept))
    line = next(iter(ast.lines(kept)), [])
    lead = next((one for one in (styled, line) if 0 < len(one) < len(kept)), [])
    return without_marks(ast.plain_text(lead)).strip()


def raised_text(inlines: Inlines, count: int) -> str:
    """The text of inlines with ``^…^`` around what is raised, also where it is so by its characters
    before a word or behind one (*Sınaqova¹*).
    """
    text = without_marks(ast.plain_text(_with_raised(inlines, count))).strip()
    return _RAISED_CALL.sub(lambda found: f"^{unicodedata.normalize('NFKC', found[0])}^", text)


def _with_raised(inlines: Inlines, count: int) -> Inlines:
    """The inlines with ``^…^`` around what is raised, and around a sign for each note; ``count`` is
    how many notes were before.
    """
    numbers = itertools.count(count)

    def change(node: Node) -> list[Node] | None:
        if node["t"] == "Note":
            return [ast.text(f"^{note_sign(next(numbers))}^")]
        if node["t"] != "Superscript":
            return with_characters(node)
        inside = ast.plain_text(node["c"]).replace("^", "")
        return [ast.text(f"^{inside}^")]

    changed: Inlines = ast.rewrite(inlines, change)
    return changed
