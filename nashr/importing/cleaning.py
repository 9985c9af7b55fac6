"""Clean a draft of what Word leaves behind: places that nothing leads to, underlining, soft
hyphens, empty emphasis, marks of highlighting.
"""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.marks import number_of, without_marks
from nashr.importing.mathematical_letters import has_mathematical_letters, with_formulas
from nashr.messages import plural
from nashr.model import Node
from nashr.untrusted.links import link_address

_SOFT_HYPHEN = "\u00ad"
_OWN_ID = re.compile(r"(?:fig|tbl|eq|sec):")
#: What Word sets by itself, and no author means.
_DROPPED_CLASSES = frozenset({"anchor", "mark", "underline"})


def clean(draft: Draft) -> None:
    """Clean the blocks; what it changes that a reader sees is told of, once each."""
    cleaning = _Cleaning(draft)
    draft.blocks = cleaning.cleaned(draft.blocks)
    cleaning.tell()


def _with_whole_links(tree: Any) -> Any:
    """A copy of a tree in which links side by side that lead to the same place are one: RTF has
    one for the letters of each code page.
    """
    if isinstance(tree, dict):
        return {key: _with_whole_links(value) for key, value in tree.items()}
    if not isinstance(tree, list):
        return tree
    done: list[Any] = []
    for one in map(_with_whole_links, tree):
        if done and _is_link(done[-1]) and _is_link(one) and done[-1]["c"][2] == one["c"][2]:
            attributes, words, target = done.pop()["c"]
            one = {"t": "Link", "c": [attributes, [*words, *one["c"][1]], target]}
        done.append(one)
    return done


def _is_link(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") == "Link"


def _has_content(blocks: Any) -> bool:
    """Whether blocks have words, a picture, a formula or a query."""
    if without_marks(ast.plain_text(blocks)).strip():
        return True
    return any(node["t"] in ("Image", "Math", "RawInline", "Table") for node in ast.nodes(blocks))


class _Cleaning:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._targets = {**_targets(draft.blocks), **{name: name for name in draft.ids}}
        self._ids = _ids(draft.blocks) & self._targets.keys()
        self._underlined = self._hyphens = self._links = self._letters = self._notes = 0
        self._inner = 0

    def cleaned(self, blocks: Any) -> Any:
        return _with_whole_links(ast.rewrite(ast.rewrite_strings(blocks, self._text), self._change))

    def tell(self) -> None:
        if self._underlined:
            self._draft.add(
                "underlining",
                Outcome.DONE,
                plural(
                    "Underlined words are set in italics, as print does it: {n} place.",
                    "Underlined words are set in italics, as print does it: {n} places.",
                    self._underlined,
                ),
            )
        if self._hyphens:
            self._draft.add(
                "soft-hyphens",
                Outcome.DONE,
                plural(
                    "A hyphen that was set by hand for a break was taken out: {n}.",
                    "Hyphens that were set by hand for breaks were taken out: {n}.",
                    self._hyphens,
                ),
            )

        if self._notes:
            self._draft.add(
                "notes-empty",
                Outcome.DOUBTFUL,
                plural(
                    "A note without words was left out: {n}.",
                    "Notes without words were left out: {n}.",
                    self._notes,
                ),
            )
        if self._inner:
            self._draft.add(
                "notes-inner",
                Outcome.DOUBTFUL,
                plural(
                    "A note within a note stands in brackets in it: {n}.",
                    "Notes within notes stand in brackets in them: {n}.",
                    self._inner,
                ),
            )
        if self._letters:
            self._draft.add(
                "letters-as-formulas",
                Outcome.DONE,
                plural(
                    "Mathematical letters in the text became formulas: {n} place.",
                    "Mathematical letters in the text became formulas: {n} places.",
                    self._letters,
                ),
            )
        if self._links:
            self._draft.add(
                "links-dropped",
                Outcome.DONE,
                plural(
                    "A link that leads to no address of the web became its words: {n}.",
                    "Links that lead to no address of the web became their words: {n}.",
                    self._links,
                ),
            )

    def _text(self, words: str) -> list[Node] | None:
        """A ``Str`` without soft hyphens; a backslash is written so that it stays one."""
        if number_of(words) is not None:
            return None
        self._hyphens += words.count(_SOFT_HYPHEN)
        words = words.replace(_SOFT_HYPHEN, "")
        if has_mathematical_letters(words):
            return self._with_formulas(words)
        if "\\" not in words:
            return [ast.text(words)] if words else []
        nodes: list[Node] = []
        for n, piece in enumerate(words.split("\\")):
            if n:
                nodes.append(ast.raw_markdown("\\\\"))
            if piece:
                nodes.append(ast.text(piece))
        return nodes

    def _with_formulas(self, words: str) -> list[Node]:
        self._letters += 1
        nodes: list[Node] = []
        for node in with_formulas(words):
            more = self._text(node["c"]) if node["t"] == "Str" else None
            nodes += [node] if more is None else more
        return nodes

    def _change(self, node: Node) -> list[Node] | None:
        match node:
            case {"t": "Math", "c": [kind, str(tex)]}:
                return [{"t": "Math", "c": [kind, trimmed(tex)]}]
            case {"t": "Span", "c": [attributes, inlines]}:
                return self._span(attributes, inlines)
            case {"t": "Header", "c": [_, _, inlines]} if not _has_text(inlines):
                # A heading without words, or of words that are deleted: what is left are queries.
                return [ast.para(list(inlines))] if _has_query(inlines) else []
            case {"t": "Header", "c": [level, [name, classes, _], inlines]}:
                kept = self._targets[name] if name in self._ids else ""
                unnumbered = [one for one in classes if one == "unnumbered"]
                return [{"t": "Header", "c": [level, ast.attr(kept, unnumbered), inlines]}]
            case {"t": "Link", "c": [attributes, inlines, [target, title]]} if target[:1] == "#":
                if target[1:] not in self._ids:
                    return list(inlines)
                new = f"#{self._targets[target[1:]]}"
                return [{"t": "Link", "c": [attributes, inlines, [new, title]]}]
            case {
                "t": "Table" | "Figure" | "Div" | "CodeBlock" as kind,
                "c": [[name, classes, pairs], *rest],
            } if name:
                kept = self._targets[name] if name in self._ids else _own(name)
                return [{"t": kind, "c": [[kept, classes, pairs], *rest]}]
            case {"t": "Link", "c": [_, inlines, [target, _]]} if link_address(target) is None:
                self._links += 1
                return list(inlines)
            case {"t": "Note", "c": blocks} if not _has_content(blocks):
                self._notes += 1
                return []
            case {"t": "Note", "c": blocks} if any(one["t"] == "Note" for one in ast.nodes(blocks)):
                return [{"t": "Note", "c": ast.rewrite(blocks, self._in_brackets)}]
            case {"t": "Underline", "c": inlines}:
                self._underlined += 1
                return _styled("Emph", inlines)
            case {"t": "Emph" | "Strong" | "Strikeout" | "SmallCaps" as kind, "c": inlines}:
                return _styled(kind, inlines)
            case {"t": "Superscript", "c": inlines} if _is_call(inlines):
                return [one for one in inlines if one["t"] != "Str" or number_of(one["c"])]
            case {"t": "Image", "c": [[name, classes, pairs], alt, target]}:
                kept_pairs = [pair for pair in pairs if pair[0] != "height"]
                return [{"t": "Image", "c": [[name, classes, kept_pairs], alt, target]}]
            case {"t": "Para" | "Plain", "c": inlines}:
                return [{"t": node["t"], "c": _without_outer_breaks(inlines)}]
        return None

    def _in_brackets(self, node: Node) -> list[Node] | None:
        """A note within a note in brackets: pandoc's writer names it, and leaves its text out."""
        if node["t"] != "Note":
            return None
        self._inner += 1
        words: list[Node] = []
        for block in node["c"]:
            is_plain = block["t"] in ("Para", "Plain")
            words += [*([ast.SPACE] if words else [])]
            words += block["c"] if is_plain else ast.words(ast.plain_text([block]))
        return [ast.SPACE, ast.text("("), *words, ast.text(")")]

    def _span(self, attributes: ast.Attr, inlines: list[Node]) -> list[Node] | None:
        name, classes, pairs = attributes
        name = self._targets[name] if name in self._ids else ""
        classes = [one for one in classes if one not in _DROPPED_CLASSES]
        pairs = [pair for pair in pairs if pair[0] in ("lang", "dir")]
        if not name and not classes and not pairs:
            return list(inlines)
        return [ast.span(inlines, [name, classes, pairs])]


def _has_text(inlines: list[Node]) -> bool:
    """Whether there is anything to be seen in inlines."""
    shown = ("Math", "Image", "Code", "Cite", "Note")
    text = without_marks(ast.plain_text(inlines)).strip()
    return bool(text) or any(one["t"] in shown for one in ast.nodes(inlines))


def _has_query(inlines: list[Node]) -> bool:
    return any(one["t"] == "RawInline" for one in ast.nodes(inlines))


def _targets(blocks: Any) -> dict[str, str]:
    """The ids that links lead to, each with the one that it gets: Word's are no words. Those of
    figures, tables and formulas are nashr's already.
    """
    links = (
        node["c"][2][0][1:]
        for node in ast.nodes(blocks)
        if node["t"] == "Link" and node["c"][2][0][:1] == "#"
    )
    return {
        name: name if _OWN_ID.match(name) else f"place-{n}"
        for n, name in enumerate(dict.fromkeys(links), start=1)
    }


def _own(name: str) -> str:
    return name if _OWN_ID.match(name) else ""


def _ids(blocks: Any) -> set[str]:
    attributes = (ast.attr_of(node) for node in ast.nodes(blocks))
    return {str(one[0]) for one in attributes if one and one[0]}


def _is_call(inlines: list[Node]) -> bool:
    """Whether what is raised is calls of notes and citations, perhaps in brackets: a style raises
    those by itself.
    """
    calls = [one for one in inlines if one["t"] in ("Note", "Cite")]
    others = [one["c"] for one in inlines if one["t"] == "Str" and number_of(one["c"]) is None]
    return bool(calls) and len(calls) + len(others) == len(inlines) and set(others) <= set("[](),;")


def trimmed(tex: str) -> str:
    r"""A formula without space at its ends; a backslash before it is one too (``\ ``)."""
    tex = tex.strip()
    while tex.endswith("\\") and not tex.endswith("\\\\"):
        tex = tex[:-1].rstrip()
    return tex


def _styled(kind: str, inlines: list[Node]) -> list[Node]:
    """Emphasis of words; of spaces and breaks alone it is none."""
    if any(node["t"] == kind for node in inlines):
        return _turned(kind, inlines)
    has_words = any(node["t"] not in ast.LEAVES or node["t"] == "Str" for node in inlines) and any(
        node["t"] != "Str" or without_marks(node["c"])
        for node in inlines
        if node["t"] not in ("Space", "SoftBreak", "LineBreak")
    )
    return [{"t": kind, "c": inlines}] if has_words else list(inlines)


def _turned(kind: str, inlines: list[Node]) -> list[Node]:
    """Emphasis with such emphasis in it: italics in italics are upright, as print does it; bold
    type in bold type is the same.
    """
    if kind != "Emph":
        flat = [one for node in inlines for one in (node["c"] if node["t"] == kind else [node])]
        return _styled(kind, flat)
    done: list[Node] = []
    around: list[Node] = []
    for node in inlines:
        if node["t"] == kind:
            done += [*_styled(kind, around), *node["c"]]
            around = []
        else:
            around.append(node)
    return [*done, *_styled(kind, around)]


def _without_outer_breaks(inlines: list[Node]) -> list[Node]:
    """The inlines without breaks at their end."""
    kept = list(inlines)
    while kept and kept[-1]["t"] in ("LineBreak", "SoftBreak", "Space"):
        kept.pop()
    return kept
