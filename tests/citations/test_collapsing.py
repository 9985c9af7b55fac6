"""Groups of cites: one author and several years, runs of numbers, names in the sentence."""

from __future__ import annotations

from typing import Any

import pytest

from nashr import ast
from nashr.citations import as_plain, format_citations, process, read_citation, style_text
from nashr.model import Citation, CiteItem, CslItem, RenderedCitations

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


def rendered(name: str, keys: list[str], **options: Any) -> RenderedCitations:
    style = style_text(name)
    assert style is not None
    items = tuple(CiteItem(key, **options) for key in keys)
    return format_citations(style, lambda _tag: None, WORKS, [Citation("c", items, 1)], "en-US")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("chicago-author-date", "(Einstein 1905b, 1905a, 1915)"),
        ("nature", "1–3"),
        ("apa", "(Einstein, 1905a, 1905b, 1915)"),
    ],
)
def test_three_works_of_one_author(name: str, text: str) -> None:
    keys = ["elektrodynamik", "trägheit", "feldgleichungen"]
    assert ast.plain_text(rendered(name, keys).citations[0].inlines) == text


def test_a_particle_written_into_the_family_name_goes_behind_the_given_name() -> None:
    (entry,) = rendered("chicago-author-date", ["beethoven"]).entries
    assert ast.plain_text(entry.inlines).startswith("Beethoven, Ludwig van.")


def test_in_a_note_style_the_name_in_the_sentence_is_kept_out_of_the_note() -> None:
    style = rendered("chicago-notes-bibliography", ["beethoven"], author_in_text=True)
    (citation,) = style.citations
    assert "Beethoven" not in ast.plain_text(citation.inlines)
    assert ast.plain_text(citation.author_in_text) == "Ludwig van Beethoven"


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        ("author-only", "Einstein; van Beethoven"),
        ("suppress-author", "(1905; 1961)"),
        ("composite", "Einstein (1905; van Beethoven, 1961)"),
        ("", "(Einstein, 1905; van Beethoven, 1961)"),
    ],
)
def test_a_group_can_have_a_mode(mode: str, text: str) -> None:
    items = [{"id": "elektrodynamik"}, {"id": "beethoven"}]
    group = read_citation({"citationItems": items, "properties": {"mode": mode}}, "c")
    style = style_text("apa")
    assert style is not None
    (citation,) = process(style, lambda _tag: None, WORKS, [group], "en-US").citations
    assert as_plain(citation.text) == text
