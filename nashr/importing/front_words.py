"""Words by which the front matter of a manuscript is recognised, in nashr's languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from nashr.languages import language, lower, supported

#: Beside the labels that nashr itself prints.
_ABSTRACTS: Mapping[str, str] = {
    "az": "xülasə|qısa xülasə|annotasiya|referat|rezüme|məqalənin xülasəsi|qısa məzmun",
    "tr": "öz|özet|makalenin özeti|yapılandırılmış özet|türkçe özet|genişletilmemiş özet",
    "en": "abstract|summary|structured abstract|english abstract|english summary|ingilizce özet|"
    "abstract in english|ingiliscə xülasə",
    "ru": "аннотация|резюме|реферат|аннотация на русском языке|rusca xülasə",
    "uk": "анотація|резюме",
    "uz": "annotatsiya|annotatsiya",
    "kk": "аңдатпа|түйін",
}
_KEYWORDS: Mapping[str, str] = {
    "az": "açar sözlər|açar söz|açar kəlmələr|açar kəlimələr|açar ifadələr|açar anlayışlar",
    "tr": "anahtar kelimeler|anahtar sözcükler|anahtar kelime|anahtar kavramlar|anahtar terimler|"
    "anahtar sözler",
    "en": "keywords|key words|key-words|index terms|key terms|key phrases",
    "ru": "ключевые слова|ключевые слова и фразы|ключевые слова и словосочетания",
    "uk": "ключові слова",
    "uz": "kalit so‘zlar|kalit soʻzlar|kalit so'zlar|tayanch so‘zlar|tayanch soʻzlar|таянч сўзлар|"
    "калит сўзлар",
    "kk": "кілт сөздер|түйінді сөздер",
}
#: Headings of what a journal says of an article, with one i (``_folded``).
_INFORMATION = frozenset(
    """
    article info|article information|article history|makale bilgisi|makale bilgileri
    makale geçmişi|makale tarihçesi|məqalə məlumati|məqalə haqqinda|məqalə haqqinda məlumat
    məqalənin tarixçəsi|информация о статье|сведения о статье|история статьи
    """.strip().replace("\n", "|").replace(" " * 4, "").split("|")
)  # fmt: skip
#: Headings of extended abstracts beside those that nashr prints.
_EXTENDED = (
    "extended abstract",
    "extended summary",
    "geniş özet",
    "genişletilmiş özet",
    "geniş xülasə",
    "genişləndirilmiş xülasə",
    "расширенная аннотация",
    "расширенный реферат",
)
#: The types that a line before the title may name, with words beside those that nashr prints.
_TYPES: Mapping[str, str] = {
    "research-article": "original article|original paper|original research|original research "
    "article|full paper|research paper|tədqiqat məqaləsi|elmi məqalə|orijinal məqalə|"
    "araştırma makalesi|özgün makale|özgün araştırma|özgün araştırma makalesi|makale|"
    "оригинальная статья|научная статья|оригинальное исследование",
    "review-article": "review|review paper|icmal|derleme|derleme makalesi|derleme makale|"
    "обзор|научный обзор",
    "brief-report": "short communication|brief communication|kısa bildiri|qısa məlumat",
    "case-report": "case study|olgu sunumu|клинический случай",
    "book-review": "kitap tanıtımı|kitap değerlendirmesi|kitaba rəy|rəy|рецензия",
    "translation": "",
    "letter": "",
    "meeting-report": "konfrans materialı",
}
#: What forms for authors call their fields, with one i: those whose value says itself what it is,
#: and those whose value needs its label.
_SILENT_FIELDS = (
    "müəllif|müəlliflər|müəllifin adi|müəllifin adi, soyadi|ad, soyad|adi, soyadi|ad soyad|"
    "adi soyadi|soyadi, adi|yazar|yazarlar|yazar adi|yazarin adi|author|authors|author name|name|"
    "full name|автор|авторы|фио|ф.и.о|təşkilat|iş yeri|müəssisə|qurum|kurum|kurumu|üniversite|"
    "universitet|affiliation|affiliations|institution|organization|организация|место работы|"
    "учреждение|аффилиация|elmi dərəcəsi|elmi dərəcə|elmi adi|unvani|ученая степень|ученое звание|"
    "məqalənin adi|məqalənin başliği|başliq|makalenin başliği|"
    "makale başliği|başlik|title|article title|название|название статьи"
).split("|")
_CONTACT_FIELDS = (
    "e-mail|email|mail|e-posta|e-poçt|elektron poçt|elektron ünvan|эл. почта|электронная почта|"
    "orcid|orcid id|orcid nömrəsi|orcid kodu|doi"
).split("|")
#: What stands behind a label: perhaps words in brackets, then a sign, or the end.
_BEHIND_LABEL = r"(?:\s*\([^()]{1,40}\))?(?:\s*[.:;：–—-]+\s*|\s*\Z)"
#: Labels in two languages are no longer than this.
_LONGEST_LABELS = 60
#: A list of keywords without a sign before it.
_KEYWORD_LIST = re.compile(r"\s+[^,;.]{2,60}(?:[,;][^,;.]{2,60}){1,14}\.?\s*")
#: Headings with which the text itself begins.
_INTRODUCTIONS = (
    "giriş introduction введение вступ кіріспе kirish background önsöz preface müqəddimə "
    "предисловие"
).split()
#: Headings with which it ends, with one i, and those of appendices.
_CONCLUSIONS = frozenset(
    "nəticə|nəticələr|sonuç|sonuç ve değerlendirme|sonuç ve öneriler|sonuçlar|conclusion|"
    "conclusions|заключение|выводы|қорытынди|xulosa|висновки|tövsiyələr|öneriler".split("|")
)
_APPENDIX = re.compile(
    r"(?:əlavə|əlavələr|ek|ekler|appendix|appendices|приложение)(?:[ -]\w{1,4})?(?:[.:].{1,80})?"
)
_SCHEMES: Mapping[str, str] = {
    "udc": "udc|uot|udk|удк|ədk|әож|уўк|uo[ʻ‘’'`]k",
    "jel": "jel(?: codes?| kodları| kodu)?"
    "(?: (?:classification|classifications|sınıflandırması|sınıflaması|təsnifatı)(?: codes?)?)?",
}
_SCHEMES_MORE: Mapping[str, str] = {"bbk": "bbk|ббк", "msc": "msc(?: 20[12]0)?", "pacs": "pacs"}
_CODES = re.compile(r"[\w.,;:()\[\]/\"'’‘ʼ`´+=*–\s-]{1,120}")
_DOI = re.compile(
    r"(?:doi\s*[:.]?\s*)?(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+?)\.?", re.IGNORECASE
)
#: Words that say who answers letters.
_CORRESPONDING = re.compile(
    r"corresponding\s+author|correspondence|sorumlu\s+yazar|iletişim|məsul\s+müəllif|"
    r"müəllif(?:lə|\s+ilə)\s+(?:əlaqə|yazışma)|yazışma|əlaqə|автор\w*\s+для\s+(?:корреспонденции|"
    r"переписки|связи)|ответственный\s+автор|e-?mail|e-posta|e-poçt|mail|эл\.\s*почта"
)
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


def _folded(text: str) -> str:
    """The text in small letters, with one i: the capital I is that of both."""
    return small_letters(text).replace("ı", "i")


@cache
def _labels(kind: str) -> dict[str, str]:
    """The tag of a language by each of its words for an abstract or for keywords."""
    more = _ABSTRACTS if kind == "abstract" else _KEYWORDS
    found: dict[str, str] = {}
    for tag in sorted(supported(), key=lambda tag: (tag not in more, tag)):
        words = {lower(getattr(language(tag).labels, kind), tag)}
        words.update(filter(None, more.get(tag, "").split("|")))
        for word in words:
            found.setdefault(_folded(word), tag)
    return found


@cache
def _two_labels(kind: str) -> re.Pattern[str]:
    """Labels in two languages or more side by side, as “Öz/Abstract:”."""
    words = "|".join(sorted(map(re.escape, _labels(kind)), key=len, reverse=True))
    return re.compile(rf"\s*({words})(?:\s*[/|]\s*(?:{words}))+{_BEHIND_LABEL}")


def labelled(text: str, kind: str, lead: str = "") -> tuple[str, int] | None:
    """The language of the word for an abstract (``abstract``) or for keywords (``keywords``) that
    a text begins with or is, and the length of the word with what follows it. A sign stands behind
    the word, unless it is the ``lead``, which looks otherwise than the rest, or a list of keywords
    follows.
    """
    small, alone = _folded(text), _folded(lead)
    labels = sorted(_labels(kind).items(), key=lambda one: -len(one[0]))
    if "/" in small[:_LONGEST_LABELS] or "|" in small[:_LONGEST_LABELS]:
        both = _two_labels(kind).match(small)
        if both:
            return _labels(kind)[both[1]], both.end()
    for word, tag in labels:
        pattern = re.escape(word).replace("\\ ", r"\s+")
        found = re.match(rf"\s*{pattern}{_BEHIND_LABEL}", small)
        if found:
            return tag, found.end()
        if not small.startswith(word):
            continue
        behind = small[len(word) :]
        is_list = kind == "keywords" and bool(_KEYWORD_LIST.fullmatch(behind))
        if behind[:1].isspace() and (alone == word or is_list):
            return tag, len(small) - len(behind.lstrip())
    return None


@cache
def _classification() -> re.Pattern[str]:
    names = "|".join(f"(?P<{one}>{words})" for one, words in {**_SCHEMES, **_SCHEMES_MORE}.items())
    return re.compile(rf"(?:^|(?<=[\s;,/|]))(?:{names})(?![^\W\d_])\s*[:.–-]?\s*", re.IGNORECASE)


def classified(text: str) -> tuple[tuple[str, str], ...]:
    """The schemes of a line that has classifications alone, as ``udc``, each with the codes behind
    its name.
    """
    names = list(_classification().finditer(text))
    if not names or text[: names[0].start()].strip():
        return ()
    found = []
    for name, following in zip(names, [*names[1:], None], strict=True):
        codes = text[name.end() : following.start() if following else len(text)].strip(" ;,/|\t")
        if codes and not _are_codes(codes):
            return ()
        # Of two names side by side, as “UOT / UDC 81”, both have the codes behind the second.
        if codes:
            found.append((name.lastgroup or "", codes))
    return tuple(found)


def _are_codes(text: str) -> bool:
    """Whether a text has codes: words with digits, or of one or two letters."""
    words = text.replace("–", " ").split()
    return bool(_CODES.fullmatch(text)) and all(
        any(c.isdigit() for c in word) or len(word.strip(".,;:()/+=-")) < 3 for word in words
    )


def doi_of(text: str) -> str:
    """The DOI of a line that has nothing else."""
    found = _DOI.fullmatch(text.strip())
    return found[1] if found else ""


def names_information(text: str) -> bool:
    """Whether a line is the heading of what a journal says of an article, as “Article info”."""
    return _folded(text).strip(" .:") in _INFORMATION


def is_silent_field(label: str) -> bool:
    """Whether a form's label is one that its value does without: of a name, a title."""
    return _folded(label).strip(" .:") in _SILENT_FIELDS


def is_contact_field(label: str) -> bool:
    """Whether a form's label is that of an address or of an identifier."""
    return _folded(label).strip(" .:") in _CONTACT_FIELDS


@cache
def _extended_abstracts() -> frozenset[str]:
    words = {_folded(language(tag).labels.extended_abstract) for tag in supported()}
    # Where a language has one word for both, it is that of the shorter one.
    return frozenset((words | set(map(_folded, _EXTENDED))) - _labels("abstract").keys())


def is_extended_abstract(title: str) -> bool:
    """Whether a heading is that of an extended abstract."""
    return _folded(title).strip(" .:") in _extended_abstracts()


#: Statements of authors beside those that nashr prints, with one i.
_STATEMENTS = (
    "etik beyani|etik|etik kurul izni|çikar çatişmasi beyani|yazar katkilari|yazar katkisi|"
    "katki orani|destek beyani|conflict of interest|conflicts of interest|competing interests|"
    "author contributions|funding|funding statement|funding information|financial support|"
    "ethics statement|data availability|acknowledgement|"
    "acknowledgements|maraqlarin toqquşmasi|müəlliflərin töhfəsi|təşəkkür|конфликт интересов|"
    "вклад авторов|финансирование|благодарности"
).split("|")


@cache
def _statements() -> frozenset[str]:
    names = (
        "funding acknowledgements conflict_of_interest ethics ethics_committee data_availability"
    )
    labels = (language(tag).labels for tag in supported())
    found = {_folded(getattr(one, name)) for one in labels for name in names.split()}
    return frozenset({*found, *_STATEMENTS} - {""})


def begins_statement(text: str) -> bool:
    """Whether a paragraph is a statement such as “Conflict of interest: None.”"""
    head, sign, _ = text.partition(":")
    return bool(sign) and _folded(head).strip(" .") in _statements()


@cache
def _article_types() -> dict[str, str]:
    """The article types of JATS by the words that journals have for them, with one i."""
    found: dict[str, str] = {}
    for tag in sorted(supported()):
        for kind, word in language(tag).article_types.items():
            if kind in _TYPES:
                found.setdefault(_folded(lower(word, tag)), kind)
    for kind, words in _TYPES.items():
        found |= dict.fromkeys(map(_folded, filter(None, words.split("|"))), kind)
    return found


def article_type(text: str) -> str:
    """The type of a line that says what kind of article it is, as “Original article”, in one
    language or in several; empty for any other.
    """
    bare = re.sub(r"^(?:makale türü|məqalənin növü|article type|тип статьи)\s*:", "", _folded(text))
    parts = [part.strip(" .:()") for part in re.split(r"[/|•·]|\s[–—-]\s", bare)]
    kinds = {_article_types().get(part, "") for part in parts if part}
    return kinds.pop() if len(kinds) == 1 else ""


def begins_text(title: str) -> bool:
    """Whether a heading is one with which the text itself begins."""
    bare = re.sub(r"^\s*(?:\d+|[IVX]+)(?:\.\d+)*(?:[.)]\s*|\s+)", "", title).strip(" .:")
    return _folded(bare) in _INTRODUCTIONS


def names_section(title: str) -> bool:
    """Whether a heading is one that many articles have: an introduction, a conclusion, a statement
    of the authors, an appendix.
    """
    bare = re.sub(r"^\s*(?:\d+|[IVX]+)(?:\.\d+)*(?:[.)]\s*|\s+)", "", title).strip(" .:")
    small = _folded(bare)
    return (
        begins_text(title)
        or small in _statements()
        or small in _CONCLUSIONS
        or _APPENDIX.fullmatch(small) is not None
    )


def is_corresponding(rest: str) -> bool:
    """Whether words around an address say that letters go there, and nothing else."""
    small = small_letters(rest)
    return bool(_CORRESPONDING.search(small)) and not re.search(
        r"\w{3}", _CORRESPONDING.sub(" ", small)
    )


def without_corresponding(text: str) -> str:
    """A text without the words that say who answers letters."""
    found = _CORRESPONDING.finditer(small_letters(text))
    for one in reversed(list(found)):
        text = f"{text[: one.start()]} {text[one.end() :]}"
    return text


def is_institution(text: str) -> bool:
    return bool(_INSTITUTIONS.search(small_letters(text)))
