"""Files of a manuscript that are not what they seem, and images that lead out of the project."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hostile_kit import (
    Batch,
    Built,
    Case,
    Folder,
    Link,
    Pipe,
    article,
    check,
    manuscript,
    parameters,
)


def image(name: str, target: str, *says: str, **files: object) -> Case:
    """An article with one image; ``files`` lie beside it, a dot in their names written as ``_``."""
    beside = {file.replace("_", "."): content for file, content in files.items()}
    return Case(name, {"article.md": manuscript(f"![An image]({target})"), **beside}, says)  # type: ignore[dict-item]


CASES = (
    image("image-absolute", "/etc/passwd", "image-missing:5"),
    image("image-parent", "../../../outside/secret.txt", "file-outside-project:5"),
    image("image-parent-coded", "..%2f..%2f..%2foutside%2fsecret.txt", "file-outside-project:5"),
    image("image-file-url", "file://%SECRET%", "image-missing:5"),
    image("image-file-url-odd", "FILE:%SECRET%", "image-missing:5"),
    image("image-http", "http://%LISTENER%/a.png", "image-missing:5"),
    image("image-protocol-relative", "//%LISTENER%/a.png", "image-missing:5"),
    image("image-data", "data:text/html;base64,PHNjcmlwdD4=", "image-missing:5"),
    image("image-backslash", "..\\\\..\\\\..\\\\outside\\\\secret.txt", "file-outside-project"),
    image("image-nul", "a%00.png", "file-outside-project:5"),
    image("image-home", "~/secret.txt", "image-missing:5"),
    image("image-link-out", "a.png", "file-outside-project:5", a_png=Link("%SECRET%")),
    image("image-link-home", "a.png", "file-outside-project:5", a_png=Link("%HOME%")),
    image("image-link-zero", "a.png", "file-outside-project:5", a_png=Link("/dev/zero")),
    image("image-link-round", "a.png", "file-unreadable:5", a_png=Link("a.png")),
    image("image-link-folder", "a/passwd", "file-outside-project:5", a=Link("/etc")),
    image("image-pipe", "a.png", "file-unreadable:5", a_png=Pipe()),
    image("image-folder", "a.png", "file-unreadable:5", a_png=Folder()),
    image("image-itself", "article.md", "dialect-unsupported:5"),
    image("image-journal", "../journal.yaml", "image-unreadable:5"),
    image("image-long-name", "a" * 5000 + ".png", "file-unreadable:5"),
    article("image-in-title", "Text.", "image-missing:2", front='title: "T ![x](/etc/passwd)"'),
    Case("manuscript-link-out", {"article.md": Link("%SECRET%")}, ("file-outside-project",)),
    Case("folder-link-out", {"": Link("%OUTSIDE%")}, ("file-outside-project",)),
    Case("manuscript-link-neighbour", {"article.md": Link("../neighbour/article.md")}),
    Case("manuscript-pipe", {"article.md": Pipe()}, ("file-unreadable",)),
    Case("manuscript-folder", {"article.md": Folder()}, ("file-unreadable",)),
    Case("manuscript-link-pipe", {"article.md": Link("a"), "a": Pipe()}, ("file-unreadable",)),
    article("a&b 'c\" <img src=x onerror=alert(1)>", "Text.", shows=("Text",)),
    article("-o output --project", "Text.", shows=("Text",)),
    article("{{ 7*7 }}%n%s", "Text.", shows=("Text",)),
    article("back\\slash", "Text.", "file-missing"),
    article("line\nbreak", "Text.", shows=("Text",)),
    article("\u202egnihtemos\x1b[31m", "Text.", shows=("Text",)),
)


@pytest.mark.parametrize(("case", "batch"), parameters("files", CASES, 20))
def test_hostile_file(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)
