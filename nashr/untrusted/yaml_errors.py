"""Explain PyYAML's syntax errors in the words of an editor."""

from __future__ import annotations

import contextlib
import re
from typing import Any

import yaml

from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message
from nashr.untrusted.yaml_text import YamlText

QUOTE_HINT = Message("If it is part of the text, put the whole text in quotation marks.")
SPACE_HINT = Message("Delete it, and type the space again.")
#: Spaces that do not break and signs without width, which look like an ordinary space, or nothing.
UNUSUAL_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
    "\u202f\u205f\u2060\u3000\ufeff"
)
_TIGHT_COLON = re.compile(
    r"[ ]*(?:- )?(?P<key>[A-Za-z][\w-]*):(?P<sign>[^ \t\n/:])(?P<rest>[^\n]*)"
)
_CLOSE_HINT = Message("Close it at the end of the text.")
_LOOK_HINT = Message(
    "Look for a missing colon, bracket or quotation mark here and in the line above."
)


def explain_parser_error(error: yaml.MarkedYAMLError, text: YamlText, innermost: Any) -> Diagnostic:
    """The ``yaml-syntax`` for an error; ``innermost`` is the mark of the innermost open bracket."""
    at: Any = error.problem_mark or error.context_mark
    opened: Any = error.context_mark or at
    what, doing = error.problem or "", error.context or ""
    where, message, hint = at, Message("This line cannot be read."), _LOOK_HINT
    if "cannot start any token" in what or text.at(at) == "\t":
        message, hint = _unusual_start(text.at(at))
    elif found := _tight_colon(text, opened, at):
        where, message, hint = found
        return Diagnostic("yaml-syntax", where, message, hint)
    elif "mapping values are not allowed" in what:
        message, hint = _stray_colon(text.before(at))
    elif "quoted scalar" in doing:
        where, message, hint = _quotation(what, opened, at)
    elif "flow" in doing:
        where = opened if text.at(opened) in ("[", "{") else innermost or opened
        sign = text.at(where)
        message = Message(
            "The bracket “{sign}” that opens here is not closed, or a comma is missing.", sign=sign
        )
        hint = QUOTE_HINT
    elif "simple key" in doing:
        where, message = opened, Message("This line has no colon after its key.")
        hint = Message("Write key: value; the lines of a longer text are indented.")
    elif "block mapping" in doing or "block collection" in doing:
        message, hint = _misplaced_text(text.before(at).rstrip()[-1:])
        quoted = _quotation_before(at, text)
        if quoted is not None and quoted.start_mark.line < quoted.end_mark.line:
            where, line = quoted.start_mark, text.span(quoted.end_mark).line
            message = Message(
                "The quotation mark that opens here is not closed before line {line}.", line=line
            )
            hint = _CLOSE_HINT
    elif "block scalar" in doing:
        sign = text.at(opened)
        message = Message(
            "After “{sign}” the line must end; the text begins on the next line.", sign=sign
        )
        hint = QUOTE_HINT
    elif any(word in doing for word in ("alias", "anchor", "tag", "directive")):
        where = opened
        message, hint = _unusual_start(text.at(opened))
    return Diagnostic("yaml-syntax", text.span(where), message, hint)


def unusual_space(sign: str) -> Message:
    code = f"U+{ord(sign):04X}"
    return Message("An invisible character ({code}) stands here.", code=code)


def _unusual_start(sign: str) -> tuple[Message, Message]:
    if sign == "\t":
        return Message("A tab stands where only spaces may indent."), Message(
            "Indent with two spaces a level."
        )
    return Message(
        "A text that begins with “{sign}” must stand in quotation marks.", sign=sign
    ), Message('Write "{sign}…".', sign=sign)


def _tight_colon(text: YamlText, opened: Any, at: Any) -> tuple[Span, Message, Message] | None:
    """A colon without its space, in the line of an error or in the one above that goes on in it."""
    for line in sorted({opened.line, at.line, max(at.line - 1, 0)}):
        found = _TIGHT_COLON.match(text.line(line))
        if found is None:
            continue
        where, sign = text.place(line, found.start("sign")), found["sign"]
        if sign in UNUSUAL_SPACES:
            return where, unusual_space(sign), SPACE_HINT
        key, value = found["key"], f"{sign}{found['rest']}"
        message = Message("The colon behind “{key}” has no space behind it.", key=key)
        return where, message, Message("Write {key}: {value}", key=key, value=value[:40])
    return None


def _stray_colon(before: str) -> tuple[Message, Message]:
    if re.search(r":\s", before):
        message = Message("A text with a colon and a space in it must stand in quotation marks.")
        return message, Message('Write, for example, title: "Baku: a history".')
    message = Message("This line is indented deeper than the line above it allows.")
    return message, Message("Keys of the same level begin in the same column.")


def _quotation(what: str, opened: Any, at: Any) -> tuple[Any, Message, Message]:
    if "escape" in what or "Unicode" in what or "hex" in what:
        message = Message(
            "A backslash in double quotation marks begins an escape, and this is none."
        )
        return at, message, Message("Write two backslashes for one, or use single quotation marks.")
    message = Message("The quotation mark that opens here is never closed.")
    return opened, message, _CLOSE_HINT


def _quotation_before(at: Any, text: YamlText) -> Any:
    """The token of the text in quotation marks that ends before a mark; None where none does."""
    last = None
    # This scanner, which is not the one that reads the file, refuses a tab that the other takes.
    with contextlib.suppress(yaml.YAMLError):
        for token in yaml.scan(text.yaml[: at.index], yaml.SafeLoader):
            last = token if isinstance(token, yaml.ScalarToken) else last
    if (
        last is None
        or last.style not in ("'", '"')
        or text.yaml[last.end_mark.index : at.index].strip()
    ):
        return None
    return last


def _misplaced_text(last: str) -> tuple[Message, Message]:
    if last and last in "'\"":
        message = Message("Text stands after the closing quotation mark.")
        return message, Message("Put the whole text in one pair of quotation marks.")
    if last and last in "]}":
        return Message("Text stands after the closing bracket “{last}”.", last=last), QUOTE_HINT
    message = Message("This line does not line up with the lines above it.")
    return message, Message(
        "Keys of the same level begin in the same column, list items with “- ”."
    )
