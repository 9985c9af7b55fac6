"""The file of an issue."""

from __future__ import annotations

import pytest

from nashr.frontmatter.issue_file import parse_issue
from nashr.frontmatter.new_issue import new_issue
from nashr.issues import MatterPart
from nashr.model import Journal, Source
from nashr.print_settings import BarcodeSettings, IssuePrint, Paper

LEAST = "number: 1\nyear: 2026\nsections:\n  - articles: [a]\n"


def parse(text: str) -> tuple[object, list[tuple[str, int | None, int | None]]]:
    found = parse_issue(Source("i.yaml", text), "2026-1")
    return found.value, [(d.code, d.span.line, d.span.column) for d in found.diagnostics]


def test_the_least_that_an_issue_says() -> None:
    issue = parse_issue(Source("i.yaml", LEAST), "2026-1").value
    assert issue is not None
    assert (issue.id, issue.number, issue.year, issue.articles) == ("2026-1", "1", 2026, ("a",))
    assert (issue.first_page, issue.start, issue.file_names) == (1, "next", "{slug}")


def test_parts_are_words_files_or_keys() -> None:
    text = LEAST + "front: [cover, a.md, {file: b.md, title: B, lang: en}]\n"
    issue = parse_issue(Source("i.yaml", text), "2026-1").value
    assert issue is not None
    assert issue.front == (
        MatterPart("cover"),
        MatterPart("text", "a.md"),
        MatterPart("text", "b.md", "B", "en"),
    )


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("front: [contnts]", "value-invalid", 9),
        ("front: [{}]", "value-invalid", 9),
        ("back: [{part: colophon, file: a.md}]", "value-invalid", 8),
        ('file-names: "{abbr}_{page}"', "value-invalid", 13),
        ('file-names: "{volume}_{page}"', "value-invalid", 13),
        ('file-names: "{year}"', "value-invalid", 13),
        ('file-names: "a/{page}"', "value-invalid", 13),
        ('file-names: "{page"', "value-invalid", 13),
        ('file-names: "{page!r}"', "value-invalid", 13),
        ("abbreviation: a b", "value-invalid", 15),
        ("cover: {picture: a.png}", "image-without-alt", 18),
        ("first-page: 0", "value-invalid", 13),
        ("articles-begin: lft", "value-invalid", 17),
        ("edtors: [A]", "key-unknown", 1),
        ("cover: {fit: page}", "value-invalid", 14),
        ("print: {paper: {weight: 8}}", "value-invalid", 25),
        ("print: {paper: {weight: 80}}", "value-invalid", 16),
        ("print: {paper: {bulk: 1.3 g}}", "value-invalid", 23),
        ("print: {spine: wide}", "value-invalid", 16),
        ("print: {spine: 6mm, binding: saddle}", "value-invalid", 16),
        ("print: {spine-text: left}", "value-invalid", 21),
        ("print: {inside-covers: inner-cover}", "value-invalid", 24),
        ("print: {barcode: {add-on: 7}}", "value-invalid", 27),
        ("print: {barcode: {number: isbn}}", "value-invalid", 27),
        ("print: {bindng: saddle}", "key-unknown", 9),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(line: str, code: str, column: int) -> None:
    _, found = parse(f"{line}\n{LEAST}")
    assert found == [(code, 1, column)]


@pytest.mark.parametrize("language", ["az", "tr", "ru", "en", "ar"])
def test_a_new_issue_is_sound_but_for_its_samples(language: str) -> None:
    text = new_issue("1", 2026, Journal("J", language), ["a", "b-c"])
    issue = parse_issue(Source("i.yaml", text), "2026-1")
    assert issue.value is not None
    assert issue.value.articles == ("a", "b-c")
    assert {one.code for one in issue.diagnostics} == {"value-sample"}


@pytest.mark.parametrize(
    ("written", "leaf"),
    [
        ("{weight: 80, bulk: 1.3}", 104),
        ('{weight: 90 g/m², bulk: "1,1 cm³/g"}', 99),
        ("{weight: 90 gsm, bulk: 1.1 cm3/g}", 99),
        ("{thickness: 0.1 mm}", 100),
        ("{thickness: 98 µm}", 98),
    ],
)
def test_paper_by_its_weight_and_bulk_or_its_thickness(written: str, leaf: float) -> None:
    issue = parse_issue(Source("i.yaml", f"print:\n  paper: {written}\n{LEAST}"), "i").value
    assert issue is not None
    assert issue.print.paper is not None
    assert issue.print.paper.leaf == pytest.approx(leaf)


def test_how_an_issue_is_printed() -> None:
    text = (
        "print:\n  paper: {thickness: 98}\n  spine: 6.5\n  spine-text: down\n"
        "  inside-covers: inner-cover\n  cover-colour: black\n"
        '  barcode: {number: issn, add-on: "07", price-code: "12", place: outer}\n'
        "front: [cover, inner-cover]\n"
    )
    issue = parse_issue(Source("i.yaml", text + LEAST), "i").value
    assert issue is not None
    code = BarcodeSettings("issn", "07", "12", "outer")
    assert issue.print == IssuePrint(
        None, Paper(thickness=98), 6.5, "down", "inner-cover", "black", code
    )
