"""Sources of LaTeX that pandoc's reader refuses as a whole."""

from __future__ import annotations

import pytest

from nashr.importing.latex_refused import Result, read_in_parts


def _attempt(text: str) -> Result | None:
    """A reader that refuses one command, and groups that are not closed."""
    return None if "\\bad" in text or text.count("{") != text.count("}") else ({}, ())


def _read(text: str) -> tuple[str, tuple[str, ...]]:
    made = read_in_parts(text, _attempt)
    assert made is not None
    return made.text.partition("\\begin{document}")[2], made.refused


def test_the_line_that_is_refused_becomes_its_words() -> None:
    body, refused = _read(
        "\\begin{document}\nBir \\emph{iki}.\n\nÜç,\n$a_1$ \\textbf{dörd} \\bad 5\\% \\cite{k}\nbeş"
        "\n\nAltı \\emph{yeddi}.\n\\end{document}"
    )
    assert body.split() == (
        r"Bir \emph{iki}. Üç, $a_1$ dörd 5\% \cite{k} beş Altı \emph{yeddi}. \end{document}".split()
    )
    assert refused == ("dörd 5%",)


def test_an_environment_that_is_refused_becomes_its_words() -> None:
    body, refused = _read(
        "\\begin{document}\nBir.\n\n\\begin{center}\\bad iki\n\nüç\\end{center}\n\n"
        "\\section{Dörd}\n\\end{document}"
    )
    paragraphs = [one.strip() for one in body.split("\n\n") if one.strip()]
    assert paragraphs[1:4] == ["iki", "üç", "\\section{Dörd}"]
    assert refused == ("iki üç",)


def test_a_group_that_is_not_closed_takes_nothing_with_it() -> None:
    body, _ = _read("\\begin{document}\nBir.\n\nİki {üç.\n\n\\emph{Dörd}.\n\\end{document}")
    assert body.split() == "Bir. İki üç. \\emph{Dörd}. \\end{document}".split()


@pytest.mark.parametrize("definition", ["\\catcode\\bad=12", "\\def\\x#1 [#2]{\\bad}"])
def test_of_a_preamble_stays_what_says_something_of_the_text(definition: str) -> None:
    made = read_in_parts(
        f"\\documentclass{{article}}\\newcommand{{\\y}}{{z}}\n{definition}\n\\title{{Ad}}\n"
        "\\begin{document}\n\\y\n\\end{document}",
        _attempt,
    )
    assert made is not None
    head = made.text.partition("\\begin{document}")[0]
    assert "\\title{Ad}" in head
    assert "\\newcommand{\\y}{z}" in head
    assert "\\bad" not in head
    assert not made.refused


def test_what_is_refused_whatever_stands_in_it_is_refused() -> None:
    assert read_in_parts("\\begin{document}\na\n\n\\end{document}", lambda _: None) is None
