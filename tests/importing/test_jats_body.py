"""The text of a JATS article: what pandoc's reader would lose of it stands in the manuscript."""

from __future__ import annotations

import pytest
from jats_source_kit import body_of, draft_of

from nashr.untrusted.placeholders import is_placeholder


def test_a_figure_has_its_caption_and_its_calls_lead_to_it() -> None:
    made = body_of(
        '<p>See <xref ref-type="fig" rid="f9">Fig. 1A</xref>.</p><fig id="f9">'
        "<label>Fig. 1.</label>"
        "<caption><title>Trade.</title><p>By year.</p></caption>"
        '<graphic xlink:href="g1.tif"/></fig>',
        {"g1.png": b"1"},
    )
    assert made == "See Fig. [-@fig:1]A.\n\n![**Trade.** By year.](figure-1.png){#fig:1}"


def test_a_label_that_nashr_would_not_give_stays_in_the_caption() -> None:
    source = '<fig id="f1"><label>Scheme B</label><graphic xlink:href="g"/></fig>'
    assert "**Scheme B.**" in body_of(source, {"g.png": b"1"})
    assert "labels-changed" in [one.kind for one in draft_of(source).findings]


def test_a_picture_that_is_nowhere_is_an_empty_frame_with_a_query() -> None:
    source = '<fig id="f1"><caption><p>Words.</p></caption><graphic xlink:href="g1.tif"/></fig>'
    draft = draft_of(source)
    assert is_placeholder(draft.files["figure-1.svg"])
    assert "Words.<!-- query: a picture is missing here, g1.tif -->](figure-1.svg)" in body_of(
        source
    )
    assert [one.kind for one in draft.findings] == ["picture-outside"]


def test_a_table_has_its_caption_and_its_notes() -> None:
    made = body_of(
        '<p>In <xref ref-type="table" rid="t">Table 1</xref>.</p><table-wrap id="t"><label>Table 1'
        "</label><caption><p>Trade</p></caption><alternatives><graphic xlink:href='t.png'/>"
        '<table><thead><tr><th>A<xref ref-type="table-fn" rid="n">a</xref></th></tr></thead>'
        "<tbody><tr><td>1</td></tr></tbody></table></alternatives><table-wrap-foot>"
        '<fn id="n"><label>a</label><p>In million.</p></fn></table-wrap-foot></table-wrap>'
    )
    assert made.startswith("In Table [-@tbl:1].")
    assert "Trade {#tbl:1}" in made
    assert "A^a^" in made, "the letter of the note would be one of the word"
    assert made.endswith("^a^ In million.")


@pytest.mark.parametrize(
    "formula",
    [
        r"<tex-math>\documentclass{x}\begin{document}$$a+b$$\end{document}</tex-math>",
        "<alternatives><tex-math>wrong</tex-math><mml:math><mml:mi>a</mml:mi><mml:mo>+</mml:mo>"
        "<mml:mi>b</mml:mi></mml:math></alternatives>",
    ],
)
def test_a_formula_has_its_number(formula: str) -> None:
    made = body_of(
        f'<disp-formula id="e"><label>(1)</label>{formula}</disp-formula>'
        '<p>By <xref ref-type="disp-formula" rid="e">(1)</xref>.</p>'
    )
    assert made.replace("a + b", "a+b") == "$$a+b$$ {#eq:1}\n\nBy ([-@eq:1])."


def test_boxes_supplements_and_poems_keep_their_words() -> None:
    made = body_of(
        "<boxed-text><label>Box 1</label><caption><title>Terms</title></caption><p>Words.</p>"
        '</boxed-text><supplementary-material xlink:href="https://example.org/s.csv"><label>S1'
        "</label><caption><p>Data.</p></caption></supplementary-material>"
        "<verse-group><verse-line>One</verse-line><verse-line>two</verse-line></verse-group>"
    )
    assert "**Box 1 Terms**\n\nWords." in made
    assert "**S1** <https://example.org/s.csv>\n\nData." in made
    assert "> One\\\n> two" in made


def test_notes_are_notes_where_they_are_called_and_paragraphs_where_not() -> None:
    made = body_of(
        '<p>Word<sup>[<xref ref-type="fn" rid="n1">1</xref>]</sup>.</p>',
        back='<fn-group><fn id="n1"><label>1</label><p>The note.</p></fn>'
        '<fn fn-type="conflict"><p>No interests.</p></fn></fn-group>',
    )
    assert made == "Word[^1].\n\nNo interests.\n\n[^1]: The note."


def test_a_link_to_what_is_no_address_is_its_words() -> None:
    made = body_of(
        '<p><ext-link xlink:href="10.5555/sample">a</ext-link>, '
        '<ext-link xlink:href="file.xls">b</ext-link>, <xref ref-type="sec" rid="x">c</xref></p>'
    )
    assert made == "[a](https://doi.org/10.5555/sample), b, c"


def test_a_group_of_figures_has_one_number() -> None:
    parts = "".join(
        f'<fig id="{name}"><label>({name})</label><caption><p>Part {name}.</p></caption>'
        f'<graphic xlink:href="{name}"/></fig>'
        for name in "ab"
    )
    made = body_of(
        '<fig-group id="g"><label>Fig. 1</label><caption><p>Whole.</p></caption>'
        f"{parts}</fig-group>"
        '<p>See <xref ref-type="fig" rid="b">Fig. 1b</xref>.</p>',
        {"a.png": b"1", "b.png": b"2"},
    )
    assert made == (
        "::: {#fig:1}\n![](figure-1.png)\n\n![](figure-2.png)\n\n"
        "Whole. **(a)** Part a. **(b)** Part b.\n:::\n\nSee Fig. [-@fig:1]b."
    )
    assert body_of(f"<fig-group>{parts}</fig-group>").count("{#fig:") == 2
