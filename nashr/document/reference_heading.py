"""The author's own heading of the reference list at the end of a text, and ``::: {#refs}``.

nashr sets the list, with its heading, at the end of the article; an empty heading of the author's
that says the same would stand above nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr import ast
from nashr.diagnostics import Diagnostic, Span
from nashr.document.positions import Places
from nashr.languages import lower, nearest_first, supported
from nashr.messages import Message
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
#: The year of a work, and how many entries with one are a list.
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_FEWEST = 2
_CROSS_REFERENCE = re.compile(r"(?:fig|tbl|eq|sec):", re.I)


def without_reference_heading(blocks: Blocks, tag: str) -> Blocks:
    """The blocks without ``::: {#refs}`` and an empty heading of the list that ends them.

    Nothing changes in a text without citations, which has no list.
    """
    if not _has_citations(blocks):
        return blocks
    kept: Blocks = []
    for block in blocks:
        if not _is_place(block):
            kept.append(block)
        elif kept:
            _drop_heading(kept, tag)
    _drop_heading(kept, tag)
    return kept or blocks


def _has_citations(blocks: Blocks) -> bool:
    cites = (node["c"][0] for node in ast.nodes(blocks, leaves=False) if node["t"] == "Cite")
    return not all(_CROSS_REFERENCE.match(one["citationId"]) for cite in cites for one in cite)


def typed_lists(blocks: Blocks, tag: str, places: Places) -> Iterator[Diagnostic]:
    """Lists of works that the author typed in a text that cites works by their keys."""
    for n, block in enumerate(blocks):
        words = _heading_words(block)
        if words is None or not _is_name(_NUMBER.sub("", words.strip()), tag):
            continue
        entries: list[str] = []
        for below in blocks[n + 1 :]:
            if _heading_words(below) is not None:
                break
            items = below["c"] if below["t"] == "BulletList" else [[below]]
            items = below["c"][1] if below["t"] == "OrderedList" else items
            entries += [ast.plain_text(item) for item in items]
        if sum(map(bool, map(_YEAR.search, entries))) < _FEWEST or not _has_citations(blocks):
            continue
        message = Message(
            "Below “{heading}” stands a list of works that is typed; the works that the text cites "
            "by their keys are printed in a second one.",
            heading=words.strip(),
        )
        hint = Message(
            "Cite all works by their keys and take the typed list out; those that the text does "
            "not cite are named in nocite."
        )
        yield Diagnostic("reference-list-typed", _place(words, places), message, hint)


def _place(heading: str, places: Places) -> Span:
    """Where a heading stands on a line of its own, the last time."""
    words = r"[\W_]+".join(map(re.escape, re.findall(r"\w+", heading)))
    found = list(
        re.finditer(
            rf"^[ \t#*_]*(?P<words>{words})[ \t#*_.:]*(?:\{{.*)?$", places.manuscript.body, re.M
        )
    )
    return places.at(found[-1].start("words")) if found else places.whole


def _heading_words(block: Node) -> str | None:
    """The words of a heading, or of a paragraph of bold words, which stands for one."""
    if block["t"] == "Header":
        return ast.plain_text(block["c"][2])
    is_bold = block["t"] == "Para" and [one["t"] for one in block["c"]] == ["Strong"]
    return ast.plain_text(block["c"]) if is_bold else None


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
