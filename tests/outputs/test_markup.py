"""The HTML that all outputs stand on: nothing dangerous, nothing lost."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET

import lxml.html
import pytest

from nashr import ast
from nashr.engines import pandoc
from nashr.model import Article, Document, LocalText, ReferenceEntry
from nashr.outputs import markup


def rendered(text: str, fields: dict[str, str] | None = None) -> markup.Markup:
    document = Document(
        article=Article("a", "az", (LocalText("az", "t"),)),
        blocks=pandoc.parse_markdown(text)["blocks"],
        fields=pandoc.parse_fields(fields or {}),
        references=(ReferenceEntry("k", [{"t": "Str", "c": "A & B"}], ("cite-1",)),),
    )
    return markup.to_markup(document, pandoc.write_html)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("<script>alert(1)</script>", "alert"),
        ('<p onclick="x()">text</p>', "onclick"),
        ("[link](javascript:alert(1))", "javascript"),
        ("[link](data:text/html,x)", "data:"),
        ('<iframe src="https://example.org"></iframe>', "iframe"),
        ('<p style="position:fixed">text</p>', "position"),
        ("<!-- a secret remark -->", "secret"),
    ],
)
def test_what_has_no_place_in_a_product_is_gone(text: str, gone: str) -> None:
    assert gone not in rendered(f"Before.\n\n{text}\n\nAfter.").body


def test_raw_html_that_means_something_stays() -> None:
    body = rendered("Press <kbd>Ctrl</kbd>, H<sub>2</sub>O.").body
    assert "<kbd>Ctrl</kbd>" in body
    assert "H<sub>2</sub>O" in body


def test_a_formula_keeps_its_structure_and_its_tex() -> None:
    body = rendered(r"$\frac{a}{2}$").body
    assert "<mfrac><mi>a</mi><mn>2</mn></mfrac>" in body
    assert r"\frac{a}{2}</annotation>" in body


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        (r"A $\nosuchcommand{x}$.", {r"\nosuchcommand{x}"}),
        ("$$\\frac{1}{2\n +$$", {r"\frac{1}{2 +"}),
        (r"A $\frac{1}{2}$ and `$\no$`.", set()),
        (r"A.^[A $\foo$ & $\bar$]", {r"\foo", r"\bar"}),
    ],
)
def test_formulas_that_cannot_be_translated_are_named(text: str, tex: set[str]) -> None:
    assert rendered(text).untranslated == tex


def test_a_comma_in_braces_belongs_to_its_number() -> None:
    math = lxml.html.fromstring(rendered(r"$x = 3{,}14$ and $(3,14)$").body)
    spaces = [comma.get("rspace") for comma in math.xpath(".//mo[.=',']")]
    assert spaces == ["0em", None]


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"$$\begin{aligned} a &= \frac12 \\ b &= c \end{aligned}$$", "true"),
        (r"$\begin{aligned} a &= \frac12 \\ b &= c \end{aligned}$", None),
        (r"$$\begin{pmatrix} a & b \\ c & d \end{pmatrix}$$", None),
    ],
)
def test_aligned_equations_are_displayed(tex: str, shown: str | None) -> None:
    body = lxml.html.fragment_fromstring(rendered(tex).body, create_parent="div")
    assert [table.get("displaystyle") for table in body.iter("mtable")] == [shown]


@pytest.mark.parametrize("accent", "tilde hat dot ddot bar vec check breve acute grave".split())
def test_no_text_of_a_formula_begins_with_a_combining_character(accent: str) -> None:
    body = rendered(rf"A $\{accent}{{d}}$.").body
    assert "<mover>" in body
    assert not any(unicodedata.combining(after) for after in re.findall(r">(.)", body))


def test_notes_of_statements_are_counted_behind_those_of_the_text() -> None:
    fields = {"acknowledgements": "Thanks.^[Four.]", "abstract.az": "An abstract.^[One.]"}
    made = rendered("Text.^[Two.] More.^[Three.]", fields)
    notes = [re.sub(r"<[^>]+>|\n", "", note.html) for note in made.notes]
    assert notes == ["One.", "Two.", "Three.", "Four."]
    assert "fnref4" in made.fields["acknowledgements"]


def test_a_note_stands_apart_without_the_link_back() -> None:
    made = rendered("Text.[^1]\n\n[^1]: One.\n\n    Two.\n")
    (note,) = made.notes
    assert (note.number, note.call_id) == (1, "fnref1")
    assert note.html.replace("\n", "") == "<p>One.</p><p>Two.</p>"
    assert 'href="#fn1"' in made.body


def test_fields_and_entries_are_separate_from_the_body() -> None:
    made = rendered("Text.", {"title.az": "Bir *iki*", "abstract.az": "A\n\nB"})
    assert made.inline("title.az") == "Bir <em>iki</em>"
    assert made.fields["abstract.az"].replace("\n", "") == "<p>A</p><p>B</p>"
    assert made.entries == (markup.Entry("k", "A &amp; B", ("cite-1",)),)
    assert made.body == "<p>Text.</p>"


def test_a_number_of_an_entry_stays_beside_its_sign() -> None:
    entry = ReferenceEntry("k", [*ast.words("A § 7, "), ast.link(ast.words("№ 11 № a"), "#x")])
    document = Document(
        article=Article("a", "az", (LocalText("az", "t"),)),
        blocks=pandoc.parse_markdown("Text.")["blocks"],
        fields={},
        references=(entry,),
    )
    [made] = markup.to_markup(document, pandoc.write_html).entries
    shown = lxml.html.fragment_fromstring(made.html, create_parent="p").text_content()
    assert shown == "A §\u00a07, №\u00a011 № a"


def test_the_page_of_a_citation_stays_beside_its_abbreviation() -> None:
    body = rendered("Bax [[Oran, s. 70–71; səh. 5]{.x}]{.citation}, s. 9.").body
    shown = lxml.html.fragment_fromstring(body, create_parent="div").text_content()
    assert shown == "Bax Oran, s.\u00a070–71; səh.\u00a05, s. 9."


@pytest.mark.parametrize(
    ("tex", "grows"),
    [
        (r"\lVert x\rVert", {"false"}),
        (r"\lVert x\rVert + \left\lVert \frac12\right\rVert", {"false", "true"}),
        (r"\left\Vert \frac12\right\Vert", {"true"}),
        (r"\bigl\Vert x\bigr\Vert", {"true"}),
    ],
)
def test_bars_of_a_norm_grow_where_the_author_says_so(tex: str, grows: set[str]) -> None:
    body = lxml.html.fragment_fromstring(rendered(f"${tex}$").body, create_parent="div")
    assert {bar.get("stretchy") for bar in body.xpath(".//mo[.='‖' or .='∥']")} == grows


def test_an_unclosed_fence_in_a_field_swallows_nothing() -> None:
    made = rendered("Text.", {"abstract.az": "```\nopen", "abstract.en": "Second"})
    assert made.fields["abstract.en"] == "<p>Second</p>"


def test_headings_begin_below_the_title() -> None:
    assert "<h2>One</h2>" in rendered("# One\n\nText.").body


def test_line_anchors_of_code_are_dropped() -> None:
    assert "<a " not in rendered("```python\nx = 1\n```").body


@pytest.mark.parametrize(
    "text",
    ["a <br> b", "![x](y.png)", "$x^2$", "<p>unclosed", "&nbsp;&eacute;", "- [ ] task", "a\x0bb"],
)
def test_xhtml_is_well_formed(text: str) -> None:
    ET.fromstring(f"<div>{markup.to_xhtml(rendered(text).body)}</div>")


@pytest.mark.parametrize("element", ["li", "p", "td", "dd"])
def test_nothing_stands_inside_an_empty_element(element: str) -> None:
    """HTML may leave out the end tags of these."""
    assert markup.inner(lxml.html.Element(element)) == ""
