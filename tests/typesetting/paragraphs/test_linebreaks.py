"""Line ends: even spaces rather than full lines, and few hyphens under each other."""

from __future__ import annotations

from collections.abc import Sequence

from nashr.typesetting.paragraphs.linebreaks import Chunk, Division, Line, Measure, best_lines

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


def test_a_loose_line_is_not_left_for_the_next_one() -> None:
    # Filled greedily: 3 + 1 + 3 words, the second line with one huge space to the right.
    chunks = words(30, 30, 30, 20, 80, 30, 30, 30)
    lines = best_lines(chunks, undivided, Measure(100, 0, SPACE))
    assert (2, None) in ends(lines) or (1, None) in ends(lines)
    assert ends(lines)[-1] == (7, None)


def test_a_tightened_line_takes_from_its_spaces_and_then_from_its_letters() -> None:
    # Three words are half a unit too long for the line, then a whole one and a quarter.
    for word, letters in ((31.5, False), (31.75, True)):
        lines = best_lines(words(*[word] * 5), undivided, Measure(100, 0, SPACE))
        assert lines is not None
        assert lines[0].chunk == 2
        assert lines[0].spacing < 0
        assert (lines[0].tracking < 0) is letters
        if not letters:  # what the spaces take is all that is too much, and a hair
            assert -1 <= 3 * word + 2 * SPACE + 2 * lines[0].spacing - 100 <= 0


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


def test_what_is_wider_than_the_measure_has_no_lines() -> None:
    assert best_lines(words(20, 120, 20), undivided, Measure(100, 0, SPACE)) is None


def test_a_ragged_paragraph_leaves_no_word_alone_and_its_spaces_as_they_are() -> None:
    # Greedily: seven words, then one alone.
    lines = best_lines(words(*([10] * 8)), undivided, Measure(92, 0, SPACE, justified=False))
    assert lines is not None
    assert len(lines) == 2
    assert lines[0].chunk < 6
    assert {(line.spacing, line.tracking) for line in lines} == {(0.0, 0.0)}
