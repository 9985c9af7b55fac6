"""``cs:names`` and what stands in it: lists of names, et al., labels, substitution."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from citeproc import model

from nashr.citations.cite import Cite, Show
from nashr.citations.compiling import Compiler, Rendering
from nashr.citations.elements import Label
from nashr.citations.formatting import dress
from nashr.citations.namelists import EtAlStyle, Roles, name_list, name_texts, shown_count
from nashr.citations.namewriting import NameOptions, NamePartStyle
from nashr.citations.numbers import whole
from nashr.citations.people import PersonName
from nashr.citations.repeated import instead_of_names, instead_of_text
from nashr.citations.richtext import glue, join
from nashr.citations.text_case import recaser


class Name(model.Name):
    pass


class NamePart(model.Name_Part):
    pass


class EtAl(model.Et_Al):
    pass


class Substitute(model.Substitute):
    pass


# --- the element ---------------------------------------------------------------------------


def name_options(name: Any, names: Any, compiler: Compiler) -> NameOptions:
    """The options of a ``cs:name`` (or of none), from itself, its names, area and style."""
    own: Any = name.attrib if name is not None else {}
    parts: dict[str, NamePartStyle] = {}
    if name is not None:
        for part in name.iterchildren():
            parts[part.get("name", "given")] = NamePartStyle(dress(part), recaser(part))

    def option(attribute: str, inherited: str | None = None) -> str | None:
        if attribute in own:
            return str(own[attribute])
        if (value := names.get(inherited or attribute)) is not None:
            return str(value)
        return compiler.inherited(inherited or attribute)

    return NameOptions(
        form=option("form", "name-form") or "long",
        conjunction=option("and") or "",
        delimiter=_given(option("delimiter", "name-delimiter"), ", "),
        before_et_al=option("delimiter-precedes-et-al") or "contextual",
        before_last=option("delimiter-precedes-last") or "contextual",
        et_al_min=_count(option("et-al-min")),
        et_al_use_first=_count(option("et-al-use-first"), -1),
        et_al_subsequent_min=_count(option("et-al-subsequent-min")),
        et_al_subsequent_use_first=_count(option("et-al-subsequent-use-first")),
        et_al_use_last=option("et-al-use-last") == "true",
        initialize=option("initialize") != "false",
        initialize_with=option("initialize-with"),
        hyphen=compiler.root.get("initialize-with-hyphen") != "false",
        inverted=option("name-as-sort-order") or "",
        sort_separator=_given(option("sort-separator"), ", "),
        demote=compiler.root.get("demote-non-dropping-particle") or "display-and-sort",
        clothe=dress({k: v for k, v in own.items() if k != "delimiter"}),
        given=parts.get("given", NamePartStyle()),
        family=parts.get("family", NamePartStyle()),
    )


def _given(value: str | None, default: str) -> str:
    return default if value is None else value


def _count(text: str | None, default: int = 0) -> int:
    return whole(text, default)


class Names(Rendering, model.Names):
    """``cs:names``; what it substitutes is used up for the rest of the cite."""

    def compiled(self, compiler: Compiler) -> Show:
        outer = compiler.roles
        own = [c for c in self.iterchildren() if not isinstance(c, Substitute)]
        roles = self._roles(compiler) if own or outer is None else outer
        if outer is not None and roles is not outer and not any(isinstance(c, Name) for c in own):
            roles = replace(roles, options=outer.options)
        variables = tuple(self.get("variable", "").split())
        clothe, substitute = dress(self), self._substitute(compiler, roles)

        def inner(cite: Cite) -> str:
            before = len(cite.namesets)
            text = clothe(join(_lists(variables, roles, cite), roles.delimiter))
            if text or substitute is None or len(cite.namesets) > before:
                return text
            return clothe(substitute(cite))

        def show(cite: Cite) -> str:
            if cite.substituting or cite.author is not None or cite.sort is not None:
                text = inner(cite)
                if cite.substituting and text:
                    cite.suppressed.update(variables)
                return text
            cite.leading = True
            text = inner(cite)
            cite.leading = False
            cite.author = text
            if not cite.name_text:
                cite.name_text = text
            return "" if cite.suppress_author else text

        return show

    def _roles(self, compiler: Compiler) -> Roles:
        children = {child.tag.rpartition("}")[2]: child for child in self.iterchildren()}
        name, label, et_al = (children.get(tag) for tag in ("name", "label", "et-al"))
        order = [child.tag.rpartition("}")[2] for child in self.iterchildren()]
        own = self.get("delimiter")
        return Roles(
            options=name_options(name, self, compiler),
            et_al=EtAlStyle(et_al.get("term") or "et-al", dress(et_al))
            if et_al is not None
            else EtAlStyle(),
            label=label.word() if isinstance(label, Label) else None,
            label_first="name" in order
            and "label" in order
            and order.index("label") < order.index("name"),
            delimiter=own if own is not None else compiler.inherited("names-delimiter") or "",
        )

    def _substitute(self, compiler: Compiler, roles: Roles) -> Show | None:
        element = next((c for c in self.iterchildren() if isinstance(c, Substitute)), None)
        if element is None:
            return None
        outer, compiler.roles = compiler.roles, roles
        shows = [compiler.show(c) for c in element.iterchildren() if isinstance(c, Rendering)]
        compiler.roles = outer

        def show(cite: Cite) -> str:
            was, cite.substituting = cite.substituting, True
            text = ""
            for each in shows:
                before, sets = len(cite.rendered), len(cite.namesets)
                text = each(cite)
                if text or len(cite.namesets) > sets:
                    cite.use_up(before)
                    break
            cite.substituting = was
            if cite.leading and text and not cite.lead.names:
                text = instead_of_text(text, cite)
            return text

        return show


def _lists(variables: tuple[str, ...], roles: Roles, cite: Cite) -> list[str]:
    """The names of each variable with its label."""
    if roles.options.form == "count":
        return _counted(variables, roles.options, cite)
    texts: list[str] = []
    combined = _combined(variables, cite)
    for variable in combined or variables:
        people = cite.names("editor" if variable == "editortranslator" else variable)
        names = _written(people, roles, cite) if people else ""
        for role in ("editor", "translator") if variable == "editortranslator" else (variable,):
            cite.note(role, names)
        if names and roles.label is not None and cite.sort is None:
            word = roles.label(variable, len(people) > 1, cite)
            names = glue(word, names) if roles.label_first else glue(names, word)
        texts.append(names)
    return texts


def _written(people: tuple[PersonName, ...], roles: Roles, cite: Cite) -> str:
    options = roles.options
    shown = shown_count(len(people), options, cite)
    if not shown:
        cite.namesets.append((len(people), 0))  # there, though the style shows none of them
        return ""
    texts = name_texts(people, shown, options, cite)
    cite.namesets.append((len(people), shown))
    cite.people.append(people)
    if cite.leading and cite.area == "bibliography":
        substituted = instead_of_names(texts, len(people), cite)
        if substituted is not None:
            if isinstance(substituted, str):
                return options.clothe(substituted)
            texts = substituted
    return options.clothe(
        name_list(texts, len(people), options, roles.et_al, cite, shown, _inverts(people))
    )


def _inverts(people: Sequence[PersonName]) -> bool:
    """Whether the name before the last is one that can be inverted."""
    return len(people) > 1 and bool(people[-2].family)


def _combined(variables: tuple[str, ...], cite: Cite) -> tuple[str, ...]:
    """An editor who also translated stands once (CSL 1.0.2, cs:names)."""
    if "editor" not in variables or "translator" not in variables:
        return ()
    people = cite.names("editor")
    if not people or people != cite.names("translator"):
        return ()
    if not cite.locale.term("editortranslator"):
        return ()
    return tuple("editortranslator" if v == "editor" else v for v in variables if v != "translator")


def _counted(variables: tuple[str, ...], options: NameOptions, cite: Cite) -> list[str]:
    total = 0
    combined = _combined(variables, cite)
    for variable in combined or variables:
        people = cite.names("editor" if variable == "editortranslator" else variable)
        cite.note(variable, "x" if people else "")
        total += shown_count(len(people), options, cite)
    return [str(total)] if total else []
