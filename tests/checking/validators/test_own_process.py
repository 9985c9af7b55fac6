"""Judges in a process of their own: what a product costs them, and whose modules they import."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from nashr.checking.validators import own_process
from nashr.checking.validators.base import JudgeFailed

pytestmark = pytest.mark.timeout(120)


def test_a_verdict_comes_back_whole(tmp_path: Path) -> None:
    article = tmp_path / "a.xml"
    article.write_text("<article>\n <b></article>")
    verdict = own_process.examine("jats.dtd_here", article)
    (fault,) = verdict.faults
    assert (fault.rule, fault.line) == ("syntax", 2)
    assert verdict.version


def test_a_product_that_takes_too_long_ends_with_its_process(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xml")
    with pytest.raises(JudgeFailed, match="no verdict within 2 s"):
        own_process.examine("jats.dtd_here", tmp_path / "a.xml", limit=2)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not limited")
def test_a_product_that_takes_too_much_memory_is_told(tmp_path: Path) -> None:
    with (tmp_path / "a.xml").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(JudgeFailed, match="more than 4000 MB of memory"):
        own_process.examine("jats.dtd_here", tmp_path / "a.xml")


def test_no_module_of_the_folder_it_is_called_in_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "nashr", "lxml", "importlib", "resource"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a stranger')")
    (tmp_path / "a.xml").write_text("<article>")
    monkeypatch.chdir(tmp_path)
    assert own_process.examine("jats.dtd_here", Path("a.xml")).faults
