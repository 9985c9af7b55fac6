"""A work of a bibliography as the checks look at it: plain texts, and the places of its fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from html import unescape
from typing import Any

from nashr.bibliography import bibtex
from nashr.bibliography.bibtex import Entry
from nashr.diagnostics import Diagnostic, Span
from nashr.messages import Message
from nashr.model import CslItem, Reference, Source
from nashr.records import dataclass

_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
#: Letters that Unicode does not take apart into a letter and a mark.
_LETTERS = str.maketrans(
    {"ı": "i", "ə": "e", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
#: The variables of CSL for those who made a work, the first that has names counts.
MAKERS = ("author", "editor", "director", "compiler", "translator", "composer", "interviewer")

#: The fields of BibLaTeX and BibTeX for the variables of CSL.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "issued": ("date", "year"),
    "page": ("pages", "eid"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address"),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "PMID": ("pmid",),
    "URL": ("url", "howpublished"),
    "language": ("langid", "hyphenation", "language"),
    "author": ("author",),
    "editor": ("editor",),
    "translator": ("translator",),
}


@dataclass(frozen=True)
class Work:
    """A reference and, where it comes from a ``.bib`` file, its entry."""

    reference: Reference
    entry: Entry | None = None

    @property
    def key(self) -> str:
        return self.reference.key

    @property
    def item(self) -> CslItem:
        return self.reference.item

    @property
    def kind(self) -> str:
        """The type of CSL."""
        return str(self.item.get("type", "document"))

    @property
    def span(self) -> Span:
        return Span(self.reference.file, self.reference.line, self.reference.column)

    def place(self, variable: str) -> Span:
        """Where the field of a variable stands; the place of the key where there is none."""
        if self.entry is None:
            return self.span
        names = FIELDS.get(variable, (variable,))
        field = next((name for name in names if self.entry.fields.get(name)), "")
        return self.entry.place_of(field) if field else self.span

    def field(self, name: str) -> str:
        """A field of the ``.bib`` entry, without braces."""
        value = self.entry.fields.get(name, "") if self.entry is not None else ""
        return value.replace("{", "").replace("}", "").strip()

    def text(self, variable: str) -> str:
        """A variable of CSL as plain text."""
        return plain(self.item.get(variable))

    @cached_property
    def title(self) -> str:
        return self.text("title")

    @cached_property
    def year(self) -> int | None:
        return year_of(self.item.get("issued"))

    @cached_property
    def makers(self) -> tuple[Mapping[str, Any], ...]:
        """The names of those who made the work."""
        return next((found for role in MAKERS if (found := names_of(self.item, role))), ())

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Their family names, or whole names of bodies, folded for comparison."""
        return tuple(folded(family_name(name)) for name in self.makers)

    @cached_property
    def doi(self) -> str:
        """The DOI in small letters, in which DOIs are compared (ISO 26324)."""
        return self.text("DOI").lower()

    def finding(
        self, code: str, message: Message, hint: Message | None = None, variable: str = ""
    ) -> Diagnostic:
        """A finding at the field of a variable, or at the key."""
        at = self.place(variable) if variable else self.span
        return Diagnostic(code, at, message, hint, self.key)


def works_of(references: Iterable[Reference], sources: Sequence[Source]) -> tuple[Work, ...]:
    """The references with their entries in the ``sources``, the files that they were read from."""
    entries = {
        (entry.span.file, entry.span.line, entry.key): entry
        for source in sources
        if source.path.lower().endswith(".bib")
        for entry in bibtex.split_entries(source).value
    }
    return tuple(Work(r, entries.get((r.file, r.line, r.key))) for r in references)


# --- plain texts ---------------------------------------------------------------------------


def plain(value: Any) -> str:
    """A value of CSL JSON as text without markup."""
    return " ".join(unescape(_TAG.sub("", str(value))).split()) if value else ""


def folded(text: str) -> str:
    """Text for comparison: small letters without accents, words with single spaces."""
    apart = unicodedata.normalize("NFKD", plain(text).replace("İ", "i").casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", bare.translate(_LETTERS)))


def year_of(date: Any) -> int | None:
    """The first year of a date of CSL JSON, one that stands in its words too."""
    if not isinstance(date, Mapping):
        return None
    parts: Any = date.get("date-parts")
    try:
        return int(parts[0][0])
    except (TypeError, ValueError, IndexError):
        found = re.search(r"\b1[4-9]\d\d\b|\b20\d\d\b", str(date.get("literal", "")))
        return int(found[0]) if found else None


def names_of(item: CslItem, role: str) -> tuple[Mapping[str, Any], ...]:
    """The names of a role, without the word that stands for *et al.*"""
    found = item.get(role)
    names = found if isinstance(found, list) else []
    return tuple(
        name for name in names if isinstance(name, Mapping) and name.get("literal") != "others"
    )


def family_name(name: Mapping[str, Any]) -> str:
    """The family name with its particle, or the whole name of a body."""
    particle = str(name.get("non-dropping-particle", ""))
    whole = str(name.get("family") or name.get("literal") or name.get("given") or "")
    return f"{particle} {whole}".strip()
