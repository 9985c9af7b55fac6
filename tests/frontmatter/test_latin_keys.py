"""``references-latin``: true, or how the second list of references is made."""

from __future__ import annotations

import pytest

from nashr.frontmatter.load import parse_article, parse_journal, split_manuscript
from nashr.model import Journal, LatinSettings, Source


def of_journal(lines: str) -> tuple[LatinSettings | None, list[str]]:
    text = f"title: Jurnal\nlanguage: az\n{lines}\n"
    found = parse_journal(Source("manuscript/journal.yaml", text))
    settings = found.value.references_latin if found.value is not None else None
    return settings, [str(one.message) for one in found.diagnostics]


def of_article(lines: str, usual: LatinSettings | None) -> LatinSettings | None:
    source = Source("manuscript/a/article.md", f"---\ntitle: T\n{lines}---\n\nMətn.\n")
    manuscript = split_manuscript(source).value
    assert manuscript is not None
    found = parse_article(manuscript, "a", Journal("J", "az", references_latin=usual))
    assert found.value is not None, found.diagnostics
    return found.value.references_latin


@pytest.mark.parametrize(
    ("lines", "settings"),
    [
        ("", None),
        ("references-latin: true", LatinSettings()),
        ("references-latin: false", None),
        ("references-latin: {language: tr}", LatinSettings("tr")),
        ("references-latin: {romanization: iso-9}", LatinSettings("en", {"": "iso-9"})),
        (
            "references-latin: {romanization: {ru: passport, uk: iso-9}, original-language: false}",
            LatinSettings("en", {"ru": "passport", "uk": "iso-9"}, False),
        ),
    ],
)
def test_a_journal_says_whether_and_how(lines: str, settings: LatinSettings | None) -> None:
    assert of_journal(lines) == (settings, [])


def test_a_table_that_there_is_not_is_an_error() -> None:
    _, [message] = of_journal("references-latin: {romanization: {ru: bgn}}")
    assert "“bgn” is not bgn-pcgn, iso-9 or passport." in message


def test_an_article_may_differ_from_its_journal() -> None:
    usual = LatinSettings("tr")
    assert of_article("", usual) == usual
    assert of_article("references-latin: false\n", usual) is None
    assert of_article("references-latin: true\n", None) == LatinSettings()
