"""Fields that mean nothing to a manuscript are the text that they show."""

from __future__ import annotations

import pytest
from word_kit import body_of, complex_field, imported, paragraph, text, word_file

_FIRST = paragraph("Başlıq", style="KonuBal") + paragraph("Giriş.")


def _char(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def _code(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def _without_result(instruction: str, inside: str = "") -> str:
    return _char("begin", inside) + _code(instruction) + _char("end")


_BOX = "<w:ffData><w:checkBox><w:default w:val='0'/>{}</w:checkBox></w:ffData>"
_LIST = (
    "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='bir'/><w:listEntry w:val='iki'/>"
    "</w:ddList></w:ffData>"
)
_NESTED = (
    _char("begin") + _code("IF ") + complex_field("DATE", "2020") + _code(' = 1 "a" "b"')
    + _char("separate") + text("nəticə") + _char("end")
)  # fmt: skip


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (complex_field("FORMTEXT", "cavab"), "a cavab b"),
        (complex_field("AUTHOR", "Ad"), "a Ad b"),
        (complex_field('QUOTE "x"', "x"), "a x b"),
        (_NESTED, "a nəticə b"),
        (_without_result("SYMBOL 97 \\f Symbol"), "a α b"),
        (_without_result("FORMCHECKBOX", _BOX.format("<w:checked/>")), "a ☒ b"),
        (_without_result("FORMCHECKBOX", _BOX.format("")), "a ☐ b"),
        (_without_result("FORMDROPDOWN", _LIST), "a iki b"),
        (_without_result("MACROBUTTON NoMacro [Bura yazın]"), "a \\[Bura yazın\\] b"),
    ],
)
def test_a_field_is_the_text_that_it_shows(field: str, expected: str) -> None:
    made = body_of(word_file(_FIRST + paragraph("a ", field, " b")))
    assert made == f"Giriş.\n\n{expected}"


def _number_of_mathtype(number: str) -> str:
    """A number of a formula, as MathType writes it: text in the instruction of a button."""
    hidden = _char("begin") + _code("SEQ MTEqn \\h \\* MERGEFORMAT") + _char("end")
    counted = _char("begin") + _code("SEQ MTEqn \\c") + _char("separate") + _code(number)
    inside = f"{hidden}{_code('(')}{counted}{_char('end')}{_code(')')}"
    return (
        _char("begin") + _code("MACROBUTTON MTPlaceRef \\* MERGEFORMAT ") + inside + _char("end")
    )  # fmt: skip


def test_numbers_of_formulas_by_mathtype_and_references_to_them_are_read() -> None:
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    tab = "<w:r><w:tab/></w:r>"
    inside = _char("begin") + _code("REF Z1 \\* Charformat \\!") + _char("separate")
    inside += text("(1)") + _char("end")
    reference = _char("begin") + _code("GOTOBUTTON Z1  \\* MERGEFORMAT ") + inside + _char("end")
    body = paragraph(formula, tab, _number_of_mathtype("1")) + paragraph("Bax ", reference, ".")
    body += paragraph("Onda ", reference, " düsturu.")
    made = body_of(word_file(_FIRST + body))
    assert made == "Giriş.\n\n$$x$$ {#eq:1}\n\nBax (1).\n\nOnda [-@eq:1] düsturu."


@pytest.mark.parametrize(
    ("field", "kind", "said"),
    [
        (_without_result("EQ \\f(1;2)"), "field-lost", "EQ \\f(1;2)"),
        (complex_field("PAGE", "7"), "field-left-out", "(PAGE): “7”"),
        (complex_field("PAGEREF _Ref1", "3"), "page-reference", "“3” is the number of a page"),
        (complex_field("NOTEREF _Ref1", "3"), "note-reference", "“3” is the number of a note"),
    ],
)
def test_what_a_field_meant_is_told(field: str, kind: str, said: str) -> None:
    _, draft = imported(word_file(_FIRST + paragraph("a ", field, " b")))
    [message] = [one.message for one in draft.findings if one.kind == kind]
    assert said in message
