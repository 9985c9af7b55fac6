"""Fields that mean nothing to a manuscript, as the text that they show (ISO/IEC 29500-1, 17.16.5).

Pandoc knows few kinds of fields: of one that is nested in the instruction of another, it takes the
text for text of the paragraph, and at another place.
"""

from __future__ import annotations

import re

from nashr.importing.flattening import text_run
from nashr.importing.marks import Marks
from nashr.importing.objects import EmbeddedObject
from nashr.importing.ooxml import Element, find_all, tag, value
from nashr.importing.unread_markup import is_checked, symbol_run
from nashr.records import dataclass

_SYMBOL = re.compile(r'SYMBOL\s+(\d+|0x[0-9a-f]+)(?:.*?\\f\s+"?([^"\\]+?)"?(?:\s|\\|$))?', re.I)
#: What stands before the text of a button: its kind, and the macro or the place that it leads to.
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s*", re.IGNORECASE)
_SWITCH = re.compile(r"\\\*\s*\w+\s?")
_HIDDEN_NUMBER = re.compile(r"\s*SEQ\b.*\\h\b", re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(r'(?:INCLUDEPICTURE|IMPORT)\s+(?:"([^"]+)"|(\S+))', re.IGNORECASE)
_PICTURES = ".//w:drawing | .//w:pict | .//w:object"
#: Fields that show nothing, and those whose links pandoc reads.
_SHOWN_OTHERWISE = ("HYPERLINK", "SET", "ASK", "FILLIN", "NEXT", "NEXTIF", "SKIPIF", "PRIVATE")
_PARTS = tuple(map(tag, ("w:fldChar", "w:instrText", "w:delInstrText")))


@dataclass(frozen=True, slots=True)
class FieldWithoutText:
    """A field of which the file has no text: it stood for something that Word draws."""

    instruction: str


def write_field(
    first: Element,
    code: list[Element],
    runs: list[Element],
    result: str,
    instruction: str,
    marks: Marks,
) -> None:
    """Leave of a field what it shows. ``code`` are the runs of its instruction, with those of
    fields in it, ``runs`` all that have its signs, ``result`` is the text that the file has of it.
    """
    kind = instruction.partition(" ")[0].upper()
    if kind in _SHOWN_OTHERWISE:
        return
    if _BUTTON.match(instruction):
        _write_button(first, code)
        return
    is_empty = not result.strip() and not any(find_all(run, _PICTURES) for run in runs)
    shown = _shown(first, instruction, marks) if is_empty else None
    if shown is not None:
        first.addprevious(shown)
    for run in code:
        for one in run.findall(tag("w:t")):
            run.remove(one)
    for run in {id(one): one for one in (first, *code, *runs)}.values():
        for one in [one for one in run if one.tag in _PARTS]:
            run.remove(one)


def _write_button(first: Element, code: list[Element]) -> None:
    """Write the text of a button, which stands in its instruction, with that of the fields in it:
    MathType keeps numbers of formulas and references to them so, ``(`` and a ``SEQ`` and ``)``.
    """
    runs = [first, *(one for one in code if one is not first)]
    first.addprevious(text_run(_button_text(runs)))
    for run in runs:
        if run.getparent() is None:
            continue
        for one in [one for one in run if one.tag in (*_PARTS, tag("w:t"))]:
            run.remove(one)
        if all(one.tag == tag("w:rPr") for one in run):
            run.getparent().remove(run)


def _button_text(runs: list[Element]) -> str:
    """What the runs of a button show: its own words behind the place that it leads to, and the
    results of the fields in it.
    """
    own: list[str] = []
    #: The instruction of each field that is open, and its result where that has begun.
    open_fields: list[tuple[list[str], list[str] | None]] = []
    for one in (one for run in runs for one in run):
        kind = value(one, "w:fldCharType") if one.tag == tag("w:fldChar") else ""
        if kind == "begin":
            open_fields.append(([], None))
        elif kind == "separate" and len(open_fields) > 1:
            open_fields[-1] = (open_fields[-1][0], [])
        elif kind == "end" and open_fields:
            instruction, result = open_fields.pop()
            if not open_fields:
                break
            shown = "" if _HIDDEN_NUMBER.match("".join(instruction)) else "".join(result or [])
            _add(open_fields[-1], shown, own, depth=len(open_fields))
        elif one.tag in (tag("w:t"), tag("w:instrText"), tag("w:tab")) and open_fields:
            words = "\t" if one.tag == tag("w:tab") else one.text or ""
            _add(open_fields[-1], words, own, depth=len(open_fields))
    return _SWITCH.sub("", _BUTTON.sub("", "".join(own), count=1))


def _add(
    field: tuple[list[str], list[str] | None], words: str, own: list[str], *, depth: int
) -> None:
    """Add words to a field: to its result, where that has begun, or else to its instruction; those
    of the button itself are ``own``.
    """
    instruction, result = field
    (own if depth == 1 else instruction if result is None else result).append(words)


def _shown(first: Element, instruction: str, marks: Marks) -> Element | None:
    """What a field without a stored text shows; a mark, where that is not known."""
    if found := _SYMBOL.match(instruction):
        number = int(found[1], 0) if found[1][:2].lower() == "0x" else int(found[1])
        return symbol_run(found[2] or "Symbol", number) if 0 < number <= 0xFFFF else None
    for box in find_all(first, ".//w:ffData/w:checkBox"):
        return text_run("☒" if is_checked(box) else "☐")
    for chosen in find_all(first, ".//w:ffData/w:ddList"):
        entries = [value(one) for one in chosen.findall(tag("w:listEntry"))]
        place = value(chosen.find(tag("w:result"))) or "0"
        if place.isdecimal() and int(place) < len(entries):
            return text_run(entries[int(place)])
    if instruction.upper().startswith("FORMCHECKBOX"):
        return text_run("☐")
    if found := _PICTURE.match(instruction):
        return text_run(marks.add(EmbeddedObject("picture", found[1] or found[2])))
    if instruction.upper().startswith("EQ "):
        return text_run(marks.add(FieldWithoutText(instruction)))
    return None
