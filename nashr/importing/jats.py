"""Read a JATS article: its front matter, and what pandoc does not read of it.

Elements and attributes are those of JATS 1.3 (ANSI/NISO Z39.96-2021), Archiving and Interchange.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from lxml import etree

from nashr.identifiers import LICENCES
from nashr.importing.balance import letters
from nashr.importing.jats_contributors import (
    corresponding_email,
    credit_roles,
    is_of_others,
    others,
)
from nashr.importing.ooxml import one_line, remove_element
from nashr.languages import is_supported
from nashr.languages.digits import LOWERED, RAISED
from nashr.untrusted.xml import decode_xml, parse_xml

Element = Any


class NotAnArticle(ValueError):
    """The XML is of another kind; the text is the name of its root element."""


_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LINK = "{http://www.w3.org/1999/xlink}href"
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*>")
#: Named characters, which the document type of JATS declares as HTML does.
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9.]*);")
_OF_XML = frozenset("amp lt gt quot apos".split())
_WORD = re.compile(r"\w+")
_MANY = 4
#: What is no text of the author, or is written by nashr: formulas, labels, calls, comments of XML,
#: and the forms that are not taken where something stands in several.
_NOT_COUNTED = (
    ".//tex-math | .//*[local-name()='math'] | .//label | .//xref | .//comment() "
    "| .//processing-instruction() | .//alternatives/textual-form "
    "| .//ref-list | .//index-term | .//object-id | self::fn-group/title "
    # Said by the statement of a copyright, and by the address of a licence.
    "| .//copyright-year | .//copyright-holder | .//*[local-name()='license_ref']"
)
#: What has words of the text. Front matter has the first acknowledgement.
_COUNTED = (
    "./body | ./floats-group | ./back/*[not(self::ref-list or self::ack)] "
    "| ./back/ack[position() > 1]"
)
_DATES = {"received": "received", "rev-recd": "revised", "accepted": "accepted"}
_ARTICLE_TYPES = {
    "research-article": "research-article",
    "review-article": "review-article",
    "book-review": "book-review",
    "editorial": "editorial",
    "letter": "letter",
}
_STATEMENTS = {
    "funding-statement": "./funding-group/funding-statement",
    "conflict-of-interest": "./author-notes/fn[@fn-type='conflict' or @fn-type='coi-statement' "
    "or @fn-type='COI-statement']",
}
#: What an author is, and not what they did for the article.
_ROLES = (
    "./role[not(@vocab or @vocab-term or @content-type or @specific-use or @degree-contribution)]"
)
_LICENSE = re.compile(r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)")


def parse_jats(data: bytes) -> Element:
    """The ``article``. Raises ``XmlError`` and ``NotAnArticle``."""
    text = _DOCTYPE.sub("", decode_xml(data), count=1)
    root = parse_xml(_ENTITY.sub(_character, text))
    if etree.QName(root).localname != "article":
        raise NotAnArticle(etree.QName(root).localname)
    return root


def _character(found: re.Match[str]) -> str:
    return found[0] if found[1] in _OF_XML else html5.get(f"{found[1]};", found[0])


def written_jats(root: Element) -> bytes:
    """The article for pandoc."""
    return etree.tostring(root, encoding="utf-8")


def sub_articles(root: Element) -> Iterator[bytes]:
    """The sub-articles and responses, each as an article of its own; they leave the article."""
    for one in root.xpath("./sub-article | ./response"):
        own = copy.deepcopy(one)
        own.tag = "article"
        for stub in own.findall("front-stub"):
            stub.tag = "article-meta"
            front = etree.Element("front")
            own.replace(stub, front)
            front.append(stub)
        own.tail = None
        yield etree.tostring(own, encoding="utf-8")
        root.remove(one)


def front_of(root: Element) -> dict[str, Any]:
    """The front matter of an article."""
    meta = root.find("front/article-meta")
    if meta is None:
        return {}
    language = _tag(root.get(_LANGUAGE)) or "en"
    front: dict[str, Any] = {
        "title": _text(meta.find("title-group/article-title")),
        "subtitle": _text(meta.find("title-group/subtitle")),
        "short-title": _text(meta.find("title-group/alt-title[@alt-title-type='running-head']")),
        "lang": language,
        "type": _ARTICLE_TYPES.get(root.get("article-type", ""), ""),
    }
    abstracts = {
        _tag(one.get(_LANGUAGE)) or language: _blocks(one)
        for one in reversed(meta.xpath("./abstract[not(@abstract-type)] | ./trans-abstract"))
    }
    keywords = _keywords(meta, language)
    titles = {
        _tag(one.get(_LANGUAGE)): _text(one.find("trans-title"))
        for one in meta.iterfind("title-group/trans-title-group")
    }
    subtitles = {
        _tag(one.get(_LANGUAGE)): _text(one.find("trans-subtitle"))
        for one in meta.iterfind("title-group/trans-title-group")
    }
    front["classification"] = _codes(meta)
    front["abstract"] = abstracts.pop(language, "")
    front["keywords"] = keywords.pop(language, [])
    translations = {
        tag: {
            "title": titles.get(tag),
            "subtitle": subtitles.get(tag),
            "abstract": abstracts.get(tag),
            "keywords": keywords.get(tag),
        }
        for tag in dict.fromkeys((*titles, *abstracts, *keywords))
        if tag and tag != language and is_supported(tag)
    }
    front["translations"] = {t: {k: v for k, v in p.items() if v} for t, p in translations.items()}
    front["authors"], front["affiliations"] = _people(meta)
    front |= others(meta, _text)
    front["dates"] = _dates(meta)
    front["doi"] = _text(meta.find("article-id[@pub-id-type='doi']"))
    for name, path in (("volume", "volume"), ("issue", "issue"), ("first-page", "fpage")):
        value = _text(meta.find(path))
        front[name] = int(value) if value.isdecimal() else value
    front["article-number"] = "" if front["first-page"] else _text(meta.find("elocation-id"))
    if "published" not in front["dates"]:
        years = [_text(one.find("year")) for one in meta.findall("pub-date")]
        front["year"] = next((int(year) for year in years if re.fullmatch(r"\d{4}", year)), "")
    front["license"] = _license(meta)
    front["funding"] = _funding(meta)
    for name, path in _STATEMENTS.items():
        found = meta.xpath(path)
        front[name] = _blocks(found[0]) if found else ""
    front["acknowledgements"] = _blocks(root.find("back/ack"))
    return {name: value for name, value in front.items() if value}


def _tag(language: str | None) -> str:
    return (language or "").lower().split("-")[0]


def _text(element: Element | None) -> str:
    """The words of an element without notes and calls of them."""
    if element is None:
        return ""
    kept = copy.deepcopy(element)
    for one in kept.xpath(".//xref[@ref-type='fn'] | .//fn"):
        remove_element(one)
    return one_line("".join(kept.itertext()))


def _blocks(element: Element | None) -> str:
    """The paragraphs of an abstract or the like; titles of its sections lead their paragraphs."""
    if element is None:
        return ""
    parts: list[str] = []
    for one in element.iter("p", "title"):
        text = _text(one)
        if one.tag == "title" and one.getparent() is element:
            continue  # “Abstract”
        if text:
            parts.append(f"**{text}**" if one.tag == "title" else text)
    return "\n\n".join(parts) or _text(element)


def _keywords(meta: Element, language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for group in meta.iterfind("kwd-group"):
        if _scheme(group):
            continue
        words = [_text(_in_characters(one)) for one in group.iter("kwd")]
        found.setdefault(_tag(group.get(_LANGUAGE)) or language, []).extend(filter(None, words))
    return found


def _in_characters(element: Element) -> Element:
    """An element whose raised and lowered digits are characters of their own."""
    kept = copy.deepcopy(element)
    for one in list(kept.iter("sup", "sub")):
        words = "".join(one.itertext())
        table = RAISED if one.tag == "sup" else LOWERED
        has_all = all(ord(sign) in table for sign in words)
        remove_element(one, words.translate(table) if has_all else words)
    return kept


def keywords_set_apart(front: Element | None) -> list[str]:
    """The words of keywords that stand in other type in the file."""
    if front is None:
        return []
    kinds = "self::italic or self::bold or self::sc or self::underline or self::monospace"
    found = (_text(one) for one in front.xpath(f".//kwd//*[{kinds}]"))
    return [text for text in found if text]


def _scheme(group: Element) -> str:
    """The classification whose codes stand in a group of keywords; empty where words do."""
    kind = str(group.get("kwd-group-type", "")).lower()
    return next((name for name in ("jel", "msc", "pacs", "udc") if name in kind.split("-")), "")


def _codes(meta: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for group in meta.iterfind("kwd-group"):
        if scheme := _scheme(group):
            codes = (_text(one) for one in group.iter("kwd"))
            found.setdefault(scheme, []).extend(filter(None, codes))
    return found


def _people(meta: Element) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Authors, and affiliations with ids of their own."""
    affiliations: list[dict[str, Any]] = []
    names: dict[str, str] = {}
    own = [one for one in meta.xpath(".//aff") if not is_of_others(one, meta)]
    for number, one in enumerate(own, start=1):
        names[str(one.get("id", ""))] = f"a{number}"
        affiliations.append({"id": f"a{number}", **_affiliation(one)})
    authors = []
    paths = "./contrib-group/contrib[not(@contrib-type) or @contrib-type='author']"
    for one in meta.xpath(paths):
        author = _author(one)
        if author is None:
            continue
        calls = [
            names[c]
            for x in one.iterfind("xref[@ref-type='aff']")
            for c in str(x.get("rid", "")).split()
            if c in names
        ]
        calls += [
            names[str(a.get("id", ""))]
            for a in one.iterfind("aff")
            if str(a.get("id", "")) in names
        ]
        if calls:
            author["affiliations"] = calls
        authors.append(author)
    if len(affiliations) == 1 and not any("affiliations" in one for one in authors):
        # Nothing says whose it is: then it is everyone's.
        authors = [{**one, "affiliations": [affiliations[0]["id"]]} for one in authors]
    return authors, affiliations


def _affiliation(element: Element) -> dict[str, str]:
    kept = copy.deepcopy(element)
    for one in kept.xpath("./label | ./sup | .//email | .//institution-id"):
        remove_element(one)
    named = _institution(kept)
    found = {
        "name": named or _text(kept).strip(" ,;."),
        "city": _text(kept.find(".//city")),
        "country": _text(kept.find(".//country")),
    }
    return {name: value for name, value in found.items() if value and (named or name == "name")}


def _institution(affiliation: Element) -> str:
    """The institution with its parts; of the same in several forms, the one that names it alone."""
    found = affiliation.findall(".//institution")
    kinds = {str(one.get("content-type", "")) for one in found}
    if any(kind.startswith("org") for kind in kinds):
        found = [one for one in found if str(one.get("content-type", "")).startswith("org")]
    elif "original" in kinds:
        found = [one for one in found if one.get("content-type") == "original"]
    if found:
        found += affiliation.xpath(".//addr-line[not(city or country)] | .//postal-code")
    names = (_text(one).strip(" ,;.") for one in found)
    return ", ".join(dict.fromkeys(filter(None, names)))


def _name_of(contrib: Element) -> Element | None:
    """The name of a person in its parts; members of a group have theirs within the group's."""
    paths = ("name", "name-alternatives/name", "string-name", "name-alternatives/string-name")
    found = (one for path in paths for one in contrib.findall(path))
    return next((one for one in found if one.find("surname") is not None), None)


def _group(contrib: Element) -> str:
    """The name of a group, or of a person whose name has no parts; without its members."""
    for one in contrib.xpath("./collab | ./collab-alternatives/collab | .//string-name"):
        kept = copy.deepcopy(one)
        for inner in kept.xpath(".//contrib-group | .//contrib | .//fn | .//xref | .//email"):
            remove_element(inner)
        if text := _text(kept).strip(" ,;:"):
            return text
    return ""


def _author(contrib: Element) -> dict[str, Any] | None:
    name = _name_of(contrib)
    if name is None:
        literal = _group(contrib)
        return {"name": literal} if literal else None
    family = " ".join(filter(None, (_text(name.find("surname")), _text(name.find("suffix")))))
    author: dict[str, Any] = {
        "given": _text(name.find("given-names")),
        "family": family,
        "degree": ", ".join(filter(None, map(_text, contrib.findall("degrees")))),
        "position": ", ".join(filter(None, map(_text, contrib.xpath(_ROLES)))),
    }
    author = {key: value for key, value in author.items() if value}
    orcid = _text(contrib.find("contrib-id[@contrib-id-type='orcid']"))
    if found := re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", orcid):
        author["orcid"] = found[0]
    if email := _text(contrib.find(".//email")) or corresponding_email(contrib, _text):
        author["email"] = email
    if contrib.get("corresp") == "yes":
        author["corresponding"] = True
    if roles := credit_roles(contrib):
        author["roles"] = roles
    return author


def _dates(meta: Element) -> dict[str, str]:
    found = {}
    for one in meta.iterfind("history/date"):
        kind = _DATES.get(str(one.get("date-type", "")))
        if kind and (date := _date(one)):
            found[kind] = date
    published = meta.xpath("./pub-date[@date-type='pub' or @pub-type='epub' or @pub-type='ppub']")
    for one in published[:1]:
        if date := _date(one):
            found["published"] = date
    return found


def _date(element: Element) -> str:
    parts = [_text(element.find(name)) for name in ("year", "month", "day")]
    if not all(part.isdecimal() for part in parts):
        return ""
    year, month, day = map(int, parts)
    return f"{year:04}-{month:02}-{day:02}"


def _funding(meta: Element) -> list[dict[str, str]]:
    """The funders, each with the numbers of its grants."""
    found = []
    for group in meta.iterfind("funding-group/award-group"):
        numbers = "; ".join(filter(None, map(_text, group.iterfind("award-id"))))
        for source in group.iterfind("funding-source"):
            named = source.find(".//institution")
            funder = _text(source if named is None else named)
            one = {"funder": funder, "award": numbers}
            if funder and one not in found:
                found.append({name: value for name, value in one.items() if value})
    return found


def _license(meta: Element) -> str:
    for one in meta.iter("license"):
        address = (
            str(one.get(_LINK, ""))
            + " "
            + " ".join(str(link.get(_LINK, "")) for link in one.iter("ext-link"))
        )
        if found := _LICENSE.search(address):
            name = f"CC-{found[1].upper()}-{found[2]}"
            return name if name in LICENCES else ""
    return ""


def words_of(root: Element) -> Counter[str]:
    """The words of an article's text, its notes and its appendices."""
    wanted: Counter[str] = Counter()
    for part in root.xpath(_COUNTED):
        kept = copy.deepcopy(part)
        for one in kept.xpath(_NOT_COUNTED):
            remove_element(one)
        wanted.update(_WORD.findall(" ".join(kept.itertext())))
    return wanted


def missing_words(wanted: Counter[str], text: str) -> list[str]:
    """The words that a text does not have. Where it parts words otherwise, none is missing."""
    there = Counter(_WORD.findall(text))
    lost, more = wanted - there, there - wanted
    if not letters(lost) - letters(more):
        return []
    words = [word for word in lost.elements() if len(word) > 1]
    # Single characters are many where a table of digits is lost, and few where a sign is.
    return words if words or lost.total() < _MANY else list(lost.elements())
