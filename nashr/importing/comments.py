"""The comments of a Word file, with their threads, and the places where they stand.

ISO/IEC 29500-1, 17.13.4; the threads are of [MS-DOCX], 2.5.4.
"""

from __future__ import annotations

from nashr.importing.flattening import put_in_place, text_run
from nashr.importing.marks import Marks
from nashr.importing.ooxml import (
    Element,
    WordPackage,
    find_all,
    one_line,
    paragraph_text,
    tag,
    value,
)
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who wrote it, and when, as the file says it (ISO 8601, without a time zone). The
    ``answers`` are those of its thread; ``done`` says that the thread is resolved.
    """

    author: str
    date: str
    text: str
    done: bool = False
    answers: tuple[Comment, ...] = ()


_RANGES = ("w:commentRangeStart", "w:commentRangeEnd")


def mark_comments(package: WordPackage, marks: Marks) -> int:
    """Put a mark in the place of each comment's reference. Gives the number of comments that stand
    in the text; an answer stands where the comment does that it answers.
    """
    threads = _threads(package)
    placed: set[str] = set()
    number = 0
    for _, story in package.stories():
        for one in list(story.iter(*map(tag, _RANGES))):
            one.getparent().remove(one)
        for one in list(story.iter(tag("w:commentReference"))):
            placed.add(value(one, "w:id"))
            found = threads.get(value(one, "w:id"))
            if found is None:
                one.getparent().remove(one)
                continue
            run = one.getparent()
            put_in_place(run, [text_run(marks.add(found))])
            number += 1
    without_place = [found for name, found in threads.items() if name not in placed]
    if without_place:
        _put_at_end(package, [text_run(marks.add(found)) for found in without_place])
    return number + len(without_place)


def _put_at_end(package: WordPackage, runs: list[Element]) -> None:
    """Put the marks of comments that stand nowhere in the text into a paragraph at its end."""
    paragraph = package.body.makeelement(tag("w:p"), {})
    paragraph.extend(runs)
    section = package.body.find(tag("w:sectPr"))
    if section is None:
        package.body.append(paragraph)
    else:
        section.addprevious(paragraph)


def _threads(package: WordPackage) -> dict[str, Comment]:
    """The first comments of all threads, by id."""
    tree = package.related_tree("comments")
    if tree is None:
        return {}
    about = _about_threads(package)
    comments: dict[str, Comment] = {}
    parents: dict[str, str] = {}
    by_paragraph: dict[str, str] = {}
    for one in tree.iter(tag("w:comment")):
        number = value(one, "w:id")
        paragraphs = list(one.iter(tag("w:p")))
        last = value(paragraphs[-1], "w14:paraId") if paragraphs else ""
        by_paragraph[last] = number
        parent, done = about.get(last, ("", False))
        if parent:
            parents[number] = parent
        text = "\n".join(filter(None, (one_line(paragraph_text(p)) for p in paragraphs)))
        author = value(one, "w:author") or value(one, "w:initials")
        comments[number] = Comment(author, value(one, "w:date"), text, done)
    answers: dict[str, list[Comment]] = {}
    for number, parent in parents.items():
        first = by_paragraph.get(parent)
        if first is not None and first in comments and first != number:
            answers.setdefault(first, []).append(comments.pop(number))
    return {
        number: Comment(c.author, c.date, c.text, c.done, tuple(answers.get(number, ())))
        for number, c in comments.items()
    }


def _about_threads(package: WordPackage) -> dict[str, tuple[str, bool]]:
    """By the id of a comment's last paragraph: that of the comment that it answers, or nothing, and
    whether its thread is resolved.
    """
    tree = package.related_tree("commentsExtended")
    if tree is None:
        return {}
    found: list[Element] = find_all(tree, ".//w15:commentEx")
    return {
        value(one, "w15:paraId"): (
            value(one, "w15:paraIdParent"),
            value(one, "w15:done") in ("1", "true"),
        )
        for one in found
    }
