"""Fields that pandoc passes over: names of BibLaTeX, such as who wrote the foreword; names that
people type because CSL has them, such as an interviewer; and the title of an issue.

Pandoc reads them as the author and the title of entries beside the one that they stand in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Where pandoc has no variable for a field of names, that of CSL, or one of our own.
NAMES: Mapping[str, str] = {
    **{
        name: name
        for name in (
            "foreword introduction afterword annotator commentator holder interviewer recipient "
            "illustrator compiler composer performer narrator host guest producer contributor"
        ).split()
    },
    "scriptwriter": "script-writer",
    "screenwriter": "script-writer",
}
_ISSUE = "issue-title"
#: What stands between the key of an entry and the variable, in the key of the entry beside it.
_MARK = "::nashr::"


def taken_apart(key: str, kind: str, fields: dict[str, str]) -> list[str]:
    """The entries of BibLaTeX for the fields of an entry, which are taken out of it."""
    there = [name for name in NAMES if name in fields]
    made = [
        f"@misc{{{key}{_MARK}{NAMES[name]},\nauthor = {{{fields.pop(name)}}},\n}}" for name in there
    ]
    if kind == "article" and (title := fields.pop("issuetitle", "")):
        subtitle = fields.pop("issuesubtitle", "")
        # Undetermined is a language in which pandoc changes no capitals.
        made.append(
            f"@misc{{{key}{_MARK}{_ISSUE},\ntitle = {{{title}}},\nsubtitle = {{{subtitle}}},\n"
            "langid = {und},\n}"
        )
    return made


def read_back(key: str, items: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The values by variables, from the items that pandoc made of those entries, by their ids."""
    found: dict[str, Any] = {}
    for variable, part in [*((name, "author") for name in NAMES.values()), (_ISSUE, "title")]:
        value = items.get(f"{key}{_MARK}{variable}", {}).get(part)
        if value:
            found[variable] = value
    return found
