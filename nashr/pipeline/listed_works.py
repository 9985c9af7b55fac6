"""The works that an article lists though its text does not cite them: ``nocite`` of front matter.

They are the items of a citation that stands nowhere, whose id tells the processor so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nashr import ast
from nashr.diagnostics import Diagnostic, Outcome
from nashr.document.citing import unknown_key, unusable
from nashr.frontmatter.places import value_span
from nashr.messages import Message
from nashr.model import (
    NOCITE,
    Article,
    Citation,
    CiteItem,
    Manuscript,
    RenderedCitations,
)
from nashr.pipeline.references import Bibliography

#: What stands for all works, as in pandoc.
ALL = "*"


def listed_works(
    article: Article, works: Bibliography, manuscript: Manuscript, *, strict: bool
) -> Outcome[tuple[Citation, ...]]:
    """The citation that adds the works to the list; none where the article names no works."""
    faults, hiding = works.faults(strict=strict), works.hiding()
    keys: dict[str, None] = {}
    found: list[Diagnostic] = []
    for n, key in enumerate(article.nocite):
        if key == ALL:
            keys.update(dict.fromkeys(key for key in works.everything() if key not in faults))
            continue
        reference = works.references.get(key)
        now = reference.key if reference is not None else key
        keys[now] = None
        if fault := faults.get(now):
            found.append(unusable(key, fault, value_span(manuscript, NOCITE, n)))
        elif reference is None:
            at = value_span(manuscript, NOCITE, n)
            found.append(unknown_key(key, at, works.references, hiding=hiding))
    if not keys:
        return Outcome((), tuple(found))
    return Outcome((Citation(NOCITE, tuple(map(CiteItem, keys))),), tuple(found))


def unlisted(
    article: Article,
    works: Bibliography,
    manuscript: Manuscript,
    wanted: Sequence[Citation],
    rendered: RenderedCitations,
) -> Iterator[Diagnostic]:
    """Tell of works that are named to be listed, and that the style leaves out of its list, as
    many styles do letters and interviews: they would stand nowhere.
    """
    if not article.nocite:
        return
    there = {entry.key for entry in rendered.entries if ast.plain_text(entry.inlines)}
    there |= {item.key for one in wanted if one.id != NOCITE for item in one.items}
    for n, key in enumerate(article.nocite):
        reference = works.references.get(key)
        if reference is not None and reference.key not in there:
            message = Message(
                "The journal's style lists no works such as “{key}”, which is in no product.",
                key=key,
            )
            hint = Message("Cite it in the text, or take it out of nocite.")
            yield Diagnostic("content-dropped", value_span(manuscript, NOCITE, n), message, hint)
