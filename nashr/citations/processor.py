"""From citations to rich text: order and numbers, positions, groups, and the reference list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nashr import ast
from nashr.citations.casing import recase
from nashr.citations.cite import Area, Cite, Lead
from nashr.citations.collapsing import Written, drawn_together
from nashr.citations.compiled_style import CompiledStyle, Layout
from nashr.citations.disambiguation import USUAL, CitedAs, Detail, details, given_levels
from nashr.citations.locales import Locale
from nashr.citations.namelists import EtAlStyle, name_list, name_texts, shown_count
from nashr.citations.namewriting import NameOptions
from nashr.citations.people import PersonName
from nashr.citations.positions import Place, places
from nashr.citations.processed import Processed, ProcessedCitation, ProcessedEntry, Rich
from nashr.citations.requests import Cited, CitedGroup, from_citation
from nashr.citations.richtext import (
    CLOSE,
    LEFT_MARGIN,
    RIGHT_INLINE,
    Attachments,
    begun,
    ended,
    glue,
    join,
    plain,
)
from nashr.citations.sorting import sort_by_keys
from nashr.citations.works import Work, read_work
from nashr.model import Citation, CslItem

_LINK = ast.attr(classes=["citation-link"], keyvals={"role": "doc-biblioref"})
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3}")
_NAMES_ALONE = NameOptions(form="short", conjunction="text", et_al_min=3)


@dataclass(frozen=True, slots=True)
class _Part:
    """One item of a citation with its place."""

    item: Cited
    place: Place


class Processor:
    """One article's citations under one style. ``run`` may be called once."""

    def __init__(
        self,
        style: CompiledStyle,
        items: Mapping[str, CslItem],
        citations: Sequence[Citation | CitedGroup],
        *,
        listed: Sequence[str] | None = None,
        item_language: bool = False,
    ) -> None:
        self.style = style
        self.item_language = item_language
        self.attachments = Attachments()
        groups = [
            from_citation(c, self.attachments) if isinstance(c, Citation) else c for c in citations
        ]
        self.groups = [g for g in groups if not _is_nocite(g)]
        keys = [i.key for g in (*self.groups, *filter(_is_nocite, groups)) for i in g.items]
        keys = list(dict.fromkeys([*(listed or ()), *keys]))
        self.works = {key: read_work(key, items[key]) for key in keys if key in items}
        self.places = places(self.groups, style.grouping.near_note)
        self.details: dict[str, Detail] = {}
        self.levels: dict[PersonName, int] = {}
        self.numbers = {key: n for n, key in enumerate(self.works, 1)}
        self.order = self._in_order()
        self.numbers = {key: n for n, key in enumerate(self.order, 1)}
        if style.options.methods.any:
            self._tell_apart()

    def run(self) -> Processed:
        return Processed(
            citations=tuple(self._citation(n, group) for n, group in enumerate(self.groups)),
            bibliography=self._entries(self.style.bibliography) if self.style.bibliography else (),
            hanging_indent=self.style.options.hanging_indent,
            second_field_align=self.style.options.second_field_align,
            warnings=self.style.unsupported,
            in_notes=self.style.options.in_notes,
        )

    def _locale(self, work: Work) -> Locale:
        if self.item_language and _TAG.fullmatch(work.language):
            return self.style.other_locale(work.language.replace("_", "-")) or self.style.locale
        return self.style.locale

    def _cite(self, key: str, area: Area, **more: object) -> Cite:
        work = self.works[key]
        return Cite(
            style=self.style.options,
            locale=self._locale(work) if area == "bibliography" else self.style.locale,
            work=work,
            area=area,
            attachments=self.attachments,
            number=self.numbers[key],
            detail=self.details.get(key, USUAL),
            given_levels=self.levels,
            **more,  # type: ignore[arg-type]
        )

    # --- order ---

    def _in_order(self) -> list[str]:
        """The keys in the order of the reference list."""
        keys = list(self.works)
        if self.style.bibliography is None or not self.style.bibliography.sort:
            return keys
        sort = self.style.bibliography.sort
        return sort_by_keys(keys, sort, lambda key: self._cite(key, "bibliography"))

    # --- disambiguation ---

    def _tell_apart(self) -> None:
        """Find what citations that would read alike say more, as far as the style asks for it."""
        wanted = self.style.options.methods
        show = self.style.citation.show
        # What is cited again is what may be mistaken, so the later forms are compared.
        again = frozenset({"subsequent"} if self.style.options.knows_positions else {"first"})

        def read(key: str, detail: Detail) -> Cite:
            cite = self._cite(key, "citation")
            cite.detail = detail
            cite.positions = again
            cite.looking = True
            cite.name_text = show(cite)
            return cite

        def reading(key: str, detail: Detail) -> CitedAs:
            cite = read(key, detail)
            return CitedAs(plain(cite.name_text), tuple(cite.namesets), cite.conditions)

        if wanted.givens and not wanted.by_cite:
            most = 1 if wanted.primary_only else None
            rows = (row for key in self.order for row in read(key, USUAL).people)
            people = [person for row in rows for person in row[:most]]
            self.levels = given_levels(people, wanted.most_given)
        rank = {key: n for n, key in enumerate(self.order)}
        self.details = details(list(self.works), reading, wanted, rank)

    # --- citations ---

    def _citation(self, n: int, group: CitedGroup) -> ProcessedCitation:
        items = _in_mode(group)
        parts = [_Part(i, p) for i, p in zip(items, self.places[n], strict=True)]
        known = [part for part in parts if part.item.key in self.works]
        in_text = any(part.item.author_in_text for part in known)
        keys = self.style.citation.sort
        if keys and len(known) > 1 and not in_text and not group.unsorted:
            # What the keys leave alike stands as in the list, so that a comes before b.
            known.sort(key=lambda part: self.numbers[part.item.key])
            known = sort_by_keys(known, keys, self._cite_of)
        names: list[str] = []
        cites: list[Written] = []
        for part in known:
            cite = self._cite_of(part)
            cite.opens_sentence = self._opens_sentence(part.item, not cites)
            cites.append(self._written(part, cite))
            if part.item.author_in_text:
                author = cite.author or self._plain_names(cite)
                # Where the name is all there is, it is the name that leads to the entry.
                shown = cites[-1].text or self.style.options.in_notes
                names.append(author if shown else self._linked(author, part.item.key))
        layout = self.style.citation
        text = drawn_together(cites, self.style.grouping, layout.delimiter, self._shortened)
        missing = [f"{part.item.key}?" for part in parts if part.item.key not in self.works]
        text = join([text, *missing], layout.delimiter)
        if not all(item.author_only for item in items):
            text = layout.dress.format(layout.dress.affix(text))
        name = join(names, "; ")
        if self.style.options.in_notes:
            return ProcessedCitation(group.id, self._rich(text), self._rich(name) if name else None)
        between = f" {group.infix.strip()} " if group.infix.strip() else " "
        return ProcessedCitation(group.id, self._rich(join([name, text], between)))

    def _opens_sentence(self, item: Cited, first: bool) -> bool:
        """Whether a cite of a note begins a sentence."""
        prefix = plain(item.prefix).rstrip(" \u00a0”’")
        if not prefix:
            return self.style.options.in_notes and first
        # One word and a full stop are an abbreviation rather than a sentence.
        return self.style.options.in_notes and " " in prefix and prefix.endswith((".", "!", "?"))

    def _rich(self, text: str) -> Rich:
        return Rich(text, self.attachments, self.style.locale.quotes)

    def _cite_of(self, part: _Part) -> Cite:
        item = part.item
        return self._cite(
            item.key,
            "citation",
            locator=item.locator,
            label=item.label,
            positions=part.place.positions,
            first_note=part.place.first_note,
            suppress_author=item.suppress_author or item.author_in_text,
        )

    def _written(self, part: _Part, cite: Cite) -> Written:
        text, by_term = begun(self.style.citation.show(cite))
        if by_term:
            text = recase(text, "capitalize-first", cite.locale.lang)
        if part.item.author_only:
            text = cite.author or self._plain_names(cite)
        return Written(
            item=part.item,
            place=part.place,
            text=self._linked(text, part.item.key),
            names=plain(cite.name_text),
            year=cite.year_text,
            suffix=cite.detail.year_suffix,
            number=cite.number,
            numeric=cite.rendered == ["citation-number"],
        )

    def _shortened(self, written: Written, without_year: bool) -> str:
        cite = self._cite_of(_Part(written.item, written.place))
        cite.suppress_author = True
        cite.suppress_year = without_year
        return self._linked(self.style.citation.show(cite), written.item.key)

    def _linked(self, text: str, key: str) -> str:
        if not text or self.style.bibliography is None:
            return text
        return self.attachments.link(text, f"#ref-{key}", _LINK)

    def _plain_names(self, cite: Cite) -> str:
        """The author's name in a style whose citations print none, such as a numeric one."""
        people = cite.work.names.get("author") or cite.work.names.get("editor") or ()
        shown = shown_count(len(people), _NAMES_ALONE, cite)
        texts = name_texts(people, shown, _NAMES_ALONE, cite)
        return name_list(texts, len(people), _NAMES_ALONE, EtAlStyle(), cite, shown)

    # --- the reference list ---

    def _entries(self, layout: Layout) -> tuple[ProcessedEntry, ...]:
        named: dict[str, list[str]] = {key: [] for key in self.order}
        for group in self.groups:
            for key in dict.fromkeys(item.key for item in group.items):
                if key in named:
                    named[key].append(group.id)
        entries: list[ProcessedEntry] = []
        before: Lead | None = None
        for key in self.order:
            cite = self._cite(key, "bibliography", lead_before=before)
            text = _entry(cite, layout)
            before = cite.lead
            rich = Rich(text, self.attachments, cite.locale.quotes)
            entries.append(ProcessedEntry(key, rich, tuple(named[key])))
        return tuple(entries)


def _entry(cite: Cite, layout: Layout) -> str:
    if layout.first_field is not None and layout.other_fields is not None:
        first = layout.first_field(cite)
        rest = layout.other_fields(cite)
        if first and rest:
            inner = rest.rstrip(" ")
            text = f"{LEFT_MARGIN}{first}{CLOSE}{RIGHT_INLINE}{inner}{CLOSE}{rest[len(inner) :]}"
        else:
            text = first or rest
    else:
        text = layout.show(cite)
    if not text:
        return ""
    return layout.dress.format(ended(glue(layout.dress.prefix, text), layout.dress.suffix))


def _in_mode(group: CitedGroup) -> tuple[Cited, ...]:
    """The items of a group, each with what the group's mode says of all of them."""
    match group.mode:
        case "author-only":
            return tuple(replace(item, author_only=True) for item in group.items)
        case "suppress-author":
            return tuple(replace(item, suppress_author=True) for item in group.items)
        case "composite" if group.items:
            return (replace(group.items[0], author_in_text=True), *group.items[1:])
    return group.items


def _is_nocite(group: CitedGroup) -> bool:
    return group.id.startswith("nocite")
