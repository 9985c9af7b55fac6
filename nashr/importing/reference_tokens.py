"""The words of a typed reference, and what is to be said of each by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr.importing.reference_words import (
    function_words,
    given_names,
    is_common,
    kinds,
    places,
    surnames,
)
from nashr.records import dataclass

#: Where a space is missing: “Bakı:Elm,2005”, “1998.Türk”, “(1998)Title”, “2009;37(4):221-7”.
_MISSING_SPACE = re.compile(
    r"(?<=[^\W\d_]{2}[,;:])(?=[^\W\d_]|\d{4}\b)|(?<=[\d)][.,;])(?=[^\W\d_]{2})"
    r"|(?<=[^\W\d_]{3}\.)(?=\d{4}\b)|(?<=\d\))(?=[^\W\d_]{2})|(?<=\d{4};)(?=\d)"
    r"|(?<=[\d)]:)(?=[a-zA-Z]?\d)"
)
_ADDRESS = re.compile(r"(?:https?|ftp)\s*:|www\.|doi|[\w.-]+@|\w+\.\w{2,}/|<", re.IGNORECASE)
_OPENING = "([{<«„“‘\"'`‹‚"
_CLOSING = ".,;:!?)]}>»”“’\"'›‘"
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d(?:[a-zа-я]|[/–-](?:\d\d|\d{4}))?")
_RANGE = re.compile(
    r"[a-zA-Zа-яА-Я]{0,2}\.?\d+[a-zA-Z]?\s?[-–—−‒‑~]{1,2}\s?[a-zA-Z]{0,2}\d+[a-zA-Z]?"
)
_INITIALS = re.compile(
    r"(?:[^\W\d_a-zа-яäöüçşğıəñéè]\.?[-–]?){1,4}|(?:[^\W\d_]\.-?)+|(?:[^\W\d_a-z][a-zşç]?\.)+"
)
_LONGEST_INITIALS = 8
_ROMAN = re.compile(r"[IVXLCDM]+|[ivxlc]+")
_VOLUME = re.compile(
    r"\d+\s?\(\d+(?:[-–/]\d+)?\)(?::[\w–-]+)?|\d+[:./]\d+(?::[\w–-]+)?|\d+\(\w+\.?\)?"
)
_NUMBERED = re.compile(r"[\[(]?\d{1,3}[\])]?[.,)]?")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_URL = re.compile(r"https?:|www\.|\.(?:com|org|edu|net|html?|pdf|gov|az|ru|tr)\b|//\w")
_DOI = re.compile(r"\b10\.\d{3,}")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|e|ème|-?c[iıuü]|-?e|-?е)")
_LETTER_AND_DIGITS = re.compile(r"[a-z]{1,3}\.?\d+(?:[-–]\w+)?")
_DASHES = re.compile(r"[_—–-]{2,}")
_SHORT_YEAR = re.compile(r"['’]\d\d")
_SIGNS = frozenset("// / – - — .- .– .— | =".split())
_RUN = re.compile(r"(.)\1+")
_PLAIN_QUOTES = tuple("” “ « » „ '' ``".split())
_NAME_ENDINGS = tuple(
    """
    son sen ov ev ova eva yev yeva ski sky skii kaya cki czyk wicz vich oğlu lu lı li lü zadə zade
    yan ian ez es mann berg stein feld baum man ton ley field ford worth ini elli etti ов ев ова
    ева ин ина ский ская ко ян дзе швили iu escu ic ić
    """.split()
)
_WORD_ENDINGS = tuple(
    """
    tion tions ment ing ings ity ics ogy ism isms ance ence ances ences ness ship graphy phy ical
    ous ive able ary ory ally al ung ungen keit heit schaft lich isch ité tion ique iques eur tés
    ción idad dade ção ções logia lik lık luk lük lığı liği luğu lüğü ları ləri ması məsi mesi nın
    nin nun nün ası əsi ları leri lıq luq ının inin unun ünün sında sində лась ость ости ение ения
    ание ания ский ская ское ские ого его ных ции ция ств ства
    """.split()
)
_SHORTEST_ENDING = 5


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a reference with the marks around it, and where it stands in the text."""

    text: str
    start: int
    lead: str
    bare: str
    trail: str


def tokens_of(text: str) -> list[Token]:
    """The words of a reference, in order. Words that lack the space between them are parted."""
    found = []
    for match in re.finditer(r"\S+", text):
        at = match.start()
        word = match[0]
        pieces = [word] if _ADDRESS.search(word) else _MISSING_SPACE.split(word)
        for piece in filter(None, pieces):
            found.append(_token(piece, at))
            at += len(piece)
    return found


def _token(text: str, start: int) -> Token:
    inner = text.lstrip(_OPENING)
    lead = text[: len(text) - len(inner)]
    bare = inner.rstrip(_CLOSING)
    if "(" in bare and ")" not in bare and ")" in inner:
        bare = inner[: inner.index(")") + 1]
    return Token(text, start, lead, bare, inner[len(bare) :])


@dataclass(slots=True)
class Seen:
    """What is known of one token by itself; ``own`` are its features. Whether a part of the
    reference ends behind it, is seen with the next token.
    """

    word: str
    caps: str
    lead: str
    trail: str
    kinds: tuple[str, ...]
    own: list[str]
    year: bool
    number: bool
    initials: bool
    function: bool
    range: bool
    volume: bool
    url: bool
    ends_soft: bool = False
    ends_hard: bool = False


def seen(token: Token, index: int) -> Seen:
    """What is known of the token of this place."""
    bare = token.bare
    word = bare.lower().replace("i̇", "i")
    year = bool(_YEAR.fullmatch(bare))
    one = Seen(
        word=word,
        caps=_caps(bare),
        lead=token.lead,
        trail=token.trail,
        kinds=kinds().get(word, ()),
        own=[],
        year=year,
        number=bool(bare) and bare.isdigit(),
        initials=_is_initials(bare),
        function=word in function_words(),
        range=bool(_RANGE.fullmatch(bare)) and not year,
        volume=any(map(_VOLUME.fullmatch, (bare, bare + token.trail.rstrip(".,;:")))),
        url=bool(_URL.search(token.text.lower())),
    )
    one.own = list(_features(token, one, index))
    return one


def _is_initials(bare: str) -> bool:
    if not bare or bare.isdigit() or len(bare) > _LONGEST_INITIALS:
        return False
    if len(bare) > 3 and "." not in bare and "-" not in bare:
        return False
    return bool(_INITIALS.fullmatch(bare))


def _features(token: Token, one: Seen, index: int) -> Iterator[str]:
    bare, word, text = token.bare, one.word, token.text
    yield f"s={_shape(bare)}"
    yield f"c={one.caps}"
    yield f"l={mark(token.lead)}"
    yield f"t={mark(token.trail)}"
    yield from (f"k={kind}" for kind in one.kinds)
    if one.kinds or one.function:
        yield f"w={word}"
    pairs = (
        (one.function, "fw"),
        (word in given_names(), "given"),
        (word in surnames() and one.caps != "a", "surname"),
        (is_common(word), "common"),
        (word in places() and one.caps != "a", "place"),
        (one.year, "year"),
        (one.range, "range"),
        (one.volume, "volume"),
        (one.initials, "initials"),
        (one.url, "url"),
        (bool(_DOI.search(text)) or word.startswith("doi"), "doi"),
        (bool(_ROMAN.fullmatch(bare)), "roman"),
        (one.number, f"digits{min(len(bare), 6)}"),
        (bool(_ISBN.fullmatch(bare)) and not one.url, "isbn"),
        ("@" in bare, "mail"),
        (index == 0 and bool(_NUMBERED.fullmatch(text)), "label"),
        (bool(_ORDINAL.fullmatch(word)), "nth"),
        (bool(_LETTER_AND_DIGITS.fullmatch(word)), "letterdigits"),
        (bool(_DASHES.fullmatch(text.strip(".,"))), "dashes"),
        (text in _SIGNS, f"sign={text}"),
        (bool(_SHORT_YEAR.fullmatch(text.strip(".,:()"))), "shortyear"),
        (_ends_as(one, _WORD_ENDINGS), "wordend"),
        (_ends_as(one, _NAME_ENDINGS), "nameend"),
        ("-" in bare and not one.range, "hyphen"),
        ("." in bare[:-1] and not one.initials and not one.url, "innerdot"),
    )
    yield from (name for holds, name in pairs if holds)


def _ends_as(one: Seen, endings: tuple[str, ...]) -> bool:
    if len(one.word) < _SHORTEST_ENDING or one.kinds or not one.word.isalpha():
        return False
    return one.word.endswith(endings)


def ends(one: Seen, following: Seen | None) -> tuple[bool, bool]:
    """Whether a sentence of the reference ends behind a token, and what stands between commas."""
    trail = one.trail
    soft = any(sign in trail for sign in ".,;:)?!”»")
    hard = any(sign in trail for sign in ".?!;”»") or '"' in trail or "''" in trail
    if hard and trail.endswith(",") and not any(sign in trail for sign in "”»\"'"):
        hard = False  # “ed.,” “J.,”
    if _is_abbreviated(one, following) and ")" not in trail:
        hard = False
        soft = trail != "."
    if following is None:
        return True, True
    if any(sign in following.lead for sign in '(“«„"['):
        soft = True
    if following.word in ("//", "/"):
        hard = soft = True
    return hard, soft


def _is_abbreviated(one: Seen, following: Seen | None) -> bool:
    """Whether the full stop behind a word is that of an abbreviation."""
    if not one.trail.startswith("."):
        return False
    if one.initials:
        return True
    if not one.kinds:
        return False
    if len(one.word) <= 3 and not one.number and not one.year:
        return True
    return following is not None and following.caps in ("a", "d") and not following.year


def _caps(bare: str) -> str:
    """Which letters of a word are capitals; ``d`` for digits alone, ``m`` for digits and letters,
    ``-`` for neither.
    """
    letters = [c for c in bare if c.isalpha()]
    if not letters:
        return "d" if any(c.isdigit() for c in bare) else "-"
    if any(c.isdigit() for c in bare):
        return "m"
    if all(c.isupper() for c in letters):
        return "A" if len(letters) > 1 else "1"
    if letters[0].isupper():
        return "Ax" if sum(c.isupper() for c in letters) > 1 else "Aa"
    return "a" if not any(c.isupper() for c in letters) else "xA"


def _shape(bare: str) -> str:
    """The text with a sign for each run of letters of one case; digits are counted up to four."""
    shape = "".join(
        "X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c for c in bare
    )
    shape = re.sub(r"X{2,}", "XX", re.sub(r"x{2,}", "xx", shape))
    shape = re.sub(r"9{5,}", "99999", shape).replace("–", "-").replace("—", "-")
    return shape[:10]


def mark(text: str) -> str:
    """The marks at one side of a word, with all quotation marks alike."""
    for sign in _PLAIN_QUOTES:
        text = text.replace(sign, '"')
    return _RUN.sub(r"\1", text)[:3]
