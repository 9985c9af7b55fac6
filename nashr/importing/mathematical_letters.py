"""Mathematical letters in running text (Unicode, 1D400 to 1D7FF), as authors paste them out of
formulas: “𝑥” becomes a formula, a word of such letters emphasis.
"""

from __future__ import annotations

import re
import unicodedata

from nashr import ast
from nashr.model import Inlines, Node

_LETTERS = "\U0001d400-\U0001d7ffℎ"
_RUN = re.compile(f"[{_LETTERS}]+(?:[\u2032\u2033]*)")
#: So many letters of one kind are a word, and no variables side by side.
_WORD = 4
#: The commands of TeX by the kind of letter, as its name in Unicode says it.
_COMMANDS = (
    ("DOUBLE-STRUCK", r"\mathbb"),
    ("FRAKTUR", r"\mathfrak"),
    ("SCRIPT", r"\mathcal"),
    ("MONOSPACE", r"\mathtt"),
    ("SANS-SERIF BOLD", r"\boldsymbol"),
    ("SANS-SERIF", r"\mathsf"),
    ("BOLD ITALIC", r"\boldsymbol"),
    ("BOLD", r"\mathbf"),
)


def has_mathematical_letters(text: str) -> bool:
    return bool(_RUN.search(text))


def with_formulas(text: str) -> Inlines:
    """A text with formulas and emphasis in the place of mathematical letters."""
    nodes: list[Node] = []
    place = 0
    for found in _RUN.finditer(text):
        if found.start() > place:
            nodes.append(ast.text(text[place : found.start()]))
        nodes.append(_node(found[0]))
        place = found.end()
    if place < len(text):
        nodes.append(ast.text(text[place:]))
    return nodes


def _node(letters: str) -> Node:
    plain = unicodedata.normalize("NFKC", letters)
    kinds = {_kind(letter) for letter in letters}
    if len(letters) < _WORD or len(kinds) > 1 or not plain.isalpha():
        tex = "".join(map(_tex, letters))
        return {"t": "Math", "c": [{"t": "InlineMath"}, tex]}
    [kind] = kinds
    node: Node = ast.text(plain)
    if "BOLD" in kind:
        node = {"t": "Strong", "c": [node]}
    if "ITALIC" in kind:
        node = {"t": "Emph", "c": [node]}
    return node


def _kind(letter: str) -> str:
    """The kind of a letter: “BOLD ITALIC” of “MATHEMATICAL BOLD ITALIC SMALL A”."""
    name = unicodedata.name(letter, "")
    if letter == "ℎ":
        return "ITALIC"
    return re.split(r" (?:SMALL|CAPITAL|DIGIT|NABLA|PARTIAL|EPSILON|THETA|KAPPA|PHI|RHO|PI)", name)[
        0
    ].removeprefix("MATHEMATICAL ")


def _tex(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter).replace("\u2032", "'").replace("\u2033", "''")
    name = unicodedata.name(letter, "")
    command = next((tex for kind, tex in _COMMANDS if f"MATHEMATICAL {kind} " in name), "")
    if command and not plain.isascii():
        command = r"\boldsymbol" if "BOLD" in name else ""
    return f"{command}{{{plain}}}" if command else plain
