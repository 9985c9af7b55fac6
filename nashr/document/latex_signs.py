"""Signs of LaTeX that are no commands: accents, spaces, ties, quotation marks, ``\\(…\\)``."""

from __future__ import annotations

import re
import unicodedata

from nashr.document import latex_commands as table
from nashr.document.latex_reading import Reading
from nashr.document.latex_syntax import Argument, group_end
from nashr.document.meanings import Formula, Words, Wrapped
from nashr.document.rewriting import Edit

#: TeX between ``\(`` and ``\)``; without one of these signs they are brackets that were escaped.
_LOOKS_LIKE_TEX = re.compile(r"\\[A-Za-z,;:!]|[\^_=<>+]")
#: Letters and numbers, which are a formula where the text has others in these brackets.
_NAMES = re.compile(r"[A-Za-z](?:\s?[,/-]\s?[A-Za-z\d])*|\d{1,3}")
_BRACKETED = re.compile(r"(?<!\\)\\(?:\(([^\n]{1,200}?)\\\)|\[\s*([^\n]{1,200}?)\s*\\\])")
_NEXT_LETTER = re.compile(r"[ ](?:\\(?=[ij]\b))?([^\W\d_])")
_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_TYPED = re.compile(r"(?<!\\)\\([A-Za-z]{2,})")
#: Commands that nobody types for another reason than LaTeX.
_KNOWN = frozenset(
    [
        *("begin", "label", "href", "url", "newcommand"),
        *table.WRAPPED,
        *table.CITATIONS,
        *table.REFERENCES,
        *table.HEADINGS,
        *table.SILENT,
        *table.SYMBOLS,
    ]
)
#: The end of a sentence or of a part of it, in a word; not that of a path.
_CLOSES = re.compile(r"(?:[^\W_]|[}*])[.,;!?»”)]|[.!?][»”)]")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_SUBSCRIPT = re.compile(r"~(?:\\[^A-Za-z]|[^\s~\\])+~|~~+")


def accent(reading: Reading, found: re.Match[str], mark: str) -> Edit | None:
    """``\\'{e}``, ``\\c{c}``: the letter with its accent."""
    end = group_end(reading.text, found.end(), len(reading.text))
    if end is None:
        return None
    inside = reading.text[found.end() + 1 : end - 1].strip()
    letter = {"\\i": "ı" if mark == "." else "i", "\\j": "j"}.get(inside, inside)
    if len(letter) > 1 or mark not in table.ACCENTS:
        return None
    value = unicodedata.normalize("NFC", letter + table.ACCENTS[mark]) if letter else mark
    return reading.token(found.start(), end, Words(reading.text[found.start() : end], value))


def grouped(reading: Reading, found: re.Match[str]) -> Edit:
    """``{\\"o}``: the letter with its accent."""
    letter = found[0][3:-1].strip().removeprefix("\\")
    value = unicodedata.normalize("NFC", letter + table.ACCENTS.get(found["grouped"], ""))
    return reading.token(found.start(), found.end(), Words(found[0], value))


def letter_accent(reading: Reading, found: re.Match[str]) -> Edit | None:
    """``\\c c``: an accent whose name is a letter, and behind a space what it is put on."""
    letter = _NEXT_LETTER.match(reading.text, found.end())
    if letter is None:
        return None
    value = unicodedata.normalize("NFC", letter[1] + table.ACCENTS[found["command"]])
    source = reading.text[found.start() : letter.end()]
    return reading.token(found.start(), letter.end(), Words(source, value))


def letter_between(reading: Reading, found: re.Match[str], mark: str) -> Edit | None:
    """``\\"o`` and ``\\~a`` inside a word; at its beginning the sign may stand for itself."""
    if not reading.text[found.start() - 1 : found.start()].isalpha():
        return None
    end = found.end() + 1
    value = unicodedata.normalize("NFC", reading.text[found.end()] + table.ACCENTS[mark])
    return reading.token(found.start(), end, Words(reading.text[found.start() : end], value))


def space(reading: Reading, found: re.Match[str]) -> Edit | None:
    """``\\,`` and its like between two words or numbers."""
    before = reading.text[found.start() - 1 : found.start()]
    after = reading.text[found.end() : found.end() + 1]
    if not (before.isalnum() or before in ".)}$%") or not (after.isalnum() or after in "\\$%("):
        return None
    return reading.token(found.start(), found.end(), Words(found[0], "\u202f"))


def line_within(reading: Reading, found: re.Match[str]) -> Edit | None:
    """``\\\\`` between words of one line: behind a full stop or the like, or anywhere in a text
    that has commands of LaTeX besides. Elsewhere it is the backslash that Markdown takes it for.
    """
    text, start, end = reading.text, found.start(), found.end()
    before, after = text[max(start - 2, 0) : start], text[end : end + 1]
    is_spaced = after in " \t"
    if _CLOSES.fullmatch(before) and is_spaced:
        return reading.token(start, end, Words(found[0], "\n"))
    if not (is_spaced or (_CLOSES.fullmatch(before) and after.isupper())):
        return None
    return reading.token(start, end, Words(found[0], "\n")) if _has_commands(reading) else None


def _has_commands(reading: Reading) -> bool:
    """Whether the text has commands of LaTeX that we know, outside of code and formulas."""
    if reading.has_commands is None:
        reading.has_commands = reading.depth > 0 or any(
            found[1] in _KNOWN and reading.scan.region_at(found.start()) is None
            for found in _TYPED.finditer(reading.text)
        )
    return reading.has_commands


def looks_like_tex(inside: str) -> bool:
    """Whether what stands between escaped brackets is a formula, and they are no brackets."""
    if not inside.strip():
        return False
    spaced = inside.startswith(" ") and inside.endswith(" ")
    return spaced or bool(_LOOKS_LIKE_TEX.search(inside))


def _has_formulas(reading: Reading) -> bool:
    """Whether something else between escaped brackets is a formula without doubt."""
    if reading.has_formulas is None:
        reading.has_formulas = any(
            looks_like_tex(found[1] or found[2]) for found in _BRACKETED.finditer(reading.text)
        )
    return reading.has_formulas


def bracketed(reading: Reading, found: re.Match[str]) -> Edit | None:
    """A formula in ``\\(…\\)`` or ``\\[…\\]``."""
    closing = {"(": "\\)", "[": "\\]"}[found["formula"]]
    end = reading.text.find(closing, found.end())
    if end < 0:
        return None
    tex = reading.text[found.end() : end]
    if re.search(r"\n[ \t]*\n", tex):
        return None
    is_name = found["formula"] == "(" and _NAMES.fullmatch(tex) is not None
    if not (looks_like_tex(tex) or (is_name and _has_formulas(reading))):
        return None
    source = reading.text[found.start() : end + 2]
    display = found["formula"] == "["
    meaning = Formula(source, reading.origin(found.start()), tex, display)
    return reading.token(found.start(), end + 2, meaning)


def tie(reading: Reading, start: int) -> Edit | None:
    """A space that does not break: ``~`` between words, where it opens no subscript."""
    subscript = _SUBSCRIPT.match(reading.text, start)
    if subscript is not None:
        reading.here = subscript.end()
        return None
    before, after = reading.text[start - 1 : start], reading.text[start + 1 : start + 2]
    if not (before.isalnum() or (before and before in ".,:;)]}’'\"”»%$")):
        return None
    if not (after.isalnum() or (after and after in "\\$([@{“\"«'‘&")):
        return None
    if before.isdigit() and after.isdigit() and not _THOUSANDS.match(reading.text, start + 1):
        return None  # a range, or a sign for about
    is_latex = reading.depth or _COMMAND.search(reading.text)
    if before.isalpha() and after.isalpha() and not is_latex:
        return None  # forms that alternate, in a text that has nothing else of LaTeX
    return Edit(start, start + 1, "\u00a0")


def quotes(reading: Reading, found: re.Match[str]) -> Edit | None:
    """```` ``words'' ```` and ``''words''`` as quotation marks that pandoc pairs."""
    mark, text = found["quotes"], reading.text
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    if line.startswith(("    ", "\t")):  # it may be code
        return None
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if mark == "`" or not after or after.isspace():
        return _single(reading, found) if mark == "`" else None
    if before.isalnum() or before in "`'":
        return None
    limit = re.compile(r"\n[ \t]*\n").search(text, found.end())
    end = text.find("''", found.end(), limit.start() if limit else len(text))
    if end < 0 or text[end - 1].isspace():
        # Nothing closes it, which is told of the mark that it stands for.
        return Edit(found.start(), found.end(), "“") if mark == "``" else None
    inside = Argument(text[found.end() : end], found.end())
    source = text[found.start() : end + 2]
    name = reading.fragment(inside)
    return reading.token(found.start(), end + 2, Wrapped(source, "DoubleQuote", name))


def _single(reading: Reading, found: re.Match[str]) -> Edit | None:
    one = re.compile(r"`(?=\w)([^`'\n]{1,200})'(?!\w)").match(reading.text, found.start())
    if one is None or reading.text[found.start() - 1 : found.start()].isalnum():
        return None
    inside = Argument(one[1], one.start(1))
    return reading.token(
        one.start(), one.end(), Wrapped(one[0], "SingleQuote", reading.fragment(inside))
    )
