"""From citations to inlines: order and numbers, positions, groups, and the reference list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nashr import ast
from nashr.citations.affixes import prefix_text, suffix_text
from nashr.citations.cite import Area, Cite
from nashr.citations.disambiguation import USUAL, Detail, details
from nashr.citations.names import NameOptions, format_list
from nashr.citations.positions import Place, places
from nashr.citations.richtext import (
    Attachments,
    affixed,
    clean,
    formatted,
    glue,
    join,
    plain,
    to_inlines,
)
from nashr.citations.sheet import Sheet
from nashr.citations.sorting import Sort
from nashr.citations.works import read_work
from nashr.model import (
    Citation,
    CiteItem,
    CslItem,
    Inlines,
    ReferenceEntry,
    RenderedCitation,
    RenderedCitations,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """One item of a citation with its place."""

    item: CiteItem
    place: Place


class Processor:
    """One article's citations under one style. ``run`` may be called once."""

    def __init__(
        self, sheet: Sheet, items: Mapping[str, CslItem], citations: Sequence[Citation]
    ) -> None:
        self.sheet = sheet
        self.citations = [c for c in citations if not _is_nocite(c)]
        keys = [i.key for c in (*self.citations, *filter(_is_nocite, citations)) for i in c.items]
        self.works = {k: read_work(k, items[k]) for k in dict.fromkeys(keys) if k in items}
        self.places = places(self.citations, int(sheet.citation.get("near-note-distance") or 5))
        self.details: dict[str, Detail] = {}
        self.order = self._in_order()
        self.numbers = {key: n for n, key in enumerate(self.order, 1)}
        self.in_notes = sheet.root.get("class") == "note"
        self.details = self._details()

    def run(self) -> RenderedCitations:
        rendered = tuple(
            RenderedCitation(citation.id, self._citation(n, citation))
            for n, citation in enumerate(self.citations)
        )
        return RenderedCitations(
            citations=rendered,
            entries=self._entries() if self.sheet.bibliography is not None else (),
            hanging_indent=self._hangs(),
            warnings=self._warnings(),
            in_notes=self.in_notes,
        )

    def _hangs(self) -> bool:
        bibliography = self.sheet.bibliography
        return bibliography is not None and bibliography.get("hanging-indent") == "true"

    def _cite(self, key: str, area: Area, number: int) -> Cite:
        return Cite(
            sheet=self.sheet,
            work=self.works[key],
            area=area,
            number=number,
            detail=self.details.get(key, USUAL),
        )

    def _warnings(self) -> tuple[str, ...]:
        """What the style asks for in vain, where an article has a case of it."""
        collapse = self.sheet.citation.get("collapse")
        if collapse and any(len(citation.items) > 1 for citation in self.citations):
            return (
                f"The style draws neighbouring citations together (collapse=“{collapse}”); "
                "they are printed one by one.",
            )
        return ()

    # --- order ---

    def _in_order(self) -> list[str]:
        """The keys in the order of the reference list."""
        keys = list(self.works)
        sort = _sort_of(self.sheet.bibliography)
        if sort is None:
            return keys
        first = {key: n for n, key in enumerate(keys, 1)}
        return sort.sorted_by_keys(keys, lambda key: self._cite(key, "bibliography", first[key]))

    def _details(self) -> dict[str, Detail]:
        """What citations that would read alike say more, as far as the style asks for it."""
        layout = self.sheet.layout("citation")

        def cited_as(key: str, detail: Detail) -> str:
            cite = self._cite(key, "citation", self.numbers[key])
            cite.detail = detail
            return plain(layout.show(cite))

        return details(self.order, cited_as, self.sheet.methods)

    # --- citations ---

    def _citation(self, n: int, citation: Citation) -> Inlines:
        attachments = Attachments()
        parts = [_Part(i, p) for i, p in zip(citation.items, self.places[n], strict=True)]
        known = [part for part in parts if part.item.key in self.works]
        sort = _sort_of(self.sheet.citation)
        if sort is not None and not any(part.item.author_in_text for part in known):
            known = sort.sorted_by_keys(known, lambda part: self._cite_of(part, Attachments()))
        name, texts = "", list[str]()
        for part in known:
            cite = self._cite_of(part, attachments)
            text = self._item(cite, part.item)
            if part.item.author_in_text and not self.in_notes:
                author = cite.author or self._plain_names(cite)
                # Where the name is all there is, it is the name that leads to the entry.
                name = join([name, author if text else self._linked(author, cite)], "; ")
            texts.append(text)
        texts += [f"{part.item.key}?" for part in parts if part.item.key not in self.works]
        layout = self.sheet.layout("citation")
        group = join(texts, layout.get("delimiter", ""))
        group = formatted(layout, affixed(layout, group))
        return to_inlines(join([name, group], " "), attachments, self.sheet.quotes)

    def _cite_of(self, part: _Part, attachments: Attachments) -> Cite:
        item, key = part.item, part.item.key
        return Cite(
            sheet=self.sheet,
            work=self.works[key],
            area="citation",
            attachments=attachments,
            number=self.numbers[key],
            locator=clean(str(item.locator or "")),
            label=item.label or "page",
            positions=part.place.positions,
            first_note=part.place.first_note,
            detail=self.details.get(key, USUAL),
            suppress_author=item.suppress_author or (item.author_in_text and not self.in_notes),
        )

    def _item(self, cite: Cite, item: CiteItem) -> str:
        """One item between its affixes, as a link to its entry; empty where nothing is left."""
        text = self.sheet.layout("citation").show(cite)
        text = self._linked(text, cite)
        prefix = prefix_text(item.prefix, cite.attachments)
        return glue(glue(prefix, text), suffix_text(item.suffix, cite.attachments))

    def _linked(self, text: str, cite: Cite) -> str:
        if not text or self.sheet.bibliography is None:
            return text
        attributes = ast.attr(classes=["citation-link"], keyvals={"role": "doc-biblioref"})
        return cite.attachments.link(text, f"#ref-{cite.work.key}", attributes)

    def _plain_names(self, cite: Cite) -> str:
        """The author's name in a style whose citations print none, such as a numeric one."""
        options = NameOptions(form="short", conjunction="text", et_al_min=3)
        people = cite.work.names.get("author") or cite.work.names.get("editor") or ()
        return format_list(people, options, None, cite)

    # --- the reference list ---

    def _entries(self) -> tuple[ReferenceEntry, ...]:
        named: dict[str, list[str]] = {key: [] for key in self.order}
        for citation in self.citations:
            for key in dict.fromkeys(item.key for item in citation.items):
                if key in named:
                    named[key].append(citation.id)
        entries = []
        before: tuple[str, ...] = ()
        for key in self.order:
            inlines, before = self._entry(key, before)
            entries.append(ReferenceEntry(key, inlines, tuple(named[key])))
        return tuple(entries)

    def _entry(self, key: str, before: tuple[str, ...]) -> tuple[Inlines, tuple[str, ...]]:
        """An entry, and its first names, which the next one may replace by a dash."""
        bibliography = self.sheet.bibliography
        layout = self.sheet.layout("bibliography")
        cite = self._cite(key, "bibliography", self.numbers[key])
        text = layout.show(cite)
        names = cite.author_names
        substitute = bibliography.get("subsequent-author-substitute")
        if substitute is not None and names and names == before:
            cite = self._cite(key, "bibliography", self.numbers[key])
            cite.substitute = substitute
            text = layout.show(cite)
        text = formatted(layout, affixed(layout, text))
        return to_inlines(text, cite.attachments, self.sheet.quotes), names


def _is_nocite(citation: Citation) -> bool:
    return citation.id.startswith("nocite")


def _sort_of(area: Any) -> Sort | None:
    if area is None:
        return None
    return next((child for child in area.iterchildren() if isinstance(child, Sort)), None)
