"""The keys of a theme: those below ``theme`` in journal.yaml, and those of a ``theme.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from nashr.colours import colour
from nashr.frontmatter.declaring import BeforeValidator, Field, WithJsonSchema, model_validator
from nashr.frontmatter.keys import Keys
from nashr.frontmatter.value_types import (
    PAGE_AS_TEXT,
    Boolean,
    Length,
    Text,
    TextsOrText,
    choice,
    parsed_by,
    strings,
)
from nashr.identifiers import Invalid
from nashr.messages import Message
from nashr.model import PageSize, ThemeSettings, Typeface
from nashr.theme_settings import OTHER

_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "": 1.0}
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)(pt|mm|cm|in|)")


def points(lowest: float, highest: float, example: str) -> BeforeValidator:
    """A length in points between two bounds; numbers without a unit are points."""

    def parse(text: str) -> float:
        found = _LENGTH.fullmatch("".join(text.split()).lower())
        if found is None:
            hint = Message(
                "Write a number and its unit (pt, mm, cm or in), as {example}.", example=example
            )
            raise Invalid(Message("“{text}” is not a length.", text=text), hint)
        length = round(float(found[1].replace(",", ".")) * _POINTS[found[2]], 3)
        if not lowest - 0.01 <= length <= highest + 0.01:
            hint = Message(
                "“{key}” goes from {lowest:g} to {highest:g} points.",
                lowest=lowest,
                highest=highest,
            )
            raise Invalid(Message("“{text}” is out of range.", text=text), hint)
        return length

    return parsed_by(parse)


def _colour(value: Any) -> str:
    if value == "":
        hint = Message("Put the colour in quotation marks: for YAML, what follows # is a comment.")
        raise Invalid(Message("“{key}” has no value."), hint)
    return colour(str(value))


_LENGTH_SCHEMA = WithJsonSchema({"type": ["string", "number"]})
Size = Annotated[float, points(6, 24, "10pt"), _LENGTH_SCHEMA]
Leading = Annotated[float, points(7, 40, "13pt"), _LENGTH_SCHEMA]
Margin = Annotated[float, points(14, 300, "20mm"), _LENGTH_SCHEMA]
Gap = Annotated[float, points(6, 80, "6mm"), _LENGTH_SCHEMA]
Colour = Annotated[str, BeforeValidator(_colour), strings(examples=["#8a1c2e"])]
Columns = Annotated[int, choice("1", "2"), WithJsonSchema({"enum": [1, 2]})]
Alignment = Annotated[
    Literal["justified", "ragged"],
    choice("justified", "ragged"),
    strings(enum=["justified", "ragged"]),
]
Headings = Annotated[
    Literal["numbered", "plain"], choice("numbered", "plain"), strings(enum=["numbered", "plain"])
]


HEADS = ("authors", "title", "journal", "issue", "issn", "doi", "none")
Head = Annotated[str, choice(*HEADS), strings(enum=list(HEADS))]
FEET = ("journal", "issue", "issn", "doi", "none")
Foot = Annotated[str, choice(*FEET), strings(enum=list(FEET))]
Feet = Annotated[
    list[Foot],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
    WithJsonSchema({"type": ["string", "array"], "items": {"enum": list(FEET)}}),
]
FRONT = ("type", "title", "authors", "abstract")
FrontPart = Annotated[str, choice(*FRONT), strings(enum=list(FRONT))]
Folio = Annotated[Literal["head", "foot"], choice("head", "foot"), strings(enum=["head", "foot"])]


def text_or_keys(schema: dict[str, Any]) -> None:
    """In the JSON Schema: a text does as well as the keys."""
    schema["anyOf"] = [{"type": "string"}, {"$ref": schema.pop("$ref")}]


class PageKeys(Keys):
    width: Length = Field(
        default="170mm",
        description="The width of the trimmed page, with its unit: mm, cm, in or pt.",
    )
    height: Length = Field(
        default="240mm",
        description="The height of the trimmed page, with its unit: mm, cm, in or pt.",
    )
    inner: Margin | None = Field(
        default=None, description="The margin at the spine, with room for the binding."
    )
    outer: Margin | None = Field(default=None, description="The margin away from the spine.")

    @model_validator(mode="after")
    def _leaves_room(self) -> PageKeys:
        found = _LENGTH.fullmatch(self.width)
        width = float(found[1]) * _POINTS[found[2]] if found else 0.0
        margins = (self.inner or 0.0) + (self.outer or 0.0)
        if width and margins > width / 2:
            message = Message(
                "The margins “inner” and “outer” take more than half of the page's width."
            )
            raise Invalid(message, Message("Make the page wider, or the margins narrower."))
        return self


class ColourKeys(Keys):
    never_empty = frozenset({"accent", "text", "headings", "background"})

    accent: Colour | None = Field(
        default=None,
        description="The journal's own colour: rules, links, the journal's name, the cover.",
    )
    text: Colour | None = Field(default=None, description="The colour of the text.")
    headings: Colour | None = Field(default=None, description="The colour of titles and headings.")
    background: Colour | None = Field(
        default=None, description="The ground of the web page; on paper it is the paper."
    )


def _family_or_files(value: Any) -> Any:
    return {"family": value} if isinstance(value, str) else value


class TypefaceKeys(Keys):
    """A typeface: the name of an installed family, or its files below the project's folder."""

    family: Text | None = Field(
        default=None, description="An installed family of fontpkg, by its name."
    )
    regular: Text | None = Field(
        default=None, description="The file of the upright letters: .ttf or .otf."
    )
    italic: Text | None = Field(default=None, description="The file of the italic.")
    bold: Text | None = Field(default=None, description="The file of the bold.")
    bold_italic: Text | None = Field(default=None, description="The file of the bold italic.")

    @model_validator(mode="after")
    def _has_one_source(self) -> TypefaceKeys:
        if (self.family is None) == (self.regular is None):
            message = Message("A typeface has a “family”, or files of which one is “regular”.")
            raise Invalid(message, Message("As family: Source Sans 3, or regular: fonts/Own.ttf."))
        return self


FamilyOrFiles = BeforeValidator(_family_or_files)


class TypefacesKeys(Keys):
    text: Annotated[TypefaceKeys, FamilyOrFiles] | None = Field(
        default=None, description="The typeface of the text: an installed family, or files."
    )
    headings: Annotated[TypefaceKeys, FamilyOrFiles] | None = Field(
        default=None, description="The typeface of titles and headings."
    )
    sans: Annotated[TypefaceKeys, FamilyOrFiles] | None = Field(
        default=None, description="The sans serif of the web page and the EPUB."
    )
    code: Annotated[TypefaceKeys, FamilyOrFiles] | None = Field(
        default=None, description="The typeface of code."
    )
    others: TextsOrText = Field(
        default_factory=list,
        description="Fonts for letters that the other typefaces lack, as of old scripts: files of "
        "the project (.ttf, .otf), or installed families of fontpkg.",
    )


class MarginKeys(Keys):
    inside: Margin | None = Field(default=None, description="The margin at the spine.")
    outside: Margin | None = Field(default=None, description="The margin away from the spine.")
    top: Margin | None = Field(default=None, description="The margin above the text.")
    bottom: Margin | None = Field(
        default=None, description="The margin below the text, at least: pages hold whole lines."
    )


class ReferenceListKeys(Keys):
    size: Size | None = Field(default=None, description="The size of the reference list's letters.")
    back_links: Boolean | None = Field(
        default=None,
        description="Whether the reference list leads back to the citations: true or false.",
    )


class HeadsKeys(Keys):
    """What stands in the heads of pages, in the middle."""

    left: Head | None = Field(default=None, description="On left pages.")
    right: Head | None = Field(default=None, description="On right pages.")


class SettingKeys(Keys):
    """The settings that journal.yaml and a theme.yaml share."""

    colours: ColourKeys = Field(default_factory=ColourKeys, description="The colours.")
    typefaces: TypefacesKeys = Field(default_factory=TypefacesKeys, description="The typefaces.")
    size: Size | None = Field(default=None, description="The size of the text, such as 10pt.")
    leading: Leading | None = Field(
        default=None, description="The distance of the text's lines, such as 13pt."
    )
    margins: MarginKeys = Field(default_factory=MarginKeys, description="The page's margins.")
    columns: Columns | None = Field(default=None, description="The columns of the text: 1 or 2.")
    column_gap: Gap | None = Field(default=None, description="The space between two columns.")
    headings: Headings | None = Field(
        default=None,
        description="Whether headings are numbered, or only where the text refers to their number.",
    )
    text: Alignment | None = Field(
        default=None, description="Whether lines are filled: justified or ragged."
    )
    drop_cap: Boolean | None = Field(
        default=None, description="Whether the text begins with a large letter: true or false."
    )
    side_column: Boolean | None = Field(
        default=None,
        description="Whether citation, history and licence stand beside the abstract, in a narrow "
        "column: true or false.",
    )
    front: list[FrontPart] | None = Field(
        default=None,
        description="The order of the first page: type, title, authors, abstract. What is left "
        "out follows.",
    )
    heads: HeadsKeys = Field(
        default_factory=HeadsKeys, description="What stands in the heads of pages."
    )
    feet: Feet | None = Field(
        default=None,
        description="What the feet of pages say: journal, issue, issn, doi, or none.",
    )
    folio: Folio | None = Field(
        default=None, description="Where the page's number stands: head or foot."
    )
    references: ReferenceListKeys = Field(
        default_factory=ReferenceListKeys, description="The reference list."
    )


class ThemeKeys(SettingKeys):
    """The look of the journal."""

    name: Text = Field(default="classic", description="The theme's name.")
    logo: Text | None = Field(
        default=None,
        description="The journal's sign, an SVG or PNG file; the same as “logo” beside “theme”.",
    )
    page: Annotated[PageKeys, PAGE_AS_TEXT] | None = Field(
        default=None,
        description="The trimmed size of the page; the same as “page” beside “theme”.",
    )


class ThemeFileKeys(SettingKeys):
    """A theme's own settings, in its ``theme.yaml``."""

    base: Text | None = Field(
        default=None, description="The theme that this one changes; classic where none is named."
    )
    page: Annotated[PageKeys, PAGE_AS_TEXT] | None = Field(
        default=None,
        description="The trimmed size of the page, where journal.yaml names none.",
    )
    logo: Text | None = Field(
        default=None,
        description="The journal's sign, an SVG or PNG file of the theme's folder, where "
        "journal.yaml names none.",
    )
    description: Text | None = Field(default=None, description="What the theme is for.")


def _named(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


#: Before ``ThemeKeys``: the name alone does as well.
ThemeAsText = BeforeValidator(_named)


def settings(keys: SettingKeys, name: str, **more: Any) -> ThemeSettings:
    """The settings of validated keys."""
    faces = {
        role: _typeface(found)
        for role in ("text", "headings", "sans", "code")
        if (found := getattr(keys.typefaces, role)) is not None
    }
    faces |= {OTHER + name: _other(name) for name in keys.typefaces.others}
    return ThemeSettings(
        name=name,
        accent=keys.colours.accent,
        text_colour=keys.colours.text,
        heading_colour=keys.colours.headings,
        background=keys.colours.background,
        typefaces=faces,
        size=keys.size,
        leading=keys.leading,
        margin_inside=keys.margins.inside,
        margin_outside=keys.margins.outside,
        margin_top=keys.margins.top,
        margin_bottom=keys.margins.bottom,
        columns=keys.columns,
        column_gap=keys.column_gap,
        headings=keys.headings,
        text=keys.text,
        drop_cap=keys.drop_cap,
        side_column=keys.side_column,
        front=tuple(dict.fromkeys((*keys.front, *FRONT))) if keys.front else None,
        head_left=keys.heads.left,
        head_right=keys.heads.right,
        feet=tuple(keys.feet) if keys.feet is not None else None,
        folio=keys.folio,
        reference_size=keys.references.size,
        **{"back_links": keys.references.back_links, **more},
    )


def _other(name: str) -> Typeface:
    """A font for other letters: a file by its ending, or a family."""
    is_file = name.lower().endswith((".ttf", ".otf"))
    return Typeface(None, {"regular": name}) if is_file else Typeface(name)


def page_size(keys: PageKeys) -> PageSize:
    return PageSize(keys.width, keys.height, keys.inner, keys.outer)


def _typeface(keys: TypefaceKeys) -> Typeface:
    files: Mapping[str, str | None] = {
        "regular": keys.regular,
        "italic": keys.italic,
        "bold": keys.bold,
        "bold-italic": keys.bold_italic,
    }
    return Typeface(keys.family, {style: path for style, path in files.items() if path})
