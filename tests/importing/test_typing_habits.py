"""What stands in a Word file for its looks alone is left out, and counted."""

from __future__ import annotations

from word_kit import body_of, imported, paragraph, text, word_file

_OBJECT = '<w:object><o:OLEObject ProgID="Equation.3" r:id="x"/></w:object>'
_FIRST = paragraph("Başlıq", style="KonuBal")


def test_empty_paragraphs_spaces_and_tabs_are_counted_once_each() -> None:
    tab = "<w:r><w:tab/></w:r>"
    data = word_file(
        _FIRST + "<w:p/>" * 3 + paragraph(tab, "Bir  iki   üç.", tab, "Dörd") + "<w:p/>"
    )
    assert body_of(data) == "Bir iki üç. Dörd"
    told = {one.kind: one.message for one in imported(data)[1].findings}
    assert told["empty-paragraphs"].startswith("4 ")
    assert "2 places" in told["repeated-spaces"]
    assert told["tabs"].startswith("2 ")


def test_a_clean_file_tells_of_nothing() -> None:
    assert imported(word_file(_FIRST + paragraph("Mətn.")))[1].findings == []


def test_letters_raised_by_hand_are_raised_and_those_that_are_fitted_are_not() -> None:
    body = paragraph(
        "m", text("2", '<w:position w:val="6"/>'), " H", text("2", '<w:position w:val="-6"/>')
    )
    assert body_of(word_file(_FIRST + body)) == "m^2^ H~2~"
    fitted = paragraph("m", text("2", '<w:position w:val="1"/>'))
    assert body_of(word_file(_FIRST + fitted)) == "m2"


def test_formulas_that_are_set_on_the_line_are_not_lowered() -> None:
    moved = paragraph("Bax ", f'<w:r><w:rPr><w:position w:val="-10"/></w:rPr>{_OBJECT}</w:r>', ".")
    data = word_file(_FIRST + moved)
    assert "~" not in body_of(data)
