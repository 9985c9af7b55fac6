"""Entries in their own language, side by side in one list, and the alphabets that order them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from nashr import ast
from nashr.citations import format_citations
from nashr.languages import supported
from nashr.model import Citation, CiteItem, CslItem

BIBLIOGRAPHY = Path(__file__).parents[2] / "bibliography"
CSL = 'xmlns="http://purl.org/net/xbiblio/csl"'
STYLE = f"""
<style {CSL} version="1.0" class="in-text">
  <citation><layout><names variable="author"/></layout></citation>
  <bibliography><layout suffix=".">
    <group delimiter=", ">
      <names variable="author"/>
      <text variable="title" quotes="true"/>
      <date variable="issued" form="text"/>
      <group delimiter=" ">
        <label variable="page" form="short"/>
        <text variable="page"/>
      </group>
    </group>
  </layout></bibliography>
</style>
"""
SORTED = f"""
<style {CSL} version="1.0" class="in-text">
  <citation><layout><names variable="author"/></layout></citation>
  <bibliography><sort><key variable="author"/></sort>
    <layout><names variable="author"/></layout>
  </bibliography>
</style>
"""


def project_locale(tag: str) -> str | None:
    path = BIBLIOGRAPHY / "locales" / f"locales-{tag}.xml"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def entries(
    works: Sequence[dict[str, Any]], lang: str, style: str = STYLE, **options: Any
) -> list[str]:
    items: dict[str, CslItem] = {str(n): work | {"id": str(n)} for n, work in enumerate(works)}
    cited = [Citation("c", tuple(CiteItem(key) for key in items))]
    rendered = format_citations(style, project_locale, items, cited, lang, **options)
    return [ast.plain_text(entry.inlines) for entry in rendered.entries]


def work(language: str) -> dict[str, Any]:
    return {
        "type": "article-journal",
        "language": language,
        "title": "X",
        "page": "5-7",
        "issued": {"date-parts": [[2000, 2, 1]]},
    }


LANGUAGES = ("tr", "ru", "en", "az")


def test_each_entry_speaks_its_own_language() -> None:
    assert entries([work(tag) for tag in LANGUAGES], "az", item_language=True) == [
        "“X”, 1 Şubat 2000, ss. 5–7.",
        "«X», 1 февраля 2000 г., с. 5–7.",
        "“X,” February 1, 2000, pp. 5–7.",
        "“X”, 1 fevral 2000, s. 5–7.",
    ]


def test_days_in_figures_have_one_order_in_a_list() -> None:
    page = {"type": "webpage", "title": "X", "URL": "https://example.org"}
    visited = {**page, "accessed": {"date-parts": [[2024, 2, 3]]}}
    style = (BIBLIOGRAPHY / "styles" / "aak-by-appearance.csl").read_text("utf-8")
    works = [{**visited, "language": tag} for tag in ("az", "en-US", "en-GB", "de-DE")]
    texts = entries(works, "az", style, item_language=True)
    assert all("03.02.2024" in text for text in texts)
    assert "(accessed: " in texts[1]


def test_the_commissions_list_has_the_number_sign_of_each_language() -> None:
    style = (BIBLIOGRAPHY / "styles" / "aak-by-appearance.csl").read_text("utf-8")
    works = [{**work(tag), "container-title": "J", "issue": "3"} for tag in LANGUAGES]
    texts = entries(works, "az", style, item_language=True)
    assert [next(s for s in ("sy.", "№", "no.") if f"{s} 3," in t) for t in texts] == [
        "sy.",
        "№",
        "no.",
        "№",
    ]


def test_a_year_alone_has_no_word_in_russian() -> None:
    (text,) = entries([{**work("ru"), "issued": {"date-parts": [[2000]]}}], "ru")
    assert text == "«X», 2000, с. 5–7."


def test_otherwise_the_list_speaks_the_language_of_the_article() -> None:
    texts = entries([work(tag) for tag in LANGUAGES], "en")
    assert set(texts) == {"“X,” February 1, 2000, pp. 5–7."}


@pytest.mark.parametrize("language", ["", "tlh", "../../etc/passwd", "x" * 300, "zz-ZZ"])
def test_an_entry_in_a_language_without_a_locale_follows_the_article(language: str) -> None:
    (text,) = entries([work(language)], "tr", item_language=True)
    assert "Şubat" in text


@pytest.mark.parametrize(
    ("lang", "families"),
    [
        ("az", "Cəfərov Çobanov Eminov Əliyev Xəlilov Iğdırlı İbrahimov Qasımov"),
        ("tr", "Cevat Çelik Işık İnan Oran Öztürk Şahin Uçar Ünal"),
        ("ru", "Еремин Жуков Иванов Йорк Щукин Эйнштейн Яковлев"),
        ("ka", "აბაშიძე გელოვანი ორბელიანი ფალიაშვილი ჰაინდრავა"),
        ("hy", "Աբովյան Գրիգորյան Թումանյան Օհանյան"),
        ("de", "Ahrens Ärzte Bauer Müller Muster Ötker Weiß"),
        ("en", "Adams Brown Smith Smithson Young"),
    ],
)
def test_the_alphabet_of_the_article_orders_the_list(lang: str, families: str) -> None:
    wanted = families.split()
    works = [{"type": "book", "author": [{"family": f}]} for f in sorted(wanted, reverse=True)]
    assert entries(works, lang, SORTED) == wanted


@pytest.mark.parametrize(
    ("lang", "year", "printed"),
    [
        ("tr", -44, "MÖ 44a MÖ 44b"),
        ("az", -44, "e.ə. 44a e.ə. 44b"),
        ("ru", -44, "44a до н. э. 44b до н. э."),
        ("en", -44, "44a BC 44b BC"),
        ("de", -44, "44a v. Chr. 44b v. Chr."),
        ("fr", -44, "44a av. J.-C. 44b av. J.-C."),
        ("tr", 79, "MS 79a MS 79b"),
        ("zh", -44, "44a公元前 44b公元前"),
    ],
)
@pytest.mark.parametrize("own_suffix", [True, False])
def test_a_year_has_its_era_where_the_language_has_it(
    lang: str, year: int, printed: str, own_suffix: bool
) -> None:
    letter = '<text variable="year-suffix"/>' if own_suffix else ""
    style = f"""<style {CSL} version="1.0" class="in-text">
      <citation disambiguate-add-year-suffix="true"><layout delimiter=" ">
        <date variable="issued"><date-part name="year"/></date>{letter}
      </layout></citation></style>"""
    item = {"type": "book", "issued": {"date-parts": [[year]]}}
    cited = [Citation("c", (CiteItem("a"), CiteItem("b")))]
    items = {"a": item | {"id": "a"}, "b": item | {"id": "b"}}
    (found,) = format_citations(style, project_locale, items, cited, lang).citations
    assert ast.plain_text(found.inlines).replace("\u00a0", " ") == printed


@pytest.mark.parametrize(
    "lang", ["ru", "tr", "fa", "ar", "uk", "kk", "uz", "ky", "tk", "crh", "ka", "hy"]
)
def test_a_locale_says_nothing_in_english(lang: str) -> None:
    from nashr.citations.compiled_style import parse_style_xml
    from nashr.citations.locales import layers

    root = parse_style_xml(STYLE)
    own, _ = layers(root, parse_style_xml, project_locale, lang)
    english, _ = layers(root, parse_style_xml, project_locale, "en-US")
    same = {"album", "film", "internet", "podcast", "standard", "patent", "video", "opus", "par."}
    same |= {"n.", "op.", "cit.", "ed.", "Mar.", "no.", "s.v.", "preprint", "post", "prod."}
    wrong = [
        (name, form, term.single)
        for (name, form, _), term in own.terms.items()
        if (said := english.terms.get((name, form, ""))) is not None
        and term.single == said.single
        and any(map(str.isalpha, term.single))
        and term.single not in same
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("kind", "number", "printed"),
    [("volume", "1-2", "cilt 1–2"), ("page", "3-4", "sayfa 3–4"), ("issue", "1-2", "sayı 1–2")],
)
def test_a_turkish_noun_has_no_plural_beside_a_number(kind: str, number: str, printed: str) -> None:
    style = f"""<style {CSL} version="1.0" class="in-text">
      <citation><layout/></citation>
      <bibliography><layout><group delimiter=" ">
        <label variable="{kind}"/><text variable="{kind}"/>
      </group></layout></bibliography></style>"""
    assert entries([{"type": "book", kind: number}], "tr", style) == [printed]


@pytest.mark.parametrize(
    ("lang", "state", "printed"),
    [
        ("az", "in press", "Çapda"),
        ("tr", "forthcoming", "Yayımlanacak"),
        ("ru", "submitted", "На рассмотрении"),
        ("de", "in press", "Im Druck"),
        ("en", "in press", "In press"),
        ("tr", "çapda", "Çapda"),
        ("ka", "in preparation", "მზადდება"),
        ("kk", "in press", "Баспада"),
        ("uz", "submitted", "Koʻrib chiqilmoqda"),
        ("sv", "in preparation", "Under arbete"),
    ],
)
def test_what_is_not_published_is_called_so_in_the_language_of_the_list(
    lang: str, state: str, printed: str
) -> None:
    status = '<text variable="status" text-case="capitalize-first"/>'
    date = '<date variable="issued"><date-part name="year"/></date>'
    style = f"""<style {CSL} version="1.0" class="in-text"><citation><layout/></citation>
      <bibliography><layout>{status}{date}</layout></bibliography></style>"""
    works = [{"type": "book", "status": state, "language": "az"}]
    assert entries(works, lang, style) == [printed]
    works = [{"type": "book", "issued": {"literal": state.capitalize()}}]
    assert entries(works, lang, style) == [printed]


def test_the_hyphen_of_a_law_is_no_range() -> None:
    style = f"""<style {CSL} version="1.0" class="in-text">
      <citation><layout/></citation>
      <bibliography><layout><group delimiter=" ">
        <label variable="number" form="short"/><text variable="number"/>
      </group></layout></bibliography></style>"""
    for number, printed in (("506-IVQ", "no. 506-IVQ"), ("TR-2019-7", "no. TR-2019-7")):
        assert entries([{"type": "bill", "number": number}], "en", style) == [printed]
    assert entries([{"type": "bill", "number": "3, 4"}], "en", style) == ["nos. 3, 4"]


@pytest.mark.parametrize(
    ("lang", "made_for", "printed"),
    [
        ("en", "en-US", "Ak, Bo, and Cem"),
        ("en", "", "Ak, Bo, and Cem"),
        ("tr", "en-US", "Ak, Bo ve Cem"),
        ("az", "en-US", "Ak, Bo və Cem"),
        ("ru", "", "Ak, Bo и Cem"),
        ("fa", "en-US", "Ak, Bo و Cem"),
        # A style that was made for the language says so itself.
        ("az", "az-AZ", "Ak, Bo, və Cem"),
    ],
)
def test_no_comma_stands_before_and_in_languages_that_have_none(
    lang: str, made_for: str, printed: str
) -> None:
    spoken = f'default-locale="{made_for}"' if made_for else ""
    style = f"""<style {CSL} version="1.0" class="in-text" {spoken}>
      <citation><layout/></citation>
      <bibliography><layout><names variable="author">
        <name and="text" delimiter-precedes-last="always"/>
      </names></layout></bibliography></style>"""
    people = [{"family": name} for name in ("Ak", "Bo", "Cem")]
    assert entries([{"type": "book", "author": people}], lang, style) == [printed]


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("az", "Ak və Bo"),
        ("de", "Ak, & Bo"),
        ("en", "Ak, & Bo"),
        ("ru", "Ak и Bo"),
        ("tr", "Ak ve Bo"),
        ("uk", "Ak і Bo"),
    ],
)
def test_a_language_has_its_word_where_a_style_has_a_sign_for_and(lang: str, printed: str) -> None:
    style = f"""<style {CSL} version="1.0" class="in-text"><citation><layout/></citation>
      <bibliography><layout><names variable="author">
        <name and="symbol" delimiter-precedes-last="always"/>
      </names></layout></bibliography></style>"""
    people = [{"family": "Ak"}, {"family": "Bo"}]
    assert entries([{"type": "book", "author": people}], lang, style) == [printed]


@pytest.mark.parametrize(
    ("lang", "of_work", "printed"),
    [
        ("fa", "fa", "۳ اردیبهشت ۱۴۰۰"),
        ("fa", "", "3 اردیبهشت 1400"),
        ("ar", "ar", "٣ صفر ١٤٠٠"),
        # The months of the work's calendar, whose names no other calendar has.
        ("az", "fa", "3 اردیبهشت 1400"),
        ("az", "az", "3 fevral 1400"),
    ],
)
def test_a_date_of_the_hijra_has_the_months_of_its_calendar(
    lang: str, of_work: str, printed: str
) -> None:
    style = f"""<style {CSL} version="1.0" class="in-text"><citation><layout/></citation>
      <bibliography><layout><date variable="issued" form="text"/></layout></bibliography></style>"""
    work = {"type": "book", "language": of_work, "issued": {"date-parts": [[1400, 2, 3]]}}
    (entry,) = entries([work], lang, style)
    assert " ".join(sorted(entry.replace("،", "").split())) == " ".join(sorted(printed.split()))


@pytest.mark.parametrize(
    ("lang", "places", "printed"),
    [
        ("az", "Leiden and Boston", "Leiden və Boston"),
        ("tr", "Leiden and Boston and Köln", "Leiden, Boston ve Köln"),
        ("en", "Leiden and Boston", "Leiden and Boston"),
        ("ru", "Mostar, Bosnia and Herzegovina", "Mostar, Bosnia and Herzegovina"),
    ],
)
def test_places_have_the_word_of_the_list_between_them(
    lang: str, places: str, printed: str
) -> None:
    style = f"""<style {CSL} version="1.0" class="in-text"><citation><layout/></citation>
      <bibliography><layout><text variable="publisher-place"/></layout></bibliography></style>"""
    assert entries([{"type": "book", "publisher-place": places}], lang, style) == [printed]


@pytest.mark.parametrize("lang", supported())
def test_a_work_under_review_is_called_so_in_every_language(lang: str) -> None:
    style = f"""<style {CSL} version="1.0" class="in-text"><citation><layout/></citation>
      <bibliography><layout><date variable="issued"><date-part name="year"/></date></layout>
      </bibliography></style>"""
    for state in ("submitted", "accepted", "in preparation", "in press"):
        (printed,) = entries([{"type": "book", "issued": {"literal": state}}], lang, style)
        assert (printed == state) == (lang == "en")
