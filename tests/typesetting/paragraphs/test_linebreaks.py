"""Line ends: even spaces rather than full lines, and few hyphens under each other."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import inf
from pathlib import Path

import pytest
from lines_kit import measure
from pdf_kit import build

from nashr.typesetting.paragraphs import linebreaks
from nashr.typesetting.paragraphs.linebreaks import Chunk, Division, Line, Measure, best_lines

ROOT = Path(__file__).resolve().parents[3]
SPACE = 3.0


def words(*widths: float) -> list[Chunk]:
    return [Chunk(width, SPACE, 0, 1) for width in widths]


def undivided(number: int) -> Sequence[Division]:
    del number
    return ()


def ends(lines: list[Line] | None) -> list[tuple[int, int | None]]:
    assert lines is not None
    return [(line.chunk, line.division) for line in lines]


def test_a_paragraph_of_one_line_is_one_line() -> None:
    assert ends(best_lines(words(20, 20), undivided, Measure(100, 0, SPACE))) == [(1, None)]


def test_the_first_line_is_shorter_by_its_indent() -> None:
    chunks = words(30, 30, 30, 30, 30)
    assert ends(best_lines(chunks, undivided, Measure(97, 0, SPACE)))[0] == (2, None)
    assert ends(best_lines(chunks, undivided, Measure(97, 12, SPACE)))[0] == (1, None)


def test_a_formula_wider_than_the_line_has_nothing_to_give() -> None:
    formula = Chunk(120, 0, 0, 0, rigid=120)
    assert best_lines([formula, *words(20)], undivided, Measure(100, 0, SPACE)) is None


def filled_one_by_one(widths: Sequence[float], measure: float) -> list[int]:
    """The last chunk of each line where every line takes as much as fits."""
    found: list[int] = []
    used = 0.0
    for number, width in enumerate(widths):
        if number and used + SPACE + width > measure:
            found.append(number - 1)
            used = width
        else:
            used += width + (SPACE if number else 0)
    return [*found, len(widths) - 1]


def lengths(widths: Sequence[float], last: Sequence[int]) -> list[float]:
    """The natural length of each line."""
    first = [0, *(number + 1 for number in last)]
    return [
        sum(widths[start : end + 1]) + SPACE * (end - start)
        for start, end in zip(first, last, strict=False)
    ]


def test_a_loose_line_is_not_left_for_the_next_one() -> None:
    """Filled one by one, the second line is half empty: the first has to give it a word."""
    widths = (20, 30, 14, 8, 16, 16, 40, 44, 18, 18)
    greedy = filled_one_by_one(widths, 100)
    assert lengths(widths, greedy) == [100, 59, 86]
    lines = best_lines(words(*widths), undivided, Measure(100, 0, SPACE))
    assert lines is not None
    assert lengths(widths, [line.chunk for line in lines]) == [81, 78, 86]


def test_a_tightened_line_takes_from_its_spaces_and_its_letters_alike() -> None:
    # Three words are half a unit too long for the line, then twice as much.
    ratios = []
    for word in (31.5, 31.666):
        lines = best_lines(words(*[word] * 5), undivided, Measure(100, 0, SPACE))
        assert lines is not None
        assert lines[0].chunk == 2
        ratios.append(lines[0].ratio)
    assert -0.5 < ratios[0] < 0
    assert ratios[1] == pytest.approx(2 * ratios[0], rel=0.02)


def test_what_is_neither_spaced_nor_scaled_lets_a_line_be_tightened_less() -> None:
    def broken(rigid: float) -> list[tuple[int, int | None]]:
        chunks = [chunk._replace(rigid=rigid) for chunk in words(*[32.3] * 6)]
        return ends(best_lines(chunks, undivided, Measure(100, 0, SPACE)))

    assert broken(0)[0] == (2, None), "letters give what the spaces cannot"
    assert broken(32.3)[0] == (1, None), "a formula gives nothing"


def test_the_end_of_a_divided_word_is_no_last_line() -> None:
    chunks = words(*[22] * 11, 30)

    def divide(number: int) -> Sequence[Division]:
        return [Division(number * 10 + 5, 14, 18, False)]

    # Four words and a half fill a line; the last word would be divided.
    measure = Measure(100, 0, SPACE)
    lines = ends(best_lines(chunks, divide, measure))
    assert lines[-2][0] < len(chunks) - 1


def test_a_last_line_is_not_nearly_empty() -> None:
    # Greedily ten words of ten units stand on a line, and a short one alone on the last.
    chunks = words(*[10] * 20, 6)
    lines = ends(best_lines(chunks, undivided, Measure(127, 0, SPACE)))
    assert lines[-2][0] < len(chunks) - 2


def test_a_name_is_divided_only_where_it_saves_twice_as_much() -> None:
    chunks = words(*[10] * 7, 42, *[10] * 7)

    def divided(measure: float, *, name: bool) -> bool:
        def divide(number: int) -> Sequence[Division]:
            return [Division(7, 10, 35, name)] if number == 7 else []

        return ends(best_lines(chunks, divide, Measure(measure, 0, SPACE)))[0] == (7, 7)

    measures = [98 + step / 4 for step in range(40)]
    words_divided = {m for m in measures if divided(m, name=False)}
    names_divided = {m for m in measures if divided(m, name=True)}
    assert names_divided < words_divided, "a looser line is taken to keep a name whole"
    assert names_divided, "not at any cost"


def test_a_word_is_divided_where_the_line_would_be_loose_otherwise() -> None:
    chunks = words(40, 30, 60, 20)

    def divide(number: int) -> Sequence[Division]:
        return [Division(7, 24, 38, False)] if number == 2 else []

    assert ends(best_lines(chunks, divide, Measure(100, 0, SPACE)))[0] == (2, 7)
    assert ends(best_lines(chunks, undivided, Measure(100, 0, SPACE)))[0] == (1, None)


def test_hyphens_do_not_stand_in_a_pile() -> None:
    chunks = words(*([24] * 40))

    def divide(number: int) -> Sequence[Division]:
        return [Division(number * 10 + 5, 14, 12, False)]

    lines = ends(best_lines(chunks, divide, Measure(98, 0, SPACE)))
    run = longest = 0
    for _, division in lines:
        run = run + 1 if division is not None else 0
        longest = max(longest, run)
    assert longest <= 2


@pytest.mark.parametrize("seed", range(20))
def test_beginnings_of_lines_that_are_surely_too_loose_do_not_count(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    text = [
        Chunk(chance.uniform(5, 90), 5, chance.randint(0, 1), 1, chance.choice((0, 0, 4)))
        for _ in range(60)
    ]

    def divide(number: int) -> Sequence[Division]:
        width = text[number].width
        return [Division(number, width / 2 + 3, width / 2, False)] if width > 40 else []

    found = best_lines(text, divide, Measure(300, 10, 5))
    monkeypatch.setattr(linebreaks, "_SURELY", inf)
    assert found == best_lines(text, divide, Measure(300, 10, 5))


def test_what_is_wider_than_the_measure_has_no_lines() -> None:
    assert best_lines(words(20, 120, 20), undivided, Measure(100, 0, SPACE)) is None


def test_a_ragged_paragraph_leaves_no_word_alone_and_its_spaces_as_they_are() -> None:
    # Greedily: seven words, then one alone.
    lines = best_lines(words(*([10] * 8)), undivided, Measure(92, 0, SPACE, justified=False))
    assert lines is not None
    assert len(lines) == 2
    assert lines[0].chunk < 6
    assert {line.ratio for line in lines} == {0.0}


def test_balanced_lines_are_as_long_as_each_other() -> None:
    chunks = words(*[10] * 9)
    measure = Measure(103, 0, SPACE, justified=False, balanced=True)
    assert ends(best_lines(chunks, undivided, measure)) == [(4, None), (8, None)]


def test_balanced_text_takes_no_line_more_than_it_needs() -> None:
    widths = (40, 10, 35, 20, 15, 30, 25, 12, 44)
    measure = Measure(100, 0, SPACE, justified=False, balanced=True)
    lines = ends(best_lines(words(*widths), undivided, measure))
    assert len(lines) == len(filled_one_by_one(widths, 100))
    last = [chunk for chunk, _ in lines]
    assert max(lengths(widths, last)) < max(lengths(widths, filled_one_by_one(widths, 100)))


def test_letters_are_neither_spaced_nor_scaled_where_the_style_forbids_it() -> None:
    chunks = words(*[32.2] * 6)
    free, rigid = Measure(100, 0, SPACE), Measure(100, 0, SPACE, letters=0.0, scaling=0.0)
    assert ends(best_lines(chunks, undivided, free))[0] == (2, None)
    assert ends(best_lines(chunks, undivided, rigid))[0] == (1, None)


@pytest.mark.parametrize(
    ("name", "lang", "loose"), [("english", "en", 0.05), ("turkish", "tr", 0.08)]
)
def test_the_lines_of_a_long_text_are_even(
    name: str, lang: str, loose: float, tmp_path: Path
) -> None:
    text = (ROOT / "benchmarks" / "texts" / f"{name}.md").read_text("utf-8")
    path = tmp_path / "text.pdf"
    path.write_bytes(build(text, lang=lang)[0])
    found = measure(path)
    assert found.lines > 200
    assert found.loose <= loose, found
    assert found.wide == 0, found
    assert found.tight <= 0.02, found
    assert found.hyphened <= 1 / 3, found
    assert found.stacked <= 2, found
    assert found.short == 0, found


def test_the_lines_of_the_article_are_even(article) -> None:  # type: ignore[no-untyped-def]
    found = measure(article.path("pdf"))
    assert found.loose <= 0.08, found
    assert found.wide == 0, found
    assert found.tight <= 0.02, found
    assert found.hyphened <= 1 / 3, found
    assert found.stacked <= 2, found
    assert found.short == 0, found
