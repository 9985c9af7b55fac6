"""Passages held against a text: what is lost, what stands twice, what may stand twice."""

from __future__ import annotations

import random

import pytest

from nashr.outputs.account.compare import certain, compare
from nashr.outputs.account.passages import Expected, Kind, Passage, key_of

SENTENCES = [
    f"Cümlə {number} {word} haqqında bir neçə söz deyir və nöqtə ilə bitir."
    for number, word in enumerate("çay dəniz dağ şəhər yol kitab jurnal söz səs rəng".split())
]


def passages(*texts: str, kind: Kind = "text") -> tuple[Passage, ...]:
    return tuple(Passage(kind, text, key_of(text)) for text in texts)


def found(shown: str, *groups: tuple[Passage, ...]) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in compare(Expected(groups), key_of(shown))]


def test_what_stands_once_balances() -> None:
    assert found(" ".join(SENTENCES), passages(*SENTENCES)) == []


def test_spaces_hyphens_and_punctuation_are_the_products_business() -> None:
    assert found("Cüm-lə, bir; „söz“!", passages("Cümlə bir “söz”")) == []


@pytest.mark.parametrize("number", range(len(SENTENCES)))
def test_a_lost_passage_is_named(number: int) -> None:
    shown = [*SENTENCES[:number], *SENTENCES[number + 1 :]]
    ((kind, words),) = found(" ".join(shown), passages(*SENTENCES))
    assert kind == "lost"
    assert words in SENTENCES[number]


def test_a_lost_end_is_named_from_the_first_lost_word_on() -> None:
    shown = f"{SENTENCES[0]} {SENTENCES[1][:30]} {SENTENCES[2]}"
    ((kind, words),) = found(shown, passages(*SENTENCES[:3]))
    assert kind == "lost"
    assert SENTENCES[1].index(words) > 15


def test_a_lost_cell_is_not_found_in_a_longer_word() -> None:
    assert found(f"{SENTENCES[0]} {SENTENCES[1]}", passages(SENTENCES[0], "yol", SENTENCES[1])) == [
        ("lost", "yol")
    ]


def test_a_passage_that_stands_twice_is_named() -> None:
    shown = " ".join([*SENTENCES, SENTENCES[3]])
    ((kind, words),) = found(shown, passages(*SENTENCES))
    assert kind == "doubled"
    assert words in SENTENCES[3]


def test_half_a_passage_that_stands_twice_is_named() -> None:
    long = f"{SENTENCES[3]} {SENTENCES[4]}"
    shown = " ".join([*SENTENCES[:3], long, long[len(long) // 3 :], *SENTENCES[5:]])
    ((kind, words),) = found(shown, passages(*SENTENCES[:3], long, *SENTENCES[5:]))
    assert kind == "doubled"
    assert words in long


def test_a_title_may_stand_in_the_head_and_in_the_citation() -> None:
    title = passages(
        "Azərbaycan–Türkiyə münasibətləri: tarix, siyasət və iqtisadiyyat", kind="title"
    )
    shown = " ".join([title[0].text, *SENTENCES, title[0].text])
    assert found(shown, title, passages(*SENTENCES)) == []


def test_what_products_print_beside_the_text_is_not_a_passage_that_stands_twice() -> None:
    place = "Elmlər Akademiyası, Tarix və Arxeologiya İnstitutunun Qədim Dövr Şöbəsi"
    text = passages(f"Qazıntını {place} apardı.")
    shown = f"{place} {text[0].text}"
    wanted = Expected((text,))
    assert [one.kind for one in compare(wanted, key_of(shown))] == ["doubled"]
    assert compare(wanted, key_of(shown), lambda: frozenset({key_of(place)})) == []


def test_passages_in_another_order_are_told_of() -> None:
    shown = " ".join([*SENTENCES[5:], *SENTENCES[:5]])
    kinds = {kind for kind, _ in found(shown, passages(*SENTENCES))}
    assert kinds == {"disordered"}


def test_notes_and_references_may_stand_anywhere() -> None:
    note = passages("Qeydin mətni bir sətirdən uzundur və nöqtə ilə bitir.", kind="note")
    assert found(f"{note[0].text} {' '.join(SENTENCES)}", passages(*SENTENCES), note) == []


@pytest.mark.parametrize("seed", range(50))
def test_what_is_taken_out_is_missed_whatever_it_is(seed: int) -> None:
    dice = random.Random(seed)
    words = [f"söz{dice.randrange(10**6)}" for _ in range(400)]
    texts = []
    while words:
        size = dice.choice((1, 2, 5, 30))
        texts.append(" ".join(words[:size]))
        del words[:size]
    number = dice.randrange(len(texts))
    shown = " ".join([*texts[:number], *texts[number + 1 :]])
    (one,) = found(shown, passages(*texts))
    assert one[0] == "lost"
    assert texts[number].startswith(one[1].split()[0]) or one[1].split()[0] in texts[number]


def test_an_abstract_that_the_text_repeats_is_neither_lost_nor_twice() -> None:
    text = [SENTENCES[0], "Əsas", SENTENCES[1], SENTENCES[2]]
    abstract = passages(SENTENCES[1], kind="abstract")
    # The abstract stands behind the text, as translated ones do, and the text has it again.
    shown = " ".join([*text, SENTENCES[1]])
    assert found(shown, abstract, passages(*text)) == []


def test_a_note_that_is_all_of_an_entry_but_its_author_is_no_doubling() -> None:
    """Where the author is named in the sentence, the note has the rest, as the entry behind it."""
    note = "Osmanlıda kadın eğitimi üzerine bir inceleme, Yayımlanmamış doktora tezi, İstanbul"
    entry = f"Öztürk, Ayşe. {note}"
    groups = passages("Mətn."), passages(note, kind="note"), passages(entry, kind="reference")
    assert found(f"Mətn. {note} {entry}", *groups) == []
    assert found(f"Mətn. {entry} {note}", *groups) == []


ENTRY = "Öztürk, Ayşe. Osmanlıda kadın eğitimi üzerine bir inceleme. İstanbul: Elm, 1999."


@pytest.mark.parametrize("note", ["Kadın eğitimi", "Osmanlıda kadın eğitimi üzerine bir inceleme."])
def test_a_lost_note_is_not_found_in_an_entry_with_its_words(note: str) -> None:
    groups = passages(*SENTENCES), passages(note, kind="note"), passages(ENTRY, kind="reference")
    text = " ".join(SENTENCES)
    assert found(f"{text} {note} {ENTRY}", *groups) == []
    ((kind, words),) = found(f"{text} {ENTRY}", *groups)
    assert (kind, words) == ("lost", note)


def test_a_lost_note_is_not_found_in_another_with_its_words() -> None:
    notes = passages("Orada.", "Bir az uzun olan qeyd burada durur.", "Orada.", "Bax.", kind="note")
    shown = "Mətn. Orada. Bir az uzun olan qeyd burada durur. Bax."
    assert found(shown, passages("Mətn."), notes) == [("lost", "Orada.")]


def test_a_lost_abstract_is_not_found_in_the_text_that_repeats_it() -> None:
    abstract = passages(SENTENCES[1], kind="field")
    ((kind, words),) = found(" ".join(SENTENCES), abstract, passages(*SENTENCES))
    assert (kind, words.split()[:2]) == ("lost", SENTENCES[1].split()[:2])


@pytest.mark.parametrize("kind", ["note", "reference"])
def test_notes_and_entries_that_change_places_are_told_of(kind: Kind) -> None:
    listed = passages(*SENTENCES[5:], kind=kind)
    shown = [*SENTENCES[:5], SENTENCES[6], SENTENCES[5], *SENTENCES[7:]]
    ((found_kind, words),) = found(" ".join(shown), passages(*SENTENCES[:5]), listed)
    assert found_kind == "disordered"
    assert words in SENTENCES[5]


def test_the_numbers_that_a_template_writes_before_notes_and_entries_are_allowed() -> None:
    notes = passages("Bax.", SENTENCES[5], "Orada.", "Orada.", SENTENCES[6], "Son.", kind="note")
    entries = passages(*SENTENCES[7:9], kind="reference")
    numbered = [f"{n}. {one.text}" for n, one in enumerate((*notes, *entries), start=1)]
    shown = f"{' '.join(SENTENCES[:5])} {' '.join(numbered)}"
    assert found(shown, passages(*SENTENCES[:5]), notes, entries) == []


@pytest.mark.parametrize("again", ["Bax ora.", "İkinci abzas qısadır."])
def test_a_short_passage_that_stands_twice_is_named(again: str) -> None:
    text = [SENTENCES[0], "Bax ora.", "İkinci abzas qısadır.", SENTENCES[1]]
    at = text.index(again)
    shown = " ".join([*text[:at], again, *text[at:]])
    assert found(shown, passages(*text)) == [("doubled", again)]


def test_the_last_passage_that_stands_twice_is_named() -> None:
    entries = passages(*SENTENCES[5:], "Örnək, L. (2019). Xəzər dənizi.", kind="reference")
    shown = " ".join(
        [*SENTENCES, "Örnək, L. (2019). Xəzər dənizi.", "Örnək, L. (2019). Xəzər dənizi."]
    )
    told = found(shown, passages(*SENTENCES[:5]), entries)
    assert [kind for kind, _ in told] == ["doubled"]


def test_words_that_nobody_wrote_are_told_of_at_the_passage_behind_them() -> None:
    shown = " ".join([*SENTENCES[:4], "Bunu heç kim yazmayıb.", *SENTENCES[4:]])
    ((kind, words),) = found(shown, passages(*SENTENCES))
    assert kind == "added"
    assert words in SENTENCES[4]


def test_a_name_or_keyword_that_stands_only_in_the_text_is_missing() -> None:
    text = passages("Əli Sınaqov işıqdan yazır.")
    wanted = Expected((text,), values=passages("Əli", "Sınaqov", "işıq", kind="field"))
    told = compare(wanted, key_of(f"Əli Sınaqov. Açar söz: İşıq. {text[0].text}"))
    assert [(one.kind, one.words) for one in told] == [("lost", "işıq")]


@pytest.mark.parametrize(
    ("said", "lost"),
    [
        (["Loqo", "Qara xətt: bir sətir", "Qara xətt"], []),
        (["Qara xətt", "Loqo"], ["Qara xətt"]),
        (["qara xətt", "Qara xətt"], ["Qara xətt"]),
    ],
)
def test_the_alternative_text_of_an_image_is_missed(said: list[str], lost: list[str]) -> None:
    wanted = Expected((), alternatives=passages("Qara xətt", "Qara xətt", kind="field"))
    told = compare(wanted, "", alternatives=[key_of(one) for one in said])
    assert [one.words for one in told] == lost


def test_a_few_letters_or_an_image_alone_stand_nowhere_for_sure() -> None:
    """The image of a text that is nothing else is found in the cover of the EPUB."""
    image, first, second = passages("\u25a3", "Bir neçə söz", "və daha bir neçə")
    assert certain([(image, 0), (first, 30), (second, 30 + len(first.key))]) == [
        (first, 30),
        (second, 30 + len(first.key)),
    ]
    assert certain([(image, 0), (first, 1)]) == []
