"""What the processor does wrong today, one case each with its reason.

A case that starts to pass fails the run until it leaves this list.
"""

from __future__ import annotations

from typing import Any

import pytest

from nashr import ast
from nashr.citations import render, style_text
from nashr.model import Citation, CiteItem, CslItem

EINSTEIN = [{"family": "Einstein", "given": "Albert"}]
WORKS: dict[str, CslItem] = {
    "elektrodynamik": {
        "type": "article-journal",
        "language": "de",
        "author": EINSTEIN,
        "title": "Zur Elektrodynamik bewegter Körper",
        "container-title": "Annalen der Physik",
        "volume": "322",
        "issued": {"date-parts": [[1905]]},
    },
    "trägheit": {
        "type": "article-journal",
        "language": "de",
        "author": EINSTEIN,
        "title": "Ist die Trägheit eines Körpers von seinem Energieinhalt abhängig?",
        "container-title": "Annalen der Physik",
        "volume": "323",
        "issued": {"date-parts": [[1905]]},
    },
    "feldgleichungen": {
        "type": "article-journal",
        "language": "de",
        "author": EINSTEIN,
        "title": "Die Feldgleichungen der Gravitation",
        "container-title": "Sitzungsberichte der Preussischen Akademie der Wissenschaften",
        "issued": {"date-parts": [[1915]]},
    },
    "beethoven": {
        "type": "book",
        "language": "en",
        "author": [{"family": "van Beethoven", "given": "Ludwig"}],
        "title": "Letters",
        "issued": {"date-parts": [[1961]]},
    },
}


def fault(name: str, keys: str, text: str, reason: str) -> Any:
    mark = pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)
    return pytest.param(name, keys.split(), text, marks=mark, id=reason.split(":")[0])


def rendered(name: str, keys: list[str], **options: Any) -> Any:
    style = style_text(name)
    assert style is not None
    items = tuple(CiteItem(key, **options) for key in keys)
    return render(style, lambda _tag: None, WORKS, [Citation("c", items, 1)], "en-US")


@pytest.mark.parametrize(
    ("name", "keys", "text"),
    [
        fault(
            "chicago-author-date",
            "elektrodynamik trägheit feldgleichungen",
            "(Einstein 1905b, 1905a, 1915)",
            "years: collapse=year and the cite group delimiter are not done",
        ),
        fault(
            "nature",
            "elektrodynamik trägheit feldgleichungen",
            "1–3",
            "raised numbers: collapse=citation-number is not done",
        ),
    ],
)
def test_citations(name: str, keys: list[str], text: str) -> None:
    assert ast.plain_text(rendered(name, keys).citations[0].inlines) == text


@pytest.mark.xfail(
    reason="a particle written into the family name is not taken apart, so not demoted",
    strict=True,
    raises=AssertionError,
)
def test_a_particle_written_into_the_family_name_goes_behind_the_given_name() -> None:
    (entry,) = rendered("chicago-author-date", ["beethoven"]).entries
    assert ast.plain_text(entry.inlines).startswith("Beethoven, Ludwig van.")


@pytest.mark.xfail(
    reason="a name in the sentence is written into the note; the model has no place for it",
    strict=True,
    raises=AssertionError,
)
def test_in_a_note_style_the_name_in_the_sentence_is_kept_out_of_the_note() -> None:
    citations = rendered("chicago-notes-bibliography", ["beethoven"], author_in_text=True)
    assert "Beethoven" not in ast.plain_text(citations.citations[0].inlines)
