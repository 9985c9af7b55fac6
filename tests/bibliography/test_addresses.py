"""Addresses, and the days on which they were visited, as people type them."""

from __future__ import annotations

import pytest

from nashr.bibliography import addresses
from nashr.bibliography.load import load_bibliography
from nashr.engines import pandoc
from nashr.model import CslItem, Source


def item(fields: str) -> CslItem:
    text = f"@misc{{a, title = {{T}}, year = 2019, {fields}}}"
    found = load_bibliography([Source("x.bib", text)], pandoc.biblatex_to_csl)
    assert not found.diagnostics
    return found.value[0].item


@pytest.mark.parametrize(
    "fields",
    [
        r"howpublished = {\url{https://e.org/x}}, note = {Accessed: 2020-05-01}",
        r"howpublished = {\url{https://e.org/x}}, note = {[Online; accessed 1-May-2020]}",
        r"howpublished = {Available at: \url{https://e.org/x} (accessed 1 May 2020)}",
        r"howpublished = {URL: https://e.org/x (дата обращения: 01.05.2020)}",
        r"url = {https://e.org/x}, note = {Erişim tarihi: 01.05.2020}",
        r"url = {https://e.org/x}, note = {Müraciət tarixi: 1 may 2020.}",
        r"url = {https://e.org/x}, note = {Baxılıb: 01.05.2020}",
        r"url = {https://e.org/x}, note = {01.05.2020 tarixində baxılıb}",
        r"url = {https://e.org/x}, note = {1 Mayıs 2020 tarihinde erişildi.}",
        r"url = {https://e.org/x}, note = {Son erişim: 1 Mayıs 2020}",
        r"url = {https://e.org/x}, note = {Abgerufen am 1. Mai 2020}, langid = {german}",
        r"url = {https://e.org/x}, note = {Accessed: 2020-05-01}, urldate = {2020-05-01}",
    ],
)
def test_the_day_of_a_visit_is_a_date_in_whatever_field_it_stands(fields: str) -> None:
    found = item(fields)
    assert found["URL"] == "https://e.org/x"
    assert found["accessed"] == {"date-parts": [[2020, 5, 1]]}
    assert "note" not in found and "publisher" not in found


@pytest.mark.parametrize(
    ("fields", "variable", "text"),
    [
        ("note = {Accessed in the spring}", "note", "Accessed in the spring"),
        ("note = {Retrieved from a box in 1999, see p. 5}", "note", "Retrieved from a box in 1999"),
        (r"howpublished = {Handed out at a fair}", "publisher", "Handed out at a fair"),
    ],
)
def test_other_words_stay(fields: str, variable: str, text: str) -> None:
    found = item(fields)
    assert found[variable].startswith(text)
    assert "accessed" not in found


def test_of_several_addresses_one_is_printed_and_the_author_is_told() -> None:
    text = "@misc{a, title = {T}, url = {https://a.org/1; https://b.org/2}}"
    found = load_bibliography([Source("x.bib", text)], pandoc.biblatex_to_csl)
    assert found.value[0].item["URL"] == "https://a.org/1"
    assert "more than one address" in str(found.diagnostics[0].message)


def test_an_address_with_another_inside_is_one() -> None:
    address = "https://web.archive.org/web/2020/https://e.org/x"
    assert list(addresses.of_field(address)) == [address]
