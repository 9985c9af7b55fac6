"""Headings that an author has made by bold type or capitals."""

from __future__ import annotations

from word_kit import paragraph, text, word_file, written

_FIRST = paragraph("Başlıq", style="KonuBal")
_LONG = "Bu abzas mətnin özüdür və başlıqdan xeyli uzundur, cümlə kimi də bitir."


def _bold(words: str, size: int = 0) -> str:
    return paragraph(text(words, "<w:b/>" + (f'<w:sz w:val="{size}"/>' if size else "")))


def _made(*blocks: str) -> tuple[list[str], list[str]]:
    """The lines of the text that begin with #, and the kinds of the findings."""
    made = written(word_file(_FIRST + "".join(blocks)))
    lines = [line for line in made.text.splitlines() if line.startswith("#")]
    return lines, [one.finding.kind for one in made.findings]


def test_bold_paragraphs_before_text_are_headings_and_marked_as_guesses() -> None:
    lines, findings = _made(
        _bold("Tarixi fon"), paragraph(_LONG), _bold("Nəticə"), paragraph(_LONG)
    )
    assert lines == ["# Tarixi fon", "# Nəticə"]
    assert findings == ["heading-guessed", "heading-guessed"]


def test_levels_follow_numbers_and_looks() -> None:
    lines, _ = _made(
        _bold("1. Fon"), paragraph(_LONG),
        _bold("1.2. Mənbələr"), paragraph(_LONG),
    )  # fmt: skip
    assert lines == ["# 1. Fon", "## 1.2. Mənbələr"]
    lines, _ = _made(
        paragraph("TARİXİ FON"), paragraph(_LONG),
        _bold("Mənbələr"), paragraph(_LONG),
        paragraph("İKİNCİ HİSSƏ"), paragraph(_LONG),
    )  # fmt: skip
    assert lines == ["# TARİXİ FON", "## Mənbələr", "# İKİNCİ HİSSƏ"]


def test_a_level_of_the_outline_is_a_heading_and_no_guess() -> None:
    level = '<w:outlineLvl w:val="1"/>'
    lines, findings = _made(paragraph("Mənbələr", properties=level), paragraph(_LONG))
    assert lines == ["## Mənbələr"]
    assert findings == []


def test_what_is_no_heading() -> None:
    lines, findings = _made(
        paragraph(_LONG),
        paragraph(text("Qalın söz", "<w:b/>"), " və adi mətn"),
        paragraph(_LONG),
        _bold("Şəkil 4. Yoxdur"),
        paragraph(_LONG),
        _bold(_LONG * 3),
        paragraph(_LONG),
        paragraph(text("Nümunə Müəllif", "<w:b/>"), properties='<w:jc w:val="right"/>'),
        paragraph(_LONG),
        _bold("Sonda heç nə yoxdur"),
    )
    assert lines == []
    assert findings == []


def test_the_word_introduction_in_bold_is_a_heading_before_a_short_paragraph() -> None:
    lines, _ = _made(_bold("Giriş"), paragraph("Qısa mətn."), _bold("Qeyd"), paragraph("Qısadır."))
    assert lines == ["# Giriş"], "other bold lines before short ones may be anything"


def test_sections_that_many_articles_have_are_headings_before_short_paragraphs() -> None:
    lines, _ = _made(
        *(_bold("Təşəkkür"), paragraph("Müəllif sağ olsun.")),
        *(_bold("Nəticə"), paragraph("Qısadır.")),
        *(_bold("Əlavə 1. Sorğu"), paragraph("Neçə yaşınız var?")),
        *(_bold("Əlavə olaraq"), paragraph("Qısadır.")),
    )
    assert lines == ["# Təşəkkür", "# Nəticə", "# Əlavə 1. Sorğu"]


def test_a_list_of_references_in_capitals_is_no_part_of_the_section_before() -> None:
    lines, _ = _made(
        *(_bold("Giriş"), paragraph(_LONG), _bold("Şəhər"), paragraph(_LONG)),
        *(_bold("ƏDƏBİYYAT"), paragraph(f"Nümunə, A. Dilin tarixi. {_LONG}")),
    )
    assert lines == ["# Giriş", "# Şəhər", "# ƏDƏBİYYAT"]
