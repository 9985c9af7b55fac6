"""Render citations and the reference list: order, numbers, disambiguation, grouping."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nashr import ast
from nashr.citations.akin_types import as_known
from nashr.citations.casing import recase
from nashr.citations.cite import Area, Cite, EntryStart
from nashr.citations.collapsing import RenderedCite, collapse_cites
from nashr.citations.compiled_style import CompiledStyle, Layout
from nashr.citations.disambiguation import (
    DEFAULT_DETAIL,
    Detail,
    RenderedForm,
    find_details,
    given_levels,
)
from nashr.citations.left_out import left_out, left_out_of_note, unprinted
from nashr.citations.locales import Locale
from nashr.citations.namelists import EtAlStyle, name_list, name_texts, shown_count
from nashr.citations.namewriting import NameOptions
from nashr.citations.people import PersonName, without_others
from nashr.citations.positions import CitePosition, find_positions
from nashr.citations.processed import Processed, ProcessedCitation, ProcessedEntry, RichText
from nashr.citations.requests import CitedGroup, CitedItem, from_citation
from nashr.citations.richtext import (
    CLOSE,
    CLOSE_QUOTE,
    ITALIC,
    LEFT_MARGIN,
    OPEN_QUOTE,
    RIGHT_INLINE,
    Attachments,
    append_suffix,
    glue,
    join,
    plain,
    strip_term_marks,
    without_left_mark,
)
from nashr.citations.sorting import sort_by_keys
from nashr.citations.variables import unprinted_locator
from nashr.citations.varnames import NAMES
from nashr.citations.works import Work, read_work
from nashr.model import NOCITE, Citation, CslItem
from nashr.records import dataclass, replace

_LINK = ast.attr(classes=["citation-link"], keyvals={"role": "doc-biblioref"})
#: What a style sets behind the whole of a citation or an entry.
_ENDS = (".", ")", "]")
_FIRST = frozenset({"first"})
#: What an entry without an author may begin with, and the names that may stand before.
_TITLES = ("title", "container-title")
_HEADS = ("editor", "translator", "director", "collection-editor", "editorial-director")
#: Where a style has no space between the year and a title in italics or quotes.
_RUN_ON_TITLE = re.compile(
    rf"(\(\d{{4}}[^()]{{0,30}}\)\.{CLOSE}*)(?=[{ITALIC}{OPEN_QUOTE}][^{CLOSE}{CLOSE_QUOTE} ])"
)
#: Where a style has no space between the year and the pages: *2007.S. 112*.
_RUN_ON = re.compile(r"(?<=\d{4}\.)(?=[^\W\d_]{1,3}\.[ \u00a0]\d)")
#: The full stop behind a year at the end of a cite.
_STOP = re.compile(rf"(?<=\d)\.(?={CLOSE}*\Z)")
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3}")
_NAMES_ALONE = NameOptions(form="short", conjunction="text", et_al_min=3)


@dataclass(frozen=True, slots=True)
class _PlacedItem:
    """An item of a citation with its position."""

    item: CitedItem
    position: CitePosition


@dataclass(frozen=True, slots=True)
class FirstList:
    """What a second list of the same works takes from the first: its order, which is that of the
    numbers, and the letters behind the years.
    """

    order: Sequence[str]
    year_suffixes: Mapping[str, str]


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
        first: FirstList | None = None,
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
        known = style.options.known_types
        self.works = {
            key: as_known(read_work(key, items[key], self.attachments), known)
            for key in keys
            if key in items
        }
        self.positions = find_positions(self.groups, style.grouping.near_note)
        self.details: dict[str, Detail] = {}
        self.levels: dict[PersonName, int] = {}
        locales = {id(self._locale(work)) for work in self.works.values()}
        # Locales differ in the mark between pages; in one list there is one.
        self.range_mark = "–" if len(locales) > 1 else ""
        self.without_language: set[str] = set()
        self.unprinted: dict[str, tuple[str, ...]] = {}
        self.numbers = {key: n for n, key in enumerate(self.works, 1)}
        self.order = self._list_order()
        self.numbers = {key: n for n, key in enumerate(self.order, 1)}
        if style.options.methods.any:
            self._disambiguate()
        if first is not None:
            self._follow(first)

    def _follow(self, first: FirstList) -> None:
        """Give the works the numbers and the year suffixes that they have in another list, and the
        order where the style numbers its list.
        """
        numbers = {key: n for n, key in enumerate(first.order, 1)}
        self.numbers |= numbers
        for key in self.works:
            detail = self.details.get(key, DEFAULT_DETAIL)
            suffix = first.year_suffixes.get(key, "")
            self.details[key] = replace(detail, year_suffix=suffix)
        if self.order and self.style.bibliography is not None:
            cite = self._cite(self.order[0], "bibliography")
            _entry(cite, self.style.bibliography)
            if "citation-number" in cite.rendered:
                self.order.sort(key=self.numbers.__getitem__)

    def run(self) -> Processed:
        return Processed(
            citations=tuple(self._citation(n, group) for n, group in enumerate(self.groups)),
            bibliography=self._entries(self.style.bibliography) if self.style.bibliography else (),
            hanging_indent=self.style.options.hanging_indent,
            second_field_align=self.style.options.second_field_align,
            warnings=self.style.unsupported,
            in_notes=self.style.options.in_notes,
            without_language=tuple(key for key in self.order if key in self.without_language),
            year_suffixes={k: d.year_suffix for k, d in self.details.items() if d.year_suffix},
            unprinted=self.unprinted,
        )

    def _locale(self, work: Work) -> Locale:
        if self.item_language and _TAG.fullmatch(work.language):
            return self.style.other_locale(work.language.replace("_", "-")) or self.style.locale
        return self.style.locale

    def _cite(
        self, key: str, area: Area, positions: frozenset[str] = _FIRST, **more: object
    ) -> Cite:
        work = self.works[key]
        says_ibid = self.style.options.says_ibid and "ibid" in positions
        notes = self.style.options.in_notes and not says_ibid
        in_full = area == "bibliography" or notes
        return Cite(
            style=self.style.options,
            locale=self._locale(work) if in_full else self.style.locale,
            range_mark=self.range_mark,
            without_language=self.without_language,
            work=work,
            area=area,
            attachments=self.attachments,
            number=self.numbers[key],
            detail=self.details.get(key, DEFAULT_DETAIL),
            given_levels=self.levels,
            positions=positions,
            **more,  # type: ignore[arg-type]
        )

    # --- order ---

    def _list_order(self) -> list[str]:
        """The keys in the order of the reference list."""
        keys = list(self.works)
        if self.style.bibliography is None or not self.style.bibliography.sort:
            return keys
        return sort_by_keys(keys, self.style.bibliography.sort, self._cite_to_sort)

    def _cite_to_sort(self, key: str) -> Cite:
        """The cite by which a work is sorted: one without an author by what its entry begins with.

        Styles sort such works by their editors or translators, and print these behind the title, or
        have the name of a newspaper before it.
        """
        cite = self._cite(key, "bibliography")
        layout = self.style.bibliography
        if layout is None or cite.work.has("author"):
            return cite
        if not any(map(cite.work.has, (*_HEADS, "container-title"))):
            return cite
        layout.render(printed := self._cite(key, "bibliography"))
        start = next((name for name in printed.rendered if name in NAMES or name in _TITLES), "")
        if start not in _TITLES or (start == "title" and not {*_HEADS} & {*printed.rendered}):
            return cite
        cite.suppressed = {*_HEADS}
        if start == "container-title":
            title = join([cite.text(start), cite.text("title")], ". ")
            cite.work = replace(cite.work, fields={**cite.work.fields, "title": title})
        return cite

    # --- disambiguation ---

    def _disambiguate(self) -> None:
        """Disambiguate cites that would read the same, by the methods of the style."""
        wanted = self.style.options.methods
        render = self.style.citation.render
        # Compare the forms for later cites, which are shorter and easier to confuse.
        later = frozenset({"subsequent"} if self.style.options.knows_positions else {"first"})

        def read(key: str, detail: Detail) -> Cite:
            cite = self._cite(key, "citation")
            cite.detail = detail
            cite.positions = later
            cite.comparing = True
            cite.name_text = render(cite)
            return cite

        def render_form(key: str, detail: Detail) -> RenderedForm:
            cite = read(key, detail)
            return RenderedForm(plain(cite.name_text), tuple(cite.namesets), cite.conditions)

        if wanted.givens and not wanted.by_cite:
            most = 1 if wanted.primary_only else None
            rows = (row for key in self.order for row in read(key, DEFAULT_DETAIL).people)
            people = [person for row in rows for person in row[:most]]
            self.levels = given_levels(people, wanted.most_given)
        rank = {key: n for n, key in enumerate(self.order)}
        self.details = find_details(list(self.works), render_form, wanted, rank)

    # --- citations ---

    def _citation(self, n: int, group: CitedGroup) -> ProcessedCitation:
        items = _in_mode(group)
        parts = [_PlacedItem(i, p) for i, p in zip(items, self.positions[n], strict=True)]
        known = [part for part in parts if part.item.key in self.works]
        in_text = any(part.item.author_in_text for part in known)
        keys = self.style.citation.sort
        if keys and len(known) > 1 and not in_text and not group.unsorted:
            # Ties keep the order of the list, so that 2000a comes before 2000b.
            known.sort(key=lambda part: self.numbers[part.item.key])
            known = sort_by_keys(known, keys, self._cite_of)
        names: list[str] = []
        cites: list[RenderedCite] = []
        for part in known:
            cite = self._cite_of(part)
            cite.starts_sentence = self._opens_sentence(
                part.item, not cites and not group.in_sentence
            )
            cites.append(self._rendered_cite(part, cite))
            if part.item.author_in_text:
                author = self._author_in_text(cite)
                # If the cite has no other text, the name is linked to the entry.
                shown = cites[-1].text or self.style.options.in_notes
                names.append(author if shown else self._linked(author, part.item.key))
        layout = self.style.citation
        if layout.delimiter.startswith(";"):
            cites[:-1] = [replace(one, text=_STOP.sub("", one.text)) for one in cites[:-1]]
        text = collapse_cites(cites, self.style.grouping, layout.delimiter, self._render_shortened)
        missing = [f"{part.item.key}?" for part in parts if part.item.key not in self.works]
        text = join([text, *missing], layout.delimiter)
        if not all(item.author_only for item in items):
            text = layout.formatting.format(layout.formatting.affix(text))
        name = join(names, "; ")
        if self.style.options.in_notes:
            locales = [self._cite_of(part).locale for part in known]
            rich = self._rich(text, locales[0] if len({*map(id, locales)}) == 1 else None)
            return ProcessedCitation(group.id, rich, self._rich(name) if name else None)
        between = f" {group.infix.strip()} " if group.infix.strip() else " "
        return ProcessedCitation(group.id, self._rich(join([name, text], between)))

    def _opens_sentence(self, item: CitedItem, first: bool) -> bool:
        """Whether a cite in a note begins a sentence."""
        prefix = plain(item.prefix).rstrip(" \u00a0”’")
        if not prefix:
            return self.style.options.in_notes and first
        # A single word with a full stop is an abbreviation, not a sentence.
        return self.style.options.in_notes and " " in prefix and prefix.endswith((".", "!", "?"))

    def _rich(self, text: str, locale: Locale | None = None) -> RichText:
        return RichText(text, self.attachments, (locale or self.style.locale).quotes)

    def _cite_of(self, part: _PlacedItem) -> Cite:
        item = part.item
        return self._cite(
            item.key,
            "citation",
            locator=item.locator,
            label=item.label,
            sign=item.sign,
            more=item.more,
            positions=part.position.positions,
            first_note=part.position.first_note,
            suppress_author=item.suppress_author or item.author_in_text,
        )

    def _rendered_cite(self, part: _PlacedItem, cite: Cite) -> RenderedCite:
        rendered = self.style.citation.render(cite)
        if self.style.options.in_notes and (left := left_out_of_note(cite, rendered)):
            again = self._cite_of(part)
            again.starts_sentence, again.left_out = cite.starts_sentence, left
            rendered = self.style.citation.render(again)
        text, by_term = strip_term_marks(rendered)
        if self.style.citation.formatting.suffix[:1] in _ENDS:
            text = without_left_mark(text)
        if by_term:
            start = plain(text)
            tags = (tag for term, tag in cite.terms.items() if start.startswith(term))
            text = recase(text, "capitalize-first", next(tags, cite.locale.lang))
        if part.item.author_only:
            text = cite.author or self._plain_names(cite)
        elif text and "ibid" not in cite.positions:
            text = _with_locator(text, cite)
        if plain(part.item.suffix).lstrip().startswith((",", ";")):
            text = _STOP.sub("", text)
        return RenderedCite(
            item=part.item,
            position=part.position,
            text=self._linked(text, part.item.key),
            names=plain(cite.name_text),
            year=cite.year_text,
            suffix=cite.detail.year_suffix,
            number=cite.number,
            numeric=cite.rendered == ["citation-number"] and not cite.locator,
        )

    def _render_shortened(self, rendered: RenderedCite, without_year: bool) -> str:
        cite = self._cite_of(_PlacedItem(rendered.item, rendered.position))
        cite.suppress_author = True
        cite.suppress_year = without_year
        return self._linked(self.style.citation.render(cite), rendered.item.key)

    def _linked(self, text: str, key: str) -> str:
        if not text or self.style.bibliography is None:
            return text
        return self.attachments.link(text, f"#ref-{key}", _LINK)

    def _author_in_text(self, cite: Cite) -> str:
        """The author as a sentence names it; the title of a work without one."""
        text = cite.author or ""
        first = next(
            iter(cite.work.names.get("author") or cite.work.names.get("editor") or ()), None
        )
        is_inverted = first is not None and plain(text).lower().startswith(
            f"{plain(first.family).lower()}, "
        )
        if not text or (self.style.options.in_notes and is_inverted):
            text = self._plain_names(cite)
        title = cite.text("title-short") or cite.text("title")
        return text or (f"{OPEN_QUOTE}{title}{CLOSE_QUOTE}" if title else "")

    def _plain_names(self, cite: Cite) -> str:
        """The author's name, for a style whose cites have none, such as a numeric style."""
        people = cite.work.names.get("author") or cite.work.names.get("editor") or ()
        shown = shown_count(len(people), _NAMES_ALONE, cite)
        shown = min(shown, len(without_others(people)))
        texts = name_texts(people, shown, _NAMES_ALONE, cite)
        names = name_list(texts, len(people), _NAMES_ALONE, EtAlStyle(), cite, shown)
        # A style may have brackets around *et al.*, which are for its list.
        others = cite.locale.term("et-al")
        return names.replace(others, others.strip("[]")) if others.startswith("[") else names

    # --- the reference list ---

    def _entries(self, layout: Layout) -> tuple[ProcessedEntry, ...]:
        named: dict[str, list[str]] = {key: [] for key in self.order}
        for group in self.groups:
            for key in dict.fromkeys(item.key for item in group.items):
                if key in named:
                    named[key].append(group.id)
        entries: list[ProcessedEntry] = []
        before: EntryStart | None = None
        for key in self.order:
            cite = self._cite(key, "bibliography", previous_start=before)
            text = _entry(cite, layout)
            if text and (left := left_out(cite, text)):
                cite = self._cite(key, "bibliography", previous_start=before, left_out=left)
                text = _entry(cite, layout)
            before = cite.entry_start
            if text and (names := unprinted(cite)):
                self.unprinted[key] = names
            rich = RichText(text, self.attachments, cite.locale.quotes)
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
        text = layout.render(cite)
    text = _RUN_ON_TITLE.sub(r"\1 ", _RUN_ON.sub(" ", text))
    if layout.formatting.suffix or text.rstrip(f" {CLOSE}").endswith(";"):
        text = without_left_mark(text)
    if not text:
        return ""
    return layout.formatting.format(
        append_suffix(glue(layout.formatting.prefix, text), layout.formatting.suffix)
    )


def _in_mode(group: CitedGroup) -> tuple[CitedItem, ...]:
    """The items of a group, with the group's mode applied to each."""
    match group.mode:
        case "author-only":
            return tuple(replace(item, author_only=True) for item in group.items)
        case "suppress-author":
            return tuple(replace(item, suppress_author=True) for item in group.items)
        case "composite" if group.items:
            return (replace(group.items[0], author_in_text=True), *group.items[1:])
    return group.items


def _with_locator(text: str, cite: Cite) -> str:
    """The cite with its locator where the style has left it out; a number keeps it in brackets,
    apart from the number behind it.
    """
    locator = unprinted_locator(cite)
    if locator and cite.rendered == ["citation-number"]:
        return f"{text} ({locator})"
    # The style has closed the sentence before what it does not print.
    bare = _STOP.sub("", text) if locator else text
    return join([bare, locator], ", ") + ("." if bare != text else "")


def _is_nocite(group: CitedGroup) -> bool:
    return group.id.startswith(NOCITE)
