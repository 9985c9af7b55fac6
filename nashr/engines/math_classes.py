"""Classes of atoms, and the space between them: TeX's, for the operators of MathML.

Knuth, *The TeXbook*, chapters 17 and 18; the ranges of characters follow the operator dictionary of
MathML Core, appendix B.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

Class = Literal["ord", "op", "bin", "rel", "open", "close", "punct", "inner"]

THIN, MEDIUM, THICK = 3 / 18, 4 / 18, 5 / 18

#: Large operators, whose limits stand above and below in displayed formulas.
_SUMS = frozenset("∏∐∑⋀⋁⋂⋃⨀⨁⨂⨃⨄⨅⨆⨇⨈⨉⨊⫼⫿")
_INTEGRALS = frozenset(map(chr, (*range(0x222B, 0x2234), *range(0x2A0B, 0x2A1D))))
_OPENING = frozenset("([{⌈⌊⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⌜⌞〈")
_CLOSING = frozenset(")]}⌉⌋⟧⟩⟫⟭⟯⦄⦆⦈⦊⦌⦎⦐⦒⦔⦖⦘⌝⌟〉!?")
BARS = frozenset("|‖∥∣⦀❘")
_PUNCTUATION = frozenset(",;")
_ORDINARY = frozenset("/.'`\"%&@#$∀∁∂∃∄∅∆∇∎∞∠∡∢′″‴⁗‵‶‷¬√∛∜°⋮…⋯⋰⋱⊤ℏℓ℘ℜℑℵℶ⊿□◻■△▽◊♯♭♮ⅅⅆ")
_INNER = frozenset("…⋯⋱⋰")
_BINARY_RANGES = (
    *((0x2B, 0x2B), (0x2D, 0x2D), (0x2A, 0x2A), (0xB1, 0xB1), (0xB7, 0xB7), (0xD7, 0xD7)),
    *((0xF7, 0xF7), (0x2020, 0x2022), (0x2044, 0x2044), (0x2212, 0x2219), (0x2227, 0x222A)),
    *((0x2238, 0x2238), (0x2240, 0x2240), (0x228C, 0x228E), (0x2293, 0x22A1), (0x22BA, 0x22BD)),
    *((0x22C4, 0x22C7), (0x22C9, 0x22CC), (0x22CE, 0x22CF), (0x22D2, 0x22D3), (0x2305, 0x2306)),
    *((0x25B3, 0x25B3), (0x25B7, 0x25B7), (0x25BD, 0x25BD), (0x25C1, 0x25C1), (0x25CB, 0x25CB)),
    *((0x2A1D, 0x2A64), (0x2ADB, 0x2ADD)),
)
#: Arrows, which grow with what stands above or below them.
_ARROW_RANGES = ((0x2190, 0x21FF), (0x27F0, 0x27FF), (0x2900, 0x297F), (0x2B00, 0x2B4F))
#: Marks that grow to the width of what they stand above or below.
BRACES = frozenset("⏞⏟⏜⏝⏠⏡⎴⎵")
INVISIBLE = frozenset("\u2061\u2062\u2063\u2064\u200b\u200c\u200d\u2060")
APPLICATION = "\u2061"

#: The classes before which each class has a thin, a medium and a thick space (the table on page 170
#: of the TeXbook).
_THIN: dict[Class, tuple[Class, ...]] = {
    "ord": ("op", "inner"),
    "op": ("ord", "op", "inner"),
    "close": ("op", "inner"),
    "punct": ("ord", "op", "rel", "open", "close", "punct", "inner"),
    "inner": ("ord", "op", "open", "punct", "inner"),
}
_MEDIUM: dict[Class, tuple[Class, ...]] = {
    "ord": ("bin",),
    "bin": ("ord", "op", "open", "inner"),
    "close": ("bin",),
    "inner": ("bin",),
}
_THICK: dict[Class, tuple[Class, ...]] = {
    "ord": ("rel",),
    "op": ("rel",),
    "rel": ("ord", "op", "open", "inner"),
    "close": ("rel",),
    "inner": ("rel",),
}


def space(before: Class, after: Class, *, script: bool) -> float:
    """The space between two atoms, in em."""
    if after in _THIN.get(before, ()):
        always = after == "op" or (before == "op" and after == "ord")
        return THIN if (always and before != "punct") or not script else 0.0
    if script:
        return 0.0
    if after in _MEDIUM.get(before, ()):
        return MEDIUM
    return THICK if after in _THICK.get(before, ()) else 0.0


def of_operator(char: str, form: str | None, *, stretchy: bool) -> Class:
    """The class of the text of an ``mo``."""
    if char in BARS:
        if stretchy and form in {"prefix", "postfix"}:
            return "open" if form == "prefix" else "close"
        return "ord" if form or char == "|" else "rel"
    if is_large(char):
        return "op"
    for found, members in (
        ("open", _OPENING),
        ("close", _CLOSING),
        ("punct", _PUNCTUATION),
        ("inner", _INNER),
        ("ord", _ORDINARY),
    ):
        if char in members:
            return found  # type: ignore[return-value]
    if is_binary(char):
        return "bin"
    return "op" if len(char) > 1 and char.isalpha() else "rel"


def is_large(char: str) -> bool:
    """Whether a sign is larger in displayed formulas."""
    return char in _SUMS or char in _INTEGRALS


def is_integral(char: str) -> bool:
    return char in _INTEGRALS


def has_limits(char: str) -> bool:
    """Whether what stands above and below a sign stands beside it in the text."""
    return char in _SUMS


def is_fence(char: str) -> bool:
    """Whether a sign grows with what it encloses where nothing else is said."""
    return (char in _OPENING or char in _CLOSING) and char not in "!?"


def is_binary(char: str) -> bool:
    """Whether a sign is one of addition, multiplication and the like."""
    return len(char) == 1 and _is_in(char, _BINARY_RANGES)


def is_arrow(char: str) -> bool:
    return len(char) == 1 and _is_in(char, _ARROW_RANGES)


def resolved(classes: Sequence[Class | None], kept: Collection[int] = ()) -> list[Class | None]:
    """Signs that stand between two terms keep their class; others are ordinary (TeXbook, p. 170).

    None is what takes part in no spacing; ``kept`` are the numbers of those that keep their class
    in any case.
    """
    found = list(classes)
    last: int | None = None
    for number, this in enumerate(found):
        if this is None:
            continue
        before = found[last] if last is not None else None
        if (
            this == "bin"
            and number not in kept
            and before in {None, "bin", "op", "rel", "open", "punct"}
        ):
            found[number] = "ord"
        elif this in {"rel", "close", "punct"} and before == "bin" and last not in kept:
            found[last or 0] = "ord"
        last = number
    if last is not None and found[last] == "bin" and last not in kept:
        found[last] = "ord"
    return found


def _is_in(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= ord(char) <= high for low, high in ranges)
