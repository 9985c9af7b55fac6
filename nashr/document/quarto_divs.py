"""Divs and code of Quarto and bookdown whose attributes hold words of the author; callouts.

Source: quarto.org/docs/authoring (callouts, cross-references, code annotation);
bookdown.org/yihui/bookdown/markdown-extensions-by-bookdown.html (theorems).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from nashr import ast
from nashr.document.author_classes import as_given
from nashr.document.callout_kinds import kind_of
from nashr.document.code_blocks import listing
from nashr.document.subfigures import PANEL, PANEL_PART, letter
from nashr.languages import language
from nashr.model import Blocks, Inlines, Node


def gather_divs(blocks: Blocks, lang: str) -> Blocks:
    """The blocks with what Quarto's divs mean, in a text of the language ``lang``.

    The title of a callout or of a theorem, an attribute or the heading that a callout begins with,
    is a line of bold text, and so is the caption of code. A callout without a title has the word
    for its kind. A div with a table's id gives this id to
    the table in it, and its last paragraph as the caption where the table has none.
    """
    words = language(lang).callouts or language("en").callouts
    gathered: Blocks = ast.rewrite(blocks, partial(_meaning, words))
    return gathered


_BREAKS = ("SoftBreak", "LineBreak")
#: Attributes that hold words of the text: of blocks, and of code.
_TITLES = ("title", "name", "caption")
_CODE_TITLES = ("caption", "lst-cap", "filename")


#: What our style sheets know a callout of every kind by.
_CALLOUT = "callout"


def _meaning(words: Mapping[str, str], node: Node) -> list[Node] | None:
    if node["t"] == "CodeBlock":
        return _code(node)
    if node["t"] == "BlockQuote":
        return _marked_quotation(node, words)
    if node["t"] != "Div":
        return None
    (identifier, classes, _), blocks = node["c"]
    if identifier.startswith("tbl:"):
        return _table(node)
    if any(name == "callout" or name.startswith("callout-") for name in classes):
        return [_callout(node, words)]
    is_verse = not _VERSE.isdisjoint(as_given(classes))
    blocks = list(_verse(blocks)) if is_verse else blocks
    titled = _with_title(node["c"][0], _TITLES, blocks)
    if titled is None and not is_verse:
        return None
    kept = [[key, value] for key, value in node["c"][0][2] if key not in _TITLES]
    return [{"t": "Div", "c": [[identifier, classes, kept], titled or blocks]}]


#: Divs whose lines are those of their author.
_VERSE = frozenset(("verse", "poem", "poetry", "stanza", "şeir", "şiir"))


def _verse(blocks: Blocks) -> Iterator[Node]:
    """Paragraphs as stanzas of verse, the lines as they were typed."""
    for is_text, run in groupby(blocks, lambda block: block["t"] in ("Para", "Plain")):
        if not is_text:
            yield from run
            continue
        lines: list[Inlines] = []
        for block in run:
            lines += [[]] if lines else []
            lines += ast.lines(
                [{"t": "LineBreak"} if one["t"] == "SoftBreak" else one for one in block["c"]]
            )
        yield {"t": "LineBlock", "c": lines}


def _code(node: Node) -> list[Node] | None:
    (identifier, classes, values), text = node["c"]
    bare = {"t": "CodeBlock", "c": [["", classes, values], text]}
    titled = _with_title(node["c"][0], _CODE_TITLES, [bare])
    return titled and listing(identifier, titled)


def _with_title(attributes: ast.Attr, names: tuple[str, ...], blocks: Blocks) -> Blocks | None:
    """The blocks below what the attributes of these names say; None where they say nothing."""
    values = ast.keyvals(attributes)
    titles = [ast.words(values[name]) for name in names if values.get(name, "").strip()]
    shown = [ast.para([{"t": "Strong", "c": title}]) for title in titles]
    return [*shown, *blocks] if shown else None


def _callout(node: Node, words: Mapping[str, str]) -> Node:
    (identifier, classes, values), blocks = node["c"]
    title = ast.words(ast.keyvals(node["c"][0]).get("title", ""))
    if not title and blocks and blocks[0]["t"] == "Header":
        title, blocks = blocks[0]["c"][2], blocks[1:]
    kinds = [name.removeprefix("callout-") for name in classes if name.startswith("callout-")]
    kept = [[key, value] for key, value in values if key != "title"]
    return _titled(title, blocks, kinds[0] if kinds else "", words, (identifier, kept))


def _titled(
    title: Inlines,
    blocks: Blocks,
    kind: str,
    words: Mapping[str, str],
    attributes: tuple[str, list[list[str]]] = ("", []),
) -> Node:
    """A callout below its title, or below the word for its kind where there is one."""
    kind = kind_of(kind)
    title = title or ast.words(words.get(kind, ""))
    shown = [ast.para([{"t": "Strong", "c": title}])] if title else []
    classes = [_CALLOUT, *([f"callout-{kind}"] if kind else [])]
    identifier, kept = attributes
    return {"t": "Div", "c": [[identifier, classes, kept], [*shown, *blocks]]}


#: How GitHub and Obsidian begin a quotation that is a callout.
_MARK = re.compile(r"\[!(?P<kind>[\w-]+)\][+-]?\Z")


def _marked_quotation(quotation: Node, words: Mapping[str, str]) -> list[Node] | None:
    """``> [!note] Title``: a callout; what stands on the line of the mark is its title."""
    first, *others = quotation["c"] or [{"t": ""}]
    line = first["c"] if first["t"] in ("Para", "Plain") else []
    mark = _MARK.match(line[0]["c"]) if line and line[0]["t"] == "Str" else None
    if mark is None:
        return None
    end = next((n for n, one in enumerate(line) if one["t"] in _BREAKS), len(line))
    title, text = line[1:end], line[end + 1 :]
    while title and title[0]["t"] == "Space":
        title = title[1:]
    return [_titled(title, [*([ast.para(text)] if text else []), *others], mark["kind"], words)]


def _panel(div: Node, tables: list[int]) -> Iterator[Node]:
    """Tables with a caption each, and one for all of them, which stands above the first."""
    (identifier, _, _), blocks = div["c"]
    last = blocks[-1] if len(blocks) - 1 > tables[-1] and blocks[-1]["t"] == "Para" else None
    whole: Inlines = [*last["c"], ast.SPACE] if last is not None else []
    for n, block in enumerate(blocks if last is None else blocks[:-1]):
        if n not in tables:
            yield block
            continue
        (own, classes, values), (short, caption), *others = block["c"]
        sign = letter(tables.index(n))
        told = [*(whole if n == tables[0] else []), ast.text(f"({sign})"), ast.SPACE]
        caption = [ast.plain([*told, *ast.inlines_of(caption)])]
        more = [[PANEL, identifier], [PANEL_PART, sign]]
        yield {"t": "Table", "c": [[own, classes, [*values, *more]], [short, caption], *others]}


def _table(div: Node) -> list[Node] | None:
    (identifier, classes, _), blocks = div["c"]
    tables = [n for n, block in enumerate(blocks) if block["t"] == "Table"]
    are_bare = not any(blocks[n]["c"][0][0] or blocks[n]["c"][1][1] for n in tables)
    if not tables:
        return None
    if len(tables) > 1 and not are_bare:
        return list(_panel(div, tables))
    table = blocks[tables[0]]
    (own, own_classes, values), (short, caption), *others = table["c"]
    if own:
        return None
    rest: list[Any] = [*blocks[: tables[0]], *blocks[tables[0] + 1 :]]
    if not caption and rest and rest[-1]["t"] == "Para" and len(blocks) - 1 != tables[-1]:
        caption = [ast.plain(rest.pop()["c"])]
    attributes = [identifier, [*own_classes, *classes], values]
    named = {"t": "Table", "c": [attributes, [short, caption], *others]}
    return [*rest[: tables[0]], named, *rest[tables[0] :]]
