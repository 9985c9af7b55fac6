"""Commands that pandoc drops with their words."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.latex_unknown import (
    dropped_commands,
    with_brackets_kept,
    with_words,
    without_words,
)


@pytest.mark.parametrize(
    ("source", "lost", "names"),
    [
        (r"\foo{gone word} and \bar{kept}", {"gone", "word"}, {"foo"}),
        (r"\foo{gone} and \foo{kept}", {"gone"}, set()),
        (r"\emph{gone} $\foo{gone}$ \label{gone} \vspace{gone}", {"gone"}, set()),
        (r"\foo[x]{gone}{too}", {"gone", "too"}, {"foo"}),
        (r"\foo{}", set(), set()),
        (r"\foo{gone of it} of it", {"gone"}, {"foo"}),
        (r"\newcommand{\foo}[1]{}\foo{gone}", {"gone"}, set()),
    ],
    ids=["one", "elsewhere-kept", "known", "two-arguments", "without-words", "short", "own"],
)
def test_commands_whose_words_are_lost_everywhere(
    source: str, lost: set[str], names: set[str]
) -> None:
    assert dropped_commands(f"\\begin{{document}}{source}", lost) == names


def test_they_become_their_words() -> None:
    source = r"\newcommand{\x}{1}\begin{document}A \foo[o]{gone \foo{too}}{more}. $\foo{f}$"
    assert with_words(source, {"foo"}) == (
        r"\newcommand{\x}{1}\begin{document}A {gone {too} more}. $\foo{f}$"
    )


def _left_out(source: str) -> tuple[str, ...]:
    return pandoc.read_latex(source.encode())[2]


def test_commands_that_may_print_something_are_told_of() -> None:
    source = (
        r"\documentclass{x}\setup\begin{document}\maketitle \method{} wins, \method. "
        r"\noindent \hfill \vspace{1em} \foo{words} \ifCLASSx a \fi \textwidth\xyz"
        r"\end{document}"
    )
    assert without_words(source, _left_out(source)) == ("method", "xyz")


def test_brackets_behind_a_command_that_is_not_known_stay() -> None:
    source = r"As \method [3] has it\smallskip [4]."
    kept = with_brackets_kept(source, _left_out(source))
    assert kept == r"As {} [3] has it\smallskip [4]."
    assert with_brackets_kept("As it is [3].", ()) == "As it is [3]."
