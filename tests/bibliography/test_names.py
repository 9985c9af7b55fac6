"""Lists of names as people type them. The names are samples."""

from __future__ import annotations

import pytest
from citations_kit import listed

from nashr.bibliography import names
from nashr.bibliography.load import load_bibliography
from nashr.engines import pandoc
from nashr.model import Source

LISTS = [
    # GOST and Russian exports: initials with periods behind the family name.
    ("Smith J., Jones M.", "Smith, J. and Jones, M."),
    ("Горин И.И., Лесной П. П., Зимин А.", "Горин, И.И. and Лесной, П. П. and Зимин, А."),
    ("Горин И.И.", "Горин, И.И."),
    ("Əliyev S.", "Əliyev, S."),
    # Vancouver.
    ("Er H, Ak B, Ok C", "Er, H. and Ak, B. and Ok, C."),
    # Initials before.
    ("J. Smith, K. L. Jones and M. Brown", "J. Smith and K. L. Jones and M. Brown"),
    ("J. Smith; K. Jones", "J. Smith and K. Jones"),
    # “And” in other languages.
    ("Dağlı, Ali ve Irmak, Can", "Dağlı, Ali and Irmak, Can"),
    ("Dağlı, A., Çınar, B. ve Öz, C.", "Dağlı, A. and Çınar, B. and Öz, C."),
    ("Çinarlı, A. və Şamlı, B.", "Çinarlı, A. and Şamlı, B."),
    ("Горин, И. и Зимин, П.", "Горин, И. and Зимин, П."),
    ("Field, J. und Hill, K.", "Field, J. and Hill, K."),
    ("Field, J. et Hill, K.", "Field, J. and Hill, K."),
    # ... which are parts of names as well.
    ("Arco y Lago, José", "Arco y Lago, José"),
    ("Arco y Lago, José and Field, A.", "Arco y Lago, José and Field, A."),
    # The comma and the semicolon of the Arabic script.
    ("النهري، سالم", "النهري, سالم"),
    ("النهري، سالم؛ البحري، ليلى", "النهري, سالم and البحري, ليلى"),
    ("النهري س.، البحري ل.", "النهري, س. and البحري, ل."),
    # An “and” with nothing behind it, and the numbers of affiliations.
    ("Field, A. and Hill, B. and", "Field, A. and Hill, B."),
    ("Field, Ada$^1$ and Hill, Ben$^{2,3}$", "Field, Ada and Hill, Ben"),
    # What stands for others.
    ("Dağlı, A. ve ark.", "Dağlı, A. and others"),
    ("Dağlı, A., vd.", "Dağlı, A. and others"),
    ("Горин, И. и др.", "Горин, И. and others"),
    ("Ковальчук, І. та ін.", "Ковальчук, І. and others"),
    # A suffix without a comma before it.
    ("Martin Luther Marsh Jr.", "Marsh, Jr., Martin Luther"),
    ("Ada van der Field III", "van der Field, III, Ada"),
    ("Field, A. and Ben Hill Sr", "Field, A. and Hill, Sr, Ben"),
    ("Henry VIII", "Henry VIII"),
    # Names that only look like lists.
    ("St. Field, John", "St. Field, John"),
    ("Field, J., Jr.", "Field, Jr., J."),
    ("López de Marsh, María Isabel", "López de Marsh, María Isabel"),
    ("{Lake and Sons}", "{Lake and Sons}"),
    # Family name first, without a comma: the patronymic at the end shows it.
    ("Göllü Anar oğlu", "Göllü, Anar oğlu"),
    (
        "Göllü Anar Sabir oğlu and Dağlı Leyla Əli qızı",
        "Göllü, Anar Sabir oğlu and Dağlı, Leyla Əli qızı",
    ),
    (
        "Göllü Anar Sabir oğlu, Dağlı Leyla Əli qızı",
        "Göllü, Anar Sabir oğlu and Dağlı, Leyla Əli qızı",
    ),
    (
        "Göllü, Anar Sabir oğlu, Dağlı, Leyla Əli qızı",
        "Göllü, Anar Sabir oğlu and Dağlı, Leyla Əli qızı",
    ),
    (
        "Озеров Пётр Сергеевич and Полева Анна Ивановна",
        "Озеров, Пётр Сергеевич and Полева, Анна Ивановна",
    ),
    ("Озеров Иван Ильич, Полев Пётр Кузьмич", "Озеров, Иван Ильич and Полев, Пётр Кузьмич"),
    ("Гёллю Анар Сабир оглы", "Гёллю, Анар Сабир оглы"),
    # Two words, the first of which can only be a family name.
    ("Göllüyev Anar", "Göllüyev, Anar"),
    ("Озерова Мария and Пётр Озеров", "Озерова, Мария and Пётр Озеров"),
    ("Anar Göllüyev", "Anar Göllüyev"),
    ("Petrov Orlov", "Petrov Orlov"),
    ("Yakov Field", "Yakov Field"),
    # A title behind the given name, which is no particle of a family name.
    ("Dağlı Səməd bəy", "Dağlı, Səməd bəy"),
    ("Banu xanım", "{Banu xanım}"),
    ("Səməd bəy Dağlı", "Səməd bəy Dağlı"),
    # Lists in other languages, and others in them.
    ("Tog‘li, A. va Ko‘lli, B.", "Tog‘li, A. and Ko‘lli, B."),
    ("Тауов Б. және Көлов А.", "Тауов, Б. and Көлов, А."),
    ("کوهی، علی و دریایی، حسن", "کوهی, علی and دریایی, حسن"),
    ("کوهی، علی و دیگران", "کوهی, علی and others"),
    ("ველი ვ. და სხვ.", "ველი, ვ. and others"),
    ("Tog‘li, A. va boshq.", "Tog‘li, A. and others"),
    # Given names first: the patronymic stands before the family name.
    ("Anar Sabir oğlu Göllü", "Anar Sabir oğlu Göllü"),
    ("Пётр Сергеевич Озерович", "Пётр Сергеевич Озерович"),
    ("Пётр Озерович", "Пётр Озерович"),
    # HTML's letters have semicolons that part no names.
    ("M&uuml;hl, J&ouml;rg", "Mühl, Jörg"),
    ("Field, A. &amp; Hill, B.", "Field, A. and Hill, B."),
]


@pytest.mark.parametrize(("typed", "meant"), LISTS)
def test_a_list_is_read_as_it_is_meant(typed: str, meant: str) -> None:
    assert names.read(typed) == names.Names(meant)


@pytest.mark.parametrize(
    ("typed", "meant", "says"),
    [
        ("Lake Scientific Collaboration", "{Lake Scientific Collaboration}", "of a body"),
        ("Ministry of Lakes, Hill Land", "{Ministry of Lakes, Hill Land}", "of a body"),
        ("Göl İşleri Bakanlığı", "{Göl İşleri Bakanlığı}", "of a body"),
        ("Министерство озёр", "{Министерство озёр}", "of a body"),
        ("Field, A. and Hill, B. (eds.)", "Field, A. and Hill, B.", "“(eds.)” is not part"),
        ("Prof. Dr. Ada Field", "Ada Field", "“Prof. Dr.” is not part"),
    ],
)
def test_what_is_no_name_of_a_person_is_told_of(typed: str, meant: str, says: str) -> None:
    found = names.read(typed)
    assert found.text == meant
    assert says in (found.finding or "")


@pytest.mark.parametrize(
    "typed", ["Field, John, Hill, Mary", "Field, J. / Hill, M.", "Field, John with Hill, Mary"]
)
def test_a_list_that_cannot_be_parted_stays_whole_and_is_told_of(typed: str) -> None:
    found = names.read(typed)
    assert found.text == f"{{{typed}}}"
    assert "cannot be seen" in (found.finding or "")


@pytest.mark.parametrize("meant", [meant for _, meant in LISTS])
def test_a_list_in_order_stays_so(meant: str) -> None:
    assert names.read(meant).text == meant


@pytest.mark.parametrize("typed", ["Dağlı, Səməd bəy", "Səməd bəy Dağlı", "Dağlı Səməd bəy"])
def test_a_title_behind_a_given_name_is_no_particle(typed: str) -> None:
    text = f"@book{{a, author = {{{typed}}}, title = {{T}}, year = 1910}}"
    (found,) = load_bibliography([Source("x.bib", text)], pandoc.biblatex_to_csl).value
    assert found.item["author"] == [
        {"family": "Dağlı", "given": "Səməd", "dropping-particle": "bəy"}
    ]
    assert listed("apa", [found.item], "az") == ["Dağlı, S. bəy. (1910). T."]


@pytest.mark.parametrize("words", ["others", "et al.", "...", "…", r"\ldots"])
def test_names_left_out_between_two_are_told_of(words: str) -> None:
    found = names.read(f"Dilçi, Ada and {words} and Göl, Anar")
    assert found.text == "Dilçi, Ada and {…} and Göl, Anar"
    assert found.finding is not None and words in str(found.finding)
    assert names.read(f"Dilçi, Ada and {words}").text == "Dilçi, Ada and others"
