"""Captions of figures and tables, and the words that refer to them."""

from __future__ import annotations

import pytest
from word_kit import complex_field, paragraph, picture, table, text, word_file, written

from nashr import ast
from nashr.importing.captions import without_start
from nashr.importing.marks import encode, without_marks
from nashr.importing.writing import Written
from nashr.model import Inlines, Node

_FIRST = paragraph("Başlıq", style="KonuBal")


def _made(*blocks: str) -> Written:
    return written(word_file(_FIRST + "".join(blocks), pictures=1))


def _body(*blocks: str) -> str:
    return _made(*blocks).text.split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    "caption",
    [
        "Şəkil 1. Bakının xəritəsi",
        "Şekil 1: Bakının xəritəsi",
        "Рисунок 1 — Bakının xəritəsi",
        "Figure 1 Bakının xəritəsi",
        "Рис. 1. Bakının xəritəsi",
        "Xəritə № 1. Bakının xəritəsi",
    ],
)
def test_a_caption_is_bound_to_the_picture_above_it(caption: str) -> None:
    made = _body(paragraph(picture("Xəritə")), paragraph(caption))
    assert made == '![Bakının xəritəsi](figure-1.png){#fig:1 alt="Xəritə"}'


def test_a_number_that_word_counts_is_not_doubled() -> None:
    caption = paragraph(
        text("Şəkil ", "<w:b/>"),
        complex_field("SEQ Şəkil \\* ARABIC", "1"),
        ". Küçə",
        style="ResimYazs",
    )
    assert _body(paragraph(picture("")), caption) == "![Küçə](figure-1.png){#fig:1}"


def test_the_caption_of_a_table_stands_above_it() -> None:
    made = _body(
        paragraph("Cədvəl 2. Ticarət"), table([["İl", "Həcm"], ["1991", "5"]]), paragraph("Mətn.")
    )
    assert ": Ticarət {#tbl:2}" in made
    assert "Cədvəl 2" not in made
    assert made.endswith("Mətn.")


@pytest.mark.parametrize("label", ["Cədvəl ", "Table ", "Таблица "])
def test_a_caption_of_words_own_style_is_bound_to_its_table(label: str) -> None:
    """Pandoc makes it the table's caption by itself, with label and number."""
    caption = paragraph(
        text(label), complex_field("SEQ Cədvəl", "1"), " Ticarət", style="ResimYazs"
    )
    made = _body(paragraph(f"Bax: {label}1."), caption, table([["İl", "Həcm"], ["1991", "5"]]))
    assert ": Ticarət {#tbl:1}" in made
    assert made.startswith(f"Bax: {label}[-@tbl:1].")


def test_the_caption_of_a_figure_is_not_that_of_the_table_below() -> None:
    made = _body(
        paragraph(picture("Xəritə")),
        paragraph("Şəkil 1. Bakının xəritəsi", style="ResimYazs"),
        table([["İl", "Həcm"], ["1991", "5"]]),
    )
    assert '![Bakının xəritəsi](figure-1.png){#fig:1 alt="Xəritə"}' in made
    assert made.count("xəritəsi") == 1


def test_words_that_refer_to_a_figure_lead_there_and_keep_their_endings() -> None:
    made = _body(
        paragraph("Bax: Şəkil 1-də göstərilir; Şəkil 9 isə yoxdur (şək. 1)."),
        paragraph(picture("")),
        paragraph("Şəkil 1. Küçə"),
    )
    assert made.splitlines()[0] == (
        "Bax: Şəkil [-@fig:1]-də göstərilir; Şəkil 9 isə yoxdur (şək. [-@fig:1])."
    )


def test_a_field_that_refers_to_a_caption_leads_there() -> None:
    made = _body(
        paragraph("Bax: ", complex_field("REF _Ref12345 \\h", "Şəkil 1"), "."),
        paragraph(picture("")),
        paragraph("Şəkil 1. Küçə"),
    )
    assert made.splitlines()[0] == "Bax: Şəkil [-@fig:1]."


def test_a_caption_beside_nothing_stays_and_is_told_of() -> None:
    made = _made(paragraph("Şəkil 4. Yoxdur", style="ResimYazs"), paragraph("Mətn."))
    assert "Şəkil 4. Yoxdur" in made.text
    assert [one.finding.kind for one in made.findings] == ["caption-unbound"]


def test_a_sentence_that_begins_with_a_figure_is_no_caption_without_one() -> None:
    assert _body(paragraph("Şəkil 1 göstərir ki, belədir.")) == "Şəkil 1 göstərir ki, belədir."


@pytest.mark.parametrize(
    "sentence",
    [
        "Cədvəl 1-də göründüyü kimi, belədir.",
        "Tablo 1'de görüldüğü gibi böyledir.",
        "Cədvəl 1 göstərir ki, belədir.",
        "Table 1 shows that this is so:",
        "Таблица 1 показывает, что это так.",
    ],
)
def test_a_sentence_beside_a_table_is_not_its_caption(sentence: str) -> None:
    made = _body(table([["a", "b"]]), paragraph(sentence), table([["c", "d"]]), paragraph("Son."))
    assert f"\n\n{sentence}\n\n" in made.replace("\\'", "'")
    assert "#tbl" not in made


def test_a_caption_in_the_first_row_of_a_table_is_its_caption() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    first = f"<w:tr>{wide}{paragraph('Cədvəl 1. Saylar')}</w:tc></w:tr>"
    rows = table([["a", "b"], ["1", "2"]])
    made = _body(rows.replace("<w:tr>", f"{first}<w:tr>", 1), paragraph("Bax: cədvəl 1."))
    assert ": Saylar {#tbl:1}" in made
    assert "Cədvəl 1." not in made
    assert made.endswith("Bax: cədvəl [-@tbl:1].")
    other = _body(rows.replace("<w:tr>", f"{first.replace('Cədvəl 1. ', '')}<w:tr>", 1))
    assert "| Saylar" in other


def _box(*paragraphs: str) -> str:
    return (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"{''.join(paragraphs)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def test_a_caption_in_a_text_box_belongs_to_the_picture_beside_it() -> None:
    made = _body(
        paragraph(picture("a"), _box(paragraph("çertyojda söz"))),
        paragraph("Şəkil 1. Bir"),
        paragraph(picture("b"), _box(paragraph("Şəkil 2. İki"))),
        paragraph("Mətn."),
    )
    assert '![Bir](figure-1.png){#fig:1 alt="a"}' in made
    assert '![İki](figure-1.png){#fig:2 alt="b"}' in made
    assert "çertyojda söz" in made


def test_a_table_whose_caption_is_a_number_alone_can_be_referred_to() -> None:
    made = _body(
        paragraph("Cədvəl 1", style="ResimYazs"),
        table([["a", "b"]]),
        paragraph("Bax: cədvəl 1."),
    )
    assert ": {#tbl:1}" in made
    assert made.endswith("Bax: cədvəl [-@tbl:1].")


def _bold(inlines: Inlines) -> Node:
    return {"t": "Strong", "c": inlines}


@pytest.mark.parametrize(
    "label",
    [
        [_bold([ast.text("Tablo"), ast.SPACE]), ast.text("1"), _bold([ast.text(".")])],
        [ast.SPACE, ast.text("Tablo"), ast.SPACE, _bold([ast.SPACE, ast.text("1.")])],
    ],
    ids=["space in bold", "spaces twice"],
)
def test_a_caption_keeps_the_first_letter_behind_its_label(label: Inlines) -> None:
    words = without_start([*label, ast.SPACE, *ast.words("Nüfus sayımları")], len("Tablo 1. "))
    assert ast.plain_text(words) == "Nüfus sayımları"


@pytest.mark.parametrize("between", ["<w:r><w:br/></w:r>", text(" ")], ids=["break", "space"])
def test_a_caption_in_the_paragraph_of_its_picture_is_bound(between: str) -> None:
    behind = _body(paragraph(picture(""), between, "Şəkil 1. Küçə"), paragraph("Şəkil 1-də."))
    assert behind == "![Küçə](figure-1.png){#fig:1}\n\nŞəkil [-@fig:1]-də."
    before = _body(paragraph("Şəkil 1. Küçə", between, picture("")), paragraph("Son."))
    assert before == "![Küçə](figure-1.png){#fig:1}\n\nSon."
    words = _body(paragraph(picture(""), between, "Şəkil 1-də küçə var."), paragraph("Son."))
    assert "{#fig" not in words, "a sentence is no caption"


def test_a_bookmark_beside_a_picture_does_not_hide_it_from_its_caption() -> None:
    bookmark = '<w:bookmarkStart w:id="1" w:name="_Ref9"/><w:bookmarkEnd w:id="1"/>'
    alt = picture("Şəkil 1: Küçə")
    made = _body(paragraph(bookmark, alt), paragraph("Şəkil 1. Küçə", style="ResimYazs"))
    assert made == '![Küçə](figure-1.png){#fig:1 alt="Şəkil 1: Küçə"}'
    made = _body(
        paragraph(bookmark, alt, "<w:r><w:br/></w:r>", "Şəkil 1. Küçə"),
        paragraph('<w:hyperlink w:anchor="_Ref9">' + text("orada") + "</w:hyperlink>", " bax."),
    )
    assert made.startswith("![[]{#place-1}Küçə](figure-1.png){#fig:1"), "links lead there"


def test_a_link_on_the_number_alone_is_a_cross_reference() -> None:
    link = '<w:hyperlink w:anchor="xerite"><w:r><w:t>1</w:t></w:r></w:hyperlink>'
    made = _body(
        paragraph(picture("Xəritə")),
        paragraph("Şəkil 1. Küçə"),
        paragraph(text("Bax: şəkil "), link, text(".")),
    )
    assert made.endswith("Bax: şəkil [-@fig:1].")


def test_captions_above_their_figures_are_those_of_the_next_one() -> None:
    made = _body(
        *(paragraph("Şəkil 1. Küçə"), paragraph(picture(""))),
        *(paragraph("Şəkil 2. Meydan"), paragraph(picture(""))),
        paragraph("Mətn davam edir."),
    )
    assert [line for line in made.splitlines() if line] == [
        "![Küçə](figure-1.png){#fig:1}",
        "![Meydan](figure-1.png){#fig:2}",
        "Mətn davam edir.",
    ]


@pytest.mark.parametrize("label", ["Tablo-3: ", "Cədvəl N 3. ", "Cədvəl No. 3. ", "Таблица № 3. "])
def test_signs_between_a_label_and_its_number(label: str) -> None:
    made = _body(paragraph(f"{label}Ad"), table([["a", "b"]]), paragraph("Son."))
    assert ": Ad {#tbl:3}" in made


def test_a_caption_behind_a_mark_and_a_space_keeps_its_first_letter() -> None:
    inlines = [ast.text(encode(1)), ast.SPACE, *ast.words("Şəkil 1. Sol şəkil")]
    rest = without_start(inlines, len(" Şəkil 1. "))
    assert without_marks(ast.plain_text(rest)) == "Sol şəkil"
