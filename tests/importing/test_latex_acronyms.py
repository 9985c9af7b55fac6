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
