"""The labels of notes, ids and pictures of a revised file as they were in the import before, so
that one more note or figure does not change every paragraph behind it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

_NOTE = re.compile(
    r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*|(?=\n[ \t]{4})))*)", re.MULTILINE
)
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_ID = re.compile(r"\{#((?:fig|tbl|eq):[^\s}]+)")
_USED = re.compile(r"([#@])((?:fig|tbl|eq):[\w.-]*\w)")
_FIGURE = re.compile(r"figure-\d+\.[a-z0-9]+")


def renamed(before: str, now: str, others: str = "") -> str:
    """The text of a revised file with the labels and ids of the text before; new ones are such that
    neither that nor ``others`` has.
    """
    taken = f"{before}\n{others}"
    notes = _matched(_notes(before), _notes(now), frozenset(_CALL.findall(taken)), _next_number)
    ids = _matched(_ids(before), _ids(now), frozenset(_ids_in(taken)), _next_id)
    text = _CALL.sub(lambda found: f"[^{notes.get(found[1], found[1])}]", now)
    return _USED.sub(lambda found: f"{found[1]}{ids.get(found[2], found[2])}", text)


def renamed_files(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The names of pictures by those that an import has given, where they get other ones: that of
    the picture before with the same contents. Both have digests by names.
    """
    old = [(name, digest) for name, digest in before.items() if _FIGURE.fullmatch(name)]
    new = [(name, digest) for name, digest in now.items() if _FIGURE.fullmatch(name)]
    names = _matched(old, new, frozenset(before), _next_figure)
    return {name: other for name, other in names.items() if name != other}


def with_files(text: str, names: Mapping[str, str]) -> str:
    """A text whose pictures have other names."""
    return _FIGURE.sub(lambda found: names.get(found[0], found[0]), text)


def _notes(text: str) -> list[tuple[str, str]]:
    """The labels of notes, each with its words."""
    return [(found[1], " ".join(found[2].split())) for found in _NOTE.finditer(text)]


def _ids(text: str) -> list[tuple[str, str]]:
    """The ids of figures, tables and formulas, each with its line without it and without names."""
    found = []
    for line in text.split("\n"):
        for one in _ID.finditer(line):
            bare = _FIGURE.sub("", _USED.sub("", _CALL.sub("", line)))
            found.append((one[1], f"{one[1].partition(':')[0]} {bare}"))
    return found


def _ids_in(text: str) -> Iterable[str]:
    return (found[2] for found in _USED.finditer(text))


def _matched(
    before: Sequence[tuple[str, str]],
    now: Sequence[tuple[str, str]],
    taken: frozenset[str],
    new_name: Callable[[str, set[str]], str],
) -> dict[str, str]:
    """The name before of each name now: of what is the same, and of what stands in its place where
    as many stand there; others get new names.
    """
    found: dict[str, str] = {}
    matcher = difflib.SequenceMatcher(
        None, [words for _, words in before], [words for _, words in now], autojunk=False
    )
    for _, begin, end, begin_now, end_now in matcher.get_opcodes():
        if end - begin == end_now - begin_now:
            for n in range(end - begin):
                found[now[begin_now + n][0]] = before[begin + n][0]
    used = set(taken) | set(found.values())
    for name, _ in now:
        if name not in found:
            found[name] = new_name(name, used)
            used.add(found[name])
    return found


def _next_number(name: str, used: set[str]) -> str:
    return _free(used, lambda n: str(n), name)


def _next_id(name: str, used: set[str]) -> str:
    prefix = name.partition(":")[0]
    return _free(used, lambda n: f"{prefix}:{n}", name)


def _next_figure(name: str, used: set[str]) -> str:
    ending = name.rpartition(".")[2]
    stems = {one.rpartition(".")[0] for one in used}
    number = next(n for n in range(1, len(used) + 2) if f"figure-{n}" not in stems)
    return name if name.rpartition(".")[0] not in stems else f"figure-{number}.{ending}"


def _free(used: set[str], named: Callable[[int], str], name: str) -> str:
    """The name, or the first one of a number that is free."""
    if name not in used:
        return name
    return next(one for n in range(1, len(used) + 2) if (one := named(n)) not in used)
