"""What the front of a JATS article says of its authors and dates, held against the front matter:
names, identifiers, affiliations and dates stand there in elements that belong together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nashr.model import Article
from nashr.outputs.account.compare import Discrepancy
from nashr.outputs.account.front_matter import lost
from nashr.outputs.account.passages import key_of
from nashr.outputs.catalogue import affiliation_line, contributors
from nashr.outputs.jats.xml import Element
from nashr.records import names_of

#: The types of the dates that have another name in JATS, and of the one beside the history.
_DATES = {"sent": "sent-to-review", "revised": "rev-recd", "published": "pub"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def unshown(article: Article, root: Element) -> Iterator[Discrepancy]:
    """The authors, dates, keywords and the DOI that are not in ``root``, or not as given."""
    meta = root.find("front/article-meta")
    if meta is None:
        return
    yield from _authors(article, meta)
    yield from _dates(article, meta)
    own = {text.lang: text for text in reversed(article.texts)}
    for text in own.values():
        groups = meta.iterfind("kwd-group[@kwd-group-type='author']")
        listed = [[_key(kwd) for kwd in one.iter("kwd")] for one in groups if _lang(one, text.lang)]
        if text.keywords and [*map(key_of, text.keywords)] not in listed:
            yield lost(", ".join(text.keywords), "keywords")
    if article.doi and article.doi not in [one.text for one in meta.iterfind("article-id")]:
        yield lost(article.doi, "doi")


def _authors(article: Article, meta: Element) -> Iterator[Discrepancy]:
    written = (one for tag in ("aff", "aff-alternatives") for one in meta.iterfind(tag))
    places = {one.get("id"): next(one.iter("aff")) for one in written}
    found = meta.findall("contrib-group[@content-type='authors']/contrib")
    for number, one in enumerate(contributors(article)):
        author = one.author
        contrib = found[number] if number < len(found) else None
        forms = [author, *(author.in_language(lang) for lang in author.translations)]
        wanted = {
            key_of(f"{one.family}{'' if author.is_body else one.given_names}") for one in forms
        }
        if contrib is None or set(map(_name, contrib.iter("name", "collab"))) != wanted:
            yield lost(author.name, "authors")
            continue
        for detail, tag in ((author.orcid, "contrib-id"), (author.email, "email")):
            texts = [child.text or "" for child in contrib.iterfind(tag)]
            if detail and not any(text.endswith(detail) for text in texts):
                yield lost(f"{author.name} {detail}", "authors")
        rids = (xref.get("rid") for xref in contrib.iterfind("xref[@ref-type='aff']"))
        given = [_place(places[rid]) for rid in rids if rid in places]
        if given != [key_of(affiliation_line(place)) for place in one.affiliations]:
            names = ", ".join(place.name for place in one.affiliations)
            yield lost(f"{author.name}, {names}".rstrip(", "), "affiliations")


def _dates(article: Article, meta: Element) -> Iterator[Discrepancy]:
    written = [*meta.iterfind("history/date"), *meta.iterfind("pub-date")]
    found = {
        (one.get("date-type"), one.get("iso-8601-date"), *(part.text for part in one))
        for one in written
    }
    for name in names_of(article.dates):
        date = getattr(article.dates, name)
        if date is None:
            continue
        numbers = (str(date.day), str(date.month), str(date.year))
        if (_DATES.get(name, name), date.isoformat(), *numbers) not in found:
            yield lost(f"{name} {date.isoformat()}", "dates")


def _lang(element: Any, lang: str) -> bool:
    return bool(element.get(_LANG) == lang)


def _key(element: Any) -> str:
    return key_of("".join(element.itertext()))


def _name(element: Any) -> str:
    """The key of a name, the family's before what is given; what follows is no part of it."""
    parts = element.iterfind("*") if len(element) else (element,)
    return "".join(key_of(part.text or "") for part in parts)


def _place(element: Any) -> str:
    """The key of an affiliation without its number and identifier."""
    left_out = ("label", "institution-id")
    kept = (one for one in element.iter() if one.tag not in left_out)
    return "".join(key_of(one.text or "") for one in kept)
