"""The names of a typed reference, parted: “Oran, B., Kuzio T. ve İ. Ortaylı”.

Lists mix orders: the first name may be inverted and the others not. Each piece between the marks
is looked at by itself and with the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nashr.importing.reference_words import given_names, kinds
from nashr.languages import capitalize_first, lower

Name = dict[str, str]

_OTHERS = re.compile(
    r"[,;&\s]*(?:\[?\bet\.?\s+al\b\.?\]?|\bvə\s+(?:b|s|başqaları|digərləri)\b\.?|\bve\s+(?:diğerleri|diğ|ark|arkadaşları|b)\b\.?"
    r"|\bvd\b\.?|\bv\.\s?d\.|\bи\s+(?:др|другие)\b\.?|\bu\.\s?a\.|\band\s+others\b|\by\s+otros\b|\be\s+outros\b|\bet\s+autres\b)[.,;:\s]*$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|und|et|və|ve|и|та|en|og)\s+|\s*&\s*", re.IGNORECASE)
#: *And* in languages in which it may be an initial as well.
_SHORT_AND = re.compile(r"\s+[yei]\s+(?=[^\W\d_]{2})")
_LETTER = r"[^\W\d_]"
_INITIALS = re.compile(
    rf"(?:{_LETTER}\.?(?:[-–\s]*))(?:{_LETTER}\.[-–\s]*)*|(?:{_LETTER}{{1,2}}\.[-–\s]*)+|[^\W\d_a-zа-яəöüçşğı]{{1,4}}"
)
_INITIAL = re.compile(
    rf"(?:{_LETTER}{{1,2}}\.[-–]?)*{_LETTER}{{1,2}}\.|(?:{_LETTER}\.[-–]?)+{_LETTER}|[^\W\d_a-zа-яəöüçşğı]{{1,3}}(?:-[^\W\d_a-z])?"
)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?", re.IGNORECASE)
_PARTICLES = frozenset(
    "van von de der den del della di da dos du la le el al bin ter af zu zur vom ten d'".split()
)
_PATRONYMIC = frozenset("oğlu qızı оглы кызы oglu ogly".split())
_ROLE = re.compile(
    r"[\s,]*[\[(]?\b(?:gen\.\s*)?(?:eds?|editors?|edts?|edited|hrsgg?|hgg?|red|ред|пер|сост|comps?|"
    r"compilador|dirs?|coords?|orgs?|haz|der|derl|tərt|tərc|çev|éds?|trans|transl|translators?|"
    r"çeviren|hazırlayan|derleyen|a cura di)\b\.?[\])]?[\s.,:;]*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^[\s.,:;(\[/]*(?:(?:in|в|dans|en|em|içinde|kitabda|w|kn|кн|//)\b[:.\s]*)?"
    r"(?:[(\[]?\b(?:edited\s+by|eds?\.?\s+by|ed\.\s+de|eds?|editors?|hrsg\.?\s+v(?:on|\.)|hg\.\s+v(?:on|\.)|sous\s+la\s+direction\s+de|под\s+ред(?:акцией)?|red|ред|сост|"
    r"tərt(?:ib)?(?:\.\s+ed)?|haz(?:ırlayan)?|der|dir|coord|org|éd|a\s+cura\s+di|trans(?:l|lated\s+by|lators?)?|tr|çev(?:iren)?|tərc(?:ümə)?(?:\s+ed(?:ən|\.))?|"
    r"пер(?:евод)?(?:\s+с\s+\w+)?|übers(?:etzt)?(?:\s+von)?|trad(?:uit\s+par|uction\s+de|ução\s+de|\.\s+de|\.\s+di)?)\b[.:]?\s*(?:by\s+)?)?[\s.,:;(]*",
    re.IGNORECASE,
)
#: The full stop behind a name that is written out, as its vowel tells: it ends the list of names.
_STOP = re.compile(
    rf"(?<![^\W_])({_LETTER}{_LETTER}*[aeıioöuüəâîûáéíóúаеёиоуыэюя]{_LETTER}*)(?<={_LETTER}{{3}})\.$"
)
#: A body has one of these kinds of words in its name.
_BODY_KINDS = frozenset({"body", "publisher"})


def names_in(text: str, language: str = "") -> list[Name]:
    """The persons and bodies of a text, as names of CSL JSON; ``{"family": "others"}`` for those
    that it leaves out.
    """
    text = _BEFORE.sub("", " ".join(text.split()), count=1)
    text = re.sub(r"\((?:eds?|editors?|dirs?|hrsg|red|ред)\.?\)", " ", text, flags=re.IGNORECASE)
    text = re.sub(r"\s+[.,;:]+$", "", text.rstrip())
    before = None
    while before != text:
        before, text = text, _ROLE.sub("", text).strip(" ,;:/")
    bare = _OTHERS.sub("", text)
    others = bare != text
    bare = _STOP.sub(r"\1", bare.strip(" ,;:/&"))
    if not re.search(_LETTER, bare):
        return []
    names = [name for one in _between_dashes(bare) for name in _people(one, language)]
    return [*names, {"family": "others"}] if others and names else names


def _people(text: str, language: str) -> list[Name]:
    if _is_body(text):
        return [{"literal": text.strip(" .")}]
    return [name for part in _parts(text) for name in _names(part, language)]


def _between_dashes(text: str) -> list[str]:
    """The names between dashes with spaces around them, as İSNAD and many Turkish journals have
    them; a name of one word beside a dash is part of a double name (*Jean - Paul Sartre*).
    """
    names = re.split(r"\s+[-–—]\s+", text)
    return names if all(len(re.findall(rf"{_LETTER}+", name)) > 1 for name in names) else [text]


def _is_body(text: str) -> bool:
    words = re.findall(r"[\w.']+", text)
    if any(_INITIALS.fullmatch(word) and len(word) < 3 for word in words):
        return False
    known = [word for word in words if _BODY_KINDS & set(kinds().get(word.lower().strip("."), ()))]
    strong = [word for word in words if "body" in kinds().get(word.lower(), ())]
    little = [
        word for word in words if word.lower() in ("of", "the", "for", "des", "der", "et", "für")
    ]
    single = len(words) == 1
    return (
        bool(strong)
        or bool(little)
        or (bool(known) and len(words) > 2 and "," not in text)
        or single
    )


def _parts(text: str) -> Iterator[list[str]]:
    """Lists of pieces between commas, parted by semicolons, slashes and *and*."""
    strong = re.split(r"\s*;\s*|\s+/\s+|(?<=\w)/\s*(?=[^\W\d_])", text)
    for one in strong:
        joined = _AND.split(one)
        joined = [piece for part in joined for piece in _SHORT_AND.split(part)]
        for part in joined:
            pieces = [piece.strip() for piece in part.split(",")]
            pieces = [piece for piece in pieces if re.search(_LETTER, piece)]
            if pieces:
                yield pieces


def _names(pieces: Sequence[str], language: str) -> Iterator[Name]:
    n = 0
    while n < len(pieces):
        piece = pieces[n].strip()
        following = pieces[n + 1] if n + 1 < len(pieces) else ""
        suffix = ""
        if following and _SUFFIX.fullmatch(following):
            suffix, n = following, n + 1
            following = pieces[n + 1] if n + 1 < len(pieces) else ""
        taken = _inverted(piece, following, first=n == 0, pieces=pieces)
        name = _name(piece, following if taken else "", language)
        n += 2 if taken else 1
        if taken and n < len(pieces) and _SUFFIX.fullmatch(pieces[n]):
            suffix, n = pieces[n], n + 1
        if name:
            yield {**name, **({"suffix": suffix} if suffix else {})}


def _inverted(piece: str, following: str, first: bool, pieces: Sequence[str]) -> bool:
    """Whether the next piece is the given name of this one."""
    if not following or _has_initials(piece):
        return False
    if _INITIALS.fullmatch(following):
        return True
    words, others = piece.split(), following.split()
    if _leads_with_initials(following):
        return False
    plain = [
        word for word in words if word.lower() not in _PARTICLES and not _SUFFIX.fullmatch(word)
    ]
    if len(plain) > 2 or len(others) > 3 or (len(plain) == 2 and len(others) == 2):
        return False
    if piece.isupper() and following.isupper() and len(following) > 3:
        return False
    known = others[0].lower().strip(".") in given_names()
    single = len(plain) == 1
    if len(pieces) == 2 or first:
        return single or known
    return single and len(others) <= 2


def _name(piece: str, given: str, language: str) -> Name | None:
    piece = re.sub(r"[*†‡\d]", "", piece).strip(" .,:;")
    if not piece:
        return None
    if given and not _SUFFIX.fullmatch(piece.split()[-1]):
        return {"family": _family(piece, language), "given": _given(given)}
    bracketed = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", piece)
    if bracketed:
        return {"family": _family(bracketed[1], language), "given": _given(bracketed[2])}
    words = piece.split()
    if len(words) == 1:
        return {"family": _family(piece, language)}
    if given and _SUFFIX.fullmatch(words[-1]):
        return {
            "family": _family(" ".join(words[:-1]), language),
            "given": _given(given),
            "suffix": words[-1],
        }
    suffix = {"suffix": words.pop()} if _SUFFIX.fullmatch(words[-1]) and len(words) > 2 else {}
    if words[-1].lower() in _PATRONYMIC:
        return {"family": _family(words[0], language), "given": " ".join(words[1:])}
    trailing = len(words)
    while (
        trailing > 1
        and _is_initial(words[trailing - 1])
        and not _SUFFIX.fullmatch(words[trailing - 1])
    ):
        trailing -= 1
    if trailing < len(words) and not _is_initial(words[0]):
        return {
            "family": _family(" ".join(words[:trailing]), language),
            "given": _given(" ".join(words[trailing:])),
            **suffix,
        }
    capitals = [word for word in words if len(word) > 2 and word.isupper() and "." not in word]
    if len(capitals) == 1 and len(words) <= 4 and capitals[0] == words[0]:
        return {
            "family": _family(capitals[0], language),
            "given": _given(" ".join(words[1:])),
            **suffix,
        }
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return {
        "family": _family(" ".join(words[start:]), language),
        "given": _given(" ".join(words[:start])),
        **suffix,
    }


def _family(text: str, language: str) -> str:
    """A family name; one in capitals alone with its first letters alone in capitals."""
    text = text.strip(" .,:;")
    if text.isupper() and len(text) > 3:
        return re.sub(
            r"[^\W\d_]+", lambda word: capitalize_first(lower(word[0], language), language), text
        )
    return text


def _given(text: str) -> str:
    """Given names; initials that stand without points get them."""
    text = text.strip(" ,:;()")
    if re.fullmatch(r"[^\W\d_a-zа-яəöüçşğı]{1,4}", text) and text.isupper():
        return " ".join(f"{letter}." for letter in text)
    if re.fullmatch(rf"(?:{_LETTER}\s)+{_LETTER}", text):
        return " ".join(f"{letter}." for letter in text.split())
    text = re.sub(r"(?<=\.)(?=[^\W\d_])", " ", text)
    return (
        re.sub(r"((?:^|[\s.-])[^\W\d_])$", r"\1.", text)
        if "." in text or len(text) == 1 or "-" in text
        else text
    )


def _is_initial(word: str) -> bool:
    if word.lower() in _PARTICLES:
        return False
    return word[0].isupper() and bool(_INITIAL.fullmatch(word))


def _has_initials(piece: str) -> bool:
    words = [word for word in piece.split() if not _SUFFIX.fullmatch(word)]
    return len(words) > 1 and (_is_initial(words[0]) or _is_initial(words[-1]))


def _leads_with_initials(piece: str) -> bool:
    words = piece.split()
    return len(words) > 1 and _is_initial(words[0]) and not _is_initial(words[-1])
