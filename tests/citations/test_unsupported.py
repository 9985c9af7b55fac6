"""What a style asks for in vain is told once."""

from __future__ import annotations

import pytest

from nashr.citations import process

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>t</title><id>t</id></info>
  <citation><layout>INSIDE</layout></citation>
</style>"""


def warned(inside: str) -> tuple[str, ...]:
    style = STYLE.replace("INSIDE", inside)
    return process(style, lambda _: None, {}, [], "en-US").warnings


def test_csl_1_0_2_is_read_in_silence() -> None:
    assert not warned(
        '<names variable="author"><name form="short"/><et-al term="and others"/></names>'
    )
    assert not warned('<choose><if is-uncertain-date="issued"><text value="a"/></if></choose>')


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        (
            '<names variable="author"><name/><institution/></names>',
            "The style's element <institution> is not of CSL 1.0.2; it prints nothing.",
        ),
        (
            '<choose><if jurisdiction="us"><text value="a"/></if></choose>',
            "The style's condition “jurisdiction” is not of CSL 1.0.2; it is left out of the test.",
        ),
    ],
)
def test_an_addition_is_told_once(inside: str, sentence: str) -> None:
    assert warned(inside * 2) == (sentence,)
