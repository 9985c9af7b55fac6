"""Find the front matter of a manuscript in the paragraphs that come before its text.

Word has styles for a title at most; names, affiliations, abstracts and keywords are known by their
place and their words. What is taken is marked as a guess; what is not understood stays in the text.
"""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.importing.comments import Comment
from nashr.importing.draft import Draft
from nashr.importing.fields import ReferenceField
from nashr.importing.findings import Outcome
from nashr.importing.front_words import (
    begins_text,
    classified,
    is_institution,
    labelled,
    language_of,
)
from nashr.importing.marks import number_of, without_marks
from nashr.importing.names import Person, emails_in, orcids_in, persons
from nashr.importing.paragraphs import Paragraph
from nashr.languages import is_supported
from nashr.messages import Message
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass, field

#: How far the front of a manuscript reaches at most, in blocks.
_LONGEST_FRONT = 80
_LONGEST_TITLE = 400
_FEWEST_LINES = 2
_WORD = re.compile(r"\w+")
#: What stands around an ORCID iD or an address.
_CONTACT = re.compile(r"https?://orcid\.org/|ORCID(?: iD)?|e-?mail|e-posta|e-poçt", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the front: its place among the blocks, and its text in one line."""

    place: int
    text: str
    #: The text with ``^…^`` around what is raised.
    raised: str
    paragraph: Paragraph | None
    notes: Inlines

    @property
    def stands_out(self) -> bool:
        one = self.paragraph
        return one is not None and (one.bold or one.capitals or one.centred or one.outline > 0)


@dataclass(slots=True)
class _Front:
    """What was found, by language where it is in several."""

    titles: dict[str, str] = field(default_factory=dict)
    abstracts: dict[str, str] = field(default_factory=dict)
    keywords: dict[str, list[str]] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    affiliations: list[tuple[str, str]] = field(default_factory=list)
    orcids: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    classification: dict[str, str] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)


def take_front(draft: Draft) -> None:
    """Move what front matter has out of the text, into ``draft.front``."""
    lines = list(_lines(draft))
    if len(lines) < _FEWEST_LINES and len(draft.blocks) < _FEWEST_LINES:
        return  # a paragraph alone is text
    if not lines:
        return
    end = _end(lines)
    title = _title_line(lines[:end])
    found = _read([line for line in lines[:end] if line is not title])
    language = _language(found, draft)
    if title is not None:
        found.taken.add(title.place)
        tag = language_of(title.text)
        found.titles[tag if tag in found.abstracts else language] = title.text
    _translated_titles(found, lines[:end])
    _write(draft, found, language)
    _tell(draft, found, lines)
    notes = [note for line in lines if line.place in found.taken for note in line.notes]
    rest = [block for n, block in enumerate(draft.blocks) if n not in found.taken]
    draft.blocks = [*_kept_notes(draft, notes), *rest]


def _kept_notes(draft: Draft, notes: Inlines) -> Blocks:
    """The notes of titles and names, which have no call any more: before the text."""
    if not notes:
        return []
    if any(note["t"] == "Note" for note in notes):
        _tell_notes(draft, notes)
    kept = [block for note in notes if note["t"] == "Note" for block in note["c"]]
    comments = [one for one in notes if one["t"] == "Str"]
    return [*([ast.para(comments)] if comments else []), *kept]


def _tell_notes(draft: Draft, notes: Inlines) -> None:
    draft.add(
        "front-notes",
        Outcome.DOUBTFUL,
        Message("Notes to the title or to a name stand before the text."),
        draft.paragraph_of(notes),
        Message("put them into acknowledgements, an affiliation, or a note of the text."),
    )


def _comments(draft: Draft, inlines: Inlines) -> Inlines:
    """The marks of the comments in a line."""
    marks = [node for node in ast.nodes(inlines) if node["t"] == "Str"]
    numbers = ((node, number_of(node["c"])) for node in marks)
    return [node for node, n in numbers if n is not None and isinstance(draft.things[n], Comment)]


# --- lines ---------------------------------------------------------------------------------


def _lines(draft: Draft) -> list[_Line]:
    found = []
    for place, block in enumerate(draft.blocks[:_LONGEST_FRONT]):
        if block["t"] not in ("Para", "Plain", "Header"):
            break
        inlines: Inlines = block["c"][2] if block["t"] == "Header" else block["c"]
        text = without_marks(ast.plain_text(inlines)).strip()
        if text and not _has_more_than_words(draft, inlines):
            raised = without_marks(ast.plain_text(_with_raised(inlines))).strip()
            notes = [node for node in ast.nodes(inlines) if node["t"] == "Note"]
            notes += _comments(draft, inlines)
            found.append(_Line(place, text, raised, draft.paragraph_of(inlines), notes))
    return found


def _has_more_than_words(draft: Draft, inlines: Inlines) -> bool:
    """Whether there is what front matter cannot hold: a citation, a picture, a formula, a reference
    to something. A note can be put elsewhere.
    """
    if any(isinstance(thing, ReferenceField) for thing in draft.things_in(inlines)):
        return True
    return any(node["t"] in ("Cite", "Image", "Math") for node in ast.nodes(inlines))


def _with_raised(inlines: Inlines) -> Inlines:
    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Superscript":
            return None
        return [ast.text(f"^{ast.plain_text(node['c'])}^")]

    changed: Inlines = ast.rewrite(inlines, change)
    return changed


def _end(lines: list[_Line]) -> int:
    """The number of lines before the text: up to a heading such as *Introduction*, behind the last
    keywords or abstract; where there is neither, the title alone.
    """
    last = 0
    for n, line in enumerate(lines):
        if n and begins_text(line.text):
            return n
        if labelled(line.text, "keywords"):
            last = n + 1
        elif labelled(line.text, "abstract"):
            last = n + 2
    return min(last, len(lines)) or 1


# --- reading -------------------------------------------------------------------------------


def _read(lines: list[_Line]) -> _Front:
    found = _Front()
    n = 0
    while n < len(lines):
        line = lines[n]
        if abstract := labelled(line.text, "abstract"):
            n = _read_abstract(found, lines, n, *abstract)
        elif keywords := labelled(line.text, "keywords"):
            n = _read_keywords(found, lines, n, *keywords)
        elif code := classified(line.text):
            found.classification[code[0]] = code[1]
            found.taken.add(line.place)
        else:
            _read_person(found, line)
        n += 1
    return found


def _read_abstract(found: _Front, lines: list[_Line], n: int, tag: str, length: int) -> int:
    """Read an abstract: behind its label, or in the paragraphs that follow. Gives the last line."""
    texts = [lines[n].text[length:].strip()]
    places = [lines[n].place]
    while n + 1 < len(lines) and (not any(texts) or not _begins_other(lines[n + 1])):
        n += 1
        if _begins_other(lines[n]):
            n -= 1
            break
        texts.append(lines[n].text)
        places.append(lines[n].place)
    text = "\n\n".join(filter(None, texts))
    tag = language_of(text) or tag
    if text and tag not in found.abstracts:
        found.abstracts[tag] = text
        found.taken.update(places)
    return n


def _begins_other(line: _Line) -> bool:
    """Whether a line is no more of an abstract: a label, a heading, a code, a title."""
    return bool(
        labelled(line.text, "abstract")
        or labelled(line.text, "keywords")
        or classified(line.text)
        or begins_text(line.text)
        or (line.stands_out and len(line.text) < _LONGEST_TITLE)
    )


def _read_keywords(found: _Front, lines: list[_Line], n: int, tag: str, length: int) -> int:
    text = lines[n].text[length:].strip()
    places = [lines[n].place]
    if not text and n + 1 < len(lines) and not _begins_other(lines[n + 1]):
        n += 1
        text = lines[n].text
        places.append(lines[n].place)
    words = [word.strip(" .") for word in re.split(r"[;,•·]", text)]
    tag = language_of(text) or tag
    if any(words) and tag not in found.keywords:
        found.keywords[tag] = [word for word in words if word]
        found.taken.update(places)
    return n


def _read_person(found: _Front, line: _Line) -> None:
    """Read a line of names, of an affiliation, or of identifiers."""
    if people := ([] if found.people else persons(line.raised, language_of(line.text) or "en")):
        found.people = people
        found.taken.add(line.place)
        return
    orcids, emails = orcids_in(line.text), emails_in(line.text)
    rest = line.text
    for known in (*orcids, *emails):
        rest = rest.replace(known, "")
    rest = re.sub(
        r"https?://orcid\.org/|ORCID(?: iD)?|e-?mail|e-posta|e-poçt", "", rest, flags=re.I
    )
    if (orcids or emails) and not re.search(r"\w{3}", rest):
        found.orcids += orcids
        found.emails += emails
        found.taken.add(line.place)
    elif is_institution(line.text) and found.people and len(line.text) < _LONGEST_TITLE:
        call = re.match(r"\^([^^]*)\^\s*|([\d*†‡])\s*(?=\D)", line.raised)
        sign = (call[1] or call[2] or "").strip() if call else ""
        found.affiliations.append((sign, line.raised[call.end() :] if call else line.text))
        found.orcids += orcids
        found.emails += emails
        found.taken.add(line.place)


def _language(found: _Front, draft: Draft) -> str:
    """The language of the article: that of most of its text."""
    sample: Blocks = draft.blocks[-min(len(draft.blocks), 60) :]
    tag = language_of(without_marks(ast.plain_text(sample))[:20_000])
    return tag or next(iter(found.abstracts), "")


def _title_line(lines: list[_Line]) -> _Line | None:
    """The paragraph that has the style of titles, or the first one that is nothing else."""
    for line in lines:
        if line.paragraph is not None and line.paragraph.style == "title":
            return line
    for line in lines:
        is_other = classified(line.text) or begins_text(line.text)
        label = labelled(line.text, "abstract") or labelled(line.text, "keywords")
        if not is_other and not label and len(line.text) <= _LONGEST_TITLE:
            return line
    return None


def _translated_titles(found: _Front, lines: list[_Line]) -> None:
    """Titles in the languages of the other abstracts: of what is left, the lines that stand out."""
    for line in lines:
        tag = language_of(line.text)
        is_wanted = tag in found.abstracts and tag not in found.titles
        if is_wanted and line.stands_out and line.place not in found.taken:
            found.titles[tag] = line.text
            found.taken.add(line.place)


# --- writing -------------------------------------------------------------------------------


def _write(draft: Draft, found: _Front, language: str) -> None:
    front = draft.front
    own = language if language in found.titles else next(iter(found.titles), "")
    if own in found.titles:
        front["title"] = found.titles[own]
    if language and is_supported(language):
        front["lang"] = language
    if language in found.abstracts:
        front["abstract"] = found.abstracts[language]
    if language in found.keywords:
        front["keywords"] = found.keywords[language]
    if found.classification:
        front["classification"] = {
            scheme: _codes(text) for scheme, text in found.classification.items()
        }
    translations = {}
    for tag in dict.fromkeys((*found.titles, *found.abstracts, *found.keywords)):
        if tag in (language, own, ""):
            continue
        parts: dict[str, Any] = {
            "title": found.titles.get(tag),
            "abstract": found.abstracts.get(tag),
            "keywords": found.keywords.get(tag),
        }
        translations[tag] = {name: part for name, part in parts.items() if part}
    if translations:
        front["translations"] = translations
    if found.people:
        front["authors"] = _authors(found)
    if found.affiliations:
        front["affiliations"] = [
            {"id": f"a{n}", "name": name} for n, (_, name) in enumerate(found.affiliations, 1)
        ]


def _codes(text: str) -> str | list[str]:
    codes = [code.strip() for code in re.split(r"[;,]", text) if code.strip()]
    return codes[0] if len(codes) == 1 else codes


def _authors(found: _Front) -> list[dict[str, Any]]:
    signs = {sign: f"a{n}" for n, (sign, _) in enumerate(found.affiliations, 1) if sign}
    everybody = [f"a{n}" for n, _ in enumerate(found.affiliations, 1)]
    authors = []
    for n, person in enumerate(found.people):
        author: dict[str, Any] = {"given": person.given, "family": person.family}
        calls = [call for piece in person.calls for call in re.split(r"[,\s]+", piece)]
        named = [signs[call] for call in calls if call in signs]
        if named or (everybody and (len(everybody) == 1 or len(found.people) == 1)):
            author["affiliations"] = named or everybody
        if len(found.orcids) == len(found.people):
            author["orcid"] = found.orcids[n]
        if len(found.emails) == len(found.people):
            author["email"] = found.emails[n]
        elif len(found.emails) == 1 and n == 0:
            author |= {"email": found.emails[0], "corresponding": True}
        authors.append(author)
    return authors


def _tell(draft: Draft, found: _Front, lines: list[_Line]) -> None:
    """Say what was guessed, and which words of the front are in none of its fields."""
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
    known = set(_WORD.findall(str(draft.front)))
    for line in lines:
        if line.place not in found.taken:
            continue
        bare = re.sub(r"\^[^^]*\^", " ", line.raised)
        words = [word for word in _WORD.findall(bare) if word not in known]
        if words and not _is_label(line):
            draft.add(
                "front-words",
                Outcome.DOUBTFUL,
                Message(
                    "Words of the front matter are in none of its fields: “{words}”.",
                    words=" ".join(words)[:200],
                ),
                line.paragraph,
                Message("put them where they belong."),
            )


def _is_label(line: _Line) -> bool:
    """Whether the words that are left are those of labels alone."""
    return bool(
        labelled(line.text, "abstract") or labelled(line.text, "keywords") or classified(line.text)
    )
