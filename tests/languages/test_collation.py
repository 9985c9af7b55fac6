"""The order in which an index or a reference list stands."""

import random
import unicodedata

import pytest

from nashr.languages import END_OF_NAME, language, sort_key, supported, upper

ORDERS = [
    ("az", "a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z"),
    ("az", "el em eş əl ələm ət fil"),
    ("az", "Hüseyn Xəzər Ilıca İsa Jalə Kamal Qasım Lalə"),
    ("az", "vaza wolf yaz"),
    ("az-Latn-AZ", "Həsən Xalid İbrahim Kərim Qurban"),
    ("az", "2000 2001 Abbas Əli Zaur Алиев Иванов"),
    ("tr", "a b c ç d e f g ğ h ı i j k l m n o ö p r s ş t u ü v y z"),
    ("tr", "çam dam ılık ilik kâr kara kor kör"),
    ("tr", "pas quo ray vay web xenon yay"),
    ("tr", "Işık İnan Jale"),
    ("tr", "erik ərik fil"),
    ("ru", "еж ёж ежа ёжик жук"),
    ("ru", "Иванов Йодль Яковлев Adams Zimmer"),
    ("uk", "гай ґава дім єдність ь"),
    ("uz", "son tong zor oʻrik gʻoz shahar choy ngа".replace("а", "a")),
    ("uz", "o'g'il g'oya".replace("'", "’")),
    ("tk", "jan žurnal kaka näme ňe oba ýer zat"),
    ("crh", "naz ñame oba qara ran"),
    ("de", "arm Ärmel Art Masse Maße Öl Zug"),
    ("fr", "cote coté côte côté œuf zèbre"),
    ("kk", "ана әке бала құс лас ңұр"),
    ("ka", "აბა ბაბა ჰავა"),
    ("hy", "արև եվ եւ"),
    ("ar", "أحمد باسم تامر يوسف"),
    ("fa", "آرش بابک پروین چمن ژاله گلنار یاسمن"),
    ("en", "Čapek Dvořák Østergaard Ptolemy Zürn"),
    ("az", "Əli Həsən,Əliyev"),
]


@pytest.mark.parametrize(("tag", "line"), ORDERS)
def test_words_stand_in_the_order_of_the_language(tag: str, line: str) -> None:
    words = line.split(",") if "," in line else line.split()
    shuffled = random.Random(7).sample(words, len(words))
    assert sorted(shuffled, key=lambda word: sort_key(word, tag)) == words


@pytest.mark.parametrize("tag", supported())
def test_the_alphabet_is_in_its_own_order(tag: str) -> None:
    record = language(tag)
    letters = [letter for letter in record.alphabet if letter not in record.sorted_as]
    for own in (letters, [upper(letter, tag) for letter in letters]):
        backwards = own[::-1]
        backwards.sort(key=lambda letter: sort_key(letter, tag))
        assert backwards == own


def test_case_counts_only_when_all_else_is_equal() -> None:
    words = ["Oranb", "ORAN", "orana", "Oran", "oran"]
    assert sorted(words, key=lambda word: sort_key(word, "az")) == [
        "oran",
        "Oran",
        "ORAN",
        "orana",
        "Oranb",
    ]


def test_accents_count_after_letters() -> None:
    assert sorted(["kâra", "kara", "kar", "kârb"], key=lambda w: sort_key(w, "tr")) == [
        "kar",
        "kara",
        "kâra",
        "kârb",
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [("Türkiye'de", "Türkiyede"), ("“Radikal”", "Radikal"), ("ön-söz", "önsöz")],
)
def test_punctuation_is_passed_over(left: str, right: str) -> None:
    assert sort_key(left, "tr")[:3] == sort_key(right, "tr")[:3]
    assert sort_key(left, "tr") != sort_key(right, "tr")


def test_decomposed_text_sorts_as_composed() -> None:
    for word in ("İstanbul", "çörək", "Ğğüş", "Øystein"):
        decomposed = unicodedata.normalize("NFD", word)
        assert sort_key(decomposed, "az") == sort_key(word, "az")


def test_uzbek_apostrophes_are_one_letter() -> None:
    keys = {sort_key(word, "uz")[0] for word in ("oʻzbek", "o‘zbek", "o'zbek", "o’zbek")}
    assert len(keys) == 1
    assert sort_key("ozbek", "uz")[0] not in keys


CYRILLIC = "Алиев Әлијев Бабаев Гончар Ґонта Евтеев Євтушенко Жуков Иванов Іваненко Їжак Кузнецов"
CYRILLIC += " Қасымов Чернов Ҹәфәров Шевченко Яблоков"


@pytest.mark.parametrize("tag", ["az", "tr", "ru", "uk", "en"])
def test_letters_that_an_alphabet_lacks_stand_where_the_root_collation_has_them(tag: str) -> None:
    names = CYRILLIC.split()
    shuffled = sorted(names, key=lambda name: name[::-1])
    assert sorted(shuffled, key=lambda name: sort_key(name, tag)) == names


def test_the_language_of_the_article_tailors_the_order_of_its_script() -> None:
    # Kazakh has і behind ы, the root behind и.
    names = "Иванов Іваненко Ыбырай Яблоков".split()
    assert sorted(names, key=lambda name: sort_key(name, "kk")) == [
        "Иванов",
        "Ыбырай",
        "Іваненко",
        "Яблоков",
    ]
    assert sorted(names, key=lambda name: sort_key(name, "ru")) == names


@pytest.mark.parametrize(
    "names", ["Άλφα Βήτα Γάμμα", "Աբովյան Բակունց Դեմիրճյան", "აბაშიძე გამსახურდია წერეთელი"]
)
def test_other_scripts_keep_their_own_order(names: str) -> None:
    words = names.split()
    words.reverse()
    assert sorted(words, key=lambda name: sort_key(name, "az")) == names.split()


def test_a_family_name_comes_before_those_that_begin_with_it() -> None:
    names = [f"Kaya{END_OF_NAME} Z.", f"Kaya Mutlu{END_OF_NAME} A.", f"Kayacı{END_OF_NAME} B."]
    mixed = [names[2], names[1], names[0]]
    assert sorted(mixed, key=lambda name: sort_key(name, "tr")) == names
