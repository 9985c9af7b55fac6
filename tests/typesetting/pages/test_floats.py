"""Text flows past a figure that does not fit, whatever follows it, and the figure stands at the
head of the next page."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from notes_kit import read_pages, seeds
from pages_kit import pages_of
from pdf_kit import SENTENCE, build, cite

FOLLOWS = {
    "heading": f"# Başlıq\n\n{SENTENCE * 6}\n\n{SENTENCE * 6}\n\n",
    "table": "| A | B |\n|---|---|\n" + "".join(f"| r{n} | {n} |\n" for n in range(12)) + "\n",
    "list": "".join(f"- {SENTENCE}\n" for _ in range(6)) + "\n",
    "poem": "".join(f"| Misra {n}\n" for n in range(6)) + "\n",
    "paragraph": "",
    "quotation": f"> {SENTENCE * 5}\n\n",
    "figure": "![Kiçik.](media/square.svg){width=20% alt='y'}\n\n",
}
#: Words whose numbers tell where they stand: ``w12`` is the twelfth of its text.
LOST = {"text-lost", "text-doubled", "text-outside-page", "text-overprinted", "note-misplaced"}


def words(count: int, name: str = "w") -> str:
    return " ".join(f"{name}{number}" for number in range(count)) + ".\n\n"


def figure(number: int, width: int = 100, text: str = "") -> str:
    return (
        f"![Caption{number}.{text}](media/square.svg){{#fig-{number} width={width}% alt='x'}}\n\n"
    )


@dataclass(frozen=True)
class Line:
    page: int
    top: float
    bottom: float
    text: str


@cache
def lines_of(data: bytes) -> tuple[Line, ...]:
    """The lines of the pages from the top down, without running heads."""
    command = ["pdftotext", "-bbox-layout", "-", "-"]
    xml = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    found: list[Line] = []
    for page, part in enumerate(xml.split("<page ")[1:], start=1):
        for line in re.findall(r"<line .*?</line>", part, re.DOTALL):
            top, bottom = re.search(r'yMin="([\d.]+)".*?yMax="([\d.]+)"', line).groups()  # type: ignore[union-attr]
            text = " ".join(re.findall(r">([^<>\n]+)</word>", line))
            if float(top) > 50:
                found.append(Line(page, float(top), float(bottom), text))
    return tuple(sorted(found, key=lambda line: (line.page, line.top)))


def typeset(body: str) -> tuple[Line, ...]:
    """The lines of an article in which nothing is lost or doubled."""
    data, _, found = build(body)
    assert not LOST & {one.code for one in found}
    return lines_of(data)


def page_of(lines: tuple[Line, ...], word: str) -> int:
    pages = [line.page for line in lines if re.search(rf"\b{word}\b", line.text)]
    assert len(pages) == 1, (word, pages)
    return pages[0]


def foot(lines: tuple[Line, ...], page: int) -> float:
    return max(line.bottom for line in lines if line.page == page)


@pytest.mark.parametrize("follows", sorted(FOLLOWS))
def test_no_page_is_left_empty_before_a_figure(follows: str) -> None:
    lines = typeset(words(1180) + figure(1) + FOLLOWS[follows] + f"{SENTENCE * 6}\n\n" * 5)
    page = page_of(lines, "Caption1")
    assert page == page_of(lines, "w1179") + 1
    assert next(line for line in lines if line.page == page).text == "Caption1."
    # A heading and two lines, or a row, may not have room.
    assert foot(lines, page - 2) - foot(lines, page - 1) < 6 * 13


def test_text_goes_on_past_a_figure_and_is_cut_where_the_page_ends() -> None:
    lines = typeset(words(1180) + figure(1) + words(400, "v") + words(100, "u"))
    page = page_of(lines, "Caption1")
    below = [line for line in lines if line.page == page]
    assert below[0].text == "Caption1."
    number = int(re.match(r"v(\d+)", below[1].text)[1])  # type: ignore[index]
    assert page_of(lines, "w1179") == page_of(lines, f"v{number - 1}") == page - 1
    full = max(foot(lines, number) for number in range(2, page + 1))
    assert full - foot(lines, page - 1) < 2 * 13


def test_a_figure_stands_in_its_place_where_it_fits() -> None:
    lines = typeset(words(500) + figure(1, 30) + words(300, "v"))
    page = page_of(lines, "Caption1")
    around = [line.text for line in lines if line.page == page]
    place = around.index("Caption1.")
    assert around[place - 1].endswith("w499.")
    assert around[place + 1].startswith("v0 ")


def test_figures_keep_their_order() -> None:
    body = words(1180) + "".join(figure(n, 100 if n % 2 else 25) for n in range(1, 6))
    lines = typeset(body + words(900, "v"))
    places = [line.text for line in lines if line.text.startswith("Caption")]
    assert places == [f"Caption{n}." for n in range(1, 6)]
    assert page_of(lines, "Caption1") > page_of(lines, "w1179")


def test_a_table_may_stand_before_a_figure_that_waits() -> None:
    table = "| A | B |\n|---|---|\n| Cell | r2 |\n\n"
    lines = typeset(words(1180) + figure(1) + table + words(400, "v"))
    assert page_of(lines, "Cell") < page_of(lines, "Caption1")


def turned(number: int, rows: int = 2) -> str:
    body = "".join(f"| cell{number}x{row} | b |\n" for row in range(rows))
    return f"::: {{.landscape}}\n| A | B |\n|---|---|\n{body}:::\n\n"


def test_text_goes_on_past_a_table_that_is_turned() -> None:
    lines = typeset(words(1180) + turned(1) + words(900, "v"))
    page = page_of(lines, "cell1x0")
    assert page == page_of(lines, "w1179") + 1
    assert not any("v" in line.text for line in lines if line.page == page)
    assert foot(lines, page - 1) == foot(lines, page + 1)


@pytest.mark.parametrize("rows", [2, 70])
def test_a_turned_table_may_begin_or_end_an_article(rows: int) -> None:
    data, pages, found = build(turned(1, rows) + words(200) + turned(2, rows))
    assert not LOST & {one.code for one in found}
    lines = lines_of(data)
    assert page_of(lines, "w0") < page_of(lines, "cell1x0") <= page_of(lines, "cell2x0")
    assert page_of(lines, f"cell2x{rows - 1}") == pages


def test_tables_keep_their_order_where_one_is_turned() -> None:
    table = "| A | B |\n|---|---|\n| Cell | b |\n\n"
    lines = typeset(words(1180) + turned(1) + table + words(700, "v"))
    assert page_of(lines, "Cell") == page_of(lines, "cell1x0") + 1


def test_a_turned_table_keeps_its_head_where_a_long_note_goes_on() -> None:
    def row(word: str) -> str:
        return "| " + " | ".join([f"{word} {'söz ' * 11}"] * 8) + " |"

    table = "\n".join([row("Head"), "|---" * 8 + "|", *[row("cell")] * 3])
    body = words(400) + f"Call[^a].\n\n::: {{.landscape}}\n{table}\n:::\n\n" + words(500, "v")
    lines = typeset(f"{body}[^a]: {words(900, 'n')}")
    pages = [{line.page for line in lines if word in line.text} for word in ("Head", "cell")]
    assert pages[0] == pages[1] == {page_of(lines, "v0") + 1}


def test_the_last_page_is_that_of_the_last_figure() -> None:
    """The range of pages at the head of an article that begins on a page of the volume."""
    data, pages, _ = build(words(1180) + figure(1), first_page=11)
    assert any(f"11–{10 + pages}" in line.text for line in lines_of(data) if line.page == 1)


def test_a_waiting_figure_at_the_end_of_the_article_is_not_lost() -> None:
    body = words(1180)
    lines = typeset(body + figure(1) + figure(2) + figure(3))
    assert [page_of(lines, f"Caption{n}") for n in (1, 2, 3)] == sorted(
        page_of(lines, f"Caption{n}") for n in (1, 2, 3)
    )
    assert page_of(lines, "Caption1") == page_of(lines, "w1179") + 1


def test_a_waiting_figure_stands_before_a_reference_list_that_ends_the_article() -> None:
    lines = typeset(words(1180) + cite(1) + "\n\n" + figure(1))
    page = page_of(lines, "Caption1")
    assert page == page_of(lines, "w1179") + 1
    texts = [line.text for line in lines if line.page == page]
    assert texts[0] == "Caption1."
    assert texts[1].startswith("Ədəbiyyat")


@pytest.mark.parametrize("count", seeds(range(1120, 1320, 40), range(1140, 1320, 40)))
def test_a_heading_stays_with_its_text_where_a_figure_between_them_waits(count: int) -> None:
    lines = typeset(words(count) + "# Heading\n\n" + figure(1) + words(400, "v"))
    assert page_of(lines, "Heading") == page_of(lines, "v0")
    assert page_of(lines, "Heading") <= page_of(lines, "Caption1")


def test_a_note_of_a_caption_stands_on_the_page_of_the_figure() -> None:
    body = words(1180) + "Call.[^b]\n\n" + figure(1, text="[^a]") + words(400, "v")
    lines = typeset(body + f"[^a]: Notea {SENTENCE}\n\n[^b]: Noteb\n")
    page = page_of(lines, "Notea")
    assert any(line.page == page and line.text.startswith("Caption1") for line in lines)
    assert page_of(lines, "Noteb") < page


def test_a_figure_in_a_list_or_a_quotation_may_wait() -> None:
    for before, indent in (("- ", "  "), ("> ", "> ")):
        body = f"{before}{words(400, 'x')[:-2]}\n{indent.rstrip()}\n{indent}{figure(1)}"
        body += f"{indent.replace('>', '> ').rstrip() or ''}\n" if before == "> " else ""
        lines = typeset(words(780) + body + words(600, "v"))
        page = page_of(lines, "Caption1")
        assert next(line for line in lines if line.page == page).text == "Caption1."


def test_an_item_keeps_a_figure_that_is_all_of_it() -> None:
    lines = typeset(words(1160) + f"1. {figure(1)}2. second item\n\n" + words(400, "v"))
    page = page_of(lines, "Caption1")
    texts = [line.text for line in lines if line.page == page]
    assert any(text.startswith("1.") for text in texts)


def test_a_paragraph_behind_a_figure_that_waits_is_indented() -> None:
    data, _, _ = build(words(420) + words(760, "x") + figure(1) + words(200, "v"))
    command = ["pdftotext", "-bbox", "-", "-"]
    xml = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    left = {
        word: float(re.search(rf'xMin="([\d.]+)"[^>]*>{word}<', xml)[1])  # type: ignore[index]
        for word in ("x0", "v0")
    }
    assert left["x0"] == pytest.approx(left["v0"], abs=20)  # pages have two inner margins


def test_a_paragraph_is_indented_where_no_others_of_the_text_follow_each_other() -> None:
    """Those of the opening do, and have no indent."""
    pages = pages_of(build(words(1180) + figure(1) + words(400, "v"))[0])
    (page,) = [page for page in pages if any("v0v1" in row.text for row in page)]
    (first,) = [row for row in page if "v0v1" in row.text]
    assert first.left - min(row.left for row in page) > first.size


def test_figures_are_tagged_where_they_stand_in_the_text() -> None:
    data, _, _ = build(words(1180) + figure(1) + words(400, "v"))
    with pikepdf.open(BytesIO(data)) as file:
        roles = list(roles_of(file.Root.StructTreeRoot.K[0]))
    place = len(roles) - 1 - roles[::-1].index("/Caption")
    assert roles[place - 2 : place + 2] == ["/P", "/Figure", "/Caption", "/P"]


def roles_of(element: pikepdf.Object) -> Iterator[str]:
    """The roles of blocks, in reading order."""
    kids = element.get("/K", ())
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) in {"/P", "/Figure", "/Caption", "/H1", "/H2"}:
                yield str(kid.S)
            yield from roles_of(kid)


# --- random articles -----------------------------------------------------------------------


def random_body(seed: int) -> str:
    """An article of text, figures of all sizes and whatever may stand between them."""
    dice = random.Random(seed)
    count = {"w": 0, "figure": 0, "note": 0}
    notes: list[str] = []

    def some(least: int, most: int) -> str:
        first = count["w"]
        count["w"] += dice.randint(least, most)
        return " ".join(f"w{n}x" for n in range(first, count["w"]))

    def note() -> str:
        if dice.random() > 0.2:
            return ""
        count["note"] += 1
        notes.append(f"[^{count['note']}]: {'Note ' * dice.choice((3, 80))}")
        return f"[^{count['note']}]"

    def picture() -> str:
        count["figure"] += 1
        size = dice.choice(("width=100%", "width=60%", "width=30%", "height=150mm"))
        words = "and " * dice.choice((0, 0, 90))
        text = f"Caption{count['figure']}. {words}{note()}"
        return f"![{text}](media/square.svg){{#fig-{count['figure']} {size} alt='x'}}"

    def rows() -> str:
        lines = (f"| {some(1, 3)} | {some(1, 9)}{note()} |" for _ in range(dice.choice((1, 8, 30))))
        return "\n".join(["| A | B |", "|---|---|", *lines])

    kinds = (
        *[lambda: f"{some(20, 150)}{note()}."] * 6,
        *[picture] * 5,
        rows,
        rows,
        lambda: f"{'#' * dice.choice((1, 2, 3))} {some(1, 4)}",
        lambda: f"- {some(2, 40)}\n\n  {picture()}\n\n  {some(3, 50)}\n\n- {some(2, 9)}",
        lambda: f"> {some(10, 60)}\n>\n> {picture()}\n>\n> {some(10, 60)}",
        lambda: "\n".join(f"| {some(2, 5)}" for _ in range(dice.randint(2, 12))),
    )
    blocks = [some(50, 200), *(dice.choice(kinds)() for _ in range(dice.randint(8, 25)))]
    return "\n\n".join([*blocks, *notes]) + "\n"


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 60))]
)
def test_figures_of_random_articles_stand_in_order_behind_their_place(seed: int) -> None:
    body = random_body(seed)
    lines = typeset(body)
    pattern = r"\b(?:w\d+x|Caption\d+)\b"
    pages = {word: line.page for line in lines for word in re.findall(pattern, line.text)}
    shown = [word for line in lines for word in re.findall(r"\bCaption\d+", line.text)]
    assert shown == [f"Caption{n}" for n in range(1, len(shown) + 1)]
    before = 0
    for word in re.findall(pattern, body):
        if word.startswith("w"):
            before = pages.get(word, before)
        else:
            assert pages[word] >= before, word


def test_a_table_of_few_rows_is_not_divided() -> None:
    tables = (
        f"{SENTENCE * (1 + n % 4)}\n\n| a | b |\n|---|---|\n"
        + "".join(f"| t{n}r{row} | x |\n" for row in range(5))
        for n in range(40)
    )
    pages = pages_of(build("\n\n".join(tables))[0])
    assert len(pages) > 5
    for n in range(40):
        here = [k for k, page in enumerate(pages) for row in page if f"t{n}r" in row.text]
        assert len(here) == 5
        assert len(set(here)) == 1, n


def test_a_turned_table_goes_on_at_the_top_of_the_next_page() -> None:
    """Without the margin that it has above where it begins."""
    rows = "\n".join(f"| b{n}b | mətn |" for n in range(40))
    data, _, _ = build(f"Mətn.\n\n::: {{.landscape}}\n| Sütun | B |\n|---|---|\n{rows}\n:::\n")
    found = read_pages(data).words
    begins = next(word.top for word in found if word.text == "Sütun")
    goes_on = [word.top for word in found if word.text == "(davamı)"]
    assert len(goes_on) > 1
    assert max(goes_on) < begins + 1, "the margin is there again"
