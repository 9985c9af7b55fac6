"""An OpenDocument, read with its comments, changes, boxes, fields and works."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.changes import Treatment
from nashr.importing.draft import Draft
from nashr.importing.odt import prepare_odt
from nashr.importing.other_formats import draft_of_tree
from nashr.importing.source_words import passages_of
from nashr.importing.writing import write

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = (
    " ".join(
        f'xmlns:{name}="{_ODF}:{path}:1.0"'
        for name, path in (
            ("office", "office"),
            ("text", "text"),
            ("draw", "drawing"),
            ("table", "table"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_STYLES = f"<office:document-styles {_NAMES}><office:styles/></office:document-styles>"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    "</manifest:manifest>"
)
_WORK = (
    '<text:bibliography-mark text:identifier="Oran1998" text:bibliography-type="book" '
    'text:author="Oran, Baskın; Kuzio, Taras" text:title="Dış siyaset" text:year="1998" '
    'text:publisher="İletişim" text:address="İstanbul">[Oran1998]</text:bibliography-mark>'
)
_LIST = (
    "<text:bibliography><text:index-body><text:p>Oran1998: Dış siyaset, İstanbul</text:p>"
    "</text:index-body></text:bibliography>"
)


def _draft(body: str, treatment: Treatment = Treatment.ASK, formula: str = "") -> Draft:
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles/><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    files = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": _MANIFEST.encode(),
        "content.xml": content.encode(),
        "styles.xml": _STYLES.encode(),
    }
    if formula:
        files["Object 1/content.xml"] = formula.encode()
    odt = prepare_odt(files, treatment)
    tree, log = pandoc.read_document(odt.data, "odt")
    passages = passages_of("odt", odt.data, odt.files)
    return draft_of_tree(tree, odt.files, "a.odt", passages, log, odt=odt)


def _body(body: str, treatment: Treatment = Treatment.ASK, formula: str = "") -> str:
    draft = _draft(f"<text:h>Giriş</text:h>{body}", treatment, formula)
    assert "words-lost" not in [one.kind for one in draft.findings]
    return write(draft, pandoc.write_markdown).text.partition("# Giriş")[2].strip()


def test_a_mark_of_bibliography_has_its_entry_and_the_list_goes() -> None:
    draft = _draft(f"<text:p>Mətn {_WORK} davam edir.</text:p>{_LIST}")
    assert "@book{Oran1998," in draft.bibliography
    assert "author       = {Oran, Baskın and Kuzio, Taras}" in draft.bibliography
    assert "location     = {İstanbul}" in draft.bibliography
    kinds = [one.kind for one in draft.findings]
    assert "list-of-references" in kinds
    assert "words-lost" not in kinds
    assert _body(f"<text:p>Mətn {_WORK} davam edir.</text:p>") == "Mətn [@Oran1998] davam edir."


def test_a_mark_that_says_nothing_of_its_work_is_its_text_and_the_list_stays() -> None:
    mark = '<text:bibliography-mark text:identifier="Oran1998">[Oran1998]</text:bibliography-mark>'
    body = _body(f"<text:p>Mətn {mark} davam edir.</text:p>{_LIST}")
    assert body == "Mətn \\[Oran1998\\] davam edir.\n\nOran1998: Dış siyaset, İstanbul"


def test_a_comment_is_a_query_where_it_begins() -> None:
    comment = (
        '<office:annotation office:name="1"><dc:creator>Redaktor</dc:creator>'
        "<dc:date>2024-05-06T10:00:00</dc:date><text:p>Bunu yoxlayın.</text:p>"
        '</office:annotation>sözlər<office:annotation-end office:name="1"/>'
    )
    assert _body(f"<text:p>Bu {comment} qalır.</text:p>") == (
        "Bu <!-- query: 1. Redaktor, 2024-05-06: Bunu yoxlayın. -->sözlər qalır."
    )


_CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
    "<text:p>silinmiş</text:p>"
    '</text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion/>'
    "</text:changed-region></text:tracked-changes>"
)


@pytest.mark.parametrize(
    ("treatment", "written"),
    [
        (
            Treatment.ASK,
            "Bir <!-- query: 1. deleted here: “silinmiş” -->"
            "yeni<!-- query: 2. inserted before this --> söz.",
        ),
        (Treatment.ACCEPT, "Bir yeni söz."),
    ],
)
def test_changes_are_asked_of_or_accepted(treatment: Treatment, written: str) -> None:
    changed = (
        'Bir <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>yeni'
        '<text:change-end text:change-id="c2"/> söz.'
    )
    assert _body(f"{_CHANGES}<text:p>{changed}</text:p>", treatment) == written


def test_a_text_box_stands_behind_its_paragraph() -> None:
    box = "<draw:frame><draw:text-box><text:p>Qutudakı mətn.</text:p></draw:text-box></draw:frame>"
    assert _body(f"<text:p>Öndə {box}arxada.</text:p>") == "Öndə arxada.\n\nQutudakı mətn."


def test_fields_are_what_they_show() -> None:
    fields = (
        "<text:date>12.03.2024</text:date>, <text:user-defined>dəyər</text:user-defined>, "
        "<text:placeholder>yer</text:placeholder>"
    )
    assert _body(f"<text:p>Sahə {fields}.</text:p>") == "Sahə 12.03.2024, dəyər, yer."


def test_a_formula_among_words_stands_in_their_line() -> None:
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    formula = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow><mi>x</mi><mo>=</mo><mn>1</mn>'
        "</mrow></math>"
    )
    assert (
        _body(f"<text:p>Burada {frame} olur.</text:p>", formula=formula) == "Burada $x = 1$ olur."
    )


def test_the_contents_of_a_content_control_are_text() -> None:
    loext = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
    control = f'<l:content-control xmlns:l="{loext}">alma <text:span>və nar</text:span>'
    body = f"<text:p>Seçim: {control}</l:content-control>, <text:meta>son</text:meta>.</text:p>"
    assert _body(body) == "Seçim: alma və nar, son."


def test_cells_stay_where_every_row_of_a_table_has_joined_cells() -> None:
    """Pandoc counts the columns by the cells of the longest row."""

    def cell(words: str, columns: int = 1, rows: int = 1) -> str:
        spans = f'table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'
        covered = "<table:covered-table-cell/>" * (columns - 1)
        return f"<table:table-cell {spans}><text:p>{words}</text:p></table:table-cell>{covered}"

    rows = (
        cell("bir", rows=2) + cell("iki", 3),
        "<table:covered-table-cell/>" + cell("üç", 2) + cell("dörd"),
        cell("beş") + cell("altı", 2) + cell("yeddi"),
    )
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    made = _body(f'<table:table table:name="a">{"<table:table-column/>" * 4}{lines}</table:table>')
    assert [row.count("|") for row in made.splitlines() if "dörd" in row] == [4]
    assert "yeddi" in made
    assert "\u2063" not in made
