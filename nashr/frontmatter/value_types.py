"""The types of values in journal.yaml and front matter: validators, and their JSON Schemas.

Input is a string, list, mapping or None, as ``load_yaml(schema="text")`` gives it. Validators
raise ``identifiers.Invalid``; ``{key}`` in its message stands for the key, which they do not know.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from nashr import identifiers
from nashr.diagnostics import nearest
from nashr.frontmatter.declaring import BeforeValidator, PlainValidator, WithJsonSchema
from nashr.identifiers import Invalid
from nashr.languages import CREDIT_ROLES, PEER_REVIEWS
from nashr.messages import LANGUAGES, Message, either

#: The most characters of a title, a name and other values that are set in a line or two.
MAX_LINE_LENGTH = 2_000
_TEXT_SCHEMA = {"type": ["string", "number"]}


def _text(value: Any) -> str:
    if isinstance(value, list | dict):
        message = Message("“{key}” takes a text, not keys of its own.")
        if isinstance(value, list):
            message = Message("“{key}” takes a text, not a list.")
        hint = Message("Put the text in quotation marks if it contains brackets or a colon.")
        if isinstance(value, dict) and value and all(_is_language(name) for name in value):
            hint = Message("Give the text here, and what is in other languages in “translations”.")
        raise Invalid(message, hint)
    text = "" if value is None else str(value).strip()
    if not text:
        raise Invalid(Message("“{key}” has no value."), Message("Give it one, or remove it."))
    return text


def _is_language(name: object) -> bool:
    return isinstance(name, str) and re.fullmatch(r"[a-z]{2}(?:-\w+)?", name) is not None


def _line(value: Any) -> str:
    text = _text(value)
    if len(text) > MAX_LINE_LENGTH:
        raise Invalid(
            Message(
                "“{key}” has {number:,} characters; the most is {most:,}.",
                number=len(text),
                most=MAX_LINE_LENGTH,
            )
        )
    return text


def parsed_by(parse: Callable[[str], Any]) -> BeforeValidator:
    """A validator of texts of one line."""
    return BeforeValidator(lambda value: parse(_line(value)))


def _boolean(value: Any) -> bool:
    text = _text(value).lower()
    if text not in ("true", "false"):
        raise Invalid(
            Message("“{text}” is neither true nor false.", text=text),
            Message("Write true or false."),
        )
    return text == "true"


def whole_number(lowest: int, highest: int) -> BeforeValidator:
    """A validator of whole numbers between two bounds."""

    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise Invalid(
                Message("“{text}” is not a whole number.", text=text),
                Message("Write digits alone."),
            )
        if not lowest <= int(text) <= highest:
            hint = Message(
                "“{key}” goes from {lowest} to {highest}.", lowest=lowest, highest=highest
            )
            raise Invalid(Message("{text} is out of range.", text=int(text)), hint)
        return int(text)

    return parsed_by(parse)


def _list_or_text(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _codes(value: Any) -> Any:
    """The codes of a list, or of a text that has them in a row."""
    return re.split(r"\s*[;,]\s*", value) if isinstance(value, str) else value


def _citation_keys(value: Any) -> Any:
    """A list of keys of works, from a list or a text, with or without the sign before each."""
    if isinstance(value, str):
        value = re.split(r"[\s,;]+", value)
    if not isinstance(value, list):
        return value
    keys = [key.strip(" @[]{}") if isinstance(key, str) else key for key in value]
    return [key for key in keys if key != ""]


def _peer_review(value: Any) -> str:
    """One of ``PEER_REVIEWS``, or a text that is none of them misspelt."""
    text = _text(value)
    named = text.lower().replace(" ", "-")
    if named in PEER_REVIEWS:
        return named
    near = nearest(named, PEER_REVIEWS) if len(text.split()) < 3 else None
    if near:
        raise Invalid(
            Message("“{text}” is not a kind of peer review.", text=text),
            Message("Did you mean “{near}”?", near=near),
        )
    return text


def _shares(value: Any) -> Any:
    """A mapping as it is, to be read with the authors, or a text."""
    return dict(value) if isinstance(value, dict) else _text(value)


def _page_keys(value: Any) -> Any:
    """The keys of a page whose size is written as one text."""
    if not isinstance(value, str):
        return value
    width, height = identifiers.page_size(_line(value))
    return {"width": width, "height": height}


def choice(*values: str) -> BeforeValidator:
    """A validator of one of some words."""

    def parse(text: str) -> str:
        if text.lower() in values:
            return text.lower()
        near = nearest(text.lower(), values)
        hint = (
            Message("Did you mean “{near}”?", near=near)
            if near
            else Message("Write {values}.", values=either(values))
        )
        raise Invalid(Message("“{text}” is not {values}.", text=text, values=either(values)), hint)

    return parsed_by(parse)


def strings(**schema: Any) -> WithJsonSchema:
    """The JSON Schema of a text."""
    return WithJsonSchema({"type": "string", **schema})


Text = Annotated[str, BeforeValidator(_line), WithJsonSchema(_TEXT_SCHEMA)]
#: Text that may have several paragraphs, in Markdown.
Prose = Annotated[str, BeforeValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
Texts = list[Text]
#: A list of texts, or one of them.
TextsOrText = Annotated[
    list[Text],
    BeforeValidator(_list_or_text),
    WithJsonSchema({"anyOf": [_TEXT_SCHEMA, {"type": "array", "items": _TEXT_SCHEMA}]}),
]
#: Keys of works: a list, or a text such as ``@one, @two``.
CitationKeys = Annotated[
    list[Text],
    BeforeValidator(_citation_keys),
    WithJsonSchema({"anyOf": [_TEXT_SCHEMA, {"type": "array", "items": _TEXT_SCHEMA}]}),
]
LanguageTag = Annotated[str, parsed_by(identifiers.language), strings(examples=["az", "en-GB"])]
Address = Annotated[str, parsed_by(identifiers.address), strings(format="uri")]
Email = Annotated[str, parsed_by(identifiers.email), strings(format="email")]
IssnNumber = Annotated[
    str, parsed_by(identifiers.issn), strings(pattern="^[0-9]{4}-?[0-9]{3}[0-9Xx]$")
]
Isbn = Annotated[str, parsed_by(identifiers.isbn13), strings(examples=["978-0-306-40615-7"])]
PrintedIsbn = Annotated[
    str, parsed_by(identifiers.printed_isbn), strings(examples=["978-0-306-40615-7"])
]
Orcid = Annotated[str, parsed_by(identifiers.orcid), strings(examples=["0000-0002-1825-0097"])]
Ror = Annotated[str, parsed_by(identifiers.ror), strings(examples=["https://ror.org/00f54p054"])]
Doi = Annotated[str, parsed_by(identifiers.doi), strings(examples=["10.1080/09662830008407454"])]
FunderId = Annotated[str, parsed_by(identifiers.funder), strings()]
Licence = Annotated[str, parsed_by(identifiers.licence), strings(enum=list(identifiers.LICENCES))]
Role = Annotated[str, parsed_by(identifiers.role), strings(enum=list(CREDIT_ROLES))]
ArticleType = Annotated[
    str, parsed_by(identifiers.article_type), strings(enum=list(identifiers.ARTICLE_TYPES))
]
ReferenceLanguage = Annotated[
    Literal["article", "item"],
    parsed_by(identifiers.reference_language),
    strings(enum=list(identifiers.REFERENCE_LANGUAGES)),
]


def _codes_schema(example: str) -> WithJsonSchema:
    """The JSON Schema of a list of codes, or of one text that has them."""
    schema = {**_TEXT_SCHEMA, "examples": [example]}
    return WithJsonSchema({"anyOf": [schema, {"type": "array", "items": schema}]})


_CODES = BeforeValidator(_codes)
UdcCodes = Annotated[
    list[Annotated[str, parsed_by(identifiers.udc)]], _CODES, _codes_schema("327(479.24)")
]
BbkCodes = Annotated[
    list[Annotated[str, parsed_by(identifiers.bbk)]], _CODES, _codes_schema("63.3(5Аз)")
]
JelCodes = Annotated[list[Annotated[str, parsed_by(identifiers.jel)]], _CODES, _codes_schema("F51")]
MscCodes = Annotated[
    list[Annotated[str, parsed_by(identifiers.msc)]], _CODES, _codes_schema("35Q30")
]
PacsCodes = Annotated[
    list[Annotated[str, parsed_by(identifiers.pacs)]], _CODES, _codes_schema("42.25.Fx")
]
#: A kind of ``languages.PEER_REVIEWS``, or a text in Markdown.
PeerReview = Annotated[
    str,
    BeforeValidator(_peer_review),
    WithJsonSchema({"type": "string", "examples": list(PEER_REVIEWS)}),
]
#: A text in Markdown, or percents by the names or numbers of authors, still as they are written.
Shares = Annotated[
    str | dict[str, Any],
    PlainValidator(_shares),
    WithJsonSchema(
        {"anyOf": [_TEXT_SCHEMA, {"type": "object", "additionalProperties": _TEXT_SCHEMA}]}
    ),
]
_ORIGINS = ("thesis", "paper", "project", "preprint")
OriginKind = Annotated[str, choice(*_ORIGINS), strings(enum=list(_ORIGINS))]
DatesStyle = Annotated[
    Literal["words", "numbers"], choice("words", "numbers"), strings(enum=["words", "numbers"])
]
#: The languages that the program speaks.
MessagesLanguage = Annotated[
    Literal["az", "en", "ru", "tr"],
    choice(*sorted(LANGUAGES)),
    strings(enum=sorted(LANGUAGES)),
]
AbstractsPlace = Annotated[
    Literal["front", "end"], choice("front", "end"), strings(enum=["front", "end"])
]
Length = Annotated[str, parsed_by(identifiers.page_side), strings(examples=["170mm", "6.5in"])]
#: Before a mapping with the keys ``width`` and ``height``: a text such as A4 does as well.
PAGE_AS_TEXT = BeforeValidator(_page_keys)
Day = Annotated[dt.date, parsed_by(identifiers.date), strings(format="date")]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
Year = Annotated[int, whole_number(1000, 2999)]
Page = Annotated[int, whole_number(1, 99_999)]
Seconds = Annotated[int, whole_number(1, 86_400)]
Megabytes = Annotated[int, whole_number(1, 1_000_000)]
Files = Annotated[
    list[Text],
    BeforeValidator(_list_or_text),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
#: The profiles of ``profiles/``: what an index or a commission asks a journal to have.
PROFILES = ("aak", "vak", "tr-dizin", "dergipark", "doaj", "pmc")
Profiles = Annotated[
    list[Annotated[str, choice(*PROFILES)]],
    BeforeValidator(_list_or_text),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(PROFILES)},
                {"type": "array", "items": {"enum": list(PROFILES)}},
            ]
        }
    ),
]
