"""What pandoc passes over in a Word file stands in the manuscript, or is told of."""

from __future__ import annotations

import pytest
from word_kit import body_of, imported, paragraph, text, word_file

from nashr import ast
from nashr.importing.marks import without_marks

_FIRST = paragraph("Başlıq", style="KonuBal") + paragraph("Giriş.")


def _made(*runs: str) -> str:
    return body_of(word_file(_FIRST + paragraph(*runs))).removeprefix("Giriş.\n\n")


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (f'<w:customXml w:element="x">{text("söz")}</w:customXml>', "a söz b"),
        (f'<w:smartTag w:element="x">{text("söz")}</w:smartTag>', "a söz b"),
        (
            f'<w:smartTag w:element="x"><w:customXml w:element="y"><w:customXmlPr/>{text("söz")}'
            "</w:customXml></w:smartTag>",
            "a söz b",
        ),
        (f'<w:bdo w:val="ltr">{text("söz")}</w:bdo>', "a söz b"),
        (f'<w:dir w:val="ltr">{text("söz")}</w:dir>', "a söz b"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>üst</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>alt</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "a alt (üst) b",
        ),
        ("<w:r><w:ptab/></w:r>", "a b"),
        (text("söz", "<w:dstrike/>"), "a ~~söz~~ b"),
    ],
)
def test_contents_of_elements_that_pandoc_does_not_read_stay(run: str, expected: str) -> None:
    assert _made("a ", run, " b") == expected


def test_a_return_of_a_run_is_a_break_of_the_line() -> None:
    assert _made("bir", "<w:r><w:cr/></w:r>", "iki").split("\n") == ["bir\\", "iki"]


def test_paragraphs_in_custom_xml_stay() -> None:
    wrapped = f'<w:customXml w:element="x">{paragraph("Abzas.")}</w:customXml>'
    assert body_of(word_file(_FIRST + wrapped)) == "Giriş.\n\nAbzas."


def test_hidden_text_is_left_out_and_told_with_its_place() -> None:
    hidden = [text("gizli ", "<w:vanish/>"), text("söz", "<w:vanish/>")]
    data = word_file(_FIRST + paragraph("Açıq ", *hidden, "mətn."))
    assert body_of(data) == "Giriş.\n\nAçıq mətn."
    [found] = imported(data)[1].findings
    assert (found.kind, found.message) == ("hidden-text", "Hidden text was left out: “gizli söz”.")
    assert found.paragraph is not None
    assert found.paragraph.number == 3


def test_text_is_hidden_by_its_style_and_within_controls_too() -> None:
    style = '<w:style w:type="character" w:styleId="Gizli"><w:name w:val="Gizli"/>'
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{style}<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    )
    hidden = text("gizli ", '<w:rStyle w:val="Gizli"/>')
    shown = text("açıq ", '<w:rStyle w:val="Gizli"/><w:vanish w:val="0"/>')
    control = f"<w:sdt><w:sdtContent>{text('örtülü ', '<w:vanish/>')}</w:sdtContent></w:sdt>"
    body = paragraph("Giriş.") + paragraph("Bir ", hidden, shown, control, "iki.")
    _, draft = imported(word_file(body, custom={"word/styles.xml": styles}))
    assert without_marks(ast.plain_text(draft.blocks)).endswith("Bir açıq iki.")
    told = [one.message for one in draft.findings if one.kind == "hidden-text"]
    assert [message.partition("“")[2] for message in told] == ["gizli”.", "örtülü”."]


def test_text_that_is_shown_again_is_not_hidden() -> None:
    assert _made(text("söz", '<w:vanish w:val="0"/>')) == "söz"


@pytest.mark.parametrize("kind", ["page", "column"])
def test_a_page_that_ends_in_a_paragraph_parts_it(kind: str) -> None:
    end = f'<w:r><w:br w:type="{kind}"/></w:r>'
    assert _made("Bir səhifə", end, "başqa səhifə") == "Bir səhifə\n\nbaşqa səhifə"
    assert _made(end, "bir söz", end) == "bir söz"


def test_what_follows_a_break_in_its_run_stays_in_its_type() -> None:
    run = '<w:r><w:rPr><w:i/></w:rPr><w:t>bir</w:t><w:br w:type="page"/><w:t>iki</w:t></w:r>'
    assert _made(run, " üç") == "*bir*\n\n*iki* üç"


def test_the_heading_of_a_table_of_contents_goes_with_it() -> None:
    begin, split, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    field = f"{begin}<w:r><w:instrText> TOC </w:instrText></w:r>{split}"
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('Mündəricat')}"
        f"{paragraph(field, 'Giriş 1')}{paragraph('Nəticə 2', end)}</w:sdtContent></w:sdt>"
    )
    made = body_of(word_file(_FIRST + contents + paragraph("Mətn davam edir.")))
    assert made == "Giriş.\n\nMətn davam edir."
