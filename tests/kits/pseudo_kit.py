"""Messages in a language that nobody speaks, to find those that no catalogue has.

Every template has its Latin letters replaced by full-width ones. English that is printed all the
same has not come through the catalogues.
"""

from __future__ import annotations

import re

from nashr.catalogues import Catalogue, Number

_LETTERS = {letter: letter + 0xFEE0 for letter in (*range(0x41, 0x5B), *range(0x61, 0x7B))}
#: Places of values: those of messages, and those of argparse.
_PLACE = re.compile(r"(\{\{|\}\}|\{\w+(?::[^}]*)?\}|%(?:\(\w+\))?[sdr])")


def disguised(template: str) -> str:
    """A template with full-width letters, its places as they are."""
    return "".join(
        piece if _PLACE.fullmatch(piece) else piece.translate(_LETTERS)
        for piece in _PLACE.split(template)
    )


class PseudoCatalogue(Catalogue):
    """Translates everything that is asked for."""

    def __init__(self, language: str = "az") -> None:
        super().__init__(language, {})

    def singular(self, template: str) -> str:
        return disguised(template)

    def plural(self, one: str, many: str, number: object) -> str:
        return disguised(one if number == 1 else many)

    def number(self, value: float) -> Number:
        return Number(value, "\u00a0,")


#: Commands as they are typed.
_COMMANDS = re.compile(
    r"\bnashr(?: [a-z][\w-]*)+|\bpython3? \S+(?: [a-z][\w-]*)*|\b(?:git|apt) [a-z]+.*"
)
#: Two words of English beside each other, not in a path or in code.
_WORDS = re.compile(r"(?<![\w./@{=“\"<:-])[a-z][a-z’']{2,}(?: [a-z’']{2,})+(?![\w/=}>])", re.I)


def english(printed: str) -> list[str]:
    """The English that is left in what was printed."""
    return _WORDS.findall(_COMMANDS.sub("", printed))
