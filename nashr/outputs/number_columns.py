"""Columns of numbers: which columns of a table are, and where the decimal sign of each cell stands.

What a cell shows is read as text, so that HTML and JATS come to the same columns. A number may have
a sign, groups of figures, an uncertainty, a range, a unit and marks of notes behind it; what has no
value is a dash or a short word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from nashr.records import dataclass

#: Spaces inside a number and before its unit.
_BLANK = r"[ \u00a0\u2009\u202f]"
_FIGURES = rf"(?:\d{{1,3}}(?:(?:{_BLANK}|['’.,٬])\d{{3}})+(?!\d)|\d+)"
_VALUE = rf"(?:{_FIGURES}(?:[.,٫]\d+)?|[.,]\d+)"
_SIGN = r"[-+\u2212\u2013\u2012±∓]"
_UNIT = r"(?:[%‰°]C?|[€$£₼₺₽¥]|[A-Za-zÀ-ɏəƏµμΩа-яА-ЯёЁ]{1,5}[²³]?(?:/[A-Za-zа-я]{1,4}[²³]?)?)"
_NUMBER = re.compile(
    rf"""
    (?P<before>[(\[]?{_BLANK}?(?:[<>≤≥~≈=]{_BLANK}?)?(?:[€$£₼₺₽¥]{_BLANK}?)?
        (?:{_SIGN}{_BLANK}?)?)
    (?P<value>{_VALUE})
    (?P<after>
        (?:{_BLANK}?(?:[-–—…]|\.\.\.|±|/|[×·x]{_BLANK}?){_BLANK}?{_SIGN}?{_VALUE})?
        (?:{_BLANK}?{_UNIT})?
        (?:{_BLANK}?[(\[][^()\[\]]{{1,24}}[)\]])?
        [)\]]?
    )
    (?P<marks>{_BLANK}?[*†‡§¶#]{{0,4}})
    """,
    re.VERBOSE,
)
#: What stands for a value that there is none of; a short word may as well.
_MISSING = re.compile(
    r"[-\u2010-\u2015\u2212.…×*/?]*|[^\W\d]{1,3}|[^\W\d]{1,2}\.?[/.][^\W\d]{1,2}\.?"
)
_COMMA = re.compile(r"\d,(?:\d{1,2}|\d{4,})(?!\d)|(?<!\d)0?,\d|\.\d{3},\d")
_POINT = re.compile(r"\d\.(?:\d{1,2}|\d{4,})(?!\d)|(?<!\d)0?\.\d|,\d{3}\.\d")
#: About how wide signs are, as parts of a figure's width; figures and all others are 1.
_NARROW = dict.fromkeys(".,:;'’٫ \u00a0|()[]/", 0.5) | {"\u2009": 0.4, "\u202f": 0.4}
_WIDE = {"%": 1.6, "‰": 2.2, "m": 1.6, "±": 1.1}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the parts by which it is aligned.

    ``whole`` goes up to the decimal sign, ``fraction`` begins with it; ``rest`` is what follows
    (a unit, an uncertainty), ``marks`` are the marks of notes, ``raised`` those that stand above.
    """

    whole: str
    fraction: str
    rest: str
    marks: str
    raised: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers: its decimal sign, "" where no number has a fraction, and a number for
    each cell; None for one without a value.
    """

    sign: str
    numbers: tuple[Number | None, ...]

    @property
    def fraction(self) -> str:
        """The longest fraction, with zeros for its figures."""
        longest = max((len(number.fraction) for number in self._there), default=0)
        return self.sign + "0" * (longest - 1) if longest else ""

    @property
    def whole(self) -> str:
        return _widest(number.whole for number in self._there)

    @property
    def rest(self) -> str:
        return _widest(number.rest for number in self._there)

    @property
    def marks(self) -> str:
        return _widest(number.marks for number in self._there)

    @property
    def raised(self) -> str:
        return _widest(number.raised for number in self._there)

    @property
    def _there(self) -> list[Number]:
        return [number for number in self.numbers if number is not None]


def column(texts: Sequence[str], raised: Sequence[str], usual_sign: str) -> Column | None:
    """The column of these cells; None where it is no column of numbers.

    ``raised`` are the raised marks behind the text of each cell; ``usual_sign`` is the decimal sign
    of the article's language, which decides where the numbers do not.
    """
    found = [_NUMBER.fullmatch(text) for text in texts]
    there = [match for match in found if match is not None]
    others = [text for text, match in zip(texts, found, strict=True) if match is None]
    if len(there) < 2 or not all(_MISSING.fullmatch(text) for text in others):
        return None
    if sum(1 for text in others if text[:1].isalpha()) >= len(there):
        return None
    sign = decimal_sign([match["value"] for match in there], usual_sign)
    return Column(
        sign,
        tuple(
            None if match is None else _number(match, mark, sign)
            for match, mark in zip(found, raised, strict=True)
        ),
    )


def decimal_sign(values: Sequence[str], usual: str) -> str:
    """The sign before the fractions of a column, "" where there are none."""
    comma = any(_COMMA.search(value) for value in values)
    point = any(_POINT.search(value) for value in values)
    sign = usual
    if any("٫" in value for value in values):
        sign = "٫"
    elif comma != point:
        sign = "," if comma else "."
    elif not comma and usual not in ",.":
        sign = "."
    return sign if any(sign in value for value in values) else ""


def padding(wanted: str, there: str) -> str:
    """What a text lacks to be as wide as another, as characters to be kept free."""
    missing = Counter(_as_zeros(wanted)) - Counter(_as_zeros(there))
    surplus = Counter(_as_zeros(there)) - Counter(_as_zeros(wanted))
    # What the text has in their place takes as much room.
    for _ in range(surplus.total()):
        if other := next((c for c in sorted(missing, key=_width_of) if missing[c]), None):
            missing[other] -= 1
    return "".join(char * count for char, count in sorted(missing.items()) if count > 0)


def _number(match: re.Match[str], raised: str, sign: str) -> Number:
    whole, rest = match["before"] + match["value"], match["after"]
    fraction = ""
    if sign and sign in match["value"]:
        figures, _, decimals = match["value"].partition(sign)
        whole, fraction = match["before"] + figures, sign + decimals
    return Number(whole, fraction, rest, match["marks"], raised)


def _as_zeros(text: str) -> str:
    return re.sub(r"\d", "0", text.replace(" ", "\u00a0"))


def _width_of(char: str) -> float:
    return _WIDE.get(char, _NARROW.get(char, 1.0))


def _widest(parts: Iterable[str]) -> str:
    texts = [_as_zeros(part) for part in parts]
    return max(texts, key=lambda text: (sum(map(_width_of, text)), text), default="")
