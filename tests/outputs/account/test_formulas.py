"""Formulas that a product loses a part of, or that change places."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import docx_kit
import edition_kit
import formula_kit
import lxml.html
import products_kit
import pytest

from nashr.engines import mathml
from nashr.engines.fonts import shop
from nashr.importing.ooxml import tag
from nashr.messages import Message
from nashr.outputs.account import shown_html
from nashr.outputs.account.findings import account
from nashr.outputs.account.formulas import of_pages
from nashr.outputs.docx import shown as shown_docx
from nashr.outputs.html import render as html
from nashr.outputs.jats import shown as shown_jats
from nashr.outputs.pdf import note_blocks
from nashr.outputs.pdf import render as pdf

SUM = " + ".join(f"a_{{{n}}}x^{{{n}}}" for n in range(40))
TEXT = rf"""
Birinci $x_i^2$ düstur,[^a] ikinci $\frac{{a}}{{b}}$ isə ∎ belədir.

| Ad | Düstur |
|----|--------|
| Bakı | $\sqrt{{n}}$ |

: Cədvəl $\hat{{p}}$ üçün.

Uzun cəm ${SUM}$ burada.

$$\sum_{{i=1}}^n E_i = mc^2$$

Son cümlə, [the same $x_i^2$ in English]{{lang=en}}.

[^a]: Qeydin $y'' \leq \mathbb{{R}}$ düsturu.
"""
ENGINES = replace(edition_kit.ENGINES, draw_math=mathml.draw, fonts=shop())


MADE = products_kit.of_text(TEXT)
edition, page, jats = MADE.edition, MADE.page, MADE.jats


@cache
def printed() -> Any:
    root = shown_html.parsed(pdf.prepare_pages(edition(), ENGINES).html)
    note_blocks.restore(root)
    return root


@cache
def word() -> tuple[Any, Any]:
    package = docx_kit.package(edition())
    return tuple(docx_kit.part(package, f"word/{name}.xml") for name in ("document", "footnotes"))


def told_of_page(root: Any, form: Any = "mathml") -> list[str]:
    shown = shown_html.read([root])
    said, formulas = shown_html.alternatives([root]), of_pages(form, shown.formulas)
    found = account(edition(), Message("the web page"), shown.text, said, formulas=formulas)
    return [str(one.message) for one in found]


def told_of_jats(root: Any) -> list[str]:
    text, formulas = shown_jats.read(root)[:2]
    said = shown_jats.alternatives(root)
    found = account(
        edition(),
        Message("the web page"),
        text,
        said,
        raw_formulas=False,
        front=(),
        formulas=formulas,
    )
    return [str(one.message) for one in found]


def told_of_word(document: Any) -> list[str]:
    notes = word()[1]
    text, formulas, _ = shown_docx.read(document, notes)
    said, facts = shown_docx.alternatives(document, notes), shown_docx.facts(document)
    found = account(
        edition(),
        Message("the web page"),
        text,
        said,
        raw_formulas=False,
        facts=facts,
        formulas=formulas,
    )
    return [str(one.message) for one in found]


def swap(root: Any, path: str) -> None:
    """Let the first two formulas change places."""
    first, second, *_ = root.xpath(path)
    first.tail, second.tail = second.tail, first.tail
    mark = first.makeelement("mark")
    first.addprevious(mark)
    second.addprevious(first)
    mark.getparent().replace(mark, second)


def lose(root: Any, path: str) -> None:
    """Let what an element holds last be lost."""
    element = root.xpath(path)[0]
    element.remove(element[-1])


def unwrap(root: Any, path: str) -> None:
    """Let the parts of an element stand one after the other."""
    element = root.xpath(path)[0]
    for child in list(element):
        element.addprevious(child)
    element.getparent().remove(element)


def rewrite(root: Any, path: str) -> None:
    element = root.xpath(path)[0]
    element.text = "z"


FIRST, SECOND = "x_i^2", r"\frac{a}{b}"


def changed(*formulas: str) -> list[str]:
    return [f"The formula “{one}” is not in the web page as it was written." for one in formulas]


def test_formulas_that_stand_as_written_are_not_complained_of() -> None:
    assert told_of_page(page()) == []
    assert told_of_page(printed(), "drawn") == []
    assert told_of_jats(jats()) == []
    assert told_of_word(word()[0]) == []


def named(*names: str) -> str:
    """The path of MathML elements, in whatever namespace."""
    return "".join(f"//*[local-name()='{name}']" for name in names)


MATHML = [
    (swap, named("math"), changed(FIRST, SECOND)),
    (lose, named("msubsup"), changed(FIRST)),
    (unwrap, named("msubsup"), changed(FIRST)),
    (unwrap, named("mfrac"), changed(SECOND)),
    (rewrite, named("mfrac", "mi"), changed(SECOND)),
]


@pytest.mark.parametrize(("change", "path", "told"), MATHML)
def test_a_part_of_mathml_that_is_lost_or_changed_is_told_of(
    change: Callable[[Any, str], None], path: str, told: list[str]
) -> None:
    root = copy.deepcopy(page())
    change(root, path)
    assert told_of_page(root) == told
    root = copy.deepcopy(jats())
    change(root, path)
    assert told_of_jats(root) == told


def test_formulas_of_cells_and_notes_are_looked_at() -> None:
    for made, told in ((page, told_of_page), (jats, told_of_jats)):
        root = copy.deepcopy(made())
        rewrite(root, "//td" + named("mi"))
        assert told(root) == changed(r"\sqrt{n}")
        (letter,) = root.xpath("//*[local-name()='mi'][.='ℝ']")
        letter.text = "N"
        assert sorted(told(root)) == sorted(changed(r"\sqrt{n}", r"y'' \leq \mathbb{R}"))


#: In the pages of the PDF a formula is a picture, or several, each with its text.
SHORT = " ".join(SUM.split()[:12]) + " …"
PICTURE = "//img[@class='formula']"
DRAWN: list[tuple[Callable[[Any, str], None], str, list[str]]] = [
    (swap, f"//p{PICTURE}[not(ancestor::*[@id='fn1'])]", changed(FIRST, SECOND)),
    (lose, "//span[@class='whole-formula']", changed(SHORT)),
]


@pytest.mark.parametrize(("change", "path", "told"), DRAWN)
def test_a_drawn_formula_that_is_another_or_lacks_a_part_is_told_of(
    change: Callable[[Any, str], None], path: str, told: list[str]
) -> None:
    root = copy.deepcopy(printed())
    change(root, path)
    assert told_of_page(root, "drawn") == told


def test_an_exponent_that_a_drawn_formula_has_on_the_line_is_told_of() -> None:
    root = copy.deepcopy(printed())
    picture = root.xpath(PICTURE)[0]
    picture.set("data-text", picture.get("data-text").replace("^", ""))
    assert told_of_page(root, "drawn") == changed(FIRST)


OMML: list[tuple[Callable[[Any, str], None], str, list[str]]] = [
    (swap, "m:oMath", changed(FIRST, SECOND)),
    (lose, "m:sSubSup", changed(FIRST)),
    (unwrap, "m:sSubSup", changed(FIRST)),
    (unwrap, "m:f", changed(SECOND)),
    (unwrap, "m:rad", changed(r"\sqrt{n}")),
    (unwrap, "m:acc", changed(r"\hat{p}")),
]


@pytest.mark.parametrize(("change", "name", "told"), OMML)
def test_a_formula_of_word_that_lacks_a_part_is_told_of(
    change: Callable[[Any, str], None], name: str, told: list[str]
) -> None:
    document = copy.deepcopy(word()[0])
    namespace, _, local = tag(name).removeprefix("{").partition("}")
    change(document, f"//*[local-name()='{local}'][namespace-uri()='{namespace}']")
    assert told_of_word(document) == told


def test_formulas_of_all_kinds_are_read_alike_in_all_products() -> None:
    # As pandoc writes those of Word files: places for limits that are empty.
    empty = [
        r"\int_{}^{}{(2x + 1)dx}",
        r"\oint_{}^{}\frac{dy}{dx}",
        "∰_{C}^{}{z}",
        "x_{}^{2}",
        "{}_{}y",
    ]
    samples = [*(formula_kit.tex_of(one) for one in formula_kit.samples()), *empty]
    text = "\n\n".join(f"Düstur ${one}$ və söz." for one in samples)
    made = edition_kit.edition(text=text)
    assert html.render(made, edition_kit.ENGINES).diagnostics == ()
    assert docx_kit.made(made)[1] == ()
    root = shown_html.parsed(pdf.prepare_pages(made, ENGINES).html)
    shown = shown_html.read([root])
    said, formulas = shown_html.alternatives([root]), of_pages("drawn", shown.formulas)
    assert account(made, Message("the PDF"), shown.text, said, formulas=formulas) == ()


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        ("<math><mi>x</mi></math>", ("", "x")),
        ("", ("", "")),
        ("<math><mi>x</mi></math><math><mi>x</mi></math>", ("", "xx")),
        ("<code>\\x</code>", None),  # its source, which is told of elsewhere
    ],
)
def test_a_formula_that_is_empty_or_stands_twice_is_another(inside: str, read: Any) -> None:
    element = lxml.html.fragment_fromstring(f"<span class='formula'>{inside}</span>")
    assert of_pages("mathml", [element]).readings == [read]
