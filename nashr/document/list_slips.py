"""Lists that pandoc does not read as they were typed: marks that it does not know, and numbers.

Only the first number of a list counts; the others are counted from it. Marks that word processors
set, such as • and –, begin no items, and neither do the letters and figures of other alphabets,
such as а) and ۱., or numbers with a hyphen. ``typed_lines`` keeps such lines apart where it can;
those that flow into one paragraph all the same are told of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from nashr.diagnostics import Diagnostic
from nashr.document.positions import Places
from nashr.document.rewriting import Edit
from nashr.document.scanning import Scan
from nashr.document.text_lines import TextLines
from nashr.messages import Message
from nashr.records import dataclass

_TYPED = re.compile(r"^[ ]{0,3}(?P<mark>[•▪●◦‣⁃∙·■□❖➢➤✓–—−])[ \t\u00a0]+(?P<words>\S.*)$", re.M)
#: A letter that is none of a to z with a bracket, figures of Arabic or Persian, or a hyphen in
#: place of the full stop; and, beside such a line, the letters of which pandoc makes a list.
_COUNTED = re.compile(
    r"^[ ]{0,3}(?P<mark>\(?(?:[^\W\d_a-zA-Z]|الف)\)|\(?[۰-۹٠-٩]{1,2}[.)]|[۰-۹٠-٩]{1,2}[-–]\)?"
    r"|\d{1,2}[-–]\)?|[a-zA-Z]-\)|(?P<read>\(?[a-zA-Z]\)))[ \t\u00a0]+(?P<words>\S.*)$",
    re.M,
)
#: Marks of lists and of speech right before a word, with no space between them.
_JOINED = re.compile(r"^[ ]{0,3}(?P<mark>\d{1,2}[.)]|[-•–—])(?P<words>[^\W\d_].*)$", re.M)
#: The first two capitals of an alphabet, or Roman numerals, each with a full stop: pandoc wants two
#: spaces behind these, since names begin so; and small letters that it does not know.
_LETTERED = re.compile(
    r"^[ ]{0,3}(?P<mark>[AАΑԱIაաαа]\.)[ \t\u00a0]+(?P<words>\S.*)\n"
    r"[ ]{0,3}(?P<next>(?:[BБΒԲბբβб]|II)\.)[ \t\u00a0]+(?P<second>\S.*)$",
    re.M,
)
_ITEM = re.compile(
    r"(?P<indent>[ ]{0,3})(?P<open>\((?=\d+\)))?(?P<number>\d{1,4})(?P<end>[.)])[ \t]+"
    r"(?P<words>\S.*)"
)
_LARGE = re.compile(r"^[ ]{0,3}\(?\d{3,4}[.)][ \t]", re.M)
#: Another list, a heading, a quotation or a fence, which end a list wherever they begin a line.
_OTHER = re.compile(r"[ ]{0,3}(?:[-*+][ \t]|#{1,6}[ \t]|>|`{3}|~{3}|:{3})")


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    offset: int
    words: str


def list_slips(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """All slips of the lists of a text."""
    yield from _typed_marks(scan, lines, places)
    for items in _numbered(scan):
        yield from _wrong_number(items, lines, places)


def _typed_marks(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """Two lines and more, one below the other, that begin with the same mark, or count."""
    for found in _first_of_each(_TYPED, scan, lines):
        yield _no_list(found, places)
    for found in _first_of_each(_COUNTED, scan, lines):
        yield _no_list(found, places)
    for found in _first_of_each(_JOINED, scan, lines):
        yield _no_list(found, places)
    for found in _LETTERED.finditer(scan.text):
        is_text = scan.region_at(found.start()) is None
        if is_text and lines.goes_on(found["second"], found["next"]):
            yield _no_list(found, places)


def _first_of_each(
    pattern: re.Pattern[str], scan: Scan, lines: TextLines
) -> Iterator[re.Match[str]]:
    """The first line of each group that begins with marks and is read as text."""
    before, told = None, False
    for found in pattern.finditer(scan.text):
        goes_on = (
            before is not None
            and (found["mark"] == before["mark"] or _counts(pattern, found["mark"]))
            and not scan.text[before.end() : found.start()].strip(" \t")[1:]
        )
        if goes_on and not told and before is not None and scan.region_at(before.start()) is None:
            first = found if before.groupdict().get("read") else before
            told = not _speaks_on(before, found) and lines.goes_on(found["words"], found["mark"])
            if told:
                yield first
        told = told and goes_on
        before = found


def _speaks_on(before: re.Match[str], found: re.Match[str]) -> bool:
    """Whether a line with a dash goes on with what the line above begins to say."""
    return (
        found["mark"] in "–—−"
        and found["words"].lstrip('«“"')[:1].islower()
        and not before["words"].lstrip('«“"')[:1].islower()
    )


def _counts(pattern: re.Pattern[str], mark: str) -> bool:
    return pattern is _COUNTED or mark[0].isdigit()


def _no_list(found: re.Match[str], places: Places) -> Diagnostic:
    message = Message(
        "Lines that begin with {mark} are no list, and are read as one paragraph.",
        mark=found["mark"],
    )
    hint = Message("Begin each with “- ” for a list, or leave a line empty between them.")
    return Diagnostic("markdown-slip", places.at(found.start("mark")), message, hint)


def _numbered(scan: Scan) -> Iterator[list[_Item]]:
    """The numbered lists that begin at the margin, each with its items."""
    items: list[_Item] = []
    end, empty, here, margin = "", True, 0, 0
    for line in scan.text.split("\n"):
        start, here = here, here + len(line) + 1
        found = _ITEM.match(line)
        if not line.strip():
            empty = True
            continue
        if found and items and len(found["indent"]) >= margin + 2:
            found = None  # an item of a list inside
        if found and (empty or items) and scan.region_at(start) is None:
            if items and f"{found['open']}{found['end']}" != end:
                yield items
                items = []
            if not items:
                margin = len(found["indent"])
            end = f"{found['open']}{found['end']}"
            items.append(_Item(int(found["number"]), start + found.start("number"), found["words"]))
        elif items and ((empty and not line[:1].isspace()) or _OTHER.match(line)):
            yield items
            items = []
        empty = False
    if items:
        yield items


#: From here on a number is a year, or that of a paragraph or a document, and no place in a list.
_YEAR = 100


_WORDS = r"[ \t]+\S[^\n]*\n(?:(?P=quote)[ \t]+\S[^\n]*\n)*"
#: Two items and more right below a line that ends with a colon, as all other readers of Markdown
#: read them.
_BELOW_COLON = re.compile(
    r"^(?P<quote>(?:>[ ]?)*)(?P<above>[^\n]*[:։][*_]{0,3}[ \t]*)\n(?=(?P=quote)[ ]{0,3}(?:"
    rf"(?P<mark>[-*+]){_WORDS}(?P=quote)[ ]{{0,3}}(?P=mark)[ \t]"
    rf"|1(?P<end>[.)]){_WORDS}(?P=quote)[ ]{{0,3}}2(?P=end)[ \t]))",
    re.M,
)
#: What begins no paragraph of running text: lists, quotations, tables, notes, definitions, code.
_NO_TEXT = re.compile(r"[ \t>|:#\[]|[-*+][ \t]|\(?\w{1,9}[.)][ \t]")


#: Lines behind hyphens at the margin, and what stands between them of such a group.
_HYPHENS = re.compile(
    r"(?:^-[ \t]+\S[^\n]*(?:\n(?![-*+>#|:`~]|[ \t])[^\n]+)*(?:\n[ \t]*)*(?:\n|\Z))+", re.M
)
_HYPHEN = re.compile(r"^-(?=[ \t]+\S)", re.M)
#: Who says it, behind a comma or the like: *- Salam, - dedi.*
_SAYS = re.compile(r"[,!?…][»”\"’']?[ ]-[ ](?P<verb>[^\W\d_])")


def _dialogues(scan: Scan) -> Iterator[Edit]:
    """Paragraphs in place of a list whose hyphens are the dashes of a dialogue."""
    for group in _HYPHENS.finditer(scan.text) if ", - " in scan.text or "! - " in scan.text else ():
        if not any(found["verb"].islower() for found in _SAYS.finditer(group[0])):
            continue
        for found in _HYPHEN.finditer(scan.text, group.start(), group.end()):
            if scan.region_at(found.start()) is None:
                yield Edit(found.start(), found.end(), "\n\\-")


#: An item that is counted by a letter.
_BY_LETTER = re.compile(
    r"^(?P<indent>[ ]{0,3})(?P<open>\(?)(?P<letter>[^\W\d_])(?P<end>[.)])(?=[ \t]+\S)", re.M
)
#: A block of code below a paragraph, as what belongs to an item would be read outside a list.
_INDENTED = re.compile(r"\n[ \t]*\n(?: {4}| {0,3}\t)[ \t]*\S")
_OTHER_TEXT = re.compile(r"\n[ \t]*\n[ ]{0,3}\S")
_UNMARKED = str.maketrans("əıñøłđ", "einold")


def _own_alphabets(scan: Scan) -> Iterator[Edit]:
    """Paragraphs in place of lists by letters that go on with one that pandoc does not know, as *ç*
    and *ə* behind *c* and *e*: it would end the list before them, and begin another one behind.
    """
    if scan.text.isascii():
        return
    group: list[re.Match[str]] = []
    for found in [*_BY_LETTER.finditer(scan.text), None]:
        if found is not None and scan.region_at(found.start("letter")) is not None:
            continue
        if found is None or not (group and _goes_on(scan.text, group[-1], found)):
            if len(group) > 2 and not all(one["letter"].isascii() for one in group):
                yield from _as_lines(scan.text, group)
            group = []
        group += [found] if found is not None else []


def _goes_on(text: str, above: re.Match[str], found: re.Match[str]) -> bool:
    """Whether two items are of one list: the same signs, and letters that count on."""
    if (above["open"], above["end"]) != (found["open"], found["end"]):
        return False
    between = text[above.end() : found.start()]
    if _INDENTED.search(between) or _OTHER_TEXT.search(between.rstrip()):
        return False
    first, second = above["letter"], found["letter"]
    if first.islower() != second.islower() or (not first.islower() and found["end"] == "."):
        return False
    here, there = _place(first), _place(second)
    if here is None or there is None:
        return {first.lower(), second.lower()} & set("xqw") != set()
    return first != second and here <= there <= here + 2


def _place(letter: str) -> int | None:
    """The place of a letter, or of the one that it is made of, in the alphabet; None for those that
    stand elsewhere in Azerbaijani, and for letters that are not Latin.
    """
    small = unicodedata.normalize("NFD", letter.lower()[:1].translate(_UNMARKED))[:1]
    place = "abcdefghijklmnoprstuvyz".find(small)
    return place if place >= 0 else None


def _as_lines(text: str, group: list[re.Match[str]]) -> Iterator[Edit]:
    for item in group:
        above = text[: item.start()]
        if above.rstrip(" \t")[-2:] not in ("\n\n", ""):
            yield Edit(item.start(), item.start(), "\n")
        yield Edit(item.start("end"), item.end("end"), f"\\{item['end']}")


#: A hyphen right before an image that has its line for itself, as templates of papers about
#: software have it; the image would be a sign in the line, and its caption an alternative text.
_BEFORE_IMAGE = re.compile(
    r"^[ ]{0,3}(?P<mark>-)(?=!\[[^\n]*\]\([^()\n]+\)(?:\{[^{}\n]*\})?[ \t]*$)", re.M
)


def edits(scan: Scan) -> Iterator[Edit]:
    """An empty line above a list below a colon, where pandoc would read none; and a comment before
    each item that does not count on from the one above, in lists of years: it begins a list of its
    own, and has its number. A hyphen that is no mark of a list before an image goes.
    """
    yield from _dialogues(scan)
    yield from _own_alphabets(scan)
    for found in _BEFORE_IMAGE.finditer(scan.text) if "-![" in scan.text else ():
        if scan.region_at(found.start()) is None:
            yield Edit(found.start("mark"), found.end(), "")
    for found in _BELOW_COLON.finditer(scan.text):
        blank = scan.text.rfind("\n\n", 0, found.start() + 1)
        begin = found.start("above") if found["quote"] else (blank + 2 if blank >= 0 else 0)
        if not _NO_TEXT.match(scan.text, begin) and (
            scan.region_at(found.start()) is None and scan.region_at(found.end()) is None
        ):
            yield Edit(found.end(), found.end(), f"{found['quote'].rstrip()}\n")
    for items in _numbered(scan) if _LARGE.search(scan.text) else ():
        for above, item in pairwise(items):
            if item.number != above.number + 1 and above.number >= _YEAR:
                start = scan.text.rfind("\n", 0, item.offset) + 1
                yield Edit(start, start, "\n<!-- -->\n\n")


def _wrong_number(items: list[_Item], lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """The first item of a list that is printed with another number than it was typed with."""
    first = items[0].number
    if first >= _YEAR:
        return  # each has its own number
    if all(item.number == first for item in items):
        return  # numbers that are left to be counted
    for printed, item in enumerate(items, first):
        if item.number == printed:
            continue
        if not lines.begins(item.words, f"{item.number}"):
            message = Message(
                "The item typed as {typed} is printed as {printed}, for a list is counted from its "
                "first number.",
                typed=item.number,
                printed=printed,
            )
            hint = Message("Number the items in their order, or part two lists by a line <!-- -->.")
            yield Diagnostic("markdown-slip", places.at(item.offset), message, hint)
        return
