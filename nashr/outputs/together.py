"""What stays together on a line although Unicode would let the line end there.

The typesetter asks for the places (``kept_together``). Browsers and e-readers break lines by
themselves, so that what they are given says it: a no-break space, a span that is not divided, and
in addresses the places at which a line may end (``keep_on_lines``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from nashr.languages import all_languages
from nashr.outputs.formula_marks import KEEP
from nashr.outputs.units import END, GROUPS, UNITS

_LETTER = r"[^\W\d_]"
#: Small letters, not all of them: what no pattern begins with in the middle of a word.
_SMALL = "a-zəıöüğçşа-яё"
#: A letter that may be a capital.
_CAPITAL = rf"[^\W\d_{_SMALL}]"
#: In an address a line ends after a slash, never after its ``//`` or a hyphen, which would seem to
#: be that of a divided word.
_ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,}/)\S+")
_IN_ADDRESS = re.compile(r"//|-|\?|=|&|%")
#: ``A. Surname``, ``A. B.`` and ``Surname, A.``, if both letters are capitals.
_NAMES = (
    re.compile(rf"(?<!{_LETTER})(?P<one>{_CAPITAL})\.[ \u00a0](?=(?P<other>{_CAPITAL}))"),
    re.compile(
        rf"(?<!{_LETTER})(?P<one>{_CAPITAL}){_LETTER}+,? (?=(?P<other>{_CAPITAL})\.(?!{_LETTER}))"
    ),
)


@cache
def _plain() -> re.Pattern[str]:
    """In 1991-ci and SSRİ-dən, before a dash, between a year and its locator, in a range and among
    the digits of a number, around its ± and behind a relation (*12,5 ± 0,3*, *p < 0,05*), behind
    the point of *.05*, between № or s. and the number, between a number and its unit, between a day
    and its month, between an ordinal (*2. Dünya*, *II. Mahmud*)
    or a century (*XX əsr*) and its noun, between a title and a name, within an abbreviation of
    several words (*və s.*).

    A reference list has entries of many languages, so their abbreviations hold in all of them.
    """
    written = {word for record in all_languages() for word in record.before_number}
    words = {form for word in written for form in (word, word[0].upper() + word[1:])}
    abbreviations = "|".join(sorted(map(re.escape, words)))
    months = "|".join(sorted({month for record in all_languages() for month in record.months}))
    return re.compile(
        rf"(?!(?<=[{_SMALL}])[{_SMALL}])(?:"
        r"(?:\d|\b[^\W\d_a-zəıöüğçş]{2,})-(?=[^\W\d_]{1,4}\b)"
        r"|(?:[%‰$€£₺₼₽]|°[CF]?)-(?=[^\W\d_]{1,4}\b)"
        r"|\b[^\W\d_a-zəıöüğçşа-яё]{2,}-(?=[a-zəıöüğçşа-яё]+\b)"
        r"| (?=[–—](?: |$))"
        rf"|: (?=\d)(?!(?:[12]?\d|3[01])\.? (?:{months})\b)"
        r"|\d[-–](?=\d)|(?<![\w.])\.(?=\d)"
        rf"|(?:[№§%‰€$£₺₼₽]|\b(?:{abbreviations})\.) (?=\d)"
        rf"|{GROUPS}|(?<=\d) (?=(?:{UNITS}){END})"
        r"|(?<=\d) (?=[±×] ?\d)|[±×=<>≤≥≈] (?=[−–-]?\d)"
        rf"|(?<!\d)(?:[12]?\d|3[01])\.? (?=(?:{months})\b)"
        r"|(?<![\w.,:/–-])(?:\d{1,2}|[IVXLCDM]{2,6})\. (?=[^\W\d_])"
        r"|\b[IVXL]{1,6} (?=əsr|век|вв?\.|ст\.|yüzyıl|yy\.)"
        r"|\b\d{4} (?=гг?\.)"
        r"|\b(?:[Pp]rof|[Dd]r|Doç|[Dd]os|[Aa]kad|Mrs?|Ms|проф|доц|акад)\. (?=[^\W\d_])"
        r"|\b(?:(?:və|ve|и|та|et) (?=(?:s|b|ark|d|др|пр|ін|al)\.)"
        r"|(?:т|b|e|m|i)\. (?=[дпеəöseзк]\.)))"
    )


def kept_together(text: str) -> set[int]:
    """The positions at which no line begins, beside those that Unicode forbids."""
    return {found.end() for found in _plain().finditer(text)} | set(_others(text))


def _others(text: str) -> Iterator[int]:
    for pattern in _NAMES if "." in text else ():
        for found in pattern.finditer(text):
            if found["one"].isupper() and found["other"].isupper():
                yield found.end()
    for address in _ADDRESS.finditer(text) if "/" in text or "www." in text else ():
        for found in _IN_ADDRESS.finditer(address.group()):
            yield address.start() + found.end()


# --- in HTML -------------------------------------------------------------------------------

_VERBATIM = frozenset("annotation code kbd math pre samp script style svg textarea title".split())
#: What is joined at a hyphen or a dash, and how long it may be: a longer one would not fit a phone.
_JOINED = re.compile(r"[^\s/]+")
_LONGEST = 24
_SLASHES = re.compile(r"(?<![:/])/(?=[^\s/])")


def keep_on_lines(root: Any) -> None:
    """Let no line end where ``kept_together`` says so in the text below ``root``, HTML or XHTML,
    and let one end behind the slashes of an address. What is said and counted stays as it is.
    """
    if not isinstance(root.tag, str) or any(map(_is_verbatim, (root, *root.iterancestors()))):
        return
    waiting = [root]
    while waiting:
        element = waiting.pop()
        children = list(element)
        if element.text:
            _set(element, None, element.text)
        for child in children:
            if not _is_verbatim(child):
                waiting.append(child)
            if child.tail:
                _set(element, child, child.tail)


def _is_verbatim(element: Any) -> bool:
    """Whether the text of an element is not for us; so is that of a comment."""
    tag = element.tag
    if not isinstance(tag, str):
        return True
    return tag.rpartition("}")[2] in _VERBATIM or KEEP in (element.get("class") or "").split()


#: The web page and the EPUB have the same texts.
_kept = lru_cache(maxsize=1024)(kept_together)


def _set(parent: Any, after: Any, text: str) -> None:
    """Write the text of ``parent`` anew that stands behind its child ``after``, or at its
    beginning.
    """
    kept = _kept(text)
    has_address = "/" in text or "www." in text
    addresses = [found.span() for found in _ADDRESS.finditer(text)] if has_address else []
    if not kept and not addresses:
        return
    bound = with_spaces_bound(text, kept)
    pieces: list[tuple[int, int, str]] = []
    for start, end in addresses:
        ends = (found.end() for found in _SLASHES.finditer(text, start, end))
        pieces += [(place, place, "wbr") for place in ends]
    in_words = [place for place in kept if not text[place - 1].isspace()]
    for found in _JOINED.finditer(text) if in_words else ():
        start, end = found.span()
        if any(one < end and start < other for one, other in addresses):
            continue
        if start + _LONGEST >= end and any(start < place < end for place in in_words):
            pieces.append((start, end, "span"))
    if not pieces:
        if bound != text:
            _write(parent, after, bound)
        return
    pieces.sort()
    _write(parent, after, bound[: pieces[0][0]])
    namespace = parent.tag.rpartition("}")[0]
    place = 0 if after is None else parent.index(after) + 1
    for number, (start, end, tag) in enumerate(pieces):
        piece = parent.makeelement(f"{namespace}}}{tag}" if namespace else tag)
        if tag == "span":
            piece.set("class", KEEP)
            piece.text = bound[start:end]
        following = pieces[number + 1][0] if number + 1 < len(pieces) else len(bound)
        piece.tail = bound[end:following]
        parent.insert(place + number, piece)


def with_spaces_bound(text: str, kept: set[int]) -> str:
    """The text with no-break spaces where no line may begin behind a space."""
    spaces = [place - 1 for place in kept if text[place - 1] == " "]
    if not spaces:
        return text
    chars = list(text)
    for place in spaces:
        chars[place] = "\u00a0"
    return "".join(chars)


def _write(parent: Any, after: Any, text: str) -> None:
    if after is None:
        parent.text = text
    else:
        after.tail = text
