"""Citations of a LaTeX source, whatever package has made their commands."""

from __future__ import annotations

import pytest

from nashr.document.latex_commands import CITATIONS, MULTIPLE
from nashr.engines import pandoc
from nashr.importing.latex_citations import cited_keys, cited_plainly, names_of_works, with_ranges
from nashr.importing.latex_rewriting import rewritten

_KEYS = frozenset({"a", "b"})
_MORE = (
    "onlinecite citenum citenumns citeasnoun citeonline citeN citeNP shortcite possessivecite "
    "citefullauthor Citep Citet smartcite supercite footfullcite citetitle citeurl Smartcites"
)


@pytest.mark.parametrize("name", sorted({*CITATIONS, *MULTIPLE, *_MORE.split()}))
def test_no_command_that_cites_loses_its_work(name: str) -> None:
    made = rewritten(f"See \\{name}[p.~5]{{a,b}} there, \\{name}*{{a}}.", _KEYS).text
    read = pandoc.run(["--from=latex", "--to=markdown", "--wrap=none"], made)
    assert read.count("@a") == 2
    assert read.count("@b") == 1
    assert "there" in read


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (r"(see \citealp{a}, p. 3; \citealt[cf.][5]{b})", r"\parencites[see][p. 3]{a}[cf.][5]{b}"),
        (r"\citetext{see \citealp{a}}", r"\parencites[see][]{a}"),
        (r"(\citealp{a} and \citealp{b})", r"(\citealp{a} and \citealp{b})"),
        (r"\citeauthor{a} (\citeyear{a}, p. 5)", r"\citet[p. 5]{a}"),
        (r"\citeauthor{a}~\cite{a}", r"\citet{a}"),
        (r"\citeauthor{a} (\citeyear{b})", r"\citeauthor{a} (\citeyear{b})"),
        (r"\verb|\citeauthor{a} (\citeyear{a})|", r"\verb|\citeauthor{a} (\citeyear{a})|"),
    ],
)
def test_brackets_of_the_text_are_those_of_the_citation(source: str, made: str) -> None:
    assert cited_plainly(source) == made


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (r"\mycite{a}", r"\citep{a}"),
        (r"\mycite{words}", r"\mycite{words}"),
        (r"\citeaffixed[5]{a}{e.g.}", r"\citep[e.g.][5]{a}"),
        (r"\volcite{2}[7]{a}", r"\citep[][vol. 2, 7]{a}"),
        (r"\newcommand{\mycite}[1]{x} \mycite{a}", r"\newcommand{\mycite}[1]{x} \mycite{a}"),
        ("% \\Citet{a}\n\\begin{verbatim}\\Citet{a}\\end{verbatim}",
         "%\n\\begin{verbatim}\\Citet{a}\\end{verbatim}"),
    ],
)  # fmt: skip
def test_other_commands_are_written_as_those_that_are_read(source: str, made: str) -> None:
    assert rewritten(source, _KEYS).text == made


def test_works_are_counted_by_their_keys() -> None:
    source = (
        "\\Citet[p. 3]{a, b} \\footcites[1]{a}[2]{c} % \\cite{no}\n\\verb|\\cite{no}| \\nocite{d}"
        "\\volcite{2}{a} \\citeaffixed{b}{words} \\newcommand{\\x}[1]{\\cite{#1}}"
    )
    assert cited_keys(source) == ({"a": 3, "b": 2, "c": 1}, ("d",))


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (r"\cite{a}--\cite{c}", r"\cite{a,b,c}"),
        (r"\cite{x, a} -- \cite{c}", r"\cite{x, a,b,c}"),
        (r"\cite{c}--\cite{a}", r"\cite{c}--\cite{a}"),
        (r"\cite{a}--\citet{c}", r"\cite{a}--\citet{c}"),
    ],
)
def test_a_range_cites_the_works_between(source: str, made: str) -> None:
    assert with_ranges(source, ["a", "b", "c"]) == made


@pytest.mark.parametrize(
    ("source", "libraries", "names"),
    [
        (r"\cite{a} \bibitem[Oran(1998)]{a} Oran", (), {"a": "Oran"}),
        (r"\citep[s.~3]{b, a}", ("@book{a, author = {Oran, Baskın}}",), {"a": "Oran"}),
        (
            r"\usepackage[turkish]{babel}\cite{a}",
            ('@book{a,\n author = "Baskın Oran and Kuzio, Taras",\n year=1}',),
            {"a": "Oran ve Kuzio"},
        ),
        (r"\cite{a}", ("@book{a, author = {A, B and C, D and E, F}}",), {}),
        (r"\citeauthor{a} \nocite{a}", ("@book{a, author = {Oran, Baskın}}",), {}),
    ],
    ids=["label", "file", "two", "three", "cited-nowhere-else"],
)
def test_the_names_of_authors(
    source: str, libraries: tuple[str, ...], names: dict[str, str]
) -> None:
    assert names_of_works(source, libraries) == names


def test_a_name_that_is_asked_for_is_words_of_the_sentence() -> None:
    source = r"As \citeauthor{a} says \citep{a}, and \citeauthor{b} too."
    made = rewritten(source, frozenset({"a", "b"}), {"a": "Oran"}).text
    assert made == r"As Oran says \citep{a}, and \citeauthor{b} too."


def test_names_of_known_works_are_not_counted_as_citations() -> None:
    source = r"\citeauthor{a} says \cite{a}; \citeauthor{b}"
    assert cited_keys(source, {"a": "Ada"})[0] == {"a": 1, "b": 1}


def test_the_stars_of_works_in_one_reference_are_no_part_of_their_keys() -> None:
    assert cited_plainly(r"\cite{a,*b}") == r"\cite{a,b}"
    assert cited_keys(r"\onlinecite{a,*b}")[0] == {"a": 1, "b": 1}
