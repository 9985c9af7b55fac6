"""Read what EndNote exports as XML.

An element stands for a tag of RIS; ``style`` elements in a text set it in italics and the like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nashr.bibliography import bibtex, records
from nashr.bibliography.bibtex import Entry
from nashr.bibliography.records import Record
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.messages import Message, reason_of
from nashr.model import Source
from nashr.untrusted.text import MAX_LENGTH, character_diagnostics
from nashr.untrusted.xml import XmlError, parse_xml

#: The types of RIS by the names of EndNote's.
_KINDS: Mapping[str, str] = {
    "aggregated database": "AGGR",
    "ancient text": "ANCIENT",
    "artwork": "ART",
    "audiovisual material": "ADVS",
    "bill": "BILL",
    "blog": "BLOG",
    "book": "BOOK",
    "book section": "CHAP",
    "case": "CASE",
    "catalog": "CTLG",
    "chart or table": "CHART",
    "classical work": "CLSWK",
    "computer program": "COMP",
    "conference paper": "CPAPER",
    "conference proceedings": "CONF",
    "dataset": "DATA",
    "dictionary": "DICT",
    "discussion forum": "ELEC",
    "edited book": "EDBOOK",
    "electronic article": "EJOUR",
    "electronic book": "EBOOK",
    "electronic book section": "ECHAP",
    "encyclopedia": "ENCYC",
    "equation": "EQUA",
    "figure": "FIGURE",
    "film or broadcast": "MPCT",
    "generic": "GEN",
    "government document": "GOVDOC",
    "grant": "GRNT",
    "hearing": "HEAR",
    "interview": "INTV",
    "journal article": "JOUR",
    "legal rule or regulation": "LEGAL",
    "magazine article": "MGZN",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "multimedia application": "MULTI",
    "music": "MUSIC",
    "newspaper article": "NEWS",
    "online database": "DBASE",
    "online multimedia": "MULTI",
    "pamphlet": "PAMP",
    "patent": "PAT",
    "personal communication": "PCOMM",
    "podcast": "PODCST",
    "press release": "GEN",
    "report": "RPRT",
    "serial": "SER",
    "social media": "ELEC",
    "standard": "STAND",
    "statute": "STAT",
    "television episode": "VIDEO",
    "thesis": "THES",
    "unpublished work": "UNPB",
    "web page": "ELEC",
}
#: The tags of RIS by the paths of EndNote's elements in a record.
_TAGS: Mapping[str, str] = {
    "contributors/authors/author": "AU",
    "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3",
    "contributors/subsidiary-authors/author": "A4",
    "titles/title": "TI",
    "titles/secondary-title": "T2",
    "titles/tertiary-title": "T3",
    "titles/short-title": "ST",
    "periodical/full-title": "JO",
    "periodical/abbr-1": "J2",
    "pages": "SP",
    "volume": "VL",
    "number": "IS",
    "num-vols": "NV",
    "edition": "ET",
    "dates/year": "PY",
    "dates/pub-dates/date": "DA",
    "pub-location": "CY",
    "publisher": "PB",
    "isbn": "SN",
    "electronic-resource-num": "DO",
    "urls/related-urls/url": "UR",
    "urls/web-urls/url": "UR",
    "access-date": "Y2",
    "language": "LA",
    "work-type": "M3",
    "label": "ID",
}
_STYLES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}


def load_endnote(source: Source) -> Outcome[tuple[Entry, ...]]:
    """The records of a file as entries, in order. A record is cited by its label, else by its first
    author and year, and by its number in the library as well.
    """
    if len(source.text) > MAX_LENGTH:
        message = Message(
            "The file has {number:,} characters; the most is {most:,}.",
            number=len(source.text),
            most=MAX_LENGTH,
        )
        return Outcome((), (Diagnostic("input-too-large", Span(source.path), message),))
    wrong = character_diagnostics(source)
    if wrong:
        return Outcome((), wrong)
    try:
        root = parse_xml(source.text)
    except XmlError as error:
        at = Span(source.path, error.line, error.column)
        return Outcome(
            (),
            (
                Diagnostic(
                    "bib-syntax",
                    at,
                    Message("The XML cannot be read: {reason}.", reason=reason_of(error)),
                ),
            ),
        )
    found = list(root.iter("record"))
    if not found:
        message = Message("The file has no record of EndNote.")
        hint = Message("Export the library from EndNote with the type XML.")
        return Outcome(
            (), (Diagnostic("bib-unsupported-format", Span(source.path), message, hint),)
        )
    if len(found) > bibtex.MAX_ENTRIES:
        at = Span(source.path, found[bibtex.MAX_ENTRIES].sourceline or 0)
        message = Message("The file has more than {most:,} entries.", most=bibtex.MAX_ENTRIES)
        return Outcome((), (Diagnostic("input-too-large", at, message),))
    return records.as_entries([_record(one, source.path) for one in found])


def _record(element: Any, path: str) -> Record:
    named = element.find("ref-type")
    name = str(named.get("name") or "") if named is not None else ""
    at = Span(path, element.sourceline or 0, 1 if element.sourceline else 0)
    record = Record(_KINDS.get(name.lower(), name or "GEN"), at)
    for tag_path, tag in _TAGS.items():
        for one in element.iterfind(tag_path):
            record.add(tag, "".join(_text(one)))
    number = "".join(element.findtext("rec-number") or "").strip()
    record.aliases = (number,) if number.isdecimal() else ()
    # The length of an entry is limited by that of its text.
    record.raw = " ".join(value for values in record.values.values() for value in values)
    return record


def _text(element: Any) -> Iterator[str]:
    """The text of an element, with the tags of HTML for its styles."""
    yield element.text or ""
    for child in element:
        faces = str(child.get("face") or "").split() if child.tag == "style" else []
        names = [_STYLES[face] for face in faces if face in _STYLES]
        yield from (f"<{name}>" for name in names)
        yield from _text(child)
        yield from (f"</{name}>" for name in reversed(names))
        yield child.tail or ""
