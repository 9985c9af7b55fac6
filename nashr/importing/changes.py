"""Changes that Word has tracked: accept them, reject them, or mark each so that it can be asked of.

ISO/IEC 29500-1, 17.13.5. A change of a paragraph's mark joins two paragraphs or parts one.
"""

from __future__ import annotations

from enum import Enum

from nashr.importing.flattening import put_in_place, text_run
from nashr.importing.marks import Marks
from nashr.importing.ooxml import Element, WordPackage, find_all, tag, value
from nashr.records import dataclass


class Treatment(Enum):
    """What becomes of tracked changes; ``ASK`` makes a query of each at its place."""

    ACCEPT = "accept"
    REJECT = "reject"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class ChangeBegin:
    """A tracked change: ``kind`` is ``insertion`` or ``deletion``; moved text is both."""

    kind: str
    author: str
    date: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class ChangeEnd:
    kind: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """The end of a paragraph, inserted or deleted by itself, without the words before it."""

    kind: str


@dataclass(frozen=True, slots=True)
class FormulaChange:
    """A part of the formula before this one that is inserted, or deleted and not in it any more."""

    kind: str
    text: str


_INSERTED = ("w:ins", "w:moveTo")
_DELETED = ("w:del", "w:moveFrom")
_NO_CONTENTS = frozenset(
    map(tag, ("w:pPr", "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:commentRangeEnd"))
)
_FORMATS = (
    "w:rPrChange w:pPrChange w:sectPrChange w:tblPrChange w:tcPrChange w:trPrChange "
    "w:tblGridChange w:tblPrExChange w:numberingChange"
).split()
_RANGES = (
    "w:moveFromRangeStart w:moveFromRangeEnd w:moveToRangeStart w:moveToRangeEnd "
    "w:customXmlInsRangeStart w:customXmlInsRangeEnd w:customXmlDelRangeStart "
    "w:customXmlDelRangeEnd"
).split()


def settle_changes(package: WordPackage, treatment: Treatment, marks: Marks) -> None:
    """Bring every tracked change to an end. What pandoc then reads has none."""
    for _, story in package.stories():
        for one in list(story.iter(*map(tag, _RANGES))):
            one.getparent().remove(one)
        _settle_formats(story, treatment)
        _settle_rows(story, treatment)
        if treatment is Treatment.ASK:
            _mark_ends(story, marks)
        _settle_paragraph_marks(story, treatment)
        for one in list(story.iter(*map(tag, (*_INSERTED, *_DELETED)))):
            _settle(one, treatment, marks)


def _settle(change: Element, treatment: Treatment, marks: Marks) -> None:
    if change.getparent() is None:
        return
    is_insertion = change.tag in map(tag, _INSERTED)
    formula = next(change.iterancestors(tag("m:oMath")), None)
    if treatment is Treatment.ASK and formula is not None:
        # A query stands in no formula: the formula is as the author has changed it.
        _ask_behind(formula, "insertion" if is_insertion else "deletion", change, marks)
        treatment = Treatment.ACCEPT
    kept = treatment is Treatment.ASK or (treatment is Treatment.ACCEPT) == is_insertion
    if not kept:
        change.getparent().remove(change)
        return
    for deleted in list(change.iter(tag("w:delText"))):
        deleted.tag = tag("w:t")
    for deleted in list(change.iter(tag("w:delInstrText"))):
        deleted.tag = tag("w:instrText")
    contents = list(change)
    if treatment is Treatment.ASK and contents:
        kind = "insertion" if is_insertion else "deletion"
        moved = change.tag in (tag("w:moveTo"), tag("w:moveFrom"))
        about = ChangeBegin(kind, value(change, "w:author"), value(change, "w:date"), moved)
        begin, end = marks.add(about), marks.add(ChangeEnd(kind))
        contents = [text_run(begin), *contents, text_run(end)]
    put_in_place(change, contents)


def _ask_behind(formula: Element, kind: str, change: Element, marks: Marks) -> None:
    text = "".join(t.text or "" for t in change.iter(tag("m:t"), tag("w:t"), tag("w:delText")))
    holder = formula.getparent()
    place = holder if holder is not None and holder.tag == tag("m:oMathPara") else formula
    if text.strip():
        place.addnext(text_run(marks.add(FormulaChange(kind, text.strip()))))


def _settle_formats(story: Element, treatment: Treatment) -> None:
    """Keep the new formats; where changes are rejected, the old ones. A change of format is no
    change of the text, and not worth a query.
    """
    for one in list(story.iter(*map(tag, _FORMATS))):
        properties = one.getparent()
        if properties is None:
            continue
        old = list(one[0]) if len(one) else []
        properties.remove(one)
        if treatment is Treatment.REJECT and one.tag in (tag("w:rPrChange"), tag("w:pPrChange")):
            kept = [p for p in properties if p.tag in (tag("w:rPr"), tag("w:sectPr"))]
            for child in list(properties):
                properties.remove(child)
            properties.extend([*old, *kept])


def _settle_rows(story: Element, treatment: Treatment) -> None:
    """Rows of tables that were inserted or deleted; to ask, they stay."""
    unwanted = {Treatment.ACCEPT: "w:del", Treatment.REJECT: "w:ins"}.get(treatment)
    for row in list(story.iter(tag("w:tr"))):
        for kind in ("w:ins", "w:del"):
            for change in find_all(row, f"./w:trPr/{kind}"):
                change.getparent().remove(change)
                if kind == unwanted and row.getparent() is not None:
                    row.getparent().remove(row)
    for table in list(story.iter(tag("w:tbl"))):
        if table.find(tag("w:tr")) is None and table.getparent() is not None:
            table.getparent().remove(table)


def _mark_ends(story: Element, marks: Marks) -> None:
    """Put a mark at the end of each paragraph whose end is inserted or deleted. Where the words
    before it are so too, that one is asked of them is enough.
    """
    for kind, names in (("insertion", _INSERTED), ("deletion", _DELETED)):
        path = " | ".join(f"./w:pPr/w:rPr/{name}" for name in names)
        for paragraph in list(story.iter(tag("w:p"))):
            contents = [one for one in paragraph if one.tag not in _NO_CONTENTS]
            if not find_all(paragraph, path) or not contents:
                continue
            if contents[-1].tag not in map(tag, names):
                paragraph.append(text_run(marks.add(ParagraphChange(kind))))


def _settle_paragraph_marks(story: Element, treatment: Treatment) -> None:
    """The marks that end paragraphs: of one that goes, the next paragraph is joined to it."""
    unwanted = {
        Treatment.ACCEPT: ("w:del", "w:moveFrom"),
        Treatment.REJECT: ("w:ins", "w:moveTo"),
    }.get(treatment, ())
    for paragraph in list(story.iter(tag("w:p"))):
        found = find_all(
            paragraph,
            "./w:pPr/w:rPr/*[self::w:ins or self::w:del or self::w:moveFrom or self::w:moveTo]",
        )
        for one in found:
            one.getparent().remove(one)
        if not any(one.tag in map(tag, unwanted) for one in found):
            continue
        following = paragraph.getnext()
        if following is not None and following.tag == tag("w:p"):
            _join(paragraph, following)
        elif _is_gone(paragraph, treatment):
            _remove_paragraph(paragraph)


def _join(paragraph: Element, following: Element) -> None:
    """Put the contents of a paragraph before those of the next one, which keeps its properties."""
    properties = following.find(tag("w:pPr"))
    place = 0 if properties is None else 1
    contents = [one for one in paragraph if one.tag != tag("w:pPr")]
    for one in reversed(contents):
        following.insert(place, one)
    section = find_all(paragraph, "./w:pPr/w:sectPr")
    if not section:
        paragraph.getparent().remove(paragraph)


def _is_gone(paragraph: Element, treatment: Treatment) -> bool:
    gone = _DELETED if treatment is Treatment.ACCEPT else _INSERTED
    runs = [one for one in paragraph if one.tag != tag("w:pPr")]
    return all(one.tag in map(tag, (*gone, "w:bookmarkStart", "w:bookmarkEnd")) for one in runs)


def _remove_paragraph(paragraph: Element) -> None:
    """Remove a paragraph, but the last of a cell, which must have one."""
    parent = paragraph.getparent()
    if parent.tag == tag("w:tc") and len(parent.findall(tag("w:p"))) == 1:
        for one in [one for one in paragraph if one.tag != tag("w:pPr")]:
            paragraph.remove(one)
    else:
        parent.remove(paragraph)
