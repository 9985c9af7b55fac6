r"""The branches of a LaTeX source that are not printed: those of ``\newif`` (The TeXbook, chapter
20; LaTeX2e, "newif").
"""

from __future__ import annotations

import re

from nashr.importing.latex_code import code_in, is_in

#: By which notes of the foot stand at the end, as a manuscript's do where its journal says so.
_NOTES = re.compile(r"\\let\s*\\footnote\s*=?\s*\\(?:endnote|pagenote)(?![A-Za-z])")
_NEW = re.compile(r"\\newif\s*\\if([A-Za-z@]+)")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_TOKEN = re.compile(r"\\([A-Za-z@]+)")


def without_branches(source: str) -> str:
    """The source with blanks in place of the branches that its own conditions leave out. It is as
    long as it was.
    """
    source = _NOTES.sub(lambda one: " " * len(one[0]), source)
    names = set(_NEW.findall(source))
    if not names:
        return source
    values = dict.fromkeys(names, False)
    #: For each condition that is open: whether its branch is printed, and whether that is known.
    open_ones: list[tuple[bool, bool]] = []
    kept: list[str] = []
    last = 0

    def take(to: int) -> None:
        nonlocal last
        text = source[last:to]
        is_shown = all(shown for shown, _ in open_ones)
        kept.append(text if is_shown else re.sub(r"[^\n]", " ", text))
        last = to

    without = _COMMENT.sub(lambda one: " " * len(one[0]), source)
    for found in _TOKEN.finditer(without):
        name = found[1]
        before = source[max(0, found.start() - 12) : found.start()].rstrip()
        if before.endswith("\\newif"):
            continue
        is_set = next((one for one in names if name in (f"{one}true", f"{one}false")), "")
        if is_set and all(shown for shown, _ in open_ones):
            values[is_set] = name.endswith("true")
        elif name == "else" and open_ones:
            take(found.start())
            shown, is_known = open_ones.pop()
            open_ones.append((not shown if is_known else True, is_known))
        elif name == "fi" and open_ones:
            take(found.start())
            open_ones.pop()
        elif name.startswith("if") and name not in ("iff", "ifthenelse"):
            take(found.end())
            is_known = name[2:] in names
            open_ones.append((values[name[2:]] if is_known else True, is_known))
    open_ones.clear()  # one that is never closed hides nothing
    take(len(source))
    return "".join(kept)


_OPENED = re.compile(r"\\(?P<name>if[A-Za-z@]*|else|fi)(?![A-Za-z@])")
#: Commands that are called alike and have their branches in braces, or none.
_NO_CONDITIONS = frozenset("iff ifthenelse ifstrempty ifblank ifstrequal ifdefempty".split())


#: Conditions that pandoc's reader decides.
_DECIDED = frozenset("iffalse iftrue ifmmode".split())


def undecided(source: str, shown: str) -> tuple[int, ...]:
    """The lines, from 1, of conditions of a source that nothing here decides: ``shown`` is the text
    in which others are decided. All their branches are read.
    """
    body = shown[max(shown.find("\\begin{document}"), 0) :]
    code = code_in(body)
    opened: list[re.Match[str]] = []
    lines: list[int] = []
    for found in _OPENED.finditer(body):
        if is_in(found.start(), code) or found["name"] in _NO_CONDITIONS:
            continue
        if found["name"] == "fi" and opened:
            begin = opened.pop()
            if begin["name"] in _DECIDED:
                continue
            inside = body[begin.start() : found.start()]
            place = source.find(inside.split("\\else")[0].strip())
            if place >= 0 and re.search(r"[^\W\d_]{2}", re.sub(r"\\[A-Za-z@]+", "", inside)):
                lines.append(source.count("\n", 0, place) + 1)
        elif found["name"] not in ("fi", "else"):
            opened.append(found)
    return tuple(sorted(set(lines)))
