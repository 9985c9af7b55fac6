"""Theorems of LaTeX that a class declares, or a command that pandoc's reader does not know."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.latex_source import whole_source
from nashr.importing.other_formats import draft_of_tree
from nashr.importing.writing import write


def _body(body: str, preamble: str = "") -> str:
    data = (
        f"\\documentclass{{llncs}}{preamble}\\title{{T}}\n"
        f"\\begin{{document}}\n{body}\n\\end{{document}}"
    )
    latex = whole_source(data.encode(), {})
    tree, log = pandoc.read_document(latex.text.encode(), "latex")
    draft = draft_of_tree(tree, {}, "a.tex", (), log, latex=latex)
    return write(draft, pandoc.write_markdown).text.split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    ("preamble", "body", "made"),
    [
        ("", "\\begin{theorem}[Ad] Bir.\\end{theorem}", "**Theorem 1** (Ad). *Bir.*"),
        ("", "\\begin{Lemma} Bir.\\end{Lemma}", "**Lemma 1**. *Bir.*"),
        ("", "\\begin{claim*} Bir.\\end{claim*}", "**Claim**. Bir."),
        (
            "\\usepackage[turkish]{babel}",
            "\\begin{definition} Bir.\\end{definition}",
            "**Tanım 1**. *Bir.*",
        ),
        (
            "\\newtheorem*{qeyd}{Qeyd}",
            "\\begin{qeyd}[Ad] Bir.\\end{qeyd}",
            "**Qeyd** (Ad). Bir.",
        ),
        (
            "\\newtheorem[{}\\it]{thm}{Teorem}[section]",
            "\\begin{thm} Bir.\\end{thm}",
            "**Teorem 0.1**. *Bir.*",
        ),
        (
            "\\spnewtheorem{satz}{Satz}[section]{\\bfseries}{\\itshape}",
            "\\begin{satz} Bir.\\end{satz}",
            "**Satz 0.1**. *Bir.*",
        ),
        (
            "\\newdefinition{rmk}{Qeyd}\\newproof{pf}{İsbat}",
            "\\begin{rmk} Bir.\\end{rmk}\n\\begin{pf} İki.\\end{pf}",
            "**Qeyd 1**. *Bir.*\n\n**İsbat**. İki.",
        ),
        (
            "\\newtheorem{thm}{Teorem}\\declaretheorem[sibling=thm, name=Fakt]{fakt}",
            "\\begin{thm} Bir.\\end{thm}\n\\begin{fakt} İki.\\end{fakt}",
            "**Teorem 1**. *Bir.*\n\n**Fakt 2**. *İki.*",
        ),
        (
            "",
            "\\begin{restatable}[Ad]{theorem}{again} Bir.\\end{restatable}",
            "**Theorem 1** (Ad). *Bir.*",
        ),
        (
            "\\newenvironment{remark}{\\par}{}",
            "\\begin{remark} Bir.\\end{remark}",
            "Bir.",
        ),
        (
            "",
            "\\begin{theorem}\\label{a} Bir.\\end{theorem}\n"
            "\\begin{lemma}\\label{b} İki.\\end{lemma}\n\\ref{a} \\cref{a} \\Cref{a,b} \\ref{a,b}",
            "**Theorem 1**. *Bir.*\n\n**Lemma 1**. *İki.*\n\n1 Theorem 1 Theorem 1, Lemma 1 1, 1",
        ),
    ],
)
def test_the_word_the_number_and_the_name_stand_before_the_text(
    preamble: str, body: str, made: str
) -> None:
    assert _body(body, preamble) == made


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"\begin{proof} Bir. \qed\end{proof}", "Bir. ◻"),
        (r"\begin{proof} Bir.\hfill$\square$ \end{proof}", "Bir. ◻"),
        (r"\begin{IEEEproof} Bir.\end{IEEEproof}", "Bir. ◻"),
        (r"\begin{proof} \[x=1 \qedhere\]\end{proof}", "$$x=1$$ ◻"),
        (r"Bir. \qed{} İki.", "Bir. ◻ İki."),
    ],
)
def test_a_proof_ends_in_one_sign(body: str, shown: str) -> None:
    assert (
        _body(body, "").replace("*Proof.* ", "").replace("\n", " ").replace("\u00a0", " ") == shown
    )


@pytest.mark.parametrize(
    ("preamble", "word"),
    [
        (r"\usepackage[turkish]{babel}", "Kanıt"),
        (r"\usepackage[azerbaijani]{babel}", "Sübut"),
        (r"\usepackage[turkish]{babel}\renewcommand{\proofname}{İspat}", "İspat"),
    ],
)
def test_a_proof_begins_with_the_word_of_the_source_s_language(preamble: str, word: str) -> None:
    assert _body(r"\begin{proof} Bir.\end{proof}", preamble).startswith(f"*{word}.* Bir.")
