"""Front matter and journal.yaml: keys that read files, YAML that grows, paths that lead out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hostile_kit import (
    JOURNAL,
    NEIGHBOUR,
    SLUG,
    Batch,
    Built,
    Case,
    article,
    check,
    manuscript,
    parameters,
)

LAUGHS = "\n".join(
    ["title: T", "a: &a [x, x, x, x, x, x, x, x, x]"]
    + [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
        for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    ]
)


def front(name: str, yaml: str, *says: str, **more: object) -> Case:
    return article(name, "Text.", *says, front=yaml, **more)


def journal(name: str, yaml: str, *says: str, stops_all: bool = True, **files: object) -> Case:
    """A project of its own, with this journal.yaml."""
    parts = {"/manuscript/journal.yaml": yaml, **files}
    return Case(name, parts, says, project=True, stops_all=stops_all)  # type: ignore[arg-type]


CASES = (
    front("key-css", "title: T\ncss: /etc/passwd", "key-unknown:3:1"),
    front("key-css-remote", "title: T\ncss: http://%LISTENER%/a.css", "key-unknown:3:1"),
    front("key-cover", "title: T\ncover-image: %SECRET%", "key-unknown:3:1"),
    front("key-csl", "title: T\ncsl: http://%LISTENER%/a.csl", "key-unknown:3:1"),
    front("key-abbreviations", "title: T\ncitation-abbreviations: %SECRET%", "key-unknown:3:1"),
    front(
        "key-pandoc",
        "title: T\nheader-includes: |\n  <script src=http://%LISTENER%/></script>\ninclude-before: /etc/passwd\ntemplate: /etc/passwd\nlua-filter: a.lua\nepub-fonts: [/etc/passwd]\nresource-path: /",
        "key-unknown:3:1",
        "key-unknown:5:1",
        "key-unknown:9:1",
    ),
    front("bibliography-absolute", "title: T\nbibliography: /etc/passwd", "file-outside-project:3"),
    front(
        "bibliography-parent",
        "title: T\nbibliography: ../outside/secret.txt",
        "file-outside-project:3",
    ),
    front(
        "bibliography-inside-out",
        "title: T\nbibliography: [bibliography/../../outside/secret.txt]",
        "file-outside-project:3",
    ),
    front("bibliography-file-url", "title: T\nbibliography: file:///etc/passwd", "file-missing:3"),
    front(
        "bibliography-http", "title: T\nbibliography: [http://%LISTENER%/a.bib]", "file-missing:3"
    ),
    front("bibliography-home", "title: T\nbibliography: ~/secret.txt", "file-missing:3"),
    front("bibliography-nul", 'title: T\nbibliography: "a\\0.bib"', "character-forbidden:3"),
    front("bibliography-folder", "title: T\nbibliography: manuscript", "file-unreadable:3"),
    front("yaml-laughs", LAUGHS, "yaml-syntax:3"),
    front("yaml-alias-to-itself", "title: &a [*a]", "yaml-syntax:2"),
    front(
        "yaml-python-tag",
        'title: !!python/object/apply:os.system ["touch hacked"]',
        "yaml-syntax:2",
    ),
    front("yaml-binary-tag", "title: !!binary aGVsbG8=", "yaml-syntax:2"),
    front("yaml-merge", "title: T\n<<: {css: /etc/passwd}", "key-unknown:3"),
    front("yaml-deep-flow", "title: " + "[" * 5000, "nesting-too-deep:2"),
    front(
        "yaml-deep-block",
        "title:\n" + "\n".join(" " * n + "a:" for n in range(1, 2000)),
        "yaml-syntax:52",
    ),
    front(
        "yaml-deep-keys",
        "title:\n" + "\n".join(" " * n + "a:" for n in range(1, 100)),
        "yaml-syntax",
    ),
    front(
        "yaml-twice", "title: T\ntitle: U\ntitle: V", "yaml-duplicate-key:3", "yaml-duplicate-key:4"
    ),
    front("yaml-long-key", "title: T\n" + "k" * 90_000 + ": v", "yaml-syntax:3"),
    front("yaml-odd-keys", "title: T\n? [a, b]\n: c\n? {d: e}\n: f", "yaml-syntax:3"),
    front("yaml-documents", "title: T\n--- a\ntitle: U", "yaml-syntax:3"),
    front("yaml-directive", "%YAML 9.9\n%TAG ! tag:evil,2026:", "yaml-syntax:2"),
    front("huge-title", f"title: {'word ' * 2000}", "value-invalid:2"),
    front("huge-line", f"title: {'w' * 200_000}", "input-too-large:2"),
    front(
        "many-authors",
        "title: T\nauthors:\n" + "  - family: A\n    given: B\n" * 400,
    ),
    front(
        "numbers",
        "title: 1e999\nyear: 99999999999999999999\nvolume: .inf\nissue: 0x7fffffffffffffff\nfirst-page: -1",
        "value-invalid:3",
        "value-invalid:6",
    ),
    front(
        "types",
        "title: [T]\nauthors: {a: b}\nkeywords: {c: d}\ndates: []\nfunding: [[[]]]",
        "value-invalid",
    ),
    front("language-path", 'title: T\nlang: "../../etc/passwd"', "value-invalid:3"),
    front("language-odd", "title: T\nlang: xx-Arab-x-evil", "language-unsupported"),
    front(
        "translation-path", "title: T\ntranslations:\n  ../../x:\n    title: U", "value-invalid:4"
    ),
    front("title-brackets", f"title: {'[' * 20}a", "nesting-too-deep:2"),
    front(
        "abstract-fence",
        'title: T\nabstract: "```{=html}\\n<script>alert(1)</script>"\nacknowledgements: "Kept thanks."',
        shows=("Kept thanks",),
    ),
    front(
        "abstract-unclosed",
        'title: T\nabstract: "A <table><tr><td> <b> <div> <!--"\nacknowledgements: "Kept thanks."\nconflict-of-interest: "</div></div></section> Kept peace."',
        shows=("Kept thanks", "Kept peace", "Text"),
    ),
    front(
        "abstract-metadata",
        'title: T\nabstract: "---\\nbibliography: /etc/passwd\\n---\\n\\nKept words."',
        shows=("Kept words",),
    ),
    front(
        "share-odd",
        "title: T\nauthors: {a: b}\ncontribution-share: {x: [1], 99999999999999999999: 1e99}",
        "value-invalid:4",
    ),
    front(
        "share-of-nobody",
        "title: T\ncontribution-share: {" + ", ".join(f"a{n}: {n}" for n in range(2000)) + "}",
        "value-invalid:3",
    ),
    front(
        "names-nowhere",
        "title: T\nauthors:\n" + "  - {family: A, translations: {ru: {family: B}}}\n" * 400,
        "value-invalid:4",
    ),
    front(
        "names-markup",
        'title: T\nspecial-issue: "<script>alert(1)</script> kept issue"\nreviewers: "<b>Kept</b> reader"'
        '\nclassification: {field: "</p><img src=x onerror=alert(1)> kept field"}\n'
        'derived-from: "<script>alert(1)</script> kept origin"\n'
        'authors: [{family: F, degree: "<i>kept degree"}]',
        shows=("kept issue", "reader", "kept field", "kept origin", "kept degree"),
    ),
    front(
        "origin-address",
        'title: T\nderived-from: {text: T, url: "javascript:alert(1)"}',
        "value-invalid:3",
    ),
    front(
        "extended-fence",
        'title: T\nextended-abstract: "```{=html}\\n<script>alert(1)</script>"\nconsent: "Kept consent."',
        shows=("Kept consent",),
    ),
    Case("not-utf8", {"article.md": b"---\ntitle: T\xff\n---\n\nText.\n"}, ("file-not-utf8:2:9",)),
    Case("utf16", {"article.md": manuscript("Text.").encode("utf-16")}, ("file-not-utf8:1:1",)),
    Case(
        "nul-bytes",
        {"article.md": b"---\ntitle: T\n---\n\nText\0\0\0.\n" + b"\0" * 5000},
        ("character-forbidden:5:5",),
    ),
    Case("nul-in-front", {"article.md": b"---\ntitle: T\0\n---\n\nText.\n"}, ("yaml-syntax:2:9",)),
    Case("empty", {"article.md": b""}, ("front-matter-missing",)),
    Case("only-fence", {"article.md": b"---"}, ("front-matter-missing",)),
    Case(
        "program",
        {"article.md": b"\x7fELF\x02\x01\x01" + bytes(range(128)) * 50},
        ("front-matter-missing",),
    ),
)

JOURNALS = (
    journal(
        "journal-style", JOURNAL + "style: ../../../outside/secret", "style-unknown", stops_all=True
    ),
    journal("journal-style-absolute", JOURNAL + "style: %SECRET%", "style-unknown"),
    journal(
        "journal-bibliography",
        JOURNAL + "bibliography: [/etc/passwd, ../outside/secret.txt]",
        "file-outside-project",
    ),
    journal("journal-laughs", LAUGHS + "\nlanguage: en", "yaml-syntax"),
    journal("journal-tag", "title: !!python/name:os.system x\nlanguage: en", "yaml-syntax"),
    journal(
        "journal-keys",
        JOURNAL + "stylesheet: /etc/passwd\ntemplate: http://%LISTENER%/",
        "key-unknown:4",
        "key-unknown:5",
    ),
    journal("journal-logo", JOURNAL + "logo: /etc/passwd", "file-outside-project:4"),
    journal("journal-logo-far", JOURNAL + "logo: http://%LISTENER%/x.svg", "file-missing:4"),
    journal(
        "journal-url",
        JOURNAL + 'url: "javascript:alert(1)"\npublisher: {name: P, url: "data:text/html,x"}',
        "value-invalid:4",
        "value-invalid:5",
    ),
    journal(
        "journal-page",
        JOURNAL + 'page: {width: "1e9mm", height: "1mm; } @import url(http://%LISTENER%/)"}',
        "value-invalid:4",
    ),
    journal(
        "journal-large",
        JOURNAL + "sample-values: [" + "title, " * 20_000 + "]",
        "input-too-large:4",
    ),
    journal("journal-direction", JOURNAL + 'short-title: "a\\u202eb"', "character-forbidden:4"),
)


@pytest.mark.parametrize(("case", "batch"), parameters("front", CASES, 16))
def test_hostile_front_matter(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)


@pytest.mark.parametrize(("case", "batch"), parameters("journal", JOURNALS))
def test_hostile_journal(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    found = built(batch)
    named = {
        f"{f['code']}:{f['line']}"
        for report in found.reports.values()
        for f in report["diagnostics"]
    }
    codes = {name.partition(":")[0] for name in named}
    assert set(case.says) <= named | codes, named
    assert found.products(SLUG) == []


def test_a_journal_whose_names_are_programs(built: Callable[[Batch], Built]) -> None:
    names = 'title: "{{ 7*7 }}</title><script>alert(1)</script>"\nshort-title: "\\"} * {display:none} /*"\nlanguage: en\npublisher: {name: "</script><script>alert(2)</script>"}\n'
    case = Case(
        "journal-names", {"/manuscript/journal.yaml": names, "article.md": NEIGHBOUR}, project=True
    )
    found = built(Batch("journal-names", (case,)))
    check(found, case)
    page = found.page("journal-names")
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
