"""Icons beside the names of authors, as the sign of ORCID."""

from __future__ import annotations

import pytest
from word_kit import complex_field, imported, paragraph, picture, text, word_file

_TEXT = "Məqalədə qəzetlərin tarixi araşdırılır və sənədlər ilə müqayisə olunur. " * 3
_TITLE = paragraph(text("DİLİN TARİXİ HAQQINDA", '<w:b/><w:sz w:val="32"/>'))
_REST = paragraph(text("Açar sözlər: ", "<w:b/>"), "dil, söz") + paragraph(_TEXT)
_FIRST, _SECOND = "0000-0002-1825-0097", "0000-0001-5109-3700"


def _raised(words: str) -> str:
    return text(words, '<w:vertAlign w:val="superscript"/>')


def _icon(orcid: str = "") -> str:
    """A picture of two tenths of an inch, perhaps with a link."""
    small = picture("").replace("<wp:inline>", '<wp:inline><wp:extent cx="182880" cy="182880"/>')
    if not orcid:
        return small
    field = complex_field(f'HYPERLINK "https://orcid.org/{orcid}"', "?")
    return field.replace(text("?"), small)


def _link(words: str, orcid: str, is_raised: bool = False) -> str:
    field = complex_field(f'HYPERLINK "https://orcid.org/{orcid}"', "?")
    return field.replace(text("?"), _raised(words) if is_raised else text(words))


@pytest.mark.parametrize(
    "runs",
    [
        (_raised("1,*"), _icon(_FIRST), ", Sınaq Məmmədov", _raised("2"), _icon(_SECOND)),
        (_icon(_FIRST), _raised("1,*"), ", Sınaq Məmmədov", _icon(_SECOND), _raised("2")),
        (_raised("1,*"), _link("iD", _FIRST), ", Sınaq Məmmədov", _link("iD", _SECOND)),
        (_link("iD", _FIRST, True), _raised("1"), ", ", _link("Sınaq Məmmədov", _SECOND)),
    ],
    ids=["icons", "before-signs", "words", "names"],
)
def test_authors_have_the_identifiers_that_stand_behind_their_icons(runs: tuple[str, ...]) -> None:
    names = paragraph("Nümunə Əliyeva", *runs)
    _, draft = imported(word_file(_TITLE + names + _REST, pictures=1))
    assert [(one["family"], one["orcid"]) for one in draft.front["authors"]] == [
        ("Əliyeva", _FIRST),
        ("Məmmədov", _SECOND),
    ]
    assert draft.text().startswith("Məqalədə"), "no line of the names is left in the text"
    assert draft.files == {}


def test_the_one_with_an_icon_has_the_identifier_and_no_other() -> None:
    names = paragraph("Nümunə Əliyeva, Sınaq Məmmədov", _icon(_SECOND))
    _, draft = imported(word_file(_TITLE + names + _REST, pictures=1))
    assert [one.get("orcid") for one in draft.front["authors"]] == [None, _SECOND]
    assert "icons" in [one.kind for one in draft.findings]


def test_an_icon_without_a_link_hides_no_names() -> None:
    names = paragraph("Nümunə Əliyeva", _icon(), ", Sınaq Məmmədov", _icon())
    _, draft = imported(word_file(_TITLE + names + _REST, pictures=1))
    assert [one["family"] for one in draft.front["authors"]] == ["Əliyeva", "Məmmədov"]


def test_a_picture_of_the_text_stays() -> None:
    body = _TITLE + paragraph("Nümunə Əliyeva") + paragraph(picture("Xəritə"))
    _, draft = imported(word_file(body + _REST, pictures=1))
    assert list(draft.files) == ["figure-1.png"]
