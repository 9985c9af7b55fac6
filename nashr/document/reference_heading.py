"""The author's own heading of the reference list at the end of a text, and ``::: {#refs}``.

nashr sets the list, with its heading, at the end of the article; an empty heading of the author's
that says the same would stand above nothing.
"""

from __future__ import annotations

import re

from nashr import ast
from nashr.languages import lower, nearest_first, supported
from nashr.model import Blocks, Node

#: Headings of such lists that are in use beside the one that a language file gives.
_MORE = frozenset(
    """
    references|reference list|bibliography|works cited|literature cited|literature|kaynakça
    kaynaklar|ədəbiyyat|ədəbiyyat siyahısı|istifadə olunmuş ədəbiyyat|литература
    список литературы|библиография|references cited|cited literature|sources|list of references
    kaynaklar ve alıntılar|kaynaklar listesi|bibliyografya|yararlanılan kaynaklar|başvurular
    qaynaqlar|istifadə edilmiş ədəbiyyat|ədəbiyyat və mənbələr|mənbələr|mənbə və ədəbiyyat
    istifadə olunmuş mənbələr|istifadə olunan ədəbiyyat|istinadlar|biblioqrafiya
    источники|использованная литература|список использованной литературы
    список использованных источников|литература и источники|источники и литература
    библиографический список|literatur|literaturverzeichnis|quellen|bibliographie|références
    références bibliographiques|bibliografía|referencias|referências|bibliografia
    """.strip().replace("\n", "|").replace(" " * 4, "").split("|")
)  # fmt: skip

_NUMBER = re.compile(r"(?i)^(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4})[.)]?\s+")
_REMARK = re.compile(r"<!--.*?-->", re.S)
_CROSS_REFERENCE = re.compile(r"(?:fig|tbl|eq|sec):", re.I)


def without_reference_heading(blocks: Blocks, tag: str) -> Blocks:
    """The blocks without ``::: {#refs}`` and an empty heading of the list that ends them.

    Nothing changes in a text without citations, which has no list.
    """
    cites = (node["c"][0] for node in ast.nodes(blocks, leaves=False) if node["t"] == "Cite")
    if all(_CROSS_REFERENCE.match(one["citationId"]) for cite in cites for one in cite):
        return blocks
    kept: Blocks = []
    for block in blocks:
        if not _is_place(block):
            kept.append(block)
        elif kept:
            _drop_heading(kept, tag)
    _drop_heading(kept, tag)
    return kept or blocks


def _drop_heading(blocks: Blocks, tag: str) -> None:
    """Take the heading of the list from the end of the blocks; remarks may stand below it."""
    last = len(blocks) - 1
    while last >= 0 and _is_remark(blocks[last]):
        last -= 1
    if last >= 0 and blocks[last]["t"] == "Header" and _names_list(blocks[last], tag):
        del blocks[last]


def _is_remark(block: Node) -> bool:
    if block["t"] != "RawBlock":
        return False
    form, source = block["c"]
    return ast.is_html(form) and not _REMARK.sub("", source).strip()


def _is_place(block: Node) -> bool:
    return bool(block["t"] == "Div" and block["c"][0][0] == "refs" and not block["c"][1])


def names_references(heading: str) -> bool:
    """Whether a heading, in any language, names the reference list; a number before it does not
    matter.
    """
    return any(_is_name(_NUMBER.sub("", heading.strip()), tag) for tag in supported())


def _names_list(header: Node, tag: str) -> bool:
    return _is_name(ast.plain_text(header["c"][2]), tag)


def _is_name(heading: str, tag: str) -> bool:
    words = lower(" ".join(heading.split()), tag).strip(" .:")
    known = {lower(record.labels.references, tag) for record in nearest_first(tag)}
    return words in known or words in _MORE
