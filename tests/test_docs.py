"""What the pages of ``docs/`` say of the package is so."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

from nashr.languages import supported

ROOT = Path(__file__).resolve().parents[1]


def test_the_architecture_names_every_module_where_it_is_looked_for() -> None:
    """Each once in the walk through the package: by its name in the list of its folder."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    walk = text.partition("\n## The package\n")[2].partition("\n## ")[0]
    listed: list[str] = []
    folder = ""
    for line in walk.splitlines():
        if heading := re.match(r"### .*`nashr/([\w/]*)`", line):
            folder = heading[1]
        elif row := re.match(r"- ((?:`[\w/]+\.py`(?:, )?)+): \S", line):
            listed += [f"{folder}{name}" for name in re.findall(r"`([\w/]+\.py)`", row[1])]
    languages = {f"languages/{tag}.py" for tag in supported()}
    modules = {
        path.relative_to(ROOT / "nashr").as_posix()
        for path in (ROOT / "nashr").rglob("*.py")
        if path.name != "__init__.py"
    }
    assert sorted(listed) == sorted(set(listed)), "a module is named twice"
    assert set(listed) - modules == set(), "the page names what is not there"
    assert modules - languages - set(listed) == set(), "the page does not name them"


def test_the_architecture_explains_every_dependency() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    explained = text.partition("\n## Dependencies\n")[2]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [
        *project["dependencies"],
        *chain.from_iterable(project["optional-dependencies"].values()),
    ]
    names = {re.split(r"[<>=\[]", line)[0] for line in needed}
    assert {name for name in names if f"`{name}`" not in explained} == set()


def test_commands_name_the_python_that_debian_has() -> None:
    """There is no ``python`` on Debian, only ``python3``."""
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "templates").rglob("*.j2")]
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in (*pages, *(ROOT / "nashr").rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"(?<![\w./-])python (?:build\.py|-m pip)", line)
    ]
    assert found == []


def test_links_between_the_documents_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)\)", without_code(page.read_text("utf-8")))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []
    readme = (ROOT / "README.md").read_text("utf-8")
    pages_named = {path.name for path in pages if f"docs/{path.name})" in readme}
    assert pages_named == {path.name for path in (ROOT / "docs").glob("*.md")}


def without_code(text: str) -> str:
    """A page without its examples."""
    return re.sub(r"^(`{3,})[^`]*\n.*?^\1$", "", text, flags=re.M | re.S)
