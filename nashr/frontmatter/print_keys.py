"""The types of values below ``print`` and ``pdf`` in journal.yaml, and below ``print`` in the files
of issues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from nashr.frontmatter.declaring import BeforeValidator, Field, WithJsonSchema
from nashr.frontmatter.keys import Keys
from nashr.frontmatter.theme_keys import points
from nashr.frontmatter.value_types import choice, parsed_by, strings, whole_number
from nashr.identifiers import Invalid, printing_condition
from nashr.messages import Message, either
from nashr.print_settings import Paper

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


# --- an issue ------------------------------------------------------------------------------

_QUANTITY = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\S*)")
BindingName = Annotated[
    Literal["perfect", "saddle"], choice("perfect", "saddle"), strings(enum=["perfect", "saddle"])
]


def quantity(
    lowest: float, highest: float, units: dict[str, float], example: str
) -> BeforeValidator:
    """A validator of numbers between two bounds, with one of the units or without; gives them in
    the first one. ``units`` are as many times as large as that.
    """
    unit = next(iter(units))

    def parse(text: str) -> float:
        found = _QUANTITY.fullmatch(text)
        if found is None or (found[2] and found[2] not in units):
            message = Message("“{text}” is no number of {unit}.", text=text, unit=unit)
            raise Invalid(message, Message("Write it like this: {pattern}", pattern=example))
        number = round(float(found[1].replace(",", ".")) * units.get(found[2], 1.0), 4)
        if not lowest <= number <= highest:
            hint = Message(
                "“{key}” goes from {lowest:g} to {highest:g} {unit}.",
                lowest=lowest,
                highest=highest,
                unit=unit,
            )
            raise Invalid(Message("“{text}” is out of range.", text=text), hint)
        return number

    return parsed_by(parse)


NUMBER = WithJsonSchema({"type": ["string", "number"]})
Weight = Annotated[
    float, quantity(20, 400, {"g/m²": 1.0, "g/m2": 1.0, "gsm": 1.0}, "80 g/m²"), NUMBER
]
Bulk = Annotated[float, quantity(0.5, 3, {"cm³/g": 1.0, "cm3/g": 1.0}, "1.3 cm³/g"), NUMBER]
Thickness = Annotated[
    float,
    quantity(20, 1000, {"µm": 1.0, "μm": 1.0, "um": 1.0, "mm": 1000.0}, "104 µm"),
    NUMBER,
]


class PaperKeys(Keys):
    """The paper of the interior, by its weight and its bulk, or by its thickness."""

    weight: Weight | None = Field(default=None, description="The weight in g/m².")
    bulk: Bulk | None = Field(
        default=None,
        description="The specific volume in cm³/g, also called bulk or volume: how many times as "
        "thick a leaf is in µm as it is heavy in g/m².",
    )
    thickness: Thickness | None = Field(
        default=None, description="The thickness (caliper) of a leaf in µm, in place of both."
    )


def paper_of(keys: PaperKeys) -> Paper:
    return Paper(keys.weight, keys.bulk, keys.thickness)


def paper_lacks(keys: PaperKeys) -> Iterator[tuple[Message, Message]]:
    """What is wrong with a paper of which a leaf's thickness is not known, and a hint."""
    if (keys.weight is None) != (keys.bulk is None) and keys.thickness is None:
        lacking = "bulk" if keys.bulk is None else "weight"
        message = Message("The paper has no “{key}”, without which its thickness is not known.")
        hint = Message("Ask the printing house, or write the thickness: “thickness: 104 µm”.")
        yield message.having(key=lacking), hint
