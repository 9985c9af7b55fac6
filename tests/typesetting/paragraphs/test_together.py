"""What stays on one line: numbers and units, names and their initials, ordinals, addresses."""

from __future__ import annotations

import pytest

from nashr.typesetting.paragraphs.together import kept_together


def parts(text: str) -> list[str]:
    """The text where it may be parted at a space or a hyphen."""
    kept = kept_together(text)
    ends = [n + 1 for n, char in enumerate(text) if char in " -" and n + 1 not in kept]
    return [text[a:b].strip() for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]


@pytest.mark.parametrize(
    "whole",
    [
        *("25 km", "3,5 kHz", "12 °C", "40 %", "7 ha", "250 m³", "1,2 µg", "18 mm"),
        *("5 кг", "30 млн", "100 $", "1200 AZN", "€ 40", "10 000", "2 500 000 m²"),
        *("2006-cı", "1991-ci", "90-cı", "SSRİ-dən", "BMT-nin", "YUNESKO-dakılardan"),
        *("52 kq", "12 sm", "30 dk"),
        *("20 Kasım", "5 mart", "31 March", "12. Januar", "3 июня", "1 mai"),
        *("№ 5", "§ 12", "s. 45", "səh. 7", "S. 3", "p. 9", "pp. 9–11", "vol. 4", "no. 2"),
        *("M. Ə. Rəsulzadə", "J. R. R. Tolkien", "İ. Hacıyev", "Rəsulzadə M. Ə.", "Rəsulzadə, M."),
    ],
)
def test_it_is_not_parted(whole: str) -> None:
    assert parts(f"bir {whole} iki") == ["bir", whole, "iki"]


@pytest.mark.parametrize(
    "text",
    [
        "5 min insan",
        "bu 3 məqalə",
        "hissə b. sonra",
        "kitab a. mən",
        "in 1990 men went",
        "12 gün",
        "2026 mart",
        "45 mart",
    ],
)
def test_other_words_are_parted(text: str) -> None:
    assert parts(text)[-1] == text.split()[-1]


def test_an_address_is_parted_behind_a_slash_alone() -> None:
    text = "https://example.org/a-b/c?d=e"
    kept = kept_together(text)
    assert {text.index("example"), text.index("b/c"), text.index("d=e")} <= kept
    assert text.index("a-b") not in kept
