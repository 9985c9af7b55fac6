r"""Quotations of a LaTeX source with the works that they are from, ``\textcquote[5]{a}{Words}``, as
the quotation marks, the block and the citation that LaTeX would print.

Source: the manual of csquotes.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import ANY_COMMAND, Argument, arguments
from nashr.importing.latex_code import is_in, kept

#: The shape of the arguments of each command; “l” is a language, “c” what is cited in brackets,
#: “k” a work with words before and behind, “p” punctuation, “t” the text.
_SHAPES = {
    "textquote": "cpt", "blockquote": "cpt", "textcquote": "kpt", "blockcquote": "kpt",
    **{f"{first}{name}quote": f"l{shape}pt"
       for first in ("foreign", "hyphen")
       for name, shape in (("text", "c"), ("block", "c"), ("textc", "k"), ("blockc", "k"))},
    "hybridblockquote": "lcpt", "hybridblockcquote": "lkpt", "hyphenquote": "lt",
}  # fmt: skip
_NAME = re.compile(
    r"\\(?:foreign|hyphen|hybrid)?(?:text|block)c?quote|\\hyphenquote|\\text(?:elp|ins|del)"
)
#: A block of fewer words stands in its line: csquotes sets off more than three lines.
_MOST_IN_LINE = 35
_ARGUMENTS = {"l": "m", "c": "o", "p": "o", "k": "oom", "t": "m"}


def with_quotations(text: str) -> str:
    """A source whose quotations pandoc reads, with their works and languages."""
    if not _NAME.search(text):
        return text
    spans = kept(text)
    for found in reversed(list(ANY_COMMAND.finditer(text))):
        name = found[1] or ""
        if is_in(found.start(), spans):
            continue
        if name in ("textelp", "textins", "textdel"):
            _, needed, end = arguments(text, found.end(), "m", len(text))
            if needed:
                text = f"{text[: found.start()]}{_change(name, needed[0].text)}{text[end:]}"
        elif name in _SHAPES:
            made = _quoted(text, found, name)
            if made is not None:
                text = f"{text[: found.start()]}{made[1]}{text[made[0] :]}"
    return text


def _change(name: str, words: str) -> str:
    """What was left out of a quotation, or put into it."""
    inside = f"[{words.strip()}]" if words.strip() else ""
    if name == "textins":
        return inside
    return f"[…] {inside}" if inside and name == "textelp" else "[…]"


def _quoted(text: str, found: re.Match[str], name: str) -> tuple[int, str] | None:
    parts: dict[str, list[Argument]] = {}
    place = found.end()
    for kind in _SHAPES[name]:
        optional, needed, place = arguments(text, place, _ARGUMENTS[kind], len(text))
        if len(needed) < _ARGUMENTS[kind].count("m"):
            return None
        parts[kind] = [*optional, *needed]
    words = parts["t"][0].text.strip()
    ending = _words(parts.get("p", []))
    if key := parts.get("k"):
        notes = "".join(f"[{one.text}]" for one in key[:-1])
        cited = f" \\cite{notes}{{{key[-1].text}}}"
    else:
        source = _words(parts.get("c", []))
        cited = in_brackets(source)
    language = parts["l"][0].text.strip() if "l" in parts else ""
    is_block = "block" in name and (
        len(words.split()) > _MOST_IN_LINE or re.search(r"\n[ \t]*\n", words) is not None
    )
    if is_block:
        shown = words + ending
        if language:
            shown = f"\\begin{{otherlanguage}}{{{language}}}{shown}\\end{{otherlanguage}}"
        return place, f"\n\n\\begin{{quote}}{shown}{cited}\\end{{quote}}\n\n"
    shown = f"\\enquote{{{words}{ending}}}"
    return place, (f"\\foreignlanguage{{{language}}}{{{shown}}}" if language else shown) + cited


_CITED = re.compile(r"\\[A-Za-z]*[cC]ite[A-Za-z]*\*?\s*(?:\[[^\]]*\]\s*)*\{[^{}]*\}")


def in_brackets(source: str) -> str:
    """The source of a quotation behind it; citations have brackets of their own."""
    if not source.strip():
        return ""
    return f" {source}" if _CITED.fullmatch(source.strip()) else f" ({source})"


def _words(optional: list[Argument]) -> str:
    """The text of an argument in brackets, which may have braces around it."""
    text = optional[0].text.strip() if optional else ""
    return text[1:-1] if re.fullmatch(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", text) else text
