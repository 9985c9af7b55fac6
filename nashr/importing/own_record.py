"""The record in a Word file that nashr made: the manuscript's front matter, and what the text alone
does not say. See ``outputs.docx`` for what is written, and ``word_files`` for where.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any

from nashr.importing.ooxml import WordError, WordPackage
from nashr.records import dataclass
from nashr.word_files import BODY, RECORD_NAMESPACE

_VERSION = 1


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """What the file says of its manuscript.

    ``printed`` are the paragraphs around the text, each with the field of front matter that it
    shows, or nothing; ``references`` those of the reference list. ``bookmarks`` has ids by the
    names of their bookmarks, ``formulas`` TeX by what ``word_files.formula_shape`` says,
    ``formula_signs`` TeX by what ``word_files.formula_signs`` says, ``code`` the classes of blocks
    of code by their text, ``classes`` those of headings by their ids, ``images`` the attributes of
    pictures by the names of their files, ``languages`` the tags that passages are in.
    """

    front: Mapping[str, Any]
    printed: tuple[tuple[str, str], ...]
    references: tuple[str, ...]
    bookmarks: Mapping[str, str]
    formulas: Mapping[str, str]
    formula_signs: Mapping[str, str]
    code: Mapping[str, list[str]]
    classes: Mapping[str, list[str]]
    images: Mapping[str, Mapping[str, str]]
    languages: frozenset[str]
    #: Whether citations of the text were set as notes.
    in_notes: bool
    #: Whether LibreOffice has saved the file: it writes formulas and heads of tables anew.
    by_libreoffice: bool
    #: Works that the list has and the text does not cite, as items of CSL JSON.
    works: tuple[Mapping[str, Any], ...] = ()


def own_record(package: WordPackage) -> OwnRecord | None:
    """The record of a file of nashr's; None for every other file, and where it is damaged."""
    for name in package.files:
        if not name.startswith("customXml/item") or not name.endswith(".xml"):
            continue
        try:
            root = package.tree(name)
        except WordError:
            continue
        if root.tag == f"{{{RECORD_NAMESPACE}}}manuscript" and _has_body(package):
            return _read("".join(root.itertext()), _program(package).startswith("LibreOffice"))
    return None


def _has_body(package: WordPackage) -> bool:
    """Whether the bookmark around the text is still there."""
    names = package.document.iter("{*}bookmarkStart")
    return any(value == BODY for one in names for value in one.attrib.values())


def _program(package: WordPackage) -> str:
    """The program that saved the file."""
    try:
        found = package.tree("docProps/app.xml").find("{*}Application")
    except (KeyError, WordError):
        return ""
    return "" if found is None else found.text or ""


def _read(text: str, by_libreoffice: bool) -> OwnRecord | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("version") != _VERSION:
        return None
    printed = [
        (str(one[0]), str(one[1]))
        for one in _list(data.get("printed"))
        if isinstance(one, list) and len(one) == 2
    ]
    return OwnRecord(
        front=_plain(_mapping(data.get("front"))),
        printed=tuple(printed),
        references=tuple(map(str, _list(data.get("references")))),
        bookmarks=_texts(data.get("bookmarks")),
        formulas=_texts(data.get("formulas")),
        formula_signs=_texts(data.get("formula-signs")),
        code=_lists(data.get("code")),
        classes=_lists(data.get("classes")),
        images={name: _texts(given) for name, given in _mapping(data.get("images")).items()},
        languages=frozenset(map(str, _list(data.get("languages")))),
        in_notes=data.get("in-notes") is True,
        by_libreoffice=by_libreoffice,
        works=tuple(one for one in _list(data.get("works")) if isinstance(one, dict)),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> dict[str, str]:
    return {name: text for name, text in _mapping(value).items() if isinstance(text, str)}


def _lists(value: Any) -> dict[str, list[str]]:
    return {name: [str(one) for one in _list(given)] for name, given in _mapping(value).items()}


_NUMBER = re.compile(r"0|[1-9]\d{0,8}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _plain(value: Any) -> Any:
    """Values as YAML writes them without quotation marks: numbers, days, yes and no."""
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return int(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(value)
    return value
