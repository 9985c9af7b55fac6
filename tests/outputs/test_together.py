"""What stays on one line: numbers and units, names and their initials, ordinals, addresses."""

from __future__ import annotations

import pytest

from nashr.outputs.markup import inner, parse
from nashr.outputs.together import keep_on_lines, kept_together


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
        *("52 kq", "12 sm", "30 dk", "45 %-i", "25 °C-də"),
        *("20 Kasım", "5 mart", "31 March", "12. Januar", "3 июня", "1 mai"),
        *("№ 5", "§ 12", "s. 45", "səh. 7", "S. 3", "p. 9", "pp. 9–11", "vol. 4", "no. 2"),
        *("Ф. 1276", "Оп. 19", "Д. 49", "л. 3", "f. 970", "siy. 1"),
        *("12,5 ± 0,3", "3 × 4", "= 5", "< 0,05", "≥ −2"),
        *("M. Ə. Rəsulzadə", "J. R. R. Tolkien", "İ. Hacıyev", "Rəsulzadə M. Ə.", "Rəsulzadə, M."),
    ],
)
def test_it_is_not_parted(whole: str) -> None:
    assert parts(f"bir {whole} iki") == ["bir", whole, "iki"]


def test_no_line_ends_behind_a_point_that_begins_a_number() -> None:
    text = "(p≤.001)"
    assert text.index("001") in kept_together(text)
    assert not kept_together("bir.2 son")


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


@pytest.mark.parametrize(
    "whole",
    [
        *("2. Dünya", "19. yüzyılda", "5. maddede", "II. Mahmud", "XIV. fəsil", "XX əsrin"),
        *("XIX век", "2026 г.", "və s.", "ve ark.", "и др.", "т. д.", "et al.", "Dr. Sınaq"),
    ],
)
def test_an_ordinal_a_title_and_an_abbreviation_keep_their_word(whole: str) -> None:
    assert parts(f"bir {whole} iki") == ["bir", whole, "iki"]


def test_a_year_at_the_end_of_a_sentence_keeps_nothing() -> None:
    assert parts("kitab 1990. Sonra")[-1] == "Sonra"


def shown(html: str) -> str:
    root = parse(html)
    keep_on_lines(root)
    return inner(root)


def test_browsers_are_told_what_stays_together() -> None:
    assert shown("<p>cəmi 3 000 000 vərəq, <em>2. Dünya</em> s. 12</p>") == (
        "<p>cəmi 3&nbsp;000&nbsp;000 vərəq, <em>2.&nbsp;Dünya</em> s.&nbsp;12</p>"
    ).replace("&nbsp;", "\u00a0")


def test_an_ordinal_with_its_suffix_is_one_word_on_a_screen() -> None:
    html = "<p>bu (1937-ci ildə), <b>x</b> SSRİ-dən və 1941–1945-ci</p>"
    kept = '<span class="keep">{}</span>'
    assert shown(html) == (
        f"<p>bu {kept.format('(1937-ci')} ildə), <b>x</b> {kept.format('SSRİ-dən')} və "
        f"{kept.format('1941–1945-ci')}</p>"
    )


def test_a_long_compound_may_be_divided_on_a_phone() -> None:
    html = "<p>AZƏRBAYCAN-türkiyə-gürcüstan-rusiya</p>"
    assert shown(html) == html


def test_an_address_may_end_a_line_behind_its_slashes() -> None:
    assert shown("<p>bax: https://example.org/a-b/c.html, 5</p>") == (
        "<p>bax: https://example.org/<wbr>a-b/<wbr>c.html, 5</p>"
    )


def test_code_and_formulas_are_left_as_they_are() -> None:
    html = "<p><code>3 000 SSRİ-dən</code><math><mtext>3 000</mtext></math></p>"
    assert shown(html) == html


def test_an_address_is_the_same_when_it_is_read_again() -> None:
    once = shown("<p>bax: <a href='x'>https://example.org/a/b</a>, <em>son</em></p>")
    assert inner(parse(once)) == once
