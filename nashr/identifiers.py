"""Parse the values of front matter and journal.yaml: identifiers, languages, licences, dates.

Each function takes what an editor wrote and returns the normalized form that the outputs use. It
raises ``Invalid`` for other values, with a sentence and the expected form.
"""

from __future__ import annotations

import datetime as dt
import re

from nashr.diagnostics import nearest
from nashr.languages import CREDIT_ROLES, LICENSES
from nashr.messages import Message

#: SPDX identifiers of the licences that journals publish under.
LICENCES = tuple(LICENSES)

#: The values of ``reference-language``: which language the terms in a reference are in.
REFERENCE_LANGUAGES = ("article", "item")

#: The values that JATS 1.3 suggests for ``article-type``.
ARTICLE_TYPES = (
    "abstract",
    "addendum",
    "announcement",
    "article-commentary",
    "book-review",
    "books-received",
    "brief-report",
    "calendar",
    "case-report",
    "collection",
    "correction",
    "data-paper",
    "discussion",
    "dissertation",
    "editorial",
    "expression-of-concern",
    "in-brief",
    "introduction",
    "letter",
    "meeting-report",
    "news",
    "obituary",
    "oration",
    "other",
    "partial-retraction",
    "product-review",
    "rapid-communication",
    "reply",
    "reprint",
    "research-article",
    "retraction",
    "review-article",
    "translation",
)

#: The smallest and largest side of a page, in millimetres.
SMALLEST_PAGE, LARGEST_PAGE = 50, 600

#: Width and height of the sizes that have names: ISO 216, and those of North America (ANSI Y14.1).
PAGE_SIZES = {
    "A4": ("210mm", "297mm"),
    "A5": ("148mm", "210mm"),
    "A6": ("105mm", "148mm"),
    "B5": ("176mm", "250mm"),
    "B6": ("125mm", "176mm"),
    "LETTER": ("8.5in", "11in"),
    "LEGAL": ("8.5in", "14in"),
}
#: Cyrillic letters that look like those of a size, and the sign of multiplication.
_CYRILLIC_SIGNS = str.maketrans("АВХ×*", "ABXXX")
_TWO_SIDES = re.compile(
    r"(?P<width>\d{1,4}(?:[.,]\d+)?)(?P<first>MM|CM|IN|PT)?X"
    r"(?P<height>\d{1,4}(?:[.,]\d+)?)(?P<unit>MM|CM|IN|PT)?",
    re.ASCII,
)

_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_MISTYPED = Message("its check digit does not fit, so one of its characters is mistyped")

_ADDRESS = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+([/?#]\S*)?", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(\.\d+)*/\S+")
_ARXIV = re.compile(
    r"(?:(?P<year>\d\d)(?P<month>\d\d)\.(?P<number>\d{4,5})"
    r"|[a-z][a-z\-]+(?:\.[A-Za-z]{2})?/\d\d(?P<old_month>\d\d)\d{3})(?:v\d{1,3})?"
)
_EMAIL = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s.,;<>()\"]{2,}")
#: RFC 5646, section 2.1, without language subtags of four to eight letters, which are reserved.
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|\d{3}))?"
    r"(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*(-[0-9a-wyz](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)


#: Codes of ISO 639 of three letters for which BCP 47 has shorter ones, by which all else is found.
_SHORTER = dict(
    pair.split(":")
    for pair in "aze:az azj:az tur:tr rus:ru eng:en deu:de ger:de fra:fr fre:fr fas:fa per:fa "
    "ara:ar kat:ka geo:ka kaz:kk kir:ky uzb:uz tuk:tk ukr:uk ita:it spa:es hye:hy tat:tt".split()
)


class Invalid(ValueError):
    """A value that does not have the form its key requires: a sentence, and a hint."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def language(text: str) -> str:
    """A language tag of BCP 47 with the usual capitals, e.g. ``az-Latn-AZ``."""
    match = _LANGUAGE.fullmatch(text)
    shorter = _SHORTER.get(text[:3].lower()) if re.match(r"[A-Za-z]{3}(?![A-Za-z])", text) else None
    if not match or shorter:
        hint = Message("Give the tag of BCP 47, such as az, tr, ru, en or en-GB.")
        meant = (shorter + text[3:] if shorter else text).replace("_", "-")
        if _LANGUAGE.fullmatch(meant):
            hint = Message("Did you mean “{near}”?", near=language(meant))
        raise Invalid(Message("“{text}” is not a language tag.", text=text), hint)
    tag = list(text.lower())
    for name, written in (("script", str.title), ("region", str.upper)):
        if match[name]:
            tag[slice(*match.span(name))] = written(match[name])
    return "".join(tag)


def orcid(text: str) -> str:
    """An ORCID iD: sixteen characters with hyphens, the last by ISO 7064 MOD 11-2."""
    hint = Message("Write it as 0000-0002-1825-0097, or as its address https://orcid.org/….")
    bare = re.sub(r"(https?://)?(www\.)?orcid\.org/|^orcid( iD)?:?\s*", "", text, flags=re.I)
    dash = r"(?<=\d)[\s\u2010-\u2015\u2212](?=\d)"  # what word processors make of a hyphen
    bare = re.sub(dash, "-", bare.strip("/"))
    if not re.fullmatch(r"([0-9]{4}-?){3}[0-9]{3}[0-9Xx]", bare):
        raise Invalid(Message("“{text}” is not an ORCID iD.", text=text), hint)
    digits = bare.replace("-", "").upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != "0123456789X"[check]:
        raise Invalid(
            Message("“{text}” is not an ORCID iD: {mistyped}.", text=text, mistyped=_MISTYPED), hint
        )
    return "-".join(digits[n : n + 4] for n in range(0, 16, 4))


def issn(text: str) -> str:
    """An ISSN (ISO 3297): eight characters with a hyphen, the last modulo 11."""
    hint = Message("Write eight characters as 0378-5955.")
    bare = re.sub(r"^(e-?|p-?)?issn:?\s*", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"\d{4}-?\d{3}[\dXx]", bare):
        raise Invalid(Message("“{text}” is not an ISSN.", text=text), hint)
    digits = bare.replace("-", "").upper()
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=False))
    if digits[-1] != "0123456789X"[-total % 11]:
        raise Invalid(
            Message("“{text}” is not an ISSN: {mistyped}.", text=text, mistyped=_MISTYPED), hint
        )
    return f"{digits[:4]}-{digits[4:]}"


def isbn(text: str) -> str:
    """An ISBN (ISO 2108): ten or thirteen characters with a check digit, without hyphens."""
    hint = Message("Write ten or thirteen characters, as 978-0-306-40615-7.")
    bare = re.sub(r"^isbn(-1[03])?:?\s*", "", text.strip(), flags=re.IGNORECASE)
    digits = re.sub(r"[\s\-‐‑–]", "", bare).upper()
    if not re.fullmatch(r"\d{9}[\dX]|97[89]\d{10}", digits):
        raise Invalid(Message("“{text}” is not an ISBN.", text=text), hint)
    if len(digits) == 13:
        total = sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(digits))
        fits = total % 10 == 0
    else:
        values = ("0123456789X".index(digit) for digit in digits)
        total = sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True))
        fits = total % 11 == 0
    if not fits:
        raise Invalid(
            Message("“{text}” is not an ISBN: {mistyped}.", text=text, mistyped=_MISTYPED), hint
        )
    return digits


def isbn13(text: str) -> str:
    """An ISBN in its form of thirteen digits, by which two forms of one can be compared."""
    digits = isbn(text)
    if len(digits) == 13:
        return digits
    first = f"978{digits[:9]}"
    total = sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(first))
    return f"{first}{-total % 10}"


def printed_isbn(text: str) -> str:
    """An ISBN of thirteen digits as it is printed: with the hyphens that it was written with, since
    only the agencies' tables say where they belong.
    """
    digits = isbn13(text)
    bare = re.sub(r"^isbn(-1[03])?:?\s*", "", text.strip(), flags=re.IGNORECASE)
    parted = re.sub(r"[\s\-‐‑–]", "-", bare)
    is_whole = parted.count("-") == 4 and parted.replace("-", "") == digits
    return parted if is_whole else digits


def arxiv(text: str) -> str:
    """An arXiv identifier without its prefix: ``2101.00001``, ``2101.00001v2``, ``hep-th/9901001``.

    The forms are those of arXiv's own page on its identifier scheme: four digits behind the full
    stop from April 2007, five from January 2015.
    """
    hint = Message("Write it as 2101.00001, or before April 2007 as hep-th/9901001.")
    bare = re.sub(
        r"^(https?://(www\.|export\.)?arxiv\.org/(abs|pdf)/|arxiv:\s*|10\.48550/arxiv\.)",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    bare = re.sub(r"(\.pdf)?(\s*\[[\w.\-]+\])?$", "", bare)
    found = _ARXIV.fullmatch(bare)
    if not found or not 1 <= int(found["month"] or found["old_month"]) <= 12:
        raise Invalid(Message("“{text}” is not an arXiv identifier.", text=text), hint)
    if found["month"]:
        since = int(found["year"] + found["month"])
        if since < 704 or len(found["number"]) != (5 if since >= 1501 else 4):
            raise Invalid(Message("“{text}” is not an arXiv identifier.", text=text), hint)
    return bare


def pmid(text: str) -> str:
    """A PubMed identifier: up to eight digits."""
    bare = re.sub(
        r"^(https?://(www\.)?(pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|pmid:?\s*)",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    ).strip("/")
    if not re.fullmatch(r"[1-9]\d{0,7}", bare):
        raise Invalid(
            Message("“{text}” is not a PMID.", text=text), Message("Write its digits, as 24520159.")
        )
    return bare


def ror(text: str) -> str:
    """A ROR id as its full address; its last two digits are ISO 7064 MOD 97-10 of the rest."""
    hint = Message("Write it as https://ror.org/00f54p054, or as 00f54p054.")
    bare = re.sub(r"(https?://)?(www\.)?ror\.org/", "", text, flags=re.IGNORECASE)
    bare = bare.strip("/").lower()
    if not re.fullmatch(rf"0[{_CROCKFORD}]{{6}}\d\d", bare):
        raise Invalid(Message("“{text}” is not a ROR id.", text=text), hint)
    number = 0
    for character in bare[:7]:
        number = number * 32 + _CROCKFORD.index(character)
    if int(bare[7:]) != 98 - number * 100 % 97:
        raise Invalid(
            Message("“{text}” is not a ROR id: {mistyped}.", text=text, mistyped=_MISTYPED), hint
        )
    return f"https://ror.org/{bare}"


def doi(text: str) -> str:
    """A DOI without the address before it: ``10.`` and the registrant, a slash, a suffix."""
    bare = re.sub(r"(https?://(dx\.|www\.)?doi\.org/|doi:\s*)", "", text, flags=re.IGNORECASE)
    if not _DOI.fullmatch(bare):
        hint = Message(
            "Write it as 10.1080/09662830008407454, or as its address https://doi.org/…."
        )
        raise Invalid(Message("“{text}” is not a DOI.", text=text), hint)
    return bare


def funder(text: str) -> str:
    """A funder's id as an address: a ROR, or a Crossref funder id (a DOI below 10.13039)."""
    try:
        found = doi(text)
    except Invalid:
        return ror(text)
    if not found.startswith("10.13039/"):
        hint = Message("Write the funder's ROR, or its Crossref id, which begins with 10.13039/.")
        raise Invalid(Message("“{text}” is not the id of a funder.", text=text), hint)
    return f"https://doi.org/{found}"


def email(text: str) -> str:
    """An e-mail address."""
    if not _EMAIL.fullmatch(text):
        raise Invalid(
            Message("“{text}” is not an e-mail address.", text=text),
            Message("Write it as name@example.org."),
        )
    return text


def address(text: str) -> str:
    """The address of a web page."""
    if not _ADDRESS.fullmatch(text):
        raise Invalid(
            Message("“{text}” is not a web address.", text=text),
            Message("Write it as https://example.org."),
        )
    return text


def date(text: str) -> dt.date:
    """A day of the calendar, written ``2024-03-15``."""
    hint = Message("Write year, month and day with hyphens, as 2024-03-15.")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise Invalid(Message("“{text}” is not a date.", text=text), hint)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(Message("“{text}” is not a day of the calendar.", text=text), hint) from None


def page_side(text: str) -> str:
    """A CSS length between the smallest and the largest side of a page."""
    bare = text.replace(" ", "").lower()
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(mm|cm|in|pt)", bare)
    if not match:
        hint = Message("Write a number and its unit (mm, cm, in or pt), as 170mm.")
        raise Invalid(Message("“{text}” is not a length.", text=text), hint)
    if not SMALLEST_PAGE <= float(match[1]) * _MILLIMETRES[match[2]] <= LARGEST_PAGE:
        hint = Message(
            "The sides of a page are {smallest} to {largest} millimetres long.",
            smallest=SMALLEST_PAGE,
            largest=LARGEST_PAGE,
        )
        raise Invalid(
            Message("“{text}” is not the side of a page that can be printed.", text=text), hint
        )
    return bare


def page_size(text: str) -> tuple[str, str]:
    """Width and height of a page that is named (A4) or written as two lengths (170x240, 17x24cm);
    numbers without a unit are millimetres.
    """
    bare = "".join(text.split()).upper().translate(_CYRILLIC_SIGNS)
    if bare in PAGE_SIZES:
        return PAGE_SIZES[bare]
    sides = _TWO_SIDES.fullmatch(bare)
    if sides is None:
        hint = Message(
            "Write {sizes}, or width and height, as 170x240 or 17x24cm.",
            sizes=tuple(PAGE_SIZES),
        )
        raise Invalid(Message("“{text}” is not the size of a page.", text=text), hint)
    width, height = (sides[name].replace(",", ".") for name in ("width", "height"))
    last = (sides["unit"] or "mm").lower()
    first = (sides["first"] or last).lower()
    if not (sides["first"] or sides["unit"]) and max(float(width), float(height)) < SMALLEST_PAGE:
        hint = Message(
            "Numbers without a unit are millimetres; did you mean “{text}cm”?", text=text
        )
        raise Invalid(
            Message("“{text}” is not the size of a page that can be printed.", text=text), hint
        )
    return page_side(width + first), page_side(height + last)


#: The names of the ICC's registry of characterised printing conditions, as they are written.
_CONDITION = re.compile(
    r"FOGRA\d\d|CGATS TR 00[1-7]|CGATS21-2-CRPC[1-7]|JC20010[34]|JCW2003|IFRA\d\d|EUROSB\d{3}"
)


def printing_condition(text: str) -> str:
    """The name of a printing condition of the ICC's registry."""
    name = " ".join(text.upper().split())
    name = re.sub(r"^(FOGRA|IFRA) ?(\d\d)L?$", r"\1\2", name)
    if _CONDITION.fullmatch(name) is None:
        hint = Message("Write it as the registry does: FOGRA39, FOGRA51, CGATS TR 006, JC200103 …")
        raise Invalid(
            Message("“{text}” is no printing condition of the ICC's registry.", text=text), hint
        )
    return name


_CREATIVE_COMMONS = re.compile(
    r"(?:https?://)?(?:www\.)?creativecommons\.org/"
    r"(?:licenses/(?P<kind>[a-z\-]+)/(?P<version>\d\.\d)|publicdomain/zero/1\.0)"
    r"(?:/|/deed\S*|/legalcode\S*)?",
    re.IGNORECASE,
)


def licence(text: str) -> str:
    """The SPDX identifier of a licence; its address at Creative Commons does as well."""
    address = _CREATIVE_COMMONS.fullmatch(text)
    if address:
        text = f"CC-{address['kind']}-{address['version']}" if address["kind"] else "CC0-1.0"
    return _one_of(text, LICENCES, Message("“{text}” is not a licence that nashr knows."))


def role(text: str) -> str:
    """The id of a CRediT role; its English name does as well."""
    return _one_of(text, CREDIT_ROLES, Message("“{text}” is not a CRediT role."))


def article_type(text: str) -> str:
    """A JATS article type."""
    unknown = Message("“{text}” is not an article type of JATS.")
    if re.fullmatch(r"(?:(?:original|scientific)[\s-]+)?(?:article|paper|research)", text, re.I):
        hint = Message("Did you mean “{near}”?", near="research-article")
        raise Invalid(unknown.having(text=text), hint)
    return _one_of(text, ARTICLE_TYPES, unknown)


# --- classifications -----------------------------------------------------------------------

#: What authors write before a code: the name of its classification in some language.
_SCHEME_NAME = re.compile(
    r"(?P<name>UDC|UDK|UOT|УДК|UOʻK|ӘОЖ|CDU|BBK|KBT|ББК|JEL|MSC|PACS)\b[\s:.]*"
)
#: Digits and the signs of the UDC (BSI, UDC Standard Edition, table 1): + / : [ ] = ( ) " * ' - .
_UDC = re.compile(r"""(?=.*\d)[\d(="“«][\w+/:\[\]=()"“”«»*'’.,\- ]*""")


def _code(text: str, form: str, message: Message, example: str) -> str:
    """A code without the name of its scheme, which the journal prints in each language."""
    named = _SCHEME_NAME.match(text)
    if named:
        hint = Message(
            "Write the code alone, as {example}; the name is printed in each language.",
            example=example,
        )
        raise Invalid(
            Message("“{text}” begins with the name of the classification.", text=text), hint
        )
    if not re.fullmatch(form, text):
        raise Invalid(message.having(text=text), Message("Write it as {example}.", example=example))
    return text


def udc(text: str) -> str:
    """A number of the Universal Decimal Classification."""
    return _code(text, _UDC.pattern, Message("“{text}” is not a number of the UDC."), "327(479.24)")


def bbk(text: str) -> str:
    """An index of the Library-Bibliographic Classification (BBK)."""
    return _code(
        text,
        r"(?=.*\d)[\w(][\w().,:;=+/\- ]*",
        Message("“{text}” is not an index of the BBK."),
        "63.3(5Аз)",
    )


def jel(text: str) -> str:
    """A code of the Journal of Economic Literature: a letter and up to two digits."""
    return _code(text.upper(), r"[A-Z]\d{0,2}", Message("“{text}” is not a JEL code."), "F51")


def msc(text: str) -> str:
    """A code of the Mathematics Subject Classification 2020, as ``35Q30``, ``35Qxx``, ``35-02``."""
    form = r"\d\d(?:[A-Z](?:\d\d|xx)|-(?:\d\d|XX))"
    return _code(text, form, Message("“{text}” is not a code of the MSC."), "35Q30")


def pacs(text: str) -> str:
    """A code of the Physics and Astronomy Classification Scheme, as ``05.45.-a``, ``42.25.Fx``."""
    form = r"\d\d\.\d\d\.(?:[A-Z][a-z]|[+-][a-z])"
    return _code(text, form, Message("“{text}” is not a code of the PACS."), "42.25.Fx")


def reference_language(text: str) -> str:
    """``article`` or ``item``: which language the terms in a reference are in."""
    if text.lower() not in REFERENCE_LANGUAGES:
        hint = Message("With item, each reference has the words of its own language.")
        raise Invalid(Message("“{text}” is neither article nor item.", text=text), hint)
    return text.lower()


def _one_of(text: str, known: tuple[str, ...], message: Message) -> str:
    named = re.sub(r"[^\w.]+", "-", text.lower().replace("&", " ")).strip("-")
    for value in known:
        if value.lower() == named:
            return value
    near = nearest(named, [value.lower() for value in known])
    near = next((value for value in known if value.lower() == near), None)
    hint = (
        Message("Did you mean “{near}”?", near=near)
        if near
        else Message("Write one of {known}.", known=tuple(known))
    )
    raise Invalid(message.having(text=text), hint)
