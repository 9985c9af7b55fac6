r"""References to items of numbered lists, ``\ref{it:b}``, as the numbers that LaTeX prints:
pandoc's reader gives the label.

Sources: LaTeX2e's lists (``\p@enumii``) and the manual of enumitem.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import arguments
from nashr.importing.latex_code import is_in, kept, outside
from nashr.importing.latex_lists import counted, option
from nashr.records import dataclass

_MARK = re.compile(
    r"\\(?P<kind>begin|end)\s*\{(?P<name>[A-Za-z]+\*?)\}|\\(?P<item>item)(?![A-Za-z])"
    r"|\\label\s*\{(?P<label>[^{}]+)\}"
)
_NUMBERED = frozenset("enumerate enumerate* compactenum inparaenum asparaenum".split())
_REFERENCE = re.compile(
    r"\\(?P<name>ref|[cC]ref|autoref|labelcref|vref)\*?\s*\{(?P<label>[^{}]+)\}"
)
_COUNTER = re.compile(r"\\(arabic|alph|Alph|roman|Roman)\*")
_SHORT = re.compile(r"(?<![A-Za-z\\])[1aAiI](?![A-Za-z])")
_SHORT_KINDS = {"1": "arabic", "a": "alph", "A": "Alph", "i": "roman", "I": "Roman"}
#: What LaTeX counts the lists with that stand in each other.
_USUAL = ("arabic", "alph", "roman", "Alph")


@dataclass(slots=True)
class _Open:
    """An environment that is open; a list with its number and how that is printed."""

    name: str
    format: str = ""
    number: int = 0
    has_own_label: bool = False


def with_item_numbers(text: str) -> str:
    """A source in which such references are the numbers of their items."""
    if "\\item" not in text or "\\label" not in text:
        return text
    numbers = _numbers(text)
    if not numbers:
        return text

    def call(found: re.Match[str]) -> str:
        names = [name.strip() for name in found["label"].split(",")]
        if not all(name in numbers for name in names):
            return found[0]
        shown = ", ".join(numbers[name] for name in names)
        kind = found["name"]
        if kind in ("ref", "labelcref", "vref"):
            return shown
        word = "items" if len(names) > 1 else "item"
        return f"{word.capitalize() if kind == 'Cref' else word}~{shown}"

    return outside(text, _REFERENCE, call)


def _numbers(text: str) -> dict[str, str]:
    """The numbers of the items by their labels."""
    spans = kept(text)
    opened: list[_Open] = []
    found: dict[str, str] = {}
    for mark in _MARK.finditer(text):
        if is_in(mark.start(), spans):
            continue
        if mark["kind"] == "begin":
            opened.append(_opened(text, mark, sum(bool(one.format) for one in opened)))
        elif mark["kind"] == "end":
            if opened and opened[-1].name == mark["name"]:
                opened.pop()
        elif mark["item"]:
            if opened and opened[-1].format:
                optional, _, _ = arguments(text, mark.end(), "o", len(text))
                opened[-1].has_own_label = bool(optional)
                opened[-1].number += not optional
        elif opened and opened[-1].format and opened[-1].number and not opened[-1].has_own_label:
            found[mark["label"].strip()] = _shown([one for one in opened if one.format])
    return found


def _opened(text: str, mark: re.Match[str], depth: int) -> _Open:
    name = mark["name"]
    if name not in _NUMBERED:
        return _Open(name)
    optional, _, _ = arguments(text, mark.end(), "o", len(text))
    options = optional[0].text if optional else ""
    printed = option(options, "ref") or option(options, "label") or ""
    if not printed and "=" not in options and (short := _SHORT.search(options)):
        # The package enumerate: “(a)” is how a number is printed.
        kind = _SHORT_KINDS[short[0]]
        printed = f"{options[: short.start()]}\\{kind}*{options[short.end() :]}"
    if not _COUNTER.search(printed):
        printed = f"\\{_USUAL[min(depth, 3)]}*"
        is_usual = True
    else:
        is_usual = False
    start = re.search(r"\bstart\s*=\s*\{?(\d+)", options)
    number = int(start[1]) - 1 if start else 0
    plain = re.sub(r"\\(?:text\w+|bfseries|itshape|upshape|normalfont|emph)\b|[{}]", "", printed)
    return _Open(name, ("+" if is_usual else "=") + plain.strip(), number)


def _shown(lists: list[_Open]) -> str:
    """The number of an item, behind that of the item around it where LaTeX counts them itself."""
    one = lists[-1]
    number = _COUNTER.sub(lambda m: counted(m[1], one.number), one.format[1:])
    if one.format[0] == "+" and len(lists) > 1:
        return f"{_shown(lists[:-1])}{number}"
    return number.rstrip(".") if one.format[0] == "=" else number
