"""Digits in other forms: raised and lowered, and Roman numerals."""

RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
"""For ``str.translate``: the characters of an exponent."""

LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
"""For ``str.translate``: the characters of an index."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman(number: int) -> str:
    """A number from 1 in small Roman letters; above 3,999 thousands are written one by one."""
    made = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        made += letters * count
    return made
