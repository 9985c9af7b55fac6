"""Citation styles, locales and templates from strangers: XML and Jinja that want to grow or read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_kit import JOURNAL, Batch, Built, Case, check, manuscript, parameters

from nashr import citations
from nashr.ast import plain_text
from nashr.citations import StyleError
from nashr.model import Citation, CiteItem
from nashr.project.shipped import shipped_folder

CSL = "http://purl.org/net/xbiblio/csl"
LAUGHS = '<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)


def style(
    entry: str = '<text variable="title"/>', *, macros: str = "", before: str = "", around: str = ""
) -> str:
    """A style whose reference list prints ``entry``."""
    return (
        f'{before}<style xmlns="{CSL}" class="in-text" version="1.0"><info><title>t</title></info>'
        f'{macros}<citation {around}><layout><text variable="title"/></layout></citation>'
        f"<bibliography><layout>{entry}</layout></bibliography></style>"
    )


def locale(inside: str, before: str = "") -> str:
    return f'{before}<locale xmlns="{CSL}" version="1.0" xml:lang="en-US">{inside}</locale>'


def macro(name: str, *called: str) -> str:
    inside = "".join(f'<text macro="{one}"/>' for one in called)
    return f'<macro name="{name}">{inside}<text value="x"/></macro>'


ITEMS = {
    key: {"id": key, "type": "book", "title": "Title", "volume": "12", "issued": {"date-parts": [[2000, 1, 2]]},
          "author": [{"family": f"F{n}", "given": "G"} for n in range(20)]}
    for key in ("a", "b")
}  # fmt: skip


def listed(text: str, own: str | None = None) -> str:
    """The first line of the reference list."""
    cited = [Citation("cite-1", (CiteItem("a"), CiteItem("b")))]
    found = citations.format_citations(
        text, lambda tag: own if tag == "en-US" else None, ITEMS, cited, "en-US"
    )
    return plain_text(found.entries[0].inlines)


ENTITY = '<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE style [<!ENTITY % x SYSTEM "http://127.0.0.1:9/a.dtd"> %x;]>'
DOUBLING = macro("m0") + "".join(macro(f"m{n}", f"m{n - 1}", f"m{n - 1}") for n in range(1, 40))
SUBSTITUTES = '<macro name="m0"><text variable="DOI"/></macro>' + "".join(
    f'<macro name="m{n}"><names variable="editor"><substitute><text macro="m{n - 1}"/>'
    f'<text macro="m{n - 1}"/></substitute></names></macro>'
    for n in range(1, 40)
)
CHAIN = "".join(macro(f"m{n}", f"m{n + 1}") for n in range(5000)) + macro("m5000")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (style('<text value="&x;"/>', before=ENTITY), "entities of its own"),
        (style(before=PARAMETER), "entities of its own"),
        (style('<text value="&a11;"/>', before=f"<!DOCTYPE style [{LAUGHS}]>"), "entities of its own"),
        (style(before='<!DOCTYPE style [<!ATTLIST text prefix CDATA "x">]>'), "entities of its own"),
        (style("<group>&nbsp;</group>"), "nbsp"),
        (style('<text macro="a"/>', macros=macro("a", "a")), "calls itself"),
        (style('<text macro="a"/>', macros=macro("a", "b") + macro("b", "a")), "calls itself"),
        (style('<text macro="b"/>'), "does not define"),
        (style('<text macro="m39"/>', macros=DOUBLING), "too often"),
        (style('<text macro="m39"/>', macros=SUBSTITUTES), "too often"),
        (style('<text macro="m0"/>', macros=CHAIN), "levels deep"),
        (style("<group>" * 200 + '<text value="x"/>' + "</group>" * 200), "levels deep"),
        (style(f'<text value="{"A " * 20_000}"/>'), "longer than"),
        (f'<style xmlns="{CSL}"><info><link rel="independent-parent" href="file:///etc/passwd"/></info></style>', "refers to another"),
        ("<html><body>x</body></html>", "not a CSL style"),
        ("%PDF-1.7", "not well-formed"),
        ("", "not well-formed"),
        ("\0\0", "not well-formed"),
    ],
)  # fmt: skip
def test_a_hostile_style_is_refused(text: str, reason: str) -> None:
    with pytest.raises(StyleError, match=reason):
        listed(text)


@pytest.mark.parametrize(
    ("open", "close", "times", "reason"),
    [
        ('<text value="x"/>', "", 60_000, "too often|longer"),
        ("<group>", "</group>", 50_000, "not well-formed"),
        ("<group/>", "", 300_000, "longer than"),
    ],
)
def test_a_large_style_is_refused(open: str, close: str, times: int, reason: str) -> None:
    with pytest.raises(StyleError, match=reason):
        listed(style(open * times + close * times))


@pytest.mark.parametrize(
    ("entry", "around", "shown"),
    [
        ('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/><text variable="title"/>', "", "Title"),
        ('<text value="&lt;script&gt;alert(1)&lt;/script&gt;"/>', "", "<script>alert(1)</script>"),
        (f'<names variable="author"><name et-al-min="{"9" * 5000}" et-al-use-first="{"9" * 50}"/></names>', "", "G F0"),
        ('<names variable="author"><name et-al-min="²" et-al-use-first="٣"/></names>', "", "G F0"),
        ('<text variable="title"/>', f'near-note-distance="{"9" * 5000}" collapse="x"', "Title"),
        ('<text variable="title" text-case="x" display="x" font-style="x"/><date/><names/><label/><number/><choose/><group/><text/>', "", "Title"),
        ('<layout/><citation/><macro/><if/><else/><substitute/><name/><sort><key/></sort><term/><text variable="title"/>', "", "Title"),
        (f'<text variable="title" suffix="{" " * 9000}"/><text value="," prefix="{" " * 9000}"/>', "", "Title"),
    ],
)  # fmt: skip
def test_an_odd_style_is_carried_out_as_far_as_it_goes(entry: str, around: str, shown: str) -> None:
    assert shown in listed(style(entry, around=around))


@pytest.mark.parametrize(
    "own",
    [
        locale('<terms><term name="and">&x;</term></terms>', ENTITY.replace("style", "locale")),
        locale('<terms><term name="and">&a11;</term></terms>', f"<!DOCTYPE locale [{LAUGHS}]>"),
        locale("<terms>" * 5000 + "</terms>" * 5000),
        locale(f'<terms><term name="and">{"x" * 20_000}</term></terms>'),
        "<html/>",
        "x",
    ],
)
def test_a_hostile_locale_is_refused(own: str) -> None:
    with pytest.raises(StyleError, match="locale en-US"):
        listed(style(), own)


# --- in a project --------------------------------------------------------------------------


def project(
    name: str, files: dict[str, str], *says: str, journal: str = "", **more: object
) -> Case:
    """An article that cites, in a project that brings ``files``."""
    own = {
        "article.md": manuscript("A citation [@cornell2001]."),
        "/manuscript/journal.yaml": JOURNAL + journal,
    }
    return Case(name, {**own, **files}, says, project=True, **more)  # type: ignore[arg-type]


STYLE = "/bibliography/styles/hostile.csl"
PAGE = (Path(shipped_folder()) / "templates/pdf/article.css").read_text(encoding="utf-8")
SHEET = """
@import "http://%LISTENER%/a.css";
@import "file://%SECRET%";
@font-face { font-family: x; src: url(file://%SECRET%) }
body { background: url(http://%LISTENER%/a.png); font-family: x }
p::before { content: url("file://%SECRET%") }
"""
SHELL = (Path(shipped_folder()) / "templates/pdf/article.html.j2").read_text(encoding="utf-8")
ATTACHED = '<link rel="attachment" href="file://%SECRET%"><link rel="stylesheet" href="http://%LISTENER%/a.css"></head>'

PROJECTS = (
    project("style-entity", {STYLE: style('<text value="&x;"/>', before=ENTITY)}, "style-invalid:1", journal="style: hostile\n", stops_all=True),
    project("style-doubling", {STYLE: style('<text macro="m39"/>', macros=DOUBLING)}, "style-invalid", journal="style: hostile\n", stops_all=True),
    project("style-markup", {STYLE: style('<text value="&lt;script&gt;alert(1)&lt;/script&gt;"/>')}, journal="style: hostile\n", never=("<script>alert",)),
    project("style-outside", {}, "style-unknown", journal="style: ../../../outside/secret.txt\n", stops_all=True),
    project("template-reads", {"/templates/html/article.html.j2": "{{ ''.__class__.__mro__[1].__subclasses__() }}{{ cycler.__init__.__globals__.os.popen('id').read() }}"}, "build-failed", stops_all=True),
    project("template-fetches", {"/templates/pdf/article.css": PAGE + SHEET, "/templates/pdf/article.html.j2": SHELL.replace("</head>", ATTACHED)}, "layout-warning"),
)  # fmt: skip


@pytest.mark.parametrize(("case", "batch"), parameters("styles", PROJECTS))
def test_hostile_project_file(case: Case, batch: Batch, built: Callable[[Batch], Built]) -> None:
    check(built(batch), case)
