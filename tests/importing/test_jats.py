"""The front matter of a JATS article."""

from __future__ import annotations

from typing import Any

from nashr.engines import pandoc
from nashr.importing.jats import front_of, parse_jats
from nashr.importing.other_formats import draft_of_jats, prepare_jats

_NAME = "<name><surname>{0}</surname><given-names>A</given-names></name>"


def _front(meta: str) -> dict[str, Any]:
    source = f"<article><front><article-meta>{meta}</article-meta></front></article>"
    return front_of(parse_jats(source.encode()))


def _people(*contributors: str) -> list[dict[str, Any]]:
    contribs = "".join(f"<contrib>{one}</contrib>" for one in contributors)
    return list(
        _front(f'<contrib-group>{contribs}</contrib-group><aff id="x">Univ</aff>')["authors"]
    )


def test_an_affiliation_is_everyones_only_where_nothing_says_whose() -> None:
    call = '<xref ref-type="aff" rid="x"/>'
    one, two = _people(_NAME.format("Bir") + call, _NAME.format("İki"))
    assert one["affiliations"] == ["a1"]
    assert "affiliations" not in two
    assert all(
        author["affiliations"] for author in _people(_NAME.format("Bir"), "<collab>Q</collab>")
    )


def test_a_group_has_its_own_name_and_not_that_of_a_member() -> None:
    member = f"<contrib-group><contrib>{_NAME.format('Üzv')}</contrib></contrib-group>"
    assert _people(f"<collab>Qrup{member}</collab>")[0]["name"] == "Qrup"


def test_a_name_with_its_degree_and_role() -> None:
    [author] = _people(
        "<string-name><given-names>A</given-names> <surname>Bir</surname> <suffix>Jr</suffix>"
        '</string-name><degrees>PhD</degrees><role>Dosent</role><role vocab="credit">Writing</role>'
    )
    assert (author["family"], author["degree"], author["position"]) == ("Bir Jr", "PhD", "Dosent")


def test_an_institution_has_its_parts_and_stands_once() -> None:
    aff = "<aff><institution>Şöbə</institution>, <institution>Univ</institution></aff>"
    assert _front(aff)["affiliations"][0]["name"] == "Şöbə, Univ"
    aff = (
        '<aff><institution content-type="original">Univ, Küçə 5, Bakı</institution>'
        '<institution content-type="orgname">Univ</institution><city>Bakı</city></aff>'
    )
    assert _front(aff)["affiliations"] == [{"id": "a1", "name": "Univ", "city": "Bakı"}]


def test_the_year_and_the_number_of_an_article_without_pages() -> None:
    front = _front(
        "<pub-date><season>Yaz</season><year>2021</year></pub-date><elocation-id>e5</elocation-id>"
    )
    assert (front["year"], front["article-number"]) == (2021, "e5")
    front = _front(
        '<pub-date pub-type="epub"><day>1</day><month>2</month><year>2021</year></pub-date>'
        "<fpage>7</fpage><elocation-id>e5</elocation-id>"
    )
    assert (front["dates"]["published"], front["first-page"]) == ("2021-02-01", 7)
    assert not front.keys() & {"year", "article-number"}


def test_lowered_digits_of_keywords_are_characters_and_slanted_ones_are_told_of() -> None:
    source = (
        '<article><front><article-meta><kwd-group xml:lang="en"><kwd><italic>Quercus</italic></kwd>'
        "<kwd>CO<sub>2</sub></kwd></kwd-group></article-meta></front><body><p>Text.</p></body>"
        "</article>"
    )
    prepared = prepare_jats(parse_jats(source.encode()))
    draft = draft_of_jats(prepared, pandoc.read_document(prepared.data, "jats")[0])
    assert draft.front["keywords"] == ["Quercus", "CO₂"]
    [told] = draft.findings
    assert told.kind == "front-plain"
    assert "“Quercus”" in told.message
