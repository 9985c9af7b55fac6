"""The types of values below ``print`` and ``pdf`` in journal.yaml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import WithJsonSchema

from nashr.frontmatter.theme_keys import points
from nashr.frontmatter.value_types import choice, parsed_by, strings, whole_number
from nashr.identifiers import Invalid, printing_condition
from nashr.messages import Message, either

#: Three millimetres, in points.
BLEED = 3 * 72 / 25.4

PrintingConditionName = Annotated[
    str, parsed_by(printing_condition), strings(examples=["FOGRA39", "CGATS TR 006"])
]
InkPercent = Annotated[int, whole_number(200, 400)]
PdfStandardName = Annotated[
    Literal["ua-1", "ua-2"], choice("ua-1", "ua-2"), strings(enum=["ua-1", "ua-2"])
]
PrintColour = Annotated[
    Literal["inks", "black"], choice("inks", "black"), strings(enum=["inks", "black"])
]
Marks = Annotated[Literal["crop", "none"], choice("crop", "none"), strings(enum=["crop", "none"])]
Bleed = Annotated[
    float, points(0, 10 * 72 / 25.4, "5mm"), WithJsonSchema({"type": ["string", "number"]})
]
_MULTIPLES = (1, 2, 4, 8, 16, 32)


def _multiple(text: str) -> int:
    if text not in map(str, _MULTIPLES):
        hint = Message("Write {values}.", values=either(map(str, _MULTIPLES)))
        message = Message("“{text}” is no number of pages that sheets are folded to.", text=text)
        raise Invalid(message, hint)
    return int(text)


PagesMultiple = Annotated[int, parsed_by(_multiple), WithJsonSchema({"enum": list(_MULTIPLES)})]
