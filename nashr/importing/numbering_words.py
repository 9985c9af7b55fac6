"""Words that Word sets before numbered paragraphs, as “Fəsil 1.” or “Theorem 2:”, Russian letters
as numbers, “а)”, and the numbers of headings, to which a text refers by them: pandoc reads the
numbers of lists alone (ISO/IEC 29500-1, 17.9).
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from nashr.importing.flattening import text_run
from nashr.importing.ooxml import Element, WordPackage, is_on, paragraph_text, tag, value
from nashr.importing.paragraphs import Styles, ancestry, is_bold, outline_of, styles_of
from nashr.languages.digits import roman
from nashr.records import dataclass, field

_PLACE = re.compile(r"%(\d)")
_WORD = re.compile(r"[^\W\d_]{2}")
_SIGN = re.compile(r"[^\W\d_]|[§№#\[\]]")
#: A heading that is a numbered line in bold type is no longer than this, the text below it longer.
_LONGEST_HEADING, _SHORTEST_TEXT = 120, 40
#: The letters of each form that counts by letters, without “lower” and “upper” in its name. Word
#: counts without ё, й, ъ, ы and ь.
_LETTERS = {
    "Letter": "abcdefghijklmnopqrstuvwxyz",
    "russian": "абвгдежзиклмнопрстуфхцчшщэюя",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
    "chicago": "*†‡§",
}
#: Forms of numbers (17.18.59) that pandoc takes for decimal numbers.
_STYLE = tag("w:style")
_OTHER_FORMS = frozenset((*_LETTERS, "russianLower", "russianUpper", "decimalZero"))


@dataclass(frozen=True, slots=True)
class _Level:
    text: str
    form: str
    start: int
    #: Whether all numbers in its text are decimal, whatever the form of their levels.
    is_decimal: bool = False
    #: The level whose numbers let it begin anew, from 1; 0 is none, and -1 any above it.
    restart: int = -1

    @property
    def is_number(self) -> bool:
        return self.form not in ("bullet", "none") and bool(_PLACE.search(self.text))

    @property
    def is_of_words(self) -> bool:
        """Whether it has words or signs, as “§ 1”, numbers of several levels, as “1.2.”, or is
        counted as pandoc does not count.
        """
        has_words = bool(_WORD.search(self.text))
        has_signs = self.is_number and bool(_SIGN.search(_PLACE.sub("", self.text)))
        has_several = self.is_number and len(_PLACE.findall(self.text)) > 1
        goes_on = self.is_number and self.restart == 0
        return has_words or has_signs or has_several or goes_on or self.form in _OTHER_FORMS


@dataclass(slots=True)
class Numbers:
    """The levels of each list, and how far its numbers are."""

    #: The list that a number of paragraphs leads to, and the levels of each list.
    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    #: The levels that a number has otherwise than its list.
    own_levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    #: The number and the level of paragraphs by their style.
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    reached: dict[str, dict[int, int]] = field(default_factory=dict)
    #: Where the levels of a number begin anew, until it is used.
    anew: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, number: str, level: int, is_heading: bool = False) -> str:
        """The label of the next paragraph of a list, or the next heading; empty where it is a
        number alone of a list, which pandoc reads.
        """
        name = self.lists.get(number, "")
        levels = {**self.levels.get(name, {}), **self.own_levels.get(number, {})}
        if level not in levels:
            return ""
        reached = self.reached.setdefault(name, {})
        for place, start in self.anew.pop(number, {}).items():
            reached[place] = start - 1
        reached[level] = reached.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in reached if one > level]:
            restart = levels[deeper].restart if deeper in levels else -1
            if restart < 0 or level < restart:
                del reached[deeper]
        is_decimal = levels[level].is_decimal

        def shown(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            one = levels.get(place)
            if one is None:
                return ""
            return _shown(reached.get(place, one.start), "decimal" if is_decimal else one.form)

        is_written = levels[level].is_of_words or (is_heading and levels[level].is_number)
        return _PLACE.sub(shown, levels[level].text) if is_written else ""


def write_numbering_words(package: WordPackage) -> None:
    """Write the labels of headings, and of paragraphs whose numbers have words before or behind
    them.
    """
    numbers = numbers_of(package)
    if not numbers.levels:
        return
    styles = styles_of(package)
    for paragraph in package.document.iter(tag("w:p")):
        properties = paragraph.find(tag("w:pPr"))
        if properties is None:
            continue
        number, level = own_number(properties, numbers)
        if number in ("", "0"):
            continue
        is_heading = outline_of(paragraph, styles) > 0 or _looks_like_heading(paragraph, styles)
        label = numbers.next(number, level, is_heading)
        if label.strip() and any(True for _ in paragraph.iter(tag("w:t"))):
            properties.addnext(_like_first(paragraph, text_run(f"{label.strip()} ")))
            _take_number(properties)


def _like_first(paragraph: Element, run: Element) -> Element:
    """The run of a label, bold where the words behind it are."""
    first = next(
        (one for one in paragraph.iter(tag("w:r")) if one.find(tag("w:t")) is not None), run
    )
    look = first.find(tag("w:rPr"))
    bold = None if look is None else look.find(tag("w:b"))
    if bold is not None:
        properties = etree.Element(tag("w:rPr"))
        properties.append(deepcopy(bold))
        run.insert(0, properties)
    return run


def _looks_like_heading(paragraph: Element, styles: Styles) -> bool:
    """Whether a numbered paragraph is a line in bold type above a paragraph of the text."""
    following = paragraph.getnext()
    if following is None or following.tag != tag("w:p") or not is_bold(paragraph, styles):
        return False
    properties = following.find(tag("w:pPr"))
    is_item = properties is not None and properties.find(tag("w:numPr")) is not None
    is_short = len(paragraph_text(paragraph)) <= _LONGEST_HEADING
    return is_short and not is_item and len(paragraph_text(following)) > _SHORTEST_TEXT


def own_number(properties: Element, numbers: Numbers) -> tuple[str, int]:
    """The number that a paragraph has, by itself or by its style, and its level."""
    style = properties.find(tag("w:pStyle"))
    number, level = numbers.styles.get("" if style is None else value(style), ("", 0))
    own = properties.find(tag("w:numPr"))
    return (number, level) if own is None else _number(own, number, level)


def _number(element: Element, number: str = "", level: int = 0) -> tuple[str, int]:
    identifier, depth = element.find(tag("w:numId")), element.find(tag("w:ilvl"))
    return (
        number if identifier is None else value(identifier),
        _integer(value(depth), 0) if depth is not None else level,
    )


def _take_number(properties: Element) -> None:
    own = properties.find(tag("w:numPr"))
    if own is None:
        own = etree.SubElement(properties, tag("w:numPr"))
    for one in list(own):
        own.remove(one)
    etree.SubElement(own, tag("w:numId")).set(tag("w:val"), "0")


def numbers_of(package: WordPackage) -> Numbers:
    """The lists of a Word file."""
    found = Numbers()
    numbering, styles = package.related_tree("numbering"), package.related_tree("styles")
    if numbering is None:
        return found
    for one in numbering.iter(tag("w:abstractNum")):
        found.levels[one.get(tag("w:abstractNumId")) or ""] = _levels(one)
    for one in numbering.iter(tag("w:num")):
        target = one.find(tag("w:abstractNumId"))
        name = one.get(tag("w:numId")) or ""
        found.lists[name] = "" if target is None else value(target)
        for level in one.iter(tag("w:lvlOverride")):
            start = level.find(tag("w:startOverride"))
            if start is not None:
                place = _integer(level.get(tag("w:ilvl")), 0)
                found.anew.setdefault(name, {})[place] = _integer(value(start), 1)
            if own_levels := _levels(level):
                found.own_levels.setdefault(name, {}).update(own_levels)
    elements = {} if styles is None else {value(s, "w:styleId"): s for s in styles.iter(_STYLE)}
    for identifier in elements:
        for style in ancestry(identifier, elements):
            own = style.find(f"{tag('w:pPr')}/{tag('w:numPr')}")
            if own is not None:
                found.styles[identifier] = _number(own)
                break
    for one in numbering.iter(tag("w:abstractNum")):
        # A list may have the levels of a style for lists.
        number = found.styles.get(value(one.find(tag("w:numStyleLink"))), ("", 0))[0]
        if number in found.lists and not found.levels[value(one, "w:abstractNumId")]:
            levels = found.levels.get(found.lists[number], {})
            found.levels[value(one, "w:abstractNumId")] = levels
    return found


def _levels(holder: Element) -> dict[int, _Level]:
    levels = {}
    for level in holder.iter(tag("w:lvl")):
        text, form, start = (level.find(tag(f"w:{n}")) for n in ("lvlText", "numFmt", "start"))
        restart = level.find(tag("w:lvlRestart"))
        levels[_integer(value(level, "w:ilvl"), 0)] = _Level(
            "" if text is None else value(text),
            "decimal" if form is None else value(form),
            1 if start is None else _integer(value(start), 1),
            is_on(level, "w:isLgl"),
            -1 if restart is None else _integer(value(restart), -1),
        )
    return levels


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


def _shown(number: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        return roman(number).upper() if form == "upperRoman" else roman(number)
    kind = form.removeprefix("lower").removeprefix("upper")
    letters = _LETTERS.get(kind.removesuffix("Lower").removesuffix("Upper"), "")
    if letters and number > 0:
        # Behind the last letter Word goes on with two of the first.
        letter = letters[(number - 1) % len(letters)] * (1 + (number - 1) // len(letters))
        return letter.upper() if "upper" in form.lower() else letter
    return f"{number:02}" if form == "decimalZero" else str(number)
