r"""Abbreviations that the styles of conferences define, ``\eg`` and ``\etal``, where a source does
not: pandoc drops what it does not know. Source: cvpr.sty, which many styles follow.
"""

from __future__ import annotations

import re

from nashr.importing.latex_code import is_in, kept

_EMPHASISED = {
    "eg": "e.g.", "ie": "i.e.", "cf": "cf.", "etc": "etc.", "vs": "vs.", "etal": "et al.",
    "viz": "viz.", "Eg": "E.g.", "Ie": "I.e.", "Cf": "Cf.",
}  # fmt: skip
_UPRIGHT = {
    "wrt": "w.r.t.", "dof": "d.o.f.", "iid": "i.i.d.", "wolog": "w.l.o.g.", "aka": "a.k.a.",
    "resp": "resp.",
}  # fmt: skip
_NAMES = "|".join((*_EMPHASISED, *_UPRIGHT))
#: The command, but not one with an argument, and the full stop that it prints itself.
_ABBREVIATION = re.compile(
    rf"\\(?P<name>{_NAMES})(?![A-Za-z@])(?:[ ]*\{{\}})?(?![ ]*\{{)(?P<stop>\.(?!\w))?"
)


def with_abbreviations(text: str, defined: frozenset[str]) -> str:
    """A source with the words of these commands, of which the author has ``defined`` none."""
    spans = kept(text)

    def written(found: re.Match[str]) -> str:
        name = found["name"]
        if name in defined or is_in(found.start(), spans):
            return found[0]
        return f"\\emph{{{_EMPHASISED[name]}}}" if name in _EMPHASISED else _UPRIGHT[name]

    return _ABBREVIATION.sub(written, text)
