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


def test_icinde_stands_behind_the_title_of_the_book_and_its_volume() -> None:
    work = {**CHAPTER, "volume": "III", "collection-title": "Dizi", "language": "tr"}
    (entry,) = listed("apa", [work], "tr")
    assert "Türk Dış Politikası: III içinde (" in entry.replace("\u00a0", " ")
    (entry,) = listed("apa-tr", [work], "tr")
    assert "Türk Dış Politikası içinde, Dizi (" in entry.replace("\u00a0", " ")


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


@pytest.mark.parametrize(
    ("tag", "work", "printed"),
    [
        ("az", PAGE, "Müraciət tarixi: 6 may 2024, https://example.org"),
        ("ru", PAGE, "Дата обращения: 6 мая 2024, https://example.org"),
        ("en", PAGE, "Retrieved 6 May 2024 from https://example.org"),
        ("az", {**PAGE, "type": "report"}, "Ünvan: https://example.org"),
        ("en", {**PAGE, "type": "report"}, "Retrieved from https://example.org"),
        ("az", CHAPTER, "Kafkasya. B. Oran (Red.), Türk Dış Politikası kitabda (10-cu nəşr,"),
        ("ru", CHAPTER, "Kafkasya. В B. Oran (Ред.), Türk Dış Politikası (10-е изд.,"),
        ("en", CHAPTER, "Kafkasya. In B. Oran (Ed.), Türk Dış Politikası (10th ed.,"),
        ("en", {**CHAPTER, "editor": []}, "Kafkasya. In Türk Dış Politikası (10th ed.,"),
    ],
)
def test_a_turkish_style_has_the_order_of_words_of_the_article(
    tag: str, work: dict[str, Any], printed: str
) -> None:
    (entry,) = listed("apa-tr", [work], tag)
    assert printed in entry.replace("\u00a0", " ")
    assert "tarihinde" not in entry


def test_an_unpublished_thesis_is_so_in_the_language_of_the_article() -> None:
    thesis = {"type": "thesis", "title": "Kent", "genre": "PhD thesis", "publisher": "METU"}
    assert ["(Unpublished" in one for one in listed("apa-tr", [thesis], "en")] == [True]
    assert ["(Dərc olunmamış" in one for one in listed("apa-tr", [thesis], "az")] == [True]


LAW: dict[str, Any] = {
    "type": "legislation",
    "title": "Təhsil haqqında Qanun",
    "number": "833-IIIQ",
    "issued": {"date-parts": [[2009, 6, 19]]},
    "language": "az",
}


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("az", "Təhsil haqqında Qanun (qanun № 833-IIIQ)."),
        ("ru", "Təhsil haqqında Qanun (закон № 833-IIIQ)."),
        ("tr", "Təhsil haqqında Qanun (Kanun No. 833-IIIQ)."),
        ("en", "Təhsil haqqında Qanun (Law No. 833-IIIQ)."),
    ],
)
def test_the_title_of_a_law_stands_once_and_its_number_is_that_of_a_law(
    tag: str, printed: str
) -> None:
    """İSNAD has the short title beside the title, and *kanun no* as the term for *section*."""
    (entry,) = listed("isnad-dipnotlu", [LAW], tag)
    assert entry.replace("\u00a0", " ").startswith(printed)


def test_a_law_with_a_short_title_has_both() -> None:
    (entry,) = listed("isnad-dipnotlu", [{**LAW, "title-short": "THQ"}], "tr")
    assert entry.startswith("THQ, Təhsil haqqında Qanun (Kanun No.")


@pytest.mark.parametrize("tag", ["az", "tr", "ru", "en"])
def test_what_stands_in_nothing_is_not_said_to_stand_in_it(tag: str) -> None:
    (entry,) = listed("iso690-full-note-en", [PAGE], tag)
    assert entry.startswith(("Sayfa. [", "Sayfa [online]. ["))


def test_words_of_russian_have_no_capital_each() -> None:
    (entry,) = listed("isnad-dipnotlu", [{**CHAPTER, "language": "ru"}], "ru")
    assert "10-е издание" in entry.replace("\u00a0", " ")


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
