"""Citations that are typed, matched with the typed list of references: “(Oran, 1998: 463)”,
“Oran (1998)”, “[3, s. 119]”, numbers in superscript.

What names one work of the list becomes a citation; what may be two stays text and is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from nashr import ast
from nashr.importing.bracketed_numbers import (
    FORMULA,
    Reading,
    cites_in_parentheses,
    have_pages,
    is_power,
    reading_of,
)
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.flat_text import HOLE, FlatText, Match
from nashr.importing.listed_works import ListedWork, ListedWorks
from nashr.importing.marks import number_of
from nashr.importing.paragraphs import Paragraph
from nashr.messages import Message
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass
from nashr.references.typed_citations import names_at_end, names_of_citation
from nashr.references.works import folded

_PAGE_WORD = r"(?:səhifə|səh|sayfa|стр|бет|pages?|ss|pp|sf|bl|s|p|с|b)\.?"
_PAGES = r"\d+(?:\s?[-–—]\s?\d+)?(?:\s*,\s*\d+(?:\s?[-–—]\s?\d+)?)*"
_INTRODUCED = (
    r"(?:(?:bax|bkz|baxın|see(?:\s+also)?|cf|см|ср|məsələn|örn|e\.\s?g|vgl|krş|müq)"
    r"\.?\s*(?:[:,]\s*)?)"
)
_YEARS = r"(?P<years>(?:1[4-9]|20)\d\d[a-zа-я]?(?:\s*,\s*(?:1[4-9]|20)\d\d[a-zа-я]?)*)"
_WORDED = rf"(?P<word>{_PAGE_WORD})\s*(?P<worded>{_PAGES})"
_BRACKETS = re.compile(r"\(([^()\[\]]{4,300})\)|\[([^()\[\]]{4,300})\]")
_DATED = re.compile(
    rf"(?P<lead>{_INTRODUCED})?(?P<names>[^\d]{{2,120}}?)[,\s]\s*\(?{_YEARS}\)?"
    rf"(?:\s*[:,.;]?\s*{_WORDED}|\s*[:,]\s*(?P<pages>{_PAGES}))?\s*(?P<rest>[^\d]{{0,40}})",
    re.IGNORECASE | re.DOTALL,
)
_YEAR_ALONE = re.compile(
    rf"\({_YEARS}(?:\s*[:,]?\s*{_WORDED}|\s*[:,]\s*(?P<pages>{_PAGES}))?\)", re.IGNORECASE
)
_ONE_NUMBER = rf"\d{{1,3}}(?:\s?[-–—]\s?\d{{1,3}})?(?:\s*[,:]\s*{_PAGE_WORD}\s*{_PAGES})?"
_NUMBERED = re.compile(
    rf"\[(?P<lead>{_INTRODUCED})?(?P<square>\d{{1,3}}[^\[\]()]{{0,120}}?)\]"
    rf"|\((?P<lead2>{_INTRODUCED})?(?P<round>\d{{1,3}}\s*,\s*{_PAGE_WORD}\s*{_PAGES}(?:\s*;\s*{_ONE_NUMBER})*)\)",
    re.IGNORECASE,
)
#: The same, in a text that cites by numbers in parentheses, as “(2)”.
_IN_PARENTHESES = re.compile(
    rf"\[(?P<lead>{_INTRODUCED})?(?P<square>\d{{1,3}}[^\[\]()]{{0,120}}?)\]"
    rf"|\((?P<lead2>{_INTRODUCED})?(?P<round>\d{{1,3}}(?!\d)[^\[\]()]{{0,120}}?)\)",
    re.IGNORECASE,
)
_ITEM = re.compile(
    rf"(?P<first>\d{{1,3}})(?:\s?[-–—]\s?(?P<last>\d{{1,3}}))?(?:\s*[,:]\s*(?P<word>{_PAGE_WORD})\s*(?P<worded>{_PAGES}))?",
    re.IGNORECASE,
)
#: A place that is more than a page: “3, т. 2, с. 5”, “4, cild II, s. 7”, “9, л. 12 об.”.
_PLACE_WORD = (
    r"(?:т|том|vol|cild|cilt|c|kitab|кн|ч|часть|hissə|bölüm|böl|гл|глава|fəsil|ch|sec|ст|maddə|"
    r"madde|md|art|вып|is|№|no|nr|§+|п|д|iş|on|оп|ф|л|vərəq|v|vr|fol|f|табл|рис|прим|qeyd|n)"
)
_PLACE = rf"(?:{_PLACE_WORD}|{_PAGE_WORD})\.?\s*(?:\d+(?:\s?[-–—]\s?\d+)?|[IVXLCDM]+)(?:\s?об\.?)?"
_PLACED = re.compile(rf"(\d{{1,3}})\s*[,:]\s*({_PLACE}(?:\s*,\s*{_PLACE})*)", re.IGNORECASE)
_SUPERSCRIPT = re.compile(r"\d{1,3}(?:\s?[-–—,;]\s?\d{1,3})*")
#: The text of a link to a list that leaves the text: a number or a year, with marks around them.
_LINKED = re.compile(
    r"[\[(]?(?:\d{1,3}|[^\d\[\]()]{0,60}\(?(?:1[4-9]|20)\d\d[a-z]?)(?:[\s,;–-]+\d{1,3})*[\])]?"
)
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Cited:
    """The text with citations, and the keys of the works that it cites now."""

    blocks: Blocks
    keys: frozenset[str]


def cite(draft: Draft, blocks: Blocks, works: Sequence[ListedWork]) -> Cited:
    """The blocks with citations of the works where the text names them."""
    citing = _Citing(draft, works)
    return Cited(citing.read(blocks), frozenset(citing.keys))


class _Citing:
    def __init__(self, draft: Draft, works: Sequence[ListedWork]) -> None:
        self._draft = draft
        self._listed = ListedWorks(works)
        self._paragraph: Paragraph | None = None
        self._raised = True
        self._pattern = _NUMBERED
        self.keys: set[str] = set()

    def read(self, blocks: Blocks) -> Blocks:
        """The blocks with citations. A text cites by numbers in brackets or by raised ones: where
        most are in brackets, raised ones are those of notes below tables and the like.
        """
        if self._listed.by_number:
            bracketed = len(_NUMBERED.findall(ast.plain_text(blocks)))
            raised = (one for one in ast.nodes(blocks) if one["t"] == "Superscript")
            numbers = sum(bool(_SUPERSCRIPT.fullmatch(ast.plain_text(one["c"]))) for one in raised)
            self._raised = numbers >= bracketed
            if cites_in_parentheses(blocks, frozenset(self._listed.by_number)):
                self._pattern = _IN_PARENTHESES
                if not have_pages(blocks):
                    self._doubt(
                        Message("Numbers in parentheses, such as “(1)”, were taken for citations.")
                    )
        return self.walk(blocks)  # type: ignore[no-any-return]

    # --- the text

    def walk(self, tree: Any) -> Any:
        if isinstance(tree, list):
            if (
                tree
                and all(isinstance(one, dict) and "t" in one for one in tree)
                and any(one["t"] in ("Str", "Superscript") for one in tree)
            ):
                return self._inlines(tree)
            return [self.walk(one) for one in tree]
        if isinstance(tree, dict):
            if tree.get("t") in (
                "Header",
                "Link",
                "Code",
                "Math",
                "Cite",
                "CodeBlock",
                "RawBlock",
                "RawInline",
            ):
                return tree
            return {key: self.walk(value) if key != "t" else value for key, value in tree.items()}
        return tree

    def _inlines(self, inlines: Inlines) -> Inlines:
        inlines = [one for node in inlines for one in _unlinked(node)]
        inlines = [
            node
            if node["t"] in ("Str", "Space", "SoftBreak", "LineBreak", "Superscript")
            else self.walk(node)
            for node in inlines
        ]
        self._note_paragraph(inlines)
        if self._listed.by_number and self._raised:
            inlines = self._superscripts(inlines)
        flat = FlatText(self._draft, inlines)
        matches: list[Match] = []
        taken: list[tuple[int, int]] = []
        finders: tuple[Callable[[str], Iterator[Match]], ...] = (
            self._numbered,
            self._in_brackets,
            self._narrative,
        )
        for finder in finders:
            for match in finder(flat.text):
                if all(match.end <= start or match.start >= end for start, end in taken):
                    taken.append((match.start, match.end))
                    matches.append(match)
        return flat.replaced(sorted(matches, key=lambda one: one.start)) if matches else inlines

    def _note_paragraph(self, inlines: Inlines) -> None:
        for node in inlines:
            number = number_of(node["c"]) if node["t"] == "Str" else None
            thing = self._draft.things.get(number) if number is not None else None
            if isinstance(thing, Paragraph):
                self._paragraph = thing

    # --- names and years

    def _in_brackets(self, text: str) -> Iterator[Match]:
        """“(Oran, 1998: 463; Kuzio, 2005)”."""
        for found in _BRACKETS.finditer(text):
            inside = found[1] or found[2]
            if HOLE in inside or FORMULA in inside or not re.search(r"(?:1[4-9]|20)\d\d", inside):
                continue
            parts = [self._dated(part) for part in _with_names(inside.split(";"))]
            read = [one for one in parts if one]
            if len(read) == len(parts):
                cited = [item for one in read for item in one]
                yield self._match(found.start(), found.end(), cited, found[0])
            elif read:
                self._tell_partly(found[0])

    def _dated(self, part: str) -> list[Node] | None:
        """The works of one part in brackets; None where it names none, or more than one."""
        found = _DATED.fullmatch(part)
        if found is None or len(found["rest"].split()) > 4:
            return None
        names = names_of_citation(found["names"])
        if names is None:
            return None
        cited: list[Node] = []
        years = re.findall(r"(\d{4})([a-zа-я]?)", found["years"])
        for n, (year, letter) in enumerate(years):
            works = self._listed.named(names[0], int(year), letter)
            if len(works) != 1:
                self._tell(part, works, bool(self._listed.of_names(names[0])))
                return None
            last = n == len(years) - 1
            locator = _locator(found) if last else ""
            rest = found["rest"].strip() if last else ""
            suffix = f"{locator}{' ' if rest else ''}{rest}" if locator or rest else ""
            cited.append(
                _item(works[0].key, (found["lead"] or "").strip() if not n else "", suffix)
            )
        return cited

    def _narrative(self, text: str) -> Iterator[Match]:
        """“Oran (1998: 463)”. The names stay as they are written, with their endings, unless they
        are one name alone; the year becomes the citation.
        """
        for found in _YEAR_ALONE.finditer(text):
            before = text[max(0, found.start() - 120) : found.start()]
            before = before.replace(FORMULA, HOLE).rpartition(HOLE)[2]
            run = names_at_end(before)
            if not run:
                continue
            words, _, _ = run
            items: list[Node] = []
            for year, letter in re.findall(r"(\d{4})([a-zа-я]?)", found["years"]):
                works = self._listed.named(words, int(year), letter)
                if len(works) != 1:
                    if len(works) > 1:
                        self._tell(found[0], works, known=True)
                    break
                items.append(_item(works[0].key, "", _locator(found), "SuppressAuthor"))
            else:
                work = self._listed.of_key(items[0]["citationId"])
                start = found.start()
                name = before[run[2] :].strip()
                if (
                    len(items) == 1
                    and len(work.families) == 1
                    and folded(name) == work.families[0]
                    and " " not in name
                ):
                    start -= len(before) - run[2]
                    suffix = ast.words(_locator(found).removeprefix(", "))
                    items = [
                        {
                            **items[0],
                            "citationMode": {"t": "AuthorInText"},
                            "citationSuffix": suffix,
                        }
                    ]
                yield self._match(start, found.end(), items, text[start : found.end()])

    # --- numbers

    def _numbered(self, text: str) -> Iterator[Match]:
        """“[3, s. 119]”, “[1; 4–6]”, “(bax: 5, s. 12)”."""
        if not self._listed.by_number:
            return
        for found in self._pattern.finditer(text):
            square = found["square"] is not None
            inside = found["square"] or found["round"]
            lead = (found["lead"] if square else found["lead2"]) or ""
            before, behind = text[: found.start()], text[found.end() :]
            reading = reading_of(before, inside, behind) if square and not lead else None
            if reading is Reading.MATHEMATICS:
                continue
            cited = self._of_numbers(inside)
            if cited and reading is Reading.UNCLEAR:
                self._tell_unclear(found[0])
            elif cited:
                cited[0] = {**cited[0], "citationPrefix": ast.words(lead.strip())}
                yield self._match(found.start(), found.end(), cited, found[0])
            elif square and not re.fullmatch(r"(?:1[4-9]|20)\d\d", inside):
                self._tell_number(found[0])

    def _of_numbers(self, inside: str) -> list[Node]:
        """The works of numbers; none where one of them is not in the list."""
        most = max(self._listed.by_number)
        cited: list[Node] = []
        for part in re.split(r"\s*;\s*", inside.strip()):
            if (placed := _PLACED.fullmatch(part)) and not _ITEM.fullmatch(part):
                if int(placed[1]) not in self._listed.by_number:
                    return []
                work = self._listed.by_number[int(placed[1])]
                cited.append(_item(work.key, "", f", {placed[2].strip()}"))
                continue
            plain = re.fullmatch(r"(\d{1,3})\s*[,:]\s*(\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)", part)
            if plain and int(re.match(r"\d+", plain[2])[0]) > most:  # type: ignore[index]
                part, page = plain[1], plain[2]
            else:
                page = ""
            for piece in _pieces(part):
                found = _ITEM.fullmatch(piece)
                if found is None:
                    return []
                first, last = int(found["first"]), int(found["last"] or found["first"])
                if not first <= last <= first + 30:
                    return []
                numbers = range(first, last + 1)
                if any(number not in self._listed.by_number for number in numbers):
                    return []
                locator = (
                    f", {found['word']} {found['worded']}"
                    if found["worded"]
                    else f", {page}"
                    if page
                    else ""
                )
                cited += [
                    _item(self._listed.by_number[number].key, "", locator if number == last else "")
                    for number in numbers
                ]
        return cited

    def _superscripts(self, inlines: Inlines) -> Inlines:
        """Numbers in superscript behind a word, in a file whose list has numbers. A citation stands
        behind a space and before the sign that ends the clause, as styles with names ask; those
        with raised numbers close it up.
        """
        result: list[Node] = []
        for place, node in enumerate(inlines):
            if node["t"] == "Superscript" and result:
                text = ast.plain_text(node["c"])
                before = ast.plain_text([result[-1]])
                behind_words = re.search(r"[^\W\d_]{2}$|[.,;:!?»”\")]$", before)
                if _SUPERSCRIPT.fullmatch(text) and behind_words and not is_power(before):
                    cited = self._of_numbers(re.sub(r"\s", "", text).replace(",", ";"))
                    if cited:
                        self.keys |= {one["citationId"] for one in cited}
                        sign = before[-1] if _ends_clause(before, inlines[place + 1 :]) else ""
                        if sign:
                            result[-1] = ast.text(result[-1]["c"][:-1])
                        result += [
                            {"t": "Space"},
                            {"t": "Cite", "c": [cited, ast.words(text)]},
                            *([ast.text(sign)] if sign else []),
                        ]
                        continue
            result.append(node)
        return result

    # --- what is told

    def _match(self, start: int, end: int, cited: list[Node], text: str) -> Match:
        self.keys |= {one["citationId"] for one in cited}
        return Match(start, end, [{"t": "Cite", "c": [cited, ast.words(text)]}])

    def _tell(self, text: str, works: Sequence[ListedWork], known: bool) -> None:
        if works:
            keys = ", ".join(work.key for work in works[:4])
            message = Message(
                "“{text}” stands as text: it may be {keys}.", text=text[:_LONGEST_SHOWN], keys=keys
            )
        elif known:
            message = Message(
                "“{text}” stands as text: the list has no work of this author and year.",
                text=text[:_LONGEST_SHOWN],
            )
        else:
            return
        self._doubt(message)

    def _tell_partly(self, text: str) -> None:
        self._doubt(
            Message(
                "“{text}” stands as text: not all of its works are in the list.",
                text=text[:_LONGEST_SHOWN],
            )
        )

    def _tell_number(self, text: str) -> None:
        self._doubt(
            Message(
                "“{text}” stands as text: the list has no work of this number.",
                text=text[:_LONGEST_SHOWN],
            )
        )

    def _tell_unclear(self, text: str) -> None:
        self._doubt(
            Message(
                "“{text}” stands as text: it may be an interval, and may cite works of the list.",
                text=text[:_LONGEST_SHOWN],
            )
        )

    def _doubt(self, message: Message) -> None:
        self._draft.add(
            "citation-ambiguous",
            Outcome.DOUBTFUL,
            message,
            self._paragraph,
            Message("write the keys that are meant, as in [@key, 12]."),
        )


def _unlinked(node: Node) -> Inlines:
    """The words of a link to a reference of the list; any other node as it is."""
    if node["t"] != "Link" or not node["c"][2][0].startswith("#"):
        return [node]
    words: Inlines = node["c"][1]
    return words if _LINKED.fullmatch(ast.plain_text(words)) else [node]


def _with_names(parts: Sequence[str]) -> list[str]:
    """The parts of a citation; one that is a year alone is by the authors of the part before it."""
    found: list[str] = []
    names = ""
    for part in map(str.strip, parts):
        if re.match(r"(?:1[4-9]|20)\d\d", part) and names:
            part = f"{names}, {part}"
        elif year := re.search(r"[,\s]\s*\(?(?:1[4-9]|20)\d\d", part):
            names = re.sub(f"^{_INTRODUCED}", "", part[: year.start()], flags=re.IGNORECASE)
        found.append(part)
    return found


def _pieces(part: str) -> list[str]:
    """Numbers parted by commas; pages behind a word for pages stay with their number."""
    return (
        re.split(rf"\s*,\s*(?!{_PAGE_WORD}\s*\d)(?=\d)", part, flags=re.IGNORECASE)
        if not re.search(_PAGE_WORD + r"\s*\d", part, re.IGNORECASE)
        else [part]
    )


def _locator(found: re.Match[str]) -> str:
    if found["worded"]:
        return f", {found['word']} {found['worded']}"
    return f", {found['pages']}" if found["pages"] else ""


def _item(key: str, prefix: str, suffix: str, mode: str = "NormalCitation") -> Node:
    return {
        "citationId": key,
        "citationPrefix": ast.words(prefix),
        "citationSuffix": ast.words(suffix),
        "citationMode": {"t": mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _ends_clause(before: str, rest: Inlines) -> bool:
    """Whether the text before a raised number ends in a sign of the sentence, and in no point of
    an abbreviation: words that follow a sentence begin with a capital.
    """
    if not re.search(r"[^\W\d_]{2}[.,;:]$", before):
        return False
    following = "".join(ast.plain_text([one]) for one in rest[1:3]) if rest else ""
    is_behind = not rest or rest[0]["t"] in ("Space", "SoftBreak", "LineBreak")
    return before[-1] != "." or (is_behind and following[:1] == following[:1].upper())
