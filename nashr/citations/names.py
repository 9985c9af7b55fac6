"""``cs:names`` and what stands in it: name order, particles, initials, et al., substitution."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from citeproc import model

from nashr.citations.cite import Cite
from nashr.citations.elements import Label, Rendering, cased, decorated, pieces
from nashr.citations.richtext import affixed, formatted, glue, join
from nashr.citations.works import PersonName

_CJK = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")

_WORD = re.compile(r"[^\s.]+\.?")


@dataclass(frozen=True, slots=True)
class NameOptions:
    """The options of ``cs:name`` as they hold in one area of a style, inheritance resolved."""

    form: str = "long"
    conjunction: str = ""
    delimiter: str = ", "
    before_et_al: str = "contextual"
    before_last: str = "contextual"
    et_al_min: int = 0
    et_al_use_first: int = 1
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int = 1
    et_al_use_last: bool = False
    initialize: bool = True
    initialize_with: str | None = None
    hyphen: bool = True
    inverted: str = ""
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    #: Attributes of ``cs:name`` itself, and of its ``cs:name-part``.
    attributes: dict[str, str] = field(default_factory=dict, hash=False)
    given: dict[str, str] = field(default_factory=dict, hash=False)
    family: dict[str, str] = field(default_factory=dict, hash=False)


def name_options(name: Any, cite: Cite) -> NameOptions:
    """The options of a ``cs:name`` (or of none), from itself, its area and the style."""
    sheet = cite.sheet
    cached = sheet.name_options.get((name, cite.area))
    if isinstance(cached, NameOptions):
        return cached
    sources = [element for element in (sheet.area(cite.area), sheet.root) if element is not None]
    parts: dict[str, dict[str, str]] = {"given": {}, "family": {}}
    own: dict[str, str] = {}
    if name is not None:
        own = dict(name.attrib)
        for part in name.iterchildren():
            parts[part.get("name", "given")] = dict(part.attrib)

    def option(attribute: str, inherited: str | None = None, default: str = "") -> str:
        if attribute in own:
            return own[attribute]
        for source in sources:
            if (value := source.get(inherited or attribute)) is not None:
                return str(value)
        return default

    initials = option("initialize-with", default="\0")
    options = NameOptions(
        form=option("form", "name-form", "long"),
        conjunction=option("and"),
        delimiter=option("delimiter", "name-delimiter", ", "),
        before_et_al=option("delimiter-precedes-et-al", default="contextual"),
        before_last=option("delimiter-precedes-last", default="contextual"),
        et_al_min=_count(option("et-al-min")),
        et_al_use_first=_count(option("et-al-use-first"), 1),
        et_al_subsequent_min=_count(option("et-al-subsequent-min")),
        et_al_subsequent_use_first=_count(option("et-al-subsequent-use-first")),
        et_al_use_last=option("et-al-use-last") == "true",
        initialize=option("initialize") != "false",
        initialize_with=None if initials == "\0" else initials,
        hyphen=sheet.root.get("initialize-with-hyphen") != "false",
        inverted=option("name-as-sort-order"),
        sort_separator=option("sort-separator", default=", "),
        demote=sheet.root.get("demote-non-dropping-particle") or "display-and-sort",
        attributes={k: v for k, v in own.items() if k not in ("delimiter", "form")},
        given=parts["given"],
        family=parts["family"],
    )
    sheet.name_options[(name, cite.area)] = options
    return options


def _count(text: str, default: int = 0) -> int:
    return int(text) if text.isdigit() else default


# --- one name ------------------------------------------------------------------------------


def format_name(name: PersonName, options: NameOptions, first: bool, cite: Cite) -> str:
    """One name in the form and order that ``options`` ask for."""
    if not name.family:
        return formatted(options.family, cased(options.family, name.literal, cite))
    family = _part(options.family, name.family, cite)
    if options.form == "short" and cite.sort is None and not _needs_given(cite, first):
        return _part(
            options.family, join([name.particle, name.family], _space(name.particle)), cite
        )
    if _CJK.search(name.family + name.given):
        return family + _part(options.given, name.given, cite)
    full = cite.detail.given > 1 and options.form == "short"
    given = name.given if full else initials(name.given, options)
    if name.static_ordering:
        return join([family, _part(options.given, given, cite)], " ")
    inverted = cite.sort is not None or options.inverted == "all"
    if inverted or (options.inverted == "first" and first):
        return _inverted(name, given, options, cite)
    whole_family = _particled(name.particle, name.family)
    whole_family = _part(options.family, whole_family, cite)
    whole = join(
        [_part(options.given, given, cite), _particled(name.dropping_particle, whole_family)], " "
    )
    return join([whole, name.suffix], ", " if name.comma_suffix else " ")


def _needs_given(cite: Cite, first: bool) -> bool:
    if not cite.detail.given:
        return False
    rule = cite.sheet.citation.get("givenname-disambiguation-rule", "")
    return first or not rule.startswith("primary-name")


def _inverted(name: PersonName, given: str, options: NameOptions, cite: Cite) -> str:
    demoted = options.demote == "display-and-sort" or (
        options.demote == "sort-only" and cite.sort is not None
    )
    behind = [name.dropping_particle, name.particle] if demoted else [name.dropping_particle]
    family = name.family if demoted else _particled(name.particle, name.family)
    given = join([_part(options.given, given, cite), *behind], " ")
    return join([_part(options.family, family, cite), given, name.suffix], options.sort_separator)


def _particled(particle: str, family: str) -> str:
    return join([particle, family], _space(particle))


def _space(particle: str) -> str:
    """No space after an elided particle: d’Alembert, al-Farabi."""
    return "" if particle.endswith(("’", "-", "‘", "ʿ")) else " "


def _part(attributes: dict[str, str], text: str, cite: Cite) -> str:
    if not attributes or not text:
        return text
    return affixed(attributes, formatted(attributes, cased(attributes, text, cite)))


def initials(given: str, options: NameOptions) -> str:
    """A given name cut to initials, or with the initials it has set as the style wishes.

    CSL 1.0.2, ``initialize-with`` and ``initialize``.
    """
    mark = options.initialize_with
    if mark is None or not given:
        return given
    text = ""
    for word in _WORD.findall(given.replace(".-", "-")):
        bare = word.rstrip(".")
        letters = [part[0] for part in bare.split("-") if part]
        already = len(bare) == 2 * len(letters) - 1
        if bare[:1].isupper() and letters and (options.initialize or already):
            hyphen = "-" if options.hyphen else ""
            text += (mark.rstrip() + hyphen).join(letters) + mark
        else:
            text = f"{text.rstrip()} {word} "
    return text.strip()


# --- a list of names -----------------------------------------------------------------------


def shown_count(total: int, options: NameOptions, cite: Cite) -> int:
    """How many of ``total`` names are printed before et al."""
    least, first = options.et_al_min, options.et_al_use_first
    if "subsequent" in cite.positions and cite.area == "citation":
        least = options.et_al_subsequent_min or least
        first = options.et_al_subsequent_use_first or first
    if cite.sort is not None:
        least = cite.sort.names_min or least
        first = cite.sort.names_use_first or first
    first += cite.detail.names if cite.area == "citation" else 0
    return min(first, total) if least and total >= least and total > 1 else total


def format_list(people: Sequence[PersonName], options: NameOptions, et_al: Any, cite: Cite) -> str:
    """A list of names with its delimiters, *and*, and et al."""
    shown = shown_count(len(people), options, cite)
    texts = [format_name(p, options, n == 0, cite) for n, p in enumerate(people[:shown])]
    if shown < len(people):
        return _shortened(texts, people, options, et_al, cite)
    if len(texts) < 2 or not options.conjunction:
        return join(texts, options.delimiter)
    word = "&" if options.conjunction == "symbol" else cite.sheet.term("and")
    before = join(texts[:-1], options.delimiter)
    if _precedes(options.before_last, len(texts) > 2, options):
        before = glue(before, options.delimiter)
    return join([before.rstrip(" "), word, texts[-1]], " ")


def _precedes(rule: str, contextual: bool, options: NameOptions) -> bool:
    match rule:
        case "always":
            return True
        case "never":
            return False
        case "after-inverted-name":
            return options.inverted == "all" or (options.inverted == "first" and not contextual)
        case _:
            return contextual


def _shortened(
    texts: list[str], people: Sequence[PersonName], options: NameOptions, et_al: Any, cite: Cite
) -> str:
    last = options.et_al_use_last
    if cite.sort is not None and cite.sort.names_use_last is not None:
        last = cite.sort.names_use_last
    listed = join(texts, options.delimiter)
    if last and len(people) >= len(texts) + 2:
        final = format_name(people[-1], options, False, cite)
        return join([glue(listed, options.delimiter).rstrip(" "), f"… {final}"], " ")
    term = et_al.get("term", "et-al") if et_al is not None else "et-al"
    words = cite.sheet.term(term)
    if not words or not texts:
        return listed
    if et_al is not None:
        words = formatted(et_al, words)
    if _precedes(options.before_et_al, len(texts) > 1, options):
        return join([glue(listed, options.delimiter).rstrip(" "), words], " ")
    return join([listed, words], " ")


# --- the elements --------------------------------------------------------------------------


class Name(model.Name):
    pass


class NamePart(model.Name_Part):
    pass


class EtAl(model.Et_Al):
    pass


class Substitute(model.Substitute):
    pass


class Names(Rendering, model.Names):
    """``cs:names``; what it substitutes is used up for the rest of the cite."""

    def show(self, cite: Cite) -> str:
        if cite.pattern is None and cite.author is None and cite.sort is None:
            cite.leading = True
            cite.author = self._shown(cite)
            cite.leading = False
            return "" if cite.suppress_author else cite.author
        return self._shown(cite)

    def _shown(self, cite: Cite) -> str:
        pattern = self if len(self) or cite.pattern is None else cite.pattern
        texts = self._lists(pattern, cite)
        text = decorated(self, join(texts, self._delimiter(pattern, cite)))
        return text or self._substituted(cite)

    def _lists(self, pattern: Any, cite: Cite) -> list[str]:
        """The names of each variable with its label. ``pattern`` has the children that rule."""
        parts = {child.tag.rpartition("}")[2]: child for child in pattern.iterchildren()}
        options = name_options(parts.get("name"), cite)
        if options.form == "count":
            return self._counted(options, cite)
        label = parts.get("label")
        label_first = "name" in parts and label is not None and label.getnext() is parts["name"]
        texts: list[str] = []
        for variable in self._roles(cite):
            people = cite.names("editor" if variable == "editortranslator" else variable)
            names = ""
            if people:
                names = format_list(people, options, parts.get("et-al"), cite)
                names = affixed(options.attributes, formatted(options.attributes, names))
                if cite.leading:
                    cite.author_names = (*cite.author_names, names)
                    names = cite.substitute or names
            for role in variable.replace("editortranslator", "editor translator").split():
                cite.note(role, names)
            if isinstance(label, Label) and names and cite.sort is None:
                word = label.term_text(variable, len(people) > 1, cite)
                names = glue(word, names) if label_first else glue(names, word)
            texts.append(names)
        return texts

    def _roles(self, cite: Cite) -> list[str]:
        """The variables; an editor who also translated stands once (CSL 1.0.2, cs:names)."""
        roles: list[str] = self.get("variable", "").split()
        if {"editor", "translator"} <= set(roles):
            people = cite.names("editor")
            same = bool(people) and people == cite.names("translator")
            if same and cite.sheet.term("editortranslator"):
                roles[roles.index("editor")] = "editortranslator"
                roles.remove("translator")
        return roles

    def _counted(self, options: NameOptions, cite: Cite) -> list[str]:
        total = 0
        for variable in self.get("variable", "").split():
            people = cite.names(variable)
            cite.note(variable, "x" if people else "")
            total += shown_count(len(people), options, cite)
        return [str(total)] if total else []

    def _delimiter(self, pattern: Any, cite: Cite) -> str:
        own = pattern.get("delimiter")
        if own is not None:
            return str(own)
        for source in (cite.sheet.area(cite.area), cite.sheet.root):
            if source is not None and source.get("names-delimiter") is not None:
                return str(source.get("names-delimiter"))
        return ""

    def _substituted(self, cite: Cite) -> str:
        substitute = next((c for c in self.iterchildren() if isinstance(c, Substitute)), None)
        if substitute is None:
            return ""
        outer, cite.pattern = cite.pattern, self
        text = ""
        for child in substitute.iterchildren():
            before = len(cite.rendered)
            text = join(pieces_of(child, cite))
            if text:
                cite.use_up(before)
                break
        cite.pattern = outer
        # The substitute stands in place of the names, with their affixes.
        return affixed(self, text)


def pieces_of(child: Any, cite: Cite) -> list[str]:
    """What one child of ``cs:substitute`` prints."""
    if isinstance(child, Rendering):
        return [child.show(cite)]
    branch = child.branch(cite) if isinstance(child, model.Choose) else None
    return pieces(branch, cite) if branch is not None else []
