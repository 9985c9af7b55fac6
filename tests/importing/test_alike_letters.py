"""Words with letters of two alphabets that look alike."""

from __future__ import annotations

import pytest
from word_kit import paragraph, word_file, written

from nashr import ast
from nashr.importing.alike_letters import write_alike_letters
from nashr.importing.draft import Draft


def _written(text: str) -> tuple[str, list[str]]:
    draft = Draft([ast.para(ast.words(text))], {})
    write_alike_letters(draft)
    return ast.plain_text(draft.blocks), [one.kind for one in draft.findings]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("X\u00fclas\u04d9 v\u04d9 \u04d8liyev", "Xülasə və Əliyev"),
        ("\u0412ak\u0131", "Bakı"),
        ("c\u043bово и деl\u043e", "слово и деlо"),
        ("Мaдрид", "Мадрид"),
        ("Xülas\u01dd v\u01dd ədəbiyyat haqqında məqalə", "Xülasə və ədəbiyyat haqqında məqalə"),
    ],
    ids=["schwa", "capital", "russian", "majority", "turned-e"],
)
def test_a_word_is_written_in_its_own_alphabet(typed: str, written: str) -> None:
    text, kinds = _written(typed)
    assert (text, kinds) == (written, ["letters-alike"])


@pytest.mark.parametrize(
    "text",
    [
        "Тіл мен қоғам әлі",
        "АB testi",
        "SSRİ-нин",
        "ə ǝ in Kanuri",
        "кВт ilə",
        "DNTнin",
        "слово word",
    ],
)
def test_what_is_of_one_alphabet_or_of_two_stays(text: str) -> None:
    assert _written(text) == (text, [])


def test_a_text_with_the_cyrillic_schwa_is_in_no_font_of_its_own() -> None:
    text = "Xül\u0430s\u04d9 v\u04d9 m\u04d9qal\u04d9 d\u04d9 \u04d9l\u04d9 düşür."
    made = written(word_file(paragraph(text)))
    assert "Xülasə və məqalə də ələ düşür." in made.text
    assert [one.finding.kind for one in made.findings] == ["letters-alike"]
