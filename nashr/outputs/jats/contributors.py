"""The people of a JATS article: authors with their affiliations, editors and reviewers.

Names, ranks and affiliations stand in each language that the front matter gives.
"""

from __future__ import annotations

from collections.abc import Iterator

from nashr.languages import CREDIT_ROLES, Language, language
from nashr.model import Affiliation, Article, Author, LocalAuthor, Person
from nashr.outputs.catalogue import ORCID_REGISTRY
from nashr.outputs.jats.xml import Element, Ids, add, make, write

_CREDIT = "https://credit.niso.org/"


class Contributors:
    """Writes the people of an article, whose words are those of its language."""

    def __init__(self, article: Article, words: Language, ids: Ids) -> None:
        self._article = article
        self._words = words
        self._ids = ids

    def elements(self) -> Iterator[Element]:
        """The groups of contributors, and the affiliations."""
        article, labels = self._article, self._words.labels
        if article.authors:
            group = make("contrib-group", content_type="authors")
            for author in article.authors:
                self._author(group, author)
            yield group
        for n, place in enumerate(article.affiliations, start=1):
            label = str(n) if len(article.affiliations) > 1 else ""
            yield self._place(place, label)
        yield from _others(article.editors, "editor", labels.editor_in_charge)
        yield from _others(article.reviewers, "reviewer", labels.reviewer)

    def corresponding_id(self, author: Author) -> str:
        """The id of the note that says how to reach an author."""
        return f"nashr-cor-{self._article.authors.index(author) + 1}"

    # --- authors ---------------------------------------------------------------------------

    def _author(self, group: Element, author: Author) -> None:
        corresp = "yes" if author.corresponding else None
        contrib = add(group, "contrib", contrib_type="author", corresp=corresp)
        _orcid(contrib, author.orcid)
        self._names(contrib, author)
        self._ranks(contrib, author)
        if author.email:
            add(contrib, "email", author.email)
        for role in author.roles:
            self._role(contrib, role)
        known = [place.id for place in self._article.affiliations]
        for identifier in author.affiliations:
            if identifier in known:
                rid = self._ids.name(f"aff-{identifier}")
                add(contrib, "xref", ref_type="aff", rid=rid)
        if author.corresponding and author.email:
            rid = self._ids.name(self.corresponding_id(author))
            add(contrib, "xref", ref_type="corresp", rid=rid)

    def _names(self, contrib: Element, author: Author) -> None:
        local = {
            tag: author.in_language(tag)
            for tag, one in author.translations.items()
            if one.family or one.given
        }
        tag = "collab" if author.is_body else "name"
        if not local:
            contrib.append(_name(author, tag, None))
            return
        group = add(contrib, f"{tag}-alternatives")
        group.append(_name(author, tag, self._article.lang))
        group.extend([_name(one, tag, lang) for lang, one in local.items()])

    def _ranks(self, contrib: Element, author: Author) -> None:
        """Degree, academic title and position, each in all languages; the DTD has degrees first."""
        own = LocalAuthor(
            degree=author.degree,
            academic_title=author.academic_title,
            position=author.position,
        )
        local = {self._article.lang: own, **author.translations}
        for tag, kind in (("degrees", ""), ("role", "academic-title"), ("role", "position")):
            for lang, one in local.items():
                text = getattr(one, kind.replace("-", "_") or "degree")
                if text:
                    named = lang if len(local) > 1 else None
                    add(contrib, tag, text, content_type=kind, lang=named)

    def _role(self, contrib: Element, role: str) -> None:
        """A role of CRediT by its name in the article's language (ANSI/NISO Z39.104-2022)."""
        if role not in CREDIT_ROLES:
            add(contrib, "role", role)
            return
        add(
            contrib,
            "role",
            self._words.credit_roles.get(role, role),
            vocab="credit",
            vocab_identifier=_CREDIT,
            vocab_term=language("en").credit_roles[role],
            vocab_term_identifier=f"{_CREDIT}contributor-roles/{role}/",
        )

    # --- affiliations ----------------------------------------------------------------------

    def _place(self, place: Affiliation, label: str) -> Element:
        identifier = self._ids.claim(f"aff-{place.id}")
        if not place.translations:
            return _affiliation(place, label, id=identifier)
        group = make("aff-alternatives", id=identifier)
        group.append(_affiliation(place, label, lang=self._article.lang))
        for lang in place.translations:
            group.append(_affiliation(place.in_language(lang), label, lang=lang))
        return group


def _name(author: Author, tag: str, lang: str | None) -> Element:
    if tag == "collab":
        return make("collab", author.family, lang=lang)
    name = make("name", name_style="western", lang=lang)
    add(name, "surname", author.family)
    if author.given_names:
        add(name, "given-names", author.given_names)
    return name


def _orcid(contrib: Element, orcid: str | None) -> None:
    if orcid:
        address = f"{ORCID_REGISTRY}{orcid}"
        add(contrib, "contrib-id", address, contrib_id_type="orcid", authenticated="false")


def _affiliation(
    place: Affiliation, label: str, *, id: str | None = None, lang: str | None = None
) -> Element:
    element = make("aff", id=id, lang=lang)
    if label:
        add(element, "label", label)
    if place.department:
        add(element, "institution", place.department, content_type="dept")
        write(element, ", ")
    wrap = add(element, "institution-wrap")
    if place.ror:
        add(wrap, "institution-id", place.ror, institution_id_type="ror")
    add(wrap, "institution", place.name)
    for tag, text in (("city", place.city), ("country", place.country)):
        if text:
            write(element, ", ")
            add(element, tag, text)
    return element


def _others(people: tuple[Person, ...], kind: str, label: str) -> Iterator[Element]:
    """The group of the editors, or of the reviewers."""
    if not people:
        return
    group = make("contrib-group", content_type=f"{kind}s")
    for person in people:
        contrib = add(group, "contrib", contrib_type=kind)
        _orcid(contrib, person.orcid)
        if person.given:
            name = add(contrib, "name", name_style="western")
            add(name, "surname", person.family)
            add(name, "given-names", person.given)
        else:
            add(contrib, "string-name", person.family)
        add(contrib, "role", label)
        if person.affiliation:
            add(contrib, "aff", person.affiliation)
    yield group
