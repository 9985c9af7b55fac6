"""Bibliographies from strangers: BibLaTeX, CSL JSON and CSL YAML that want to grow, hang or run."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable

import pytest
from hostile_kit import (
    Batch,
    Built,
    Case,
    Link,
    Pipe,
    Text,
    changed,
    check,
    manuscript,
    parameters,
)

SOUND = (
    "@book{sound, author = {Author, A}, title = {Sound Title}, date = {2000}, publisher = {P}}\n"
)


def bib(
    name: str, text: Text, *says: str, cite: str = "sound", kind: str = "bib", **more: object
) -> Case:
    """An article with a bibliography of its own, which it cites from; ``SOUND`` comes first."""
    front = f"title: Hostile\nbibliography: manuscript/{name}/own.{kind}"
    body = f"A citation [@{cite}]." if cite else "Text."
    text = changed(text, lambda text: SOUND + text) if kind == "bib" else text
    return Case(name, {"article.md": manuscript(body, front), f"own.{kind}": text}, says, **more)  # type: ignore[arg-type]


def entry(fields: str) -> str:
    return f"@book{{a, author = {{A, B}}, date = {{2000}}, {fields}}}\n"


def csl(name: str, items: object, *says: str, cite: str = "a", **more: object) -> Case:
    text = items if isinstance(items, str) or callable(items) else json.dumps(items)
    return bib(name, text, *says, cite=cite, kind="json", **more)


def item(**fields: object) -> dict[str, object]:
    return {"id": "a", "type": "book", "title": "Title", **fields}


DOUBLING = '@string{s0 = "lol"}\n' + "".join(
    f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 40)
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MACROS = "".join(f"\\newcommand{{\\{b}}}{{\\{a}\\{a}}}" for a, b in itertools.pairwise(LETTERS))

BIBLATEX = (
    bib("bib-string-ring", "@string{x = y}\n@string{y = x}\n" + entry("title = x"), cite="a"),
    bib("bib-string-itself", "@string{x = x}\n" + entry("title = {T} # x"), cite="a"),
    bib("bib-string-doubling", DOUBLING + entry("title = s39"), "input-too-large"),
    bib("bib-string-doubling-unused", DOUBLING, "input-too-large"),
    bib("bib-preamble", '@preamble{"\\input{/etc/passwd}" # "\\write18{id}"}\n'),
    bib("bib-commands", entry(r"title = {T \input{/etc/passwd} \include{/etc/passwd} \write18{id}}"), cite="a"),
    bib("bib-verbatim-input", entry(r"title = {T \verbatiminput{/etc/passwd} \lstinputlisting{/etc/passwd} \includegraphics{/etc/passwd}}"), cite="a"),
    bib("bib-macro-ring", entry(r"title = {T \def\x{\x\x}\newcommand{\y}{\y\y}\x\y}"), cite="a"),
    bib("bib-macro-doubling", entry(f"title = {{T \\newcommand{{\\a}}{{lol}}{MACROS}\\z}}"), cite="a"),
    bib("bib-open-braces", "@book{a, title = {" + "{" * 200_000, "bib-syntax"),
    bib("bib-deep-braces", "@book{a, title = {" + "{" * 50_000 + "x" + "}" * 50_000 + "}}", "nesting-too-deep:2"),
    bib("bib-signs", "@" * 200_000),
    bib("bib-entries-in-entries", "@book{" * 20_000, "bib-syntax"),
    bib("bib-crossref-itself", "@book{a, title = {T}, crossref = {a}}\n", "bib-entry-invalid:2"),
    bib("bib-crossref-ring", "@book{a, crossref = {b}}\n@book{b, crossref = {a}}\n", "bib-entry-invalid:2", "bib-entry-invalid:3"),
    bib("bib-xdata-ring", "@xdata{a, xdata = {b}}\n@xdata{b, xdata = {a}}\n@book{c, xdata = {a}}\n", "bib-entry-invalid"),
    bib("bib-crossref-chain", "".join(f"@book{{a{n}, crossref = {{a{n + 1}}}}}\n" for n in range(100)) + "@book{a100, title = {T}}\n", "bib-entry-invalid"),
    bib("bib-xdata-doubling", "@xdata{x0, note = {" + "lol " * 50 + "}}\n" + "".join(f"@xdata{{x{n}, xdata = {{x{n - 1},y{n - 1}}}}}\n@xdata{{y{n}, xdata = {{x{n - 1},y{n - 1}}}}}\n" for n in range(1, 40)) + "@book{a, title = {T}, xdata = {x39}}\n", "bib-entry-invalid"),
    bib("bib-long-file", lambda: entry("title = {" + "Word " * 900_000 + "}"), "input-too-large", cite=""),
    bib("bib-long-field", entry("title = {" + "Word " * 100_000 + "}"), "input-too-large:2"),
    bib("bib-many-names", entry("title = {T}, editor = {" + " and ".join(f"F{n}, G" for n in range(40_000)) + "}"), "input-too-large:2"),
    bib("bib-three-thousand-names", entry("title = {T}, editor = {" + " and ".join(f"F{n}, G" for n in range(3000)) + "}"), cite="a"),
    bib("bib-many-entries", "".join(f"@book{{k{n}, title = {{T}}}}\n" for n in range(20_001)), "input-too-large", cite=""),
    bib("bib-control", entry("title = {T\0\x01\x1b[31m}"), "character-forbidden:2"),
    bib("bib-bidi", entry("title = {T \u202egnitirw\u202c}"), "character-forbidden:2"),
    bib("bib-numbers", entry(f"title = {{T}}, volume = {{{'9' * 5000}}}, edition = {{{'9' * 5000}}}, pages = {{{'1' * 5000}--{'9' * 5000}}}"), cite="a"),
    bib("bib-dates", entry("title = {T}") + "".join(f"@book{{d{n}, title = {{T}}, date = {{{date}}}}}\n" for n, date in enumerate(("9999999999", "-1000000/1000000", "2000-13-45", "1" * 5000, "0000", "/", "..", "2000/2001/2002"))), "bib-date-invalid:5", "bib-date-invalid:10", "citation-unusable:6", cite="a; @d0; @d1; @d2; @d3; @d4; @d5; @d6; @d7"),
    bib("bib-key-markup", '@book{"><script>alert(1)</script>, title = {T}}\n', "bib-syntax"),
    bib("bib-key-path", "@book{../../../etc/passwd, title = {T}}\n", cite="{../../../etc/passwd}", never=("file:///etc",)),
    bib("bib-key-long", f"@book{{{'k' * 100_000}, title = {{T}}}}\n", "bib-syntax:2"),
    bib("bib-addresses", "".join(f"@book{{u{n}, title = {{T}}, url = {{{url}}}, doi = {{{url}}}}}\n" for n, url in enumerate(("javascript:alert(1)", "file://%SECRET%", "data:text/html,<script>alert(1)</script>", 'https://x/" onmouseover="alert(1)', "  JaVaScRiPt:alert(1)", "//%LISTENER%/x"))), cite="u0; @u1; @u2; @u3; @u4; @u5", never=('href="\\s*javascript:', 'href="file:', 'href="data:text', '<[^>]*" onmouseover="')),
    bib("bib-markup", entry("title = {T <script>alert(1)</script> <img src=x onerror=alert(1)> \\& &lt;b&gt;}, abstract = {<script>alert(2)</script>}, file = {%SECRET%:PDF}, note = {<iframe src=\"http://%LISTENER%/\">}"), cite="a", never=("<script>alert", "<img src=x", "<iframe")),
    bib("bib-template", entry("title = {{{ 7*7 }} {% include '/etc/passwd' %}}"), cite="a", never=(">49<",)),
    bib("bib-double-fields", "@book{a, " + ", ".join(f"title = {{T{n}}}" for n in range(3000)) + "}\n", "bib-syntax"),
    bib("bib-language", entry("title = {T}, langid = {../../etc/passwd}"), "bib-language-unknown", cite="a"),
    bib("bib-quotes", entry("title = {" + "'\"“" * 1000 + "}"), cite="a"),
    bib("bib-tags", entry("title = {" + "<i><b>" * 500 + "}"), cite="a"),
    bib("bib-commas", "@book{a" + "," * 100_000 + "}\n", "bib-syntax"),
    Case("bib-link-out", {"article.md": manuscript("T", "title: T\nbibliography: manuscript/bib-link-out/a.bib"), "a.bib": Link("%SECRET%")}, ("file-outside-project:3",)),
    Case("bib-pipe", {"article.md": manuscript("T", "title: T\nbibliography: manuscript/bib-pipe/a.bib"), "a.bib": Pipe()}, ("file-unreadable:3",)),
)  # fmt: skip

CSL = (
    csl("csl-deep", "[" * 100_000, "yaml-syntax", cite=""),
    csl("csl-deep-custom", [item(custom={"a": {"b": "x"}})]),
    csl("csl-double-keys", '[{"id": "a", "id": "b", "type": "book"}]', "yaml-duplicate-key", cite=""),
    csl("csl-types", [item(title=["x"]), item(author=5), item(author=[5]), item(issued={"date-parts": 5}), item(language=["az"]), item(type={"a": 1}), item(author=[{"family": {"a": 1}}]), None, 5, [], {}], "bib-entry-invalid", cite=""),
    csl("csl-not-numbers", '[{"id": "a", "type": "book", "title": "T", "volume": NaN, "issue": 1e400, "page": Infinity}]'),
    csl("csl-not-dates", '[{"id": "a", "type": "book", "issued": {"date-parts": [[1e400]]}}]', "bib-entry-invalid", cite=""),
    csl("csl-long-year", '[{"id": "a", "type": "book", "issued": {"date-parts": [[%s]]}}]' % ("9" * 900), "bib-entry-invalid", cite=""),
    csl("csl-huge-number", '[{"id": "a", "type": "book", "title": "T", "volume": %s}]' % ("9" * 5000)),
    csl("csl-surrogate", '[{"id": "a", "type": "book", "title": "x\\ud800y"}]', "yaml-syntax", cite=""),
    csl("csl-escapes", '[{"id": "a", "type": "book", "title": "x\\u202ey\\u0000z"}]', "character-forbidden:1", cite=""),
    csl("csl-long-field", [item(title="Word " * 100_000)], "bib-entry-invalid", cite=""),
    csl("csl-long-file", lambda: json.dumps([item(title="Word " * 1_000_000)]), "input-too-large", cite=""),
    csl("csl-quotes", [item(title="“" * 4000 + "”" * 4000)]),
    csl("csl-tags", [item(title="<i>" * 1000 + "x" + "</i>" * 1000)]),
    csl("csl-ranges", [item(volume="1-" * 2000, page="i" * 2000, edition="1&" * 2000)]),
    csl("csl-markup", [item(title="<script>alert(1)</script><b onclick=x>b</b>", URL="javascript:alert(1)", DOI='"><script>alert(2)</script>')], never=("<script>alert", "<b [^>]*onclick", 'href="javascript')),
    bib("yaml-aliases", "references:\n- &a {id: a, type: book, title: T}\n- *a\n", "yaml-syntax:2", kind="yaml", cite=""),
    bib("yaml-tag", 'references: !!python/object/apply:os.system ["id"]\n', "yaml-syntax:1", kind="yaml", cite=""),
    bib("yaml-deep", "".join(" " * n + "a:\n" for n in range(500)), "yaml-syntax", kind="yaml", cite=""),
)  # fmt: skip


@pytest.mark.parametrize(("case", "batch"), parameters("biblatex", BIBLATEX))
def test_hostile_biblatex(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)


@pytest.mark.parametrize(("case", "batch"), parameters("csl", CSL))
def test_hostile_csl(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)
