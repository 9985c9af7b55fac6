"""Entries of BibLaTeX from records: a new one at the end of a file, or fields for one that lacks
them. No other line of the file is touched.
"""

from __future__ import annotations

import re
import unicodedata
import urllib.parse
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from nashr.bibliography.bibtex import Entry
from nashr.bibliography.records import to_tex
from nashr.model import CslItem
from nashr.references.records import Record
from nashr.references.works import FIELDS, MAKERS, Work, family_name, folded, names_of, plain

#: The types of BibLaTeX by those of CSL, and a subtype.
_TYPES: Mapping[str, tuple[str, str]] = {
    "article-journal": ("article", ""),
    "article-magazine": ("article", "magazine"),
    "article-newspaper": ("article", "newspaper"),
    "review": ("article", ""),
    "review-book": ("article", ""),
    "book": ("book", ""),
    "collection": ("book", ""),
    "periodical": ("periodical", ""),
    "chapter": ("incollection", ""),
    "paper-conference": ("inproceedings", ""),
    "entry": ("inreference", ""),
    "entry-dictionary": ("inreference", ""),
    "entry-encyclopedia": ("inreference", ""),
    "thesis": ("thesis", ""),
    "report": ("report", ""),
    "dataset": ("dataset", ""),
    "software": ("software", ""),
    "standard": ("standard", ""),
    "webpage": ("online", ""),
    "post": ("online", ""),
    "post-weblog": ("online", ""),
    "article": ("online", ""),
    "patent": ("patent", ""),
}
_LANGUAGES = {
    "az": "azerbaijani",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fa": "persian",
    "fr": "french",
    "it": "italian",
    "ru": "russian",
    "tr": "turkish",
    "uk": "ukrainian",
}
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґәөүҹғһқң",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya "
        "i yi ye g e o u c g h q n".split(),
        strict=True,
    )
)
_ADDRESS = re.compile(r"(?:https?://)?(?P<host>www\.[^/\s]+|(?<=//)[^/\s]+)(?P<path>/\S*)?", re.I)
#: Parts of hosts that name no site.
_DOMAINS = frozenset("www com org net edu gov info gen ac co az tr ru en".split())
#: The columns of the names of fields in an entry that nashr writes.
_WIDTH = 12
#: What may be filled in, in this order; names of makers come by their role.
_FILLED = ("title", "container-title", "volume", "issue", "page", "publisher", "publisher-place")
#: What stands in no larger work, and has a publisher of its own.
_WITH_PUBLISHER = frozenset(
    "book chapter paper-conference thesis report dataset collection".split()
)
_WITHIN = frozenset("article-journal article-magazine chapter paper-conference entry".split())


# --- a new entry ---------------------------------------------------------------------------


def new_key(record: Record, taken: Collection[str]) -> str:
    """A key of the first author's family name and the year, as ``oran1998``; the second of these
    is ``oran1998b``. A work that is an address of the web has the name of its site, and the year or
    the word that its address ends in, as ``statdemography``. ``taken`` are compared without regard
    to capitals.
    """
    item = record.item
    makers = next((found for role in MAKERS if (found := names_of(item, role))), ())
    word = family_name(makers[0]) if makers else plain(item.get("title")).partition(" ")[0]
    year = str(record.years[0]) if record.years else ""
    issued = item.get("issued", {}).get("date-parts")
    if issued:
        year = str(issued[0][0])
    if not makers and (address := _ADDRESS.match(word)):
        word = _site(address["host"])
        year = year or _page(address["path"] or "")
    base = f"{_letters(word) or 'work'}{_letters(year)}"
    used = {key.lower() for key in taken}
    endings = ["", *(chr(code) for code in range(ord("b"), ord("z") + 1))]
    more = (f"-{number}" for number in range(27, len(used) + 28))
    return next(base + ending for ending in (*endings, *more) if (base + ending) not in used)


def _site(host: str) -> str:
    """The word of a host that names it: the longest that is neither ``www`` nor a domain."""
    parts = [part for part in host.lower().split(".") if part not in _DOMAINS]
    names = parts[:-1] if len(parts) > 1 and len(parts[-1]) < 4 else parts
    return max(names, key=len, default=host)


def _page(path: str) -> str:
    """The last word of the path of an address, without the ending of a file."""
    bare = re.split(r"[?#]", urllib.parse.unquote(path))[0]
    words = re.findall(r"[^\W\d_]{3,}", re.sub(r"\.\w{2,5}/?$", "", bare))
    return words[-1][:20] if words else ""


def _letters(word: str) -> str:
    """The letters of a name as a keyboard of any country has them."""
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in word.lower())
    return re.sub(r"[^a-z0-9]", "", folded(unicodedata.normalize("NFC", latin)))[:40]


def entry_text(record: Record, key: str) -> str:
    """The entry of a record, with a newline at its end."""
    kind, _ = _TYPES.get(str(record.item.get("type")), ("misc", ""))
    lines = [f"  {name:<{_WIDTH}} = {{{value}}}," for name, value in fields(record) if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def fields(record: Record) -> Iterator[tuple[str, str]]:
    """The fields of a record in BibLaTeX, in the order in which people write them."""
    item = record.item
    csl = str(item.get("type"))
    kind, subtype = _TYPES.get(csl, ("misc", ""))
    yield "entrysubtype", subtype
    for role in ("author", "editor", "translator"):
        yield role, _names(names_of(item, role))
    yield "title", _text(item, "title")
    container = {"article": "journaltitle", "periodical": "title"}.get(kind, "booktitle")
    if kind != "periodical":
        yield container, _text(item, "container-title")
    yield "series", _text(item, "collection-title")
    yield "type", _text(item, "genre")
    yield "edition", _text(item, "edition")
    yield "volume", _text(item, "volume")
    yield (
        "number",
        _text(item, "issue") or ("" if record.scheme == "arxiv" else _text(item, "number")),
    )
    yield "pages", _pages(item)
    yield "version", _text(item, "version")
    publisher = "institution" if kind in ("thesis", "report") else "publisher"
    if record.scheme != "arxiv":
        yield publisher, _text(item, "publisher")
    yield "location", _text(item, "publisher-place")
    yield "date", _date(item)
    if record.scheme == "arxiv":
        yield "eprinttype", "arxiv"
        yield "eprint", record.identifier
    doi = _address(plain(item.get("DOI")))
    yield "doi", doi
    yield "isbn", _address(plain(item.get("ISBN"))) if kind == "book" else ""
    yield "pmid", record.identifier if record.scheme == "pmid" else ""
    yield "url", "" if doi else _address(plain(item.get("URL")))
    yield "langid", _language(plain(item.get("language")))


def _text(item: CslItem, variable: str) -> str:
    return to_tex(str(item.get(variable) or ""))


def _pages(item: CslItem) -> str:
    return re.sub(r"\s*[-–—]\s*", "--", _text(item, "page"))


def _date(item: CslItem) -> str:
    issued = item.get("issued") or {}
    parts: Sequence[Sequence[int]] = issued.get("date-parts") or []
    if not parts:
        return to_tex(str(issued.get("literal", "")))
    written = ["-".join([f"{part[0]:04}", *(f"{n:02}" for n in part[1:])]) for part in parts]
    return "/".join(written)


def _names(names: Sequence[Mapping[str, Any]]) -> str:
    return " and ".join(map(_name, names))


def _name(name: Mapping[str, Any]) -> str:
    family = to_tex(str(name.get("family", "")))
    if not family or not name.get("given"):
        whole = family or to_tex(str(name.get("literal", "")))
        return f"{{{whole}}}" if re.search(r"[\s,]", whole) or not family else whole
    particle = to_tex(str(name.get("non-dropping-particle") or name.get("dropping-particle") or ""))
    parts = [
        f"{particle} {family}".strip(),
        to_tex(str(name.get("suffix", ""))),
        to_tex(str(name["given"])),
    ]
    parts = [f"{{{part}}}" if re.search(r",|\sand\s", part) else part for part in parts]
    return ", ".join(part for part in parts if part)


def _address(address: str) -> str:
    """An address in which no brace can close the field."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _language(tag: str) -> str:
    primary = tag.lower().partition("-")[0]
    return _LANGUAGES.get(primary, primary if re.fullmatch(r"[a-z]{2,3}", primary) else "")


# --- a file --------------------------------------------------------------------------------


def appended(before: bytes, entry: str) -> bytes:
    """A file with an entry at its end, an empty line before it, in the file's own line ends."""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    gap = b""
    if before.strip():
        gap = b"" if before.endswith((b"\n", b"\r")) else end
        gap += end if not re.search(rb"\n\r?\n$", before) else b""
    return before + gap + entry.encode().replace(b"\n", end)


def missing_fields(work: Work, record: Record) -> list[tuple[str, str]]:
    """The fields that an entry lacks and a record has, in the dialect that the entry is in."""
    known = dict(fields(record))
    wanted: list[tuple[str, str]] = []
    if not work.makers:
        wanted += [(role, known.get(role, "")) for role in ("author", "editor")]
    for variable in _FILLED:
        if not _has(work, variable) and _takes(work, variable):
            wanted.append(_named(variable, known))
    if not work.item.get("issued") and not _has(work, "issued"):
        wanted.append(("date", known.get("date", "")))
    if not work.doi:
        wanted.append(("doi", known.get("doi", "")))
    entry = work.entry
    older = entry is not None and _is_bibtex(entry)
    named = [_in_bibtex(name, value) if older else (name, value) for name, value in wanted if value]
    return [(name, value) for name, value in named if entry is None or name not in entry.fields]


def _has(work: Work, variable: str) -> bool:
    names = FIELDS.get(variable, ())
    return bool(plain(work.item.get(variable))) or any(work.field(name) for name in names)


def _takes(work: Work, variable: str) -> bool:
    """Whether works of this type have the variable at all."""
    if variable in ("publisher", "publisher-place"):
        return work.kind in _WITH_PUBLISHER
    return variable != "container-title" or work.kind in _WITHIN


def _named(variable: str, known: Mapping[str, str]) -> tuple[str, str]:
    """A field of a record by the variable of CSL."""
    names = {
        "container-title": ("journaltitle", "booktitle"),
        "issue": ("number",),
        "page": ("pages",),
        "publisher": ("publisher", "institution"),
        "publisher-place": ("location",),
    }.get(variable, (variable,))
    return next(((name, known[name]) for name in names if known.get(name)), (variable, ""))


def _is_bibtex(entry: Entry) -> bool:
    """Whether an entry has the fields of BibTeX, and not those of BibLaTeX."""
    names = entry.fields.keys()
    return bool({"year", "journal", "address", "school"} & names) and not (
        {"date", "journaltitle", "location"} & names
    )


def _in_bibtex(name: str, value: str) -> tuple[str, str]:
    if name == "date" and re.fullmatch(r"\d{4}.*", value):
        return "year", value[:4]
    return {"journaltitle": "journal", "location": "address"}.get(name, name), value


def filled(before: bytes, entry: Entry, added: Sequence[tuple[str, str]]) -> bytes:
    """A file with fields added to an entry of it; lines of their own where the entry has those."""
    text = before.decode()
    end = "\r\n" if "\r\n" in text else "\n"
    start = _offset(text, entry.start.line, entry.start.column)
    length = len(entry.raw) + entry.raw.count("\n") * (len(end) - 1)
    raw = text[start : start + length]
    if not raw.endswith(("}", ")")):
        raise ValueError("the entry is not where it was")
    body = raw[:-1].rstrip()
    after_key = raw.find(",")
    if body.endswith(","):
        at = start + len(body)
    elif after_key >= 0:
        at = start + after_key + 1
    else:
        added, at = list(added), start + len(body)
        inside = ",".join(["", *(f" {name} = {{{value}}}" for name, value in added)])
        return f"{text[:at]}{inside}{text[at:]}".encode()
    model = re.search(r"\n([ \t]+)(\w[\w-]*)([ \t]*)=", raw)
    if model is None:
        inside = "".join(f" {name} = {{{value}}}," for name, value in added)
    else:
        width = len(model[2]) + len(model[3])
        lines = (f"{end}{model[1]}{name:<{width - 1}} = {{{value}}}," for name, value in added)
        inside = "".join(lines)
    return f"{text[:at]}{inside}{text[at:]}".encode()


def _offset(text: str, line: int, column: int) -> int:
    """The offset of a position whose lines end as they do in ``Source``."""
    at = 1 if text.startswith("\ufeff") else 0
    for _ in range(line - 1):
        found = re.compile(r"\r\n|\r|\n").search(text, at)
        if found is None:
            raise ValueError("the entry is not where it was")
        at = found.end()
    return at + column - 1
