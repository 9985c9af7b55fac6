"""The citations of a document: list them, and insert them once they are rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic, Outcome, Span, nearest
from nashr.document.citation_marks import entry_with_marks, with_marks
from nashr.document.locators import parse_locator
from nashr.document.notecalls import IN_SENTENCE, as_note, fit_citations, goes_on
from nashr.document.positions import Places
from nashr.invocation import command_line
from nashr.messages import Message
from nashr.model import (
    USUAL_BIBLIOGRAPHY,
    Blocks,
    Citation,
    CiteItem,
    Document,
    Inlines,
    Manuscript,
    Node,
    Reference,
    RenderedCitation,
    RenderedCitations,
)
from nashr.records import dataclass, replace
from nashr.statements import around_text

#: What a key begins with that names a work by its DOI.
_DOI_KEY = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)(?=10\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _CiteContext:
    """The context of a ``Cite`` node.

    ``note`` is the number of the footnote it stands in (0 for none), ``own_note`` whether that
    note was made for this citation, ``lang`` the language of the passage, ``in_sentence`` whether
    words of its sentence stand before it in an author's own note.
    """

    id: str
    note: int
    own_note: bool
    lang: str
    in_sentence: bool = False


@dataclass(slots=True)
class _CiteWalk:
    """Replaces the ``Cite`` nodes of fields and body, in the order in which notes are numbered.

    With ``in_notes`` a citation in the running text becomes a note, and is counted as one.
    """

    change: Callable[[Node, _CiteContext], Inlines]
    in_notes: bool
    cites: int = 0
    notes: int = 0

    def document(self, document: Document) -> tuple[dict[str, Blocks], Blocks]:
        own = document.article.lang
        done: dict[str, Blocks] = {}

        def walk(names: Iterable[str]) -> None:
            for name in names:
                tag = name.partition(".")[2] or own
                done[name] = self._walk(document.fields[name], 0, tag)

        above, below = around_text(document.fields)
        walk(above)
        blocks = self._walk(document.blocks, 0, own)
        walk(below)
        return {name: done[name] for name in document.fields}, blocks

    def _walk(self, tree: Any, note: int, lang: str) -> Any:
        if isinstance(tree, list):
            done: list[Any] = []
            for at, item in enumerate(tree):
                if ast.is_leaf(item):
                    done.append(item)
                elif isinstance(item, dict) and item.get("t") == "Cite":
                    in_sentence = bool(note) and goes_on(ast.plain_text(tree[:at]), lang)
                    done.extend(self._cite(item, note, lang, in_sentence))
                else:
                    done.append(self._walk(item, note, lang))
            return done
        if not isinstance(tree, dict):
            return tree
        if tree.get("t") == "Note":
            self.notes += 1
            note = self.notes
        attributes = ast.attr_of(tree)
        if attributes is not None:
            lang = ast.keyvals(attributes).get("lang", lang)
        return {k: v if k == "t" else self._walk(v, note, lang) for k, v in tree.items()}

    def _cite(self, cite: Node, note: int, lang: str, in_sentence: bool) -> Inlines:
        self.cites += 1
        own = self.in_notes and not note
        if own:
            self.notes += 1
            note = self.notes
        return self.change(cite, _CiteContext(f"cite-{self.cites}", note, own, lang, in_sentence))


def list_citations(
    document: Document,
    references: Mapping[str, Reference],
    manuscript: Manuscript,
    *,
    in_notes: bool = False,
    faults: Mapping[str, Diagnostic] = MappingProxyType({}),
    hiding: Diagnostic | None = None,
) -> Outcome[tuple[Citation, ...]]:
    """The citations of a document in order: those of the fields above the text, of the text, and of
    the fields below it.

    A space belongs between a prefix and its item; a suffix brings its own comma or space. With
    ``in_notes``, for a style that cites in notes, a citation in the running text has the number
    of the note that it will become. ``faults`` has the entries that must not be cited, by their
    keys, each with what is wrong; ``hiding`` is what is wrong in a bibliography such that entries
    of it may be missing. Where none of a file can be read, that is told once, and no citation.
    """
    places = Places(manuscript)
    holders = ast.nodes(document.blocks, leaves=False)
    ids = {(ast.attr_of(node) or [""])[0] for node in holders} - {""}
    found: list[Citation] = []
    diagnostics: list[Diagnostic] = []

    def collect(cite: Node, place: _CiteContext) -> Inlines:
        tags = dict.fromkeys((place.lang, document.article.lang))
        items = tuple(_cite_item(one, references, *tags) for one in cite["c"][0])
        if _stands_for_name(cite, place, in_notes):
            items = tuple(replace(item, author_in_text=False) for item in items)
        found.append(Citation(place.id, items, place.note, place.in_sentence))
        keys: list[str] = [one["citationId"] for one in cite["c"][0]]  # ``Placed`` strings
        for key in keys:
            fault = faults.get(references[key].key if key in references else key)
            if fault is not None:
                diagnostics.append(unusable(key, fault, places.of_key(key)))
            elif key in references:
                continue
            elif hiding is not None and _is_of_file(hiding) and key not in ids:
                if hiding not in diagnostics:
                    diagnostics.append(hiding)
            else:
                at = places.of_key(key)
                diagnostics.append(unknown_key(key, at, references, ids, hiding))
        diagnostics.extend(_nested_citations(cite, places))
        return [cite]

    _CiteWalk(collect, in_notes).document(document)
    return Outcome(tuple(found), tuple(diagnostics))


def _stands_for_name(cite: Node, place: _CiteContext, in_notes: bool) -> bool:
    """Whether a citation stands where its author's name would, in a note that the author wrote.

    A style that cites in notes then prints the whole reference there, which begins with the name.
    """
    modes = {one["citationMode"]["t"] for one in cite["c"][0]}
    return in_notes and not place.own_note and "AuthorInText" in modes


def _cite_item(
    citation: Mapping[str, Any], references: Mapping[str, Reference], *tags: str
) -> CiteItem:
    """One item of a citation, by the key that its entry has now (see ``Reference.aliases``)."""
    key = str(citation["citationId"])
    mode = citation["citationMode"]["t"]
    located = parse_locator(_without_nested_citations(citation["citationSuffix"]), *tags)
    return CiteItem(
        key=references[key].key if key in references else key,
        prefix=_without_nested_citations(citation["citationPrefix"]),
        suffix=located.suffix,
        label=located.label,
        locator=located.locator,
        sign=located.sign,
        more=located.more,
        suppress_author=mode == "SuppressAuthor",
        author_in_text=mode == "AuthorInText",
    )


def _without_nested_citations(inlines: Inlines) -> Inlines:
    """An affix in which nested citations are replaced by their source text."""
    flat: Inlines = ast.rewrite(inlines, lambda n: n["c"][1] if n["t"] == "Cite" else None)
    return flat


def _nested_citations(cite: Node, places: Places) -> list[Diagnostic]:
    affixes = [[one["citationPrefix"], one["citationSuffix"]] for one in cite["c"][0]]
    hint = Message("Put a semicolon before it: [@one; see @two].")
    return [
        Diagnostic(
            "content-dropped",
            places.of_key(one["citationId"]),
            Message(
                "@{key} stands inside another citation and is not linked.",
                key=one["citationId"],
            ),
            hint,
        )
        for node in ast.nodes(affixes)
        if node["t"] == "Cite"
        for one in node["c"][0]
    ]


def unusable(key: str, fault: Diagnostic, at: Span) -> Diagnostic:
    """The finding of a citation of an entry with a fault."""
    message = Message(
        "“{key}” cannot be cited: its entry has a fault at {place}.", key=key, place=str(fault.span)
    )
    return Diagnostic(
        "citation-unusable",
        at,
        message,
        Message("Mend it: {message}", message=fault.message),
    )


def _is_of_file(fault: Diagnostic) -> bool:
    """Whether a fault is one of a file as a whole, which explains by itself that entries lack."""
    return fault.code.startswith("file-")


#: Keys that are meant for a figure, table, formula or section, under another prefix.
_LIKE_CROSS_REFERENCE = re.compile(
    r"(?:fig|figure|tbl|tab|table|eq|eqn|equation|sec|section)[-:_]", re.I
)


def unknown_key(
    key: str,
    at: Span,
    references: Mapping[str, Reference],
    ids: Collection[str] = (),
    hiding: Diagnostic | None = None,
) -> Diagnostic:
    """The finding of a key that no entry has. ``ids`` are those of figures, tables and the like;
    ``hiding`` is as for ``list_citations``.
    """
    near = nearest(key, references)
    stem, hyphen, ending = key.rpartition("-")
    doi = _DOI_KEY.match(key)
    if doi:
        message = Message(
            "Neither the bibliography nor the stored records have the work “{key}”.", key=key
        )
        hint = Message(
            "Store its record: {command}",
            command=command_line("resolve", "--record", key[doi.end() :]),
        )
        return Diagnostic("citation-unknown-key", at, message, hint)
    if key in ids or _LIKE_CROSS_REFERENCE.match(key):
        hint = Message("For a cross-reference the id begins with fig:, tbl:, eq: or sec:.")
    elif hiding is not None:
        message = Message(
            "“{key}” is not found, and a fault at {place} may hide its entry.",
            key=key,
            place=str(hiding.span),
        )
        hint = Message("Mend it: {message}", message=hiding.message)
        return Diagnostic("citation-unusable", at, message, hint)
    elif not references:
        hint = Message(
            "There are no works yet: write them into {file}, or name your file in "
            "journal.yaml, as in bibliography: [bibliography/library.bib].",
            file=USUAL_BIBLIOGRAPHY,
        )
    elif hyphen and stem in references and ending.isalpha():
        hint = Message(
            "An ending is kept apart by braces: @{{{stem}}}-{ending}.", stem=stem, ending=ending
        )
    elif near:
        hint = Message("Did you mean [@{near}]?", near=near)
    else:
        hint = Message("Add the entry to the bibliography.")
    message = Message("No bibliography file has an entry “{key}”.", key=key)
    return Diagnostic("citation-unknown-key", at, message, hint)


def insert_citations(
    document: Document,
    citations: Sequence[Citation],
    rendered: RenderedCitations,
    references: Mapping[str, Reference],
) -> Document:
    """The document with rendered citations in its text, and with its reference list.

    Works that the style does not list, such as letters in many styles, have no entry and are not
    linked. In a note style a citation in the running text becomes a footnote, after the author's
    name if the sentence names it; a citation in an author's own footnote is set in parentheses,
    and whole in place of a name.
    """
    listed = tuple(entry for entry in rendered.entries if ast.plain_text(entry.inlines))
    unlisted = {f"#ref-{entry.key}" for entry in rendered.entries} - {
        f"#ref-{entry.key}" for entry in listed
    }
    texts = {one.id: one for one in rendered.citations}
    named = dict.fromkeys(item.key for citation in citations for item in citation.items)
    known = {citation.id for citation in citations}

    def insert(node: Node, place: _CiteContext) -> Inlines:
        if place.id not in known:
            raise KeyError(f"the document has a citation that was not listed: {place.id}")
        one = texts.get(place.id, RenderedCitation(place.id, node["c"][1]))
        inlines = _unlinked(one.inlines, unlisted) if unlisted else one.inlines
        inlines = with_marks(inlines, place.lang)
        in_sentence = _stands_for_name(node, place, rendered.in_notes)
        classes = ["citation", *([IN_SENTENCE] if in_sentence else [])]
        mark = ast.span(inlines, ast.attr(place.id, classes))
        if place.own_note:
            return [*with_marks(one.author_in_text, place.lang), as_note(mark, place.lang)]
        return [mark]

    fields, blocks = _CiteWalk(insert, rendered.in_notes).document(document)
    lang, in_notes = document.article.lang, rendered.in_notes
    fields = {
        name: fit_citations(found, name.partition(".")[2] or lang, in_notes=in_notes)
        for name, found in fields.items()
    }
    return replace(
        document,
        fields=fields,
        blocks=fit_citations(blocks, lang, in_notes=in_notes),
        references=tuple(replace(entry, inlines=entry_with_marks(entry, lang)) for entry in listed),
        hanging_indent=rendered.hanging_indent,
        citations=tuple(citations),
        cited=tuple(
            references[key]
            for key in dict.fromkeys([*(entry.key for entry in listed), *named])
            if key in references
        ),
    )


def _unlinked(inlines: Inlines, targets: set[str]) -> Inlines:
    """The inlines with the links to these targets replaced by their text."""

    def change(node: Node) -> list[Node] | None:
        found: list[Node] = node["c"][1] if node["t"] == "Link" else []
        return found if node["t"] == "Link" and node["c"][2][0] in targets else None

    plain: Inlines = ast.rewrite(inlines, change)
    return plain
