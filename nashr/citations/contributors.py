"""Names for which CSL has no variable: of who wrote a foreword or notes, or holds a patent. Also
those of compilers, whom most styles have no place for, and those that a style leaves out.

A style of the project has them where it says ``<text variable="contributors"/>``; in all others
they stand behind the title, since BibLaTeX prints them and an author wrote them down.
"""

from __future__ import annotations

from nashr.citations.cite import Cite
from nashr.citations.namelists import EtAlStyle, name_list, name_texts
from nashr.citations.namewriting import NameOptions
from nashr.citations.richtext import join
from nashr.citations.varnames import CONTRIBUTORS
from nashr.languages import capitalize_first, language
from nashr.records import replace

#: The name by which styles of the project ask for them.
VARIABLE = "contributors"
#: The part of ``Cite.left_out`` that has names, by their variables.
LEFT_OUT = "names"
_NAMES = NameOptions(conjunction="text", before_last="never")


def contributors(cite: Cite) -> str:
    """The names, each list with its word, with commas between them; empty where there are none."""
    if VARIABLE in cite.rendered:
        return ""
    there = [variable for variable in CONTRIBUTORS if cite.names(variable)]
    if cite.names("compiler") and not cite.style.prints_compiler:
        there.insert(0, "compiler")
    there[:0] = cite.left_out.get(LEFT_OUT, "").split()
    return join([named_with_word(variable, cite) for variable in there], ", ")


def named_with_word(variable: str, cite: Cite) -> str:
    """The names of a list, with its word before them: *translated by A. Göl*."""
    words, usual = language(cite.locale.lang).contributors, language("en").contributors
    options = replace(_NAMES, initialize_with=cite.style.initialize_with)
    people = cite.names(variable)
    texts = name_texts(people, len(people), options, cite)
    named = name_list(texts, len(people), options, EtAlStyle(), cite, len(people))
    word = words.get(variable) or usual.get(variable) or cite.locale.term(variable, "verb")
    return join([word, named], " ")


def behind_title(title: str, cite: Cite) -> str:
    """A formatted title, with the names behind it where the style does not ask for them."""
    in_full = cite.area == "bibliography" or (cite.style.in_notes and "first" in cite.positions)
    if cite.style.prints_contributors or not in_full or cite.comparing:
        return title
    names = contributors(cite)
    if not names:
        return title
    cite.rendered.append(VARIABLE)
    if cite.area == "citation":
        return join([title, names], ", ")
    return join([title, capitalize_first(names, cite.locale.lang)], ". ")
