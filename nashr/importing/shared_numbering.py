"""Paragraphs that go on counting under another number of the same list.

Numbers (``w:num``) of one list (``w:abstractNum``) count together, unless one of them says that it
begins anew (ISO/IEC 29500-1, 17.9.15 and 17.9.27). LibreOffice writes a number for each paragraph,
and Word one for each list that was continued; pandoc takes each for a list of its own.
"""

from __future__ import annotations

from nashr.importing.numbering_words import numbers_of, own_number
from nashr.importing.ooxml import WordPackage, tag, value


def share_numbers(package: WordPackage) -> None:
    """Give the paragraphs that count together one number."""
    numbers = numbers_of(package)
    changed = _with_levels_of_their_own(package)
    #: The number that each list goes on with, and those that were used.
    current: dict[str, str] = {}
    used: set[str] = set()
    for paragraph in package.document.iter(tag("w:p")):
        properties = paragraph.find(tag("w:pPr"))
        if properties is None:
            continue
        number, level = own_number(properties, numbers)
        name = numbers.lists.get(number)
        if name is None:
            continue
        begins = number not in used and level in numbers.anew.get(number, {})
        used.add(number)
        if begins or name not in current or number in changed:
            current[name] = number
        own = properties.find(f"{tag('w:numPr')}/{tag('w:numId')}")
        if own is not None and current[name] != number:
            own.set(tag("w:val"), current[name])


def _with_levels_of_their_own(package: WordPackage) -> frozenset[str]:
    """Numbers that look otherwise than their list."""
    numbering = package.related_tree("numbering")
    found = () if numbering is None else numbering.iter(tag("w:num"))
    return frozenset(
        value(one, "w:numId")
        for one in found
        if one.find(f"{tag('w:lvlOverride')}/{tag('w:lvl')}") is not None
    )
