"""The formulas in fragments of HTML, and their TeX."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from nashr.outputs import markup

_MATH = re.compile(r"<math\b.*?</math>", re.S)


def maths(fragments: Iterable[str]) -> list[Any]:
    """The formulas of the fragments as elements, one of each that are alike."""
    found = dict.fromkeys(
        math for one in fragments if "<math" in one for math in _MATH.findall(one)
    )
    return list(markup.parse("".join(found)).iter("math")) if found else []


def tex_of(math: Any) -> str:
    """The TeX of MathML, in one line."""
    return one_line("".join("".join(one.itertext()) for one in math.iter("{*}annotation")))


def one_line(tex: str) -> str:
    """TeX as it is compared."""
    return " ".join(tex.split())
