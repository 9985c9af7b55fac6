"""Lists of names as people type them, in the form of BibTeX: ``Family, Given and Family, Given``.

BibTeX parts names by *and* alone. Exports and typists part them by commas, semicolons and *&*;
where it can be seen which of them part names, they are read so. Where it cannot, the field is
kept as one name, so that it is printed as it stands, and there is a sentence about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nashr.bibliography import patronymics
from nashr.bibliography.tex import decoded, without_entities
from nashr.messages import Message
from nashr.records import dataclass

#: Characters in which the end of a list is looked for, of a name that is looked at, of initials.
_LONGEST_TAIL, _LONGEST, _LONGEST_INITIALS = 40, 100, 40

#: What stands for the persons that a list leaves out.
_OTHERS = re.compile(
    r"(?:\s*(?:,|;|\band\b|\\?&|\bve\b|\bvə\b|\bи\b))*\s*\{?(?:"
    r"(?:and|\\?&|ve|və|и|та|und|et|y|va|ва|we|және|жана|да|და|و)\s*(?<=[\s\u0648])(?:others|diğerleri|digerleri|ark\.?|arkadaşları|"
    r"digərləri|başqaları|другие|др\.?|соавт\.?|інші|ін\.?|andere|autres|otros|"
    r"boshqalar|boshq\.?|бошқалар|бошқ\.?|beýlekiler|басқалар|т\.\s?б\.?|башкалар|б\.|სხვ\.?|სხვები|"
    r"دیگران|همکاران|آخرون)(?!\w)"
    r"|et\.?\s+al(?:\.|\b)|\bvd(?:\.|\b)|\bvb\.|və\s+b\.|u\.\s?a\.|и\s+др\.|\bothers\b)\}?\s*[.,;]?\s*$",
    re.IGNORECASE,
)
#: The same between two names.
_LEFT_OUT = re.compile(r"\{?(?:others|et\.?\s+al\.?|\.{3}|…|\\l?dots(?:\{\})?)\}?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
#: *And* at an end of a list, where a name was meant to follow or has been taken out.
_STRAY_AND = re.compile(r"^and\s+|\s+and$", re.IGNORECASE)
#: *And* in other languages, which may be a part of a name as well (Ortega y Gasset).
_JOINING = re.compile(
    r"\s+(?:ve|və|и|та|und|et|y|va|ва|we|және|жана|და)\s+|\s+و\s*(?!\s)", re.IGNORECASE
)
#: The numbers of affiliations behind a name.
_AFFILIATION = re.compile(
    r"\$\s*\^\s*(?:\{[\d,;*†‡\s]+\}|[\d*†‡])\s*\$|\\textsuperscript\{[\d,;*†‡\s]+\}"
)
_SUFFIX = re.compile(r"(?:[JS]r\.?|Jnr\.?|Snr\.?|Esq\.?|I{2,3}|IV|VI{0,3}|Ph\.?\s?D\.?|M\.?D\.?)")
#: What is no family name even where no comma stands before it.
_BEHIND_NAME = re.compile(r"[JS]r\.?|I{2,3}|IV|Ph\.?D\.?|Esq\.")
_LETTER = r"[^\W\d_]"
_DOTTED = rf"{_LETTER}{{1,2}}\.(?:[\s-]*{_LETTER}{{1,2}}\.)*"
_INITIALS = re.compile(rf"{_DOTTED}|{_LETTER}(?:\s{_LETTER})*")
#: A family name with the initials of its given names behind it: capitals alone, as Vancouver and
#: PubMed have it, or with periods, as GOST has it.
_PACKED = re.compile(
    rf"(?P<family>[^\d,;{{}}]*{_LETTER}(?:[’'-]{_LETTER}+)*)\s+"
    rf"(?P<given>{_LETTER}{{1,3}}|{_DOTTED})"
)
#: Initials and a family name.
_BEGUN = re.compile(rf"{_DOTTED}\s*[^\d,;.{{}}]+")
_TITLES = re.compile(
    r"(?:(?:Prof|Dr|Doç|Yrd|Öğr|Arş|Gör|Üyesi|Uzm|Assoc|Asst|Assist|Ass|Doc|Dos|Akad|Ord|"
    r"Mr|Mrs|Ms|Sir|Av|Проф|Доц|Акад|Д-р)\.|(?:Professor|Doctor|Üyesi|Dosent|Akademik)\b)\s*"
)
#: What a person did, behind the name.
_ROLE = re.compile(
    r"\s*\((?:eds?|editors?|hrsg|hg|trans|transl|translators?|çev|haz|der|drl|derleyen"
    r"|hazırlayan|çeviren|editör|tərc|tərt|tərtib|tərtibçi|tərcüməçi|redaktor|red|ред|пер|сост"
    r"|упоряд|уклад|comps?|éd|dir|komp|bearb|übers)"
    r"\.?\)$",
    re.IGNORECASE,
)
#: Words that name a body wherever they stand, and are no family names.
_BODIES = frozenset(
    "university institute institution ministry committee collaboration consortium organization "
    "organisation association commission department academy foundation corporation federation "
    "government parliament agency ltd inc üniversitesi enstitüsü bakanlığı kurumu kurulu "
    "müdürlüğü başkanlığı derneği vakfı komisyonu bankası universiteti institutu nazirliyi "
    "komitəsi akademiyası agentliyi idarəsi cəmiyyəti universität institut ministerium "
    "университет институт министерство комитет академия комиссия агентство общество "
    "університет інститут міністерство комітет академія".split()
)
#: Words of companies, which may be family names.
_FIRMS = frozenset("bank press office company sons co".split())
_ARABIC = str.maketrans("،؛", ",;")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_UNCLEAR = Message("Part the names by “and”, as in {Oran, Baskın and Cornell, Svante E.}.")


@dataclass(frozen=True, slots=True)
class Names:
    """A field in BibTeX's form, and what is to be said of it: a sentence and a hint."""

    text: str
    finding: Message | None = None
    hint: Message | None = None


def read(text: str) -> Names:
    """A field of names, its TeX as it stands, as names that pandoc reads as they are meant."""
    whole = _AFFILIATION.sub("", without_entities(text))  # whose semicolons part no names
    whole = " ".join(whole.translate(_ARABIC).split())
    whole = _STRAY_AND.sub("", whole)
    named, others = _without_others(whole)
    body = _inside(named)
    if body is not None:
        pairs = _pairs(_split(body, ","))
        named = " and ".join(pairs) if pairs and not others else named
        return Names(_with_others(named, others))
    parts = [part.strip(" ,;") for part in split_and(named)]
    parts = [part for part in parts if part]
    while len(parts) > 1 and _LEFT_OUT.fullmatch(parts[-1]):
        parts, others = parts[:-1], True
    gap = next((part for part in parts if _LEFT_OUT.fullmatch(part)), "") if len(parts) > 1 else ""
    if gap:
        parts = ["{…}" if _LEFT_OUT.fullmatch(part) else part for part in parts]
    lists = [_listed(part) for part in parts]
    names = [
        name for part, one in zip(parts, lists, strict=True) for name in one or [f"{{{part}}}"]
    ]
    many = len(names) > 1 or others or (names and len(names[0].split()[-1]) > 1)
    if many and all(map(_is_packed, names)):
        names = [_unpacked(name) for name in names]
    names = [_unpacked(name) if _is_packed(name) and "." in name else name for name in names]
    titled = [_untitled(name) for name in names]
    done = _with_others(" and ".join(name for name, _ in titled), others)
    if None in lists:
        message = Message("it cannot be seen where one name ends and the next begins.")
        return Names(done, message, _UNCLEAR)
    body = next((p for p, one in zip(parts, lists, strict=True) if _is_taken_whole(p, one)), None)
    if body is not None:
        message = Message("“{body}” is taken for one name, that of a body.", body=body)
        hint = Message("Write “and” between two persons, and braces around the name of a body.")
        return Names(done, message, hint)
    if gap:
        message = Message("“{words}” stands between two names; “…” is printed there.", words=gap)
        return Names(done, message, Message("Write all names, or “and others” behind the last."))
    title = next((title for _, title in titled if title), None)
    if title:
        message = Message("“{title}” is not part of a name; it is left out.", title=title)
        return Names(done, message, Message("Take it out of the field."))
    return Names(done)


def _is_taken_whole(part: str, names: list[str] | None) -> bool:
    """Whether a text without braces was taken for the name of a body."""
    return names == [f"{{{part}}}"] and not patronymics.is_behind_given(part.split()[-1])


def _with_others(names: str, others: bool) -> str:
    return f"{names} and others" if others and names else names


def _without_others(text: str) -> tuple[str, bool]:
    tail = max(0, len(text) - _LONGEST_TAIL)
    found = _OTHERS.search(text, tail)
    if found is None or not found.start():
        return text, False
    return text[: found.start()].rstrip(" ,;"), True


def _inside(text: str) -> str | None:
    """What stands in the one pair of braces that a field consists of."""
    if not text.startswith("{") or not text.endswith("}"):
        return None
    depth = 0
    for n, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if not depth:
            return text[1:-1] if n == len(text) - 1 else None
    return None


# --- parting -------------------------------------------------------------------------------


def _listed(part: str) -> list[str] | None:
    """The names of what stands between two *and*; None where they cannot be told apart."""
    if (part.startswith("{") and _inside(part) is not None) or "=" in part:
        return [part]
    if len(pieces := _split(part, ";")) > 1:
        inner = [_listed(piece) for piece in pieces]
        return None if None in inner else [name for one in inner for name in one or ()]
    if len(pieces := _ampersands(part)) > 1:
        return _joined_by_ampersands(part, pieces)
    pieces = [piece.strip(" ,") for piece in _cut(part, _JOINING)]
    if len(pieces) > 1 and (joined := _joined_by_words(pieces)):
        return joined
    commas = _split(part, ",")
    if _has_body(commas):
        return [f"{{{part}}}"]
    if len(commas) == 1:
        return [patronymics.family_first(_with_suffix(commas[0]))]
    if by_fathers := patronymics.parted(commas):
        return by_fathers
    if len(commas) == 2:
        return _two(part, commas)
    if len(commas) == 3 and (_SUFFIX.fullmatch(commas[1]) or _SUFFIX.fullmatch(commas[2])):
        family, one, other = commas
        return [
            f"{family}, {one}, {other}" if _SUFFIX.fullmatch(one) else f"{family}, {other}, {one}"
        ]
    if all(map(_is_packed, commas)):
        return [_unpacked(piece) for piece in commas]
    if pairs := _pairs(commas):
        return pairs
    if all(_is_full(piece) for piece in commas):
        return commas
    return None


def _with_suffix(name: str) -> str:
    """Martin Luther King Jr., typed without commas, as King, Jr., Martin Luther."""
    *words, last = name.split(" ")
    if len(words) < 2 or not _BEHIND_NAME.fullmatch(last) or "{" in name:
        return name
    begins = next((n for n, word in enumerate(words) if n and word.islower()), len(words) - 1)
    return f"{' '.join(words[begins:])}, {last}, {' '.join(words[:begins])}"


def _two(part: str, commas: Sequence[str]) -> list[str]:
    """Family and given name, unless either piece is a whole name with initials."""
    if all(map(_is_packed, commas)):
        return [_unpacked(piece) for piece in commas]
    return list(commas) if all(map(_BEGUN.fullmatch, commas)) else [part]


def _pairs(commas: Sequence[str]) -> list[str]:
    """Family, initials, family, initials: nothing where the second of a pair has no initials."""
    if len(commas) < 4 or len(commas) % 2:
        return []
    families, givens = commas[::2], commas[1::2]
    if not all(map(_has_initials, givens)):
        return []
    if any("." in family and _has_initials(family) for family in families):
        return []
    return [f"{family}, {given}" for family, given in zip(families, givens, strict=True)]


def _has_initials(piece: str) -> bool:
    """Whether a piece is made of initials alone; a single letter may be a name as well."""
    text = decoded(piece) if "\\" in piece or "{" in piece else piece
    return len(text) <= _LONGEST_INITIALS and bool(_INITIALS.fullmatch(text))


def _joined_by_ampersands(part: str, pieces: Sequence[str]) -> list[str] | None:
    """Names with an *&* before the last; a company that has one in its name is one name."""
    before = _split(pieces[0], ",")
    if len(pieces) == 2 and len(before) > 2 and (whole := _listed(", ".join(pieces))):
        return whole
    inner = [_listed(piece) for piece in pieces]
    if any(one is None for one in inner):
        return None
    if all("," in piece or _is_packed(piece) for piece in pieces):
        return [name for one in inner for name in one or ()]
    if all(" " not in piece for piece in pieces):
        return [f"{{{part}}}"]
    if all(_is_full(piece) for piece in pieces):
        return [name for one in inner for name in one or ()]
    return None


def _joined_by_words(pieces: Sequence[str]) -> list[str] | None:
    """Names with an *and* of another language before the last, where each piece is a name."""
    before = _split(pieces[0], ",")
    if len(pieces) == 2 and len(before) > 2 and (whole := _listed(", ".join(pieces))):
        return whole
    if not all("," in piece or _is_packed(piece) or _BEGUN.fullmatch(piece) for piece in pieces):
        return None
    inner = [_listed(piece) for piece in pieces]
    return None if None in inner else [name for one in inner for name in one or ()]


def _is_full(piece: str) -> bool:
    """Whether a piece can only be a given and a family name: two to four capitalised words."""
    words = piece.split()
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() or word[0] in "{\\" for word in words)
        and not _is_packed(piece)
        and not any(word.lower().strip(".") in _FIRMS or _is_body(word) for word in words)
    )


def _has_body(commas: Sequence[str]) -> bool:
    """Whether what stands before the first comma is the name of a body in several words."""
    words = commas[0].split() if commas else []
    return len(words) > 1 and any(map(_is_body, words))


def _is_body(word: str) -> bool:
    return _lower(word).strip(".,()") in _BODIES


def _lower(word: str) -> str:
    return word.replace("İ", "i").replace("I", "ı").lower() if "İ" in word else word.lower()


def _is_packed(piece: str) -> bool:
    """Whether the last word is made of capitals and the name before it is not."""
    found = _PACKED.fullmatch(piece) if len(piece) <= _LONGEST else None
    if found is None:
        return False
    family, given = found["family"], found["given"]
    if "." in given:
        # Letters without case, as in Arabic, are initials too where they have their periods.
        is_capital = given == given.upper() or not re.search("[^\u10d0-\u10ff.\\s-]", given)
        return is_capital and len(family.rpartition(" ")[2]) > 1 and "." not in family
    if not given.isupper():
        return False
    return family[:1].isalpha() and not family.endswith(".") and "." not in family


def _unpacked(piece: str) -> str:
    found = _PACKED.fullmatch(piece)
    assert found is not None
    given = found["given"]
    initials = given if "." in given else " ".join(f"{letter}." for letter in given)
    return f"{found['family']}, {initials}"


def _untitled(name: str) -> tuple[str, str]:
    """A name without the titles before it or the role behind it, and what was taken away."""
    if role := _ROLE.search(name):
        return name[: role.start()], role[0].strip()
    family, comma, given = name.partition(",")
    at, text = (given, f"{family}, ") if comma and _TITLES.match(given.strip()) else (name, "")
    at = at.strip()
    end = 0
    while found := _TITLES.match(at, end):
        end = found.end()
    if not end or not at[end:].strip():
        return name, ""
    return text + at[end:].strip(), at[:end].strip()


# --- outside of braces ---------------------------------------------------------------------


def split_and(text: str) -> list[str]:
    return list(_cut(text, _AND))


def _split(text: str, sign: str) -> list[str]:
    return [part.strip() for part in _cut(text, re.compile(re.escape(sign))) if part.strip()]


def _ampersands(text: str) -> list[str]:
    pieces = (
        part.strip(" ,") for part in _cut(text, re.compile(r",?\s*(?:\\&|&amp;|\\&amp;|&)\s*"))
    )
    return [piece for piece in pieces if piece]


def _cut(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """The parts of a text between the matches of a pattern that stand outside of braces."""
    begin = at = depth = 0
    for found in pattern.finditer(text):
        for brace in _BRACE.finditer(text, at, found.start()):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
        at = found.start()
        if depth == 0:
            yield text[begin : found.start()]
            begin = found.end()
    yield text[begin:]
