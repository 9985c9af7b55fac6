"""HTML of blocks where pandoc reads inlines loses none of its words."""

from __future__ import annotations

import pytest
from document_kit import PNG, clean, of_type

from nashr import ast


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("| a |\n|---|\n| <p>one</p><p>two</p> |", "a one two"),
        (
            "| a | b |\n|---|---|\n| q <div align=right>one</div> w | <center>x</center> |",
            "a b q one w x",
        ),
        ("| a |\n|---|\n| <h3>one</h3>two |", "a one two"),
        ("a | b\n--|--\n<p>one</p> | c", "a b one c"),
        ("# Words <div>more</div> last", "Words more last"),
        ("Text [some <p>more</p> words]{.x} on", "Text some more words on"),
        ("| verse <p>more</p> on\n| two", "verse more ontwo"),
        ("[link <div>more</div>](https://example.org)", "link more"),
        ("Term <div>more</div> end\n\n:   Definition", "Term more endDefinition"),
        ("x ^one<p>two</p>three^ y", "x one two three y"),
        ("| a |\n|---|\n| b <pre>one</pre> <output>two</output> c |", "a b one two c"),
        (
            "  A                      B\n  ---------------------- -----\n"
            "  <div>one</div> two     three\n  <ul><li>four</li></ul> <p>five</p>",
            "A B one two three \u2022\xa0four five",
        ),
        (
            "-------------------------------\n  A               B\n  --------------- ---------\n"
            "  <div>one</div>  <p>two</p>\n  three\n\n  four            <h2>five</h2>\n"
            "-------------------------------",
            "A B one three two four five",
        ),
    ],
)
def test_the_words_of_the_tag_are_there(body: str, words: str) -> None:
    shown = ast.plain_text(clean(body).blocks)
    assert [word for word in shown.split(" ") if word] == words.split(" ")


def test_a_note_and_a_caption_have_all_their_words() -> None:
    body = 'Text^[A note <p>goes</p> on.]\n\n![A <b>map</b> <p>of it</p>](a.png){alt="x"}'
    blocks = clean(body, files={"a.png": PNG}).blocks
    (note,) = of_type(blocks, "Note")
    assert ast.plain_text(note["c"]).split() == ["A", "note", "goes", "on."]
    (figure,) = of_type(blocks, "Figure")
    assert ast.plain_text(figure["c"][1][1]).split() == "Figure 1. A map of it".split()


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<ul><li>one</li><li>two</li></ul>", "a one two"),
        ("<ol><li>one<li>two</ol>", "a 1.\xa0one 2.\xa0two"),
    ],
)
def test_a_list_in_a_cell_has_its_items(html: str, words: str) -> None:
    blocks = clean(f"| a |\n|---|\n| {html} |").blocks
    assert ast.plain_text(blocks).split(" ") == words.split(" ")
    assert bool(of_type(blocks, "BulletList")) == ("<ul>" in html)


@pytest.mark.parametrize(
    "body",
    [
        "| `<p>x</p>` |\n|---|\n| a |",
        "<table>\n<tr><td>[x]</td><td>b | c</td></tr>\n</table>",
        "<div>[x <b>y</b>]</div>",
    ],
)
def test_what_pandoc_reads_well_is_left(body: str) -> None:
    assert "x" in ast.plain_text(clean(body).blocks)
