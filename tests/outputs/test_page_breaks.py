"""Marks where the pages of the PDF begin, put into parts of an article."""

from __future__ import annotations

import re

import pytest

from nashr.model import PageStart
from nashr.outputs.page_breaks import PageMarks, mark_id, page_breaks

_MARK = re.compile(r'<span class="page-break"[^>]* title="(\d+)"></span>')


def marked(html: str, *offsets: int, beginning: bool = True) -> str:
    """The HTML with pages that begin at these offsets, each mark shown as its folio in bars."""
    breaks = page_breaks((PageStart("text", offset) for offset in offsets), 7)
    return _MARK.sub(r"|\1|", PageMarks(breaks).within("text", html, beginning=beginning))


@pytest.mark.parametrize(
    ("html", "offset", "expected"),
    [
        ("<p>Bir iki üç.</p>", 3, "<p>Bir |7|iki üç.</p>"),
        ("<p>Bir (iki) üç.</p>", 3, "<p>Bir |7|(iki) üç.</p>"),
        ("<p>Bir ikinci üç.</p>", 5, "<p>Bir |7|ikinci üç.</p>"),
        ("<p>Bir.</p><p>İki.</p>", 3, "<p>Bir.</p><p>|7|İki.</p>"),
        ("<p>Bir.</p><h2>İki</h2>", 3, "<p>Bir.</p>|7|<h2>İki</h2>"),
        ("<p>Bir.</p><h2><em>İ</em>ki</h2>", 3, "<p>Bir.</p>|7|<h2><em>İ</em>ki</h2>"),
        ("<p>Bir <a href='#a'>iki üç</a>.</p>", 6, '<p>Bir |7|<a href="#a">iki üç</a>.</p>'),
        ("<p>Bir <em>iki üç</em>.</p>", 6, "<p>Bir <em>iki |7|üç</em>.</p>"),
        ("<p>Bir <em>iki</em> üç.</p>", 6, "<p>Bir <em>iki</em> |7|üç.</p>"),
        ("<ul><li>Bir</li><li>İki</li></ul>", 3, "<ul><li>Bir</li><li>|7|İki</li></ul>"),
        (
            "<p>Bir</p><pre><code>x = 1</code></pre>",
            3,
            "<p>Bir</p>|7|<pre><code>x = 1</code></pre>",
        ),
        (
            "<p>Bir</p><figure><img src='a'></figure>",
            3,
            '<p>Bir</p>|7|<figure><img src="a"></figure>',
        ),
        ("<p>Bir <math><mi>x</mi></math> iki</p>", 3, "<p>Bir |7|<math><mi>x</mi></math> iki</p>"),
        ("<p>Bir</p>", 3, "<p>Bir</p>|7|"),
        ("<p>Bir</p>", 40, "<p>Bir</p>|7|"),
    ],
)
def test_a_mark_stands_before_the_word_that_the_page_begins_with(
    html: str, offset: int, expected: str
) -> None:
    assert marked(html, offset) == expected


def test_rows_of_a_table_count_before_its_caption() -> None:
    table = (
        "<table><caption>Ad</caption><tbody><tr><td>bir</td></tr><tr><td>iki</td></tr></tbody>"
        "</table>"
    )
    assert marked(table, 3) == table.replace("iki", "|7|iki")
    assert marked(table, 6) == table.replace("Ad", "|7|Ad")


def test_notes_and_their_calls_do_not_count() -> None:
    html = (
        '<p>Bir<a role="doc-noteref">1</a><span id="fn1">Haşiyə iki</span> üç '
        '<span class="query">sual</span>dörd</p>'
    )
    assert "</span> |7|üç" in marked(html, 3)
    assert "|7|dörd" in marked(html, 5)


def test_pages_that_begin_at_one_place_stand_there_in_their_order() -> None:
    assert marked("<p>Bir iki</p>", 3, 3) == "<p>Bir |7||8|iki</p>"
    assert marked("<p>Bir iki üç</p>", 3, 6) == "<p>Bir |7|iki |8|üç</p>"


def test_a_part_with_a_heading_has_its_first_mark_before_it() -> None:
    marks = PageMarks(page_breaks([PageStart(), PageStart("abstract.en", 0)], None))
    assert _MARK.sub(r"|\1|", marks.opening) == "|1|"
    assert _MARK.sub(r"|\1|", marks.before("abstract.en")) == "|2|"
    assert marks.within("abstract.en", "<p>One</p>") == "<p>One</p>"
    assert marks.within("abstract.tr", "<p>Bir</p>") == "<p>Bir</p>"


def test_a_mark_is_a_page_break_for_readers_and_for_links() -> None:
    html = PageMarks(page_breaks([PageStart("text", 0)], 119)).within(
        "text", "<p>Bir</p>", beginning=True
    )
    assert f'id="{mark_id(119)}"' in html
    assert 'role="doc-pagebreak"' in html
    assert 'title="119"' in html
