"""The abstracts and keywords of LaTeX sources in several languages."""

from __future__ import annotations

from typing import Any

import pytest

from nashr.engines import pandoc
from nashr.importing.draft import Draft
from nashr.importing.latex_abstracts import with_abstracts
from nashr.importing.latex_source import whole_source
from nashr.importing.other_formats import draft_of_tree
from nashr.importing.writing import write

_TR = "Bu yazıda köyler ve ağaçlar bir bütün olarak incelenmiştir, çünkü bu gerekliydi."
_EN = "In this paper the villages and the trees are examined, for this is what was needed."
_TEXT = "Köylerde ağaç dikmek için bir yol vardır ve bu yol herkes için açık olarak kalır."


def _draft(body: str, preamble: str = "\\title{Ad}") -> Draft:
    data = (
        f"\\documentclass{{article}}\\usepackage[turkish]{{babel}}{preamble}\n"
        f"\\begin{{document}}\n{body}\n\\section{{Giriş}}\n{_TEXT}\n\\end{{document}}"
    )
    latex = whole_source(data.encode(), {})
    tree, log = pandoc.read_document(latex.text.encode(), "latex")
    return draft_of_tree(tree, {}, "a.tex", (), log, latex=latex)


def _front(body: str, preamble: str = "\\title{Ad}") -> dict[str, Any]:
    front = _draft(body, preamble).front
    return {name: front[name] for name in ("abstract", "keywords", "translations") if name in front}


def _abstract(text: str, words: str = "") -> str:
    return f"\\begin{{abstract}}\n{text}\n\n{words}\n\\end{{abstract}}\n"


_TWO = {
    "abstract": _TR,
    "keywords": ["köy", "ağaç"],
    "translations": {"en": {"abstract": _EN, "keywords": ["village", "tree"]}},
}


@pytest.mark.parametrize(
    "body",
    [
        _abstract(_TR, "\\textbf{Anahtar Kelimeler:} köy, ağaç.")
        + _abstract(_EN, "\\textbf{Keywords:} village, tree"),
        _abstract(f"{_TR}\\\\ \\textbf{{Anahtar kelimeler}}: köy; ağaç")
        + _abstract(f"{_EN}\\\\\n\\emph{{Key words}}: village; tree"),
        f"\\begin{{ozet}}{_TR}\\end{{ozet}}\\begin{{keywords}}köy, ağaç\\end{{keywords}}\n"
        f"{_abstract(_EN)}\\begin{{keywords}}village, tree\\end{{keywords}}",
        f"\\ozet{{{_TR}}}\\anahtarkelimeler{{köy, ağaç}}\n"
        f"\\begin{{otherlanguage}}{{english}}{_abstract(_EN, 'Keywords: village, tree')}"
        "\\end{otherlanguage}",
    ],
)
def test_each_abstract_stands_in_its_language_with_its_keywords(body: str) -> None:
    assert _front(body) == _TWO


def test_the_title_in_the_other_language_stands_between_the_abstracts() -> None:
    title = "\\begin{center}\\large\\textbf{Trees of the Villages}\\end{center}\n"
    draft = _draft(_abstract(_TR) + title + _abstract(_EN))
    assert draft.front["translations"]["en"] == {"title": "Trees of the Villages", "abstract": _EN}
    assert "Trees" not in write(draft, pandoc.write_markdown).text.split("---\n", 2)[2]


def test_one_abstract_of_several_paragraphs_is_that_of_the_text() -> None:
    assert _front(_abstract(_TR, _TR)) == {"abstract": f"{_TR}\n\n{_TR}"}


def test_codes_in_an_abstract_are_a_classification() -> None:
    draft = _draft(_abstract(_TR, "\\textbf{JEL:} C10, D20"))
    assert draft.front["classification"] == {"jel": "C10, D20"}
    assert draft.front["abstract"] == _TR


def test_a_front_that_is_typed_in_centred_lines_is_read() -> None:
    front = _draft(
        "\\begin{center}\\textbf{Köylerin Ağaçları}\\\\[2mm] Ayla Örnek$^1$, Can Deneme$^{2}$\\\\\n"
        "$^1$Örnek Üniversitesi, $^2$Deneme Üniversitesi\\end{center}\n"
        f"\\textbf{{Öz.}} {_TR}\n\n\\textbf{{Anahtar Kelimeler:}} köy, ağaç",
        "",
    ).front
    assert front["title"] == "Köylerin Ağaçları"
    assert [one["family"] for one in front["authors"]] == ["Örnek", "Deneme"]
    assert [one["affiliations"] for one in front["authors"]] == [["a1"], ["a2"]]


def test_names_of_classes_in_capitals_are_read() -> None:
    front = _draft(f"\\ABSTRACT{{{_TR}}}", "\\TITLE{Köylerin Ağaçları}\\AUTHORS{Ayla Örnek}").front
    assert (front["title"], front["abstract"]) == ("Köylerin Ağaçları", _TR)
    assert front["authors"] == [{"given": "Ayla", "family": "Örnek"}]


def test_the_parts_of_an_address_and_the_days_of_acmart_are_kept() -> None:
    front = _draft(
        "",
        "\\title{Ad}\\author{Ayla Örnek}\\affiliation{\\institution{Örnek Enstitüsü}"
        "\\streetaddress{PK 12}\\city{Ankara}\\state{Çankaya}\\postcode{06100}\\country{Türkiye}}"
        "\\received{20 February 2007}\\received[accepted]{5 June 2009}",
    ).front
    assert front["affiliations"] == [
        {
            "id": "a1",
            "name": "Örnek Enstitüsü, PK 12, Çankaya, 06100",
            "city": "Ankara",
            "country": "Türkiye",
        }
    ]
    assert front["dates"] == {"received": "2007-02-20", "accepted": "2009-06-05"}


@pytest.mark.parametrize(
    "typed",
    [
        r"\textbf{Keywords:} one, two",
        r"\noindent\textit{Anahtar S\"ozc\"ukler}: one, two",
        "\\section*{Keywords}\none, two",
        '\\minisec{A\\c{c}ar s\\"ozl\\textschwa r}\none, two',
    ],
)
def test_typed_keywords_behind_an_abstract_belong_to_it(typed: str) -> None:
    made = with_abstracts(f"\\begin{{abstract}}Söz.\\end{{abstract}}\n\n{typed}\n\nMətn.")
    inside, _, rest = made.partition("\\end{abstract}")
    assert "one, two" in inside and rest.strip() == "Mətn."
