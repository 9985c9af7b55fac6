"""Classes that an author gives to words and blocks, kept apart from those of our style sheets.

A class such as ``pop`` or ``unseen`` would have the style sheet of a page hide an author's words or
lay them over others. One that our style sheets, scripts or outputs use for something of their own
gets a prefix; all others stay as they are, and so do those that authors are given, as
``landscape``.
"""

from __future__ import annotations

import html
import re
from typing import Any

from nashr import ast
from nashr.model import Node

#: Before an author's class that is also one of ours.
PREFIX = "author-"
#: Classes that authors may use, and that our style sheets know as such.
FOR_AUTHORS = frozenset("callout epigraph landscape mark smallcaps sourceCode".split())
#: Classes of our own: of style sheets, templates, scripts and of what the outputs write.
OURS = frozenset(
    """
    about above abstract actions address affiliation affiliations al an article article-type at
    author authors authors-index back back-cover back-foot back-titles backs badge barcode
    barcode-label bare beside beside-number blank bn body bu byline caption-label cf ch checkbox
    citation citation-link cite cited-on cited-on-key classification closest cluster cn co
    codes colophon columns-2 columns-3 columns-4 contents contents-page continued continuing cover
    cover-facts cover-foot cover-head cover-issn cover-journal cover-page cover-picture
    cover-special cover-translated cross-reference cut cv date declaration declarations derived
    detail digits display divided do doi drawing dt dv end entry equation equation-number er ex
    extended facts fifth figures file files filled fl foot footnote footnote-ref formula
    formula-line formula-source front fu full hanging head heading heading-number history id im
    imprint in in-line index inline inner-cover inside-front introduction issn issns issue
    journal keep keywords kw label languages last-page later lead licence license line
    line-above line-after line-before line-below line-block line-number listing logo long
    long-description longest mail main many margin masthead
    math matter matter-text member name names note note-call note-code note-item note-list
    note-number note-opening note-paragraph note-quote notes number numberSource numbered
    numbers one-paren op opening orcid orcid-mark origin ot own-citation pad page-break pages pair
    panel part parted pictured place pop pp proof publisher query query-mark ranks re references
    running-authors running-proof running-source running-title sc scroller short side sided sign
    single skip small source sources special spine-text ss st statement subfigures subtitle
    source-line suggestion table tall task-list text theme title title-page toc toc-authors toc-page
    toc-row toc-title toc-translated translated translated-title translations transparent
    two-parens type typed-lines uncoloured undescribed unseen va verse-line vs wa way where whole
    whole-formula whole-words wide-numbers widest-numbers with-margin
    """.split()
)
#: The class of the ``Div`` that holds the long description of an image, behind the image.
LONG_DESCRIPTION = "long-description"
#: Those that are made as they are needed: of inline styles, of numbers of columns.
_MADE = re.compile(r"s\d+|columns-\d+|js")
_WITH_ATTRIBUTES = {"Header": 1} | dict.fromkeys(
    ("Div", "Span", "Code", "CodeBlock", "Link", "Image", "Table", "Figure"), 0
)
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*>""")
_CLASS = re.compile(r"""(?<=[\s"'/])(class\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)


def kept_apart(name: str) -> str:
    """A class as it stands in products."""
    is_ours = name in OURS or _MADE.fullmatch(name)
    return PREFIX + name if is_ours and name not in FOR_AUTHORS else name


def as_given(names: list[str]) -> list[str]:
    """Classes as the author gave them."""
    return [name.removeprefix(PREFIX) for name in names]


def keep_classes_apart(tree: Any) -> None:
    """Change the classes of a tree that pandoc has read, in place."""
    for node in ast.nodes(tree, leaves=False):
        if node["t"] in _WITH_ATTRIBUTES:
            attributes = node["c"][_WITH_ATTRIBUTES[node["t"]]]
            attributes[1] = [kept_apart(name) for name in attributes[1]]
        elif node["t"] in ("RawInline", "RawBlock"):
            _in_markup(node)


def _in_markup(node: Node) -> None:
    if ast.is_html(node["c"][0]):
        node["c"][1] = _TAG.sub(lambda tag: _CLASS.sub(_changed, tag[0]), node["c"][1])


def _changed(found: re.Match[str]) -> str:
    given = html.unescape(found[2].strip("\"'")).split()
    kept = [kept_apart(name) for name in given]
    if kept == given:
        return found[0]
    return f'{found[1]}"{html.escape(" ".join(kept))}"'
