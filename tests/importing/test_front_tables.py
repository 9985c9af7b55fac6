"""Tables that lay out the front matter."""

from __future__ import annotations

from typing import Any

import yaml
from word_kit import paragraph, table, text, word_file, written

_ABSTRACT = "Məqalədə qəzetlərin tarixi araşdırılır və sənədlər ilə müqayisə olunur."
_ENGLISH = "The article examines the history of newspapers in the country."
_TEXT = paragraph("Giriş", style="Balk1") + paragraph(_ABSTRACT) * 3
_TITLE = paragraph(text("Qəzetlərin tarixi", '<w:b/><w:sz w:val="32"/>'))


def _table(*rows: list[str], span: int = 1) -> str:
    """A table of cells, each some paragraphs; a row of one cell takes ``span`` columns."""

    def cell(inside: str, alone: bool) -> str:
        width = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if alone and span > 1 else ""
        return f"<w:tc>{width}{inside}</w:tc>"

    lines = ("".join(cell(one, len(row) == 1) for one in row) for row in rows)
    columns = '<w:gridCol w:w="3000"/>' * max(span, *map(len, rows))
    written = "".join(f"<w:tr>{line}</w:tr>" for line in lines)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{written}</w:tbl>"


def _made(body: str) -> tuple[dict[str, Any], str, list[str]]:
    made = written(word_file(body))
    _, front, rest = made.text.split("---\n", 2)
    return yaml.safe_load(front), rest.strip(), [one.finding.kind for one in made.findings]


def test_information_beside_the_abstract() -> None:
    front, body, findings = _made(
        _TITLE
        + _table(
            [paragraph("MƏQALƏ MƏLUMATI"), paragraph("XÜLASƏ")],
            [
                paragraph("Açar sözlər:")
                + paragraph("qəzet")
                + paragraph("tarix")
                + paragraph("Daxil olub: 12.03.2024"),
                paragraph(_ABSTRACT),
            ],
        )
        + _TEXT
    )
    assert front["abstract"] == _ABSTRACT
    assert front["keywords"] == ["qəzet", "tarix"]
    assert front["dates"] == {"received": "2024-03-12"}
    assert body.startswith("# Giriş")
    assert "front-table" in findings
    assert "front-words" not in findings


def test_title_and_authors_in_a_box_at_the_head() -> None:
    box = _TITLE + paragraph("Nümunə Müəllif") + paragraph("Bakı Dövlət Universiteti")
    front, body, _ = _made(_table([box]) + paragraph("Xülasə: " + _ABSTRACT) + _TEXT)
    assert front["title"] == "Qəzetlərin tarixi"
    assert [one["family"] for one in front["authors"]] == ["Müəllif"]
    assert front["affiliations"] == [{"id": "a1", "name": "Bakı Dövlət Universiteti"}]
    assert body.startswith("# Giriş")


def test_labels_beside_what_they_name() -> None:
    front, body, _ = _made(
        _TITLE
        + _table(
            [paragraph("Xülasə"), paragraph(_ABSTRACT)],
            [paragraph("Açar sözlər"), paragraph("qəzet, tarix")],
        )
        + _TEXT
    )
    assert front["abstract"] == _ABSTRACT
    assert front["keywords"] == ["qəzet", "tarix"]
    assert body.startswith("# Giriş")


def test_a_form_with_labels_beside_their_values() -> None:
    rows = [
        ["Müəllif", "Nümunə Müəllif"],
        ["Təşkilat", "Bakı Dövlət Universiteti"],
        ["E-poçt:", "numune@example.org"],
        ["ORCID", "0000-0002-1825-0097"],
        ["UOT", "94(479.24)"],
        ["Daxil olub", "12.03.2024"],
        ["Açar sözlər", "qəzet; tarix"],
        ["Xülasə", _ABSTRACT],
    ]
    front, body, kinds = _made(
        _TITLE + _table(*([paragraph(one) for one in row] for row in rows)) + _TEXT
    )
    author = {"given": "Nümunə", "family": "Müəllif", "affiliations": ["a1"]}
    assert author.items() <= front["authors"][0].items()
    assert front["authors"][0]["orcid"] == "0000-0002-1825-0097"
    assert front["authors"][0]["email"] == "numune@example.org"
    assert front["affiliations"] == [{"id": "a1", "name": "Bakı Dövlət Universiteti"}]
    assert front["classification"] == {"udc": "94(479.24)"}
    assert front["dates"] == {"received": "2024-03-12"}
    assert front["keywords"] == ["qəzet", "tarix"]
    assert front["abstract"] == _ABSTRACT
    assert body.startswith("# Giriş")
    assert "front-words" not in kinds


def test_two_languages_side_by_side_below_a_title_over_both() -> None:
    front, body, _ = _made(
        _table(
            [_TITLE],
            [paragraph("Xülasə"), paragraph("Abstract")],
            [paragraph(_ABSTRACT), paragraph(_ENGLISH)],
            [paragraph("Açar sözlər: qəzet, tarix"), paragraph("Keywords: newspaper, history")],
            span=2,
        )
        + _TEXT
    )
    assert front["title"] == "Qəzetlərin tarixi"
    assert (front["abstract"], front["keywords"]) == (_ABSTRACT, ["qəzet", "tarix"])
    assert front["translations"]["en"] == {
        "abstract": _ENGLISH,
        "keywords": ["newspaper", "history"],
    }
    assert body.startswith("# Giriş")


def test_tables_of_the_text_stay_tables() -> None:
    front = _TITLE + paragraph("Xülasə: " + _ABSTRACT)
    data = table([["İl", "Say"], ["1990", "12"]])
    _, before, findings = _made(front + data + _TEXT)
    assert "1990" in before.partition("# Giriş")[0]
    assert "|" in before.partition("# Giriş")[0], "a table of numbers before the first heading"
    assert "front-table" not in findings
    labels = table([["Açar sözlər", "Say"], ["qəzet", "12"]])
    caption = paragraph("Cədvəl 1. Açar sözlər")
    _, captioned, findings = _made(front + caption + labels + _TEXT)
    assert "front-table" not in findings
    assert "12" in captioned


def test_the_front_is_read_behind_a_table_with_the_name_of_the_journal() -> None:
    masthead = _table([paragraph("Dil jurnalı"), paragraph("2024, № 3")])
    front, body, kinds = _made(
        masthead
        + _TITLE
        + paragraph("Nümunə Müəllif")
        + paragraph("Xülasə: " + _ABSTRACT)
        + paragraph("Açar sözlər: qəzet, tarix")
        + _TEXT
    )
    assert front["title"] == "Qəzetlərin tarixi"
    assert front["keywords"] == ["qəzet", "tarix"]
    assert "Dil jurnalı" in body
    assert "front-left" in kinds
    without = _made(masthead + paragraph(_ABSTRACT) * 2)
    assert "title" not in without[0]
