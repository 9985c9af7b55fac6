"""Authors in the first lines of a manuscript, and the notes behind their names."""

from __future__ import annotations

from typing import Any

import pytest
from word_kit import body_of, imported, paragraph, text, word_file

from nashr.importing.names import persons

_TEXT = "Məqalədə qəzetlərin tarixi araşdırılır və sənədlər ilə müqayisə olunur. " * 3


def _bold(words: str, size: int = 24) -> str:
    return paragraph(text(words, f'<w:b/><w:sz w:val="{size}"/>'))


def _file(*lines: str, notes: tuple[str, ...] = ()) -> bytes:
    body = "".join(line if line.startswith("<w:p>") else paragraph(line) for line in lines)
    body += paragraph(text("Açar sözlər: ", "<w:b/>"), "dil, söz") + paragraph(_TEXT)
    inside = "".join(
        f'<w:footnote w:id="{n}">{one if one.startswith("<") else paragraph(one)}</w:footnote>'
        for n, one in enumerate(notes, 2)
    )
    return word_file(_bold("DİLİN TARİXİ HAQQINDA", 32) + body, {"footnotes": inside})


def _front(*lines: str, notes: tuple[str, ...] = ()) -> dict[str, Any]:
    return imported(_file(*lines, notes=notes))[1].front


def _call(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def test_authors_on_lines_of_their_own_have_what_stands_below_them() -> None:
    front = _front(
        _bold("Nümunə Əliyeva"),
        "Bakı Dövlət Universiteti",
        "a@example.org",
        _bold("Sınaq Məmmədov"),
        "Dilçilik İnstitutu, Bakı",
        "b@example.org",
    )
    first, second = front["authors"]
    assert (first["family"], first["affiliations"], first["email"]) == (
        "Əliyeva", ["a1"], "a@example.org",
    )  # fmt: skip
    assert (second["family"], second["affiliations"], second["email"]) == (
        "Məmmədov", ["a2"], "b@example.org",
    )  # fmt: skip


def test_an_english_title_in_capital_initials_below_the_names_is_no_author() -> None:
    front = _front(_bold("Nümunə Əliyeva"), _bold("Language History"), "Abstract: The text is.")
    assert [one["family"] for one in front["authors"]] == ["Əliyeva"]


def test_names_in_english_letters_are_those_of_the_authors_and_so_are_their_places() -> None:
    front = _front(
        _bold("Xəyalə Əliyeva"),
        "Bakı Dövlət Universiteti",
        _bold("Khayala Aliyeva"),
        "Baku State University",
    )
    [author] = front["authors"]
    assert author["translations"] == {"en": {"given": "Khayala", "family": "Aliyeva"}}
    assert front["affiliations"] == [
        {
            "id": "a1",
            "name": "Bakı Dövlət Universiteti",
            "translations": {"en": {"name": "Baku State University"}},
        }
    ]


def test_brothers_are_two_authors() -> None:
    front = _front(
        paragraph(text("Əli HƏSƏNOV", "<w:b/>")),
        paragraph(text("Vəli HƏSƏNOV", "<w:b/>")),
    )
    assert [one["given"] for one in front["authors"]] == ["Əli", "Vəli"]


def test_notes_behind_names_say_where_authors_work() -> None:
    front = _front(
        paragraph("Nümunə Əliyeva", _call(2), ", Sınaq Məmmədov", _call(3)),
        notes=(
            "Dr. Öğr. Üyesi, Örnek Üniversitesi, a@example.org, ORCID: 0000-0002-1825-0097",
            "Doktorant, Dilçilik İnstitutu.",
        ),
    )
    first, second = front["authors"]
    assert first == {
        "given": "Nümunə",
        "family": "Əliyeva",
        "affiliations": ["a1"],
        "academic-title": "Dr. Öğr. Üyesi",
        "orcid": "0000-0002-1825-0097",
        "email": "a@example.org",
        "corresponding": True,
    }
    assert (second["affiliations"], second["position"]) == (["a2"], "Doktorant")
    assert [one["name"] for one in front["affiliations"]] == [
        "Örnek Üniversitesi",
        "Dilçilik İnstitutu",
    ]


@pytest.mark.parametrize(
    "note",
    [
        "Bu məqalə dissertasiya əsasında hazırlanıb.",
        paragraph("Örnek Üniversitesi", '<w:r><w:commentReference w:id="7"/></w:r>'),
    ],
    ids=["says-something-else", "has-a-comment"],
)
def test_a_note_that_says_something_else_stands_before_the_text(note: str) -> None:
    comment = f'<w:comment w:id="7" w:author="Redaktor">{paragraph("Yoxlayın.")}</w:comment>'
    notes = f'<w:footnote w:id="2">{note if note.startswith("<") else paragraph(note)}</w:footnote>'
    body = (
        _bold("DİLİN TARİXİ HAQQINDA", 32)
        + paragraph("Nümunə Əliyeva", _call(2))
        + paragraph(text("Açar sözlər: ", "<w:b/>"), "dil, söz")
        + paragraph(_TEXT)
    )
    made = body_of(word_file(body, {"footnotes": notes, "comments": comment}))
    there = "Bu məqalə dissertasiya" if "dissertasiya" in note else "Örnek Üniversitesi<!-- query"
    assert made.startswith(there)
    assert made.count("Yoxlayın") == 1


def test_a_title_with_a_note_stays_the_title() -> None:
    body = paragraph(text("Dilin Tarixi", "<w:b/>"), _call(2)) + paragraph("Nümunə Əliyeva")
    body += paragraph(text("Açar sözlər: ", "<w:b/>"), "dil, söz") + paragraph(_TEXT)
    notes = f'<w:footnote w:id="2">{paragraph("Bu məqalə tezisdəndir.")}</w:footnote>'
    front = imported(word_file(body, {"footnotes": notes}))[1].front
    assert front["title"] == "Dilin Tarixi"
    assert [one["family"] for one in front["authors"]] == ["Əliyeva"]


def test_the_one_address_of_a_note_is_that_to_which_letters_go() -> None:
    front = _front(
        paragraph("Nümunə Əliyeva", _call(2)),
        notes=("Örnek Üniversitesi, a@example.org",),
    )
    [author] = front["authors"]
    assert (author["email"], author["corresponding"]) == ("a@example.org", True)


def test_a_title_in_capitals_behind_an_abstract_is_no_author_and_no_address_is_dropped() -> None:
    body = _bold("DİLİN TARİXİ HAQQINDA", 32) + paragraph("E-mail: a@example.org")
    body += paragraph("Xülasə: " + _TEXT) + paragraph("Açar sözlər: dil, söz")
    body += _bold("ИСТОРИЯ АЗЕРБАЙДЖАНСКОГО ЯЗЫКА") + paragraph("Резюме: В статье язык и речь.")
    body += paragraph("Giriş", style="Balk1") + paragraph(_TEXT)
    draft = imported(word_file(body))[1]
    assert "authors" not in draft.front
    assert draft.front["translations"]["ru"]["title"] == "ИСТОРИЯ АЗЕРБАЙДЖАНСКОГО ЯЗЫКА"
    assert "a@example.org" in body_of(word_file(body)), "nobody has the address"


def test_a_sign_that_no_name_has_leads_to_the_first_author() -> None:
    front = _front("Nümunə Əliyeva, Sınaq Məmmədov", "* Müəllif ilə əlaqə: a@example.org")
    assert front["authors"][0]["email"] == "a@example.org"


def test_a_word_before_the_names_is_no_name() -> None:
    front = _front("Məqalənin müəllifi: Nümunə Əliyeva")
    assert front["authors"] == [{"given": "Nümunə", "family": "Əliyeva"}]


def test_a_russian_title_of_a_few_words_in_capitals_is_no_name_of_the_author() -> None:
    front = _front(
        "Nümunə Əliyeva",
        "Xülasə: " + _TEXT,
        _bold("ИСТОРИЯ ДРЕВНИХ ГАЗЕТ"),
        _bold("Алиева Нюмуна"),
        "Резюме: В статье рассматривается язык.",
    )
    assert front["translations"]["ru"]["title"] == "ИСТОРИЯ ДРЕВНИХ ГАЗЕТ"
    assert "ru" in front["authors"][0]["translations"]


@pytest.mark.parametrize(
    ("names", "places"),
    [
        ("Nümunə Əliyeva¹, Sınaq Məmmədov²", "¹ Bakı Universiteti; ² Gəncə Universiteti"),
        ("Nümunə Əliyeva (1), Sınaq Məmmədov (2)", "(1) Bakı Universiteti; (2) Gəncə Universiteti"),
        ("Nümunə Əliyeva*, Sınaq Məmmədov**", "*Bakı Universiteti, **Gəncə Universiteti"),
    ],
)
def test_affiliations_of_one_line_are_those_of_their_authors(names: str, places: str) -> None:
    draft = imported(_file(names, places))[1]
    assert [one["name"] for one in draft.front["affiliations"]] == [
        "Bakı Universiteti",
        "Gəncə Universiteti",
    ]
    assert [one["affiliations"] for one in draft.front["authors"]] == [["a1"], ["a2"]]
    assert "front-words" not in [finding.kind for finding in draft.findings]


def test_an_address_behind_a_signed_affiliation_is_that_of_its_author() -> None:
    front = _front(
        "Nümunə Əliyeva¹, Sınaq Məmmədov²", "¹Bakı Universiteti; ²Gəncə Universiteti, b@example.org"
    )
    assert [one.get("email") for one in front["authors"]] == [None, "b@example.org"]


def test_an_affiliation_without_a_sign_of_its_own_keeps_all_of_its_line() -> None:
    front = _front("Nümunə Əliyeva, Sınaq Məmmədov", "Bakı Universiteti; 2 saylı laboratoriya")
    assert [one["name"] for one in front["affiliations"]] == [
        "Bakı Universiteti; 2 saylı laboratoriya"
    ]


def test_authors_and_where_they_work_may_be_one_paragraph_with_breaks() -> None:
    end = "<w:r><w:br/></w:r>"
    byline = paragraph("Nümunə Əliyeva¹", end, "¹Bakı Universiteti, Bakı", end, "a@example.org")
    front = _front(byline)
    assert front["authors"] == [
        {
            "given": "Nümunə",
            "family": "Əliyeva",
            "affiliations": ["a1"],
            "email": "a@example.org",
            "corresponding": True,
        }
    ]
    assert front["affiliations"] == [{"id": "a1", "name": "Bakı Universiteti, Bakı"}]


def test_an_affiliation_in_the_note_of_one_author_is_not_that_of_the_other() -> None:
    first = text("Nümunə Əliyeva") + _call(2) + text(", Sınaq Məmmədov")
    front = _front(paragraph(first), notes=("Bakı Universiteti, dosent",))
    assert front["affiliations"] == [{"id": "a1", "name": "Bakı Universiteti"}]
    assert front["authors"] == [
        {
            "given": "Nümunə",
            "family": "Əliyeva",
            "affiliations": ["a1"],
            "academic-title": "dosent",
        },
        {"given": "Sınaq", "family": "Məmmədov"},
    ]


def test_a_name_and_where_one_works_may_stand_on_one_line() -> None:
    front = _front(
        "Nümunə Əliyeva, Tarix İnstitutunun dissertantı",
        "Sınaq Məmmədov, Bakı Universiteti, b@example.org",
    )
    assert front["authors"] == [
        {"given": "Nümunə", "family": "Əliyeva", "affiliations": ["a1"]},
        {
            "given": "Sınaq",
            "family": "Məmmədov",
            "affiliations": ["a2"],
            "email": "b@example.org",
            "corresponding": True,
        },
    ]
    assert [one["name"] for one in front["affiliations"]] == [
        "Tarix İnstitutunun dissertantı",
        "Bakı Universiteti",
    ]


def test_an_address_in_the_line_of_an_affiliation_is_that_of_its_author() -> None:
    front = _front(
        "Nümunə Əliyeva^1^".replace("^1^", "¹") + ", Sınaq Məmmədov²",
        "¹ Bakı Dövlət Universiteti; ORCID: 0000-0002-1825-0097; a@example.org",
        "² Tarix İnstitutu; ORCID: 0000-0001-5109-3700",
        "Məsul müəllif: b@example.org",
    )
    first, second = front["authors"]
    assert (first["email"], first["orcid"]) == ("a@example.org", "0000-0002-1825-0097")
    assert second["orcid"] == "0000-0001-5109-3700"


def test_an_identifier_of_nobody_is_told_of_although_its_words_are_there() -> None:
    draft = imported(
        _file(
            "Nümunə Əliyeva, Sınaq Məmmədov",
            "Bakı Dövlət Universiteti",
            "ORCID: 0000-0002-1825-0097",
            "nümunə, a@example.org, b@example.org, c@example.org",
        )
    )[1]
    told = [one.message for one in draft.findings if one.kind == "front-words"]
    assert any("0000-0002-1825-0097" in one for one in told)


def test_statements_and_postal_addresses_are_no_affiliations() -> None:
    front = _front(
        "Jane Example MScN¹, John Sample PhD¹",
        "¹ University of Examples",
        "Correspondence: Jane Example <a@example.org>, 585 University Ave, Toronto",
        "Funding statement: The Ministry of Examples has paid.",
    )
    assert [place["name"] for place in front["affiliations"]] == ["University of Examples"]
    one, two = front["authors"]
    assert (one["given"], one["family"]) == ("Jane", "Example")
    assert (two["given"], two["family"]) == ("John", "Sample")
    assert one["email"] == "a@example.org"


def test_a_call_behind_a_degree_is_that_of_the_name_before() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    names = paragraph(
        *("Sample Author PhD", text("1", raised)),
        *(", Test Writer MD, PhD", text("2", raised)),
    )
    places = paragraph(
        *(text("1", raised), "University of Baku", "<w:r><w:br/></w:r>"),
        *(text("2", raised), "University of Ganja"),
    )
    front = _front(names, places)
    assert [one["affiliations"] for one in front["authors"]] == [["a1"], ["a2"]]
    assert [one["name"] for one in front["affiliations"]] == [
        "University of Baku", "University of Ganja",
    ]  # fmt: skip


def test_names_in_english_are_those_of_authors_whose_fathers_are_named_in_their_own_language() -> (
    None
):
    body = "".join(
        (
            _bold("Məmmədova Nərgiz Əli qızı"),
            paragraph("Nümunə Universiteti"),
            _bold("DASTANLARDA ZAMAN VƏ MƏKAN", 24),
            paragraph(f"Xülasə: {_TEXT}"),
            paragraph("Açar sözlər: dastan, zaman"),
            _bold("Nargiz Mammadova"),
            paragraph("Sample University"),
            _bold("TIME AND SPACE IN THE DASTANS"),
            paragraph("Abstract: The text of the abstract is in English."),
            paragraph("Keywords: time, space"),
            paragraph(_TEXT),
        )
    )
    front = imported(word_file(body))[1].front
    assert front["translations"]["en"]["title"] == "TIME AND SPACE IN THE DASTANS"
    [author] = front["authors"]
    assert author["translations"]["en"] == {"given": "Nargiz", "family": "Mammadova"}
    [place] = front["affiliations"]
    assert place["translations"]["en"] == {"name": "Sample University"}


def test_a_letter_to_the_author_is_no_affiliation_behind_its_sign() -> None:
    front = _front(
        paragraph("Sample Author", text("1,✉", '<w:vertAlign w:val="superscript"/>')),
        paragraph(text("1", '<w:vertAlign w:val="superscript"/>'), "University of Baku"),
        paragraph(
            text("✉", '<w:vertAlign w:val="superscript"/>'),
            "Correspondence: Sample Author a@example.org, University Avenue 5",
        ),
    )
    assert [one["name"] for one in front["affiliations"]] == ["University of Baku"]
    assert front["authors"][0]["email"] == "a@example.org"


@pytest.mark.parametrize(
    ("names", "places"),
    [
        (
            "Dr. Ayşe YILDIZ* - Prof. Dr. Mehmet KAYA**",
            ("* Örnek Üniversitesi", "** Deneme Üniversitesi"),
        ),
        ("Dr. Ayşe YILDIZ (Örnek Üniversitesi)", ()),
    ],
)
def test_titles_of_authors_on_one_line_are_theirs(names: str, places: tuple[str, ...]) -> None:
    front = _front(names, *places)
    assert [one["family"] for one in front["authors"]] == ["Yıldız", "Kaya"][: len(places) or 1]
    assert front["authors"][0]["academic-title"] == "Dr."
    assert [one["affiliations"] for one in front["authors"]] == [["a1"], ["a2"]][: len(places) or 1]


def test_a_degree_behind_a_name_alone_is_the_author_s() -> None:
    [author] = _front("Sample Author, PhD, Assoc. Prof.", "University of Baku")["authors"]
    assert author["academic-title"] == "PhD, Assoc. Prof."


def test_the_town_below_an_institution_belongs_to_it() -> None:
    front = _front("Sample Author", "University of Baku", "Bakı, Azərbaycan", "Başqa sətir, burada")
    assert front["affiliations"] == [{"id": "a1", "name": "University of Baku, Bakı, Azərbaycan"}]


def test_names_with_initials_above_an_abstract_are_those_of_the_authors() -> None:
    right = '<w:jc w:val="right"/>'
    body = "".join(
        (
            paragraph(text("AYGÜN RƏHİMOVA", "<w:b/>"), properties=right),
            paragraph("Bakı Slavyan Universiteti", properties=right),
            paragraph(text("ADLARIN SEMANTİKASI", "<w:b/>"), properties='<w:jc w:val="center"/>'),
            paragraph("Açar sözlər: dil, söz"),
            paragraph(_TEXT),
            paragraph("Ədəbiyyat", style="Balk1"),
            paragraph("1. Nümunə A. Dilin tarixi. Bakı: Elm, 2010, 234 s."),
            paragraph("А. Рагимова", properties=right),
            paragraph(text("СЕМАНТИКА ИМЁН", "<w:b/>")),
            paragraph(text("РЕЗЮМЕ", "<w:b/>")),
            paragraph("В статье рассматриваются вопросы семантики имён в современном языке."),
            paragraph("A. Rahimova", properties=right),
            paragraph(text("SEMANTICS OF THE NOUNS", "<w:b/>")),
            paragraph(text("SUMMARY", "<w:b/>")),
            paragraph("The article is about the semantics of nouns in the language."),
            paragraph("Çapa qəbul olunma tarixi: 15.05.2025"),
        )
    )
    front = imported(word_file(body))[1].front
    assert front["title"] == "ADLARIN SEMANTİKASI"
    [author] = front["authors"]
    assert (author["given"], author["family"]) == ("Aygün", "Rəhimova")
    assert [author["translations"][tag]["family"] for tag in ("ru", "en")] == [
        "Рагимова",
        "Rahimova",
    ]
    assert front["translations"]["ru"]["abstract"].startswith("В статье")
    assert "Rahimova" not in front["translations"]["ru"]["abstract"]
    assert front["dates"] == {"accepted": "2025-05-15"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("YILDIZ, Ayşe", [("Ayşe", "Yıldız")]),
        ("YILDIZ, Ayşe; KAYA, Mehmet Ali", [("Ayşe", "Yıldız"), ("Mehmet Ali", "Kaya")]),
        ("Ayşe Nur YILDIZ KAYA", [("Ayşe Nur", "Yıldız Kaya")]),
        ("O‘ktam Karimov", [("O‘ktam", "Karimov")]),
        ("Ayşe YILDIZ [1], Mehmet KAYA [2]", [("Ayşe", "Yıldız"), ("Mehmet", "Kaya")]),
    ],
)
def test_names_as_authors_write_them(text: str, people: list[tuple[str, str]]) -> None:
    assert [(one.given, one.family) for one in persons(text, "tr")] == people


def test_raised_characters_behind_initials_lead_to_affiliations() -> None:
    front = _front("Иванов И.И.¹, Петров П.П.²", "¹Бакинский университет", "²Институт языкознания")
    assert [one["affiliations"] for one in front["authors"]] == [["a1"], ["a2"]]


def test_an_author_whose_degrees_stand_below_the_name_goes_on_the_list() -> None:
    front = _front(
        *("Nümunə Əliyeva", "filologiya üzrə fəlsəfə doktoru, dosent", "Bakı Dövlət Universiteti"),
        *("a@example.org", "Sınaq Məmmədov", "tarix elmləri doktoru, professor"),
        *("Tarix İnstitutu", "b@example.org"),
    )
    found = [(one["family"], one["affiliations"], one["email"]) for one in front["authors"]]
    assert found == [("Əliyeva", ["a1"], "a@example.org"), ("Məmmədov", ["a2"], "b@example.org")]
    assert front["authors"][1]["academic-title"] == "tarix elmləri doktoru, professor"
