"""Extended abstracts at the end of a text."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from word_kit import paragraph, text, word_file, written

_AZ = "Məqalədə qəzetlərin tarixi araşdırılır və sənədlər ilə müqayisə olunur. "
_EN = "The article is about the history of newspapers and gives the results of a study. "


def _made(*end: str, title: str = "The History of Newspapers") -> tuple[dict[str, Any], str]:
    body = paragraph("Qəzetlərin tarixi haqqında", style="KonuBal")
    body += paragraph(text("Xülasə: ", "<w:b/>"), _AZ)
    body += paragraph(text(title, "<w:b/>")) if title else ""
    body += paragraph(text("Abstract: ", "<w:b/>"), _EN)
    body += paragraph("Giriş", style="Balk1") + paragraph(_AZ * 3)
    _, front, rest = written(word_file(body + "".join(end))).text.split("---\n", 2)
    return yaml.safe_load(front), rest.strip()


def _section(heading: str, *words: str) -> str:
    return paragraph(heading, style="Balk1") + "".join(map(paragraph, words))


@pytest.mark.parametrize(
    ("heading", "words"), [("EXTENDED ABSTRACT", _EN * 2), ("Extended Summary", _EN)]
)
def test_a_section_in_another_language_is_that_of_its_translation(heading: str, words: str) -> None:
    front, body = _made(_section(heading, words, _EN), _section("Sonra", _AZ))
    found = front["translations"]["en"]["extended-abstract"]
    assert " ".join(found.split()) == f"{words.strip()} {_EN.strip()}"
    assert heading not in body and "history" not in body
    assert body.count("# ") == 2


def test_a_section_in_the_language_of_the_text_is_that_of_the_article() -> None:
    front, body = _made(_section("Geniş xülasə", _AZ * 2), _section("Sonra", _AZ))
    assert " ".join(front["extended-abstract"].split()) == (_AZ * 2).strip()
    assert "Geniş" not in body


def test_without_a_title_in_its_language_it_stays_a_section() -> None:
    front, body = _made(_section("Extended Abstract", _EN), title="")
    assert "extended-abstract" not in front.get("translations", {}).get("en", {})
    assert "# Extended Abstract" in body and _EN.strip() in body


def test_what_a_key_cannot_have_stays_in_the_text() -> None:
    table = (
        "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
        f"{paragraph('a')}</w:tc></w:tr></w:tbl>"
    )
    front, body = _made(_section("Extended Abstract", _EN) + table)
    assert "extended-abstract" not in front["translations"]["en"]
    assert "# Extended Abstract" in body


def test_statements_behind_it_are_no_part_of_it() -> None:
    front, body = _made(
        paragraph("Extended Abstract", style="Balk1"),
        paragraph(_EN * 2),
        paragraph("Maraqların toqquşması: Yoxdur."),
        paragraph("Etik beyan: Yoktur."),
    )
    assert "Yoxdur" not in front["translations"]["en"]["extended-abstract"]
    assert body.endswith("Maraqların toqquşması: Yoxdur.\n\nEtik beyan: Yoktur.")
