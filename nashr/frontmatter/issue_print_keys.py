"""The keys below ``print`` in the file of an issue."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from nashr.frontmatter.declaring import Field, WithJsonSchema
from nashr.frontmatter.keys import Keys
from nashr.frontmatter.print_keys import NUMBER, BindingName, PaperKeys, quantity
from nashr.frontmatter.value_types import choice, parsed_by, strings
from nashr.identifiers import Invalid
from nashr.messages import Message

_TWO_DIGITS = re.compile(r"[0-9]{2}")


def _digits(text: str) -> str:
    if not _TWO_DIGITS.fullmatch(text):
        message = Message("“{text}” is not two digits.", text=text)
        raise Invalid(message, Message('Put two digits in quotation marks, as "01".'))
    return text


def _add_on(text: str) -> str:
    word = text.lower()
    return word if word in ("auto", "none") else _digits(text)


Spine = Annotated[float, quantity(0.5, 100, {"mm": 1.0, "cm": 10.0, "in": 25.4}, "6.5mm"), NUMBER]


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

    binding: BindingName | None = Field(
        default=None,
        description="perfect, glued at a spine, or saddle, stapled through the fold; that of the "
        "journal where none is named.",
    )
    paper: PaperKeys | None = Field(
        default=None,
        description="The paper of the interior, for the spine's width; that of the journal where "
        "none is named.",
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
