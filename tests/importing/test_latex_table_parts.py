"""Tables of LaTeX that have parts."""

from __future__ import annotations

import pytest

from nashr.importing.latex_table_parts import with_table_parts


@pytest.mark.parametrize(
    "parts",
    [
        r"\subcaptionbox{Sol\label{x}}{\begin{tabular}{l}a\end{tabular}}"
        r"\subcaptionbox{Sağ\label{y}}{\begin{tabular}{l}b\end{tabular}}",
        r"\subfloat[Sol\label{x}]{\begin{tabular}{l}a\end{tabular}}\hfill"
        r"\subfloat[Sağ]{\label{y}\begin{tabular}{l}b\end{tabular}}",
        r"\begin{subtable}{2cm}\caption{Sol}\label{x}\begin{tabular}{l}a\end{tabular}\end{subtable}"
        r"\begin{subtable}[t]{2cm}\begin{tabular}{l}b\end{tabular}\caption{Sağ}\label{y}\end{subtable}",
    ],
)
def test_the_caption_of_the_whole_stands_once(parts: str) -> None:
    made = with_table_parts(
        rf"\begin{{table}}[h]\centering{parts}\caption{{Ad}}\label{{t}}\end{{table}} \ref{{y}}"
    )
    assert made == (
        r"\begin{table}\caption{Ad (a) Sol}\label{t}\begin{tabular}{l}a\end{tabular}\end{table}"
        "\n\n(b) Sağ\n\n\\begin{tabular}{l}b\\end{tabular} \\ref{t}b"
    )


def test_parts_without_tables_stay() -> None:
    source = r"\begin{table}\subfloat[A]{x}\subfloat[B]{y}\caption{C}\end{table}"
    assert with_table_parts(source) == source
