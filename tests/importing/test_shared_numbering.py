"""Paragraphs that count together under several numbers of one list."""

from __future__ import annotations

import re

from word_kit import body_of, paragraph, relationship_to, word_file

_FIRST = paragraph("Başlıq", style="KonuBal") + paragraph("Mətn burada başlayır.")


def _level(form: str) -> str:
    shape = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/>'
    return f'<w:lvl w:ilvl="0">{shape}</w:lvl>'


def _file(*paragraphs: str) -> bytes:
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{_level("decimal")}</w:abstractNum>' for n in (1, 2)
    )
    overrides = {
        3: '<w:startOverride w:val="1"/>',
        4: _level("lowerLetter"),
    }
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{2 if n == 5 else 1}"/>'
        + (f'<w:lvlOverride w:ilvl="0">{overrides[n]}</w:lvlOverride>' if n in overrides else "")
        + "</w:num>"
        for n in range(1, 6)
    )
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{lists}{numbers}</w:numbering>"
    )
    related = {"n": relationship_to("numbering", "numbering.xml", numbering)}
    return word_file(_FIRST + "".join(paragraphs), related=related)


def _item(number: int, words: str) -> str:
    inside = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(words, properties=inside)


def _labels(data: bytes) -> list[str]:
    return re.findall(r"^(\w+\. +\w+)$", body_of(data), re.MULTILINE)


def _read(*numbers: int) -> list[str]:
    words = ("bir", "iki", "dörd", "beş", "altı")
    made = _labels(_file(*(_item(n, w) for n, w in zip(numbers, words, strict=False))))
    return [" ".join(one.split()) for one in made]


def test_numbers_of_one_list_count_together() -> None:
    assert _read(1, 2, 2, 1) == ["1. bir", "2. iki", "3. dörd", "4. beş"]


def test_a_number_that_begins_anew_does_so_once() -> None:
    assert _read(1, 2, 3, 1, 3) == ["1. bir", "2. iki", "1. dörd", "2. beş", "3. altı"]


def test_other_lists_and_other_signs_stay_lists_of_their_own() -> None:
    assert _read(1, 5, 4) == ["1. bir", "1. iki", "a. dörd"]


def test_a_list_goes_on_behind_a_paragraph() -> None:
    data = _file(_item(1, "bir"), _item(2, "iki"), paragraph("Arada mətn var."), _item(2, "üç"))
    assert _labels(data)[-1].split() == ["3.", "üç"]
