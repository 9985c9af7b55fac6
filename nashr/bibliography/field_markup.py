"""The tags of registries and databases in the fields of an item, as the markup of CSL.

Crossref's titles have the tags of JATS and MathML, exports of others those of HTML, and either may
be written with ``&lt;``. CSL knows ``i``, ``b``, ``sup``, ``sub`` and small capitals (CSL 1.0.2,
"Rich text markup within fields"); any other tag would be printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr.bibliography.tex import without_entities

#: What a tag is in CSL; nothing for those that only part or surround text.
_SMALL_CAPS = '<span style="font-variant:small-caps;">'
_LIKE: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("i", "em", "italic", "cite"), ("<i>", "</i>")),
    **dict.fromkeys(("b", "strong", "bold"), ("<b>", "</b>")),
    **dict.fromkeys(("sup", "superscript"), ("<sup>", "</sup>")),
    **dict.fromkeys(("sub", "inf", "subscript"), ("<sub>", "</sub>")),
    **dict.fromkeys(("scp", "sc", "small-caps"), (_SMALL_CAPS, "</span>")),
    "q": ("“", "”"),
}
#: Tags that part words, as the end of a line or a paragraph does.
_PARTING = frozenset("p br break sec title div li ul ol".split())
_SILENT = frozenset(
    "u underline font span small big tt monospace roman sans-serif styled-content named-content "
    "inline-formula alternatives tex-math ext-link xref math mrow mi mn mo mtext msup msub "
    "msubsup mstyle mfenced mspace semantics".split()
)
_TAG = re.compile(r"<(/?)(?:(?:jats|mml|html):)?([A-Za-z][A-Za-z-]*)(\s+[\w:-]+\s*=[^<>]*)?\s*/?>")
#: The tags of CSL with their attributes.
_KEPT = re.compile(r"(?i)\s*(?:class\s*=\s*[\"']no(?:case|decor)|style\s*=\s*[\"']\s*font-variant)")
#: A formula in TeX, as it was found in the field.
_FORMULA = re.compile(r'(<span class="math">.*?</span>)', re.DOTALL)
#: A tag that was escaped once more.
_ESCAPED = re.compile(r"&lt;(/?(?:jats:|mml:)?[A-Za-z][A-Za-z-]*)&gt;")
#: Fields whose characters mean themselves.
_VERBATIM = frozenset({"DOI", "URL", "id", "ISBN", "ISSN", "PMID", "PMCID"})


def settle(item: dict[str, Any]) -> None:
    """Write the markup of the fields of a CSL item as CSL has it, in place."""
    for variable, value in item.items():
        if isinstance(value, str) and variable not in _VERBATIM and ("<" in value or "&" in value):
            pieces = _FORMULA.split(value)
            pieces[::2] = map(as_csl, pieces[::2])
            item[variable] = "".join(pieces)


def as_csl(text: str) -> str:
    """A field without tags that CSL does not know, and without the entities of HTML."""
    text = without_entities(_ESCAPED.sub(r"<\1>", text))
    if "<" not in text:
        return text
    opened: list[bool] = []
    text = _TAG.sub(lambda tag: _tag(tag, opened), text)
    return re.sub(r"\s{2,}", " ", text)


def _tag(tag: re.Match[str], opened: list[bool]) -> str:
    name, closes = tag[2].lower(), bool(tag[1])
    if name == "span":
        if closes:
            return tag[0] if opened and opened.pop() else ""
        opened.append(bool(tag[3] and _KEPT.match(tag[3])))
        return tag[0] if opened[-1] else ""
    if name in _LIKE:
        return _LIKE[name][closes]
    if name in _PARTING:
        return " "
    return "" if name in _SILENT else tag[0]
