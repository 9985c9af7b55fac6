"""Calls of references in JATS: citations, side by side as one, and ranges whole."""

from __future__ import annotations

import re

import pytest
from jats_source_kit import body_of, draft_of

_LIST = "".join(
    f'<ref id="r{n}"><element-citation publication-type="book"><name>'
    f"<surname>{name}</surname></name><source>Title {n}</source><year>200{n}</year>"
    "</element-citation></ref>"
    for n, name in enumerate(("Ada", "Bek", "Can", "Dan"), start=1)
)


def _call(number: int, words: str) -> str:
    return f'<xref ref-type="bibr" rid="r{number}">{words}</xref>'


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (f"x [{_call(1, '1')}].", "x [@ada2001]."),
        (f"x [{_call(1, '1')}, {_call(3, '3')}].", "x [@ada2001; @can2003]."),
        (f"x<sup>{_call(2, '2')}–{_call(4, '4')}</sup>.", "x[@bek2002; @can2003; @dan2004]."),
        (f"By {_call(1, 'Ada (2001)')}.", "By @ada2001."),
        (f"As Ada said ({_call(1, '2001')}).", "As Ada said [-@ada2001]."),
        (f"x ({_call(1, 'Ada 2001')}; {_call(2, 'Bek 2002')}).", "x [@ada2001; @bek2002]."),
        (f"x [{_call(1, '1')}](see there).", "x [@ada2001] (see there)."),
        (f"x ({_call(1, 'ADA, 2001')}, p.4).", "x [@ada2001, p. 4]."),
        (f"x ({_call(1, 'ADA, 2001, p.4')}).", "x [@ada2001, p. 4]."),
        (f"x {_call(1, '[1, p. 7]')}.", "x [@ada2001, p. 7]."),
        (f"x {_call(1, '[1: 7–9]')}.", "x [@ada2001, 7–9]."),
        (f"x ({_call(1, 'Ada, 2001, Table 2')}).", "x [@ada2001, Table 2]."),
        (f"x ({_call(1, 'Ada 2001')}: 4-6).", "x [@ada2001, 4-6]."),
        (f"By {_call(1, 'Ada (2001, p. 4)')}.", "By @ada2001 [p. 4]."),
        (f"x (cf. {_call(1, 'ADA, 2001, p.52')}) and", "x [cf. @ada2001, p. 52] and"),
        (
            f"x (see also {_call(1, 'Ada 2001')}, p. 4; {_call(2, 'Bek 2002')}, s. 5).",
            "x [see also @ada2001, p. 4; @bek2002, s. 5].",
        ),
        (f"x (Ada, {_call(1, '2001')}, p. 4).", "x [Ada, -@ada2001, p. 4]."),
        (f"f(x) ({_call(1, 'Ada 2001')})(y)", "f(x) [@ada2001] (y)"),
        (
            f"x (which was first of all shown by {_call(1, 'Ada 2001')}).",
            "x (which was first of all shown by @ada2001).",
        ),
        (f"x ({_call(1, 'Ada 2001')} and others say).", "x (@ada2001 and others say)."),
        (f"x ({_call(1, 'Ada 2001')}; see the map).", "x (@ada2001; see the map)."),
        (f"By {_call(1, 'Ada (2001')}).", "By Ada [-@ada2001]."),
        (f"By {_call(1, 'Ada (2001')}; 2004).", "By Ada [-@ada2001\\; 2004]."),
        (f"x ({_call(1, 'Ada 2001')}; Elm, 2005).", "x [@ada2001\\; Elm, 2005]."),
        (f"x (Elm, 2005; {_call(1, 'Ada 2001')}, p. 4).", "x [Elm, 2005\\; @ada2001, p. 4]."),
    ],
)
def test_calls_of_references_are_citations(text: str, written: str) -> None:
    assert body_of(f"<p>{text}</p>", back=f"<ref-list>{_LIST}</ref-list>") == written


def test_a_call_of_several_references_cites_them_all() -> None:
    call = '<xref ref-type="bibr" rid="r1 r3 r4">1, 3, 4</xref>'
    made = body_of(f"<p>x [{call}].</p>", back=f"<ref-list>{_LIST}</ref-list>")
    assert made == "x [@ada2001; @can2003; @dan2004]."


@pytest.mark.parametrize("prefix", ["ref-", "ref-ref-", "ref", "B"])
def test_references_are_found_whatever_their_ids_begin_with(prefix: str) -> None:
    """Pandoc takes ``ref-`` off the id that a call names."""
    listed = _LIST.replace('id="r', f'id="{prefix}')
    call = f'<xref ref-type="bibr" rid="{prefix}1 {prefix}2">1</xref>'
    made = body_of(f"<p>x<sup>{call}</sup>.</p>", back=f"<ref-list>{listed}</ref-list>")
    assert made == "x[@ada2001; @bek2002]."


_SEVERAL = (
    '<ref-list><ref id="r1"><element-citation><person-group><name><surname>Ada</surname></name>'
    "<etal/></person-group><article-title>Bir</article-title><source>J</source><year>2001</year>"
    '</element-citation><element-citation id="c2"><source>İki</source><year>2002</year>'
    "</element-citation><note><p>Nota bene.</p></note></ref></ref-list>"
)


@pytest.mark.parametrize(
    ("call", "made"),
    [
        ('<xref ref-type="bibr" rid="r1">1</xref>', "[@ada2001; @iki2002]"),
        ('<xref ref-type="bibr" rid="r1">1b</xref>', "[@iki2002]"),
        ('<xref ref-type="bibr" rid="c2">1b</xref>', "[@iki2002]"),
    ],
)
def test_each_work_of_a_reference_is_cited(call: str, made: str) -> None:
    assert body_of(f"<p>{call}</p>", back=_SEVERAL) == made
    draft = draft_of(f"<p>{call}</p>", back=_SEVERAL)
    assert "Ada and others" in draft.bibliography
    assert "Nota bene" in draft.bibliography


_TWO = (
    '<ref-list><ref id="a"><element-citation><name><surname>Ada</surname></name>'
    '<source>Bir</source><year>2001</year></element-citation></ref><ref id="b">'
    "<element-citation><name><surname>Bek</surname></name><source>İki</source><year>2002</year></element-citation></ref></ref-list>"
)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("(A{Ada, 2001}, p. 7; B{Bek, 2002}, B{2003})", "[@ada2001, p. 7; @bek2002; -@bek2002]"),
        ("[A{1}, p. 7; B{2}]", "[@ada2001, p. 7; @bek2002]"),
        ("Text A{(Ada, 2001, s. 3)}.", "Text [@ada2001, s. 3]."),
        ("(A{Ada, 2001} and B{Bek, 2002})", "[@ada2001; @bek2002]"),
        ("(the A{Ada, 2001} of a B{Bek, 2002})", "(the @ada2001 of a @bek2002)"),
    ],
)
def test_works_in_brackets_are_one_citation(text: str, made: str) -> None:
    source = re.sub(
        r"([AB])\{([^}]*)\}",
        lambda m: f'<xref ref-type="bibr" rid="{m[1].lower()}">{m[2]}</xref>',
        text,
    )
    assert body_of(f"<p>{source}</p>", back=_TWO) == made
