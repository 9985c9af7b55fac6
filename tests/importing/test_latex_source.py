"""A LaTeX source with the files beside it."""

from __future__ import annotations

from nashr.importing.latex_source import KEY_BEGIN, KEY_END, whole_source

_FILES = {
    "ch/one.tex": b"Bir \\input{two}",
    "two.tex": "İki".encode(),
    "loop.tex": b"x \\input{loop}",
    "refs.bib": b"@book{a, title={T}}",
}


def test_files_are_put_in_their_places() -> None:
    source = whole_source(b"A \\input{ch/one} % \\input{two}\n\\include{none}", _FILES)
    assert source.text.split() == "A Bir İki %".split()
    assert source.not_there == (("none", 2),)
    assert source.included == ("ch/one.tex", "two.tex")


def test_a_file_that_inputs_itself_ends() -> None:
    assert whole_source(b"\\input{loop}", _FILES).text.count("x") == 5


def test_bibliographies_are_taken_or_missing() -> None:
    source = whole_source(b"\\bibliography{refs, more}\\addbibresource{refs.bib}", _FILES)
    assert source.libraries == ("@book{a, title={T}}",)
    assert source.missing == ("more",)


def test_an_old_input_and_an_empty_bibliography_are_read() -> None:
    source = whole_source(b"A \\input two B\\bibliography{empty}", {**_FILES, "empty.bib": b""})
    assert source.text.startswith("A \nİki\n B")
    assert not source.missing


def test_a_list_of_works_is_paragraphs_with_their_keys() -> None:
    listed = "\\begin{thebibliography}{99}\\bibitem[Oran(1998)]{oran} Oran,\n B.\\bibitem{b} B.\n"
    text = whole_source(f"A{listed}\\end{{thebibliography}}Z".encode(), {}).text
    assert text == f"A\n\n{KEY_BEGIN}oran{KEY_END} Oran, B.\n\n{KEY_BEGIN}b{KEY_END} B.\n\nZ"


def test_the_list_that_bibtex_has_made_stands_for_files_that_are_not_there() -> None:
    listed = b"\\begin{thebibliography}{9}\\bibitem{a} Bir.\\end{thebibliography}"
    source = whole_source(b"A \\cite{a} \\bibliography{none}", {"x.bbl": listed})
    assert f"{KEY_BEGIN}a{KEY_END} Bir." in source.text
    assert source.missing == ()
    source = whole_source(b"A \\bibliography{refs}", {**_FILES, "x.bbl": listed})
    assert "Bir." not in source.text


def test_a_reference_has_all_of_its_lines() -> None:
    """RevTeX ends lines of its list with the sign of a comment."""
    listed = (
        "\\begin{thebibliography}{9}\\bibitem{a}%\n \\BibitemOpen\n {\\bibnamefont{Bir}}, %\n J.\n"
    )
    text = whole_source(f"{listed}\\end{{thebibliography}}".encode(), {}).text
    assert text.strip() == f"{KEY_BEGIN}a{KEY_END} {{{{Bir}}}}, J."


def test_sources_of_other_folders_are_put_in_their_places() -> None:
    files = {
        "ch/one.tex": b"One \\input{in}",
        "ch/in.tex": b"In \\endinput\nrest",
        "ch/two.tex": b"\\documentclass[../a.tex]{subfiles}\\begin{document}Two\\end{document}",
        "three.tex": b"\nThree\n\\endinput\nmore",
    }
    source = whole_source(
        b"\\import{ch/}{one} \\subfile{ch/two} \\InputIfFileExists{three}{}{} \\input three\n"
        b"\\import{ch}{four} End",
        files,
    )
    assert source.text.split() == "One In Two Three Three End".split()
    assert source.not_there == (("four", 2),)
