"""From an author's Word file to the text of a manuscript."""

from __future__ import annotations

import pytest
from word_kit import body_of, complex_field, imported, paragraph, picture, text, word_file, written

from nashr.importing.changes import Treatment
from nashr.importing.findings import Outcome
from nashr.untrusted.archives import Archive, write_archive

_FIRST = paragraph("Başlıq", style="KonuBal")


def test_headings_and_paragraphs_become_markdown_and_the_first_one_the_title() -> None:
    data = word_file(
        _FIRST
        + paragraph("Giriş", style="Balk1")
        + paragraph("İlk abzas, ", text("kursiv", "<w:i/>"), " ilə.")
        + paragraph("1. Bu siyahı deyil.")
    )
    made = written(data)
    assert made.text.startswith(
        "---\ntitle: Başlıq\nlang: az\n---\n\n# Giriş\n\nİlk abzas, *kursiv* ilə.\n"
    )
    assert made.text.endswith("1\\. Bu siyahı deyil.\n"), "what begins like a list is none"
    assert made.findings == ()


def test_each_finding_has_its_paragraph_and_its_line() -> None:
    data = word_file(
        _FIRST
        + paragraph("Mətn.")
        + paragraph(complex_field('TOC \\o "1-3"', "Giriş 1"))
        + paragraph("Son.", complex_field("BIBLIOGRAPHY", "Oran, B."))
    )
    made = written(data)
    lines = made.text.splitlines()
    [contents, references] = made.findings
    assert (contents.finding.kind, contents.finding.outcome) == ("contents-list", Outcome.DONE)
    assert references.finding.paragraph is not None
    assert references.finding.paragraph.number == 4
    assert lines[references.line - 1] == "Son."


def test_words_that_pandoc_loses_are_named() -> None:
    """Pandoc's reader passes over elements that it does not know."""
    unknown = "<w:unknown><w:r><w:t>üst</w:t></w:r></w:unknown>"
    _, draft = imported(word_file(_FIRST + paragraph("Mətn ", unknown)))
    [found] = [one for one in draft.findings if one.kind == "words-lost"]
    assert found.outcome is Outcome.LOST
    assert "üst" in found.message
    assert found.paragraph is not None
    assert found.paragraph.number == 2


def test_a_table_of_contents_goes_with_all_that_is_in_it() -> None:
    contents = complex_field(
        'TOC \\o "1-3"',
        "Giriş ",
    ).replace(
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        complex_field("PAGEREF _Toc1 \\h", "3") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    assert body_of(word_file(_FIRST + paragraph(contents) + paragraph("Mətn."))) == "Mətn."


def test_a_text_box_stands_behind_its_paragraph_once() -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{paragraph('Qutuda.')}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{paragraph('Qutuda.')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    data = word_file(_FIRST + paragraph("Öndə.", box) + paragraph("Arxada."))
    assert body_of(data) == "Öndə.\n\nQutuda.\n\nArxada."
    assert [one.kind for one in imported(data)[1].findings] == ["text-box"]


def test_comments_become_numbered_queries_at_their_place() -> None:
    comment = (
        '<w:comment w:id="7" w:author="Redaktor" w:date="2024-05-06T10:00:00Z">'
        f"{paragraph('Mənbə -- hansıdır?')}</w:comment>"
    )
    body = paragraph("Söz", '<w:r><w:commentReference w:id="7"/></w:r>', " davam.")
    made = body_of(word_file(_FIRST + body, {"comments": comment}))
    assert made == ("Söz<!-- query: 1. Redaktor, 2024-05-06: Mənbə -\u2060- hansıdır? --> davam.")


def test_comments_that_stand_nowhere_are_queries_at_the_end() -> None:
    comment = f'<w:comment w:id="7" w:author="Redaktor">{paragraph("Mənbə?")}</w:comment>'
    data = word_file(_FIRST + paragraph("Söz.") + "<w:sectPr/>", {"comments": comment})
    assert body_of(data) == "Söz.\n\n<!-- query: 1. Redaktor: Mənbə? -->"


def _changed(kind: str, words: str) -> str:
    run = text(words) if kind == "ins" else text(words).replace("w:t", "w:delText")
    return f'<w:{kind} w:id="1" w:author="A. B." w:date="2024-05-06T10:00:00Z">{run}</w:{kind}>'


def test_tracked_changes_are_accepted_rejected_or_asked_of() -> None:
    body = paragraph("Bir ", _changed("del", "köhnə "), _changed("ins", "yeni "), "söz.")
    data = word_file(_FIRST + body)
    assert body_of(data, Treatment.ACCEPT) == "Bir yeni söz."
    assert body_of(data, Treatment.REJECT) == "Bir köhnə söz."
    asked = body_of(data, Treatment.ASK)
    assert asked.count("<!-- query:") == 2
    assert "köhnə" in asked.partition("<!--")[2].partition("-->")[0]


def test_a_query_of_deleted_words_names_the_notes_and_pictures_among_them() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    gone = text("köhnə").replace("w:t", "w:delText") + note + picture("Xəritə")
    body = paragraph("Bir ", f'<w:del w:id="1" w:author="A">{gone}</w:del>', "söz.")
    notes = f'<w:footnote w:id="2">{paragraph(_changed("del", "Qeyd."))}</w:footnote>'
    data = word_file(_FIRST + body, {"footnotes": notes}, pictures=1)
    asked = body_of(data, Treatment.ASK)
    assert "deleted here: “köhnə [note: Qeyd.] [picture: figure-1.png]”" in asked
    assert "[^1]" not in asked


def test_a_change_in_a_formula_is_asked_of_behind_it() -> None:
    parts = _changed("del", "b") + _changed("ins", "a")
    parts = parts.replace("w:delText", "m:t").replace("w:t", "m:t").replace("w:r>", "m:r>")
    body = paragraph("Bir ", f"<m:oMath><m:r><m:t>x</m:t></m:r>{parts}</m:oMath>", ".")
    data = word_file(_FIRST + body)
    assert body_of(data, Treatment.ACCEPT) == "Bir $xa$."
    assert body_of(data, Treatment.REJECT) == "Bir $xb$."
    asked = body_of(data, Treatment.ASK)
    assert asked.startswith("Bir $xa$<!-- query: 1.")
    assert "deleted in this formula: “b”" in asked
    assert "inserted in this formula: “a”" in asked


def test_a_deleted_end_of_paragraph_joins_two() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"/></w:rPr>'
    data = word_file(_FIRST + paragraph("Bir ", properties=gone) + paragraph("iki."))
    assert body_of(data, Treatment.ACCEPT) == "Bir iki."
    assert body_of(data, Treatment.REJECT) == "Bir\n\niki."


@pytest.mark.parametrize("kind", ["ins", "del"])
def test_an_end_of_a_paragraph_that_is_changed_is_asked_of(kind: str) -> None:
    mark = f'<w:rPr><w:{kind} w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"/></w:rPr>'
    data = word_file(_FIRST + paragraph("Bir.", properties=mark) + paragraph("İki."))
    first, second = body_of(data, Treatment.ASK).split("\n\n")
    assert first.startswith("Bir.<!-- query: 1. the end of this paragraph is")
    assert second == "İki."


def test_of_a_paragraph_that_is_deleted_as_a_whole_it_is_asked_once() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"/></w:rPr>'
    gone = paragraph(_changed("del", "Köhnə abzas."), properties=mark)
    asked = body_of(word_file(_FIRST + gone + paragraph("İki.")), Treatment.ASK)
    assert asked == "<!-- query: 1. deleted here: “Köhnə abzas.” -->\n\nİki."


def test_a_file_in_the_strict_form_is_read() -> None:
    """ISO/IEC 29500, part 1, has other namespaces than part 4."""
    files = Archive(word_file(_FIRST + paragraph("Mətn.")))
    strict = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, data in files.items()
    }
    assert body_of(write_archive(strict)) == "Mətn."


def test_a_picture_whose_name_has_no_kind_is_what_its_bytes_are() -> None:
    """Word calls what was pasted “image1.tmp”."""
    data = word_file(_FIRST + paragraph(picture("Xəritə")), pictures=1)
    files = {
        name.replace("image1.png", "image1.tmp"): content.replace(b"image1.png", b"image1.tmp")
        for name, content in dict(Archive(data)).items()
    }
    _, draft = imported(write_archive(files))
    assert list(draft.files) == ["figure-1.png"]
    assert [one.kind for one in draft.findings] == []
