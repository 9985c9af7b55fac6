"""The works that a manuscript cites, as entries of a bibliography file of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from nashr.bibliography.bibtex import Entry
from nashr.bibliography.records import to_tex
from nashr.references.bib_writing import entry_text, new_key
from nashr.references.records import Record, clean_item
from nashr.references.works import folded, plain, year_of

_KEY = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ0-9][\w:.+/-]*")
#: Keys that programs number by, and that say nothing.
_NUMBERED = re.compile(r"(?:ITEM-)?\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OWN_KEY = re.compile(r"^\s*(?:citation key|bibtex)\s*:\s*(\S+)\s*$", re.I | re.M)


class Library:
    """Gives each work one key: its own, where its author had given it one, else ``oran1998``.

    With ``keeps_items`` items of CSL JSON stay what they are, and a work with a key of its own is
    no other; those that are ``known`` to the project already are not listed.
    """

    def __init__(self, *, keeps_items: bool = False, known: Collection[str] = ()) -> None:
        self.keeps_items = keeps_items
        self._known_keys = known
        self._items: dict[str, Mapping[str, Any]] = {}
        self._texts: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._texts) + len(self._items)

    @property
    def text(self) -> str:
        """The bibliography file."""
        return "\n".join(self._texts.values())

    @property
    def json(self) -> str:
        """The items that were kept, as a bibliography file; empty where there are none."""
        listed = [item for key, item in self._items.items() if key not in self._known_keys]
        return f"{json.dumps(listed, ensure_ascii=False, indent=2)}\n" if listed else ""

    def add_item(self, item: Mapping[str, Any], identity: str = "") -> str:
        """The key of a work that is an item of CSL JSON. ``identity`` is the program's own name of
        it, by which it is known again; without one it is known by title, year and DOI.
        """
        is_named = self.keeps_items and bool(item.get("citation-key"))
        same = "" if is_named else _identity(item)
        names = [name for name in (identity, same) if name]
        for name in names:
            if name in self._keys:
                return self._known(names, self._keys[name])
        record = Record("", "", "", clean_item(item))
        key = self._own_key(item) or new_key(record, {**self._texts, **self._items})
        if self.keeps_items:
            self._items[key] = {"id": key, **_as_given(record.item, item)}
        else:
            self._texts[key] = entry_text(record, key)
        return self._known(names, key)

    def add_text(self, text: str) -> str:
        """The key of a work that is known by its text alone; its entry has a query."""
        key = new_key(Record("", "", "", {"title": text}), self._texts)
        lines = (f"  title        = {{{to_tex(text)}}},", f"  nashr-query  = {{{to_tex(text)}}},")
        self._texts[key] = "\n".join((f"@misc{{{key},", *lines, "}", ""))
        return key

    def add_typed(
        self, item: Mapping[str, Any], text: str, confidence: float, query: str = ""
    ) -> str:
        """The key of a work that was read from a typed reference. Its entry keeps the reference as
        it was typed, how sure its parts are from 0 to 1, and a query to the author.
        """
        key = self.add_item(item, f"typed:{folded(text)}")
        own = {
            "nashr-typed": to_tex(text),
            "nashr-confidence": f"{confidence:.2f}",
            "nashr-query": to_tex(query),
        }
        if "nashr-typed" not in self._texts[key]:
            self._extend(key, {**_more_fields(item), **own})
        return key

    def add_marked(self, item: Mapping[str, Any]) -> str:
        """The key of a work whose parts are marked in a file. Its entry has its remarks and the
        like, too, which the entries of other items do not have.
        """
        count = len(self._texts)
        key = self.add_item(item)
        if len(self._texts) > count:
            self._extend(key, _more_fields(item))
        return key

    def _extend(self, key: str, fields: Mapping[str, str]) -> None:
        entry = self._texts[key].rstrip("\n").removesuffix("}")
        there = frozenset(re.findall(r"^  ([\w-]+) *=", entry, re.M))
        lines = "".join(
            f"  {name:<12} = {{{value}}},\n"
            for name, value in fields.items()
            if value and name not in there
        )
        self._texts[key] = f"{entry}{lines}}}\n"

    def _known(self, names: Iterable[str], key: str) -> str:
        self._keys |= dict.fromkeys(names, key)
        return key

    def add_entry(self, entry: Entry, identity: str = "") -> str:
        """The key of a work that is an entry of BibLaTeX."""
        same = "\0".join(folded(entry.fields.get(n, "")) for n in ("title", "date", "author"))
        known = identity or same
        for name in (known, same):
            if name in self._keys:
                return self._keys[name]
        key = entry.key if entry.key not in self._texts else f"{entry.key}-{len(self._texts)}"
        fields = {n: v for n, v in entry.fields.items() if n != "ids"}
        lines = [f"  {name:<12} = {{{text}}}," for name, text in fields.items()]
        self._texts[key] = "\n".join([f"@{entry.type}{{{key},", *lines, "}", ""])
        self._keys[known] = self._keys[same] = key
        return key

    def _own_key(self, item: Mapping[str, Any]) -> str:
        """The key that an author has given: Better BibTeX stores it in a field or in the notes."""
        noted = _OWN_KEY.search(str(item.get("note") or ""))
        found = (item.get("citation-key"), noted[1] if noted else "", item.get("id"))
        for key in map(str, filter(None, found)):
            if _KEY.fullmatch(key) and not _NUMBERED.fullmatch(key) and not key.startswith("http"):
                return key if key not in self._texts and key not in self._items else ""
        return ""


def _more_fields(item: Mapping[str, Any]) -> dict[str, str]:
    """Fields of an entry that stand behind the usual ones."""
    texts = {
        "eventtitle": "event-title",
        "venue": "event-place",
        "pagetotal": "number-of-pages",
        "volumes": "number-of-volumes",
        "pmid": "PMID",
        "note": "note",
    }
    found = {name: to_tex(str(item.get(variable, ""))) for name, variable in texts.items()}
    return {**found, "urldate": _day(item.get("accessed"))}


def _day(date: Any) -> str:
    """A day as ISO 8601 has it; empty where there is none."""
    parts = date.get("date-parts") if isinstance(date, Mapping) else None
    return "-".join(f"{number:02}" for number in parts[0]) if parts else ""


_KEEPS_CASE = re.compile(r'<span class="nocase">(.*?)</span>', re.DOTALL)


def _as_given(clean: Mapping[str, Any], item: Mapping[str, Any]) -> dict[str, Any]:
    """A clean item with the marks of words that keep their capitals."""
    given = {name: value for name, value in item.items() if isinstance(value, str)}
    return {
        name: given[name] if _KEEPS_CASE.sub(r"\1", given.get(name, "")) == value else value
        for name, value in clean.items()
    }


def _identity(item: Mapping[str, Any]) -> str:
    doi = plain(item.get("DOI")).lower()
    if doi:
        return f"doi:{doi}"
    names = item.get("author") or item.get("editor") or []
    first = names[0] if isinstance(names, list) and names else {}
    maker = first.get("family") or first.get("literal") or "" if isinstance(first, dict) else ""
    parts = (plain(item.get("title")), str(year_of(item.get("issued")) or ""), str(maker))
    return "\0".join(map(folded, parts)) if parts[0] else ""
