"""What stays together on a page, read from the pages."""

from __future__ import annotations

import contextlib

import pytest
from pages_kit import Row, pages_of
from pdf_kit import SENTENCE, build

from nashr.typesetting import weasyprint

#: What may follow a heading, and displays behind two lines.
BELOW = {
    "paragraph": SENTENCE * 3,
    "a paragraph of one line": "Bir.",
    "paragraphs of one line": "Bir.\n\nİki.\n\nÜç.",
    "list": "- bir\n- iki\n- üç\n- dörd",
    "numbered list": "1. bir\n2. iki\n3. üç",
    "terms": "Ad\n:   bir\n\nSoyad\n:   iki",
    "quotation": f"> Bir.\n\n{SENTENCE * 2}",
    "code": "```\nx = 1\n```\n\nİki.\n\nÜç.",
    "verse": "| bir\n| iki\n| üç",
    "heading": f"### Altbaşlıq\n\n{SENTENCE * 2}",
    "one line below another heading": "### Altbaşlıq\n\nBir.\n\nİki.",
}
DISPLAYS = {
    "quotation": "> Sitat. " + SENTENCE,
    "code": "```\nx = 1\ny = 2\n```",
    "verse": "| bir\n| iki",
    "formula": "$$\n\\frac{a}{b}\n$$ {#eq:bir}",
}


def article(block: str, lead: str, times: int = 20) -> str:
    """Text in which a block comes again and again, after some number of lines each time."""
    filler = SENTENCE * 2
    parts = [
        f"{filler}\n\n" + "Bir sözlə.\n\n" * (n % 7) + f"{lead}\n\n{block}" for n in range(times)
    ]
    return "\n\n".join([*parts, filler])


def below_last_heading(rows: list[Row]) -> int | None:
    """How many lines stand below the heading that is last on a page; None without one."""
    marks = [n for n, row in enumerate(rows) if "aşlıq" in row.text]
    return len(rows) - 1 - marks[-1] if marks else None


def least_below(block: str, level: int) -> int:
    text = article(block, f"{'#' * level} Başlıq")
    pages = pages_of(build(text)[0])[:-1]
    counts = [below_last_heading(page) for page in pages]
    return min(count for count in counts if count is not None)


@pytest.mark.parametrize("below", BELOW.values(), ids=list(BELOW))
def test_a_heading_stands_above_two_lines(below: str) -> None:
    assert least_below(below, 2) >= 2


@pytest.mark.parametrize("level", [1, 3, 4])
def test_a_heading_of_any_level_stands_above_two_lines(level: int) -> None:
    assert least_below("Bir.", level) >= 2


#: Figures and tables directly below a heading: they may wait for the next page, or stand below it.
FIGURE = "![Altında.](media/square.svg){height=60mm}"
TABLE = "| Altında | b |\n|---|---|\n" + "| bir | iki |\n" * 9 + "\n: Cədvəl"
FLOATS = {
    "figure": f"{FIGURE}\n\n{SENTENCE * 3}",
    "figure and short paragraphs": f"{FIGURE}\n\nBir.\n\nİki.",
    "figures": f"{FIGURE}\n\n{FIGURE}\n\n{SENTENCE * 2}",
    "table": f"{TABLE}\n\n{SENTENCE * 3}",
}


@pytest.mark.parametrize("below", FLOATS.values(), ids=list(FLOATS))
def test_a_heading_above_a_figure_or_table_is_not_left_alone(below: str) -> None:
    for page in pages_of(build(article(below, "## Başlıq", 12))[0])[:-1]:
        count = below_last_heading(page)
        last = page[-1].text
        assert count is None or count >= 2 or "Altında" in last, f"{page[-2:]}"


@pytest.mark.parametrize("alone", [FIGURE, TABLE], ids=["figure", "table"])
def test_a_heading_goes_with_what_is_all_that_stands_below_it(alone: str) -> None:
    for lines in (29, 33):
        pages = pages_of(build("Bir.\n\n" * lines + f"## Başlıq\n\n{alone}")[0])
        (page,) = [page for page in pages if any(row.text == "Başlıq" for row in page)]
        below = page[[row.text for row in page].index("Başlıq") + 1 :]
        assert any("Altında" in row.text for row in below), f"after {lines} lines"


def test_a_heading_stands_above_one_line_without_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "patch_keeps", contextlib.nullcontext)
    assert least_below("Bir.", 2) < 2


def least_above(display: str) -> int:
    """How many lines stand above a display on its page, where it begins within its first lines."""
    pages = pages_of(build(article(display, "Sözün sonu."))[0])
    found = []
    for page in pages:
        for number, row in enumerate(page[:3]):
            if row.text.startswith(_FIRST):
                found.append(number)
    return min(found, default=3)


_FIRST = ("Sitat", "x=1", "bir", "(")


@pytest.mark.parametrize("display", DISPLAYS.values(), ids=list(DISPLAYS))
def test_a_display_stands_below_two_lines(display: str) -> None:
    assert least_above(display) >= 2


def test_a_display_stands_below_one_line_without_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "patch_keeps", contextlib.nullcontext)
    assert min(map(least_above, DISPLAYS.values())) < 2


@pytest.mark.parametrize("end", ["> Sitat.", "1. Bir\n2. İki", "# Başlıq\n\nSon."])
def test_paragraphs_of_one_line_are_parted_wherever_a_display_follows_one(end: str) -> None:
    text = "\n\n".join(["Sətir."] * 60 + [end])
    first = pages_of(build(text)[0])[0]
    assert sum("Sətir." in row.text for row in first) >= 10


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(["> " + SENTENCE] * 40),
        "\n\n".join(["| bir\n| iki\n| üç"] * 40),
        "\n\n".join(f"$$a = b$$ {{#eq:a{n}}}" for n in range(60)),
        "| bir\n" * 90,
    ],
    ids=["quotations", "stanzas", "formulas", "a long poem"],
)
def test_an_article_of_displays_begins_on_its_first_page(text: str) -> None:
    first, *others = pages_of(build(text)[0])
    assert len(first) > 18
    assert all(len(page) > 12 for page in others[:-1])


def test_the_author_of_an_epigraph_stands_on_its_page() -> None:
    def parted(lines: int) -> bool:
        epigraph = "::: epigraph\nEpiqraf budur.\n\n— Kimsə\n:::"
        pages = pages_of(build("\n\n".join(["Sətir."] * lines + [epigraph, SENTENCE]))[0])
        found = [[any(word in row.text for row in page) for page in pages] for word in _EPIGRAPH]
        return found[0] != found[1]

    assert not any(map(parted, range(16, 30)))


_EPIGRAPH = ("Epiqrafbudur", "—Kimsə")
