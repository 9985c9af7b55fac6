"""A text in which stretches are replaced before pandoc reads it, and the way back.

What Markdown has no sign for (a command of LaTeX, a shortcode) is exchanged for a *token*: as
many letters of a script that the text does not use, so that tables keep their columns and words
stay words. In pandoc's tree a token becomes the nodes that it stands for, or the author's own
characters where pandoc found it in code, in a formula or in raw HTML.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any, Protocol

from nashr import ast
from nashr.model import Node
from nashr.records import dataclass, field

#: Scripts that nobody writes articles in: Anatolian hieroglyphs, Linear B ideograms, Linear A,
#: Bamum supplement, Egyptian hieroglyphs, Tangut. ``positions`` uses the others.
_SCRIPTS = (
    (0x14400, 0x14646),
    (0x10600, 0x10736),
    (0x16800, 0x16A38),
    (0x17000, 0x187F7),
    (0x13000, 0x1342F),
    (0x10080, 0x100FA),
)
#: How many letters of the script can begin a token; the others can only go on with one, so that
#: tokens which touch each other can be told apart.
_BEGINNINGS = 60
#: Letters of a token for what takes more than one line.
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Edit:
    """The stretch from ``start`` to ``end`` of a text and what stands in its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Rewritten:
    """A text after its edits. ``origin`` finds an offset of it in the author's text."""

    text: str
    _starts: list[int] = field(default_factory=lambda: [0])
    _shifts: list[tuple[int, int]] = field(default_factory=lambda: [(0, 1)])
    _base: Callable[[int], int] = lambda offset: offset

    def origin(self, offset: int) -> int:
        """Where the character came from; for one that was put in, where its edit began."""
        n = bisect_right(self._starts, offset) - 1
        source, step = self._shifts[n]
        return self._base(source + (offset - self._starts[n]) * step)


def apply(text: str, edits: Iterable[Edit], base: Callable[[int], int] | None = None) -> Rewritten:
    """Carry out edits that do not overlap; ``base`` leads from this text to the author's."""
    parts: list[str] = []
    starts: list[int] = []
    shifts: list[tuple[int, int]] = []
    length = here = 0

    def put(part: str, source: int, step: int) -> None:
        nonlocal length
        if part:
            starts.append(length)
            shifts.append((source, step))
            parts.append(part)
            length += len(part)

    for edit in sorted(edits, key=lambda e: e.start):
        put(text[here : edit.start], here, 1)
        same = len(edit.text) == edit.end - edit.start
        put(edit.text, edit.start, 1 if same else 0)
        here = edit.end
    put(text[here:], here, 1)
    if not parts:
        return Rewritten("", _base=base or (lambda offset: offset))
    return Rewritten("".join(parts), starts, shifts, base or (lambda offset: offset))


class Meaning(Protocol):
    """What a token stands for. ``source`` is what the author wrote, ``offset`` where."""

    @property
    def source(self) -> str: ...


class Tokens:
    """The tokens of a manuscript: they are made while its text is read, and found in the tree."""

    def __init__(self, text: str) -> None:
        first, last = _unused_script(text)
        self._first, self._continuing = first, last - first + 1 - _BEGINNINGS
        self._counts: dict[int, int] = {}
        self._meanings: dict[str, Any] = {}
        middle = chr(first + _BEGINNINGS)
        start = f"[{chr(first)}-{chr(first + _BEGINNINGS - 1)}]"
        self.pattern = re.compile(f"{start}[{middle}-{chr(last)}]+")
        self._letter = f"[{chr(first)}-{chr(last)}]"

    def __bool__(self) -> bool:
        return bool(self._meanings)

    def make(self, meaning: Meaning) -> str:
        """A new token for it."""
        source = meaning.source
        length = _SHORT if "\n" in source or len(source) < 2 else len(source)
        token = next(found for n in count(length) if (found := self._spelt(n)) is not None)
        self._meanings[token] = meaning
        return token

    def _spelt(self, length: int) -> str | None:
        """The next token of this length; None when there is no other."""
        number = self._counts.get(length, 0)
        self._counts[length] = number + 1
        number, digit = divmod(number, _BEGINNINGS)
        letters = [chr(self._first + digit)]
        for _ in range(length - 1):
            number, digit = divmod(number, self._continuing)
            letters.append(chr(self._first + _BEGINNINGS + digit))
        return None if number else "".join(letters)

    def meaning(self, token: str) -> Any:
        """What a token stands for; None for letters that are none of ours."""
        return self._meanings.get(token)

    def restored(self, value: str) -> str:
        """A string with the author's characters in place of tokens."""
        if not self._meanings or value.isascii():
            return value
        return self.pattern.sub(lambda m: self._source(m[0]), value)

    def _source(self, token: str) -> str:
        meaning = self._meanings.get(token)
        return token if meaning is None else self.restored(meaning.source)

    def without(self, value: str) -> str:
        """A string, such as an id made from a heading, without tokens."""
        return re.sub(f"{self._letter}+", "", value)


def _unused_script(text: str) -> tuple[int, int]:
    seen = set() if text.isascii() else {ord(char) for char in set(text)}
    for first, last in _SCRIPTS:
        if not any(first <= code <= last for code in seen):
            return first, last
    return 0xF0000, 0xFFFFD  # private use, which an author's text may not hold


#: From a token to the nodes in its place.
Expand = Callable[[Any], list[Node]]
#: Attributes that a reader hears or sees; of others the author's characters are kept.
_SHOWN = frozenset({"alt", "fig-alt", "title", "fig-cap"})


def expanded(tree: Any, tokens: Tokens, expand: Expand) -> Any:
    """A copy of pandoc's tree with nodes in the place of tokens.

    ``expand`` gives the nodes of a meaning; blocks among them part the paragraph around them.
    """
    if not tokens:
        return tree
    return _Expansion(tokens, expand).walk(tree)


_BLOCKS = frozenset(
    """
    Para Plain LineBlock CodeBlock RawBlock BlockQuote OrderedList BulletList DefinitionList Header
    HorizontalRule Table Figure Div
    """.split()
)


@dataclass(frozen=True, slots=True)
class _Expansion:
    tokens: Tokens
    expand: Expand

    def walk(self, tree: Any) -> Any:
        if isinstance(tree, list):
            return self._list(tree)
        if isinstance(tree, dict):
            match tree.get("t"):
                case "Header":
                    level, attributes, inlines = tree["c"]
                    content = [level, self._attr(attributes), self.walk(inlines)]
                    return _in_line({"t": "Header", "c": content})
                case "DefinitionList":
                    items = [[_flat(self.walk(t)), self.walk(d)] for t, d in tree["c"]]
                    return {"t": "DefinitionList", "c": items}
                case "Str" | "Math" | "Code" | "CodeBlock" | "RawInline" | "RawBlock":
                    return {"t": tree["t"], "c": self._restored(tree["c"])}
            holds = ast.attr_of(tree)
            if holds is not None:
                attributes, *others = tree["c"]
                content = [self._attr(attributes), *map(self.walk, others)]
                return _in_line({"t": tree["t"], "c": content})
            return _in_line({k: v if k == "t" else self.walk(v) for k, v in tree.items()})
        return self._restored(tree)

    def _list(self, items: list[Any]) -> list[Any]:
        done: list[Any] = []
        for item in items:
            if not isinstance(item, dict):
                done.append(self.walk(item))
            elif item.get("t") == "Str":
                done += self._words(item)
            elif ast.is_leaf(item):
                done.append(item)
            elif item.get("t") in ("Para", "Plain"):
                done += self._paragraph(item)
            else:
                done.append(self.walk(item))
        return done

    def _words(self, node: Node) -> list[Node]:
        value: str = node["c"]
        if value.isascii() or not self.tokens.pattern.search(value):
            return [node]
        done: list[Node] = []
        here = 0
        for found in self.tokens.pattern.finditer(value):
            meaning = self.tokens.meaning(found[0])
            if meaning is None:
                continue
            if found.start() > here:
                done.append(ast.text(value[here : found.start()]))
            done += self.expand(meaning)
            here = found.end()
        if here < len(value):
            done.append(ast.text(value[here:]))
        return _merged(done)

    def _paragraph(self, node: Node) -> list[Node]:
        """The paragraph; parted where blocks came into it, and gone where nothing is left."""
        inlines = self.walk(node["c"])
        if inlines == node["c"]:
            return [node]
        done: list[Node] = []
        run: list[Node] = []
        for inline in inlines:
            if inline["t"] in _BLOCKS:
                done += [*_of_kind(node["t"], run), inline]
                run = []
            else:
                run.append(inline)
        return [*done, *_of_kind(node["t"], run)]

    def _attr(self, attributes: ast.Attr) -> ast.Attr:
        identifier, classes, values = attributes
        return [
            self.tokens.without(identifier).strip("-") if not identifier.isascii() else identifier,
            [self._restored(name) for name in classes],
            [[self._restored(k), self._value(k, v)] for k, v in values],
        ]

    def _value(self, key: str, value: str) -> str:
        if key not in _SHOWN or value.isascii():
            return self.tokens.restored(value)
        return ast.plain_text(self._words(ast.text(value)))

    def _restored(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.tokens.restored(value)
        if isinstance(value, list):
            return [self._restored(item) for item in value]
        return value


_INLINES = frozenset(
    """
    Header LineBlock Emph Strong Underline Strikeout Superscript Subscript SmallCaps Quoted Cite
    Link Image Span
    """.split()
)


def _in_line(node: Node) -> Node:
    """The node; blocks that came among its inlines as their words alone."""
    return node if node.get("t") not in _INLINES else {"t": node["t"], "c": _flat(node["c"])}


def _flat(item: Any) -> Any:
    if not isinstance(item, list):
        return item
    done: list[Any] = []
    for one in item:
        if isinstance(one, dict) and one.get("t") in _BLOCKS:
            done += _words_of(one)
        else:
            done.append(_flat(one))
    return done


def _words_of(block: Node) -> list[Node]:
    """The inlines of a block and of those inside it, with spaces between paragraphs."""
    done: list[Node] = []
    for inside in ast.nodes([block], leaves=False):
        if inside["t"] in ("Para", "Plain", "Header"):
            done += [ast.SPACE] if done else []
            done += inside["c"][2] if inside["t"] == "Header" else inside["c"]
    return done


_BLANK = ("Space", "SoftBreak", "LineBreak")


def _of_kind(tag: str, inlines: list[Node]) -> list[Node]:
    while inlines and inlines[0]["t"] in _BLANK:
        inlines = inlines[1:]
    while inlines and inlines[-1]["t"] in _BLANK:
        inlines = inlines[:-1]
    return [{"t": tag, "c": inlines}] if inlines else []


def _merged(nodes: list[Node]) -> list[Node]:
    """Neighbouring words as one, as pandoc has them."""
    done: list[Node] = []
    for node in nodes:
        if done and node["t"] == "Str" and done[-1]["t"] == "Str":
            done[-1] = ast.text(done[-1]["c"] + node["c"])
        else:
            done.append(node)
    return done


def line_offset(text: str, line: int, column: int) -> int:
    """The offset of a line and column (both from 1) in a text."""
    here = 0
    for _ in range(line - 1):
        found = text.find("\n", here)
        if found < 0:
            return len(text)
        here = found + 1
    return min(here + column - 1, len(text))


Fragments = Mapping[str, list[Node]]
