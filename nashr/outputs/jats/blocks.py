"""Pandoc blocks as JATS: sections, paragraphs, lists, quotations, verse, figures, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import lxml.html

from nashr import ast
from nashr.document.author_classes import LONG_DESCRIPTION, as_given
from nashr.document.code_blocks import language_of
from nashr.languages.digits import roman
from nashr.model import Blocks, Inlines, Node
from nashr.outputs.jats.inlines import Prose
from nashr.outputs.jats.tables import table
from nashr.outputs.jats.xml import Element, add, make, name_of

_CELL = frozenset("p list def-list disp-quote verse-group code preformat disp-formula".split())
#: Elements that hold fewer blocks than a section does; a paragraph inside them holds all.
_NARROW = {
    "abstract": frozenset({"p"}),
    "ack": frozenset({"p"}),
    "caption": frozenset({"p"}),
    "def": frozenset({"p"}),
    "fig": _CELL | {"graphic", "table-wrap"},
    "fig-group": frozenset({"fig", "graphic"}),
    "fn": frozenset({"p"}),
    "list-item": frozenset({"p", "list", "def-list"}),
    "td": _CELL,
    "th": _CELL,
    "trans-abstract": frozenset({"p"}),
}
_LISTS = {
    "LowerAlpha": "alpha-lower",
    "UpperAlpha": "alpha-upper",
    "LowerRoman": "roman-lower",
    "UpperRoman": "roman-upper",
}
#: Signs around the numbers of a list where they are no full stop.
_MARKS = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}
_BOXES = frozenset({"box", "boxed-text", "note", "tip", "warning", "important", "caution"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Writer:
    """Writes blocks into elements; inlines are the business of its ``prose``."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose

    def sections(self, parent: Element, blocks: Blocks) -> None:
        """Blocks below ``parent``, a ``sec`` around each heading and what follows it."""
        open_: list[tuple[int, Element]] = [(0, parent)]
        for block, lang in _unfolded(blocks):
            if block["t"] != "Header":
                self.flow(open_[-1][1], [block], lang)
                continue
            level = block["c"][0]
            while open_[-1][0] >= level:
                open_.pop()
            section = add(open_[-1][1], "sec")
            self._heading(section, block, lang)
            open_.append((level, section))

    def flow(self, parent: Element, blocks: Blocks, lang: str | None = None) -> None:
        """Blocks at the end of ``parent``, in a paragraph where it cannot hold them bare."""
        allowed = _NARROW.get(name_of(parent))
        for block in blocks:
            for element in self._block(block):
                if lang and _LANG not in element.attrib:
                    element.set(_LANG, lang)
                if allowed is None or name_of(element) in allowed:
                    parent.append(element)
                else:
                    add(parent, "p").append(element)

    def notes(self) -> Element | None:
        """The notes that were called so far, as a group; None where there are none."""
        group, done = make("fn-group"), set[int]()
        while waiting := sorted(self.prose.called - done):
            for number in waiting:
                done.add(number)
                note = add(group, "fn", id=self._claim(f"fn{number}"))
                add(note, "label", str(number))
                self.flow(note, self.prose.notes[number - 1]["c"])
                if len(note) == 1:
                    add(note, "p")
        group[:] = sorted(group, key=lambda note: int(note[0].text or 0))
        return group if len(group) else None

    def _claim(self, identifier: str) -> str | None:
        return self.prose.ids.claim(identifier)

    # --- blocks ----------------------------------------------------------------------------

    def _block(self, node: Node) -> list[Element]:
        content: Any = node.get("c")
        match node["t"]:
            case "Para" | "Plain":
                return self._paragraph(content)
            case "Header":
                return [self._stray_heading(content)]
            case "Div":
                return self._div(content)
            case "BlockQuote":
                return [self._within("disp-quote", content)]
            case "LineBlock":
                return [self._verse(content)]
            case "BulletList":
                return [self._list("bullet", content)]
            case "OrderedList":
                return [self._ordered(content)]
            case "DefinitionList":
                return [self._definitions(content)]
            case "CodeBlock":
                return [self._code(content)]
            case "Figure":
                return [self._figure(node)]
            case "Table":
                wrap = make("table-wrap", id=self._claim(content[0][0]))
                self._caption(wrap, content[1][1])
                wrap.append(table(content, self._cell, self.prose.decimal_sign))
                return [_in_language(wrap, content[0])]
            case "HorizontalRule":
                return [make("p", "* * *", content_type="thematic-break")]
            case "RawBlock":
                return _raw(content[1])
        return []

    def _paragraph(self, inlines: Inlines) -> list[Element]:
        """A paragraph, or one a line where its author broke the lines."""
        alone = [node for node in inlines if node["t"] not in ("Space", "SoftBreak")]
        if len(alone) == 1 and ast.is_equation(alone[0]):
            return [self.prose.equation(alone[0])]
        lines = ast.lines(inlines)
        kind = "line" if len(lines) > 1 else None
        paragraphs = []
        for line in lines:
            paragraph = make("p", content_type=kind)
            self.prose.write(paragraph, line)
            if len(paragraph) or (paragraph.text or "").strip():
                paragraphs.append(paragraph)
        return paragraphs

    def _within(self, tag: str, blocks: Blocks, **attributes: str | None) -> Element:
        element = make(tag, "", **attributes)
        self.flow(element, blocks)
        return element

    def _div(self, content: Any) -> list[Element]:
        attributes, blocks = content
        identifier, classes, _ = attributes
        if "query" in classes:
            return []
        if "epigraph" in classes:
            if len(blocks) == 1 and blocks[0]["t"] == "BlockQuote":
                blocks = blocks[0]["c"]
            name = self._claim(identifier)
            quote = self._within("disp-quote", blocks, id=name, content_type="epigraph")
            return [_in_language(quote, attributes)]
        kinds = (name.removeprefix("callout-") for name in as_given(classes))
        box = next((name for name in kinds if name in _BOXES), None)
        if box:
            name = self._claim(identifier)
            boxed = self._within("boxed-text", blocks, id=name, content_type=box)
            return [_in_language(boxed, attributes)]
        elements = [element for block in blocks for element in self._block(block)]
        if elements and "id" not in elements[0].attrib and (name := self._claim(identifier)):
            elements[0].set("id", name)
        return [_in_language(element, attributes) for element in elements]

    def _verse(self, lines: list[Inlines]) -> Element:
        """Lines of verse; an empty line parts the stanzas."""
        stanzas: list[Element] = [make("verse-group")]
        for line in lines:
            if not line:
                stanzas.append(make("verse-group"))
                continue
            verse = add(stanzas[-1], "verse-line")
            self.prose.write(verse, line)
        full = [stanza for stanza in stanzas if len(stanza)]
        if len(full) == 1:
            return full[0]
        poem = make("verse-group")
        poem.extend(full or [make("verse-line")])
        return poem

    # --- lists -----------------------------------------------------------------------------

    def _list(self, kind: str, items: list[Blocks]) -> Element:
        element = make("list", list_type=kind)
        for blocks in items:
            item = add(element, "list-item")
            self.flow(item, blocks)
            if not len(item):
                add(item, "p")
        return element

    def _ordered(self, content: Any) -> Element:
        (start, style, marks), items = content
        kind = _LISTS.get(style["t"], "order")
        element = self._list(kind, items)
        before, after = _MARKS.get(marks["t"], ("", "."))
        if start != 1 or marks["t"] in _MARKS:
            for n, item in enumerate(element, start=start):
                item.insert(0, make("label", f"{before}{_enumerator(n, kind)}{after}"))
        return element

    def _definitions(self, items: Any) -> Element:
        element = make("def-list")
        for term, definitions in items:
            item = add(element, "def-item")
            self.prose.write(add(item, "term"), term)
            for blocks in definitions:
                definition = add(item, "def")
                self.flow(definition, blocks)
                if not len(definition):
                    add(definition, "p")
        return element

    def _code(self, content: Any) -> Element:
        attributes, text = content
        identifier, classes, _ = attributes
        language = language_of(classes)
        return make("code", str(text), id=self._claim(identifier), language=language)

    # --- headings, captions, figures -------------------------------------------------------

    def _heading(self, section: Element, header: Node, lang: str | None) -> None:
        _, (identifier, _, keyvals), inlines = header["c"]
        name = self._claim(identifier)
        if name:
            section.set("id", name)
        lang = dict(keyvals).get("lang") or lang
        if lang:
            section.set(_LANG, lang)
        label, inlines = _labelled(inlines, "heading-number")
        if label:
            add(section, "label", label)
        self.prose.write(add(section, "title"), inlines)

    def _stray_heading(self, content: Any) -> Element:
        """A heading in a list, a quotation or a note, where no section can begin."""
        _, (identifier, _, _), inlines = content
        paragraph = make("p", id=self._claim(identifier), content_type="heading")
        self.prose.write(add(paragraph, "bold"), inlines)
        return paragraph

    def _caption(self, parent: Element, blocks: Blocks) -> None:
        if not blocks:
            return
        first, *others = blocks
        if first["t"] in ("Para", "Plain"):
            label, inlines = _labelled(first["c"], "caption-label")
            if label:
                add(parent, "label", label)
            first = ast.para(inlines)
        caption = make("caption")
        self.flow(caption, [first, *others])
        if len(caption):
            parent.append(caption)

    def _figure(self, node: Node) -> Element:
        attributes, (_, caption), content = node["c"]
        described = [block for block in content if _is_long_description(block)]
        blocks = list(_blocks_below([block for block in content if block not in described]))
        is_group = False
        if any(block["t"] == "Figure" for block in blocks):
            # A group holds figures and images alone; between other text they are no figures.
            is_group = all(_is_picture(block) for block in blocks)
            blocks = blocks if is_group else list(_opened_figures(blocks))
        figure = make("fig-group" if is_group else "fig", id=self._claim(attributes[0]))
        self._caption(figure, caption)
        for block in blocks:
            images = ast.images_alone(block)
            if images is None:
                self.flow(figure, [block])
            else:
                figure.extend([self.prose.graphic(image, "graphic") for image in images])
        graphic = next(figure.iter("graphic"), None)
        if graphic is not None:
            for block in described:
                add(graphic, "long-desc", " ".join(_sentences(block["c"][1])))
        return _in_language(figure, attributes)

    def _cell(self, cell: Element, blocks: Blocks) -> None:
        if len(blocks) == 1 and blocks[0]["t"] in ("Plain", "Para"):
            self.prose.write(cell, blocks[0]["c"])
        else:
            self.flow(cell, blocks)


# --- small parts ---------------------------------------------------------------------------


def _unfolded(blocks: Blocks, lang: str | None = None) -> Iterator[tuple[Node, str | None]]:
    """The blocks with their languages; a ``Div`` around headings gives way to what it holds."""
    for block in blocks:
        if block["t"] == "Div" and any(b["t"] == "Header" for b in _blocks_below(block["c"][1])):
            own = ast.keyvals(block["c"][0]).get("lang") or lang
            yield from _unfolded(block["c"][1], own)
        else:
            yield block, lang


def _is_long_description(block: Node) -> bool:
    return block["t"] == "Div" and LONG_DESCRIPTION in block["c"][0][1]


def _sentences(blocks: Blocks) -> Iterator[str]:
    """What a long description says, for an element that holds no markup."""
    for node in ast.nodes(blocks, leaves=False):
        if node["t"] in ("Para", "Plain"):
            yield ast.plain_text(node["c"])


def _blocks_below(blocks: Blocks) -> Iterator[Node]:
    """Blocks, and in the place of a ``Div`` what it holds."""
    for block in blocks:
        if block["t"] == "Div":
            yield from _blocks_below(block["c"][1])
        else:
            yield block


def _in_language(element: Element, attributes: ast.Attr) -> Element:
    lang = ast.keyvals(attributes).get("lang")
    if lang and _LANG not in element.attrib:
        element.set(_LANG, lang)
    return element


def _labelled(inlines: Inlines, mark: str) -> tuple[str, Inlines]:
    """The text of the span that is marked so at the beginning, and the inlines after it."""
    if inlines and inlines[0]["t"] == "Span" and mark in inlines[0]["c"][0][1]:
        rest = inlines[1:]
        if rest and rest[0]["t"] == "Space":
            rest = rest[1:]
        return ast.plain_text(inlines[0]), rest
    return "", inlines


def _opened_figures(blocks: Blocks) -> Iterator[Node]:
    """Blocks, and in the place of a figure what it shows, and its caption as text."""
    for block in blocks:
        if block["t"] != "Figure":
            yield block
            continue
        attributes, (_, caption), content = block["c"]
        yield from _blocks_below(content)
        yield ast.div(caption, attributes)


def _is_picture(block: Node) -> bool:
    return block["t"] == "Figure" or ast.images_alone(block) is not None


def _enumerator(number: int, kind: str) -> str:
    if kind.startswith("alpha") and 0 < number <= 26:
        text = chr(ord("a") + number - 1)
    elif kind.startswith("roman") and number > 0:
        text = roman(number)
    else:
        text = str(number)
    return text.upper() if kind.endswith("upper") else text


def _raw(html: str) -> list[Element]:
    """The text that a block of raw HTML holds, as ``preformat``; tags alone leave nothing."""
    if not html.strip():
        return []
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    pieces: Iterable[str] = root.itertext()
    text = "".join(pieces)
    return [make("preformat", text.strip("\n"))] if text.strip() else []
