"""Digits in other forms: raised and lowered."""

RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
"""For ``str.translate``: the characters of an exponent."""

LOWERED = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
"""For ``str.translate``: the characters of an index."""
