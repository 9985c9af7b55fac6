"""``cs:names`` and its children: lists of names, et al., labels, substitution."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from citeproc import model

from nashr.citations.author_substitution import substitute_names, substitute_text
from nashr.citations.cite import Cite, Renderer
from nashr.citations.compiling import Compiler, Rendering
from nashr.citations.elements import Label
from nashr.citations.formatting import formatting_of
from nashr.citations.namelists import EtAlStyle, NamesSettings, name_list, name_texts, shown_count
from nashr.citations.namewriting import NameOptions, NamePartStyle
from nashr.citations.numbers import parse_whole_number
from nashr.citations.people import PersonName, without_others
from nashr.citations.richtext import glue, join
from nashr.citations.text_case import recaser
from nashr.records import replace


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
    """The options of a ``cs:name`` (None for the defaults), inherited ones included."""
    own: Any = name.attrib if name is not None else {}
    parts: dict[str, NamePartStyle] = {}
    if name is not None:
        for part in name.iterchildren():
            parts[part.get("name", "given")] = NamePartStyle(
                formatting_of(part), recaser(part, of_item=True)
            )

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
        formatting=formatting_of({k: v for k, v in own.items() if k != "delimiter"}),
        given=parts.get("given", NamePartStyle()),
        family=parts.get("family", NamePartStyle()),
    )


def _given(value: str | None, default: str) -> str:
    return default if value is None else value


def _count(text: str | None, default: int = 0) -> int:
    return parse_whole_number(text, default)


class Names(Rendering, model.Names):
    """``cs:names``; the variables that it substitutes are suppressed in the rest of the cite."""

    def compiled(self, compiler: Compiler) -> Renderer:
        outer = compiler.settings
        own = [c for c in self.iterchildren() if not isinstance(c, Substitute)]
        settings = self._settings(compiler) if own or outer is None else outer
        if (
            outer is not None
            and settings is not outer
            and not any(isinstance(c, Name) for c in own)
        ):
            settings = replace(settings, options=outer.options)
        variables = tuple(self.get("variable", "").split())
        formatting, substitute = formatting_of(self), self._substitute(compiler, settings)

        def inner(cite: Cite) -> str:
            before = len(cite.namesets)
            text = formatting(join(_name_lists(variables, settings, cite), settings.delimiter))
            if text or substitute is None or len(cite.namesets) > before:
                return text
            return formatting(substitute(cite))

        def render(cite: Cite) -> str:
            if cite.substituting and cite.substituted:
                return ""
            if cite.substituting or cite.author is not None or cite.sort is not None:
                text = inner(cite)
                if cite.substituting and text:
                    cite.suppressed.update(variables)
                    cite.substituted = True
                return text
            cite.in_first_names = True
            text = inner(cite)
            cite.in_first_names = False
            cite.author = text
            if not cite.name_text:
                cite.name_text = text
            return "" if cite.suppress_author else text

        return render

    def _settings(self, compiler: Compiler) -> NamesSettings:
        children = {child.tag.rpartition("}")[2]: child for child in self.iterchildren()}
        name, label, et_al = (children.get(tag) for tag in ("name", "label", "et-al"))
        order = [child.tag.rpartition("}")[2] for child in self.iterchildren()]
        own = self.get("delimiter")
        return NamesSettings(
            options=name_options(name, self, compiler),
            et_al=EtAlStyle(et_al.get("term") or "et-al", formatting_of(et_al))
            if et_al is not None
            else EtAlStyle(),
            label=label.word() if isinstance(label, Label) else None,
            label_first="name" in order
            and "label" in order
            and order.index("label") < order.index("name"),
            delimiter=own if own is not None else compiler.inherited("names-delimiter") or "",
        )

    def _substitute(self, compiler: Compiler, settings: NamesSettings) -> Renderer | None:
        element = next((c for c in self.iterchildren() if isinstance(c, Substitute)), None)
        if element is None:
            return None
        outer, compiler.settings = compiler.settings, settings
        renderers = [
            compiler.compile(c) for c in element.iterchildren() if isinstance(c, Rendering)
        ]
        compiler.settings = outer

        def render(cite: Cite) -> str:
            was, cite.substituting = cite.substituting, True
            done, cite.substituted = cite.substituted, False
            text = ""
            for each in renderers:
                before, sets = len(cite.rendered), len(cite.namesets)
                text = each(cite)
                if text or len(cite.namesets) > sets:
                    cite.suppress_since(before)
                    break
            cite.substituting, cite.substituted = was, done
            if cite.in_first_names and text and not cite.entry_start.names:
                text = substitute_text(text, cite)
            return text

        return render


def _name_lists(variables: tuple[str, ...], settings: NamesSettings, cite: Cite) -> list[str]:
    """The names of each variable, with their label."""
    if settings.options.form == "count":
        return _count_names(variables, settings.options, cite)
    texts: list[str] = []
    combined = _merge_editor_translator(variables, cite)
    for variable in combined or variables:
        people = cite.names("editor" if variable == "editortranslator" else variable)
        names = _render_names(people, settings, cite) if people else ""
        for role in ("editor", "translator") if variable == "editortranslator" else (variable,):
            cite.record(role, names)
        if names and settings.label is not None and cite.sort is None:
            word = settings.label(variable, len(people) > 1, cite)
            names = glue(word, names) if settings.label_first else glue(names, word)
        texts.append(names)
    return texts


def _render_names(people: tuple[PersonName, ...], settings: NamesSettings, cite: Cite) -> str:
    options = settings.options
    shown = min(shown_count(len(people), options, cite), len(without_others(people)))
    if not shown:
        cite.namesets.append((len(people), 0))  # the names exist, though none is printed
        return ""
    texts = name_texts(people, shown, options, cite)
    cite.namesets.append((len(people), shown))
    cite.people.append(people)
    if cite.in_first_names and cite.area == "bibliography":
        substituted = substitute_names(texts, len(people), cite)
        if substituted is not None:
            if isinstance(substituted, str):
                return options.formatting(substituted)
            texts = substituted
    return options.formatting(
        name_list(
            texts,
            len(people),
            options,
            settings.et_al,
            cite,
            shown,
            _last_but_one_has_family(people),
        )
    )


def _last_but_one_has_family(people: Sequence[PersonName]) -> bool:
    """Whether the last name but one is a person's, which can be inverted."""
    return len(people) > 1 and bool(people[-2].family)


def _merge_editor_translator(variables: tuple[str, ...], cite: Cite) -> tuple[str, ...]:
    """Merge editor and translator if they are the same (CSL 1.0.2, cs:names)."""
    if "editor" not in variables or "translator" not in variables:
        return ()
    people = cite.names("editor")
    if not people or people != cite.names("translator"):
        return ()
    if not cite.locale.term("editortranslator"):
        return ()
    return tuple("editortranslator" if v == "editor" else v for v in variables if v != "translator")


def _count_names(variables: tuple[str, ...], options: NameOptions, cite: Cite) -> list[str]:
    total = 0
    combined = _merge_editor_translator(variables, cite)
    for variable in combined or variables:
        people = cite.names("editor" if variable == "editortranslator" else variable)
        cite.record(variable, "x" if people else "")
        total += shown_count(len(people), options, cite)
    return [str(total)] if total else []
