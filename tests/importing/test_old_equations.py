"""The formulas of MathType and of Word's old editor: their objects, and what is read of them."""

from __future__ import annotations

from word_kit import body_of_package, paragraph, relationship_to, word_file

from nashr import ast
from nashr.importing.objects import Formula, OldEquations
from nashr.importing.old_equations import equation_file, equation_parts, formulas_in
from nashr.importing.ooxml import WordPackage
from nashr.untrusted.archives import Archive

_FIRST = paragraph("Başlıq", style="KonuBal")


def _object(identifier: str, program: str = "Equation.DSMT4") -> str:
    return (
        '<w:r><w:object><v:shape id="s"><v:imagedata r:id="p1"/></v:shape>'
        f'<o:OLEObject Type="Embed" ProgID="{program}" r:id="{identifier}"/></w:object></w:r>'
    )


_DATA = word_file(
    _FIRST
    + paragraph("Burada ", _object("e1"), " və ", _object("e2"), ".")
    + paragraph(_object("e2"))
    + paragraph("Cədvəl: ", _object("x", "Excel.Sheet.12")),
    pictures=1,
    related={
        "e1": relationship_to("oleObject", "embeddings/a.bin", "A"),
        "e2": relationship_to("oleObject", "embeddings/b.bin", "B"),
        "x": relationship_to("package", "embeddings/c.xlsx", "C"),
    },
)
_PARTS = {"word/embeddings/a.bin": "Equation.DSMT4", "word/embeddings/b.bin": "Equation.DSMT4"}


def _math(tex: str) -> ast.Node:
    return {"t": "Math", "c": [{"t": "InlineMath"}, tex]}


def test_the_parts_are_those_of_formulas_each_once() -> None:
    assert equation_parts(WordPackage(_DATA)) == _PARTS


def test_the_file_for_the_other_program_has_nothing_but_the_objects() -> None:
    """No word of the author, no picture, no address goes through it."""
    files = Archive(equation_file(WordPackage(_DATA), _PARTS))
    assert [files[f"word/embeddings/{n}.bin"] for n in (1, 2)] == [b"A", b"B"]
    document = files["word/document.xml"].decode()
    assert document.count('ProgID="Equation.DSMT4"') == 2
    assert "Burada" not in document
    assert "External" not in files["word/_rels/document.xml.rels"].decode()


def test_a_formula_belongs_to_the_number_before_it() -> None:
    blocks = [
        ast.para([ast.text("1:")]),
        ast.para([ast.text("2:"), _math(" x^{2} ")]),
        ast.para([ast.text("7:"), _math("not")]),
    ]
    found = formulas_in(blocks, _PARTS)
    assert found["word/embeddings/b.bin"].tex.startswith("x^{2}")
    assert "word/embeddings/a.bin" not in found


def test_what_was_read_stands_in_the_text_and_the_rest_as_its_picture() -> None:
    formulas = {"word/embeddings/b.bin": Formula("b", "Equation.DSMT4")}
    body, findings = body_of_package(_DATA, OldEquations(formulas, hint="do this."))
    assert " və $b$.\n\n$$b$$\n" in body
    assert "figure-1.png" in body.splitlines()[0], "the one that could not be read"
    told = {one.kind: one for one in findings}
    assert told["equations-read"].message.startswith("2 formulas")
    assert told["equation-lost"].hint == "do this."
    assert "object-lost" in told
