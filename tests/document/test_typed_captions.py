"""Captions that are typed as paragraphs beside their tables and figures."""

from __future__ import annotations

import pytest
from document_kit import PNG, clean, loaded, of_type

from nashr import ast

TABLE = "| a |\n|---|\n| b |"
IMAGE = '![](a.png){alt="x"}'


def captions(body: str, lang: str = "az") -> list[str]:
    blocks = clean(body, lang, files={"a.png": PNG}).blocks
    found = [*of_type(blocks, "Table"), *of_type(blocks, "Figure")]
    return [ast.plain_text(one["c"][1][1]) for one in found]


@pytest.mark.parametrize(
    ("body", "caption"),
    [
        (f"Cədvəl 1. Əhali\n\n{TABLE}", "Cədvəl 1. Əhali"),
        (f"Mətn.\n\n**Cədvəl № 2** – Əhali\n\n{TABLE}", "Cədvəl 2. Əhali"),
        (f"{TABLE}\n\nCədvəl 1: *Əhali*", "Cədvəl 1. Əhali"),
        (f"*Cədvəl 2.3. Əhali*\n\n{TABLE}", "Cədvəl 2.3. Əhali"),
        (f"**Cədvəl 2 | Əhali.** İllər.\n\n{TABLE}", "Cədvəl 2. Əhali. İllər."),
        (f"**Cədvəl 2. Əhali.** İllər.\n\n{TABLE}", "Cədvəl 2. Əhali. İllər."),
        (f"{IMAGE}\n\nŞəkil 1. Xəritə", "Şəkil 1. Xəritə"),
        (f"{IMAGE}\nŞəkil 3 – Xəritə", "Şəkil 3. Xəritə"),
        (f"{IMAGE}\\\n*Şəkil 3. Xəritə*", "Şəkil 3. Xəritə"),
        ("![Bakı](a.png)\n\n*Şəkil 2. Xəritə*", "Şəkil 2. Xəritə"),
        (f"Table 1\n\n{TABLE}", "Cədvəl 1."),
        (f"Cədvəl 4\n\n**Əhalinin sayı**\n\n{TABLE}", "Cədvəl 4. Əhalinin sayı"),
        (f"*Cədvəl 4*\n**Əhalinin sayı**\n\n{TABLE}", "Cədvəl 4. Əhalinin sayı"),
        (f"{IMAGE}\n\nXəritə 2. Bakı", "Xəritə\xa02. Bakı"),
        ('![Qrafik 4: Artım](a.png){alt="x"}', "Qrafik\xa04. Artım"),
        (f"Cədvəl: Əhali\n\n{TABLE}", "Cədvəl 1. Əhali"),
        ("1. Bənd\n\n   Cədvəl 2. Ad\n\n   | a |\n   |---|\n   | b |", "Cədvəl 2. Ad"),
        (f"::: sağda\nCədvəl 2. Ad\n\n{TABLE}\n:::", "Cədvəl 2. Ad"),
    ],
)
def test_a_typed_caption_is_the_caption(body: str, caption: str) -> None:
    assert captions(body) == [caption]
    blocks = clean(body, "az", files={"a.png": PNG}).blocks
    assert [one["t"] for one in blocks if one["t"] == "Para"] == ["Para"] * body.count("Mətn")


def test_each_has_the_caption_beside_it() -> None:
    body = f"Cədvəl 1. A\n\n{TABLE}\n\nCədvəl 2. B\n\n{TABLE}\n\nMətn."
    assert captions(body) == ["Cədvəl 1. A", "Cədvəl 2. B"]
    body = f"{TABLE}\n\nCədvəl 1. A\n\n{TABLE}\n\nCədvəl 2. B\n\nMətn."
    assert captions(body) == ["Cədvəl 1. A", "Cədvəl 2. B"]
    body = f"{IMAGE}\n\nŞəkil 1. A\n\n{IMAGE}\n\nŞəkil 2. B"
    assert captions(body) == ["Şəkil 1. A", "Şəkil 2. B"]


def test_words_in_brackets_beside_a_typed_caption_say_what_is_to_be_seen() -> None:
    blocks = clean("![Bakı](a.png)\n\nŞəkil 1. Xəritə", "az", files={"a.png": PNG}).blocks
    (image,) = of_type(blocks, "Image")
    assert ast.plain_text(image["c"][1]) == "Bakı" or "Bakı" in ast.keyvals(image["c"][0]).values()


@pytest.mark.parametrize(
    ("body", "caption"),
    [
        (f"Cədvəl 1 göstərir ki, artım var.\n\n{TABLE}", ""),
        (f"Cədvəl 1-də artım var.\n\n{TABLE}", ""),
        (f"Cədvəl 1\nbunu göstərir.\n\n{TABLE}", ""),
        (f"Cədvəl 1. Əhali\n\n{TABLE}\n\n: Ad", "Cədvəl 1. Ad"),
        (f"Şəkil 1. Xəritə\n\n{TABLE}", ""),
        (f"Mətn.\n\n{TABLE}\n\nMənbə: müəllif.", ""),
        ('![Ad](a.png){alt="x"}\n\nŞəkil 2. Başqa.', "Şəkil 1. Ad"),
    ],
)
def test_what_is_no_typed_caption(body: str, caption: str) -> None:
    assert captions(body) == [caption]


def test_the_number_stands_first_where_the_language_has_it_so() -> None:
    assert captions(f"{IMAGE}\n\n2-rasm. Xarita", "uz") == ["2-rasm. Xarita"]
    assert captions(f"3-jadval. Aholi\n\n{TABLE}", "uz") == ["3-jadval. Aholi"]


def test_the_words_of_a_figure_with_an_id_stay_its_caption_below_another_ones() -> None:
    """They would be hidden as the description of the image otherwise."""
    body = "Şəkil 1. Qrupda\n\n![Xəritə](a.png){#fig:x}\n\nŞəkil 3. Başqa"
    outcome = loaded(body, "az", files={"a.png": PNG})
    assert outcome.value is not None
    (figure,) = of_type(outcome.value.blocks, "Figure")
    assert ast.plain_text(figure["c"][1][1]) == "Şəkil 1. Xəritə"
