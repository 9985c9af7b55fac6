"""Markdown in values that are printed as they stand: keywords, names of people and institutions.

Only titles, abstracts and statements are read as Markdown. What registries and indexes hold of the
others is text without markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nashr.diagnostics import Diagnostic
from nashr.languages.digits import LOWERED, RAISED
from nashr.messages import Message
from nashr.untrusted.yaml import Located, as_list, as_mappings

#: Emphasis, sub- and superscripts, code, and their elements of HTML, around words.
_MARKUP = re.compile(
    r"(?<![\w*_])(?P<sign>\*{1,3}|_{1,3})(?P<words>[^\s*_](?:[^*_]*[^\s*_])?)(?P=sign)(?![\w*_])"
    r"|(?P<script>[~^])(?P<small>[\w+−-]{1,4})(?P=script)"
    r"|<(?P<tag>i|em|b|strong|sub|sup|span)\b[^<>]*>(?P<inside>[^<>]*)</(?P=tag)>",
    re.I,
)
#: A formula: a letter alone, or what has a sign of TeX.
_FORMULA = re.compile(
    r"(?<![\\\w$])\$(?P<tex>[^\W\d_]|(?=[^$]*[\\^_{}])[^\s$](?:[^$]*[^\s$])?)\$(?![\d$])"
)
_TEX_SCRIPT = re.compile(r"(?P<script>[\^_])(?:\{(?P<group>[\d+−-]{1,4})\}|(?P<one>\d))")
#: The plain keys of the members of these lists.
_NAMES = {
    "authors": ("given", "family", "name"),
    "affiliations": ("name", "department", "city", "country"),
}


def check_plain_values(document: Located) -> Iterator[Diagnostic]:
    """Values whose signs of markup would be printed."""
    value = document.value if isinstance(document.value, dict) else {}
    for path, text in _plain_values(value):
        if _MARKUP.search(text):
            message = Message(
                "The signs of markup in “{text}” are printed as they stand.", text=text
            )
            hint = Message("This is plain text everywhere. Write “{text}”.", text=plain(text))
            yield Diagnostic("markdown-slip", document.span(path), message, hint)
        elif (formula := _FORMULA.search(text)) is not None:
            message = Message(
                "The formula {source} is printed as it stands.",
                source=formula[0],
            )
            hint = Message("This is plain text everywhere. Write “{text}”.", text=plain(text))
            if _FORMULA.search(plain(text)):
                hint = Message("This is plain text everywhere. Write it with letters and signs.")
            yield Diagnostic("markdown-slip", document.span(path), message, hint)


def plain(text: str) -> str:
    """A text without its markup; digits that are raised or lowered become such characters."""
    while (found := _MARKUP.search(text)) is not None:
        text = text[: found.start()] + _words(found) + text[found.end() :]
    return _FORMULA.sub(_of_formula, text)


def _of_formula(found: re.Match[str]) -> str:
    """The formula in plain characters; as it was where there are none for it."""

    def script(one: re.Match[str]) -> str:
        table = RAISED if one["script"] == "^" else LOWERED
        return (one["group"] or one["one"]).translate(table)

    text = _TEX_SCRIPT.sub(script, found["tex"])
    return found[0] if re.search(r"[\\^_{}]", text) else text


def _words(found: re.Match[str]) -> str:
    tag = (found["tag"] or "").lower()
    words = found["words"] or found["small"] or found["inside"] or ""
    if found["script"] == "~" or tag == "sub":
        return words.translate(LOWERED)
    return words.translate(RAISED) if found["script"] == "^" or tag == "sup" else words


def _plain_values(value: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The path of each plain value, and its text."""
    texts: list[tuple[tuple[str, ...], Any]] = [((), value)]
    translations = value.get("translations")
    if isinstance(translations, dict):
        texts += ((("translations", tag), text) for tag, text in translations.items())
    for path, text in texts:
        keywords = as_list(text.get("keywords")) if isinstance(text, dict) else []
        for n, keyword in enumerate(keywords):
            if isinstance(keyword, str):
                yield (*path, "keywords", n), keyword
    for name, keys in _NAMES.items():
        for n, member in enumerate(as_mappings(value.get(name))):
            for key in keys:
                if isinstance(text := member.get(key), str):
                    yield (name, n, key), text
