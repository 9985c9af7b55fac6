"""Text under a box that is painted later, and boxes that hide none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from nashr.typesetting.covering import Painted, covered, may_cover

BODY = """
<p id=a>First line of words</p>
<p id=b>Second <code>line</code> of <span id=s>words</span></p>
<div id=c><i></i></div>
<p id=d>Third line</p>
"""
SHEET = "@page { size: 100mm; margin: 10mm } body, p, div { margin: 0; font: 10pt/14pt serif }"
#: As high as two lines, and as wide as the text.
BOX = "top: 0; left: 0; width: 80mm; height: 28pt"


def below(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        child = getattr(child, "_box", child)
        yield child
        yield from below(child)


def hidden(rules: str) -> tuple[bool, list[str]]:
    """Whether the page is looked at, and the texts that are covered on it."""
    html = f"<style>{SHEET} {rules}</style>{BODY}"
    page = weasyprint.HTML(string=html).render().pages[0]._page_box
    texts = {
        id(box): (
            box.text,
            Painted(
                box.position_x,
                box.position_x + box.width,
                box.position_y + box.baseline,
                box.style["font_size"],
            ),
        )
        for box in below(page)
        if isinstance(box, boxes.TextBox) and box.text.strip()
    }
    found = covered(page, {number: line for number, (_, line) in texts.items()})
    looked_at = any(map(may_cover, below(page)))
    return looked_at, [text.strip() for number, (text, _) in texts.items() if number in found]


FIRST, SECOND = ["First line of words"], ["Second", "line", "of", "words"]


@pytest.mark.parametrize(
    ("rules", "texts"),
    [
        (f"#c {{ position: absolute; {BOX}; background: #eee }}", [*FIRST, *SECOND]),
        (f"#c {{ position: fixed; {BOX}; background: white }}", [*FIRST, *SECOND]),
        ("#c { position: relative; top: -14pt; height: 14pt; background: #eee }", SECOND),
        ("#c { position: relative; z-index: 1; height: 14pt; margin-top: -14pt;"
         " background: black; opacity: .95 }", SECOND),
        ("code { background: #eee; padding-top: 20pt }", FIRST),
        ("code { display: inline-block; background: #eee; margin-top: -14pt; padding-top: 14pt }",
         FIRST),
        ("@page { @top-left { content: ''; background: #eee; width: 80mm; height: 40mm;"
         " margin-bottom: -30mm } }", [*FIRST, *SECOND, "Third line"]),
    ],
)  # fmt: skip
def test_text_under_a_box_that_is_painted_later_is_found(rules: str, texts: list[str]) -> None:
    assert hidden(rules) == (True, texts)


@pytest.mark.parametrize(
    ("rules", "looked_at"),
    [
        ("", False),
        ("p { background: #eee } table, td { background: #ddd }", False),
        # It is painted before the text, though it stands there.
        ("#c { height: 28pt; margin-top: -28pt; background: #eee }", False),
        (f"#c {{ position: absolute; {BOX}; background: #eee; z-index: -1 }}", True),
        (f"#c {{ position: absolute; {BOX}; background: rgb(0 0 0 / 20%) }}", False),
        (f"#c {{ position: absolute; {BOX}; background: #eee; opacity: .2 }}", True),
        (f"#c {{ position: absolute; {BOX}; border: 1pt solid }}", False),
        (f"#c {{ position: absolute; {BOX}; background: #eee }} p {{ position: relative;"
         " z-index: 1 }", True),
        # Its own text, and grounds of words that stand in their line.
        ("p { position: relative; background: #eee }", True),
        ("code { background: #eee; padding: 2pt }", True),
        ("p { float: left; clear: left; background: #eee }", True),
    ],
)  # fmt: skip
def test_text_over_a_ground_is_seen(rules: str, looked_at: bool) -> None:
    assert hidden(rules) == (looked_at, [])
