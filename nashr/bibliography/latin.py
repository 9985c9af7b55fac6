"""Entries of the bibliography in Latin letters, for a second list of references.

What the entry says in Latin letters is taken; the rest is romanized by the table of its language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from nashr.bibliography.latin_fields import CHECKED, CONFIRMED, ROMANIZED, TRANSLATED
from nashr.languages.records import primary
from nashr.languages.romanization import Scheme, is_latin, romanize
from nashr.languages.scripts import LATIN, scripts_of
from nashr.model import LatinSettings, Reference
from nashr.records import dataclass, replace

#: What is no text of the work: codes, addresses, and what is not printed.
_KEPT = frozenset(
    "id type language DOI URL ISBN ISSN PMID PMCID custom categories keyword abstract "
    "citation-key".split()
)
#: The titles that may be translated in brackets, and the others.
_TITLES = ("title", "container-title", "collection-title", "title-short")
_DATE_WORDS = ("literal", "raw")
_NAME_PARTS = (
    "family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Romanized:
    """An entry in Latin letters.

    Attributes:
        reference: the entry; its ``language`` says that it is in Latin letters.
        generated: what was romanized by a table, by the variables of CSL, as it is printed.
        lacking: the variables for which there is no table, as a bibliography names them.
        checked: whether the author says that it was checked.
        translated: the translation of the title, as it stands in brackets.
        is_foreign: whether anything differs from the entry as it is.
    """

    reference: Reference
    generated: Mapping[str, str]
    lacking: tuple[str, ...]
    checked: bool
    translated: str
    is_foreign: bool


def in_latin(reference: Reference, settings: LatinSettings) -> Romanized:
    """The entry in Latin letters."""
    return _Reader(reference, settings).read()


class _Reader:
    """Romanizes one entry."""

    def __init__(self, reference: Reference, settings: LatinSettings) -> None:
        self._reference = reference
        self._item = reference.item
        self._lang = str(self._item.get("language") or "") or None
        schemes = settings.schemes
        named = schemes.get(primary(self._lang) if self._lang else "") or schemes.get("")
        self._scheme = cast(Scheme, named or "bgn-pcgn")
        self._generated: dict[str, str] = {}
        self._lacking: list[str] = []

    def read(self) -> Romanized:
        item = {name: self._variable(name, value) for name, value in self._own()}
        translated = str(self._item.get(f"title{TRANSLATED}") or "").strip()
        for name in _TITLES:
            self._translate(item, name)
        was_latin = all(
            is_latin(text)
            for name, value in self._own()
            if name not in _KEPT
            for text in _texts(value)
        )
        if self._lang and not was_latin and scripts_of(self._lang) != {LATIN}:
            item["language"] = f"{primary(self._lang)}-Latn"
        checked = str(self._item.get(CHECKED) or "").strip().lower() == CONFIRMED
        return Romanized(
            replace(self._reference, item=item, query=None),
            self._generated,
            tuple(dict.fromkeys(self._lacking)),
            checked,
            translated,
            not was_latin or bool(translated),
        )

    def _own(self) -> Iterator[tuple[str, Any]]:
        """The variables of the item that a style may print."""
        for name, value in self._item.items():
            if not name.endswith((ROMANIZED, TRANSLATED)) and name != CHECKED:
                yield name, value

    def _variable(self, name: str, value: Any) -> Any:
        if name in _KEPT:
            return value
        given = self._item.get(f"{name}{ROMANIZED}")
        if given:
            return given
        if isinstance(value, str):
            return self._text(name, value)
        if isinstance(value, Mapping):  # a date
            return {k: self._text(name, v) if k in _DATE_WORDS else v for k, v in value.items()}
        if isinstance(value, Sequence):
            return self._names(name, value)
        return value

    def _text(self, name: str, value: Any) -> Any:
        if not isinstance(value, str) or is_latin(value):
            return value
        found = romanize(value, self._lang, self._scheme)
        if name == "title-short":
            return found or value  # what pandoc makes of the title
        if found is None:
            if not (name in _TITLES and self._item.get(f"{name}{TRANSLATED}")):
                self._lacking.append(name)
            return value
        self._generated[name] = found
        return found

    def _names(self, variable: str, people: Sequence[Any]) -> list[Any]:
        done: list[Any] = []
        shown: list[str] = []
        for one in people:
            if not isinstance(one, Mapping):
                done.append(one)
                continue
            name = dict(one)
            for part in _NAME_PARTS:
                text = name.get(part)
                if not isinstance(text, str) or is_latin(text):
                    continue
                latin = romanize(text, self._lang, self._scheme, is_name=True)
                if latin is None:
                    self._lacking.append(variable)
                else:
                    name[part] = latin
            if name != one:
                named = (name.get("family") or name.get("literal"), name.get("given"))
                shown.append(", ".join(str(part) for part in named if part))
            done.append(name)
        if shown and variable not in self._lacking:
            self._generated[variable] = " and ".join(shown)
        return done

    def _translate(self, item: dict[str, Any], name: str) -> None:
        """Put the translation of a title behind it, or in its place where it has no Latin form."""
        translated = str(self._item.get(f"{name}{TRANSLATED}") or "").strip()
        if not translated:
            return
        bracketed = f'<span class="nodecor">[{translated}]</span>'
        own = str(item.get(name) or "")
        item[name] = f"{own} {bracketed}" if own and is_latin(own) else bracketed


def _texts(value: Any) -> Iterator[str]:
    """The texts of a variable that are printed."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (v for k, v in value.items() if k in _DATE_WORDS and isinstance(v, str))
    elif isinstance(value, Sequence):
        for one in value:
            if isinstance(one, Mapping):
                yield from (v for k, v in one.items() if k in _NAME_PARTS and isinstance(v, str))
