"""Styles made for other languages, in Turkish and Azerbaijani. The works are samples."""

from __future__ import annotations

from typing import Any

import pytest
from citations_kit import listed

CHAPTER: dict[str, Any] = {
    "type": "chapter",
    "title": "Kafkasya",
    "author": [{"family": "Oran", "given": "B."}],
    "editor": [{"family": "Oran", "given": "B."}],
    "container-title": "Türk Dış Politikası",
    "page": "366-439",
    "issued": {"date-parts": [[2001]]},
    "publisher": "İletişim",
    "publisher-place": "İstanbul",
    "edition": "10",
}
BOOK: dict[str, Any] = {
    "type": "book",
    "title": "Kafkasya",
    "author": [{"family": "Oran", "given": "B."}],
    "issued": {"date-parts": [[2001]]},
    "publisher": "İletişim",
    "edition": "10",
}
NEWS: dict[str, Any] = {
    "type": "article-newspaper",
    "title": "Başlık",
    "author": [{"family": "Ak", "given": "A."}],
    "container-title": "Gazete",
    "issued": {"date-parts": [[1997, 5, 6]]},
}
PAGE: dict[str, Any] = {
    "type": "webpage",
    "title": "Sayfa",
    "URL": "https://example.org",
    "accessed": {"date-parts": [[2024, 5, 6]]},
}


@pytest.mark.parametrize(
    ("style", "tag", "work", "printed"),
    [
        (
            *("apa", "tr", CHAPTER),
            "B. Oran (Ed.), Türk Dış Politikası içinde (10. bs., ss. 366–439). İletişim.",
        ),
        ("apa", "az", CHAPTER, "Kitabda B. Oran (red.), Türk Dış Politikası (10-cu nəşr, s."),
        ("apa", "az", {**CHAPTER, "edition": "1000"}, "(1000-ci nəşr,"),
        ("apa", "az", {**CHAPTER, "edition": "200"}, "(200-cü nəşr,"),
        ("apa", "tr", NEWS, "Ak, A. (1997, 6 Mayıs). Başlık. Gazete."),
        ("apa", "az", NEWS, "Ak, A. (1997, 6 may). Başlık. Gazete."),
        ("apa", "tr", PAGE, "Sayfa. (t.y.). Erişim tarihi 6 Mayıs 2024, https://example.org"),
        ("apa", "az", PAGE, "Müraciət tarixi: 6 may 2024, https://example.org"),
        ("isnad-metinici", "az", CHAPTER, "10-cu nəşr"),
        # No date of access where the style prints none.
        ("apa-6th-edition", "tr", {**PAGE, "type": "report"}, "Erişim adresi: https://example.org"),
        ("apa-6th-edition", "az", {**PAGE, "type": "report"}, "Ünvan: https://example.org"),
        ("apa-6th-edition", "tr", PAGE, "Erişim tarihi 6 Mayıs 2024, https://example.org"),
        ("elsevier-harvard", "az", BOOK, "Kafkasya, 10-cu nəşr. İletişim"),
        ("elsevier-harvard", "tr", BOOK, "Kafkasya, 10. bs. İletişim"),
        ("elsevier-harvard", "az", PAGE, "(müraciət tarixi 6.5.24)"),
        # A style made for Turkish speaks its own words where the journal's language is “tr”, too.
        ("apa-tr", "tr", PAGE, "6 Mayıs 2024 tarihinde https://example.org adresinden erişildi."),
        ("apa-tr", "tr", CHAPTER, "içinde (10. bs., ss. 366–439)."),
        ("isnad-metinici", "tr", CHAPTER, "10. Basım"),
        ("iso690-author-date-en", "tr", CHAPTER, "(Ed.), Türk Dış Politikası içinde."),
        ("iso690-author-date-en", "tr", PAGE, "[tarih yok]. Çevrimiçi. Erişim adresi: https://"),
        ("iso690-author-date-en", "az", PAGE, "Ünvan: https://example.org [Müraciət tarixi"),
        ("gost-r-7-0-5-2008", "tr", CHAPTER, "/ ed. B. Oran."),
        ("gost-r-7-0-5-2008", "az", PAGE, "[Elektron resurs]"),
    ],
)
def test_the_words_are_those_of_the_article(
    style: str, tag: str, work: dict[str, Any], printed: str
) -> None:
    (entry,) = listed(style, [{**work, "language": tag}], tag)
    assert printed in entry


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("elsevier-harvard", "Kafkasya, Oran, B. (Ed.), Türk Dış Politikası içinde."),
        ("quaternary-international", "Kafkasya. Oran, B. (Ed.), Türk Dış Politikası içinde."),
        # ": " behind "in" goes with it, and so does a bracket around it.
        ("bourgogne-franche-comte-nature", "Kafkasya. Oran B. (Ed.)."),
        ("studia-historiae-scientiarum", "Kafkasya. B. Oran (Ed.), Türk Dış Politikası içinde."),
    ],
)
def test_what_parts_in_from_a_title_parts_the_editor_from_it(style: str, printed: str) -> None:
    """Turkish has *içinde* behind the book's title; the chapter's must not run into a name."""
    (entry,) = listed(style, [{**CHAPTER, "language": "tr"}], "tr")
    assert printed in entry


@pytest.mark.parametrize("tag", ["az", "tr"])
@pytest.mark.parametrize(
    "style",
    [
        *("apa", "isnad", "isnad-metinici", "iso690-author-date-en", "iso690-numeric-en"),
        *("gost-r-7-0-5-2008", "gost-r-7-0-5-2008-numeric"),
    ],
)
def test_no_word_is_english_or_russian(style: str, tag: str) -> None:
    words = " ".join(listed(style, [CHAPTER, NEWS, PAGE], tag)).replace("https://example.org", "")
    foreign = {"in", "online", "available", "accessed", "from", "no", "date", "edited", "by", "pp"}
    assert not foreign & set(words.replace(",", " ").replace(":", " ").lower().split())
    assert not any("а" <= letter <= "я" for letter in words.lower())


def test_a_style_of_the_language_itself_keeps_its_words() -> None:
    (entry,) = listed("isnad", [{**CHAPTER, "language": "tr"}], "tr-TR")
    assert "Ed. B. Oran" in entry


def test_a_style_of_the_language_itself_says_nothing_in_english() -> None:
    """*Pub. L. No.* is left there of the American style that the Turkish one was made from."""
    law = {"type": "legislation", "title": "Orman Kanunu", "number": "6831", "language": "tr"}
    (entry,) = listed("apa-tr", [{**law, "issued": {"date-parts": [[1956]]}}], "tr")
    assert entry.replace("\u00a0", " ") == "Orman Kanunu. Kanun no. 6831 (1956)."


RUSSIAN_WORK: dict[str, Any] = {
    "type": "book",
    "title": "Война",
    "author": [{"family": "Лесной", "given": "Б."}],
    "original-title": "Savaş",
    "original-date": {"date-parts": [[1869]]},
    "issued": {"date-parts": [[1968]]},
}


@pytest.mark.parametrize(
    ("style", "work", "printed"),
    [
        ("apa", RUSSIAN_WORK, "(Оригинал опубликован – Savaş, 1869)"),
        ("apa", PAGE, "Дата обращения: 6 мая 2024 г., https://example.org"),
        ("elsevier-harvard", PAGE, "[Электронный ресурс]"),
        ("harvard-cite-them-right", PAGE, "(Дата обращения: 6 мая 2024 г.)"),
    ],
)
def test_the_words_of_english_styles_are_russian_in_a_russian_list(
    style: str, work: dict[str, Any], printed: str
) -> None:
    (entry,) = listed(style, [{**work, "language": "ru"}], "ru")
    assert printed in entry.replace("\u00a0", " ")
