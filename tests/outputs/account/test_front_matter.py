"""Names, affiliations and dates that a product loses, exchanges or gives to another author."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import docx_kit
import edition_kit
import pytest

from nashr.messages import Message
from nashr.model import Affiliation, Author, Classification, Dates
from nashr.outputs.account import shown_html
from nashr.outputs.account.findings import account
from nashr.outputs.docx import front as docx_front
from nashr.outputs.edition import Edition
from nashr.outputs.epub import render as epub
from nashr.outputs.epub.media import media
from nashr.outputs.html import render as html
from nashr.outputs.jats.front_shown import unshown
from nashr.outputs.jats.render import article_element
from nashr.outputs.pdf import render as pdf
from nashr.people import LocalAuthor, Person

AUTHORS = (
    Author(
        "Əliyeva",
        "Ülviyyə",
        "0000-0002-1825-0097",
        "u@example.org",
        True,
        ("a", "b"),
        degree="fizika üzrə fəlsəfə doktoru",
        translations={"en": LocalAuthor("Aliyeva", "Ulviyya")},
    ),
    Author("İsmayıl-zadə", "Şahin", "0000-0001-5109-3700", "s@example.org", True, ("b",)),
    Author("Quliyev", "Orxan", None, None, False, ("a",)),
)
ARTICLE = replace(
    edition_kit.ARTICLE,
    authors=AUTHORS,
    dates=Dates(dt.date(2026, 1, 12), accepted=dt.date(2026, 2, 3), published=dt.date(2026, 3, 31)),
    classification=Classification(udc=("53.08",), jel=("A10", "B20")),
    editors=(Person("Vəliyev", "Rauf"),),
)
#: One author, so that the name stands in the byline without any mark.
ALONE = replace(
    ARTICLE,
    authors=(replace(AUTHORS[0], affiliations=("a",), degree=None, translations={}),),
    affiliations=ARTICLE.affiliations[:1],
)


@cache
def edition(alone: bool = False) -> Edition:
    return edition_kit.edition(ALONE if alone else ARTICLE)


def told_of(product: str, edition: Edition) -> list[str]:
    engines = edition_kit.ENGINES
    match product:
        case "pdf":
            page = pdf.prepare_pages(edition, engines).html
        case "epub":
            shell, files = epub._shell(edition), media(edition.document.resources, lambda _: None)
            pages = epub._pages(shell, edition, files, engines.fonts)
            return listed(edition, [one.root for one in pages], heads=2)
        case _:
            page = html.render(edition, engines).value[0].data.decode()
    return listed(edition, [shown_html.parsed(page)])


def listed(edition: Edition, roots: Sequence[Any], heads: int = 1) -> list[str]:
    shown, said = shown_html.read(roots).text, shown_html.alternatives(roots)
    found = account(edition, Message("the web page"), shown, said, heads=heads)
    return [f"{one.code} {one.message}" for one in found]


#: What is changed in the templates of each product, and of what readers are told.
CHANGES = {
    "a name is lost": "text-lost “Ülviyyə Əliyeva",
    "names change places": "text-disordered “",
    "marks are lost": "text-lost “Ülviyyə Əliyeva 1, 2” is missing",
    "an affiliation has another number": "text-lost “2 İnstitut” is missing",
    "dates change places": "text-lost “Redaksiyaya daxil olub 12 yanvar 2026” is missing",
    "dates are lost": "text-lost “Redaksiyaya daxil olub 12 yanvar 2026” is missing",
    "addresses change places": "text-lost “Ülviyyə Əliyeva u@example.org” is missing",
    "identifiers change places": "text-lost “Ülviyyə Əliyeva 0000-0002-1825-0097” is missing",
}
TEMPLATES = {
    "html": ("html/article.html.j2", "page."),
    "epub": ("epub/title.xhtml.j2", ""),
    "pdf": ("pdf/article.html.j2", ""),
}


def changed(product: str, edition: Edition, change: str) -> Edition:
    path, page = TEMPLATES[product]
    text = edition.templates[path]
    loop = f"in {page}authors -%}}" if product == "pdf" else f"in {page}authors %}}"
    start = text.index(loop)
    place, behind = text[start:], text[:start]
    others = f"({page}authors | reverse | list)[loop.index0]"
    match change:
        case "a name is lost":
            place = place.replace("{{ author.name }}", "", 1)
        case "names change places":
            place = place.replace("authors", "authors | reverse", 1)
        case "marks are lost":
            place = place.replace("in author.marks", "in ()", 1)
        case "an affiliation has another number":
            place = place.replace("{{ place.mark }}", "1")
        case "dates change places":
            dates = f"({page}dates | reverse | list)[loop.index0].text"
            place = place.replace("date.text", dates)
            behind = behind.replace("date.text", dates)
        case "dates are lost":
            place, behind = (part.replace("{{ date.text }}", "") for part in (place, behind))
        case "addresses change places":
            others = "(contacts | reverse | list)[loop.index0]" if product == "pdf" else others
            place = place.replace("{{ author.email }}", f"{{{{ {others}.email }}}}")
            behind = behind.replace("{{ author.email }}</a>", f"{{{{ {others}.email }}}}</a>")
        case "identifiers change places":
            at = "{{ author.orcid }}</"
            place = place.replace(at, f"{{{{ {others}.orcid }}}}</")
            behind = behind.replace(at, f"{{{{ {others}.orcid }}}}</")
    assert behind + place != text
    return replace(edition, templates={**edition.templates, path: behind + place})


@pytest.mark.parametrize("product", TEMPLATES)
def test_products_that_show_the_front_matter_are_not_complained_of(product: str) -> None:
    assert told_of(product, edition()) == []
    assert told_of(product, edition(alone=True)) == []


@pytest.mark.parametrize("product", TEMPLATES)
@pytest.mark.parametrize("change", CHANGES)
def test_what_a_template_loses_or_exchanges_is_told_of(product: str, change: str) -> None:
    told = told_of(product, changed(product, edition(), change))
    assert any(one.startswith(CHANGES[change]) for one in told), told


@pytest.mark.parametrize("product", TEMPLATES)
def test_a_name_that_stands_in_the_copyright_line_alone_is_lost(product: str) -> None:
    told = told_of(product, changed(product, edition(alone=True), "a name is lost"))
    assert told == [one for one in told if one.startswith("text-lost “Ülviyyə Əliyeva")] != []


def test_a_name_that_the_text_of_the_book_lacks_is_lost() -> None:
    made = edition(alone=True)
    path = "epub/text.xhtml.j2"
    text = made.templates[path].replace("authors | map", "() | map")
    told = told_of("epub", replace(made, templates={**made.templates, path: text}))
    assert told == ["text-lost “Ülviyyə Əliyeva” is missing from the web page."]


def test_a_word_file_has_names_affiliations_and_dates_as_they_belong_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert docx_kit.made(edition())[1] == ()
    lines, dates = docx_front.byline.author_lines, docx_front.fragments.date_lines

    def others(article: Any) -> Any:
        first, second, *more = lines(article)
        return replace(first, marks=second.marks), replace(second, name=first.name), *more

    def turned(edition: Edition, words: Any) -> Any:
        found = dates(edition, words)
        texts = reversed([one.text for one in found])
        return tuple(replace(one, text=text) for one, text in zip(found, texts, strict=True))

    with monkeypatch.context() as patched:
        patched.setattr(docx_front.byline, "author_lines", others)
        told = [str(one.message) for one in docx_kit.made(edition())[1]]
    assert "“Ülviyyə Əliyeva 1, 2” is missing from the Word file." in told
    assert "“Şahin İsmayıl-zadə 2” is missing from the Word file." in told
    monkeypatch.setattr(docx_front.fragments, "date_lines", turned)
    told = [str(one.message) for one in docx_kit.made(edition())[1]]
    assert "“Redaksiyaya daxil olub 12 yanvar 2026” is missing from the Word file." in told


def swap(root: Any, path: str) -> None:
    first, second, *_ = root.xpath(path)
    first.text, second.text = second.text, first.text


#: What is changed in a JATS file, by XPath, and the words that are told of.
OF_JATS = [
    ("//contrib/name/surname", ["Şahin İsmayıl-zadə", "Orxan Quliyev"]),
    (
        "//contrib/email",
        ["Ülviyyə Əliyeva u@example.org", "Şahin İsmayıl-zadə s@example.org"],
    ),
    ("//history/date/day", ["received 2026-01-12", "accepted 2026-02-03"]),
    ("//kwd-group[@xml:lang='az']/kwd", ["işıq, ölçü"]),
]


@pytest.mark.parametrize(("path", "words"), OF_JATS)
def test_the_front_of_a_jats_file_is_as_the_front_matter_has_it(
    path: str, words: list[str]
) -> None:
    root = copy.deepcopy(article_element(edition()))
    article = edition().document.article
    assert [*unshown(article, root)] == []
    swap(root, path)
    assert [one.words for one in unshown(article, root)] == words


def test_a_jats_author_with_the_affiliation_of_another_is_told_of() -> None:
    root = copy.deepcopy(article_element(edition()))
    xrefs = root.xpath("//contrib/xref[@ref-type='aff']")
    xrefs[-1].set("rid", xrefs[1].get("rid"))
    assert [one.words for one in unshown(edition().document.article, root)] == [
        "Orxan Quliyev, Sınaq Universiteti"
    ]


def test_codes_stand_in_every_product_also_of_an_article_without_abstract_and_keywords() -> None:
    texts = (replace(ARTICLE.texts[0], abstract=None, keywords=()),)
    made = edition_kit.edition(replace(ARTICLE, texts=texts))
    assert [told_of(product, made) for product in TEMPLATES] == [[], [], []]
    assert docx_kit.made(made)[1] == ()


def test_short_values_and_names_of_others_are_not_mistaken_for_the_byline() -> None:
    """A keyword of one letter, an author without an affiliation, one that is named twice."""
    twice = replace(AUTHORS[2], affiliations=())
    article = replace(
        ARTICLE,
        texts=(replace(ARTICLE.texts[0], keywords=("A", "ş")), *ARTICLE.texts[1:]),
        authors=(twice, *AUTHORS[:2], twice),
        affiliations=(*ARTICLE.affiliations, Affiliation("c", "1 saylı məktəb")),
    )
    made = edition_kit.edition(article)
    assert [told_of(product, made) for product in TEMPLATES] == [[], [], []]
    assert docx_kit.made(made)[1] == ()


def test_a_journal_may_print_no_copyright_line_and_no_address_of_those_who_do_not_answer() -> None:
    made = edition_kit.edition(replace(ALONE, authors=(replace(AUTHORS[0], corresponding=False),)))
    path, texts = "html/article.html.j2", made.templates
    shell = texts[path].replace("{{ page.holders }}", "").replace("author in contacts", "false")
    assert shell != texts[path]
    assert told_of("html", replace(made, templates={**texts, path: shell})) == []
