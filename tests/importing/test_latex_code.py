"""Code and comments of a LaTeX source."""

from __future__ import annotations

import pytest

from nashr.importing.latex_code import (
    is_in,
    joined,
    with_blank_comments,
    with_plain_code,
    without_comments,
)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (r"\lstinline|x % 2| a", r"\verb|x % 2| a"),
        (r"\lstinline[language=C]{int {x}}", r"\verb|int {x}|"),
        (r"\mintinline{python}{a|b}", r"\verb!a|b!"),
        (r"\MakeShortVerb{\|}|\a_%| $|x|$ b | c", r"\verb|\a_%| $|x|$ b | c"),
        (
            r"\lstMakeShortInline[columns=x]!\begin{tabular}{l!l} !y!",
            r"\begin{tabular}{l!l} \verb|y|",
        ),
        (r"\path{C:\dir}", r"\verb|C:\dir|"),
        (r"\verb+\lstinline{a}+", r"\verb+\lstinline{a}+"),
    ],
)
def test_code_within_a_line_is_what_all_readers_know(source: str, made: str) -> None:
    assert with_plain_code(source) == made


def test_a_sign_of_percent_in_an_address_is_no_comment() -> None:
    source = r"\url{a%20b} \href{c%d}{e} \url{f\%g} % Söz"
    assert without_comments(source) == r"\url{a%20b} \href{c%d}{e} \url{f\%g} %"


def test_a_sign_of_percent_in_code_is_no_comment() -> None:
    source = "\\verb|a % b| % Söz\n\\lstinline{c % d} e"
    assert without_comments(source) == "\\verb|a % b| %\n\\lstinline{c % d} e"
    assert with_blank_comments(source) == "\\verb|a % b|      \n\\lstinline{c % d} e"


def test_a_place_is_found_in_spans_that_overlap() -> None:
    spans = joined([(10, 20), (0, 5), (12, 15), (18, 25)])
    assert spans == [(0, 5), (10, 25)]
    places = (0, 4, 5, 9, 10, 16, 24, 25)
    assert [is_in(place, spans) for place in places] == [
        True, True, False, False, True, True, True, False,
    ]  # fmt: skip
