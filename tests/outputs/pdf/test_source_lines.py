"""A line that says where a table or figure comes from stays with it, also where that waits."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest
from notes_kit import Word, read_pages
from pdf_kit import SENTENCE, build

from nashr.outputs.markup import inner, parse
from nashr.outputs.pdf.source_lines import keep_source_lines

TABLE = "<table><tbody><tr><td>a</td></tr></tbody></table>"
FIGURE = '<figure><img src="a.png"><figcaption>b</figcaption></figure>'


def kept(html: str) -> str:
    root = parse(html)
    keep_source_lines(root)
    return inner(root)


@pytest.mark.parametrize("above", [TABLE, FIGURE])
@pytest.mark.parametrize(
    "line",
    [
        "Mənbə: DSK.",
        "<em>MƏNBƏ</em>: DSK.",
        "İZAH: yox.",
        "<strong>Kaynak:</strong> TÜİK.",
        "Qeyd: s.",
        "Note. <em>N</em> = 34.",
        "Source : INSEE.",
        "Примечание – составлено автором.",
        "منبع: مرکز آمار",
    ],
)
def test_a_line_below_is_taken_in(above: str, line: str) -> None:
    made = kept(f"{above}<p>{line}</p><p>Text.</p>")
    name = "caption" if above is TABLE else "p"
    assert f'<{name} class="source-line">{line}</{name}></{parse(above)[0].tag}>' in made
    assert made.endswith("<p>Text.</p>")


@pytest.mark.parametrize(
    "line",
    [
        "Sources of the river lie in the north.",
        "Sources. The letters of the consul …",
        "Notes from the field: a diary.",
        f"Note: {'word ' * 150}",
        "* * *",
        "The source: this one.",
    ],
)
def test_a_paragraph_of_the_text_stays_one(line: str) -> None:
    html = f"{TABLE}<p>{line}</p>"
    assert kept(html) == inner(parse(html))


def test_what_marks_mean_belongs_to_a_table_alone() -> None:
    marks = "<p>* p &lt; 0.05.</p><p><sup>a</sup> Values of May.</p><p>Text.</p>"
    assert kept(TABLE + marks).count("<caption") == 2
    assert "source-line" not in kept(FIGURE + marks)
    assert "source-line" not in kept(f"{TABLE}words{marks}")


def test_a_line_below_the_div_that_turns_a_table_is_taken_in() -> None:
    made = kept(f'<div class="landscape">{TABLE}</div><p>Source: a.</p>')
    assert made.endswith("</caption></table></div>")
    apart = f"<blockquote>{TABLE}</blockquote><p>Source: a.</p>"
    assert kept(apart) == inner(parse(apart))


def test_a_line_stands_below_its_table_and_figure_where_they_wait_and_is_read_behind_them() -> None:
    rows = "".join(f"| c{n} | {n} |\n" for n in range(11))
    table = f"| First | B |\n|---|---|\n{rows}\n: Trade.\n\nSource: TABLESOURCE.\n\n"
    figure = "![C.](media/square.svg){width=100% alt='x'}\n\nMənbə: FIGURESOURCE.\n\n"
    long = "".join(f"| d{n} | {n} |\n" for n in range(70))
    body = f"{SENTENCE * 11}\n\n{table}{SENTENCE * 12}\n\n{figure}{SENTENCE * 9}\n\n"
    body += f"| Long | B |\n|---|---|\n{long}\nNote: LONGSOURCE.\n\n{SENTENCE}"
    data, _, found = build(body)
    assert not found
    words = read_pages(data).words

    def the(text: str) -> Word:
        return next(word for word in words if word.text == text)

    assert the("First").page == 2, "the table of the trial does not wait"
    last, below = the("c10"), the("TABLESOURCE.")
    assert (below.page, below.top > last.top) == (last.page, True)
    assert below.top - last.bottom < 20, "the line stands apart from its table"
    below = the("FIGURESOURCE.")
    caption = next(word for word in words if word.text == "C." and word.page == below.page)
    assert 0 < below.top - caption.top < 20
    assert the("LONGSOURCE.").page == the("d69").page > the("Long").page

    with pikepdf.open(io.BytesIO(data)) as pdf:
        around = list(_parents_of_paragraphs(pdf.Root.StructTreeRoot))
    # A table holds no paragraphs (ISO 32000-1, 14.8.4.3.4).
    assert around
    assert not {"/Table", "/Figure"} & set(around)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", [])
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _parents_of_paragraphs(element: pikepdf.Object) -> Iterator[str]:
    for kid in _kids(element):
        if str(kid.S) == "/P":
            yield str(element.get("/S", ""))
        yield from _parents_of_paragraphs(kid)
