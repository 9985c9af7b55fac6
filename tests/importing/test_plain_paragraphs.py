"""Captions and headings of files that are not Word's."""

from __future__ import annotations

import base64

import pytest

from nashr.engines import pandoc
from nashr.importing.draft import Draft
from nashr.importing.other_formats import draft_of_tree
from nashr.importing.plain_paragraphs import with_tables_before
from nashr.importing.writing import write

_IMAGE = '<img src="a.png">'
_TABLE = "<table><tr><td>b</td></tr></table>"


def _draft(source: str) -> Draft:
    tree, _ = pandoc.read_document(f"<h1>Title</h1>{source}".encode(), "html")
    return draft_of_tree(tree, {"a.png": b"1"}, "a.html")


def _body(source: str) -> str:
    return write(_draft(source), pandoc.write_markdown).text.split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    "source",
    [
        f"<p>{_IMAGE}</p><p>Şəkil 1. Xəritə</p>",
        f"<p>{_IMAGE}<br>Şəkil 1. Xəritə</p>",
        f'<p>{_IMAGE}</p><p><span class="a">Şəkil 1</span>. <span>Xəritə</span></p>',
        f"<p><b>Şəkil 1.</b> Xəritə<br>{_IMAGE}</p>",
        f"<figure>{_IMAGE}<figcaption>Şəkil 1. Xəritə</figcaption></figure>",
    ],
)
def test_a_typed_label_does_not_stand_beside_that_of_nashr(source: str) -> None:
    made = _body(f"{source}<p>Bax: Şəkil 1-də.</p>")
    assert made == "![Xəritə](figure-1.png){#fig:1}\n\nBax: Şəkil [-@fig:1]-də."


@pytest.mark.parametrize(
    "source",
    [
        f"<p>Cədvəl 1. Say</p>{_TABLE}",
        "<table><caption>Cədvəl 1. Say</caption><tr><td>b</td></tr></table>",
        f"<figure>{_TABLE}<figcaption>Cədvəl 1. Say</figcaption></figure>",
    ],
)
def test_so_it_is_with_tables(source: str) -> None:
    made = _body(f"{source}<p>Bax: Cədvəl 1.</p>")
    assert ": Say {#tbl:1}" in made
    assert made.endswith("Bax: Cədvəl [-@tbl:1].")


def test_a_caption_without_a_label_stays() -> None:
    made = _body(f"<figure>{_IMAGE}<figcaption>Xəritə</figcaption></figure>")
    assert made == "![Xəritə](figure-1.png)"


def test_bold_lines_are_headings_where_there_are_no_others() -> None:
    text = "<p>Mətn burada başlayır və bir az da uzanır ki, başlıq olmasın.</p>"
    assert _body(f"<p><b>Giriş</b></p>{text}").startswith("# Giriş\n")
    assert _body(f"<h2>Giriş</h2>{text}<p><b>Söz</b></p>{text}").count("\n**Söz**\n") == 1


def test_a_picture_that_is_an_address_is_kept() -> None:
    data = base64.b64encode(b"abc").decode()
    draft = _draft(f'<p><img src="data:image/jpeg;base64,{data}"></p>')
    assert draft.files == {"figure-1.jpg": b"abc"}
    draft = _draft('<p><img src="data:image/svg+xml;charset=utf-8,%3Csvg/%3E"></p>')
    assert draft.files == {"figure-1.svg": b"<svg/>"}


def test_a_table_stands_before_the_note_that_pandoc_has_put_it_in() -> None:
    [table] = pandoc.read_document(_TABLE.encode(), "html")[0]["blocks"]
    words = {"t": "Para", "c": [{"t": "Str", "c": "a"}]}
    note = {"t": "Para", "c": [{"t": "Note", "c": [table, words]}]}
    bare = {"t": "Para", "c": [{"t": "Note", "c": [words]}]}
    assert with_tables_before([note, words]) == [table, bare, words]


def test_no_word_of_a_caption_goes_with_its_label() -> None:
    made = _body(f'<p>{_IMAGE}</p><p><a name="r">Şəkil <b>1</b></a>. Bir xəritə</p>')
    assert made == "![Bir xəritə](figure-1.png){#fig:1}"
    made = _body(
        f'<p>{_IMAGE}</p><p><a name="r">Şəkil 1</a>. Bir xəritə</p><p>A <a href="#r">B</a></p>'
    )
    assert made.startswith("![[]{#place-1}Bir xəritə](figure-1.png)")


def test_typed_lists_are_lists() -> None:
    assert _body("<p>A:</p><p>1. Bir</p><p>2. İki</p>") == "A:\n\n1.  Bir\n2.  İki"
