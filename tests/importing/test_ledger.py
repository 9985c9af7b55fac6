"""What a Word file and its manuscript have, counted, and what the one has and the other lacks."""

from __future__ import annotations

from word_kit import complex_field, imported, paragraph, picture, table, text, word_file

from nashr import ast
from nashr.importing.balance import unbalanced
from nashr.importing.draft import Draft
from nashr.importing.ledger import count_package, count_result
from nashr.importing.marks import encode
from nashr.importing.ooxml import WordPackage
from nashr.importing.paragraphs import Paragraph

_FIRST = paragraph("Başlıq", style="KonuBal")
_NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
_NOTES = f'<w:footnote w:id="2">{paragraph("Qeyd.")}</w:footnote>'


def _cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def _merged_table() -> str:
    """The first cell of two columns, the one below it of two rows, and one that begins nothing."""
    wide, down, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        _cell("a", wide),
        _cell("b", down) + _cell("c", down),
        _cell("", goes_on) + _cell("d"),
    )
    lines = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{lines}</w:tbl>"


_BODY = (
    _FIRST
    + paragraph("Mətn", _NOTE, " və ", complex_field("REF _Ref1 \\h", "1"), picture("x"), ".")
    + paragraph(text("Русский текст", '<w:lang w:val="ru-RU"/>'))
    + "<w:sdt><w:sdtContent>" + paragraph("Qutu.") + "</w:sdtContent></w:sdt>"
    + table([["a", "b"], ["1", "2"]])
    + paragraph("Arada.")
    + _merged_table()
)  # fmt: skip


def test_what_the_file_has_is_counted_by_kind() -> None:
    counts = count_package(WordPackage(word_file(_BODY, {"footnotes": _NOTES}, pictures=1)))
    assert counts["notes"] == 1
    assert (counts["pictures"], counts["pictures: png"]) == (1, 1)
    assert (counts["fields"], counts["fields: REF"]) == (1, 1)
    assert counts["content controls"] == 1
    assert (counts["tables"], counts["merged cells"]) == (2, 2)
    assert counts["languages: ru-RU"] == 1
    assert "charts" not in counts


def test_the_manuscript_has_as_many_and_nothing_is_told() -> None:
    _, draft = imported(word_file(_BODY, {"footnotes": _NOTES}, pictures=1))
    assert {draft.written[kind] for kind in ("notes", "pictures")} == {1}
    assert (draft.written["tables"], draft.written["merged cells"]) == (2, 2)
    assert not [one for one in draft.findings if one.kind.endswith("-lost")]


def test_what_a_paragraph_lacks_is_named_with_the_paragraph() -> None:
    there = Paragraph(3, "document", "Mətn", notes=2, pictures=1, formulas=1)
    note = {"t": "Note", "c": [ast.para([ast.text("Qeyd")])]}
    block = ast.para([ast.text(f"{encode(1)}Mətn"), note, ast.inline_math("x")])
    [found] = unbalanced([there], Draft([block], {1: there}))
    assert (found.notes, found.pictures, found.formulas) == (1, 1, 0)
    assert not found.missing


def test_a_table_without_widths_loses_no_cell() -> None:
    """Pandoc drops the cells of columns that the table's grid does not have."""
    bare = _merged_table().replace("<w:gridCol/>", "")
    assert [one.kind for one in imported(word_file(_FIRST + bare))[1].findings] == []
    assert count_result(imported(word_file(_FIRST + bare))[1].blocks)["merged cells"] == 2
