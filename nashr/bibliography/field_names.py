"""Names of fields that are typed with a letter too many, too few or in the wrong place.

Pandoc passes over a field that it does not know, so *auhtor* would leave a work without an author.
Programs and databases write many fields of their own, which are known here and mean nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

#: Fields of BibLaTeX 3.20 and BibTeX, and those that nashr reads besides.
FIELDS = frozenset(
    "abstract addendum address afterword annotation annotator author authortype bookauthor "
    "bookpagination booksubtitle booktitle booktitleaddon chapter commentator compiler composer "
    "contributor crossref date day director doi edition editor editora editoratype editorb "
    "editorbtype editorc editorctype editortype eid entryset entrysubtype eprint eprintclass "
    "eprinttype eventdate eventtitle eventtitleaddon execute file foreword gender guest holder "
    "host howpublished hyphenation illustrator indexsorttitle indextitle institution interviewer "
    "introduction isan isbn ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon iswc "
    "journal journalsubtitle journaltitle journaltitleaddon keywords label langid langidopts "
    "language library location mainsubtitle maintitle maintitleaddon month namea nameaddon nameb "
    "namec narrator note number options organization origdate origlanguage origlocation "
    "origpublisher origtitle pages pagetotal pagination part performer producer publisher "
    "pubstate recipient related relatedoptions romanization relatedstring relatedtype "
    "reprinttitle school screenwriter scriptwriter series shortauthor shorteditor shorthand "
    "shortjournal shortseries shorttitle sortkey sortname sortshorthand sorttitle sortyear "
    "subtitle title titleaddon translator type url urldate urlday urlmonth urlyear venue version "
    "volume volumes xdata xref year".split()
)
#: What databases and programs write besides.
_OF_PROGRAMS = frozenset(
    "abbrev-source-title affiliations annote archive archiveprefix article-number articleno "
    "arxivid bibsource biburl book-group-author booktitles citation coden collection comment "
    "comments copyright country creationdate crossrefs date-added date-modified dateadded "
    "datemodified doctype eissn e-issn esihighlycited file files groups gsid isbns issn-l "
    "issnl issuedate issue-date journal-iso key keyword keywords-plus langidx lccn license "
    "links local-url location-detail mesh month-numeric mrclass mrnumber notes-old numpages "
    "organisation owner page-count pdf pissn p-issn pmcid pmid primaryclass priority rating "
    "readstatus review reviewed shorttitles source sources tag tags timestamp uri urls usera "
    "userb userc userd usere userf verba verbb verbc web-of-science-categories".split()
)
_PREFIXES = ("nashr-", "bdsk-", "mendeley-", "zotero-", "citavi-", "x-", "user", "custom")
_SUFFIXES = ("-romanized", "-translated")
#: Words that are not in BibLaTeX and mean a field of it.
SYNONYMS = {"city": "location", "place": "location", "pubplace": "location"}


#: Titles and places that pandoc knows in some types of entries alone.
_OF_SOME_TYPES = (
    *("booktitle", "booksubtitle", "maintitle", "mainsubtitle", "issuetitle", "issuesubtitle"),
    *("eventtitle", "eventtitleaddon", "booktitleaddon", "maintitleaddon", "journaltitleaddon"),
    *("reprinttitle", "origtitle", "origpublisher", "origlocation", "titleaddon", "subtitle"),
    *("journaltitle", "journal", "series", "howpublished", "addendum", "venue", "library"),
)
_TAG = re.compile(r"</?[a-z][^<>]*>")
_LETTERS = re.compile(r"[^\W\d_]+")


def unread_fields(fields: Mapping[str, str], item: Mapping[str, Any]) -> Iterator[str]:
    """The fields of an entry of which the item that was made of it has not a word."""
    there: str | None = None
    for name in _OF_SOME_TYPES:
        written = _letters(fields.get(name, ""))
        # What TeX makes of its commands and formulas is not looked for, nor addresses.
        if not written or re.search(r"[\\$<&]|://|www\.", fields[name]):
            continue
        if there is None:
            there = _letters(_TAG.sub("", str([*item.values()])))
        if written not in there:
            yield name


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(unicodedata.normalize("NFC", text).lower()))


@lru_cache(maxsize=4096)
def meant_field(name: str) -> str:
    """The field that was meant by a name which none has; empty where none is that near."""
    name = name.lower().replace("_", "-")
    if name in FIELDS | _OF_PROGRAMS or name in SYNONYMS or len(name) < 4:
        return ""
    if name.startswith(_PREFIXES) or name.endswith(_SUFFIXES):
        return ""
    most = 1 if len(name) < 7 else 2
    near = {field: _distance(name, field, most) for field in FIELDS | _OF_PROGRAMS}
    best = min(near, key=lambda field: (near[field], field))
    return best if near[best] <= most and best in FIELDS else ""


def _distance(one: str, other: str, most: int) -> int:
    """How many letters are missing, wrong, too many or exchanged with the next one; anything above
    ``most`` where it is more.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
