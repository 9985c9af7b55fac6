"""The fields of a Word file (ISO/IEC 29500-1, 17.16): an instruction, and the text that Word last
made of it.

What programs for references write is a field too: Zotero, Mendeley Desktop, EndNote and Citavi put
their records into the instruction (``ADDIN …``) or into the data of the field. Such a field becomes
a mark; its text is kept beside it, to be put back where the instruction is not understood.
"""

from __future__ import annotations

import base64
import binascii
import re

from nashr.importing.flattening import put_in_place, text_run
from nashr.importing.marks import Marks
from nashr.importing.ooxml import Element, WordPackage, find_all, one_line, tag, value
from nashr.importing.plain_fields import write_field
from nashr.records import dataclass, field


@dataclass(frozen=True, slots=True)
class CitationField:
    """A citation: ``program`` is ``zotero``, ``csl`` (Mendeley), ``endnote``, ``citavi`` or
    ``word``; ``instruction`` has the record or names it, ``data`` is what EndNote stores beside it.
    """

    program: str
    instruction: str
    text: str
    data: str = ""


@dataclass(frozen=True, slots=True)
class BibliographyField:
    """The list of references that a program made; its text is not part of the manuscript."""

    program: str
    text: str


@dataclass(frozen=True, slots=True)
class ReferenceField:
    """A reference to a bookmark; ``kind`` is ``REF``, ``PAGEREF`` or ``NOTEREF``."""

    kind: str
    bookmark: str
    text: str


@dataclass(frozen=True, slots=True)
class SequenceField:
    """The number in a caption: ``name`` is what is counted, as ``Figure`` or ``Şəkil``."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class DroppedField:
    """A field whose text Word makes anew, as a table of contents or the number of a page."""

    kind: str
    text: str


@dataclass(slots=True)
class _Field:
    """A field while it is read: the element that begins it, and the runs of its text."""

    first: Element
    instruction: list[str] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)
    others: list[Element] = field(default_factory=list)
    #: The runs before its text: the instruction, and fields in it.
    code: list[Element] = field(default_factory=list)
    data: str = ""
    has_result: bool = False


_CITATIONS = (
    (re.compile(r"ADDIN\s+ZOTERO_ITEM\b"), "zotero"),
    (re.compile(r"ADDIN\s+CSL_CITATION\b"), "csl"),
    (re.compile(r"ADDIN\s+EN\.CITE\b"), "endnote"),
    (re.compile(r"ADDIN\s+CitaviPlaceholder"), "citavi"),
    (re.compile(r"CITATION\b"), "word"),
)
_BIBLIOGRAPHIES = (
    (re.compile(r"ADDIN\s+ZOTERO_BIBL\b"), "zotero"),
    (re.compile(r"ADDIN\s+Mendeley\s+Bibliography"), "csl"),
    (re.compile(r"ADDIN\s+EN\.REFLIST\b"), "endnote"),
    (re.compile(r"ADDIN\s+CitaviBibliography"), "citavi"),
    (re.compile(r"BIBLIOGRAPHY\b"), "word"),
)
_REFERENCE = re.compile(r'(REF|PAGEREF|NOTEREF)\s+"?([^\s"\\]+)')
_SEQUENCE = re.compile(r'SEQ\s+(?:"([^"]+)"|(\S+))')
#: What Word makes anew, and no text of the author.
_DROPPED = re.compile(
    r"(TOC|INDEX|XE|TC|PAGE|NUMPAGES|SECTIONPAGES|RD|TA|TOA|ADDIN EN\.CITE\.DATA)\b"
)


def mark_fields(package: WordPackage, marks: Marks) -> dict[str, int]:
    """Put marks in the place of the fields that mean something here. Gives the number of fields of
    each kind, by the first word of the instruction.
    """
    counted: dict[str, int] = {}
    for _, story in package.stories():
        for one in list(story.iter(tag("w:fldSimple"))):
            _unfold(one)
        for found in reversed(
            _fields(story)
        ):  # the outer ones first: what is in them goes with them
            if found.first.getparent() is None:
                continue
            instruction = one_line("".join(found.instruction))
            kind = instruction.split(" ")[0].upper() if instruction else ""
            counted[kind] = counted.get(kind, 0) + 1
            _settle(found, instruction, marks)
    return counted


def _unfold(simple: Element) -> None:
    """Write a simple field as a complex one."""
    runs = []
    for kind in ("begin", "separate", "end"):
        run = text_run("")
        run.remove(run[0])
        character = run.makeelement(tag("w:fldChar"), {tag("w:fldCharType"): kind})
        run.append(character)
        runs.append(run)
    instruction = text_run(value(simple, "w:instr"))
    instruction[0].tag = tag("w:instrText")
    contents = [one for one in simple if one.tag != tag("w:fldData")]
    put_in_place(simple, [runs[0], instruction, runs[1], *contents, runs[2]])


def _fields(story: Element) -> list[_Field]:
    """The fields of a story that are closed, in the order of their ends: the inner ones first."""
    open_fields: list[_Field] = []
    done: list[_Field] = []
    for run in list(story.iter(tag("w:r"))):
        characters = run.findall(tag("w:fldChar"))
        instructions = run.findall(tag("w:instrText"))
        for one in open_fields:
            (one.result if one.has_result else one.code).append(run)
        if not characters and not instructions:
            continue
        for one in run:
            kind = value(one, "w:fldCharType") if one.tag == tag("w:fldChar") else ""
            if kind == "begin":
                data = one.findtext(tag("w:fldData")) or ""
                open_fields.append(_Field(run, data=_decoded(data)))
            elif one.tag == tag("w:instrText") and open_fields:
                open_fields[-1].instruction.append(one.text or "")
            elif kind == "separate" and open_fields:
                open_fields[-1].has_result = True
            elif kind == "end" and open_fields:
                done.append(open_fields.pop())
                done[-1].others.append(run)
        if open_fields and run not in open_fields[-1].others:
            open_fields[-1].others.append(run)
    return done


def _settle(found: _Field, instruction: str, marks: Marks) -> None:
    thing = _thing(found, instruction)
    if thing is None:
        text = _text(found)
        write_field(found.first, found.code, found.others, text, instruction, marks)
        return
    if isinstance(thing, SequenceField):
        found.first.addprevious(text_run(marks.add(thing)))
        return
    found.first.addprevious(text_run(marks.add(thing)))
    for run in (found.first, *found.result, *found.others):
        if run.getparent() is not None and not _has_more_than_text(run):
            run.getparent().remove(run)


def _has_more_than_text(run: Element) -> bool:
    """Whether a run has what must not be lost with a field's text: a note, a picture, a mark."""
    return bool(
        find_all(
            run,
            "./w:footnoteReference | ./w:endnoteReference | ./w:drawing | ./w:pict | ./w:object",
        )
    )


def _thing(found: _Field, instruction: str) -> object | None:
    text = _text(found)
    for pattern, program in _CITATIONS:
        if pattern.match(instruction):
            return CitationField(program, "".join(found.instruction).strip(), text, found.data)
    for pattern, program in _BIBLIOGRAPHIES:
        if pattern.match(instruction):
            return BibliographyField(program, text)
    if reference := _REFERENCE.match(instruction):
        return ReferenceField(reference[1], reference[2], text)
    if sequence := _SEQUENCE.match(instruction):
        return SequenceField(sequence[1] or sequence[2], text)
    if dropped := _DROPPED.match(instruction):
        return DroppedField(dropped[1], text)
    return None


def _text(found: _Field) -> str:
    pieces = []
    paragraph = None
    for run in found.result:
        here = next(run.iterancestors(tag("w:p")), None)
        if paragraph is not None and here is not paragraph:
            pieces.append("\n")
        paragraph = here
        pieces += [
            "\t" if one.tag == tag("w:tab") else one.text or ""
            for one in run.iter(tag("w:t"), tag("w:tab"))
        ]
    return "".join(pieces)


def _decoded(data: str) -> str:
    """The data of a field, which is base 64 of a text: EndNote's records."""
    try:
        return base64.b64decode(data, validate=False).decode("utf-8", "replace").strip("\0")
    except (binascii.Error, ValueError):
        return ""
