"""From the manuscript to a Pandoc AST that every output can print as it is.

``load`` parses the text and settles what the outputs need not know of: images, ids, numbers,
captions, cross-references, quotation marks. ``citations`` lists what the text cites, and ``cite``
puts the rendered citations in their places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic, Outcome, Span, nearest
from nashr.document import locators
from nashr.document.crossrefs import CrossReferences
from nashr.document.images import Images, Read
from nashr.document.notecalls import as_note, in_parentheses, settled
from nashr.document.numbering import number, show_heading_numbers
from nashr.document.passages import Passages
from nashr.document.positions import Places, Traced, restore, trace
from nashr.model import (
    Article,
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

#: The Markdown that authors write: pandoc's own, without front matter (already taken off), raw
#: TeX (no output could show it) and ``(@key)`` as a list item (it would swallow a citation).
READER = (
    "markdown+citations+smart+implicit_figures+raw_html+raw_attribute+table_captions"
    "+table_attributes+tex_math_dollars+task_lists+autolink_bare_uris"
    "-yaml_metadata_block-pandoc_title_block-raw_tex-example_lists"
)

#: Elements of the text in each other; what the typesetting engine can lay out has its limits.
DEEPEST = 30

Parse = Callable[[str], Any]
ParseFields = Callable[[Mapping[str, str]], Mapping[str, Blocks]]


# --- load ----------------------------------------------------------------------------------


def load(
    manuscript: Manuscript,
    article: Article,
    parse: Parse,
    parse_fields: ParseFields,
    read: Read,
    *,
    proof: bool = False,
    refusal: type[Exception] = ValueError,
) -> Outcome[Document | None]:
    """The article as a document, its citations still ``Cite`` nodes.

    ``parse`` and ``parse_fields`` read Markdown as ``READER`` says, and raise ``refusal`` for
    what they cannot read; ``read`` takes a path relative to the article's folder. In a ``proof``
    the comments that begin with ``sual:``, ``soru:`` or ``query:`` stay, as spans of class
    ``query``. There is no document for a manuscript that is empty or cannot be parsed.
    """
    places = Places(manuscript)
    traced = trace(manuscript.body)
    try:
        tree = parse(traced.body)["blocks"] if manuscript.body.strip() else []
        fields = {name: list(found) for name, found in parse_fields(front_texts(article)).items()}
    except refusal as error:
        message = f"Pandoc cannot read the manuscript: {error}"
        return Outcome(None, (Diagnostic("manuscript-unparsable", places.whole, message),))
    except RecursionError:  # Python's reader of JSON goes 250 elements deep
        return Outcome(None, (_too_deep(places.of_words(())),))
    buried = ast.below([tree, list(fields.values())], DEEPEST)
    if buried is not None:
        return Outcome(None, (_too_deep(places.of_words(_first_words(buried, traced))),))
    return _composed(article, restore(tree, traced), fields, places, read, proof)


def _too_deep(place: Span) -> Diagnostic:
    message = f"Here lists, quotations or other elements are nested more than {DEEPEST} deep."
    return Diagnostic("nesting-too-deep", place, message)


def _first_words(node: Node, traced: Traced) -> list[str]:
    texts = (found["c"] for found in ast.nodes(node) if found["t"] == "Str")
    return re.findall(r"\w+", " ".join(restore(list(islice(texts, 6)), traced)))[:6]


def _composed(
    article: Article,
    blocks: Blocks,
    fields: Mapping[str, Blocks],
    places: Places,
    read: Read,
    proof: bool,
) -> Outcome[Document | None]:
    images, passages = Images(read, places), Passages(places, proof=proof)
    blocks = passages.compose(images.place(blocks), article.lang)
    if not blocks:
        message = "The manuscript has no text after its front matter."
        hint = "Write the article below this line."
        place = places.end_of_front_matter
        return Outcome(None, (Diagnostic("manuscript-empty", place, message, hint),))
    numbered = number(blocks, article.lang, places)
    links = CrossReferences(numbered.targets, places)
    blocks = links.resolve(numbered.blocks, article.lang)
    done: dict[str, Blocks] = {}
    for name, found in fields.items():
        tag = name.partition(".")[2] or article.lang
        field = passages.compose(images.place(_without_ids(found)), tag)
        done[name] = links.resolve(field, tag)
    if links.section_numbers:
        blocks = show_heading_numbers(blocks)
    diagnostics = (
        *images.diagnostics,
        *passages.diagnostics,
        *numbered.diagnostics,
        *links.diagnostics,
    )
    return Outcome(Document(article, blocks, done, images.resources), diagnostics)


def front_texts(article: Article) -> dict[str, str]:
    """The Markdown of the front matter by the names that ``Document.fields`` has."""
    fields: dict[str, str | None] = {}
    for text in article.texts:
        fields[f"title.{text.lang}"] = text.title
        fields[f"subtitle.{text.lang}"] = text.subtitle
        fields[f"abstract.{text.lang}"] = text.abstract
    fields["acknowledgements"] = article.acknowledgements
    fields["conflict-of-interest"] = article.conflict_of_interest
    return {name: text for name, text in fields.items() if text and text.strip()}


def _without_ids(blocks: Blocks) -> Blocks:
    """Headings of an abstract without pandoc's ids, which could be those of the body."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Header":
            return None
        level, (_, classes, values), inlines = node["c"]
        return [{"t": "Header", "c": [level, ["", classes, values], inlines]}]

    plain: Blocks = ast.rewrite(blocks, change)
    return plain


# --- citations -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a ``Cite`` stands: its id, the number of its note (0 for none), whether that note is
    the citation's own, and the language of the passage."""

    id: str
    note: int
    own_note: bool
    lang: str


@dataclass(slots=True)
class _Cites:
    """Walks fields and body in the order in which their notes are numbered.

    With ``in_notes`` a citation in the running text becomes a note, and counts as one.
    """

    change: Callable[[Node, _Place], Inlines]
    in_notes: bool
    cites: int = 0
    notes: int = 0

    def document(self, document: Document) -> tuple[dict[str, Blocks], Blocks]:
        own = document.article.lang
        fields = {
            name: self._walk(found, 0, name.partition(".")[2] or own)
            for name, found in document.fields.items()
        }
        return fields, self._walk(document.blocks, 0, own)

    def _walk(self, tree: Any, note: int, lang: str) -> Any:
        if isinstance(tree, list):
            done: list[Any] = []
            for item in tree:
                if ast.is_leaf(item):
                    done.append(item)
                elif isinstance(item, dict) and item.get("t") == "Cite":
                    done.extend(self._cite(item, note, lang))
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

    def _cite(self, cite: Node, note: int, lang: str) -> Inlines:
        self.cites += 1
        own = self.in_notes and not note
        if own:
            self.notes += 1
            note = self.notes
        return self.change(cite, _Place(f"cite-{self.cites}", note, own, lang))


def citations(
    document: Document,
    references: Mapping[str, Reference],
    manuscript: Manuscript,
    *,
    in_notes: bool = False,
) -> Outcome[tuple[Citation, ...]]:
    """What the document cites, in its order: the front matter's fields, then the body.

    A prefix is to be followed by a space; a suffix begins with its own comma or space. With
    ``in_notes``, for a style that cites in notes, a citation in the running text has the number
    of the note that it will be.
    """
    places = Places(manuscript)
    holders = ast.nodes(document.blocks, leaves=False)
    ids = {(ast.attr_of(node) or [""])[0] for node in holders} - {""}
    found: list[Citation] = []
    diagnostics: list[Diagnostic] = []

    def note_down(cite: Node, place: _Place) -> Inlines:
        tags = dict.fromkeys((place.lang, document.article.lang))
        items = tuple(_item(one, *tags) for one in cite["c"][0])
        found.append(Citation(place.id, items, place.note))
        keys: list[str] = [one["citationId"] for one in cite["c"][0]]  # these know their places
        diagnostics.extend(
            _unknown(key, references, ids, places) for key in keys if key not in references
        )
        diagnostics.extend(_nested(cite, places))
        return [cite]

    _Cites(note_down, in_notes).document(document)
    return Outcome(tuple(found), tuple(diagnostics))


def _item(citation: Mapping[str, Any], *tags: str) -> CiteItem:
    mode = citation["citationMode"]["t"]
    located = locators.parse(_flat(citation["citationSuffix"]), *tags)
    return CiteItem(
        key=str(citation["citationId"]),
        prefix=_flat(citation["citationPrefix"]),
        suffix=located.suffix,
        label=located.label,
        locator=located.locator,
        suppress_author=mode == "SuppressAuthor",
        author_in_text=mode == "AuthorInText",
    )


def _flat(inlines: Inlines) -> Inlines:
    """Affixes without citations inside them, which show as they were typed."""
    flat: Inlines = ast.rewrite(inlines, lambda n: n["c"][1] if n["t"] == "Cite" else None)
    return flat


def _nested(cite: Node, places: Places) -> list[Diagnostic]:
    affixes = [[one["citationPrefix"], one["citationSuffix"]] for one in cite["c"][0]]
    hint = "Put a semicolon before it: [@one; see @two]."
    return [
        Diagnostic(
            "content-dropped",
            places.of_key(one["citationId"]),
            f"@{one['citationId']} stands inside another citation and is not linked.",
            hint,
        )
        for node in ast.nodes(affixes)
        if node["t"] == "Cite"
        for one in node["c"][0]
    ]


def _unknown(
    key: str, references: Mapping[str, Reference], ids: set[str], places: Places
) -> Diagnostic:
    near = nearest(key, references)
    if key in ids:
        hint = "For a cross-reference the id begins with fig:, tbl:, eq: or sec:."
    elif near:
        hint = f"did you mean [@{near}]?"
    else:
        hint = "Add the entry to the bibliography."
    message = f"No bibliography file has an entry “{key}”."
    return Diagnostic("citation-unknown-key", places.of_key(key), message, hint)


def uncited(
    citations: Iterable[Citation], references: Iterable[Reference]
) -> tuple[Diagnostic, ...]:
    """A warning for each of the references that no citation names, at its place in its file."""
    cited = {item.key for citation in citations for item in citation.items}
    return tuple(
        Diagnostic(
            "reference-uncited",
            Span(reference.file, reference.line, reference.column),
            f"“{reference.key}” is not cited.",
            f"Cite it with [@{reference.key}], or take it out.",
        )
        for reference in references
        if reference.key not in cited
    )


def cite(
    document: Document,
    citations: Sequence[Citation],
    rendered: RenderedCitations,
    references: Mapping[str, Reference],
) -> Document:
    """The document with rendered citations in its text, and its reference list.

    What the style does not list, such as a letter in many styles, has no entry and no link to it.
    In a note style a citation of the running text becomes a footnote; an author named in the
    text stays there, the note beside the name; in an author's own note parentheses do for it.
    """
    listed = tuple(entry for entry in rendered.entries if ast.plain_text(entry.inlines))
    silent = {f"#ref-{entry.key}" for entry in rendered.entries} - {
        f"#ref-{entry.key}" for entry in listed
    }
    texts = {one.id: one for one in rendered.citations}
    named = dict.fromkeys(item.key for citation in citations for item in citation.items)
    known = {citation.id for citation in citations}

    def put(node: Node, place: _Place) -> Inlines:
        if place.id not in known:
            raise KeyError(f"the document has a citation that was not listed: {place.id}")
        one = texts.get(place.id, RenderedCitation(place.id, node["c"][1]))
        inlines = _unlinked(one.inlines, silent) if silent else one.inlines
        mark = ast.span(inlines, ast.attr(place.id, ["citation"]))
        if place.own_note:
            return [*one.author_in_text, as_note(mark, place.lang)]
        if rendered.in_notes and one.author_in_text:
            return [*one.author_in_text, ast.SPACE, *in_parentheses(mark)]
        return [mark]

    fields, blocks = _Cites(put, rendered.in_notes).document(document)
    lang, in_notes = document.article.lang, rendered.in_notes
    fields = {
        name: settled(found, name.partition(".")[2] or lang, in_notes=in_notes)
        for name, found in fields.items()
    }
    return replace(
        document,
        fields=fields,
        blocks=settled(blocks, lang, in_notes=in_notes),
        references=listed,
        hanging_indent=rendered.hanging_indent,
        cited=tuple(
            references[key]
            for key in dict.fromkeys([*(entry.key for entry in listed), *named])
            if key in references
        ),
    )


def _unlinked(inlines: Inlines, targets: set[str]) -> Inlines:
    """The inlines without the links to these targets, their text left in place."""

    def change(node: Node) -> list[Node] | None:
        found: list[Node] = node["c"][1] if node["t"] == "Link" else []
        return found if node["t"] == "Link" and node["c"][2][0] in targets else None

    plain: Inlines = ast.rewrite(inlines, change)
    return plain
