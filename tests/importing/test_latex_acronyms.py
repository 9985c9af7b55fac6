"""Acronyms of LaTeX, as the words that it prints."""

from __future__ import annotations

import pytest

from nashr.importing.latex_acronyms import with_acronyms

_WHO = r"\newacronym{who}{WHO}{World Health Organization}"


@pytest.mark.parametrize(
    ("preamble", "body", "printed"),
    [
        (
            _WHO,
            r"\gls{who} and \gls{who}",
            "{World Health Organization (WHO)} and {WHO}",
        ),
        (
            _WHO,
            r"\acrshort{who} \acrlong{who} \acrfull{who}",
            "{WHO} {World Health Organization} {World Health Organization (WHO)}",
        ),
        (
            r"\DeclareAcronym{ngo}{short=NGO, long={non-governmental organization}}",
            r"\acp{ngo} \ac{ngo} \Acl{ngo}",
            "{non-governmental organizations (NGOs)} {NGO} {Non-governmental organization}",
        ),
        (r"\acrodef{ab}[AB]{able body}", r"\ac{ab}", "{able body (AB)}"),
        (
            r"\newglossaryentry{lat}{name={lattice},description={a grid}}",
            r"\Gls{lat} \glspl{lat}",
            "{Lattice} {lattices}",
        ),
        (_WHO, r"\gls{other} \verb|\gls{who}|", r"\gls{other} \verb|\gls{who}|"),
    ],
)
def test_keys_become_words(preamble: str, body: str, printed: str) -> None:
    begin = "\n\\begin{document}\n"
    assert with_acronyms(preamble + begin + body) == preamble + begin + printed


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (
            r"\nomenclature{$c$}{Sürət\nomunit{m}}\begin{document}\printnomenclature",
            r" \section*{Nomenclature} \begin{description}\item[{$c$}] Sürət (m)\end{description} ",
        ),
        (
            r"\newglossaryentry{a}{name=Ad,description={məna}}\begin{document}"
            r"\gls{a} \printglossary[title=Sözlük]",
            r"{Ad}  \section*{Sözlük} \begin{description}\item[{Ad}] məna\end{description} ",
        ),
        (
            r"\newacronym{b}{BMT}{Birləşmiş Millətlər}\newacronym{c}{C}{D}\begin{document}"
            r"\acrshort{b}\printglossary[type=\acronymtype]",
            r"{BMT} \section*{Acronyms} \begin{description}\item[{BMT}] Birləşmiş Millətlər"
            r"\end{description} ",
        ),
        (
            "\\begin{document}\\ac{U}\\begin{acronym}[U]\n\\acro{U}[U.N.]{United}\n\\end{acronym}",
            "{United (U.N.)}\\begin{description}\\item[{U.N.}] United\n\n\\end{description}",
        ),
        (
            r"\newglossaryentry{a}{name=Ad,description={məna}}\begin{document}"
            r"\glslink{a}{adlar} \glsdesc{a}",
            "{adlar} {məna}",
        ),
    ],
)
def test_lists_of_terms_are_printed(source: str, printed: str) -> None:
    assert with_acronyms(source).partition("\\begin{document}")[2] == printed
