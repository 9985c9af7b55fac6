"""From the labelled words of a typed reference to an item of CSL JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr.bibliography import dates, editions
from nashr.importing.reference_labels import Labelled
from nashr.importing.reference_names import names_in
from nashr.importing.reference_words import kinds
from nashr.languages.scripts import CYRILLIC, likely_language, main_script, scripts_of

Item = dict[str, Any]

_EDGES = " \t\u2060,;:./|–—-"
_QUOTES = '“”«»„"‹›'
_MARKUP = re.compile(r"</?(?:i|italic|em|b|bold|sup|sub)>", re.IGNORECASE)
_IN = re.compile(
    r"^(?://\s*)?(?:(?:in|dans|en|em|w|v|в|из|kitabda|içinde|bax)\b\s*:?|(?:в\s+)?кн\.?\s*:)\s*",
    re.IGNORECASE,
)
#: *İçinde* stands behind the title in Turkish.
_BEHIND = re.compile(r"\s+(?:içinde|içində)\W*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)([a-zа-я]?)\b")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\]>]+")
_URL = re.compile(
    r"(?:https?|ftp):\s?//\S+|www\.\S+|[\w-]+(?:\.[\w-]+)+/\S*|[\w-]+(?:\.[\w-]+){1,4}",
    re.IGNORECASE,
)
_ISBN = re.compile(r"(?:97[89][-\s]?)?\d[\d\s-]{7,14}[\dXx]")
_PAGE_WORD = re.compile(
    r"^(?:pages?|pp?|s(?:s|f|əh|ah)?|səhifə|sayfa|с(?:тр|с)?|blz?|p[áa]gs?|seiten?|pgs?)\b[.:]?\s*"
    r"|\s*(?:pages|pp?|s|с|sayfa|səh|seiten)\.?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*[-–—−‒]{1,2}\s*")
_VOLUME_WORD = r"(?:vol(?:ume|s)?|v|cilt|cild|c|том|т|bd|band|tome?|t|jg|jahrgang|il|år)"
_ISSUE_WORD = (
    r"(?:no|nos|nr|n|nº|n°|№|issue|iss|sayı|say|s|вып(?:уск)?|heft|h|number|num|núm|buraxılış|pt|"
    r"part)"
)
#: A volume and an issue: “12(3)”, “Cilt: 7, Sayı: 2”, “Т. 19. № 4”, “12, no. 3”, “12:3”.
_BOTH = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<volume>[\dIVXLC]+)\s*[,.]?\s*\((?P<issue>[^()]+)\)",
        rf"{_VOLUME_WORD}[.:]?\s*(?P<volume>[\dIVXLC]+)[\s,.;(–—-]*{_ISSUE_WORD}[.:]?\s*(?P<issue>[\w–/-]+)",
        rf"(?P<volume>[\dIVXLC]+)[\s,.;(–—-]+{_ISSUE_WORD}[.:\s]\s*(?P<issue>[\w–/-]+)",
        r"(?P<volume>[\dIVXLC]+)\s*[,.]?\s*(?:№|n°|nº)\s*(?P<issue>[\w–/-]+)",
        r"(?P<volume>\d+)\s*[:./]\s*(?P<issue>\d+(?:[–-]\d+)?)",
    )
)
_ISSUE_ALONE = re.compile(rf"{_ISSUE_WORD}[.:]?\s*(?P<issue>\d[\w–/-]*)", re.IGNORECASE)
_VOLUME_ALONE = re.compile(
    rf"(?:{_VOLUME_WORD}[.:]?\s*)?(?P<volume>\d[\w–-]*|[IVXLC]+\b)", re.IGNORECASE
)
#: “3 cilddə. II cild”, “в 12 т. Т. 1”: how many volumes there are, and which it is.
_OF_SEVERAL = re.compile(
    r"(?:в\s+)?(?P<many>\d+|[^\W\d_]{3,})\s+(?:cilddə|ciltte|hissədə|томах|т\.|частях|ч\.)"
    r"(?:[\s.,:]*(?P<rest>\S.*))?",
    re.IGNORECASE,
)
_ORDINAL_VOLUME = re.compile(
    r"(?P<volume>\d+|[IVXLC]+)(?:-?[cç][iıuü])?\.?\s*(?:cild|cilt|hissə|c|т|том)\.?"
    r"|(?:т|ч|кн|книга|часть|том|cilt|cild)\.?\s*(?P<second>\d+|[IVXLC]+)",
    re.IGNORECASE,
)
_VOLUMES = re.compile(r"(\d+|[ivx]+)\s*(?:vols?|volumes|cilt|cilddə|т|bde)\b\.?$", re.IGNORECASE)
_WHOLE_BOOK = re.compile(r"\d+\s*(?:pp?|pages|s|səh|sayfa|с|seiten|стр)\.?$", re.IGNORECASE)
_ACCESSED = "access"
_TYPES_WITH_ISSUES = ("article-journal", "article-newspaper", "article-magazine")
_NEWSPAPER = frozenset(
    """
    times post gazette qəzet qəzeti газета gazetesi gazete herald guardian tribune news observer
    monde figaro zeitung правда известия cumhuriyet milliyet hürriyet sabah radikal daily newsweek
    chronicle telegraph
    """.split()
)
_CONFERENCE = re.compile(
    r"\b(?:proc(?:eedings)?|conference|conf|symposium|symp|workshop|congress|materialları|konfrans\w*|"
    r"sempozyum\w*|kongre\w*|toplantı\w*|bildiri\w*|конференци\w*|материалы|тезисы|actes|colloque|tagung\w*)\b",
    re.IGNORECASE,
)
#: Journals that have the word *proceedings* in their name.
_ACADEMY = re.compile(r"proc\w*\.?\s+(?:natl|of the national|r\.? soc|royal)", re.IGNORECASE)
_ENCYCLOPEDIA = re.compile(
    r"\b(?:encyclop\w+|ensiklopedi\w+|ansiklopedi\w*|энциклопеди\w*|dictionary|lexikon)\b",
    re.IGNORECASE,
)


def item_of(labelled: Labelled, language: str = "") -> Item:
    """The work of a reference; ``language`` is that of the text it stands in. What cannot be read
    as a field of its own stands in ``note``.
    """
    found: dict[str, list[str]] = {}
    for label, text in labelled.runs():
        found.setdefault(label, []).append(text)
    title = _text(" ".join(found.get("title", [])))
    spoken = _language(f"{title} {_joined(found, 'container-title')}", language)
    item: Item = {"type": "document", "title": title}
    for role in ("author", "editor", "translator"):
        names = [name for text in found.get(role, []) for name in names_in(text, spoken)]
        item[role] = names
    container = _IN.sub("", _text(_joined(found, "container-title")))
    item["container-title"] = _BEHIND.sub("", container).strip(_EDGES)
    item["collection-title"] = (
        _text(_joined(found, "collection-title")).strip("()").removeprefix("of ")
    )
    item["publisher"] = _publisher(_joined(found, "publisher"))
    item["publisher-place"] = _publisher(_joined(found, "location"))
    item["edition"] = _edition(_joined(found, "edition"))
    item["genre"] = _joined(found, "genre").strip(_EDGES + "()[]")
    item |= _numbers(_joined(found, "volume"))
    item |= _pages(found.get("pages", []))
    item |= _dates(found, spoken)
    item |= _addresses(found)
    item["note"] = _note(found)
    item["language"] = spoken
    if not title:
        item |= _without_title(item)
    item["type"] = _type(item, found, labelled.text)
    if item["type"] not in _TYPES_WITH_ISSUES and item.get("issue") and not item.get("volume"):
        item["volume"] = item.pop("issue")
    return {name: value for name, value in item.items() if value}


def year_letter(labelled: Labelled) -> str:
    """The letter behind the year, as in *1998a*, by which citations tell works apart."""
    for label, text in labelled.runs():
        if label == "date" and (year := _YEAR.search(text)):
            return year[2]
    return ""


def number_of_entry(labelled: Labelled) -> int | None:
    """The number that a reference has in its list."""
    for label, text in labelled.runs():
        if label == "citation-number" and (number := re.search(r"\d+", text)):
            return int(number[0])
        break
    return None


def _joined(found: Mapping[str, list[str]], label: str) -> str:
    return " ".join(found.get(label, []))


def _text(text: str) -> str:
    """A title without the marks around it, and with words joined that a line's end had broken."""
    text = re.sub(r"(?<=[^\W\d_]{2})-\s(?=[a-zəöüçşğıа-я]{2})", "", _MARKUP.sub("", text))
    text = " ".join(text.replace("''", "”").replace("``", "“").split())
    before = None
    while before != text:
        before = text
        ends = text.endswith(("?", "!", "…"))
        text = text.strip() if ends else text.strip(_EDGES)
        if (
            text[:1] in _QUOTES
            and text[-1:] in _QUOTES
            and len(text) > 2
            and not re.search(f"[{_QUOTES}]", text[1:-1])
        ):
            text = text[1:-1]
        elif text[:1] in '“«„"' and text.count(text[:1]) == 1 and not re.search("[”»]", text):
            text = text[1:]
    if text.endswith(")") and text.count("(") < text.count(")"):
        text = text[:-1].strip(_EDGES)
    return text


def _publisher(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;:()[]/|–—")
    keeps = re.search(
        r"(?:\b[A-ZА-ЯƏÖÜÇŞĞİ]|\b(?:Inc|Co|Ltd|Corp|Mass|Calif|Conn|Univ|N\.J|N\.Y|D\.C|M|Л|СПб|B))\.$",
        text,
    )
    return text if keeps else text.rstrip(". ")


def _edition(text: str) -> str:
    text = text.strip(" ,;:()[]–—")
    plain = re.sub(r"[-–]?(?:ci|cı|cu|cü|е|nci|inci)\b", "", text)
    digits = re.fullmatch(
        r"(?:изд\.\s*)?(\d{1,2})(?:st|nd|rd|th|\.|e|ème|ª)?\s*[^\W\d]*\.?"
        r"(?:\s*(?:изд|nəşri?|baskı|basım)\.?)?",
        plain,
    )
    return digits[1] if digits else editions.number(text.rstrip(".")) if text else ""


def _numbers(text: str) -> Item:
    """Volume, issue and the number of volumes."""
    text = _without_brackets(" ".join(text.split()).strip(" ,;:.–—"))
    if not text:
        return {}
    if found := _VOLUMES.fullmatch(text):
        return {"number-of-volumes": found[1]}
    if found := _OF_SEVERAL.fullmatch(text):
        rest = _numbers(found["rest"] or "")
        return {"number-of-volumes": found["many"], **rest} if found["many"].isdigit() else rest
    if found := _ORDINAL_VOLUME.fullmatch(text):
        return {"volume": found["volume"] or found["second"]}
    for pattern in _BOTH:
        if found := pattern.search(text):
            issue = found["issue"].strip(" .()")
            issue = re.sub(rf"^{_ISSUE_WORD}\.?\s*(?=\d)", "", issue, flags=re.IGNORECASE)
            return {"volume": found["volume"], "issue": issue}
    if found := _ISSUE_ALONE.fullmatch(text):
        return {"issue": found["issue"]}
    if found := _VOLUME_ALONE.fullmatch(text):
        return {"volume": found["volume"]}
    return {"volume": text}


def _without_brackets(text: str) -> str:
    """The text without brackets around it, or around it and what stood beside it."""
    text = text.lstrip("([")
    while text.endswith((")", "]")) and text.count("(") + text.count("[") < len(
        re.findall(r"[)\]]", text)
    ):
        text = text[:-1].rstrip(" ,;:.")
    return text


def _pages(texts: list[str]) -> Item:
    found: Item = {}
    for text in texts:
        text = text.strip(" ,;:.()[]–—-")
        if _WHOLE_BOOK.fullmatch(text) and not re.match(r"[^\d]", text):
            digits = re.match(r"\d+", text)
            found["number-of-pages"] = digits[0] if digits else ""
            continue
        bare = _PAGE_WORD.sub("", text).strip(" ,;:.()")
        bare = _RANGE.sub("–", bare)
        if bare and re.search(r"\d|^[ivxlc]+", bare):
            found.setdefault("page", bare)
    return found


def _dates(found: Mapping[str, list[str]], language: str) -> Item:
    texts = [text.strip(" ,;:.()[]") for text in found.get("date", [])]
    text = next((one for one in texts if _YEAR.search(one)), texts[0] if texts else "")
    rest = [one for one in texts if one != text and not _YEAR.search(one)]
    if rest and _YEAR.fullmatch(text) and re.search(r"[^\W\d_]{3}", rest[0]):
        text = f"{rest[0]} {text[:4]}"  # “(2014). … 30 October”
    text = _YEAR.sub(r"\1", text).strip(" ,;:.()[]")
    if not text:
        return {}
    try:
        date = dates.read(text, (language, "en"))
    except ValueError:
        date = {}
    if not date and (year := _YEAR.search(text)):
        date = {"date-parts": [[int(year[1])]]}
    if "literal" in date and (year := _YEAR.search(text)):
        date = {"date-parts": [[int(year[1])]]}
    return {"issued": date} if date else {}


def _addresses(found: Mapping[str, list[str]]) -> Item:
    item: Item = {}
    for text in (*found.get("doi", []), *found.get("url", []), *found.get("note", [])):
        if (doi := _DOI.search(text)) and "DOI" not in item:
            item["DOI"] = doi[0].rstrip(".,;)")
    for text in found.get("url", []):
        if (url := _URL.search(text.strip("<>[]() "))) and "doi.org/10." not in text:
            address = re.sub(r"\s", "", url[0]).strip("<>[]()").rstrip(".,;")
            item.setdefault("URL", address if "://" in address else f"http://{address}")
    for text in found.get("isbn", []):
        if isbn := _ISBN.search(text):
            item["ISBN"] = isbn[0]
    if "URL" in item:
        for text in found.get("note", []):
            words = re.findall(r"\w+", text.lower())
            if any(_ACCESSED in kinds().get(word, ()) for word in words) and (day := _day(text)):
                item["accessed"] = day
    return item


def _day(text: str) -> Any:
    """The date in the words about an address: *Accessed 5 May 2015*."""
    found = re.search(
        r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}\.?\s+[^\W\d_]{3,}\.?,?\s+\d{4}"
        r"|[^\W\d_]{3,}\.?\s+\d{1,2},\s+\d{4}",
        text,
    )
    if not found:
        return None
    try:
        date = dates.read(found[0].replace(",", ", ").replace("  ", " "), ("tr", "az", "ru", "en"))
    except ValueError:
        return None
    return date if "date-parts" in date else None


def _note(found: Mapping[str, list[str]]) -> str:
    kept = []
    for text in found.get("note", []):
        bare = text.strip(" ,;:.()[]")
        words = re.findall(r"\w+", bare.lower())
        about_address = any(_ACCESSED in kinds().get(word, ()) for word in words)
        if bare and not (about_address and ("url" in found or "doi" in found)):
            kept.append(bare)
    return "; ".join(kept)


def _without_title(item: Item) -> Item:
    """A work whose title was not told apart is named by what it stands in."""
    if item.get("volume") or item.get("page"):
        return {}
    title = item.get("container-title") or item.get("genre") or item.get("note") or ""
    return (
        {"title": title, "container-title": ""} if item.get("container-title") else {"title": title}
    )


#: Languages that are printed in Latin letters now, and were in Cyrillic ones of their own.
_ONCE_CYRILLIC = frozenset({"az", "uz", "tk"})


def _language(text: str, around: str) -> str:
    """The language of a title: where its words do not tell, that of the text ``around``, if that is
    written in the same script; Russian is what most of other Cyrillic titles are in.
    """
    script = main_script(text)
    if not script:
        return around
    if found := likely_language(text, script, around):
        return found
    is_left = script == CYRILLIC and around in _ONCE_CYRILLIC
    if not around or (script in scripts_of(around) and not is_left):
        return around
    return "ru" if script == CYRILLIC else ""


def _said(text: str) -> set[str]:
    return {
        kind
        for word in re.findall(r"[\w.'-]+", text.lower())
        for kind in kinds().get(word.strip("."), ())
    }


def _type(item: Item, found: Mapping[str, list[str]], text: str) -> str:
    """The type of CSL, by the fields that there are and by their words."""
    genre = _said(str(item.get("genre", "")))
    if "thesis" in genre:
        return "thesis"
    if item.get("container-title"):
        return _type_within(item, _joined(found, "container-title").strip())
    if "report" in genre:
        return "report"
    if re.search(r"\barxiv\b", text, re.IGNORECASE):
        return "article"
    if re.search(r"\b(?:dvd|film|motion picture)\b", str(item.get("genre", "")), re.IGNORECASE):
        return "motion_picture"
    if item.get("URL") and not item.get("publisher-place"):
        return "webpage"
    if any(item.get(one) for one in ("publisher", "publisher-place", "edition", "ISBN")):
        return "book"
    if item.get("number-of-pages"):
        return "book"
    if item.get("note") and not item.get("page"):
        return "manuscript"
    return "book" if item.get("author") or item.get("editor") else "document"


def _type_within(item: Item, typed: str) -> str:
    """The type of a work that stands in another; ``typed`` names that with the word before it."""
    container = str(item["container-title"])
    numbered = bool(item.get("volume") or item.get("issue"))
    journal = numbered and not item.get("publisher") and not item.get("editor")
    inside = (bool(_IN.match(typed)) and not typed.startswith("//")) or bool(item.get("editor"))
    if _CONFERENCE.search(container) and not (
        journal and not inside and _ACADEMY.search(container)
    ):
        return "paper-conference"
    if _ENCYCLOPEDIA.search(container):
        return "entry-encyclopedia"
    if inside or (item.get("publisher") and not journal):
        return "chapter"
    is_newspaper = not _NEWSPAPER.isdisjoint(re.findall(r"\w+", container.lower()))
    if is_newspaper and not item.get("volume"):
        return "article-newspaper"
    if journal or item.get("page"):
        return "chapter" if item.get("publisher-place") and not journal else "article-journal"
    return "webpage" if item.get("URL") else "article-journal"
