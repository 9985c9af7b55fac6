"""Letters that are legible in their font alone are told of; signs of known fonts are characters."""

from __future__ import annotations

import pytest
from word_kit import body_of, imported, paragraph, text, word_file

_LAST = paragraph("Bu abzas məqalənin mətnidir.")


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def _kinds(*runs: str, style: str = "") -> list[str]:
    file = word_file(paragraph("Başlıq", style="KonuBal") + paragraph(*runs) + _LAST)
    if style:
        file = word_file(paragraph(*runs) + _LAST, custom={"word/styles.xml": style})
    return [one.kind for one in imported(file)[1].findings]


def test_signs_of_fonts_of_symbols_are_characters_and_none_is_lost() -> None:
    sign = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    check = text("ü", _font("Wingdings"))
    runs = ["Bucaq ", text("ab", _font("Symbol")), " və ", sign, check]
    assert body_of(word_file(paragraph("Bir.") + paragraph(*runs))).endswith("Bucaq αβ və ≥✔")
    assert "words-lost" not in _kinds(*runs)


def test_a_sign_of_a_font_of_letters_is_its_character() -> None:
    sign = '<w:r><w:sym w:font="Arial" w:char="0259"/></w:r>'
    assert body_of(word_file(paragraph("Bir.") + paragraph("m", sign, "n"))).endswith("mən")


def test_a_sign_that_is_not_known_is_lost() -> None:
    sign = '<w:r><w:sym w:font="MT Extra" w:char="F04C"/></w:r>'
    assert _kinds("Bu ", sign) == ["sign-lost"]


@pytest.mark.parametrize(
    ("font", "words"),
    [
        ("A3 Times AzLat", "Азярбайъан дилинин тарихи щаггында"),
        ("Times Roman AzLat", "dilin тарихи"),
        ("Azer Times", "Áó ìÿãàëÿäÿ"),
        ("Times New Roman", "bu mяqalяdя mяsяlя araшdыrыlыr"),
        ("Times New Roman", "Áó ìÿãàëÿäÿ äèë ìÿñÿëÿëÿðè àðàøäûðûëûð"),
        ("Times New Roman", "Baþlýk þöyle yazýlmýþ bir çalýþmadýr"),
    ],
)
def test_text_in_another_code_is_told_of(font: str, words: str) -> None:
    assert _kinds(text(words, _font(font))) == ["letters-of-font"]


@pytest.mark.parametrize(
    ("font", "words"),
    [
        ("A3 Times AzLat", "Azərbaycan dilinin tarixi haqqında"),
        ("Times New Roman", "Азербайджанский язык, WHO и DNA-анализ"),
        ("Times New Roman", "Þórður á Íslandi sagði það við Ýmu"),
        ("Times New Roman", "à côté de l’été, déjà vu où naît"),
        ("Azeret Mono", "kod print"),
        ("Times New Roman", "НАТО-nun və BMT-nin ГОСТ-u"),
    ],
)
def test_text_in_unicode_is_not(font: str, words: str) -> None:
    assert _kinds(text(words, _font(font))) == []


def test_the_font_of_a_style_counts() -> None:
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    style = (
        f'<w:styles xmlns:w="{main}"><w:style w:type="paragraph" w:default="1" w:styleId="N">'
        '<w:name w:val="Normal"/><w:rPr><w:rFonts w:ascii="A3 Times AzLat"/></w:rPr></w:style>'
        "</w:styles>"
    )
    assert "letters-of-font" in _kinds("Азярбайъан дили", style=style), "also in a title"
