"""The references of a JATS article: all that they say stands in their entries."""

from __future__ import annotations

import pytest
from jats_source_kit import draft_of

from nashr.importing.jats import parse_jats
from nashr.importing.jats_references import references_of


def _bibliography(reference: str) -> str:
    return draft_of(
        "<p>A</p>", back=f'<ref-list><ref id="r">{reference}</ref></ref-list>'
    ).bibliography


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        # Parts that no usual field takes.
        (
            '<element-citation publication-type="book"><source>Kitab</source><year>2003</year>'
            '<size units="page">300</size><comment>In Russian</comment><season>Spring</season>'
            '<date-in-citation content-type="access-date">2020-01-02</date-in-citation>'
            '<person-group person-group-type="compiler"><name><surname>Can</surname></name>'
            "</person-group></element-citation>",
            "300|In Russian|Spring|2020-01-02|compiler: Can",
        ),
        # Only some of the parts are marked.
        (
            "<mixed-citation>Bek M. <year>2002</year>. <source>Kitab</source>. Bakı: Elm."
            "</mixed-citation>",
            "Bek|2002|Kitab|Bakı|Elm",
        ),
        # The parts, and the text that has more than they.
        (
            "<mixed-citation>1. BEK, M. Kitab. 2a ed. Bakı: Elm, 2002.</mixed-citation>"
            '<element-citation publication-type="book"><name><surname>Bek</surname>'
            "<given-names>M</given-names></name><source>Kitab</source><year>2002</year>"
            "</element-citation>",
            "Bek|Kitab|Bakı|Elm",
        ),
        ("<note><p>See the archive, 1999.</p></note>", "See the archive, 1999"),
        (
            '<element-citation publication-type="confproc"><article-title>T</article-title>'
            "<conf-name>Konfrans</conf-name><conf-loc>Quba</conf-loc><pub-id "
            'pub-id-type="pmid">123</pub-id></element-citation>',
            "Konfrans|Quba|123",
        ),
    ],
)
def test_no_word_of_a_reference_is_lost(reference: str, words: str) -> None:
    made = _bibliography(reference)
    assert [word for word in words.split("|") if word not in made] == []


def test_a_work_in_two_forms_is_one() -> None:
    form = "<source>Kitab</source><year>2002</year>"
    forms = f"<element-citation>{form}</element-citation><mixed-citation>{form}</mixed-citation>"
    assert _bibliography(forms).count("@") == 1
    assert _bibliography(f"<citation-alternatives>{forms}</citation-alternatives>").count("@") == 1


def test_parts_without_space_between_them_are_words_of_their_own() -> None:
    source = (
        '<article><back><ref-list><ref id="r"><mixed-citation><name><surname>Bek</surname>'
        "<given-names>M</given-names></name><article-title>Bir</article-title><source>J</source>"
        "in:<year>2001</year></mixed-citation></ref></ref-list></back></article>"
    )
    [(_, [work])] = references_of(parse_jats(source.encode()))
    assert work.text == "Bek M Bir J in:2001"
    assert not work.is_partial
