"""Find the front matter of a manuscript in the paragraphs that come before its text.

Word has styles for a title at most; names, affiliations, abstracts and keywords are known by their
place and their words. What is taken is marked as a guess; what is not understood stays in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from nashr import ast
from nashr.importing.changes import ChangeBegin, ParagraphChange
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_dates import dates_in
from nashr.importing.front_fields import Front, calls_of, write_front
from nashr.importing.front_lines import back_lines, front_lines, is_list, part_labels
from nashr.importing.front_people import (
    CONTACT,
    notes_left,
    read_person,
    text_of_note,
    without,
)
from nashr.importing.front_text import joined, strings_of, texts_of, with_characters
from nashr.importing.front_title import (
    LONGEST_TITLE,
    Line,
    second_titles,
    title_line,
    with_signed_note,
)
from nashr.importing.front_words import (
    article_type,
    begins_text,
    classified,
    doi_of,
    is_corresponding,
    names_information,
)
from nashr.importing.marks import without_marks
from nashr.importing.names import AUTHORS, emails_in, orcids_in
from nashr.importing.ooxml import one_line
from nashr.importing.paragraphs import Paragraph
from nashr.importing.text_language import language_of, main_language
from nashr.languages import lower
from nashr.messages import Message
from nashr.model import Blocks, Inlines

_FEWEST_LINES = 2
_LONGEST_SHOWN = 300
#: A keyword on a line of its own has fewer characters.
_LONGEST_KEYWORD = 60
#: Languages that a few words do not tell apart.
_NEAR = ({"az", "tr"}, {"fa", "ar"}, {"ru", "uk", "kk"})
#: Type that keywords cannot have.
_SET_APART = frozenset({"Emph", "Superscript", "Subscript"})
_WORD = re.compile(r"\w+")
#: A word before a sign, perhaps with a number before it.
_RUN_IN = re.compile(r"((?:(?:\d+|[IVX]+)[.)]\s*)?[^\W\d_]+)\s*[.:—–]\s+\S")


def take_front(draft: Draft, has_title: bool = False) -> None:
    """Move what front matter has out of the text, into ``draft.front``; none of the lines is the
    title where the draft has one.
    """
    part_labels(draft)
    lines = front_lines(draft)
    if len(lines) < _FEWEST_LINES and len(draft.blocks) < _FEWEST_LINES:
        return  # a paragraph alone is text
    if not lines:
        write_front(draft, Front(), _language_of_text(draft, 0))
        return
    end = _end(lines)
    title = None if has_title else title_line(lines[:end])
    written = _language_of_text(draft, lines[end - 1].place + 1)
    found = Front(written)
    signed = None if title is None else with_signed_note(title, lines[:end])
    titles = [title, *second_titles(lines[:end], title), *(signed or ())]
    _read(found, [line for line in lines[:end] if line not in titles])
    back = back_lines(draft, lines[end - 1].place)
    _read(found, back)
    language = written or next(iter((*found.abstracts, *found.keywords)), "")
    if title is not None:
        found.taken.add(title.place)
        tag = language_of(title.text)
        whole, note = signed or (title, title)
        found.taken.add(note.place)
        found.titles[tag if tag in found.abstracts else language] = whole.words()
    _translated_titles(found, lines[:end])
    _translated_titles(found, back)
    lines += back
    write_front(draft, found, language)
    _tell_left(draft, [line for line in lines[:end] if line.place not in found.taken])
    _tell(draft, found, lines, len(lines) - len(back))
    for line in lines:
        if line.place in found.taken:
            _tell_changes(draft, line)
    notes = [note for line in lines if line.place in found.taken for note in line.notes]
    in_place = [note for text in texts_of(draft.front) for note in text.notes]
    notes = [note for note in notes_left(found, notes) if note not in in_place]
    rest = [block for n, block in enumerate(draft.blocks) if n not in found.taken]
    draft.blocks = [*_kept_notes(draft, notes), *rest]


def take_labels(draft: Draft) -> None:
    """Move keywords, codes and dates with labels, which stand at the head of the text of a file
    that has other front matter of its own, to that.
    """
    part_labels(draft)
    lines = front_lines(draft)
    count = next((n for n, line in enumerate(lines) if not _is_labelled(line)), len(lines))
    found = Front(str(draft.front.get("lang", "")))
    _read(found, lines[:count])
    made = Draft([], {})
    write_front(made, found, found.language or next(iter(found.keywords), ""))
    made.front.pop("lang", None)
    if made.front.keys() & draft.front.keys() or not made.front:
        return
    draft.front |= made.front
    draft.blocks = [block for n, block in enumerate(draft.blocks) if n not in found.taken]


def _is_labelled(line: Line) -> bool:
    return bool(line.label("keywords") or classified(line.text) or dates_in(line.text))


def has_labels(draft: Draft) -> bool:
    """Whether an abstract or keywords stand among the first paragraphs."""
    lines = front_lines(draft)
    return any(line.label(kind) for line in lines for kind in ("abstract", "keywords"))


def _kept_notes(draft: Draft, notes: Inlines) -> Blocks:
    """The notes of titles and names, which have no call any more: before the text."""
    if not notes:
        return []
    if any(note["t"] == "Note" for note in notes):
        tell_notes(draft, notes)
    kept = [block for note in notes if note["t"] == "Note" for block in note["c"]]
    comments = [one for one in notes if one["t"] != "Note"]
    return [*([ast.para(comments)] if comments else []), *kept]


def _tell_changes(draft: Draft, line: Line) -> None:
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


def _end(lines: list[Line]) -> int:
    """The number of lines before the text: up to a heading such as *Introduction*, behind the last
    keywords or abstract; where there is neither, the title alone.
    """
    last = 0
    for n, line in enumerate(lines):
        if n and _begins_text(line, lines[n + 1 :]):
            return n
        if line.label("keywords"):
            last = n + 1
        elif abstract := line.label("abstract"):
            last = n + 1 + (abstract[1] >= len(line.text))
    return min(last, len(lines)) or 1


# --- reading -------------------------------------------------------------------------------


def _read(found: Front, lines: list[Line]) -> None:
    n = 0
    while n < len(lines):
        line = lines[n]
        if abstract := line.label("abstract"):
            n = _read_abstract(found, lines, n, *abstract)
        elif keywords := line.label("keywords"):
            n = _read_keywords(found, lines, n, *keywords)
        elif names_information(line.text):
            found.taken.add(line.place)
        elif kind := article_type(line.text):
            found.type = kind
            found.taken.add(line.place)
        elif codes := classified(line.text):
            for scheme, code in codes:
                found.add_code(scheme, code)
            found.taken.add(line.place)
        elif (dates := dates_in(line.text)) and not dates.keys() & found.dates.keys():
            found.dates |= dates
            found.taken.add(line.place)
        elif not found.doi and (doi := doi_of(line.text)):
            found.doi = doi
            found.taken.add(line.place)
        else:
            read_person(found, line, lines[n + 1] if n + 1 < len(lines) else None)
        n += 1


def _read_abstract(found: Front, lines: list[Line], n: int, tag: str, length: int) -> int:
    """Read an abstract: behind its label, or in the paragraphs that follow. Gives the last line."""
    texts = [lines[n].words(length)]
    places = [lines[n].place]
    while n + 1 < len(lines) and (
        not any(texts) or not _begins_other(lines[n + 1], lines[n + 2 :])
    ):
        n += 1
        if _begins_other(lines[n], lines[n + 1 :]):
            n -= 1
            break
        texts.append(lines[n].words())
        places.append(lines[n].place)
    text = joined(texts)
    tag = _tag_of(text, tag, found.abstracts)
    if text and tag not in found.abstracts:
        found.abstracts[tag] = text
        found.taken.update(places)
    return n


def _begins_text(line: Line, following: Sequence[Line]) -> bool:
    """Whether a line is a heading with which the text begins, or has one at its head, as
    “Giriş. Məqalədə …”: before keywords it is a part of an abstract.
    """
    if begins_text(line.text):
        return True
    head = _RUN_IN.match(line.text)
    is_one = begins_text(line.lead) or (head is not None and begins_text(head[1]))
    return is_one and not any(one.label("keywords") for one in following)


def _begins_other(line: Line, following: Sequence[Line]) -> bool:
    """Whether a line is no more of an abstract: a label, a heading, a code, a title."""
    return bool(
        line.label("abstract")
        or line.label("keywords")
        or classified(line.text)
        or dates_in(line.text)
        or names_information(line.text)
        or _begins_text(line, following)
        or article_type(line.text)
        or (line.stands_out and len(line.text) < LONGEST_TITLE)
    )


def _read_keywords(found: Front, lines: list[Line], n: int, tag: str, length: int) -> int:
    begin = n
    text = lines[n].flat[length:].strip()
    places = [lines[n].place]
    if not text and n + 1 < len(lines) and not _begins_other(lines[n + 1], lines[n + 2 :]):
        n += 1
        text = lines[n].flat
        places.append(lines[n].place)
        # Below a label, templates have one word a line.
        while _is_one_keyword(text) and n + 1 < len(lines) and _is_one_keyword(lines[n + 1].text):
            if _begins_other(lines[n + 1], lines[n + 2 :]):
                break
            n += 1
            text = f"{text.strip(' .')}; {lines[n].flat}"
            places.append(lines[n].place)
    parts = re.split(r"[;,•·،؛]", text)
    if len(parts) == 1:
        parts = re.split(r"\s[–—-]\s", text)
    words = [word.strip(" .") for word in parts]
    tag = _tag_of_keywords(text, tag, found.keywords)
    if any(words) and tag not in found.keywords:
        found.keywords[tag] = [word for word in words if word]
        found.taken.update(places)
        found.plain += _set_apart(lines[begin : n + 1], text)
    return n


def _set_apart(lines: list[Line], text: str) -> list[tuple[str, Paragraph | None]]:
    """The keywords of lines that are slanted, raised or lowered, where others are not."""
    return [
        (words, line.paragraph)
        for line in lines
        for node in ast.nodes(line.inlines)
        if node["t"] in _SET_APART and with_characters(node) is None
        if (words := without_marks(ast.plain_text(node["c"])).strip()) in text and words
        if len(words) < len(text.strip()) - 1
    ]


def _is_one_keyword(text: str) -> bool:
    """Whether a line, or the last part of lines that are joined, is a word or two."""
    last = text.rpartition(";")[2].strip(" .")
    return 0 < len(last) < _LONGEST_KEYWORD and not re.search(r"[,·•.:]", last)


def _tag_of(text: str, label: str, known: Collection[str]) -> str:
    """The language of an abstract or of keywords: that of their words, or of their label where
    there are such in that language already.
    """
    tag = language_of(text) or label
    return label if tag in known else tag


def _tag_of_keywords(text: str, label: str, known: Collection[str]) -> str:
    """The language of keywords: that of their label, for single words have few small words and few
    of the letters of their language; where the label is not of that language for certain, as an
    English one above words in other letters, that of the words.
    """
    tag = _tag_of(text, label, known)
    is_near = any({tag, label} <= near for near in _NEAR)
    is_near &= not (label == "tr" and "ə" in text.lower())
    return label if is_near and label not in known else tag


def _language_of_text(draft: Draft, start: int) -> str:
    """The language of most of the text behind the front matter, without the list of references,
    which is in many languages; where that does not tell, all of the text does.
    """
    blocks = draft.blocks
    end = next((n for n in range(len(blocks) - 1, start, -1) if is_list(blocks[n])), len(blocks))
    return main_language(blocks[start:end]) or language_of(without_marks(ast.plain_text(blocks)))


def _translated_titles(found: Front, lines: list[Line]) -> None:
    """Titles in the languages of the other abstracts: of what is left, the lines that stand out.
    One whose words do not tell their language has that of the abstract behind it.
    """
    for n, line in enumerate(lines):
        tag = language_of(line.text) or _next_language(lines[n + 1 :])
        is_wanted = tag in found.abstracts and tag not in found.titles
        if is_wanted and line.stands_out and line.place not in found.taken:
            found.titles[tag] = line.words()
            found.taken.add(line.place)


def _next_language(lines: list[Line]) -> str:
    """The language of the first abstract or keywords in lines."""
    for line in lines:
        for kind in ("abstract", "keywords"):
            if found := line.label(kind):
                return language_of(line.text[found[1] :]) or found[0]
    return ""


def _tell(draft: Draft, found: Front, lines: list[Line], front: int) -> None:
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
        bare = CONTACT.sub(" ", re.sub(r"\^[^^]*\^", " ", AUTHORS.sub("", text, count=1)))
        words = [
            word
            for word in _WORD.findall(bare)
            if word not in known and lower(word, found.language) not in known
        ]
        if words:
            _tell_lost(draft, " ".join(words), paragraph)


def _tell_left(draft: Draft, lines: Sequence[Line]) -> None:
    """Say which lines of the front stay in the text, where there is front matter."""
    if not lines or not draft.front.keys() - {"lang"}:
        return
    shown = " / ".join(line.text for line in lines)
    draft.add(
        "front-left",
        Outcome.DOUBTFUL,
        Message(
            "Lines before the text are no front matter that is known, and stand at its head: "
            "“{text}”.",
            text=shown[:_LONGEST_SHOWN],
        ),
        lines[0].paragraph,
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
        or is_corresponding(without(text, emails_in(text)))
    )
