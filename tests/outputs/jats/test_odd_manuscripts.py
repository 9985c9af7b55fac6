"""Manuscripts that few would write, and that are valid JATS nevertheless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from document_kit import PNG, SVG
from jats_kit import edition, written
from lxml import etree

from nashr import ast
from nashr.model import Author, Dates, Journal, LocalText
from nashr.outputs.jats import render as jats

DTD = (
    Path(__file__).resolve().parents[4]
    / "shared/schemas/jats-dtd-1.4/JATS-journalpublishing1-4-mathml3.dtd"
)
FILES = {"a.png": PNG, "b.svg": SVG}
WORKS = {
    "plain": {"type": "book", "title": "T"},
    "10.5555/odd:key+1": {"type": "book", "author": "nobody", "issued": {"raw": "long ago"}},
    "empty": {},
    "Ə.İ": {"type": "webpage", "URL": "https://example.org/?a=1&b=2", "author": [{}, "x"]},
    "marks": {"type": "chapter", "title": "<i>a <b>b</i> c", "container-title": "</i>x<sup>2"},
    "dates": {"type": "article", "issued": {"date-parts": [[]]}, "accessed": {"date-parts": []}},
}
CITED = " ".join(f"[@{{{key}}}]" for key in WORKS)
GRID = "+---+---+\n| a | b |\n+---+---+\n"

ODD = {
    "note in a heading": "# One^[A note.] {#sec:one}\n\nSee @sec:one.",
    "formula in a heading": "# On $x^2$ {.unnumbered #sec:x}\n\nSee @sec:x.",
    "link in a heading": "# On [a *link*](https://example.org)\n\nText.",
    "image in a heading": "# ![A](a.png)\n\nText.",
    "empty heading": "#\n\nText.\n\n##\n\n- x",
    "heading in a list": "- # One\n\n  Text.\n\n- x",
    "heading in a note": "Text^[x].[^n]\n\n[^n]: # Head\n\n    > quoted\n\n    $$x$$\n\n    `code`",
    "heading in a box": "::: {.note #box lang=tr}\n# Head\n\nText.\n:::\n\nSee [box](#box).",
    "blocks in a list": (
        "- > q\n\n  ```\n  code\n  ```\n\n  $$x$$\n\n  ![c](a.png){alt=A}\n\n  | v\n"
    ),
    "blocks in a definition": "T\n:   > q\n\n    - l\n\n    ```\n    c\n    ```\n",
    "empty items": "-\n- x\n\n1.\n2. y",
    "rule in a quotation": "> a\n>\n> ***\n>\n> b",
    "caption with all": "![*C* $x$^[N.] [l](https://e.org) [@plain]](a.png){alt=A #fig:a}",
    "table in a figure": f"::: {{#fig:t}}\n{GRID}\n\nCaption.\n:::\n\n@fig:t",
    "figure and text in a figure": "::: {#fig:t}\n![x](a.png){alt=A}\n\nMore.\n\nCaption.\n:::",
    "table of headers": "| A | B |\n|---|---|\n",
    "table of nothing": "|  |  |\n|--|--|\n|  |  |\n",
    "table in a table": (
        "+-----------+\n| +---+---+ |\n| | a | b | |\n| +---+---+ |\n+-----------+\n"
    ),
    "cell with all": (
        "+--------------------+\n| # H                |\n|                    |\n"
        "| > q                |\n|                    |\n"
        "| ![c](a.png){alt=A} |\n|                    |\n"
        "| ***                |\n|                    |\n| | verse^[n]        |\n"
        "+--------------------+\n"
    ),
    "verse with all": (
        "| *a* `b` $x$ [l](https://e.org) ![i](a.png) [@plain] [t]{lang=tr}^[n]\n|\n| ~~s~~"
    ),
    "verse of nothing": "::: {lang=tr}\n| \n:::",
    "link with all": "[*a* `b` $x$ ![i](a.png) ^[note] [t]{lang=tr}](https://e.org)",
    "image alone": "![A](a.png)\\\n\n![](b.svg){alt=B}",
    "several formulas": "$$a$$ $$b$$ {#eq:b} and $$c$$ in a line, see @eq:b.",
    "formula that fails": r"$$\nothing{x}$$ {#eq:n}" + "\n\n@eq:n",
    "raw html": "<div class='x'><p>a <b>b <i>c</b></i> <br> d</p></div>\n\n<hr>\n\n<ul><li>x",
    "raw html in a link": "[<sub>a</sub> <abbr title='x'>b</abbr>](https://e.org) x</sup> y <sup>z",
    "task list": "- [ ] a\n- [x] b",
    "spans": "[a]{#x .y .z key=v lang=ar} [b]{#x2} [c]{.citation} []{#empty} [](#x2)",
    "ids that collide": "[a]{#s:1} [b]{#s-1} [c](#s:1) [d](#s-1) [e]{#1} [f](#1)",
    "div with an id": "::: {#d}\n- x\n:::\n\n::: {#e}\n:::\n\n[d](#d) [e](#e)",
    "languages": (
        "::: {lang=ru}\n# Глава\n\n| v\n\n- l\n\n> q\n\n![c](a.png){alt=A}\n\nT\n: d\n:::"
    ),
    "odd keys": CITED,
    "breaks": "# a\\\nb\n\n*a\\\nb*\\\n\\\nc\n\n| A |\n|---|\n| a\\\nb |",
    "characters": "a&#x85;b &#xfffe; &#1; &#x2028; &#xe0001;",
    "quotation in a caption": '![He said "one \'two\'".](a.png){alt="\\"A\\" & <b>"}',
    "code": "```{.python #lst key=v}\na\n```\n\n`x`{.c} `<&>`",
    "underline and mark": "[a [b]{.mark}]{.underline} [c]{.smallcaps}",
}


def faults(article: etree._Element) -> list[str]:
    dtd = etree.DTD(file=str(DTD))
    dtd.validate(article)
    return [f"{e.message}" for e in dtd.error_log]


needs_dtd = pytest.mark.skipif(not DTD.is_file(), reason=f"the JATS 1.4 DTD is not at {DTD}")


@needs_dtd
@pytest.mark.parametrize("name", ODD)
def test_an_odd_manuscript_is_valid(name: str) -> None:
    assert faults(written(ODD[name], files=FILES, works=WORKS)) == []


@needs_dtd
@pytest.mark.parametrize("name", [name for name in ODD if "@" not in ODD[name]])
def test_an_odd_abstract_is_valid(name: str) -> None:
    texts = (LocalText("en", ODD[name].splitlines()[0], ODD[name], ODD[name]),)
    article = written(
        "Text.",
        files=FILES,
        texts=texts,
        acknowledgements=ODD[name],
        conflict_of_interest=ODD[name],
    )
    assert faults(article) == []


@pytest.mark.parametrize("name", ODD)
def test_no_word_of_an_odd_manuscript_is_lost(name: str) -> None:
    made = edition(ODD[name], files=FILES, works=WORKS)
    article = etree.fromstring(jats.render(made, None).value[0].data)  # type: ignore[arg-type]
    places = (article.find("body"), article.find("back/fn-group"))
    there = " ".join(str(t) for place in places if place is not None for t in place.itertext())
    pieces = " ".join(_pieces(made.document.blocks))
    words = set(re.findall(r"\w+", pieces))
    assert words - set(re.findall(r"\w+", there)) == set()


def _pieces(tree: Any) -> Iterator[str]:
    for node in ast.nodes(tree):
        match node["t"]:
            case "Str":
                yield node["c"]
            case "Code" | "CodeBlock" | "Math":
                yield node["c"][1]


@needs_dtd
def test_an_article_that_says_next_to_nothing_is_valid() -> None:
    assert faults(written("x", journal=Journal("J", "az"), authors=(Author("A"),))) == []
    assert faults(written("x", year=2026, dates=Dates(), first_page=0)) == []


def test_nothing_that_is_asked_of_the_author_stays_in_the_text() -> None:
    made = edition("One <!-- sual: which? --> two.\n\n<!-- query: what? -->", proof=True)
    text = jats.render(made, None).value[0].data.decode()  # type: ignore[arg-type]
    assert "One two." in " ".join(text.split())
    assert "which" not in text
    assert "what" not in text
