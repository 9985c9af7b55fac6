"""The reference lists of languages that the CSL project has no locale of, or one partly in English.

A reader of such a list must not meet a word of another language in it, and must find there the
words that nashr prints in the text. The works are samples.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from citations_kit import listed, locale

from nashr.citations.compiled_style import parse_style_xml
from nashr.citations.locales import Locale, layers
from nashr.languages import language

LANGUAGES = ("kk", "uz", "ky", "tk", "crh", "ka", "hy")
#: A word in the letters of each language, for names and titles: what else is printed is the list's.
WORDS = {
    "kk": "Сөзжасам",
    "uz": "Soʻzlik",
    "ky": "Сөздүк",
    "tk": "Sözlük",
    "crh": "Sözlük",
    "ka": "სიტყვა",
    "hy": "Բառարան",
}
#: Words of English lists; none of them is a word of a language above.
ENGLISH = frozenset(
    "and et al al. in ed ed. eds eds. edited by trans. translated translator editor editors "
    "accessed retrieved from available at cited vol vol. volume no. nos. number issue p. pp. page "
    "pages n.d. date edn ed.) chapter chap. press online may author references".split()
)
STYLES = ("apa", "chicago-author-date", "elsevier-harvard", "gost-r-7-0-5-2008", "ieee")


def works(tag: str) -> list[dict[str, Any]]:
    word = WORDS[tag]
    people = [{"family": word, "given": word} for _ in range(30)]
    day = {"date-parts": [[2024, 5, 6]]}
    return [
        {
            "type": "book",
            "author": people[:2],
            "translator": people[:1],
            "title": word,
            "edition": "2",
            "volume": "3",
            "publisher": word,
            "publisher-place": word,
            "issued": {"date-parts": [[2001]]},
        },
        {
            "type": "chapter",
            "author": people[:3],
            "editor": people[:2],
            "title": word,
            "container-title": word,
            "page": "10-20",
            "issued": {"date-parts": [[2002]]},
            "publisher": word,
        },
        {
            "type": "article-journal",
            "author": people,
            "title": word,
            "container-title": word,
            "volume": "4",
            "issue": "1",
            "page": "5-7",
            "issued": {"date-parts": [[2003]]},
        },
        {"type": "article-newspaper", "title": word, "container-title": word, "issued": day},
        {
            "type": "webpage",
            "author": people[:1],
            "title": word,
            "URL": "https://example.org",
            "accessed": day,
        },
    ]


def spoken(tag: str) -> Locale:
    root = parse_style_xml(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        "<citation><layout/></citation></style>"
    )
    return Locale(layers(root, parse_style_xml, locale, tag), tag)


#: English terms that are words of the language too, or Latin ones.
SHARED = {
    "de-DE": "circa in loc-cit online op-cit sub-verbo".split(),
    "sv-SE": (
        "album anonymous film ibid internet loc-cit online op-cit opus patent standard sub-verbo "
        "video"
    ).split(),
}


@pytest.mark.parametrize(
    ("tag", "shared"), [*SHARED.items(), ("de-AT", SHARED["de-DE"]), ("de-CH", SHARED["de-DE"])]
)
def test_the_words_of_a_locale_are_not_english(tag: str, shared: Sequence[str]) -> None:
    own, english = spoken(tag).layers[0].terms, spoken("en-US").layers[0].terms
    same = {
        name
        for (name, form, gender), term in own.items()
        if not name.startswith(("month-", "season-"))
        and re.search("[a-z]{2}", term.single)
        and (there := english.get((name, form, gender))) is not None
        and (there.single, there.multiple) == (term.single, term.multiple)
    }
    assert not same - set(shared)


def read(entries: Sequence[str]) -> str:
    return (
        " ".join(entries)
        .replace("\u00a0", " ")
        .replace("URL", "")
        .replace("https://example.org", "")
    )


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("style", STYLES)
def test_no_word_of_a_list_is_english_or_russian(style: str, tag: str) -> None:
    text = read(listed(style, [{**work, "language": tag} for work in works(tag)], tag))
    written = {word.strip("[](),:;“”«»") for word in text.lower().split()}
    assert not written & ENGLISH, text
    assert not re.search("под ред|лектронный|обращения|дата", text), text
    assert tag in ("kk", "ky") or not re.search("[а-яё]", text.lower()), text
    if WORDS[tag][0] > "z":
        assert not re.search("[A-Za-z]{2,}", text), text


@pytest.mark.parametrize("tag", LANGUAGES)
def test_text_and_list_have_the_same_words(tag: str) -> None:
    record, terms = language(tag), spoken(tag)
    if tag != "hy":  # Armenian lists have the month alone in another case than dates.
        assert tuple(terms.term(f"month-{n:02}") for n in range(1, 13)) == record.months
    assert tuple(map(terms.month_of_day, range(1, 13))) == record.months
    assert terms.term("et-al").replace("\u00a0", " ") == record.et_al
    assert terms.term("and") == terms.own_symbol("and") == record.list_and
    quotes = record.quotes
    assert terms.quotes.outer == (quotes.open, quotes.close)
    assert terms.quotes.inner == (quotes.inner_open, quotes.inner_close)
    for name in ("page", "volume", "chapter", "book", "part", "table"):
        assert terms.term(name) in record.locator_terms[name], name


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("kk", "1-ші 6-шы 9-шы 10-шы 20-шы 23-ші 40-шы 50-ші 100-ші 116-шы"),
        ("uz", "1-nchi 6-nchi 20-nchi 100-nchi"),
        ("ky", "1-чи 3-чү 6-чы 9-чу 10-чу 20-чы 30-чу 50-чү 70-чи 80-чи 100-чү 104-чү"),
        ("tk", "1-nji 6-njy 9-njy 10-njy 20-nji 30-njy 50-nji 100-nji 140-njy"),
        ("crh", "1-nci 6-ncı 9-ncı 10-ncı 20-nci 40-ncı 50-nci 100-nci"),
        ("ka", "1-ლი 2-ე 21-ე"),
        ("hy", "1-ին 2-րդ 21-րդ 101-րդ"),
    ],
)
def test_the_suffix_of_an_ordinal_follows_the_number_read_aloud(tag: str, printed: str) -> None:
    terms = spoken(tag)
    for ordinal in printed.split():
        number, _, _ = ordinal.partition("-")
        assert number + terms.ordinal(int(number), "") == ordinal


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("name", ["page", "volume", "issue", "chapter", "section"])
def test_a_noun_beside_a_number_has_no_plural(name: str, tag: str) -> None:
    terms = spoken(tag)
    if tag != "hy":
        assert terms.term(name, plural=True) == terms.term(name)
    if tag != "hy" or name == "page":
        assert terms.term(name, "short", plural=True) == terms.term(name, "short")


@pytest.mark.parametrize(
    "tag", ["kk", "kk-KZ", "uz", "uz-UZ", "uz-Latn", "crh-Latn-UA", "ka-GE", "ky-KG", "tk-TM"]
)
def test_a_tag_finds_the_locale_of_its_language(tag: str) -> None:
    assert spoken(tag).term_language("accessed").partition("-")[0] == tag.partition("-")[0]


@pytest.mark.parametrize(
    ("tag", "year", "printed"),
    [
        ("kk", -44, "б.з.д. 44"),
        ("ky", -44, "б.з.ч. 44"),
        ("uz", -44, "mil. av. 44"),
        ("ka", 79, "ახ. წ. 79"),
    ],
)
def test_an_era_stands_before_its_year(tag: str, year: int, printed: str) -> None:
    work = {"type": "book", "title": WORDS[tag], "issued": {"date-parts": [[year]]}}
    assert printed in read(listed("apa", [work], tag))


@pytest.mark.parametrize(
    ("tag", "printed"),
    [
        ("kk", "Қаралған күні: 6 мамыр 2024, https://example.org"),
        ("ky", "Кайрылуу күнү: 6-май, 2024, https://example.org"),
        ("crh", "Müracaat künü: 6 mayıs 2024, https://example.org"),
        ("ka", "ნახვის თარიღი: 6 მაისი, 2024, https://example.org"),
    ],
)
def test_a_web_page_has_the_day_it_was_seen(tag: str, printed: str) -> None:
    (entry,) = listed("apa", works(tag)[-1:], tag)
    assert printed in entry.replace("\u00a0", " ")
