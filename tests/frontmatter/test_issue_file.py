"""The file of an issue."""

from __future__ import annotations

import pytest

from nashr.frontmatter.issue_file import parse_issue
from nashr.frontmatter.new_issue import new_issue
from nashr.issues import MatterPart
from nashr.model import Journal, Source

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
