"""Word's own list of works (ISO/IEC 29500-1, 22.6) as items of CSL JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr.importing.ooxml import Element, WordError, WordPackage

_SOURCE = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_TYPES: Mapping[str, str] = {
    "ArticleInAPeriodical": "article-magazine",
    "Book": "book",
    "BookSection": "chapter",
    "JournalArticle": "article-journal",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "SoundRecording": "song",
    "Performance": "performance",
    "Art": "graphic",
    "DocumentFromInternetSite": "webpage",
    "InternetSite": "webpage",
    "Film": "motion_picture",
    "Interview": "interview",
    "Patent": "patent",
    "ElectronicSource": "document",
    "Case": "legal_case",
    "Misc": "document",
}
_TEXTS: Mapping[str, str] = {
    "Title": "title",
    "ShortTitle": "title-short",
    "JournalName": "container-title",
    "PeriodicalTitle": "container-title",
    "BookTitle": "container-title",
    "ConferenceName": "container-title",
    "InternetSiteTitle": "container-title",
    "PublicationTitle": "container-title",
    "Volume": "volume",
    "Issue": "issue",
    "Pages": "page",
    "Edition": "edition",
    "Publisher": "publisher",
    "Institution": "publisher",
    "City": "publisher-place",
    "ThesisType": "genre",
    "URL": "URL",
    "DOI": "DOI",
    "PatentNumber": "number",
}
_ROLES: Mapping[str, str] = {
    "Author": "author",
    "Editor": "editor",
    "BookAuthor": "container-author",
    "Translator": "translator",
    "Compiler": "editor",
    "Director": "director",
    "Interviewee": "author",
    "Interviewer": "interviewer",
    "Inventor": "author",
    "Artist": "author",
    "Performer": "author",
}


def word_sources(package: WordPackage) -> dict[str, dict[str, Any]]:
    """The works of the file by their tags, which its ``CITATION`` fields name."""
    found: dict[str, dict[str, Any]] = {}
    for name in package.files:
        if not re.fullmatch(r"customXml/item\d+\.xml", name):
            continue
        try:
            root = package.tree(name)
        except WordError:
            continue  # data of another program, and none of ours
        for source in root.iter(f"{_SOURCE}Source"):
            found[(source.findtext(f"{_SOURCE}Tag") or "").strip()] = _item(source)
    return found


def _item(source: Element) -> dict[str, Any]:
    def text(name: str) -> str:
        return " ".join((source.findtext(f"{_SOURCE}{name}") or "").split())

    item: dict[str, Any] = {"type": _TYPES.get(text("SourceType"), "document")}
    for name, variable in _TEXTS.items():
        if text(name):
            item.setdefault(variable, text(name))
    for part in source.iterfind(f"{_SOURCE}Author/*"):
        role = _ROLES.get(part.tag.removeprefix(_SOURCE))
        names = [_name(person) for person in part.iter(f"{_SOURCE}Person")]
        names += [
            {"literal": one.text.strip()}
            for one in part.iter(f"{_SOURCE}Corporate")
            if (one.text or "").strip()
        ]
        if role and names:
            item.setdefault(role, []).extend(names)
    for variable, suffix in (("issued", ""), ("accessed", "Accessed")):
        if date := _date(*(text(f"{part}{suffix}") for part in ("Year", "Month", "Day"))):
            item[variable] = date
    return item


def _name(person: Element) -> dict[str, str]:
    def text(name: str) -> str:
        return " ".join((person.findtext(f"{_SOURCE}{name}") or "").split())

    given = " ".join(filter(None, (text("First"), text("Middle"))))
    return {"family": text("Last"), "given": given} if text("Last") else {"literal": given}


def _date(year: str, month: str, day: str) -> dict[str, Any]:
    if not re.fullmatch(r"\d{1,4}", year):
        return {"literal": year} if year else {}
    parts = [int(year)]
    for number in (month, day):
        if not number.isdecimal():
            break
        parts.append(int(number))
    return {"date-parts": [parts]}
