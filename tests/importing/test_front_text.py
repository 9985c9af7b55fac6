"""Titles and abstracts keep what is raised or slanted in them, and are written as Markdown."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from word_kit import imported, paragraph, text, word_file, written

_RAISED = '<w:vertAlign w:val="superscript"/>'
_TEXT = paragraph("Giriş", style="Balk1") + paragraph("Mətn belə başlayır və davam edir. " * 4)


def _front(title: str, *abstract: str) -> dict[str, Any]:
    body = paragraph(title, style="KonuBal")
    body += paragraph(*abstract) + paragraph("Açar sözlər: bitki, torpaq")
    made = written(word_file(body + _TEXT)).text
    front: dict[str, Any] = yaml.safe_load(made.split("---\n", 2)[1])
    return front


@pytest.mark.parametrize(
    ("runs", "markdown"),
    [
        (["Xülasə: Sıxlıq 10", text("-3", _RAISED), " qədərdir."], "Sıxlıq 10^-3^ qədərdir."),
        (
            [text("Xülasə. ", "<w:b/>"), "Burada ", text("Quercus robur", "<w:i/>"), " bitir."],
            "Burada *Quercus robur* bitir.",
        ),
        (
            [text("Xülasə: ", "<w:b/><w:i/>"), text("Hamısı kursivdir və qalır.", "<w:i/>")],
            "Hamısı kursivdir və qalır.",
        ),
        (["Xülasə: Qiyməti 5$ və 6$ idi."], r"Qiyməti 5\$ və 6\$ idi."),
        (["Xülasə: Ulduz * və _xətt_ qalır."], r"Ulduz \* və \_xətt\_ qalır."),
        (
            [
                "Xülasə: Qiymət ",
                "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
                text(" məlumdur və qalır."),
            ],
            "Qiymət $x$ məlumdur və qalır.",
        ),
    ],
    ids=["raised", "slanted", "all-slanted", "dollars", "signs", "formula"],
)
def test_an_abstract_in_markdown(runs: list[str], markdown: str) -> None:
    assert _front("Başlıq", *runs)["abstract"] == markdown


def test_a_title_keeps_a_name_in_italics_and_no_bold_type_of_the_whole() -> None:
    title = [text("Azərbaycanda ", "<w:b/>"), text("Quercus", "<w:b/><w:i/>")]
    body = paragraph(*title, text(" növləri", "<w:b/>"), style="KonuBal") + _TEXT
    made = written(word_file(body)).text
    assert "\ntitle: Azərbaycanda *Quercus* növləri\n" in made


def test_a_bold_title_with_a_raised_sign_has_no_bold_type() -> None:
    title = [text("Bitki və torpaq", "<w:b/>"), text("*", f"<w:b/>{_RAISED}")]
    made = written(word_file(paragraph(*title, style="KonuBal") + _TEXT)).text
    assert r"title: Bitki və torpaq^\*^" in made


def test_a_title_with_a_number_does_not_become_a_list() -> None:
    assert _front("1. Bitki və torpaq", "Xülasə: Mətn.")["title"] == r"1\. Bitki və torpaq"


def test_formulas_of_an_abstract_are_counted_as_written() -> None:
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    body = paragraph("Başlıq", style="KonuBal") + paragraph("Xülasə: Qiymət ", formula) + _TEXT
    draft = imported(word_file(body))[1]
    assert draft.written["formulas"] == 1


def test_a_first_paragraph_with_a_formula_is_no_title() -> None:
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    body = paragraph("Qiymət ", formula, text(" məlumdur.")) + paragraph("Mətn davam edir.")
    assert "title" not in imported(word_file(body))[1].front


def test_words_with_raised_letters_are_not_told_of_as_lost() -> None:
    body = paragraph("Başlıq", style="KonuBal") + paragraph("Xülasə: Mətn.")
    body += paragraph("Burada Ca", text("2+", _RAISED), " ionları var və qalır.")
    body += paragraph("Açar sözlər: ion, su")
    draft = imported(word_file(body + _TEXT))[1]
    assert "front-words" not in [one.kind for one in draft.findings]


def test_a_label_within_a_paragraph_of_the_text_does_not_part_it() -> None:
    line_break = "<w:r><w:br/></w:r>"
    body = paragraph("Başlıq", style="KonuBal")
    body += paragraph("Məktub belədir.", line_break, text("Xülasə:"), line_break, text("Son."))
    made = written(word_file(body + _TEXT)).text
    assert "| Məktub belədir.\n| Xülasə:\n| Son." in made


def test_notes_of_a_title_and_of_an_abstract_stay_in_them() -> None:
    def call(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    notes = (
        f'<w:footnote w:id="2">{paragraph("Dissertasiya [1] əsasında.")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph(text("Kursiv", "<w:i/>"), " qeyd.")}</w:footnote>'
    )
    body = (
        paragraph(text("Qəzetlərin tarixi haqqında", "<w:b/>"), call(2))
        + paragraph("Xülasə: Məqalədə qəzetlər", call(3), " araşdırılır və müqayisə olunur.")
        + paragraph("Açar sözlər: qəzet, dil")
        + paragraph("Mətn burada başlayır və davam edir.") * 3
    )
    made = written(word_file(body, {"footnotes": notes}))
    _, front, rest = made.text.split("---\n", 2)
    assert yaml.safe_load(front)["title"] == (
        "Qəzetlərin tarixi haqqında^[Dissertasiya \\[1\\] əsasında.]"
    )
    assert yaml.safe_load(front)["abstract"] == (
        "Məqalədə qəzetlər^[*Kursiv* qeyd.] araşdırılır və müqayisə olunur."
    )
    assert "Dissertasiya" not in rest and "qeyd" not in rest
    assert "front-notes" not in [one.finding.kind for one in made.findings]


def test_keywords_have_characters_for_what_is_lowered_or_raised() -> None:
    lowered, raised = (f'<w:vertAlign w:val="{one}script"/>' for one in ("sub", "super"))
    body = (
        paragraph(text("Qəzetlərin tarixi haqqında", "<w:b/>"))
        + paragraph(
            "Açar sözlər: CO",
            text("2", lowered),
            " udulması, Ca",
            text("2+", raised),
            ", ",
            text("Vitis vinifera", "<w:i/>"),
            ", tut",
        )
        + paragraph("Mətn burada başlayır və davam edir.") * 3
    )
    made = written(word_file(body))
    front = yaml.safe_load(made.text.split("---\n", 2)[1])
    assert front["keywords"] == ["CO₂ udulması", "Ca²⁺", "Vitis vinifera", "tut"]
    kinds = [one.finding.kind for one in made.findings]
    assert kinds.count("front-plain") == 1, "italics that are left out are told of"
    assert "front-words" not in kinds


@pytest.mark.parametrize("label", ["Açar sözlər", "Anahtar kelimeler"])
def test_a_few_keywords_are_in_the_language_of_their_label(label: str) -> None:
    made = written(
        word_file(
            paragraph(text("Muğam", "<w:b/>"))
            + paragraph(f"{label}: muğam, not")
            + paragraph("Mətn burada başlayır və davam edir, çünki dil ilə tanınır.") * 3
        )
    )
    front = yaml.safe_load(made.text.split("---\n", 2)[1])
    of_turkish = front.get("translations", {}).get("tr", {}).get("keywords")
    assert (front.get("keywords") or of_turkish) == ["muğam", "not"]
    assert (of_turkish is None) == (label == "Açar sözlər")
