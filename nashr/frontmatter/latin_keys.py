"""The keys below ``references-latin``: the second list of references, in Latin letters."""

from __future__ import annotations

from typing import Annotated, Any

from nashr.frontmatter.declaring import BeforeValidator, Field, WithJsonSchema
from nashr.frontmatter.keys import Keys
from nashr.frontmatter.value_types import Boolean, LanguageTag, choice, strings
from nashr.languages.romanization import SCHEMES
from nashr.model import LatinSettings

SchemeName = Annotated[str, choice(*SCHEMES), strings(enum=list(SCHEMES))]


def _by_language(value: Any) -> Any:
    """The tables by language; one that is named alone is that of all languages (``und``)."""
    return {"und": value} if isinstance(value, str) else value


_NAMES = {"enum": list(SCHEMES)}
Schemes = Annotated[
    dict[LanguageTag, SchemeName],
    BeforeValidator(_by_language),
    WithJsonSchema({"anyOf": [_NAMES, {"type": "object", "additionalProperties": _NAMES}]}),
]


class LatinKeys(Keys):
    """How references are listed once more, in Latin letters."""

    shown: Boolean = Field(default=True, description="Whether there is such a list: true or false.")
    language: LanguageTag = Field(
        default="en", description="The language of the list's words, as a tag; English as a rule."
    )
    romanization: Schemes = Field(
        default_factory=dict,
        description="The table by which titles and names are romanized: bgn-pcgn (the default), "
        "iso-9 or passport; for all languages, or one for each.",
    )
    original_language: Boolean = Field(
        default=True,
        description="Whether the list says of a work what language it is in, as in (in Russian).",
    )


#: Before the keys: true or false does as well.
LATIN_AS_TEXT = BeforeValidator(lambda value: {"shown": value} if isinstance(value, str) else value)


def boolean_or_keys(schema: dict[str, Any]) -> None:
    """In the JSON Schema: true or false does as well as the keys."""
    schema["anyOf"] = [{"type": "boolean"}, {"$ref": schema.pop("$ref")}]


def latin_settings(keys: LatinKeys, usual: LatinSettings | None) -> LatinSettings | None:
    """What the keys say, and where they say nothing, what is usual; None for no list."""
    if not keys.model_fields_set:
        return usual
    if not keys.shown:
        return None
    schemes = {("" if tag == "und" else tag): name for tag, name in keys.romanization.items()}
    return LatinSettings(keys.language, schemes, keys.original_language)
