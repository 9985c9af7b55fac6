"""Find in a Word file what pandoc does not read: charts, diagrams, embedded objects, shapes, parts
of other formats. Each gets a mark, so that the report can say where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from nashr.importing.flattening import put_in_place, text_run
from nashr.importing.marks import Marks
from nashr.importing.ooxml import (
    Element,
    WordError,
    WordPackage,
    find_all,
    one_line,
    paragraph_text,
    tag,
    value,
)
from nashr.records import dataclass, field

ObjectKind = Literal["chart", "diagram", "equation", "object", "shape", "part", "picture"]


@dataclass(frozen=True, slots=True)
class EmbeddedObject:
    """Something that is no text and no picture. ``name`` is the program that made it, or a part's
    name; ``rows`` has what could be read of it: the data of a chart, the texts of a diagram.
    """

    kind: ObjectKind
    name: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    #: The texts of a chart's title and axes.
    title: str = ""
    #: Whether a picture of it stands in its place.
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in TeX that stands in the place of an object; ``program`` has made the object."""

    tex: str
    program: str


@dataclass(frozen=True, slots=True)
class OldEquations:
    """What could be read of the formulas that are objects, by part; ``hint`` says what to do where
    one could not be read.
    """

    formulas: Mapping[str, Formula] = field(default_factory=dict)
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ChangedPicture:
    """A picture of which Word shows a part alone, or which it turns or mirrors."""


#: Reads the root element of a part as rows.
_Reader = Callable[[Element], tuple[tuple[str, ...], ...]]
#: The programs whose objects are formulas.
_EQUATIONS = ("equation.", "mathtype", "opendocument.math", "starmath")
#: Elements of a run that hold drawings and objects.
HOLDERS = ("w:drawing", "w:pict", "w:object")


def mark_objects(
    package: WordPackage, marks: Marks, formulas: Mapping[str, Formula] | None = None
) -> None:
    """Put a mark behind each object, and in the place of parts in other formats, and of objects
    whose formula is known, by part.
    """
    for kind, story in package.stories():
        part = package.main if kind == "document" else package.related(kind)[0]
        for holder in list(story.iter(*map(tag, HOLDERS))):
            named = equation_of(package, part, holder)
            if formulas and named is not None and named[0] in formulas:
                put_in_place(holder, [_text(marks.add(formulas[named[0]]))])
                continue
            found = _object(package, part, holder)
            if found is not None:
                _mark_behind(holder, marks.add(found))
            elif _is_changed(holder):
                _mark_behind(holder, marks.add(ChangedPicture()))
        for chunk in list(story.iter(tag("w:altChunk"), tag("w:subDoc"))):
            target = package.relationships(part).get(value(chunk, "r:id"))
            name = target.target if target else ""
            chunk.tag = tag("w:p")
            for child in list(chunk):
                chunk.remove(child)
            chunk.attrib.clear()
            chunk.append(text_run(marks.add(EmbeddedObject("part", name))))


def equation_of(package: WordPackage, part: str, holder: Element) -> tuple[str, str] | None:
    """The part that a formula of an old editor is in, and the program that made it."""
    for one in find_all(holder, ".//o:OLEObject"):
        program = str(one.get("ProgID", ""))
        target = package.relationships(part).get(value(one, "r:id"))
        if not program.lower().startswith(_EQUATIONS) or target is None or target.external:
            continue
        if target.target in package.files:
            return target.target, program
    return None


def _text(words: str) -> Element:
    text: Element = text_run(words)[0]
    return text


def left_out(package: WordPackage) -> dict[str, tuple[str, ...]]:
    """The texts that a manuscript does not have: those of headers and footers, by kind."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in ("header", "footer"):
        texts = []
        for part in package.related(kind):
            paragraphs = package.tree(part).iter(tag("w:p"))
            text = one_line(" ".join(map(paragraph_text, paragraphs)))
            if any(c.isalpha() for c in text):
                texts.append(text)
        found[kind] = tuple(dict.fromkeys(texts))
    return found


def _mark_behind(holder: Element, mark: str) -> None:
    """Put a mark behind the run that an object is in."""
    run = next(holder.iterancestors(tag("w:r")), None)
    if run is not None:
        run.addnext(text_run(mark))


def _object(package: WordPackage, part: str, holder: Element) -> EmbeddedObject | None:
    has_picture = bool(find_all(holder, ".//a:blip | .//v:imagedata"))
    if drawn := _drawn_texts(holder):
        return EmbeddedObject("shape", rows=drawn, has_picture=has_picture)
    if find_all(holder, ".//w:txbxContent"):
        return None
    if charts := find_all(holder, ".//c:chart"):
        rows = _read(package, part, value(charts[0], "r:id"), _chart_rows)
        titles = _read(package, part, value(charts[0], "r:id"), _chart_titles)
        title = "; ".join(one for row in titles for one in row)
        return EmbeddedObject("chart", rows=rows, title=title, has_picture=has_picture)
    if find_all(holder, ".//cx:chart"):
        return EmbeddedObject("chart", has_picture=has_picture)
    if diagrams := find_all(holder, ".//dgm:relIds"):
        rows = _read(package, part, value(diagrams[0], "r:dm"), _diagram_rows)
        return EmbeddedObject("diagram", rows=rows, has_picture=has_picture)
    if objects := find_all(holder, ".//o:OLEObject"):
        program = str(objects[0].get("ProgID", ""))
        is_equation = program.lower().startswith(_EQUATIONS)
        kind: ObjectKind = "equation" if is_equation else "object"
        return EmbeddedObject(kind, program, has_picture=has_picture)
    if linked := find_all(holder, ".//a:blip[@r:link][not(@r:embed)]"):
        target = package.relationships(part).get(value(linked[0], "r:link"))
        return EmbeddedObject("picture", target.target if target else "?")
    if not has_picture and not _is_line(holder):
        letters = [str(one.get("string", "")) for one in find_all(holder, ".//v:textpath")]
        return EmbeddedObject("shape", rows=tuple((text,) for text in letters if text.strip()))
    return None


def _drawn_texts(holder: Element) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of drawings that another program of Office has made, as PowerPoint: their
    texts are DrawingML (20.1.2.2.40), and no boxes of Word.
    """
    texts = (
        one_line("".join("\n" if t.tag == tag("a:br") else t.text or "" for t in found))
        for found in (
            one.iter(tag("a:t"), tag("a:br")) for one in find_all(holder, ".//a:txBody/a:p")
        )
    )
    return tuple((text,) for text in texts if text)


def _is_changed(holder: Element) -> bool:
    """Whether a picture is cropped, turned or mirrored (20.1.8.55 and 20.1.7.6; VML, 14.1.2.11)."""
    edges = (
        str(one.get(side, "0"))
        for one in find_all(holder, ".//a:srcRect")
        for side in ("l", "t", "r", "b")
    )
    if any(edge.rstrip("%").lstrip("-0.") for edge in edges):
        return True
    placed = find_all(holder, ".//pic:spPr/a:xfrm")
    if any(str(one.get("rot", "0")) not in ("", "0") for one in placed):
        return True
    if any(one.get(name) in ("1", "true") for one in placed for name in ("flipH", "flipV")):
        return True
    vml = find_all(holder, ".//v:imagedata")
    sides = ("cropleft", "croptop", "cropright", "cropbottom")
    return any(str(one.get(side, "0")).strip("0f.") for one in vml for side in sides)


def _is_line(holder: Element) -> bool:
    """Whether a drawing is a rule, or nothing at all."""
    return bool(find_all(holder, ".//v:rect[@o:hr] | .//v:line")) or not find_all(
        holder, ".//wps:wsp | .//v:shape | .//v:rect | .//v:oval | .//v:group | .//v:roundrect"
    )


def _read(
    package: WordPackage, part: str, identifier: str, read: _Reader
) -> tuple[tuple[str, ...], ...]:
    target = package.relationships(part).get(identifier)
    if target is None or target.external or target.target not in package.files:
        return ()
    try:
        return read(package.tree(target.target))
    except WordError:
        return ()


def _chart_rows(root: Element) -> tuple[tuple[str, ...], ...]:
    """The data that a chart has stored: a row of names, and a row for each category."""
    series = find_all(root, ".//c:plotArea//c:ser")
    names, columns = [], []
    categories: dict[int, str] = {}
    for number, one in enumerate(series, start=1):
        title = "".join("".join(t.itertext()) for t in find_all(one, "./c:tx//c:v"))
        names.append(one_line(title) or str(number))
        columns.append(_points(one, "./c:val | ./c:yVal"))
        categories = categories or _points(one, "./c:cat | ./c:xVal")
    if not columns:
        return ()
    places = sorted({*categories, *(place for column in columns for place in column)})
    head = ("", *names)
    return (
        head,
        *((categories.get(n, ""), *(column.get(n, "") for column in columns)) for n in places),
    )


def _chart_titles(root: Element) -> tuple[tuple[str, ...], ...]:
    """The titles of a chart and of its axes."""
    titles = (
        one_line("".join("".join(t.itertext()) for t in find_all(one, ".//a:t | .//c:v")))
        for one in find_all(root, ".//c:title")
    )
    return tuple((text,) for text in titles if text)


def _points(series: Element, path: str) -> dict[int, str]:
    found = {}
    for one in find_all(series, path):
        for point in find_all(one, ".//c:pt"):
            index = str(point.get("idx", ""))
            if index.isdecimal():
                shown = "".join("".join(v.itertext()) for v in find_all(point, "./c:v"))
                found[int(index)] = one_line(shown)
    return found


def _diagram_rows(root: Element) -> tuple[tuple[str, ...], ...]:
    """The texts of a diagram's points, in the order of the file."""
    texts = (
        one_line("".join("".join(t.itertext()) for t in find_all(point, ".//a:t")))
        for point in find_all(root, ".//dgm:pt[not(@type) or @type='node']")
    )
    return tuple((text,) for text in texts if text)
