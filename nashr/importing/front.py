"""Find the front matter of a manuscript in the paragraphs that come before its text.

Word has styles for a title at most; names, affiliations, abstracts and keywords are known by their
place and their words. What is taken is marked as a guess; what is not understood stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.front_dates import dates_in
from nashr.importing.front_fields import Front, write_front
from nashr.importing.front_findings import tell_changes, tell_front, tell_left, tell_notes
from nashr.importing.front_icons import take_icons
from nashr.importing.front_lines import (
    back_lines,
    drop_form_labels,
    front_lines,
    is_list,
    part_labels,
    with_labels_below,
)
from nashr.importing.front_people import (
    notes_left,
    read_person,
)
from nashr.importing.front_text import joined, texts_of, with_characters
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
    is_institution,
    labelled,
    names_information,
)
from nashr.importing.marks import without_marks
from nashr.importing.names import emails_in, orcids_in, persons
from nashr.importing.paragraphs import Paragraph
from nashr.importing.text_language import language_of, main_language
from nashr.model import Blocks, Inlines
from nashr.records import replace

_FEWEST_LINES = 2
_LONGEST_SHOWN = 300
#: A keyword on a line of its own has fewer characters.
_LONGEST_KEYWORD = 60
_SEVERAL = 2
#: An abstract within the text has no more paragraphs, with its label.
_LONGEST_ABSTRACT = 3
#: The authors of a text without an abstract have no more lines, and no longer ones.
_LONGEST_BYLINE, _LONGEST_PLACE = 8, 150
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
    drop_form_labels(draft)
    orcids = take_icons(draft)
    lines = with_labels_below(front_lines(draft))
    if len(lines) < _FEWEST_LINES and len(draft.blocks) < _FEWEST_LINES:
        return  # a paragraph alone is text
    if not lines:
        write_front(draft, Front(), _language_of_text(draft, 0))
        return
    end = _end(lines)
    title = None if has_title else title_line(lines[:end])
    start = max(line.place for line in lines[:end]) + 1
    written = _language_of_text(draft, start, lines, title.text if title is not None else "")
    found = Front(written, linked_orcids=orcids)
    signed = None if title is None else with_signed_note(title, lines[:end])
    titles = [title, *second_titles(lines[:end], title), *(signed or ())]
    _read(found, [line for line in lines[:end] if line not in titles])
    last = max(line.place for line in lines[:end])
    back = with_labels_below(back_lines(draft, last), is_back=True)
    _read(found, back)
    language = written or next(iter((*found.abstracts, *found.keywords)), "")
    if title is not None:
        found.taken.add(title.place)
        tag = language_of(title.text)
        whole, note = signed or (title, title)
        found.taken.add(note.place)
        whole = _with_lines_below(found, lines[:end], titles, whole)
        found.titles[tag if tag in found.abstracts else language] = whole.words()
    _translated_titles(found, lines[:end], title)
    _translated_titles(found, back)
    lines += back
    write_front(draft, found, language)
    left = [line for line in lines[:end] if line.place not in found.taken]
    tell_left(draft, left, draft.blocks[: lines[0].place])
    tell_front(draft, found, lines, len(lines) - len(back))
    for line in lines:
        if line.place in found.taken:
            tell_changes(draft, line)
    notes = [note for line in lines if line.place in found.taken for note in line.notes]
    in_place = [note for text in texts_of(draft.front) for note in text.notes]
    notes = [note for note in notes_left(found, notes) if note not in in_place]
    rest = [block for n, block in enumerate(draft.blocks) if n not in found.taken]
    draft.blocks = [*_kept_notes(draft, notes), *rest]


def _with_lines_below(
    found: Front, lines: Sequence[Line], titles: Sequence[Line | None], title: Line
) -> Line:
    """The title with the lines below it that it goes on in; one in brackets is its subtitle."""
    for line in lines:
        if line.place <= title.place or line.place in found.taken:
            continue
        if line.place > title.place + 1:
            break
        if line.stands_out and re.fullmatch(r"\([^()]+\)", line.text):
            found.subtitle = line.words()
        elif line in titles[1:] and _goes_on(title, line, found.abstracts):
            inlines = [*title.inlines, {"t": "Space"}, *line.inlines]
            text, place = f"{title.text} {line.text}", line.place
            notes = [one for one in (*title.notes, *line.notes) if one["t"] == "Note"]
            plain = (*title.plain_notes, *line.plain_notes)
            title = replace(
                title, place=place, text=text, inlines=inlines, notes=notes, plain_notes=plain
            )
        else:
            break
        found.taken.add(line.place)
    return title


def _goes_on(title: Line, line: Line, abstracts: Collection[str]) -> bool:
    """Whether a title goes on in the next line: it has no stop, and both are in one language."""
    if title.text.rstrip().endswith((".", "!", "?")) or line.text[:1] in "(*":
        return False
    ours, other = language_of(title.text), language_of(line.text)
    return ours == other if ours and other else len(abstracts) < _SEVERAL


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
    if last:
        return min(last, len(lines))
    title = next((n for n, line in enumerate(lines) if not _is_before_title(line)), 0)
    return title + 1 + _byline(lines[title + 1 :])


def _is_before_title(line: Line) -> bool:
    """Whether a line is what journals print above a title: its type, its codes, an identifier."""
    is_one = article_type(line.text) or classified(line.text) or doi_of(line.text)
    return bool(is_one or dates_in(line.text))


def _byline(lines: Sequence[Line]) -> int:
    """How many lines below a title are those of its authors, where no abstract says how far the
    front reaches: names, and where they work or how they are reached.
    """
    count = 0
    has_names = has_places = False
    for line in lines[:_LONGEST_BYLINE]:
        if len(line.text) > _LONGEST_PLACE:
            break
        is_place = bool(is_institution(line.text) or emails_in(line.text) or orcids_in(line.text))
        is_name = not is_place and bool(persons(line.raised, language_of(line.text) or "en"))
        if not (is_place and has_names) and not is_name:
            break
        has_names, has_places = has_names or is_name, has_places or is_place
        count += 1
    return count if has_names and has_places else 0


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
        elif (dates := dates_in(line.text)) and all(
            found.dates.get(name, date) == date for name, date in dates.items()
        ):
            found.dates |= dates  # perhaps once more, in another language
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
        or _are_names_above(line, following)
    )


def _are_names_above(line: Line, following: Sequence[Line]) -> bool:
    """Whether a line has names alone, above the title or the label of another abstract."""
    if not following or len(line.text) > _LONGEST_PLACE:
        return False
    is_above = following[0].stands_out or bool(following[0].label("abstract"))
    return is_above and bool(persons(line.raised, language_of(line.text) or "en"))


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
    for sign in (r"\s[–—-]\s", r"\s/\s", r"\.\s+"):
        more = re.split(sign, text)
        # A point stands in abbreviations, too.
        is_list = len(more) > 2 and all(len(one) > 2 for one in more)
        if len(parts) == 1 and (is_list or sign[1] == "s"):
            parts = more
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


def _language_of_text(draft: Draft, start: int, lines: Sequence[Line] = (), title: str = "") -> str:
    """The language of most of the text behind the front matter, without the list of references,
    which is in many languages, and without abstracts. Where that does not tell, for it is short,
    all of the file does; where this has abstracts in several languages in its ``lines``, the few
    words of the text or of its title tell which of those is its own.
    """
    blocks = draft.blocks
    end = next((n for n in range(len(blocks) - 1, start, -1) if is_list(blocks[n])), len(blocks))
    text = _without_abstracts(blocks[start:end])
    if language := main_language(text):
        return language
    labels = (line.label(kind) for line in lines for kind in ("abstract", "keywords"))
    tags = {label[0] for label in labels if label is not None}
    own = (language_of(one) for one in (without_marks(ast.plain_text(text)), title))
    sure = next((tag for tag in own if tag in tags), "") if len(tags) > 1 else ""
    return sure or language_of(without_marks(ast.plain_text(blocks)))


def _without_abstracts(blocks: Blocks) -> Blocks:
    """The blocks without abstracts among them, from their label to the keywords or a heading."""
    kept: Blocks = []
    inside = 0
    for block in blocks:
        text = without_marks(ast.plain_text([block])).strip()
        if labelled(text, "abstract"):
            inside = _LONGEST_ABSTRACT
        elif block["t"] == "Header" or begins_text(text):
            inside = 0
        if not inside and not labelled(text, "keywords"):
            kept.append(block)
        inside = 0 if labelled(text, "keywords") else max(0, inside - 1)
    return kept


def _is_slanted(line: Line) -> bool:
    return line.paragraph is not None and line.paragraph.italic


def _translated_titles(found: Front, lines: list[Line], title: Line | None = None) -> None:
    """Titles in the languages of the other abstracts: of what is left, the lines that stand out,
    and one in italics right below the title. One whose words do not tell their language has that
    of the abstract behind it.
    """
    for n, line in enumerate(lines):
        tag = language_of(line.text) or _next_language(lines[n + 1 :])
        is_wanted = tag in found.abstracts and tag not in found.titles
        is_wanted &= not _are_names_before_title(found, line, lines[n + 1 :])
        is_below = title is not None and line.place == title.place + 1 and _is_slanted(line)
        if is_wanted and (line.stands_out or is_below) and line.place not in found.taken:
            found.titles[tag] = line.words()
            found.taken.add(line.place)


def _are_names_before_title(found: Front, line: Line, following: Sequence[Line]) -> bool:
    """Whether a line has as many names as the article has authors, and a line that may be a title
    stands between it and the next abstract.
    """
    if len(persons(line.raised, language_of(line.text) or "en")) != len(found.people):
        return False
    for one in following:
        if one.label("abstract") or one.label("keywords"):
            return False
        if one.stands_out and one.place not in found.taken:
            return not persons(one.raised, language_of(one.text) or "en")
    return False


def _next_language(lines: list[Line]) -> str:
    """The language of the first abstract or keywords in lines."""
    for line in lines:
        for kind in ("abstract", "keywords"):
            if found := line.label(kind):
                return language_of(line.text[found[1] :]) or found[0]
    return ""
