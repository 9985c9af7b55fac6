"""Pandoc inlines as its writer of Word files is to get them: fields, bookmarks, languages."""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.languages import Language, language
from nashr.model import Inlines, Node
from nashr.outputs.docx.citation_fields import CitationFields
from nashr.outputs.docx.fields import Bookmarks, jump, link, reference, sequence, styled
from nashr.outputs.docx.pictures import Pictures
from nashr.word_files import CAPTION_LABEL, CROSS_REFERENCE, KEYS, SECTION_NUMBER

_SIMPLE = frozenset("Emph Strong Underline Strikeout Superscript Subscript SmallCaps".split())
#: What raw HTML marks and pandoc's tree has a node for.
_RAW = {
    "b": "Strong",
    "cite": "Emph",
    "del": "Strikeout",
    "em": "Emph",
    "i": "Emph",
    "s": "Strikeout",
    "strong": "Strong",
    "sub": "Subscript",
    "sup": "Superscript",
    "u": "Underline",
    "var": "Emph",
}
#: What it marks and a style of characters shows.
_STYLED = {"code": "Verbatim Char", "kbd": KEYS, "samp": "Verbatim Char", "tt": "Verbatim Char"}
_OPENING = re.compile(r"<\s*([a-z][a-z0-9]*)\b[^>]*>", re.IGNORECASE)
_NUMBER = re.compile(r"(.*?)([\w.\-–]*\d[\w.\-–]*?)([.:)]*\s*)", re.DOTALL)
_QUERY = "query"


class Prose:
    """Rewrites inlines. ``targets`` are the ids of the document."""

    def __init__(
        self,
        words: Language,
        bookmarks: Bookmarks,
        citations: CitationFields,
        pictures: Pictures,
        targets: frozenset[str],
        journal: str,
    ) -> None:
        self.words = words
        self.bookmarks = bookmarks
        self.citations = citations
        self.pictures = pictures
        self.targets = targets
        self._journal = journal
        self._queries = 0
        self._counts: dict[str, int] = {}

    def inlines(self, inlines: Inlines, *, in_link: bool = False) -> Inlines:
        """The inlines as pandoc is to write them."""
        done: Inlines = []
        rest = list(inlines)
        while rest:
            node = rest.pop(0)
            if node["t"] == "RawInline":
                rest = self._raw(done, node, rest)
            else:
                done.extend(self._node(node, in_link=in_link))
        return done

    def _node(self, node: Node, *, in_link: bool) -> Inlines:
        kind: str = node["t"]
        content: Any = node.get("c")
        match kind:
            case "Link":
                return self._link(content, in_link=in_link)
            case "Span":
                return self._span(content, in_link=in_link)
            case "Image":
                drawn = self.pictures.drawing(node, in_line=True)
                return [drawn] if drawn else []
            case "Note":
                return [{"t": "Note", "c": self.blocks_of_note(content)}]
            case "Quoted":
                return self._quoted(content, in_link=in_link)
            case "Cite":
                return self.inlines(content[1], in_link=in_link)
            case "Code":
                return [{"t": "Code", "c": [ast.attr(), content[1]]}]
            case _ if kind in _SIMPLE:
                return [{"t": kind, "c": self.inlines(content, in_link=in_link)}]
        return [node]

    def blocks_of_note(self, blocks: list[Node]) -> list[Node]:
        """The blocks of a note; the writer of blocks puts itself in this place."""
        return blocks

    def _quoted(self, content: Any, *, in_link: bool) -> Inlines:
        kind, inlines = content
        marks, double = self.words.quotes, kind["t"] == "DoubleQuote"
        opening = marks.open if double else marks.inner_open
        closing = marks.close if double else marks.inner_close
        return [ast.text(opening), *self.inlines(inlines, in_link=in_link), ast.text(closing)]

    # --- links and spans -------------------------------------------------------------------

    def _link(self, content: Any, *, in_link: bool) -> Inlines:
        (identifier, classes, _), inlines, (target, title) = content
        inside = self.inlines(inlines, in_link=True)
        if target.startswith("#"):
            if in_link or target[1:] not in self.targets:
                done = inside
            elif "cross-reference" in classes:
                done = self._reference(target[1:], inlines)
            else:
                done = link(self.bookmarks.name(target[1:]), inside)
        else:
            done = inside if in_link else [ast.link(inside, target)]
            if not in_link and title:
                done[0]["c"][2][1] = title
        return self.bookmarks.around(identifier, done)

    def _reference(self, identifier: str, inlines: Inlines) -> Inlines:
        """A cross-reference: the word in the text's own form, and the number as a field."""
        text = ast.plain_text(inlines)
        found = _NUMBER.fullmatch(text)
        if found is None or identifier not in self.bookmarks.numbered:
            return [styled(CROSS_REFERENCE, jump(self.bookmarks.name(identifier), inlines))]
        name = self.bookmarks.number_name(identifier)
        number = reference(name, [ast.text(found[2])])
        label = ast.words(found[1])
        return [styled(CROSS_REFERENCE, [*label, *number, *ast.words(found[3])])]

    def _span(self, content: Any, *, in_link: bool) -> Inlines:
        (identifier, classes, keyvals), inlines = content
        if _QUERY in classes:
            return self.comment(ast.plain_text(inlines))
        if "citation" in classes:
            return self.citations.citation(identifier, self.inlines_of_citation(inlines))
        if "heading-number" in classes:
            return [styled(SECTION_NUMBER, self.inlines(inlines))]
        if "caption-label" in classes:
            return [styled(CAPTION_LABEL, self.inlines(inlines))]
        given = {k: v for k, v in keyvals if k in ("lang", "dir")}
        if given.get("lang") and "dir" not in given:
            direction = language(given["lang"]).direction
            if direction != self.words.direction:
                given["dir"] = direction
        inside = self.inlines(inlines, in_link=in_link)
        marked = [ast.span(inside, ast.attr("", (), given))] if given else inside
        return self.bookmarks.around(identifier, marked) if identifier in self.targets else marked

    def inlines_of_citation(self, inlines: Inlines) -> Inlines:
        """A citation's text, in which links stay: they tell its parts apart."""

        def change(node: Node) -> list[Node] | None:
            if node["t"] != "Span":
                return None
            (_, _, keyvals), inside = node["c"]
            given = {k: v for k, v in keyvals if k in ("lang", "dir")}
            return [ast.span(inside, ast.attr("", (), given))] if given else list(inside)

        plain: Inlines = ast.rewrite(inlines, change)
        return plain

    def comment(self, text: str) -> Inlines:
        """A query to the author, as a comment of Word at its place."""
        self._queries += 1
        name = str(self._queries)
        opening = ast.attr("", ["comment-start"], {"id": name, "author": self._journal})
        closing = ast.attr("", ["comment-end"], {"id": name})
        return [ast.span(ast.words(text), opening), ast.span([], closing)]

    # --- labels ----------------------------------------------------------------------------

    def numbered(self, label: Node, identifier: str, counted: str) -> Inlines:
        """The label of a caption or an equation, with its number as Word counts it and in a
        bookmark that references lead to.
        """
        text = ast.plain_text(label)
        found = re.fullmatch(r"(\D*)(\d+)(\D*)", text)
        number = found[2] if found else text
        follows = True
        if found:
            follows = int(number) == self._counts.get(counted, 0) + 1
            self._counts[counted] = int(number)
        inside = sequence(counted, number, follows=follows) if found else ast.words(text)
        before = ast.words(found[1]) if found else []
        behind = ast.words(found[3]) if found else []
        return [*before, *self.bookmarks.around_number(identifier, inside), *behind]

    # --- raw HTML --------------------------------------------------------------------------

    def _raw(self, done: Inlines, node: Node, rest: Inlines) -> Inlines:
        """Write what a tag of raw HTML marks; the inlines that remain after it are given back."""
        opening = _OPENING.match(node["c"][1].strip())
        if opening is None:
            return rest
        name = opening[1].lower()
        if name == "br":
            done.append({"t": "LineBreak"})
        end = ast.closing_tag(name, rest)
        if end is None:
            return rest
        inside = self.inlines(rest[:end])
        if name in _RAW:
            done.append({"t": _RAW[name], "c": inside})
        elif name in _STYLED:
            done.append(styled(_STYLED[name], inside))
        else:
            done.extend(inside)
        return rest[end + 1 :]
