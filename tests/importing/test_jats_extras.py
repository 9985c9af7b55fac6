"""What pandoc's reader of JATS drops or doubles stands in the manuscript once."""

from __future__ import annotations

import pytest
from jats_source_kit import body_of, draft_of


def test_whose_words_a_quotation_has_stands_below_it_once() -> None:
    made = body_of("<disp-quote><p>Long words.</p><attrib>An author</attrib></disp-quote>")
    assert made == "> Long words.\n>\n> — An author"


def test_a_poem_has_its_title_before_its_lines_and_its_poet_behind() -> None:
    made = body_of(
        "<verse-group><title>Spring</title><verse-line>one</verse-line>"
        "<verse-line>two</verse-line><attrib>A poet</attrib></verse-group>"
    )
    assert made == "> **Spring**\n>\n> one\\\n> two\n>\n> — A poet"


def test_a_statement_has_its_label() -> None:
    made = body_of("<statement><label>Theorem 1</label><title>Sum</title><p>Words.</p></statement>")
    assert made == "**Theorem 1. Sum.** Words."


def test_a_figure_has_its_source_and_its_description() -> None:
    made = body_of(
        '<fig id="f"><label>Fig. 1</label><caption><p>Trade.</p></caption><alt-text>A line that '
        'rises</alt-text><graphic xlink:href="g.png"/><attrib>Source: the bank</attrib></fig>',
        {"g.png": b"1"},
    )
    assert made == '![Trade. Source: the bank](figure-1.png){#fig:1 alt="A line that rises"}'


def test_a_table_keeps_its_source_beside_its_notes() -> None:
    made = body_of(
        '<table-wrap id="t"><label>Table 1</label><caption><p>Trade</p></caption><table><tbody><tr>'
        "<td>1</td></tr></tbody></table><table-wrap-foot><fn><p>A note.</p></fn>"
        "<attrib>The bank</attrib></table-wrap-foot></table-wrap>"
    )
    assert made.count("The bank") == made.count("A note.") == 1


@pytest.mark.parametrize(
    ("back", "made"),
    [
        ("<ack><title>Thanks</title><p>To all.</p></ack>", "Text."),
        (
            "<app-group><app><title>Appendix</title><p>More.</p></app></app-group>",
            "Text.\n\n# Appendix\n\nMore.",
        ),
        (
            "<ref-list><title>References</title></ref-list><sec><title>Data</title><p>x</p></sec>",
            "Text.\n\n# Data\n\nx",
        ),
    ],
    ids=["front-matter", "appendix", "references"],
)
def test_sections_behind_the_text_stand_once_on_its_level(back: str, made: str) -> None:
    assert body_of("<p>Text.</p>", back=back) == made


def test_nothing_of_it_is_told_as_lost() -> None:
    draft = draft_of(
        '<fig><caption><p>C</p></caption><alt-text>seen</alt-text><graphic xlink:href="g"/>'
        "<permissions><copyright-statement>© bank</copyright-statement></permissions></fig>",
        {"g.png": b"1"},
    )
    assert [one.kind for one in draft.findings] == []
    assert "bank" in draft.text()


def test_readings_and_meanings_stand_in_brackets() -> None:
    made = body_of(
        "<p>A <ruby><rb>Bir</rb><rp>(</rp><rt>iki</rt><rp>)</rp></ruby> and "
        "<abbrev>ABŞ<def><p>Amerika</p></def></abbrev><index-term><term>hidden</term></index-term>.</p>"
    )
    assert made == "A Bir (iki) and ABŞ (Amerika)."


def test_words_about_the_list_of_references_stand_behind_the_text() -> None:
    made = body_of(
        "<p>A</p>",
        back="<ref-list><title>Mənbələr</title><p>Haqqında.</p></ref-list>"
        "<ref-list><title>No heading</title></ref-list>",
    )
    assert made == "A\n\n# Mənbələr\n\nHaqqında."


def test_what_nashr_says_itself_is_no_loss() -> None:
    draft = draft_of(
        '<p>A<xref ref-type="fn" rid="n">1</xref></p><fig id="f"><caption><p>C</p></caption>'
        "<permissions><copyright-statement>© 2014 Ada</copyright-statement><copyright-year>2014"
        "</copyright-year><copyright-holder>Ada</copyright-holder></permissions></fig>",
        back='<fn-group><title>Qeydlər</title><fn id="n"><p>Qeyd.</p></fn></fn-group>',
    )
    assert [one.kind for one in draft.findings if one.kind == "words-lost"] == []
