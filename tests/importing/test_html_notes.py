"""Notes and comments of a page, as word processors write them, are notes and queries."""

from __future__ import annotations

import pytest

from nashr import ast
from nashr.engines import pandoc
from nashr.importing.html_source import readable
from nashr.importing.other_formats import draft_of_tree
from nashr.importing.writing import write

_GOOGLE = (
    '<p>Mətn<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> davam.</p><hr><div><p>'
    '<a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;Qeyd.</span></p></div>'
)
_WORD = (
    '<div class=S><p>Mətn<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> davam.</p>'
    '<hr><div><div id=ftn1><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Qeyd.</p>'
    "</div></div></div>"
)
_OFFICE = (
    '<p>Mətn<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>'
    ' davam.</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" '
    'href="#sdfootnote1anc">1</a> Qeyd.</p></div>'
)
_PLAIN = (
    '<p>Mətn<a id="a" href="#b">*</a> davam.</p><p>Başqa.</p><p><a id="b" href="#a">*</a> Qeyd.</p>'
)


def _body(source: str) -> str:
    tree, _ = pandoc.read_document(source.encode(), "html")
    tree["meta"]["title"] = {"t": "MetaString", "c": "Başlıq"}
    written = write(draft_of_tree(tree, {}, "a.html"), pandoc.write_markdown)
    return written.text.split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    "source", [_GOOGLE, _WORD, _OFFICE, _PLAIN], ids=["google", "word", "libreoffice", "plain"]
)
def test_links_to_and_fro_are_a_note(source: str) -> None:
    made = _body(source)
    assert made.startswith("Mətn[^1] davam.")
    assert made.endswith("[^1]: Qeyd.")
    assert "---" not in made


def test_a_note_has_all_paragraphs_of_its_division() -> None:
    made = _body(_WORD.replace("Qeyd.</p>", "Qeyd.</p><p>Davamı.</p>"))
    assert made.endswith("[^1]: Qeyd.\n\n    Davamı.")


def test_a_comment_is_a_query() -> None:
    made = _body(_GOOGLE.replace("ftnt", "cmnt"))
    assert made == "Mətn<!-- query: Qeyd. --> davam."


@pytest.mark.parametrize(
    "source",
    [
        '<p><a id="a" href="#b">Yuxarı</a></p><p>Mətn <a id="b" href="#a">aşağı</a>.</p>',
        '<p><a href="#b">Giriş</a></p><p id="b">Mətn.</p>',
        '<p>Mətn <a id="a" href="#none">söz</a>.</p><p>Son.</p>',
    ],
)
def test_other_links_are_no_notes(source: str) -> None:
    assert "[^1]" not in _body(source)


@pytest.mark.parametrize(
    "ruby",
    [
        "<ruby>漢字<rt>kanji</rt></ruby>",
        "<ruby>漢字<rp>(</rp><rt>kanji</rt><rp>)</rp></ruby>",
        "<ruby>漢字<rt>kanji</ruby>",
    ],
)
def test_what_stands_above_letters_does_not_run_into_them(ruby: str) -> None:
    tree, _ = pandoc.read_document(readable(f"<p>{ruby} söz</p>").encode(), "html")
    assert ast.plain_text(tree["blocks"]) == "漢字(kanji) söz"
