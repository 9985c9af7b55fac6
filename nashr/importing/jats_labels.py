"""Labels of sections and of the items of lists in JATS, which pandoc's reader drops (JATS 1.3,
"label").
"""

from __future__ import annotations

from typing import Any

from nashr.importing.ooxml import one_line, remove_element

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()


def write_section_labels(root: Any) -> None:
    """Put the labels of sections and appendices before their titles: texts refer to them."""
    for one in root.iter("sec", "app"):
        label, title = one.find("label"), one.find("title")
        if label is None or title is None:
            continue
        text = one_line("".join(label.itertext()))
        remove_element(label)
        if text:
            has_sign = not text[-1].isalnum() or text[0].isdecimal()
            title.text = f"{text}{'' if has_sign else '.'} {title.text or ''}"


def type_lists(root: Any) -> None:
    """Give lists whose items have letters or Roman numbers the kind of numbers that these are."""
    for one in root.iter("list"):
        found = [item.find("label") for item in one.findall("list-item")]
        if not found or any(label is None for label in found):
            continue
        texts = [one_line("".join(label.itertext())).strip("().") for label in found]
        for row, kind in ((_ROMAN, "roman"), (list(_LETTERS), "alpha")):
            small = [text.lower() for text in texts]
            if small == row[: len(small)] and (len(small) > 1 or kind == "alpha"):
                one.set("list-type", f"{kind}-{'lower' if texts == small else 'upper'}")
                break
