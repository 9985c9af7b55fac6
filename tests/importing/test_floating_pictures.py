"""Pictures that float beside a paragraph of a Word file."""

from __future__ import annotations

import pytest
from word_kit import paragraph, picture, word_file, written

_FIRST = paragraph("Başlıq", style="KonuBal")


def _floating(number: int, width: int = 1_800_000, attributes: str = "") -> str:
    inner = picture("", number).replace(
        "<wp:inline>", f'<wp:anchor{attributes}><wp:extent cx="{width}" cy="9"/>'
    )
    return inner.replace("</wp:inline>", "</wp:anchor>")


def _old(style: str) -> str:
    return (
        f'<w:r><w:pict><v:shape style="{style}"><v:imagedata r:id="p1"/></v:shape></w:pict></w:r>'
    )


def _body(*blocks: str) -> str:
    made = written(word_file(_FIRST + "".join(blocks), pictures=2)).text
    return made.split("---\n", 2)[2].strip().replace('{width="1.968503937007874in"}', "")


@pytest.mark.parametrize(
    "drawing",
    [_floating(1), _old("position:absolute;margin-left:0;width:120pt;height:9pt")],
    ids=["drawing", "shape"],
)
def test_a_picture_in_the_middle_of_words_stands_behind_them_with_its_caption(drawing: str) -> None:
    made = _body(paragraph("Mətn ", drawing, "gedir."), paragraph("Şəkil 1. Xəritə"))
    lines = [line.partition("{")[0] for line in made.splitlines() if line]
    assert lines == ["Mətn gedir.", "![Xəritə](figure-1.png)"]


def test_captions_that_pictures_are_tied_to_are_their_own() -> None:
    made = _body(
        paragraph(_floating(1), "Şəkil 1. Bakı"),
        paragraph(_floating(2), "Şəkil 2. Gəncə"),
        paragraph("Son."),
    )
    lines = [line.partition("{")[0] for line in made.splitlines() if line]
    assert lines == ["![Bakı](figure-1.png)", "![Gəncə](figure-2.png)", "Son."]


def test_pictures_of_one_paragraph_keep_their_order() -> None:
    made = _body(paragraph(_floating(1), "Mətn", _floating(2), " gedir."))
    assert made == "Mətn gedir.\n\n![](figure-1.png)\n\n![](figure-2.png)"


@pytest.mark.parametrize(
    "drawing",
    [
        picture(""),
        _floating(1, 180_000),
        _floating(1, attributes=' behindDoc="1"'),
        _old("width:120pt;height:9pt"),
    ],
    ids=["inline", "icon", "watermark", "inline-shape"],
)
def test_what_does_not_float_beside_the_words_stays_among_them(drawing: str) -> None:
    made = _body(paragraph("Mətn ", drawing, "gedir."))
    assert len(made.splitlines()) == 1
    assert made.startswith("Mətn ![](figure-1.png)")
