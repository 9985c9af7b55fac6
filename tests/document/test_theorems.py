"""Theorems and their kin: their word, their number, references to them."""

from __future__ import annotations

import pytest
from document_kit import clean, loaded, of_class, of_type, places

from nashr import ast
from nashr.languages import THEOREMS, all_languages


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("::: {#thm-x}\nAll $x$.\n:::", "Teorem\xa01. All x."),
        ('::: {.theorem #x name="Ad"}\nAll.\n:::', "Teorem\xa01 (Ad). All."),
        ("::: {#def-x}\n\n## Ad\n\nAll.\n:::", "Tərif\xa01 (Ad). All."),
        ("::: lemma\n- item\n:::", "Lemma\xa01. item"),
    ],
)
def test_the_word_and_number_stand_before_the_text(body: str, words: str) -> None:
    blocks = clean(body, "az").blocks
    assert ast.plain_text(blocks) == words
    assert of_type(blocks, "Strong")


def test_each_kind_is_counted_for_itself() -> None:
    body = "\n\n".join(f"::: {name}\nText.\n:::" for name in ("theorem", "lemma", "theorem"))
    shown = [ast.plain_text(one) for one in of_type(clean(body).blocks, "Strong")]
    assert shown == ["Theorem\xa01.", "Lemma\xa01.", "Theorem\xa02."]


def test_references_of_bookdown_have_the_kind_before_the_id() -> None:
    done = clean(
        "Theorem \\@ref(thm:pyth), Lemma\n\\@ref(lem:l).\n\n"
        "::: {.theorem #pyth}\nAll.\n:::\n\n::: {#lem-l}\nB.\n:::"
    )
    assert of_class(done.blocks, "cross-reference") == ["1", "1"]
    assert {link["c"][2][0] for link in of_type(done.blocks, "Link")} == {"#pyth", "#lem-l"}


def test_references_lead_to_theorems() -> None:
    body = "As @thm-x says, [see @thm-x], [-@thm-x]. @thm-x is old.\n\n::: {#thm-x}\nAll.\n:::"
    done = clean(body)
    assert of_class(done.blocks, "cross-reference") == [
        *("theorem\xa01", "theorem\xa01", "1", "Theorem\xa01")
    ]
    assert {link["c"][2][0] for link in of_type(done.blocks, "Link")} == {"#thm-x"}
    assert not of_type(done.blocks, "Cite")


@pytest.mark.parametrize(
    ("lang", "words"), [("de", "Satz\xa01"), ("de-AT", "Satz\xa01"), ("en-GB", "theorem\xa01")]
)
def test_nouns_keep_their_capitals_where_the_language_writes_them_so(lang: str, words: str) -> None:
    done = clean("Wie @thm-x sagt.\n\n::: {#thm-x}\nAlles.\n:::", lang)
    assert of_class(done.blocks, "cross-reference") == [words]


def test_every_language_has_all_the_words() -> None:
    assert {len(record.theorems) for record in all_languages()} == {len(THEOREMS)}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("\\begin{theorem}\nAll $x$.\n\\end{theorem}", "Theorem\xa01. All x."),
        ("\\begin{lem}[The \\emph{name}]\nAll.\n\\end{lem}", "Lemma\xa01 (The name). All."),
        ("\\newtheorem{t}{Teorem}\n\n\\begin{t}\nAll.\n\\end{t}", "Theorem\xa01. All."),
    ],
)
def test_theorems_of_latex(body: str, words: str) -> None:
    assert ast.plain_text(clean(body).blocks) == words


def test_references_of_latex_lead_to_theorems() -> None:
    stated = "\\begin{theorem}\\label{thm:a}\nAll.\n\\end{theorem}"
    done = clean(f"{stated}\n\nTheorem \\ref{{thm:a}}, \\cref{{thm:a}}.")
    assert of_class(done.blocks, "cross-reference") == ["1", "theorem\xa01"]
    assert {link["c"][2][0] for link in of_type(done.blocks, "Link")} == {"#thm:a"}


def test_a_fault_in_a_theorem_of_latex_is_told_where_it_stands() -> None:
    outcome = loaded("Text.\n\n\\begin{theorem}[Name]\nAll \\foo{x}.\n\\end{theorem}")
    assert places(outcome.diagnostics) == [("dialect-unsupported", 7, 5)]


def test_an_environment_of_another_word_is_told_of() -> None:
    outcome = loaded("\\newtheorem{b}{Behauptung}\n\n\\begin{b}\nAll.\n\\end{b}")
    assert places(outcome.diagnostics) == [("dialect-unsupported", 6, 1)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("::: {.proof}\nAll.\n:::", "Sübut. All.\xa0□"),
        ("::: proof\nAll.\n\n- one\n- two\n:::", "Sübut. All. one two\xa0□"),
        ("::: proof\n\n```\ncode\n```\n:::", "Sübut. code□"),
        ('::: {.proof name="Ad"}\nAll.\n:::', "Sübut (Ad). All.\xa0□"),
        ("\\begin{proof}\nAll.\\qed\n\\end{proof}", "Sübut. All.\xa0□"),
        ("\\begin{proof}[Sübutun ideyası]\nAll.\n\\end{proof}", "Sübutun ideyası. All.\xa0□"),
        ("::: proof\nAll. ∎\n:::", "Sübut. All. ∎"),
        ("::: proof\nAll $x.\\blacksquare$\n:::", "Sübut. All x.\\blacksquare"),
        ("::: proof\n**Sübut.** All.\n:::", "Sübut. All.\xa0□"),
    ],
)
def test_the_word_and_a_square_stand_around_a_proof(body: str, words: str) -> None:
    assert ast.plain_text(clean(body, "az").blocks).split() == words.split()


def test_a_word_that_the_author_typed_stands_once() -> None:
    body = "::: {#thm-x}\n**Teorem 1.** All.\n:::\n\nAs @thm-x."
    done = clean(body, "az")
    assert ast.plain_text(done.blocks) == "Teorem 1. All. As teorem\xa01."


def test_every_language_has_a_word_for_proofs() -> None:
    assert all(record.proof for record in all_languages())
