"""The references of a JATS article as items of CSL JSON: those that are cited by their parts, and
those that are a text with some of its parts marked. A reference may name several works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nashr.importing.ooxml import one_line
from nashr.importing.reference_remainder import words_left
from nashr.records import dataclass

Element = Any
_LINK = "{http://www.w3.org/1999/xlink}href"
_CITATIONS = "element-citation mixed-citation nlm-citation citation".split()
_TYPES: Mapping[str, str] = {
    "journal": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "bookchapter": "chapter",
    "confproc": "paper-conference",
    "conference": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "web": "webpage",
    "webpage": "webpage",
    "website": "webpage",
    "newspaper": "article-newspaper",
    "preprint": "article",
    "data": "dataset",
    "software": "software",
    "patent": "patent",
    "legal-doc": "legislation",
}
_TEXTS: Mapping[str, str] = {
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "publisher-name": "publisher",
    "publisher-loc": "publisher-place",
    "conf-name": "event-title",
    "conf-loc": "event-place",
    "series": "collection-title",
    "version": "version",
}
#: Suffixes that stand behind the given name: “Jr.”, “III”, “2nd”.
_SUFFIX = re.compile(r"(?:jr|sr|esq)\.?|[ivx]+\.?|\d+(?:st|nd|rd|th)\.?", re.IGNORECASE)
_ROLES = {
    **dict.fromkeys("author allauthors inventor curator".split(), "author"),
    **dict.fromkeys("editor guest-editor".split(), "editor"),
    "translator": "translator",
}
_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_MARKUP = frozenset(
    "bold italic sup sub sc underline monospace named-content styled-content".split()
)


#: Parts that an item has, or that say nothing of the work: numbers and names of the list.
_TAKEN = frozenset(
    "article-title chapter-title data-title part-title source volume issue edition publisher-name "
    "publisher-loc conf-name conf-loc size series version fpage lpage page-range elocation-id year "
    "month day date string-date name string-name surname given-names prefix suffix etal label "
    "pub-id ext-link uri date-in-citation person-group collab article-id issn x".split()
)


_ADDRESS = re.compile(r"https?://\S+")
#: Between parts, while a text is put together; a character for private use.
_BOUNDARY = "\ue0fa"


@dataclass(frozen=True, slots=True)
class Work:
    """A work that a reference names: what its marks say, its text as it stands, and whether the
    marks leave out parts of it.
    """

    item: Mapping[str, Any]
    text: str
    is_partial: bool = False


def references_of(root: Element) -> Iterator[tuple[str, tuple[Work, ...]]]:
    """The id of each reference and its works; each of several that has an id of its own, too."""
    for ref in root.iter("ref"):
        cited = _works_of(ref)
        works = [work for _, work in cited]
        notes = " ".join(one_line("".join(one.itertext())) for one in ref.findall("note"))
        if notes and works:
            works[-1] = _with_note(works[-1], notes)
        elif notes:
            works = [Work({}, notes, is_partial=True)]
        if works:
            yield str(ref.get("id", "")), tuple(works)
        for (one, _), work in zip(cited, works, strict=False):
            if one.get("id") and one.get("id") != ref.get("id"):
                yield str(one.get("id")), (work,)


def _works_of(ref: Element) -> list[tuple[Element, Work]]:
    """The works of a reference with their elements. Of a work that stands in its parts and as a
    text, the parts are taken, and the text is what they are held against.
    """
    found: list[Element] = []
    texts: list[Element] = []
    for one in ref:
        forms = [one] if one.tag in _CITATIONS else []
        if one.tag == "citation-alternatives":
            forms = [form for name in _CITATIONS for form in one.findall(name)]
        found += forms[:1]
        texts += [form for form in forms[1:] if form.tag == "mixed-citation"]
    parted = [one for one in found if one.tag == "element-citation"]
    if parted and len(parted) < len(found):
        texts += [one for one in found if one.tag == "mixed-citation"]
        found = [one for one in found if one.tag != "mixed-citation"]
    label = one_line("".join(ref.find("label").itertext())) if ref.find("label") is not None else ""
    if len(found) == len(texts) == 1:
        text = _text_of(texts[0]).removeprefix(label).lstrip(" .)]")
        return [(found[0], _held(_item(found[0]), text))]
    return [(one, _work(one)) for one in found]


def _with_note(work: Work, note: str) -> Work:
    words = ". ".join(filter(None, (str(work.item.get("note", "")).rstrip("."), note)))
    return Work({**work.item, "note": words}, work.text, work.is_partial)


def _work(citation: Element) -> Work:
    item = _item(citation)
    text = _text_of(citation)
    if citation.tag == "element-citation" or not _is_mixed(citation):
        return Work(item, text)
    return _held(item, text)


def _held(item: dict[str, Any], text: str) -> Work:
    """A work whose parts are held against its text."""
    left = words_left(item, text)
    has_maker = any(role in item for role in _ROLES.values())
    return Work(item, text, len(left) > 2 or bool(left and not has_maker))


def _text_of(citation: Element) -> str:
    """The text of a reference, with space between parts that only their marks part."""
    pieces: list[str] = []

    def walk(element: Element) -> None:
        pieces.append(element.text or "")
        for one in element:
            is_part = one.tag in _TAKEN
            pieces.append(_BOUNDARY if is_part else "")
            if isinstance(one.tag, str):
                walk(one)
            pieces.append((_BOUNDARY if is_part else "") + (one.tail or ""))

    walk(citation)
    joined = re.sub(rf"(?<=\w){_BOUNDARY}+(?=\w)", " ", "".join(pieces))
    return one_line(joined.replace(_BOUNDARY, ""))


def _is_mixed(citation: Element) -> bool:
    """Whether words stand beside the parts of a reference."""
    tails = (one.tail or "" for one in citation.iter() if one is not citation)
    return bool(re.search(r"\w{2}", " ".join((citation.text or "", *tails))))


def _item(citation: Element) -> dict[str, Any]:
    def text(*names: str) -> str:
        for name in names:
            one = citation.find(f".//{name}")
            if one is not None and (found := one_line("".join(one.itertext()))):
                return found.strip(" ,;")
        return ""

    kind = str(citation.get("publication-type") or citation.get("citation-type") or "").lower()
    item: dict[str, Any] = {"type": _TYPES.get(kind, "document")}
    title, source = text("article-title", "data-title", "part-title"), text("source")
    chapter = text("chapter-title")
    if chapter:
        item |= {"title": chapter, "container-title": source, "type": "chapter"}
    elif title:
        item |= {"title": title, "container-title": source}
        if item["type"] == "book":
            item["type"] = "chapter"
    else:
        item["title"] = source
    for name, variable in _TEXTS.items():
        item[variable] = text(name)
    first, last = text("fpage"), text("lpage")
    pages = f"{first}-{last}" if first and last else first
    item["page"] = text("page-range") or pages or text("elocation-id")
    item |= _identifiers(citation)
    if "URL" not in item and "DOI" not in item:
        found = _ADDRESS.search(" ".join(map(_text_of, citation.iterfind("comment"))))
        item["URL"] = found[0].rstrip(".,;>)") if found else ""
    for role, names in _names(citation).items():
        item[role] = names
    item["issued"] = _issued(citation)
    size = citation.find("size[@units='page']")
    if size is None:
        size = citation.find("size[@units='pages']")
    item["number-of-pages"] = one_line("".join(size.itertext())) if size is not None else ""
    accessed = citation.find("date-in-citation")
    if accessed is not None and (day := _day(accessed)):
        item["accessed"] = {"date-parts": [day]}
    item["note"] = ". ".join(_unread(citation))
    return {name: value for name, value in item.items() if value}


def _issued(citation: Element) -> dict[str, Any]:
    year = one_line("".join(citation.find(".//year").itertext())) if _has(citation, "year") else ""
    found = re.match(r"\d{4}", year)
    if found is None:
        return {"literal": year} if year else {}
    if not re.fullmatch(r"\d{4}", year):  # 2001a: the letter is the style's, others are not
        return {"date-parts": [[int(found[0])]]} if len(year) == 5 else {"literal": year}
    parts = [int(found[0])]
    for name in ("month", "day"):
        text = one_line(citation.findtext(f".//{name}") or "")
        number = int(text) if text.isdecimal() else _MONTHS.get(text[:3].lower(), 0)
        if not number:
            break
        parts.append(number)
    return {"date-parts": [parts]}


def _has(citation: Element, name: str) -> bool:
    return citation.find(f".//{name}") is not None


def _day(element: Element) -> list[int]:
    """A day by its attribute, by its parts, or as ISO 8601 writes it."""
    text = str(element.get("iso-8601-date") or one_line(" ".join(element.itertext())))
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    if found is not None:
        return [int(part) for part in found.groups()]
    year = one_line(element.findtext("year") or "")
    return [int(year)] if year.isdecimal() else []


def _unread(citation: Element) -> Iterator[str]:
    """The words of parts that no other variable of an item takes."""
    for one in citation:
        if not isinstance(one.tag, str):
            continue
        text = one_line("".join(one.itertext())).strip(" ,;.")
        if one.tag == "person-group":
            role = str(one.get("person-group-type", "author"))
            if role not in _ROLES:
                names = ", ".join(" ".join(_name(name).values()) for name in _people(one))
                yield f"{role}: {names}" if names else ""
        elif one.tag == "date-in-citation":
            if not _day(one) and text:
                yield text
        elif one.tag not in _TAKEN and one.tag not in _MARKUP:
            rest = _ADDRESS.sub("", text)
            if words_left({}, rest):  # not “available at” alone, whose address the item has
                yield one_line(rest).strip(" ,;.:<>")


def _people(holder: Element) -> Iterator[Element]:
    yield from holder.iter("name", "string-name", "collab")


def _identifiers(citation: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in citation.iter("pub-id", "ext-link", "uri"):
        text = one_line("".join(one.itertext()))
        address = str(one.get(_LINK, "")) or text
        kind = str(one.get("pub-id-type") or one.get("ext-link-type") or "")
        if doi := re.search(r"10\.\d{4,9}/\S+", text if kind == "doi" else address):
            found.setdefault("DOI", doi[0].rstrip(".,;"))
        elif kind == "pmid":
            found.setdefault("PMID", text)
        elif kind == "isbn":
            found.setdefault("ISBN", text)
        elif address.startswith("http"):
            found.setdefault("URL", address)
    return found


def _names(citation: Element) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for one in citation.iter("name", "string-name", "collab", "etal"):
        group = next(one.iterancestors("person-group"), None)
        kind = "author" if group is None else str(group.get("person-group-type", "author"))
        role = _ROLES.get(kind)
        if role is None or next(one.iterancestors("collab"), None) is not None:
            continue
        name = {"family": "others"} if one.tag == "etal" else _name(one)
        if name and (one.tag != "etal" or role in found):
            found.setdefault(role, []).append(name)
    return found


def _name(element: Element) -> dict[str, str]:
    def text(name: str) -> str:
        return one_line("".join(element.findtext(name) or "")).strip(" ,")

    family = text("surname")
    if family:
        suffix = text("suffix")
        if suffix and not _SUFFIX.fullmatch(suffix):
            # “Filho”, “Neto”: a part of the family name that is written with it.
            family, suffix = f"{family} {suffix}", ""
        parts = {"family": family, "given": text("given-names"), "suffix": suffix}
        return {name: value for name, value in parts.items() if value}
    literal = one_line(" ".join("".join(element.itertext()).split())).strip(" ,;")
    return {"literal": literal} if literal else {}
