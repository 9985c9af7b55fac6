"""Read CSL JSON items leniently: names, dates and text fields.

Values that CSL JSON does not allow are converted to text or ignored; nothing is raised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr import ast
from nashr.citations.datevalues import DateValue, Day, read_date
from nashr.citations.markup import field_text, verbatim_text
from nashr.citations.notefields import with_note_fields
from nashr.citations.people import PersonName, read_names
from nashr.citations.richtext import Attachments, clean
from nashr.citations.varnames import DATES, NAMES, NUMBERS
from nashr.model import CslItem
from nashr.records import dataclass

__all__ = ["DATES", "NAMES", "NUMBERS", "DateValue", "Day", "PersonName", "Work", "read_work"]

#: Addresses and identifiers, whose characters are not changed.
_VERBATIM = frozenset({"DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID"})
_ALIASES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}


@dataclass(frozen=True, slots=True)
class Work:
    """One item. The keys are CSL's variable names; values are rich text (see ``richtext``)."""

    key: str
    type: str
    fields: Mapping[str, str]
    names: Mapping[str, tuple[PersonName, ...]]
    dates: Mapping[str, DateValue]
    #: A BCP 47 tag, or empty.
    language: str = ""

    def has(self, variable: str) -> bool:
        return variable in self.fields or variable in self.names or variable in self.dates


def read_work(key: str, item: CslItem, attachments: Attachments | None = None) -> Work:
    """Read the item with the citation key ``key``; its formulas go into ``attachments``."""
    attachments = attachments or Attachments()
    item = with_note_fields(item)
    fields: dict[str, str] = {}
    names: dict[str, tuple[PersonName, ...]] = {}
    dates: dict[str, DateValue] = {}
    for name, value in item.items():
        variable = _ALIASES.get(name, name)
        if variable in ("id", "type", "language", "custom") or value is None:
            continue
        if variable in NAMES:
            if people := read_names(value):
                names[variable] = people
        elif variable in DATES:
            if date := read_date(value):
                dates[variable] = date
        elif text := _field(variable, value, attachments):
            fields.setdefault(variable, text)
    if "page" in fields and "page-first" not in fields:
        marks = "–,&" if "–" in fields["page"] else "-,&"
        fields["page-first"] = re.split(rf"\s*[{marks}]", fields["page"], maxsplit=1)[0]
    language = item.get("language")
    kind = item.get("type")
    return Work(
        key=key,
        type=kind if isinstance(kind, str) else "document",
        fields=fields,
        names=names,
        dates=dates,
        language=clean(language) if isinstance(language, str) else "",
    )


def _field(variable: str, value: Any, attachments: Attachments) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    if variable == "DOI":
        return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", clean(text), flags=re.I)
    if variable in _VERBATIM:
        return verbatim_text(text)
    return _with_formulas(text, attachments) if _FORMULA in text else field_text(text)


#: How ``nashr.bibliography.tex`` marks a formula; its TeX holds no tag.
_FORMULA = '<span class="math">'
_FORMULAS = re.compile(f"{_FORMULA}([^<>]*)</span>")
#: Stands for a formula while the text around it is read.
_PLACE = "\ue001"


def _with_formulas(text: str, attachments: Attachments) -> str:
    """A field whose formulas are nodes, which no change of case or punctuation touches."""
    text = text.replace(_PLACE, "")
    formulas = iter([ast.inline_math(tex) for tex in _FORMULAS.findall(text)])
    read = field_text(_FORMULAS.sub(_PLACE, text))
    return re.sub(_PLACE, lambda _: attachments.node(next(formulas)), read)
