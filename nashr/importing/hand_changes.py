"""What authors have changed by hand in the citations that a program for references has made: a page
that they added, a name that they took out. The program's record knows nothing of it, but has the
text that it made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from nashr.importing.fields import CitationField
from nashr.records import dataclass
from nashr.untrusted.xml import XmlError, parse_xml

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d[a-z]?\b")
_SEVERAL = 2
_OPENING, _CLOSING = "([", ")]"
#: A name before the brackets, and what is in them.
_IN_TEXT = re.compile(r"([^()\[\]]*?\w[^()\[\]]*?)\s*[(\[]([^()\[\]]*)[)\]]")
#: Words that authors put in their own language, for others and for pages; nashr makes them anew.
_SMALL = frozenset(
    "et al and və ve vd b d digərləri diğ diğerleri başqaları и др другие p pp s ss səh с c".split()
)
#: Signs between the parts of a citation.
_SIGNS = " ,;:\u00a0"


@dataclass(frozen=True, slots=True)
class HandChange:
    """How a citation reads beside what the program made: words before and behind it, its prefix,
    what is added to each of its works, whether its name is left out. ``is_understood`` is whether
    that is all.
    """

    before: str = ""
    after: str = ""
    prefix: str = ""
    suffixes: tuple[str, ...] = ()
    drops_author: bool = False
    is_understood: bool = True


def text_of_program(found: CitationField) -> str:
    """The text that the program made of a citation; empty where its record has none."""
    if found.program == "endnote":
        return _of_endnote(found)
    begin = found.instruction.find("{")
    try:
        data = json.JSONDecoder().raw_decode(found.instruction[begin:])[0] if begin >= 0 else {}
    except ValueError:
        return ""
    if not isinstance(data, dict):
        return ""
    places = (
        ("properties", "plainCitation"),
        ("mendeley", "plainTextFormattedCitation"),
        ("manualOverride", "citeprocText"),
    )
    for holder, name in places:
        inside: Any = data.get(holder)
        text = inside.get(name) if isinstance(inside, Mapping) else None
        if isinstance(text, str) and text.strip():
            return text
    return ""


def _of_endnote(found: CitationField) -> str:
    for text in (found.instruction, found.data):
        begin, end = text.find("<EndNote>"), text.rfind("</EndNote>")
        if 0 <= begin < end:
            try:
                root = parse_xml(text[begin : end + len("</EndNote>")])
            except XmlError:
                return ""
            return "".join("".join(one.itertext()) for one in root.iter("DisplayText"))
    return ""


def hand_change(shown: str, made: str, works: int) -> HandChange | None:
    """What is changed in a citation of so many works; None where nothing is that a reader sees."""
    shown, made = _plain(shown), _plain(made)
    if not made or not shown or shown == made:
        return None
    if works == 1 and (parted := _parted(shown, made)):
        return parted
    if _words(shown) == _words(made):
        return None
    place = shown.find(made)
    if place >= 0:
        return HandChange(shown[:place], shown[place + len(made) :])
    if suffixes := _added_to_each(shown, made, works):
        return HandChange(suffixes=suffixes)
    begin = _common(shown, made)
    end = min(_common(shown[::-1], made[::-1]), len(made) - begin)
    added = shown[begin : len(shown) - end].strip(_SIGNS)
    if begin + end == len(made) and added:
        if not _WORD.search(made[begin:]):
            return HandChange(suffixes=(*([""] * (works - 1)), added))
        if not _WORD.search(made[:begin]):
            return HandChange(prefix=added)
    return HandChange(is_understood=False)


def _parted(shown: str, made: str) -> HandChange | None:
    """A citation whose name stands before the brackets, or nowhere: “Oran (2001)”, “(2001)”."""
    years = list(_YEAR.finditer(made))
    if len(years) != 1 or made[0] not in _OPENING or made[-1] not in _CLOSING:
        return None
    name, date = made[1 : years[0].start()], made[years[0].start() : -1].strip()
    found = _IN_TEXT.fullmatch(shown)
    before, inside = (found[1], found[2]) if found else ("", shown.strip(_OPENING + _CLOSING))
    is_in_brackets = found is not None or shown[:1] in _OPENING
    if not _WORD.search(name) or not is_in_brackets or not inside.startswith(date):
        return None
    return HandChange(
        before=f"{before} " if before else "",
        suffixes=(inside[len(date) :].strip(_SIGNS),),
        drops_author=True,
    )


def _added_to_each(shown: str, made: str, works: int) -> tuple[str, ...]:
    """What is added behind works with semicolons between them, one by one."""
    ours, theirs = (text.strip(_OPENING + _CLOSING).split(";") for text in (shown, made))
    if works < _SEVERAL or not len(ours) == len(theirs) == works:
        return ()
    pairs = [(one.strip(), other.strip()) for one, other in zip(ours, theirs, strict=True)]
    if not all(one.startswith(other) for one, other in pairs):
        return ()
    return tuple(one[len(other) :].strip(_SIGNS) for one, other in pairs)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.lower() not in _SMALL]


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
