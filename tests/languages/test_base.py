"""The records of the languages: complete, consistent, and found by tag."""

import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import fields
from string import Formatter

import pytest

from nashr.languages import (
    ARTICLE_TYPES,
    CALLOUTS,
    CREDIT_ROLES,
    LICENSES,
    LOCATORS,
    PEER_REVIEWS,
    Labels,
    is_supported,
    language,
    supported,
)

NUMBERED = {
    "figure",
    "figure_lower",
    "figure_caption",
    "table",
    "table_lower",
    "table_caption",
    "section",
    "section_lower",
    "equation",
    "equation_lower",
}
EVERYWHERE = {
    "appendix",
    "article-locator",
    "book",
    "chapter",
    "column",
    "equation",
    "figure",
    "folio",
    "issue",
    "line",
    "note",
    "page",
    "paragraph",
    "part",
    "section",
    "table",
    "verse",
    "volume",
}
SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "hy": "ARMENIAN", "ka": "GEORGIAN"} | dict.fromkeys(
    ("ru", "uk", "kk", "ky"), "CYRILLIC"
)


#: Sentences that stand in English where a language does not have them yet.
ENGLISH_ELSEWHERE = ("access_text", "access_images", "access_math")
#: Names that are the same in every language.
NAMES = ("DOI", "ISSN", "MathML", "TeX", "JEL", "MSC", "PACS")


#: The places of the labels that have others than a number.
OTHER_PLACES = {"colon": {"label"}, "cited_page": {"page"}, "of_several": {"n", "total"}}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("tag", supported())
def test_every_kind_of_callout_has_a_word(tag: str) -> None:
    words = language(tag).callouts
    assert set(words) == set(CALLOUTS)
    assert len(set(words.values())) == len(CALLOUTS)


@pytest.mark.parametrize("tag", supported())
def test_every_label_is_written(tag: str) -> None:
    labels = language(tag).labels
    for field in fields(Labels):
        text = getattr(labels, field.name)
        if not text and field.name in ENGLISH_ELSEWHERE:
            continue
        assert text and text == text.strip(), field.name
        assert text == unicodedata.normalize("NFC", text), field.name
        wanted = {"n"} if field.name in NUMBERED else OTHER_PLACES.get(field.name, set())
        assert _placeholders(text) == wanted, field.name


@pytest.mark.parametrize("tag", supported())
def test_lists_of_names_are_complete(tag: str) -> None:
    record = language(tag)
    assert record.tag == tag
    assert tuple(record.article_types) == ARTICLE_TYPES
    assert tuple(record.credit_roles) == CREDIT_ROLES
    assert len(set(record.credit_roles.values())) == 14
    assert tuple(record.peer_reviews) == PEER_REVIEWS
    assert len(set(record.peer_reviews.values())) == len(PEER_REVIEWS)
    assert _placeholders(record.date_in_numbers) == {"day", "month", "year"}
    assert _placeholders(record.percent) == {"n"}
    assert len(set(record.article_types.values())) == len(ARTICLE_TYPES)
    assert len(record.months) == len(set(record.months)) == 12
    assert _placeholders(record.date) == {"day", "month", "year"}
    assert record.endonym and record.list_and
    for written in (record.abbreviations, record.introducing, record.query):
        assert written and [word.lower() for word in written] == list(written)
        assert len(set(written)) == len(written)
    assert all(word.endswith(".") for word in record.abbreviations)
    assert record.before_number and not any(word.endswith(".") for word in record.before_number)
    assert len(set(record.alphabet)) == len(record.alphabet) > 25
    assert record.dotted_i == (tag in {"az", "tr", "crh"})


@pytest.mark.parametrize("tag", supported())
def test_license_statements_name_the_license(tag: str) -> None:
    statements = language(tag).license_statements
    assert set(statements) == set(LICENSES)
    for spdx, name in LICENSES.items():
        assert name in statements[spdx]
        assert statements[spdx][-1] in ".։"


@pytest.mark.parametrize("tag", supported())
def test_locator_terms(tag: str) -> None:
    terms = language(tag).locator_terms
    assert set(terms) <= set(LOCATORS)
    assert set(terms) >= (set(LOCATORS) if tag in ("az", "tr", "en", "ru") else EVERYWHERE)
    words = Counter(word for group in terms.values() for word in group)
    assert [word for word, count in words.items() if count > 1] == []
    assert "" not in words


@pytest.mark.parametrize("tag", supported())
def test_words_are_in_one_script(tag: str) -> None:
    """No letter of another alphabet has slipped into a word (Cyrillic е in a Latin word)."""
    record = language(tag)
    texts = [getattr(record.labels, field.name) for field in fields(Labels)]
    texts += [*record.article_types.values(), *record.credit_roles.values(), *record.months]
    texts += record.peer_reviews.values()
    texts += [word for group in record.locator_terms.values() for word in group]
    texts += [*record.alphabet, record.list_and, record.date]
    texts += [*record.abbreviations, *record.introducing, *record.before_number, *record.query]
    for text in texts:
        for word in "".join(c if c.isalpha() else " " for c in text).split():
            scripts = {unicodedata.name(char).split()[0] for char in word} - {"MODIFIER"}
            assert len(scripts) == 1, text
    own = SCRIPTS.get(tag, "LATIN")
    assert all(unicodedata.name(letter[0]).startswith(own) for letter in record.alphabet)
    assert all(unicodedata.name(month[0]).startswith(own) for month in record.months)


@pytest.mark.parametrize("tag", sorted(set(supported()) - {"ar", "fa", "ka"}))
def test_labels_are_spelled_with_the_language_s_letters(tag: str) -> None:
    record = language(tag)
    letters = set("".join(record.alphabet)) | set(record.sorted_as)
    extra = {"de": "äöüß", "fr": "àâçéèêëîïôùûü", "crh": "â", "hy": "և", "tr": "â"}.get(tag, "")
    labels = [getattr(record.labels, field.name) for field in fields(Labels)]
    texts = [*labels, *record.article_types.values(), *record.credit_roles.values()]
    texts += record.peer_reviews.values()
    for text in texts:
        if "{" in text:
            continue
        for name in NAMES:
            text = text.replace(name, "")
        small = text.replace("I", "ı" if record.dotted_i else "I").replace("İ", "i").lower()
        assert {c for c in small if c.isalpha() and c not in "ʻʼ"} <= letters | set(extra), text


@pytest.mark.parametrize("tag", sorted(set(supported()) - {"en"}))
def test_no_label_of_an_article_is_english(tag: str) -> None:
    """What the front matter prints has words of its own in each language."""
    english = {getattr(language("en").labels, field.name).lower() for field in fields(Labels)}
    printed = (
        *("received", "sent", "reviewed", "revised", "resubmitted", "accepted", "published"),
        *("ethics", "ethics_committee", "decision_date", "decision_number", "consent"),
        *("data_availability", "ai_use", "peer_review", "plagiarism_check", "derived_from"),
        *("extended_abstract", "editor_in_charge", "reviewer", "reviewers", "special_issue"),
        *("article_number", "field", "udc", "acknowledgements", "conflict_of_interest"),
        *("credit", "cite_as", "corresponding_author"),
    )
    record = language(tag)
    assert [name for name in printed if getattr(record.labels, name).lower() in english] == []
    assert not set(record.peer_reviews.values()) & set(language("en").peer_reviews.values())


def test_what_the_azerbaijani_page_says() -> None:
    az = language("az")
    assert az.labels.figure.format(n=1) == "Şəkil 1"
    assert az.labels.table_caption.format(n=2) == "Cədvəl 2."
    assert (az.labels.abstract, az.labels.keywords) == ("Xülasə", "Açar sözlər")
    assert az.labels.references == "Ədəbiyyat"
    assert az.date.format(day=19, month=az.months[3], year=2016) == "19 aprel 2016"
    assert az.list_and == "və"
    assert (az.labels.udc, language("ru").labels.udc, language("en").labels.udc) == (
        *("UOT", "УДК", "UDC"),
    )
    assert (az.percent.format(n=60), language("tr").percent.format(n=60)) == ("60%", "%60")
    assert {"s.", "səh.", "səhifə"} <= set(az.locator_terms["page"])


def test_quotes_of_the_languages() -> None:
    assert language("ru").quotes.open == "«"
    assert language("de").quotes.close == "“"
    assert language("fr").quotes.open == "«\u00a0"


@pytest.mark.parametrize("tag", ["az-AZ", "az-Latn-AZ", "az_AZ", "AZ"])
def test_a_regional_tag_finds_its_language(tag: str) -> None:
    record = language(tag)
    assert is_supported(tag)
    assert record.labels == language("az").labels
    assert record.tag == tag.replace("_", "-")
    assert record.dotted_i


def test_an_unknown_language_speaks_english_under_its_own_tag() -> None:
    record = language("it-IT")
    assert not is_supported("it-IT")
    assert record.tag == "it-IT"
    assert record.labels.abstract == "Abstract"
    assert record.alphabet == ()
    assert not record.dotted_i
    assert language("gag").dotted_i


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("az", "ltr"),
        ("az-Arab-IR", "rtl"),
        ("ar", "rtl"),
        ("ar-Latn", "ltr"),
        ("fa-IR", "rtl"),
        ("he", "rtl"),
        ("uz-Arab", "rtl"),
        ("it", "ltr"),
    ],
)
def test_direction_follows_the_script(tag: str, direction: str) -> None:
    assert language(tag).direction == direction


def test_a_language_is_imported_when_it_is_asked_for() -> None:
    program = (
        "import sys, dataclasses\n"
        "import nashr.languages\n"
        "loaded = {name.rpartition('.')[2] for name in sys.modules if 'nashr.languages.' in name}\n"
        "assert not loaded & set(nashr.languages.supported()), loaded\n"
        "assert not {'pyphen', 'nashr.languages.collation'} & set(sys.modules)\n"
        "nashr.languages.language('az')\n"
        "assert 'nashr.languages.az' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
