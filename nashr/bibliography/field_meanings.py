"""Fields of BibLaTeX that pandoc takes for less than they mean."""

from __future__ import annotations

from typing import Any

from nashr.bibliography import language_names
from nashr.languages import is_supported, language

#: BibLaTeX's keys of types, as places in ``Language.theses`` and ``Language.reports``.
_THESES = {"phdthesis": 0, "mathesis": 1, "mastersthesis": 1}
_REPORTS = {"techreport": 0, "resreport": 1}


def genre(kind: str, named: str, spoken: str) -> dict[str, str]:
    """What a thesis, report or patent is called in the language of the entry; nothing in own
    words.
    """
    named, tag = named.strip().lower(), language_names.language_tag(spoken) or ""
    if not is_supported(tag):
        return {}
    if (place := _THESES.get(named or kind)) is not None:
        return {"type": language(tag).theses[place]}
    if kind == "patent" and (words := language(tag).patents.get(named or "patent")):
        return {"type": words}
    return {"type": language(tag).reports[_REPORTS[named]]} if named in _REPORTS else {}


def set_roles(fields: dict[str, str]) -> None:
    """Give editors who are translators (BibLaTeX 3.20, ``editortype``) as such, and leave none out.

    Pandoc takes ``editor`` for an editor whatever its type, and does not know ``editora``.
    """
    for name in ("editor", "editora", "editorb", "editorc"):
        if name not in fields:
            continue
        role = fields.get(f"{name}type", "").strip().lower()
        if role == "translator" and "translator" not in fields:
            fields["translator"] = fields.pop(name)
        elif role == "compiler" and "compiler" not in fields:
            fields["compiler"] = fields.pop(name)
        elif name != "editor" and "editor" in fields:  # a redactor, reviser, continuator …
            fields["editor"] += f" and {fields.pop(name)}"
        elif name != "editor":
            fields["editor"] = fields.pop(name)
            if role:
                fields["editortype"] = role


def set_container(kind: str, fields: dict[str, str]) -> None:
    """Give what a podcast, a post or a letter is in, which people call ``booktitle``: pandoc knows
    one of books alone, and ``journaltitle`` of everything.
    """
    if kind == "periodical" and "journaltitle" in fields:
        if "title" in fields:
            fields.setdefault("issuetitle", fields["title"])
        fields["title"] = fields.pop("journaltitle")
    elif kind not in _OF_BOOKS and "journaltitle" not in fields and "journal" not in fields:
        for whole, part in (("journaltitle", "booktitle"), ("journalsubtitle", "booksubtitle")):
            if part in fields:
                fields[whole] = fields.pop(part)


def settle_periodical(item: dict[str, Any]) -> None:
    """Leave the name of a periodical once: pandoc gives it as that of an article in it, too."""
    title, whole = item.get("title"), item.get("container-title")
    item.pop("title-short", None)
    if title != whole or not title:
        return
    if "volume" in item or "issue" in item:
        del item["title"]
    else:
        del item["container-title"]
        item["type"] = "book"


#: Types for which pandoc knows ``booktitle``, or whose title is that of a book.
_OF_BOOKS = frozenset(
    "article book bookinbook booklet collection conference inbook incollection inproceedings "
    "inreference manual mvbook mvcollection mvproceedings mvreference periodical proceedings "
    "reference report techreport thesis phdthesis mastersthesis".split()
)
