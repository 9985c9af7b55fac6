"""A heading of the reference list at the end says where it stands, and is printed once."""

from __future__ import annotations

import pytest

from nashr import ast
from tests.kits.document_kit import clean, loaded, of_type, places


@pytest.mark.parametrize(
    ("lang", "ending"),
    [
        ("en", "# References"),
        ("en", "## Bibliography {-}"),
        ("en", "# References\n\n::: {#refs}\n:::"),
        ("en", '# References {.break}\n\n<!-- The list. -->\n<div id="refs"></div>'),
        ("en", "# References\n\n<!-- The list. -->"),
        ("tr", "# Kaynakça"),
        ("az", "# ƏDƏBİYYAT"),
        ("az", "# References"),
        ("ru", "# Литература:"),
    ],
)
def test_an_empty_heading_of_the_list_is_not_printed_twice(lang: str, ending: str) -> None:
    done = clean(f"# A\n\nText [@oran1998].\n\n{ending}", lang)
    assert [ast.plain_text(h["c"][2]) for h in of_type(done.blocks, "Header")] == ["A"]
    assert not of_type(done.blocks, "Div")


def test_the_heading_above_the_place_of_the_list_goes_with_it() -> None:
    done = clean("Text [@oran1998].\n\n# References\n\n::: {#refs}\n:::\n\n# Appendix\n\nMore.")
    assert [ast.plain_text(h["c"][2]) for h in of_type(done.blocks, "Header")] == ["Appendix"]


@pytest.mark.parametrize(
    "body",
    [
        "Text [@oran1998].\n\n# References\n\nThey are many.",
        "Text without a citation.\n\n# References",
        "Text [@oran1998].\n\n# Reference points",
    ],
)
def test_any_other_heading_stays(body: str) -> None:
    assert len(of_type(clean(body).blocks, "Header")) == 1


LIST = "\n\n1. Oran, B. (1998). Kitap.\n2. Kuzio, T. Book. London, 2000."


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Text [@oran1998].\n\n# References" + LIST, 6),
        ("Text [@oran1998].\n\n**Ədəbiyyat**\n\nOran 1998.\n\nKuzio 2000.\n\n# Appendix", 6),
        ("## 5. Kaynakça" + LIST.replace("1. ", "- ").replace("2. ", "- ") + "\n\nSee @a.", 4),
    ],
)
def test_a_typed_list_beside_that_of_the_works_cited_is_told_of(body: str, line: int) -> None:
    told = [one[:2] for one in places(loaded(body, "az").diagnostics)]
    assert told == [("reference-list-typed", line)]


@pytest.mark.parametrize(
    "body",
    [
        "Text [1].\n\n# References" + LIST,
        "Text [@a].\n\n# Sources" + "\n\nOf 1998.\n\n# More" + LIST,
    ],
)
def test_a_list_alone_and_a_section_on_sources_are_not_told_of(body: str) -> None:
    assert loaded(body).diagnostics == ()
