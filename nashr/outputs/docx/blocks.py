"""Pandoc blocks as its writer of Word files is to get them: styles, captions, numbered formulas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.html

from nashr import ast
from nashr.document.author_classes import LONG_DESCRIPTION, as_given
from nashr.languages import language
from nashr.model import Blocks, Inlines, Node
from nashr.outputs.docx.fields import raw_block
from nashr.outputs.docx.prose import Prose
from nashr.word_files import (
    AFTER_EQUATION,
    BOX,
    BREAK,
    EPIGRAPH,
    EQUATION,
    EQUATION_NUMBER,
    QUOTATION,
    VERSE,
)

_BOXES = frozenset({"box", "boxed-text", "note", "tip", "warning", "important", "caution"})
_FIGURE, _CAPTION, _SOURCE = "Captioned Figure", "Image Caption", "Source Code"
#: Deeper quotations look like those of this depth.
_DEEPEST_QUOTATION = 3
#: How wide the number of a formula is, as a part of the line.
_NUMBER_WIDTH = 0.1


def in_style(style: str, blocks: Blocks) -> Node:
    """Blocks in a style of paragraphs, by its name."""
    return ast.div(blocks, ast.attr("", (), {"custom-style": style}))


class Writer:
    """Rewrites blocks; inlines are the business of its ``prose``."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        prose.blocks_of_note = self.blocks  # type: ignore[method-assign]
        self._quoted = 0
        #: Attributes of blocks of code by their texts.
        self.code: dict[str, list[str]] = {}
        #: Those of headings by their ids.
        self.classes: dict[str, list[str]] = {}

    def blocks(self, blocks: Blocks) -> Blocks:
        """The blocks as pandoc is to write them."""
        return [done for block in blocks for done in self._block(block)]

    def _block(self, node: Node) -> Blocks:
        content: Any = node.get("c")
        match node["t"]:
            case "Para" | "Plain":
                return list(self._paragraph(node["t"], content))
            case "Header":
                return [self._heading(content)]
            case "Div":
                return self._div(content)
            case "BlockQuote":
                return [self._quotation(content)]
            case "LineBlock":
                return [self._verse(content)]
            case "BulletList":
                return [{"t": "BulletList", "c": [self._item(item) for item in content]}]
            case "OrderedList":
                items = [self._item(item) for item in content[1]]
                return [{"t": "OrderedList", "c": [content[0], items]}]
            case "DefinitionList":
                return [self._definitions(content)]
            case "CodeBlock":
                return [self._code(content)]
            case "Figure":
                return self._figure(content)
            case "Table":
                return self._table(content)
            case "HorizontalRule":
                return [in_style(BREAK, [ast.para([ast.text("* * *")])])]
            case "RawBlock":
                return _raw(content[1])
        return []

    # --- paragraphs ------------------------------------------------------------------------

    def _paragraph(self, kind: str, inlines: Inlines) -> Iterator[Node]:
        """A paragraph; formulas that stand alone part it into several."""
        images = ast.images_alone({"t": kind, "c": inlines})
        if images is not None:
            drawn = [self.prose.pictures.drawing(image, in_line=False) for image in images]
            yield in_style(_FIGURE, [ast.para([one for one in drawn if one])])
            return
        piece: Inlines = []
        parted = False
        for node in inlines:
            if not ast.is_equation(node):
                piece.append(node)
                continue
            if _says_something(piece):
                yield self._piece(kind, piece, after=parted)
            yield from self._equation(node)
            piece, parted = [], True
        if _says_something(piece) or not parted:
            yield self._piece(kind, piece, after=parted)

    def _piece(self, kind: str, inlines: Inlines, *, after: bool) -> Node:
        done = self.prose.inlines(_trimmed(inlines) if after else inlines)
        if after:
            return in_style(AFTER_EQUATION, [ast.para(done)])
        return {"t": kind, "c": done}

    def _equation(self, node: Node) -> Iterator[Node]:
        """A formula in the middle of a line of its own, its number at the end of the line: a table
        without lines, in which Word shows the formula as it shows one that stands alone.
        """
        if node["t"] == "Math":
            yield in_style(EQUATION, [ast.para([node])])
            return
        (identifier, _, _), inlines = node["c"]
        number = next((n for n in inlines if _has_class(n, "equation-number")), None)
        formula = [n for n in inlines if n is not number and n["t"] != "Space"]
        formula = [n if n["t"] == "Math" else m for n in formula for m in self.prose.inlines([n])]
        if number is None:
            marked = self.prose.bookmarks.around(identifier, formula)
            yield in_style(EQUATION, [ast.para(marked)])
            return
        label = self.prose.numbered(number, identifier, "Equation")
        label = self.prose.bookmarks.around(identifier, label)
        cells: list[Blocks] = [
            [],
            [in_style(EQUATION, [ast.para(formula)])],
            [in_style(EQUATION_NUMBER, [ast.para(label)])],
        ]
        yield _layout_table(cells, (_NUMBER_WIDTH, 1 - 2 * _NUMBER_WIDTH, _NUMBER_WIDTH))

    def _heading(self, content: Any) -> Node:
        level, (identifier, classes, keyvals), inlines = content
        if "unnumbered" in classes:
            self.classes[identifier] = ["unnumbered"]
        lang = dict(keyvals).get("lang")
        if inlines and _has_class(inlines[0], "heading-number"):
            number = self.prose.bookmarks.around_number(identifier, self.prose.inlines(inlines[:1]))
            done = [*number, *self.prose.inlines(inlines[1:])]
        else:
            done = self.prose.inlines(inlines)
        if lang:
            done = [ast.span(done, ast.attr("", (), {"lang": lang}))]
        done = self.prose.bookmarks.around(identifier, done)
        return {"t": "Header", "c": [level, ast.attr(), done]}

    # --- quotations, boxes, verse ----------------------------------------------------------

    def _div(self, content: Any) -> Blocks:
        (identifier, classes, keyvals), blocks = content
        if "query" in classes:
            return [ast.para(self.prose.comment(ast.plain_text(blocks)))]
        if LONG_DESCRIPTION in classes:
            return []
        if "epigraph" in classes:
            if len(blocks) == 1 and blocks[0]["t"] == "BlockQuote":
                blocks = blocks[0]["c"]
            done = [in_style(EPIGRAPH, self.blocks(blocks))]
        elif box := next((name for name in as_given(classes) if name in _BOXES), ""):
            done = [in_style(f"{BOX} {box}" if box != BOX.lower() else BOX, self.blocks(blocks))]
        else:
            done = self.blocks(blocks)
        given = {k: v for k, v in keyvals if k in ("lang", "dir")}
        if given:
            if "dir" not in given and "lang" in given:
                direction = language(given["lang"]).direction
                if direction != self.prose.words.direction:
                    given["dir"] = direction
            done = [ast.div(done, ast.attr("", (), given))]
        return self._marked(identifier, done)

    def _marked(self, identifier: str, blocks: Blocks) -> Blocks:
        """Blocks behind the bookmark of an id that is referred to."""
        if identifier not in self.prose.targets or not identifier:
            return blocks
        bookmarks = self.prose.bookmarks
        return [raw_block("".join(bookmarks.ends(bookmarks.name(identifier)))), *blocks]

    def _quotation(self, blocks: Blocks) -> Node:
        self._quoted += 1
        depth = min(self._quoted, _DEEPEST_QUOTATION)
        done = self.blocks(blocks)
        self._quoted -= 1
        return in_style(QUOTATION if depth == 1 else f"{QUOTATION} {depth}", done)

    def _verse(self, lines: list[Inlines]) -> Node:
        inlines: Inlines = []
        for number, line in enumerate(lines):
            if number:
                inlines.append({"t": "LineBreak"})
            inlines.extend(self.prose.inlines(line))
        return in_style(VERSE, [ast.para(inlines)])

    # --- lists and code --------------------------------------------------------------------

    def _item(self, blocks: Blocks) -> Blocks:
        return self.blocks(blocks) or [ast.plain([])]

    def _definitions(self, items: Any) -> Node:
        done = [
            [self.prose.inlines(term), [self._item(blocks) for blocks in definitions]]
            for term, definitions in items
        ]
        return {"t": "DefinitionList", "c": done}

    def _code(self, content: Any) -> Node:
        (_, classes, _), text = content
        given = as_given(classes)
        if given:
            self.code[str(text)] = list(given)
        return {"t": "CodeBlock", "c": [ast.attr(), str(text)]}

    # --- figures and tables ----------------------------------------------------------------

    def _figure(self, content: Any) -> Blocks:
        (identifier, _, keyvals), (_, caption), inside = content
        described = " ".join(
            ast.plain_text(block["c"][1]) for block in inside if _is_description(block)
        )
        done: Blocks = []
        for block in _blocks_below(inside):
            images = ast.images_alone(block)
            if images is None:
                done.extend(self._block(block))
                continue
            pictures = self.prose.pictures
            drawn = [pictures.drawing(image, in_line=False, more=described) for image in images]
            done.append(in_style(_FIGURE, [ast.para([one for one in drawn if one])]))
        captions = [in_style(_CAPTION, [b]) for b in self._caption(caption, identifier, "Figure")]
        return _in_language([*done, *captions], keyvals)

    def _caption(self, blocks: Blocks, identifier: str, counted: str) -> Blocks:
        """A caption whose number Word counts, with the bookmark of what it belongs to."""
        if not blocks or blocks[0]["t"] not in ("Para", "Plain"):
            return [*self._marked(identifier, []), *self.blocks(blocks)]
        inlines: Inlines = blocks[0]["c"]
        label: Inlines = []
        rest = inlines
        if inlines and _has_class(inlines[0], "caption-label"):
            label = self.prose.inlines(inlines[:1])
            label[0]["c"][1] = self.prose.numbered(inlines[0], identifier, counted)
            rest = inlines[1:]
        done = self.prose.bookmarks.around(identifier, [*label, *self.prose.inlines(rest)])
        return [ast.para(done), *self.blocks(blocks[1:])]

    def _table(self, content: Any) -> Blocks:
        (identifier, _, keyvals), (_, caption), columns, head, bodies, foot = content
        captions = self._caption(caption, identifier, "Table")
        table = {
            "t": "Table",
            "c": [
                ast.attr(),
                [None, captions],
                columns,
                self._rows(head),
                [[*body[:2], *map(self._cells, body[2:])] for body in bodies],
                self._rows(foot),
            ],
        }
        return _in_language([table], keyvals)

    def _rows(self, part: Any) -> Any:
        attributes, rows = part
        return [attributes, self._cells(rows)]

    def _cells(self, rows: Any) -> Any:
        return [
            [attr, [[*cell[:4], self._tight(self.blocks(cell[4]))] for cell in cells]]
            for attr, cells in rows
        ]

    def _tight(self, blocks: Blocks) -> Blocks:
        """Paragraphs of a cell, without the indent of those of the text."""
        return [ast.plain(b["c"]) if b["t"] == "Para" else b for b in blocks]


# --- small parts ---------------------------------------------------------------------------


def _layout_table(cells: list[Blocks], widths: tuple[float, ...]) -> Node:
    """A table of one row without a head."""
    columns = [[{"t": "AlignCenter"}, {"t": "ColWidth", "c": width}] for width in widths]
    attributes = ast.attr()
    row = [
        attributes,
        [[attributes, {"t": "AlignDefault"}, 1, 1, cell] for cell in cells],
    ]
    body = [attributes, 0, [], [row]]
    styled = ast.attr("", (), {"custom-style": f"{EQUATION}Table"})
    caption: Any = [None, []]
    empty: Any = [attributes, []]
    return {"t": "Table", "c": [styled, caption, columns, empty, [body], empty]}


def _has_class(node: Node, name: str) -> bool:
    return node["t"] == "Span" and name in node["c"][0][1]


def _says_something(inlines: Inlines) -> bool:
    return any(node["t"] not in ("Space", "SoftBreak", "LineBreak") for node in inlines)


def _trimmed(inlines: Inlines) -> Inlines:
    first = next((n for n, node in enumerate(inlines) if _says_something([node])), 0)
    return inlines[first:]


def _is_description(block: Node) -> bool:
    return block["t"] == "Div" and LONG_DESCRIPTION in block["c"][0][1]


def _blocks_below(blocks: Blocks) -> Iterator[Node]:
    """Blocks, and in the place of a ``Div`` without meaning what it holds."""
    for block in blocks:
        if block["t"] == "Div" and not _is_description(block) and not block["c"][0][1]:
            yield from _blocks_below(block["c"][1])
        elif not _is_description(block):
            yield block


def _in_language(blocks: Blocks, keyvals: Any) -> Blocks:
    given = {k: v for k, v in keyvals if k in ("lang", "dir")}
    return [ast.div(blocks, ast.attr("", (), given))] if given else blocks


def _raw(html: str) -> Blocks:
    """The text that a block of raw HTML holds; tags alone leave nothing."""
    if not html.strip():
        return []
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    text = "".join(map(str, root.itertext()))
    lines = [ast.words(" ".join(line.split())) for line in text.split("\n") if line.strip()]
    inlines: Inlines = []
    for line in lines:
        inlines += [{"t": "LineBreak"}, *line] if inlines else line
    return [in_style(_SOURCE, [ast.para(inlines)])] if inlines else []
