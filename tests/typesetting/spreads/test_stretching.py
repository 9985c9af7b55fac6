"""What of a page gives a line: not the space between the items of a list."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from pages_kit import pages_of
from pdf_kit import ENGINES, SENTENCE, build, cite, make

from nashr import ast
from nashr.engines import pandoc
from nashr.model import ThemeSettings
from nashr.outputs import markup, page_geometry
from nashr.outputs.edition import Theme
from nashr.outputs.pdf import render as pdf

#: Statements by their keys, with their headings as they are read without spaces.
STATEMENTS = {
    "conflict-of-interest": "Maraqlarıntoqquşması",
    "data-availability": "Məlumatlarınəlçatanlığı",
    "acknowledgements": "Təşəkkür",
}
#: The distance of the lines of a large type, in points.
LEADING = 22.0
#: How far apart equal spaces may be, in points.
EXACT = 0.25

_ITEM = "- Bənd {n}\n    a) {text}\n        - Dərin {n}\n    b) {text}\n        - Dərin {n}\n"


def test_a_marker_stays_beside_its_item_on_a_page_that_gives_a_line() -> None:
    alone = []
    for before in range(1, 3):
        items = "".join(_ITEM.format(n=n, text=SENTENCE) for n in range(24))
        pages = pages_of(build(f"{SENTENCE * before}\n\n{items}\n\n# Son\n\n{SENTENCE * 3}")[0])
        alone += [row.text for page in pages for row in page if len(row.text) < 3]
    assert alone == []


def test_stanzas_of_a_poem_stand_equally_apart() -> None:
    """A page that has no room for the next one ends early, and the poem keeps its shape."""
    poem = "\n\n".join("\n".join(["| Misra sözləri"] * size) for size in (4, 7, 5, 8, 4, 6) * 5)
    gaps = {
        round((row.baseline - before.baseline) / page_geometry.LEADING, 1)
        for page in pages_of(build(f"{SENTENCE * 3}\n\n{poem}")[0])
        for before, row in pairwise(page)
        if row.text == before.text == "Misrasözləri"
    }
    assert gaps == {1.0, 2.0}


def test_declarations_that_end_a_page_stand_equally_apart(request: pytest.FixtureRequest) -> None:
    """They stand on no grid; what the last line lacks to the foot stands above all of them."""
    titles = {"Maliyyələşdirmə", "Maraqlarıntoqquşması", "Təşəkkür"}
    gaps = [
        row.baseline - before.baseline
        for page in pages_of(request.getfixturevalue("article").path("pdf").read_bytes())
        for before, row in pairwise(page)
        if row.text in titles
    ]
    assert len(gaps) == len(titles)
    assert max(gaps) - min(gaps) < EXACT


def test_the_parts_of_an_opening_that_fills_a_page_stand_no_further_apart() -> None:
    """The abstract goes on on the next page, and has no space to give to the foot of this one."""
    settings = ThemeSettings(size=16.0, leading=LEADING)
    made = make(SENTENCE * 9)
    (paragraph,) = made.document.fields["abstract.az"]
    long = {**paragraph, "c": [*paragraph["c"], {"t": "Space"}] * 90}
    document = replace(made.document, fields={**made.document.fields, "abstract.az": [long]})
    made = replace(made, document=document, theme=Theme(settings))
    made = replace(made, markup=markup.to_markup(document, pandoc.write_html))
    (rows, *_) = pages_of(pdf.render(made, ENGINES).value[0].data)
    (above,) = [number for number, row in enumerate(rows) if row.text == "Xülasə"]
    assert rows[above].baseline - rows[above - 1].baseline < 2 * LEADING


@pytest.mark.parametrize("sentences", [6, 20, 39])
def test_statements_stand_equally_apart_whatever_their_page_lacks(sentences: int) -> None:
    table = "".join(f"| {n} | b |\n" for n in range(14))
    body = f"Mətn.\n\n| A | B |\n|---|---|\n{table}\n: Ad\n\n{SENTENCE * sentences}"
    body += f"\n\n# Son\n\nMətn {cite(1)}."
    made = make(body)
    stated = {name: [ast.para(ast.words("Yoxdur."))] for name in STATEMENTS}
    document = replace(made.document, fields={**made.document.fields, **stated})
    made = replace(made, document=document, markup=markup.to_markup(document, pandoc.write_html))
    pages = pages_of(pdf.render(made, ENGINES).value[0].data)
    (page,) = (page for page in pages if any(row.text == "Təşəkkür" for row in page))
    heads = [number for number, row in enumerate(page) if row.text in STATEMENTS.values()]
    _, *gaps = (page[number].baseline - page[number - 1].baseline for number in heads)
    assert len(gaps) == len(STATEMENTS) - 1
    assert max(gaps) - min(gaps) < EXACT
