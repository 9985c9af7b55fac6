"""The words of HTML, OpenDocument and RTF, read apart from pandoc."""

from __future__ import annotations

import pytest

from nashr.importing.source_words import words_in

_ODT = (
    '<d xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:text>'
    "<p>Bir <b>iki</b></p></office:text></d>"
)


@pytest.mark.parametrize(
    ("ending", "data", "words"),
    [
        ("html", "<head><title>T</title></head><p>Bir<br>iki<script>x</script>", {"Bir", "iki"}),
        ("rtf", r"{\rtf1{\fonttbl{\f0 Arial;}}Bir \u351?ey{\footnote Qeyd}\par}", None),
        ("tex", r"\section{Bir}", set()),
    ],
)
def test_words_are_those_that_are_shown(ending: str, data: str, words: set[str] | None) -> None:
    found = words_in(ending, data.encode(), {})
    assert set(found or ()) == ({"Bir", "şey", "Qeyd"} if words is None else words)


def test_the_words_of_opendocument() -> None:
    found = words_in("odt", b"", {"content.xml": _ODT.encode()})
    assert found == {"Bir": 1, "iki": 1}
