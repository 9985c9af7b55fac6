"""What the typesetting engine complains of, in the words of nashr.

WeasyPrint logs English sentences with the line and column of a style sheet that it does not name.
Those that the author of a theme meets are told in the language of messages; others as they are.
"""

from __future__ import annotations

import re

from nashr.messages import Message, verbatim

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


def sentence(warning: str) -> Message:
    """The warning as a message."""
    for pattern, said in _SENTENCES:
        if found := re.match(pattern, warning, re.DOTALL):
            values = {name: " ".join(value.split()) for name, value in found.groupdict().items()}
            return said.having(**values)
    return verbatim(warning)
