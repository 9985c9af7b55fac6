"""Commands that pandoc drops with their words."""

from __future__ import annotations

import pytest

from nashr.importing.latex_unknown import dropped_commands, with_words


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
