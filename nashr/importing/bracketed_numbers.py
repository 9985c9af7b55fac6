"""Whether numbers in brackets, or raised numbers, cite works or belong to a formula: “[1, 5]” is a
citation behind a statement, and an interval behind “x ∈”.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum

from nashr import ast
from nashr.model import Blocks

#: What stands in a text in the place of a formula.
FORMULA = "\ufff9"


class Reading(Enum):
    """What numbers are: ``UNCLEAR`` ones may be both."""

    CITATION = "citation"
    MATHEMATICS = "mathematics"
    UNCLEAR = "unclear"


#: Numbers that are no numbers of works, by what one of them is: nothing, a fraction, less than
#: nothing, a variable, a constant.
_NUMBER = r"[-−+]?\d+(?:[.,]\d+|\s*/\s*\d+)?"
_BOUND = rf"(?:{_NUMBER}|[-−+]?(?:[^\W\d_]\d?|[∞πε]))"
_BOUNDS = re.compile(rf"\s*{_BOUND}(?:\s*;\s*{_BOUND})+\s*|\s*{_BOUND}(?:\s*,\s*{_BOUND})+\s*")
_PLAIN = re.compile(r"[1-9]\d{0,2}")
_NUMBERS = re.compile(r"\s*[1-9]\d{0,2}(?:\s*[,;–-]\s*[1-9]\d{0,2})+\s*")
_PAIR = re.compile(r"\s*(\d{1,3})\s*[,;–-]\s*(\d{1,3})\s*")
#: A sign before the bracket, or one letter that stands at it as in “C[1, 2]”.
_SIGN_BEFORE = re.compile(r"[=≤≥≠≡∈∉⊂⊆⊃⊇∪∩∖×⊗∘→↦]\s*$|(?:^|[^\w’'ʼ-])[^\W\d_][\d₀-₉⁰-⁹]*$")
_SIGN_BEHIND = re.compile(r"\s*[=∋⊂⊆⊃⊇∪∩∖×⊗→↦]")
_SIGN_NEAR = re.compile(rf"[=<>≤≥≠≡∈∉⊂⊆⊃⊇∪∩∖×±∫∑∏√∞→∀∃{FORMULA}]")
#: A variable alone before the bracket. Letters that are words in our languages are none.
_VARIABLE_BEFORE = re.compile(r"(?:^|[\s(,;])(?![aAoOiIıİuUвВкКсСуУоОиИаАяЯ]\b)[^\W\d_]\d?,?\s+$")
#: Words that name an interval or a matrix, in English, Russian, Turkish and Azerbaijani.
_NAMES = (
    r"(?:intervals?|segments?|ranges?|domains?|vectors?|matrix|matrices|arrays?|integrals?|"
    r"отрез\w+|интервал\w*|промежут\w+|сегмент\w*|диапазон\w*|вектор\w*|матриц\w+|интеграл\w*|"
    r"aral[ıi][kğq]\w*|interval\w*|segment\w*|parça\w*|kəsi[kyğ]\w*|kesit\w*|diapazon\w*|"
    r"vektör\w*|vektor\w*|matris\w*|inteqral\w*)"
)
_NAMED_BEFORE = re.compile(
    rf"\b{_NAMES}\s*[,:]?\s*(?:of|for|из|от|в|olan)?\s*$|\b(?:from|from the|de)\s+$", re.IGNORECASE
)
_NAMED_BEHIND = re.compile(
    rf"(?:\s*[-–’'][^\W\d_]+)?\s+(?:(?:kapal[ıi]|qapalı|açıq|açık|closed|open|sonlu)\s+)?"
    rf"(?:{_NAMES}|arasında\w*|arası|aralarında)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:on|over|in|within|between|across|to|at|for|na|на|в|во|из|от|до|между|по|при)\s+$",
    re.IGNORECASE,
)
#: Units of measure, and functions, that have powers: “cm²”, “sin²”.
_POWERS = re.compile(
    r"(?<![^\W\d_])(?:[kcdmµμn]m|[kc]g|ha|ft|yd|µs|ms|ns|Hz|Pa|[кмсд]м|кв|log|lg|ln|sin|cos|tan|tg|"
    r"ctg|cot|sec|csc|sh|ch|th|sinh|cosh|tanh|exp|det|max|min|dim|eta|chi)\.?$"
)


_IN_SQUARE = re.compile(r"\[\d{1,3}(?!\d)[^\[\]]*\]")
_IN_ROUND = re.compile(r"\((\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\)")
_WITH_PAGES = re.compile(r"\(\d{1,3}\s*[,:]\s*(?:səh|s|p|pp|ss|с|стр)\.?\s*\d")


def reading_of(before: str, inside: str, behind: str) -> Reading:
    """What stands in square brackets, by the text ``before`` and ``behind`` them in their
    paragraph, where ``FORMULA`` stands for each formula.
    """
    if _BOUNDS.fullmatch(inside) and not _are_works(inside):
        return Reading.MATHEMATICS
    if not _NUMBERS.fullmatch(inside):
        return Reading.CITATION
    if _SIGN_BEFORE.search(before) or _SIGN_BEHIND.match(behind):
        return Reading.MATHEMATICS
    if _NAMED_BEFORE.search(before) or _NAMED_BEHIND.match(behind):
        return Reading.UNCLEAR
    pair = _PAIR.fullmatch(inside)
    is_interval = pair is not None and int(pair[1]) < int(pair[2])
    return Reading.UNCLEAR if is_interval and _is_near_formula(before, behind) else Reading.CITATION


def _are_works(inside: str) -> bool:
    """Whether each of the bounds may be the number of a work."""
    parts = re.split(r"\s*;\s*" if ";" in inside else r"\s*,\s*", inside.strip())
    return all(_PLAIN.fullmatch(piece) for part in parts for piece in re.split(r"\s*,\s*", part))


def _is_near_formula(before: str, behind: str) -> bool:
    """Whether a formula or a variable stands beside the bracket, or the bracket stands behind a
    word such as “on”, in a sentence with formulas.
    """
    if _VARIABLE_BEFORE.search(before) or FORMULA in (before.rstrip()[-1:], behind.lstrip()[:1]):
        return True
    sentence = re.split(r"[.!?]\s", before)[-1] + re.split(r"[.!?](?:\s|$)", behind)[0]
    return bool(_PLACED.search(before) and _SIGN_NEAR.search(sentence))


def cites_in_parentheses(blocks: Blocks, listed: Collection[int]) -> bool:
    """Whether a text cites the works of a list by numbers in parentheses, as “(2)”: none stand in
    square brackets, no formula has a number, all numbers in parentheses are those of works, and
    some have pages behind them; or half of the works are so cited, before a stop or a comma.
    """
    text = ast.plain_text(blocks)
    is_numbered = any(
        node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath" for node in ast.nodes(blocks)
    )
    if is_numbered or _IN_SQUARE.search(text):
        return False
    found = list(_IN_ROUND.finditer(text))
    numbers = {int(number) for one in found for number in re.findall(r"\d+", one[1])}
    if not numbers or not numbers <= set(listed):
        return False
    if _WITH_PAGES.search(text):
        return True
    at_ends = sum(bool(re.match(r"\s*(?:[.,;:]|$)", text[one.end() :])) for one in found)
    return len(numbers) * 2 >= len(listed) and at_ends * 2 > len(found)


def have_pages(blocks: Blocks) -> bool:
    """Whether pages stand behind numbers in parentheses, as in “(2, s. 15)”."""
    return bool(_WITH_PAGES.search(ast.plain_text(blocks)))


def is_power(before: str) -> bool:
    """Whether a raised number behind a text is a power: of a unit of measure, or of a function."""
    return bool(_POWERS.search(before))
