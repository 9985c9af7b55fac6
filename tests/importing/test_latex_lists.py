"""Lists of LaTeX whose items have labels or numbers of their own."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.latex_lists import with_item_labels


def _list(name: str, *items: str, options: str = "") -> str:
    return f"\\begin{{{name}}}{options}\n" + "\n".join(items) + f"\n\\end{{{name}}}\n"


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        (
            _list("enumerate", r"\item[H1] bir", r"\item[\textbf{H2}] iki", options="[nosep]"),
            "H1\n\n:   bir\n\n**H2**\n\n:   iki",
        ),
        (
            _list("enumerate", r"\item bir", r"\item[1a] əlavə", r"\item iki"),
            "1.  bir\n\n    1a əlavə\n\n2.  iki",
        ),
        (_list("itemize", r"\item[X] bir", r"\item iki"), "- X bir\n\n- iki"),
        (_list("itemize", r"\item[$\bullet$] bir", r"\item[$\bullet$] iki"), "- bir\n\n- iki"),
        (_list("enumerate", r"\item bir", options=r"[label=(\alph*)]"), "(a) bir"),
        (_list("enumerate", r"\item bir", options=r"[nosep,label={\emph{\Roman*}.}]"), "I.  bir"),
        (
            _list("enumerate", r"\item bir", r"\item iki", options=r"[label=\textbf{H\arabic*}]"),
            "**H1**\n\n:   bir\n\n**H2**\n\n:   iki",
        ),
        (_list("enumerate", r"\item bir", options="[start=7]"), "7.  bir"),
        (
            _list("enumerate", r"\item bir")
            + "ara\n"
            + _list("enumerate", r"\item x", options="[resume]"),
            "1.  bir\n\nara\n\n2.  x",
        ),
        (
            _list("itemize", r"\item[A.] bir", _list("enumerate", r"\item x[1]"), r"\item[B.] iki"),
            "A.\n\n:   bir\n\n    1.  x\\[1\\]\n\nB.\n\n:   iki",
        ),
    ],
    ids=[
        "terms", "uncounted", "bullet", "bullets", "letters", "roman", "words", "start", "resumed",
        "inner",
    ],
)  # fmt: skip
def test_labels_and_numbers_are_those_of_the_source(source: str, markdown: str) -> None:
    arguments = ["--from=latex", "--to=markdown", "--wrap=none"]
    assert pandoc.run(arguments, with_item_labels(source)).strip() == markdown


def test_code_and_formulas_are_no_lists() -> None:
    source = (
        "\\begin{verbatim}\n\\begin{itemize}\\item[X] a\\end{itemize}\n\\end{verbatim} $\\item[x]$"
    )
    assert with_item_labels(source) == source


@pytest.mark.parametrize(
    "source", [r"\begin{enumerate}\item[", r"\end{enumerate}\item[a] b", r"\begin{itemize}\item[a"]
)
def test_a_list_that_is_not_closed_stays(source: str) -> None:
    assert with_item_labels(source) == source
