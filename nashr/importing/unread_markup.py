"""Write what pandoc passes over in a Word file as what it reads (ISO/IEC 29500-1, 17.3 and 17.5):
the contents of elements that only say something of them, readings above a text, breaks.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

from lxml import etree

from nashr.importing.flattening import put_in_place, text_run
from nashr.importing.marks import Marks
from nashr.importing.ooxml import Element, WordPackage, find_all, is_on, tag, value
from nashr.records import dataclass

#: Elements whose contents stand in the text as if they were not there, and their properties.
_TRANSPARENT = tuple(map(tag, ("w:customXml", "w:smartTag", "w:bdo", "w:dir")))
_PROPERTIES = frozenset(map(tag, ("w:customXmlPr", "w:smartTagPr")))
#: The runs of controls in a paragraph.
_IN_CONTROL = "./w:sdt/w:sdtContent/w:r"
#: Signs of a run that pandoc does not know, and those that say the same.
_SAME = {"w:cr": "w:br", "w:ptab": "w:tab", "w:dstrike": "w:strike"}


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Words that are hidden in the author's file, so that nobody sees them there."""

    text: str


def write_plainly(package: WordPackage, marks: Marks) -> None:
    """Change the stories of a file so that pandoc reads all of them."""
    hidden = _hidden_styles(package)
    for _, story in package.stories():
        for one in list(story.iter(*_TRANSPARENT)):
            put_in_place(one, [child for child in one if child.tag not in _PROPERTIES])
        for name, same in _SAME.items():
            for one in list(story.iter(tag(name))):
                one.tag = tag(same)
        for one in list(story.iter(tag("w:sdt"))):
            _take_heading_of_contents(one)
        for ruby in list(story.iter(tag("w:ruby"))):
            _write_ruby(ruby)
        for one in list(story.iter(tag("w:br"))):
            if one.get(tag("w:type")) in ("page", "column"):
                _part_at(one)
        _take_hidden(story, marks, hidden)


def _take_heading_of_contents(control: Element) -> None:
    """Take out the heading before a table of contents that Word makes: nashr makes both."""
    gallery = control.find(f"{tag('w:sdtPr')}/{tag('w:docPartObj')}/{tag('w:docPartGallery')}")
    content = control.find(tag("w:sdtContent"))
    if gallery is None or value(gallery) != "Table of Contents" or content is None:
        return
    fields = (tag("w:fldChar"), tag("w:fldSimple"))
    heads: list[Element] = []
    for one in content:
        if one.tag != tag("w:p") or any(True for _ in one.iter(*fields)):
            break
        heads.append(one)
    if len(heads) < len(content):
        for one in heads:
            content.remove(one)


def _part_at(line_break: Element) -> None:
    """Part a paragraph where a page or column of Word ends in it: pandoc would take the break for
    one of lines.
    """
    run = line_break.getparent()
    paragraph = run.getparent()
    if run.tag != tag("w:r") or paragraph is None or paragraph.tag != tag("w:p"):
        return
    behind = [*line_break.itersiblings(), *run.itersiblings()]
    before = [*line_break.itersiblings(preceding=True), *run.itersiblings(preceding=True)]
    if not _has_text(behind) or not _has_text(before):
        return
    properties = paragraph.find(tag("w:pPr"))
    new = etree.Element(tag("w:p"))
    if properties is not None:
        new.append(properties)
        # Where a section ends stays with the last of the two.
        kept = copy.deepcopy(properties)
        for one in kept.findall(tag("w:sectPr")):
            kept.remove(one)
        paragraph.insert(0, kept)
    rest = etree.SubElement(new, tag("w:r"))
    if (looks := run.find(tag("w:rPr"))) is not None:
        rest.append(copy.deepcopy(looks))
    rest.extend(list(line_break.itersiblings()))
    new.extend(list(run.itersiblings()))
    run.remove(line_break)
    paragraph.addnext(new)


def _has_text(elements: list[Element]) -> bool:
    texts = (text for one in elements for text in one.iter(tag("w:t"), tag("w:delText")))
    return any((text.text or "").strip() for text in texts)


def _write_ruby(ruby: Element) -> None:
    """A text with a reading above it, as the text with the reading in parentheses."""
    base, reading = ruby.find(tag("w:rubyBase")), ruby.find(tag("w:rt"))
    run = next(ruby.iterancestors(tag("w:r")), None)
    if run is None:
        return
    runs = [] if base is None else list(base)
    above = "" if reading is None else "".join(reading.itertext(tag("w:t")))
    added = [*runs, *([text_run(f" ({above})")] if above else [])]
    ruby.getparent().remove(ruby)
    for one in reversed(added):
        run.addnext(one)


def _hidden_styles(package: WordPackage) -> frozenset[str]:
    """The styles whose text is hidden."""
    tree = package.related_tree("styles")
    return frozenset(
        value(style, "w:styleId")
        for style in (() if tree is None else tree.iter(tag("w:style")))
        if is_on(style.find(tag("w:rPr")), "w:vanish")
    )


def _take_hidden(story: Element, marks: Marks, styles: frozenset[str]) -> None:
    """Take hidden text out; one mark stands in the place of runs that follow each other."""
    for paragraph in story.iter(tag("w:p")):
        for runs in _hidden(paragraph, styles):
            text = "".join(t.text or "" for run in runs for t in run.iter(tag("w:t")))
            if text.strip():
                runs[0].addprevious(text_run(marks.add(HiddenText(text.strip()))))
            for run in runs:
                for one in run.findall(tag("w:t")):
                    run.remove(one)


def _hidden(paragraph: Element, styles: frozenset[str]) -> Iterator[list[Element]]:
    """The runs of hidden text in a paragraph, those that follow each other together."""
    group: list[Element] = []
    whole = value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")) in styles
    for run in find_all(paragraph, f"./w:r | ./w:ins/w:r | ./w:hyperlink/w:r | {_IN_CONTROL}"):
        looks = run.find(tag("w:rPr"))
        own = None if looks is None else looks.find(tag("w:vanish"))
        is_hidden = whole or (looks is not None and value(looks.find(tag("w:rStyle"))) in styles)
        is_hidden = is_hidden if own is None else is_on(looks, "w:vanish")
        is_hidden = is_hidden and run.find(tag("w:t")) is not None
        if is_hidden and (not group or group[-1].getnext() is run):
            group.append(run)
            continue
        if group:
            yield group
        group = [run] if is_hidden else []
    if group:
        yield group


def is_checked(box: Element) -> bool:
    """Whether a box of a form (17.16.7) is checked: as it was filled in, or as it was given."""
    checked = box.find(tag("w:checked"))
    chosen = box.find(tag("w:default")) if checked is None else checked
    return chosen is not None and value(chosen) not in ("0", "false", "off")


def symbol_run(font: str, number: int) -> Element:
    """A run with a character of a font, as ``w:sym``."""
    run = etree.Element(tag("w:r"))
    code = number if number > 0xFF else 0xF000 + number
    sign = etree.SubElement(run, tag("w:sym"))
    sign.set(tag("w:font"), font)
    sign.set(tag("w:char"), f"{code:04X}")
    return run
