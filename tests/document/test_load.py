"""Documents: what is settled between the author's text and the outputs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from document_kit import (
    PNG,
    SVG,
    article,
    clean,
    loaded,
    manuscript,
    of_class,
    of_type,
    places,
)

from nashr import ast
from nashr.diagnostics import Outcome, sort_diagnostics
from nashr.document.load import load_document
from nashr.frontmatter.load import (
    split_manuscript,
)
from nashr.model import LocalText, Source


def read(body: str, lang: str = "en", **values: object) -> str:
    return ast.plain_text(clean(body, lang, **values).blocks)


# --- the manuscript as a whole -------------------------------------------------------------


@pytest.mark.parametrize("body", ["", "\n  \n", "<!-- only a remark -->\n"])
def test_an_empty_manuscript(body: str) -> None:
    outcome = loaded(body)
    assert outcome.value is None
    assert places(outcome.diagnostics) == [("manuscript-empty", 3, 1)]


def test_a_manuscript_of_which_nothing_is_left_is_empty() -> None:
    outcome = loaded("#")
    assert outcome.value is None
    assert [one.code for one in outcome.diagnostics] == ["content-dropped", "manuscript-empty"]


def test_an_empty_manuscript_is_told_once() -> None:
    split = split_manuscript(Source("a.md", "---\ntitle: A\n---\n\n"))
    assert split.value is not None
    found = load_document(
        split.value, article(), lambda _: {"blocks": []}, lambda _: {}, lambda _, __: Outcome(None)
    )
    assert len(sort_diagnostics((*split.diagnostics, *found.diagnostics))) == 1


def test_what_pandoc_cannot_read_is_a_diagnostic() -> None:
    def refuse(_: str) -> object:
        raise ValueError("stack overflow")

    outcome = load_document(
        manuscript("Text."), article(), refuse, lambda _: {}, lambda _, __: Outcome(None)
    )
    assert outcome.value is None
    (found,) = outcome.diagnostics
    assert found.code == "manuscript-unparsable"
    assert "stack overflow" in found.message


def test_nesting_without_end_is_a_diagnostic() -> None:
    tree: dict[str, object] = {"t": "Para", "c": []}
    for _ in range(5000):
        tree = {"t": "BlockQuote", "c": [tree]}
    outcome = load_document(
        manuscript("Text."),
        article(),
        lambda _: {"blocks": [tree]},
        lambda _: {},
        lambda _, __: Outcome(None),
    )
    assert [d.code for d in outcome.diagnostics] == ["nesting-too-deep"]


def test_the_fields_of_the_front_matter() -> None:
    texts = (
        LocalText("az", "Bir *başlıq*", subtitle="Alt başlıq", abstract='Deyirlər: "söz".'),
        LocalText("ru", "Заголовок", abstract='Так "сказано".'),
    )
    done = clean("Mətn.", "az", texts=texts, acknowledgements="Sağ olun.")
    assert list(done.fields) == [
        "title.az",
        "subtitle.az",
        "abstract.az",
        "title.ru",
        "abstract.ru",
        "acknowledgements",
    ]
    assert of_type(done.fields["title.az"], "Emph")
    assert ast.plain_text(done.fields["abstract.az"]) == "Deyirlər: “söz”."
    assert ast.plain_text(done.fields["abstract.ru"]) == "Так «сказано»."


def test_a_title_in_lines_that_begin_with_bars_is_one_line() -> None:
    texts = (LocalText("en", "| A *long* title:\n| in two lines\n|\n"),)
    (title,) = clean("Text.", texts=texts).fields["title.en"]
    assert (title["t"], ast.plain_text(title)) == ("Para", "A long title: in two lines")


def test_the_document_is_json() -> None:
    done = clean("# Heading {#sec:a}\n\nText @sec:a [@key, p. 3].")
    assert json.loads(json.dumps(done.blocks)) == done.blocks


# --- headings, ids -------------------------------------------------------------------------


def test_headings_have_stable_ids_in_every_script() -> None:
    done = clean("# İLK Şəkil\n\n# Первый опыт\n\n# مقدمة\n\n# 1905\n\n# İLK Şəkil\n", "az")
    ids = [node["c"][1][0] for node in of_type(done.blocks, "Header")]
    assert ids == ["ilk-şəkil", "первый-опыт", "مقدمة", "section", "ilk-şəkil-1"]


def test_a_headings_id_leaves_the_authors_ids_and_the_outputs_alone() -> None:
    done = clean("# Intro\n\n# Cite 1\n\n[Text]{#intro}\n")
    ids = [node["c"][1][0] for node in of_type(done.blocks, "Header")]
    assert ids == ["intro-1", "cite-1-1"]


def test_an_id_twice_is_told_at_the_second() -> None:
    outcome = loaded("# Ədəd {#a}\n\nText [ə]{.b #a}.\n\n::: {#c}\nx\n:::\n")
    assert places(outcome.diagnostics) == [("id-duplicate", 6, 14)]
    assert outcome.diagnostics[0].hint == "The first is in line 4; give one of them another id."


def test_an_id_twice_among_equations_and_html() -> None:
    body = '$$a$$ {#eq:x}\n\n$$b$$ {#eq:x}\n\n<div id="y">a</div>\n\n# B {#y}\n'
    assert places(loaded(body).diagnostics) == [("id-duplicate", 6, 9), ("id-duplicate", 10, 7)]


def test_an_id_of_the_outputs_is_refused() -> None:
    assert places(loaded("# A {#ref-oran}\n").diagnostics) == [("id-duplicate", 4, 7)]


def test_a_note_called_twice_has_no_duplicate_ids() -> None:
    found = loaded("A.[^n] B.[^n]\n\n[^n]: A [note]{#here}.\n").diagnostics
    assert [one.code for one in found] == ["note-repeated"]


# --- captions and numbers ------------------------------------------------------------------


def test_captions_are_numbered_in_the_language_of_the_article() -> None:
    body = """
![Xəritə](a.png){alt="Çayın xəritəsi"}

![İkinci](b.svg){#fig:b alt="İkinci xəritə"}

| a |
|---|
| 1 |

: Sıra {#tbl:one}
"""
    done = clean(body, "az", files={"a.png": PNG, "b.svg": SVG})
    assert of_class(done.blocks, "caption-label") == ["Şəkil 1.", "Şəkil 2.", "Cədvəl 1."]
    assert [n["c"][0][0] for n in of_type(done.blocks, "Figure")] == ["figure-1", "fig:b"]
    assert [n["c"][0][0] for n in of_type(done.blocks, "Table")] == ["tbl:one"]


def test_a_table_without_caption_has_an_id_and_no_number() -> None:
    table = "| a |\n|---|\n| 1 |\n\n"
    done = clean(f"{table}\n: With caption\n\nText.\n\n{table}")
    assert [n["c"][0][0] for n in of_type(done.blocks, "Table")] == ["table-1", "table-2"]
    assert of_class(done.blocks, "caption-label") == ["Table 1."]


def test_equations_are_numbered_when_they_have_an_id() -> None:
    done = clean("$$a$$ {#eq:one}\n\n$$b$$\n\nSo $$c$$ {#eq:two .wide}, and on.\n")
    spans = [n for n in of_type(done.blocks, "Span") if "equation" in n["c"][0][1]]
    assert [s["c"][0][:2] for s in spans] == [
        ["eq:one", ["equation"]],
        ["equation-1", ["equation"]],
        ["eq:two", ["equation", "wide"]],
    ]
    assert of_class(done.blocks, "equation-number") == ["(1)", "(2)"]
    assert ast.plain_text(done.blocks[-1]) == "So c(2), and on."


def test_a_figure_of_several_images() -> None:
    body = "See @fig:two.\n\n::: {#fig:two}\n![](a.png){alt=A} ![](a.png){alt=B}\n\nBoth\n:::\n"
    done = clean(body, files={"a.png": PNG})
    figure, *parts = of_type(done.blocks, "Figure")
    assert ast.plain_text(figure["c"][1]) == "Figure 1. Both"
    assert [len(of_type(part, "Image")) for part in parts] == [1, 1]
    assert all(part["c"][1] == [None, []] for part in parts)


# --- quotation marks, languages ------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("en", "“a ‘b “c” d’ e” it’s"),
        ("ru", "«a „b «c» d“ e» it’s"),
        ("az", "“a ‘b “c” d’ e” it’s"),
    ],
)
def test_quotation_marks_by_language_and_depth(lang: str, printed: str) -> None:
    assert read('"a \'b "c" d\' e" it\'s', lang) == printed


def test_quotation_marks_inside_a_passage_in_another_language() -> None:
    assert read('"a [b \'c\']{lang=ru} d" and ["e"]{lang=ru}') == "“a b „c“ d” and «e»"


def test_a_note_inside_a_quotation_has_outer_marks() -> None:
    done = clean('"a[^1] c"\n\n[^1]: says "b"', "ru")
    (note,) = of_type(done.blocks, "Note")
    assert ast.plain_text(note["c"]) == "says «b»"


def test_single_quotation_marks_stay_inner_ones() -> None:
    assert read("*köprü* 'bridge'") == "köprü ‘bridge’"


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("tr", "İstanbul istanbul ę̇ istanbul"),
        ("az", "İstanbul istanbul ę̇ istanbul"),
        ("en", "İstanbul i\u0307stanbul ę̇ istanbul"),
    ],
)
def test_letters_have_one_dot_where_small_i_has_its_own(lang: str, printed: str) -> None:
    """What other programs make of İ when they change the case of a word."""
    text = "İ\u0307stanbul i\u0307stanbul ę\u0307 [i\u0307stanbul]{lang=tr}"
    assert read(text, lang) == printed


def test_direction_turns_with_the_language() -> None:
    done = clean("[سلام [Salam]{lang=az}]{lang=ar} [Привет]{lang=ru}\n\n::: {lang=fa}\nسلام\n:::\n")
    kept = {
        values["lang"]: values.get("dir")
        for node in ast.nodes(done.blocks)
        if (values := ast.keyvals(ast.attr_of(node) or ["", [], []])).get("lang")
    }
    assert kept == {"ar": "rtl", "az": "ltr", "ru": None, "fa": "rtl"}


def test_an_unknown_language_is_told_once_at_its_first_place() -> None:
    outcome = loaded("Ə [a]{lang=turkish}, [b]{lang=turkish}\n\n<p lang='xx'>c</p>\n")
    assert places(outcome.diagnostics)[0] == ("language-unsupported", 4, 12)
    assert len(outcome.diagnostics) <= 2


# --- what is taken out ---------------------------------------------------------------------


def test_raw_text_of_other_formats_is_dropped_with_its_place() -> None:
    outcome = loaded("Əvvəl `\\vspace{1em}`{=rtf} sonra.\n\n```{=openxml}\n<w:p/>\n```\n")
    assert places(outcome.diagnostics) == [
        ("content-dropped", 4, 23),
        ("content-dropped", 6, 6),
    ]
    assert outcome.value is not None
    assert ast.plain_text(outcome.value.blocks) == "Əvvəl sonra."
    assert not of_type(outcome.value.blocks, "RawInline")


def test_raw_html_stays_for_the_sanitiser() -> None:
    done = clean("Press <kbd>Ctrl</kbd>.")
    assert [node["c"] for node in of_type(done.blocks, "RawInline")] == [
        ["html", "<kbd>"],
        ["html", "</kbd>"],
    ]


def test_an_html_image_of_another_place_is_an_error() -> None:
    outcome = loaded('Text <img src="https://example.org/a.png" alt="A"> text.')
    assert places(outcome.diagnostics) == [("image-missing", 4, 16)]


def test_comments_leave_the_text() -> None:
    done = clean("One <!-- sual: which? --> two.\n\n<!-- not\n\nprinted -->\n\nThree.")
    assert ast.plain_text(done.blocks) == "One two. Three."
    assert "<!--" not in json.dumps(done.blocks)


def test_queries_stay_in_a_proof() -> None:
    body = "One <!-- sual: hansı il? --> two. <!-- remark -->\n\n<!-- Query: which\nmap? -->\n\nx"
    done = clean(body, proof=True)
    assert of_class(done.blocks, "query") == ["hansı il?", "which map?"]
    assert "remark" not in json.dumps(done.blocks)


# --- what passes through -------------------------------------------------------------------


def test_what_pandoc_makes_of_the_rest() -> None:
    body = """
| Bir
|   iki

Term
:   Meaning

- [ ] open
- [x] done

::: epigraph
Söz
:::

> Quoted

`code` and $x^2$
"""
    done = clean(body)
    tags = [node["t"] for node in done.blocks]
    assert tags == ["LineBlock", "DefinitionList", "BulletList", "Div", "BlockQuote", "Para"]


def test_the_paragraphs_of_a_definition_stay_apart() -> None:
    done = clean("Term\n:   One.\n\n    Two.\n\nOther\n:   Three.")
    (_, one), (_, other) = done.blocks[0]["c"]
    assert [block["t"] for block in one[0]] == ["Para", "Para"]
    assert [block["t"] for block in other[0]] == ["Plain"]


def test_a_key_in_parentheses_is_a_citation_and_no_list_item() -> None:
    outcome = loaded("(@oran1998) wrote this.")
    assert [d.code for d in outcome.diagnostics] == ["markdown-slip"]
    assert outcome.value is not None
    assert len(of_type(outcome.value.blocks, "Cite")) == 1


@pytest.mark.parametrize("marks", ["#", "##", "###"])
@pytest.mark.parametrize("key", ["abstract", "extended_abstract"])
def test_an_abstract_begins_one_level_below_its_heading(key: str, marks: str) -> None:
    """No level of headings is left out, whichever an author begins with."""
    summary = f"{marks} Məqsəd\n\nMətn.\n\n{marks}# Üsul\n\nMətn."
    given: dict[str, Any] = {key: summary}
    text = LocalText("az", "Sınaq", **given)
    document = clean("Mətn.", "az", texts=(text,))
    blocks = document.fields[f"{key.replace('_', '-')}.az"]
    assert [block["c"][0] for block in blocks if block["t"] == "Header"] == [2, 3]


@pytest.mark.parametrize(
    ("body", "words", "told"),
    [
        ("A <button>key</button> b", "A key b", "its words stay"),
        ("<button>key</button>", "key", "its words stay"),
        ('A <svg><g><line x1="0"/><path d="M0"/></g></svg> b', "A b", "its words stay"),
        ("<svg><circle r='1'/><text>word</text></svg> b", "word b", "its words stay"),
        ("A <template>word</template> b", "A word b", "its words stay"),
        ("`A <select><option>one</option></select> b`{=html}", "A one b", "its words stay"),
        ('A <input value="x"> b', "A b", "left out"),
        ("A <style>p {color: red}</style> b", "A p {color: red} b", "its words stay"),
        ("<style>p {color: red}</style>\n\nA b", "A b", "left out"),
        ("`A <script>go()</script> b`{=html}", "A b", "left out"),
    ],
)
def test_what_is_said_of_forbidden_html_is_what_is_printed(
    body: str, words: str, told: str
) -> None:
    outcome = loaded(body)
    assert outcome.value is not None
    assert ast.plain_text(outcome.value.blocks).split() == words.split()
    (one,) = outcome.diagnostics
    assert told in one.message


def test_a_note_may_begin_with_code() -> None:
    done = clean('A.[^n]\n\n[^n]: ``` python\n    # a "word [@no] {.x}\n    x = 1\n    ```\n')
    (code,) = of_type(done.blocks, "CodeBlock")
    assert code["c"][1] == '# a "word [@no] {.x}\nx = 1'


def test_raw_html_in_a_line_is_read_as_if_it_were_typed() -> None:
    typed, marked = (
        clean(body).blocks
        for body in ("A <b>bold &amp; *x*</b> c.", "A `<b>bold &amp; *x*</b>`{=html} c.")
    )
    assert [node["t"] for node in marked[0]["c"]][2:4] == ["RawInline", "Str"]
    assert ast.plain_text(typed) == "A bold & x c."
    assert ast.plain_text(marked) == "A bold & *x* c."


def test_the_language_of_a_heading_is_not_that_of_its_section() -> None:
    heading, paragraph = clean("# عنوان {lang=ar #sec:a}\n\nText.").blocks
    _, attributes, inlines = heading["c"]
    assert attributes == ["sec:a", [], [["number", "1"]]]
    assert ast.keyvals(inlines[0]["c"][0]) == {"lang": "ar", "dir": "rtl"}
    assert paragraph["t"] == "Para"


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_a_separator_that_was_copied_with_the_text_is_a_space(separator: str) -> None:
    done = clean(f"One{separator}two and *three{separator}four*.")
    assert ast.plain_text(done.blocks) == "One two and three four."


@pytest.mark.parametrize(
    "title",
    [
        "XIX. Yüzyılda Ticaret",
        "II. Dünya Savaşı",
        "1918. Yılda",
        "(1) Belge",
        "# 5",
        "> A",
        "* A",
        "***",
    ],
)
def test_a_title_is_no_list_and_no_heading(title: str) -> None:
    texts = (LocalText("tr", title, subtitle=title), LocalText("en", title))
    fields = clean("Metin.", "tr", texts=texts).fields
    for name in ("title.tr", "subtitle.tr", "title.en"):
        assert [block["t"] for block in fields[name]] == ["Para"]
        assert ast.plain_text(fields[name]) == title
