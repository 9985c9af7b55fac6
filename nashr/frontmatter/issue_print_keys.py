"""The keys below ``print`` in the file of an issue."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from nashr.frontmatter.keys import Keys
from nashr.frontmatter.value_types import choice, parsed_by, strings
from nashr.identifiers import Invalid
from nashr.messages import Message

_QUANTITY = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\S*)")
_TWO_DIGITS = re.compile(r"[0-9]{2}")


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


def _digits(text: str) -> str:
    if not _TWO_DIGITS.fullmatch(text):
        message = Message("“{text}” is not two digits.", text=text)
        raise Invalid(message, Message('Put two digits in quotation marks, as "01".'))
    return text


def _add_on(text: str) -> str:
    word = text.lower()
    return word if word in ("auto", "none") else _digits(text)


_NUMBER = WithJsonSchema({"type": ["string", "number"]})
Weight = Annotated[
    float, quantity(20, 400, {"g/m²": 1.0, "g/m2": 1.0, "gsm": 1.0}, "80 g/m²"), _NUMBER
]
Bulk = Annotated[float, quantity(0.5, 3, {"cm³/g": 1.0, "cm3/g": 1.0}, "1.3 cm³/g"), _NUMBER]
Thickness = Annotated[
    float,
    quantity(20, 1000, {"µm": 1.0, "μm": 1.0, "um": 1.0, "mm": 1000.0}, "104 µm"),
    _NUMBER,
]
Spine = Annotated[float, quantity(0.5, 100, {"mm": 1.0, "cm": 10.0, "in": 25.4}, "6.5mm"), _NUMBER]


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


class BarcodeKeys(Keys):
    """The barcode on the back cover."""

    number: Annotated[
        Literal["auto", "issn", "isbn", "none"],
        choice("auto", "issn", "isbn", "none"),
        strings(enum=["auto", "issn", "isbn", "none"]),
    ] = Field(
        default="auto",
        description="Whose number it has: issn (of the printed journal), isbn (of the issue), or "
        "auto, the first of these that there is; none for no barcode.",
    )
    add_on: Annotated[str, parsed_by(_add_on), WithJsonSchema({"type": ["string", "number"]})] = (
        Field(
            default="auto",
            description="The two digits beside it: auto, for the number of the issue, the digits "
            "themselves, or none.",
        )
    )
    price_code: Annotated[str, parsed_by(_digits), strings(pattern="^[0-9]{2}$")] = Field(
        default="00", description="The two digits behind the ISSN, 00 where there are no variants."
    )
    place: Annotated[
        Literal["inner", "outer"], choice("inner", "outer"), strings(enum=["inner", "outer"])
    ] = Field(
        default="inner",
        description="The lower corner of the back cover in which it stands: that at the spine "
        "(inner) or the other (outer).",
    )


class IssuePrintKeys(Keys):
    """How the issue is printed and bound."""

    binding: Annotated[
        Literal["perfect", "saddle"],
        choice("perfect", "saddle"),
        strings(enum=["perfect", "saddle"]),
    ] = Field(
        default="perfect",
        description="perfect, glued at a spine, or saddle, stapled through the fold.",
    )
    paper: PaperKeys = Field(
        default_factory=PaperKeys, description="The paper of the interior, for the spine's width."
    )
    spine: Spine | None = Field(
        default=None,
        description="The width of the spine, such as 6.5mm, where the printing house gives it.",
    )
    spine_text: Annotated[
        Literal["auto", "up", "down", "none"],
        choice("auto", "up", "down", "none"),
        strings(enum=["auto", "up", "down", "none"]),
    ] = Field(
        default="auto",
        description="Which way the spine's text runs: up, down, as books in the journal's language "
        "have it (auto), or none for no text.",
    )
    inside_covers: Annotated[
        Literal["white", "inner-cover"],
        choice("white", "inner-cover"),
        strings(enum=["white", "inner-cover"]),
    ] = Field(
        default="white",
        description="What stands on the inside of the front cover: nothing (white), or the inner "
        "cover, which the interior then does not have.",
    )
    cover_colour: Annotated[
        Literal["inks", "black"], choice("inks", "black"), strings(enum=["inks", "black"])
    ] = Field(default="inks", description="The inks of the cover: inks, for all four, or black.")
    barcode: BarcodeKeys = Field(
        default_factory=BarcodeKeys,
        description="What the barcode of the cover has, and where it stands.",
    )
