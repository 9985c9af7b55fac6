"""``reference-language`` in journal.yaml: what a reader sees in one list of four languages."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from nashr.cli import main as cli

WORKS = """\
@incollection{gokyay, author={Gökyay, Orhan Şaik}, title={Dede Korkut},
  booktitle={TDV İslâm Ansiklopedisi}, pages={77--80}, date={1994}, langid={turkish}}
@incollection{geertz, author={Geertz, Clifford}, title={Thick Description},
  booktitle={The Interpretation of Cultures}, pages={3--30}, date={1973}, langid={english}}
@incollection{bahtin, author={Бахтин, Михаил}, title={Эпос и роман},
  booktitle={Вопросы литературы и эстетики}, pages={447--483}, date={1975}, langid={russian}}
@incollection{axundov, author={Axundov, Mirzə Fətəli}, title={Aldanmış kəvakib},
  booktitle={Əsərləri}, pages={211--240}, date={1987}, langid={azerbaijani}}
"""


def listed(project: Path, reference_language: str) -> dict[str, str]:
    """The reference list of an Azerbaijani article in APA, by key."""
    (project / "bibliography" / "references.bib").write_text(WORKS, "utf-8")
    (project / "manuscript" / "journal.yaml").write_text(
        f"title: J\nlanguage: az\nstyle: apa\nreference-language: {reference_language}\n", "utf-8"
    )
    (project / "manuscript" / "a" / "article.md").write_text(
        "---\ntitle: A\nauthors:\n  - {given: S, family: A}\n---\n\n"
        "A [@gokyay; @geertz, 4; @bahtin; @axundov].\n",
        "utf-8",
    )
    assert cli.main(["build", "--project", str(project), "--format", "html", "--jobs", "0"]) == 0
    page = lxml.html.parse(project / "output" / "a" / "a.html")
    assert "Geertz, 1973, s. 4" in " ".join(page.getroot().text_content().split())
    return {
        entry.get("id"): " ".join(entry.text_content().split())
        for entry in page.xpath("//*[starts-with(@id, 'ref-')]")
    }


@pytest.mark.parametrize(
    ("reference_language", "words"),
    [
        ("item", {"gokyay": "ss. 77", "geertz": "pp. 3", "bahtin": "с. 447", "axundov": "s. 211"}),
        ("article", {"gokyay": "(s. 77", "geertz": "(s. 3", "bahtin": "(s. 447"}),
    ],
)
def test_the_words_of_a_reference(
    project: Path, reference_language: str, words: dict[str, str]
) -> None:
    found = listed(project, reference_language)
    for key, word in words.items():
        assert word in found[f"ref-{key}"]


def test_the_order_of_the_list_is_the_articles_own(project: Path) -> None:
    order = ["ref-axundov", "ref-geertz", "ref-gokyay", "ref-bahtin"]
    assert list(listed(project, "item")) == order
