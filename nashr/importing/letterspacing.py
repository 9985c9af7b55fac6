"""Words that Word sets with space between their letters (ISO/IEC 29500-1, 17.3.2.35), as Russian
and German printers stress them: they become italics, for pandoc's reader passes over it.
"""

from __future__ import annotations

from lxml import etree

from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.ooxml import Element, WordPackage, find_all, tag, value
from nashr.messages import plural

#: So much space, in twentieths of a point, is meant to be seen.
_LEAST = 30


def stress_spaced_words(package: WordPackage) -> int:
    """Make such words italic within paragraphs that have others, and count the places."""
    count = 0
    for _, story in package.stories():
        for paragraph in story.iter(tag("w:p")):
            runs = [run for run in paragraph.iter(tag("w:r")) if _text(run).strip()]
            spaced = [run for run in runs if _is_spaced(run)]
            if not spaced or len(spaced) == len(runs):
                continue
            for run in spaced:
                properties = find_all(run, "./w:rPr")[0]
                if properties.find(tag("w:i")) is None:
                    properties.append(etree.Element(tag("w:i")))
                    count += run.getprevious() not in spaced
    return count


def _is_spaced(run: Element) -> bool:
    found = find_all(run, "./w:rPr/w:spacing")
    number = value(found[0]) if found else ""
    return number.isdecimal() and int(number) >= _LEAST and any(map(str.isalpha, _text(run)))


def _text(run: Element) -> str:
    return "".join(one.text or "" for one in run.findall(tag("w:t")))


def tell_spaced(draft: Draft, count: int) -> None:
    """A finding for the places whose words became italic."""
    if count:
        message = plural(
            "Letterspaced words are set in italics, as print does it: {n} place.",
            "Letterspaced words are set in italics, as print does it: {n} places.",
            count,
        )
        draft.add("letterspacing", Outcome.DONE, message)
