"""TeX that pandoc does not know: what stands in a formula for it."""

from __future__ import annotations

import pytest
from document_kit import clean, of_type

from nashr import ast
from nashr.document.formula_commands import known
from nashr.engines import pandoc


def tex_of(body: str) -> list[str]:
    return [str(node["c"][1]) for node in of_type(clean(body).blocks, "Math")]


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\cfrac{1}{1+x}", r"\dfrac{1}{1+x}"),
        (r"\cfrac[l]{1}{x}", r"\dfrac{1}{x}"),
        (r"\dbinom nk", r"\binom{n}{k}"),
        (r"\textcolor{red}{x}+\textcolor[rgb]{1,0,0}{y}", "{x}+{y}"),
        (r"\tg x+\ctg^2 y", r"\operatorname{tg} x+\operatorname{ctg}^2 y"),
        (r"{\rm Re}\,z", r"{\mathrm{Re}}\,z"),
        (r"\mathop{\rm Res}\limits_{z}", r"\mathop{\mathrm{Res}}\limits_{z}"),
        (r"{\cal L}({\bf x})", r"{\mathcal{L}}({\mathbf{x}})"),
        (r"{a+b \over c}", r"{\frac{a+b}{c}}"),
        (r"x^{1 \over 2}", r"x^{\frac{1}{2}}"),
        (r"\root 3 \of {x+1}", r"\sqrt[3]{x+1}"),
        (r"\matrix{a & b \cr c & d \cr}", r"\begin{matrix}a & b \\ c & d \end{matrix}"),
        (r"\begin{aligned}[t]a&=b\end{aligned}", r"\begin{aligned}a&=b\end{aligned}"),
        (r"\begin{pmatrix*}[r]-1\end{pmatrix*}", r"\begin{pmatrix*}-1\end{pmatrix*}"),
        (r"\begin{dcases}a&b\end{dcases}", r"\begin{cases}a&b\end{cases}"),
        (r"\text{if \textbf{not} so}", r"{\text{if }\textbf{not}\text{ so}}"),
        (r"\xRightarrow[b]{a}", r"\underset{b}{\overset{a}{\Longrightarrow}}"),
        (r"a\kern-3pt b\hskip 2em c", r"ab\,c"),
        (r"\dv{f}{x}=\dv[2]{f}{x}",
         r"\frac{\mathrm{d} f}{\mathrm{d} x}=\frac{\mathrm{d}^{2} f}{\mathrm{d} x^{2}}"),
        (r"\pdv{f}{x}{y}", r"\frac{\partial^2 f}{\partial x\,\partial y}"),
        (r"\abs{x}\le\norm*{y}", r"\left|x\right|\le\left\|y\right\|"),
        (r"\qty(\frac{(a)}{b})", r"\left(\frac{(a)}{b}\right)"),
        (r"\qty{3}{\metre}", r"\qty{3}{\metre}"),
        (r"\bra{a}\ket{b}\braket{c}{d}",
         r"\left\langle a\right|\left|b\right\rangle\left\langle c|d\right\rangle"),
        (r"\multicolumn{2}{c}{x}\\a&b", r"{x} &\\a&b"),
        (r"25\degree", r"25\text{°}"),
    ],
)  # fmt: skip
def test_commands_are_written_as_pandoc_knows_them(tex: str, shown: str) -> None:
    assert known(tex, frozenset()) == shown


@pytest.mark.parametrize(
    "tex",
    [r"\frac12 \text{if}", r"\left\{a\right.", r"\overline{x}", r"\begin{array}{cc}a&b\end{array}"],
)
def test_other_formulas_stay_as_they_are(tex: str) -> None:
    assert known(tex, frozenset()) is tex


@pytest.mark.parametrize(
    "tex",
    [
        r"a \over",
        r"{\rm",
        r"\over",
        r"\matrix{a",
        r"\qty(",
        r"\abs",
        r"}\over{",
        r"\root\of",
        r"\text{\textbf{",
    ],
)
def test_broken_tex_ends(tex: str) -> None:
    known(tex, frozenset())


def test_the_authors_own_command_of_such_a_name_is_meant() -> None:
    assert tex_of("\\newcommand{\\norm}[1]{\\|#1\\|_2}\n\n$\\norm{x}$") == [r"\|x\|_2"]


def test_old_declarations_of_style_are_read_in_formulas() -> None:
    assert tex_of(r"So ${\bf x}$ and ${\rm d}x$.") == [r"{\mathbf{x}}", r"{\mathrm{d}}x"]


def test_a_command_defined_in_a_formula_is_known_in_all_of_them() -> None:
    defined = "\\newcommand{\\F}{\\mathcal{F}}\n\\def\\b#1{\\bar{#1}}"
    body = f"$$\n{defined}\n\\F(\\b x)=0\n$$\n\nSo $\\F$ is."
    first, second = tex_of(body)
    assert first.split() == [r"\mathcal{F}(\bar{x})=0"]
    assert second == r"\mathcal{F}"


def test_a_formula_that_only_defines_commands_is_not_printed() -> None:
    blocks = clean("Before.\n\n$$\\newcommand{\\R}{\\mathbb{R}}$$\n\nIn $\\R$.").blocks
    assert ast.plain_text(blocks).split() == ["Before.", "In", r"\mathbb{R}."]
    assert all(block["c"] for block in blocks)


@pytest.mark.parametrize(
    "tex",
    [
        r"\cfrac{1}{2}", r"\tg x", r"{\rm x}", r"a\over b", r"\dv{f}{x}", r"\ev{H}", r"\qq{if}",
        r"\sideset{_1}{_2}\sum", r"\begin{rcases}a\end{rcases}", r"\AA", r"{a\atop b}",
        r"\mathchoice{a}{b}{c}{d}", r"\prescript{a}{b}{c}", r"\buildrel a \over b",
        r"\begin{aligned}a&=b\\ \intertext{and} c&=d\end{aligned}", r"\text{a \textbf{b}}",
    ],
)  # fmt: skip
def test_pandoc_reads_what_is_written(tex: str) -> None:
    math = {"t": "Math", "c": [{"t": "InlineMath"}, known(tex, frozenset())]}
    assert 'class="math' not in pandoc.write_html([{"t": "Para", "c": [math]}])
