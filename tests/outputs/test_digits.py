"""Lists and pages in the digits of a language."""

from __future__ import annotations

import re

import cssselect2
import lxml.html

from nashr.languages import language
from nashr.outputs import digits

PERSIAN, ARABIC, TURKISH = map(language, ("fa", "ar", "tr"))


def test_lists_of_letters_and_of_other_languages_keep_their_signs() -> None:
    css = digits.list_css(PERSIAN)
    assert css.count("list-style-type") == 3
    assert all(":lang(fa)" in rule and '[type="1"]' in rule for rule in css.splitlines())
    assert "arabic-indic-paren" in digits.list_css(ARABIC)
    assert digits.list_css(TURKISH) == digits.raised_css(TURKISH) == ""


def test_lists_that_have_no_numbers_keep_to_it() -> None:
    """A list of references is one, and no reader wants its works counted: its own rule,
    ``.references ol``, must weigh more.
    """
    (own,) = cssselect2.compile_selector_list(".references ol")
    first = digits.list_css(ARABIC).splitlines()[0]
    (counted,) = cssselect2.compile_selector_list(first.split(" {")[0])
    assert counted.specificity < own.specificity


def test_calls_of_notes_have_the_digits_of_the_language() -> None:
    html = '<p>1<a role="doc-noteref" href="#fn12"><sup>12</sup></a><sup>3</sup></p>'
    part = lxml.html.fromstring(html)
    digits.set_note_calls([part], PERSIAN)
    assert part.text_content() == "1۱۲3"


def test_folios_are_those_of_the_journal() -> None:
    """An Arabic article in a Turkish journal has the folios of the pages before and behind it."""
    css = 'a{content:counter(page)} b{content:target-counter(attr(href), page)} c{content:"("}'
    css += ' d{content:target-counter(url("#end"), page)} e{content:counter(page, lower-roman)}'
    assert digits.with_page_digits(css, TURKISH, TURKISH) == css
    mixed = digits.with_page_digits(css, ARABIC, TURKISH)
    assert re.findall("arabic-indic", mixed) == ["arabic-indic"]
    assert 'target-counter(url("#end"), page, arabic-indic)' in mixed
    own = digits.with_page_digits(css, PERSIAN, PERSIAN)
    assert own.count("page, persian)") == 3
    assert "counter(page, lower-roman)" in own
