"""Citations that programs for references have put into a Word file."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from word_kit import complex_field, imported, paragraph, text, word_file, written

_FIRST = paragraph("Başlıq", style="KonuBal")
_ORAN: dict[str, Any] = {
    "id": 7,
    "type": "book",
    "title": "Türk dış politikası",
    "author": [{"family": "Oran", "given": "Baskın"}],
    "issued": {"date-parts": [["2001"]]},
}
_KUZIO: dict[str, Any] = {
    "id": "ITEM-2",
    "type": "article-journal",
    "title": "Nationalist riots",
    "author": [{"family": "Kuzio", "given": "Taras"}],
    "issued": {"date-parts": [[2000, 5]]},
}


def _csl(*items: dict[str, Any]) -> str:
    return json.dumps({"citationItems": list(items), "properties": {"noteIndex": 0}})


def _made(body: str) -> tuple[str, str]:
    """The last paragraph of the manuscript, and its bibliography."""
    data = word_file(_FIRST + body)
    _, draft = imported(data)
    return written(data).text.rstrip("\n").rpartition("\n")[2], draft.bibliography


@pytest.mark.parametrize("program", ["ZOTERO_ITEM CSL_CITATION", "CSL_CITATION"])
def test_the_fields_of_zotero_and_mendeley_are_citations(program: str) -> None:
    cited = _csl(
        {"id": 7, "itemData": _ORAN, "locator": "12-14", "label": "page", "prefix": "bax:"},
        {"id": 8, "itemData": _KUZIO, "suppress-author": True, "suffix": "və sair"},
    )
    field = complex_field(f"ADDIN {program} {cited}", "(Oran 2001; 2000)")
    line, works = _made(paragraph("Söz ", field, "."))
    assert line == "Söz [bax: @oran2001, 12-14; -@kuzio2000, və sair]."
    assert "@book{oran2001," in works
    assert "author       = {Oran, Baskın}," in works
    assert "date         = {2000-05}," in works


def test_a_work_that_is_cited_twice_has_one_entry() -> None:
    fields = [
        complex_field(f"ADDIN ZOTERO_ITEM CSL_CITATION {_csl(one)}", "(1)")
        for one in (
            {"id": 7, "itemData": _ORAN, "uris": ["http://zotero.org/users/1/items/A"]},
            {"id": 9, "itemData": _ORAN, "uris": ["http://zotero.org/users/2/items/B"]},
        )
    ]
    line, works = _made(paragraph("Söz ", *fields))
    assert line.count("@oran2001") == 2
    assert works.count("@book") == 1


def test_the_author_s_own_key_is_kept_and_a_number_is_not() -> None:
    own = {**_ORAN, "note": "Citation Key: oranDisPolitika\nother"}
    field = complex_field(f"ADDIN ZOTERO_ITEM CSL_CITATION {_csl({'itemData': own})}", "(1)")
    line, works = _made(paragraph("Söz ", field))
    assert line == "Söz [@oranDisPolitika]"
    assert "@book{oranDisPolitika," in works


def test_words_own_citations_are_read_with_their_switches() -> None:
    """A tag of a work of the file, ``\\p`` for pages, ``\\n`` without the author, ``\\m`` for one
    more work."""
    sources = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
        "<b:Source><b:Tag>Ora01</b:Tag><b:SourceType>Book</b:SourceType><b:Author><b:Author>"
        "<b:NameList><b:Person><b:Last>Oran</b:Last><b:First>Baskın</b:First></b:Person>"
        "</b:NameList></b:Author></b:Author><b:Title>Türk dış politikası</b:Title>"
        "<b:Year>2001</b:Year><b:City>İstanbul</b:City></b:Source>"
        "<b:Source><b:Tag>Ku</b:Tag><b:SourceType>Report</b:SourceType><b:Author><b:Author>"
        "<b:Corporate>Xarici İşlər Nazirliyi</b:Corporate></b:Author></b:Author>"
        "<b:Title>Hesabat</b:Title><b:Year>1999</b:Year></b:Source></b:Sources>"
    )
    field = complex_field("CITATION Ora01 \\p 12 \\n \\l 1068 \\m Ku", "(2001)")
    data = word_file(_FIRST + paragraph("Söz ", field), custom={"customXml/item1.xml": sources})
    _, draft = imported(data)
    assert "[-@oran2001, 12; @xariciislernazirliyi1999]" in written(data).text
    works = draft.bibliography
    assert "{{Xarici İşlər Nazirliyi}}" in works
    assert "location     = {İstanbul}" in works


def test_endnotes_records_are_read_from_the_field() -> None:
    record = (
        "<EndNote><Cite><Author>Oran</Author><Year>2001</Year><Pages>12</Pages><record>"
        '<rec-number>499</rec-number><ref-type name="Book">6</ref-type><contributors><authors>'
        "<author>Oran, Baskın</author></authors></contributors><titles><title>Türk dış politikası"
        "</title></titles><dates><year>2001</year></dates></record></Cite></EndNote>"
    )
    line, works = _made(paragraph("Söz ", complex_field(f"ADDIN EN.CITE {record}", "(Oran, 2001)")))
    assert line == "Söz [@oran2001, 12]"
    assert "title        = {Türk dış politikası}" in works


def test_a_content_control_of_mendeley_cite_is_a_citation() -> None:
    data = base64.b64encode(_csl({"id": "ITEM-1", "itemData": _KUZIO}).encode()).decode()
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{data}"/></w:sdtPr>'
        f"<w:sdtContent>{text('(Kuzio, 2000)')}</w:sdtContent></w:sdt>"
    )
    line, _ = _made(paragraph("Söz ", control, "."))
    assert line == "Söz [@kuzio2000]."


def test_a_bookmark_of_zotero_is_a_citation_with_its_record_among_the_properties() -> None:
    stored = f"ZOTERO_ITEM CSL_CITATION {_csl({'itemData': _ORAN})}"
    half = len(stored) // 2
    pieces = "".join(
        f'<property name="ZOTERO_BREF_abc_{n}"><lpwstr>{piece.replace("&", "&amp;")}</lpwstr>'
        "</property>"
        for n, piece in enumerate((stored[:half], stored[half:]), start=1)
    )
    body = paragraph(
        "Söz ",
        '<w:bookmarkStart w:id="3" w:name="ZOTERO_BREF_abc"/>',
        text("(Oran 2001)"),
        '<w:bookmarkEnd w:id="3"/>',
        ".",
    )
    data = word_file(
        _FIRST + body, custom={"docProps/custom.xml": f"<Properties>{pieces}</Properties>"}
    )
    assert written(data).text.endswith("Söz [@oran2001].\n")


def test_a_citation_without_a_record_keeps_its_text_and_is_told_of() -> None:
    field = complex_field('ADDIN ZOTERO_ITEM {"citationItems":[{"id":1}]}', "(Oran 2001)")
    data = word_file(_FIRST + paragraph("Söz ", field, "."))
    _, draft = imported(data)
    assert written(data).text.endswith("Söz (Oran 2001).\n")
    assert [one.kind for one in draft.findings] == ["citation-unread"]
