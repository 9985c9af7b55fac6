"""Formulas laid out: fences, matrices, roots, accents and the spaces of signs, measured in em."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from nashr.engines import fonts
from nashr.engines.math_boxes import Box, Glyph, Rule
from nashr.engines.math_elements import Style, Undrawable, in_variant, length
from nashr.engines.math_font import opened
from nashr.engines.math_layout import Layout

FONT = opened(fonts.path_of("math"))
LAYOUT = Layout(FONT)
TALL = "<mfrac><mfrac><mi>a</mi><mi>b</mi></mfrac><mfrac><mi>c</mi><mi>d</mi></mfrac></mfrac>"


def box(mathml: str, *, display: bool = True) -> Box:
    return LAYOUT.row(ElementTree.fromstring(f"<math>{mathml}</math>"), Style(display))


def fence(char: str, form: str) -> str:
    return f'<mo stretchy="true" form="{form}">{char}</mo>'


def black(laid: Box) -> list[tuple[float, float, float, float]]:
    """Left, right, bottom and top of each glyph."""
    found = []
    for mark in laid.marks:
        if isinstance(mark, Glyph):
            extents = FONT.extents(mark.glyph)
            x, y, size = mark.x, mark.y, mark.size
            edges = (extents.left, extents.right, extents.bottom, extents.top)
            left, right, bottom, top = (edge * size for edge in edges)
            found.append((x + left, x + right, y + bottom, y + top))
    return found


def table(rows: list[list[str]], side: str = "center") -> str:
    return "".join(
        [
            "<mtable>",
            *(
                "<mtr>"
                + "".join(f'<mtd columnalign="{side}">{cell}</mtd>' for cell in row)
                + "</mtr>"
                for row in rows
            ),
            "</mtable>",
        ]
    )


@pytest.mark.parametrize("pair", ["()", "[]", "{}", "||", "‖‖", "∥∥", "⌈⌉", "⌊⌋", "⟨⟩"])
@pytest.mark.parametrize("inside", [TALL, f"<mrow>{TALL}<mo>+</mo><mi>x</mi></mrow>"])
def test_fences_are_as_tall_as_what_they_enclose(pair: str, inside: str) -> None:
    laid = box(fence(pair[0], "prefix") + inside + fence(pair[1], "postfix"))
    content = box(inside)
    shapes = black(laid)
    left = min(shape[0] for shape in shapes)
    first = [shape for shape in shapes if shape[0] < left + 0.2]
    assert min(shape[2] for shape in first) <= -content.descent + 0.03
    assert max(shape[3] for shape in first) >= content.ascent - 0.03
    middle = (max(shape[3] for shape in first) + min(shape[2] for shape in first)) / 2
    assert middle == pytest.approx(FONT.constant("AXIS_HEIGHT"), abs=0.01)


def test_a_fence_of_any_height_is_put_together_of_parts() -> None:
    rows = [["<mi>x</mi>"]] * 12
    laid = box(fence("(", "prefix") + table(rows) + fence(")", "postfix"))
    content = box(table(rows))
    assert laid.height >= content.height
    assert laid.height < content.height * 1.05
    paren = [shape for shape in black(laid) if shape[0] < 0.3]
    assert len(paren) > 2, "the fence has one glyph"
    ordered = sorted(paren, key=lambda shape: shape[2])
    assert all(low[3] >= high[2] for low, high in pairwise(ordered))


def test_the_four_sizes_of_fences_differ() -> None:
    heights = [
        box(f'<mo minsize="{size}%" maxsize="{size}%" stretchy="true" form="prefix">(</mo>').height
        for size in (120, 180, 240, 300)
    ]
    assert heights == pytest.approx([1.2, 1.8, 2.4, 3.0], abs=0.15)
    assert all(one < other for one, other in pairwise(heights))


def test_a_fence_that_does_not_grow_stays_as_it_is() -> None:
    plain = '<mo stretchy="false" form="prefix">(</mo>'
    assert black(box(plain + TALL))[0] == black(box(plain))[0]


def test_rows_and_columns_of_a_matrix_stand_apart() -> None:
    laid = box(table([["<mi>a</mi>", "<mi>b</mi>"], ["<mi>c</mi>", "<mi>d</mi>"]]))
    a, b, c, _ = black(laid)
    assert b[0] - a[1] > 0.8
    assert a[2] - c[3] > 0.4
    assert laid.ascent - laid.descent == pytest.approx(2 * FONT.constant("AXIS_HEIGHT"), abs=0.2)


def test_high_rows_of_a_matrix_do_not_touch() -> None:
    fraction = "<mfrac><mi>f</mi><mi>g</mi></mfrac>"
    shapes = black(box(table([[fraction], [fraction]])))
    upper, lower = shapes[:2], shapes[2:]
    assert min(s[2] for s in upper) - max(s[3] for s in lower) > 0.2


def test_the_sides_of_equations_stand_at_their_relation() -> None:
    def line(left: str, right: str) -> str:
        return (
            f'<mtr><mtd columnalign="right">{left}</mtd>'
            f'<mtd columnalign="left"><mo>=</mo>{right}</mtd></mtr>'
        )

    laid = box(
        f"<mtable>{line('<mi>a</mi><mo>+</mo><mi>b</mi>', '<mi>c</mi>')}{line('', TALL)}</mtable>"
    )
    equals = FONT.glyph("=")
    signs = [mark for mark in laid.marks if isinstance(mark, Glyph) and mark.glyph == equals]
    assert len({round(sign.x, 6) for sign in signs}) == 1
    ends = max(shape[1] for shape in black(laid) if shape[1] < signs[0].x)
    assert 0.2 < signs[0].x - ends < 0.45
    assert box(TALL).height < max(s[3] for s in black(laid)) - min(s[2] for s in black(laid))


@pytest.mark.parametrize("inside", ["<mi>x</mi>", TALL, f"<msqrt>{TALL}</msqrt>"])
def test_a_root_covers_what_stands_below_it(inside: str) -> None:
    laid, base = box(f"<msqrt>{inside}</msqrt>"), box(inside)
    rule = [mark for mark in laid.marks if isinstance(mark, Rule)][-1]
    assert rule.y > base.ascent
    assert rule.width >= base.width - 1e-9
    sign = [shape for shape in black(laid) if shape[0] < laid.width - base.width - 0.1]
    assert min(shape[2] for shape in sign) <= -base.descent + 0.05
    assert max(shape[3] for shape in sign) == pytest.approx(rule.y + rule.height, abs=0.002)


def test_wide_accents_and_braces_are_as_wide_as_their_base() -> None:
    base = "<mrow><mi>x</mi><mo>+</mo><mi>y</mi><mo>+</mo><mi>z</mi></mrow>"
    width = box(base).width
    for accent in "ˆ˜→":
        laid = box(f'<mover>{base}<mo accent="true">{accent}</mo></mover>')
        left = min(shape[0] for shape in black(laid)[5:])
        right = max(shape[1] for shape in black(laid)[5:])
        assert 0.5 * width < right - left <= width + 0.1, accent
        assert black(laid)[-1][2] > max(shape[3] for shape in black(laid)[:5])
    for brace, tag in ("⏞", "mover"), ("⏟", "munder"):
        laid = box(f'<{tag}>{base}<mo accent="true">{brace}</mo></{tag}>')
        shapes = black(laid)[5:]
        assert max(s[1] for s in shapes) - min(s[0] for s in shapes) >= width - 0.05
    line = box(f'<mover>{base}<mo accent="true">¯</mo></mover>').marks[-1]
    assert isinstance(line, Rule)
    assert line.width == pytest.approx(width, abs=0.02)


def test_an_accent_stands_over_the_middle_of_its_letter() -> None:
    letter, accent = black(box('<mover><mi>x</mi><mo accent="true">ˆ</mo></mover>'))
    assert abs((letter[0] + letter[1]) / 2 - (accent[0] + accent[1]) / 2) < 0.12
    assert accent[2] > letter[3]


def gap(mathml: str) -> float:
    """The space between the first two glyphs."""
    laid = box(mathml)
    first, second = (mark for mark in laid.marks[:2] if isinstance(mark, Glyph))
    return second.x - first.x - FONT.advance(first.glyph) * first.size


@pytest.mark.parametrize(
    ("mathml", "space"),
    [
        ("<mn>1</mn><mo>=</mo><mn>2</mn>", 5 / 18),
        ("<mn>1</mn><mo>+</mo><mn>2</mn>", 4 / 18),
        ("<mo>−</mo><mn>1</mn>", 0),
        ("<mo>=</mo><mo>−</mo><mn>1</mn>", 5 / 18),
        ("<mo>,</mo><mn>2</mn>", 3 / 18),
        ('<mo lspace="0em" rspace="0em">,</mo><mn>2</mn>', 0),
        ("<mo>∈</mo><mn>2</mn>", 5 / 18),
        ("<mo>∪</mo><mn>2</mn>", 0),
        ('<mo form="infix">∪</mo><mn>2</mn>', 4 / 18),
        ('<mn>2</mn><mo form="infix">+</mo>', 4 / 18),
        ('<mo stretchy="false" form="prefix">|</mo><mi>+</mi><mn>1</mn>', 4 / 18),
    ],
)
def test_signs_have_the_spaces_of_tex(mathml: str, space: float) -> None:
    assert gap(mathml) == pytest.approx(space, abs=1e-6)


def test_in_scripts_relations_have_no_space() -> None:
    laid = box("<msub><mi>x</mi><mrow><mn>1</mn><mo>=</mo><mn>2</mn></mrow></msub>")
    one, equals = laid.marks[1:3]
    assert isinstance(one, Glyph) and isinstance(equals, Glyph)
    assert equals.x - one.x == pytest.approx(FONT.advance(one.glyph) * one.size, abs=1e-6)


def test_limits_stand_beside_a_sum_in_the_text() -> None:
    tex = "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>"
    shown, inside = box(tex), box(tex, display=False)
    assert shown.height > inside.height + 0.5
    assert inside.width > 1.1
    assert abs(inside.marks[1].x - inside.marks[2].x) < 0.1


@pytest.mark.parametrize(
    "mathml",
    [
        "<maction><mi>x</mi></maction>",
        "<mi>𐰀</mi>",
        "<mfrac><mi>x</mi></mfrac>",
        '<mtable><mtr><mtd columnspan="2"><mi>x</mi></mtd></mtr></mtable>',
        '<menclose notation="phasorangle"><mi>x</mi></menclose>',
        "<mrow>" * 90 + "<mi>x</mi>" + "</mrow>" * 90,
    ],
)
def test_what_would_be_drawn_wrongly_is_refused(mathml: str) -> None:
    with pytest.raises(Undrawable):
        box(mathml)


@pytest.mark.parametrize(
    ("value", "em"),
    [
        ("0.167em", 0.167),
        ("-0.167em", -0.167),
        ("120%", 1.2),
        ("thickmathspace", 5 / 18),
        ("negativethinmathspace", -3 / 18),
        ("3mu", 3 / 18),
        ("wide", None),
        (None, None),
    ],
)
def test_lengths_of_mathml_are_read(value: str | None, em: float | None) -> None:
    assert length(value) == (None if em is None else pytest.approx(em))


@pytest.mark.parametrize(
    ("text", "variant", "letters"),
    [
        ("x", "italic", "𝑥"),
        ("h", "italic", "ℎ"),
        ("π", "italic", "𝜋"),
        ("R", "double-struck", "ℝ"),
        ("v", "bold", "𝐯"),
        ("L", "script", "ℒ"),
        ("sin", "normal", "sin"),
        ("ə", "italic", "ə"),
    ],
)
def test_letters_are_those_of_their_style(text: str, variant: str, letters: str) -> None:
    assert in_variant(text, variant) == letters


def test_lines_of_a_table_stand_between_its_rows_and_columns() -> None:
    def cell(letter: str, names: str) -> str:
        return f'<mtd class="{names}"><mi>{letter}</mi></mtd>'

    head = f"<mtr>{cell('a', 'line-after line-below')}{cell('b', 'line-below')}</mtr>"
    laid = box(f"<mtable>{head}<mtr>{cell('c', 'line-after')}{cell('d', '')}</mtr></mtable>")
    upright, level = sorted(
        (mark for mark in laid.marks if isinstance(mark, Rule)), key=lambda rule: rule.width
    )
    assert upright.height == pytest.approx(laid.height)
    assert level.width == pytest.approx(laid.width)
    letters = [mark for mark in laid.marks if isinstance(mark, Glyph)]
    assert letters[0].x < upright.x < letters[1].x
    assert letters[0].y > level.y > letters[2].y


def test_a_frame_stands_around_a_table() -> None:
    names = "line-before line-after line-above line-below"
    laid = box(f'<mtable><mtr><mtd class="{names}"><mi>a</mi></mtd></mtr></mtable>')
    assert sum(isinstance(mark, Rule) for mark in laid.marks) == 4
