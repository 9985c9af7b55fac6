"""The files of the store: written, read, and cleaned of what no record needs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nashr.model import Source
from nashr.references.records import Record, Update, as_text, clean_item, read_record, record_path

ITEM: dict[str, Any] = {
    "type": "article-journal",
    "title": "A Sample of <i>Titles</i>",
    "author": [{"family": "Sample", "given": "Ann"}],
    "issued": {"date-parts": [[2001, 2]]},
}
RECORD = Record(
    "doi", "10.5555/sample.1", "Crossref", ITEM, (Update("retraction", "", "2015-03-12"),), (2001,)
)


def read(text: str) -> tuple[Record | None, list[str]]:
    outcome = read_record(Source("bibliography/records/x.json", text))
    return outcome.value, [finding.message for finding in outcome.diagnostics]


def test_what_is_written_is_read() -> None:
    assert read(as_text(RECORD)) == (RECORD, [])


def test_the_same_record_has_the_same_bytes() -> None:
    turned = Record("doi", RECORD.identifier, "Crossref", dict(reversed(ITEM.items())))
    straight = Record("doi", RECORD.identifier, "Crossref", ITEM)
    assert as_text(turned) == as_text(straight)


@pytest.mark.parametrize(
    "identifier",
    [
        "10.1002/(SICI)1097-4571(199806)49:8<693::AID>3.0.CO;2-O",
        "10.5555/" + "a" * 300,
        "10.5555/../x",
    ],
)
def test_any_identifier_has_a_file(identifier: str) -> None:
    path = record_path("doi", identifier.lower())
    folder, _, name = path.rpartition("/")
    assert folder == "bibliography/records"
    assert name.replace("-", "").replace(".", "").isalnum()
    assert len(name) < 110


def test_names_of_files_that_look_alike_are_two() -> None:
    assert record_path("doi", "10.5555/a-b") != record_path("doi", "10.5555/a/b")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "has no “item”"),
        ('{"doi": "10.5555/1"}', "has no “item”"),
        ('{"item": {"title": "x"}}', "has none of doi, isbn, pmid, arxiv"),
        ('{"doi": "x", "item": {"title": "x"}}', "has a wrong identifier"),
        ('{"isbn": "9780306406158", "item": {"title": "x"}}', "has a wrong identifier"),
        ('{"doi": "10.5555/1", "item": {"type": "book"}}', "has no title"),
    ],
)
def test_a_file_that_is_no_record(text: str, told: str) -> None:
    record, messages = read(text)
    assert record is None
    assert told in messages[0]


def test_characters_that_deceive_are_an_error() -> None:
    _, [message] = read('{"doi": "10.5555/1", "item": {"title": "a\u202eb"}}')
    assert "direction" in message or "U+202E" in message


def test_an_item_keeps_what_csl_knows() -> None:
    item = {
        "type": "journal-article",
        "title": ["A <jats:italic>b</jats:italic> <i>c</i>\n<script>d</script>", "other"],
        "volume": 9,
        "page": None,
        "author": [{"family": "A", "given": "B", "affiliation": [1]}, {"name": "x"}, "y", {}],
        "issued": {"date-parts": [[2001, 13, 2], [None]]},
        "accessed": {"raw": "2001"},
        "abstract": "left out",
        "language": {"x": 1},
    }
    assert clean_item(item) == {
        "type": "document",
        "title": "A b <i>c</i> d",
        "volume": "9",
        "author": [{"family": "A", "given": "B"}],
        "issued": {"date-parts": [[2001]]},
        "accessed": {"literal": "2001"},
    }


def test_a_text_has_an_end() -> None:
    assert len(clean_item({"title": "x" * 100_000})["title"]) == 4000
    names = [{"family": "A"}] * 9000
    assert len(clean_item({"title": "x", "author": names})["author"]) == 3000
    assert json.loads(as_text(RECORD))["doi"] == "10.5555/sample.1"
