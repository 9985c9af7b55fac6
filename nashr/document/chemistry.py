r"""Chemical formulas as mhchem writes them, ``\ce{SO4^2-}``, in TeX that pandoc knows.

Source: the manual of mhchem (ctan.org/pkg/mhchem). What has more than sums, equations and isotopes
is not understood: None is given for it, and the formula is told of.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
      \s*(?P<arrow><=>>|<<=>|<=>|<-->|<->|->|<-)
        (?:\[(?P<above>[^\[\]]*)\])?(?:\[(?P<below>[^\[\]]*)\])?\s*
    | (?P<script>[\^_])(?P<value>\{[^{}]*\}|\d+[+-]?|[+-]|[A-Za-z*])
    | (?P<charge>(?<=[\w)\]}])[+-](?=[\s)\]]|\Z))
    | (?P<element>(?:[A-Z][a-z]?)+|[a-z]+)
    | (?P<index>(?<=[\w)\]}])\d+)
    | (?P<number>\d+(?:[./]\d+)?)[\s~]*
    | (?P<bracket>[()\[\]]|\\[{}])
    | (?P<sign>\s[+-]\s+|\s[v^](?=\s|\Z)|[=#*.-])
    | (?P<space>[\s~]+)
    """,
    re.X,
)
_ARROWS = {
    "->": r"\longrightarrow",
    "<-": r"\longleftarrow",
    "<->": r"\longleftrightarrow",
    "<-->": r"\rightleftarrows",
    "<=>": r"\rightleftharpoons",
    "<=>>": r"\rightleftharpoons",
    "<<=>": r"\rightleftharpoons",
}
_SIGNS = {"v": r"\downarrow ", "^": r"\uparrow ", "=": "=", "#": r"\equiv ", "-": r"\text{–}"}


def as_tex(formula: str) -> str | None:
    """The TeX of a formula without its braces; None for one that is not understood."""
    parts: list[str] = []
    here, formula = 0, formula.strip()
    while here < len(formula):
        found = _TOKEN.match(formula, here)
        if found is None:
            return None
        here = found.end()
        parts.append(_part(found, bool(parts) and not formula[found.start() - 1].isspace()))
    return "".join(parts)


def _part(found: re.Match[str], behind: bool) -> str:
    """One part; ``behind``: whether it stands right behind another."""
    if found["arrow"]:
        arrow = _ARROWS[found["arrow"]]
        if found["above"]:
            arrow = rf"\overset{{{_words(found['above'])}}}{{{arrow}}}"
        if found["below"]:
            arrow = rf"\underset{{{_words(found['below'])}}}{{{arrow}}}"
        return rf"\ {arrow}\ "
    if found["script"]:
        value = found["value"].strip("{}")
        return f"{'' if behind else '{}'}{found['script']}{{{_upright(value)}}}"
    if found["charge"]:
        return f"^{{{found['charge']}}}"
    if found["element"]:
        return _upright(found["element"])
    if found["index"]:
        return f"_{{{found['index']}}}"
    if found["number"]:
        return rf"{found['number']}\,"
    if found["space"]:
        return r"\ "
    sign = found[0].strip()
    if sign in ("*", "."):
        return r"\cdot "
    return f" {sign} " if found[0][0].isspace() and sign in "+-" else _SIGNS.get(sign, sign)


def _words(text: str) -> str:
    inside = as_tex(text)
    return rf"\text{{{text}}}" if inside is None else inside


def _upright(value: str) -> str:
    return re.sub(r"[A-Za-z]+", lambda one: rf"\mathrm{{{one[0]}}}", value)
