"""The typed list of references at the end of an author's file, as entries of a bibliography."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nashr import ast
from nashr.document.reference_heading import names_references
from nashr.importing import typed_citations
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.library import Library
from nashr.importing.listed_works import ListedWork
from nashr.importing.marks import without_marks
from nashr.importing.open_changes import without_deleted
from nashr.importing.paragraphs import Paragraph
from nashr.importing.reference_fields import Item, item_of, year_letter
from nashr.importing.reference_labels import LONGEST, label
from nashr.importing.reference_remainder import words_left
from nashr.importing.unheaded_references import are_cited, are_works
from nashr.messages import Message, plural
from nashr.model import Blocks, Node
from nashr.records import dataclass
from nashr.references.works import family_name, folded, names_of, plain, year_of

#: Below this probability that all of its words are read rightly, an entry asks its author.
SURE = 0.5
#: The list leaves the text where this share of its works is cited.
_LEAST_CITED = 0.5
_SHORTEST = 12
#: So many words of a reference may be in none of its fields, where its title is marked.
_MOST_LEFT = 2
#: A heading inside of the list, such as “In Russian”, has no more words.
_MOST_HEADING_WORDS = 8
_NUMBER = re.compile(r"\s*[\[(]?(\d{1,3})\s*(?:[\])][.:]?|[.)])\s*(?=\D)|\s*(\d{1,3})\t")
_DATED = re.compile(
    r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\d+\s*(?:s|с|p|pp|səh)\b|https?:|www\.|10\.\d{4}"
)
_REPEATED = re.compile(
    r"(?:[\s_—–-]{2,}|yenə onun|onun həmin|тот же|он же|она же|a\.g\.y|aynı yazar|idem|id\.)"
    r"[.,:]?\s*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_QUERIES = {
    "az": "Bu mənbə belə yazılmışdı: “{raw}”. Sahələri düzgün ayrılıbmı?",
    "tr": "Bu kaynak şöyle yazılmıştı: “{raw}”. Alanları doğru ayrılmış mı?",
    "ru": "Источник был записан так: «{raw}». Верно ли разделены его части?",
    "en": "This reference was typed as “{raw}”. Are its parts told apart rightly?",
}
_NO_TEXT = frozenset({"Note", "Image", "Table", "Math"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """One reference as it is typed, and its number in a numbered list."""

    text: str
    number: int | None
    paragraph: Paragraph | None
    #: The key that the file itself has for it.
    key: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """Where the list stands among the blocks, its heading included."""

    start: int
    end: int
    entries: tuple[_Entry, ...]
    #: Headings inside of the list.
    headings: tuple[str, ...]


def take_references(draft: Draft, library: Library) -> None:
    """Make entries of a typed list, and citations of what cites them in the text.

    The list leaves the text where half of its works or more are cited, for nashr prints the works
    that are cited. Else the text stays as it is, and the works are in the bibliography file all
    the same.
    """
    found = _find(draft)
    if found is None:
        return
    works = _add(draft, library, found)
    text = draft.blocks[: found.start] + draft.blocks[found.end :]
    cited = typed_citations.cite(draft, text, works)
    keys = cited.keys | ({work.key for work in works} & _cited_in(text))
    if len(keys) < _LEAST_CITED * len({work.key for work in works}):
        draft.add(
            "references-uncited",
            Outcome.DOUBTFUL,
            Message(
                "The list of references stands as text: of {count} works in it, {cited} are cited.",
                count=len(works),
                cited=len(keys),
            ),
            found.entries[0].paragraph,
            Message("cite the works by the keys in references.bib, and take the list out."),
        )
        return
    draft.blocks = cited.blocks
    _tell(draft, found, works, keys)


def _cited_in(blocks: Blocks) -> set[str]:
    """The keys that citations of reference managers have."""
    cites = (node["c"][0] for node in ast.nodes(blocks, leaves=False) if node["t"] == "Cite")
    return {one["citationId"] for cite in cites for one in cite}


def _tell(draft: Draft, found: _List, works: Sequence[ListedWork], keys: frozenset[str]) -> None:
    count = len(found.entries)
    draft.add(
        "references-read",
        Outcome.DONE,
        plural(
            "The typed list of references became {n} entry of references.bib.",
            "The typed list of references became {n} entries of references.bib.",
            count,
        ),
        found.entries[0].paragraph,
    )
    for heading in found.headings:
        draft.add(
            "references-heading",
            Outcome.LOST,
            Message(
                "“{text}”, a heading inside of the list of references, is not in the manuscript.",
                text=heading,
            ),
            None,
            Message("nashr sorts the list by itself."),
        )
    for entry, work in zip(found.entries, works, strict=True):
        if work.key not in keys:
            draft.add(
                "reference-uncited",
                Outcome.DOUBTFUL,
                Message(
                    "“{text}” is cited nowhere in the text, and nashr lists what is cited.",
                    text=entry.text[:80],
                ),
                entry.paragraph,
                Message("cite it as [@{key}], or name it in nocite.", key=work.key),
            )


# --- the list ------------------------------------------------------------------------------


def _find(draft: Draft) -> _List | None:
    """The last list below a heading that names one; else one at the end, where the text cites its
    works by their numbers.
    """
    for start in range(len(draft.blocks) - 1, -1, -1):
        block = draft.blocks[start]
        if block["t"] in ("Header", "Para", "Plain") and names_references(_words(block)):
            found = _list_from(draft, start)
            if found is not None:
                return found
    return _at_end(draft)


def _at_end(draft: Draft) -> _List | None:
    """A list of works at the end of the text, without a heading."""
    start = len(draft.blocks)
    entries: list[_Entry] = []
    while start:
        block = without_deleted(draft, draft.blocks[start - 1])
        pieces = [] if block["t"] == "Header" else list(_pieces(draft, block))
        is_list = bool(pieces) and not any(one["t"] in _NO_TEXT for one in ast.nodes(block))
        if not is_list or not all(_is_entry(one.text) for one in pieces):
            break
        entries[:0] = pieces
        start -= 1
    if not are_cited(draft.blocks[:start], [one.number for one in entries]):
        return None
    if not are_works([one.text for one in entries]):
        return None
    return _List(start, len(draft.blocks), tuple(entries), ())


def _list_from(draft: Draft, start: int) -> _List | None:
    entries: list[_Entry] = []
    headings: list[str] = []
    end = start + 1
    for place in range(start + 1, len(draft.blocks)):
        block = without_deleted(draft, draft.blocks[place])
        pieces = list(_pieces(draft, block))
        if (
            block["t"] == "Header"
            or not pieces
            or any(one["t"] in _NO_TEXT for one in ast.nodes(block))
        ):
            if block["t"] == "Header" or _words(block):
                break
            continue  # an empty paragraph
        read = [_is_entry(piece.text) or _is_address(piece, entries) for piece in pieces]
        if all(read):
            entries += pieces
        elif (
            len(pieces) == 1
            and entries
            and re.match(r"(?:https?:|www\.|doi)", pieces[0].text, re.IGNORECASE)
        ):
            last = entries[-1]
            entries[-1] = _Entry(f"{last.text} {pieces[0].text}", last.number, last.paragraph)
        elif (
            len(pieces) == 1
            and len(pieces[0].text.split()) <= _MOST_HEADING_WORDS
            and _goes_on(draft, place, entries)
        ):
            headings.append(pieces[0].text)
        else:
            break
        end = place + 1
    return _List(start, end, tuple(entries), tuple(headings)) if entries else None


def _goes_on(draft: Draft, place: int, entries: Sequence[_Entry]) -> bool:
    """Whether entries follow behind a block."""
    following = None
    if place + 1 < len(draft.blocks):
        following = without_deleted(draft, draft.blocks[place + 1])
    pieces = (
        list(_pieces(draft, following))
        if following is not None and following["t"] != "Header"
        else []
    )
    return bool(pieces) and all(_is_entry(p.text) or _is_address(p, entries) for p in pieces)


def _is_address(piece: _Entry, entries: Sequence[_Entry]) -> bool:
    """Whether an entry is an address of the web alone, with the next number of the list."""
    before = entries[-1].number if entries else None
    is_next = before is not None and piece.number == before + 1
    return is_next and bool(_ADDRESS.fullmatch(piece.text))


def _is_entry(text: str) -> bool:
    return _SHORTEST <= len(text) <= LONGEST and bool(_DATED.search(text)) and len(text.split()) > 2


def _pieces(draft: Draft, block: Node) -> Iterator[_Entry]:
    """The references of a block: paragraphs, lines of them, items of lists."""
    match block["t"]:
        case "Para" | "Plain":
            paragraph = draft.paragraph_of(block)
            lines = _lines(block["c"])
            if len(lines) < 2 or not all(_is_entry(line) for line in lines):
                lines = [" ".join(lines)]
            for line in lines:
                yield from _entry(line, None, paragraph)
        case "OrderedList":
            for n, item in enumerate(block["c"][1], start=block["c"][0][0]):
                yield from _entry(_all_words(item), n, draft.paragraph_of(item))
        case "BulletList":
            for item in block["c"]:
                yield from _entry(_all_words(item), None, draft.paragraph_of(item))
        case "BlockQuote":
            for inner in block["c"]:
                yield from _pieces(draft, inner)
        case "Div":
            for inner in block["c"][1]:
                yield from _pieces(draft, inner)


def _entry(text: str, number: int | None, paragraph: Paragraph | None) -> Iterator[_Entry]:
    """A reference with its number: that of the list, or the one that is typed before it."""
    typed = _NUMBER.match(text) if number is None else None
    bare = text[typed.end() :].strip() if typed else text
    if bare:
        yield _Entry(bare, int(typed[1] or typed[2]) if typed else number, paragraph)


def _all_words(blocks: Blocks) -> str:
    return " ".join(map(_words, blocks)).strip()


def _words(node: Any) -> str:
    return " ".join(without_marks(ast.plain_text([node])).split())


def _lines(inlines: Sequence[Node]) -> list[str]:
    texts = (without_marks(ast.plain_text(line)) for line in ast.lines(inlines))
    return [text for one in texts if (text := " ".join(one.split()))]


# --- its entries ---------------------------------------------------------------------------


def _add(draft: Draft, library: Library, found: _List) -> list[ListedWork]:
    tag = str(draft.front.get("lang", "en"))
    query = _QUERIES.get(tag.partition("-")[0], _QUERIES["en"])
    works: list[ListedWork] = []
    before: Item = {}
    numbers = [entry.number for entry in found.entries]
    counted = sum(number is not None for number in numbers) > len(numbers) / 2
    for place, entry in enumerate(found.entries, start=1):
        repeated = _REPEATED.match(entry.text)
        labelled = label(entry.text[repeated.end() :] if repeated else entry.text)
        item = item_of(labelled, tag.partition("-")[0])
        if repeated and not item.get("author"):
            item["author"] = before.get("author", [])
        before = item
        sure = labelled.confidence >= SURE and bool(item.get("title"))
        if not item.get("title"):
            item["title"] = entry.text
        if entry.key:
            item["citation-key"] = entry.key
        asked = "" if sure else query.format(raw=entry.text)
        key = library.add_typed(item, entry.text, labelled.confidence, asked)
        if not sure:
            _tell_doubtful(draft, entry.text, key, entry.paragraph)
        number = entry.number if entry.number is not None else place if counted else None
        works.append(_listed(item, key, number, year_letter(labelled)))
    return works


def add_references(draft: Draft, library: Library, texts: Mapping[str, str]) -> list[str]:
    """The keys of references that are typed, by the keys that the file has for them; they become
    entries.
    """
    entries = tuple(_Entry(text, None, None, key) for key, text in texts.items())
    return [work.key for work in _add(draft, library, _List(0, 0, entries, ()))]


def add_marked(draft: Draft, library: Library, marked: Item, text: str) -> str:
    """The key of a reference that is typed and some of whose parts the file has marked: those are
    as they are marked, the others as they are read.
    """
    tag = str(draft.front.get("lang", "en")).partition("-")[0]
    labelled = label(text)
    read = item_of(labelled, tag)
    is_read = labelled.confidence >= SURE or not marked.get("title")
    item = {**read, **marked} if is_read else dict(marked)
    if is_read and marked.get("type", "document") == "document":
        item["type"] = read.get("type", "document")
    is_covered = len(words_left(item, text)) <= _MOST_LEFT and bool(marked.get("title"))
    sure = bool(item.get("title")) and (labelled.confidence >= SURE or is_covered)
    item.setdefault("title", text)
    query = _QUERIES.get(tag, _QUERIES["en"]).format(raw=text)
    key = library.add_typed(item, text, labelled.confidence, "" if sure else query)
    if not sure:
        _tell_doubtful(draft, text, key, None)
    return key


def _tell_doubtful(draft: Draft, text: str, key: str, paragraph: Paragraph | None) -> None:
    draft.add(
        "reference-doubtful",
        Outcome.DOUBTFUL,
        Message(
            "“{text}” may not be parted rightly; its entry {key} asks the author.",
            text=text[:80],
            key=key,
        ),
        paragraph,
        Message("compare the entry with nashr-typed, and take nashr-query out."),
    )


def _listed(item: Item, key: str, number: int | None, letter: str) -> ListedWork:
    makers = names_of(item, "author") or names_of(item, "editor")
    families = tuple(folded(family_name(name)) for name in makers if name.get("family") != "others")
    titles = tuple(
        folded(plain(item.get(name))) for name in ("title", "container-title") if item.get(name)
    )
    return ListedWork(key, number, families, year_of(item.get("issued")), letter, titles)
