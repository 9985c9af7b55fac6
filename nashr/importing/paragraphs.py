"""The paragraphs of a Word file: where each stands, and how it looks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from nashr.importing.flattening import text_run
from nashr.importing.font_letters import is_of_symbols
from nashr.importing.marks import Marks, without_marks
from nashr.importing.ooxml import (
    Element,
    WordPackage,
    find_all,
    is_on,
    one_line,
    paragraph_text,
    tag,
    value,
)
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with text. ``number`` counts those of its story, from 1, empty ones too; the
    story is ``document``, ``footnotes`` or ``endnotes``.
    """

    number: int
    story: str
    text: str
    #: The name of its style, as Word shows it in English; empty for the usual one.
    style: str = ""
    #: The level of the outline that its style or itself has, from 1; 0 is none.
    outline: int = 0
    #: Whether all of its letters are bold, italic, or capitals by format.
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    centred: bool = False
    #: Whether it stands on the right, as a name below an epigraph.
    right: bool = False
    #: The size of its letters in points, 0 where it is the usual one.
    size: float = 0.0
    #: How far it is indented on the left, in points.
    indent: float = 0.0
    in_table: bool = False
    in_list: bool = False
    starts_page: bool = False
    #: How many notes, pictures and formulas it has.
    notes: int = 0
    pictures: int = 0
    formulas: int = 0

    @property
    def excerpt(self) -> str:
        """The first words of it."""
        words = self.text.split()
        return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    outline: int
    bold: bool
    italic: bool
    capitals: bool
    centred: bool
    size: float


#: The styles of a file by id.
Styles = Mapping[str, _Style]
_USUAL = _Style("", 0, False, False, False, False, 0.0)
#: Styles whose paragraphs pandoc takes out of the text, for metadata that it does not pass on.
_METADATA = frozenset("title subtitle author authors date abstract abstracttitle".split())
_HEADING = re.compile(r"heading ([1-9])$")


def mark_paragraphs(package: WordPackage, marks: Marks) -> list[Paragraph]:
    """Put a mark at the head of each paragraph that has anything in it."""
    styles = styles_of(package)
    found: list[Paragraph] = []
    for kind, story in package.stories():
        for number, element in enumerate(story.iter(tag("w:p")), start=1):
            if not has_content(element):
                continue
            paragraph = _paragraph(number, kind, element, styles)
            properties = element.find(tag("w:pPr"))
            place = 0 if properties is None else 1
            if kind != "document" and _is_separator(element):
                continue
            if paragraph.style.replace(" ", "") in _METADATA:
                properties.remove(properties.find(tag("w:pStyle")))
            element.insert(place, text_run(marks.add(paragraph)))
            found.append(paragraph)
    return found


def has_content(paragraph: Element) -> bool:
    """Whether a paragraph has text, or something else that is shown."""
    return bool(
        find_all(
            paragraph,
            ".//w:t | .//w:drawing | .//w:pict | .//w:object | .//m:oMath | .//w:sym"
            " | .//w:footnoteReference | .//w:endnoteReference",
        )
    )


def _is_separator(paragraph: Element) -> bool:
    note = next(paragraph.iterancestors(tag("w:footnote"), tag("w:endnote")), None)
    return note is not None and value(note, "w:type") not in ("", "normal")


def _paragraph(number: int, kind: str, element: Element, styles: Styles) -> Paragraph:
    properties = element.find(tag("w:pPr"))
    style = _style_of(properties, styles)
    outline = _outline(properties) or style.outline
    runs = [run for run in element.iter(tag("w:r")) if without_marks(_run_text(run)).strip()]
    looks = [_look(run, style, styles) for run in runs]
    sizes = Counter(size for _, _, _, size in looks)
    alignment = "" if properties is None else value(properties.find(tag("w:jc")))
    return Paragraph(
        number,
        kind,
        one_line(without_marks(paragraph_text(element, is_of_symbols))),
        style.name,
        outline,
        bold=bool(looks) and all(bold for bold, _, _, _ in looks),
        italic=bool(looks) and all(italic for _, italic, _, _ in looks),
        capitals=bool(looks) and all(capitals for _, _, capitals, _ in looks),
        centred=(alignment or ("center" if style.centred else "")) == "center",
        right=alignment in ("right", "end"),
        size=sizes.most_common(1)[0][0] if sizes else 0.0,
        indent=_indent(properties),
        in_table=next(element.iterancestors(tag("w:tc")), None) is not None,
        in_list=properties is not None and properties.find(tag("w:numPr")) is not None,
        starts_page=bool(find_all(element, "./w:pPr/w:pageBreakBefore | .//w:br[@w:type='page']")),
        notes=_number_of(element, ".//w:footnoteReference | .//w:endnoteReference"),
        pictures=_number_of(element, ".//a:blip[@r:embed] | .//v:imagedata[@r:id]"),
        formulas=_number_of(element, ".//m:oMath[not(ancestor::m:oMath)]"),
    )


def outline_of(paragraph: Element, styles: Styles) -> int:
    """The level of the outline that a paragraph has, from 1; 0 is none."""
    properties = paragraph.find(tag("w:pPr"))
    return _outline(properties) or _style_of(properties, styles).outline


def is_bold(paragraph: Element, styles: Styles) -> bool:
    """Whether all words of a paragraph are bold."""
    style = _style_of(paragraph.find(tag("w:pPr")), styles)
    runs = [run for run in paragraph.iter(tag("w:r")) if _run_text(run).strip()]
    return bool(runs) and all(_look(run, style, styles)[0] for run in runs)


def has_capitals(run: Element, paragraph: Element, styles: Styles) -> bool:
    """Whether Word shows a run of a paragraph in capitals, whatever letters it has."""
    style = _style_of(paragraph.find(tag("w:pPr")), styles)
    return _look(run, style, styles)[2]


def _style_of(properties: Element | None, styles: Styles) -> _Style:
    return styles.get(_style_id(properties), styles.get("", _USUAL))


def _number_of(element: Element, path: str) -> int:
    """How many there are of an element in a paragraph, without those of paragraphs in it."""
    found = (next(one.iterancestors(tag("w:p")), None) for one in find_all(element, path))
    return sum(1 for paragraph in found if paragraph is element)


def _run_text(run: Element) -> str:
    return "".join(one.text or "" for one in run.iter(tag("w:t")))


def _look(run: Element, style: _Style, styles: Styles) -> tuple[bool, bool, bool, float]:
    """Whether a run is bold, italic and in capitals, and its size."""
    properties = run.find(tag("w:rPr"))
    if properties is None:
        return style.bold, style.italic, style.capitals, style.size
    of_run = styles.get(value(properties.find(tag("w:rStyle"))), _USUAL)

    def on(name: str, usual: bool) -> bool:
        return is_on(properties, name) if properties.find(tag(name)) is not None else usual

    half_points = value(properties.find(tag("w:sz")))
    size = int(half_points) / 2 if half_points.isdigit() else of_run.size or style.size
    return (
        on("w:b", style.bold or of_run.bold),
        on("w:i", style.italic or of_run.italic),
        on("w:caps", style.capitals or of_run.capitals),
        size,
    )


def _style_id(properties: Element | None) -> str:
    return "" if properties is None else value(properties.find(tag("w:pStyle")))


def _outline(properties: Element | None) -> int:
    level = "" if properties is None else value(properties.find(tag("w:outlineLvl")))
    return int(level) + 1 if level.isdigit() and int(level) < 9 else 0


def _indent(properties: Element | None) -> float:
    found = None if properties is None else properties.find(tag("w:ind"))
    twentieths = value(found, "w:left") or value(found, "w:start")
    return int(twentieths) / 20 if twentieths.lstrip("-").isdigit() else 0.0


def styles_of(package: WordPackage) -> Styles:
    """The styles by id, with what they inherit; the usual one also as an empty id."""
    tree = package.related_tree("styles")
    if tree is None:
        return {}
    elements = {value(one, "w:styleId"): one for one in tree.iter(tag("w:style"))}
    found: dict[str, _Style] = {}
    for identifier, one in elements.items():
        chain = list(ancestry(identifier, elements))
        found[identifier] = _style(chain)
        is_default = value(one, "w:default") in ("1", "true")
        if is_default and value(one, "w:type") == "paragraph":
            usual = found[identifier]
            found[""] = _Style("", *(getattr(usual, name) for name in _Style.__slots__[1:]))
    return found


def ancestry(identifier: str, elements: Mapping[str, Element]) -> Iterator[Element]:
    """A style and those that it is based on; a circle ends where it closes."""
    seen: set[str] = set()
    while identifier in elements and identifier not in seen:
        seen.add(identifier)
        yield elements[identifier]
        identifier = value(elements[identifier].find(tag("w:basedOn")))


def _style(chain: list[Element]) -> _Style:
    def first(path: str) -> Element | None:
        return next((found[0] for one in chain if (found := find_all(one, path))), None)

    def on(name: str) -> bool:
        found = first(f"./w:rPr/{name}")
        return found is not None and is_on(found.getparent(), name)

    names = [value(one.find(tag("w:name"))).lower() for one in chain]
    heading = next((found for name in names if (found := _HEADING.match(name))), None)
    level = value(first("./w:pPr/w:outlineLvl"))
    outline = int(level) + 1 if level.isdigit() and int(level) < 9 else 0
    size = value(first("./w:rPr/w:sz"))
    return _Style(
        names[0] if value(chain[0], "w:default") not in ("1", "true") else "",
        int(heading[1]) if heading else outline,
        on("w:b"),
        on("w:i"),
        on("w:caps"),
        value(first("./w:pPr/w:jc")) == "center",
        int(size) / 2 if size.isdigit() else 0.0,
    )
