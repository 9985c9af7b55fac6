"""Front matter that was written for other programs: what its editor is told to do about it."""

from __future__ import annotations

import pytest

from nashr.diagnostics import Diagnostic
from nashr.frontmatter.load import parse_article, split_manuscript
from nashr.model import Journal, Source


def found(front: str) -> list[Diagnostic]:
    manuscript = split_manuscript(Source("a.md", f"---\ntitle: T\n{front}\n---\nText.\n")).value
    assert manuscript is not None
    return list(parse_article(manuscript, "a", Journal("Jurnal", "en")).diagnostics)


@pytest.mark.parametrize(
    ("front", "hint"),
    [
        ("tags: [a, b]", "Did you mean “keywords”?"),
        ("author: Ann Bell", "Write “authors”, and for each a line “- given: …” and below it"),
        ("authors: [Ann Bell]", "Write for each a line “- given: …” and below it"),
        ("authors: Ann Bell", "Write for each a line “- given: …” and below it “family: …”."),
        ("funding: [F]", "Write for each a line “- funder: …” and below it “award: …”."),
        ("affiliations: Bell", "Write for each a line “- id: …” and below it “name: …”."),
        ("authors: [{family: B, affiliations: b}]", "Write a list: [one, two], or a line for each"),
        ("math: {'\\R': '\\mathbb{R}'}", r"top of the text: $$\newcommand{\R}{\mathbb{R}}$$"),
        ("figureTitle: Şəkil", "It is a key of another program"),
        ("aliases: [a]", "It is a key of another program"),
        ("csl: apa.csl", "the citation style is that of the journal"),
        ("authors: [{family: F, affiliation: '1'}]", "Did you mean “affiliations”?"),
        ("affiliations: [{id: a, name: A, index: 1}]", "Did you mean “id”?"),
        ("affiliations: [{index: 1, name: A}]", "Did you mean “id”?"),
    ],
)
def test_a_key_of_another_program_says_what_to_write(front: str, hint: str) -> None:
    assert any(hint in str(one.hint) for one in found(front)), found(front)


@pytest.mark.parametrize("key", ["orcid: 0000-0002-1825-0097", "degree: PhD"])
def test_a_person_is_not_taken_for_an_institution(key: str) -> None:
    (one,) = found(f"authors:\n  - name: Ann Bell\n    {key}")
    assert (one.code, one.span.line, one.span.column) == ("value-invalid", 4, 5)
    assert "“Ann Bell”" in one.message and "given" in str(one.hint)


def test_an_institution_may_have_what_persons_have_as_well() -> None:
    assert not found("authors:\n  - {name: Sample Survey, email: a@example.org}")
