"""Words by which front matter is recognised."""

from __future__ import annotations

import pytest

from nashr.importing.front_words import article_type, labelled


@pytest.mark.parametrize(
    ("text", "tag", "rest"),
    [
        ("Açar sözlər (5-8 söz): dil, söz", "az", "dil, söz"),
        ("Açar  sözlər: dil", "az", "dil"),
        ("Açar ifadələr: dil", "az", "dil"),
        ("Anahtar Kavramlar: dil", "tr", "dil"),
        ("Key terms: language", "en", "language"),
        ("Ключевые слова и словосочетания: язык", "ru", "язык"),
        ("Kalit so‘zlar: til", "uz", "til"),
        ("Кілт сөздер: тіл", "kk", "тіл"),
        ("Anahtar Kelimeler/Keywords: dil", "tr", "dil"),
    ],
)
def test_labels_of_keywords(text: str, tag: str, rest: str) -> None:
    found = labelled(text, "keywords")
    assert found is not None
    assert (found[0], text[found[1] :]) == (tag, rest)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        *(("Rezüme", "az"), ("Məqalənin xülasəsi:", "az"), ("Makalenin Özeti", "tr")),
        *(("Öz (Abstract)", "tr"), ("Structured Abstract:", "en"), ("İngilizce Özet", "en")),
        *(("Аннотация на русском языке", "ru"), ("Öz/Abstract", "tr")),
    ],
)
def test_labels_of_abstracts(text: str, tag: str) -> None:
    assert labelled(text, "abstract") == (tag, len(text))


@pytest.mark.parametrize("text", ["Özet olarak dil değişir.", "Abstract art (1910) is new."])
def test_sentences_that_begin_with_such_a_word_are_no_labels(text: str) -> None:
    assert labelled(text, "abstract") is None


@pytest.mark.parametrize(
    "text",
    [
        "Research Article – Araştırma Makalesi",
        "(Araştırma Makalesi)",
        "Makale Türü: Araştırma Makalesi",
    ],
)
def test_kinds_of_articles_as_journals_word_them(text: str) -> None:
    assert article_type(text) == "research-article"
