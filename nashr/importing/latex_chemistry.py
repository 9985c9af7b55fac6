r"""Chemical formulas of a LaTeX source, ``\ce{SO4^2-}`` of mhchem, as text where letters, lowered
numbers and raised charges say all, else as formulas.
"""

from __future__ import annotations

import re

from nashr.document.chemistry import as_tex

_ARROWS = {"->": "→", "<-": "←", "<->": "↔", "<=>": "⇌", "+": "+"}
#: An ion or a molecule: how many, its elements and brackets, its charge.
_PLAIN = re.compile(
    r"(?P<count>\d*)(?P<name>(?:[A-Z][a-z]?\d*|[()\[\]]\d*)+)(?:\^?\{?(?P<charge>\d*[+-])\}?)?"
)
_NUMBER = re.compile(r"(?<=[A-Za-z)\]])(\d+)")


def chemistry(formula: str) -> str:
    """A formula in what pandoc reads."""
    pieces = formula.split()
    written = [_ARROWS.get(piece) or _written(piece) for piece in pieces]
    if all(written):
        return " ".join(filter(None, written))
    tex = as_tex(formula)
    return f"\\({tex}\\)" if tex is not None else formula


def _written(piece: str) -> str:
    """An ion or a molecule as text; empty where it is something else."""
    if piece.isdecimal():
        return piece
    found = _PLAIN.fullmatch(piece)
    if found is None:
        return ""
    name, charge = found["name"], found["charge"] or ""
    if charge[:-1] and "^" not in piece:  # a number before a sign is that of the atoms
        name, charge = name + charge[:-1], charge[-1]
    name = _NUMBER.sub(r"\\textsubscript{\1}", name)
    raised = f"\\textsuperscript{{{charge}}}" if charge else ""
    count = f"{found['count']}\u2009" if found["count"] else ""
    return f"{count}{{{name}}}{raised}"
