"""The words of formulas in the markup: by language, and as the author gave them."""

from __future__ import annotations

import lxml.html

from nashr.engines import pandoc
from nashr.outputs import markup
from nashr.outputs.speech.spoken import set_spoken


def spoken(text: str, tag: str) -> lxml.html.HtmlElement:
    root = markup._part(pandoc.write_html(pandoc.parse_markdown(text)["blocks"]))
    set_spoken(root, tag)
    return root


def test_a_formula_is_said_in_the_language_around_it() -> None:
    root = spoken("$x^2$ and [$y^2$]{lang=az}", "tr")
    assert root.xpath("//math/@alttext") == ["x kare", "y kvadrat"]
    assert root.xpath("//math/parent::span[@lang]/@lang") == ["az"]


def test_words_of_another_language_say_so() -> None:
    root = spoken("$x^2$", "ka")
    assert root.xpath("//span[@lang='en']/math/@alttext") == ["x squared"]


def test_the_author_may_say_it_otherwise() -> None:
    root = spoken('[$x^2$]{say="x  times itself"}', "ka")
    assert root.xpath("//math/@alttext") == ["x times itself"]
    assert root.xpath("//@lang | //@data-say") == []
