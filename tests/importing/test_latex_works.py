"""Works in the forms of Biber and of amsrefs."""

from __future__ import annotations

from nashr.importing.latex_source import whole_source
from nashr.importing.latex_works import with_amsrefs, works_of_biber

_BIBER = r"""
\entry{k1}{article}{}
  \name{author}{2}{}{%
    {{hash=a}{%
       family={Soyad},
       familyi={S\bibinitperiod},
       prefix={van},
       given={Ad}}}%
    {{hash=b}{family={İki}, given={Bir}}}%
  }
  \strng{namehash}{a}
  \field{sortinit}{S}
  \field{journaltitle}{Dergi}
  \list{publisher}{1}{%
    {Naşir}%
  }
  \field{year}{2001}
  \field{month}{5}
  \field{pages}{1\bibrangedash 5}
  \verb{doi}
  \verb 10.1000/x_y
  \endverb
\endentry
"""


def test_works_that_biber_has_written_are_entries() -> None:
    assert works_of_biber(_BIBER).splitlines() == [
        "@article{k1,",
        "  author = {van Soyad, Ad and İki, Bir},",
        "  journaltitle = {Dergi},",
        "  publisher = {Naşir},",
        "  pages = {1--5},",
        "  doi = {10.1000/x_y},",
        "  date = {2001-05},",
        "}",
    ]


def test_they_stand_in_for_a_bibliography_that_is_not_there() -> None:
    text = b"\\addbibresource{a.bib}\\begin{document}\\cite{k1}"
    source = whole_source(text, {"a.bbl": _BIBER.encode()})
    assert source.missing == () and "van Soyad" in source.libraries[0]
    known = whole_source(text, {"a.bbl": _BIBER.encode(), "a.bib": b"@book{k1, title={A}}"})
    assert known.libraries == ("@book{k1, title={A}}",)


def test_works_of_amsrefs_are_entries_and_leave_the_text() -> None:
    text, entries = with_amsrefs(
        r"\cite{a}*{s.~5} \citelist{\cite{a}*{3}\cite{b}} \begin{bibdiv}\begin{biblist}"
        r"\bib{a}{article}{author={Bir, A.}, author={İki, B.}, title={Ad}, journal={J}, "
        r"date={1999}}"
        r"\end{biblist}\end{bibdiv}"
    )
    assert text.strip() == r"\cite[s.~5]{a} \parencites[3]{a}{b}"
    assert entries.splitlines() == [
        "@article{a,",
        "  author = {Bir, A. and İki, B.},",
        "  title = {Ad},",
        "  journaltitle = {J},",
        "  date = {1999},",
        "}",
    ]
