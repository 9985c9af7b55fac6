"""Explain PyYAML's syntax errors in the words of an editor."""

from __future__ import annotations

import re
from typing import Any

import yaml

from nashr.diagnostics import Diagnostic
from nashr.untrusted.yaml_text import YamlText

_QUOTE_HINT = "If it is part of the text, put the whole text in quotation marks."
_LOOK_HINT = "Look for a missing colon, bracket or quotation mark here and in the line above."


def explain_parser_error(error: yaml.MarkedYAMLError, text: YamlText, innermost: Any) -> Diagnostic:
    """The ``yaml-syntax`` for an error; ``innermost`` is the mark of the innermost open bracket."""
    at: Any = error.problem_mark or error.context_mark
    opened: Any = error.context_mark or at
    what, doing = error.problem or "", error.context or ""
    where, message, hint = at, "This line cannot be read.", _LOOK_HINT
    if "cannot start any token" in what or text.at(at) == "\t":
        message, hint = _unusual_start(text.at(at))
    elif "mapping values are not allowed" in what:
        message, hint = _stray_colon(text.before(at))
    elif "quoted scalar" in doing:
        where, message, hint = _quotation(what, opened, at)
    elif "flow" in doing:
        where = opened if text.at(opened) in ("[", "{") else innermost or opened
        sign = text.at(where)
        message = f"The bracket “{sign}” that opens here is not closed, or a comma is missing."
        hint = _QUOTE_HINT
    elif "simple key" in doing:
        where, message = opened, "This line has no colon after its key."
        hint = "Write key: value; the lines of a longer text are indented."
    elif "block mapping" in doing or "block collection" in doing:
        message, hint = _misplaced_text(text.before(at).rstrip()[-1:])
    elif "block scalar" in doing:
        sign = text.at(opened)
        message = f"After “{sign}” the line must end; the text begins on the next line."
        hint = _QUOTE_HINT
    elif any(word in doing for word in ("alias", "anchor", "tag", "directive")):
        where = opened
        message, hint = _unusual_start(text.at(opened))
    return Diagnostic("yaml-syntax", text.span(where), message, hint)


def _unusual_start(sign: str) -> tuple[str, str]:
    if sign == "\t":
        return "A tab stands where only spaces may indent.", "Indent with two spaces a level."
    return f"A text that begins with “{sign}” must stand in quotation marks.", f'Write "{sign}…".'


def _stray_colon(before: str) -> tuple[str, str]:
    if re.search(r":\s", before):
        message = "A text with a colon and a space in it must stand in quotation marks."
        return message, 'Write, for example, title: "Baku: a history".'
    message = "This line is indented deeper than the line above it allows."
    return message, "Keys of the same level begin in the same column."


def _quotation(what: str, opened: Any, at: Any) -> tuple[Any, str, str]:
    if "escape" in what or "Unicode" in what or "hex" in what:
        message = "A backslash in double quotation marks begins an escape, and this is none."
        return at, message, "Write two backslashes for one, or use single quotation marks."
    message = "The quotation mark that opens here is never closed."
    return opened, message, "Close it at the end of the text."


def _misplaced_text(last: str) -> tuple[str, str]:
    if last and last in "'\"":
        message = "Text stands after the closing quotation mark."
        return message, "Put the whole text in one pair of quotation marks."
    if last and last in "]}":
        return f"Text stands after the closing bracket “{last}”.", _QUOTE_HINT
    message = "This line does not line up with the lines above it."
    return message, "Keys of the same level begin in the same column, list items with “- ”."
