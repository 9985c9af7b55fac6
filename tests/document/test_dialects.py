"""R Markdown and Quarto in the text of a manuscript."""

from __future__ import annotations

import pytest
from document_kit import PNG, clean, loaded, of_class, of_type, places

from nashr import ast
from nashr.model import LocalText


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("```{r}\nx <- 1\n```", (4, 1)),
        ("Text.\n\n```{r setup, include=FALSE}\nx\n```", (6, 1)),
        ("```{python}\n#| echo: false\nprint(1)\n```", (4, 1)),
        ("- item\n\n  ```{julia}\n  1\n  ```", (6, 3)),
        ("There are `r nrow(x)` rows.", (4, 11)),
        ("There are `{python} len(x)` rows.", (4, 11)),
    ],
)
def test_a_chunk_that_was_not_run(body: str, place: tuple[int, int]) -> None:
    outcome = loaded(body)
    assert places(outcome.diagnostics) == [("chunk-unexecuted", *place)]
    assert "{" not in ast.plain_text(outcome.value.blocks if outcome.value else [])


@pytest.mark.parametrize(
    "body",
    ["```{r, eval=FALSE}\nx <- 1\n```", "```{r}\n#| eval: false\nx <- 1\n```"],
)
def test_a_chunk_that_is_only_shown_is_code(body: str) -> None:
    (code,) = of_type(clean(body).blocks, "CodeBlock")
    assert code["c"] == [["", ["r"], []], "x <- 1"]


@pytest.mark.parametrize("body", ["```r\nx\n```", "```{.r}\nx\n```", "```{#a .r}\nx\n```", "`r`"])
def test_code_is_code(body: str) -> None:
    clean(body)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("A {{< pagebreak >}} b", "A b"),
        ("Press {{< kbd Ctrl-C >}}.", "Press Ctrl-C."),
        ("A{{< br >}}b", "A b"),
    ],
)
def test_shortcodes_with_a_meaning(body: str, words: str) -> None:
    assert ast.plain_text(clean(body).blocks) == words


@pytest.mark.parametrize(
    "body",
    [
        *("{{< video a >}}", "{{< include _a.qmd >}}", "{{< meta x >}}", "{{% notice %}}"),
        *("{{manubot.date}}", "{{ site.title | upper }}", "{% if a %}", "{## Template: a ##}"),
    ],
)
def test_other_shortcodes_are_reported(body: str) -> None:
    outcome = loaded(f"Text {body} on.")
    assert places(outcome.diagnostics) == [("dialect-unsupported", 4, 6)]
    assert ast.plain_text(outcome.value.blocks if outcome.value else []) == "Text on."


@pytest.mark.parametrize(
    "body",
    [
        'See \\@ref(fig:x).\n\n![(\\#fig:x) Cap](a.png){alt="x"}',
        'See @ref(fig:x).\n\n![(#fig:x) Cap](a.png){alt="x"}',
        'See [-@fig-x].\n\n![Cap](a.png){#fig-x alt="x"}',
        "See \\@ref(tab:x).\n\nTable: (\\#tab:x) Cap\n\n| a |\n|---|\n| 1 |\n",
        "See \\@ref(method).\n\n# Method {#method}\n",
        "See \\@ref(eq:x).\n\n\\begin{equation}\na = b (\\#eq:x)\n\\end{equation}",
    ],
)
def test_cross_references_of_bookdown_and_quarto(body: str) -> None:
    done = clean(body, files={"a.png": PNG})
    assert of_class(done.blocks, "cross-reference") == ["1"]


def test_an_id_at_the_end_of_a_caption() -> None:
    body = 'As @tbl:r says.\n\n| a |\n|---|\n| 1 |\n\n: A caption. []{#tbl:r short-caption="S"}'
    done = clean(body)
    assert of_class(done.blocks, "cross-reference") == ["table\u00a01"]
    (table,) = of_type(done.blocks, "Table")
    assert ast.plain_text(table["c"][1][1]) == "Table 1. A caption."


def test_metadata_in_the_text_is_not_printed() -> None:
    outcome = loaded("Text.\n\n---\nlatex:\n  placement: top\nnote: hidden\n---\n\nMore.")
    assert places(outcome.diagnostics) == [("content-dropped", 6, 1)]
    assert ast.plain_text(outcome.value.blocks if outcome.value else []) == "Text. More."


@pytest.mark.parametrize("body", ["Text.\n\n---\n\nMore: this.\n\n---\n", "a: b\n---\n\nc"])
def test_a_rule_is_no_metadata(body: str) -> None:
    assert "content-dropped" not in {code for code, *_ in places(loaded(body).diagnostics)}


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Figure @fig:a.", "en", "Figure 1."),
        ("(Fig. @fig:a)", "en", "(Fig. 1)"),
        ("see figure @fig:a", "en", "see figure 1"),
        ("[Fig. @fig:a]", "en", "Fig. 1"),
        ("Şəkil @fig:a", "az", "Şəkil 1"),
        ("bax: şək. @fig:a", "az", "bax: şək. 1"),
        ("Şekil @fig:a", "tr", "Şekil 1"),
        ("Рис. @fig:a", "ru", "Рис. 1"),
        ("рисунок @fig:a", "ru", "рисунок 1"),
        ("Abb. @fig:a", "de", "Abb. 1"),
        ("Configure @fig:a", "en", "Configure figure 1"),
        ("The figure shows @fig:a", "en", "The figure shows figure 1"),
    ],
)
def test_the_word_of_a_cross_reference_stands_once(text: str, lang: str, words: str) -> None:
    done = clean(f'{text}\n\n![Cap](a.png){{#fig:a alt="x"}}', lang, files={"a.png": PNG})
    assert ast.plain_text(done.blocks[0]).replace("\u00a0", " ") == words


def test_words_for_some_formats_only_are_told_of() -> None:
    body = (
        'Text.\n\n::: {.content-visible when-format="html"}\nA.\n:::\n\n'
        '[B]{.content-hidden when-format="pdf"} c.'
    )
    found = places(loaded(body).diagnostics)
    assert found == [("dialect-unsupported", 6, 1), ("dialect-unsupported", 10, 4)]


@pytest.mark.parametrize(
    "body",
    [
        "::: {.callout-note}\n## The title\n\nText.\n:::",
        '::: {.callout-tip title="The title"}\nText.\n:::',
    ],
)
def test_the_title_of_a_callout_is_bold_and_no_section(body: str) -> None:
    document = clean(body)
    assert ast.plain_text(document.blocks) == "The title Text."
    assert of_type(document.blocks, "Header") == []
    assert ast.plain_text(of_type(document.blocks, "Strong")) == "The title"


@pytest.mark.parametrize(
    ("body", "lang", "words"),
    [
        ("::: {.callout-warning}\nText.\n:::", "en", "Warning Text."),
        ("::: {.callout-warning}\nText.\n:::", "az", "Xəbərdarlıq Text."),
        ("::: {.callout-danger}\nText.\n:::", "tr", "Dikkat Text."),
        ("> [!IMPORTANT]\n> Text.", "ru", "Важно Text."),
        (":::{note}\nText.\n:::", "sw", "Note Text."),
        ("::: {.callout-verse}\nText.\n:::", "en", "Text."),
    ],
)
def test_a_callout_without_a_title_has_the_word_for_its_kind(
    body: str, lang: str, words: str
) -> None:
    assert ast.plain_text(clean(body, lang).blocks) == words


@pytest.mark.parametrize(
    "body",
    [
        "::: {#tbl-sizes}\n\n| A |\n|---|\n| 1 |\n\nThe caption.\n:::",
        "::: {#tbl-sizes .landscape}\n\n| A |\n|---|\n| 1 |\n\n: The caption.\n:::",
    ],
)
def test_a_table_in_a_div_has_its_id_and_caption(body: str) -> None:
    document = clean(f"{body}\n\nSee @tbl-sizes.")
    assert ast.plain_text(document.blocks) == "Table 1. The caption. A 1 See table\u00a01."


def test_tables_of_one_id_share_their_number() -> None:
    one, two = ("| A |\n|---|\n| 1 |\n" for _ in range(2))
    bare = clean(f"::: {{#tbl-all layout-ncol=2}}\n{one}\n{two}\nWhole.\n:::\n\nSee @tbl-all.")
    assert ast.plain_text(bare.blocks) == "Table 1. Whole. A 1 A 1 See table\u00a01."
    captions = (f"{one}\n: One. {{#tbl-one}}", f"{two}\n: Two. {{#tbl-two}}")
    named = clean(
        "::: {#tbl-all layout-ncol=2}\n{}\n\n{}\n\nWhole.\n:::\n\n"
        "See @tbl-all, @tbl-two.\n\n| B |\n|---|\n| 2 |\n\n: Next.".replace("{}", "%s")
        % captions
    )
    assert ast.plain_text(named.blocks) == (
        "Table 1. Whole. (a) One. A 1 (b) Two. A 1 See table\u00a01, table\u00a01b. "
        "Table 2. Next. B 2"
    )


@pytest.mark.parametrize("mark", ["+@fig:a", "!@fig:a", "*@fig:a", "{@fig:a}", "{+@fig:a}"])
def test_references_as_manubot_writes_them(mark: str) -> None:
    body = f'See {mark} here.\n\n*Words.*\n\n![Cap](a.png){{#fig:a alt="x"}}'
    document = clean(body, files={"a.png": PNG})
    assert ast.plain_text(document.blocks[0]) == "See figure\u00a01 here."


@pytest.mark.parametrize("mark", ["(PART)", "(APPENDIX)", "(PART\\*)"])
def test_the_marks_of_parts_are_not_printed(mark: str) -> None:
    assert ast.plain_text(clean(f"# {mark} The words {{-}}\n\nText.").blocks[0]) == "The words"


@pytest.mark.parametrize("typed", ["شکل ۱.", "شکل 1."])
def test_a_label_typed_with_digits_of_any_kind_is_not_printed_twice(typed: str) -> None:
    """The number that nashr gives is ۱, and an author types one or the other."""
    document = clean(f"![{typed} راه](a.png){{alt=x}}", "fa", files={"a.png": PNG})
    (caption,) = (node["c"][1][1] for node in of_type(document.blocks, "Figure"))
    assert ast.plain_text(caption).replace("\u00a0", " ") == "شکل ۱. راه"


def test_citations_with_the_marks_of_arabic() -> None:
    text = "نص [@a، 5–7؛ انظر @b، ص 12] و@c [9]، وانظر @fig:m و@fig:m؛ ثم."
    body = f"{text}\n\n![ش](a.png){{#fig:m alt=x}}"
    document = clean(body, "ar", files={"a.png": PNG})
    works = [work for cite in of_type(document.blocks, "Cite") for work in cite["c"][0]]
    assert [work["citationId"] for work in works] == ["a", "b", "c"]
    assert ast.plain_text(document.blocks[0]).count("الشكل\u00a0١") == 2
    kept = "[كلمة، كلمة؛](https://example.org/@y) `[@a، 5؛ @b]`"
    assert "كلمة، كلمة؛" in ast.plain_text(clean(kept, "ar").blocks)
    assert of_type(clean(kept, "ar").blocks, "Code")[0]["c"][1] == "[@a، 5؛ @b]"


@pytest.mark.parametrize(
    "body",
    [
        '::: {.solution name="The title"}\nText.\n:::',
        '::: {.box title="The title"}\nText.\n:::',
        '::: {.box caption="The title"}\nText.\n:::',
        '``` {.python caption="The title"}\nText.\n```',
        '``` {.python lst-cap="The title"}\nText.\n```',
        '``` {.python filename="The title"}\nText.\n```',
    ],
)
def test_the_words_of_an_attribute_are_printed_in_bold_above_the_block(body: str) -> None:
    done = clean(body)
    assert [ast.plain_text(node["c"]) for node in of_type(done.blocks, "Strong")] == ["The title"]
    assert ast.plain_text(done.blocks).index("The title") < ast.plain_text(done.blocks).index(
        "Text"
    )


@pytest.mark.parametrize(
    "body",
    [
        '```{r, eval=FALSE, lst-cap="The caption"}\nx\n```',
        "```{r}\n#| lst-cap: The caption\n#| eval: false\nx\n```",
        "\\begin{lstlisting}[caption={[short]The \\emph{caption}}]\nx\n\\end{lstlisting}",
        "\\begin{lstlisting}[caption=The caption,numbers=left]\nx\n\\end{lstlisting}",
    ],
)
def test_the_caption_of_code_stands_above_it(body: str) -> None:
    assert [ast.plain_text(block) for block in clean(body).blocks] == ["The caption", "x"]


def test_the_figure_of_hugo() -> None:
    body = 'Text.\n\n{{< figure src="a.png" title="One." caption="*Two*." alt="Seen" >}}'
    _, figure = clean(body, files={"a.png": PNG}).blocks
    assert figure["t"] == "Figure"
    assert ast.plain_text(figure["c"][1]) == "Figure 1. One. Two."
    assert [ast.plain_text(image["c"][1]) for image in of_type(figure, "Image")] == ["Seen"]


@pytest.mark.parametrize(
    "abstract",
    ["> [!note] The title\n> Text.", '::: {.callout-note title="The title"}\nText.\n:::'],
)
def test_callouts_of_an_abstract_have_their_titles(abstract: str) -> None:
    texts = (LocalText("en", "Trial", abstract=abstract),)
    done = clean("Text.", texts=texts)
    assert ast.plain_text(done.fields["abstract.en"]) == "The title Text."


@pytest.mark.parametrize(
    "body",
    [
        "Text:\n~~~ python\nx *y*\n~~~",
        "A text of more than one\nline:\n~~~\nx *y*\n~~~",
        "- Text:\n  ~~~\n  x *y*\n  ~~~",
        "> Text:\n> ~~~\n> x *y*\n> ~~~",
        "Text:\n\n~~~\nx *y*\n~~~",
    ],
)
def test_code_in_tildes_below_a_line_of_text_is_code(body: str) -> None:
    (code,) = of_type(clean(body).blocks, "CodeBlock")
    assert code["c"][1] == "x *y*"


@pytest.mark.parametrize("name", ["verse", "poem", "şeir"])
def test_the_lines_of_a_div_of_verse(name: str) -> None:
    blocks = clean(f"::: {name}\nBir *misra*\nİki\n\nÜç\n:::").blocks
    (verse,) = of_type(blocks, "LineBlock")
    assert [ast.plain_text(line) for line in verse["c"]] == ["Bir misra", "İki", "", "Üç"]


def test_a_div_that_its_author_calls_a_listing() -> None:
    blocks = clean("::: {.listing #x}\nText.\n:::\n\nSee [it](#x).").blocks
    assert ast.plain_text(blocks[0]) == "Text."
