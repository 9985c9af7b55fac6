"""Words by which the front matter of a manuscript is recognised, in nashr's languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from nashr.languages import language, lower, supported

#: Beside the labels that nashr itself prints.
_ABSTRACTS: Mapping[str, str] = {
    "az": "xülasə|qısa xülasə|annotasiya|referat",
    "tr": "öz|özet",
    "en": "abstract|summary",
    "ru": "аннотация|резюме|реферат",
    "uk": "анотація|резюме",
    "uz": "annotatsiya|annotatsiya",
    "kk": "аңдатпа|түйін",
}
_KEYWORDS: Mapping[str, str] = {
    "az": "açar sözlər|açar söz",
    "tr": "anahtar kelimeler|anahtar sözcükler|anahtar kelime",
    "en": "keywords|key words|key-words|index terms",
    "ru": "ключевые слова|ключевые слова и фразы",
    "uk": "ключові слова",
}
#: Headings with which the text itself begins.
_INTRODUCTIONS = (
    "giriş introduction введение вступ кіріспе kirish background önsöz preface müqəddimə "
    "предисловие"
).split()
_SCHEMES: Mapping[str, str] = {"udc": "udc|uot|udk|удк|ədk", "jel": "jel(?: codes?| kodları)?"}
_SCHEMES_MORE: Mapping[str, str] = {"bbk": "bbk|ббк", "msc": "msc(?: 20[12]0)?", "pacs": "pacs"}
#: Parts of words of which the names of institutions have one.
_INSTITUTIONS = re.compile(
    r"universit|üniversit|универси|institut|enstitü|інститут|институт|akadem|academ|академ|"
    r"fakült|faculty|факульт|kafedra|кафедр|department|bölümü|college|kollec|school of|"
    r"mərkəz|merkez|center|centre|центр|nazirli|bakanlı|министерств|ministry|laborator|hospital|"
    r"xəstəxana|hastane|foundation|vakfı|fondu"
)


def small_letters(text: str) -> str:
    """The text in small letters, as long as it was, whatever language it is in."""
    return text.replace("İ", "i").lower()


@cache
def _labels(kind: str) -> dict[str, str]:
    """The tag of a language by each of its words for an abstract or for keywords."""
    more = _ABSTRACTS if kind == "abstract" else _KEYWORDS
    found: dict[str, str] = {}
    for tag in sorted(supported(), key=lambda tag: (tag not in more, tag)):
        words = {lower(getattr(language(tag).labels, kind), tag)}
        words.update(filter(None, more.get(tag, "").split("|")))
        for word in words:
            found.setdefault(word, tag)
    return found


def labelled(text: str, kind: str) -> tuple[str, int] | None:
    """The language of the word for an abstract (``abstract``) or for keywords (``keywords``) that
    a text begins with or is, and the length of the word with what follows it.
    """
    small = small_letters(text)
    for word, tag in sorted(_labels(kind).items(), key=lambda one: -len(one[0])):
        found = re.match(rf"\s*{re.escape(word)}(?:\s*[.:;–—-]+\s*|\s*\Z)", small)
        if found:
            return tag, found.end()
    return None


def classified(text: str) -> tuple[str, str] | None:
    """The scheme of a classification, as ``udc``, and the codes behind its name."""
    for scheme, names in {**_SCHEMES, **_SCHEMES_MORE}.items():
        found = re.match(rf"\s*(?:{names})\s*[:.–-]?\s*([\w.,;:()/\"'+= -]+)$", text, re.IGNORECASE)
        if found and any(c.isdigit() for c in found[1]):
            return scheme, found[1].strip()
    return None


def begins_text(title: str) -> bool:
    """Whether a heading is one with which the text itself begins."""
    bare = re.sub(r"^[\dIVX.\s]+", "", title).strip(" .:")
    return small_letters(bare) in _INTRODUCTIONS


def is_institution(text: str) -> bool:
    return bool(_INSTITUTIONS.search(small_letters(text)))


_ENGLISH = re.compile(r"\b(?:the|of|and|in|is|are|this|that|with|for)\b")
_TURKISH = re.compile(r"\b(?:ve|bir|bu|ile|için|olarak)\b")


#: The languages that ``language_of`` can tell.
TELLING = frozenset("kk uk ru fa ar az tr en".split())


def language_of(text: str) -> str:
    """The language that a text is most probably in, by its letters and its small words; empty
    where they do not tell.
    """
    small = text.lower()
    cyrillic = len(re.findall(r"[\u0400-\u04ff]", small))
    latin = len(re.findall(r"[a-zəğışçöü]", small))
    if cyrillic > latin:
        if re.search("[әғқңөұүһ]", small):
            return "kk"
        return "uk" if re.search("[іїєґ]", small) else "ru"
    arabic = len(re.findall(r"[\u0600-\u06ff]", small))
    if arabic > latin:
        return "fa" if re.search("[پچژگ]", small) else "ar"
    if "ə" in small:
        return "az"
    english, turkish = len(_ENGLISH.findall(small)), len(_TURKISH.findall(small))
    if re.search("[ğış]", small) and turkish >= english:
        return "tr"
    return "en" if english else ""
