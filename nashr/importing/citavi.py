"""Citavi's placeholders: a citation and its works as JSON, in base 64."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLACEHOLDER = re.compile(r"CitaviPlaceholder\{([A-Za-z0-9+/=\s]+)\}")
_TYPES: Mapping[str, str] = {
    "Book": "book",
    "BookEdited": "book",
    "CollectedWorks": "book",
    "Contribution": "chapter",
    "ContributionInLegalCommentary": "chapter",
    "ConferenceProceedings": "book",
    "JournalArticle": "article-journal",
    "NewspaperArticle": "article-newspaper",
    "InternetDocument": "webpage",
    "Thesis": "thesis",
    "UnpublishedWork": "manuscript",
    "Patent": "patent",
    "ReportOrGrayLiterature": "report",
    "ComputerProgram": "software",
    "InterviewMaterial": "interview",
    "CourtDecision": "legal_case",
    "StatuteOrRegulation": "legislation",
    "Standard": "standard",
    "Lecture": "speech",
}
_ROLES = {"Authors": "author", "Editors": "editor", "Translators": "translator"}


def citavi_items(instruction: str) -> list[dict[str, Any]]:
    """The cited items of a placeholder, as those of CSL's citations; none if unreadable."""
    found = _PLACEHOLDER.search(instruction)
    try:
        data = json.loads(base64.b64decode(found[1]) if found else b"")
    except (ValueError, binascii.Error):
        return []
    entries = data.get("Entries") if isinstance(data, dict) else None
    return list(_cited(entries)) if isinstance(entries, list) else []


def _cited(entries: list[Any]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        reference = entry.get("Reference") if isinstance(entry, dict) else None
        if not isinstance(reference, dict):
            continue
        cited: dict[str, Any] = {
            "id": str(reference.get("Id") or entry.get("ReferenceId") or ""),
            "itemData": _item(reference),
            "prefix": str(entry.get("Prefix") or ""),
            "suffix": str(entry.get("Suffix") or ""),
        }
        pages = entry.get("PageRange")
        locator = pages.get("OriginalString") if isinstance(pages, dict) else ""
        if locator:
            cited |= {"locator": str(locator), "label": "page"}
        yield cited


def _item(reference: Mapping[str, Any]) -> dict[str, Any]:
    parent = reference.get("ParentReference")
    parent = parent if isinstance(parent, dict) else {}
    title = str(reference.get("Title") or "")
    subtitle = str(reference.get("Subtitle") or "")
    item: dict[str, Any] = {
        "type": _TYPES.get(str(reference.get("ReferenceType")), "document"),
        "title": f"{title}: {subtitle}" if title and subtitle else title,
        "container-title": str(parent.get("Title") or ""),
        "volume": str(reference.get("Volume") or ""),
        "issue": str(reference.get("Number") or ""),
        "edition": str(reference.get("Edition") or parent.get("Edition") or ""),
        "DOI": str(reference.get("Doi") or ""),
        "ISBN": str(reference.get("Isbn") or parent.get("Isbn") or ""),
        "URL": str(reference.get("OnlineAddress") or ""),
        "language": str(reference.get("LanguageCode") or ""),
    }
    periodical = reference.get("Periodical")
    if isinstance(periodical, dict):
        item["container-title"] = str(periodical.get("Name") or "")
    pages = reference.get("PageRange")
    if isinstance(pages, dict):
        item["page"] = str(pages.get("OriginalString") or "")
    for whole in (reference, parent):
        item.setdefault("publisher-place", str(whole.get("PlaceOfPublication") or ""))
        publishers = whole.get("Publishers")
        if isinstance(publishers, list) and publishers and not item.get("publisher"):
            item["publisher"] = "; ".join(
                str(p.get("Name") or "") for p in publishers if isinstance(p, dict)
            )
        for name, role in _ROLES.items():
            if whole is parent and role == "author":
                continue
            people = whole.get(name)
            if isinstance(people, list) and people and role not in item:
                item[role] = [_name(one) for one in people if isinstance(one, dict)]
    year = str(reference.get("Year") or parent.get("Year") or "").strip()
    if year:
        number = re.fullmatch(r"\d{4}", year)
        item["issued"] = {"date-parts": [[int(year)]]} if number else {"literal": year}
    return {name: found for name, found in item.items() if found}


def _name(person: Mapping[str, Any]) -> dict[str, str]:
    parts = (person.get("FirstName"), person.get("MiddleName"))
    given = " ".join(str(part) for part in parts if part)
    family = str(person.get("LastName") or "")
    return {"family": family, "given": given} if family else {"literal": given}
