"""Works whose type a style does not know, and what it would leave out of them."""

from __future__ import annotations

from typing import Any

import pytest
from citations_kit import LOCALES, listed, locale, process, process_by

from nashr import citations
from nashr.model import Citation, CiteItem

BIBLIOGRAPHY = LOCALES.parent
AUTHOR = [{"family": "Göl", "given": "Anar"}]
ENTRY: dict[str, Any] = {
    "type": "entry-encyclopedia",
    "title": "Hamam",
    "author": AUTHOR,
    "container-title": "Ensiklopediya",
    "volume": "15",
    "page": "433-435",
    "publisher": "Nəşr",
    "publisher-place": "Bakı",
    "issued": {"date-parts": [[1997]]},
    "language": "az",
}


def article(**fields: Any) -> dict[str, Any]:
    return {
        "type": "article-journal",
        "title": "Məqalə",
        "author": AUTHOR,
        "container-title": "Jurnal",
        "issued": {"date-parts": [[2015]]},
        "language": "az",
        **fields,
    }


@pytest.mark.parametrize("style", ["apa-tr", "elsevier-harvard", "sage-harvard", "bmj", "ieee"])
def test_an_article_of_an_encyclopedia_has_its_volume_and_pages(style: str) -> None:
    (text,) = listed(style, [ENTRY], "tr")
    assert "Ensiklopediya" in text
    assert "15" in text
    assert "433" in text


@pytest.mark.parametrize("kind", ["review", "review-book"])
def test_a_review_is_an_article(kind: str) -> None:
    work = article(type=kind, volume="53", issue="2", page="25-30")
    for style in ("apa-tr", "sage-harvard", "american-medical-association"):
        expected = listed(style, [{**work, "type": "article-journal"}], "en")
        assert listed(style, [work], "en") == expected


def test_a_style_that_knows_the_type_is_followed() -> None:
    work = {**ENTRY, "type": "interview"}
    assert listed("apa", [work], "en") != listed("apa", [{**work, "type": "chapter"}], "en")


VOLUME = {
    "type": "book",
    "title": "Əsərlər",
    "author": AUTHOR,
    "volume": "7",
    "publisher": "Nəşr",
    "issued": {"date-parts": [[1999]]},
    "language": "az",
}


@pytest.mark.parametrize("style", ["isnad-metinici", "elsevier-harvard", "bmj"])
def test_a_volume_of_a_work_has_its_number(style: str) -> None:
    (text,) = listed(style, [VOLUME], "az")
    assert text.replace("\u00a0", " ").count("c. 7") == 1, text


def test_a_number_that_the_style_prints_is_not_printed_twice() -> None:
    (text,) = listed("apa", [{**ENTRY, "type": "book", "container-title": ""}], "az")
    assert text.count("15") == 1


def test_an_article_without_volume_has_its_year() -> None:
    assert listed("isnad-metinici", [article()], "tr") == ["Göl, Anar. “Məqalə”. Jurnal, 2015."]
    circa = article(issued={"date-parts": [[1915]], "circa": True})
    (text,) = listed("isnad-metinici", [circa], "tr")
    assert text.replace("\u00a0", " ").endswith("Jurnal, yakl. 1915.")
    (text,) = listed("isnad-metinici", [article(volume="3", issue="1")], "tr")
    assert text.count("2015") == 1


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>S</title><id>s</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="[" suffix="]"><names variable="author" suffix=", "><name form="short"/>
</names><text variable="page"/></layout></citation>
<bibliography><layout suffix="."><text variable="title" suffix=": "/><text variable="page"/>
</layout></bibliography></style>"""


def test_no_mark_is_left_before_what_is_missing() -> None:
    for work, cite, entry in (
        (article(page="5"), "[Göl, 5]", "Məqalə: 5."),
        (article(), "[Göl]", "Məqalə."),
    ):
        done = process_by(STYLE, [work], "az")
        assert citations.as_plain(done.citations[0].text) == cite
        assert citations.as_plain(done.bibliography[0].text) == entry


def test_a_note_has_the_volume_whose_page_it_cites() -> None:
    done = process("iso690-full-note-en", [VOLUME], "az")
    text = citations.as_plain(done.citations[0].text).replace("\u00a0", " ")
    assert text.startswith("GÖL, Anar. Əsərlər, c. 7. Nəşr, 1999")


def test_a_work_cited_before_is_no_day_of_a_visit() -> None:
    """The style made “cited” the Turkish a.g.e.; in Azerbaijani it was “istinad edilib”."""
    style = "uludag-universitesi-sosyal-bilimler-enstitusu-full-note-with-ibid"
    text = citations.style_text(style)
    assert text is not None
    for tag, said in (("tr", "A.g.e., s. 5."), ("az", "Göstərilən əsər, s. 5.")):
        cited = [
            Citation(f"cite-{n}", (CiteItem("a", label="page", locator=page),), n)
            for n, page in enumerate(("4", "5"), start=1)
        ]
        done = citations.process(text, locale, {"a": {"id": "a", **article()}}, cited, tag)
        assert citations.as_plain(done.citations[1].text).replace("\u00a0", " ") == said


def test_no_comma_is_left_behind_the_last_number() -> None:
    """*J 1,.* stood where a style sets pages behind a comma and there are none."""
    undated = {name: value for name, value in article(volume="1").items() if name != "issued"}
    for style in ("nature", "association-for-computing-machinery"):
        (text,) = listed(style, [undated], "en")
        assert text.endswith("Jurnal 1.")


def test_a_publisher_stands_once() -> None:
    """İSNAD prints it in the imprint of a report, and once more as its institution."""
    work = {
        "type": "report",
        "title": "Hesabat",
        "author": AUTHOR,
        "genre": "Texniki hesabat",
        "publisher": "Sınaq İnstitutu",
        "publisher-place": "Bakı",
        "issued": {"date-parts": [[2003]]},
        "language": "az",
    }
    for style in ("isnad-metinici", "apa", "nlm-citation-sequence"):
        (text,) = listed(style, [work], "tr")
        assert text.count("Sınaq İnstitutu") == 1, style


@pytest.mark.parametrize(("tag", "said"), [("ar", "سيصدر قريبًا"), ("uk", "готується до друку")])
def test_forthcoming_is_no_next_and_no_future(tag: str, said: str) -> None:
    """The locales of the CSL project have “the following” and “future” there."""
    (text,) = listed("apa", [article(issued={"literal": "forthcoming"})], tag)
    assert f"({said})" in text


LAW = {
    "type": "legislation",
    "title": "Orman Kanunu",
    "number": "6831",
    "container-title": "Resmî Gazete",
    "issue": "9402",
    "issued": {"date-parts": [[1956, 9, 8]]},
    "language": "tr",
}
INTERVIEW = {
    "type": "interview",
    "title": "Romanın kaderi",
    "author": AUTHOR,
    "interviewer": [{"family": "Ak", "given": "Nur"}],
    "container-title": "Varlık",
    "issue": "1120",
    "page": "4-9",
    "issued": {"date-parts": [[2001, 1]]},
    "language": "tr",
}
MANUSCRIPT = {
    "type": "manuscript",
    "title": "Mühimme Defteri",
    "publisher": "Devlet Arşivi",
    "note": "A.DVN 12",
    "issued": {"date-parts": [[1571]]},
    "language": "tr",
}
THESIS = {
    "type": "thesis",
    "title": "Kent dokusu",
    "author": AUTHOR,
    "genre": "Doktora tezi",
    "publisher": "Ege Üniversitesi",
    "issued": {"date-parts": [[2015]]},
    "language": "tr",
}
STYLES = (
    *("apa", "apa-tr", "apa-6th-edition", "isnad-metinici", "iso690-author-date-en", "ieee"),
    *("gost-r-7-0-5-2008", "gost-r-7-0-5-2008-numeric-alphabetical", "nlm-citation-sequence"),
    *("harvard-cite-them-right", "turkiye-bilimsel-ve-teknolojik-arastirma-kurumu"),
)


#: Styles that have the month of a magazine in place of the number.
DATED = ("harvard-cite-them-right", "iso690-author-date-en", "nlm-citation-sequence")


@pytest.mark.parametrize("style", STYLES)
def test_what_nobody_finds_the_work_without_is_printed_once(style: str) -> None:
    for work, needed in (
        (LAW, ("Orman Kanunu", "6831", "Resmî Gazete", "9402")),
        (INTERVIEW, ("Varlık", "4", "Ak", "1120")),
        (MANUSCRIPT, ("Devlet Arşivi", "A.DVN 12")),
        (THESIS, ("tezi", "Ege Üniversitesi")),
        ({**THESIS, "type": "patent", "number": "I 2015 0012"}, ("Kent dokusu", "I 2015 0012")),
        ({**LAW, "type": "standard", "number": "TS 690"}, ("TS 690",)),
    ):
        (text,) = listed(style, [work], "tr")
        for part in needed:
            if part == "1120" and style in DATED:
                continue
            counted = text.lower().count(part.lower())
            assert counted == 1 or (part in ("4", "Ak") and counted), (part, text)


def test_the_book_of_a_chapter_is_printed_as_the_style_has_wholes() -> None:
    chapter = {**ENTRY, "type": "chapter", "volume": ""}
    (text,) = listed("gost-r-7-0-5-2008-numeric-alphabetical", [chapter], "az")
    assert "Hamam // Ensiklopediya Bakı: Nəşr, 1997. S. 433–435." in text.replace("\u00a0", " ")


def test_a_work_in_press_says_so_beside_its_year() -> None:
    for style in ("apa-tr", "isnad-metinici", "nlm-citation-sequence"):
        (text,) = listed(style, [article(status="in press")], "az")
        assert "Jurnal (çapda)" in text, text


def test_a_short_note_stays_short_and_a_whole_one_has_what_the_style_leaves_out() -> None:
    def note(style: str) -> str:
        return citations.as_plain(process(style, [LAW], "tr").citations[0].text)

    assert note("chicago-shortened-notes-bibliography").startswith("Orman Kanunu")
    assert "9402" not in note("chicago-shortened-notes-bibliography")
    assert "Resmî Gazete, sy. 9402" in note("iso690-full-note-en").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("country", "printed"),
    [("Azərbaycan", "7 Azərbaycan."), ("", "7."), ("United States", "7 USA.")],
)
def test_a_patent_is_of_its_own_country(country: str, printed: str) -> None:
    work = {"type": "patent", "title": "Üsul", "number": "7", "jurisdiction": country}
    (text,) = listed("gost-r-7-0-5-2008-numeric", [work], "az")
    assert text.endswith(f"Üsul: pat. {printed}"), text


def test_the_number_of_a_patent_is_no_issue() -> None:
    work = {"type": "patent", "title": "Usul", "number": "7", "genre": "Patent", "author": AUTHOR}
    for style in ("apa-6th-edition", "turkiye-bilimsel-ve-teknolojik-arastirma-kurumu"):
        (text,) = listed(style, [work], "tr")
        assert "Patent No. 7. Usul" in text.replace("\u00a0", " "), text


def test_a_style_of_gost_has_neither_slashes_nor_a_comma_before_nothing() -> None:
    book = {"type": "book", "title": "Kitab", "author": AUTHOR, "publisher": "Elm"}
    (text,) = listed("gost-r-7-0-5-2008-numeric-alphabetical", [book], "az")
    assert text.endswith("Elm."), text
    data = {"type": "dataset", "title": "Ölçü", "issued": {"date-parts": [[2013]]}}
    (text,) = listed("gost-r-7-0-5-2008-numeric-alphabetical", [data], "az")
    assert text.endswith("Ölçü. 2013."), text


def test_an_edition_of_a_russian_style_has_the_ordinal_of_the_article() -> None:
    book = {"type": "book", "title": "Kitab", "edition": "3", "publisher": "Elm"}
    (text,) = listed("gost-r-7-0-5-2008-numeric-alphabetical", [book], "az")
    assert "3-cü nəşr," in text.replace("\u00a0", " "), text


def test_fields_for_which_a_style_has_no_place_are_named() -> None:
    work = {
        **VOLUME,
        "note": "Xəritə ilə",
        "original-publisher": "Mətbuat",
        "original-publisher-place": "Bakı",
    }
    assert process("nlm-citation-sequence", [work], "az").unprinted == {
        "0": ("note", "original-publisher", "original-publisher-place")
    }
    assert process("apa", [work], "az").unprinted == {"0": ("note", "original-publisher-place")}
    reprint = {**VOLUME, "original-date": {"date-parts": [[1865]]}}
    assert process("ieee", [reprint], "az").unprinted == {"0": ("original-date",)}
    assert process("apa", [reprint], "az").unprinted == {}


def test_a_note_has_the_shelf_mark_and_not_the_pages_beside_the_page_that_is_cited() -> None:
    note = citations.as_plain(process("isnad-dipnotlu", [MANUSCRIPT], "tr").citations[0].text)
    assert "Devlet Arşivi. A.DVN 12" in note
    items = {"0": {"id": "0", **INTERVIEW}}
    cited = [Citation("cite-0", (CiteItem("0", locator="5", label="page"),), 1)]
    text = citations.style_text("isnad-dipnotlu") or ""
    done = citations.process(text, locale, items, cited, "tr")
    assert citations.as_plain(done.citations[0].text).replace("\u00a0", " ").endswith(", 5.")
    assert "4–9" not in citations.as_plain(done.citations[0].text)


@pytest.mark.parametrize(
    ("genre", "printed"),
    [("Doktora tezi", "(Doktora tezi),"), ("Doktora", "(Doktora Tezi),")],
)
def test_a_thesis_is_called_one_once(genre: str, printed: str) -> None:
    style = "uludag-universitesi-sosyal-bilimler-enstitusu-full-note"
    (text,) = listed(style, [{**THESIS, "genre": genre}], "tr")
    assert printed in text


def test_a_manuscript_is_called_one_once() -> None:
    style = (BIBLIOGRAPHY / "styles" / "nashr-author-date.csl").read_text("utf-8")
    work = {**MANUSCRIPT, "publisher": "Əlyazma"}
    (entry,) = process_by(style, [work], "az").bibliography
    assert citations.as_plain(entry.text).count("Əlyazma") == 1


def test_the_first_edition_of_a_reprint_stands_in_full() -> None:
    style = (BIBLIOGRAPHY / "styles" / "nashr-author-date.csl").read_text("utf-8")
    first = {"original-publisher": "Mətbuat", "original-publisher-place": "Bakı"}
    work = {**VOLUME, **first, "original-date": {"date-parts": [[1923]]}}
    (entry,) = process_by(style, [work], "az").bibliography
    assert "Əsərin ilk nəşri: Bakı: Mətbuat, 1923" in citations.as_plain(entry.text)


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("gost-r-7-0-5-2008", "№ 4. e0231234."),
        ("istanbul-universitesi-sosyal-bilimler-enstitusu", "2015, e0231234."),
        ("elsevier-harvard", "15, e0231234."),
    ],
)
def test_the_number_of_an_article_is_no_page(style: str, printed: str) -> None:
    (text,) = listed(style, [article(volume="15", issue="4", page="e0231234")], "az")
    assert text.replace("\u00a0", " ").endswith(printed), text
    (text,) = listed(style, [article(volume="15", issue="4", page="12")], "az")
    assert "12" in text


def test_a_short_number_of_an_article_is_no_page_where_the_entry_says_so() -> None:
    assert "s. 1234" in printed("ieee", "az", **article(volume="15", page="1234"))
    text = printed("ieee", "az", **article(volume="15", page="1234", eid="1234"))
    assert "c. 15, 1234" in text


def test_works_without_an_author_are_sorted_by_what_they_begin_with() -> None:
    book = {"type": "book", "publisher": "Nəşr", "language": "az"}
    works = [
        {**book, "title": "Zəfər", "author": [{"family": "Göl", "given": "Anar"}]},
        {**book, "title": "Qurani-Kərim", "translator": [{"family": "Ak", "given": "Nur"}]},
        {"type": "article-newspaper", "title": "Yeni muzey", "container-title": "Azadlıq"},
    ]
    begun = [entry[:9].strip() for entry in listed("isnad-metinici", works, "az")]
    assert begun == ["Azadlıq.", "Göl, Anar", "Qurani-Kə"]


def test_two_works_of_an_author_and_a_year_are_cited_apart() -> None:
    works = [{**VOLUME, "title": title, "volume": ""} for title in ("Birinci", "İkinci")]
    done = process("isnad-metinici", works, "az")
    assert [citations.as_plain(one.text) for one in done.citations] == [
        "(Göl, 1999a)",
        "(Göl, 1999b)",
    ]


def test_a_special_issue_is_no_number() -> None:
    (text,) = listed("gost-r-7-0-5-2008", [article(volume="12", issue="Özel Sayı")], "az")
    assert "C. 12. Özel Sayı." in text.replace("\u00a0", " "), text


def test_turkish_has_the_day_before_the_month_and_a_space_before_the_newspaper() -> None:
    news = {
        "type": "article-newspaper",
        "title": "Yeni müze",
        "container-title": "Gazete",
        "issued": {"date-parts": [[2021, 10, 15]]},
    }
    (text,) = listed("turkiye-bilimsel-ve-teknolojik-arastirma-kurumu", [news], "tr")
    assert "2021, 15 Ekim." in text
    news = {**news, "issued": {"date-parts": [[2021, 10]]}}
    (text,) = listed("turkiye-bilimsel-ve-teknolojik-arastirma-kurumu", [news], "tr")
    assert "2021, Ekim." in text
    news = {**news, "issued": {"date-parts": [[2021, 10, 15]]}}
    (text,) = listed("apa-tr", [news], "tr")
    assert text == "Yeni müze. (2021, 15 Ekim). Gazete."


def printed(style: str, lang: str, **work: Any) -> str:
    (text,) = listed(style, [work], lang)
    return text.replace("\u00a0", " ")


SOFTWARE: dict[str, Any] = {
    "type": "software",
    "title": "Ölçək",
    "author": AUTHOR,
    "version": "4.3.1",
    "issued": {"date-parts": [[2023]]},
    "URL": "https://example.org/olcek",
}


@pytest.mark.parametrize(
    "style", ["ieee", "harvard-cite-them-right", "isnad-metinici", "bmj", "apa"]
)
def test_software_has_its_version_and_its_address_once(style: str) -> None:
    text = printed(style, "en", **SOFTWARE)
    assert [text.count("4.3.1"), text.count("https://example.org/olcek")] == [1, 1], text


def test_a_style_without_addresses_prints_none_of_software() -> None:
    assert "example.org" not in printed("chicago-author-date-no-url", "en", **SOFTWARE)


@pytest.mark.parametrize(
    ("style", "says"),
    [
        ("modern-language-association", "Arxiv, f. 970, siy. 1, iş 4"),
        ("nlm-citation-sequence", "Arxiv, f. 970, siy. 1, iş 4"),
        ("gost-r-7-0-5-2008-numeric", "Arxiv, f. 970, siy. 1, iş 4"),
    ],
)
def test_a_document_is_found_in_its_archive(style: str, says: str) -> None:
    mark = {"archive": "Arxiv", "call-number": "f. 970, siy. 1, iş 4"}
    text = printed(style, "az", type="document", title="Protokol", **mark)
    assert says in text


FOREWORD: dict[str, Any] = {
    **ENTRY,
    "type": "chapter",
    "title": "Ön söz",
    "container-title": "Şeirlər",
    "volume": "",
}


@pytest.mark.parametrize("style", ["ieee", "nlm-citation-sequence", "gost-r-7-0-5-2008"])
def test_the_book_of_a_foreword_has_its_own_author(style: str) -> None:
    poet = [{"family": "Dağ", "given": "Sevil"}]
    text = printed(style, "az", **FOREWORD, **{"container-author": poet})
    assert text.count("Dağ") == 1
    assert text.index("Şeirlər") < text.index("Dağ") < text.index("Nəşr")
    # In the works of one author, that name is there already.
    own = printed(style, "az", **FOREWORD, **{"container-author": AUTHOR})
    assert own.count("Göl") == 1


@pytest.mark.parametrize("style", ["isnad-metinici", "american-medical-association", "the-lancet"])
def test_a_report_has_its_number(style: str) -> None:
    report = {**VOLUME, "type": "report", "volume": "", "number": "RM-3420"}
    assert printed(style, "en", **report).count("RM-3420") == 1


def test_a_review_has_the_volume_of_its_journal_and_no_issue_where_no_article_has_one() -> None:
    review = article(type="review", volume="53", issue="2", page="25-30")
    assert "vol. 53, no. 2" in printed("harvard-cite-them-right", "en", **review)
    assert "no. 2" not in printed("cell", "en", **review)


@pytest.mark.parametrize("style", ["ieee", "gost-r-7-0-5-2008"])
def test_a_page_of_the_web_has_a_year_where_no_date_is_printed(style: str) -> None:
    page = {"type": "webpage", "title": "Səhifə", "URL": "https://example.org"}
    dated = {**page, "issued": {"date-parts": [[2012, 11, 6]]}}
    assert "2012" in printed(style, "az", **dated)


def test_a_title_is_cut_at_no_colon_in_the_list() -> None:
    patent = {**VOLUME, "type": "patent", "title": "Drill: A bit", "title-short": "Drill"}
    assert "Drill: A bit" in printed("chicago-author-date", "en", **patent)
    own = {**patent, "title-short": "The Bit"}
    assert "The Bit" in printed("chicago-author-date", "en", **own)


def test_the_commas_of_a_number_make_it_no_several_numbers() -> None:
    patent = {**VOLUME, "type": "patent", "volume": "", "number": "US 4,586,960 B2"}
    assert "no. US 4,586,960" in printed("harvard-cite-them-right", "en", **patent)


def test_an_english_kind_of_patent_is_said_in_the_language_of_the_list() -> None:
    patent = {**VOLUME, "type": "patent", "genre": "U.S. patent", "number": "12"}
    assert "ABŞ patenti" in printed("apa", "az", **patent)
    assert "U.S. patent" in printed("apa", "en", **patent)


BOOK: dict[str, Any] = {
    "type": "book",
    "title": "Kitab",
    "author": AUTHOR,
    "publisher": "Nəşr",
    "publisher-place": "Bakı",
}


def test_a_work_that_will_appear_is_not_called_undated() -> None:
    text = printed("harvard-cite-them-right", "en", **BOOK, status="forthcoming")
    assert text == "Göl, A. (forthcoming) Kitab. Bakı: Nəşr."
    assert "(no date)" in printed("harvard-cite-them-right", "en", **BOOK)
    early = printed("harvard-cite-them-right", "en", **BOOK, status="pre-published")
    assert "(no date)" in early


def test_undated_works_of_an_author_are_told_apart_in_the_text() -> None:
    works = [BOOK, {**BOOK, "title": "Başqa kitab"}]
    done = process("elsevier-harvard", works, "en")
    cites = [citations.as_plain(one.text) for one in done.citations]
    assert cites == ["(Göl, n.d.-a)", "(Göl, n.d.-b)"]


@pytest.mark.parametrize(
    ("missing", "end"),
    [
        ({}, "Kitab. Bakı: Nəşr, 2001."),
        ({"publisher-place": ""}, "Kitab. Nəşr, 2001."),
        ({"publisher": ""}, "Kitab. Bakı, 2001."),
    ],
)
def test_a_mark_between_place_and_publisher_stands_between_both(
    missing: dict[str, str], end: str
) -> None:
    dated = {**BOOK, "issued": {"date-parts": [[2001]]}, **missing}
    assert printed("gost-r-7-0-5-2008", "az", **dated).endswith(end)


@pytest.mark.parametrize("style", ["ieee", "modern-language-association", "gost-r-7-0-5-2008"])
def test_a_supplement_takes_no_word_for_a_number(style: str) -> None:
    text = printed(style, "az", **article(volume="5", issue="Suppl 1", page="1-5"))
    assert "Suppl 1" in text and "№ Suppl" not in text
    assert "№ S1" in printed(style, "az", **article(volume="5", issue="S1", page="1-5"))


def test_a_volume_of_a_series_is_printed_once() -> None:
    work = {**VOLUME, "volume": "37", "collection-title": "Silsilə"}
    assert printed("ieee", "az", **work).count("37") == 1


def test_a_picture_is_in_its_museum_and_an_episode_in_its_series() -> None:
    picture = {"type": "graphic", "title": "Rəsm", "author": AUTHOR, "archive": "Muzey"}
    assert "Muzey" in printed("ieee", "az", **picture)
    episode = {"type": "broadcast", "title": "Buraxılış", "container-title": "Podkast"}
    assert printed("ieee", "az", **episode, author=AUTHOR).count("Podkast") == 1
