"""What holds for the items of every kind of bibliography: identifiers and editions in one form."""

from __future__ import annotations

import re
from typing import Any

from nashr.bibliography import editions, field_markup, number_fields, publication_states
from nashr.bibliography.addresses import doi
from nashr.bibliography.latin_fields import with_latin_fields
from nashr.bibliography.patronymics import is_behind_given
from nashr.model import CslItem


def settled(item: dict[str, Any]) -> CslItem:
    """The item with its DOI alone, without the address before it, its numbers without the words
    before them, its markup as CSL has it, and the fields for the list in Latin letters.
    """
    field_markup.settle(item)
    number_fields.settle(item)
    publication_states.settle(item)
    for variable in ("title", "publisher", "publisher-place"):
        if isinstance(item.get(variable), str):
            item[variable] = _without_stop(item[variable])
    if isinstance(item.get("DOI"), str):
        item["DOI"] = doi(item["DOI"])
    if item.get("type") in ("dataset", "software") and "version" not in item and "edition" in item:
        item["version"] = item.pop("edition")
    kind = str(item.get("genre")).lower()
    if item.get("type") == "document" and kind in _KINDS:  # @misc{…, type = {interview}}
        item["type"] = kind
        del item["genre"]
    if item.get("type") == "interview" and "container-title" in item and "number" in item:
        item.setdefault("issue", item.pop("number"))  # that of the newspaper
    if item.get("type") == "legal_case" and "publisher" in item:
        item.setdefault("authority", item["publisher"])  # BibLaTeX's institution: the court
    if isinstance(item.get("edition"), str):
        item["edition"] = editions.number(item["edition"])
    return with_latin_fields(item)


#: Abbreviations of publishers, places and the ends of titles, and how others look.
_SHORT = re.compile(
    r"(?:calif|mass|conn|penn|minn|tenn|wash|colo|univ|publ|pubs|press|verl|akad|acad|edit|edns"
    r"|mətb|matb|nəşr|basım|unıv|изд|унив|тип|типогр|издат|inst|dept|minist|assoc|corp|bros|intl"
    r"|print|aufl|bibl|hrsg|поліграф|вид|етс|etc|yay|yayın|yayınc|sons)",
    re.IGNORECASE,
)


def _without_stop(text: str) -> str:
    """A field without a full stop at its end, which people type and styles set again; that of an
    abbreviation stays.
    """
    if not text.endswith(".") or text.endswith("..") or text.count(".") > 1:
        return text
    last = re.split(r"[\s\u00a0]", text[:-1])[-1].strip('“”«»"’‘()')
    is_word = len(last) >= 4 and last.isalpha() and not last.isupper()
    return text[:-1] if is_word and not _SHORT.fullmatch(last) else text


#: Types of CSL for which BibLaTeX has none, and whose names people write into its field ``type``.
_KINDS = frozenset({"interview", "map", "treaty"})


def with_whole_families(item: dict[str, Any]) -> dict[str, Any]:
    """An item of pandoc's whose particles belong to the family name: van Gogh, de la Cruz.

    Pandoc drops them from citations, as BibLaTeX does by default; BibTeX, Zotero and the manuals of
    style keep them, and leave it to the style where they stand in a list. Scripts without capitals
    have no particles: BibTeX takes each small letter for one, and so the first word of ابن خلدون.
    """
    return {
        variable: [_with_particle(name) for name in value]
        if isinstance(value, list) and all(isinstance(name, dict) for name in value)
        else value
        for variable, value in item.items()
    }


#: *Son of*, *father of*, *family of* in Arabic and Hebrew: parts of family names.
_KINSHIP = frozenset("ابن بن أبو ابو أبي آل بنت בן בר אבו אבן בת".split())


#: *Son of* in Latin letters, which nobody has for a given name.
_SON_OF = frozenset({"Ibn", "İbn", "Bint"})


def _with_particle(name: dict[str, Any]) -> dict[str, Any]:
    if name.get("given") in _SON_OF and name.get("family"):  # author = {Ibn Khaldūn}
        parts = ("given", "dropping-particle", "non-dropping-particle", "family")
        joint = " ".join(name[part] for part in parts if name.get(part))
        rest = {key: value for key, value in name.items() if key not in parts}
        return {**rest, "family": joint.replace("- ", "-")}
    particle = name.get("dropping-particle")
    if not particle or name.get("non-dropping-particle") or "family" not in name:
        return name
    rest = {key: value for key, value in name.items() if key != "dropping-particle"}
    if all(map(is_behind_given, particle.split())):  # Əliyev, Həsən Məmməd oğlu; Cafer bey
        return name
    if particle.lower() != particle.upper():
        return {**rest, "non-dropping-particle": particle}
    if "given" in name:  # a comma stood behind the family name
        return {**rest, "family": f"{particle} {name['family']}"}
    *given, last = particle.split()
    if last not in _KINSHIP:
        return {**rest, "given": particle}
    whole = {**rest, "family": f"{last} {name['family']}"}
    return {**whole, "given": " ".join(given)} if given else whole
