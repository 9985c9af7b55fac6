"""Parse the manuscript into a Pandoc AST that every output can render as it is.

Images, ids, numbers, captions, cross-references and quotation marks are resolved here. Citations
stay ``Cite`` nodes; ``nashr.document.citing`` lists and replaces them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors
from nashr.document import link_definitions, reader_log
from nashr.document.anchors import ids, without_broken_links
from nashr.document.attribute_captions import with_captions
from nashr.document.code_blocks import set_code
from nashr.document.crossrefs import CrossReferences
from nashr.document.figure_lines import set_apart
from nashr.document.foreign_slips import foreign_slips
from nashr.document.formula_attributes import with_spoken_formulas
from nashr.document.heading_levels import level_headings
from nashr.document.html_like import Restored
from nashr.document.images import Images, ReadFile
from nashr.document.list_slips import list_slips
from nashr.document.long_descriptions import LongDescriptions
from nashr.document.numbering import number_elements, show_heading_numbers
from nashr.document.passages import Passages
from nashr.document.positions import Places, TracedText, restore_names
from nashr.document.quarto_divs import gather_divs
from nashr.document.quotation_marks import unmatched
from nashr.document.reading import ParseLatex, Prepared, Understood, prepare, read_latex
from nashr.document.reference_heading import typed_lists, without_reference_heading
from nashr.document.row_headers import set_row_headers
from nashr.document.slips import slips
from nashr.document.styled_spans import with_styles
from nashr.document.subfigures import gather_figures
from nashr.document.table_slips import table_slips
from nashr.document.text_lines import TextLines
from nashr.document.theorems import with_theorems
from nashr.document.typed_captions import with_typed_captions
from nashr.messages import Message, reason_of
from nashr.model import (
    Article,
    Blocks,
    Document,
    Manuscript,
    Node,
)
from nashr.statements import STATEMENTS

#: Pandoc's reader and extensions for manuscripts: pandoc's Markdown without front matter (already
#: split off), raw TeX (no output could show it) and example lists (``(@key)`` is a citation here).
MARKDOWN_FORMAT = (
    "markdown+citations+smart+implicit_figures+raw_html+raw_attribute+table_captions"
    "+table_attributes+tex_math_dollars+task_lists+autolink_bare_uris"
    "-yaml_metadata_block-pandoc_title_block-raw_tex-example_lists"
)

#: The most levels of nested elements; the typesetting engine cannot lay out more.
MAX_DEPTH = 30

#: The level of the least headings in Markdown.
_DEEPEST_HEADING = 6

Parse = Callable[[str], Any]
ParseFields = Callable[[Mapping[str, str]], Mapping[str, Blocks]]


def load_document(
    manuscript: Manuscript,
    article: Article,
    parse: Parse,
    parse_fields: ParseFields,
    read: ReadFile,
    *,
    proof: bool = False,
    parser_error: type[Exception] = ValueError,
    parse_latex: ParseLatex | None = None,
    prepared: Prepared | None = None,
    measure: float | None = None,
    number_headings: bool = False,
) -> Outcome[Document | None]:
    """The article as a document, its citations still ``Cite`` nodes.

    ``parse`` and ``parse_fields`` parse Markdown of ``MARKDOWN_FORMAT`` and raise
    ``parser_error`` for text that they cannot read; ``read`` takes a path relative to the
    article's folder. In a ``proof``, comments that begin with ``sual:``, ``soru:`` or ``query:``
    are kept as spans of class ``query``. ``parse_latex`` reads what Markdown cannot say; without
    it tables and figures of LaTeX are not understood. ``measure`` is the width of the text on a
    page in points, for which images are made (see ``Images``). Headings show their numbers where
    the text refers to one, or with ``number_headings``. The value is None for a manuscript that is
    empty or cannot be parsed.
    """
    places = Places(manuscript)
    prepared = prepared or prepare(manuscript, front_matter_texts(article))
    traced = prepared.traced
    try:
        parsed = parse(prepared.body) if manuscript.body.strip() else {"blocks": []}
        tree = parsed["blocks"]
        fields = {name: list(found) for name, found in parse_fields(prepared.texts).items()}
        from_latex = read_latex(prepared.latex, parse_latex) if parse_latex else {}
    except parser_error as error:
        message = Message("Pandoc cannot read the manuscript: {reason}", reason=reason_of(error))
        return Outcome(None, (Diagnostic("manuscript-unparsable", places.whole, message),))
    except RecursionError:  # Python's JSON parser recurses; it gives up at about 250 elements
        return Outcome(None, (_too_deep(places.of_words(())),))
    too_deep = ast.first_nested_deeper([tree, list(fields.values())], MAX_DEPTH)
    if too_deep is not None:
        return Outcome(None, (_too_deep(places.of_words(_leading_words(too_deep, traced))),))
    understood = prepared.document(tree, fields, from_latex, places)
    doubts = tuple(_doubts(prepared, parsed.get("log", ()), understood, places, article.lang))
    descriptions = LongDescriptions(read, parse, parser_error, places)
    images = Images(read, places, measure)
    outcome = _assemble(article, understood, places, images, descriptions, proof, number_headings)
    return Outcome(outcome.value, (*doubts, *outcome.diagnostics))


def _doubts(
    prepared: Prepared, log: Sequence[str], understood: Understood, places: Places, lang: str
) -> Iterator[Diagnostic]:
    """What pandoc complains of, and what it took for text without a word."""
    lines = TextLines(understood.blocks)
    origin = prepared.rewritten.origin
    yield from reader_log.diagnostics(log, prepared.body, origin, places, prepared.called)
    yield from reader_log.unclosed_fences(prepared.scan, lines, places)
    yield from reader_log.unclosed_comments(prepared.scan, lines, places)
    yield from reader_log.unknown_notes(prepared.scan, lines, places)
    yield from reader_log.unknown_in_fields(understood.fields.values(), places)
    yield from reader_log.repeated_notes(prepared.scan, lines, places)
    yield from slips(prepared.scan, lines, places)
    yield from foreign_slips(prepared.scan, lines, places)
    yield from list_slips(prepared.scan, lines, places)
    yield from link_definitions.uncalled(prepared.scan, places)
    yield from table_slips(prepared.scan, lines, places)
    yield from unmatched(understood.blocks, places)
    yield from typed_lists(understood.blocks, lang, places)


def _too_deep(place: Span) -> Diagnostic:
    message = Message(
        "Here lists, quotations or other elements are nested more than {most} deep.",
        most=MAX_DEPTH,
    )
    return Diagnostic("nesting-too-deep", place, message)


def _leading_words(node: Node, traced: TracedText) -> list[str]:
    texts = (found["c"] for found in ast.nodes(node) if found["t"] == "Str")
    return re.findall(r"\w+", " ".join(restore_names(list(islice(texts, 6)), traced)))[:6]


def _assemble(
    article: Article,
    understood: Understood,
    places: Places,
    images: Images,
    descriptions: LongDescriptions,
    proof: bool,
    number_headings: bool,
) -> Outcome[Document | None]:
    passages = Passages(places, proof=proof)
    restored = Restored(places)
    typed = restored.text(understood.blocks)
    typed = with_theorems(with_captions(with_styles(typed)), article.lang)
    typed = with_typed_captions(typed, article.lang)
    body = gather_divs(without_reference_heading(typed, article.lang), article.lang)
    body = set_code(with_spoken_formulas(body), article.code)
    body = descriptions.place(set_apart(gather_figures(body)))
    body, wrong = set_row_headers(body, places)
    blocks = passages.normalize(images.place(level_headings(body, top=1)), article.lang)
    if not blocks:
        told = understood.diagnostics
        if not has_errors(told):
            message = Message("The manuscript has no text after its front matter.")
            hint = Message("Write the article below this line.")
            told += (Diagnostic("manuscript-empty", places.end_of_front_matter, message, hint),)
        return Outcome(None, told)
    numbered = number_elements(blocks, article.lang, places)
    links = CrossReferences(numbered.targets, places, understood.aliases)
    blocks = links.resolve(numbered.blocks, article.lang)
    done: dict[str, Blocks] = {}
    for name, found in understood.fields.items():
        tag = name.partition(".")[2] or article.lang
        # Abstracts and statements have a heading of their own above those of their text, whatever
        # level an author begins them with.
        levels = [node["c"][0] for node in ast.nodes(found, leaves=False) if node["t"] == "Header"]
        deeper = 2 - min(levels) if levels else 0
        if name.startswith(("title.", "subtitle.")):
            found = ast.rewrite(found, _in_one_line)
        typed = gather_divs(with_styles(restored.text(found)), tag)
        found = _without_ids(with_spoken_formulas(typed), deeper)
        found = set_code(found, article.code)
        field = passages.normalize(images.place(found), tag)
        done[name] = links.resolve(level_headings(field), tag)
    if links.section_numbers or number_headings:
        blocks = show_heading_numbers(blocks)
    known = ids([blocks, *done.values()])
    blocks, broken = without_broken_links(blocks, known, places, understood.aliases)
    for name, found in done.items():
        done[name], more = without_broken_links(found, known, places, understood.aliases)
        broken += more
    resources = images.finish()
    diagnostics = (
        *understood.diagnostics,
        *images.diagnostics,
        *descriptions.diagnostics,
        *wrong,
        *restored.diagnostics,
        *passages.diagnostics,
        *numbered.diagnostics,
        *links.diagnostics,
        *broken,
    )
    return Outcome(Document(article, blocks, done, resources), diagnostics)


def front_matter_texts(article: Article) -> dict[str, str]:
    """The Markdown texts of the front matter, by their names in ``Document.fields``."""
    fields: dict[str, str | None] = {}
    for text in article.texts:
        fields[f"title.{text.lang}"] = text.title
        fields[f"subtitle.{text.lang}"] = text.subtitle
        fields[f"abstract.{text.lang}"] = text.abstract
        fields[f"extended-abstract.{text.lang}"] = text.extended_abstract
        fields[f"derived-from.{text.lang}"] = text.derived_from
        fields |= {f"{key}.{text.lang}": stated for key, stated in text.statements.items()}
    fields |= {statement.key: getattr(article, statement.name) for statement in STATEMENTS}
    fields["derived-from"] = article.derived_from
    return {name: text for name, text in fields.items() if text and text.strip()}


def _in_one_line(node: Node) -> list[Node] | None:
    """The lines of a title that each begin with a bar, as templates of R Markdown part them."""
    if node["t"] != "LineBlock":
        return None
    paragraphs = [{"t": "Para", "c": line} for line in node["c"] if line]
    return [{"t": "Para", "c": ast.inlines_of(paragraphs)}]


def _without_ids(blocks: Blocks, deeper: int) -> Blocks:
    """Remove the generated ids of headings in an abstract: the body may have the same ones. Their
    levels become ``deeper`` by so many.
    """

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Header":
            return None
        level, (_, classes, values), inlines = node["c"]
        return [
            {
                "t": "Header",
                "c": [min(level + deeper, _DEEPEST_HEADING), ["", classes, values], inlines],
            }
        ]

    plain: Blocks = ast.rewrite(blocks, change)
    return plain
