"""Records of RIS and EndNote as entries of BibLaTeX.

Both write a work as tags of two letters, or as elements that stand for them. What the tags mean is
told here once (the RIS of Research Information Systems, as EndNote and Zotero write it), so that
names, dates and languages are read as those of a ``.bib`` file are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nashr.bibliography import bibtex
from nashr.bibliography.bibtex import Entry
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.messages import Message
from nashr.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Kind:
    """What a type is in BibLaTeX, and in CSL where pandoc cannot know it from that."""

    type: str
    subtype: str = ""
    csl: str = ""


#: The types of RIS.
KINDS: Mapping[str, Kind] = {
    "ABST": Kind("article"),
    "ADVS": Kind("video"),
    "AGGR": Kind("dataset"),
    "ANCIENT": Kind("book", csl="classic"),
    "ART": Kind("artwork"),
    "BILL": Kind("legislation", csl="bill"),
    "BLOG": Kind("online", csl="post-weblog"),
    "BOOK": Kind("book"),
    "CASE": Kind("jurisdiction"),
    "CHAP": Kind("incollection"),
    "CHART": Kind("image", csl="figure"),
    "CLSWK": Kind("book", csl="classic"),
    "COMP": Kind("software"),
    "CONF": Kind("inproceedings"),
    "CPAPER": Kind("inproceedings"),
    "CTLG": Kind("book"),
    "DATA": Kind("dataset"),
    "DBASE": Kind("dataset"),
    "DICT": Kind("inreference", csl="entry-dictionary"),
    "EBOOK": Kind("book"),
    "ECHAP": Kind("incollection"),
    "EDBOOK": Kind("book"),
    "EJOUR": Kind("article"),
    "ELEC": Kind("online"),
    "ENCYC": Kind("inreference", csl="entry-encyclopedia"),
    "EQUA": Kind("misc"),
    "FIGURE": Kind("image", csl="figure"),
    "GEN": Kind("misc"),
    "GOVDOC": Kind("report"),
    "GRNT": Kind("misc"),
    "HEAR": Kind("legal", csl="hearing"),
    "ICOMM": Kind("letter"),
    "INPR": Kind("article"),
    "INTV": Kind("misc", csl="interview"),
    "JFULL": Kind("periodical"),
    "JOUR": Kind("article"),
    "LEGAL": Kind("legislation", csl="regulation"),
    "MANSCPT": Kind("unpublished", csl="manuscript"),
    "MAP": Kind("misc", csl="map"),
    "MGZN": Kind("article", "magazine"),
    "MPCT": Kind("movie"),
    "MULTI": Kind("online"),
    "MUSIC": Kind("music", csl="musical_score"),
    "NEWS": Kind("article", "newspaper"),
    "PAMP": Kind("booklet"),
    "PAT": Kind("patent"),
    "PCOMM": Kind("letter"),
    "PODCST": Kind("audio", csl="broadcast"),
    "RPRT": Kind("report"),
    "SER": Kind("book"),
    "SLIDE": Kind("unpublished", csl="speech"),
    "SOUND": Kind("audio"),
    "STAND": Kind("standard"),
    "STAT": Kind("legislation"),
    "THES": Kind("thesis"),
    "UNBILL": Kind("legislation", csl="bill"),
    "UNPB": Kind("unpublished"),
    "VIDEO": Kind("video"),
    "WEB": Kind("online"),
}
_OTHER = Kind("misc")
#: Types that stand in a larger work, whose title and editors T2 and A2 give.
_IN_BOOKS = frozenset({"incollection", "inproceedings", "inreference"})
#: Types of which M3 says no more than the type does, such as “Article”.
_WITHOUT_TYPE = frozenset({"article", "book", "online"}) | _IN_BOOKS
#: Types whose number is that of an issue, which M1 is not.
_WITH_ISSUES = frozenset({"article", "periodical"}) | _IN_BOOKS
#: Laws and cases, and what is broadcast, stand in a gazette, a reporter or a programme.
_IN_COLLECTIONS = frozenset({"audio", "jurisdiction", "legal", "legislation"})
_BY_INSTITUTIONS = frozenset({"thesis", "report"})
#: Types with numbers of their own, by which they are found.
_NUMBERED = frozenset({"legislation", "report", "standard"})
#: BibLaTeX's fields by the tags of RIS, the first that has a value counts.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("TI", "T1", "CT"),
    "shorttitle": ("ST",),
    "author": ("AU", "A1"),
    "translator": ("A4",),
    "volume": ("VL",),
    "volumes": ("NV",),
    "number": ("IS",),
    "edition": ("ET",),
    "location": ("CY", "PP"),
    "doi": ("DO", "DI"),
    "url": ("UR", "L2"),
    "langid": ("LA",),
    "shortjournal": ("J2", "JA"),
}
_NAMES = frozenset({"author", "editor", "translator"})


@dataclass(slots=True)
class Record:
    """A work as it is written: the values of each tag, in plain text with tags such as ``<i>``."""

    kind: str
    span: Span
    raw: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    #: The place of its key, where it has one.
    key_span: Span | None = None
    #: Numbers and the like by which it may be cited as well.
    aliases: tuple[str, ...] = ()

    def add(self, tag: str, value: str) -> None:
        if value := " ".join(value.split()):
            self.values.setdefault(tag, []).append(value)

    def first(self, *tags: str) -> str:
        return next(iter(self.all(*tags)), "")

    def all(self, *tags: str) -> list[str]:
        return [value for tag in tags for value in self.values.get(tag, ())]


def as_entries(records: Sequence[Record]) -> Outcome[tuple[Entry, ...]]:
    """The records as entries. One that has no key of its own gets one of its first author's name
    and its year, such as ``oran1998``; the second of these is ``oran1998b``.
    """
    made = _MadeKeys({record.first("ID") for record in records})
    entries: list[Entry] = []
    findings: list[Diagnostic] = []
    for record in records:
        key = own = record.first("ID")
        wrong = bibtex.key_fault(own) if own else None
        if not own or wrong:
            key = made.key(record)
        if wrong:
            message = Message(
                "The key “{own}” contains {wrong}; the work is cited as “{key}”.",
                own=own,
                wrong=wrong,
                key=key,
            )
            hint = Message("Use letters, digits, hyphens and colons.")
            at = record.key_span or record.span
            findings.append(Diagnostic("bib-unclear", at, message, hint, key))
        if record.kind not in KINDS:
            message = Message(
                "“{kind}” is not a type of work; it is read as GEN.", kind=record.kind
            )
            hint = Message("Give it another type in the program that wrote the file.")
            findings.append(Diagnostic("bib-type-unknown", record.span, message, hint, key))
        entries.append(_entry(record, key))
    return Outcome(tuple(entries), tuple(findings))


class _MadeKeys:
    """Makes keys that no record has."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._counts: dict[str, int] = {}

    def key(self, record: Record) -> str:
        name = record.first("AU", "A1", "A2", "ED").partition(",")[0]
        word = name or record.first("TI", "T1").partition(" ")[0]
        letters = "".join(letter for letter in word.lower() if letter.isalnum())
        year = re.search(r"\d{4}", record.first("PY", "Y1", "DA"))
        base = f"{letters or 'work'}{year[0] if year else ''}"[: bibtex.MAX_NAME_LENGTH]
        while True:
            count = self._counts[base] = self._counts.get(base, 0) + 1
            suffix = "" if count == 1 else chr(ord("a") + count - 1) if count <= 26 else f"-{count}"
            if base + suffix not in self._taken:
                self._taken.add(base + suffix)
                return base + suffix


def _entry(record: Record, key: str) -> Entry:
    kind = KINDS.get(record.kind, _OTHER)
    fields = {name: value for name, value in _fields(record, kind) if value}
    at = record.key_span or record.span
    values = {name: f"{{{value}}}" for name, value in fields.items()}
    return Entry(key, kind.type, at, record.raw, record.span, fields, values, csl_type=kind.csl)


def _fields(record: Record, kind: Kind) -> Iterator[tuple[str, str]]:
    """BibLaTeX's fields, in TeX."""
    for name, tags in _FIELDS.items():
        if name in _NAMES:
            continue
        value = record.first(*tags)
        yield name, value.split(";")[0] if name == "langid" else to_tex(value)
    yield from _persons(record, kind)
    yield from _larger_work(record, kind)
    if kind.type not in _WITHOUT_TYPE:
        yield "type", to_tex(record.first("M3"))
    if kind.type not in _WITH_ISSUES and "IS" not in record.values:
        yield "number", to_tex(record.first("M1") or _own_number(record, kind))
    if kind.type in ("misc", "unpublished"):
        shelf_mark = record.first("CN", "AN")
        yield "archive" if shelf_mark else "library", to_tex(record.first("AV"))
        yield "library", to_tex(shelf_mark)
    if re.fullmatch(r"\d{4}", original := record.first("OP")):
        yield "origdate", original
    publisher = "institution" if kind.type in _BY_INSTITUTIONS else "publisher"
    yield publisher, to_tex(record.first("PB"))
    if not _own_number(record, kind):
        serial = "isbn" if kind.type in ("book", "incollection") else "issn"
        yield serial, to_tex(record.first("SN"))
    yield "entrysubtype", kind.subtype
    yield "ids", ",".join(record.aliases)
    yield from _pages(record, kind)
    yield "date", to_tex(_date(record))
    yield "urldate", to_tex(_slashed(record.first("Y2")))


def _own_number(record: Record, kind: Kind) -> str:
    """The number of a report, standard or law, which stands where others have an ISSN or ISBN."""
    number = record.first("SN") if kind.type in _NUMBERED else ""
    return "" if re.fullmatch(r"(?:ISSN|ISBN)?[\d\sXx:-]{8,}", number) else number


def _persons(record: Record, kind: Kind) -> Iterator[tuple[str, str]]:
    authors, editors = record.all("AU", "A1"), record.all("ED", "A2")
    if record.kind == "EDBOOK":
        authors, editors = [], [*authors, *editors]
    if kind.type == "book" and not editors:
        editors = record.all("A3")
    yield "author", _names(authors)
    yield "editor", _names(editors)
    yield "translator", _names(record.all("A4"))


def _names(names: Iterable[str]) -> str:
    """Names for BibTeX. One without a comma is that of a body, and stays whole."""
    return " and ".join(_name(name) for name in names)


def _name(name: str) -> str:
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 1:
        return f"{{{to_tex(parts[0])}}}"
    family, given, *suffix = map(to_tex, parts)
    return f"{family}, {', '.join([*suffix, given])}"


def _larger_work(record: Record, kind: Kind) -> Iterator[tuple[str, str]]:
    """The titles of what the work stands in."""
    within = record.first("T2", "JF", "JO", "BT", "JA")
    if kind.type in ("article", "periodical"):
        yield "journaltitle", to_tex(record.first("T2", "JF", "JO", "JA"))
    elif kind.type in _IN_BOOKS:
        proceedings = record.first("C3") if kind.type == "inproceedings" else ""
        yield "booktitle", to_tex(proceedings or within)
        yield "eventtitle", to_tex(within if proceedings else "")
        yield "series", to_tex(record.first("T3"))
    elif kind.type == "online":
        yield "organization", to_tex(within)
    elif kind.type in _IN_COLLECTIONS or kind.csl == "interview":
        yield "journaltitle", to_tex(within)
        yield "series", to_tex(record.first("T3"))
    else:
        yield "series", to_tex(record.first("T3", "T2"))


def _pages(record: Record, kind: Kind) -> Iterator[tuple[str, str]]:
    first, last = record.first("SP", "C7"), record.first("EP")
    both = f"{first}-{last}" if first and last and first != last else first or last
    whole = kind.type in ("book", "thesis") and not re.search(r"[-–]", both)
    yield "pagetotal" if whole else "pages", to_tex(both)
    if kind.type == "article" and not record.first("SP", "EP"):
        yield "eid", to_tex(record.first("C7"))


def _date(record: Record) -> str:
    """The most precise of the dates: DA may have the day, or the day and no year."""
    year, day = record.first("PY", "Y1"), record.first("DA")
    if day and (re.search(r"\d{4}", day) or not year):
        return _slashed(day)
    number = re.match(r"\d{4}", year)
    return f"{day} {number[0]}" if day and number else _slashed(year)


def _slashed(text: str) -> str:
    """RIS' year/month/day/words as a date that is read as all others are."""
    year, *rest = (part.strip() for part in text.split("/"))
    if not rest or not re.fullmatch(r"\d{4}", year):
        return text
    numbers = [part.zfill(2) for part in rest[:2] if part.isdecimal() and int(part)]
    words = " ".join(part for part in rest if part and not part.isdecimal())
    return f"{words} {year}" if words and not numbers else "-".join([year, *numbers])


# --- text ----------------------------------------------------------------------------------

_SIGNS = {
    "\\": "\\textbackslash{}",
    "^": "\\^{}",
    "~": "\\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "{}$%&#_"},
}
_MARKUP = re.compile(
    r"<(?P<end>/?)(?P<name>i|em|b|strong|sub|sup|u|sc|span)\b(?P<more>[^<>]{0,80})>|"
    r"(?P<sign>[\\^~{}$%&#_])",
    re.IGNORECASE,
)
_MACROS = {
    "i": "\\emph{",
    "em": "\\emph{",
    "b": "\\textbf{",
    "strong": "\\textbf{",
    "sub": "\\textsubscript{",
    "sup": "\\textsuperscript{",
    "sc": "\\textsc{",
    "u": "{",
}


def to_tex(text: str) -> str:
    """Plain text, with the few tags of HTML that reference managers write, in TeX."""
    opened: list[str] = []

    def change(found: re.Match[str]) -> str:
        if found["sign"]:
            return _SIGNS[found["sign"]]
        name = found["name"].lower()
        if not found["end"]:
            opened.append(name)
            capitals = "small-caps" in found["more"]
            return _MACROS["sc"] if capitals else _MACROS.get(name, "{")
        if name not in opened:
            return ""
        del opened[len(opened) - 1 - opened[::-1].index(name)]
        return "}"

    return _MARKUP.sub(change, text) + "}" * len(opened)
