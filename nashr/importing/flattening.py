"""Bring what lies beside the running text of a Word file into it: text boxes, and contents that
Word writes twice, for old and for new programs.
"""

from __future__ import annotations

from lxml import etree

from nashr.importing.marks import Marks, without_forged
from nashr.importing.ooxml import Element, WordPackage, find_all, tag, value
from nashr.records import dataclass

_BRACE_BELOW = "\u23df"


@dataclass(frozen=True, slots=True)
class TextBoxBegin:
    """The paragraphs that follow stood in a text box, until its end."""

    paragraphs: int


@dataclass(frozen=True, slots=True)
class TextBoxEnd:
    pass


def remove_forged_marks(package: WordPackage) -> None:
    """Take the characters of marks out of the author's text."""
    for _, story in package.stories():
        for one in story.iter(tag("w:t"), tag("w:delText"), tag("w:instrText"), tag("m:t")):
            one.text = without_forged(one.text or "")


def choose_alternatives(package: WordPackage) -> None:
    """Keep one form of what stands in two (``mc:AlternateContent``): the new one, but the picture
    in the place of a chart of a kind that only Word draws.
    """
    for _, story in package.stories():
        for one in find_all(story, ".//mc:AlternateContent"):
            if one.getparent() is None:
                continue
            choices, fallback = find_all(one, "./mc:Choice"), find_all(one, "./mc:Fallback")
            only_in_word = bool(choices) and bool(find_all(choices[0], ".//cx:chart"))
            kept = (choices or fallback) if not (only_in_word and fallback) else fallback
            put_in_place(one, list(kept[0]) if kept else [])


def put_in_place(element: Element, others: list[Element]) -> None:
    """Replace an element by others; the text behind it stays."""
    parent = element.getparent()
    place = parent.index(element)
    parent.remove(element)
    for other in reversed(others):
        parent.insert(place, other)


def name_braces(package: WordPackage) -> None:
    """Write a character below a part of a formula, a brace where none is given (ECMA-376,
    22.1.2.41), as a limit below it: pandoc would set the part above the character.
    """
    for _, story in package.stories():
        for group in list(story.iter(tag("m:groupChr"))):
            if value(_property(group, "m:pos"), "m:val") == "top":
                continue
            sign = _property(group, "m:chr")
            run = etree.Element(tag("m:r"))
            shown = _BRACE_BELOW if sign is None else value(sign, "m:val")
            etree.SubElement(run, tag("m:t")).text = shown
            group.tag = tag("m:limLow")
            for properties in group.findall(tag("m:groupChrPr")):
                group.remove(properties)
            etree.SubElement(group, tag("m:lim")).append(run)


def part_prescripts(package: WordPackage) -> None:
    """Write indices before a sign (ECMA-376, 22.1.2.99) as those of nothing, with the sign behind
    them: pandoc would set them behind the sign before.
    """
    for _, story in package.stories():
        for one in list(story.iter(tag("m:sPre"))):
            indices = etree.Element(tag("m:sSubSup"))
            etree.SubElement(indices, tag("m:e"))
            indices.extend(one.findall(tag("m:sub")) + one.findall(tag("m:sup")))
            signs = [child for base in one.findall(tag("m:e")) for child in base]
            put_in_place(one, [indices, *signs])


def _property(group: Element, name: str) -> Element | None:
    return group.find(f"{tag('m:groupChrPr')}/{tag(name)}")


def move_text_boxes(package: WordPackage, marks: Marks) -> int:
    """Put the paragraphs of each text box behind the paragraph that it is tied to, between marks.
    Gives the number of text boxes with text.
    """
    number = 0
    last: dict[Element, Element] = {}
    for _, story in package.stories():
        # Boxes may stand within boxes: the outer ones come first, and are moved as a whole.
        for box in list(story.iter(tag("w:txbxContent"))):
            number += _move(box, marks, last)
    return number


def _move(box: Element, marks: Marks, last: dict[Element, Element]) -> int:
    """Move one box; ``last`` has what stands last of those of a paragraph, by the paragraph."""
    anchor = next((one for one in box.iterancestors(tag("w:p"))), None)
    contents = [one for one in box if one.tag in (tag("w:p"), tag("w:tbl"), tag("w:sdt"))]
    holder = _outermost(box)
    if anchor is None or holder is None:
        return 0
    texts = [one for content in contents for one in content.iter(tag("w:t")) if one.text]
    has_picture = any(find_all(one, ".//a:blip | .//v:imagedata") for one in contents)
    for content in contents:
        box.remove(content)
    others = find_all(holder, ".//a:blip | .//v:imagedata | .//w:txbxContent/*")
    if not others:
        holder.getparent().remove(holder)
    if not texts and not has_picture:
        return 0
    begin, end = marks.add(TextBoxBegin(len(contents))), marks.add(TextBoxEnd())
    place = last.get(anchor, anchor)
    for one in (_paragraph(begin), *contents, _paragraph(end)):
        place.addnext(one)
        place = one
    last[anchor] = place
    return 1


def _outermost(box: Element) -> Element | None:
    """The drawing or the picture that a text box is in, inside of its run."""
    found = None
    for one in box.iterancestors():
        if one.tag == tag("w:p"):
            break
        if one.tag in (tag("w:drawing"), tag("w:pict"), tag("w:object")):
            found = one
    return found


def _paragraph(text: str) -> Element:
    paragraph = etree.Element(tag("w:p"))
    paragraph.append(text_run(text))
    return paragraph


def text_run(text: str) -> Element:
    """A run of plain text."""
    run = etree.Element(tag("w:r"))
    etree.SubElement(run, tag("w:t")).text = text
    return run
