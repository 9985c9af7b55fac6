"""Read references from CSL JSON and CSL YAML (Citation Style Language 1.0.2, data schema).

A file is a list of entries, or pandoc's ``{references: [...]}``. YAML scalars are read as strings,
so that the title 1984 is not a number; only the parts of a date become numbers.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from nashr.bibliography import dates, items, language_names
from nashr.bibliography.dates import CslDate
from nashr.bibliography.entries import QUERY
from nashr.bibliography.latin_fields import ROMANIZED, is_latin_field
from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors, nearest
from nashr.messages import Message, reason_of
from nashr.model import Reference, Source
from nashr.untrusted.text import MAX_LENGTH
from nashr.untrusted.yaml import Located, Path, load_yaml

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
    "reviewed-author script-writer series-creator translator "
    # of BibLaTeX alone
    "holder foreword introduction afterword annotator commentator".split()
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

#: The largest year of EDTF level 0, which has four digits, and the largest month: of a season.
MAX_YEAR, MAX_MONTH = 9999, 24
#: The most characters of a field.
MAX_FIELD_LENGTH = 100_000

#: Better BibTeX's key in Zotero's field for what has no field.
_KEY_IN_NOTE = re.compile(r"^\s*citation[ -]key\s*:\s*(\S+)\s*$", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"https?://\S*?([\w-]+)/?")


class _InvalidValue(Exception):
    """A value that CSL does not allow for its field; the message is a sentence about the field."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def load_csl_items(source: Source, language: str | None = None) -> Outcome[tuple[Reference, ...]]:
    """The references of a file, in order; those with an error are left out.

    ``language`` is that of entries that name none, by which dates in words are read.
    """
    is_json = source.path.lower().endswith(".json")
    if len(source.text) > MAX_LENGTH:
        message = Message(
            "The file has {number:,} characters; the most is {most:,}.",
            number=len(source.text),
            most=MAX_LENGTH,
        )
        return Outcome((), (Diagnostic("input-too-large", Span(source.path), message),))
    loaded = load_yaml(source, schema="core" if is_json else "text")
    diagnostics = list(loaded.diagnostics)
    document = loaded.value
    if document is None or document.value is None:
        return Outcome((), tuple(diagnostics))
    within: Path = ()
    entries = document.value
    for name in ("references", "items"):  # pandoc's, and those of Zotero's programming interface
        if isinstance(entries, dict) and name in entries:
            within, entries = (name,), entries[name] or []
    if not isinstance(entries, list):
        message = Message("A list of entries is expected here.")
        diagnostics.append(Diagnostic("bib-entry-invalid", document.span(within), message))
        return Outcome((), tuple(diagnostics))
    references: list[Reference] = []
    for n, entry in enumerate(entries):
        reader = _Entry(document, (*within, n), language)
        found = list(reader.findings(entry))
        diagnostics.extend(found)
        if not has_errors(found):
            references.append(reader.reference())
    return Outcome(tuple(references), tuple(diagnostics))


class _Entry:
    """Validates and converts one entry, at its path in a document."""

    def __init__(self, document: Located, path: Path, default: str | None) -> None:
        self._document = document
        self._path = path
        self._default = default
        self._key: str | None = None
        #: The entry as the first words of a sentence.
        self._opening = Message("This entry")
        self._aliases: tuple[str, ...] = ()
        self._item: dict[str, Any] = {}

    def findings(self, entry: Any) -> Iterator[Diagnostic]:
        if not isinstance(entry, dict):
            yield self._invalid((), Message("An entry has keys of its own, such as id and type."))
            return
        key = str(entry.get("id") or "").strip()
        if not key or isinstance(entry.get("id"), list | dict):
            yield self._invalid(
                (), Message("This entry has no id."), Message("Give it an id to cite it by.")
            )
        else:
            self._key, self._aliases = _keys(key, entry)
        name = Message("the entry “{key}”", key=key) if key else Message("this entry")
        self._opening = Message("The entry “{key}”", key=key) if key else Message("This entry")
        kind = entry.get("type")
        if not kind:
            hint = Message("Write, for example, type: book.")
            yield self._invalid((), Message("{name} has no type.", name=self._opening), hint)
        elif kind not in TYPES:
            meant = _meant_type(kind)
            message = Message(
                "“{kind}” is not a type of CSL; {name} is read as “{meant}”.",
                kind=kind,
                name=name,
                meant=meant,
            )
            hint = Message("Write type: {meant}, or another type of CSL that fits.", meant=meant)
            yield self._find("bib-type-unknown", ("type",), message, hint)
            entry = {**entry, "type": meant}
        language = str(entry.get("language") or "")
        tag = language_names.language_tag(re.split(r"[;,]", language)[0]) if language else None
        if language and tag is None:
            hint = language_names.language_hint(language)
            message = Message("“{language}” is not a language that nashr knows.", language=language)
            yield self._find("bib-language-unknown", ("language",), message, hint)
        for field, value in entry.items():
            yield from self._read(str(field), value, name, tag)
        self._item.pop("language", None)
        if tag is not None:
            self._item["language"] = tag

    def _read(self, field: str, value: Any, name: Message, tag: str | None) -> Iterator[Diagnostic]:
        """Put a field into the item, or say why not."""
        tags = tuple(dict.fromkeys(one for one in (tag, self._default) if one))
        try:
            read = _date(value, tags) if field in DATES and value else _value(field, value)
        except _InvalidValue as error:
            message = Message("{entry}: {reason}", entry=self._opening, reason=reason_of(error))
            yield self._invalid((field,), message, error.hint)
        except dates.NoSuchDate as error:
            message = Message(
                "{field} of {entry} is no date: {fault}",
                field=field,
                entry=name,
                fault=reason_of(error),
            )
            hint = Message("Write year, month and day: 2021-02-28.")
            yield self._find("bib-date-invalid", (field,), message, hint)
        except dates.NoDate:
            message = Message(
                "{field} of {entry} is no date, and is left out.", field=field, entry=name
            )
            hint = Message("Write a year, a date as 2021-02-28, or words.")
            yield self._find("bib-unclear", (field,), message, hint)
        else:
            if read is not None and read != {}:
                self._item[field] = read

    def reference(self) -> Reference:
        item = self._item
        custom = item.get("custom")
        queries = [item.pop(QUERY, None)]
        if isinstance(custom, dict):
            queries.append(custom.get(QUERY))
            latin = {k: v for k, v in custom.items() if is_latin_field(k)}
            item.update(latin | item)
            item["custom"] = {k: v for k, v in custom.items() if k != QUERY and k not in latin}
        if not item.get("custom", True):
            del item["custom"]
        query = next((str(q).strip() for q in queries if q), None)
        key = item["id"] = self._key or ""
        span = self._document.span((*self._path, "id"))
        return Reference(
            key, items.settled(item), span.file, span.line, span.column, query, self._aliases
        )

    def _find(self, code: str, within: Path, message: Message, hint: Message | None) -> Diagnostic:
        at = self._document.span((*self._path, *within))
        return Diagnostic(code, at, message, hint, self._key)

    def _invalid(self, within: Path, message: Message, hint: Message | None = None) -> Diagnostic:
        return self._find("bib-entry-invalid", within, message, hint)


def _keys(identifier: str, entry: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The key to cite an entry by, and others that mean it too.

    Zotero writes an address as the id, and the key that its users see in a field of its own, or as
    a line of the note. The last part of the address, Zotero's own key, is a key as well.
    """
    named = [str(entry.get("citation-key") or "").strip()]
    named += _KEY_IN_NOTE.findall(str(entry.get("note") or ""))
    address = _ADDRESS.fullmatch(identifier)
    every = [*filter(None, named), *([address[1]] if address else []), identifier]
    key, *others = dict.fromkeys(every)
    return key, tuple(others)


def _meant_type(kind: object) -> str:
    """The type of CSL for one that is none."""
    words = "-".join(str(kind).lower().replace("_", "-").split())
    return OTHER_TYPES.get(words) or nearest(words, TYPES) or "document"


# --- values --------------------------------------------------------------------------------


def _value(field: str, value: Any) -> Any:
    """A field's value as CSL JSON. Raises ``_InvalidValue``."""
    if value is None:
        return None
    if field.endswith(ROMANIZED) and isinstance(value, str):
        return value
    if field.removesuffix(ROMANIZED) in NAMES:
        return [_name(name) for name in ([value] if isinstance(value, dict) else _names(value))]
    if field in ("custom", "categories", "keyword"):
        return value
    if isinstance(value, list | dict):
        raise _InvalidValue(Message("“{field}” takes a text.", field=field))
    text = str(value)
    if len(text) > MAX_FIELD_LENGTH:
        raise _InvalidValue(
            Message(
                "“{field}” has more than {most:,} characters.",
                field=field,
                most=MAX_FIELD_LENGTH,
            )
        )
    return text


def _names(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _InvalidValue(
            Message("names are a list, each with family and given."), _as_names([value])
        )
    return value


def _as_names(texts: list[Any]) -> Message | None:
    """How names that are given as texts are written; None where they are none."""
    if not all(isinstance(text, str) and text.strip() for text in texts):
        return None
    people: list[dict[str, str]] = []
    for text in texts:
        family, comma, given = text.strip().partition(",")
        if not comma:
            given, _, family = text.strip().rpartition(" ")
        person = {"family": family.strip(), "given": given.strip()}
        people.append({part: name for part, name in person.items() if name})
    body = [{"literal": texts[0].strip()}]
    return Message(
        "Write {people}, or {body} for a body.",
        people=json.dumps(people, ensure_ascii=False),
        body=json.dumps(body, ensure_ascii=False),
    )


#: The parts of a name (CSL JSON).
_PARTS_OF_NAME = (
    *("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"),
    *("comma-suffix", "static-ordering", "parse-names"),
)


def _name(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _InvalidValue(Message("a name has family and given, or literal."), _as_names([value]))
    for part in value:
        near = difflib.get_close_matches(str(part).lower(), _PARTS_OF_NAME, 1, cutoff=0.8)
        meant = near[0] if near else part
        if meant not in value:
            raise _InvalidValue(
                Message("“{part}” is no part of a name.", part=str(part)),
                Message("Did you mean “{near}”?", near=meant),
            )
    if not any(value.get(k) for k in ("family", "given", "literal")):
        whole = next((text for text in value.values() if isinstance(text, str)), None)
        raise _InvalidValue(Message("a name has family and given, or literal."), _as_names([whole]))
    truths = {"true": True, "false": False}
    if any(isinstance(part, list | dict) for part in value.values()):
        raise _InvalidValue(Message("the parts of a name are texts."))
    return {
        k: truths.get(v, v)
        if isinstance(v, str) and "-" in k
        else v
        if v in (True, False)
        else str(v)
        for k, v in value.items()
        if v is not None
    }


def _date(value: Any, tags: Sequence[str]) -> CslDate:
    """A CSL date from date parts, a mapping of year, month and day, or a text.

    Raises ``_InvalidValue``, ``dates.NoSuchDate`` and ``dates.NoDate``.
    """
    if isinstance(value, str | int | float):
        return dates.read(str(value), tags)
    if isinstance(value, list):
        return {"date-parts": [_date_parts(part) for part in value]}
    if value.get("date-parts"):
        parts = value["date-parts"]
        if not isinstance(parts, list):
            raise _InvalidValue(Message("date-parts are a list such as [[2000, 2, 1]]."))
        nested = parts if isinstance(parts[0], list) else [parts]
        whole = [_whole_numbers(part) for part in nested]
        if any(whole):
            return {**_without(value, "raw"), "date-parts": whole}
    if "year" in value:
        return {"date-parts": [_date_parts(value)]}
    if value.get("raw"):
        return {**_without(value, "raw", "date-parts"), **dates.read(str(value["raw"]), tags)}
    if not value.get("literal"):
        raise dates.NoDate
    if dates.is_undated(str(value["literal"])):
        return {}
    return dict(value)


def _without(value: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: one for name, one in value.items() if name not in names}


def _date_parts(value: Any) -> list[int]:
    if not isinstance(value, dict) or "year" not in value:
        raise _InvalidValue(Message("a date has a year, and may have a month and a day."))
    return _whole_numbers([value[k] for k in ("year", "month", "day") if value.get(k) is not None])


def _whole_numbers(parts: Any) -> list[int]:
    try:
        whole = [int(part) for part in parts if part not in ("", None)]
    except (TypeError, ValueError, OverflowError):
        raise _InvalidValue(Message("the year, month and day of a date are numbers.")) from None
    if any(abs(part) > MAX_YEAR for part in whole):
        raise _InvalidValue(
            Message("a date lies between the years -{year} and {year}.", year=MAX_YEAR)
        )
    if len(whole) > 1 and not 0 <= whole[1] <= MAX_MONTH:
        raise dates.NoSuchDate(f"there is no month {whole[1]}.")
    while len(whole) > 1 and not whole[-1]:
        whole.pop()
    return dates.checked(*whole) if len(whole) == 3 else whole
