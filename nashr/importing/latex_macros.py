r"""Commands of a source's author that pandoc's reader does not know, written out: those of
``\NewDocumentCommand`` with stars and several optional arguments, and those whose text asks whether
an argument is there, ``\ifx#1\empty``.

Sources: usrguide (2), the manuals of xparse, etoolbox and ifthen; The TeXbook, chapter 20.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nashr.document.latex_syntax import ANY_COMMAND, Macro, definition, group_end, use
from nashr.importing.latex_code import code_in, is_in
from nashr.importing.latex_definitions import DEFINITION, with_plain_definitions
from nashr.records import dataclass

#: What stands for an argument that is not there, and for a star that is and is not there; all are
#: for private use.
_NO_VALUE, _TRUE, _FALSE = "\ue0f0", "\ue0f1", "\ue0f2"
_SPECIFIED = re.compile(r"\s*(?:[+!]|>\s*\{[^{}]*\})*\s*(?P<kind>[A-Za-z])")
#: A test of TeX whether an argument is empty, as its text has it.
_SIGN = r"(?:\\(?:empty|@empty|relax|undefined)(?![A-Za-z])|\\\\|[^\w\s#\\{}])"
_EMPTY = re.compile(
    rf"\\ifx?\s*(?:{_SIGN}?\s*(?:\\detokenize\s*\{{\s*)?#(?P<number>\d)\s*\}}?\s*{_SIGN})"
)
_BRANCH = re.compile(r"\\(?:(?P<if>if[a-zA-Z@]*)|(?P<else>else)|(?P<fi>fi))(?![A-Za-z@])")
#: Tests with their branches in braces: how many arguments the test has.
_TESTS = {
    "IfBooleanTF": 1, "IfBooleanT": 1, "IfBooleanF": 1, "IfNoValueTF": 1, "IfNoValueT": 1,
    "IfNoValueF": 1, "IfValueTF": 1, "IfValueT": 1, "IfValueF": 1, "IfBlankTF": 1, "IfBlankT": 1,
    "IfBlankF": 1, "ifstrempty": 1, "ifblank": 1, "notblank": 1, "ifstrequal": 2, "ifthenelse": 1,
}  # fmt: skip
_ASKS = re.compile(rf"\\(?:{'|'.join(_TESTS)})(?![A-Za-z])")
_EQUAL = re.compile(r"\s*(?P<not>\\(?:not|NOT)\s*)?\\equal\s*\{([^{}\\#]*)\}\s*\{([^{}\\#]*)\}\s*")
#: So deep one command calls another, and so often in all.
_DEEPEST, _MOST = 12, 20_000
Use = Callable[[str, re.Match[str]], tuple[str, int] | None]


@dataclass(frozen=True, slots=True)
class _Argument:
    """An argument of a LaTeX3 command: its kind, its signs, and its text where it is left out."""

    kind: str
    signs: str = ""
    default: str = _NO_VALUE


def with_macros(source: str, has_all: bool = False) -> str:
    """The source with those commands written out, and without their definitions; ``has_all`` says
    that all of the author's are.
    """
    text = with_plain_definitions(source) if "DocumentCommand" in source else source
    uses: dict[str, Use] = {}
    text = _without_definitions(text, uses, has_all)
    if uses:
        count = 0
        for _ in range(_DEEPEST):
            changed, more = _once(text, uses)
            count += more
            text = changed
            if not more or count > _MOST:
                break
    return _decided(text) if _ASKS.search(text) else text


def _without_definitions(text: str, uses: dict[str, Use], has_all: bool) -> str:
    """The source without the definitions of such commands, which ``uses`` takes."""
    parts: list[str] = []
    place = 0
    found = sorted([*_documents(text), *_asking(text, has_all)], key=lambda one: one[:2])
    for begin, end, name, one in found:
        uses[name] = one
        if begin >= place:
            parts.append(text[place:begin])
            place = end
    return "".join((*parts, text[place:]))


def _documents(text: str) -> Iterator[tuple[int, int, str, Use]]:
    """Commands of LaTeX3."""
    for found in DEFINITION.finditer(text):
        first = group_end(text, found.end(), len(text))
        start = None if first is None else re.compile(r"\s*(?=\{)").match(text, first)
        last = None if start is None else group_end(text, start.end(), len(text))
        if first is None or start is None or last is None:
            continue
        shape = _shape(text[found.end() + 1 : first - 1])
        if shape is None:
            continue
        body = text[start.end() + 1 : last - 1]
        name = (found["braced"] or found["bare"]).lstrip("\\")
        yield found.start(), last, name, _use_of(shape, body)


def _shape(specified: str) -> list[_Argument] | None:
    """The arguments; None where there are others than are known."""
    arguments: list[_Argument] = []
    place = 0
    while specified[place:].strip():
        found = _SPECIFIED.match(specified, place)
        if found is None:
            return None
        kind, place = found["kind"], found.end()
        signs = default = ""
        if kind in "tdDrR":
            count = 1 if kind == "t" else 2
            signs, place = specified[place : place + count], place + count
        if kind in "ODRG":
            opening = re.compile(r"\s*(?=\{)").match(specified, place)
            end = group_end(specified, opening.end(), len(specified)) if opening else None
            if opening is None or end is None:
                return None
            default, place = specified[opening.end() + 1 : end - 1], end
        if kind not in "mosOtdDrRgG" or (signs and signs[0] in "\\{}"):
            return None
        arguments.append(_Argument(kind, signs, default if kind in "ODRG" else _NO_VALUE))
    return arguments


def _use_of(shape: list[_Argument], body: str) -> Use:
    def use_it(text: str, found: re.Match[str]) -> tuple[str, int] | None:
        place = found.end(1)
        given: list[str] = []
        for one in shape:
            read = _read(text, place, one)
            if read is None:
                return None
            value, place = read
            given.append(value)
        if not shape and text[place : place + 2] == "{}":
            place += 2
        return _substituted(body, given), place

    return use_it


def _read(text: str, place: int, one: _Argument) -> tuple[str, int] | None:
    """The value of an argument, and where it ends; None where one that is needed is missing."""
    at = re.compile(r"[ \t]*\n?[ \t]*(?=\S)").match(text, place)
    here = at.end() if at else place
    sign = text[here : here + 1]
    if one.kind in "st":
        is_there = sign == (one.signs or "*")
        return (_TRUE, here + 1) if is_there else (_FALSE, place)
    if one.kind == "m":
        if sign == "{":
            end = group_end(text, here, len(text))
            return (text[here + 1 : end - 1], end) if end else None
        command = re.compile(r"\\[A-Za-z]+").match(text, here)
        stop = command.end() if command else here + 1
        return (text[here:stop], stop) if sign else None
    opening = {"o": "[", "O": "[", "g": "{", "G": "{"}.get(one.kind, one.signs[:1])
    closing = {"[": "]", "{": "}"}.get(opening, one.signs[1:2])
    if sign != opening:
        return (one.default, place)
    end = group_end(text, here, len(text)) if opening in "[{(" else None
    if end is None:
        stop = text.find(closing, here + 1)
        end = stop + 1 if stop >= 0 else None
    return (text[here + 1 : end - 1], end) if end else None


def _asking(text: str, has_all: bool) -> Iterator[tuple[int, int, str, Use]]:
    """Commands of LaTeX2e whose text asks for an argument, or all."""
    place = 0
    for found in ANY_COMMAND.finditer(text):
        if found.start() < place:
            continue
        made = definition(text, found.start(), len(text))
        if made is None:
            continue
        macro, place = made
        asks = macro.arguments and (_EMPTY.search(macro.text) or _ASKS.search(macro.text))
        if asks or has_all:
            yield found.start(), place, macro.name, _use_of_macro(macro)


def _use_of_macro(macro: Macro) -> Use:
    bare = Macro(macro.name, macro.arguments, "\x00".join(
        f"#{number}" for number in range(1, macro.arguments + 1)
    ), macro.default)  # fmt: skip

    def use_it(text: str, found: re.Match[str]) -> tuple[str, int] | None:
        used = use(text, found, bare, len(text))
        return None if used is None else (_substituted(macro.text, used[0].split("\x00")), used[1])

    return use_it


def _substituted(body: str, given: list[str]) -> str:
    """The text of a command with its arguments and without the branches that are not shown."""
    body = _with_branches(body, given)
    shown = re.sub(
        r"#(\d)", lambda m: given[int(m[1]) - 1] if int(m[1]) <= len(given) else "", body
    )
    return re.sub(f"[{_NO_VALUE}{_TRUE}{_FALSE}]", "", _decided(shown))


def _with_branches(body: str, given: list[str]) -> str:
    r"""A text without the branches of ``\ifx#1\empty`` that are not shown."""
    while found := _EMPTY.search(body):
        number = int(found["number"])
        value = given[number - 1].strip() if number <= len(given) else ""
        depth, otherwise, end = 0, -1, -1
        for mark in _BRANCH.finditer(body, found.end()):
            if mark["if"]:
                depth += 1
            elif mark["else"] and not depth:
                otherwise = mark.start()
            elif mark["fi"]:
                if not depth:
                    end = mark.start()
                    break
                depth -= 1
        if end < 0:
            break
        first = body[found.end() : otherwise if otherwise >= 0 else end]
        if found[0][-1].isalpha():  # a command takes the spaces behind it
            first = first.lstrip(" ")
        second = body[otherwise + 5 : end].lstrip(" ") if otherwise >= 0 else ""
        is_empty = value in ("", _NO_VALUE, "\\empty", "\\relax")
        body = f"{body[: found.start()]}{first if is_empty else second}{body[end + 3 :]}"
    return body


def _decided(text: str) -> str:
    """A text in which each test that can be decided is the branch that is shown."""
    for found in reversed(list(_ASKS.finditer(text))):
        name = found[0][1:]
        place = found.end()
        groups: list[str] = []
        is_pair = name.endswith("TF") or name[0] == "i" or name == "notblank"
        for _ in range(_TESTS[name] + (2 if is_pair else 1)):
            read = _read(text, place, _Argument("m"))
            if read is None:
                break
            groups.append(read[0])
            place = read[1]
        else:
            decided = _is_true(name, groups)
            if decided is None:
                continue
            branches = groups[_TESTS[name] :]
            if not is_pair:
                branches = [branches[0], ""] if name.endswith("T") else ["", branches[0]]
            text = f"{text[: found.start()]}{branches[0 if decided else 1]}{text[place:]}"
    return text


def _is_true(name: str, groups: list[str]) -> bool | None:
    """Whether a test is true; None where that is not known."""
    value = groups[0].strip()
    if name.startswith("IfBoolean"):
        return value == _TRUE if value in (_TRUE, _FALSE) else None
    if name.startswith(("IfNoValue", "IfValue")):
        return (value == _NO_VALUE) == name.startswith("IfNo") if "#" not in value else None
    if "#" in value:
        return None
    if name == "ifstrequal":
        return groups[0] == groups[1] if "#" not in groups[1] else None
    if name == "ifthenelse":
        equal = _EQUAL.fullmatch(groups[0])
        return None if equal is None else (equal[2] == equal[3]) != bool(equal["not"])
    is_blank = value in ("", _NO_VALUE)
    return not is_blank if name == "notblank" else is_blank


def _once(text: str, uses: dict[str, Use]) -> tuple[str, int]:
    """The text with each use written out once, and how many there were."""
    code = code_in(text)
    parts: list[str] = []
    place = count = 0
    for found in ANY_COMMAND.finditer(text):
        one = uses.get(found[1] or "")
        if one is None or found.start() < place or is_in(found.start(), code):
            continue
        used = one(text, found)
        if used is None:
            continue
        parts += [text[place : found.start()], _safe(used[0], text[used[1] : used[1] + 1])]
        place = used[1]
        count += 1
    return "".join((*parts, text[place:])), count


def _safe(shown: str, next_sign: str) -> str:
    """A space behind a command that would take the next letter for one of its own."""
    return f"{shown} " if next_sign.isalpha() and re.search(r"\\[A-Za-z]+\Z", shown) else shown
