"""Typed citations of a text whose list of references is typed, too."""

from __future__ import annotations

import pytest
from word_kit import imported, paragraph, text, word_file, written

from nashr.importing.changes import Treatment

HEAD = paragraph("Başlıq", style="KonuBal") + paragraph("Giriş", style="Balk1")
LIST = (
    "Oran, B. (1998). Dış siyaset. İstanbul: İletişim Yayınları.",
    "Oran, B. & Kuzio, T. (2001). Türk dış siyaseti. Ankara: İmge Kitabevi.",
    "Kuzio, T. (2005a). Milletler. Ankara: Metis.",
    "Kuzio, T. (2005b). Devletler. Ankara: Metis.",
)
#: The list leaves the text where its works are cited.
ALL = "Son (Oran, 1998; 2001; Kuzio, 2005a; 2005b)."
ALL_NUMBERS = "Son [1–3]."
RAISED = '<w:vertAlign w:val="superscript"/>'


def _file(*paragraphs: str, entries: tuple[str, ...] = LIST, heading: str = "Ədəbiyyat") -> bytes:
    body = "".join(one if one.startswith("<") else paragraph(one) for one in paragraphs)
    listed = "".join(one if one.startswith("<") else paragraph(one) for one in entries)
    return word_file(HEAD + body + paragraph(heading, style="Balk1") + listed)


def _line(sentence: str, entries: tuple[str, ...] = LIST) -> str:
    """The sentence as it stands in the manuscript, beside one that cites all works."""
    last = ALL_NUMBERS if entries is NUMBERED else ALL
    lines = written(_file(sentence, last, entries=entries)).text.split("\n")
    return lines[lines.index("# Giriş") + 2]


@pytest.mark.parametrize(
    ("typed", "cited"),
    [
        ("Bax (Oran, 1998: 463).", "Bax [@oran1998, 463]."),
        ("Bax (Oran 1998, s. 463; Kuzio, 2005a).", "Bax [@oran1998, s. 463; @kuzio2005]."),
        ("Bax (Oran və Kuzio, 2001).", "Bax [@oran2001]."),
        ("Bax (bax: Oran, 1998, səh. 12).", "Bax [bax: @oran1998, səh. 12]."),
        ("Bax (Oran 1998; 2001: 5).", "Bax [@oran1998; @oran2001, 5]."),
        ("Bax (Kuzio, 2005a, 2005b).", "Bax [@kuzio2005; @kuzio2005b]."),
        ("Oran (1998) yazır.", "@oran1998 yazır."),
        ("Oran (1998: 463) yazır.", "@oran1998 [463] yazır."),
        ("Oran’a görə (1998, s. 4) belədir.", "Oran’a görə [-@oran1998, s. 4] belədir."),
        ("Oran və Kuzio (2001) yazır.", "Oran və Kuzio [-@oran2001] yazır."),
        ("Bakı (1998) şəhərində.", "Bakı (1998) şəhərində."),
        ("O, 1998-ci ildə (yazda) gəldi.", "O, 1998-ci ildə (yazda) gəldi."),
    ],
)
def test_names_and_years_become_citations(typed: str, cited: str) -> None:
    assert _line(typed) == cited


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Bax (Kuzio, 2005).", "it may be kuzio2005, kuzio2005b"),
        ("Bax (Oran, 1977).", "no work of this author and year"),
        ("Bax (Oran, 1998; Adsız, 1977).", "not all of its works"),
    ],
)
def test_what_is_ambiguous_stays_text_and_is_told_with_its_place(typed: str, said: str) -> None:
    _, draft = imported(_file(typed, ALL))
    found = [one for one in draft.findings if one.kind == "citation-ambiguous"]
    assert any(said in one.message for one in found)
    assert {one.paragraph.text for one in found if one.paragraph} == {typed}
    assert _line(typed) == typed


NUMBERED = (
    "1. Oran, B. (1998). Dış siyaset. İstanbul: İletişim Yayınları.",
    "2. Kuzio, T. (2005). Milletler. Ankara: Metis.",
    "3. Lewis, B. (1993). Modern Türkiye. Ankara: Metis.",
)
NUMBERED_KEYS = ("oran1998", "kuzio2005", "lewis1993")


@pytest.mark.parametrize(
    ("typed", "cited"),
    [
        ("Belədir [1].", "Belədir [@oran1998]."),
        ("Belədir [2, s. 119].", "Belədir [@kuzio2005, s. 119]."),
        ("Belədir [2, с. 119–121].", "Belədir [@kuzio2005, с. 119–121]."),
        ("Belədir [2, 119].", "Belədir [@kuzio2005, 119]."),
        ("Belədir [1; 2–3].", "Belədir [@oran1998; @kuzio2005; @lewis1993]."),
        ("Belədir [1, 3].", "Belədir [@oran1998; @lewis1993]."),
        ("Belədir [1, s. 5; 3, s. 7].", "Belədir [@oran1998, s. 5; @lewis1993, s. 7]."),
        ("Belədir (bax: 3, s. 12).", "Belədir [bax: @lewis1993, s. 12]."),
        ("Belədir [2, т. 2, с. 119].", "Belədir [@kuzio2005, т. 2, с. 119]."),
        ("Belədir [2, cild II, s. 9; 1].", "Belədir [@kuzio2005, cild II, s. 9; @oran1998]."),
        ("Belədir [2, л. 12 об.].", "Belədir [@kuzio2005, л. 12 об.]."),
        ("Belədir [7].", "Belədir \\[7\\]."),
        ("Bəndlər (1, 2).", "Bəndlər (1, 2)."),
    ],
)
def test_numbers_become_citations(typed: str, cited: str) -> None:
    assert _line(typed, NUMBERED) == cited


def test_raised_numbers_behind_words_are_citations_and_those_of_units_are_not() -> None:
    raised = paragraph(
        text("Belədir"), text("2,3", RAISED), text(". Sahə 5 m"), text("2", RAISED), text("-dir.")
    )
    made = written(_file(raised, ALL_NUMBERS, entries=NUMBERED)).text
    assert "Belədir [@kuzio2005; @lewis1993]. Sahə 5 m^2^-dir." in made


@pytest.mark.parametrize(
    ("before", "behind", "written_so"),
    [
        ("Belədir.", " Sonra davam edir.", "Belədir [@kuzio2005]. Sonra davam"),
        ("Belədir,", " sonra davam edir.", "Belədir [@kuzio2005], sonra davam"),
        ("Bunlar və sair.", " yazılıb.", "Bunlar və sair. [@kuzio2005] yazılıb"),
    ],
)
def test_a_raised_number_behind_a_sign_cites_before_it(
    before: str, behind: str, written_so: str
) -> None:
    raised = paragraph(text(before), text("2", RAISED), text(behind))
    assert written_so in written(_file(raised, ALL_NUMBERS, entries=NUMBERED)).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Burada x ∈ [1, 3] olsun.", False),
        ("Burada C[1, 2] fəzadır.", False),
        ("Funksiya [1, 3] parçasında kəsilməzdir.", True),
        ("Fonksiyon [1, 3] aralığında süreklidir.", True),
        ("Функция на отрезке [1, 3] непрерывна.", True),
        ("It is continuous in the interval [1, 3].", True),
    ],
)
def test_intervals_stay_text_and_what_may_be_a_citation_is_told(typed: str, told: bool) -> None:
    _, draft = imported(_file(typed, ALL_NUMBERS, entries=NUMBERED))
    assert typed.replace("[", "\\[").replace("]", "\\]") == _line(typed, NUMBERED)
    found = [one for one in draft.findings if one.kind == "citation-ambiguous"]
    assert [one.paragraph.text for one in found if one.paragraph] == ([typed] if told else [])
    assert all("may be an interval" in one.message for one in found)


def _change(kind: str, words: str) -> str:
    inside = text(words)
    if kind == "del":
        inside = inside.replace("w:t>", "w:delText>").replace("w:t ", "w:delText ")
    return f'<w:{kind} w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z">{inside}</w:{kind}>'


def test_open_changes_within_citations_and_references_are_no_text_of_theirs() -> None:
    sentence = paragraph("Belədir [", _change("del", "9, "), _change("ins", "2"), ", s. 4]. Bəli.")
    entry = paragraph("2. Kuzio, T. (", _change("del", "1999"), "2005). Milletler. Ankara: Metis.")
    data = _file(sentence, ALL_NUMBERS, entries=(NUMBERED[0], entry, NUMBERED[2]))
    _, draft = imported(data, Treatment.ASK)
    assert (
        "Belədir [@kuzio2005, s. 4]<!-- query: 1. deleted here: “9,” -->"
        "<!-- query: 2. inserted before this -->. Bəli." in written(data, Treatment.ASK).text
    )
    assert "2005" in draft.bibliography
    assert "1999" not in draft.bibliography


def test_raised_numbers_are_no_citations_where_the_text_cites_in_brackets() -> None:
    """They are those of notes below tables."""
    raised = paragraph(text("Xeyr"), text("2", RAISED), text("."))
    made = written(_file(raised, "Belədir [1].", ALL_NUMBERS, entries=NUMBERED)).text
    assert "Xeyr^2^." in made
    assert "Belədir [@oran1998]." in made


def test_a_list_without_numbers_is_not_cited_by_numbers() -> None:
    assert _line("Belədir [1].") == "Belədir \\[1\\]."


def test_citations_in_notes_and_emphasis_are_found() -> None:
    italic = paragraph("Bax (", text("Oran", "<w:i/>"), ", 1998: 4) və ", text("bu", "<w:b/>"), ".")
    assert "Bax [@oran1998, 4] və **bu**." in written(_file(italic, ALL)).text


def test_links_to_the_list_are_citations() -> None:
    linked = paragraph(
        "Belədir [", '<w:hyperlink w:anchor="ref1">' + text("2") + "</w:hyperlink>", "]."
    )
    assert "Belədir [@kuzio2005]." in written(_file(linked, ALL_NUMBERS, entries=NUMBERED)).text


def _in_parentheses(*sentences: str) -> str:
    made = written(_file(*sentences, entries=NUMBERED)).text
    return made.partition("# Giriş")[2].partition("# Ədəbiyyat")[0].strip()


def test_numbers_in_parentheses_cite_where_one_has_a_page() -> None:
    body = _in_parentheses("Bax (2) və (3, s. 5).", "Belədir (1; 2).")
    assert body == (
        f"Bax [@{NUMBERED_KEYS[1]}] və [@{NUMBERED_KEYS[2]}, s. 5].\n\n"
        f"Belədir [@{NUMBERED_KEYS[0]}; @{NUMBERED_KEYS[1]}]."
    )


def test_numbers_in_parentheses_cite_where_they_end_statements() -> None:
    assert _in_parentheses("Bax (1). Belədir (2) və (3).").count("[@") == 3


@pytest.mark.parametrize(
    "sentences",
    [
        ("Bax (2) və (3).", "Belədir [1–3]."),
        ("Bir (1) alma, (2) armud və (3) nar.",),
        ("Bax (2), (7).",),
        ("Bax (1), (2), (3).", "<w:p><m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
         "</m:oMathPara></w:p>"),
    ],
    ids=["brackets", "enumeration", "no-work", "formulas"],
)  # fmt: skip
def test_other_numbers_in_parentheses_stay(sentences: tuple[str, ...]) -> None:
    assert "(2)" in _in_parentheses(*sentences)
