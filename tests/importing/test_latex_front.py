"""The front matter of the classes of LaTeX that journals and conferences have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from nashr.importing.latex_front import with_front

_ONE = {"given": "Aysel", "family": "Bir"}
_TWO = {"given": "Mehmet", "family": "İki"}
_PLACES = [{"id": "a1", "name": "Univ A, Bakı"}, {"id": "a2", "name": "Univ B"}]


def _people(source: str) -> list[dict[str, Any]]:
    front = with_front(f"{source}\\begin{{document}}\\section{{A}} Text").front
    names = {one["id"]: one["name"] for one in front.get("affiliations", [])}
    return [
        {**one, "affiliations": [names[a] for a in one.get("affiliations", [])]}
        for one in front.get("authors", [])
    ]


@pytest.mark.parametrize(
    "source",
    [
        # IEEEtran
        r"\author{\IEEEauthorblockN{1\textsuperscript{st} Aysel Bir}\IEEEauthorblockA{"
        r"\textit{Univ A}\\ Bakı\\ a@x.org}\and\IEEEauthorblockN{Mehmet İki}"
        r"\IEEEauthorblockA{Univ B}}",
        r"\author{\IEEEauthorblockN{Aysel Bir\IEEEauthorrefmark{1} and "
        r"Mehmet İki\IEEEauthorrefmark{2}}\IEEEauthorblockA{\IEEEauthorrefmark{1}Univ A\\Bakı}"
        r"\IEEEauthorblockA{\IEEEauthorrefmark{2}Univ B}}",
        # article, with the affiliations below the names
        r"\author{Aysel Bir\textsuperscript{1,*} \and Mehmet İki\textsuperscript{2}\\ \small "
        r"\textsuperscript{1}Univ A, Bakı \\ \small \textsuperscript{2}Univ B}",
        # llncs
        r"\author{Aysel Bir\inst{1}\orcidID{0000-0002-1825-0097} \and Mehmet İki\inst{2}}"
        r"\institute{Univ A, Bakı\\ \email{\{a,b\}@x.org} \and Univ B}",
        # REVTeX, old elsarticle
        r"\author{Aysel Bir}\affiliation{Univ A, Bakı}\author{Mehmet İki}\affiliation{Univ B}",
        r"\author{Aysel Bir\fnref{f}}\address{Univ A, Bakı}\author{Mehmet İki}\address{Univ B}",
        # elsarticle, cas, authblk
        r"\author[i]{Aysel Bir\corref{c}}\ead{a@x.org}\author[j]{Mehmet İki}"
        r"\affiliation[i]{organization={Univ A, Bakı}}\affiliation[j]{organization={Univ B}}",
        r"\author[1]{Aysel Bir\thanks{a@x.org}}\author[2]{Mehmet İki}\affil[1]{Univ A, Bakı}"
        r"\affil[2]{Univ B}",
        # sn-jnl, acmart, mdpi
        r"\author*[1]{\fnm{Aysel} \sur{Bir}}\author[2]{\fnm{Mehmet} \sur{İki}}"
        r"\affil*[1]{\orgdiv{Univ A}, \orgname{Bakı}}\affil[2]{\orgname{Univ B}}",
        r"\author{Aysel Bir}\affiliation{\department{Univ A}\institution{Bakı}}"
        r"\author{Mehmet İki}\affiliation{\institution{Univ B}}",
        "\\Author{Aysel Bir $^{1,\\dagger}$\\orcidA{} and Mehmet İki $^{2,}$*}\\address{%\n"
        "$^{1}$ \\quad Univ A, Bakı\\\\$^{2}$ \\quad Univ B}",
    ],
)
def test_each_author_has_their_affiliation(source: str) -> None:
    one, two = _people(source)
    assert {**one, **_ONE} == one
    assert {**two, **_TWO} == two
    assert one["affiliations"] == ["Univ A, Bakı"]
    assert two["affiliations"] == ["Univ B"]


def test_addresses_and_iris_belong_to_their_author() -> None:
    source = (
        r"\author[1]{Aysel Bir\corref{c}}\ead{a@x.org}\affil[1]{Univ}\orcid{0000-0002-1825-0097}"
    )
    [one] = _people(source)
    assert (one["email"], one["corresponding"]) == ("a@x.org", True)
    assert one["orcid"] == "0000-0002-1825-0097"


def test_an_affiliation_holds_for_all_authors_before_it() -> None:
    people = _people(
        r"\author{Aysel Bir}\author{Mehmet İki}\affiliation{Univ A}\affiliation{Univ B}"
    )
    assert [one["affiliations"] for one in people] == [["Univ A", "Univ B"]] * 2


@pytest.mark.parametrize(
    "source",
    [
        r"\keywords{bir söz, iki}",
        r"\keywords{bir söz \and iki.}",
        r"\begin{keyword} bir söz \sep iki \PACS 0000 \end{keyword}",
        r"\begin{IEEEkeywords}bir söz; iki\end{IEEEkeywords}",
        r"\keyword{bir söz; iki}",
    ],
)
def test_keywords(source: str) -> None:
    made = with_front(f"\\begin{{document}}{source}\\section{{A}} Text")
    assert made.front["keywords"] == ["bir söz", "iki"]
    assert "söz" not in made.text


def test_plain_authors_are_left_to_pandoc() -> None:
    made = with_front(
        r"\author{Aysel Bir \and Mehmet İki}\begin{document}A\section{B}\email{x@y.z}"
    )
    assert made.front == {}
    assert r"\email{x@y.z}" in made.text


def test_an_abstract_that_is_a_command_is_an_environment() -> None:
    made = with_front("\\Title{T}\\abstract{Bir.}\\begin{document}A")
    assert made.text == "\\title{T}\\begin{document}\n\\begin{abstract}\nBir.\n\\end{abstract}\nA"


@pytest.mark.parametrize(
    "source", ["\\author", "\\author{", "\\affil[", "\\keywords}", "\\email{}"]
)
def test_a_source_may_end_anywhere(source: str) -> None:
    assert with_front(source).front == {}


def _front(source: str) -> Mapping[str, Any]:
    return with_front(f"{source}\\begin{{document}}\\section{{A}} Text").front


def test_an_address_below_a_mark_is_that_of_its_author() -> None:
    front = _front(
        r"\author{\IEEEauthorblockN{Jane Sample\IEEEauthorrefmark{1}, John Example"
        r"\IEEEauthorrefmark{2}}\IEEEauthorblockA{\IEEEauthorrefmark{1}First University\\"
        r"Email: jane@example.org}\IEEEauthorblockA{\IEEEauthorrefmark{2}Second Institute}}"
    )
    assert [one.get("email") for one in front["authors"]] == ["jane@example.org", None]


def test_codes_behind_keywords_are_classifications() -> None:
    front = _front(r"\begin{keyword}hasat \sep yer \MSC[2020] 62P12 \JEL Q10\sep Q12\end{keyword}")
    assert front["keywords"] == ["hasat", "yer"]
    assert front["classification"] == {"msc": ["62P12"], "jel": ["Q10", "Q12"]}


def test_a_street_belongs_to_the_affiliation() -> None:
    front = _front(
        r"\author[a]{Ali Deneme}\affiliation[a]{organization={Bir Enstitü},"
        r" addressline={Cadde 5}, city={İzmir}}"
    )
    assert front["affiliations"] == [{"id": "a1", "name": "Bir Enstitü, Cadde 5", "city": "İzmir"}]


def test_notes_of_elsarticle_stand_where_they_are_called() -> None:
    made = with_front(
        r"\title{Bir\tnoteref{t1}}\tnotetext[t1]{Bir not.}\author[a]{Ali Deneme\fnref{f1}}"
        r"\fntext[f1]{Öğrenci.}\begin{document}A"
    )
    assert r"\title{Bir\thanks{Bir not.}}" in made.text
    assert r"Ali Deneme\thanks{Öğrenci.}" in made.text
    assert "tnotetext" not in made.text and "fntext" not in made.text


def test_an_affiliation_that_is_typed_for_each_author_is_told_to_stand_there_again() -> None:
    made = with_front(
        r"\author{Aysel Bir}\affiliation{Univ A}\author{Mehmet İki}\affiliation{Univ A}"
        r"\pacs{03.67.-a}\section{A}"
    )
    assert made.front["affiliations"] == [{"id": "a1", "name": "Univ A"}]
    assert made.again == ("Univ A",)
    assert made.front["classification"] == {"pacs": ["03.67.-a"]}


def test_marks_in_formulas_lead_to_affiliations_and_to_the_address() -> None:
    front = with_front(
        "\\author{\\textbf{Ayla Örnek}$^{1,*}$ and Can Deneme$^{2,\\dagger}$\\\\"
        " \\small $^1$Bir\\\\ $^2$İki\\\\ $^*$\\texttt{ayla@ornek.example}}"
        "\\begin{document}x\\end{document}"
    ).front
    assert front["authors"] == [
        {
            "given": "Ayla",
            "family": "Örnek",
            "email": "ayla@ornek.example",
            "corresponding": True,
            "affiliations": ["a1"],
        },
        {"given": "Can", "family": "Deneme", "affiliations": ["a2"]},
    ]
    assert [one["name"] for one in front["affiliations"]] == ["Bir", "İki"]
