"""Front matter, read from the first paragraphs of a manuscript."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from word_kit import body_of, complex_field, imported, paragraph, text, word_file, written

from nashr.importing.changes import Treatment
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_fields import Front
from nashr.importing.front_findings import tell_front
from nashr.importing.front_title import Line
from nashr.importing.front_words import begins_text
from nashr.importing.names import Person, persons

_RAISED = '<w:vertAlign w:val="superscript"/>'


def _bold(words: str) -> str:
    return paragraph(text(words, "<w:b/>"), properties='<w:jc w:val="center"/>')


def _made(*paragraphs: str) -> tuple[dict[str, Any], str, list[str]]:
    """The front matter, the text behind it, and the kinds of the findings."""
    made = written(word_file("".join(paragraphs)))
    _, front, body = made.text.split("---\n", 2)
    return yaml.safe_load(front), body.strip(), [one.finding.kind for one in made.findings]


def test_the_front_of_an_azerbaijani_article() -> None:
    front, body, findings = _made(
        paragraph("UOT 327(479.24)"),
        _bold("Azərbaycanın xarici siyasəti"),
        paragraph(
            text("Nümunə Müəllif", "<w:b/>"),
            text("1", _RAISED),
            ", Örnək Yazıçı",
            text("2", _RAISED),
        ),
        paragraph(text("1", _RAISED), "Nümunə Universiteti, Bakı"),
        paragraph(text("2", _RAISED), "Tarix İnstitutu, Gəncə"),
        paragraph("birinci@example.org, ikinci@example.org"),
        paragraph(text("Xülasə. ", "<w:b/>"), "Məqalədə siyasət araşdırılır və nəticə çıxarılır."),
        paragraph("Açar sözlər: siyasət, Azərbaycan; tarix."),
        _bold("The foreign policy of Azerbaijan"),
        paragraph("Abstract: The article examines the policy of the state."),
        paragraph("Keywords: policy, Azerbaijan"),
        paragraph("Giriş", style="Balk1"),
        paragraph("Mətn belə başlayır və davam edir."),
    )
    assert front == {
        "title": "Azərbaycanın xarici siyasəti",
        "lang": "az",
        "abstract": "Məqalədə siyasət araşdırılır və nəticə çıxarılır.",
        "keywords": ["siyasət", "Azərbaycan", "tarix"],
        "classification": {"udc": "327(479.24)"},
        "translations": {
            "en": {
                "title": "The foreign policy of Azerbaijan",
                "abstract": "The article examines the policy of the state.",
                "keywords": ["policy", "Azerbaijan"],
            }
        },
        "authors": [
            {
                "given": "Nümunə",
                "family": "Müəllif",
                "affiliations": ["a1"],
                "email": "birinci@example.org",
            },
            {
                "given": "Örnək",
                "family": "Yazıçı",
                "affiliations": ["a2"],
                "email": "ikinci@example.org",
            },
        ],
        "affiliations": [
            {"id": "a1", "name": "Nümunə Universiteti, Bakı"},
            {"id": "a2", "name": "Tarix İnstitutu, Gəncə"},
        ],
    }
    assert body == "# Giriş\n\nMətn belə başlayır və davam edir."
    assert findings == ["front-guessed"]


def test_the_front_of_a_turkish_article_with_labels_on_lines_of_their_own() -> None:
    front, body, _ = _made(
        paragraph("Türk Dış Politikası", style="KonuBal"),
        paragraph("Örnek YAZAR"),
        paragraph("Örnek Üniversitesi, Ankara"),
        paragraph("https://orcid.org/0000-0000-0000-0001"),
        _bold("Öz"),
        paragraph("Bu makale için bir özet olarak yazılmıştır."),
        paragraph("Anahtar Kelimeler: dış politika, tarih"),
        paragraph("Giriş", style="Balk1"),
        paragraph("Bu metin böyle başlar ve sürer, yazılmış olarak."),
    )
    assert front["title"] == "Türk Dış Politikası"
    assert front["lang"] == "tr"
    assert front["abstract"] == "Bu makale için bir özet olarak yazılmıştır."
    assert front["keywords"] == ["dış politika", "tarih"]
    assert front["authors"] == [
        {
            "given": "Örnek",
            "family": "Yazar",
            "affiliations": ["a1"],
            "orcid": "0000-0000-0000-0001",
        }
    ]
    assert body.startswith("# Giriş")


def test_what_is_not_understood_stays_in_the_text() -> None:
    front, body, _ = _made(
        _bold("Başlıq necə olur"),
        paragraph("Bu sətir heç nəyə oxşamır və burada qalır."),
        paragraph("Xülasə: Qısa mətn belədir."),
        paragraph("Giriş", style="Balk1"),
        paragraph("Mətn davam edir."),
    )
    assert front["abstract"] == "Qısa mətn belədir."
    assert body.startswith("Bu sətir heç nəyə oxşamır və burada qalır.\n\n# Giriş")


def test_words_that_no_field_takes_are_told_of() -> None:
    _, _, findings = _made(
        _bold("Başlıq necə olur"),
        paragraph("Nümunə Müəllif, PhD, Örnək Yazıçı"),
        paragraph("Xülasə: Qısa mətn belədir."),
        paragraph("Giriş", style="Balk1"),
        paragraph("Mətn davam edir."),
    )
    assert findings == ["front-guessed", "front-words"]


def test_a_manuscript_that_has_a_title_alone() -> None:
    front, body, findings = _made(paragraph("Başlıq", style="KonuBal"), paragraph("Mətn belədir."))
    assert front == {"title": "Başlıq", "lang": "az"}
    assert body == "Mətn belədir."
    assert findings == []


@pytest.mark.parametrize(
    ("line", "language", "found"),
    [
        ("Baskın ORAN", "tr", [Person("Baskın", "Oran")]),
        ("IŞIK İlkay", "tr", [Person("İlkay", "Işık")]),
        ("Həsənov Əli Məmməd oğlu", "az", [Person("Əli Məmməd oğlu", "Həsənov")]),
        ("Taras Kuzio^1,2^ and Svante E. Cornell^2^", "en",
         [Person("Taras", "Kuzio", ("1", "2")), Person("Svante E.", "Cornell", ("2",))]),
        ("Bu bir cümlədir", "az", []),
        ("Bakı Dövlət Universiteti", "az", []),
    ],
)  # fmt: skip
def test_names(line: str, language: str, found: list[Person]) -> None:
    assert persons(line, language) == found


def test_a_comment_to_the_title_is_a_query_before_the_text() -> None:
    comment = (
        '<w:comment w:id="7" w:author="Redaktor" w:date="2024-05-06T10:00:00Z">'
        f"{paragraph('Qısaldın.')}</w:comment>"
    )
    title = paragraph("Başlıq", '<w:r><w:commentReference w:id="7"/></w:r>', style="KonuBal")
    made = body_of(word_file(title + paragraph("Mətn."), {"comments": comment}))
    assert made == "<!-- query: 1. Redaktor, 2024-05-06: Qısaldın. -->\n\nMətn."


def test_a_paragraph_that_refers_to_something_is_no_title() -> None:
    first = paragraph("Bax: ", complex_field("REF _Ref1 \\h", "Cədvəl 1"), ".")
    draft = imported(word_file(first + paragraph("Mətn.")))[1]
    assert "Bax" not in draft.front.get("title", "")
    assert "Bax: Cədvəl 1." in written(word_file(first + paragraph("Mətn."))).text


def test_a_title_stays_whose_language_is_not_known() -> None:
    draft = imported(word_file(paragraph("XYZ") + paragraph("123 456.") + paragraph("789.")))[1]
    assert draft.front["title"] == "XYZ"


def test_open_changes_in_a_title_are_accepted_and_told_of() -> None:
    change = '<w:{0} w:id="1" w:author="R">{1}</w:{0}>'
    old = change.format("del", "<w:r><w:delText>köhnə</w:delText></w:r>")
    title = paragraph(text("Dilin "), old, change.format("ins", text("yeni")), text(" tarixi"))
    data = word_file(
        title + paragraph("Açar sözlər: dil") + paragraph("Mətn burada başlayır. " * 3)
    )
    _, draft = imported(data, Treatment.ASK)
    assert draft.front["title"] == "Dilin yeni tarixi"
    [found] = [one for one in draft.findings if one.kind == "front-changes"]
    assert "“Dilin köhnəyeni tarixi”" in found.message


def test_what_is_told_of_a_title_is_told() -> None:
    hidden = text("gizli", "<w:vanish/>")
    _, draft = imported(word_file(paragraph("Başlıq", hidden) + paragraph("Mətn.")))
    assert "hidden-text" in [one.kind for one in draft.findings]


_TURKISH = "Bu çalışmada gazete tarihi ele alınmış ve belgeler ile karşılaştırılmıştır."
_AZERBAIJANI = "Məqalədə qəzetlərin tarixi araşdırılır və sənədlər ilə müqayisə olunur."


def test_an_azerbaijani_name_in_the_list_does_not_take_the_abstract_of_a_turkish_article() -> None:
    front, body, findings = _made(
        _bold("Türkiye’de gazetenin tarihi"),
        paragraph("Öz: " + _TURKISH),
        paragraph("Anahtar kelimeler: gazete, tarih"),
        paragraph("Giriş", style="Balk1"),
        paragraph("Gazete kısa bir metindir."),
        paragraph("Kaynakça", style="Balk1"),
        paragraph("Quliyev, Ə. (2012). Mətbuat tarixi. Bakı: Elm."),
    )
    assert front["abstract"] == _TURKISH
    assert front["keywords"] == ["gazete", "tarih"]
    assert front["lang"] == "tr"
    assert "front-words" not in findings
    assert body.startswith("# Giriş")


def test_an_abstract_in_the_language_of_the_title_alone_is_kept() -> None:
    """The title and one abstract are Turkish, the text is Azerbaijani."""
    front, _, _ = _made(
        _bold("Türkiye’de gazetenin tarihi ve dili"),
        paragraph("Öz: " + _TURKISH),
        paragraph("Anahtar kelimeler: gazete, tarih"),
        paragraph("Giriş", style="Balk1"),
        *[paragraph(_AZERBAIJANI)] * 3,
    )
    assert front["lang"] == "az"
    assert front["title"] == "Türkiye’de gazetenin tarihi ve dili"
    assert front["translations"] == {
        "tr": {
            "title": "Türkiye’de gazetenin tarihi ve dili",
            "abstract": _TURKISH,
            "keywords": ["gazete", "tarih"],
        },
    }


def test_two_abstracts_that_look_alike_keep_the_languages_of_their_labels() -> None:
    front, _, _ = _made(
        _bold("Qəzetlərin tarixi"),
        paragraph("Xülasə: " + _AZERBAIJANI),
        paragraph("Summary: " + _AZERBAIJANI),
        paragraph("Giriş", style="Balk1"),
        *[paragraph(_AZERBAIJANI)] * 3,
    )
    assert front["abstract"] == _AZERBAIJANI
    assert front["translations"]["en"]["abstract"] == _AZERBAIJANI


def test_words_behind_a_label_that_no_field_has_are_told_of() -> None:
    text = "Xülasə: " + _AZERBAIJANI
    line = Line(0, text, text, None, [])
    draft = Draft([], {})
    tell_front(draft, Front(taken={0}), [line], 1)
    [found] = draft.findings
    assert (found.kind, found.outcome) == ("front-words", Outcome.LOST)
    assert "Məqalədə qəzetlərin" in found.message


@pytest.mark.parametrize(
    ("abstract", "keywords"),
    [
        (text("Xülasə ", "<w:b/>"), text("Açar sözlər ", "<w:b/>")),
        (text("Xülasə", "<w:i/>") + "<w:r><w:br/></w:r>", text("Açar sözlər ", "<w:i/>")),
        (text("Xülasə") + "<w:r><w:br/></w:r>", text("Açar sözlər ")),
    ],
    ids=["bold", "italic", "plain"],
)
def test_labels_without_a_sign_behind_them(abstract: str, keywords: str) -> None:
    front, body, _ = _made(
        _bold("Qəzetlərin tarixi"),
        paragraph(abstract, text(_AZERBAIJANI)),
        paragraph(keywords, text("qəzet, tarix; dil")),
        paragraph("Giriş", style="Balk1"),
        *[paragraph(_AZERBAIJANI)] * 3,
    )
    assert front["abstract"] == _AZERBAIJANI
    assert front["keywords"] == ["qəzet", "tarix", "dil"]
    assert body.startswith("# Giriş")


def test_a_sentence_that_begins_with_the_word_for_an_abstract_is_none() -> None:
    front, body, _ = _made(
        _bold("Qəzetlərin tarixi"),
        paragraph("Açar sözlər: qəzet, tarix"),
        paragraph("Xülasə etsək, qəzetlərin tarixi haqqında çox şey deyilə bilər, az yazılıb."),
        *[paragraph(_AZERBAIJANI)] * 3,
    )
    assert "abstract" not in front
    assert body.startswith("Xülasə etsək")


_RUSSIAN = "В статье рассматривается история газет и сравнивается с документами эпохи."
_ENGLISH = "The article examines the history of newspapers in the country."
_LIST = (
    paragraph("Ədəbiyyat", style="Balk1")
    + paragraph("1. Nümunəli A.B. Mətbuat tarixi. Bakı: Elm, 2010. 240 s.")
    + paragraph("2. Quliyeva S. Qəzet dili. Bakı: Nurlan, 2012. 180 s.")
)


@pytest.mark.parametrize("has_heading", [True, False])
def test_front_matter_behind_the_references(has_heading: bool) -> None:
    front, body, findings = _made(
        _bold("Qəzetlərin tarixi və dili"),
        paragraph("Nümunə Müəllif"),
        paragraph("Bakı Dövlət Universiteti"),
        paragraph("Açar sözlər: qəzet, tarix"),
        paragraph("Giriş", style="Balk1") if has_heading else "",
        *[paragraph(_AZERBAIJANI + " [1; 2]")] * 3,
        _LIST,
        _bold("Numune Muallif"),
        _bold("The history of newspapers"),
        paragraph("Abstract"),
        paragraph(_ENGLISH),
        paragraph("Keywords: newspaper, history"),
        _bold("История газет"),
        paragraph("РЕЗЮМЕ"),
        paragraph(_RUSSIAN),
        paragraph("Redaksiyaya daxil olub: 12.03.2024"),
    )
    assert front["title"] == "Qəzetlərin tarixi və dili"
    assert front["translations"] == {
        "en": {
            "title": "The history of newspapers",
            "abstract": _ENGLISH,
            "keywords": ["newspaper", "history"],
        },
        "ru": {"title": "История газет", "abstract": _RUSSIAN},
    }
    [author] = front["authors"]
    assert author["translations"] == {"en": {"given": "Numune", "family": "Muallif"}}
    assert front["dates"] == {"received": "2024-03-12"}
    assert body.count(_AZERBAIJANI) == 3
    assert body.endswith("[@numuneli2010; @quliyeva2012]"), "nothing of it stays behind"
    assert "front-behind" in findings


def test_a_title_and_names_may_stand_between_the_label_of_an_abstract_and_its_text() -> None:
    """So above the text in Turkish journals, and behind the references in Azerbaijani ones."""
    front, body, _ = _made(
        _bold("Dilin tarixi haqqında"),
        paragraph("Nümunə Müəllif"),
        paragraph("Xülasə"),
        paragraph("Bu məqalədə dilin tarixi araşdırılır və nəticələr çıxarılır."),
        paragraph("Açar sözlər: dil, tarix"),
        _bold("Abstract"),
        _bold("On the history of language"),
        paragraph("This article is about language and its history in the country."),
        paragraph("Keywords: language, history"),
        paragraph("Giriş", style="Balk1"),
        paragraph("Mətn belə başlayır və davam edir, sonra da bitir."),
        paragraph("Ədəbiyyat", style="Balk1"),
        paragraph("1. Örnək A. Dil. Bakı: Elm, 2010."),
        _bold("Резюме"),
        _bold("Номуна Мюаллиф"),
        _bold("Об истории языка"),
        paragraph("Эта статья о языке и его истории в стране, и о её итогах."),
        paragraph("Ключевые слова: язык, история"),
    )
    assert {tag: one["title"] for tag, one in front["translations"].items()} == {
        "en": "On the history of language",
        "ru": "Об истории языка",
    }
    assert all("abstract" in one for one in front["translations"].values())
    assert [line for line in body.splitlines() if line.startswith("#")] == [
        "# Giriş",
        "# Ədəbiyyat",
    ]


def test_heads_within_an_abstract_are_no_titles_of_it() -> None:
    front, body, _ = _made(
        _bold("Dilin tarixi haqqında"),
        paragraph("Xülasə: Bu məqalədə dilin tarixi araşdırılır və nəticələr çıxarılır."),
        _bold("Abstract"),
        _bold("Objective"),
        paragraph("This article is about language and its history in the country."),
        paragraph("Keywords: language, history"),
        paragraph("Giriş", style="Balk1"),
        paragraph("Mətn belə başlayır və davam edir, sonra da bitir."),
    )
    assert "title" not in front["translations"]["en"]
    assert "Objective" in body


def test_what_stands_behind_the_abstracts_at_the_end_stays() -> None:
    _, body, _ = _made(
        _bold("Qəzetlərin tarixi və dili"),
        paragraph("Giriş", style="Balk1"),
        *[paragraph(_AZERBAIJANI + " [1; 2]")] * 3,
        _LIST,
        paragraph("Abstract"),
        paragraph(_ENGLISH),
        paragraph("Qeyd: bu sətir xülasəyə aid deyil və mətndə qalır."),
    )
    assert "bu sətir xülasəyə aid deyil" in body
    assert _ENGLISH not in body


def test_a_translated_abstract_without_a_title_is_told_of() -> None:
    _, _, findings = _made(
        _bold("Qəzetlərin tarixi"),
        paragraph("Xülasə: " + _AZERBAIJANI),
        paragraph("Abstract: " + _ENGLISH),
        paragraph("Giriş", style="Balk1"),
        *[paragraph(_AZERBAIJANI)] * 3,
    )
    assert findings.count("title-missing") == 1


def test_an_abstract_and_its_keywords_in_one_paragraph() -> None:
    front, body, findings = _made(
        _bold("Qəzetlərin tarixi"),
        paragraph(
            text("Xülasə: ", "<w:b/>"),
            text(_AZERBAIJANI),
            "<w:r><w:br/></w:r>",
            text("Açar sözlər: ", "<w:b/>"),
            text("qəzet – tarix"),
        ),
        paragraph("Giriş", style="Balk1"),
        *[paragraph(_AZERBAIJANI)] * 3,
    )
    assert (front["abstract"], front["keywords"]) == (_AZERBAIJANI, ["qəzet", "tarix"])
    assert body.startswith("# Giriş")
    assert "front-words" not in findings


def test_the_first_words_of_the_paragraphs_of_an_abstract_are_there() -> None:
    front, _, findings = _made(
        _bold("Qəzetlərin tarixi"),
        paragraph("Xülasə: " + _AZERBAIJANI),
        paragraph("İkinci abzas da xülasəyə aiddir."),
        paragraph("Açar sözlər: qəzet, tarix"),
        paragraph("Giriş", style="Balk1"),
        *[paragraph(_AZERBAIJANI)] * 3,
    )
    assert front["abstract"].endswith("\n\nİkinci abzas da xülasəyə aiddir.")
    assert "front-words" not in findings


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Original Article", "research-article"),
        ("ARAŞTIRMA MAKALESİ / RESEARCH ARTICLE", "research-article"),
        ("İcmal məqaləsi", "review-article"),
        ("Обзорная статья", "review-article"),
    ],
)
def test_the_kind_of_article_above_the_title_is_no_author(words: str, kind: str) -> None:
    front, body, _ = _made(
        paragraph(words),
        _bold("Readers of newspapers in towns"),
        paragraph("Jane A. Sample, John Example, and Bob Third"),
        paragraph("Abstract: The article is about the readers of the towns."),
        paragraph("Keywords: readers, towns"),
        paragraph("The text of the article is here and goes on."),
    )
    assert front["type"] == kind
    assert [one["family"] for one in front["authors"]] == ["Sample", "Example", "Third"]
    assert body == "The text of the article is here and goes on."


def test_degrees_before_a_name_are_those_of_the_author() -> None:
    front, _, findings = _made(
        _bold("Müasir dövrdə mətbuat haqqında"),
        paragraph("Müəllif: f.ü.f.d., dos. Nümunə Müəllif"),
        paragraph("Nümunə Universiteti, Bakı"),
        paragraph("Xülasə: Məqalədə mətbuat araşdırılır və nəticə çıxarılır."),
        paragraph("Açar sözlər: mətbuat, dövr"),
        paragraph("Mətn belə başlayır və davam edir."),
    )
    assert front["authors"] == [
        {
            "given": "Nümunə",
            "family": "Müəllif",
            "affiliations": ["a1"],
            "degree": "f.ü.f.d.",
            "academic-title": "dos.",
        }
    ]
    assert "front-words" not in findings


def test_persian_keywords_are_parted_and_in_the_language_of_their_label() -> None:
    text_of = "در این مقاله تاریخ روزنامه‌ها بررسی می‌شود و نتایج پژوهش ارائه می‌گردد."
    front, _, _ = _made(
        _bold("تاریخ روزنامه‌های باکو"),
        paragraph("چکیده: " + text_of),
        paragraph("کلیدواژه‌ها: روزنامه، تاریخ، باکو"),
        paragraph("مقدمه", style="Balk1"),
        *[paragraph(text_of)] * 3,
    )
    assert front["lang"] == "fa"
    assert front["keywords"] == ["روزنامه", "تاریخ", "باکو"]


@pytest.mark.parametrize(
    "heading", ["Introduction", "1. Introduction", "I. Introduction", "1 Giriş", "1.1. Giriş"]
)
def test_a_heading_that_begins_the_text_with_or_without_a_number(heading: str) -> None:
    assert begins_text(heading)


def test_a_title_in_another_language_below_the_title_is_no_author() -> None:
    abstract = "Bu çalışmanın amacı romanda zamanı incelemektir ve sonuçları göstermektir."
    front, body, kinds = _made(
        _bold("ROMANDA ZAMAN"),
        _bold("TIME IN TURKISH NOVELS"),
        paragraph("Örnek YAZAR", properties='<w:jc w:val="center"/>'),
        paragraph("Bir Üniversitesi"),
        _bold("ÖZ"),
        paragraph(abstract),
        paragraph("Anahtar Kelimeler: zaman, roman"),
        _bold("ABSTRACT"),
        paragraph("The aim of this study is to examine time in the novel."),
        paragraph("Keywords: time, novel"),
        paragraph("Giriş", style="Balk1"),
        paragraph(abstract * 3),
    )
    assert front["title"] == "ROMANDA ZAMAN"
    assert front["translations"]["en"]["title"] == "TIME IN TURKISH NOVELS"
    assert [one["family"] for one in front["authors"]] == ["Yazar"]
    assert body.startswith("# Giriş")
    assert not {"front-words", "title-missing"}.intersection(kinds)


def test_a_bold_title_below_the_authors_and_where_they_work() -> None:
    centred = '<w:jc w:val="center"/>'
    abstract = "Məqalədə xanlığın tarixi araşdırılır və nəticə çıxarılır."
    front, body, _ = _made(
        _bold("Nümunə Əli qızı Müəllif"),
        paragraph("Bakı Universiteti, tarix üzrə fəlsəfə doktoru", properties=centred),
        paragraph("a@example.org, https://orcid.org/0000-0002-1825-0097", properties=centred),
        _bold("Örnək Vəli oğlu Yazıçı"),
        paragraph("Tarix İnstitutu, dissertant", properties=centred),
        paragraph("b@example.org", properties=centred),
        _bold("ŞƏKİ XANLIĞI XIX ƏSRİN ƏVVƏLLƏRİNDƏ"),
        paragraph(f"Xülasə: {abstract}"),
        paragraph("Açar sözlər: Şəki, xanlıq"),
        paragraph(abstract * 3),
        paragraph(abstract * 3),
    )
    assert front["title"] == "ŞƏKİ XANLIĞI XIX ƏSRİN ƏVVƏLLƏRİNDƏ"
    first, second = front["authors"]
    assert (first["email"], first["orcid"]) == ("a@example.org", "0000-0002-1825-0097")
    assert second["email"] == "b@example.org"
    assert "orcid" not in second
    assert len(front["affiliations"]) == 2
    assert body.startswith("Məqalədə")


def test_degrees_on_a_line_below_a_name() -> None:
    front, body, _ = _made(
        paragraph("Примерова Мария Петровна"),
        paragraph("кандидат филологических наук, доцент"),
        paragraph("Бакинский университет"),
        _bold("КАТЕГОРИЯ ВРЕМЕНИ В РУССКОМ ЯЗЫКЕ"),
        paragraph("Аннотация: В статье изучается категория времени и её история."),
        paragraph("Ключевые слова: язык, время"),
        paragraph("Текст начинается здесь и продолжается далее, как в статьях."),
        paragraph("Текст завершается здесь."),
    )
    [author] = front["authors"]
    assert (author["given"], author["family"]) == ("Мария Петровна", "Примерова")
    assert author["academic-title"] == "кандидат филологических наук, доцент"
    assert body.startswith("Текст начинается")


def test_words_of_titles_in_capitals_are_no_names() -> None:
    assert persons("TIME IN TURKISH NOVELS", "en") == []
    assert persons("ƏDƏBİYYATDA ZAMAN HAQQINDA", "az") == []
    assert persons("AN LÊ", "en") == [Person("An", "Lê")]


def test_initials_behind_a_family_name_are_those_of_given_names() -> None:
    assert persons("Примерова М. П.", "ru") == [Person("М. П.", "Примерова")]
    assert persons("Müəllif N.Ə.", "az") == [Person("N. Ə.", "Müəllif")]
    assert persons("Ə.B.Müəllif, V.Yazıçı", "az") == [
        Person("Ə. B.", "Müəllif"),
        Person("V.", "Yazıçı"),
    ]
    assert persons("M. P. Example", "en") == [Person("M. P.", "Example")]


def test_a_line_that_begins_with_the_sign_of_the_title_is_its_note() -> None:
    front, body, kinds = _made(
        paragraph(
            text("Qəzetlərin tarixi", "<w:b/>"),
            text("*", f"<w:b/>{_RAISED}"),
            properties='<w:jc w:val="center"/>',
        ),
        paragraph("Nümunə Müəllif", text("**", _RAISED)),
        paragraph(text("*", _RAISED), " Məqalə dissertasiya əsasında yazılıb."),
        paragraph(text("**", _RAISED), " Bakı Universiteti, a@example.org"),
        paragraph("Xülasə: Məqalədə qəzetlərin tarixi araşdırılır."),
        paragraph("Açar sözlər: qəzet, tarix"),
        paragraph("Giriş", style="Balk1"),
        paragraph("Mətn belə başlayır və davam edir."),
    )
    assert front["title"] == "Qəzetlərin tarixi^[Məqalə dissertasiya əsasında yazılıb.]"
    assert front["authors"][0]["email"] == "a@example.org"
    assert body.startswith("# Giriş")
    assert "front-words" not in kinds


@pytest.mark.parametrize("head", ["Giriş. ", "", "1. Giriş: "])
def test_the_first_paragraph_of_the_text_is_no_part_of_an_abstract(head: str) -> None:
    sentence = "Məqalədə neftin tarixi araşdırılır və nəticə çıxarılır."
    front, body, _ = _made(
        _bold("Neftin tarixi"),
        paragraph("Açar sözlər: neft, tarix"),
        paragraph(f"Xülasə. {sentence}"),
        paragraph(text(head, "<w:b/>"), sentence),
        paragraph(sentence),
    )
    assert front["abstract"] == sentence
    assert body.count("Məqalədə") == 2


def test_an_abstract_of_parts_may_begin_with_an_introduction() -> None:
    sentence = "Məqalədə neftin tarixi araşdırılır və nəticə çıxarılır."
    front, body, _ = _made(
        _bold("Neftin tarixi"),
        _bold("Xülasə"),
        paragraph(text("Giriş: ", "<w:b/>"), sentence),
        paragraph(text("Nəticə: ", "<w:b/>"), sentence),
        paragraph("Açar sözlər: neft, tarix"),
        paragraph(sentence),
    )
    assert front["abstract"] == f"**Giriş:** {sentence}\n\n**Nəticə:** {sentence}"
    assert body == sentence


def test_an_abstract_below_its_label_is_read_without_keywords_behind_it() -> None:
    sentence = "Məqalədə neftin tarixi araşdırılır və nəticə çıxarılır."
    front, body, _ = _made(
        _bold("Neftin tarixi"), _bold("Xülasə"), paragraph(sentence), paragraph(sentence)
    )
    assert front["abstract"] == sentence
    assert body == sentence


def test_what_a_journal_prints_itself_above_the_title_is_told_of() -> None:
    front, body, kinds = _made(
        paragraph("Journal of Examples, Vol. 3, No. 2, pp. 15-30"),
        _bold("The economy of examples"),
        paragraph("Jane Example", text("1*", _RAISED), ", John Sample", text("2", _RAISED)),
        paragraph(text("1", _RAISED), "University of Examples, a@example.org"),
        paragraph(text("2", _RAISED), "Institute of Samples, b@example.org"),
        paragraph("* Corresponding author"),
        paragraph("Abstract: The aim of this study is to examine the economy."),
        paragraph("Keywords: economy, example"),
        paragraph("JEL Classification: O33, L86"),
        paragraph("Introduction", style="Balk1"),
        paragraph("The text begins here and goes on."),
    )
    assert front["classification"] == {"jel": ["O33", "L86"]}
    assert [one.get("corresponding") for one in front["authors"]] == [True, None]
    assert body.startswith("Journal of Examples")
    assert kinds == ["front-left", "front-guessed"]


def test_a_front_of_a_turkish_template() -> None:
    abstract = "Bu çalışmanın amacı romanda zamanı incelemektir ve sonuçları göstermektir."
    front, body, kinds = _made(
        paragraph(text("Türk Romanında Zaman", "<w:b/>")),
        paragraph(text("Time in the Turkish Novel", "<w:i/>")),
        paragraph("Örnek YAZAR", text("1", _RAISED), " Nümune KİŞİ", text("2", _RAISED)),
        paragraph(text("1", _RAISED), " Dr. Öğr. Üyesi, Bir Üniversitesi, a@example.org"),
        paragraph(text("2", _RAISED), " Sorumlu Yazar: Arş. Gör., İki Üniversitesi, b@example.org"),
        paragraph(f"Öz: {abstract}"),
        paragraph("Anahtar Kelimeler: roman / zaman / mekân"),
        paragraph("Abstract: The aim of this study is to examine time in the novel."),
        paragraph("Keywords: novel. time. space."),
        paragraph("Giriş", style="Balk1"),
        paragraph(abstract * 3),
    )
    assert front["translations"]["en"]["title"] == "Time in the Turkish Novel"
    assert front["keywords"] == ["roman", "zaman", "mekân"]
    assert front["translations"]["en"]["keywords"] == ["novel", "time", "space"]
    one, two = front["authors"]
    assert (one["family"], one["email"]) == ("Yazar", "a@example.org")
    assert (two["family"], two["academic-title"]) == ("Kişi", "Arş. Gör.")
    assert [author.get("corresponding") for author in (one, two)] == [None, True]
    assert [place["name"] for place in front["affiliations"]] == [
        "Bir Üniversitesi",
        "İki Üniversitesi",
    ]
    assert body.startswith("# Giriş")
    assert kinds == ["front-guessed"]


def test_a_title_goes_on_in_the_next_line_and_has_a_subtitle_in_brackets() -> None:
    sentence = "Məqalədə siyasətin tarixi araşdırılır və nəticə çıxarılır."
    front, body, kinds = _made(
        _bold("AZƏRBAYCAN XALQ CÜMHURİYYƏTİNİN"),
        _bold("XARİCİ SİYASƏTİ VƏ ONUN NƏTİCƏLƏRİ"),
        _bold("(sənədlər əsasında)"),
        paragraph("Nümunə Müəllif", properties='<w:jc w:val="right"/>'),
        paragraph("Bakı Universiteti", properties='<w:jc w:val="right"/>'),
        paragraph(f"Xülasə: {sentence}"),
        paragraph("Açar sözlər: siyasət, tarix"),
        paragraph("Giriş", style="Balk1"),
        paragraph(sentence),
    )
    assert front["title"] == "AZƏRBAYCAN XALQ CÜMHURİYYƏTİNİN XARİCİ SİYASƏTİ VƏ ONUN NƏTİCƏLƏRİ"
    assert front["subtitle"] == "(sənədlər əsasında)"
    assert [one["family"] for one in front["authors"]] == ["Müəllif"]
    assert body.startswith("# Giriş")
    assert kinds == ["front-guessed"]


def test_the_authors_of_a_text_without_an_abstract() -> None:
    right = '<w:jc w:val="right"/>'
    sentence = "Məqalədə kitabın tarixi araşdırılır və nəticə çıxarılır. "
    front, body, _ = _made(
        _bold("Kitab haqqında rəy yazısı"),
        paragraph("Nümunə Müəllif", properties=right),
        paragraph("Bakı Dövlət Universiteti", properties=right),
        paragraph(sentence * 3),
        paragraph(sentence * 3),
    )
    assert front["authors"] == [{"given": "Nümunə", "family": "Müəllif", "affiliations": ["a1"]}]
    assert front["affiliations"] == [{"id": "a1", "name": "Bakı Dövlət Universiteti"}]
    assert body.startswith("Məqalədə")


def test_whose_address_it_is_may_stand_in_brackets() -> None:
    front, _, kinds = _made(
        _bold("A study of examples"),
        paragraph("Jane Example", text("a", _RAISED), ", John Sample", text("b,*", _RAISED)),
        paragraph(text("a", _RAISED), " University of Examples"),
        paragraph(text("b", _RAISED), " Institute of Samples"),
        paragraph(text("*", _RAISED), " Corresponding author. E-mail: b@example.org (J. Sample)"),
        paragraph("Abstract: The aim of this study is to examine the economy."),
        paragraph("Keywords: economy, example"),
        paragraph("Introduction", style="Balk1"),
        paragraph("The text begins here and goes on."),
    )
    assert front["authors"][1]["email"] == "b@example.org"
    assert front["authors"][1]["corresponding"] is True
    assert kinds == ["front-guessed"]


def test_a_label_may_be_in_two_languages() -> None:
    front, body, _ = _made(
        _bold("Başlıq necə olur"),
        _bold("Öz/Abstract"),
        paragraph("Bu makalede dil ve tarih birlikte incelenmiştir."),
        paragraph("Anahtar Kelimeler | Keywords: dil, tarih"),
        paragraph("Giriş", style="Balk1"),
        paragraph("Metin devam eder ve sürer."),
    )
    assert front["abstract"] == "Bu makalede dil ve tarih birlikte incelenmiştir."
    assert front["keywords"] == ["dil", "tarih"]
    assert body.startswith("# Giriş")
