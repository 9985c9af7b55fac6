"""What Word leaves behind, and how it is cleaned away."""

from __future__ import annotations

import pytest
from word_kit import imported, paragraph, text, word_file, written

from nashr import ast
from nashr.engines import pandoc
from nashr.importing.cleaning import clean
from nashr.importing.draft import Draft
from nashr.importing.writing import write
from nashr.model import Node

_FIRST = paragraph("Başlıq", style="KonuBal")


def _body(*blocks: str) -> str:
    return written(word_file(_FIRST + "".join(blocks))).text.split("---\n", 2)[2].strip()


def test_places_that_nothing_leads_to_go_and_the_others_get_short_names() -> None:
    def place(number: int, name: str, words: str) -> str:
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return paragraph(start, words, f'<w:bookmarkEnd w:id="{number}"/>')

    link = '<w:hyperlink w:anchor="ref-B">' + text("orada") + "</w:hyperlink>"
    made = _body(place(1, "ref-A", "Birinci."), place(2, "ref-B", "İkinci."), paragraph(link))
    assert made == "Birinci.\n\n[]{#place-1}İkinci.\n\n[orada](#place-1)"


def test_a_link_to_nowhere_keeps_its_words() -> None:
    link = '<w:hyperlink w:anchor="yox">' + text("orada") + "</w:hyperlink>"
    assert _body(paragraph("Bax: ", link, ".")) == "Bax: orada."


def test_a_backslash_is_no_latex() -> None:
    assert _body(paragraph(r"C:\Current\alpha yolu")) == r"C:\\Current\\alpha yolu"


def test_underlining_is_italic_and_told_of_once() -> None:
    underlined = text("söz", '<w:u w:val="single"/>')
    data = word_file(_FIRST + paragraph("Bir ", underlined, " və ", underlined))
    assert written(data).text.endswith("Bir *söz* və *söz*\n")
    [found] = imported(data)[1].findings
    assert (found.kind, "2 places" in found.message) == ("underlining", True)


def test_emphasis_of_nothing_and_soft_hyphens_go() -> None:
    made = _body(paragraph("mə\u00adqa\u00adlə", text(" ", "<w:b/>"), "budur"))
    assert made == "məqalə budur"


def test_headings_without_words_go_and_their_queries_stay() -> None:
    comment = f'<w:comment w:id="7" w:author="R">{paragraph("Başlıq?")}</w:comment>'
    place = '<w:bookmarkStart w:id="1" w:name="_Toc1"/><w:bookmarkEnd w:id="1"/>'
    empty = f'<w:p><w:pPr><w:pStyle w:val="Balk1"/></w:pPr>{place}</w:p>'
    called = paragraph('<w:r><w:commentReference w:id="7"/></w:r>', style="Balk1")
    blocks = _FIRST + paragraph("Bir.") + empty + called + paragraph("İki.")
    made = written(word_file(blocks, {"comments": comment})).text
    assert "#" not in made
    assert "Bir.\n\n<!-- query: 1. R: Başlıq? -->\n\nİki." in made


def test_a_note_without_words_goes_and_is_told() -> None:
    notes = "".join(
        f'<w:footnote w:id="{n}">{paragraph(words)}</w:footnote>'
        for n, words in ((2, "Qeyd."), (3, ""))
    )
    calls = [f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in (2, 3)]
    data = word_file(
        _FIRST + paragraph("Bir", calls[0], " iki", calls[1], "."), {"footnotes": notes}
    )
    made = written(data)
    assert made.text.endswith("Bir[^1] iki.\n\n[^1]: Qeyd.\n")
    assert "notes-empty" in [one.finding.kind for one in made.findings]


def _cleaned(*inlines: Node) -> tuple[str, list[str]]:
    draft = Draft([ast.para(list(inlines))], {})
    clean(draft)
    return write(draft, pandoc.write_markdown).text.partition("---\n\n")[2].strip(), [
        one.kind for one in draft.findings
    ]


def test_a_note_within_a_note_stands_in_brackets_in_it() -> None:
    """pandoc's writer names the inner one, and its text is nowhere."""
    inner = {"t": "Note", "c": [ast.para([ast.text("iç")]), ast.para([ast.text("daha")])]}
    outer = {"t": "Note", "c": [ast.para([ast.text("xarici"), inner, ast.text(".")])]}
    text, kinds = _cleaned(ast.text("Mətn"), outer)
    assert text == "Mətn[^1]\n\n[^1]: xarici (iç daha)."
    assert kinds == ["notes-inner"]


@pytest.mark.parametrize(
    ("kind", "written"), [("Emph", "*a* b *c*"), ("Strong", "**a b c**")], ids=["italics", "bold"]
)
def test_emphasis_in_emphasis_shows_no_signs(kind: str, written: str) -> None:
    inner = {"t": kind, "c": [ast.text("b")]}
    words = [ast.text("a"), ast.SPACE, inner, ast.SPACE, ast.text("c")]
    assert _cleaned({"t": kind, "c": words})[0] == written
