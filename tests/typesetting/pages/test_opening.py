"""The first page: the article begins on it, whatever stands before its text."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
from dataclasses import replace

import edition_kit
import front_kit
import pytest
from pdf_kit import ENGINES, SENTENCE, SQUARE, build, make
from structure_kit import listen

from nashr.model import Author, Dates, LocalText, Resource
from nashr.outputs.pdf import render as pdf
from nashr.pipeline.render import shipped_templates
from nashr.typesetting.pages.opening import LEAST_LINES
from nashr.typesetting.weasyprint import typeset

#: Most of them look at one of two articles.
pytestmark = pytest.mark.xdist_group("opening")

#: A text of which each line on a page has this word.
WORD = "sətrin"
PEOPLE = tuple(Author(f"Soyadlı{n}", "Uzunadlı") for n in range(60))
LONG = LocalText("az", "Uzun bir başlıq iki ölkə haqqında " * 9, None, "Xülasə deyir. " * 30)


def pages_of(data: bytes) -> list[str]:
    """The text of each page, as poppler reads it."""
    command = ["pdftotext", "-enc", "UTF-8", "-layout", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def in_one_line(text: str) -> str:
    return " ".join(re.sub(r"(?<=\w)[-\u00ad]\n\s*", "", text).split())


def lines_on(page: str) -> int:
    return sum(WORD in line for line in page.splitlines())


@pytest.fixture(scope="module")
def ordinary() -> list[str]:
    """The pages of an article with one author, its other abstract at the end."""
    dates = Dates(received=dt.date(2026, 1, 12), accepted=dt.date(2026, 3, 2))
    return pages_of(build(f"{WORD} " * 2000, dates=dates)[0])


@pytest.fixture(scope="module")
def crowded() -> list[str]:
    """The pages of an article by sixty authors under a title of three hundred characters."""
    assert len(LONG.title) > 300
    data, _, found = build(f"{WORD} " * 2000, authors=PEOPLE, texts=(LONG,))
    assert not found
    return pages_of(data)


def test_the_text_begins_on_the_first_page(ordinary: list[str]) -> None:
    assert lines_on(ordinary[0]) >= 2 * LEAST_LINES
    for part in ("İstinad üçün:", "12 yanvar 2026", "CC BY 4.0"):
        assert part in in_one_line(ordinary[0])


def test_it_does_so_under_a_long_title_and_many_names(crowded: list[str]) -> None:
    assert lines_on(crowded[0]) >= LEAST_LINES
    first = in_one_line(crowded[0])
    assert all(author.name in first for author in PEOPLE)


def test_what_gives_way_stands_behind_the_article(crowded: list[str]) -> None:
    behind = in_one_line("".join(crowded[-2:]))
    for part in ("Məqalə haqqında", "Sample University, Bakı", "İstinad üçün:"):
        assert part in behind
        assert part not in in_one_line(crowded[0])
    assert behind.index("Sample University") < behind.index("İstinad üçün:")


def test_it_does_so_below_all_that_front_matter_can_say() -> None:
    """Three languages, two ranked authors, editor, reviewers and the work that it comes from."""
    article = front_kit.article()
    edition = edition_kit.edition(article, f"{WORD} " * 1500, journal=front_kit.journal())
    outcome = pdf.render(edition, ENGINES)
    assert {found.code for found in outcome.diagnostics} <= {
        "layout-warning"
    }  # of a kit without calls
    pages = pages_of(outcome.value[0].data)
    first, whole = in_one_line(pages[0]), in_one_line("".join(pages))
    assert lines_on(pages[0]) >= LEAST_LINES
    assert first.index("UOT 78.01(479.24)") < first.index("Muğamın notları*")
    assert first.index("Muğamın notları*") < first.index("JEL: Z11, L82")
    assert "© 2025 Sınaq Nəşriyyatı" in first
    assert whole.rindex(WORD) < whole.index("UDC 78.01(479.24)") < whole.index("УДК 78.01")
    assert whole.index("Ədəbiyyat") < whole.index("Uzun giriş")


def test_degrees_of_many_authors_leave_room_for_the_text() -> None:
    people = tuple(replace(author, degree="fəlsəfə doktoru") for author in PEOPLE[:25])
    pages = pages_of(build(f"{WORD} " * 1500, authors=people)[0])
    assert lines_on(pages[0]) >= LEAST_LINES
    assert in_one_line("".join(pages)).count("fəlsəfə doktoru") == len(people)


def test_where_nothing_helps_all_stays_as_it_was() -> None:
    text = LocalText("az", "Başlıq", None, "Xülasə çox uzundur və bitmir. " * 250)
    first = in_one_line(pages_of(build(f"{WORD} " * 500, texts=(text,))[0])[0])
    assert WORD not in first
    assert "Sample University, Bakı" in first
    assert "Məqalə haqqında" not in first


def test_abstracts_in_other_languages_stand_behind_the_text(ordinary: list[str]) -> None:
    whole = in_one_line("".join(ordinary))
    assert whole.rindex(WORD) < whole.index("A short abstract.")


def test_or_before_it_where_the_journal_wants_them_there() -> None:
    whole = in_one_line("".join(pages_of(build(f"{WORD} " * 500, abstracts_at="front")[0])))
    assert whole.index("Qısa xülasə.") < whole.index("A short abstract.") < whole.index(WORD)


def test_each_page_says_where_it_is_from(ordinary: list[str]) -> None:
    assert len(ordinary) >= 4
    for page in map(in_one_line, ordinary):
        for part in ("Nümunə Jurnalı", "2026", "0000-0000", "9999-9994", "10.5555/sample.1"):
            assert part in page
    assert "Nümunə Jurnalı, cild 3, № 1, 2026 · p-ISSN 0000-0000" in in_one_line(ordinary[1])


def test_labels_behind_a_semicolon_begin_with_small_letters(ordinary: list[str]) -> None:
    first = in_one_line(ordinary[0])
    assert "çapa qəbul edilib: 2 mart 2026" in first
    assert "Redaksiyaya daxil olub: 12 yanvar 2026;" in first


def test_what_stands_behind_the_article_is_not_alone_on_its_page() -> None:
    """Behind references, which are not set in other lines for its sake."""
    sheet = shipped_templates()["pdf/article.css"] + "@page { size: 170mm 240mm; margin: 25mm }"
    about = '<section class="about filled"><h2>About</h2>' + "<p>Facts.</p>" * 5 + "</section>"
    for count in range(30, 46):
        listed = "<li>A reference.</li>" * count
        html = f'<section class="references"><ol>{listed}</ol></section>{about}'
        data = typeset(f'<html lang="en"><title>T</title><body>{html}', (sheet,), {}).pdf
        page = next(page for page in pages_of(data) if "About" in page)
        assert "A reference." in page.partition("About")[0]


def test_the_sign_of_the_journal_and_the_mark_of_orcid_have_names() -> None:
    edition = replace(make(SENTENCE), logo=Resource("logo.svg", SQUARE, "image/svg+xml"))
    outcome = pdf.render(edition, ENGINES)
    assert {found.code for found in outcome.diagnostics} <= {
        "layout-warning"
    }  # of a kit without calls
    document = listen(io.BytesIO(outcome.value[0].data)).document
    figures = [heard.alt for heard in document.all("Figure")]
    assert figures == ["Nümunə Jurnalı", "ORCID 0000-0002-1825-0097"]


def test_a_screen_reader_hears_title_authors_abstract_facts_and_text() -> None:
    data = build(f"{SENTENCE}")[0]
    heard = " ".join(part.text for part in listen(io.BytesIO(data)).document.all("H1", "P"))
    places = [heard.index(part) for part in ("İki ölkə haqqında", "İlqar İsmayılov", "Qısa xülasə")]
    places += [heard.index(part) for part in ("İstinad üçün", "Creative Commons", "Türkiyə ilə")]
    assert places == sorted(places)
