"""Content streams in inks: colours of all spaces, and black text that overprints."""

from __future__ import annotations

import pytest

from nashr.ports import PrintingCondition
from nashr.typesetting.standards.ink_streams import convert
from nashr.typesetting.standards.inks import Inks

OVER, KNOCK = b"/Over gs", b"/Knock gs"
TEXT = [b"BT", b"1 0 0 -1 10 20 Tm", b"[<01>] TJ", b"ET"]


def converted(condition: PrintingCondition, *items: bytes, image: float = 0.0) -> list[bytes]:
    made, _ = convert(list(items), Inks(condition.profile), lambda _: image)
    return made


def test_colours_of_cielab_and_named_inks_become_inks(condition: PrintingCondition) -> None:
    inks = Inks(condition.profile)
    made = converted(
        condition,
        *(b"/lab-d65 cs", b"53 80 67 scn", b"/lab-d50 CS", b"20 1 1 SCN"),
        *(b"/DeviceCMYK cs", b"0.2 0 0 0.1 scn", b"/Pattern cs", b"/p0 scn"),
    )
    red = " ".join(f"{value:g}" for value in inks.of_lab((54.1, 80.7, 69.7)))
    assert made[0].split()[-1] == b"k"
    near = [float(value) for value in made[0].split()[:4]]
    assert near == pytest.approx([float(value) for value in red.split()], abs=0.02)
    assert made[1].startswith(b"0 0 0 0.8") and made[1].endswith(b" K")
    assert made[2:] == [b"0.2 0 0 0.1 k", b"/Pattern cs", b"/p0 scn"]


def test_black_text_overprints_and_nothing_else_does(condition: PrintingCondition) -> None:
    made = converted(condition, b"0.9 0.9 0.5 rg", b"0 0 9 9 re", b"f", b"0 0 0 rg", *TEXT, b"f")
    assert [made[made.index(b"[<01>] TJ") - 1], made[-2]] == [OVER, KNOCK]
    coloured = converted(condition, b"0.8 0 0 rg", *TEXT)
    white = converted(condition, b"1 1 1 rg", *TEXT)
    assert OVER not in coloured and OVER not in white
    restored = converted(condition, b"q", b"0 0 0 rg", *TEXT, b"Q", b"1 0 0 rg", *TEXT)
    assert restored.count(OVER) == 1 and KNOCK not in restored, "Q has ended the overprint"


def test_text_on_a_dark_image_does_not_overprint(condition: PrintingCondition) -> None:
    """Black over three full colours would be more ink than the limit."""
    items = [b"q", b"90 0 0 90 0 0 cm", b"/i1 Do", b"Q", b"0 0 0 rg", *TEXT]
    assert OVER in converted(condition, *items, image=1.5)
    assert OVER not in converted(condition, *items, image=2.5)
    beside = [b"q", b"90 0 0 90 200 0 cm", b"/i1 Do", b"Q", b"0 0 0 rg", *TEXT]
    assert OVER in converted(condition, *beside, image=2.5)


def test_it_is_known_whether_a_stream_is_coloured(condition: PrintingCondition) -> None:
    inks = Inks(condition.profile)
    _, grey = convert([b"0.3 0.3 0.3 rg", b"f", b"/x1 Do"], inks)
    _, red = convert([b"0.8 0 0 RG", b"S"], inks)
    assert (grey.coloured, grey.names, red.coloured) == (False, {"x1"}, True)
