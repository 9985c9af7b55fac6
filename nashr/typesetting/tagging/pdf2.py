"""The structure of PDF 2.0 (ISO 32000-2), as PDF/UA-2 (ISO 14289-2) asks for it.

The tree is the same as that of PDF/UA-1. Structure types that PDF 2.0 has are in its namespace, and
the others in that of PDF 1.7, which counts where none is named (ISO 32000-2, 14.8.6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nashr.records import dataclass
from nashr.typesetting.tagging.structure import Element

_NAMESPACE = "http://iso.org/pdf2/ssn"
_IN_PDF_2 = frozenset(
    "Document Div Sect P Title FENote Lbl Span Link L LI LBody Table THead TBody TFoot TR TH TD "
    "Caption Figure Formula H1 H2 H3 H4 H5 H6".split()
)
#: An element of the HTML that holds the MathML of a formula.
MATHML = "data-mathml"
_MATHML_TYPE = "/application#2Fmathml+xml"


@dataclass(frozen=True, slots=True)
class Tagged:
    """An element, and the object of the PDF that was made of it."""

    element: Element
    made: Any


def upgrade(pdf: Any, tagged: Sequence[Tagged], date: str) -> None:
    """Make the structure that was written into a PDF that of PDF 2.0, in place. ``date`` is that of
    the document, for the files that are attached.
    """
    import pydyf

    namespace = pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(_NAMESPACE)})
    pdf.add_object(namespace)
    root = _root_of(pdf)
    root["Namespaces"] = pydyf.Array([namespace.reference])
    has_title = False
    for one in tagged:
        role, has_title = _role(one.element, has_title)
        one.made["S"] = f"/{role}"
        if role in _IN_PDF_2:
            one.made["NS"] = namespace.reference
        if role == "L":
            _number(one)
    _refer_notes(tagged)
    targets = _targets(tagged)
    _lead(pdf, targets)
    _lead_outlines(pdf, tagged)
    _attach_formulas(pdf, tagged, date)


def _root_of(pdf: Any) -> Any:
    number = int(pdf.catalog["StructTreeRoot"].split()[0])
    return pdf.objects[number]


def _role(element: Element, has_title: bool) -> tuple[str, bool]:
    """The structure type, and whether the title has come: the first heading of the first level is
    the title, and headings below it begin with the first level.
    """
    role = element.role
    if role == "Note":
        return "FENote", has_title
    if role == "H1" and not has_title:
        return "Title", True
    if len(role) == 2 and role[0] == "H" and role[1] in "23456":
        return f"H{int(role[1]) - 1}", has_title
    return role, has_title


def _number(one: Tagged) -> None:
    """A list with labels says of which kind they are (ISO 14289-2, 8.2.5.25)."""
    attributes = one.made.get("A")
    if attributes is None or attributes.get("ListNumbering") != "/None":
        return
    labels = (e for kid in one.element.kids for e in getattr(kid, "kids", ()))
    if any(getattr(label, "role", "") == "Lbl" for label in labels):
        is_described = one.element.source is not None and one.element.source.tag == "dl"
        attributes["ListNumbering"] = "/Description" if is_described else "/Unordered"


def _refer_notes(tagged: Sequence[Tagged]) -> None:
    """Notes refer to their calls, and calls to their notes (ISO 32000-2, 14.8.4.7.2)."""
    import pydyf

    calls: dict[str, Any] = {}
    for one in tagged:
        href = _get(one.element, "href")
        if one.element.role in ("Reference", "Link") and href.startswith("#fn"):
            calls.setdefault(href[1:], one.made)
    for one in tagged:
        if one.element.role != "Note":
            continue
        one.made["A"] = pydyf.Dictionary({"O": "/FENote", "NoteType": "/Footnote"})
        call = calls.get(_get(one.element, "id"))
        if call is not None:
            one.made["Ref"] = pydyf.Array([call.reference])
            call["Ref"] = pydyf.Array([one.made.reference])


def _get(element: Element, name: str) -> str:
    return (element.source.get(name) or "") if element.source is not None else ""


# --- destinations --------------------------------------------------------------------------


def _targets(tagged: Sequence[Tagged]) -> dict[str, Any]:
    """The structure element for each id of the HTML: of the element itself, or of the first that is
    inside it.
    """
    found: dict[str, Any] = {}
    by_source: dict[Any, Any] = {}
    for one in tagged:
        if one.element.source is not None:
            by_source.setdefault(one.element.source, one.made)
    root = next((one.element.source for one in tagged if one.element.role == "Document"), None)
    for source in root.iter() if root is not None else ():
        name = source.get("id")
        if name and name not in found:
            inside = (by_source[e] for e in source.iter() if e in by_source)
            target = next(inside, None)
            if target is not None:
                found[name] = target
    for name in [source.get("id") for source in (root.iter() if root is not None else ())]:
        if name and name not in found:
            found[name] = tagged[0].made
    return found


def _lead(pdf: Any, targets: Mapping[str, Any]) -> None:
    """Links lead to structure elements (ISO 14289-2, 8.8)."""
    import pydyf

    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("Subtype") == "/Link" and "Dest" in thing:
            name = thing.pop("Dest")
            target = targets.get(str(name.string))
            action = {"Type": "/Action", "S": "/GoTo", "D": name}
            if target is not None:
                action["SD"] = pydyf.Array([target.reference, "/Fit"])
            thing["A"] = pydyf.Dictionary(action)


def _lead_outlines(pdf: Any, tagged: Sequence[Tagged]) -> None:
    """Bookmarks lead to the headings that they name, which come in the same order."""
    import pydyf

    headings = [one for one in tagged if one.element.role[:1] == "H" and one.element.role[1:2]]
    at = 0
    for thing in _outlines(pdf):
        title = _plain(str(thing["Title"].string))
        following = range(at, len(headings))
        found = next((n for n in following if _plain(headings[n].element.text) == title), None)
        if found is None:
            found = next(iter(following), None)
        if found is None:
            target = tagged[0].made
        else:
            at, target = found + 1, headings[found].made
        destination = pydyf.Array([target.reference, "/Fit"])
        action = {"Type": "/Action", "S": "/GoTo", "D": thing.pop("Dest"), "SD": destination}
        thing["A"] = pydyf.Dictionary(action)


def _outlines(pdf: Any) -> Iterator[Any]:
    for thing in pdf.objects:
        if isinstance(thing, dict) and "Title" in thing and "Dest" in thing:
            yield thing


def _plain(text: str) -> str:
    return "".join(text.split())


# --- formulas ------------------------------------------------------------------------------


def _attach_formulas(pdf: Any, tagged: Sequence[Tagged], date: str) -> None:
    """Each formula has its MathML as an associated file (ISO 14289-2, 8.2.5.29)."""
    import pydyf

    names = pydyf.Array()
    for one in tagged:
        mathml = _get(one.element, MATHML) if one.element.role == "Formula" else ""
        if not mathml:
            continue
        name = f"formula-{len(names) // 2 + 1:04}.mml"
        extra = {"Type": "/EmbeddedFile", "Subtype": _MATHML_TYPE}
        if date:
            extra["Params"] = pydyf.Dictionary({"ModDate": pydyf.String(date)})
        stream = pydyf.Stream([mathml.encode()], extra, compress=True)
        pdf.add_object(stream)
        embedded = pydyf.Dictionary({"F": stream.reference, "UF": stream.reference})
        file = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": pydyf.String(name),
                "UF": pydyf.String(name),
                "Desc": pydyf.String(one.element.alt),
                "AFRelationship": "/Supplement",
                "EF": embedded,
            }
        )
        pdf.add_object(file)
        one.made["AF"] = pydyf.Array([file.reference])
        names.extend([pydyf.String(name), file.reference])
    if names:
        catalog_names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
        catalog_names["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})
