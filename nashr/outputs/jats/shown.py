"""What a JATS article shows, as one text; see ``outputs.account``."""

from __future__ import annotations

from typing import Any

from nashr.outputs.account.formulas import Formulas, Reading, of_mathml
from nashr.outputs.account.looks import Looks
from nashr.outputs.account.passages import CALL, FORMULA, IMAGE, Mark, key_of, key_with_calls
from nashr.outputs.jats.xml import XLINK, Element

_NOT_SHOWN = frozenset({"alt-text", "long-desc", "counts", "element-citation", "journal-meta"})
_FORMULAS = frozenset({"math", "tex-math"})
_IMAGES = frozenset({"graphic", "inline-graphic"})
_MARKS: dict[str, Mark] = {
    "sup": "super",
    "sub": "sub",
    "strike": "strike",
    "italic": "emphasis",
    "bold": "strong",
    "sc": "capitals",
    "underline": "underline",
}
#: The types of references whose raised number is a note's, or an affiliation's.
_CALLS = ("fn", "aff", "corresp")
_LINKS = ("ext-link", "email", "uri", "self-uri", "related-article", "related-object")
#: What stands apart from what follows: a label, a line of a paragraph.
_APART = frozenset({"break", "label", "p", "verse-line"})
_CAPTION = frozenset({"label", "caption"})


def shown(article: Element) -> str:
    """The key of the text: front, body, then notes and references as they stand in the file."""
    return key_with_calls(read(article)[0])


def read(article: Element) -> tuple[str, Formulas]:
    """The text, and what is read of the signs for formulas in it."""
    pieces: list[str] = []
    elements: dict[int, Any] = {}
    _read(article, pieces, elements)
    readings: list[Reading | None] = []
    for number, piece in enumerate(pieces):
        if number in elements:
            readings.append(_reading(elements[number]))
        readings += [None] * (piece.count(FORMULA) - (number in elements))
    return "".join(pieces), Formulas("mathml", readings)


def looks_of(article: Element) -> Looks:
    """What stands out of the text, or leads out of it."""
    looks = Looks()
    for element in article.iter(*_MARKS, *_LINKS):
        if element.tag in _LINKS:
            looks.see("link", element.get(f"{{{XLINK}}}href") or f"mailto:{element.text}")
        elif (around := element.getparent()) is None or around.get("ref-type") not in _CALLS:
            looks.see(_MARKS[element.tag], "".join(map(str, element.itertext())))
    return looks


def _reading(element: Any) -> Reading | None:
    math = next(element.iter("{*}math"), None)
    return of_mathml(math, element.findtext("tex-math") or "") if math is not None else None


def alternatives(article: Element) -> list[str]:
    """The keys of the alternative texts of all images."""
    return [key_of(said.text or "") for said in article.iter("alt-text")]


def _read(root: Any, pieces: list[str], formulas: dict[int, Any]) -> None:
    stack = [(iter([root]), "")]
    while stack:
        children, after = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
            pieces.append(after)
            continue
        tail = element.tail or ""
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if not name or name in _NOT_SHOWN or _is_counted(element, name):
            pieces.append(tail)
        elif name == "xref" and element.get("ref-type") == "fn":
            pieces.append(CALL + tail)
        elif name in _FORMULAS or (name == "alternatives" and _is_formula(element)):
            formulas[len(pieces)] = element
            pieces.append(FORMULA + tail)
        elif name in _IMAGES:
            pieces.append(IMAGE + tail)
        else:
            pieces.append(element.text or "")
            after = f" {tail}" if name in _APART else tail
            stack.append((iter(_in_order(element, name)), after))


def _is_counted(element: Any, name: str) -> bool:
    """Whether it is the number of a note or of the item of a list, which no text has."""
    parent = element.getparent() if name == "label" else None
    return parent is not None and parent.tag in ("fn", "list-item")


def _is_formula(alternatives: Any) -> bool:
    """Whether these are forms of one formula: TeX and MathML, of which one is shown."""
    return any(child.tag.rpartition("}")[2] in _FORMULAS for child in alternatives)


def _in_order(element: Any, name: str) -> list[Any]:
    """The children, label and caption behind a figure, table or formula, and the foot of a table,
    which JATS has before its body, behind that.
    """
    children = list(element)
    if name == "table":
        children.sort(key=lambda child: child.tag == "tfoot")
    if name in {"fig", "fig-group", "table-wrap", "disp-formula"}:
        children.sort(key=lambda child: child.tag in _CAPTION)
    return children
