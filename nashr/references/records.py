"""The journal's own store of registries' records: a JSON file each in ``bibliography/records/``.

A record is found by its file's name, which follows from the identifier, so that a build reads those
it needs and no others. What a registry says is a stranger's text: only variables of CSL that are
known here are kept, in the types that they have there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from nashr import identifiers
from nashr.bibliography.csl_items import DATES, NAMES, TYPES
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.messages import Message
from nashr.model import CslItem, Reference, Source
from nashr.records import dataclass
from nashr.untrusted.text import character_diagnostics

RECORDS = "bibliography/records"
CODE = "record-invalid"
#: What a citation's key begins with that names a work by its DOI: ``[@doi:10.5555/12345678]``.
_DOI_KEY = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)(?=10\.)", re.IGNORECASE)

SCHEMES = ("doi", "isbn", "pmid", "arxiv")
#: The variables of CSL that are kept and hold a text.
TEXTS = frozenset(
    "title title-short container-title container-title-short collection-title collection-number "
    "publisher publisher-place volume issue page number edition DOI ISBN ISSN PMID PMCID URL "
    "language genre event-title event-place version status number-of-pages chapter-number".split()
)
_NAME_PARTS = frozenset(
    "family given literal suffix dropping-particle non-dropping-particle".split()
)
#: Characters of a text, and names of a role.
_LONGEST = 4000
_MOST_NAMES = 3000
_KEPT_TAG = re.compile(r"</?(?:i|b|sub|sup)>")
_TAG = re.compile(r"<(?!/?(?:i|b|sub|sup)>)/?[A-Za-z][^<>]{0,500}>")
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\uffff]"
)


@dataclass(frozen=True, slots=True)
class Update:
    """What became of a work after it was published, as Crossref has it."""

    #: ``retraction``, ``correction``, ``expression-of-concern`` and the like.
    kind: str
    #: The DOI of the notice; empty where it has none.
    doi: str = ""
    #: The day, as far as it is known: ``2015-03-12``.
    date: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a registry says of a work."""

    scheme: str
    #: The identifier in the form in which it is compared.
    identifier: str
    registry: str
    item: CslItem
    updates: tuple[Update, ...] = ()
    #: All years in which the work appeared: on the web, in print.
    years: tuple[int, ...] = ()

    @property
    def path(self) -> str:
        return record_path(self.scheme, self.identifier)


def comparable(scheme: str, text: str) -> str:
    """An identifier in the one form in which it is compared. Raises ``Invalid``."""
    if scheme == "doi":
        return identifiers.doi(text.strip()).lower()
    if scheme == "isbn":
        return identifiers.isbn13(text)
    if scheme == "arxiv":
        return re.sub(r"v\d+$", "", identifiers.arxiv(text))
    return identifiers.pmid(text)


def doi_of_key(key: str) -> str:
    """The DOI that a citation's key is, in the form in which DOIs are compared; else empty."""
    if not _DOI_KEY.match(key):
        return ""
    try:
        return comparable("doi", key)
    except identifiers.Invalid:
        return ""


def record_path(scheme: str, identifier: str) -> str:
    """The file of a record, below the project."""
    readable = re.sub(r"[^a-z0-9.]+", "-", identifier.lower()).strip("-.")[:80]
    digest = hashlib.sha256(f"{scheme}:{identifier}".encode()).hexdigest()[:8]
    return f"{RECORDS}/{scheme}-{readable}-{digest}.json"


# --- the file ------------------------------------------------------------------------------


def as_text(record: Record) -> str:
    """The text of a record's file; the same for the same record."""
    value: dict[str, Any] = {
        record.scheme: record.identifier,
        "registry": record.registry,
        "item": dict(record.item),
    }
    if record.years:
        value["years"] = list(record.years)
    if record.updates:
        value["updates"] = [
            {name: text for name in ("kind", "doi", "date") if (text := getattr(update, name))}
            for update in record.updates
        ]
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_record(source: Source) -> Outcome[Record | None]:
    """The record of a file, or an error that says what it lacks."""
    wrong = tuple(character_diagnostics(source))
    if wrong:
        return Outcome(None, wrong)
    try:
        value = json.loads(source.text)
    except json.JSONDecodeError as error:
        return _refused(
            Span(source.path, error.lineno, error.colno),
            Message("is no JSON: {reason}", reason=error.msg),
        )
    except (RecursionError, ValueError):
        return _refused(Span(source.path), Message("is no JSON that can be read"))
    if not isinstance(value, Mapping) or not isinstance(value.get("item"), Mapping):
        return _refused(Span(source.path), Message("has no “item”"))
    scheme = next((name for name in SCHEMES if isinstance(value.get(name), str)), None)
    if scheme is None:
        return _refused(Span(source.path), Message("has none of {schemes}", schemes=tuple(SCHEMES)))
    try:
        identifier = comparable(scheme, value[scheme])
    except identifiers.Invalid as fault:
        return _refused(
            Span(source.path), Message("has a wrong identifier: {message}", message=fault.message)
        )
    item = clean_item(value["item"])
    if not item.get("title") and not item.get("container-title"):
        return _refused(Span(source.path), Message("has no title in its “item”"))
    updates = tuple(_update(one) for one in _list(value.get("updates")) if isinstance(one, Mapping))
    years = tuple(year for year in _list(value.get("years")) if type(year) is int)
    registry = _text(value.get("registry"))
    return Outcome(Record(scheme, identifier, registry, item, updates, years))


def _refused(at: Span, clause: Message) -> Outcome[Any]:
    message = Message("{file} {clause}.", file=at.file, clause=clause)
    hint = Message("Remove the file, and resolve the identifier again.")
    return Outcome(None, (Diagnostic(CODE, at, message, hint),))


def _update(value: Mapping[str, Any]) -> Update:
    return Update(_text(value.get("kind")), _text(value.get("doi")), _text(value.get("date")))


def as_reference(record: Record, key: str) -> Reference:
    """The record as an entry of the bibliography that is cited by ``key``."""
    return Reference(key, {**record.item, "id": key}, record.path, 1, 1)


# --- what is kept of an item ---------------------------------------------------------------


def clean_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """The known variables of an item of CSL JSON, each in its type; all else is left out."""
    kind = item.get("type")
    kept: dict[str, Any] = {"type": kind if kind in TYPES else "document"}
    for name, value in item.items():
        if name in TEXTS:
            text = _text(value)
            if text:
                kept[name] = text
        elif name in NAMES:
            names = [one for one in map(_name, _list(value)[:_MOST_NAMES]) if one]
            if names:
                kept[name] = names
        elif name in DATES:
            date = clean_date(value)
            if date:
                kept[name] = date
    return kept


def _text(value: Any) -> str:
    """A text in one line, with the few tags that CSL JSON has."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = next((one for one in value if isinstance(one, str)), "")
    if not isinstance(value, str):
        return ""
    text = _CONTROL.sub("", _TAG.sub("", value[: 2 * _LONGEST]))
    if len(_KEPT_TAG.findall(text)) % 2:
        text = _KEPT_TAG.sub("", text)
    return " ".join(text.split())[:_LONGEST]


def _name(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    parts = {part: _text(value.get(part)) for part in _NAME_PARTS if value.get(part)}
    parts = {part: text for part, text in sorted(parts.items()) if text}
    if not parts.get("family") and parts.get("given"):
        return {"literal": parts["given"]}
    return parts if parts.get("family") or parts.get("literal") else {}


def clean_date(value: Any) -> dict[str, Any]:
    """A date of CSL JSON: years, months and days as whole numbers of the calendar."""
    if not isinstance(value, Mapping):
        return {}
    parts = [found for part in _list(value.get("date-parts"))[:2] if (found := _parts(part))]
    if parts:
        return {"date-parts": parts}
    literal = _text(value.get("literal") or value.get("raw"))
    return {"literal": literal} if literal else {}


def _parts(value: Any) -> list[int]:
    found: list[int] = []
    for number, (least, most) in zip(_list(value), ((-9999, 9999), (1, 12), (1, 31)), strict=False):
        text = str(number)
        if not re.fullmatch(r"-?\d{1,4}", text) or not least <= int(text) <= most:
            break
        found.append(int(text))
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
