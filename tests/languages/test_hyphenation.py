"""Where a line may end in Azerbaijani and Turkish, through Pyphen and through WeasyPrint."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pyphen
import pytest

from nashr.languages import register_hyphenation
from nashr.languages.hyphenation import patterns
from nashr.languages.records import syllable_rules

HERE = Path(__file__).parent
GOLD = HERE.parents[2] / "shared/language/hyphenation-az-gold.txt"


@pytest.fixture(scope="module", autouse=True)
def _registered() -> Iterator[None]:
    register_hyphenation()
    yield


def _words(name: str) -> list[tuple[str, str]]:
    lines = (HERE / f"hyphenation_{name}.txt").read_text("utf-8").splitlines()
    rows = [line.partition(" → ") for line in lines if line and not line.startswith("#")]
    return [(word, divided or word) for word, _, divided in rows]


def _divide(word: str, tag: str) -> str:
    return str(pyphen.Pyphen(lang=tag).inserted(word, hyphen="·"))


CASES = [(tag, *row) for tag in ("az", "tr") for row in _words(tag)]


@pytest.mark.parametrize(("tag", "word", "divided"), CASES)
def test_words_are_divided_as_by_hand(tag: str, word: str, divided: str) -> None:
    assert divided.replace("·", "") == word, "a slip in the data file"
    assert _divide(word, tag) == divided


def test_common_forms_of_words_are_divided_as_by_hand() -> None:
    words = _words("az_forms")
    assert len(words) >= 1500
    assert [(word, divided) for word, divided in words if _divide(word, "az") != divided] == []


@pytest.mark.skipif(not GOLD.exists(), reason="needs ../shared/language beside the repository")
def test_no_break_of_the_gold_list_is_wrong() -> None:
    """A line of the list is a word with its syllables; one with a question mark is doubtful."""
    wrong = []
    for line in GOLD.read_text("utf-8").splitlines():
        if line.startswith("#") or "?" in line:
            continue
        word, _, syllables = line.partition("=")
        ends = {len(part.replace("|", "")) for part in _beginnings(syllables or word)}
        breaks = set(pyphen.Pyphen(lang="az").positions(word.replace("|", "")))
        wrong += [_divide(word.replace("|", ""), "az")] if breaks - ends else []
    assert wrong == []


def _beginnings(syllables: str) -> list[str]:
    return [syllables[:place] for place, sign in enumerate(syllables) if sign == "|"]


@pytest.mark.parametrize("tag", ["az", "tr"])
def test_a_hundred_words_and_no_word_twice(tag: str) -> None:
    words = [word for word, _ in _words(tag)]
    assert len(words) >= 100
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(("tag", "word", "divided"), CASES)
def test_decomposed_letters_are_divided_at_the_same_places(
    tag: str, word: str, divided: str
) -> None:
    decomposed = unicodedata.normalize("NFD", word)
    assert unicodedata.normalize("NFC", _divide(decomposed, tag)) == divided


@pytest.mark.parametrize("tag", ["az-Latn-AZ", "az_AZ", "az-IR", "tr-TR", "tr-CY"])
def test_regional_tags_find_the_language(tag: str) -> None:
    assert pyphen.language_fallback(tag) == tag[:2]


def test_other_languages_keep_their_own_patterns() -> None:
    assert _divide("hyphenation", "en-US") == "hy·phen·ation"


@pytest.mark.parametrize(
    ("tag", "word", "divided"),
    [
        ("crh", "Qırımtatarca", "Qı·rım·ta·tar·ca"),
        ("crh", "deñiz", "de·ñiz"),
        ("gag", "gagauzça", "ga·ga·uz·ça"),
        ("tk", "Türkmenistan", "Türk·me·nis·tan"),
        ("tk", "kyrk", "kyrk"),
        ("tk", "ýyldyz", "ýyl·dyz"),
        ("tk", "ýazyjy", "ýa·zy·jy"),
        ("ka", "განსაკუთრებული", "გან·სა·კუთ·რე·ბუ·ლი"),
        ("ka", "მეცხრამეტე", "მეცხ·რა·მე·ტე"),
        ("ka", "აღდგომა", "აღ·დგო·მა"),
        ("ka", "გვფრცქვნი", "გვფრცქვნი"),
    ],
)
def test_other_languages_of_syllables(tag: str, word: str, divided: str) -> None:
    assert _divide(word, tag) == divided


def test_a_foreign_name_is_never_cut_before_its_first_vowel() -> None:
    assert _divide("Mkrtçyan", "az") == "Mkrtçyan"
    assert _divide("Čapek", "tr") == "Ča·pek"


def test_the_limits_asked_for_are_kept() -> None:
    assert pyphen.Pyphen(lang="az", left=4, right=4).inserted("Azərbaycan") == "Azər-baycan"


def test_registering_twice_changes_nothing() -> None:
    before = dict(pyphen.LANGUAGES)
    register_hyphenation()
    assert before == pyphen.LANGUAGES


@pytest.mark.parametrize("tag", sorted(syllable_rules()))
def test_patterns_are_in_the_notation_of_liang(tag: str) -> None:
    found = patterns(tag)
    assert len(set(found)) == len(found)
    assert all(any(char.isdigit() for char in pattern) for pattern in found)
    assert not any(re.search(r"\d\d|[^\w.]", pattern) for pattern in found)


@pytest.mark.parametrize(
    ("tag", "text", "divided"),
    [
        ("az-Latn-AZ", "İstiqlaliyyət", ["İs", "tiq", "la", "liy", "yət"]),
        ("az", "münasibətlərinin", ["mü", "na", "si", "bət", "lə", "ri", "nin"]),
        ("tr-TR", "İzmir’dekilerin", ["İz", "mir’de", "ki", "le", "rin"]),
    ],
)
def test_weasyprint_ends_lines_at_these_places(tag: str, text: str, divided: list[str]) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    html = f'<p lang="{tag}" style="width: 1px; hyphens: auto; font-size: 10px">{text}</p>'
    page = weasyprint.HTML(string=html).render().pages[0]
    lines = [box.text for box in page._page_box.descendants() if type(box).__name__ == "TextBox"]
    assert [line.rstrip("\u2010-") for line in lines] == divided
