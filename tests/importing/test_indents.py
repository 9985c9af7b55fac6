"""Indented paragraphs: quotations, poems, and those that are indented for their looks alone."""

from __future__ import annotations

from word_kit import body_of, imported, paragraph, text, word_file

_INDENT = '<w:ind w:left="720"/>'
_FIRST = paragraph("Başlıq", style="KonuBal") + paragraph("Adi mətn burada davam edir. " * 8)
_LONG = "Sitat gətirilən uzun cümlə burada bir neçə sətir davam edir və bitir."


def _body(*blocks: str) -> str:
    return body_of(word_file(_FIRST + "".join(blocks))).partition("\n\n")[2]


def test_an_indented_paragraph_is_a_quotation() -> None:
    assert _body(paragraph(_LONG, properties=_INDENT)) == f"> {_LONG}"


def test_short_indented_lines_are_a_poem() -> None:
    lines = ("Birinci misra burada,", "İkinci misra orada,", "Üçüncü misra sonda.")
    made = _body(*(paragraph(one, properties=_INDENT) for one in lines), paragraph("Son. " * 20))
    assert made.startswith("| Birinci misra burada,\n| İkinci misra orada,\n| Üçüncü misra sonda.")


def test_lines_parted_by_breaks_are_a_poem() -> None:
    line_break = "<w:r><w:br/></w:r>"
    verse = paragraph("Birinci misra,", line_break, "ikinci misra,", line_break, text("üçüncü."))
    data = word_file(_FIRST + verse)
    assert body_of(data).endswith("| Birinci misra,\n| ikinci misra,\n| üçüncü.")
    assert "verse-guessed" in [one.kind for one in imported(data)[1].findings]


def test_two_lines_are_no_poem() -> None:
    made = _body(paragraph("Birinci sətir", "<w:r><w:br/></w:r>", "ikinci sətir"))
    assert made == "Birinci sətir\\\nikinci sətir"


def test_a_text_that_is_indented_as_a_whole_has_no_quotations() -> None:
    data = word_file(
        paragraph("Başlıq", style="KonuBal")
        + "".join(paragraph(_LONG, properties=_INDENT) for _ in range(4))
    )
    assert ">" not in body_of(data)
    assert "indents-dropped" in [one.kind for one in imported(data)[1].findings]


def test_an_indented_abstract_is_front_matter() -> None:
    data = word_file(
        paragraph("Başlıq", style="KonuBal")
        + paragraph(f"Xülasə: {_LONG}", properties=_INDENT)
        + paragraph("Açar sözlər: bir, iki", properties=_INDENT)
        + paragraph("Giriş", style="Balk1")
        + paragraph("Mətn. " * 40)
    )
    front = imported(data)[1].front
    assert front["abstract"] == _LONG
    assert front["keywords"] == ["bir", "iki"]
