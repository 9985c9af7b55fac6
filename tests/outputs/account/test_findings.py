"""Random articles balance: every word of them stands in every product, once and in order."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from random_articles import write_project

from nashr.cli.main import main

#: So many articles are built by one test; the others are for the tests that take long.
BATCH, BATCHES = 3, 100


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    "batch", [0, *(pytest.param(n, marks=pytest.mark.long) for n in range(1, BATCHES))]
)
def test_random_articles_balance(
    batch: int, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(project, range(batch * BATCH, (batch + 1) * BATCH))
    code = main(["build", "--project", str(project), "--jobs", "0", "--json"])
    told = json.loads(capsys.readouterr().out)
    found = [
        (finding["file"], finding["line"], finding["code"], finding["message"])
        for article in told["articles"]
        for finding in article["diagnostics"]
        if finding["severity"] != "notice"
    ]
    assert found == [], Counter(code for _, _, code, _ in found)
    assert code == 0
