"""The numbers of an OpenDocument, which the file does not store: those of lists and of headings are
counted as OpenDocument says (1.3, part 3, 5.3 and 16.30), for pandoc counts each list from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nashr.importing.stored_labels import label_mark
from nashr.languages.digits import roman
from nashr.records import dataclass, field
from nashr.untrusted.xml import parse_xml

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE = f"{{{_NAMES}text:1.0}}", f"{{{_NAMES}style:1.0}}"
_LIST, _ITEM, _HEADING, _PARAGRAPH = (f"{_TEXT}{n}" for n in ("list", "list-item", "h", "p"))
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PLACE = re.compile(r"%(\d+)%")
Element = Any


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level is numbered: the form of its number, and the text around it with places for those
    of levels, ``%1%.%2%.``.
    """

    form: str
    text: str
    start: int


@dataclass(slots=True)
class _Counters:
    reached: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, levels: Mapping[int, _Level], start: str | None = None) -> str:
        """The label of the next paragraph of a level; empty where it has none."""
        one = levels.get(level)
        first = 1 if one is None else one.start
        for above in range(1, level):
            self.reached.setdefault(above, levels[above].start if above in levels else 1)
        if start is not None and start.isdecimal() and len(start) < 6:
            self.reached[level] = int(start)
        else:
            self.reached[level] = self.reached.get(level, first - 1) + 1
        for deeper in [n for n in self.reached if n > level]:
            del self.reached[deeper]
        if one is None or not one.form:
            return ""

        def shown(found: re.Match[str]) -> str:
            place = int(found[1])
            other = levels.get(place)
            number = self.reached.get(place, 1)
            return _shown(number, other.form) if other and other.form else ""

        return _PLACE.sub(shown, one.text).strip()


def write_numbers(files: Mapping[str, bytes], root: Element) -> None:
    """Put a mark with its number at the head of each numbered paragraph, and take headings out of
    lists, in which pandoc would leave them.
    """
    styles = parse_xml(files["styles.xml"]) if "styles.xml" in files else None
    roots = [one for one in (styles, root) if one is not None]
    lists = {
        one.get(f"{_STYLE}name") or "": _levels(one)
        for each in roots
        for one in each.iter(f"{_TEXT}list-style")
    }
    outline = next((_levels(o) for each in roots for o in each.iter(f"{_TEXT}outline-style")), {})
    paragraphs = {
        one.get(f"{_STYLE}name") or "": one
        for each in roots
        for one in each.iter(f"{_STYLE}style")
        if one.get(f"{_STYLE}family") == "paragraph"
    }
    by_style: dict[str, _Counters] = {}
    by_id: dict[str, _Counters] = {}
    chapters = _Counters()
    for one in list(root.iter(_LIST, _HEADING)):
        inside = next(one.iterancestors(_LIST), None) is not None
        if inside or one.getparent() is None:
            continue
        if one.tag == _HEADING:
            level = one.get(f"{_TEXT}outline-level", "1")
            is_numbered = one.get(f"{_TEXT}is-list-header") != "true" and level.isdecimal()
            if is_numbered and outline and _is_in_outline(one, paragraphs):
                _mark(one, chapters.next(int(level), outline))
            continue
        name = one.get(f"{_TEXT}style-name") or ""
        counters = by_id.get(one.get(f"{_TEXT}continue-list", "-"))
        if counters is None and one.get(f"{_TEXT}continue-numbering") == "true":
            counters = by_style.get(name)
        counters = counters or _Counters()
        by_style[name] = counters
        if identifier := one.get(_XML_ID):
            by_id[identifier] = counters
        _walk(one, 1, name, lists, counters)
        if next(one.iter(_HEADING), None) is not None:
            _take_apart(one)


def _is_in_outline(heading: Element, styles: Mapping[str, Element]) -> bool:
    """Whether a heading has the number of its level: none of its styles has another list, or says
    that it has none.
    """
    name = heading.get(f"{_TEXT}style-name") or ""
    for _ in range(len(styles)):
        style = styles.get(name)
        if style is None:
            break
        if style.get(f"{_STYLE}list-style-name") is not None:
            return False
        name = style.get(f"{_STYLE}parent-style-name") or ""
    return True


def _walk(
    one: Element, level: int, name: str, lists: Mapping[str, Mapping[int, _Level]], at: _Counters
) -> None:
    name = one.get(f"{_TEXT}style-name") or name
    for item in one.iter(_ITEM):
        if item.getparent() is not one:
            continue
        is_counted = False
        for child in item:
            if child.tag == _LIST:
                _walk(child, level + 1, name, lists, at)
            elif child.tag in (_PARAGRAPH, _HEADING) and not is_counted:
                is_counted = True
                start = item.get(f"{_TEXT}start-value")
                _mark(child, at.next(level, lists.get(name, {}), start))


def _mark(paragraph: Element, label: str) -> None:
    if label and next(paragraph.itertext(), ""):
        paragraph.text = label_mark(label) + (paragraph.text or "")


def _take_apart(one: Element) -> None:
    """Put the paragraphs of a list, among which there are headings, in its place."""
    place = one
    for inside in list(one.iter(_PARAGRAPH, _HEADING)):
        if next(inside.iterancestors(_PARAGRAPH, _HEADING), None) is not None:
            continue
        inside.tail = None
        place.addnext(inside)
        place = inside
    one.getparent().remove(one)


def _levels(style: Element) -> dict[int, _Level]:
    return dict(_each_level(style))


def _each_level(style: Element) -> Iterator[tuple[int, _Level]]:
    names = ("list-level-style-number", "outline-level-style")
    for one in style.iter(*(f"{_TEXT}{name}" for name in names)):
        number = one.get(f"{_TEXT}level", "1")
        if not number.isdecimal():
            continue
        level = int(number)
        shown = one.get(f"{_TEXT}display-levels", "1")
        first = max(1, level + 1 - (int(shown) if shown.isdecimal() else 1))
        places = ".".join(f"%{n}%" for n in range(first, level + 1))
        before, behind = (one.get(f"{_STYLE}num-{n}", "") for n in ("prefix", "suffix"))
        formats = [v for name, v in one.attrib.items() if name.endswith("num-list-format")]
        text = formats[0] if formats else f"{before}{places}{behind}"
        start = one.get(f"{_TEXT}start-value", "1")
        form = one.get(f"{_STYLE}num-format", "")
        yield level, _Level(form, text, int(start) if start.isdecimal() and len(start) < 6 else 1)


def _shown(number: int, form: str) -> str:
    if form in ("i", "I") and 0 < number < 4000:
        return roman(number).upper() if form == "I" else roman(number)
    if form in ("a", "A") and number > 0:
        # Behind the last letter two of the first follow, or, synchronised or not, one of each.
        letter = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * (1 + (number - 1) // 26)
        return letter.upper() if form == "A" else letter
    return str(number)
