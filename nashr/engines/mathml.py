"""Formulas as images: MathML drawn by ziamath with STIX Two Math, as outlines in SVG.

ziamath is imported at the first formula: that takes longer than drawing one.
"""

from __future__ import annotations

import logging
import re
import threading
import warnings
from xml.etree import ElementTree

#: Units of the drawing that make one em of the text around it.
_EM = 100.0
_MATHML = "{http://www.w3.org/1998/Math/MathML}"
#: The elements that ziamath 0.13 draws; it skips others without an error.
_DRAWN = set(
    """
    math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup mmultiscripts
    mprescripts none munder mover munderover mtable mtr mtd mstyle menclose mfenced mpadded
    mphantom
    """.split()
)
_VIEW = re.compile(
    r'width="[\d.]+" height="[\d.]+" viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"'
)
#: The number of the glyph for a character that the font does not have.
_NOTDEF = 0
_lock = threading.Lock()


def draw(mathml: str) -> bytes | None:
    """The formula as SVG, or None where it cannot be drawn whole.

    ``width`` and ``height`` of the image are in em of the surrounding text, and its style
    holds the ``vertical-align`` that sets it on the baseline. Its ``title`` is the TeX source.
    """
    try:
        root = ElementTree.fromstring(_as_xml(mathml))
    except ElementTree.ParseError:
        return None
    tex = _bare(root)
    if any(element.tag not in _DRAWN for element in root.iter()):
        return None
    svg = _drawn(ElementTree.tostring(root, encoding="unicode"))
    return None if svg is None else _fitted(svg, tex)


def _as_xml(mathml: str) -> str:
    # HTML writes MathML without a namespace and no-break spaces by name.
    return mathml.replace("&nbsp;", "\u00a0")


def _bare(root: ElementTree.Element) -> str:
    """Remove the namespace and the annotations, in place; returns the TeX source."""
    tex = ""
    for element in root.iter():
        element.tag = element.tag.removeprefix(_MATHML)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "annotation":
                tex = child.text or tex
                parent.remove(child)
        if parent.tag == "semantics":
            parent.tag = "mrow"
    return tex.strip()


def _drawn(mathml: str) -> str | None:
    """ziamath's SVG; None where it fails or logs a warning, for then something is missing."""
    with warnings.catch_warnings():
        # It finds its font with a function that is deprecated in Python 3.11.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath import zmath

    warned = _Warnings()
    with _lock:
        logging.getLogger().addHandler(warned)
        try:
            svg: str = zmath.Math(mathml, size=_EM).svg()
        except Exception:  # noqa: BLE001 - whatever is wrong, the formula is not drawn
            return None
        finally:
            logging.getLogger().removeHandler(warned)
    without_glyph = f'_{_NOTDEF}"' in svg
    return None if warned.any or without_glyph else svg


class _Warnings(logging.Handler):
    """A handler of the root logger, where ziamath reports elements that it does not know."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.any = False

    def emit(self, record: logging.LogRecord) -> None:
        del record
        self.any = True


def _fitted(svg: str, tex: str) -> bytes | None:
    found = _VIEW.search(svg)
    if found is None:
        return None
    left, top, width, height = (float(number) for number in found.groups())
    size = f'width="{width / _EM:.4g}em" height="{height / _EM:.4g}em" '
    place = f'style="vertical-align:{-(top + height) / _EM:.4f}em" '
    view = f'viewBox="{left:g} {top:g} {width:g} {height:g}"'
    title = f"<title>{_escaped(tex)}</title>" if tex else ""
    head, tail = svg[: found.start()] + size + place + view, svg[found.end() :]
    opened, inside = tail.split(">", 1)
    return f"{head}{opened}>{title}{inside}".encode()


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
