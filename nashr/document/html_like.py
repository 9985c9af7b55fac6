"""What looks like a tag of HTML and is text: ``<<söz>>``, ``<Name>``, ``a<b and c>d``.

Pandoc takes every word in angle brackets for a tag, and no product shows a tag that HTML does not
have. Prefixes such as ``o:`` and ``st1:`` are Word's; their tags say nothing to a reader.
"""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic
from nashr.document.positions import Places
from nashr.messages import Message
from nashr.model import Inlines, Node

#: The elements of HTML that say how the text in them is set; each has an end tag.
_IN_LINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q ruby s samp
    small span strike strong sub sup time tt u var
    """.split()
)
#: The other elements of HTML, also those of older versions, and those of MathML and SVG.
_ELEMENTS = _IN_LINE | frozenset(
    """
    address applet area article aside audio base basefont blink blockquote body br button canvas
    caption center col colgroup datalist dd details dialog dir div dl dt embed fieldset figcaption
    figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input
    isindex label legend li link main map marquee menu meta meter nav noframes noscript object ol
    optgroup option output p param picture pre progress rb rp rt rtc script search section select
    slot source style summary svg table tbody td template textarea tfoot th thead title tr track ul
    video wbr xml
    math semantics annotation annotation-xml mrow mi mn mo ms mspace mtext mfrac msqrt mroot mstyle
    merror mpadded mphantom msub msup msubsup munder mover munderover mmultiscripts mprescripts
    none mtable mtr mtd menclose mlabeledtr maction mfenced
    g path rect circle ellipse line polyline polygon text tspan textpath defs use symbol stop image
    lineargradient radialgradient clippath mask pattern marker filter foreignobject desc metadata
    """.split()
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[^\W\d_][^\s/<>]*)[^<>]*>\Z", re.S)
_PREFIXED = re.compile(r"[a-z][a-z0-9]*:[A-Za-z][A-Za-z0-9]*\Z")


class Restored:
    """Puts the text back in a tree; ``diagnostics`` grows."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._cursor = 0
        self.diagnostics: list[Diagnostic] = []

    def text(self, tree: Any) -> Any:
        """A copy of the tree with text in place of what is no tag."""
        if isinstance(tree, list):
            done: list[Any] = []
            for n, item in enumerate(tree):
                if ast.is_leaf(item):
                    done.append(item)
                elif not isinstance(item, dict) or not self._is_text(item, tree, n):
                    done.append(self.text(item))
                elif item["t"] == "RawBlock":
                    done.append(ast.para(self._shown(item)))
                else:
                    done += self._shown(item)
            return done
        if isinstance(tree, dict):
            return {k: v if k == "t" else self.text(v) for k, v in tree.items()}
        return tree

    def _is_text(self, node: Node, around: Inlines, number: int) -> bool:
        """Whether a node, which is one of those ``around``, is a tag that is meant as text."""
        if node.get("t") not in ("RawInline", "RawBlock") or not ast.is_html(node["c"][0]):
            return False
        found = _TAG.match(node["c"][1].strip())
        if found is None:
            return False
        name = found["name"].lower()
        if name not in _ELEMENTS:
            return not _PREFIXED.match(found["name"])
        if name not in _IN_LINE or found["end"]:
            return False
        return not self._is_closed(name, node, around[number + 1 :])

    def _is_closed(self, name: str, node: Node, behind: Inlines) -> bool:
        """Whether an element ends behind its tag in the paragraph, or in another one."""
        if node["c"][1].rstrip().endswith("/>"):
            return True
        tag = re.compile(rf"<(?P<end>/?){name}(?![\w-])", re.I)
        depth = 1
        for one in behind:
            if one["t"] == "RawInline" and (found := tag.match(one["c"][1])):
                depth += -1 if found["end"] else 1
            if not depth:
                return True
        body = self._places.manuscript.body
        begun, ended = (len(re.findall(rf"<{end}{name}(?![\w-])", body, re.I)) for end in ("", "/"))
        return begun <= ended

    def _shown(self, node: Node) -> Inlines:
        source = node["c"][1].strip()
        body = self._places.manuscript.body
        at = body.find(source, self._cursor)
        if at >= 0:
            self._cursor = at + len(source)
        place = self._places.at(at) if at >= 0 else self._places.of_text(source)
        message = Message("“{source}” is no tag of HTML, and is read as text.", source=source)
        hint = Message("Write \\{source} where it is meant so.", source=source)
        if at > 0 and body[at - 1] == "<":
            hint = Message("Write «{words}» for a quotation.", words=source[1:-1])
        elif source[1:-1].lower() in _IN_LINE:
            message = Message("“{source}” is not closed, and is read as text.", source=source)
            hint = Message(
                "Close it with {end}, or write \\{source}", end="</" + source[1:], source=source
            )
        self.diagnostics.append(Diagnostic("markdown-slip", place, message, hint))
        return ast.words(re.sub(r"\s+", " ", source))
