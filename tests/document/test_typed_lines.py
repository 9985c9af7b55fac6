"""Lines that were typed as lines stay apart."""

from __future__ import annotations

import pytest
from document_kit import clean, of_type, slips

from nashr import ast


def paragraphs(body: str) -> list[str]:
    return [ast.plain_text([block]) for block in clean(body, "az").blocks]


@pytest.mark.parametrize(
    "body",
    [
        "I. Bir\nII. İki",
        "A. Bir.\nB. İki.\nC. Üç.",
        "а. один\nб. два",
        "1.bir\n2.iki",
        "1.1. bir\n1.2. iki",
        "-Hara?\n-Evə.",
        "—Hara?\n—Evə.",
        "― Hara?\n― Evə.",
        "O dedi:\n— Salam!",
        "– bir;\n– iki.",
        "а) первый\nб) второй\nв) третий",
        "(а) первый\n(б) второй",
        "۱. یکم\n۲. دوم",
        "الف) یکم\nب) دوم",
        "1- bir\n2- iki",
        "[1] Bir.\n[2] İki.",
        "¹ Bir.\n² İki.",
        "1-) bir\n2-) iki",
        "a-) bir\nb-) iki",
        "S.: Nə?\nC.: Heç.",
        "Q: Nə?\nA: Heç.\nQ: Niyə?",
        "Maddə 1. Bir\nMaddə 2. İki\nMaddə 3. Üç",
        "§ 1 Bir\n§ 2 İki",
        "→ bir\n→ iki",
        "✓ bir\n✗ iki",
    ],
)
def test_each_line_is_a_paragraph(body: str) -> None:
    assert paragraphs(body) == body.split("\n")
    assert slips(body) == []


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("• bir\n• iki", ["bir", "iki"]),
        ("Siyahı:\n▪ bir *iki*\nüç\n▪ dörd", ["bir iki üç", "dörd"]),
        ("  ·\tbir\n  ·\tiki", ["bir", "iki"]),
    ],
)
def test_bullets_of_word_processors_make_a_list(body: str, items: list[str]) -> None:
    (found,) = of_type(clean(body).blocks, "BulletList")
    assert [ast.plain_text(item) for item in found["c"]] == items
    assert slips(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "Mətn – söz\n– və davamı",
        "Əslində bu,\n— dedi o —\nbelədir.",
        "Bakı və Gəncə\n-dən gələn\nson.",
        "A. Sınaqov\nK. Nümunəyeva",
        "Слово (см. раздел\nа) и другое.",
        "Mətn\n• bir",
        "Cədvəl 1 və\nCədvəl 3 burada.",
        "Bax: bir\nA: iki",
    ],
)
def test_a_sign_that_happens_to_begin_a_line_parts_nothing(body: str) -> None:
    assert paragraphs(body) == [body.replace("\n", " ")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_hyphens_of_a_dialogue_make_no_list(gap: str) -> None:
    body = f"O gəldi.\n\n- Salam, - dedi.{gap}- Salam!{gap}- Necəsən? - soruşdu."
    assert paragraphs(body) == [
        "O gəldi.",
        *("- Salam, - dedi.", "- Salam!", "- Necəsən? - soruşdu."),
    ]
    assert of_type(clean("- alma - qırmızı\n- armud").blocks, "BulletList")


def test_a_dash_before_a_small_letter_goes_on_with_what_somebody_says() -> None:
    body = "— Salam, — dedi o\n— və getdi.\n— Necəsən?"
    assert paragraphs(body) == ["— Salam, — dedi o — və getdi.", "— Necəsən?"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("> Sitat.\n> — Müəllif, *Əsər*", ["Sitat.", "— Müəllif, Əsər"]),
        ("> Sitat,\n> davamı!\n> - Müəllif", ["Sitat, davamı!", "- Müəllif"]),
        ("> Sitat,\n> — müəllif deyir.", ["Sitat, — müəllif deyir."]),
        ("> Sitat belə\n> — Bakıdan gəlir.", ["Sitat belə — Bakıdan gəlir."]),
        ("> — Salam.\n> — Necəsən?", ["— Salam.", "— Necəsən?"]),
        ("::: epigraph\nMətn.\n— Müəllif\n:::", ["Mətn.", "— Müəllif"]),
    ],
)
def test_the_name_below_a_quotation_has_a_line_of_its_own(body: str, words: list[str]) -> None:
    (quotation,) = clean(body, "az").blocks
    inside = quotation["c"] if quotation["t"] == "BlockQuote" else quotation["c"][1]
    assert [ast.plain_text([block]) for block in inside] == words


@pytest.mark.parametrize(
    "body",
    [
        "Siyahı:\n- bir\n  davamı\n- iki",
        "Mətn\n**davamı:**\n1. bir\n2. iki",
        "> Sitat:\n> - bir\n> - iki",
    ],
)
def test_a_list_may_stand_right_below_a_colon(body: str) -> None:
    assert of_type(clean(body).blocks, "BulletList") or of_type(clean(body).blocks, "OrderedList")


@pytest.mark.parametrize(
    "body", ["İl:\n1998. bir\n1999. iki", "- a:\n- b\n- c", "```\na:\n- b\n- c\n```"]
)
def test_what_stands_below_a_colon_else_is_left(body: str) -> None:
    assert ast.plain_text(clean(body).blocks).split() == [
        word for word in body.replace("```", "").split() if word != "-" or "```" in body
    ]


@pytest.mark.parametrize(
    ("body", "breaks"),
    [
        ("ev-lər-dən gəl-di\nev-PL-ABL come-PST.3SG\n'evlərdən gəldi'", 2),
        ("(1) *yaz-dı-m*\n    write-PST-1SG", 1),
        ("Bakı-Tbilisi xətti\nbura gəlir.", 0),
        ("See CVE-2019-1348,\nCVE-2019-1349, CVE-2019-1350.", 0),
        ("Bakı-Tbilisi xətti\nBakı-BMT xətti", 0),
    ],
)
def test_lines_of_glosses_stand_below_each_other(body: str, breaks: int) -> None:
    assert len(of_type(clean(body, "az").blocks, "LineBreak")) == breaks


def test_a_name_with_initials_below_a_quotation_has_a_line_of_its_own() -> None:
    (quotation,) = clean("> Цитата.\n> А. С. Пушкин", "ru").blocks
    assert [ast.plain_text([block]) for block in quotation["c"]] == ["Цитата.", "А. С. Пушкин"]
