"""What products print from the front matter is no second copy of a passage that says the same."""

from __future__ import annotations

from dataclasses import replace

import edition_kit
import pytest

from nashr.model import Affiliation, Funding, LocalText, Publisher
from nashr.outputs.account.passages import key_of
from nashr.outputs.account.printed_values import is_made_of, printed_values
from nashr.people import LocalAffiliation

VALUES = frozenset(map(key_of, ("Optika və Lazer Fizikası Kafedrası", "Bakı", "Azərbaycan")))


@pytest.mark.parametrize(
    "run",
    [
        "Lazer Fizikası",
        "Optika və Lazer Fizikası Kafedrası, Bakı, Azərbaycan",
        "Fizikası Kafedrası, Bakı, Azər",
        "Kafedrası, Bakı",
        "Bakı, Azərbaycan",
    ],
)
def test_a_run_of_values_that_follow_each_other_is_made_of_them(run: str) -> None:
    assert is_made_of(key_of(run), VALUES)


@pytest.mark.parametrize(
    "run",
    [
        "Optika və Lazer Fizikası Kafedrası Bakıda",
        "yeni Optika və Lazer Fizikası Kafedrası",
        "Optika və Lazer, Bakı",
        "Kafedrası haqqında Bakı",
        "Optika və Lazer Fizikası Kafedrası, Bakı şəhəri, Azərbaycan",
    ],
)
def test_other_words_between_or_around_them_are_the_authors(run: str) -> None:
    assert not is_made_of(key_of(run), VALUES)


def test_nothing_is_made_of_no_values() -> None:
    assert not is_made_of("mətn", frozenset())


@pytest.mark.parametrize(
    "words",
    [
        "Department of Optics and Laser Physics, Baku State University, Azerbaijan",
        "National Foundation for the Support of Science and of Young Scholars",
        "optik liflərdə qeyri-xətti impulsların yayılması və sıxılması məsələləri",
        "Elmi Araşdırmalar və Beynəlxalq Təhsil Mərkəzinin Mətbəə və Nəşriyyat Evi",
    ],
)
def test_the_values_that_products_print_are_known(words: str) -> None:
    edition = edition_kit.edition()
    article = replace(
        edition.document.article,
        affiliations=(
            Affiliation(
                "a",
                "Bakı Dövlət Universiteti",
                translations={
                    "en": LocalAffiliation(
                        "Baku State University",
                        "Department of Optics and Laser Physics",
                        None,
                        "Azerbaijan",
                    )
                },
            ),
        ),
        funding=(
            Funding("National Foundation for the Support of Science and of Young Scholars", "1"),
        ),
        texts=(
            LocalText(
                "az",
                "Ad",
                keywords=(
                    "optik liflərdə qeyri-xətti impulsların yayılması və sıxılması məsələləri",
                ),
            ),
        ),
    )
    whole = replace(
        edition,
        document=replace(edition.document, article=article),
        journal=replace(
            edition.journal,
            publisher=Publisher(
                "Elmi Araşdırmalar və Beynəlxalq Təhsil Mərkəzinin Mətbəə və Nəşriyyat Evi"
            ),
        ),
    )
    assert is_made_of(key_of(words), printed_values(whole))


def test_a_passage_of_the_text_is_no_printed_value() -> None:
    edition = edition_kit.edition(text="Bu abzasda müəllif nəyi necə ölçdüyünü ətraflı yazır.")
    words = "Bu abzasda müəllif nəyi necə ölçdüyünü ətraflı yazır."
    assert not is_made_of(key_of(words), printed_values(edition))


def test_the_sentence_of_the_licence_is_known() -> None:
    edition = edition_kit.edition()
    sentence = edition.language.license_statements["CC-BY-4.0"]
    assert is_made_of(key_of(sentence), printed_values(edition))
