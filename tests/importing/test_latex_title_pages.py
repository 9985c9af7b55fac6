"""Commands of title pages of LaTeX classes."""

from __future__ import annotations

import pytest

from nashr.importing.latex_front import with_front
from nashr.importing.latex_title_pages import title_page


@pytest.mark.parametrize(
    ("source", "notes"),
    [
        (r"\author{A\thanks{x}}\thanks{Fond 5.}", ["Fond 5."]),
        (r"\dedicatory{Anama}\curraddr{Bakı}", ["Anama", "Current address: Bakı"]),
        (r"\subject{Elm}\publishers{Naşir}", ["Elm", "Naşir"]),
        (r"\urladdr{http://a.example/~b}", [r"\url{http://a.example/~b}"]),
        (r"\cortext[c]{Corresponding author.}\cortext[d]{E-poçt: a@x.org}", ["E-poçt: a@x.org"]),
        (
            r"\ccsdesc[500]{A~B}\ccsdesc{C}",
            [r"\textbf{CCS Concepts:} A → B; C"],
        ),
        (r"\newcommand{\subject}[1]{#1}\begin{document}\subject{x}", []),
    ],
)
def test_what_a_title_page_says_is_a_note(source: str, notes: list[str]) -> None:
    assert title_page(source).notes == notes


def test_numbers_of_classifications_are_codes() -> None:
    page = title_page(
        r"\subjclass[2020]{Primary 54C40, 14E20; Secondary 46E25}"
        r"\pacs[JEL Classification]{D8, H51}\pacs{03.65.-w}"
    )
    assert page.codes == {"msc": ["54C40", "14E20", "46E25"], "jel": ["D8", "H51"]}
    assert page.text == r"\pacs{03.65.-w}"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\funding{Fond.}", "\n\n\\section*{Funding}\n\nFond.\n\n"),
        (r"\abbreviations{İxtisarlar}{AB}", "\n\n\\section*{İxtisarlar}\n\nAB\n\n"),
        (r"\appendixtitles{yes}\reftitle{References}", ""),
        (r"\grantsponsor{a}{Fond}{b} \grantnum[c]{a}{12}", "Fond 12"),
        (r"\newcommand{\funding}[1]{#1} \funding{a}", r"\newcommand{\funding}[1]{#1} \funding{a}"),
    ],
)
def test_statements_of_classes_are_sections(source: str, text: str) -> None:
    assert title_page(source).text == text


def test_authors_of_mdpi_have_their_iris_and_the_star_of_who_answers() -> None:
    front = with_front(
        r"\newcommand{\orcidauthorA}{0000-0002-1825-0097}\Author{Aysel Bir $^{1,\dagger}$, "
        r"Mehmet İki $^{2}$\orcidA{} and Orxan Üç $^{2,}$*}\address{$^{1}$ \quad A; a@x.org\\"
        r"$^{2}$ \quad B; b@x.org}\corres{Correspondence: c@x.org}\datereceived{1 May 2024}"
    ).front
    one, two, three = front["authors"]
    assert (one["email"], "orcid" in one, "corresponding" in one) == ("a@x.org", False, False)
    assert (two["orcid"], "email" in two, "corresponding" in two) == (
        "0000-0002-1825-0097", False, False,
    )  # fmt: skip
    assert three["corresponding"] is True and "orcid" not in three
    assert front["dates"] == {"received": "2024-05-01"}


def test_names_and_headings_of_copernicus_are_read() -> None:
    page = title_page(
        r"\documentclass{copernicus}\begin{document}\Author[1,2][a@x.org]{Ad}{Soyad}"
        r"\introduction\conclusions[Nəticə]"
    )
    assert r"\author[1,2]{\fnm{Ad} \sur{Soyad}}\email{a@x.org}" in page.text
    assert page.text.split()[-2:] == [r"\section{Introduction}", r"\section{Nəticə}"]


def test_parts_of_names_of_springer_are_kept() -> None:
    front = with_front(
        r"\author[1]{\dgr{Dr} \fnm{Ad} \spfx{van} \sur{Soyad} \sfx{IV}}\affil[1]{\orgname{A}}"
    ).front
    assert front["authors"][0] | {"affiliations": []} == {
        "given": "Ad", "family": "van Soyad IV", "degree": "Dr", "affiliations": [],
    }  # fmt: skip


def test_an_affiliation_beside_another_closes_no_group() -> None:
    front = with_front(
        r"\author{Aysel Bir}\altaffiliation{A}\author{Mehmet İki}\affiliation{B}"
    ).front
    assert [one["affiliations"] for one in front["authors"]] == [["a1", "a2"], ["a2"]]


def test_what_stands_above_two_columns_is_text() -> None:
    page = title_page(
        "\\twocolumn[\\begin{@twocolumnfalse}\nA [b] {]}\n\nC\\end{@twocolumnfalse}] D"
    )
    assert page.text.split() == "A [b] {]} C D".split()


def test_options_behind_names_of_cas_are_read() -> None:
    front = with_front(
        r"\title[mode=title]{Ad}\tnotemark[1]\tnotetext[1]{Qeyd}\shorttitle{Qısa}"
        r"\shortauthors{A}\author[1]{Aysel Bir}[type=editor,orcid=0000-0002-1825-0097]\cormark[1]"
        r"\fnmark[1]\credit{Mətn}\author[1]{Mehmet İki}[style=x]\fntext[1]{İndi Gəncədə}"
        r"\affiliation[1]{organization={A}}"
    )
    one, two = front.front["authors"]
    assert one["orcid"] == "0000-0002-1825-0097" and one["corresponding"] is True
    assert "corresponding" not in two
    assert front.front["short-title"] == "Qısa"
    assert "type=editor" not in front.text and "style=x" not in front.text
    assert "Qeyd" in front.text and "İndi Gəncədə" in front.text and "Aysel Bir: Mətn" in front.text


def test_affiliations_of_svjour_belong_to_the_author_that_they_name() -> None:
    front = with_front(
        r"\author{Aysel Bir \and Mehmet İki}\institute{A. Bir \at Bakı \\ \email{a@x.org}"
        r"\and M. İki \at Ankara}"
    ).front
    one, two = front["authors"]
    assert (one["affiliations"], one["email"]) == (["a1"], "a@x.org")
    assert two["affiliations"] == ["a2"]
    assert [place["name"] for place in front["affiliations"]] == ["Bakı", "Ankara"]
