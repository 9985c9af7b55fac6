"""Faults of XML in words that its author understands, in the language of messages."""

from __future__ import annotations

import pytest

from nashr.messages import catalogue, in_language
from nashr.untrusted.xml import XmlError, parse_xml


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<a>\n<b></a>", "</a> stands where <b> of line 2 is still open"),
        ("<a>\n<b>", "<b> of line 2 is not closed"),
        ("", "It is empty, or no XML"),
        ("drawing", "It is empty, or no XML"),
        ("<a/><b/>", "Something stands behind the element that holds all others"),
        ("<a>Elm & Bilik</a>", "The sign & is written &amp; in XML"),
        ("<a>Elm &Bilik</a>", "The sign & is written &amp; in XML"),
        ("<a b='1' b='2'/>", "The attribute “b” stands twice in one tag"),
        ("<a b=1/>", "The value of an attribute stands between quotation marks in XML"),
        ("<x:a/>", "The prefix “x:” is declared nowhere (xmlns:x)"),
    ],
)
def test_a_fault_is_told_in_the_words_of_nashr(text: str, said: str) -> None:
    with pytest.raises(XmlError) as raised:
        parse_xml(text)
    assert str(raised.value.args[0]) == said
    assert in_language(raised.value.args[0], catalogue("az")) != said


def test_a_fault_of_another_kind_is_told_in_the_words_of_the_parser() -> None:
    with pytest.raises(XmlError, match="CData"):
        parse_xml("<a><![CDATA[ </a>")
