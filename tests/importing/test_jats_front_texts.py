"""Titles and abstracts of JATS, with their notes and type."""

from __future__ import annotations

from nashr.engines import pandoc
from nashr.importing.jats import parse_jats
from nashr.importing.other_formats import draft_of_jats, prepare_jats
from nashr.importing.writing import write


def _text(meta: str, back: str = "") -> str:
    root = parse_jats(
        f'<article xml:lang="en"><front><article-meta>{meta}</article-meta></front>'
        f"<body><p>The text.</p></body>{back}</article>".encode()
    )
    prepared = prepare_jats(root)
    tree, _ = pandoc.read_document(prepared.data, "jats")
    return write(draft_of_jats(prepared, tree), pandoc.write_markdown).text


def test_a_title_has_its_italics_and_its_note() -> None:
    made = _text(
        "<title-group><article-title>The <italic>Vitis</italic> of H<sub>2</sub>O"
        "<fn><p>Paid by a fund.</p></fn></article-title></title-group>"
    )
    assert "title: The *Vitis* of H~2~O^[Paid by a fund.]\n" in made


def test_an_abstract_has_its_formulas_and_the_titles_of_its_sections() -> None:
    made = _text(
        "<title-group><article-title>A</article-title></title-group><abstract><title>Abstract"
        "</title><sec><title>Results</title><p>A value of 10<sup>3</sup> and <inline-formula>"
        "<tex-math>x^2</tex-math></inline-formula>.</p></sec></abstract>"
    )
    front, body = made.split("---\n", 2)[1:]
    assert "**Results**" in front and "10^3^ and $x^2$." in front
    assert body.strip() == "The text."


def test_a_translated_title_has_its_type() -> None:
    made = _text(
        "<title-group><article-title>A</article-title><trans-title-group xml:lang='tr'>"
        "<trans-title><italic>Vitis</italic> üzerine</trans-title></trans-title-group>"
        "</title-group>"
    )
    assert "title: '*Vitis* üzerine'" in made


def test_what_stands_behind_the_text_stays_there() -> None:
    made = _text(
        "<title-group><article-title>A</article-title></title-group>",
        "<back><app-group><app><title>Appendix</title><p>Its words.</p></app></app-group></back>",
    )
    assert made.split("---\n", 2)[2].strip().startswith("The text.\n\n# Appendix")
    assert "Its words." in made


def test_codes_among_the_keywords_are_classifications() -> None:
    made = _text(
        '<kwd-group kwd-group-type="author"><kwd>vine</kwd></kwd-group>'
        '<kwd-group kwd-group-type="JEL"><kwd>Q10</kwd></kwd-group>'
    )
    assert "keywords:\n- vine\n" in made
    assert "classification:\n  jel:\n  - Q10\n" in made
