"""The language that a text is most probably in."""

from __future__ import annotations

import pytest

from nashr import ast
from nashr.importing.text_language import language_of, main_language

_TURKISH = "Bu çalışmada gazete tarihi ele alınmış ve belgeler ile karşılaştırılmıştır. " * 4
_AZERBAIJANI = "Məqalədə qəzetlərin tarixi araşdırılır və sənədlər ilə müqayisə olunur. " * 4
_ENGLISH = "The article examines the history of newspapers in the country and of the state. " * 4
_RUSSIAN = "В статье рассматривается история газет и сравнивается с документами эпохи. " * 4


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (_TURKISH, "tr"),
        (_TURKISH + "Quliyev Ə. Mətbuat.", "tr"),
        (_AZERBAIJANI, "az"),
        (_AZERBAIJANI + _ENGLISH[:80], "az"),
        (_ENGLISH + "by Əliyev", "en"),
        (_RUSSIAN, "ru"),
        (_RUSSIAN + "Шевченко Т. Історія. Әуезов М.", "ru"),
        ("Məmmədəmin Rəsulzadə ve Türk dünyası için bir değerlendirme", "tr"),
        ("The policy of Heydər Əliyev in the region", "en"),
        ("Qəzetlərin tarixi", "az"),
        ("Türkiye’de gazetenin tarihi ve dili", "tr"),
        ("XYZ", ""),
    ],
)
def test_one_name_with_a_letter_of_another_language_does_not_tell(text: str, language: str) -> None:
    assert language_of(text) == language


def test_long_summaries_in_english_do_not_outweigh_the_text_by_their_small_words() -> None:
    turkish = [ast.para(ast.words(_TURKISH))] * 3
    assert main_language([*turkish, *[ast.para(ast.words(_ENGLISH))] * 2]) == "tr"


def test_headings_do_not_tell_the_language_of_a_manuscript() -> None:
    assert main_language([ast.para(ast.words("Giriş"))]) == ""
