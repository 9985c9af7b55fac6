"""Numbered examples of linguists in LaTeX."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.latex_examples import with_examples


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (
            r"\begin{exe}\ex\label{a} Bir. \ex[*]{İki.}\end{exe} Bax (\ref{a}).",
            "(1) Bir.\n\n(2) \\*İki.\n\nBax (1).",
        ),
        (
            r"\begin{exe}\ex Ön \begin{xlist}\ex\label{b} Bir. \ex İki.\end{xlist}\end{exe}"
            r"\ref{b}",
            "(1) Ön\\\na. Bir.\\\nb. İki.\n\n1a",
        ),
        (
            r"\begin{exe}\ex \gll kitab-lar \\ kitab-PL \\ \trans `kitablar'\end{exe}",
            "(1) kitab-lar\\\nkitab-PL\\\n'kitablar'",
        ),
        (
            "\\ex. Bir. \\label{l}\n\nBax (\\ref{l}).\n\n\\ex. \\a. Bir. \\b. İki.\n\nSon.",
            "(1) Bir.\n\nBax (1).\n\n(2) a. Bir.\\\nb. İki.\n\nSon.",
        ),
        (
            r"\ex<k> \begingl \gla oxu-du // \glb read-PST // \glft `oxudu' // \endgl \xe "
            r"\getref{k}",
            "(1) oxu-du\\\nread-PST\\\n'oxudu'\n\n1",
        ),
        (r"\pex \a Bir. \a İki. \xe", "(1) a. Bir.\\\nb. İki."),
        (r"\ref{x} \expandafter \export", "[\\[x\\]](#x){reference-type=\"ref\" reference=\"x\"}"),
    ],
    ids=["gb4e", "parts", "glosses", "linguex", "expex", "many", "none"],
)  # fmt: skip
def test_examples_have_the_numbers_that_are_printed(source: str, read: str) -> None:
    made = with_examples(source)
    shown = pandoc.run(["--from=latex", "--to=markdown", "--wrap=none"], made).strip()
    assert shown.replace("\\(", "(").replace("\\)", ")") == read
