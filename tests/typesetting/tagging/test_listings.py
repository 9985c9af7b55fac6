"""Which line of a listing a text belongs to."""

from __future__ import annotations

import lxml.html
import pytest

from nashr.typesetting.tagging.listings import Lines, listing_around


@pytest.mark.parametrize(
    ("html", "texts", "lines"),
    [
        ("<pre>a b\n  c\n\nd</pre>", ["a ", "b", "  c", "d"], [0, 0, 1, 3]),
        (
            '<div class="line-block">a b<br/>\nc <em>d</em><br/>e</div>',
            ["a b", "c ", "d", "e"],
            [0, 1, 1, 2],
        ),
        ("<pre><code><span>if</span> x:\n    <b>y</b></code></pre>", ["if", " x:", "y"], [0, 0, 1]),
    ],
)
def test_texts_are_counted_into_lines(html: str, texts: list[str], lines: list[int]) -> None:
    counted = Lines(lxml.html.fragment_fromstring(html))
    found = []
    for text in texts:
        found.append(counted.current())
        counted.take(text)
    assert found == lines


def test_a_note_in_verse_is_no_verse() -> None:
    html = '<div class="line-block">a<span class="footnote"><i>note</i></span><br/>b</div>'
    verse = lxml.html.fragment_fromstring(html)
    above = {child: parent for parent in verse.iter() for child in parent}
    assert listing_around(verse.find(".//i"), above) is None
    assert listing_around(verse.find("br"), above) is verse
    assert Lines(verse).current() == 0
