"""What the typesetting engine complains of, in the words of nashr.

WeasyPrint logs English sentences with the line and column of a style sheet that it does not name.
Those that the author of a theme meets are told in the language of messages; others as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from nashr.diagnostics import Span
from nashr.messages import Message, verbatim
from nashr.outputs.edition import Theme
from nashr.outputs.pdf.theme_style import FOLDER
from nashr.project.workspace import TEMPLATES

_AT = r"(?P<line>\d+):(?P<column>\d+)"
_SENTENCES = (
    (
        rf"Ignored `(?P<rule>.*?)\s*` at {_AT}, unknown property",
        Message(
            "In a style sheet, line {line}, column {column}: “{rule}” is no property of print."
        ),
    ),
    (
        rf"Ignored `(?P<rule>.*?)\s*` at {_AT}, no value",
        Message("In a style sheet, line {line}, column {column}: “{rule}” has no value."),
    ),
    (
        rf"Ignored `(?P<rule>.*?)\s*` at {_AT}",
        Message(
            "In a style sheet, line {line}, column {column}: “{rule}” cannot be understood and was"
            " left out."
        ),
    ),
    (
        rf".*\bwhole (?P<rule>@[\w-]+) rule was ignored at {_AT}",
        Message(
            "In a style sheet, line {line}, column {column}: the rule {rule} cannot be understood"
            " and was left out."
        ),
    ),
    (
        rf"(?:Parse error|Error)\b.*\bat {_AT}",
        Message(
            "In a style sheet, line {line}, column {column}: a brace or a sign is missing or wrong."
        ),
    ),
)


#: Style sheets by path: the line of the whole at which each begins, and its lines.
Sheets = Mapping[str, tuple[int, list[str]]]


def sheet_files(theme: Theme, path: str, text: str) -> Sheets:
    """The style sheets that a project may have of its own: the one at ``path``, and those of its
    theme, which are read as one.
    """
    lines = theme.sheets.get(FOLDER, "").split("\n")
    files = theme.files.get(FOLDER, ())
    ends = [*(first - 1 for _, first in files[1:]), len(lines)]
    own = {
        file: (first, lines[first - 1 : end])
        for (file, first), end in zip(files, ends, strict=False)
    }
    return {f"{TEMPLATES}/{path}": (1, text.split("\n")), **own}


def place(warning: str, sheets: Sheets) -> Span | None:
    """Where in which style sheet the warning is about; None where that is in doubt."""
    for pattern, _ in _SENTENCES:
        if found := re.match(pattern, warning, re.DOTALL):
            named = re.match(r"@?[\w-]+", found.groupdict().get("rule") or "")
            places = _places(named[0], int(found["line"]), sheets) if named is not None else []
            return places[0] if len(places) == 1 else None
    return None


def _places(word: str, number: int, sheets: Sheets) -> list[Span]:
    """Where the sheets have a word in a line."""
    places = []
    for path, (first, lines) in sheets.items():
        line = lines[number - first] if 0 <= number - first < len(lines) else ""
        if word in line:
            places.append(Span(path, number - first + 1, line.index(word) + 1))
    return places


def sentence(warning: str) -> Message:
    """The warning as a message."""
    for pattern, said in _SENTENCES:
        if found := re.match(pattern, warning, re.DOTALL):
            values = {name: " ".join(value.split()) for name, value in found.groupdict().items()}
            return said.having(**values)
    return verbatim(warning)
