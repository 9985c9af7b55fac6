"""Commas and semicolons of citations follow the script of the words before them."""

from __future__ import annotations

import pytest

from nashr import ast
from nashr.document.citation_marks import entry_with_marks, with_marks
from nashr.model import Inlines, ReferenceEntry


def inlines(text: str) -> Inlines:
    found: Inlines = []
    for word in text.split(" "):
        found += [{"t": "Space"}] if found else []
        found.append({"t": "Str", "c": word})
    return found


@pytest.mark.parametrize(
    ("text", "lang", "marked"),
    [
        ("(رضایی, 2010: 12; Smith, 2011)", "fa", "(رضایی، 2010: 12؛ Smith, 2011)"),
        ("(Smith, 2011; رضایی, 2010)", "ar", "(Smith, 2011؛ رضایی، 2010)"),
        ("(Smith, 2011; Brown, 2012)", "fa", "(Smith, 2011; Brown, 2012)"),
        ("[1, 2]", "fa", "[1، 2]"),
        ("1,5 و 2,000", "fa", "1,5 و 2,000"),
        ("(رضایی, 2010; Smith, 2011)", "en", "(رضایی, 2010; Smith, 2011)"),
    ],
)
def test_marks_of_a_citation(text: str, lang: str, marked: str) -> None:
    assert ast.plain_text(with_marks(inlines(text), lang)) == marked


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_an_entry_has_the_marks_of_its_own_script(lang: str) -> None:
    persian = ReferenceEntry("a", inlines("رضایی, علی; احمدی, مریم (2010), تهران"))
    english = ReferenceEntry("b", inlines("Smith, J.; Brown, A. (2011), Oxford"))
    assert (
        ast.plain_text(entry_with_marks(persian, lang)) == "رضایی، علی؛ احمدی، مریم (2010)، تهران"
    )
    assert ast.plain_text(entry_with_marks(english, lang)) == "Smith, J.; Brown, A. (2011), Oxford"


def test_marks_inside_emphasis_and_links_but_not_in_addresses() -> None:
    text = inlines("علی,")
    inside: Inlines = [
        {"t": "Emph", "c": text},
        {"t": "Link", "c": [["", [], []], text, ["#ref-a", ""]]},
        {"t": "Link", "c": [["", [], []], text, ["https://example.org/", ""]]},
    ]
    assert ast.plain_text(with_marks(inside, "fa")) == "علی،علی،علی,"
