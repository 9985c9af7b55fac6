"""Lists whose numbers and bullets the author has typed."""

from __future__ import annotations

import pytest
from word_kit import body_of, imported, paragraph, text, word_file

_FIRST = paragraph("Başlıq", style="KonuBal") + paragraph("Öndə gələn mətn burada bitir.")


def _body(*lines: str, properties: str = "") -> str:
    data = word_file(_FIRST + "".join(paragraph(one, properties=properties) for one in lines))
    return body_of(data).partition("\n\n")[2]


@pytest.mark.parametrize(
    ("lines", "written"),
    [
        (("1. bir", "2. iki", "3. üç"), "1.  bir\n2.  iki\n3.  üç"),
        (("1) bir", "2) iki"), "1)  bir\n2)  iki"),
        (("(a) bir", "(b) iki"), "(a) bir\n(b) iki"),
        (("i) bir", "ii) iki", "iii) üç"), "i)  bir\nii) iki\niii) üç"),
        (("• bir", "•iki"), "- bir\n- iki"),
        (("\uf0b7 bir", "\uf0b7 iki"), "- bir\n- iki"),
        (("– bir;", "– iki."), "- bir;\n- iki."),
        (("3. üç", "4. dörd"), "3.  üç\n4.  dörd"),
    ],
)
def test_typed_markers_make_lists(lines: tuple[str, ...], written: str) -> None:
    assert _body(*lines) == written
    assert _body(*lines, properties='<w:ind w:left="720"/>') == written, "indented too"


@pytest.mark.parametrize(
    "lines",
    [
        ("1. tək bənd",),
        ("1. bir", "3. üç"),
        ("– Gəldin?", "– Gəldim."),
        ("1994. ildə", "1995. ildə"),
        ("a) bir", "ç) iki"),
        ("a) bir", "b) iki", "c) üç", "ç) dörd", "d) beş"),
    ],
)
def test_what_does_not_go_on_is_no_list(lines: tuple[str, ...]) -> None:
    made = _body(*lines)
    assert made.count("\n\n") == len(lines) - 1, "paragraphs of their own"
    assert all(line.split()[-1].strip("?.") in made for line in lines)


def test_dashes_behind_a_colon_make_a_list() -> None:
    made = _body("Tərəflər bunlardır:", "– Bakı.", "– Ankara.")
    assert made == "Tərəflər bunlardır:\n\n- Bakı.\n- Ankara."


def test_words_in_other_type_stay_so_and_it_is_told() -> None:
    data = word_file(
        _FIRST
        + paragraph(text("1.", "<w:b/>"), " bir ", text("iki", "<w:i/>"))
        + paragraph("2. üç")
    )
    assert "1.  bir *iki*\n2.  üç" in body_of(data)
    assert "list-guessed" in [one.kind for one in imported(data)[1].findings]


def test_a_list_of_references_is_none() -> None:
    data = word_file(
        _FIRST
        + paragraph("Ədəbiyyat", style="Balk1")
        + paragraph("1. Nümunə A. Kitab. Bakı, 1999.")
        + paragraph("2. Nümunə B. Kitab. Bakı, 1998.")
    )
    assert "list-guessed" not in [one.kind for one in imported(data)[1].findings]
