"""Entries in their own language, side by side in one list, and the alphabets that order them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from nashr import ast
from nashr.citations import format_citations
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
