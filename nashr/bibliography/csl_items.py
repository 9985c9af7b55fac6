"""Read references from CSL JSON and CSL YAML (Citation Style Language 1.0.2, data schema).

A file is a list of entries, or pandoc's ``{references: [...]}``. YAML scalars are read as strings,
so that the title 1984 is not a number; only the parts of a date become numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nashr.bibliography import items, language_names
from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors, nearest
from nashr.model import Reference, Source
from nashr.untrusted.text import MAX_LENGTH
from nashr.untrusted.yaml import Located, Path, load_yaml

#: The field with an editor's question to the author; not part of CSL.
QUERY = "nashr-query"

TYPES = tuple(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture musical_score "
    "pamphlet paper-conference patent performance periodical personal_communication post "
    "post-weblog regulation report review review-book software song speech standard thesis treaty "
    "webpage".split()
)
DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator "
    "director editor editor-translator editorial-director executive-producer guest host "
    "illustrator interviewer narrator organizer original-author performer producer recipient "
    "reviewed-author script-writer series-creator translator".split()
)

#: Types that other programs write, mostly those of Crossref, by those of CSL.
OTHER_TYPES = {
    "journal-article": "article-journal",
    "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper",
    "newspaper": "article-newspaper",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "reference-entry": "entry",
    "proceedings-article": "paper-conference",
    "conference-paper": "paper-conference",
    "proceedings": "book",
    "dissertation": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "posted-content": "article",
    "preprint": "article",
    "peer-review": "review",
    "web-page": "webpage",
    "website": "webpage",
    "online": "webpage",
    "misc": "document",
    "custom": "document",
    "other": "document",
}

#: The largest year of EDTF level 0, which has four digits.
MAX_YEAR = 9999
#: The most characters of a field.
MAX_FIELD_LENGTH = 100_000

#: A date of EDTF level 0, and the qualifiers of level 1 for uncertain and approximate dates
#: (Library of Congress, 2019).
_EDTF = re.compile(r"(-?\d{1,4})(?:-(\d\d))?(?:-(\d\d))?([~?%])?")


class _InvalidValue(Exception):
    """A value that CSL does not allow for its field; the message is a sentence about the field."""


def load_csl_items(source: Source) -> Outcome[tuple[Reference, ...]]:
    """The references of a file, in order; those with ``bib-entry-invalid`` are left out."""
    json = source.path.lower().endswith(".json")
    if len(source.text) > MAX_LENGTH:
        message = f"The file has {len(source.text):,} characters; the most is {MAX_LENGTH:,}."
        return Outcome((), (Diagnostic("input-too-large", Span(source.path), message),))
    loaded = load_yaml(source, schema="core" if json else "text")
    diagnostics = list(loaded.diagnostics)
    document = loaded.value
    if document is None or document.value is None:
        return Outcome((), tuple(diagnostics))
    within: Path = ()
    entries = document.value
    if isinstance(entries, dict) and "references" in entries:
        within, entries = ("references",), entries["references"] or []
    if not isinstance(entries, list):
        message = "A list of entries is expected here."
        diagnostics.append(Diagnostic("bib-entry-invalid", document.span(within), message))
        return Outcome((), tuple(diagnostics))
    references: list[Reference] = []
    for n, entry in enumerate(entries):
        reader = _Entry(document, (*within, n))
        found = list(reader.findings(entry))
        diagnostics.extend(found)
        if not has_errors(found):
            references.append(reader.reference(entry))
    return Outcome(tuple(references), tuple(diagnostics))


class _Entry:
    """Validates and converts one entry, at its path in a document."""

    def __init__(self, document: Located, path: Path) -> None:
        self._document = document
        self._path = path
        self._key: str | None = None

    def findings(self, entry: Any) -> Iterator[Diagnostic]:
        if not isinstance(entry, dict):
            yield self._invalid((), "An entry has keys of its own, such as id and type.")
            return
        key = str(entry.get("id") or "").strip()
        self._key = key or None
        if not key or isinstance(entry.get("id"), list | dict):
            yield self._invalid((), "This entry has no id.", "Give it an id to cite it by.")
        name = f"the entry “{key}”" if key else "this entry"
        kind = entry.get("type")
        if not kind:
            yield self._invalid(
                (), f"{_sentence(name)} has no type.", "Write, for example, type: book."
            )
        elif kind not in TYPES:
            meant = _meant_type(kind)
            message = f"“{kind}” is not a type of CSL; {name} is read as “{meant}”."
            hint = f"Write type: {meant}, or another type of CSL that fits."
            at = self._document.span((*self._path, "type"))
            yield Diagnostic("bib-type-unknown", at, message, hint, self._key)
        for field, value in entry.items():
            try:
                _value(str(field), value)
            except _InvalidValue as error:
                yield self._invalid((field,), f"{_sentence(name)}: {error}")
        language = entry.get("language")
        if language and language_names.language_tag(str(language)) is None:
            hint = language_names.language_hint(str(language))
            message = f"“{language}” is not a language that nashr knows."
            yield self._invalid(("language",), message, hint)

    def reference(self, entry: dict[str, Any]) -> Reference:
        item = {k: _value(k, v) for k, v in entry.items() if v is not None}
        custom = item.get("custom")
        queries = [item.pop(QUERY, None)]
        if isinstance(custom, dict):
            queries.append(custom.get(QUERY))
            item["custom"] = {k: v for k, v in custom.items() if k != QUERY}
        if not item.get("custom", True):
            del item["custom"]
        query = next((str(q).strip() for q in queries if q), None)
        item["id"] = str(item["id"]).strip()
        if item["type"] not in TYPES:
            item["type"] = _meant_type(item["type"])
        if item.get("language"):
            item["language"] = language_names.language_tag(str(item["language"]))
        span = self._document.span((*self._path, "id"))
        return Reference(item["id"], items.settled(item), span.file, span.line, span.column, query)

    def _invalid(self, within: Path, message: str, hint: str | None = None) -> Diagnostic:
        at = self._document.span((*self._path, *within))
        return Diagnostic("bib-entry-invalid", at, message, hint, self._key)


def _meant_type(kind: object) -> str:
    """The type of CSL for one that is none."""
    words = "-".join(str(kind).lower().replace("_", "-").split())
    return OTHER_TYPES.get(words) or nearest(words, TYPES) or "document"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- values --------------------------------------------------------------------------------


def _value(field: str, value: Any) -> Any:
    """A field's value as CSL JSON. Raises ``_InvalidValue``."""
    if value is None:
        return None
    if field in DATES:
        return _date(value)
    if field in NAMES:
        return [_name(name) for name in ([value] if isinstance(value, dict) else _names(value))]
    if field in ("custom", "categories", "keyword"):
        return value
    if isinstance(value, list | dict):
        raise _InvalidValue(f"“{field}” takes a text.")
    text = str(value)
    if len(text) > MAX_FIELD_LENGTH:
        raise _InvalidValue(f"“{field}” has more than {MAX_FIELD_LENGTH:,} characters.")
    return text


def _names(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _InvalidValue("names are a list, each with family and given.")
    return value


def _name(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not any(value.get(k) for k in ("family", "given", "literal")):
        raise _InvalidValue("a name has family and given, or literal.")
    truths = {"true": True, "false": False}
    if any(isinstance(part, list | dict) for part in value.values()):
        raise _InvalidValue("the parts of a name are texts.")
    return {
        k: truths.get(v, v)
        if isinstance(v, str) and "-" in k
        else v
        if v in (True, False)
        else str(v)
        for k, v in value.items()
        if v is not None
    }


def _date(value: Any) -> dict[str, Any]:
    """A CSL date from date parts, a mapping of year, month and day, or an EDTF string."""
    if isinstance(value, str | int | float):
        return _parse_edtf(str(value).strip())
    if isinstance(value, list):
        return {"date-parts": [_date_parts(part) for part in value]}
    if "date-parts" in value:
        parts = value["date-parts"]
        if not isinstance(parts, list) or not parts:
            raise _InvalidValue("date-parts are a list such as [[2000, 2, 1]].")
        nested = parts if isinstance(parts[0], list) else [parts]
        return {**value, "date-parts": [_whole_numbers(part) for part in nested]}
    if "year" in value:
        return {"date-parts": [_date_parts(value)]}
    if value.get("raw"):
        return {**value, **_parse_edtf(str(value["raw"]).strip())}
    return dict(value)


def _date_parts(value: Any) -> list[int]:
    if not isinstance(value, dict) or "year" not in value:
        raise _InvalidValue("a date has a year, and may have a month and a day.")
    return _whole_numbers([value[k] for k in ("year", "month", "day") if value.get(k) is not None])


def _whole_numbers(parts: Any) -> list[int]:
    try:
        whole = [int(part) for part in parts]
    except (TypeError, ValueError, OverflowError):
        raise _InvalidValue("the year, month and day of a date are numbers.") from None
    if any(abs(part) > MAX_YEAR for part in whole):
        raise _InvalidValue(f"a date lies between the years -{MAX_YEAR} and {MAX_YEAR}.")
    return whole


def _parse_edtf(text: str) -> dict[str, Any]:
    matches = [_EDTF.fullmatch(part.strip()) for part in text.split("/")]
    if len(matches) > 2 or not all(matches):
        return {"literal": text}
    found = [m for m in matches if m]
    date: dict[str, Any] = {
        "date-parts": [[int(p) for p in m.groups()[:3] if p is not None] for m in found]
    }
    first = date["date-parts"][0]
    if len(first) == 2 and 21 <= first[1] <= 24:
        date["season"] = first.pop() - 20
    if any(m[4] for m in found):
        date["circa"] = True
    return date
