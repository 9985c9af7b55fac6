"""``build.py cite``: what another program sends and what it gets."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from nashr import citations
from nashr.cli import main as cli
from nashr.cli.cite_json import Library, Refused, answer
from nashr.cli.exit_codes import USAGE_ERROR
from nashr.pipeline import limits
from nashr.processes import pool

ROOT = Path(__file__).resolve().parents[2]
ORAN: dict[str, Any] = {
    "id": "oran",
    "type": "book",
    "author": [{"family": "Oran", "given": "Baskın"}],
    "title": "A <i>b</i> & c",
    "issued": {"date-parts": [[1998]]},
}
KUZIO: dict[str, Any] = {
    "id": "kuzio",
    "type": "article-journal",
    "author": [{"family": "Kuzio", "given": "Taras"}],
    "title": "Geopolitical Pluralism in the CIS",
    "container-title": "European Security",
    "issued": {"date-parts": [[2000]]},
}
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"
    default-locale="tr-TR">
  <info><title>t</title><id>t</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation>
    <layout prefix="(" suffix=")" delimiter="; ">
      <group delimiter=", ">
        <names variable="author"><name form="short"/></names>
        <group delimiter=" "><label variable="locator" form="short"/>
          <text variable="locator"/></group>
      </group>
    </layout>
  </citation>
  <bibliography>
    <layout suffix=".">
      <group delimiter=", ">
        <names variable="author"/><text variable="title"/>
        <text variable="container-title" form="short"/>
        <text term="accessed"/>
      </group>
    </layout>
  </bibliography>
</style>"""
LIBRARY = Library(citations.style_text, citations.style_names, lambda _: None)


def asked(**changes: Any) -> dict[str, Any]:
    whole = {
        "references": [ORAN, KUZIO],
        "citations": [{"citationItems": [{"id": "oran"}]}],
        "style": STYLE,
        "lang": "en-US",
    }
    return {key: value for key, value in {**whole, **changes}.items() if value is not ...}


def answered(**changes: Any) -> dict[str, Any]:
    done: dict[str, Any] = json.loads(answer(json.dumps(asked(**changes)), LIBRARY))
    assert list(done) == ["citations", "bibliography", "warnings"]
    return done


def refused(text: str) -> str:
    with pytest.raises(Refused) as caught:
        answer(text, LIBRARY)
    message = str(caught.value)
    assert message.endswith((".", "?"))
    assert "\n" not in message
    return message


# --- what is answered ----------------------------------------------------------------------


def test_every_reference_is_listed_and_every_citation_written() -> None:
    done = answered()
    assert done["citations"] == ["(Oran)"]
    assert done["bibliography"] == [
        ["oran", "Baskın Oran, A <i>b</i> &#38; c, accessed."],
        ["kuzio", "Taras Kuzio, Geopolitical Pluralism in the CIS, European Security, accessed."],
    ]
    assert done["warnings"] == []


def test_plain_text_has_no_tags() -> None:
    done = answered(format="plain")
    assert done["bibliography"][0][1] == "Baskın Oran, A b & c, accessed."


def test_what_a_citation_item_can_say() -> None:
    items = [
        {"id": "oran", "locator": "12", "label": "page", "prefix": "see ", "suffix": ", n. 3"},
        {"id": "kuzio", "suppress-author": True, "locator": 7},
    ]
    assert answered(citations=[{"citationItems": items}])["citations"] == [
        "(see Oran, p. 12, n. 3; p. 7)"
    ]
    alone = [{"citationItems": [{"id": "kuzio", "author-only": True}]}]
    assert answered(citations=alone)["citations"] == ["Kuzio"]


def test_the_three_forms_of_a_citation() -> None:
    """An object, a bare list of items, and the list of three that citeproc-js takes."""
    items = [{"id": "oran", "type": "suppress-author", "locator": "3"}]
    whole = {"citationItems": items, "properties": {"noteIndex": 1}}
    assert answered(citations=[whole, items, [whole, [], []]])["citations"] == ["(p. 3)"] * 3


def test_notes_know_their_numbers() -> None:
    cited = [{"citationItems": [{"id": "oran"}], "properties": {"noteIndex": n}} for n in (1, 2, 9)]
    done = answered(citations=cited, style="chicago-notes-bibliography-subsequent-ibid")
    assert done["citations"][1] in ("Ibid.", "ibid.")
    assert "Oran" in done["citations"][2]


def test_a_style_by_its_name() -> None:
    assert answered(style="apa")["citations"] == ["(Oran, 1998)"]


def test_the_language_is_the_styles_own_unless_one_is_asked_for() -> None:
    assert "erişim" in answered(lang=...)["bibliography"][0][1]
    assert "accessed" in answered()["bibliography"][0][1]


def test_the_language_of_the_item_where_that_is_wanted() -> None:
    turkish = [{**ORAN, "language": "tr"}, KUZIO]
    done = answered(references=turkish, **{"reference-language": "item"})
    assert "erişim" in done["bibliography"][0][1]
    assert "accessed" in done["bibliography"][1][1]


def test_abbreviations() -> None:
    short = {"default": {"container-title": {"European Security": "Eur. Sec."}}}
    assert "CIS, Eur. Sec., accessed" in answered(abbreviations=short)["bibliography"][1][1]


def test_no_citations_at_all() -> None:
    assert answered(citations=...)["citations"] == []
    assert answered(references=[], citations=[]) == {
        "citations": [],
        "bibliography": [],
        "warnings": [],
    }


def test_numbers_as_ids() -> None:
    done = answered(references=[{**ORAN, "id": 7}], citations=[[{"id": 7}]])
    assert (done["citations"], done["bibliography"][0][0]) == (["(Oran)"], "7")


def test_ids_that_differ_in_case_alone() -> None:
    two = [{**ORAN, "id": "ab"}, {**KUZIO, "id": "AB"}]
    done = answered(references=two, citations=[[{"id": "AB"}], [{"id": "ab"}]])
    assert done["citations"] == ["(Kuzio)", "(Oran)"]


def test_the_example_of_the_documentation() -> None:
    page = (ROOT / "docs" / "cite.md").read_text("utf-8")
    sent, got = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert json.loads(answer(sent, LIBRARY)) == json.loads(got)


# --- what is warned of ---------------------------------------------------------------------


def test_a_citation_of_what_is_not_there() -> None:
    done = answered(citations=[[{"id": "oran"}, {"id": "orann"}]])
    assert "Oran" in done["citations"][0]
    assert done["warnings"] == ["citations[0].citationItems[1]: there is no reference “orann”."]


def test_an_id_twice() -> None:
    done = answered(references=[ORAN, {**KUZIO, "id": "oran"}])
    assert [key for key, _ in done["bibliography"]] == ["oran"]
    assert done["warnings"] == [
        "references[1]: the id “oran” was used before; this item was left out."
    ]


def test_a_key_that_is_not_known() -> None:
    assert answered(output="x")["warnings"] == ["The key “output” is not known and was not read."]
    assert answered(langs="tr")["warnings"] == [
        "The key “langs” is not known and was not read; did you mean “lang”?"
    ]


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The input is empty"),
        ("{", "not JSON: Expecting property name"),
        ('{\n "style": }', "at line 2, column 11"),
        ("[]", "The input: it takes an object, not a list."),
        ('{"style": NaN}', "NaN is no number"),
        ('{"a": ' + "9" * 5000 + "}", "a number that cannot be read"),
        ("[" * 100_000, "nested too deeply"),
        ('{"style": "\\ud800"}', "half of a surrogate pair"),
    ],
)
def test_what_is_no_input(text: str, says: str) -> None:
    assert says in refused(text)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"style": ...}, "style: it is missing"),
        ({"style": 3}, "style: it takes a text, not a number."),
        ({"style": ""}, "style: there is no style “”"),
        ({"style": "apaa"}, "did you mean “apa”?"),
        ({"style": "../apa"}, "there is no style “../apa”"),
        ({"style": "<style>"}, "style: "),
        ({"style": "<a/>"}, "style: "),
        ({"references": ...}, "references: they are missing"),
        ({"references": {}}, "references: it takes a list, not an object."),
        ({"references": [ORAN, 3]}, "references[1]: it takes an object, not a number."),
        ({"references": [{"type": "book"}]}, "references[0]: it has no “id”."),
        ({"references": [{**ORAN, "id": []}]}, "references[0].id: an id is a text"),
        ({"references": [{**ORAN, "type": 3}]}, "references[0].type: it takes a text"),
        ({"references": [{**ORAN, "author": "Oran"}]}, "references[0].author: it takes a list"),
        ({"references": [{**ORAN, "author": ["Oran"]}]}, "references[0].author[0]: it takes an"),
        ({"references": [{**ORAN, "title": ["A"]}]}, "references[0].title: it takes a text"),
        ({"references": [{**ORAN, "issued": 1998}]}, "references[0].issued: it takes an object"),
        (
            {"references": [{**ORAN, "issued": {"date-parts": [1998]}}]},
            "references[0].issued.date-parts[0]: it takes a list, not a number.",
        ),
        (
            {"references": [{**ORAN, "issued": {"date-parts": [[True]]}}]},
            "year, month and day are numbers, not true.",
        ),
        ({"citations": {}}, "citations: it takes a list, not an object."),
        ({"citations": [{}]}, "citations[0]: it has no “citationItems”."),
        ({"citations": [3]}, "citations[0]: it takes an object, not a number."),
        ({"citations": [[{}]]}, "citations[0].citationItems[0]: it has no “id”."),
        ({"citations": [[{"id": "oran", "prefix": 3}]]}, "prefix: it takes a text"),
        ({"citations": [[{"id": "oran", "locator": {}}]]}, "locator: it takes a text"),
        ({"citations": [[{"id": "oran", "author-only": "no"}]]}, "true or false, not “no”."),
        (
            {"citations": [{"citationItems": [], "properties": {"noteIndex": -1}}]},
            "citations[0].properties.noteIndex: it is the number of a footnote, not “-1”.",
        ),
        ({"lang": "turkish!"}, "lang: “turkish!” is not a language tag"),
        ({"format": "rtf"}, "format: it is “html” or “plain”, not “rtf”."),
        ({"format": []}, "format: it is “html” or “plain”, not a list."),
        ({"reference-language": "own"}, "reference-language: it is “article” or “item”"),
        ({"abbreviations": []}, "abbreviations: it takes an object"),
        ({"abbreviations": {"default": {"title": {"a": 1}}}}, 'abbreviations.default.title["a"]'),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(changes: dict[str, Any], says: str) -> None:
    assert says in refused(json.dumps(asked(**changes)))


CSL = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'


@pytest.mark.parametrize(
    ("style", "says"),
    [
        ("<", "not well-formed XML"),
        ("<a>\x00</a>", "not well-formed XML"),
        (f"{CSL}</style>", "no <citation>"),
        (f"{CSL}<citation/></style>", "no <citation> with a <layout>"),
        (f'{CSL}<citation><layout><text macro="a"/></layout></citation></style>', "macro “a”"),
        (
            f'{CSL}<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/>'
            '</macro><citation><layout><text macro="a"/></layout></citation></style>',
            "calls itself",
        ),
        (f"{CSL}<citation><layout>{'<group>' * 5000}", "not well-formed XML"),
        (STYLE.replace("<citation>", '<!ENTITY a "a"><citation>'), "not well-formed XML"),
    ],
)
def test_a_style_that_cannot_be_used(style: str, says: str) -> None:
    message = refused(json.dumps(asked(style=style)))
    assert message.startswith("style: ")
    assert says in message


# --- the command ---------------------------------------------------------------------------


def ran(data: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(ROOT / "build.py"), "cite", *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=False, timeout=60)


def test_the_command_writes_utf8_and_nothing_else() -> None:
    works = [{**ORAN, "title": "Əsər"}, KUZIO]
    whole = asked(style="nashr-author-date", lang="az", references=works)
    text = json.dumps(whole, ensure_ascii=False)
    done = ran(text.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    read = json.loads(done.stdout.decode("utf-8"))
    assert read["citations"] == ["(Oran, 1998)"]
    assert read["bibliography"][1][1].startswith("Oran, B. (1998). ")
    assert "Əsər" in done.stdout.decode("utf-8")


def test_a_style_and_a_locale_of_the_project(tmp_path: Path) -> None:
    folder = tmp_path / "bibliography" / "styles"
    folder.mkdir(parents=True)
    (folder / "own.csl").write_text(STYLE.replace("(", "["), "utf-8")
    done = ran(json.dumps(asked(style="own")).encode(), "--project", str(tmp_path))
    assert json.loads(done.stdout)["citations"] == ["[Oran)"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "The input is not JSON"),
        (b"\xff\xfe{}", "The input is not UTF-8: byte 1"),
        (json.dumps(asked(style="apaa")).encode(), "did you mean “apa”?"),
        (json.dumps(asked(style="<style/>")).encode(), "style: "),
    ],
)
def test_a_refusal_is_one_line_and_exit_code_2(data: bytes, says: str) -> None:
    done = ran(data)
    assert (done.returncode, done.stdout) == (2, b"")
    message = done.stderr.decode()
    assert says in message
    assert "Traceback" not in message
    assert message.count("\n") == 1


def test_the_commands_help_tells_the_form(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["cite", "--help"])
    printed = " ".join(capsys.readouterr().out.split())
    assert "references (CSL JSON), citations, style" in printed


# --- limits --------------------------------------------------------------------------------


@pytest.mark.skipif(not pool.can_fork(), reason="needs processes that can be forked")
@pytest.mark.parametrize(
    ("allowed", "said"),
    [
        (pool.Limits(seconds=0.2), "Writing the citations took longer than 0.2 seconds."),
        (pool.Limits(output=10_000), "Writing the citations took more than 0 MB of memory."),
    ],
)
def test_what_a_style_and_its_references_cost_is_limited(
    allowed: pool.Limits, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(limits, "OF_CITE", allowed)
    items = [{**KUZIO, "id": f"k{n}", "title": f"{n}"} for n in range(3000)]
    given = json.dumps({"references": items, "style": "apa"}).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    printed: list[str] = []
    monkeypatch.setattr("nashr.cli.terminal.say", printed.append)
    begun = time.monotonic()
    assert cli.main(["cite", "--project", str(tmp_path)]) == USAGE_ERROR
    assert printed == [said]
    assert time.monotonic() - begun < 30
