"""Two columns: each with its notes at its foot, blocks across both, and all words once."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import replace

import pytest
from columns_kit import SCIENCE, built, columns_of, edition, middle
from notes_kit import Manuscript, Pages, Word, faults, random_manuscript, read_pages, seeds
from pdf_kit import ENGINES, SENTENCE
from structure_kit import listen

from nashr.outputs import page_geometry
from nashr.outputs.edition import Theme
from nashr.outputs.pdf import render as pdf
from nashr.typesetting.pages import fitting

WIDE = "| " + " | ".join(f"q{n}qq" for n in range(9)) + " |\n" + "|---" * 9 + "|\n"
WIDE += "| " + " | ".join(f"{n}.123456" for n in range(9)) + " |\n"
LINES = "\n\n".join([SENTENCE * 3] * 12)


def as_pages(data: bytes) -> Pages:
    """The columns as pages of their own, in the order of reading."""
    found = read_pages(data)
    words = [
        replace(word, page=2 * word.page - (word.left < middle(word.page))) for word in found.words
    ]
    sizes = tuple(size for size in found.sizes for _ in range(2))
    return Pages(tuple(words), sizes)


def places(data: bytes) -> dict[str, list[Word]]:
    found: dict[str, list[Word]] = defaultdict(list)
    for word in read_pages(data).words:
        found[word.text].append(word)
    return found


@pytest.mark.parametrize("seed", seeds(range(3), range(3, 8)))
def test_every_note_stands_once_at_the_foot_of_the_column_of_its_call(seed: int) -> None:
    made = random_manuscript(seed, longest=25)
    data, diagnostics = built(made.text(), lang=("az", "en", "tr")[seed % 3])
    assert not diagnostics
    assert faults(made, as_pages(data)) == []


@pytest.mark.parametrize("seed", seeds([505, 535], range(500, 505)))
def test_notes_as_long_as_a_column_stand_once_and_over_nothing(seed: int) -> None:
    made = random_manuscript(seed, longest=300)
    data, _ = built(made.text(), lang="en")
    assert faults(made, as_pages(data), shared=True) == []


def test_lines_of_both_columns_stand_at_the_same_heights() -> None:
    data, _ = built(LINES + "\n\n# Başlıq\n\n" + LINES)
    words = [word for word in read_pages(data).words if word.text in ("mədəni", "dini", "tarixi,")]
    for page in (2, 3):
        here = [word for word in words if word.page == page]
        assert {word.left < middle(page) for word in here} == {True, False}
        first = min(word.bottom for word in here)
        lines = [(word.bottom - first) / page_geometry.LEADING for word in here]
        assert max(abs(line - round(line)) for line in lines) < 0.02


def test_a_block_across_the_columns_stands_above_them() -> None:
    """The title and all that belongs to it, on the first page."""
    data, diagnostics = built(LINES)
    assert not diagnostics
    found = places(data)
    opening = max(word.bottom for word in found["abstract."])
    text = [word for word in found["Türkiyə"] if word.page == 1]
    assert {word.left < middle(1) for word in text} == {True, False}
    assert min(word.top for word in text) > opening


def test_both_columns_begin_on_one_line_below_the_opening() -> None:
    data, _ = built(f"# Giriş\n\n{LINES}")
    found = places(data)
    opening = max(word.bottom for word in found["abstract."])
    words = [w for w in read_pages(data).words if w.page == 1 and w.top > opening]
    right = min(w.bottom for w in words if w.left > middle(1))
    assert found["Giriş"][0].bottom == pytest.approx(right, abs=page_geometry.LEADING / 3)


def test_a_paragraph_behind_the_place_of_a_wide_table_follows_the_one_before() -> None:
    """With its indent, and without space between them, though the columns end on one line."""
    last, next_ = "Sonuncu sözlər burada.", "Növbəti sözlər."
    for lines in range(6):
        before = "\n\n".join([SENTENCE] * lines)
        text = f"{LINES}\n\n{before}\n\n{last}\n\n{WIDE}\n: Geniş\n\n{next_} {SENTENCE}\n\n{LINES}"
        found = places(built(text)[0])
        above, below = found["Sonuncu"][0], found["Növbəti"][0]
        if (above.page, above.left < middle(above.page)) != (
            below.page,
            below.left < middle(below.page),
        ):
            continue
        assert below.bottom - above.bottom == pytest.approx(page_geometry.LEADING, abs=0.1)
        assert below.left == pytest.approx(above.left, abs=0.1)


def test_the_columns_of_the_last_page_are_equally_long() -> None:
    data, _ = built(LINES)
    last = max(word.page for word in read_pages(data).words)
    ends = {
        side: max(
            word.bottom
            for word in read_pages(data).words
            if word.page == last and (word.left < middle(last)) is side
        )
        for side in (True, False)
    }
    assert abs(ends[True] - ends[False]) < 3 * page_geometry.LEADING


def test_a_table_that_is_wider_than_a_column_stands_across_both() -> None:
    data, diagnostics = built(f"{LINES}\n\n{WIDE}\n: Geniş cədvəl\n\n{LINES}")
    assert not diagnostics
    found = places(data)
    first, last = found["q0qq"][0], found["q8qq"][0]
    assert first.page == last.page
    assert first.top == last.top
    assert first.left < middle(first.page) < last.left
    above = [w for w in read_pages(data).words if w.page == first.page and w.bottom < first.top]
    assert not [word for word in above if word.text == "Türkiyə"]


@pytest.mark.parametrize("sentences", [11, 12])
def test_a_wide_table_behind_one_that_waits_for_its_column_stands_once(sentences: int) -> None:
    narrow = "| a | b |\n|---|---|\n" + "| n | m |\n" * 4
    before = "\n\n".join([SENTENCE] * sentences)
    text = f"{before}\n\n{narrow}\n\n: N\n\nA word.\n\n{WIDE}\n\n: W\n\n{SENTENCE * 9}"
    data, diagnostics = built(text)
    assert not diagnostics
    assert [len(places(data)[f"q{n}qq"]) for n in range(9)] == [1] * 9


def test_a_wide_table_behind_the_text_is_not_lost() -> None:
    data, diagnostics = built(f"{SENTENCE}\n\n{WIDE}\n: Geniş cədvəl")
    assert not diagnostics
    assert len(places(data)["q8qq"]) == 1


def test_a_wide_table_that_is_higher_than_a_page_has_pages_of_one_column() -> None:
    rows = WIDE.splitlines()[2]
    long = WIDE + "\n".join([rows] * 70)
    data, diagnostics = built(f"{LINES}\n\n{long}\n\n: Uzun cədvəl\n\n{LINES}")
    assert not diagnostics
    heads = places(data)["q0qq"]
    assert len({word.page for word in heads}) > 1


def test_an_opening_as_high_as_a_page_has_a_page_of_one_column() -> None:
    made = edition(LINES)
    text = replace(made.document.article.text, title="Çox uzun başlıq " * 150)
    fields = {**made.document.fields}
    fields["abstract.az"] = fields["abstract.az"] * 36
    article = replace(made.document.article, texts=(text, *made.document.article.texts[1:]))
    document = replace(made.document, article=article, fields=fields)
    from nashr.engines import pandoc
    from nashr.outputs import markup

    made = replace(made, document=document, markup=markup.to_markup(document, pandoc.write_html))
    outcome = pdf.render(made, ENGINES)
    assert [d.code for d in outcome.diagnostics if d.severity.value == "error"] == []


def test_an_opening_that_has_a_page_to_itself_stands_before_the_text() -> None:
    """It leaves the text no room below; a figure could go past it."""
    made = edition(f"# Word\n\n{SENTENCE * 3}\n\n![Caption](media/square.svg)")
    abstract = replace(made.markup, fields={**made.markup.fields})
    abstract.fields["abstract.az"] = abstract.fields["abstract.az"] * 36
    outcome = pdf.render(replace(made, markup=abstract), ENGINES)
    assert not outcome.diagnostics
    found = places(outcome.value[0].data)
    title, begins = found["Tədqiqat"][0], found["Word"][0]
    assert title.page == 1
    assert begins.page == 2
    assert begins.left < middle(2)
    assert {word.page for word in found["xülasə."]} == {1}


def test_the_text_fills_both_columns_before_a_page_of_a_table() -> None:
    """Where the last page has no room for a table across both columns, it has one to itself."""
    row = "| " + " | ".join(f"{n}.123456" for n in range(9)) + " |\n"
    body = "\n\n".join([*[SENTENCE * 3] * 14, WIDE + row * 7, *[SENTENCE * 3] * 3])
    data, diagnostics = built(body)
    assert not diagnostics
    assert all(right for _, right in columns_of(data)), "a page with an empty right column"


def test_a_note_longer_than_a_page_leaves_the_text_its_share_of_each_column() -> None:
    data, diagnostics = built(f"Word^[{'note ' * 2500}] q0qq {SENTENCE * 60}")
    assert not diagnostics
    found = places(data)
    begins = found["Word1"][0]
    assert (begins.page, found["note"][0].page) == (1, 1)
    column = [w for w in read_pages(data).words if w.page == 1 and w.text in SENTENCE.split()]
    lines = {(word.left > middle(1), round(word.top)) for word in column if word.top > begins.top}
    assert sum(not right for right, _ in lines) > 4 < sum(right for right, _ in lines)


def test_columns_of_a_right_to_left_text_begin_on_the_right() -> None:
    text = "\n\n".join(["كلمة أولى " + "قياس النهر في مصر القديمة وما حولها من البلاد. " * 30] * 6)
    data, diagnostics = built(text, lang="ar")
    assert not diagnostics
    assert len(read_pages(data).sizes) >= 1


def test_columns_are_read_one_after_the_other() -> None:
    made = Manuscript(random_manuscript(3).source)
    for _ in range(8):
        made.blocks.append(made.line(150, 1))
    data, _ = built(made.text())
    heard = listen(io.BytesIO(data))
    assert heard.unread == []
    words = [
        word for word in heard.document.text.split() if word.startswith("b") and word[1].isdigit()
    ]
    numbers = [int(word.strip("b")) for word in words]
    assert numbers == sorted(numbers)


def test_a_proof_has_its_queries_in_the_margin() -> None:
    data, diagnostics = built(f"{LINES}\n\n{SENTENCE}", proof=True)
    assert not diagnostics
    assert len(read_pages(data).sizes) >= 2


@pytest.mark.parametrize("after", ["", SENTENCE * 4])
def test_a_block_across_columns_waits_behind_a_turned_table(after: str) -> None:
    """The page behind its place has no columns; the text may end there."""
    turned = f"::: {{.landscape}}\n{WIDE.replace('qq', 'pp')}:::"
    data, found = built(f"{SENTENCE * 4}\n\n{WIDE}\n\n{turned}\n\n{after}")
    assert not found
    words = [word.text for word in read_pages(data).words]
    assert words.count("q3qq") == words.count("q3pp") == 1


def test_a_block_below_the_last_columns_has_its_notes() -> None:
    data, found = built(f"{SENTENCE * 4}\n\n{WIDE.replace('8.123456', '8.1^[Haşiyə.]')}")
    assert not found
    assert [word.text for word in read_pages(data).words].count("Haşiyə.") == 1


def test_a_note_of_a_head_that_is_repeated_in_the_next_column_stands_once() -> None:
    rows = "\n".join(f"| sətir {n} | söz |" for n in range(60))
    body = f"Mətn.\n\n| Baş[^1] | B |\n|---|---|\n{rows}\n\n[^1]: qeydsözü.\n"
    data, found = built(body)[:2]
    words = read_pages(data).words
    assert [one.code for one in found] == []
    heads = [word.page for word in words if word.text.startswith("Baş")]
    assert max(map(heads.count, heads)) == 2, "no page has it in both columns"
    assert sum("qeydsözü" in word.text for word in words) == 1


def test_tables_behind_all_text_keep_the_width_of_the_page() -> None:
    """In a column they would be turned, though they have room across the columns."""
    rows = "".join("| " + " | ".join(f"r{r}v{c} is" for c in range(7)) + " |\n" for r in range(60))
    table = "|" + " Head |" * 7 + "\n" + "|---" * 7 + f"|\n{rows}\n: T.\n\n"
    data, found = built(f"{SENTENCE}\n\n{table}{SENTENCE * 3}\n\n{table}{SENTENCE * 9}", lang="en")
    assert not found
    assert all(width < height for width, height in read_pages(data).sizes)
    # No row is lost, and the order of the tables is that of the text.
    words = [word.text for word in read_pages(data).words if re.fullmatch(r"r\d+v0", word.text)]
    assert words == [f"r{r}v0" for r in range(60)] * 2


def test_a_table_that_a_column_crushes_stands_across_the_columns() -> None:
    """Three columns of sentences would be columns of single words in a column of the page; two of
    single words stay in the text.
    """
    long = "| Term | Meaning | Use |\n|---|---|---|\n" + f"| WIDE | {SENTENCE} | {SENTENCE} |\n" * 2
    short = "| Year | Trade |\n|---|---|\n| NARROW | 4.4 |\n"
    data, found = built(f"{LINES}\n\n{long}\n{SENTENCE * 30}\n\n{short}\n{LINES}", lang="en")
    assert not found
    words = read_pages(data).words
    (narrow,) = (word for word in words if word.text == "NARROW")
    wide = next(word for word in words if word.text == "WIDE")
    beside = [word for word in words if word.page == wide.page and word.top == wide.top]
    assert {word.left < middle(wide.page) for word in beside} == {True, False}
    trade = next(word for word in words if word.page == narrow.page and word.text == "4.4")
    sides = {word.left < middle(narrow.page) for word in (narrow, trade)}
    assert len(sides) == 1, "a table of two short columns stands across the columns"


def test_columns_without_any_note_end_on_one_line() -> None:
    """They were counted with the notes: without one, what the left column lacked moved the right
    one down, and the text ran over the foot of the page.
    """
    settings = replace(SCIENCE, side_column=True)
    formulas = "\n\n".join(f"{SENTENCE * 3}\n\n$$ \\sum_{{k=1}}^n a_k = {n} $$" for n in range(24))
    made = edition(f"{formulas}\n\n# Başlıq\n\n{LINES}")
    made = replace(made, journal=replace(made.journal, theme=settings), theme=Theme(settings))
    outcome = pdf.render(made, ENGINES)
    assert not outcome.diagnostics
    pages = columns_of(outcome.value[0].data)[1:-1]
    assert len(pages) > 2
    for page, (left, right) in enumerate(pages, start=2):
        assert abs(left[0].baseline - right[0].baseline) < page_geometry.LEADING, page
        assert abs(left[-1].baseline - right[-1].baseline) < page_geometry.LEADING, page


def test_tables_keep_their_order_where_one_spans_and_the_next_is_turned() -> None:
    cells = " | ".join(f"{n}1.234567 ± 0.2" for n in range(10))
    turned = f"|{' H |' * 10}\n{'|---' * 10}|\n| {cells} |\n\n: TURNED.\n\n"
    data, found = built(f"{SENTENCE * 20}\n\n{WIDE}\n: SPANS.\n\n{SENTENCE}\n\n{turned}{LINES}")
    assert not found
    pages = read_pages(data)
    (spans,) = (word.page for word in pages.words if word.text == "SPANS.")
    (stands,) = (word.page for word in pages.words if word.text == "TURNED.")
    assert spans < stands
    width, height = pages.sizes[stands - 1]
    assert width > height, "its values are broken on a page that is not turned"


def test_a_block_across_the_columns_below_another_has_text_below() -> None:
    """Where two had no room above the columns of one page, the second was taken for higher than a
    page, and nothing stood below it.
    """
    rows = "| " + " | ".join(f"{n}.123456" for n in range(9)) + " |\n"
    first, second = (f"{WIDE}{rows * 26}\n: {name}.\n\n" for name in ("ONE", "TWO"))
    data, found = built(f"{SENTENCE}\n\n{first}{SENTENCE}\n\n{second}{LINES}\n\n{LINES}")
    assert not found
    pages = read_pages(data)
    one, two = (next(w for w in pages.words if w.text == name) for name in ("ONE.", "TWO."))
    assert one.page < two.page
    below = [word for word in pages.words if word.page == two.page and word.text == "mədəni"]
    assert {word.left < middle(two.page) for word in below} == {True, False}


def test_a_figure_that_waits_for_a_low_column_is_not_made_smaller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Columns below a table across both are too low for it: it was set at the head of the second
    one in any case, and made so small that it fit.
    """
    smaller: list[float] = []
    monkeypatch.setattr(fitting, "_limit", lambda _, height: smaller.append(height))
    rows = "| " + " | ".join(f"{n}.123456" for n in range(9)) + " |\n"
    figure = "![SHOWN.](media/square.svg){width=100% alt='x'}\n\n"
    before = f"{SENTENCE * 4}\n\n{WIDE}{rows * 27}\n: ONE.\n\n{SENTENCE * 7}\n\n"
    data, found = built(f"{before}{figure}{SENTENCE * 14}\n\n{SENTENCE * 9}")
    assert not found
    assert not smaller
    assert places(data)["SHOWN."][0].page == 3


def test_a_short_table_is_not_divided_by_columns_of_one_length() -> None:
    rows = "".join(f"| r{n} | {n} |\n" for n in range(9))
    table = f"| A | B |\n|---|---|\n{rows}\n: LAST.\n"
    data, found = built(f"{SENTENCE * 3}\n\n" * 10 + f"{SENTENCE * 2}\n\n{table}")
    assert not found
    words = [word for word in read_pages(data).words if re.fullmatch(r"r\d", word.text)]
    assert len({(word.page, word.left < middle(word.page)) for word in words}) == 1


@pytest.mark.parametrize("note", ["", "^[A note of the last row.]"])
def test_text_goes_on_in_columns_below_the_end_of_a_table_of_several_pages(note: str) -> None:
    """The last page of such a table had a few rows and nothing else. Below notes of the table there
    is no text still.
    """
    rows = "".join("| " + " | ".join(f"r{n}c{c}" for c in range(9)) + " |\n" for n in range(50))
    last = "| " + " | ".join(["LAST" + note, *("x" * 8)]) + " |\n"
    texts = f"{SENTENCE * 9}\n\n" * 9
    figure = "![SHOWN.](media/square.svg){width=90% alt='x'}\n\n"
    data, found = built(f"{SENTENCE}\n\n{WIDE}{rows}{last}\n: T.\n\n{texts}{figure}{texts}")
    assert not found
    words = read_pages(data).words
    end = next(word for word in words if word.text == "LAST" or word.text.startswith("LAST"))
    below = [w for w in words if w.page == end.page and w.text == "mədəni" and w.top > end.top]
    assert {word.left < middle(end.page) for word in below} == (set() if note else {True, False})
