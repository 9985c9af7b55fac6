"""DOIs and addresses as people type them, and the days on which they were visited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_DOI = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi\s*[:=]?\s*", re.IGNORECASE)
#: Words before an address that say no more than that it is one.
_LEAD = (
    r"(?:\[?(?:online|электронный ресурс|elektron resurs|çevrimiçi)\]?\s*[.,:;]?\s*)?"
    r"(?:(?:available (?:at|from|online(?: at)?)|retrieved from|url|режим доступа|"
    r"erişim adresi|erişim|ünvan|mənbə)\s*:?\s*)?"
)
_ACCESSED = (
    r"(?:(?:last|son|ən son|letzter|dernière)\s+)?(?:accessed(?:\s+on)?|access date|"
    r"retrieved(?:\s+on)?|visited(?:\s+on)?|viewed(?:\s+on)?|erişim tarihi|erişim|erişildi|"
    r"görülme tarihi|ziyaret tarihi|müraciət tarixi|müraciət|baxılma tarixi|baxış tarixi|baxılıb|"
    r"giriş tarixi|istinad tarixi|дата обращения|дата доступа|дата просмотра|просмотрено|"
    r"дата звернення|дата перегляду|zugriff(?:\s+am)?|abgerufen(?:\s+am)?|consulté(?:e)?(?:\s+le)?|"
    r"consultation|қаралған күні|қаралды|murojaat sanasi|кайрылган күнү|ýüz tutulan senesi|ნანახია|"
    r"წვდომის თარიღი|تاریخ دسترسی|تاریخ مراجعه|دسترسی|تاريخ الاطلاع|تاريخ الزيارة)"
)
#: The same behind the day.
_WAS_VISITED = (
    r"(?:tarixində|tarihinde)\s+(?:baxılıb|baxılmışdır|müraciət (?:olunub|edilib)|daxil olunub|"
    r"erişildi|erişilmiştir|ulaşıldı|ulaşılmıştır|görüldü|ziyaret edildi|ziyaret edilmiştir)"
)
_DAY = r"(?P<day>[^\[\](){}\\]*\d{4}[^\[\](){}\\]{0,8}?)"
_WEB = re.compile(
    rf"{_LEAD}<?(?:\\url\{{([^{{}}]*)\}}|(https?://[^\s<>]+?))>?[.,;]?"
    rf"(?:\s*[\[(]?\s*{_ACCESSED}\s*:?\s*{_DAY}[\])]?)?\s*\.?",
    re.IGNORECASE,
)
_NAMED_WEB = re.compile(r"\\href\{([^{}]*)\}\{([^{}]*)\}")
#: Fields that no reference shows, or that hold addresses alone.
_UNPRINTED = frozenset({"url", "doi", "abstract", "annote", "annotation", "file", "keywords"})
#: A note that has nothing but the day of a visit.
_VISIT = re.compile(
    rf"[\[(]?\s*(?:online\s*[;,:.]?\s*)?(?:{_ACCESSED}\s*:?\s*{_DAY}|"
    rf"{_DAY.replace('day', 'before')}\s*{_WAS_VISITED})\s*[\])]?\s*\.?",
    re.IGNORECASE,
)
_ANGLED = re.compile(r"<(\S+)>$")
_SEVERAL = re.compile(r"[\s,;|]+(?:and\s+)?(?=https?://)")


def doi(text: str) -> str:
    """A DOI without the resolver's address, or the word, before it."""
    text = text.strip()
    while found := _DOI.match(text):
        text = text[found.end() :].strip()
    return text.rstrip(".,; ")


def of_field(value: str) -> Sequence[str]:
    """The addresses of a field ``url``; one that stands in angle brackets behind words alone.

    EndNote writes ``<Go to ISI>://WOS:…``, which is none.
    """
    if value.startswith("<Go to"):
        return [""]
    found = _ANGLED.search(value)
    return [found[1]] if found else _SEVERAL.split(value)


def settle(fields: dict[str, str], *, visit_known: bool) -> None:
    """``howpublished = {\\url{…}}`` is BibTeX's way of saying ``url``.

    Words there that say when it was visited go with it if that day is known (``visit_known``).
    """
    typed = fields.get("howpublished", "").strip()
    found = _WEB.fullmatch(typed)
    if found and (visit_known or not found["day"]):
        address = found[1] or found[2]
        if fields.get("url", address) == address:
            del fields["howpublished"]
            fields["url"] = address
    for name in [name for name in fields if "\\href" in fields[name]]:
        if name not in _UNPRINTED:
            fields[name] = _NAMED_WEB.sub(lambda one: _named(one, fields), fields[name])


def _named(found: re.Match[str], fields: dict[str, str]) -> str:
    """The words of a link. Its address is that of the work where it has no other, and stands behind
    the words where it has: in print nothing else would tell it.
    """
    address, words = found[1].strip(), found[2]
    if "url" not in fields and "doi" not in fields:
        fields["url"] = address
    same = address in (fields.get("url"), words) or doi(address) == doi(fields.get("doi", ""))
    return words if same else f"{words} (\\url{{{address}}})"


def visit(fields: Mapping[str, str]) -> tuple[str, str] | None:
    """The field that tells of a visit in words, and the day that it names; None for no such field.

    A note is one that says nothing else.
    """
    for name, pattern in (("note", _VISIT), ("howpublished", _WEB)):
        found = pattern.fullmatch(fields.get(name, "").strip())
        day = found and (found["day"] or found.groupdict().get("before"))
        if day:
            return name, day.strip(" .,;")
    return None
