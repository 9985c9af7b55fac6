r"""Lists of LaTeX as pandoc reads them, with the numbers and labels that LaTeX would print.

Pandoc knows the numbers ``(a)`` and the like, and no words beside them: a list whose option says
``label=Question \arabic*.``, or whose items have labels of their own, becomes a ``description``,
with these labels as its terms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nashr.document.latex_syntax import Argument, Environment, arguments
from nashr.languages.digits import roman
from nashr.records import dataclass, field

#: The lists of LaTeX, and those of enumitem, paralist and KOMA-Script.
KINDS = {
    **dict.fromkeys("enumerate compactenum asparaenum inparaenum".split(), "enumerate"),
    **dict.fromkeys("itemize compactitem asparaitem inparaitem".split(), "itemize"),
    **dict.fromkeys("description compactdesc asparadesc labeling".split(), "description"),
}
_MARK = re.compile(
    r"\\(?:begin\s*\{(?P<begin>[^{}\n]*)\}|end\s*\{(?P<end>[^{}\n]*)\}|(?P<item>item)(?![A-Za-z])"
    r"|setcounter\s*\{enum[iv]+\}\s*\{(?P<count>\d+)\})"
)
#: What LaTeX passes over before the label of an item.
_SPACE = re.compile(r"(?:[ \t]*\n?[ \t]*(?=\[))?")
_NUMBERS = {"arabic": "1", "alph": "a", "Alph": "A", "roman": "i", "Roman": "I"}
_COUNTER = re.compile(r"\{?\\(?P<number>arabic|alph|Alph|roman|Roman)(?:\*|\s*\{enum[iv]+\})\}?")
_SIMPLE = re.compile(
    r"(?P<open>\(?)\{?\\(?P<number>arabic|alph|Alph|roman|Roman)\*\}?(?P<close>[.)]?)"
)
#: Type of a label that the terms of a list have anyway.
_TYPE = re.compile(
    r"\\(?:(?:bf|it|sl|up|sc|sf|rm|tt)(?:series|shape|family)|normalfont|protect|small|footnotesize"
    r"|color\s*\{[^{}]*\})(?![A-Za-z])\s*"
)
#: In the option of the package enumerate the last of these signs counts.
_SHORT = re.compile(r"(?P<before>(?:.*[^A-Za-z])?)(?P<sign>[1aAiI])(?P<after>[^A-Za-z0-9]*)\Z")
_COUNTED_BY = {sign: name for name, sign in _NUMBERS.items()}
#: How LaTeX numbers lists inside lists.
_DEFAULTS = (r"\arabic*.", r"(\alph*)", r"\roman*.", r"\Alph*.")


@dataclass(slots=True)
class _List:
    kind: str
    #: From where to where its opening goes, its option among it.
    begin: tuple[int, int]
    name: str
    option: str
    depth: int
    items: list[tuple[int, Argument | None]] = field(default_factory=list)
    start: int = 1


def edits_of_lists(text: str, found: Environment) -> Iterator[tuple[int, int, str]]:
    """What changes of an environment, its own marks among it: from where to where, and the text."""
    stop = found.content_start + len(found.content)
    opened: list[_List | None] = []
    for mark in _MARK.finditer(text, found.start, found.end):
        if mark["begin"] is not None:
            kind = KINDS.get(mark["begin"].rstrip("*"))
            one = None
            if kind is not None:
                shape = "om" if mark["begin"] == "labeling" else "o"
                optional, _, end = arguments(text, mark.end(), shape, stop)
                depth = sum(other is not None and other.kind == kind for other in opened)
                option = optional[0].text if optional else ""
                one = _List(kind, (mark.start(), end), mark["begin"], option, depth)
            opened.append(one)
        elif mark["end"] is not None:
            one = opened.pop() if opened else None
            if one is not None:
                yield from _edits_of(one, mark.span())
        elif (here := opened[-1] if opened else None) is None:
            continue
        elif mark["count"]:
            here.start = int(mark["count"]) + 1
        else:
            space = _SPACE.match(text, mark.end())
            label = arguments(text, space.end() if space else mark.end(), "o", stop)[0]
            here.items.append((mark.end(), label[0] if label else None))


def _edits_of(one: _List, end: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
    labels = [label is not None and bool(label.text.strip()) for _, label in one.items]
    template, simple = _template(one.option) if one.kind == "enumerate" else ("", "")
    start = re.search(r"(?:^|,)\s*start\s*=\s*(\d+)", one.option)
    first = int(start[1]) if start else one.start
    kind = one.kind
    named = any(char.isalnum() for _, label in one.items for char in (label.text if label else ""))
    if template or (
        any(labels) if kind == "enumerate" else kind == "itemize" and named and all(labels)
    ):
        kind = "description"
    option = one.option if one.kind != "enumerate" else simple
    opening = f"\\begin{{{kind}}}"
    if kind == "enumerate":
        counter = f"\n\\setcounter{{enum{'i' * (one.depth + 1)}}}{{{first - 1}}}\n"
        opening += (f"[{option}]" if option else "") + (counter if first != 1 else "")
    yield (*one.begin, opening)
    yield (*end, f"\\end{{{kind}}}")
    template = template or _DEFAULTS[min(one.depth, len(_DEFAULTS) - 1)]
    number = first
    for (place, label), labelled in zip(one.items, labels, strict=True):
        if kind == "description" and label is None:
            words = "" if one.kind == "description" else _COUNTER.sub(_counted(number), template)
            yield place, place, f"[{{{words}}}]"
            number += 1
        elif kind == "itemize" and label is not None and labelled:
            # Words of the item: pandoc keeps the labels of ``description`` alone.
            stop = label.start + len(label.text)
            yield label.start - 1, label.start, "{}"
            yield stop, stop + 1, " "


def _template(option: str) -> tuple[str, str]:
    """The label of the items where pandoc does not know it, and else its option for pandoc."""
    found = re.search(r"(?:^|,)\s*label\*?\s*=\s*", option)
    if found is not None:
        label = _TYPE.sub("", _first_value(option[found.end() :])).strip()
        simple = _SIMPLE.fullmatch(label)
        if simple is not None:
            return "", f"{simple['open']}{_NUMBERS[simple['number']]}{simple['close']}"
        return label, ""
    label = re.sub(r"[{}]", "", _TYPE.sub("", option)).strip()
    if not label or "=" in label or "," in label or re.fullmatch(r"[a-z]{4,}\*?", label):
        return "", ""
    short = _SHORT.match(label)
    if short is None:
        return "", ""
    if short["before"] in ("", "(") and short["after"] in ("", ".", ")"):
        return "", label
    return f"{short['before']}\\{_COUNTED_BY[short['sign']]}*{short['after']}", ""


def _first_value(options: str) -> str:
    """The text up to a comma that stands in no braces, without braces around the whole."""
    depth = 0
    for n, sign in enumerate(options):
        depth += (sign == "{") - (sign == "}")
        if sign == "," and not depth:
            options = options[:n]
            break
    value = options.strip()
    return value[1:-1] if re.fullmatch(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", value) else value


def _counted(number: int) -> Callable[[re.Match[str]], str]:
    return lambda found: _in_letters(found["number"], number)


def _in_letters(name: str, number: int) -> str:
    if name == "arabic":
        return str(number)
    if name in ("alph", "Alph"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if name == "alph" else letter.upper()
    return roman(number) if name == "roman" else roman(number).upper()
