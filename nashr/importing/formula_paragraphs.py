"""Formulas that are set apart, as pandoc reads them one by one: several in one paragraph of
mathematics (ISO/IEC 29500-1, 22.1.2.78), and those whose number Word sets behind a ``#``.
"""

from __future__ import annotations

from lxml import etree

from nashr.importing.flattening import text_run
from nashr.importing.ooxml import Element, WordPackage, find_all, tag

_SEPARATOR = "#"


def part_formulas(package: WordPackage) -> None:
    """Give each formula a paragraph of mathematics of its own, and its number beside it."""
    for _, story in package.stories():
        for holder in list(story.iter(tag("m:oMathPara"))):
            formulas = holder.findall(tag("m:oMath"))
            for formula in reversed(formulas[1:]):
                own = etree.Element(tag("m:oMathPara"))
                own.tail, formula.tail = formula.tail, None
                own.append(formula)
                holder.addnext(own)
                holder.addnext(text_run(" "))
        for array in list(story.iter(tag("m:eqArr"))):
            _take_number(array)


def _take_number(array: Element) -> None:
    """Take the number out of an array of one line, ``E=mc²#(1)``, and put it behind the formula."""
    formula, lines = array.getparent(), array.findall(tag("m:e"))
    holder = formula.getparent()
    is_alone = formula.tag == tag("m:oMath") and not [
        one for one in formula if one is not array and find_all(one, "descendant-or-self::m:t")
    ]
    if len(lines) != 1 or not is_alone or holder is None:
        return
    found = [t for t in find_all(lines[0], "./m:r/m:t") if _SEPARATOR in (t.text or "")]
    if not found:
        return
    run = found[-1].getparent()
    before, _, behind = found[-1].text.rpartition(_SEPARATOR)
    following = list(run.itersiblings())
    label = behind + "".join(map(_plain, following))
    if not any(c.isdigit() for c in label):
        return
    found[-1].text = before
    for one in following:
        lines[0].remove(one)
    for child in reversed(list(lines[0])):
        array.addnext(child)
    formula.remove(array)
    place = holder if holder.tag == tag("m:oMathPara") else formula
    place.addnext(text_run(f" {label.strip()}"))


def _plain(element: Element) -> str:
    """The text of a part of a formula, with the brackets that are not among its characters."""
    if element.tag == tag("m:d"):
        return f"({''.join(map(_plain, element.findall(tag('m:e'))))})"
    if element.tag == tag("m:t"):
        return element.text or ""
    return "".join(map(_plain, element))
