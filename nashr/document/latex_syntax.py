"""The syntax of LaTeX commands: names, arguments, groups, environments, simple definitions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nashr.records import dataclass

#: A command of letters, with its star.
COMMAND = re.compile(r"\\([A-Za-z]+)(\*?)")
#: The same, or a backslash with another sign; then the first group is empty.
ANY_COMMAND = re.compile(r"\\(?:([A-Za-z]+)(\*?)|.)", re.S)
_ENVIRONMENT_MARK = re.compile(r"\\(begin|end)\s*\{([^{}\n]*)\}")
#: Definitions call each other no deeper than this, and a text has no more of their uses.
DEEPEST, MOST_USES = 20, 5000


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument without its brackets: its text, and the offset at which that begins."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Call:
    """A command with its arguments; ``end`` is the offset behind them.

    ``optional`` and ``needed`` hold the arguments in brackets and braces in their order; a
    needed one that is not there is missing from the end.
    """

    name: str
    start: int
    end: int
    star: bool = False
    optional: tuple[Argument, ...] = ()
    needed: tuple[Argument, ...] = ()


def call(text: str, found: re.Match[str], shape: str, end: int) -> Call:
    """Read the arguments of a command that ``COMMAND`` found; see ``arguments``."""
    optional, needed, here = arguments(text, found.end(), shape, end)
    return Call(found[1], found.start(), here, bool(found[2]), optional, needed)


def arguments(
    text: str, here: int, shape: str, end: int
) -> tuple[tuple[Argument, ...], tuple[Argument, ...], int]:
    """The arguments in brackets, those in braces, and the offset behind them.

    ``shape`` has a letter an argument: ``o`` one in brackets that may be absent, ``m`` one in
    braces, ``p`` one in round brackets that may be absent, ``l`` a length, in braces or as a bare
    command, ``d`` a dimension in TeX's own manner, ``*`` any number in brackets or braces.
    """
    optional: list[Argument] = []
    needed: list[Argument] = []
    for kind in shape.replace("*", "*" * 20):
        if kind in "ld":
            bare = (_DIMENSION if kind == "d" else _BARE_LENGTH).match(text, here, end)
            here = bare.end() if bare else here
            kind = "d" if bare or kind == "d" else "m"
        if kind == "d":
            continue
        at = _past_space(text, here, end) if kind == "m" else here
        opening = text[at : at + 1] if at < end else ""
        if not opening or opening not in {"o": "[", "p": "(", "m": "{", "*": "[{"}[kind]:
            if kind == "m":
                break
            continue
        closing = group_end(text, at, end)
        if closing is None:
            break
        found = Argument(text[at + 1 : closing - 1], at + 1)
        (needed if opening == "{" else optional).append(found)
        here = closing
    return tuple(optional), tuple(needed), here


_LENGTH = r"(?:-?\d*\.?\d*\s*(?:true\s*)?(?:pt|pc|in|bp|cm|mm|dd|cc|sp|ex|em|fil+)|\\[A-Za-z]+)"
_DIMENSION = re.compile(
    rf"[ ]?=?[ ]?{_LENGTH}(?![A-Za-z])(?:[ ](?:plus|minus)[ ]?{_LENGTH}(?![A-Za-z]))*"
)
_BARE_LENGTH = re.compile(rf"[ ]*{_LENGTH}(?![A-Za-z])")


def _past_space(text: str, here: int, end: int) -> int:
    found = re.compile(r"[ \t]*(?:\n[ \t]*)?(?=\{)").match(text, here, end)
    return found.end() if found else here


_CLOSING = {"{": "}", "[": "]", "(": ")"}


def group_end(text: str, start: int, end: int) -> int | None:
    """The offset behind the bracket that closes the one at ``start``; None without one."""
    closing = _CLOSING[text[start]]
    depth = 0
    here = start + 1
    while here < end:
        char = text[here]
        if char == "\\":
            here += 2
            continue
        if char == closing and not depth:
            return here + 1
        if char == "{":
            depth += 1
        elif char == "}":
            if not depth:
                return None
            depth -= 1
        elif char == "\n" and closing != "}" and re.match(r"\n[ \t]*\n", text[here : here + 200]):
            return None
        here += 1
    return None


@dataclass(frozen=True, slots=True)
class Environment:
    """``\\begin{name} … \\end{name}``: what stands between, and where that begins."""

    name: str
    start: int
    end: int
    content: str
    content_start: int


def environment(text: str, start: int, end: int) -> Environment | None:
    """The environment that opens at ``start``; None where it is not closed."""
    opening = _ENVIRONMENT_MARK.match(text, start, end)
    if opening is None or opening[1] != "begin":
        return None
    depth = 0
    for mark in _ENVIRONMENT_MARK.finditer(text, opening.end(), end):
        if mark[2] != opening[2]:
            continue
        if mark[1] == "begin":
            depth += 1
        elif depth:
            depth -= 1
        else:
            content = text[opening.end() : mark.start()]
            return Environment(opening[2].strip(), start, mark.end(), content, opening.end())
    return None


# --- definitions ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Macro:
    """A command that the author defined: how many arguments it takes, and its text."""

    name: str
    arguments: int
    text: str
    #: What stands for the first argument where it is left out.
    default: str | None = None


_DEFINITION = re.compile(
    r"\\(?:(?P<new>(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?"
    r"\s*(?:\{\s*\\(?P<braced>[A-Za-z]+)\s*\}|\\(?P<bare>[A-Za-z]+))\s*"
    r"(?:\[(?P<count>\d)\])?\s*(?:\[(?P<default>[^\[\]\n]*)\])?"
    r"|(?:long\s*|global\s*)*\\?(?:[egx]?def)\s*\\(?P<defined>[A-Za-z]+)(?P<parameters>(?:\#\d)*)"
    r"|(?P<operator>DeclareMathOperator)(?P<limits>\*?)\s*\{?\s*\\(?P<named>[A-Za-z]+)\s*\}?"
    r")\s*(?=\{)"
)


def definition(text: str, start: int, end: int) -> tuple[Macro, int] | None:
    """The definition that begins at ``start``, and the offset behind it."""
    found = _DEFINITION.match(text, start, end)
    if found is None:
        return None
    closing = group_end(text, found.end(), end)
    if closing is None:
        return None
    body = text[found.end() + 1 : closing - 1]
    if found["operator"]:
        return Macro(found["named"], 0, rf"\operatorname{found['limits']}{{{body}}}"), closing
    if found["defined"]:
        return Macro(found["defined"], found["parameters"].count("#"), body), closing
    name = found["braced"] or found["bare"]
    return Macro(name, int(found["count"] or 0), body, found["default"]), closing


def without_definitions(tex: str) -> tuple[str, list[Macro]]:
    """A formula without the definitions of commands that stand in it, and these."""
    found: list[Macro] = []
    parts: list[str] = []
    here = 0
    for command in COMMAND.finditer(tex):
        if command.start() < here:
            continue
        one = definition(tex, command.start(), len(tex))
        if one is not None:
            found.append(one[0])
            parts.append(tex[here : command.start()])
            here = one[1]
    return "".join([*parts, tex[here:]]), found


def use(text: str, found: re.Match[str], macro: Macro, end: int) -> tuple[str, int] | None:
    """What a use of a macro stands for, and the offset behind it; None without its arguments."""
    here = found.end(1)  # a star behind a macro is text
    given: list[str] = []
    needed = macro.arguments
    if macro.default is not None and needed:
        if here < end and text[here] == "[" and (closing := group_end(text, here, end)):
            given.append(text[here + 1 : closing - 1])
            here = closing
        else:
            given.append(macro.default)
    while len(given) < needed:
        at = re.compile(r"\s*").match(text, here, end)
        here = at.end() if at else here
        if here >= end:
            return None
        if text[here] == "{":
            closing = group_end(text, here, end)
            if closing is None:
                return None
            given.append(text[here + 1 : closing - 1])
            here = closing
        else:
            command = COMMAND.match(text, here, end)
            stop = command.end(1) if command else here + 1
            given.append(text[here:stop])
            here = stop
    if not needed and text[here : here + 2] == "{}":
        here += 2
    value = re.sub(r"#(\d)", lambda m: _nth(given, int(m[1])), macro.text)
    return value, here


def _nth(given: list[str], number: int) -> str:
    return given[number - 1] if 0 < number <= len(given) else ""


def with_definitions(tex: str, macros: Mapping[str, Macro]) -> str:
    """A formula with the author's own commands written out.

    Raises ``RecursionError`` for definitions that call themselves.
    """
    if not macros:
        return tex
    for _ in range(DEEPEST):
        changed = _once(tex, macros)
        if changed == tex:
            return tex
        if len(changed) > 100_000:
            break
        tex = changed
    raise RecursionError("definitions call each other without end")


def _once(tex: str, macros: Mapping[str, Macro]) -> str:
    parts: list[str] = []
    here = 0
    for found in ANY_COMMAND.finditer(tex):
        macro = macros.get(found[1] or "")
        if found.start() < here or macro is None:
            continue
        used = use(tex, found, macro, len(tex))
        if used is None:
            continue
        parts += [tex[here : found.start()], _safe(used[0], tex[used[1] :])]
        here = used[1]
    return "".join([*parts, tex[here:]])


def _safe(value: str, rest: str) -> str:
    """A space behind a command that would take the next letter for one of its own."""
    return f"{value} " if re.search(r"\\[A-Za-z]+\Z", value) and rest[:1].isalpha() else value
