"""Words in another language, as far as what Word notes is to be believed."""

from __future__ import annotations

from word_kit import body_of, paragraph, text, word_file

_FIRST = paragraph("Başlıq", style="KonuBal")


def _in(language: str, words: str) -> str:
    return text(words, f'<w:lang w:val="{language}"/>')


def _body(*runs: str) -> str:
    usual = paragraph(_in("az-Latn-AZ", "Bu, məqalənin əsas mətnidir və uzun davam edir. " * 3))
    return body_of(word_file(_FIRST + usual + paragraph(*runs))).partition("\n\n")[2]


def test_words_in_another_language_are_a_span() -> None:
    made = _body(
        _in("az-Latn-AZ", "Demişdir: "), _in("de-DE", "die Lage der Dinge"), _in("az", ".")
    )
    assert made == 'Demişdir: [die Lage der Dinge]{lang="de"}.'


def test_a_language_that_the_words_are_not_in_is_not_believed() -> None:
    assert _body(_in("en-US", "Bu sözlər ingiliscə deyil.")) == "Bu sözlər ingiliscə deyil."
    assert _body(_in("en-US", "Prezident")) == "Prezident"


def test_a_language_is_kept_over_runs_in_other_type() -> None:
    made = _body(
        _in("en-US", "the state "),
        text("of", '<w:i/><w:lang w:val="en-GB"/>'),
        _in("en", " the art"),
    )
    assert made == '[the state *of* the art]{lang="en"}'
