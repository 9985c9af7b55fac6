"""From meanings to nodes of pandoc's tree, when their arguments have been read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic, Span
from nashr.document.code_blocks import listing
from nashr.document.directive_tables import listed_rows, table_of
from nashr.document.labels import as_id
from nashr.document.latex_losses import lost_word
from nashr.document.latex_reading import NOT_KNOWN_HINT
from nashr.document.latex_syntax import ANY_COMMAND
from nashr.document.meanings import (
    Cited,
    CitedWork,
    Formula,
    InLatex,
    Labelled,
    Left,
    Linked,
    Meaning,
    Pictured,
    Referred,
    Tabulated,
    Verbatim,
    Words,
    Wrapped,
)
from nashr.document.positions import Places
from nashr.document.rewriting import Tokens, expanded
from nashr.messages import Message
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass, field

#: Elements whose contents are inlines and nothing else.
_PLAIN_ELEMENTS = frozenset(
    "Emph Strong SmallCaps Underline Strikeout Superscript Subscript".split()
)


def reference(form: str, keys: list[str]) -> Node:
    """A cross-reference that ``crossrefs`` resolves."""
    return {"t": "Reference", "c": [form, keys]}


def label(key: str) -> Node:
    """A label that ``labels`` gives to what it names."""
    return {"t": "Label", "c": key}


@dataclass(slots=True)
class MeaningNodes:
    """``of`` gives the nodes of a meaning; ``diagnostics`` grows with what is left out."""

    tokens: Tokens
    fragments: Mapping[str, Blocks]
    from_latex: Mapping[str, Blocks | None]
    places: Places
    diagnostics: list[Diagnostic] = field(default_factory=list)
    #: Of formulas, before they are settled.
    formulas: dict[int, Formula] = field(default_factory=dict)

    def walk(self, tree: Any) -> Any:
        """A copy of a tree with nodes for its tokens."""
        return expanded(tree, self.tokens, self.of)

    def of(self, meaning: Meaning) -> list[Node]:
        match meaning:
            case Left():
                return self._left(meaning)
            case Words(text=text):
                return _worded(text)
            case Wrapped():
                return self._wrapped(meaning)
            case Cited():
                return self._cited(meaning)
            case Referred(form=form, keys=keys):
                return [reference(form, list(keys))]
            case Labelled(key=key):
                return [label(key)]
            case Formula():
                kind = "DisplayMath" if meaning.display else "InlineMath"
                node = {"t": "Math", "c": [{"t": kind}, meaning.tex]}
                if meaning.environment:
                    node["environment"] = meaning.environment
                return [node]
            case Linked(target=target):
                words = self._inlines(meaning.fragment) if meaning.fragment else [ast.text(target)]
                return [ast.link(words, target)]
            case Pictured(target=target, width=width):
                size = {"width": width} if width else {}
                return [{"t": "Image", "c": [ast.attr("", [], size), [], [target, ""]]}]
            case Verbatim(text=text, block=block, language=language):
                attributes = ast.attr("", [language] if language else [])
                code: Node = {"t": "CodeBlock" if block else "Code", "c": [attributes, text]}
                if not meaning.caption:
                    return [code]
                title = {"t": "Strong", "c": self._inlines(meaning.caption)}
                return listing(meaning.label, [ast.para([title]), code])
            case InLatex():
                return self._in_latex(meaning)
            case Tabulated():
                return self._tabulated(meaning)

    def _blocks(self, fragment: str) -> Blocks:
        blocks: Blocks = self.walk(self.fragments.get(fragment, []))
        return blocks

    def _inlines(self, fragment: str) -> Inlines:
        return _trimmed(ast.inlines_of(self._blocks(fragment)))

    def _place(self, offset: int, source: str) -> Span:
        first = source.strip().split("\n", 1)[0]
        return self.places.at(offset) if offset >= 0 else self.places.of_text(first)

    def _left(self, left: Left) -> list[Node]:
        if left.message:
            place = self._place(left.offset, left.source)
            self._tell(left.code, place, left.message, left.hint)
        return []

    def _wrapped(self, wrapped: Wrapped) -> list[Node]:
        element = wrapped.element
        if element == "Note":
            return [{"t": "Note", "c": self._blocks(wrapped.fragment)}]
        if element == "BlockQuote":
            return [{"t": "BlockQuote", "c": self._blocks(wrapped.fragment)}]
        if element == "Div":
            return self._blocks(wrapped.fragment)
        blocks = self._blocks(wrapped.fragment)
        if element == "Target":
            return _target(blocks, wrapped.value)
        if any(block["t"] not in ("Para", "Plain") for block in blocks):
            return blocks if element in ("Span", "Last") else [ast.div(blocks, ast.attr())]
        inlines = _trimmed(ast.inlines_of(blocks))
        if element == "Header":
            level = int(wrapped.value.rstrip("*"))
            classes = ["unnumbered"] if wrapped.value.endswith("*") else []
            return [{"t": "Header", "c": [level, ast.attr("", classes), inlines]}]
        if element in _PLAIN_ELEMENTS:
            return [{"t": element, "c": inlines}] if inlines else []
        if element in ("DoubleQuote", "SingleQuote"):
            return [{"t": "Quoted", "c": [{"t": element}, inlines]}]
        if element == "Foreign" and wrapped.value:
            return [ast.span(inlines, ast.attr("", [], {"lang": wrapped.value}))]
        if element == "Code" and all(ast.is_leaf(inline) for inline in inlines):
            return [{"t": "Code", "c": [ast.attr(), ast.plain_text(inlines)]}]
        return inlines

    def _cited(self, cited: Cited) -> list[Node]:
        shown = [ast.text(work.key) for work in cited.works]
        if cited.mode == "AuthorInText":  # each author stands in the text
            done: Inlines = []
            for n, work in enumerate(cited.works):
                done += [ast.text(";"), ast.SPACE] if n else []
                done.append({"t": "Cite", "c": [[self._work(work, cited.mode)], shown[n : n + 1]]})
            return done
        works = [self._work(work, cited.mode) for work in cited.works]
        node: Node = {"t": "Cite", "c": [works, shown]}
        return [{"t": "Note", "c": [ast.para([node])]}] if cited.in_note else [node]

    def _work(self, work: CitedWork, mode: str) -> dict[str, Any]:
        suffix = self._inlines(work.suffix) if work.suffix else []
        if suffix and mode != "AuthorInText":
            suffix = [ast.text(","), ast.SPACE, *suffix]
        return {
            "citationId": work.key,
            "citationPrefix": self._inlines(work.prefix) if work.prefix else [],
            "citationSuffix": suffix,
            "citationMode": {"t": mode},
            "citationNoteNum": 0,
            "citationHash": 0,
        }

    def _tabulated(self, wanted: Tabulated) -> list[Node]:
        rows = [[self._blocks(cell) for cell in row] for row in wanted.rows]
        found = listed_rows(self._blocks(wanted.listed)) if wanted.listed else rows
        if not found:
            place = self._place(wanted.offset, wanted.source)
            message = Message("The rows of this list-table are no lists of cells.")
            hint = Message("Write a row as * - cell, its further cells as - cell below the first.")
            self._tell("dialect-unsupported", place, message, hint)
            return []
        caption = self._inlines(wanted.caption)
        words = [ast.plain(caption)] if caption else []
        return [table_of(found, words, wanted.heads, wanted.stubs)]

    # --- what pandoc's LaTeX reader found --------------------------------------------------

    def _in_latex(self, wanted: InLatex) -> list[Node]:
        found = self.from_latex.get(wanted.name)
        if not found:
            return self._unknown(wanted, None)
        blocks: Blocks = self.walk(found)
        raw = next((n for n in ast.nodes(blocks) if n["t"] in ("RawInline", "RawBlock")), None)
        if raw is not None:
            return self._unknown(wanted, raw["c"][1])
        lost = lost_word(wanted.source, blocks)
        if lost is not None:
            return self._losing(wanted, *lost)
        for one in ast.nodes(blocks):
            if one["t"] == "Image":
                one["c"][2][0] = str(one["c"][2][0])
        if wanted.block:
            return _labelled(_turned(blocks) if wanted.landscape else blocks)
        if any(block["t"] not in ("Para", "Plain") for block in blocks):
            return blocks
        return _trimmed(ast.inlines_of(blocks))

    def _losing(self, wanted: InLatex, word: str, offset: int) -> list[Node]:
        commands = list(ANY_COMMAND.finditer(wanted.source, 0, offset))
        command = next((c for c in reversed(commands) if c[1]), None)
        place = self._place(wanted.offset + offset, wanted.source)
        message = Message(
            "“{word}” would be lost: nashr does not understand this LaTeX.", word=word
        )
        if command:
            message = Message(
                "“{word}” behind \\{command} would be lost: nashr does not understand this LaTeX.",
                word=word,
                command=command[1],
            )
        self._tell("dialect-unsupported", place, message, NOT_KNOWN_HINT)
        return []

    def _tell(self, code: str, place: Span, message: Message, hint: Message | None) -> None:
        """A finding; what stands in a caption is read twice, and told of once."""
        found = Diagnostic(code, place, message, hint)
        if found not in self.diagnostics:
            self.diagnostics.append(found)

    def _unknown(self, wanted: InLatex, raw: str | None) -> list[Node]:
        source = self.tokens.restored(raw) if raw else wanted.source
        found = re.search(r"\\begin\s*\{[^{}]*\}|\\[A-Za-z]+\*?|\S+", source)
        name = found[0] if found else source[:30]
        inside = wanted.source.find(name) if raw and wanted.offset >= 0 else 0
        place = self._place(wanted.offset + max(inside, 0), wanted.source)
        message = Message("{name} is LaTeX that nashr does not know; it was left out.", name=name)
        self._tell("dialect-unsupported", place, message, NOT_KNOWN_HINT)
        return []


def _turned(blocks: Blocks) -> Blocks:
    """The blocks, their tables with the class that turns them on a page of their own."""
    for table in (one for one in ast.nodes(blocks, leaves=False) if one["t"] == "Table"):
        identifier, classes, values = table["c"][0]
        table["c"][0] = [identifier, [*classes, "landscape"], values]
    return blocks


def _target(blocks: Blocks, key: str) -> list[Node]:
    """The goal of a link: an id around words, or a label of the heading that they begin with."""
    first = blocks[0] if blocks else None
    if first is not None and first["t"] == "Header":
        level, attributes, inlines = first["c"]
        named = {"t": "Header", "c": [level, attributes, [*inlines, label(key)]]}
        return [named, *blocks[1:]]
    if all(block["t"] in ("Para", "Plain") for block in blocks):
        return [ast.span(_trimmed(ast.inlines_of(blocks)), ast.attr(as_id(key)))]
    return [ast.div(blocks, ast.attr(as_id(key)))]


def _worded(text: str) -> Inlines:
    if text.startswith("\n"):
        return [{"t": "LineBreak"}, *(_worded(text[1:]) if text[1:] else ())]
    return ast.words(text) if text.strip(" ") else [ast.SPACE]


_BLANK = ("Space", "SoftBreak", "LineBreak")


def _trimmed(inlines: Inlines) -> Inlines:
    while inlines and inlines[0]["t"] in _BLANK:
        inlines = inlines[1:]
    while inlines and inlines[-1]["t"] in _BLANK:
        inlines = inlines[:-1]
    return inlines


def _labelled(blocks: Blocks) -> Blocks:
    """The blocks of one environment: a label beside its table or figure goes into the caption."""
    labels = [
        inline
        for block in blocks
        if block["t"] in ("Para", "Plain")
        for inline in block["c"]
        if inline["t"] == "Label"
    ]
    target = next((block for block in blocks if block["t"] in ("Table", "Figure")), None)
    if not labels or target is None:
        return blocks
    done: Blocks = []
    for block in blocks:
        if block is target:
            attributes, (short, caption), *others = block["c"]
            caption = [*caption, ast.plain(labels)]
            done.append({"t": block["t"], "c": [attributes, [short, caption], *others]})
        elif block["t"] in ("Para", "Plain"):
            left = _trimmed([i for i in block["c"] if i["t"] != "Label"])
            done += [{"t": block["t"], "c": left}] if left else []
        else:
            done.append(block)
    return done
