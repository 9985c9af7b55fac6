r"""A LaTeX source that pandoc's reader refuses as a whole: for one definition in TeX's own syntax,
one command that it does not understand, an environment that is not closed.

Of the preamble, what the reader knows is kept; in the text, the passage that is refused becomes its
words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from nashr.document.latex_syntax import ANY_COMMAND, call, definition
from nashr.importing.latex_code import is_in, kept
from nashr.importing.latex_words import latex_text
from nashr.records import dataclass

_BEGIN = re.compile(r"\\begin\s*\{document\}")
_END = re.compile(r"\\end\s*\{document\}")
#: Commands of a preamble that say something of the text, and the shape of their arguments.
_OF_TEXT = {
    **dict.fromkeys("documentclass usepackage title author date".split(), "om"),
    "newtheorem": "momo",
    "DeclareMathOperator": "mm",
}
_MARK = re.compile(
    r"\\(begin|end)\s*\{[^{}\n]*\}|\\(?:.|\n)|[{}]|\n[ \t]*\n|\n(?=\\(?:sub)*section\b)"
)
#: Citations and references.
_CALLS = re.compile(
    r"\\(?:[A-Za-z]*[cC]ite[A-Za-z]*|(?:auto|page|eq|[cC])?ref)\*?(?:\[[^\[\]]*\])*\{[^{}]*\}"
)
#: So many times a source is given to the reader, so many characters of it in all (the reader takes
#: three seconds for a million), and so many passages become words.
_MOST_TRIES, _MOST_READ, _MOST_PASSAGES, _MOST_LINES = 250, 8_000_000, 25, 60

#: What the reader makes of a source, and its warnings; None where it refuses.
Result = tuple[dict[str, Any], tuple[str, ...]]
Attempt = Callable[[str], Result | None]


@dataclass(frozen=True, slots=True)
class ReadInParts:
    """What was read, of which text, and the passages of which there are the words alone."""

    result: Result
    text: str
    refused: tuple[str, ...]


def read_in_parts(text: str, attempt: Attempt) -> ReadInParts | None:
    """Read what can be read of a source that is refused; None where that is nothing."""
    tries = characters = 0

    def is_over() -> bool:
        return tries > _MOST_TRIES or characters > _MOST_READ

    def read(source: str) -> Result | None:
        nonlocal tries, characters
        tries += 1
        characters += len(source)
        return None if is_over() else attempt(source)

    begin = _BEGIN.search(text)
    head, body = (text[: begin.end()], text[begin.end() :]) if begin else ("", text)
    end = _END.search(body)
    body, tail = (body[: end.start()], "\n\\end{document}\n") if end else (body, "")
    if begin and not tail:
        tail = "\n\\end{document}\n"
    if read(head + tail) is None:
        head = _readable_head(head, lambda one: read(one + tail) is not None)
    chunks = list(_chunks(body))
    refused: list[str] = []
    good = 0
    while True:
        result = read(head + "".join(chunks) + tail)
        if result is not None:
            return ReadInParts(result, head + "".join(chunks) + tail, tuple(refused))
        if is_over() or len(refused) >= _MOST_PASSAGES:
            return None
        low, high = good, len(chunks)  # the first ``low`` are read, the first ``high`` are not
        while high - low > 1:
            middle = (low + high) // 2
            if read(head + "".join(chunks[:middle]) + tail) is None:
                high = middle
            else:
                low = middle
        before = head + "".join(chunks[:low])
        for made, words in _as_words(chunks[low], lambda one: read(head + one + tail) is not None):
            if read(before + made + tail) is not None:
                chunks[low] = made
                refused.append(words)
                break
        else:
            return None
        good = low + 1


def _readable_head(head: str, is_read: Callable[[str], bool]) -> str:
    """Of a preamble, the commands that say something of the text and that are read."""
    pieces: list[str] = []
    place = 0
    for found in ANY_COMMAND.finditer(head):
        if found.start() < place:
            continue
        defined = definition(head, found.start(), len(head))
        if defined is not None:
            place = defined[1]
        elif found[1] in _OF_TEXT:
            one = call(head, found, _OF_TEXT[found[1]], len(head))
            place = one.end if one.needed else place
        if place > found.start():
            pieces.append(head[found.start() : place])
    begin = "\\begin{document}\n"
    whole = "\n".join((*pieces, begin))
    if is_read(whole):
        return whole
    kept_pieces = [piece for piece in pieces if is_read(f"{piece}\n{begin}")]
    whole = "\n".join((*kept_pieces, begin))
    return whole if is_read(whole) else begin


def _chunks(body: str) -> Iterator[str]:
    """A text in pieces between which no environment and no group is open."""
    spans = kept(body)
    place = depth = 0
    for found in _MARK.finditer(body):
        if is_in(found.start(), spans):
            continue
        if found[1]:
            depth = max(depth + (1 if found[1] == "begin" else -1), 0)
        elif found[0] in "{}":
            depth = max(depth + (1 if found[0] == "{" else -1), 0)
        elif found[0][0] == "\n" and not depth:
            yield body[place : found.end()]
            place = found.end()
    rest = body[place:]
    if depth:  # one that is not closed: by its paragraphs
        yield from re.findall(r".+?(?:\n[ \t]*\n|\Z)", rest, re.DOTALL)
    elif rest:
        yield rest


def _as_words(chunk: str, is_read: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """A passage that is refused, and what of it are words: a line of it, or all, with the formulas
    as such or as they are typed.
    """
    lines = chunk.splitlines(keepends=True)
    if 1 < len(lines) <= _MOST_LINES:
        for number, line in enumerate(lines):
            if not line.strip() or re.search(r"\\(?:begin|end|item)\b", line):
                continue
            made = "".join((*lines[:number], f"{_plain(line)}\n", *lines[number + 1 :]))
            if is_read(made):
                yield made, _shown(line)
    for has_formulas in (True, False):
        made = f"\n\n{_plain(chunk, has_formulas)}\n\n"
        yield made, _shown(chunk)


def _shown(text: str) -> str:
    return " ".join(latex_text(text).split())


def _plain(text: str, has_formulas: bool = True) -> str:
    """The words of a passage as LaTeX without commands; its paragraphs stay."""
    parts = []
    place = 0
    spans = kept(text)
    calls = [found.span() for found in _CALLS.finditer(text) if not is_in(found.start(), spans)]
    for begin, end in [*sorted([*spans, *calls]), (len(text), len(text))]:
        parts.append(_escaped(latex_text(text[place:begin])))
        piece = text[begin:end]
        is_read = piece.startswith(("$", "\\(", "\\[")) or (begin, end) in calls
        parts.append(piece if has_formulas and is_read else _escaped(piece))
        place = end
    return re.sub(r"\n\s*\n", "\n\n", "".join(parts)).strip()


_ESCAPES = {
    "\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
    **{char: f"\\{char}" for char in "{}$&#%_"},
}  # fmt: skip


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in text)
