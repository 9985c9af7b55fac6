"""Charts, diagrams, embedded objects and shapes: what the manuscript has of them, and is told."""

from __future__ import annotations

import pytest
from word_kit import (
    complex_field,
    imported,
    paragraph,
    picture,
    relationship_to,
    word_file,
    written,
)

_FIRST = paragraph("Başlıq", style="KonuBal")


def _drawing(inside: str) -> str:
    return (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


_CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart>'
    "<c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>İxrac</c:v>"
    "</c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>"
    "<c:pt idx='0'><c:v>1991</c:v></c:pt><c:pt idx='1'><c:v>1992</c:v></c:pt>"
    "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>"
    "<c:pt idx='0'><c:v>4.5</c:v></c:pt><c:pt idx='1'><c:v>6</c:v></c:pt>"
    "</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
)


def test_the_data_of_a_chart_stand_as_a_table_with_a_query() -> None:
    data = word_file(
        _FIRST + paragraph("Öndə.", _drawing('<c:chart r:id="x"/>')) + paragraph("Arxada."),
        related={"x": relationship_to("chart", "charts/chart1.xml", _CHART)},
    )
    made = written(data)
    lines = made.text.splitlines()
    assert "|      | İxrac |" in lines
    assert "| 1992 | 6     |" in lines
    assert lines.index("Öndə.") < lines.index("|      | İxrac |") < lines.index("Arxada.")
    assert "<!-- query: the data of a chart" in made.text
    [found] = made.findings
    assert (found.finding.kind, lines[found.line - 1]) == ("chart-lost", "Öndə.")


def test_the_texts_of_a_diagram_stand_as_a_list() -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    texts = (
        f'<dgm:dataModel xmlns:dgm="{space}/diagram" xmlns:a="{space}/main"><dgm:ptLst>'
        "<dgm:pt type='doc'/>"
        "<dgm:pt><dgm:t><a:p><a:r><a:t>Birinci</a:t></a:r></a:p></dgm:t></dgm:pt>"
        "<dgm:pt><dgm:t><a:p><a:r><a:t>İkinci</a:t></a:r></a:p></dgm:t></dgm:pt>"
        "</dgm:ptLst></dgm:dataModel>"
    )
    data = word_file(
        _FIRST + paragraph("Öndə.", _drawing('<dgm:relIds r:dm="x"/>')),
        related={"x": relationship_to("diagramData", "diagrams/data1.xml", texts)},
    )
    assert "Öndə.\n\n- Birinci\n- İkinci\n\n<!-- query: the texts" in written(data).text


def test_a_formula_of_mathtype_is_told_of_with_its_picture_in_place() -> None:
    formula = (
        '<w:r><w:object><v:shape><v:imagedata r:id="p1"/></v:shape>'
        '<o:OLEObject ProgID="Equation.DSMT4" r:id="x"/></w:object></w:r>'
    )
    made = written(word_file(_FIRST + paragraph("Burada ", formula, "."), pictures=1))
    assert "figure-1.png" in made.text
    [found] = made.findings
    assert found.finding.kind == "equation-lost"
    assert "Equation.DSMT4" in found.finding.message


def test_a_picture_is_no_object() -> None:
    made = written(word_file(_FIRST + paragraph("Burada ", picture("Xəritə"), "."), pictures=1))
    assert made.findings == ()


def test_text_of_the_pages_heads_is_left_out_and_told_of() -> None:
    head = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{paragraph('Jurnalın adı')}</w:hdr>"
    )
    data = word_file(
        _FIRST + paragraph("Mətn."),
        related={"h": relationship_to("header", "header1.xml", head)},
    )
    made = written(data)
    assert "Jurnalın adı" not in made.text
    assert [one.finding.kind for one in made.findings] == ["header-left-out"]
    assert "Jurnalın adı" in made.findings[0].finding.message


def test_the_title_of_a_chart_is_in_its_query() -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    title = (
        f'<c:title><c:tx><c:rich><a:p xmlns:a="{space}"><a:r><a:t>Ticarət</a:t></a:r></a:p>'
        "</c:rich></c:tx></c:title>"
    )
    chart = _CHART.replace("<c:chart>", f"<c:chart>{title}")
    data = word_file(
        _FIRST + paragraph("Öndə.", _drawing('<c:chart r:id="x"/>')),
        related={"x": relationship_to("chart", "charts/chart1.xml", chart)},
    )
    assert "<!-- query: the data of a chart (Ticarət);" in written(data).text


def test_a_picture_that_the_file_only_leads_to_is_an_empty_frame() -> None:
    linked = _drawing('<pic:pic><pic:blipFill><a:blip r:link="x"/></pic:blipFill></pic:pic>')
    data = word_file(
        _FIRST + paragraph("Öndə.", linked),
        related={"x": relationship_to("image", "media/xəritə.png", "")},
    )
    made = written(data)
    assert "![](figure-1.svg)" in made.text
    [found] = made.findings
    assert found.finding.kind == "picture-outside"
    assert "xəritə.png" in found.finding.message


def test_the_words_of_drawn_letters_stay() -> None:
    drawn = '<w:r><w:pict><v:shape><v:textpath string="Yazı"/></v:shape></w:pict></w:r>'
    made = written(word_file(_FIRST + paragraph("Öndə.", drawn)))
    assert "Öndə.\n\nYazı\n" in made.text
    assert [one.finding.kind for one in made.findings] == ["shape-lost"]


def test_the_words_of_a_drawing_of_another_program_stay() -> None:
    """A drawing that was pasted from PowerPoint has texts of DrawingML, and no boxes of Word."""
    words = "<a:p><a:r><a:t>Birinci </a:t></a:r><a:r><a:t>qutu</a:t></a:r></a:p>"
    words += "<a:p><a:r><a:t>ikinci</a:t></a:r></a:p>"
    drawn = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:sp><a:txSp>"
        f"<a:txBody>{words}</a:txBody></a:txSp></a:sp></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r>"
    )
    made = written(word_file(_FIRST + paragraph("Öndə.", drawn)))
    assert "Öndə.\n\nBirinci qutu\n\nikinci\n" in made.text
    assert [one.finding.kind for one in made.findings] == ["shape-lost"]


def test_a_document_within_the_document_is_told_of() -> None:
    data = word_file(
        _FIRST + paragraph("Öndə.") + '<w:subDoc r:id="x"/>',
        related={"x": relationship_to("subDocument", "fəsil.docx", "")},
    )
    [found] = written(data).findings
    assert found.finding.kind == "part-lost"
    assert "fəsil.docx" in found.finding.message


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ('<a:srcRect l="25000"/>', True),
        ('<a:srcRect l="0" t="0"/>', False),
        ('<pic:spPr><a:xfrm rot="5400000"/></pic:spPr>', True),
        ('<pic:spPr><a:xfrm flipH="1"/></pic:spPr>', True),
        ('<pic:spPr><a:xfrm rot="0"/></pic:spPr>', False),
    ],
)
def test_a_picture_that_word_changes_is_told_of(inside: str, told: bool) -> None:
    changed = picture("x").replace("</pic:pic>", f"{inside}</pic:pic>")
    findings = imported(word_file(_FIRST + paragraph(changed), pictures=1))[1].findings
    assert [one.kind for one in findings] == ["picture-changed"] * told


def test_a_field_that_would_show_a_picture_leaves_an_empty_frame() -> None:
    field = complex_field('INCLUDEPICTURE "maps/baku.png" \\d', "")
    made = written(word_file(_FIRST + paragraph("Mətn ", field)))
    assert "a picture is missing here, baku.png" in made.text
    assert [one.finding.kind for one in made.findings] == ["picture-outside"]
