"""Numbers of siunitx, as they are printed."""

from __future__ import annotations

import pytest

from nashr.importing.latex_numbers import with_numbers


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (r"\num{1.5(2)e3}", r"{1.5(2) × 10\textsuperscript{3}}"),
        (r"\num{1.5 +- .2e-3}", r"{(1.5 ± 0.2) × 10\textsuperscript{−3}}"),
        (r"\num{-.5}", "{−0.5}"),
        (r"\num{e10}", r"{10\textsuperscript{10}}"),
        (r"\num{1+2i}", "{$1+2i$}"),
        (r"\numlist{1;2;3}", "{1, 2 and 3}"),
        (r"\SIlist{1;2}{\km}", r"{1~\si{\km} and 2~\si{\km}}"),
        (r"\qtyproduct{2 x 3}{\m}", r"{2 × 3~\si{\m}}"),
        (r"\SIrange{1}{2}{\percent}", r"{1~\si{\percent}--2~\si{\percent}}"),
        (r"\SI{45}{\degree}", r"{45\si{\degree}}"),
        (r"\num{<5}", r"\num{<5}"),
        (r"$\num{5}$", r"$\num{5}$"),
    ],
)
def test_a_number_is_printed(source: str, printed: str) -> None:
    assert with_numbers(source) == printed


def test_a_number_has_the_sign_and_the_word_that_the_source_sets() -> None:
    source = r"\usepackage[turkish]{babel}\sisetup{output-decimal-marker={,}}\begin{document}"
    assert with_numbers(source + r"\numlist{1.5;2}") == f"{source}{{1,5 ve 2}}"
