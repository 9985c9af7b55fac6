"""The article's own record in the formats of reference managers: BibTeX, RIS, CSL JSON.

All three are UTF-8 and keep the letters of the article's language; only what the format itself
gives a meaning to is escaped.
"""

from __future__ import annotations

import json
import re
from typing import Any

from nashr.model import Author
from nashr.outputs.catalogue import CatalogueRecord
from nashr.records import dataclass
from nashr.wording import in_ascii


@dataclass(frozen=True, slots=True)
class Export:
    """A record to download: its format's name, its file name, its media type and its text."""

    format: str
    file_name: str
    media_type: str
    text: str


def exports(record: CatalogueRecord) -> tuple[Export, ...]:
    """The record in every format, in the order in which the page offers them."""
    slug = record.slug
    return (
        Export("BibTeX", f"{slug}.bib", "application/x-bibtex", bibtex(record)),
        Export("RIS", f"{slug}.ris", "application/x-research-info-systems", ris(record)),
        Export("CSL JSON", f"{slug}.csl.json", "application/json", csl_json(record)),
    )


# --- BibTeX --------------------------------------------------------------------------------

# Braces by name: the brace counting of BibTeX and biber does not know the escaped ones.
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(record: CatalogueRecord) -> str:
    """An ``@article`` for BibTeX and biber.

    The title stands in double braces: a style that lowers titles would turn the Azerbaijani and
    Turkish I into i.
    """
    fields = {
        "author": " and ".join(_bibtex_name(c.author) for c in record.contributors),
        "title": f"{{{_bibtex_text(record.title)}}}",
        "journal": _bibtex_text(record.journal),
        "publisher": _bibtex_text(record.publisher),
        "year": str(record.year or ""),
        "volume": _bibtex_text(record.volume),
        "number": _bibtex_text(record.issue),
        "pages": (record.pages or "").replace("–", "--"),
        "eid": _bibtex_text(record.article_number),
        "issn": ", ".join(record.issns),
        # Read verbatim by every style that prints them.
        "doi": _without_braces(record.doi),
        "url": _without_braces(record.doi_url),
        "keywords": _bibtex_text(", ".join(record.text.keywords)),
        "language": record.lang,
    }
    lines = [f"  {name:<9} = {{{value}}}," for name, value in fields.items() if value]
    if record.published:
        lines.insert(_after(lines, "year"), f"  month     = {_MONTHS[record.published.month - 1]},")
    return "\n".join((f"@article{{{key(record)},", *lines, "}", ""))


def _after(lines: list[str], name: str) -> int:
    return next((n + 1 for n, line in enumerate(lines) if line.split()[0] == name), len(lines))


def _bibtex_text(text: str | None) -> str:
    return _one_line(text).translate(_BIBTEX)


def _bibtex_name(author: Author) -> str:
    family, given = _bibtex_text(author.family), _bibtex_text(author.given)
    if not given or "," in family or re.search(r"\sand\s", f" {family} "):
        family = f"{{{family}}}"  # an institution's name is not taken apart
    return f"{family}, {given}" if given else family


def _without_braces(text: str | None) -> str:
    return _one_line(text).replace("{", "%7B").replace("}", "%7D")


def key(record: CatalogueRecord) -> str:
    """A citation key in ASCII: the first author's family name and the year."""
    family = record.contributors[0].author.family if record.contributors else record.slug
    name = re.sub("[^a-z0-9]", "", in_ascii(family).lower())
    return f"{name or record.slug}{record.year or ''}"


# --- RIS -----------------------------------------------------------------------------------


def ris(record: CatalogueRecord) -> str:
    """A RIS record: a tag a line, lines that end in CR LF."""
    published = record.published
    lines: list[tuple[str, str | None]] = [
        ("TY", "JOUR"),
        *(("AU", contributor.inverted_name) for contributor in record.contributors),
        ("TI", record.title),
        ("T2", record.journal),
        ("J2", record.journal_short),
        ("PB", record.publisher),
        ("CY", record.publisher_place),
        ("PY", str(record.year) if record.year else None),
        ("DA", published.strftime("%Y/%m/%d") if published else None),
        ("VL", record.volume),
        ("IS", record.issue),
        ("SP", record.first_page),
        ("EP", record.last_page),
        ("C7", record.article_number),
        *(("SN", issn) for issn in record.issns),
        ("DO", record.doi),
        ("UR", record.doi_url),
        ("LA", record.lang),
        *(("KW", keyword) for keyword in record.text.keywords),
        ("AB", record.text.abstract),
    ]
    written = [f"{tag}  - {_one_line(value)}" for tag, value in lines if value]
    return "\r\n".join((*written, "ER  - ", ""))


# --- CSL JSON ------------------------------------------------------------------------------


def csl_item(record: CatalogueRecord) -> dict[str, Any]:
    """The record as a CSL 1.0.2 item; names and dates in the data schema's own form."""
    fields = {
        "id": key(record),
        "type": "article-journal",
        "title": record.title,
        "author": [_csl_name(c.author) for c in record.contributors],
        "container-title": record.journal,
        "container-title-short": record.journal_short,
        "publisher": record.publisher,
        "publisher-place": record.publisher_place,
        "issued": _csl_date(record),
        "volume": record.volume,
        "issue": record.issue,
        # Most styles print the number of an article where it has pages otherwise.
        "page": (record.pages or record.article_number or "").replace("–", "-"),
        "number": record.article_number,
        "ISSN": ", ".join(record.issns),
        "DOI": record.doi,
        "URL": record.doi_url,
        "language": record.lang,
        "keyword": ", ".join(record.text.keywords),
        "abstract": record.text.abstract,
    }
    return {name: value for name, value in fields.items() if value}


def csl_json(record: CatalogueRecord) -> str:
    """A CSL JSON list of one item."""
    return json.dumps([csl_item(record)], ensure_ascii=False, indent=2) + "\n"


def _csl_name(author: Author) -> dict[str, str]:
    if not author.given:
        return {"literal": author.family}
    return {"family": author.family, "given": author.given}


def _csl_date(record: CatalogueRecord) -> dict[str, Any] | None:
    if record.published:
        published = record.published
        return {"date-parts": [[published.year, published.month, published.day]]}
    return {"date-parts": [[record.year]]} if record.year else None


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


# --- in words ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The article as a reader may cite it: authors (year). Title. Journal, volume(issue), pages.
    DOI.
    """

    authors: str
    year: str
    title: str
    journal: str
    issue: str
    pages: str
    doi_url: str | None


def suggestion(record: CatalogueRecord) -> Suggestion:
    """The parts of a suggested citation, in author–date form; what is not known is empty."""
    issue = f"({record.issue})" if record.issue else ""
    return Suggestion(
        authors="; ".join(c.inverted_name for c in record.contributors),
        year=str(record.year or ""),
        title=record.title,
        journal=record.journal,
        issue=f"{record.volume or ''}{issue}",
        pages=record.pages or record.article_number or "",
        doi_url=record.doi_url,
    )
