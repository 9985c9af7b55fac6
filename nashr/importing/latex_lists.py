r"""Lists of LaTeX whose items have labels of their own, ``\item[X]``, or numbers of another kind
(enumitem's ``label=(\alph*)``), both of which pandoc's reader drops.

A list of such items alone is one of terms. Elsewhere the label stands before the words of its item;
in a numbered list LaTeX does not count the item, which goes on the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from nashr.document.latex_syntax import arguments, group_end
from nashr.importing.latex_code import is_in, kept
from nashr.records import dataclass, field

_NUMBERED = frozenset("enumerate compactenum inparaenum asparaenum".split())
_LISTS = _NUMBERED | frozenset("itemize compactitem asparaitem".split())
_MARK = re.compile(r"\\(begin|end)\s*\{(\w+\*?)\}|\\item(?![A-Za-z])\s*")
#: Labels that are but bullets.
_BULLET = re.compile(
    r"\s*(?:\{*\s*(?:\$?\\?(?:bullet|cdot|star|ast|circ|diamond|square|blacksquare|triangleright)\$?"
    r"|\\text(?:bullet|endash|emdash|asteriskcentered)|\\ding\{\d+\}|\$?[-–—•*·◦▪]+\$?)\s*\}*)?\s*"
)


@dataclass(frozen=True, slots=True)
class _Item:
    """Where an item begins, where its words do, and its label, if it has one of its own."""

    start: int
    end: int
    label: str | None


@dataclass(slots=True)
class _List:
    name: str
    begin: tuple[int, int]
    items: list[_Item] = field(default_factory=list)


#: The counters of enumitem, and the first number that each prints.
_COUNTER = re.compile(r"\\(arabic|alph|Alph|roman|Roman)\*")
_FIRST = {"arabic": "1", "alph": "a", "Alph": "A", "roman": "i", "Roman": "I"}
#: How a number is set, which a list of ours does not keep.
_TYPE = re.compile(r"\\(?:text\w+|bfseries|itshape|upshape|normalfont|emph)\b|[{}]")
_MOST_LETTERS = 26
_NUMBER = re.compile(r"\(?(?:1|a|A|i|I)[.)]?")
_Edit = tuple[int, int, str]


def with_item_labels(text: str) -> str:
    """A source whose labels of items pandoc reads."""
    if not re.search(r"\\item\s*\[|\blabel\s*=|\bstart\s*=|\bresume\b", text):
        return text
    edits = sorted(_edits(text), reverse=True)
    for begin, end, new in edits:
        text = text[:begin] + new + text[end:]
    return text


def _edits(text: str) -> Iterator[_Edit]:
    spans = kept(text)
    open_lists: list[_List] = []
    #: The last number of the lists so far that stand in no other.
    last = 0
    for found in _MARK.finditer(text):
        if is_in(found.start(), spans):
            continue
        if found[1] == "begin":
            open_lists.append(_List(found[2], found.span()))
        elif found[1] == "end":
            if open_lists and open_lists[-1].name == found[2]:
                done = open_lists.pop()
                if done.name in _NUMBERED:
                    options, _, end = arguments(text, done.begin[1], "o", len(text))
                    first = _first_number(options[0].text if options else "", last)
                    last = first - 1 + sum(item.label is None for item in done.items)
                    is_named = yield from _numbered(text, done, found.span(), end, first)
                    if is_named:
                        continue
                if done.name in _LISTS:
                    yield from _of_list(text, done, found.span())
        elif open_lists:
            optional, _, end = arguments(text, found.end(), "o", len(text))
            label = optional[0].text.strip() if optional else None
            open_lists[-1].items.append(_Item(found.start(), end, label))


def _first_number(options: str, last: int) -> int:
    start = re.search(r"\bstart\s*=\s*\{?(\d+)", options)
    if start:
        return int(start[1])
    return last + 1 if re.search(r"\bresume\b", options) else 1


def _numbered(
    text: str, one: _List, close: tuple[int, int], end: int, first: int
) -> Generator[_Edit, None, bool]:
    """The numbers of a list in the form that pandoc knows, ``[(a)]``; numbers with words, as “H1”,
    are terms. Gives whether the items are done with that.
    """
    options = text[one.begin[1] : end].strip()[1:-1]
    label = option(options, "label")
    if (label is None and first == 1) or all(item.label for item in one.items):
        return False
    counter = _COUNTER.search(label or "")
    shown = re.sub(
        r"\\(?:text\w+|bfseries|itshape|upshape|normalfont|emph)\b|[{}]", "", label or ""
    )
    marker = _COUNTER.sub(lambda m: _FIRST[m[1]], shown).strip()
    if label is not None and (counter is None or not _NUMBER.fullmatch(marker)):
        if counter is None or any(item.label for item in one.items):
            return False
        yield one.begin[0], end, "\\begin{description}"
        yield close[0], close[1], "\\end{description}"
        for number, item in enumerate(one.items, start=first):
            own = _COUNTER.sub(lambda m, n=number: counted(m[1], n), label)  # type: ignore[misc]
            yield item.start, item.end, f"\\item[{{{own}}}] "
        return True
    plain = f"[{marker}]" if marker else ""
    begins = f"\\setcounter{{enumi}}{{{first - 1}}}" if first != 1 else ""
    yield one.begin[0], end, f"\\begin{{{one.name}}}{plain}{begins} "
    return False


def option(options: str, name: str) -> str | None:
    """The value of an option, in braces or without; None where it is not there."""
    found = re.search(rf"(?:^|,)\s*{name}\*?\s*=\s*", options)
    if found is None:
        return None
    if options[found.end() : found.end() + 1] == "{":
        end = group_end(options, found.end(), len(options))
        return options[found.end() + 1 : end - 1] if end else None
    depth = 0
    for place in range(found.end(), len(options)):
        depth += {"{": 1, "}": -1}.get(options[place], 0)
        if options[place] == "," and not depth:
            return options[found.end() : place].strip()
    return options[found.end() :].strip()


def counted(counter: str, number: int) -> str:
    """A number as a counter of LaTeX prints it."""
    if counter == "arabic" or number > _MOST_LETTERS:
        return str(number)
    if counter.lower() == "alph":
        return chr(ord("a" if counter == "alph" else "A") + number - 1)
    roman = ""
    for value, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            roman += letters
            number -= value
    return roman if counter == "roman" else roman.upper()


def _of_list(text: str, one: _List, close: tuple[int, int]) -> Iterator[_Edit]:
    labels = [item.label for item in one.items]
    own = {label for label in labels if label}
    if not own:
        return
    if len(own) == 1 and _BULLET.fullmatch(next(iter(own))):
        for item in one.items:
            yield item.start, item.end, "\\item "
        return
    if all(labels):
        _, _, end = arguments(text, one.begin[1], "o", len(text))
        yield one.begin[0], end, "\\begin{description}"
        yield close[0], close[1], "\\end{description}"
        return
    for place, item in enumerate(one.items):
        if not item.label:
            continue
        goes_on = place > 0 and one.name in _NUMBERED
        yield item.start, item.end, f"\n\n{item.label} " if goes_on else f"\\item {item.label} "
