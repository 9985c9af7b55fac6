"""The type by which a style knows a work: where it has no rule for the type, that of a kin.

CSL gives a type that a style does not name the form of whatever is left, which is often that of a
book: an article of an encyclopedia would have neither volume nor pages, a review no journal.
"""

from __future__ import annotations

from collections.abc import Collection

from nashr.citations.works import Work
from nashr.records import replace

#: Types by those that they are most like, the likest first.
_AKIN = {
    "review": ("review-book", "article-journal"),
    "review-book": ("review", "article-journal"),
    "article": ("article-journal",),
    "article-magazine": ("article-newspaper", "article-journal"),
    "article-newspaper": ("article-magazine", "article-journal"),
    "interview": ("article-newspaper", "article-magazine", "article-journal"),
    "entry": ("entry-encyclopedia", "entry-dictionary", "chapter"),
    "entry-encyclopedia": ("entry-dictionary", "entry", "chapter"),
    "entry-dictionary": ("entry-encyclopedia", "entry", "chapter"),
    "paper-conference": ("chapter",),
    "classic": ("book",),
    "collection": ("book",),
    "pamphlet": ("book",),
    "post": ("post-weblog", "webpage"),
    "post-weblog": ("post", "webpage"),
    "document": ("webpage",),
}
#: What only stands in a larger work, and what is only on the web.
_ALONE = frozenset({"classic", "collection", "pamphlet", "post", "post-weblog", "document"})


def as_known(work: Work, known: Collection[str]) -> Work:
    """The work by a type that is among the ``known`` of a style, where it has one."""
    if not known or work.type in known or work.type not in _AKIN:
        return work
    if work.type not in _ALONE and not work.has("container-title"):
        return work
    if work.type == "document" and (not work.has("URL") or work.has("publisher")):
        return work
    kin = _AKIN[work.type]
    if work.type == "interview" and work.has("publisher"):
        kin = ("chapter",)
    if work.type == "article-magazine" and work.has("volume"):
        kin = ("article-journal",)
    akin = next((kind for kind in kin if kind in known), "")
    return replace(work, type=akin) if akin else work
