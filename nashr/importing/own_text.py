"""The text of a Word file that nashr made, as the manuscript had it: from styles and marks."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.marks import number_of, without_marks
from nashr.importing.own_marks import (
    AutomaticWidths,
    BodyBegin,
    BodyEnd,
    LanguageBegin,
    LanguageEnd,
    OwnFormula,
    OwnId,
    OwnKeys,
    OwnLink,
    OwnReference,
)
from nashr.importing.own_record import OwnRecord
from nashr.messages import Message
from nashr.model import Blocks, Inlines, Node
from nashr.word_files import (
    AFTER_EQUATION,
    BOX,
    BREAK,
    EPIGRAPH,
    EQUATION,
    QUOTATION,
    VERSE,
)

#: The class of a caption until its figure has it.
_CAPTION = "caption"
#: Ids of tables without captions, which a build gives.
_AUTOMATIC = re.compile(r"table-\d+")
#: The style of the captions of figures.
_FIGURE_CAPTION = "image caption"
_PROSE = frozenset({"Para", "Plain"})
_DEPTH = re.compile(rf"{QUOTATION.lower()}(?: (\d))?")


class OwnText:
    """Makes the blocks of the manuscript."""

    def __init__(self, draft: Draft, record: OwnRecord) -> None:
        self._draft = draft
        self._record = record

    def blocks(self, blocks: Blocks) -> Blocks:
        """Blocks in their order; those that follow each other in one style are one."""
        done: Blocks = []
        lang = ""
        for block in blocks:
            told, here = self._block(block)
            if not here:
                continue
            if told and told == lang and done and done[-1]["t"] == "Div":
                done[-1]["c"][1].extend(here)
                done[-1]["c"][1] = _joined(done[-1]["c"][1])
            elif told:
                done.append(ast.div(here, ast.attr("", (), {"lang": told})))
            else:
                done.extend(here)
                done = _joined(done)
            lang = told
        return [_without_figure(block) for block in done]

    def _block(self, block: Node) -> tuple[str, Blocks]:
        """The language of a block that is in another one, and what it becomes."""
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind in _PROSE:
            lang, inlines, identifier = self._inlines(content)
            return self._paragraph(kind, inlines, identifier, lang)
        match kind:
            case "Header":
                lang, inlines, identifier = self._inlines(content[2])
                if identifier:
                    self._draft.ids.add(identifier)
                attributes = ast.attr(identifier, self._record.classes.get(identifier, ()))
                return lang, [{"t": "Header", "c": [content[0], attributes, inlines]}]
            case "BlockQuote":
                return self._within(content)
            case "Div":
                return self._within(content[1])
            case "BulletList":
                lang, items = self._items(content)
                return lang, [{"t": kind, "c": items}]
            case "OrderedList":
                lang, items = self._items(content[1])
                return lang, [{"t": kind, "c": [content[0], items]}]
            case "DefinitionList":
                told: list[Any] = [
                    [self._inlines(term)[1], [self.blocks(one) for one in definitions]]
                    for term, definitions in content
                ]
                return "", [{"t": kind, "c": told}]
            case "Figure":
                return self._figure(content)
            case "Table":
                return self._table(content)
            case "CodeBlock":
                return "", [self._code(content[1])]
        return "", [block]

    def _items(self, items: list[Blocks]) -> tuple[str, list[Blocks]]:
        """The language that all items of a list are in, and the items."""
        done = [self.blocks(item) for item in items]
        langs = {_language_alone(blocks) for blocks in done}
        if len(langs) != 1 or "" in langs:
            return "", done
        return langs.pop(), [blocks[0]["c"][1] for blocks in done]

    def _within(self, blocks: Blocks) -> tuple[str, Blocks]:
        """What pandoc has put around paragraphs because of their indent is taken away."""
        told = [self._block(block) for block in blocks]
        langs = {lang for lang, _ in told}
        if len(langs) == 1:
            return langs.pop(), _joined([one for _, here in told for one in here])
        return "", self.blocks(blocks)

    def _paragraph(
        self, kind: str, inlines: Inlines, identifier: str, lang: str
    ) -> tuple[str, Blocks]:
        """A paragraph by the style that it had in Word, and its language where it keeps that."""
        paragraph = self._draft.paragraph_of(inlines)
        style = paragraph.style if paragraph is not None else ""
        if not _says_something(inlines):
            return "", []
        if style == EQUATION.lower():
            return lang, [ast.para(_with_id(inlines, identifier))]
        if style == BREAK.lower():
            return lang, [{"t": "HorizontalRule"}]
        if style == VERSE.lower():
            return lang, [{"t": "LineBlock", "c": ast.lines(inlines)}]
        if style == "source code":
            return lang, [self._code(_source(inlines))]
        if style == "captioned figure":
            return lang, [{"t": "Figure", "c": [ast.attr(), [None, []], [ast.plain(inlines)]]}]
        if style == _FIGURE_CAPTION:
            return lang, [ast.div([ast.plain(inlines)], ast.attr(identifier, [_CAPTION]))]
        block = {"t": kind, "c": inlines}
        if identifier and not _AUTOMATIC.fullmatch(identifier):
            self._draft.ids.add(identifier)
            block = {"t": kind, "c": [ast.span([], ast.attr(identifier)), *inlines]}
        around = self._around(style)
        if around is None:
            return lang, [block]
        if lang:
            block = ast.div([block], ast.attr("", (), {"lang": lang}))
        return "", [around(block)]

    def _around(self, style: str) -> Callable[[Node], Node] | None:
        """What is put around paragraphs of a style: a quotation, a box."""
        depth = _DEPTH.fullmatch(style)
        if depth is not None:
            return partial(_quoted, depth=int(depth[1] or 1))
        name = {EPIGRAPH.lower(): "epigraph", AFTER_EQUATION.lower(): AFTER_EQUATION}.get(style)
        if style == BOX.lower() or style.startswith(f"{BOX.lower()} "):
            name = style.partition(" ")[2] or BOX.lower()
        if name is None:
            return None
        return partial(_boxed, name=name)

    def _figure(self, content: Any) -> tuple[str, Blocks]:
        attributes, (short, caption), inside = content
        lang, blocks, identifier = self._caption(caption)
        attributes = ast.attr(identifier or attributes[0], attributes[1])
        pictures = [
            {"t": block["t"], "c": self._inlines(block["c"])[1]} if block["t"] in _PROSE else block
            for block in inside
        ]
        return lang, [{"t": "Figure", "c": [attributes, [short, blocks], pictures]}]

    def _table(self, content: Any) -> tuple[str, Blocks]:
        attributes, (short, caption), columns, head, bodies, foot = content
        # Pandoc gives the caption of a figure to the table that follows.
        above = [block for block in caption if self._is_of_figure(block)]
        own = [block for block in caption if not self._is_of_figure(block)]
        lang, blocks, identifier = self._caption(own)
        if any(
            isinstance(thing, AutomaticWidths) for thing in self._draft.things_in([head, bodies])
        ):
            columns = [[align, {"t": "ColWidthDefault"}] for align, _ in columns]
        table = [
            ast.attr(identifier),
            [short, blocks],
            columns,
            self._rows(head),
            [[*body[:2], self._cells(body[2]), self._cells(body[3])] for body in bodies],
            self._rows(foot),
        ]
        del attributes
        captions = [one for block in above for one in self._block(block)[1]]
        return lang, [*captions, {"t": "Table", "c": table}]

    def _is_of_figure(self, block: Node) -> bool:
        one = self._draft.paragraph_of(block)
        return one is not None and one.style == _FIGURE_CAPTION

    def _caption(self, blocks: Blocks) -> tuple[str, Blocks, str]:
        """Language, blocks and id of a caption."""
        if not blocks or blocks[0]["t"] not in _PROSE:
            return "", self.blocks(blocks), ""
        lang, inlines, identifier = self._inlines(blocks[0]["c"])
        first = [ast.plain(inlines)] if _says_something(inlines) else []
        return lang, [*first, *self.blocks(blocks[1:])], identifier

    def _rows(self, part: Any) -> Any:
        return [part[0], self._cells(part[1])]

    def _cells(self, rows: Any) -> Any:
        return [
            [attr, [[*cell[:4], self.blocks(cell[4])] for cell in cells]] for attr, cells in rows
        ]

    def _code(self, text: str) -> Node:
        text = without_marks(text)
        return {"t": "CodeBlock", "c": [ast.attr("", self._record.code.get(text, ())), text]}

    # --- inlines ---------------------------------------------------------------------------

    def _inlines(self, inlines: Inlines) -> tuple[str, Inlines, str]:
        """The language of all of them, the inlines, and the id of what they are the text of."""
        state = _Line(self._draft, self._record)
        done = state.run(inlines)
        return state.lang, done, state.id


class _Line:
    """One line of inlines, with the marks in it."""

    def __init__(self, draft: Draft, record: OwnRecord) -> None:
        self._draft = draft
        self._record = record
        self.lang = ""
        self.id = ""

    def run(self, inlines: Inlines) -> Inlines:
        done: Inlines = []
        #: The open languages, each with the inlines that stood before it.
        outside: list[tuple[str, Inlines]] = []
        for node in inlines:
            number = number_of(node["c"]) if node["t"] == "Str" else None
            thing = self._draft.things[number] if number is not None else None
            match thing:
                case LanguageBegin(whole=True):
                    self.lang = thing.lang
                case LanguageBegin():
                    outside.append((thing.lang, done))
                    done = []
                case LanguageEnd() if outside:
                    lang, before = outside.pop()
                    done = [*before, ast.span(done, ast.attr("", (), {"lang": lang}))]
                case OwnId():
                    self.id = thing.id
                case BodyBegin() | BodyEnd() | LanguageEnd():
                    pass
                case _:
                    done.extend(self._made(thing, node))
        for lang, before in reversed(outside):
            done = [*before, ast.span(done, ast.attr("", (), {"lang": lang}))]
        return done

    def _made(self, thing: object, node: Node) -> Iterator[Node]:
        match thing:
            case OwnFormula():
                kind = "DisplayMath" if thing.display else "InlineMath"
                yield {"t": "Math", "c": [{"t": kind}, thing.tex]}
            case OwnReference():
                yield _reference(thing)
            case OwnLink():
                self._draft.ids.add(thing.id)
                yield ast.link(ast.words(thing.text), f"#{thing.id}")
            case OwnKeys():
                yield ast.raw_html(f"<kbd>{html.escape(thing.text)}</kbd>")
            case AutomaticWidths():
                pass
            case None:
                yield self._node(node)
            case _:
                yield node

    def _node(self, node: Node) -> Node:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Note":
            blocks = OwnText(self._draft, self._record).blocks(content)
            if not self._record.in_notes:
                return {"t": kind, "c": blocks}
            return _citation_alone(blocks) or {"t": kind, "c": _with_names(blocks)}
        if kind == "Math" and self._record.by_libreoffice:
            self._draft.add(
                "formula-rewritten",
                Outcome.DOUBTFUL,
                Message(
                    "A formula reads otherwise since LibreOffice saved the file: {formula}",
                    formula=" ".join(content[1].split())[:200],
                ),
                None,
                Message("compare it with the manuscript: LibreOffice drops parts of formulas."),
            )
        if kind == "Image":
            attributes, alt, target = content
            given = self._record.images.get(target[0])
            if given is not None:
                attributes = ast.attr("", (), given)
            return {"t": kind, "c": [attributes, alt, target]}
        if kind in ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"):
            return {"t": kind, "c": self.run(content)}
        if kind == "Span" and _only_direction(content[0]):
            return ast.span(self.run(content[1]), ast.attr())  # its language says it
        if kind in ("Link", "Span", "Quoted"):
            return {"t": kind, "c": [content[0], self.run(content[1]), *content[2:]]}
        return node


def _citation_alone(blocks: Blocks) -> Node | None:
    """The citation that a note consists of: the style has made the note."""
    if len(blocks) != 1 or blocks[0]["t"] not in _PROSE:
        return None
    nodes = [
        node
        for node in blocks[0]["c"]
        if node["t"] not in ast.LEAVES or (node["t"] == "Str" and number_of(node["c"]) is None)
    ]
    return nodes[0] if len(nodes) == 1 and nodes[0]["t"] == "Cite" else None


def _with_names(blocks: Blocks) -> Blocks:
    """An author's note in a style of notes: a citation without brackets stands for a name."""

    def in_line(inlines: Inlines) -> None:
        for place, node in enumerate(inlines):
            before = inlines[place - 1] if place else None
            if node["t"] != "Cite" or (before and str(before.get("c", "")).endswith(("(", "["))):
                continue
            for item in node["c"][0][:1]:
                if item["citationMode"]["t"] == "NormalCitation":
                    item["citationMode"] = {"t": "AuthorInText"}
                    suffix = ast.plain_text(item["citationSuffix"])
                    item["citationSuffix"] = ast.words(suffix.removeprefix(",").strip())

    for block in blocks:
        if block["t"] in _PROSE:
            in_line(block["c"])
    return blocks


def _language_alone(blocks: Blocks) -> str:
    """The language of blocks that are one passage in another language; else nothing."""
    if len(blocks) != 1 or blocks[0]["t"] != "Div":
        return ""
    identifier, classes, keyvals = blocks[0]["c"][0]
    return dict(keyvals).get("lang", "") if not (identifier or classes) else ""


def _only_direction(attributes: ast.Attr) -> bool:
    identifier, classes, keyvals = attributes
    names = [name for name, _ in keyvals]
    return names == ["dir"] and not (identifier or classes)


def _reference(thing: OwnReference) -> Node:
    mode = "AuthorInText" if thing.with_word else "SuppressAuthor"
    cited = {
        "citationId": thing.id,
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[cited], [ast.text(thing.id)]]}


def _quoted(block: Node, depth: int) -> Node:
    for _ in range(depth):
        block = {"t": "BlockQuote", "c": [block]}
    return block


def _boxed(block: Node, name: str) -> Node:
    return ast.div([block], ast.attr("", [name]))


# --- small parts ---------------------------------------------------------------------------


def _joined(blocks: Blocks) -> Blocks:
    """Blocks of which those that were parted for Word are one again: quotations, epigraphs, boxes,
    and a paragraph around a formula.
    """
    done: Blocks = []
    for block in blocks:
        last = done[-1] if done else None
        if _has_class(block, AFTER_EQUATION):
            (rest,) = block["c"][1]
            if last is not None and last["t"] in _PROSE:
                done[-1] = {"t": last["t"], "c": [*last["c"], ast.SPACE, *rest["c"]]}
            else:
                done.append(rest)
            continue
        if _has_class(block, _CAPTION):
            if last is not None and last["t"] == "Figure":
                done[-1] = _captioned(last, block)
            else:
                done.append(ast.para(block["c"][1][0]["c"]))
            continue
        if last is not None and last["t"] == block["t"] == "BlockQuote":
            done[-1] = {"t": "BlockQuote", "c": _joined([*last["c"], *block["c"]])}
        elif _is_same_box(last, block):
            assert last is not None
            done[-1] = ast.div([*last["c"][1], *block["c"][1]], block["c"][0])
        else:
            done.append(block)
    return done


def _has_class(block: Node, name: str) -> bool:
    classes: list[str] = block["c"][0][1] if block["t"] == "Div" else []
    return classes == [name]


def _captioned(figure: Node, caption: Node) -> Node:
    """A figure with one more paragraph of its caption, and the id that stood in it."""
    (identifier, _, _), (short, blocks), inside = figure["c"]
    attributes = ast.attr(identifier or caption["c"][0][0])
    return {"t": "Figure", "c": [attributes, [short, [*blocks, *caption["c"][1]]], inside]}


def _is_same_box(last: Node | None, block: Node) -> bool:
    if last is None or last["t"] != "Div" or block["t"] != "Div":
        return False
    classes = last["c"][0][1]
    return bool(classes) and classes == block["c"][0][1]


def _without_figure(block: Node) -> Node:
    """A picture without a caption stands in a paragraph."""
    if block["t"] == "Figure" and not block["c"][1][1]:
        return ast.para(block["c"][2][0]["c"])
    return block


def _says_something(inlines: Inlines) -> bool:
    return any(
        number_of(node["c"]) is None if node["t"] == "Str" else node["t"] not in ast.LEAVES
        for node in inlines
    )


def _with_id(inlines: Inlines, identifier: str) -> Inlines:
    """A formula, with its id as a manuscript writes it."""
    kept = [node for node in inlines if node["t"] not in ("Space", "SoftBreak")]
    return [*kept, ast.raw_markdown(f" {{#{identifier}}}")] if identifier else kept


def _source(inlines: Inlines) -> str:
    """The text of code that pandoc has read as a line."""
    pieces = []
    for node in ast.nodes(inlines):
        match node:
            case {"t": "Str", "c": str(text)} | {"t": "Code", "c": [_, str(text)]}:
                pieces.append(text)
            case {"t": "Space"}:
                pieces.append(" ")
            case {"t": "LineBreak" | "SoftBreak"}:
                pieces.append("\n")
    return without_marks("".join(pieces))
