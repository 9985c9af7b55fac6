"""What nashr's own Word files are known by: the styles of their paragraphs, and what is stored in
them beside the text, so that a manuscript can be made of them again.
"""

from __future__ import annotations

import re
from typing import Any

#: Styles of paragraphs that stand for more than their look.
VERSE, EPIGRAPH, BREAK, EQUATION = "Verse", "Epigraph", "Section Break", "Equation"
EQUATION_NUMBER, AFTER_EQUATION, BOX = "Equation Number", "Body Text after Equation", "Box"
QUOTATION = "Quotation"
#: Styles of characters: a heading's number, the label of a caption, a cross-reference, the name of
#: an author in the sentence before a citation, and keys of a keyboard.
SECTION_NUMBER, CAPTION_LABEL = "Section Number", "Caption Label"
CROSS_REFERENCE, CITED_AUTHOR, KEYS = "Cross-Reference", "Cited Author", "Keys"
#: Styles whose paragraphs hold facts that are not compared with the text.
FACTS, LAST_FACTS = "Article Facts", "Article Facts End"
#: The style of the sentence on the work that the article was made from, which is the author's.
ORIGIN = "Article Origin"

#: The bookmark around the text, between the title block and what follows it.
BODY = "_nashr_body"
#: What the name of a bookmark around the number of a figure or heading begins with.
NUMBER = "_nr_"

#: The part with the record of the manuscript, and the namespace of its element.
RECORD_PART = "customXml/item1.xml"
RECORD_NAMESPACE = "urn:x-nashr:manuscript"

_PROPERTIES = re.compile(r"Pr$")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
#: What only groups text, which Word may do anew.
_GROUPS = frozenset({"r", "oMath", "oMathPara"})
#: Signs that LibreOffice makes structures of, and some that are not seen.
_REWRITTEN = frozenset("()[]{}|‖/\u2061\u2062\u2063\u200b")

#: Properties that say which sign there is, and values of others that are no usual ones and change
#: what a formula says: where a bar stands, how a fraction is drawn, which letters there are.
_CHARACTERS = frozenset({"chr", "begChr", "endChr"})
_MEANT = {
    "pos": ("top",),
    "type": ("skw", "lin", "noBar"),
    "scr": ("script", "fraktur", "double-struck", "sans-serif", "monospace"),
    "sty": ("b", "bi"),
}


def formula_shape(formula: Any) -> str:
    """What a formula of Word says: its structures by their names, and its text. The same after
    Word has saved it anew with other runs and properties.
    """
    pieces: list[str] = []
    _shape(formula, pieces)
    return "".join(pieces)


def formula_signs(formula: Any) -> str:
    """The letters, numbers and signs of a formula of Word in their order, without what LibreOffice
    writes in another way: spaces, brackets, and strokes of fractions.
    """
    text = "".join(one.text or "" for one in formula.iter(f"{_MATH}t"))
    return "".join(c for c in text if c not in _REWRITTEN and not c.isspace())


def _is_upright_letter(run: Any) -> bool:
    """Whether a run is a letter that stands upright by itself, as that of a differential."""
    styles = [one.get(f"{_MATH}val") for one in run.iterfind(f"{_MATH}rPr/{_MATH}sty")]
    text = "".join(one.text or "" for one in run.iterfind(f"{_MATH}t")).strip()
    return styles == ["p"] and len(text) == 1 and text.isalpha()


def _shape(element: Any, pieces: list[str]) -> None:
    for child in element:
        if not isinstance(child.tag, str) or not child.tag.startswith(_MATH):
            continue
        name = child.tag[len(_MATH) :]
        if name == "t":
            pieces.append("".join((child.text or "").split()))
        elif _PROPERTIES.search(name):
            for one in child:
                mark = one.get(f"{_MATH}val")
                kind = one.tag[len(_MATH) :] if isinstance(one.tag, str) else ""
                if kind in _CHARACTERS or mark in _MEANT.get(kind, ()):
                    pieces.append(f"[{mark}]")
        elif name in _GROUPS:
            pieces.append("[p]" if _is_upright_letter(child) else "")
            _shape(child, pieces)
        else:
            pieces.append(f"{name}(")
            _shape(child, pieces)
            pieces.append(")")
