"""Pandoc inlines as JATS: what stands in a line of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr import ast
from nashr.document.author_classes import as_given
from nashr.languages import Language
from nashr.languages import language as language_of
from nashr.model import Document, Inlines, Node, Resource
from nashr.outputs.directions import isolated_by_characters
from nashr.outputs.jats.mathml import Formulas
from nashr.outputs.jats.xml import XML, Element, Ids, add, make, name_of, write
from nashr.outputs.markup import Markup
from nashr.statements import around_text

_FACES = {
    "Emph": "italic",
    "Strong": "bold",
    "Underline": "underline",
    "Strikeout": "strike",
    "Superscript": "sup",
    "Subscript": "sub",
    "SmallCaps": "sc",
}
#: What raw HTML marks and JATS marks too.
_RAW = {
    "abbr": "abbrev",
    "b": "bold",
    "cite": "italic",
    "code": "monospace",
    "del": "strike",
    "em": "italic",
    "i": "italic",
    "kbd": "monospace",
    "s": "strike",
    "samp": "monospace",
    "strong": "bold",
    "sub": "sub",
    "sup": "sup",
    "tt": "monospace",
    "u": "underline",
    "var": "italic",
}
_OPENING = re.compile(r"<\s*([a-z][a-z0-9]*)\b([^>]*)>", re.IGNORECASE)
#: Spans that only carry what the outputs need to know.
_SILENT = frozenset({"citation", "nocase"})
#: Where a line may be broken.
_BREAKABLE = frozenset(
    "td th title article-title subtitle trans-title trans-subtitle alt-title disp-formula".split()
)
_SIMPLE = frozenset("bold italic monospace sc strike sub sup underline styled-content".split())
#: Elements that hold fewer inlines than the others; a ``styled-content`` inside them holds all.
_NARROW: Mapping[str, frozenset[str]] = {
    "xref": _SIMPLE,
    "ext-link": _SIMPLE,
    **dict.fromkeys(
        ("corresp", "funding-statement", "related-article", "related-object"),
        _SIMPLE | {"email", "ext-link"},
    ),
    "verse-line": _SIMPLE | {"inline-formula", "inline-graphic", "xref", "abbrev"},
    "mixed-citation": _SIMPLE | {"inline-formula", "inline-graphic", "ext-link", "email", "abbrev"},
    "label": _SIMPLE - {"styled-content"} | {"inline-formula", "inline-graphic"},
}


class Prose:
    """Writes inlines into elements and remembers the notes that they call.

    ``notes`` are the notes of the whole document, numbered as in every output: those of the
    fields above the text come first, and those of the fields below it last.
    """

    def __init__(self, document: Document, markup: Markup, language: Language) -> None:
        self.ids = Ids()
        self.resources: Mapping[str, Resource] = {r.name: r for r in document.resources}
        above, below = around_text(document.fields)
        self.notes: list[Node] = [
            node
            for tree in (
                *(document.fields[name] for name in above),
                document.blocks,
                *(document.fields[name] for name in below),
            )
            for node in ast.nodes(tree)
            if node["t"] == "Note"
        ]
        self._numbers = {id(node): n for n, node in enumerate(self.notes, start=1)}
        self.called: set[int] = set()
        self._formulas = Formulas(markup)
        self._quotes = language.quotes
        self._direction = language.direction
        self.decimal_sign = language.decimal_sign

    def write(self, parent: Element, inlines: Inlines) -> None:
        """The inlines at the end of what ``parent`` holds."""
        rest = list(inlines)
        while rest:
            node = rest.pop(0)
            if node["t"] == "RawInline":
                rest = self._raw(parent, node, rest)
            else:
                self._node(parent, node)

    def _node(self, parent: Element, node: Node) -> None:
        kind: str = node["t"]
        content: Any = node.get("c")
        match kind:
            case "Str":
                write(parent, content)
            case "Space" | "SoftBreak":
                write(parent, " ")
            case "LineBreak":
                self._break(parent)
            case "Code":
                self._put(parent, make("monospace", content[1]))
            case "Quoted":
                self._quoted(parent, content)
            case "Cite":
                self.write(parent, content[1])
            case "Math":
                self._math(parent, node)
            case "Link":
                self._link(parent, content)
            case "Image":
                self._put(parent, self.graphic(node, "inline-graphic"))
            case "Note":
                self._call(parent, node)
            case "Span":
                self._span(parent, content)
            case _ if kind in _FACES:
                self._put(parent, self._holding(make(_FACES[kind]), content, parent))

    # --- putting elements in their places --------------------------------------------------

    def _holding(self, element: Element, inlines: Inlines, parent: Element) -> Element:
        """``element`` with the inlines, written as if it stood in ``parent`` already."""
        parent.append(element)
        self.write(element, inlines)
        parent.remove(element)
        return element

    def _put(self, parent: Element, element: Element) -> None:
        allowed = _NARROW.get(name_of(parent))
        if allowed is None or name_of(element) in allowed:
            parent.append(element)
        elif name_of(parent) == "label":
            write(parent, "".join(str(piece) for piece in element.itertext()))
        else:
            add(parent, "styled-content").append(element)

    def _break(self, parent: Element) -> None:
        if name_of(parent) in _BREAKABLE:
            add(parent, "break")
        else:
            write(parent, " ")

    def _quoted(self, parent: Element, content: Any) -> None:
        kind, inlines = content
        marks, double = self._quotes, kind["t"] == "DoubleQuote"
        write(parent, marks.open if double else marks.inner_open)
        self.write(parent, inlines)
        write(parent, marks.close if double else marks.inner_close)

    # --- spans, links, notes, images -------------------------------------------------------

    def _span(self, parent: Element, content: Any) -> None:
        (identifier, classes, keyvals), inlines = content
        if "query" in classes:
            return
        if "equation" in classes:
            self._put(parent, self.equation({"t": "Span", "c": content}))
            return
        lang = dict(keyvals).get("lang")
        kinds = [name for name in as_given(classes) if name not in _SILENT]
        if "citation" in classes:
            self.write(parent, isolated_by_characters(inlines, self._direction_in(parent)))
            return
        if not (lang or kinds or identifier):
            self.write(parent, inlines)
            return
        name = self.ids.claim(identifier)
        styled = make("styled-content", id=name, style_type=" ".join(kinds), lang=lang)
        self._put(parent, self._holding(styled, inlines, parent))

    def _direction_in(self, parent: Element) -> str:
        """The direction of the language in which the element stands."""
        for element in (parent, *parent.iterancestors()):
            if tag := element.get(f"{{{XML}}}lang"):
                return language_of(tag).direction
        return self._direction

    def _link(self, parent: Element, content: Any) -> None:
        _, inlines, (target, _) = content
        within = [name_of(parent), *(name_of(e) for e in parent.iterancestors())]
        if "xref" in within or "ext-link" in within:
            self.write(parent, inlines)
        elif target.startswith("#"):
            xref = make("xref", rid=self.ids.name(target[1:]))
            self._put(parent, self._holding(xref, inlines, parent))
        elif target.startswith("mailto:") and target[7:] == ast.plain_text(inlines):
            self._put(parent, make("email", target[7:]))
        else:
            link = make("ext-link", ext_link_type="uri", href=target)
            self._put(parent, self._holding(link, inlines, parent))

    def _call(self, parent: Element, note: Node) -> None:
        number = self._numbers.get(id(note))
        if number is None:
            return
        self.called.add(number)
        xref = make("xref", ref_type="fn", rid=self.ids.name(f"fn{number}"))
        add(xref, "sup", str(number))
        self._put(parent, xref)

    def graphic(self, image: Node, tag: str) -> Element:
        """An image as ``graphic`` or ``inline-graphic``, with its text for those who cannot see."""
        (identifier, _, _), inlines, (target, _) = image["c"]
        resource = self.resources.get(target)
        kind, _, subtype = (resource.media_type if resource else "").partition("/")
        name = self.ids.claim(identifier)
        graphic = make(tag, id=name, mimetype=kind, mime_subtype=subtype, href=target)
        alternative = ast.plain_text(inlines)
        if alternative:
            add(graphic, "alt-text", alternative)
        return graphic

    # --- formulas --------------------------------------------------------------------------

    def equation(self, node: Node) -> Element:
        """A display formula, with the id and the number that its span gives it."""
        if node["t"] == "Math":
            identifier, inlines = "", [node]
        else:
            (identifier, _, _), inlines = node["c"]
        formula = make("disp-formula", id=self.ids.claim(identifier))
        for inline in inlines:
            if inline["t"] == "Math":
                self._alternatives(formula, inline)
            elif inline["t"] == "Span" and "equation-number" in inline["c"][0][1]:
                formula.insert(0, make("label", ast.plain_text(inline)))
            elif inline["t"] == "Code":
                self._node(formula, inline)
        return formula

    def _math(self, parent: Element, node: Node) -> None:
        if node["c"][0]["t"] == "DisplayMath":
            self._put(parent, self.equation(node))
            return
        formula = make("inline-formula")
        self._alternatives(formula, node)
        self._put(parent, formula)

    def _alternatives(self, formula: Element, node: Node) -> None:
        kind, tex = node["c"]
        math = self._formulas.find(tex, display=kind["t"] == "DisplayMath")
        if math is None:
            add(formula, "tex-math", tex)
            return
        both = add(formula, "alternatives")
        add(both, "tex-math", tex)
        both.append(math)

    # --- raw HTML --------------------------------------------------------------------------

    def _raw(self, parent: Element, node: Node, rest: Inlines) -> Inlines:
        """Write what a tag of raw HTML marks; the inlines that remain after it are given back."""
        opening = _OPENING.fullmatch(node["c"][1].strip())
        if opening is None:
            return rest
        name = opening[1].lower()
        if name == "br":
            self._break(parent)
        end = ast.closing_tag(name, rest)
        if name not in _RAW or end is None:
            return rest
        title = re.search(r'title\s*=\s*"([^"]*)"', opening[2])
        marked = make(_RAW[name])
        if name == "abbr" and title:
            marked.set("alt", " ".join(title[1].split()))
        self._put(parent, self._holding(marked, rest[:end], parent))
        return rest[end + 1 :]
