"""LaTeX that pandoc's reader would misread: what a reader of the article sees of it."""

from __future__ import annotations

import pytest
from document_kit import PNG, clean, of_class, of_type

from nashr import ast

#: As knitr and kableExtra write figures and tables into the Markdown that they make.
KNITTED = r"""
See \@ref(fig:rain) and \@ref(tab:rain).

\begin{figure}

{\centering \includegraphics{plots/rain-1}

}

\caption{Rain by *month*.}(\#fig:rain)
\end{figure}

\begin{longtable}[t]{lr}
\caption{(\#tab:rain)Rain in \textit{mm}.}\\
\toprule
Place & Rain\\
\midrule
\endfirsthead
\caption[]{(\#tab:rain)Rain in \textit{mm}. \textit{(continued)}}\\
\toprule
Place & Rain\\
\midrule
\endhead

\endfoot
\bottomrule
\endlastfoot
Lənkəran & 1400\\
\addlinespace
Bakı & 210\\*
\end{longtable}
"""


def test_figures_and_tables_of_knitr_have_their_labels() -> None:
    done = clean(KNITTED, files={"plots/rain-1.png": PNG})
    assert of_class(done.blocks, "cross-reference") == ["1", "1"]
    (figure,), (table,) = of_type(done.blocks, "Figure"), of_type(done.blocks, "Table")
    assert (figure["c"][0][0], table["c"][0][0]) == ("fig:rain", "tab:rain")
    assert ast.plain_text(table["c"][1][1]) == "Table 1. Rain in mm."
    assert ast.plain_text(table["c"][4]) == "Lənkəran 1400 Bakı 210"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"at \si{\per\second}", "at s⁻¹"),
        (r"\SI{5}{\per\square\metre} of it", "5 m⁻² of it"),
        (r"\SIrange{3}{4}{\per\centi\metre}", "3 cm⁻¹–4 cm⁻¹"),
        (r"\qty{3}{ \per\hour}", "3 h⁻¹"),
        (r"\SI{5}{\metre\per\second}", "5 m s⁻¹"),
        ("\\begin{tabular}{l}\n\\SI{7}{\\per\\day} \\\\\n\\end{tabular}", "7 d⁻¹"),
    ],
)
def test_a_unit_that_begins_with_per_is_an_inverse(body: str, words: str) -> None:
    raised = ast.rewrite(
        clean(body).blocks,
        lambda node: (
            [ast.text(_RAISED[ast.plain_text(node)])] if node["t"] == "Superscript" else None
        ),
    )
    assert " ".join(ast.plain_text(raised).split()) == words


_RAISED = {"−1": "⁻¹", "−2": "⁻²", "-1": "⁻¹", "-2": "⁻²"}
