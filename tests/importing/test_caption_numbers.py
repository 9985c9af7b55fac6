"""Numbers of captions as they were typed, and those that they get."""

from __future__ import annotations

import pytest
from word_kit import body_of, complex_field, imported, paragraph, picture, table, text, word_file

_CELLS = table([["İl", "Say"], ["2001", "8"]])
_CENTRED = '<w:jc w:val="center"/>'
_FIRST = paragraph("Başlıq", style="KonuBal")
_TEXT = paragraph("Bu abzas məqalənin mətnidir, və ondan sonra başqa abzaslar da gəlir.")


def _labels(body: str, pictures: int = 0) -> list[str]:
    findings = imported(word_file(_FIRST + body, pictures=pictures))[1].findings
    return [one.message for one in findings if one.kind == "labels-changed"]


@pytest.mark.parametrize(
    "title",
    [
        paragraph(text("Əhalinin sayı", "<w:b/>"), properties=_CENTRED),
        paragraph("Əhalinin sayı", properties=_CENTRED),
        paragraph("ƏHALİNİN SAYI"),
    ],
    ids=["bold", "centred", "capitals"],
)
def test_a_title_below_the_label_of_a_table_is_its_caption(title: str) -> None:
    label = paragraph("Cədvəl 1", properties='<w:jc w:val="right"/>')
    made = body_of(word_file(_FIRST + _TEXT + label + title + _CELLS + _TEXT))
    assert "{#tbl:1}" in made
    assert ": Əhalinin sayı {#tbl:1}" in made or ": ƏHALİNİN SAYI {#tbl:1}" in made
    assert "Cədvəl" not in made
    assert "# " not in made


def test_a_title_below_the_label_of_a_figure_is_its_caption() -> None:
    title = paragraph("Xəritə", properties=_CENTRED)
    body = paragraph(picture("x")) + paragraph("Şəkil 1.") + title + _TEXT
    made = body_of(word_file(_FIRST + body, pictures=1))
    assert made.startswith('![Xəritə](figure-1.png){#fig:1 alt="x"}')


def test_rows_of_their_own_do_not_lead_to_each_other() -> None:
    body = (
        paragraph("Bax Şəkil 1, qrafik 1, Qrafik 1-də.")
        + paragraph(picture("x"))
        + paragraph("Şəkil 1. Xəritə")
        + paragraph(picture("y", 2))
        + paragraph("Qrafik 1. Əyri")
    )
    made = body_of(word_file(_FIRST + body, pictures=2))
    assert made.startswith("Bax Şəkil [-@fig:1], qrafik [-@fig:1b], Qrafik [-@fig:1b]-də.")
    assert _labels(body, 2) == [
        "Figures and tables are numbered anew; these were called: Qrafik 1."
    ]


@pytest.mark.parametrize(
    ("caption", "told"), [("Cədvəl 1. Say", 0), ("Cədvəl 3. Say", 1), ("Cədvəl 2.1. Say", 1)]
)
def test_a_number_that_changes_is_told_of(caption: str, told: int) -> None:
    assert len(_labels(paragraph(caption) + _CELLS + _TEXT)) == told


def test_a_reference_that_leads_nowhere_is_told_of() -> None:
    field = complex_field("REF _Ref1 \\h", "Ошибка! Источник ссылки не найден.")
    findings = imported(word_file(_FIRST + paragraph("см. ", field)))[1].findings
    assert [one.kind for one in findings] == ["reference-broken"]
