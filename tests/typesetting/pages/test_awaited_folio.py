"""Pages whose folios became known during the layout are those of a layout that knew them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from issue_kit import ENVIRONMENT, PROJECT
from pdf_kit import ENGINES, SENTENCE, cite, make

from nashr.outputs.edition import Edition
from nashr.outputs.pdf import render as pdf
from nashr.ports import AwaitedPage
from nashr.typesetting import weasyprint as typesetter

#: Works are cited far from the list, on its page, and on the only page; the last has no list.
TEXTS = {
    "references": f"Bir {cite(1)}.\n\n{SENTENCE * 30}\n\n{SENTENCE} {cite(2)} {cite(3)}.",
    "last page": f"{SENTENCE * 30}\n\nSon {cite(1)}.",
    "one page": f"Qısa {cite(1)}.",
    "no references": f"{SENTENCE * 24}[^1]\n\n[^1]: {SENTENCE}",
}
#: The folio, and the guess at it: other numbers, more digits, fewer digits, the same.
FOLIOS = ((15, 11), (124, 8), (5, 331), (15, 15))


class Awaiting:
    """A first page that is asked for; counts how often it was waited for."""

    def __init__(self, page: int, guess: int, *, is_there: bool = False) -> None:
        self.waits = 0
        self.page = AwaitedPage(guess, cache(lambda: self._wait(page)), lambda: is_there)

    def _wait(self, page: int) -> int:
        self.waits += 1
        return page


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each time that a document is typeset whether its folio was awaited."""
    found: list[bool] = []
    set_once = typesetter._typeset

    def noting(*arguments: Any) -> Any:
        found.append(len(arguments) > 4)
        return set_once(*arguments)

    monkeypatch.setattr(typesetter, "_typeset", noting)
    return found


def edition(text: str, **changes: Any) -> Edition:
    made = make(TEXTS.get(text, text), **changes)
    return replace(made, stem="S_\ue001")


def known(made: Edition, page: int) -> Any:
    return pdf.render(made.numbered(page), ENGINES)


@cache
def known_text(text: str, page: int) -> Any:
    """What is made of one of the texts above where its first page is known."""
    return known(edition(text), page)


def awaited(made: Edition, first: Awaiting) -> Any:
    engines = replace(ENGINES, first_page=first.page, typeset_late=typesetter.typeset_late)
    return pdf.render(made, engines)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("page", "guess"), FOLIOS)
def test_pages_are_those_of_a_known_folio(
    text: str, page: int, guess: int, layouts: list[bool]
) -> None:
    first, made = Awaiting(page, guess), edition(text)
    found = awaited(made, first)
    assert first.waits == 1
    assert layouts[0], "it is laid out before its folio is known"
    assert found == known_text(text, page)
    assert found.value[0].name == f"S_{page}.pdf"


def test_an_article_is_laid_out_once(layouts: list[bool]) -> None:
    awaited(edition("references"), Awaiting(31, 27))
    assert layouts == [True]


def test_an_article_that_begins_on_the_other_side_is_laid_out_again(layouts: list[bool]) -> None:
    made = edition("references")
    found = awaited(made, Awaiting(16, 11))
    assert layouts == [True, False]
    assert found == known_text("references", 16)


def test_a_folio_that_is_there_is_not_guessed(layouts: list[bool]) -> None:
    made = edition("references")
    found = awaited(made, Awaiting(16, 11, is_there=True))
    assert layouts == [False]
    assert found == known_text("references", 16)


@pytest.mark.parametrize(
    "change",
    [
        lambda html: html.replace('class="place"', 'class="place" data-first="{{ pages }}"'),
        lambda html: html.replace('class="place"', 'class="place p{{ article.first_page }}"'),
        lambda html: html.replace("{{ pages_label }} {{ pages }}", "S. {{ pages * 40 }}"),
        lambda html: html.replace(
            '<div class="text">', '<div class="text"><p>Page {{ pages }} of the volume</p>'
        ),
    ],
    ids=["attribute", "class", "many lines", "text"],
)
def test_a_template_may_show_the_first_page_as_it_likes(change: Callable[[str], str]) -> None:
    made = edition("references")
    texts = dict(made.templates)
    before = texts[pdf.TEMPLATE]
    texts[pdf.TEMPLATE] = change(before)
    assert texts[pdf.TEMPLATE] != before
    made = replace(made, templates=texts)
    assert awaited(made, Awaiting(115, 9)) == known(made, 115)


def test_a_style_sheet_may_show_the_folio_in_the_text() -> None:
    made = edition("references")
    sheet = made.templates[pdf.STYLE] + ".text p::before { content: counter(page) ' ' }"
    made = replace(made, templates={**made.templates, pdf.STYLE: sheet})
    assert awaited(made, Awaiting(115, 9)) == known(made, 115)


@pytest.mark.parametrize("slug", ["kitab-fondu", "fahras", "tarama", "reading-rooms"])
def test_articles_of_the_sample_issues(slug: str) -> None:
    made = _composed(slug)
    for page, guess in ((15, 11), (106, 8)):
        assert awaited(made, Awaiting(page, guess)) == known(made, page)


def _composed(slug: str) -> Edition:
    """An article of the sample issues whose first page is not known."""
    from nashr.issue.load import load_issue, place_in
    from nashr.pipeline.compose import Log, Request, compose
    from nashr.pipeline.front_matter import load_journal
    from nashr.project.workspace import Workspace

    workspace = Workspace(PROJECT, PROJECT / "output")
    journal = load_journal(workspace).value
    assert journal is not None
    places = {}
    for name in ("2026-1", "2026-2"):
        loaded = load_issue(workspace, name).value
        assert loaded is not None
        places |= {slug: place_in(loaded.issue, slug) for slug in loaded.issue.articles}
    request = Request(environment=ENVIRONMENT, places=places)
    return compose(workspace.for_article(), request, journal, slug, Log(strict=False))
