"""Cross-references: what the reader is told to look at, and where it leads."""

from __future__ import annotations

import pytest
from document_kit import PNG, clean, loaded, of_class, of_type, places

from nashr import ast
from nashr.model import LocalText

ELEMENTS = """

![A](a.png){#fig:a alt="Map A"}

![B](a.png){#fig:b alt="Map B"}

| a |
|---|
| 1 |

: T {#tbl:t}

$$x$$ {#eq:e}

# Head {#sec:h}

## Inner {#sec:i}

## Apart {#sec:u .unnumbered}
"""


def links(text: str, lang: str = "en") -> list[str]:
    done = clean(text + ELEMENTS, lang, files={"a.png": PNG})
    return [link.replace("\u00a0", " ") for link in of_class(done.blocks, "cross-reference")]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["figure 1", "table 1", "equation (1)", "section 1.1"]),
        ("az", ["şəkil 1", "cədvəl 1", "tənlik (1)", "bölmə 1.1"]),
        ("tr", ["şekil 1", "tablo 1", "denklem (1)", "bölüm 1.1"]),
        ("ru", ["рис. 1", "табл. 1", "формула (1)", "раздел 1.1"]),
    ],
)
def test_the_words_are_those_of_the_articles_language(lang: str, words: list[str]) -> None:
    assert links("a @fig:a, @tbl:t, @eq:e, @sec:i", lang) == words


def test_a_label_with_a_hyphen_is_that_with_a_colon() -> None:
    words = links(r"See \@ref(sec-i), \ref{fig-a}, [](#tbl-t).")
    assert words == ["1.1", "1", "table 1"]


def test_the_dash_of_a_range_of_references_stays() -> None:
    done = clean("See @eq:e-@eq:e." + ELEMENTS, files={"a.png": PNG})
    assert ast.plain_text(done.blocks[0]).replace("\u00a0", " ") == "See equation (1)–(1)."


def test_a_link_leads_to_the_element() -> None:
    done = clean("[@fig:b]" + ELEMENTS, files={"a.png": PNG})
    link = next(n for n in of_type(done.blocks, "Link") if "cross-reference" in n["c"][0][1])
    assert link["c"][2][0] == "#fig:b"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@fig:a shows.", ["Figure 1"]),
        ("So. @fig:a shows.", ["Figure 1"]),
        ("He said “so.” @fig:a shows.", ["Figure 1"]),
        ("So *it is.* @fig:a shows.", ["Figure 1"]),
        ("As @fig:a shows.", ["figure 1"]),
        ("That is so (see. @fig:a).", ["figure 1"]),
        ("(bax. @fig:a)", ["figure 1"]),
        ("As @Fig:a shows.", ["Figure 1"]),
        ("*@fig:a* shows.", ["Figure 1"]),
        ("so.[^1]\n\n[^1]: @fig:a shows.", ["Figure 1"]),
        ("see [-@fig:a]", ["1"]),
        ("see [-@eq:e]", ["(1)"]),
        ("see ([-@eq:e])", ["1"]),
        ("see ([-@eq:e] and [-@eq:e])", ["(1)", "(1)"]),
        ("see ([-@fig:a])", ["1"]),
        ("see @fig:a-@fig:b", ["figure 1", "2"]),
        ("see [@fig:a; @tbl:t; -@fig:b]", ["figure 1", "table 1", "2"]),
        ("@sec:u", ["“Apart”"]),
    ],
)
def test_the_form_of_a_cross_reference(text: str, words: list[str]) -> None:
    assert links(text) == words


def test_groups_and_affixes() -> None:
    done = clean("x [see @fig:a, left; @fig:b and @tbl:t]" + ELEMENTS, files={"a.png": PNG})
    text = ast.plain_text(done.blocks[0]).replace("\u00a0", " ")
    assert text == "x see figure 1, left and figure 2 and table 1"


def test_a_case_ending_follows_braces() -> None:
    done = clean("Bax @{fig:a}-da." + ELEMENTS, "az", files={"a.png": PNG})
    assert ast.plain_text(done.blocks[0]) == "Bax şəkil\u00a01-da."


def test_a_cross_reference_among_citations() -> None:
    done = clean("x [@fig:a; @oran1998, s. 3]" + ELEMENTS, files={"a.png": PNG})
    (cite,) = of_type(done.blocks, "Cite")
    assert [one["citationId"] for one in cite["c"][0]] == ["oran1998"]


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("See @tbl:t [@oran1998].", "See table 1 []."),
        ("See @tbl:t [@oran1998; @fig:a].", "See table 1 []; figure 1."),
        ("See @oran1998 [@fig:a].", "See [] figure 1."),
        ("x [@oran1998; @fig:a]", "x []; figure 1"),
        ("x [@fig:a; @oran1998; @fig:b]", "x figure 1; []; figure 2"),
    ],
)
def test_cross_references_and_citations_keep_their_order(text: str, reads: str) -> None:
    done = clean(text + ELEMENTS, files={"a.png": PNG})
    for cite in of_type(done.blocks, "Cite"):
        cite.update(ast.text("[]"))
    assert ast.plain_text(done.blocks[0]).replace("\u00a0", " ") == reads


def test_headings_show_their_numbers_when_a_section_is_referred_to() -> None:
    with_reference = clean("@sec:i" + ELEMENTS, files={"a.png": PNG})
    assert of_class(with_reference.blocks, "heading-number") == ["1", "1.1"]
    without = clean("@fig:a" + ELEMENTS, files={"a.png": PNG})
    assert of_class(without.blocks, "heading-number") == []


def test_an_abstract_refers_in_its_own_language() -> None:
    texts = (LocalText("en", "T"), LocalText("tr", "T", abstract="Bkz. @fig:a."))
    done = clean("Text." + ELEMENTS, files={"a.png": PNG}, texts=texts)
    assert of_class(done.fields["abstract.tr"], "cross-reference") == ["şekil\u00a01"]


def test_a_cross_reference_to_nothing() -> None:
    outcome = loaded("Əlavə: @fig:z,\nsonra [@tbl:tt].[^1]\n\n[^1]: ə @sec:nowhere" + ELEMENTS)
    unknown = [d for d in outcome.diagnostics if d.code == "crossref-unknown"]
    assert places(tuple(unknown)) == [
        ("crossref-unknown", 4, 8),
        ("crossref-unknown", 5, 8),
        ("crossref-unknown", 7, 9),
    ]
    assert [d.hint for d in unknown][1:] == [
        "Did you mean @tbl:t?",
        "Give the heading the id {#sec:…}.",
    ]


def test_a_case_ending_without_braces_has_its_hint() -> None:
    outcome = loaded("@fig:a-da" + ELEMENTS, files={"a.png": PNG})
    assert [d.hint for d in outcome.diagnostics] == [
        "An ending is kept apart by braces: @{fig:a}-da."
    ]


@pytest.mark.parametrize(
    ("tex", "number"),
    [
        (r"a &= b \label{eq:one} \\ c &= d", "(1)"),
        (r"a &= b \\ c &= d \tag{*}", "(*)"),
        (r"a &= b \label{eq:one} \\ c &= d \label{eq:two}", "(1)"),
        (r"a &= b \\ c &= d", "(1)"),
    ],
)
def test_an_id_behind_a_formula_with_labels_leads_to_its_first_number(
    tex: str, number: str
) -> None:
    done = clean(f"$$\n\\begin{{align}}\n{tex}\n\\end{{align}}\n$$ {{#eq:all}}\n\nSee @eq:all.")
    [link] = [node for node in ast.nodes(done.blocks) if node["t"] == "Link"]
    assert number in ast.plain_text(link)
    assert "{#" not in ast.plain_text(done.blocks)


@pytest.mark.parametrize(
    ("caption", "lang", "shown"),
    [
        ("Şəkil 1. İxrac", "az", "Şəkil 1. İxrac"),
        ("**ŞƏKİL 1.** İxrac", "az", "Şəkil 1. İxrac"),
        ("**Şəkil 1** İxrac", "az", "Şəkil 1. İxrac"),
        ("Fig. 1 – İxrac", "az", "Şəkil 1. İxrac"),
        ("Рис. 1. Вывоз", "ru", "Рис. 1. Вывоз"),
        ("Figure 1: Course", "en", "Figure 1. Course"),
        ("Figure 1", "en", "Figure 1."),
        ("Figure 2. Course", "en", "Figure 2. Course"),
        ("**Figure 1. Course.** Rest", "en", "Figure 1. Course. Rest"),
        ("*Fig. 1: Course*", "en", "Figure 1. Course"),
        ("**Figure 1 | Course.** Rest", "en", "Figure 1. Course. Rest"),
        ("Figure 1 | Course", "en", "Figure 1. Course"),
        ("**Figure 1 shows** the course", "en", "Figure 1. Figure 1 shows the course"),
        ("Şəkil 2.10. İxrac", "az", "Şəkil 2.10. İxrac"),
        ("Figure 1914. Course", "en", "Figure 1. Figure 1914. Course"),
        ("Figure 1 and its parts", "en", "Figure 1. Figure 1 and its parts"),
    ],
)
def test_a_label_that_is_typed_in_a_caption_stands_once(
    caption: str, lang: str, shown: str
) -> None:
    done = clean(f'![{caption}](a.png){{alt="x"}}', lang, files={"a.png": PNG})
    [figure] = [node for node in ast.nodes(done.blocks) if node["t"] == "Figure"]
    assert ast.plain_text(figure["c"][1][1]) == shown


def test_numbers_go_on_from_one_that_is_typed() -> None:
    captions = ("A", "Figure 4. B {#fig:b}", "C", "Figure 4. D", "Figure 2. E", "F")
    body = "\n\n".join(
        f'![{words.split(" {")[0]}](a.png){{{"#fig:b " if "#" in words else ""}alt="x"}}'
        for words in captions
    )
    done = clean(f"{body}\n\nSee @fig:b.", files={"a.png": PNG})
    figures = of_type(done.blocks, "Figure")
    assert [ast.plain_text(figure["c"][1][1]) for figure in figures] == [
        *("Figure 1. A", "Figure 4. B", "Figure 5. C", "Figure 6. Figure 4. D", "Figure 2. E"),
        "Figure 3. F",
    ]
    assert of_class(done.blocks, "cross-reference") == ["figure\xa04"]


def test_a_table_with_an_id_has_a_number_without_words() -> None:
    done = clean("See @tbl:a.\n\n| a |\n|---|\n| b |\n\n: {#tbl:a}")
    (table,) = of_type(done.blocks, "Table")
    assert ast.plain_text(table["c"][1][1]) == "Table 1."
    assert of_class(done.blocks, "cross-reference") == ["table\xa01"]


@pytest.mark.parametrize(
    "code",
    [
        "\\begin{lstlisting}[caption=The \\emph{title},label=lst:a]\nx\n\\end{lstlisting}",
        "\\begin{lstlisting}[label={lst:a},caption={The title}]\nx\n\\end{lstlisting}",
        '```{#lst:a .python lst-cap="The title"}\nx\n```',
        "```{code-block} python\n:caption: The title\n:name: lst:a\nx\n```",
    ],
)
@pytest.mark.parametrize("reference", ["\\ref{lst:a}", "{numref}`lst:a`", "\\autoref{lst:a}"])
def test_code_is_referred_to_by_its_title(code: str, reference: str) -> None:
    blocks = clean(f"See {reference}.\n\n{code}").blocks
    assert of_class(blocks, "cross-reference") == ["“The title”"]
    (link,) = of_type(blocks, "Link")
    (div,) = of_type(blocks, "Div")
    assert link["c"][2][0] == "#lst:a" == f"#{div['c'][0][0]}"
    assert of_type(div, "CodeBlock")[0]["c"][0][0] == ""


@pytest.mark.parametrize("reference", ["@lst-a", "[@lst-a]"])
def test_references_of_quarto_to_code(reference: str) -> None:
    blocks = clean(f'See {reference}.\n\n```{{#lst-a .r lst-cap="The title"}}\nx\n```').blocks
    assert of_class(blocks, "cross-reference") == ["“The title”"]


def test_pictures_with_words_of_their_own_are_counted_by_their_author() -> None:
    captions = ("A", "Xəritə 1. B", "Xəritə 2 – C", "D")
    body = "\n\n".join(
        f'![{words}](a.png){{#fig:{words[-1].lower()} alt="x"}}' for words in captions
    )
    done = clean(f"{body}\n\nBax @fig:b, @fig:d. @fig:c var.", "az", files={"a.png": PNG})
    figures = of_type(done.blocks, "Figure")
    assert [ast.plain_text(figure["c"][1][1]) for figure in figures] == [
        *("Şəkil 1. A", "Xəritə\xa01. B", "Xəritə\xa02. C", "Şəkil 2. D")
    ]
    assert of_class(done.blocks, "cross-reference") == [
        *("xəritə\xa01", "şəkil\xa02", "Xəritə\xa02")
    ]
