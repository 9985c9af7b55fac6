"""The words of a language in another script than its file has."""

from __future__ import annotations

import re

import pytest
from citations_kit import listed

from nashr.languages import language
from nashr.languages.records import respelling
from nashr.languages.respelling import speller

CYRILLIC = speller(language("uz").respellings["cyrl"])


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Adabiyotlar roʻyxati", "Адабиётлар рўйхати"),
        ("Toʻgʻri yoʻl", "Тўғри йўл"),
        ("Shaxsiy choʻl, SHAHAR", "Шахсий чўл, ШАҲАР"),
        ("etika va E-pochta", "этика ва Э-почта"),
        ("Maʼlumot", "Маълумот"),
        ("5-may, oktabrda", "5-май, октябрьда"),
        ("dissertatsiya, redaksiya, litsenziya", "диссертация, редакция, лицензия"),
        ("{n}-rasm DOI: {page}", "{n}-расм DOI: {page}"),
    ],
)
def test_letters(latin: str, cyrillic: str) -> None:
    assert CYRILLIC(latin) == cyrillic


@pytest.mark.parametrize("tag", ["uz-Cyrl", "uz-Cyrl-UZ", "uz_cyrl"])
def test_all_words_of_an_article_are_in_its_script(tag: str) -> None:
    record = language(tag)
    names = [name for name in record.labels.__slots__ if name not in ("doi", "issn")]
    said = [getattr(record.labels, name) for name in names]
    said += [*record.months, *record.article_types.values(), record.et_al, record.proof]
    for text in said:
        bare = re.sub(r"\{\w+\}|DOI|ISSN|JEL|MSC|PACS", "", text)
        assert not re.search("[A-Za-zʻʼ]", bare), text
    assert record.alphabet[0] == "а"
    assert record.locator_terms["page"][0] == "бет"
    assert "bet" in record.locator_terms["page"]
    assert "(CC BY 4.0)" in record.license_statements["CC-BY-4.0"]


def test_latin_stays_latin() -> None:
    assert respelling("uz") is respelling("uz-Latn") is respelling("az-Cyrl") is None
    assert language("uz-UZ").labels.references == "Adabiyotlar roʻyxati"


def test_a_list_has_its_words_in_the_script_of_the_article() -> None:
    work = {
        "type": "chapter",
        "title": "Bob",
        "author": [{"family": "Togʻ", "given": "A."}, {"family": "Koʻl", "given": "B."}],
        "editor": [{"family": "Choʻl", "given": "D."}],
        "container-title": "Kitob",
        "edition": "2",
        "page": "5-9",
        "issued": {"date-parts": [[2001]]},
        "language": "uz",
    }
    (entry,) = listed("apa", [work], "uz-Cyrl")
    assert (
        entry
        == "Togʻ, A. ва Koʻl, B. (2001). Bob. Китобда D. Choʻl (таҳр.), Kitob (2-нчи нашр, б. 5–9)."
    )
    (entry,) = listed("apa", [work], "uz")
    assert " va " in entry
