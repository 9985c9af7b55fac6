"""Tags and entities of registries in titles and abstracts."""

from __future__ import annotations

import pytest

from nashr.bibliography import field_markup

SMALL = '<span style="font-variant:small-caps;">'


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("<jats:italic>In vitro</jats:italic> study", "<i>In vitro</i> study"),
        ("<em>a</em> <strong>b</strong> H<inf>2</inf>O", "<i>a</i> <b>b</b> H<sub>2</sub>O"),
        ("<scp>l</scp>-dopa", f"{SMALL}l</span>-dopa"),
        ('<span style="color:red">a</span> b', "a b"),
        ('<span class="nocase">A</span> b', '<span class="nocase">A</span> b'),
        (f"{SMALL}<span>a</span></span> b", f"{SMALL}a</span> b"),
        ("One<br/>two", "One two"),
        ("&lt;i&gt;in vivo&lt;/i&gt;", "<i>in vivo</i>"),
        ("M&uuml;ller &amp; Co.", "Müller & Co."),
        ("p &lt; 0.05 and q &gt; 1", "p < 0.05 and q > 1"),
        ("a < b and c > d", "a < b and c > d"),
        ("The tag <blink>, again", "The tag <blink>, again"),
        ("a <b and c> d", "a <b and c> d"),
        ("<mml:math><mml:mi>x</mml:mi></mml:math> waves", "x waves"),
    ],
)
def test_tags_are_those_of_csl_and_no_source_is_printed(typed: str, meant: str) -> None:
    item = {"title": typed}
    field_markup.settle(item)
    assert item["title"] == meant


def test_formulas_and_addresses_keep_their_signs() -> None:
    item = {
        "title": 'On <span class="math">a &amp; \\em{b}</span> waves',
        "DOI": "10.1002/1<338::AID>3.0;2-B",
        "URL": "https://e.org/?a=1&copy=2",
    }
    before = dict(item)
    field_markup.settle(item)
    assert item == before
