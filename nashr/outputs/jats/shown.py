"""What a JATS article shows, as one text; see ``outputs.account``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from nashr.outputs.account.formulas import Formulas, Reading, of_mathml
from nashr.outputs.account.looks import Looks
from nashr.outputs.account.passages import (
    CALL,
    FORMULA,
    IMAGE,
    Mark,
    counted,
    key_of,
    key_with_calls,
)
from nashr.outputs.account.pictures import Picture
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


class Shown(NamedTuple):
    """The text, what is read of the signs for formulas and for images in it, and the places of its
    links in the key, each with that of what it leads to.
    """

    text: str
    formulas: Formulas
    pictures: list[Picture | None]
    links: list[tuple[int, int]]


def read(article: Element) -> Shown:
    """What the article shows."""
    pieces: list[str] = []
    elements: dict[int, Any] = {}
    places: dict[Any, int] = {}
    _read(article, pieces, elements, places)
    readings: list[Reading | None] = []
    pictures: list[Picture | None] = []
    for number, piece in enumerate(pieces):
        element = elements.get(number)
        is_image = element is not None and element.tag in _IMAGES
        if is_image:
            pictures.append(_picture(element))
        elif element is not None:
            readings.append(_reading(element))
        readings += [None] * (piece.count(FORMULA) - (element is not None and not is_image))
        pictures += [None] * (piece.count(IMAGE) - is_image)
    links = list(_links(places, pieces))
    return Shown("".join(pieces), Formulas("mathml", readings), pictures, links)


def _links(places: Mapping[Any, int], pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of links in the key and of what they lead to; -1 for nothing."""
    ends = [*accumulate(map(counted, pieces), initial=0)]
    named = {one.get("id"): number for one, number in places.items()}
    for one, number in places.items():
        if (name := one.get("rid")) is not None:
            yield ends[number], ends[named[name]] if name in named else -1


def looks_of(article: Element) -> Looks:
    """What stands out of the text, or leads out of it."""
    looks = Looks()
    for element in article.iter(*_MARKS, *_LINKS):
        if element.tag in _LINKS:
            looks.see("link", element.get(f"{{{XLINK}}}href") or f"mailto:{element.text}")
        elif (around := element.getparent()) is None or around.get("ref-type") not in _CALLS:
            looks.see(_MARKS[element.tag], "".join(map(str, element.itertext())))
    return looks


def _picture(element: Any) -> Picture:
    said = element.findtext("alt-text") or element.getparent().findtext("alt-text") or ""
    return Picture(element.get(f"{{{XLINK}}}href") or "", key_of(said))


def _reading(element: Any) -> Reading | None:
    math = next(element.iter("{*}math"), None)
    return of_mathml(math, element.findtext("tex-math") or "") if math is not None else None


def alternatives(article: Element) -> list[str]:
    """The keys of the alternative texts of all images."""
    return [key_of(said.text or "") for said in article.iter("alt-text")]


def _read(root: Any, pieces: list[str], elements: dict[int, Any], places: dict[Any, int]) -> None:
    stack = [(iter([root]), "")]
    while stack:
        children, after = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
            pieces.append(after)
            continue
        tail = element.tail or ""
        if element.get("id") or element.get("rid"):
            places[element] = len(pieces)
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if not name or name in _NOT_SHOWN or _is_counted(element, name):
            pieces.append(tail)
        elif name == "xref" and element.get("ref-type") == "fn":
            pieces.append(CALL + tail)
        elif name in _FORMULAS or (name == "alternatives" and _is_formula(element)):
            elements[len(pieces)] = element
            pieces.append(FORMULA + tail)
        elif name in _IMAGES:
            elements[len(pieces)] = element
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
