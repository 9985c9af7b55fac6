r"""Numbers and lists of numbers of siunitx, ``\num{1.5(2)e3}``, as they are printed: pandoc
takes an uncertainty for another number, and has one sign of fractions and one word in lists.

Source: the manual of siunitx.
"""

from __future__ import annotations

import re

from nashr.document.latex_syntax import ANY_COMMAND, arguments
from nashr.importing.latex_capitals import language_of_source
from nashr.importing.latex_code import is_in, kept
from nashr.languages import language

_SHAPES = {
    **dict.fromkeys("num numlist numproduct tablenum complexnum".split(), "om"),
    **dict.fromkeys("SI qty".split(), "omom"),
    **dict.fromkeys("SIlist qtylist qtyproduct complexqty".split(), "omm"),
    "numrange": "omm",
    **dict.fromkeys("SIrange qtyrange".split(), "ommm"),
}
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d*)(?:[.,](?P<rest>\d*))?(?:\((?P<last>\d+)\))?"
    r"(?:(?:\+-|\\pm|±)(?P<more>\d*(?:[.,]\d+)?))?(?:[eEdD](?P<power>[+-]?\d+))?"
)
#: Settings by which a fraction has a comma.
_COMMA = re.compile(r"output-decimal-marker\s*=\s*\{?\s*,|\blocale\s*=\s*\{?(?:DE|FR|PL|SI)\b")
_CLOSE_UNITS = re.compile(r"\s*(?:\\(?:degree|arcminute|arcsecond)|°|′|″)\s*")


def with_numbers(text: str) -> str:
    """A source whose numbers of that package are printed, and units are left to pandoc."""
    if not re.search(r"\\(?:num|SI|qty|tablenum|complex)", text):
        return text
    spans = kept(text)
    has_comma = bool(_COMMA.search(text))
    joint = ""
    begin = max(text.find("\\begin{document}"), 0)
    for found in reversed(list(ANY_COMMAND.finditer(text, begin))):
        name = found[1] or ""
        if name not in _SHAPES or is_in(found.start(), spans):
            continue
        shape = _SHAPES[name]
        optional, needed, end = arguments(text, found.end(), shape, len(text))
        if len(needed) < shape.count("m") or any(o.start > needed[0].start for o in optional):
            continue
        is_list = name.endswith("list")
        is_range = name.endswith("range")
        numbers = needed[0].text.split(";") if is_list else [one.text for one in needed[:1]]
        if is_range:
            numbers.append(needed[1].text)
        printed = [_printed(number, has_comma) for number in numbers]
        if not all(printed):
            continue
        unit = "" if "num" in name else _unit(needed[-1].text)
        shown = [f"{number}{unit}" for number in printed]
        if is_list and len(shown) > 1:
            joint = joint or language(language_of_source(text)).list_and
            new = f"{', '.join(shown[:-1])} {joint} {shown[-1]}"
        else:
            new = "--".join(shown)
        text = f"{text[: found.start()]}{{{new}}}{text[end:]}"
    return text


def _unit(unit: str) -> str:
    if not unit.strip():
        return ""
    return f"{'' if _CLOSE_UNITS.fullmatch(unit) else '~'}\\si{{{unit}}}"


def _printed(number: str, has_comma: bool) -> str:
    """A number in text; empty for one that is not understood."""
    bare = re.sub(r"[\s~]|\\,", "", number)
    if len(factors := re.split(r"[x×]", bare)) > 1:
        parts = [_printed(one, has_comma) for one in factors]
        return " × ".join(parts) if all(parts) else ""
    if re.fullmatch(r"[\d.+-]*[\d.]*[ij]", bare):  # a complex number
        return f"${bare}$"
    found = _NUMBER.fullmatch(bare)
    if found is None or not bare:
        return ""
    mark = "," if has_comma else "."
    rest = found["rest"]
    shown = f"{found['whole'] or ('0' if rest else '')}{mark + rest if rest else ''}"
    shown += f"({found['last']})" if found["last"] else ""
    power = found["power"]
    if found["more"]:
        more = re.sub(r"\A[.,]", "0.", found["more"]).replace(",", ".").replace(".", mark)
        shown = f"({shown} ± {more})" if power else f"{shown} ± {more}"
    sign = {"-": "−", "+": "+", "": ""}[found["sign"]]
    if power:
        raised = f"10\\textsuperscript{{{power.replace('-', '−').lstrip('+')}}}"
        shown = f"{shown} × {raised}" if shown else raised
    return sign + shown
