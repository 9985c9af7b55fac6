"""Formulas for the tests of speech: TeX as authors write it, as MathML of the markup."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import lxml.html

from nashr.engines import pandoc
from nashr.outputs import markup

#: One of each kind, one a formula.
SAMPLES = Path(__file__).parents[1] / "golden" / "formulas.md"


@cache
def samples() -> tuple[lxml.html.HtmlElement, ...]:
    """The formulas of the samples."""
    return tuple(formulas_of(SAMPLES.read_text(encoding="utf-8")))


def formulas_of(text: str) -> list[lxml.html.HtmlElement]:
    """The formulas of a Markdown text."""
    html = pandoc.write_html(pandoc.parse_markdown(text)["blocks"])
    return list(markup._part(html).iter("math"))


def tex_of(formula: lxml.html.HtmlElement) -> str:
    return " ".join(formula.findtext(".//annotation", "").split())
