"""The fields of front matter that were read from the first paragraphs of a manuscript."""

from __future__ import annotations

import re
from typing import Any

from nashr.importing.draft import Draft
from nashr.importing.front_text import FrontText
from nashr.importing.names import Person
from nashr.importing.paragraphs import Paragraph
from nashr.languages import is_supported
from nashr.model import Node
from nashr.records import dataclass, field


@dataclass(slots=True)
class Front:
    """What was found, by language where it is in several."""

    #: The language of the text, as far as it tells.
    language: str = ""
    titles: dict[str, FrontText] = field(default_factory=dict)
    subtitle: FrontText | None = None
    abstracts: dict[str, FrontText] = field(default_factory=dict)
    keywords: dict[str, list[str]] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    affiliations: list[tuple[str, str]] = field(default_factory=list)
    orcids: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    #: The identifiers that stand beside one address alone.
    orcids_by_email: dict[str, str] = field(default_factory=dict)
    classification: dict[str, list[str]] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    doi: str = ""
    #: What kind of article it is, as JATS names it.
    type: str = ""
    #: The address to which letters go, and the sign that leads to it from a name.
    corresponding: tuple[str, str] = ("", "")
    #: The sign behind the name of who answers letters, where no address stands beside it.
    corresponding_sign: str = ""
    #: The names once more in another script, by the tag of its language.
    names: dict[str, list[Person]] = field(default_factory=dict)
    #: The place of the first author of each line of authors, and how the lines look.
    groups: list[int] = field(default_factory=list)
    looks: list[tuple[object, ...]] = field(default_factory=list)
    #: For each affiliation, the number of the line of authors before it.
    groups_of_affiliations: list[int] = field(default_factory=list)
    #: The language of the names that were read last, where they are the authors' once more.
    language_of_names: str = ""
    #: The affiliations in another language, by its tag and their places.
    names_of_affiliations: dict[str, dict[int, str]] = field(default_factory=dict)
    #: What notes say of an author, by the author's place, and the notes that do.
    details: dict[int, dict[str, str]] = field(default_factory=dict)
    read_notes: list[tuple[Node, Paragraph | None]] = field(default_factory=list)
    #: Keywords that are not plain in the file, and where they stand.
    plain: list[tuple[str, Paragraph | None]] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    #: The place of the line that was read as an affiliation last.
    last_place: int = -1
    #: By the place of a line, the identifiers that links in it lead to, each with the text before.
    linked_orcids: dict[int, list[tuple[str, str]]] = field(default_factory=dict)

    def add_code(self, scheme: str, text: str) -> None:
        """Add the codes of a classification, each once."""
        codes = self.classification.setdefault(scheme, [])
        for code in map(str.strip, re.split(r"[;,]", text)):
            if code and code not in codes:
                codes.append(code)


def write_front(draft: Draft, found: Front, language: str) -> None:
    front = draft.front
    own = language if language in found.titles else next(iter(found.titles), "")
    if own in found.titles:
        front["title"] = found.titles[own]
    if found.subtitle:
        front["subtitle"] = found.subtitle
    if language and is_supported(language):
        front["lang"] = language
    if found.type:
        front["type"] = found.type
    if language in found.abstracts:
        front["abstract"] = found.abstracts[language]
    if language in found.keywords:
        front["keywords"] = found.keywords[language]
    if found.classification:
        front["classification"] = {
            scheme: codes[0] if len(codes) == 1 else codes
            for scheme, codes in found.classification.items()
        }
    translations = {}
    for tag in dict.fromkeys((*found.titles, *found.abstracts, *found.keywords)):
        if tag in (language, ""):
            continue
        parts: dict[str, Any] = {
            "title": found.titles.get(tag),
            "abstract": found.abstracts.get(tag),
            "keywords": found.keywords.get(tag),
        }
        # A title alone in another language than that of the text is the article's own.
        if any(part for name, part in parts.items() if tag != own or name != "title"):
            translations[tag] = {name: part for name, part in parts.items() if part}
    if translations:
        front["translations"] = translations
    if found.dates:
        front["dates"] = found.dates
    if found.doi:
        front["doi"] = found.doi
    if found.people:
        front["authors"] = _authors(found)
    if found.affiliations:
        front["affiliations"] = [
            _affiliation(found, n, name) for n, (_, name) in enumerate(found.affiliations)
        ]


def _affiliation(found: Front, place: int, name: str) -> dict[str, Any]:
    written: dict[str, Any] = {"id": f"a{place + 1}", "name": name}
    translations = {
        tag: {"name": names[place]}
        for tag, names in found.names_of_affiliations.items()
        if place in names
    }
    return written | ({"translations": translations} if translations else {})


def _authors(found: Front) -> list[dict[str, Any]]:
    signs = {sign: f"a{n}" for n, (sign, _) in enumerate(found.affiliations, 1) if sign}
    of_group = _of_lines(found)
    every_call = {call for person in found.people for call in calls_of(person)}
    # Where a name leads to it, it is not that of the others.
    everybody = [
        f"a{n}" for n, (sign, _) in enumerate(found.affiliations, 1) if sign not in every_call
    ]
    authors = []
    for n, person in enumerate(found.people):
        author: dict[str, Any] = {"given": person.given, "family": person.family}
        calls = calls_of(person)
        named = [signs[call] for call in calls if call in signs] or of_group.get(n, [])
        if named or (everybody and (len(everybody) == 1 or len(found.people) == 1)):
            author["affiliations"] = named or everybody
        if len(found.orcids) == len(found.people):
            author["orcid"] = found.orcids[n]
        address, sign = found.corresponding
        # A sign that no name has leads to the first one.
        writes = bool(address) and (sign in calls if sign in every_call else n == 0)
        if writes:
            author |= {"email": address, "corresponding": True}
        elif len(found.emails) == len(found.people):
            author["email"] = found.emails[n]
        elif len(found.emails) == 1 and n == 0 and not address:
            author |= {"email": found.emails[0], "corresponding": True}
        author |= found.details.get(n, {})
        if author.get("email") in found.orcids_by_email:
            author.setdefault("orcid", found.orcids_by_email[str(author["email"])])
        if found.corresponding_sign and found.corresponding_sign in calls:
            author["corresponding"] = True
        if "email" in author and len(_addresses(found)) == 1:
            author["corresponding"] = True
        again = {tag: people[n] for tag, people in found.names.items()}
        if again:
            author["translations"] = {
                tag: {"given": one.given, "family": one.family} for tag, one in again.items()
            }
        authors.append(author)
    return authors


def calls_of(person: Person) -> list[str]:
    """The signs behind a name, one by one."""
    return [call for piece in person.calls for call in re.split(r"[,\s]+", piece)]


def _addresses(found: Front) -> list[str]:
    """All addresses of the front."""
    noted = [one["email"] for one in found.details.values() if "email" in one]
    return [*noted, *found.emails, *filter(None, found.corresponding[:1])]


def _of_lines(found: Front) -> dict[int, list[str]]:
    """The affiliations of authors, by their places, where each line of authors has its own below
    it, without signs.
    """
    groups = range(len(found.groups))
    has_signs = any(sign for sign, _ in found.affiliations)
    if len(groups) < 2 or has_signs or set(found.groups_of_affiliations) != set(groups):
        return {}
    ends = [*found.groups[1:], len(found.people)]
    return {
        place: [f"a{n}" for n, one in enumerate(found.groups_of_affiliations, 1) if one == group]
        for group in groups
        for place in range(found.groups[group], ends[group])
    }
