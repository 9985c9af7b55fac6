"""What an author calls a class reaches no rule of our style sheets and no line of our scripts."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from nashr.cli import main as cli
from nashr.document.author_classes import FOR_AUTHORS, OURS, kept_apart

ROOT = Path(__file__).resolve().parents[2]
_MARKUP = """---
title: A Title
---

[Words in a pop]{.pop .unseen .mine} and [a query]{.query}.

::: unseen
A block that is not unseen.
:::

<p class="pop mine">A raw paragraph.</p>

```text
A listing that says <p class="pop">.
```

# A heading {.cut}
"""


def used() -> set[str]:
    """The classes that the style sheets and templates name."""
    found: set[str] = set()
    for path in (ROOT / "templates").rglob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        for selector in re.findall(r"([^{}]+)\{", rules):
            found.update(re.findall(r"\.([A-Za-z_][\w-]*)", selector))
    for path in (ROOT / "templates").rglob("*.j2"):
        for names in re.findall(r'class="([^"{]*)', path.read_text("utf-8")):
            found.update(names.split())
    for path in (ROOT / "templates").rglob("*.js"):
        text = path.read_text("utf-8")
        found.update(re.findall(r'(?:className = |classList\.\w+\()"([\w-]+)"', text))
    return found


def test_every_class_of_the_style_sheets_is_known() -> None:
    unknown = {name for name in used() if kept_apart(name) == name} - FOR_AUTHORS
    assert unknown == set(), "add them to OURS, or to FOR_AUTHORS where docs/writing.md names them"
    assert not OURS & FOR_AUTHORS


@pytest.mark.parametrize("name", ["mine", "smallcaps", "landscape", "python", "unnumbered"])
def test_other_classes_stay_as_they_are(name: str) -> None:
    assert kept_apart(name) == name


@pytest.mark.timeout(120)
def test_no_words_are_hidden_by_a_class_of_ours(project: Path) -> None:
    (project / "manuscript" / "a" / "article.md").write_text(_MARKUP, "utf-8")
    assert (
        cli.main(["--project", str(project), "--format", "html,epub,jats,pdf", "--jobs", "0"]) == 0
    )
    page = (project / "output" / "a" / "a.html").read_text("utf-8")
    with zipfile.ZipFile(project / "output" / "a" / "a.epub") as book:
        texts = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    for text in (page, *texts):
        body = text.partition("<body")[2]
        for given, words in re.findall(r'class="([^"]*)"[^>]*>\s*(?:<p>)?([^<]*)', body):
            if any(words.startswith(one) for one in ("Words", "A block", "A raw", "a query")):
                assert not {"pop", "unseen", "query"} & {*given.split()}, given
    assert 'class="author-pop author-unseen mine"' in page
    assert 'class="author-pop mine"' in page
    assert "author-pop&quot;" not in page, "a listing is left as it is"
    jats = (project / "output" / "a" / "a.xml").read_text("utf-8")
    assert 'style-type="pop unseen mine"' in jats
    assert "a query" in jats
