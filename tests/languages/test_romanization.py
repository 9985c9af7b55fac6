"""Texts of other scripts in Latin letters, by the published tables.

The expected forms are those of the tables' own examples where they give some (resolution no. 55 of
Ukraine, the law of Bulgaria, ELOT 743, the national system of Georgia), and of passports, atlases
and title pages.
"""

from __future__ import annotations

import unicodedata

import pytest

from nashr.languages.romanization import SCHEMES, is_latin, romanize
from nashr.languages.romanization.tables import ISO_9, PASSPORT, TABLES, Table

BGN = [
    ("ru", "Елена Ёлкина, Юрий Щедрин", "Yelena Yëlkina, Yuriy Shchedrin"),
    ("ru", "подъезд, Юрьевец, съёмка, поёт", "pod”yezd, Yur’yevets, s”yëmka, poyët"),
    ("ru", "СССР; ЩИ; Ю. Я.; Щ", "SSSR; SHCHI; Yu. Ya.; Shch"),
    ("ru", "Лѣтопись міра, объ Россіи", "Letopis’ mira, ob Rossii"),
    ("uk", "Алушта, Згорани, Розгон", "Alushta, Zghorany, Rozghon"),
    ("uk", "Єнакієве, Гаєвич, Їжакевич, Кадиївка", "Yenakiieve, Haievych, Yizhakevych, Kadyivka"),
    (
        "uk",
        "Йосипівка, Стрий, Юрій, Яготин, Знам’янка",
        "Yosypivka, Stryi, Yurii, Yahotyn, Znamianka",
    ),
    ("be", "Магілёў, Ельск, Белавежская пушча", "Mahilyow, Yel’sk, Byelavyezhskaya pushcha"),
    ("bg", "България, Щърбово, Желю", "Balgaria, Shtarbovo, Zhelyu"),
    ("sr", "Његош, Љубав, Џамија, ЊЕГОШ", "Njegoš, Ljubav, Džamija, NJEGOŠ"),
    ("mk", "Ѓорѓи, Ќемал, Џон, Ѕвезда", "Ǵorǵi, Ḱemal, Džon, Dzvezda"),
    ("az", "Гәдим Шәки, Ҝәнҹә, Һәсән бәј", "Qədim Şəki, Gəncə, Həsən bəy"),
    ("az", "ИЛК КИТАБ, ЫШЫГ", "İLK KİTAB, IŞIQ"),
    ("uz", "Тошкент, Ўрта Осиё, Ғафур, поезд", "Toshkent, Oʻrta Osiyo, Gʻafur, poyezd"),
    ("tk", "Ашгабат, Ёлөтен, түркмен, эдебият", "Aşgabat, Ýolöten, türkmen, edebiýat"),
    ("kk", "Алматы, Қазақ, Шымкент, Әуезов", "Almaty, Qazaq, Shymkent, Äūezov"),
    ("ky", "Жалалабад, Ысык-Көл, Чүй", "Jalalabad, Ysyk-Köl, Chüy"),
    ("tg", "Душанбе, Ҳисор, ҷаҳон, Қӯрғон", "Dushanbe, Hisor, jahon, Qŭrghon"),
    (
        "tg",
        "консепсия, милиция, конституция, сентябрь",
        "konsepsiya, militsiya, konstitutsiya, sentyabr",
    ),
    ("tg", "цирк, концерт, борщ, крыло", "sirk, konsert, borsh, krilo"),
    ("el", "Αθήνα, Ευάγγελος, Αύγουστος, αυτός", "Athina, Evangelos, Avgoustos, aftos"),
    ("el", "Μπουμπουλίνα, άγχος, Σφίγξ, προϋπόθεση", "Boumpoulina, anchos, Sfinx, proypothesi"),
    ("el", "Ἀθῆναι, τῷ", "Athinai, to"),
    ("ka", "თბილისი და ქუთაისი", "Tbilisi da kutaisi"),
    ("ka", "წყალტუბო, ჭიათურა", "Ts’q’alt’ubo, ch’iatura"),
    ("hy", "Երևան, Ոսկան, Մովսես Խորենացի", "Yerevan, Voskan, Movses Khorenats’i"),
    ("hy", "ովքեր, Եվրոպա, ՀԱՅԱՍՏԱՆ", "ovk’er, Yevropa, HAYASTAN"),
]


@pytest.mark.parametrize(("lang", "text", "latin"), BGN)
def test_the_table_of_each_language(lang: str, text: str, latin: str) -> None:
    assert romanize(text, lang) == latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Щёголев, съезд, Юлия, эхо", "Ŝëgolev, sʺezd, Ûliâ, èho"),
        ("Їжак і ґанок", "Ïžak ì g̀anok"),
        ("Ўладзімір", "Ŭladzìmìr"),
        ("Қазақстан, Өзбек", "Ķazaķstan, Ôzbek"),
    ],
)
def test_iso_9_has_one_table_for_all(text: str, latin: str) -> None:
    for lang in ("ru", "uk", None):
        assert romanize(text, lang, "iso-9") == latin


def test_passports_of_russia_and_georgia() -> None:
    assert (
        romanize("Юлия Щёголева, Подъячев", "ru", "passport") == "Iuliia Shchegoleva, Podieiachev"
    )
    assert romanize("წყალტუბო", "ka", "passport") == "Tsqaltubo"
    assert romanize("Юрій", "uk", "passport") == "Yurii"


def test_a_name_without_capitals_gets_them() -> None:
    assert romanize("ივანე ჯავახიშვილი", "ka", is_name=True) == "Ivane Javakhishvili"


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Їхній шлях", "Yikhnii shliakh"),
        ("Белы снег, ўсё", "Byely snyeh, wsyo"),
        ("Үзејир Һаҹыбәјов", "Üzeyir Hacıbəyov"),
        ("Њено село", "Njeno selo"),
        ("Мир и война", "Mir i voyna"),
    ],
)
def test_without_a_language_the_letters_tell_it(text: str, latin: str) -> None:
    for lang in (None, "en", "tr"):
        assert romanize(text, lang) == latin


def test_a_language_without_a_table_is_romanized_by_iso_9() -> None:
    assert romanize("Башҡорт теле", "ba") == romanize("Башҡорт теле", "ru", "iso-9")


@pytest.mark.parametrize("text", ["تاریخ ایران", "שלום עולם", "日本史", "한국사", "हिन्दी"])
def test_what_is_not_written_letter_by_letter_has_no_form(text: str) -> None:
    assert romanize(f"Atlas: {text}", None) is None


def test_ancient_greek_has_no_form_of_today() -> None:
    assert romanize("Πλάτωνος", "grc") is None


def test_latin_words_signs_and_markup_stay() -> None:
    text = "DNA, β-амилаза, “<i>Acer</i>”, 5 µm, № 3: О’Генри"
    assert romanize(text, "ru") == "DNA, β-amilaza, “<i>Acer</i>”, 5 µm, № 3: O’Genri"
    assert is_latin("Ələkbər, Ğazâlî, ʻAlī, β-blockers, 5 µm, ⁿ, ª")
    assert not is_latin("Москва")
    assert not is_latin("ἀρχή")


def test_stress_marks_are_no_part_of_a_name() -> None:
    assert romanize("за\u0301мок", "ru") == "zamok"


EVERY = [*TABLES.values(), ISO_9, *PASSPORT.values()]


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.tag)
def test_every_table_gives_latin_letters_alone(table: Table) -> None:
    for letter, out in [*table.letters.items(), *table.rules]:
        assert is_latin(out), (letter, out)
        assert unicodedata.normalize("NFC", letter) == letter


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_alphabet_of_ours_is_covered(scheme: str) -> None:
    alphabets = {
        "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        "az": "абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹш",
        "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        "el": "αβγδεζηθικλμνξοπρσςτυφχψω",
        "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    }
    for lang, letters in alphabets.items():
        table = TABLES[lang]
        assert set(letters) <= table.letters.keys() or scheme == "iso-9"
        found = romanize(" ".join(letters), lang, scheme)  # type: ignore[arg-type]
        assert found is not None
        assert is_latin(found)
