"""Citations in plain words are found where they stand, with what to write in their place."""

from __future__ import annotations

import time

import pytest
from document_kit import manuscript
from references_kit import entry, works

from nashr.references.typed_citations import typed_citations

WORKS = works(
    entry("oran1998", author="Oran, Baskın", title="Türk Dış Politikası", date="1998"),
    entry("kuzio2000", author="Kuzio, Taras", title="Geopolitical Pluralism", date="2000"),
    entry("lopez2001", author="López de Molina, Ana", title="Notas", date="2001"),
    entry("tuik2020", author="{TÜİK}", title="Nüfus", date="2020"),
    entry("radikal2000", "newspaper", journaltitle="Radikal", date="2000-02-01"),
    entry("a2001", author="Ak, Ali", title="Bir", date="2001"),
    entry("b2001", author="Ak, Ali", title="İki", date="2001"),
)


def found(text: str) -> list[tuple[str, str | None]]:
    return [
        (f.message.split("”")[0].removeprefix("“"), f.hint)
        for f in typed_citations(manuscript(text), WORKS, ["Gəncə"])
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("(Oran, 1998)", "Write [@oran1998]"),
        ("(Oran, 1998: 463)", "Write [@oran1998, 463]"),
        ("(Oran, 1998, s. 463)", "Write [@oran1998, 463]"),
        ("(Oran, 1998: 455–467)", "Write [@oran1998, 455–467]"),
        ("(Oran 1998)", "Write [@oran1998]"),
        ("(bax: Oran, 1998)", "Write [@oran1998]"),
        ("(B. Oran, 1998)", "Write [@oran1998]"),
        ("(Oran, 1998; Kuzio, 2000: 81)", "Write [@oran1998; @kuzio2000, 81]"),
        ("(López de Molina, 2001)", "Write [@lopez2001]"),
        ("(TÜİK, 2020)", "Write [@tuik2020]"),
        ("(Radikal, 01.02.2000: 10)", "Write [@radikal2000, 10]"),
        ("(ORAN, 1998)", "Write [@oran1998]"),
        ("Oran (1998)", "Write @oran1998"),
        ("Oran (1998: 463)", "Write @oran1998 [463]"),
        ("Oran’a (1998)", "Write @oran1998"),
        ("Orana görə (1998)", "Write @oran1998"),
        ("Baskın Oran (1998)", "Write @oran1998"),
        ("Kuzio və Smith (2000)", "Write @kuzio2000"),
        ("(Ak, 2001)", "Write the one that is meant: [@a2001], [@b2001]."),
    ],
)
def test_a_work_that_the_bibliography_has(text: str, hint: str) -> None:
    [(shown, told)] = found(f"Bu sözlər {text} kimi yazılıb.")
    assert shown == text
    assert told == hint


@pytest.mark.parametrize(
    "text",
    [
        "(Cornell, 1998)",
        "(Cornell, 1998: 94)",
        "(Cornell və b., 1998)",
        "(Cornell 1998: 94)",
        "(Cornell & Starr, 2005)",
        "Cornell və b. (1998)",
        "Cornell vd. (1998)",
        "Cornell et al. (1998)",
        "Cornell (1998: 94)",
        "Cornell (1998)’a",
        "(Корнелл, 1998, с. 94)",
        "[12]",
        "[12, s. 5]",
        "[3; 7, s. 12]",
    ],
)
def test_a_work_that_it_does_not_have(text: str) -> None:
    [(shown, _)] = found(f"Bu sözlər {text} yazılıb.")
    assert shown.rstrip("a’") == text.rstrip("a’")


@pytest.mark.parametrize(
    "text",
    [
        "Bakı (1998) konfransı",
        "(Bakı, 1998)",
        "(Gəncə, 1998)",
        "(Mart, 1998)",
        "(May 1998)",
        "(1998)",
        "(1998-ci il)",
        "(oran, 1998)",
        "Lozan Müqaviləsi (1923)",
        "(Windows 2000)",
        "(doğ. 1923)",
        "(Oran’ın 1998-ci ildə çıxan kitabı)",
        "[@oran1998, 463] və @kuzio2000 [81]",
        "[Oran, 1998](https://example.org)",
        "`(Oran, 1998)`",
        "<!-- (Oran, 1998) -->",
        "$(Oran, 1998)$",
        "[^1]: qeyd",
        "[12](https://example.org)",
        "aralıq [0, 1]",
        "a[1]",
        "(bax: Şəkil 2, 1998)",
        "(Mənbə: Müəllif, 2022)",
        "(Source: Authors, 2023)",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert found(f"Bu sözlər {text} üçündür.") == []


@pytest.mark.parametrize(
    "line",
    [
        "Frank SM, Fleisher LA, Breslow MJ, et al (1997). Perioperative warmth.",
        "12. Cornell və b. (2001). Small Nations.",
    ],
)
def test_a_typed_reference_list_is_no_citation_in_the_text(line: str) -> None:
    assert found(f"Mətn.\n\n{line}\n") == []


def test_the_place_is_that_of_the_name() -> None:
    text = "Birinci sətir.\n\nİkinci sətirdə Baskın Oran (1998) var."
    [finding] = typed_citations(manuscript(text), WORKS)
    assert (finding.span.line, finding.span.column) == (6, 16)


@pytest.mark.parametrize("unit", ["(A ", "(Oran, ", "A (1998 ", "[1,", "(a, 1998; ", "Ab "])
def test_a_hostile_text_takes_no_time(unit: str) -> None:
    started = time.process_time()
    list(typed_citations(manuscript(unit * 20_000), WORKS))
    assert time.process_time() - started < 10
