"""Letters that a product has without what tells them apart, and links that it lost."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import docx_kit
import edition_kit
import lxml.html
import pytest

from nashr.importing.ooxml import tag
from nashr.messages import Message
from nashr.outputs.account import shown_html
from nashr.outputs.account.findings import account
from nashr.outputs.account.looks import Looks, looks_of_pages
from nashr.outputs.docx import shown as shown_docx
from nashr.outputs.edition import Edition
from nashr.outputs.html import render as html
from nashr.outputs.jats import shown as shown_jats
from nashr.outputs.jats.render import article_element
from nashr.outputs.jats.xml import XLINK

TEXT = """
Su H~2~O və 10^57^ ədədi, ~~silinmiş~~ söz, *kursiv **qalın** söz*, [kiçik]{.smallcaps}
və [altı xətli]{.underline}.[^a]

# Başlıq x^n+1^ üçün

| Ad | Say |
|----|-----|
| m^3^ | [sayt](https://example.org/a_(b)?x=1&y=ə) |

[^a]: Qeydin CO~2~ sözü, <https://example.org/qeyd>. [*Əsərin adı*]{#cite-1 .citation}
"""


@cache
def edition() -> Edition:
    return edition_kit.edition(text=TEXT)


@cache
def page() -> Any:
    (file,) = html.render(edition(), edition_kit.ENGINES).value
    return lxml.html.document_fromstring(file.data)


def told(shown: str, said: list[str], looks: Looks, **more: Any) -> list[str]:
    product = Message("the web page")
    found = account(edition(), product, shown, said, looks=looks, **more)
    return [str(one.message) for one in found]


def told_of_page(root: Any) -> list[str]:
    shown, said = shown_html.read([root]).text, shown_html.alternatives([root])
    return told(shown, said, looks_of_pages([root]))


def told_of_jats(root: Any) -> list[str]:
    text, said = shown_jats.read(root)[0], shown_jats.alternatives(root)
    return told(text, said, shown_jats.looks_of(root), raw_formulas=False, front=())


@cache
def word() -> tuple[Any, Any]:
    package = docx_kit.package(edition())
    return (
        docx_kit.part(package, "word/document.xml"),
        docx_kit.part(package, "word/footnotes.xml"),
    )


ADDRESSES = ("https://example.org/a_(b)?x=1&y=%C9%99", "https://example.org/qeyd")


def told_of_word(document: Any, notes: Any) -> list[str]:
    text, said = shown_docx.read(document, notes)[0], shown_docx.alternatives(document, notes)
    looks = shown_docx.looks_of([document, notes], ADDRESSES)
    facts = shown_docx.facts(document)
    return told(text, said, looks, raw_formulas=False, facts=facts)


def plain(*words: str) -> list[str]:
    return [f"“{one}” stands in the web page without its formatting." for one in words]


#: What is lost of the web page, and of JATS.
LOST = [
    ("//sub[.='2']", "//sub[.='2']", ["2"]),
    ("//sup[.='57']", "//sup[.='57']", ["57"]),
    ("//sup[.='n+1']", "//sup[.='n+1']", ["n+1"]),
    ("//td/sup", "//td/sup", ["3"]),
    ("//del", "//strike", ["silinmiş"]),
    ("//em[strong]", "//italic[bold]", ["kursiv qalın söz"]),
    ("//span[@class='smallcaps']", "//sc", ["kiçik"]),
    ("//u", "//underline", ["altı xətli"]),
    ("//em[.='Əsərin adı']", "//xref/italic", ["Əsərin adı"]),
]


def test_what_stands_out_as_written_is_not_complained_of() -> None:
    assert told_of_page(page()) == []
    assert told_of_jats(article_element(edition())) == []
    assert told_of_word(*word()) == []
    assert docx_kit.made(edition())[1] == ()


@pytest.mark.parametrize(("of_page", "of_jats", "words"), LOST)
def test_letters_that_lose_their_mark_are_told_of(
    of_page: str, of_jats: str, words: list[str]
) -> None:
    for made, path, read in (
        (page(), of_page, told_of_page),
        (article_element(edition()), of_jats, told_of_jats),
    ):
        root = copy.deepcopy(made)
        for element in root.xpath(path)[-1:]:
            element.tag = "span"
            element.attrib.pop("class", None)
        assert read(root) == plain(*words), path


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("w:vertAlign", "57"),
        ("w:strike", "silinmiş"),
        ("w:smallCaps", "kiçik"),
        ("w:u", "altı xətli"),
    ],
)
def test_runs_of_a_word_file_that_lose_a_property_are_told_of(name: str, words: str) -> None:
    document = copy.deepcopy(word()[0])
    runs = [one for one in document.iter(tag("w:r")) if words == "".join(one.itertext())]
    lost = runs[0].find(f"{tag('w:rPr')}/{tag(name)}")
    lost.getparent().remove(lost)
    assert told_of_word(document, word()[1]) == plain(words)


def test_a_link_that_leads_elsewhere_is_told_of() -> None:
    address = "https://example.org/a_(b)?x=1&y=ə"
    lost = [f"The link to {address} is missing from the web page."]
    root = copy.deepcopy(page())
    root.xpath("//td/a")[0].set("href", "https://example.org/a_")
    assert told_of_page(root) == lost
    root = copy.deepcopy(article_element(edition()))
    root.xpath("//td/ext-link")[0].set(f"{{{XLINK}}}href", "https://example.org/a_")
    assert told_of_jats(root) == lost
