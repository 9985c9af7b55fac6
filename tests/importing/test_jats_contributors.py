"""Roles, addresses, editors and reviewers of a JATS article."""

from __future__ import annotations

from typing import Any

import pytest

from nashr.importing.jats import front_of, parse_jats
from nashr.importing.jats_front_words import unread_front


def _name(given: str, family: str) -> str:
    return f"<name><surname>{family}</surname><given-names>{given}</given-names></name>"


def _root(meta: str) -> Any:
    source = f"<article><front><article-meta>{meta}</article-meta></front></article>"
    return parse_jats(source.encode())


def _front(meta: str) -> dict[str, Any]:
    return front_of(_root(meta))


@pytest.mark.parametrize(
    "role",
    [
        '<role content-type="http://credit.casrai.org/">Writing – Review &amp; Editing</role>',
        '<role vocab="credit" vocab-term="Writing – review &amp; editing">Mətnin yoxlanması</role>',
        '<role vocab="credit" vocab-term-identifier="https://credit.niso.org/contributor-roles/'
        'writing-review-editing/">x</role>',
    ],
)
def test_roles_of_credit(role: str) -> None:
    contrib = f"<contrib>{_name('A', 'Bir')}{role}</contrib>"
    [author] = _front(f"<contrib-group>{contrib}</contrib-group>")["authors"]
    assert author["roles"] == ["writing-review-editing"]


def test_what_a_person_is_is_no_role_of_credit() -> None:
    contrib = f"<contrib>{_name('A', 'Bir')}<role>Supervision</role></contrib>"
    [author] = _front(f"<contrib-group>{contrib}</contrib-group>")["authors"]
    assert "roles" not in author


@pytest.mark.parametrize(
    ("note", "emails"),
    [
        ("<email>a@x.az</email> (Bİ); <email>b@x.az</email> (AB)", ["b@x.az", "a@x.az"]),
        ("B İki <email>a@x.az</email>, A Bir <email>b@x.az</email>", ["b@x.az", "a@x.az"]),
        ("<email>a@x.az</email>, <email>b@x.az</email>", ["a@x.az", "b@x.az"]),
        ("<email>a@x.az</email>, <email>b@x.az</email>, <email>c@x.az</email>", [None, None]),
    ],
    ids=["initials", "names", "order", "unclear"],
)
def test_addresses_of_one_note(note: str, emails: list[str | None]) -> None:
    call = '<xref ref-type="corresp" rid="c"/>'
    people = (("A", "Bir"), ("B", "İki"))
    contribs = "".join(f"<contrib>{_name(*one)}{call}</contrib>" for one in people)
    front = _front(
        f"<contrib-group>{contribs}</contrib-group>"
        f'<author-notes><corresp id="c">* E-mail: {note}</corresp></author-notes>'
    )
    assert [one.get("email") for one in front["authors"]] == emails


def test_editors_and_reviewers_are_no_authors_and_have_their_keys() -> None:
    meta = (
        f"<contrib-group><contrib>{_name('A', 'Bir')}"
        '<xref ref-type="aff" rid="x"/></contrib></contrib-group>'
        f'<contrib-group><contrib contrib-type="editor">{_name("B", "İki")}<role>Editor</role>'
        '<xref ref-type="aff" rid="y"/></contrib>'
        f'<contrib contrib-type="reviewer">{_name("C", "Üç")}</contrib></contrib-group>'
        '<aff id="x">Univ A</aff><aff id="y">Univ B</aff>'
    )
    root = _root(meta)
    front = front_of(root)
    assert [one["family"] for one in front["authors"]] == ["Bir"]
    assert [one["name"] for one in front["affiliations"]] == ["Univ A"]
    assert front["editor-in-charge"] == [{"given": "B", "family": "İki", "affiliation": "Univ B"}]
    assert front["reviewers"] == [{"given": "C", "family": "Üç"}]
    assert unread_front(root.find("front"), "A Bir Univ B İki C Üç") == []
