"""What JATS says of contributors beside their names: their CRediT roles, the addresses of those who
answer letters, and who has edited and reviewed the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from nashr.importing.names import emails_in
from nashr.importing.ooxml import one_line
from nashr.languages import language

Element = Any
_KINDS = {"editor-in-charge": "editor", "reviewers": "reviewer"}
_NAME = ".//name[not(ancestor::collab)] | .//string-name[not(ancestor::collab)]"


def credit_roles(contrib: Element) -> list[str]:
    """The CRediT roles of a contributor, by the identifiers or the words of the taxonomy."""
    known = language("en").credit_roles
    by_words = {_folded(words): key for key, words in known.items()}
    found: list[str] = []
    for role in contrib.iterfind("role"):
        if not role.attrib:  # what the person is
            continue
        identifier = str(role.get("vocab-term-identifier", "")).rstrip("/").rpartition("/")[2]
        words = _folded(str(role.get("vocab-term", "")) or "".join(role.itertext()))
        key = identifier if identifier in known else by_words.get(words, "")
        if not key and (role.get("vocab") or "credit" in str(role.get("content-type", ""))):
            key = next((one for text, one in by_words.items() if words.startswith(text)), "")
        if key and key not in found:
            found.append(key)
    return found


def _folded(words: str) -> str:
    """The letters of a role, for its dashes and signs are typed in many ways."""
    return re.sub(r"[^a-z]+", " ", words.lower().replace("&", "")).replace(" and ", " ").strip()


def corresponding_email(contrib: Element, text_of: Callable[[Element], str]) -> str:
    """The address that stands in a note to which the author's name leads. Of several, it is the one
    with the author's initials behind it or the name before it, or in the place among those who
    lead there.
    """
    for call in contrib.iterfind("xref[@ref-type='corresp']"):
        name = str(call.get("rid", ""))
        for note in contrib.xpath("ancestor::article-meta//corresp[@id = $name]", name=name):
            emails = note.findall(".//email")
            if len(emails) == 1:
                return text_of(emails[0])
            if len(emails) > 1:
                return _of_several(contrib, name, note)
    return ""


def _of_several(contrib: Element, name: str, note: Element) -> str:
    words = one_line("".join(note.itertext()))
    emails = emails_in(words)
    given, family = (
        one_line(contrib.findtext(f".//{part}") or "") for part in ("given-names", "surname")
    )
    initials = "".join(re.findall(r"\b\w", f"{given} {family}")).upper()
    place = 0
    for email in emails:
        at = words.index(email, place)
        before, behind = words[place:at], words[at + len(email) :]
        marked = re.match(r"\s*\(([^\W\d_.]{1,5})\)", behind)
        if (marked and marked[1].upper() == initials) or (family and family in before):
            return email
        place = at + len(email)
    callers = contrib.xpath(
        "ancestor::article-meta//contrib[xref[@ref-type='corresp' and @rid = $name]]", name=name
    )
    if len(callers) != len(emails) or re.search(r"\([^\W\d_.]{1,5}\)", words):
        return ""
    own: str = emails[callers.index(contrib)]
    return own


def others(meta: Element, text_of: Callable[[Element], str]) -> dict[str, list[dict[str, str]]]:
    """The editors and reviewers by the keys of the front matter."""
    found: dict[str, list[dict[str, str]]] = {}
    for key, kind in _KINDS.items():
        for one in meta.xpath(".//contrib[@contrib-type = $kind]", kind=kind):
            names = one.xpath(_NAME)
            if not names:
                continue
            places = [*one.findall("aff"), *_called(meta, one)]
            person = {
                "given": text_of(names[0].find("given-names")),
                "family": text_of(names[0].find("surname")),
                "affiliation": text_of(places[0]).strip(" ,;.") if places else "",
            }
            if person["family"]:
                person = {name: text for name, text in person.items() if text}
                found.setdefault(key, []).append(person)
    return found


def is_of_others(affiliation: Element, meta: Element) -> bool:
    """Whether an affiliation is that of editors or reviewers, and of no author."""
    name = str(affiliation.get("id", ""))
    holder = affiliation.getparent()
    people = [holder] if holder is not None and holder.tag == "contrib" else []
    if name:
        people += meta.xpath(".//contrib[xref[@ref-type='aff' and @rid = $name]]", name=name)
    return bool(people) and all(one.get("contrib-type") in _KINDS.values() for one in people)


def _called(meta: Element, contrib: Element) -> list[Element]:
    names = [str(one.get("rid", "")) for one in contrib.iterfind("xref[@ref-type='aff']")]
    return [one for name in names for one in meta.xpath(".//aff[@id = $name]", name=name)]
